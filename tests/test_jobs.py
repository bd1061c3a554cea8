"""The timetable: whatever happens beside it, each row comes round again."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from bot.jobs import Timetable, TimetableRow, interval
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
    firsts = sorted(interval(3600, part).start_date for part in (0, 0.25, 0.5, 0.75))
    assert [round((later - earlier).total_seconds() / 60) for earlier, later in pairwise(firsts)] == [15, 15, 15]
