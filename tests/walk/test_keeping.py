"""The copies that a running bot makes by itself: one an hour, thinned out, and its failures told once."""

import errno
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.wiring import timetable
from storage.files import backup, room, thinning
from tests.walk.conftest import Street

HOUR, AGAIN = 3600, 300


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a copy is due is looked at more often than each half minute of the machine's own time."""
    monkeypatch.setattr(timetable, "SLOW", 1.0)


def folder(street: Street) -> Path:
    found: Path = street.database.with_name("backups")
    return found


def copies(street: Street) -> list[Path]:
    """What stands in the folder of the copies, oldest first."""
    return sorted(folder(street).glob("caigou-*.db.zst")) if folder(street).is_dir() else []


async def copied(street: Street, times: int) -> None:
    """Until so many copies were taken, and the newest of them is remembered."""

    async def enough() -> bool:
        kept = street.rows("SELECT json_extract(value, '$.newest') FROM fact WHERE name = 'copies'")
        newest = [thinning.name_at(datetime.fromisoformat(when)) for (when,) in kept if when]
        return len(copies(street)) >= times and newest == [copies(street)[-1].name]

    await street.until(enough, f"{times} copies")


def takes_nothing(street: Street, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A file stands where the folder of the copies should be; what mends it."""
    kept = folder(street).rename(folder(street).with_name("elsewhere"))
    folder(street).write_text("in the way")

    def mend() -> None:
        folder(street).unlink()
        kept.rename(folder(street))

    return mend


def is_full(street: Street, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The disk of the copies takes no more; what mends it."""
    real = backup.flush
    mended: list[bool] = []

    def flush(path: Path) -> None:
        if path.name.endswith(".part") and not mended:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path)

    monkeypatch.setattr(backup, "flush", flush)
    return lambda: mended.append(True)


def has_no_room(street: Street, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The disk of the copies has hardly any room left; what mends it."""
    real, mended = room.free_at, list[bool]()
    monkeypatch.setattr(room, "free_at", lambda folder: real(folder) if mended else 1_000_000)
    return lambda: mended.append(True)


async def alarms(street: Street) -> int:
    return len(await street.told("The database could not be copied", "I go on trying"))


async def failed(street: Street) -> str:
    """The error that is kept of the latest copy."""
    return str(street.rows("SELECT json_extract(value, '$.error') FROM fact WHERE name = 'copies'")[0][0])


async def next_try(street: Street) -> str:
    """When the next copy is due, as it is kept."""
    return str(street.rows("SELECT json_extract(value, '$.next') FROM fact WHERE name = 'copies'")[0][0])


@pytest.mark.stop(40)
@pytest.mark.stop(39)
@pytest.mark.parametrize(
    ("breaks", "reason"),
    [
        (takes_nothing, "Not a directory"),
        (is_full, "No space left on device"),
        (has_no_room, "There is no room for a copy"),
    ],
)
async def test_a_copy_that_fails_is_told_once_and_the_next_one_clears_it(
    street: Street, monkeypatch: pytest.MonkeyPatch, breaks: Any, reason: str
) -> None:
    await street.anna.writes("/start")
    await copied(street, 1)
    mend = breaks(street, monkeypatch)
    await street.later(HOUR)
    await street.hears("The database could not be copied", reason, "Newest copy", "I go on trying")
    before = await next_try(street)
    await street.later(AGAIN)

    async def tried_again() -> bool:
        return await next_try(street) != before

    await street.until(tried_again, "another try five minutes later")
    assert await alarms(street) == 1, "a second failure in a row is no news"
    assert reason in await failed(street)
    await street.anna.writes("/status")
    await street.anna.sees("Something needs attention", "could not be copied", reason)
    await street.ordered()
    mend()
    await street.later(AGAIN)
    await copied(street, 2)

    async def clear() -> bool:
        return not await failed(street)

    await street.until(clear, "the failure is over")
    await street.anna.catches_up()
    await street.anna.writes("/status")
    assert "could not be copied" not in (await street.anna.sees("Newest copy")).text
    assert [path for path in folder(street).iterdir() if path.name.endswith(".part")] == []
