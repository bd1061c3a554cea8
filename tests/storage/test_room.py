"""How much room a copy takes, and how much there is."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from storage.failures import StorageFailed
from storage.files import room


def test_what_still_stands_in_the_log_counts_as_the_database(tmp_path: Path) -> None:
    database = tmp_path / "caigou.db"
    assert room.size_of(database) == 0
    database.write_bytes(b"x" * 100)
    database.with_name("caigou.db-wal").write_bytes(b"x" * 20)
    assert room.size_of(database) == 120
    assert room.needed(database, packed=False) == 120 + room.SPARE
    assert room.needed(database) == 240 + room.SPARE


def test_the_room_for_a_folder_that_is_not_there_yet_is_that_of_its_disk(tmp_path: Path) -> None:
    assert room.free_at(tmp_path / "not" / "yet") == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.05)


def test_too_little_room_is_said_in_sizes_that_people_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=230_000_000))
    with pytest.raises(StorageFailed, match=r"^There is no room for a copy: it takes 1\.4 GB, 230 MB are free on the"):
        room.require(tmp_path, 1_400_000_000)
    room.require(tmp_path, 230_000_000)
