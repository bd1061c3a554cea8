"""The desk on a real database, with a market that is told what to answer and a clock that stands still."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.desk.desk import Desk, Terms
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.market.port import Outcome
from bot.purchasing.create_call import PiecePrice, Preview, PreviewPart
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Seller, Tier
from bot.purchasing.order_report import PayWay
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.purchase import Purchase
from tests import migrated_databases
from tests.desk.stored import told_of
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket
from tests.known_members import ClosedDoor
from tests.opening import opened

ANNA, BORIS = Person(1, "Anna", "en", True), Person(2, "Boris", "en", True)
HOME = Place(1)
OFFER = Offer(
    "600000000001", "马克杯", "Mug", "published", PriceBy.OFFER, (Tier(2, Fen(1700)),), (), 2, None, 1000, "个", "pcs",
    Seller("seller", "company"),
)  # fmt: skip
PRICES = (PiecePrice("600000000001", "", Fen(1700)),)
PREVIEW = Preview((PreviewPart(Fen(3400), Fen(800), Fen(0), Fen(4200), PRICES, "general", ("m",)),))


class Room:
    """A desk with its market, clock and ledger, and shorter words for what tests do with them."""

    def __init__(self, ledger: Ledger, admins: frozenset[int], answers: Path) -> None:
        assert isinstance(ledger.clock, HandClock)
        self.ledger, self.clock, self.admins, self.answers = ledger, ledger.clock, admins, answers
        self.listens = False
        ledger.others.heard("1688", f"{self.clock.now():%a, %d %b %Y %H:%M:%S} GMT")
        self.market = FakeMarket(self.clock, OFFER, PREVIEW)
        self.desk = self.another_desk("first")

    def another_desk(self, owner: str) -> Desk:
        """One more desk on the same database and market, as another process would have it."""
        token_store = SealedTokenStore(self.ledger, "source", Seal("s"))
        terms = Terms(self.admins, (PayWay.ALIPAY,), "cross", owner, self.answers, listens=self.listens)
        desk = Desk(self.ledger, self.market, token_store, terms, ClosedDoor())
        desk.create_call.may_place.set()
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
        return await opened(self.desk, by, Place(by.id), OFFER.offer_id, quantity)

    async def confirmed(self, quantity: int = 2, by: Person = ANNA) -> int:
        """A request with its consent, ready to be sent; its number."""
        number = await self.drafted(quantity, by)
        snapshot = (await self.purchase(number)).request.snapshot
        assert snapshot is not None
        card = await self.desk.drafting.step(number)
        await self.desk.drafting.confirm(Act(by), number, snapshot.hash, *card.seen)
        return number

    async def sent(self, *outcomes: Outcome | BaseException) -> int:
        """A request that was sent once, with this outcome; its number."""
        self.market.outcomes = list(outcomes)
        number = await self.confirmed()
        await self.desk.submit_worker.submit_due()
        return number

    async def purchase(self, number: int) -> Purchase:
        async with self.ledger.read() as uow:
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
        async with self.ledger.read() as uow:
            rows = await _waiting(uow)
        return [(row.kind, row.chat_id, told_of(row.payload)) for row in rows if row.kind != "card"]

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
        return Room(Ledger(database, HandClock()), frozenset(admins), tmp_path / "answers.log")

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
def postgres_url(migrated_url: str) -> str:
    """The address of a database of today: how one is migrated is shown elsewhere."""
    return migrated_url


@pytest.fixture
async def rooms(postgres_url: str, tmp_path: Path) -> AsyncIterator[tuple[Room, Room]]:
    """Two processes: rooms with a database of their own each, and one market."""
    async with AsyncExitStack() as stack:
        made = []
        for name in ("one", "other"):
            database = migrated_databases.entered(postgres_url)
            stack.push_async_callback(database.close)
            ledger = Ledger(database, HandClock())
            ledger.owner = name
            made.append(Room(ledger, frozenset({ANNA.id}), tmp_path / "answers.log"))
        made[1].market = made[0].market
        made[1].desk = made[1].another_desk("other")
        yield made[0], made[1]
