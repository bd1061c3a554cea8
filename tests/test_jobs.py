"""The timetable: whatever happens beside it, each row comes round again."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

import pytest
from apscheduler.schedulers import base

from bot.jobs import Every, Timetable, TimetableRow
from bot.sandbox.patience import PATIENCE, within


async def test_ticks_come_in_the_loops_own_thread_although_every_helper_thread_is_busy() -> None:
    ticks, enough = 0, asyncio.Event()

    async def work() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 3:
            enough.set()

    release = threading.Event()
    only_thread = ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(only_thread)
    busy = asyncio.get_running_loop().run_in_executor(None, release.wait)
    timetable = Timetable([TimetableRow("work", 0.01, work)], lambda _: None, lambda *_: None)
    timetable.start()
    try:
        async with within(PATIENCE, "three ticks"):
            await enough.wait()
    finally:
        release.set()
        await busy
        await timetable.stop()


async def test_a_row_that_fails_is_told_of_and_comes_round_again() -> None:
    well, ill = asyncio.Event(), []
    failures = iter([ValueError("the first time")])

    async def work() -> None:
        for failure in failures:
            raise failure

    timetable = Timetable([TimetableRow("work", 0.01, work)], lambda _: well.set(), lambda *told: ill.append(told))
    timetable.start()
    try:
        async with within(PATIENCE, "a round that goes well"):
            await well.wait()
    finally:
        await timetable.stop()
    assert ill == [("work", "ValueError: the first time")]


def test_rows_of_one_interval_come_one_after_the_other_and_not_all_in_one_instant() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    firsts = sorted(Every(3600, part).get_next_fire_time(None, now) for part in (0, 0.25, 0.5, 0.75))
    assert [round((later - earlier).total_seconds() / 60) for earlier, later in pairwise(firsts)] == [15, 15, 15]


@pytest.mark.parametrize("late", [0, 1, 59, 60, 61, 86_400 * 30])
def test_what_was_missed_is_made_up_for_by_one_run_in_the_old_rhythm(late: int) -> None:
    before = datetime(2026, 11, 24, tzinfo=UTC)
    after = Every(60).get_next_fire_time(before, before + timedelta(seconds=late))
    assert timedelta(0) < after - before - timedelta(seconds=late) <= timedelta(seconds=60)
    assert (after - before) % timedelta(seconds=60) == timedelta(0)


class Wall:
    """The machine's clock as APScheduler sees it, so far from the right time."""

    ahead = timedelta(0)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """Sets the clock that APScheduler reads."""
    wall = Wall()

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # a clock that is wrong
            assert tz is not None
            return tz.fromutc((datetime.now(UTC) + wall.ahead).replace(tzinfo=tz))

    monkeypatch.setattr(base, "datetime", Wrong)
    return wall


@pytest.mark.parametrize("jump", [{"hours": -3}, {"days": -800}, {"hours": 3}, {"days": 60}, {"days": 800}])
async def test_a_clock_that_jumps_neither_stops_the_ticks_nor_makes_them_flood(
    wall: Wall, jump: dict[str, float]
) -> None:
    ticks, came = 0, asyncio.Event()

    async def work() -> None:
        nonlocal ticks
        ticks += 1
        came.set()

    async def some() -> None:
        for _ in range(3):
            came.clear()
            await asyncio.wait_for(came.wait(), PATIENCE)

    loop, timetable = asyncio.get_running_loop(), Timetable([TimetableRow("work", 0.05, work)], lambda _: None, print)
    timetable.start()
    try:
        await some()
        since, before = loop.time(), ticks
        wall.ahead = timedelta(**jump)
        await some()
        assert ticks - before <= (loop.time() - since) / 0.05 + 2
    finally:
        await timetable.stop()
