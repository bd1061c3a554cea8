"""A stage in virtual time: the pretend world on real sockets, the whole bot, and a buyer; all texts are overheard."""

import asyncio
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

import bot
from bot.desk.ledger.ledger import SEVERAL_PROCESSES
from bot.sandbox.actor import Player, SceneFailed, ShownMessage, as_read, post
from bot.sandbox.app import PretendWorld
from bot.settings import of_world
from bot.wiring.build import BuiltBot, built
from bot.wiring.demo import EmbeddedBot, SharedClock
from bot.wiring.lifecycle import living
from storage.engine.database import Database
from tests.postgres import Postgres
from tests.programmes.torture import virtual
from tests.programmes.torture.programme import POSTGRESQL
from tests.walk.conftest import MEMORY, _as_left

PLAIN = {"ALIBABA_RATE": "200", "TELEGRAM_RATE": "0", "WATCH_SECONDS": "60"}
BOT = Path(bot.__file__).parent
NO_CHOICES = ("Cancel", "Back", "Other quantity")


@dataclass(frozen=True)
class Heard:
    """A text that Telegram took from the bot, sent or edited: when (UTC), in which chat and message."""

    at: datetime
    chat: int
    message: int
    text: str


def _unheard(_: str) -> None:
    """An actor's transcript, which nobody reads here."""


