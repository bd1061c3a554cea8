"""The service manager hears on its own socket that the bot is ready, alive and stopping."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.sandbox.app import PretendWorld
from bot.wiring.lifecycle import ALIVE, READY, STOPPING, ServiceManager
from tests.programmes.torture.virtual import EPOCH

LONGEST = 150.0
"""Seconds after which even a busy machine's threads end; the limit of a test comes first."""


class Ear:
    """What a service manager hears."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.settimeout(LONGEST)
        self.address = address

    def next(self) -> str:
        return self.socket.recv(4096).decode()

    def environment(self, watchdog_usec: str = "") -> dict[str, str]:
        return {"NOTIFY_SOCKET": self.address.replace("\0", "@"), "WATCHDOG_USEC": watchdog_usec}


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    ear = Ear(str(tmp_path / "notify"))
    yield ear
    ear.socket.close()


async def test_it_says_ready_then_lives_and_then_stops(ear: Ear) -> None:
    manager = ServiceManager(ear.environment("20000"))
    assert manager.every == 0.01
    async with manager.serving(SystemClock()):
        assert [await asyncio.to_thread(ear.next) for _ in range(4)] == [READY, ALIVE, ALIVE, ALIVE]
    heard = await asyncio.to_thread(ear.next)
    while heard == ALIVE:
        heard = await asyncio.to_thread(ear.next)
    assert heard == STOPPING


async def test_a_loop_that_hangs_gives_no_sign_of_life(ear: Ear) -> None:
    manager = ServiceManager(ear.environment("2000"))
    async with manager.serving(SystemClock()):
        await asyncio.to_thread(ear.next)
        held = {ear.next()}
        ear.socket.setblocking(False)
        while True:  # this very loop blocks here: what was said before is read until nothing comes any more
            try:
                held.add(ear.next())
            except BlockingIOError:
                break
        ear.socket.settimeout(0.05)
        with pytest.raises(TimeoutError):
            ear.next()
    assert held <= {READY, ALIVE}


async def test_a_timetable_that_stands_still_gives_no_sign_of_life(ear: Ear) -> None:
    beats = iter([True, False, False, True])
    stood = asyncio.Event()

    def beating() -> bool:
        beat = next(beats, None)
        if beat is None:
            stood.set()
        return bool(beat)

    async with ServiceManager(ear.environment("2000")).serving(SystemClock(), beating):
        await asyncio.wait_for(stood.wait(), 10)
    heard = [await asyncio.to_thread(ear.next) for _ in range(4)]
    assert heard == [READY, ALIVE, ALIVE, STOPPING]


async def test_without_a_watchdog_nobody_is_told_of_life(ear: Ear) -> None:
    async with ServiceManager(ear.environment()).serving(SystemClock()):
        await asyncio.sleep(0)
        assert ear.next() == READY
    assert ear.next() == STOPPING


async def test_without_a_manager_nothing_is_told_and_nothing_fails() -> None:
    manager = ServiceManager({})
    assert manager.every == 0.0
    async with manager.serving(SystemClock()):
        pass


async def test_a_manager_that_is_gone_is_no_reason_to_stop(tmp_path: Path) -> None:
    manager = ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "2000"})
    async with manager.serving(SystemClock()):
        await asyncio.sleep(0)


def test_a_watchdog_that_waits_for_another_process_is_not_fed(ear: Ear) -> None:
    assert ServiceManager(ear.environment("2000") | {"WATCHDOG_PID": "1"}).every == 0.0
    assert ServiceManager(ear.environment("2000") | {"WATCHDOG_PID": str(os.getpid())}).every == 0.001


def test_an_abstract_address_is_reached() -> None:
    ear = Ear(f"\0caigou-test-{os.getpid()}")
    try:
        ServiceManager(ear.environment()).tell(READY)
        assert ear.next() == READY
    finally:
        ear.socket.close()


async def test_the_real_program_is_ready_only_once_it_listens_and_ends_in_order(ear: Ear, tmp_path: Path) -> None:
    world = PretendWorld(now=EPOCH)
    async with world.serving() as url:
        program = _started(world.settings(url), ear, tmp_path)
        try:
            assert await asyncio.to_thread(ear.next) == READY
            assert (tmp_path / "data" / "caigou.db").exists()
            assert await asyncio.to_thread(ear.next) == ALIVE
            program.send_signal(signal.SIGTERM)
            assert await _after_signs_of_life(ear) == STOPPING
            assert await asyncio.to_thread(program.wait, LONGEST) == 0
        finally:
            program.kill()
            program.wait()


async def _after_signs_of_life(ear: Ear) -> str:
    while (heard := await asyncio.to_thread(ear.next)) == ALIVE:
        pass
    return heard


def _started(settings: dict[str, str], ear: Ear, folder: Path) -> Any:
    database = {"DATABASE_URL": f"sqlite:///{folder / 'data' / 'caigou.db'}"}
    given = {"PATH": os.environ["PATH"]} | settings | database | ear.environment("60000000")
    root = Path(__file__).parents[2]
    given["PYTHONPATH"] = str(root)
    with (folder / "log").open("w") as log:
        return subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=folder, env=given, stderr=log, stdout=log)
