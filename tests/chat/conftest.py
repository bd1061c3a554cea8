"""A wire without a network, and an inbox in memory."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from telegram.request import BaseRequest, RequestData

from bot.cards.blocks.buttons import Codes
from bot.chat.application import OwedEnds, add_handlers
from bot.chat.conversation.conversation import ResolveShort, Services
from bot.chat.transport.bot import connect
from bot.chat.transport.group_members import GroupDoor
from bot.chat.transport.inbox import Inbox, Outcomes
from bot.chat.transport.poller import Poller
from bot.desk.desk import Desk, Terms
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.shortlinks import ShortLinks
from bot.purchasing.order_report import PayWay
from bot.purchasing.reading import classify_url
from bot.sandbox.actor import as_read
from bot.sandbox.app import PretendWorld
from tests import migrated_databases
from tests.fakes.clock import HandClock, WorldTime
from tests.programmes.torture import virtual
from tests.programmes.torture.virtual import EPOCH

TOKEN = "123456789:" + "A" * 35
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ME = {"id": 123456789, "is_bot": True, "first_name": "Caigou", "username": "caigou_bot"}

Answer = Callable[[dict[str, Any]], Any]


class Wire(BaseRequest):
    """Answers calls from a table of methods and keeps every call; a method that is not there answers True."""

    read_timeout = 5.0

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Answer] = {"getMe": lambda _: ME}
        self.started = 0

    async def initialize(self) -> None:
        self.started += 1

    async def shutdown(self) -> None:
        """Nothing is open."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        parts = urlsplit(url)
        name = parts.path.rpartition("/")[2]
        data = dict(request_data.parameters) if request_data else {}
        data |= {key: json.loads(v[0]) for key, v in parse_qs(parts.query).items()}
        self.calls.append((name, data))
        answer = self.answers.get(name, lambda _: True)(data)
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, tuple):
            code, description, parameters = answer
            body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    def named(self, name: str) -> list[dict[str, Any]]:
        """What a method was called with, in order."""
        return [data for called, data in self.calls if called == name]


@dataclass
class Row:
    """One recorded update."""

    update_id: int
    lane: str
    raw: str
    attempts: int = 0
    state: str = "new"
    errors: list[str] = field(default_factory=list)
    acted_at: datetime | None = None