@dataclass
class Base:
    """Where the databases of a programme are made: files in a folder, or copies of one on a server."""

    folder: Path
    server: Postgres | None = None
    template: str = ""

    async def prepare(self) -> None:
        """On a server: migrate one database, of which all others are copies."""
        if self.server is not None:
            url = self.server.new_url()
            await (await Database.open(url)).close()
            self.template = url.rsplit("/", 1)[-1]

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[str]:
        """The address of a database of its own."""
        name = f"stage_{secrets.token_hex(6)}"
        if self.server is None:
            yield f"sqlite:///{self.folder / name / 'caigou.db'}"
            shutil.rmtree(self.folder / name, ignore_errors=True)
            return
        self.server.psql("postgres", f"CREATE DATABASE {name} TEMPLATE {self.template}")
        yield self.server.url(name)
        self.server.psql("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def based(folder: Path, database: str) -> AsyncIterator[Base]:
    """A base for the kind of database that a cell runs on; files are kept in memory where there is such a place."""
    if database != POSTGRESQL:
        with tempfile.TemporaryDirectory(prefix="caigou-", dir=MEMORY or folder) as quick:
            yield Base(Path(quick))
        return
    server = Postgres.start(folder)
    try:
        base = Base(folder, server)
        await base.prepare()
        yield base
    finally:
        server.stop()


class Lodger(EmbeddedBot):
    """A tenant whose house can be entered, to break something in it."""

    house: BuiltBot

    async def _live(self) -> None:
        async with built(self._settings, self._clock) as self.house, living(self.house):
            self._up.set()
            await self._leave.wait()


@dataclass
class Stage:
    """One world and one bot; `anna` is the admin who buys, `boris` a second one where there is one."""

    world: PretendWorld
    http: httpx.AsyncClient
    tenant: Lodger
    url: str
    server: Postgres | None
    said: list[Heard]
    """Every text that Telegram took from the bot, oldest first."""
    calls: list[str]
    """Every call that reached 1688, by its name, oldest first."""
    hand: Any = None
    """A connection of our own to a server."""
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One look at a time on that connection."""
    ahead: timedelta = timedelta()
    """How far the bot's clock is ahead of the world's."""
    held: bool = False
    """Whether submitting was held while our own side was broken."""

    def __post_init__(self) -> None:
        self.anna = Player(self.http, self.world.admins[0], "Anna", _unheard)
        self.boris = Player(self.http, self.world.admins[-1], "Boris", _unheard)
        self.people = [Player(self.http, person, str(person), _unheard) for person in self.world.admins]
        self.database = Path(self.url.removeprefix("sqlite:///"))
        self.answers = self.database.with_name("answers.log") if self.server is None else Path("data/answers.log")

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What our database says to a hand with a shell."""
        if self.server is None:
            with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
                return database.execute(query).fetchall()
        async with self.looking:
            if self.hand is None or self.hand.is_closed():
                self.hand = await asyncpg.connect(self.url)
            return [tuple(row) for row in await self.hand.fetch(query)]

    async def states(self) -> tuple[str, ...]:
        """State of the newest request, and of its newest attempt where there is one."""
        found = await self.rows(
            "SELECT r.state, a.state FROM request r LEFT JOIN attempt a ON a.request_id = r.id"
            " ORDER BY r.id DESC, a.id DESC LIMIT 1"
        )
        return tuple(state for state in found[0] if state) if found else ()

    async def ledger(self) -> dict[str, Any]:
        """What really exists on 1688."""
        return dict((await self.http.get("/sim/ledger")).json())

    async def goods(self) -> list[dict[str, Any]]:
        """Everything on sale."""
        found: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return found

    async def good(self, kind: str = "plain") -> dict[str, Any]:
        return next(good for good in await self.goods() if good["kind"] == kind)

    async def fault(self, **fault: Any) -> None:
        await post(self.http, "/sim/faults", fault)

    async def market(self, **switches: Any) -> None:
        await post(self.http, "/sim/market", switches)

    def heard(self, *parts: str) -> list[Heard]:
        """What the bot said to Anna with all these parts, edits included, oldest first."""
        hers = [each for each in self.said if each.chat == self.anna.person]
        return [each for each in hers if all(part.casefold() in each.text.casefold() for part in parts)]

    async def until(self, happened: Callable[[], Awaitable[bool]], seconds: float, every: float = 0.25) -> bool:
        """Whether it happened within so many virtual seconds, looked at this often."""
        loop = virtual.here()
        end = loop.time() + seconds
        while not await happened():
            if loop.time() >= end:
                return False
            await asyncio.sleep(every)
        return True

    async def ask(self, kind: str = "plain") -> None:
        """Anna asks for a good."""
        good = await self.good(kind)
        await self.anna.writes(f"/buy {good['offer_id']} {max(int(good['min_order']), 2)}")

    async def card(self) -> ShownMessage | None:
        """The card that asks for the newest request's consent, the first choice taken everywhere."""
        for _ in range(6):
            shown = await self.newest()
            if shown is None or any("Buy now" in label for label in shown.labels):
                return shown
            choices = [label for label in shown.labels if label not in NO_CHOICES]
            if not choices:
                return None
            await self.anna.presses(shown, choices[0])
            await asyncio.sleep(2)
        return None

    async def asked_of(self, actor: Player) -> ShownMessage:
        """The card that asks this person for his consent, the first choice taken everywhere.

        Cards of orders, which can be edited at any time, are looked past: they have no plain "Cancel".
        """
        for _ in range(12):
            shown = await actor.sees("#")
            if any("Buy now" in label for label in shown.labels):
                return shown
            choices = [label for label in shown.labels if label not in NO_CHOICES]
            if choices and "Cancel" in shown.labels:
                await actor.presses(shown, choices[0])
        raise SceneFailed(f"{actor.name} was never asked")

    async def newest(self) -> ShownMessage | None:
        rows: list[dict[str, Any]] = (await self.http.get("/sim/messages", params={"person": self.anna.person})).json()
        for row in reversed(rows):
            if row["from"] == "bot" and not row["deleted"] and row["buttons"]:
                labels = tuple(button["text"] for line in row["buttons"] for button in line)
                return ShownMessage(row["message_id"], as_read(row["text"]), labels)
        return None

    async def crash(self) -> None:
        """The power fails: the bot starts anew from what the database held in this moment."""
        life = self.tenant._task
        assert life is not None
        if self.server is not None:
            name = self.url.rsplit("/", 1)[-1]
            self.server.psql("postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            self.server.psql(
                "postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            )
            await self._end(life)
            await _bury()
            self.server.psql("postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        else:
            left = _as_left(self.database)
            await self._end(life)
            await _bury()
            for path in self.database.parent.glob(f"{self.database.name}*"):
                path.unlink()
            for path in left.iterdir():
                path.replace(self.database.with_name(path.name))
        await self.tenant.start()
        if self.server is not None:
            # What the dead had claimed is theirs by the server's clock, which does not jump; nor does ours meanwhile.
            await asyncio.to_thread(time.sleep, SEVERAL_PROCESSES.order_lease.total_seconds())

    async def cancel(self) -> None:
        """Every task of the bot is cancelled where it stands; a new bot goes on with the database as it is left."""
        life = self.tenant._task
        assert life is not None
        await self._end(life)
        await self.tenant.start()

    async def _end(self, life: "asyncio.Task[None]") -> None:
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)


async def _bury() -> None:
    """Nothing of a dead bot works on, not even what no cancellation reaches: a call that is out, and its record."""
    while left := [task for task in asyncio.all_tasks() if _of_the_bot(task)]:
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=0.05)


def _of_the_bot(task: "asyncio.Task[Any]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    where = Path(code.co_filename) if code else BOT.parent
    return where.is_relative_to(BOT) and not where.is_relative_to(BOT / "sandbox")


def _listened(world: PretendWorld) -> tuple[list[Heard], list[str]]:
    """Keeps every text that Telegram takes from the bot, and every call to 1688, as they come."""
    heard: list[Heard] = []
    calls: list[str] = []
    publish = world.bus.publish

    def overhear(kind: str, facts: dict[str, Any]) -> None:
        if kind == "message" and facts["from"] == "bot" and not facts["deleted"]:
            heard.append(Heard(world.clock.now(), int(facts["chat"]), int(facts["message_id"]), str(facts["text"])))
        if kind == "call" and facts["side"] == "1688":
            calls.append(str(facts["call"]))
        publish(kind, facts)

    pytest.MonkeyPatch().setattr(world.bus, "publish", overhear)
    return heard, calls


@asynccontextmanager
async def staged(
    base: Base, second_admin: str = "", clock: Any = None, more_admins: int = 0, **settings: str
) -> AsyncIterator[Stage]:
    """A world and a bot in it with these settings; `clock` makes the bot's clock of the world's."""
    loop = asyncio.get_running_loop()
    world = PretendWorld(now=loop.wall() if isinstance(loop, virtual.VirtualLoop) else None)
    for number in range(more_admins):
        world.chats.add_person(f"Buyer{number}", "en", admin=True)
    heard, calls = _listened(world)
    if second_admin:
        world.chats.add_person(second_admin, "en", admin=True)
    async with world.serving() as origin, base.fresh() as url:
        values = world.settings(origin) | {"DATABASE_URL": url} | PLAIN | settings
        tenant = Lodger(of_world(values), (clock or SharedClock)(world.clock))
        await tenant.start()
        try:
            once = httpx.Limits(max_keepalive_connections=0)
            async with httpx.AsyncClient(base_url=origin, timeout=3600, trust_env=False, limits=once) as http:
                stage = Stage(world, http, tenant, url, base.server, heard, calls)
                for each in stage.people:
                    await each.writes("/start")
                try:
                    yield stage
                finally:
                    if stage.hand is not None:
                        await stage.hand.close()
        finally:
            await tenant.stop()
