"""A database from before 0.2.0 is refused by every command in one sentence, and nothing is changed or copied."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from storage.files import packing
from storage.files.sound_file import lock_of
from tests import migrated_databases
from tests.storage.left_databases import BEFORE_THE_BASELINE, put_left

NEEDED = {
    "TELEGRAM_TOKEN": "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc",
    "ALIBABA_APP_KEY": "7",
    "ALIBABA_APP_SECRET": "s",
    "JOURNAL_KEY": hashlib.sha256(b"a key of a test").hexdigest(),
}
OF_0_1_0 = "0011"
WAY = (
    "Nothing was changed. Install release 0.2.0, start it once, which keeps a copy and updates the database (a copy is"
    " restored there first), stop it, and install this release again."
)
TYPED = (
    ["run"],
    ["audit", "verify"],
    ["audit", "export"],
    ["audit", "anchor"],
    ["export"],
    ["stuck"],
    ["forget", "1"],
    ["migrate-to", "postgresql://somebody@127.0.0.1/caigou"],
)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder; a lock says how its file was left, and is none of what people keep."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


@pytest.fixture
def old(folder: Path, write_env: Any) -> Path:
    """That database, named by the settings."""
    path = put_left(folder / "data" / "caigou.db", BEFORE_THE_BASELINE)
    write_env(DATABASE_URL=f"sqlite:///{path}", **NEEDED)
    return path


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_each_command_says_that_the_database_is_too_old_and_the_way(
    old: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(old.parent)
    assert main(typed) == 1
    told = capsys.readouterr()
    assert told.err.strip().endswith(WAY)
    assert f"The database is of revision {OF_0_1_0}, from before release 0.2.0" in told.err
    assert told.out == ""
    assert files(old.parent) == before


@pytest.mark.parametrize("packed", [False, True])
def test_a_copy_from_before_is_not_put_back_and_not_called_newer(
    folder: Path, write_env: Any, capsys: pytest.CaptureFixture[str], packed: bool
) -> None:
    database = folder / "data" / "caigou.db"
    write_env(DATABASE_URL=asyncio.run(migrated_databases.put(database)))
    copy = put_left(folder / "away" / "old.db", BEFORE_THE_BASELINE)
    if packed:
        packing.pack(copy, copy.with_name("old.db.zst"))
        copy = copy.with_name("old.db.zst")
    before = files(database.parent)
    assert main(["restore", str(copy)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{copy} is of revision {OF_0_1_0}, from before release 0.2.0")
    assert told.strip().endswith(WAY)
    assert files(database.parent) == before
    assert not lock_of(database).read_text("ascii")


def test_a_copy_of_a_later_release_is_newer(old: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = put_left(folder / "later.db", BEFORE_THE_BASELINE)
    for revision in ("9999", "0036b", "abcdef012345"):
        with closing(sqlite3.connect(copy)) as hand, hand:
            hand.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        assert main(["restore", str(copy)]) == 1
        assert f"is of revision {revision}, which is newer than this program" in capsys.readouterr().err