class MemoryIntake:
    """The inbox's table in memory, with the same promises."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self.overheard: set[int] = set()
        self.records = self.takes = 0
        self.broken = self.blind = False

    async def record(self, bot_id: int, updates: list[tuple[int, str, str]]) -> list[Row]:
        if self.broken:
            raise OSError("the disk is full")
        self.records += 1
        new = {update_id: Row(update_id, lane, raw) for update_id, lane, raw in updates}
        known = new.keys() & self.rows.keys()
        self.rows = new | self.rows
        return [] if known else list(new.values())

    lease: float | None = None

    async def take(self, bot_id: int, most: int, held: Collection[int]) -> list[Row]:
        if self.blind:
            raise OSError("no answer")
        self.takes += 1
        return [row for _, row in sorted(self.rows.items()) if row.state == "new" and row.update_id not in held][:most]

    async def renew(self, bot_id: int, held: Collection[int]) -> frozenset[int]:
        return frozenset(held)

    async def release(self, bot_id: int) -> None:
        return

    async def done(self, bot_id: int, updates: Sequence[Row], overheard: Collection[int] = ()) -> None:
        self.overheard |= {row.update_id for row in updates} & set(overheard)
        for row in updates:
            self.rows[row.update_id].state = "done"

    async def failed(self, bot_id: int, update: Row, error: str, *, passes: bool = False) -> int | None:
        row = self.rows[update.update_id]
        row.attempts += 1
        row.errors.append(error)
        if row.attempts >= (12 if passes else 5):
            row.state = "dead"
        return None if row.state == "dead" else row.attempts

    async def poison(self, bot_id: int, update: Row, error: str) -> None:
        self.rows[update.update_id].state = "dead"

    def states(self) -> dict[int, str]:
        return {update_id: row.state for update_id, row in self.rows.items()}


def written(update_id: int, text: str, chat_id: int = 42, **more: Any) -> dict[str, Any]:
    """A raw update: a person wrote a text."""
    length = len(text.split(maxsplit=1)[0])
    entities = [{"type": "bot_command", "offset": 0, "length": length}] if text[:1] == "/" else []
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "group"}
    message = {
        "message_id": update_id,
        "date": int(NOW.timestamp()),
        "chat": chat | ({"first_name": "Anna"} if chat_id > 0 else {"title": "Team"}),
        "from": {"id": 42, "is_bot": False, "first_name": "Anna", "language_code": "en"},
        "text": text,
        "entities": entities,
    }
    return {"update_id": update_id, "message": message | more}


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def memory_intake() -> MemoryIntake:
    return MemoryIntake()


@pytest.fixture
def message() -> Callable[..., dict[str, Any]]:
    return written


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
def seen() -> dict[int, list[int]]:
    """Update ids that handlers saw, by chat."""
    return defaultdict(list)


class Stage:
    """The whole bot in the pretend world, without ticks of its own: it moves only when a test says so."""

    def __init__(
        self, world: Any, client: httpx.AsyncClient, build: Callable[[AsyncExitStack], Awaitable[Any]]
    ) -> None:
        self.world, self.client, self._build = world, client, build
        self.house: Any = None
        self.anna: int = world.admins[0]
        self._running = AsyncExitStack()

    async def start(self) -> None:
        """Start the bot on the database as it was left; it remembers nothing else."""
        self.house = await self._build(self._running)

    async def stop(self) -> None:
        await self._running.aclose()

    async def restart(self) -> None:
        """Stop the bot, and start another on the same database."""
        await self.stop()
        await self.start()

    async def get(self, path: str, **params: Any) -> Any:
        return (await self.client.get(path, params=params)).raise_for_status().json()

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = await self.client.post(path, json=body or {})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def settle(self) -> None:
        """Hear, do and tell everything that is there to be heard, done and told."""
        before = -1
        while before != self.house.poller._offset:
            before = self.house.poller._offset
            await self.house.poller.round(0)
            await self.house.inbox.idle()
        await self.house.desk.outbox.deliver(self.house.services.messenger.send)

    async def submit(self) -> None:
        """Place what is confirmed, and tell of it."""
        await self.house.desk.submit_worker.submit_due()
        await self.house.desk.outbox.deliver(self.house.services.messenger.send)

    async def order(self) -> None:
        """Place what is confirmed, read it back, and tell of it."""
        await self.submit()
        await self.house.desk.watch.look_due()
        await self.house.desk.outbox.deliver(self.house.services.messenger.send)

    async def say(self, text: str = "", person: int | None = None, chat: int | None = None, **more: Any) -> int:
        """A person says something and the bot has dealt with it; the message id."""
        body = {"person": person or self.anna, "text": text, **more}
        said = await self.post("/sim/say", body | ({"chat": chat} if chat else {}))
        await self.settle()
        return int(said["message_id"])

    async def press(
        self, button: str, message: dict[str, Any], person: int | None = None, chat: int | None = None
    ) -> Any:
        """A person presses a button and the bot has dealt with it; what the press was answered."""
        body = {"person": person or self.anna, "message_id": message["message_id"], "button": button}
        pressed = asyncio.create_task(self.post("/sim/press", body | ({"chat": chat} if chat else {})))
        while not pressed.done():
            await self.settle()
        await self.settle()
        return (await pressed).get("answer")

    async def messages(self, person: int | None = None, chat: int | None = None) -> list[dict[str, Any]]:
        """What the bot has said in a chat and is still there, oldest first."""
        params = {"person": person or self.anna} | ({"chat": chat} if chat else {})
        rows = await self.get("/sim/messages", **params)
        said = [row for row in rows if row["from"] == "bot" and not row["deleted"] and not row.get("service")]
        return [row | {"text": as_read(row["text"])} for row in said]

    async def last(self, person: int | None = None, chat: int | None = None) -> dict[str, Any]:
        return (await self.messages(person, chat))[-1]

    async def goods(self, kind: str) -> dict[str, Any]:
        """A product of the pretend world of one kind."""
        return next(row for row in await self.get("/sim/goods") if row["kind"] == kind)

    async def person(self, name: str, language: str = "en") -> int:
        return int((await self.post("/sim/people", {"name": name, "language": language}))["id"])

    async def group(self, members: list[int], **more: Any) -> int:
        """A group with the bot in it, which has said what works there."""
        made = await self.post("/sim/chats", {"title": "Team", "members": members, "added_by": self.anna, **more})
        await self.settle()
        return int(made["id"])


@dataclass(frozen=True)
class Built:
    """The parts of the bot that the chat needs, without ticks."""

    ledger: Any
    telegram: Any
    desk: Any
    services: Any
    inbox: Any
    poller: Any


async def _build(stack: AsyncExitStack, world: Any, url: str, folder: Path, clock: Any) -> Built:
    """A bot in the pretend world, over real sockets and a real database."""
    file = folder / "caigou.db"
    database = migrated_databases.entered(f"sqlite:///{file}" if file.exists() else await migrated_databases.put(file))
    stack.push_async_callback(database.close)
    ledger = Ledger(database, clock)
    admins = frozenset(world.admins)
    keys = world.credentials
    token_store = SealedTokenStore(ledger, "test", Seal("s"))
    await token_store.adopt(keys.access_token, keys.refresh_token)
    client = OpenPlatformClient(
        origin=url, app_key=keys.app_key, app_secret=keys.app_secret, tokens=token_store, clock=clock, rate=1000
    )
    stack.push_async_callback(client.aclose)
    terms = Terms(admins, (PayWay.ALIPAY,), "cross", "test")
    telegram = connect(world.token, api_url=url)
    desk = Desk(ledger, OpenPlatformGateway(client), token_store, terms, GroupDoor(telegram.bot, clock))
    shown = Services(telegram.bot, desk, Codes(b"a secret of a test"), _short_links(url, clock), clock)
    outcomes = Outcomes()
    add_handlers(telegram.application, shown, outcomes)
    inbox = Inbox(telegram.application, desk.intake, outcomes, OwedEnds(shown))
    poller = Poller(telegram, inbox.accept, clock, _nobody_hears)
    await stack.enter_async_context(telegram.application)
    await inbox.start()
    stack.push_async_callback(inbox.stop)
    desk.create_call.may_place.set()
    return Built(ledger, telegram, desk, shown, inbox, poller)


def _short_links(url: str, clock: Any) -> ResolveShort:
    followed = ShortLinks(clock, url)

    async def resolve(link: classify_url.ShortLink) -> classify_url.OfferRef | classify_url.NoOffer:
        landing = await followed.resolve(link.url)
        return classify_url.resolve(landing.url, landing.body)

    return resolve


async def _nobody_hears() -> None:
    """Nothing polls beside a test."""


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Work takes no time on a stage: what a press is answered does not depend on how busy the machine is."""
    on_stage = "stage" in getattr(item, "fixturenames", ())
    return {"virtual": virtual.StandingLoop} if on_stage else {"real": asyncio.new_event_loop}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        stack.enter_context(virtual.lived_in(virtual.here()))
        world = PretendWorld(now=EPOCH)
        base = await stack.enter_async_context(world.serving())
        clock = WorldTime(world)
        client = httpx.AsyncClient(base_url=base, trust_env=False, timeout=120, verify=False)
        await stack.enter_async_context(client)
        staged = Stage(world, client, lambda running: _build(running, world, base, tmp_path, clock))
        await staged.start()
        stack.push_async_callback(staged.stop)
        yield staged
