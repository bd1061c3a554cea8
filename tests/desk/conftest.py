"""The desk on a real database, with a market that is told what to answer and a clock that stands still."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.desk import Desk, Terms, open_desk
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.sealing import Seal
from bot.desk.operations.tokens import SealedTokenStore
from bot.market.errors import MarketError, NotFound, Unreachable
from bot.market.port import Abilities, Account, Outcome, Placed
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offer import Address, Offer, PriceBy, Seller, Tier
from bot.purchasing.order import (
    OrderPage,
    OrderReport,
    OrderState,
    PayDeadline,
    PayLink,
    PayWay,
    PlacedOrder,
    Placing,
    Preview,
    PreviewPart,
    RefundState,
)
from bot.purchasing.purchase import Attempt, Person, Place, Purchase
from bot.purchasing.request import Line
from storage.database import Database
from tests import migrated_databases

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANNA, BORIS = Person(1, "Anna", "en", True), Person(2, "Boris", "en", True)
HOME = Place(1)
OFFER = Offer(
    "600000000001", "马克杯", "Mug", "published", PriceBy.OFFER, (Tier(2, Fen(1700)),), (), 2, None, 1000, "个", "pcs",
    Seller("seller", "company"),
)  # fmt: skip
ORDER_ID = "3301686771403783779"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)

    def on(self, **delta: float) -> None:
        self.time += timedelta(**delta)


class ScriptedMarket:
    """A market that answers what a test says: `orders` is what exists, `outcomes` how the next create calls end."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.abilities = Abilities(variants=True, address=True, reference=True, freight=True)
        self.offer_now: Offer | None = OFFER
        self.preview_now = Preview((PreviewPart(Fen(3400), Fen(800), Fen(0), Fen(4200), Fen(1700), "general", ("m",)),))
        self.homes = (Address("a1", "Wang", "136", "Guangzhou", "Guangzhou 1", True),)
        self.orders: dict[str, OrderReport] = {}
        self.outcomes: list[Outcome | BaseException] = []
        self.sent: list[str] = []
        self.calls: list[str] = []
        self.down: dict[str, MarketError] = {}
        self.filter_works = True
        self.loses_answers = False

    def heard(self, call: str) -> None:
        """Count a call; raise what it was told to raise."""
        self.calls.append(call)
        if error := self.down.get(call) or self.down.get("*"):
            raise error

    def answered(self, call: str) -> None:
        """It was done; whether that is heard of."""
        if self.loses_answers:
            raise Unreachable(call, "ReadTimeout")

    def exists(self, order_id: str, reference: str, **values: Any) -> None:
        """There is such an order on 1688, by default exactly what `OFFER` costs twice."""
        report = OrderReport(
            order_id=order_id, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(4200),
            freight=Fen(800), refunded=Fen(0), lines=(Line(OFFER.offer_id, None, 2),), out_order_id=reference,
            seller="company", seller_login="", created_at=self.clock.now(), modified_at=self.clock.now(), paid_at=None,
            pay_by=self.clock.now() + timedelta(days=1),
        )  # fmt: skip
        self.orders[order_id] = replace(report, **values)

    def moves(self, order_id: str, **values: Any) -> None:
        """The order is otherwise now."""
        self.orders[order_id] = replace(self.orders[order_id], modified_at=self.clock.now(), **values)

    async def offer(self, offer_id: str, language: str) -> Offer:
        self.heard("offer")
        if self.offer_now is None:
            raise NotFound("offer", "no such offer")
        return self.offer_now

    async def search(self, keyword: str, page: int, language: str) -> tuple[Any, ...]:
        self.heard("search")
        return (keyword, page, language)

    async def addresses(self) -> tuple[Address, ...]:
        self.heard("addresses")
        return self.homes

    async def preview(self, line: Line, address_id: str) -> Preview:
        self.heard("preview")
        return self.preview_now

    def body(self, placing: Placing) -> str:
        return f'{{"outOrderId": "{placing.out_order_id}"}}'

    async def prepare(self) -> None:
        self.heard("prepare")

    async def place(self, body: str) -> Outcome:
        self.calls.append("place")
        self.sent.append(body)
        outcome = self.outcomes.pop(0) if self.outcomes else placed()
        if isinstance(outcome, BaseException):
            raise outcome
        if isinstance(outcome, Placed):
            for made in outcome.orders:
                self.exists(made.order_id, body.split('"')[3])
        return outcome

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        self.heard("find")
        return tuple(o for o in self.orders.values() if o.out_order_id == out_order_id) if self.filter_works else ()

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        self.heard("orders_created")
        made = tuple(o for o in self.orders.values() if o.created_at and since <= o.created_at <= until)
        return OrderPage(made if page == 1 else (), len(made))

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        self.heard("orders_changed")
        moved = tuple(o for o in self.orders.values() if o.modified_at and o.modified_at >= since)
        return OrderPage(moved if page == 1 else (), len(moved))

    async def look(self, order_id: str) -> OrderReport:
        self.heard("look")
        if order_id not in self.orders:
            raise NotFound("look", "no such order")
        return self.orders[order_id]

    async def pay_link(self, order_id: str, way: PayWay) -> PayLink:
        self.heard("pay_link")
        return PayLink(way, f"https://trade.1688.com/{order_id}")

    async def pay_deadline(self, order_id: str) -> PayDeadline:
        self.heard("pay_deadline")
        return PayDeadline(self.orders[order_id].pay_by, None)

    async def cancel(self, order_id: str, reason: str) -> None:
        self.heard("cancel")
        self.moves(order_id, state=OrderState.CANCELLED, word="cancel")
        self.answered("cancel")

    async def parcels(self, order_id: str) -> tuple[Any, ...]:
        self.heard("parcels")
        return ()

    async def trace(self, order_id: str, logistics_id: str) -> tuple[Any, ...]:
        self.heard("trace")
        return ()

    async def refunds(self, order_id: str) -> tuple[Any, ...]:
        self.heard("refunds")
        return ()

    async def tell_seller(self, order_id: str, text: str) -> None:
        self.heard("tell_seller")
        self.answered("tell_seller")

    async def chat_link(self, seller_open_id: str) -> str:
        self.heard("chat_link")
        return "https://amos.alicdn.com/x"

    async def account(self) -> Account:
        self.heard("account")
        return Account("login", "member", "company")


