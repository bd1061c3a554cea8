"""A file as its last stop left it is opened at once and checked beside the work; every other one is checked first."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.wiring import early
from storage.engine import revisions
from storage.engine.database import Database
from storage.failures import DatabaseDamaged
from storage.files import sound_file
from tests.decay import decay


def copies_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if ".before-" in entry.name]


@pytest.fixture
async def left(closed: Path, url: str) -> Path:
    """A file that was closed in order."""
    await (await Database.open(url)).close()
    return closed


@pytest.fixture
def decayed(left: Path) -> Path:
    decay(left)
    return left


async def test_it_is_opened_without_a_check_and_found_sound_beside_the_work(left: Path, url: str) -> None:
    early.begin(url)
    database = await Database.open(url, trusting=True)
    await asyncio.gather(database.sound(), database.sound())
    await database.close()
    assert sound_file.is_as_left(left)


@pytest.mark.usefixtures("decayed")
async def test_what_the_disk_lost_meanwhile_is_found_beside_the_work_and_refused_by_the_next_start(
    url: str,
) -> None:
    early.begin(url)
    database = await Database.open(url, trusting=True)
    with pytest.raises(DatabaseDamaged, match="restore the last copy"):
        await database.sound()
    with pytest.raises(DatabaseDamaged):
        await database.sound()
    async with database.transaction() as session:
        await session.connection()
    await database.close()
    with pytest.raises(DatabaseDamaged):
        await Database.open(url, trusting=True)


@pytest.mark.usefixtures("decayed")
async def test_a_stop_before_the_check_has_ended_is_no_reason_to_trust_it_again(url: str) -> None:
    await (await Database.open(url, trusting=True)).close()
    with pytest.raises(DatabaseDamaged):
        await Database.open(url, trusting=True)


@pytest.mark.usefixtures("decayed")
async def test_whoever_does_not_trust_it_checks_it_first(url: str) -> None:
    with pytest.raises(DatabaseDamaged):
        await Database.open(url)


async def test_a_file_that_somebody_wrote_into_is_checked_first(decayed: Path, url: str) -> None:
    os.utime(decayed)
    early.begin(url)
    with pytest.raises(DatabaseDamaged):
        await Database.open(url, trusting=True)


async def test_after_a_power_cut_it_is_checked_first(left: Path) -> None:
    assert sound_file.is_as_left(left)
    left.with_name(f"{left.name}-wal").write_bytes(b"what was not written into the file yet")
    assert not sound_file.is_as_left(left)


async def test_a_file_that_was_never_closed_in_order_is_checked_first(closed: Path) -> None:
    assert not sound_file.is_as_left(closed)
    sound_file.lock_of(closed).write_bytes(b"\xff\xfe")
    assert not sound_file.is_as_left(closed)
    assert not sound_file.is_as_left(closed.with_name("none.db"))


async def test_before_a_migration_it_is_checked_although_it_is_as_it_was_left(left: Path, url: str) -> None:
    with closing(sqlite3.connect(left)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revisions.revisions()[-2],))
    decay(left)
    sound_file.leave(left)
    with pytest.raises(DatabaseDamaged):
        await Database.open(url, trusting=True)
    assert copies_in(left.parent) == []
