"""What the hourly copies delete: by a clock that is right, of PostgreSQL's bots too, and never in place of a copy."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import OtherClocks
from bot.desk.ledger.facts import COPIES, CopyFact
from bot.setting_types import CopiesKept
from bot.wiring.hourly_copies import FOLDER, HourlyCopies, room_at
from storage.files import room, thinning


@pytest.fixture
def house(room: Any) -> Any:
    """A desk on a database; `room` is here the word for free space."""
    return room


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The database of the room."""
    return tmp_path / "data" / "caigou.db"


def old_copies(database: Path, now: datetime) -> list[Path]:
    """Two copies that are older than promised."""
    folder = database.with_name(FOLDER)
    folder.mkdir(exist_ok=True)
    old = [folder / thinning.name_at(now - timedelta(days=days)) for days in (401, 500)]
    for path in old:
        path.write_bytes(b"an old copy")
    return old


async def test_an_hour_s_copy_is_packed_and_what_is_too_old_is_deleted(house: Any, database: Path) -> None:
    old = old_copies(database, house.clock.now())
    await HourlyCopies(house.ledger, database, database, CopiesKept()).run()
    assert [path.name for path in database.with_name(FOLDER).iterdir()] == [thinning.name_at(house.clock.now())]
    assert not any(path.exists() for path in old)


async def test_by_a_clock_that_nobody_confirms_nothing_is_deleted(house: Any, database: Path) -> None:
    old = old_copies(database, house.clock.now())
    house.ledger.others = OtherClocks(house.clock)
    await HourlyCopies(house.ledger, database, database, CopiesKept()).run()
    assert all(path.exists() for path in old)
    assert len(list(database.with_name(FOLDER).iterdir())) == 3


async def test_without_room_for_a_copy_old_ones_are_deleted_all_the_same(
    house: Any, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_copies(database, house.clock.now())
    monkeypatch.setattr(room, "free_at", lambda _: 0)
    await HourlyCopies(house.ledger, database, database, CopiesKept()).run()
    assert [path.exists() for path in old] == [True, False], "the newest one stays, since none could be made"


async def test_beside_postgresql_what_an_earlier_sqlite_left_grows_old_too(house: Any, tmp_path: Path) -> None:
    beside = tmp_path / "elsewhere" / "caigou.db"
    beside.parent.mkdir()
    now = house.clock.now()
    replaced = beside.with_name(f"caigou.db.replaced-{now - timedelta(days=391):%Y-%m-%dT%H%M%S}")
    replaced.touch()
    copies = HourlyCopies(house.ledger, None, beside, CopiesKept())
    await copies.run()
    assert not replaced.exists()
    replaced.touch()
    await copies.run()
    assert replaced.exists(), "once an hour is enough"
    house.clock.on(hours=1)
    await copies.run()
    assert not replaced.exists()
    assert not beside.with_name(FOLDER).exists()


async def test_by_a_clock_that_jumped_nothing_is_deleted_until_a_service_confirms_it(
    house: Any, database: Path
) -> None:
    house.clock.jumps(days=60)
    old = old_copies(database, house.clock.now())
    copies = HourlyCopies(house.ledger, database, database, CopiesKept())
    await copies.run()
    assert all(path.exists() for path in old)
    house.ledger.others.heard("1688", f"{house.clock.now():%a, %d %b %Y %H:%M:%S} GMT")
    house.clock.on(hours=1)
    await copies.run()
    assert not any(path.exists() for path in old)


def test_the_room_on_the_disk_is_told_with_what_a_copy_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "caigou.db"
    database.write_bytes(b"x" * 1000)
    found = room_at(database, database)
    assert found is not None
    assert found.copy == 2000 + room.SPARE
    other = room_at(None, database)
    assert other is not None
    assert other.copy is None

    def gone(_: Path) -> int:
        raise OSError("no such disk")

    monkeypatch.setattr(room, "free_at", gone)
    assert room_at(database, database) is None


async def test_copies_that_failed_before_a_move_to_a_server_fail_no_more(house: Any, tmp_path: Path) -> None:
    async with house.ledger.change() as uow:
        await uow.facts.put(COPIES, CopyFact(house.clock.now(), None, "no space"))
    assert await failures(house) == 1
    await HourlyCopies(house.ledger, None, tmp_path / "elsewhere" / "caigou.db", CopiesKept()).run()
    async with house.ledger.read() as uow:
        assert await uow.facts.get(COPIES) is None


async def failures(house: Any) -> int:
    """How often the admins are told of one."""
    await house.desk.troubles.round()
    kinds: list[str] = await house.kinds()
    return kinds.count("copy_failed")


async def test_a_copy_that_fails_is_told_once_and_anew_after_a_good_one(house: Any, database: Path) -> None:
    copies, folder = HourlyCopies(house.ledger, database, database, CopiesKept()), database.with_name(FOLDER)
    for time in (1, 2):
        await copies.run()
        elsewhere = folder.rename(folder.with_name("elsewhere"))
        folder.write_text("in the way")
        house.clock.on(hours=1)
        for _ in range(3):
            await copies.run()
            assert await failures(house) == time, "a second failure in a row is no news"
            house.clock.on(minutes=5)
        folder.unlink()
        elsewhere.rename(folder)
        await copies.run()
        assert await failures(house) == time
    async with house.ledger.read() as uow:
        kept = await uow.facts.get(COPIES)
    assert kept is not None
    assert (kept.newest, kept.error) == (house.clock.now(), "")


async def test_a_copy_beside_which_an_old_one_cannot_be_dropped_counts_as_the_newest_and_is_told(
    house: Any, database: Path
) -> None:
    (database.with_name(FOLDER) / thinning.name_at(house.clock.now() - timedelta(days=401))).mkdir(parents=True)
    await HourlyCopies(house.ledger, database, database, CopiesKept()).run()
    async with house.ledger.read() as uow:
        kept = await uow.facts.get(COPIES)
    assert kept is not None
    assert kept.newest == house.clock.now()
    assert kept.error
    assert await failures(house) == 1
