"""A pretend 1688, a database and desks without a chat in other processes, which can be killed and set back in time."""

import asyncio
import contextlib
import itertools
import json
import random
import shutil
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.app import PretendWorld
from bot.sandbox.spoiling import ConnectionCut
from tests.postgres import Postgres
from tests.programmes.torture.harness import Launcher, Life
from tests.programmes.torture.ours import Ours

VERB_SECONDS, START_SECONDS = 120.0, 60.0
MEMORY = "high-water.json"
CREATE_REFUND = "alibaba.trade.createRefund"
RECEIPT = "trade.receivegoods.confirm"
LOST_BEFORE, LOST_AFTER, FAIL_AFTER, TRUNCATED, LATE = "lost before", "lost after", "500", "truncated", "late"
KILL_BEFORE, KILL_AFTER, SLOW = "kill before", "kill after", "slow"
LATE_SECONDS = 90.0
Effect = Callable[[], Awaitable[Response]]


@dataclass(frozen=True)
class Answer:
    """What became of a verb: `kind` is done, refused, failed, broke or died."""

    kind: str
    value: Any = None

    @property
    def done(self) -> bool:
        return self.kind == "done"


@dataclass
class DeskLife:
    """One process with a desk."""

    process: Life
    writer: asyncio.StreamWriter
    waiting: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    armed: bool = False
    """Whether it was told to die at a commit that has not come yet."""

    async def read(self, reader: asyncio.StreamReader) -> None:
        """Hand each answer to whoever waits for it, until the process ends."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                said = json.loads(line)
                future = self.waiting.pop(said["id"], None)
                if future is not None and not future.done():
                    future.set_result(said["answer"])


class Wire:
    """Every call to 1688 passes here: it is told to listeners, and fails if that was planned."""

    def __init__(self, world: PretendWorld) -> None:
        self._world = world
        self.planned: dict[str, list[str]] = {}
        """What becomes of the next calls of a name."""
        self.before: Callable[[str, dict[str, str]], Awaitable[None]] | None = None
        self.after: Callable[[str, dict[str, str]], Awaitable[None]] | None = None
        self.kill: Callable[[], Awaitable[None]] | None = None
        self.happened: Counter[str] = Counter()
        self._late: set[asyncio.Task[Any]] = set()

    def plan(self, call: str, how: str) -> None:
        """The next call of this name goes so."""
        self.planned.setdefault(call, []).append(how)

    def clear(self) -> None:
        """Whatever was planned and has not happened does not happen."""
        self.planned.clear()

    async def run(
        self, side: str, call: str, request: Request, effect: Effect, throttled: Response, *_others: Response
    ) -> Response:
        """The world's own way in."""
        form = await _form(request) if side == "1688" else {}
        if self.before is not None:
            await self.before(call, form)
        waiting = self.planned.get(call, [])
        how = waiting.pop(0) if waiting else ""
        if how:
            self.happened[how] += 1
        return await self._happens(how, call, form, effect)

    async def _happens(self, how: str, call: str, form: dict[str, str], effect: Effect) -> Response:
        async def done() -> Response:
            answer = await effect()
            if self.after is not None:
                await self.after(call, form)
            return answer

        if how == KILL_BEFORE:
            await self._killed()
        if how == LOST_BEFORE:
            raise ConnectionCut
        if how == LATE:
            self._later(done)
            raise ConnectionCut
        answer = await done()
        if how == KILL_AFTER:
            await self._killed()
        if how == LOST_AFTER:
            raise ConnectionCut
        if how == FAIL_AFTER:
            return Response("the pretend world fails as it was asked to", status_code=500)
        if how == TRUNCATED:
            return Response(bytes(answer.body)[: len(bytes(answer.body)) // 2], media_type="application/json")
        return answer

    async def _killed(self) -> None:
        if self.kill is not None:
            await self.kill()
        raise ConnectionCut

    def _later(self, done: Effect) -> None:
        def begin() -> None:
            task = asyncio.ensure_future(done())
            self._late.add(task)
            task.add_done_callback(self._late.discard)

        self._world.clock.after(LATE_SECONDS, begin)


async def _form(request: Request) -> dict[str, str]:
    if "urlencoded" not in request.headers.get("content-type", ""):
        return {}
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


class Place:
    """Where the database of a season is, and how a copy of it is put back."""

    def __init__(self, folder: Path, server: Postgres | None, template: str = "") -> None:
        self.folder, self._server = folder, server
        self.data = folder / "data"
        self.data.mkdir()
        self._kept = folder / "kept"
        if server is None:
            self.url = f"sqlite:///{self.data / 'caigou.db'}"
            return
        self._name = f"season_{folder.name.replace('-', '_')}"
        server.psql("postgres", f"CREATE DATABASE {self._name} TEMPLATE {template}")
        self.url = server.url(self._name)

    def copy(self) -> None:
        """Keep what there is now; no process works on it."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.data, self._kept)
        if self._server is not None:
            self._server.psql("postgres", f"DROP DATABASE IF EXISTS {self._name}_kept WITH (FORCE)")
            self._server.psql("postgres", f"CREATE DATABASE {self._name}_kept TEMPLATE {self._name}")

    def put_back(self, *, with_memory: bool) -> None:
        """Have the copy back; the files that remember how far it had come are the newest ones, or as old as it."""
        memory = next(iter(self.data.glob(f"**/{MEMORY}")), None)
        remembered = memory.read_bytes() if memory is not None else b""
        shutil.rmtree(self.data)
        shutil.copytree(self._kept, self.data)
        if with_memory and memory is not None:
            memory.parent.mkdir(parents=True, exist_ok=True)
            memory.write_bytes(remembered)
        if self._server is not None:
            self._server.psql("postgres", f"DROP DATABASE {self._name} WITH (FORCE)")
            self._server.psql("postgres", f"CREATE DATABASE {self._name} TEMPLATE {self._name}_kept")

    def drop(self) -> None:
        """It is not needed any more."""
        if self._server is not None:
            for name in (self._name, f"{self._name}_kept"):
                self._server.psql("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@dataclass(frozen=True)
class Terms:
    """How a season is: how far the books' clock stands apart, whose account it is, and whether there is a team."""

    number: int
    apart: int
    sub_account: bool
    in_team: bool


class Season:
    """One world and one database, with the hands of whoever drives them."""

    def __init__(self, terms: Terms, seed: int, place: Place, launcher: Launcher) -> None:
        self.terms, self.place = terms, place
        self.dice = random.Random(seed)
        self.world = PretendWorld(seed)
        self.wire = Wire(self.world)
        self.wire.kill = self._kill_at_work
        self.ours = Ours(place.url)
        self._launcher = launcher
        self._lives: dict[int, DeskLife] = {}
        self._starting = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._settings: dict[str, str] = {}
        self.kills, self.kills_wanted = 0, 0
        self.told: list[dict[str, Any]] = []
        """Every message that people got, with the time at which."""
        self.broke: list[str] = []
        """What a verb did that it never should: an error that is no answer."""

    @property
    def wants_kills(self) -> bool:
        """Whether processes are still to be killed here."""
        return self.kills < self.kills_wanted

    @property
    def admins(self) -> list[int]:
        return self.world.admins

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """The world is there, and 1688's books stand as the terms say."""
        self.world.chats.add_person("Second", "en", admin=True)
        pytest.MonkeyPatch().setattr(self.world.faults, "run", self.wire.run)
        async with self.world.serving() as url:
            self._settings = self.world.settings(url) | {
                "DATABASE_URL": self.place.url, "ALIBABA_RATE": "1000", "ALIBABA_BURST": "1000", "TELEGRAM_RATE": "0",
                "WATCH_SECONDS": "60", "CLOCK_URL": url,
            }  # fmt: skip
            try:
                yield
            finally:
                await self.end()
                await self.ours.close()

    async def say(self, verb: str, *, life: int = 0, dies: tuple[int, bool] | None = None, **words: Any) -> Answer:
        """Have a desk do this; it is started if it is not there. `dies` is at which commit, and whether after it."""
        async with self._starting:  # two who say something at once find one and the same desk
            desk = await self._living(life)
        number = next(self._numbers)
        said: dict[str, Any] = {"id": number, "now": self.now, "verb": verb, "words": words}
        if dies is not None and not desk.armed:
            said["dies"] = {"commit": dies[0], "after": dies[1]}
            desk.armed = True
        future = asyncio.get_running_loop().create_future()
        desk.waiting[number] = future
        desk.writer.write(json.dumps(said).encode() + b"\n")
        both: set[asyncio.Future[Any]] = {future, desk.process.ended}
        await asyncio.wait(both, timeout=VERB_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if future.done():
            return self._answer(verb, future.result())
        if not desk.process.ended.done():
            self.broke.append(f"{verb} never ended")
            await self.kill(life)
            return Answer("died")
        self._bury(life)
        return Answer("died")

    def _answer(self, verb: str, answer: dict[str, Any]) -> Answer:
        kind, value = next(iter(answer.items()))
        if kind == "broke" and "NoSuchVerb" not in str(value):
            self.broke.append(f"{verb}: {str(value).strip().splitlines()[-1]}\n{value}")
        return Answer(str(kind), value)

    @property
    def now(self) -> str:
        return self.world.clock.now().isoformat()

    def later(self, seconds: float) -> None:
        """So much time passes."""
        self.world.clock.advance(seconds)

    async def tick(self, life: int = 0) -> None:
        """The timetable works once; what people hear by it is kept."""
        answer = await self.say("tick", life=life)
        if answer.done:
            self.told += [{"at": self.now, **message} for message in answer.value if "kind" in message]

    async def _living(self, number: int) -> DeskLife:
        """The desk with this number, started anew if it ended."""
        known = self._lives.get(number)
        if known is not None and known.process.alive:
            return known
        if known is not None:
            self._bury(number)
        path = self.place.folder / f"life-{number}.sock"
        path.unlink(missing_ok=True)
        arrived: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]]
        arrived = asyncio.get_running_loop().create_future()
        server = await asyncio.start_unix_server(
            lambda reader, writer: arrived.set_result((reader, writer)), path, limit=1 << 22
        )
        desk = {"settings": self._settings, "socket": str(path), "now": self.now}
        order = {"env": {"PATH": "/usr/bin:/bin"}, "log": str(self.place.folder / "desk.log"), "desk": desk}
        order["cwd"] = str(self.place.data)
        process = Life(*await self._launcher.start(order))
        both: set[asyncio.Future[Any]] = {arrived, process.ended}
        await asyncio.wait(both, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        server.close()
        if not arrived.done():
            raise AssertionError(f"a desk did not start:\n{self.tail()}")
        reader, writer = arrived.result()
        life = DeskLife(process, writer)
        self._lives[number] = life
        self._reading = asyncio.ensure_future(life.read(reader))
        return life

    def tail(self) -> str:
        """What the desks said last."""
        log = self.place.folder / "desk.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-25:]) if log.exists() else ""

    def _bury(self, number: int) -> None:
        """It ended by itself, as it was told to."""
        if self._lives.pop(number, None) is not None:
            self.kills += 1

    async def kill(self, number: int = 0) -> None:
        """kill -9, and wait until it is gone."""
        life = self._lives.get(number)
        if life is None:
            return
        life.process.strike(signal.SIGKILL)
        await life.process.ended
        self._bury(number)

    async def _kill_at_work(self) -> None:
        """Kill every desk that has something in hand."""
        for life in [*self._lives.values()]:
            if any(not future.done() for future in life.waiting.values()):
                life.process.strike(signal.SIGKILL)
                await life.process.ended

    async def end(self) -> None:
        """Every desk ends in order; nobody was killed by that."""
        for number in [*self._lives]:
            life = self._lives.pop(number)
            life.writer.close()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(20):
                    await life.process.ended
            if life.process.alive:
                life.process.strike(signal.SIGKILL)
                await life.process.ended

    async def copy(self) -> None:
        """Keep a copy of the database as it is now."""
        await self.end()
        await self.ours.close()
        self.place.copy()

    async def put_back(self, *, with_memory: bool) -> None:
        """The machine falls, and has an old copy."""
        await self.end()
        await self.ours.close()
        self.place.put_back(with_memory=with_memory)
