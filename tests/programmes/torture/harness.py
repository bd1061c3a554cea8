"""A pretend world in this process and a real bot in another one, which can be killed at any moment."""

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox import patience
from bot.sandbox.actor import post
from bot.sandbox.app import PretendWorld
from bot.sandbox.chats.rows import row
from bot.sandbox.patience import NeverHappened
from tests.postgres import Postgres
from tests.programmes.torture.fault_injection import Arrival, Weather
from tests.programmes.torture.ours import Ours
from tests.programmes.torture.programme import POSTGRESQL, Scale

ROOT = Path(__file__).parents[3]
START_SECONDS = 60.0
FOLLOWS_SECONDS = 0.8


class Launcher:
    """The process that all lives of the bot are forked from; `under` is what it finds in its environment besides."""

    def __init__(self, under: Mapping[str, str] | None = None) -> None:
        self._under = dict(under or {})
        self._process: asyncio.subprocess.Process | None = None
        self._started: asyncio.Queue[int] = asyncio.Queue()
        self._ended: dict[int, asyncio.Future[int]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.programmes.torture.launcher", cwd=ROOT,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env={**os.environ, **self._under},
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())

    async def start(self, order: dict[str, Any]) -> tuple[int, "asyncio.Future[int]"]:
        """A new life: its process id, and the future of its exit code (-9 where it was killed)."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        pid = await self._started.get()
        return pid, self._ended[pid]

    async def close(self) -> None:
        if self._process is None or self._process.stdin is None:
            return
        self._process.stdin.close()
        await self._process.wait()
        if self._reading:
            await self._reading

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = json.loads(line)
            if "started" in told:
                self._ended[told["started"]] = asyncio.get_running_loop().create_future()
                self._started.put_nowait(told["started"])
            else:
                self._ended.pop(told["ended"]).set_result(told["code"])


@dataclass
class Life:
    """The bot that lives now."""

    pid: int
    ended: "asyncio.Future[int]"

    @property
    def alive(self) -> bool:
        return not self.ended.done()

    def strike(self, number: signal.Signals) -> None:
        """Send it that signal; one that has ended by itself, of which we did not hear yet, is past it."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


