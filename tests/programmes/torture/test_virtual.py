"""A loop whose time jumps waits in real time for what happens outside of it."""

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

from tests.programmes.torture.virtual import VirtualLoop


def test_a_thread_that_still_works_at_the_end_is_waited_for_and_no_time_jumps_over_it() -> None:
    loop, done, executor = VirtualLoop(), threading.Event(), ThreadPoolExecutor()
    loop.set_default_executor(executor)
    executor.submit(threading.Timer(0.05, done.set).run)
    with warnings.catch_warnings(action="error"):
        loop.run_until_complete(loop.shutdown_default_executor(300))
    loop.close()
    assert done.is_set()
    assert loop.skipped < 300
