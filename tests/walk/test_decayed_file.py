"""While the bot was off the disk lost a page, and the file looks as it was left: the bot answers, but buys nothing."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.sandbox.app import PretendWorld
from bot.sandbox.patience import until
from bot.settings import of_world
from bot.wiring.build import built
from bot.wiring.lifecycle import living
from storage.failures import DatabaseDamaged
from tests.decay import decay
from tests.programmes.torture.virtual import EPOCH

pytestmark = pytest.mark.real_time
ROOT = Path(__file__).parents[2]
Start = Callable[[], Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "caigou.db"


@pytest.fixture
async def given(file: Path) -> AsyncIterator[dict[str, str]]:
    """The settings of a bot in a world that is there."""
    world = PretendWorld(now=EPOCH)
    async with world.serving() as url:
        yield world.settings(url) | {"DATABASE_URL": f"sqlite:///{file}"}


@pytest.fixture
def start(given: dict[str, str], tmp_path: Path) -> Start:
    """Starts the real program; what it says goes into `log`."""

    def started() -> Any:
        known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | given
        with (tmp_path / "log").open("w") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=tmp_path, env=known, stderr=log, stdout=log
            )

    return started


@pytest.fixture
async def ran(start: Start, tmp_path: Path) -> None:
    """The bot was started once, and was told to stop once it ran."""
    program = start()
    await running(tmp_path / "log", program)
    program.send_signal(signal.SIGTERM)
    assert await ended(program) == 0


async def running(log: Path, program: Any) -> None:
    async def look() -> bool:
        said = await asyncio.to_thread(log.read_text)
        assert program.poll() is None, said
        return "running as" in said

    await until(look, "the program runs")


async def ended(program: Any) -> int:
    """The exit code of the program, once it has ended."""

    async def look() -> bool:
        return program.poll() is not None

    await until(look, "the program ends")
    return int(program.returncode)


@pytest.mark.stop(17)
@pytest.mark.usefixtures("ran")
async def test_the_bot_ends_with_what_to_do_and_the_next_start_is_refused_at_once(
    file: Path, start: Start, tmp_path: Path
) -> None:
    decay(file)
    program = start()
    assert await ended(program) == 1
    said = await asyncio.to_thread((tmp_path / "log").read_text)
    assert f"{file}: The database is damaged. Stop the bot and restore the last copy." in said
    program = start()
    assert await ended(program) == 1
    said = await asyncio.to_thread((tmp_path / "log").read_text)
    assert "The database is damaged. Stop the bot and restore the last copy." in said
    assert "running as" not in said


@pytest.mark.stop(17)
@pytest.mark.usefixtures("ran")
async def test_no_order_is_sent_before_the_file_is_known_to_be_sound(file: Path, given: dict[str, str]) -> None:
    decay(file)
    async with built(of_world(given), SystemClock()) as house, living(house):
        with pytest.raises(DatabaseDamaged):
            await house.ledger.database.sound()
        await asyncio.sleep(0)
        assert not house.desk.create_call.may_place.is_set()
