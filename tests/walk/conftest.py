"""A street: the pretend world on real sockets, the real bot on a real database file, and people who act in it."""

import asyncio
import sqlite3
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, nullcontext
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.purchasing.tracking.paces import UNDER_WAY
from bot.sandbox.actor import Player, ShownMessage, as_read, post, speaks_of
from bot.sandbox.app import PretendWorld
from bot.sandbox.openplatform import gateway
from bot.sandbox.patience import until, watched
from bot.sandbox.playing import Play
from bot.settings import Settings, of_world
from bot.wiring.build import BuiltBot
from bot.wiring.demo import EmbeddedBot, SharedClock
from tests import migrated_databases
from tests.postgres import asked
from tests.programmes.torture import virtual
from tests.walk.teams import Group, seated

STATES = {
    "waitbuyerpay": "to_pay",
    "waitsellersend": "paid",
    "waitbuyerreceive": "shipped",
    "success": "finished",
    "cancel": "cancelled",
}
"""1688's word for where an order is, and ours."""


MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


class Street:
    """One world and one bot; `anna` is the admin in her private chat, `boris` the last admin in his."""

    def __init__(self, http: httpx.AsyncClient, world: PretendWorld, tenant: EmbeddedBot, settings: Settings) -> None:
        self.http, self.world, self.tenant, self.settings = http, world, tenant, settings
        self.database_url = settings.database_url.get_secret_value()
        self.database = Path(self.database_url.removeprefix("sqlite:///"))
        self.said: list[str] = []
        self.anna = Player(http, world.admins[0], "Anna", self.said.append)
        self.boris = Player(http, world.admins[-1], "Boris", self.said.append)

    async def good(self, kind: str) -> dict[str, Any]:
        """A good of that kind, as the control surface lists it."""
        goods: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return next(good for good in goods if good["kind"] == kind)

    async def ledger(self) -> dict[str, Any]:
        """What really exists on 1688."""
        answer: dict[str, Any] = (await self.http.get("/sim/ledger")).json()
        return answer

    async def at_1688(self, order_id: str, action: str, **body: Any) -> None:
        """Something happens to an order on 1688's side; then so much time passes that the list is read again."""
        await post(self.http, f"/sim/orders/{order_id}/{action}", body)
        await self.later(self.settings.watch_seconds * UNDER_WAY)

    async def market(self, **switches: Any) -> None:
        await post(self.http, "/sim/market", switches)

    async def later(self, seconds: float) -> None:
        """The world's time moves on."""
        await post(self.http, "/sim/clock", {"advance": seconds})

    async def forgets_the_price(self, *, before_the_consent: bool = False) -> None:
        """So much time passes that 1688 is asked again before the order is placed, or before the consent counts."""
        await self.later(660 if before_the_consent else 60)

    async def fault(self, **fault: Any) -> None:
        """The next calls go wrong as said (side, call, kind, when, times, …)."""
        await post(self.http, "/sim/faults", fault)

    async def until(self, happened: Callable[[], Awaitable[bool]], what: str) -> None:
        """Wait until it happened."""
        await until(happened, what)

    async def arrived(self, call: str, times: int) -> None:
        """Wait until so many calls of that name have arrived at 1688."""

        async def enough() -> bool:
            return int((await self.ledger())["calls"].get(call, 0)) >= times

        await until(enough, f"{times} calls of {call}")

    async def told(self, *parts: str, person: int | None = None, chat: int | None = None) -> list[ShownMessage]:
        """Every message of the bot in a chat (Anna's own) that stands there now and holds all parts, oldest first."""
        query = {"person": person or self.anna.person} | ({"chat": chat} if chat else {})
        rows: list[dict[str, Any]] = (await self.http.get("/sim/messages", params=query)).json()
        for row in rows:
            row["text"] = as_read(row["text"])
        return [
            ShownMessage(
                row["message_id"], row["text"], tuple(button["text"] for line in row["buttons"] for button in line)
            )
            for row in rows
            if row["from"] == "bot" and not row["deleted"] and all(speaks_of(row, part) for part in parts)
        ]

    async def hears(self, *parts: str, person: int | None = None, chat: int | None = None) -> ShownMessage:
        """The newest such message of the whole chat, however long ago it was seen; waits for it."""

        heard: list[ShownMessage] = []

        async def there() -> bool:
            heard[:] = await self.told(*parts, person=person, chat=chat)
            return bool(heard)

        await until(there, f"a message with {' and '.join(parts)}")
        return heard[-1]

    async def code(self, shown: ShownMessage, label: str) -> str:
        """What a button of Anna's chat carries, as her client knows it."""
        rows = (await self.http.get("/sim/messages", params={"person": self.anna.person})).json()
        row = next(row for row in rows if row["message_id"] == shown.message_id)
        return str(next(b["data"] for line in row["buttons"] for b in line if label in b["text"]))

    async def presses_code(self, shown: ShownMessage, code: str) -> dict[str, Any]:
        """Anna's client presses that, whatever the message shows now; the answer."""
        press = {"person": self.anna.person, "message_id": shown.message_id, "button": code}
        answer: dict[str, Any] = (await self.http.post("/sim/press", json=press)).json()["answer"]
        return answer

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What our database says."""
        if self.database_url.startswith("postgresql:"):
            return asked(self.database_url, query)
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(query, values).fetchall()

    def orders_by_part(self) -> list[str]:
        """1688's numbers of all our orders, by our own numbers: parts are ordered side by side, in any order."""
        by_part = "SELECT order_id FROM remote_order o JOIN request r ON r.id = o.request_id ORDER BY r.part_of, r.part"
        return [number for (number,) in self.rows(by_part)]

    async def agree(self) -> None:
        """1688's ledger and our database tell the same story: the same orders, money and states."""
        theirs = [
            (row["id"], STATES[row["status"]], row["total_fen"], row["paid_fen"] > 0)
            for row in (await self.ledger())["orders"]
        ]
        ours = self.rows("SELECT order_id, state, total_fen, paid_at IS NOT NULL FROM remote_order ORDER BY order_id")
        assert [(number, state, fen, bool(paid)) for number, state, fen, paid in ours] == sorted(theirs)

    async def draft(self, kind: str = "plain", quantity: int | None = None) -> ShownMessage:
        """Anna asks for a good; the card that asks for her consent, the first choice taken everywhere."""
        good = await self.good(kind)
        number = self.rows("SELECT coalesce(max(id), 0) + 1 FROM request")[0][0]
        await self.anna.writes(f"/buy {good['offer_id']} {quantity or max(int(good['min_order']), 2)}")
        card = await self.anna.sees(f"#{number} ")
        for _ in range(6):
            if any("Buy now" in label for label in card.labels):
                return card
            choices = [label for label in card.labels if label not in ("Cancel", "Back", "Other quantity")]
            await self.anna.presses(card, choices[0])
            card = await self.anna.sees(f"#{number} ")
        raise AssertionError(f"the card never asked for the consent: {card}")

    async def ordered(self, kind: str = "plain", quantity: int | None = None) -> str:
        """Anna asks, consents, and sees the pay link; 1688's number of the order."""
        await self.anna.presses(await self.draft(kind, quantity), "Buy now")
        await self.anna.sees("1688 no.")
        return str((await self.ledger())["orders"][-1]["id"])

    def in_group(self, chat: int) -> Player:
        """Anna in a group."""
        return Player(self.http, self.anna.person, "Anna", self.said.append, chat)

    def pressing(self, shown: ShownMessage, button: str) -> "asyncio.Task[Any]":
        """Anna presses and nobody waits for the answer, which may never come."""
        return asyncio.create_task(self.anna.presses(shown, button))

    async def is_told(self, shown: ShownMessage, button: str, *parts: str) -> None:
        """Anna presses, and the answer says so; a message does where it took longer than a press may wait."""
        answer = await self.anna.presses(shown, button)
        if not answer["answer"]["text"]:
            await self.hears(*parts)
        else:
            assert all(part in answer["answer"]["text"] for part in parts), answer

    async def has(self, query: str) -> bool:
        """Whether our database has such a row."""
        return bool(self.rows(query))

    async def settled_by_boris(self, button: str) -> None:
        """The second admin presses what settles a doubt, on the newest message that asks for a second word."""
        await self.boris.presses(
            await self.hears("a second person must press the same", person=self.boris.person), button
        )

    @property
    def house(self) -> BuiltBot:
        """The bot as it lives now, for what is no walk's story; a walk itself acts and looks from outside."""
        assert self.tenant.bot is not None
        return self.tenant.bot

    def bot_lives(self) -> None:
        """Raises what the bot died of; nothing if it runs or was stopped."""
        life = self.tenant._task
        if life is not None and life.done() and not life.cancelled() and (error := life.exception()):
            raise error

    async def crash(self) -> None:
        """The power fails: the bot starts anew from what its file held in this moment, whatever came after.

        The one that ends is not heard any more: a dead one does not end its work.
        """
        left = _as_left(self.database)
        silence = self.world.faults.plan({"side": "telegram", "kind": "reset", "times": 1_000_000})
        life = self.tenant._task
        assert life is not None
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        for path in self.database.parent.glob(f"{self.database.name}*"):
            path.unlink()
        for path in left.iterdir():
            path.replace(self.database.with_name(path.name))
        self.world.faults.take_back(silence)
        await self.tenant.start()