def placed(order_id: str = ORDER_ID) -> Placed:
    return Placed((PlacedOrder(order_id, Fen(4200)),), (), "{}")


class Room:
    """A desk with its market, clock and ledger, and shorter words for what tests do with them."""

    def __init__(self, ledger: Ledger, admins: frozenset[int], answers: Path) -> None:
        assert isinstance(ledger.clock, Clock)
        self.ledger, self.clock, self.admins, self.answers = ledger, ledger.clock, admins, answers
        self.market = ScriptedMarket(self.clock)
        self.desk = self.another_desk("first")

    def another_desk(self, owner: str) -> Desk:
        """One more desk on the same database and market, as another process would have it."""
        shelf = SealedTokenStore(self.ledger, "source", self.admins, Seal("s"))
        terms = Terms(self.admins, (PayWay.ALIPAY,), "cross", owner, self.answers)
        desk = open_desk(self.ledger, self.market, shelf, terms)
        desk.submit_worker.open_for_business.set()
        return desk

    async def started(self) -> "Room":
        """It looked at 1688's list, as it does at its start."""
        await self.desk.lost_time.remember()
        await self.desk.lost_time.make_sure()
        self.market.calls.clear()
        return self

    async def drafted(self, quantity: int | None = 2, by: Person = ANNA) -> int:
        """A request as a person opens it; its number."""
        await self.desk.people.remember(by, Place(by.id), "private", "")
        return await self.desk.drafting.open(by, Place(by.id), OFFER.offer_id, quantity)

    async def confirmed(self, quantity: int = 2, by: Person = ANNA) -> int:
        """A request with its consent, ready to be sent; its number."""
        number = await self.drafted(quantity, by)
        snapshot = (await self.purchase(number)).request.snapshot
        assert snapshot is not None
        await self.desk.drafting.confirm(by, number, snapshot.hash, None)
        return number

    async def sent(self, *outcomes: Outcome | BaseException) -> int:
        """A request that was sent once, with this outcome; its number."""
        self.market.outcomes = list(outcomes)
        number = await self.confirmed()
        await self.desk.submit_worker.submit_due()
        return number

    async def purchase(self, number: int) -> Purchase:
        async with self.ledger.look() as uow:
            found = await uow.purchase(number)
        assert found is not None
        return found

    async def attempt(self, number: int) -> Attempt:
        attempt = (await self.purchase(number)).attempt
        assert attempt is not None
        return attempt

    async def states(self, number: int) -> tuple[RequestState, AttemptState]:
        purchase = await self.purchase(number)
        assert purchase.attempt is not None
        return purchase.request.state, purchase.attempt.state

    async def owed(self) -> list[tuple[str, int, dict[str, Any]]]:
        """Messages that wait, as (kind, chat, facts); cards are left out."""
        async with self.ledger.look() as uow:
            rows = await _waiting(uow)
        return [(row.kind, row.chat_id, row.payload) for row in rows if row.kind != "card"]

    async def kinds(self) -> list[str]:
        return [kind for kind, _, _ in await self.owed()]

    async def paused(self) -> str:
        return (await self.desk.health.report()).pause_reason


async def _waiting(uow: Any) -> Any:
    from sqlmodel import col, select

    from storage.tables import OutboxRow

    query = select(OutboxRow).where(col(OutboxRow.state).in_(("due", "sending", "dead"))).order_by(col(OutboxRow.id))
    return (await uow.session.exec(query)).all()


@pytest.fixture
async def open_room(tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    """Opens a room for these admins."""
    database = await migrated_databases.opened(tmp_path / "data" / "caigou.db")

    def open_it(*admins: int) -> Room:
        return Room(Ledger(database, Clock()), frozenset(admins), tmp_path / "answers.log")

    yield open_it
    await database.close()


@pytest.fixture
async def room(open_room: Any) -> Any:
    """Anna is the only admin."""
    return await open_room(ANNA.id).started()


@pytest.fixture
async def two(open_room: Any) -> Any:
    """Anna and Boris are admins."""
    return await open_room(ANNA.id, BORIS.id).started()


@pytest.fixture
async def rooms(postgres_url: str, tmp_path: Path) -> AsyncIterator[tuple[Room, Room]]:
    """Two processes: rooms with a database of their own each, and one market."""
    async with AsyncExitStack() as stack:
        made = []
        for name in ("one", "other"):
            database = await Database.open(postgres_url)
            stack.push_async_callback(database.close)
            ledger = Ledger(database, Clock())
            ledger.owner = name
            made.append(Room(ledger, frozenset({ANNA.id}), tmp_path / "answers.log"))
        made[1].market = made[0].market
        made[1].desk = made[1].another_desk("other")
        yield made[0], made[1]
