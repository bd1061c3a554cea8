"""Where the measuring is done: the pretend world in this process, the bot in a process of its own, on loopback."""

import asyncio
import base64
import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.app import PretendWorld
from bot.sandbox.chats import acts

HOME = Path(__file__).parents[3]
BARE = Path(__file__).with_name("bare.py")
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 120.0


@dataclass(frozen=True)
class Call:
    """A call of the bot as it took effect; `at` in seconds of this process' monotonic clock."""

    at: float
    side: str
    name: str
    note: str
    ok: bool


class Town:
    """The pretend world with a watch on what the bot calls."""

    def __init__(self, world: PretendWorld, url: str) -> None:
        self.world, self.url = world, url
        self.calls: list[Call] = []
        self._counts: Counter[str] = Counter()
        self.polls = 0
        self._waiters: list[tuple[Callable[[], object], asyncio.Future[None]]] = []
        stand_in = pytest.MonkeyPatch().setattr
        stand_in(world.bus, "publish", self._published)
        poll = world.botapi.poller.get_updates

        async def counted(*words: Any) -> bytes:
            self.polls += 1
            self._wake()
            return await poll(*words)

        stand_in(world.botapi.poller, "get_updates", counted)

    def _published(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "call":
            self.calls.append(
                Call(time.perf_counter(), data["side"], data["call"], str(data.get("note", "")), bool(data["ok"]))
            )
            self._counts[data["call"]] += 1
            self._wake()

    def _wake(self) -> None:
        for waiter in [each for each in self._waiters if each[0]()]:
            self._waiters.remove(waiter)
            if not waiter[1].done():
                waiter[1].set_result(None)

    async def until(self, there: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait until a call made it so."""
        if there():
            return
        reached: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append((there, reached))
        try:
            async with asyncio.timeout(seconds):
                await reached
        except TimeoutError:
            raise AssertionError(f"this never happened: {what}") from None

    def count(self, name: str) -> int:
        """How many calls of that name took effect."""
        return self._counts[name]

    async def settled(self) -> None:
        """Wait until a bot that has just started is done with what it does once: the menus of everybody it knows."""
        await self.quiet("setMyCommands")

    async def quiet(self, name: str, seconds: float = 2.0) -> None:
        """Wait until no call of that name took effect for so long."""
        seen = -1
        while seen != self.count(name):
            seen = self.count(name)
            await asyncio.sleep(seconds)

    def slow(self, seconds: float, *names: str) -> None:
        """From now on Telegram answers these calls after so many seconds."""
        for name in names:
            self.world.faults.plan(
                {"side": "telegram", "call": name, "kind": "slow", "seconds": seconds, "times": 10**9}
            )

    def people(self, count: int) -> list[int]:
        """New people who may buy; to be made before the bot starts, which is told who may."""
        made = [self.world.chats.add_person(f"Person {n}", "en", f"person{n}", admin=True) for n in range(count)]
        for person in made:
            person.started = True
        return [person.id for person in made]

    async def good(self, kind: str) -> dict[str, Any]:
        """A good of that kind."""
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as http:
            goods: list[dict[str, Any]] = (await http.get("/sim/goods")).json()
        return next(good for good in goods if good["kind"] == kind)

    def say(self, person: int, text: str) -> None:
        acts.say(self.world.chats, {"person": person, "text": text})

    def drop(self, person: int, name: str, content: bytes) -> None:
        """A person drops a file into their chat with the bot."""
        file = {"name": name, "base64": base64.b64encode(content).decode()}
        acts.say(self.world.chats, {"person": person, "text": "", "document": file})

    def press(self, person: int, message_id: int, data: str) -> None:
        acts.press(self.world.chats, {"person": person, "message_id": message_id, "button": data})

    def press_in(self, person: int, chat: int, message_id: int, data: str) -> None:
        acts.press(self.world.chats, {"person": person, "chat": chat, "message_id": message_id, "button": data})

    def messages(self, person: int) -> list[Any]:
        """The bot's messages in a private chat, oldest first."""
        chat = self.world.chats.chats[person]
        return [each for each in chat.messages.values() if each.sender == self.world.chats.bot_id and not each.deleted]


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    """A pretend world that listens."""
    world = PretendWorld()
    world.chats.flood.on = False
    async with world.serving() as url:
        yield Town(world, url)


class Process:
    """A running bot, with what it costs."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def cpu(self) -> float:
        """Seconds of processor that it used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """MiB of memory that it holds."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise AssertionError("the process is gone")


@asynccontextmanager
async def started(words: list[str], folder: Path, **settings: str) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A process until the context is left; what it says goes into the folder's `log`."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment = clean | {"PYTHONPATH": str(HOME)} | settings
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: ASYNC220 - the process outlives the call
        try:
            yield process
        finally:
            process.terminate()
            try:
                await asyncio.to_thread(process.wait, 30)
            except subprocess.TimeoutExpired:
                process.kill()


@asynccontextmanager
async def running(town: Town, words: list[str], folder: Path, **settings: str) -> AsyncIterator[Process]:
    """A process until the context is left; returns once it polls."""
    before = town.polls
    async with started(words, folder, **settings) as process:
        await town.until(lambda: town.polls > before or process.poll() is not None, "the first poll")
        if process.poll() is not None:
            raise AssertionError((folder / "log").read_text(encoding="utf-8")[-2000:])
        yield Process(process)


@asynccontextmanager
async def ours(town: Town, folder: Path, **settings: str) -> AsyncIterator[Process]:
    """The product, as its users start it."""
    known = town.world.settings(town.url) | {"TELEGRAM_RATE": "0", "CLOCK_URL": "", "ALIBABA_RATE": "1000"}
    known |= {"DATABASE_URL": f"sqlite:///{folder / 'bench.db'}"} | settings
    async with running(town, [sys.executable, "-P", "-m", "bot", "run"], folder, **known) as process:
        yield process


@asynccontextmanager
async def bare(town: Town, folder: Path, at_once: int = 1) -> AsyncIterator[Process]:
    """A bare python-telegram-bot that echoes, and answers and edits at each press, so many updates at once."""
    words = [sys.executable, str(BARE), town.world.token, town.url, str(at_once)]
    async with running(town, words, folder) as process:
        yield process


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def looked(place: Town, person: int, act: Callable[[], None], times: int) -> float:
    """The median of so many looks, in milliseconds from the asking to the message."""
    took = []
    place.world.clock.advance(60)  # nobody asks for so much at once
    for _ in range(times):
        first, start = len(place.calls), time.perf_counter()
        act()

        def sent(first: int = first) -> list[float]:
            calls = place.calls[first:]
            return [c.at for c in calls if c.name == "sendMessage" and c.note.startswith(str(person))]

        await place.until(sent, "an answer", 30)
        took.append(1000 * (sent()[0] - start))
    return statistics.median(took)


async def paced(count: int, a_second: float, act: Callable[[int], None]) -> None:
    """Do `act` for 0, 1, … at an even pace."""
    start = time.perf_counter()
    for number in range(count):
        wait = start + number / a_second - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        act(number)