def _as_left(database: Path) -> Path:
    """A folder with the database file and its log as a kill would leave them.

    Another process copies: closing a file drops every lock that this process holds on it, SQLite's too.
    """
    left = database.with_name("left")
    log = database.with_name(f"{database.name}-wal")
    while True:
        left.mkdir(exist_ok=True)
        for source, copy in ((log, "before"), (database, database.name), (log, log.name)):
            subprocess.run(["cp", str(source), str(left / copy)], check=True)
        before = left / "before"
        same = before.read_bytes()[:32] == (left / log.name).read_bytes()[:32]
        before.unlink()
        if same:  # the log was not begun anew meanwhile
            return left


async def pushed(street: Street, mode: str = "on") -> None:
    """From now on 1688 pushes what changes to the bot's door."""
    await street.market(push_url=f"http://{street.settings.web_listen}/1688", push=mode)


@asynccontextmanager
async def opened(tmp_path: Path, second_admin: str = "", **settings: str) -> AsyncIterator[Street]:
    """A street with these settings beside the world's own; `second_admin` is the name of another one, `boris`."""
    world = PretendWorld(now=virtual.EPOCH)
    database = tmp_path / "data" / "caigou.db"
    async with world.serving() as url:
        if second_admin:
            world.chats.add_person(second_admin, "en", admin=True)
        values = (
            world.settings(url)
            | {
                "DATABASE_URL": f"sqlite:///{database}",
                "ALIBABA_RATE": "200",
                "WATCH_SECONDS": "1",
                "TELEGRAM_RATE": "0",
            }
            | settings
        )
        if values["DATABASE_URL"] == f"sqlite:///{database}":
            await migrated_databases.put(database)
        settings_of_bot = of_world(values)
        tenant = EmbeddedBot(settings_of_bot, SharedClock(world.clock))
        await tenant.start()
        try:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(world.app), base_url=url, timeout=120, trust_env=False
            ) as http:
                street = Street(http, world, tenant, settings_of_bot)
                with watched(street.bot_lives):
                    if second_admin:
                        await street.boris.writes("/start")
                        await street.boris.sees("1688")
                    yield street
        finally:
            await tenant.stop()


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Nobody waits in a walk: its time jumps, unless a part of it lives in a process of its own."""
    real = item.get_closest_marker("real_time")
    return {"real": asyncio.new_event_loop} if real else {"virtual": virtual.StandingLoop}


@pytest.fixture(autouse=True)
async def _time_of_the_loop() -> AsyncIterator[None]:
    """World, bot and scheduler read the time of the loop that they live on."""
    loop = asyncio.get_running_loop()
    with virtual.lived_in(loop) if isinstance(loop, virtual.VirtualLoop) else nullcontext():
        yield


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pretend 1688 hangs up soon where it commits late, so that nobody waits for a time-out."""
    monkeypatch.setattr(gateway, "HANG_SECONDS", 0.3)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """The files of a walk are kept in memory, if there is such a place: what a disk does is tried elsewhere."""
    with tempfile.TemporaryDirectory(prefix="caigou-walk-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def postgres_url(migrated_url: str) -> str:
    """The address of a database of today: how one is migrated is shown elsewhere."""
    return migrated_url


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A street with the settings of the pretend world."""
    async with opened(tmp_path) as street:
        yield street


@pytest.fixture
async def group(street: Street) -> Group:
    """The demo's team on that street."""
    cast = await seated(street)
    return Group(street, cast, Play(street.http, street.anna, 0, street.said.append))


@pytest.fixture
def open_street(tmp_path: Path) -> Any:
    """Opens a street with other settings: `async with open_street(ALIBABA_BUY_CALL="one_click") as street`."""

    def open_it(second_admin: str = "", **settings: str) -> Any:
        return opened(tmp_path, second_admin, **settings)

    return open_it