@dataclass
class Scene:
    """The world, the bot in it, and the hands of whoever drives them."""

    world: PretendWorld
    weather: Weather
    http: httpx.AsyncClient
    launcher: Launcher
    env: dict[str, str]
    folder: Path
    ours: Ours
    dice: random.Random
    server: Postgres | None = None
    life: Life | None = None
    kills: int = 0
    lives: int = 0
    skew: float = 0.0
    """Seconds by which the bot's clock is beside the world's, where a programme serves it one."""
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    async def start(
        self, *, crash: dict[str, Any] | None = None, pulse: str = "", wait: bool = True, **settings: str
    ) -> Life:
        """A new life of the bot, once it listens to Telegram or has ended already."""
        self._heard.clear()
        order = {"env": self.env | settings, "log": str(self.log), "crash": crash, "pulse": pulse}
        self.life = Life(*await self.launcher.start(order))
        self.lives += 1
        if wait:
            await self.listens()
        return self.life

    async def listens(self) -> None:
        """Wait until the bot asks for updates, or has ended."""
        assert self.life is not None
        heard = asyncio.create_task(self._heard.wait())
        either: set[asyncio.Future[Any]] = {heard, self.life.ended}
        done, _ = await asyncio.wait(either, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        heard.cancel()
        if not done:
            raise NeverHappened(f"the bot does not listen:\n{self.tail()}")

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.life is not None and self.life.alive:
            self.life.strike(signal.SIGKILL)
            await self.life.ended
            self.kills += 1

    async def die(self) -> None:
        """As `kill`, where it may be dead by our hand already; that counts as one kill."""
        if self.life is not None:
            self.life.strike(signal.SIGKILL)
            await self.life.ended
            self.kills += 1

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self.life is not None
        self.life.strike(signal.SIGTERM)
        return await self.life.ended

    async def later(self, seconds: float) -> None:
        """The world's time moves on."""
        await post(self.http, "/sim/clock", {"advance": seconds})

    async def ledger(self) -> dict[str, Any]:
        """What really exists on 1688."""
        answer: dict[str, Any] = (await self.http.get("/sim/ledger")).json()
        return answer

    def chat(self, chat_id: int | None = None) -> list[dict[str, Any]]:
        """Every message as it stands, of one chat or of all, people's own included, oldest first."""
        chats = self.world.chats
        wanted = [chats.chats[chat_id]] if chat_id is not None else list(chats.chats.values())
        return [row(chats, message) for chat in wanted for message in chat.messages.values()]

    def heard(self, arrival: Arrival) -> None:
        if arrival.call == "getUpdates":
            self._heard.set()

    def tail(self, lines: int = 15) -> str:
        """The end of the bot's log."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


async def until(happened: Any, what: str, seconds: float = 30.0, every: float = 0.05) -> None:
    """Ask again until it happened (a plain or an async question); NeverHappened after so many seconds.

    Seconds in which this machine was too busy to run what is waited for do not count.
    """

    async def ask() -> bool:
        answer = happened()
        return bool(await answer) if asyncio.iscoroutine(answer) else bool(answer)

    await patience.until(ask, what, seconds, every)


async def _heard_of_the_time(response: httpx.Response) -> None:
    """A bot in another process asks for the world's time twice a second: whoever moves it waits for that."""
    if response.request.method == "POST" and response.request.url.path == "/sim/clock":
        await asyncio.sleep(FOLLOWS_SECONDS)


def _client(url: str) -> httpx.AsyncClient:
    """For as many presses at once as there are people: whoever waits for a connection would be refused in the end.

    The world closes a connection that is idle for five seconds: one that is nearly so is not used any more.
    """
    return httpx.AsyncClient(
        base_url=url, timeout=30, trust_env=False, event_hooks={"response": [_heard_of_the_time]},
        limits=httpx.Limits(max_connections=None, keepalive_expiry=2.0),
    )  # fmt: skip


def _address(scale: Scale, server: Postgres | None) -> str:
    if server is not None:
        return server.new_url()
    return f"sqlite:///{scale.folder / 'data' / 'caigou.db'}"


@asynccontextmanager
async def opened(
    scale: Scale,
    *,
    now: datetime | None = None,
    admins: int = 1,
    database: str = "",
    under: Mapping[str, str] | None = None,
    **settings: str,
) -> AsyncIterator[Scene]:
    """The world of this cell with so many admins in it, and no bot yet.

    `database` is an address to use; `under` is what stands in the environment of every life from its first instruction.
    """
    dice = random.Random(scale.seed)
    world = PretendWorld(scale.seed, now)
    for number in range(1, admins):
        world.chats.add_person(f"Admin {number}", "en", admin=True)
    own = scale.database == POSTGRESQL and not database
    server = await asyncio.to_thread(Postgres.start, scale.folder) if own else None
    launcher = Launcher(under)
    try:
        async with (
            world.serving() as url,
            _client(url) as http,
        ):
            await launcher.open()
            database = database or _address(scale, server)
            env = _environment(world, url, database) | settings | dict(under or {})
            weather = Weather(world, random.Random(dice.random()))
            weather.begin()
            scene = Scene(world, weather, http, launcher, env, scale.folder, Ours(database), dice, server)
            weather.before.append(scene.heard)
            try:
                yield scene
            finally:
                await scene.ours.close()
                await launcher.close()
    finally:
        await launcher.close()
        if server is not None:
            await asyncio.to_thread(server.stop)


def _environment(world: PretendWorld, url: str, database: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    quick = {"ALIBABA_RATE": "500", "WATCH_SECONDS": "1", "TELEGRAM_RATE": "0", "PYTHONPATH": str(ROOT)}
    return kept | world.settings(url) | quick | {"DATABASE_URL": database}
