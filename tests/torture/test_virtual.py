"""A loop whose time jumps waits in real time for what happens outside of it."""

import threading
import warnings

from tests.torture.virtual import VirtualLoop


def test_a_thread_that_still_works_at_the_end_is_waited_for_and_no_time_jumps_over_it() -> None:
    loop, done = VirtualLoop(), threading.Event()

    async def begin() -> None:
        await loop.run_in_executor(None, int)

    loop.run_until_complete(begin())
    executor = loop._default_executor  # type: ignore[attr-defined]  # asyncio has no other way to its threads
    executor.submit(threading.Timer(0.05, done.set).run)
    with warnings.catch_warnings(action="error"):
        loop.run_until_complete(loop.shutdown_default_executor(300))
    loop.close()
    assert done.is_set()
    assert loop.skipped < 300
