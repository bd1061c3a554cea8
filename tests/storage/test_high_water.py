"""What is remembered outside the databases: one small file, replaced as a whole, never older than it was."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from storage.failures import StorageFailed
from storage.files.small_file import KEPT, HighWaterFile

MARK = {"since": "2026-11-26", "entry": 7, "hash": "aa", "attempt": 3, "timeline": ""}


def older(_: dict[str, Any]) -> bool:
    return False


def newer(_: dict[str, Any]) -> bool:
    return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "high-water.json"


def test_what_was_kept_is_read_back_and_is_its_owners_alone(path: Path) -> None:
    HighWaterFile(path).keep("one", MARK, older)
    assert HighWaterFile(path).read("one") == MARK
    assert HighWaterFile(path).read("another") is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_another_process_knows_beyond_us_stays(path: Path) -> None:
    file = HighWaterFile(path)
    file.keep("one", MARK | {"entry": 9}, older)
    file.keep("one", MARK, newer)
    assert file.read("one") == MARK | {"entry": 9}


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"one": 7}', '{"one": null}'])
def test_a_file_that_cannot_be_read_says_nothing_and_is_written_anew(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    file = HighWaterFile(path)
    assert file.read("one") is None
    file.keep("one", MARK, older)
    assert file.read("one") == MARK


def test_only_the_newest_databases_are_remembered(path: Path) -> None:
    file = HighWaterFile(path)
    for number in range(KEPT + 3):
        file.keep(str(number), MARK, older)
    assert list(json.loads(path.read_text())) == [str(number) for number in range(3, KEPT + 3)]


def test_a_file_that_cannot_be_written_says_so_in_a_sentence(path: Path) -> None:
    path.parent.write_text("a file where the folder would be")
    with pytest.raises(StorageFailed, match="cannot be written"):
        HighWaterFile(path).keep("one", MARK, older)
