"""Who waits, waits while things may move; a dead bot is not waited for; nothing is waited for without an end."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bot.sandbox import patience
from bot.sandbox.patience import HeldUp, NeverHappened, until, waiting, watched, within
from tests.programmes.torture import virtual


class Machine:
    """The machine's clock, and what the system tells of one thread's time in the queue."""

    def __init__(self) -> None:
        self.now = self.queued = 0.0

    def passes(self, seconds: float, *, queued: float = 0.0) -> None:
        self.now += seconds
        self.queued += queued

    def waited(self, _: str) -> dict[str, int]:
        return {"1": round(self.queued * 1e9)}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(patience, "_waited", made.waited)
    held_up = HeldUp(clock=lambda: made.now)
    monkeypatch.setattr(patience, "_queue_of", lambda _: held_up)
    return made


def test_time_in_the_queue_for_a_processor_does_not_count_but_a_tenth_of_all_time_does(machine: Machine) -> None:
    held_up = HeldUp(clock=lambda: machine.now)
    machine.passes(10)
    assert held_up() == 0
    machine.passes(10, queued=7)
    assert held_up() == 7
    machine.passes(10, queued=40)
    assert held_up() == 16


def looks(machine: Machine, times: int, queued: float) -> Iterator[str]:
    """Nothing so many times, each a second after the one before, then something."""
    for _ in range(times):
        machine.passes(1, queued=queued)
        yield ""
    yield "found"


@pytest.mark.parametrize(("queued", "times"), [(0.0, 60), (0.75, 240), (5.0, 600)])
def test_what_is_slow_is_waited_for_as_long_as_the_machine_is_slow(machine: Machine, queued: float, times: int) -> None:
    async def waits(seconds: int) -> str:
        seen = looks(machine, seconds, queued)

        async def look() -> str:
            return next(seen)

        return await until(look, "something slow", seconds=60, pause=1)

    assert virtual.run(waits(times), virtual.StandingLoop) == "found"
    with pytest.raises(NeverHappened, match=r"^this never happened: something slow$"):
        virtual.run(waits(round(times * 1.1)), virtual.StandingLoop)


async def test_a_block_ends_when_its_time_is_up_and_by_nothing_else() -> None:
    with pytest.raises(NeverHappened, match="this never happened: the end"):
        async with within(0.01, "the end"):
            await asyncio.Event().wait()
    with pytest.raises(TimeoutError, match="of its own"):
        async with within(20, "the end"):
            raise TimeoutError("of its own")
    async with within(20, "the end"):
        pass


async def test_a_dead_bot_is_not_waited_for() -> None:
    async def live() -> None:
        raise RuntimeError("what it died of")

    found = False

    async def look() -> bool:
        return found

    life = asyncio.create_task(live())

    def lives() -> None:
        if life.done():
            life.result()

    with watched(lives), pytest.raises(RuntimeError, match="what it died of"):
        await until(look, "an answer", seconds=1e9)
    found = True
    assert await until(look, "an answer of another")


async def test_what_is_waited_for_can_be_told() -> None:
    async def look() -> list[str]:
        return list(patience.waits)

    with waiting("the outer"):
        assert await until(look, "the inner") == ["the outer", "the inner"]
    assert patience.waits == []


def test_the_system_tells_how_long_the_children_of_a_process_waited() -> None:
    """Two want the same processor."""
    code = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nwhile True: pass"
    busy = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    held_up = HeldUp()
    try:
        while held_up() < 1:
            time.sleep(0.1)
    finally:
        for each in busy:
            each.kill()
            each.wait()
