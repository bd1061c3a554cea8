"""A team at a desk without a network: people, a market in memory, a clock that a test moves."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.desk import Desk, Terms
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.team import Role
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Seller, Tier
from bot.purchasing.order_report import PayWay
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.purchase import Purchase
from storage.engine.database import Database
from tests import migrated_databases
from tests.desk.stored import told_of, why_of
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket
from tests.known_members import OpenDoor
from tests.opening import opened

GROUP = Place(-1001)
START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""A Tuesday, 10:00 in Shanghai."""
OFFER = Offer(
    offer_id="600000000001",
    title="示例短袖T恤",
    title_translated="T-shirt",
    status="published",
    price_by=PriceBy.OFFER,
    tiers=(Tier(1, Fen(10_00)),),
    skus=(),
    minimum=1,
    lot=None,
    stock=100_000,
    unit="件",
    unit_translated="piece",
    seller=Seller("b2b-1", "杭州某某服饰有限公司"),
    category="T恤",
    category_id="1031910",
)
ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en", reachable=True)
    for number, name in enumerate(("Anna", "Boris", "Chen", "Daria", "Eva"), 11)
)
OWNER = Person(10, "Owner", "en", reachable=True)
STRANGER = Person(99, "Stranger", "en", reachable=True)
R, A, B, M = Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.ADMIN
SEATS = ((ANNA, (R,)), (BORIS, (R, A)), (CHEN, (A,)), (DARIA, (A,)), (EVA, (B,)))
"""Who has which roles in the team."""


class Team:
    """One team in one group and all that its people do; every verb is one update."""

    def __init__(
        self, desk: Desk, ledger: Ledger, market: FakeMarket, clock: HandClock, team_id: int,
        door: OpenDoor | None = None,
    ) -> None:  # fmt: skip
        self.desk, self.ledger, self.market, self.clock, self.id = desk, ledger, market, clock, team_id
        self.door = door or OpenDoor()
        self.offers = 600000000001

    async def rules(self, text: str) -> None:
        """Other rules, without the ceremony of changing them."""
        async with self.ledger.change() as uow:
            team = await uow.teams.get(self.id)
            assert team is not None
            await uow.teams.change_policy(team, read(text, team), OWNER.id)

    async def member(self, person: Person, *roles: Role, limit: int | None = None, active: bool = True) -> None:
        async with self.ledger.change() as uow:
            await uow.people.put_person(person, reachable=True)
            fen = None if limit is None else Fen(limit)
            await uow.teams.put_member(self.id, person.id, roles=frozenset(roles), limit=fen, active=active)

    async def delegate(self, by: Person, to: Person) -> None:
        async with self.ledger.change() as uow:
            today = self.clock.now().date()
            await uow.teams.go_away(self.id, by.id, to.id, today, today)

    async def draft(self, by: Person = ANNA, quantity: int = 10, place: Place | None = None, same: bool = False) -> int:
        """A complete draft of an offer that nobody asked for yet; its number."""
        if not same:
            self.offers += 1
        return await opened(self.desk, by, place or Place(by.id), str(self.offers), quantity)

    async def ask(self, by: Person = ANNA, quantity: int = 10, place: Place | None = None, same: bool = False) -> int:
        """A draft that is confirmed."""
        number = await self.draft(by, quantity, place, same)
        await self.confirm(number, by)
        return number

    async def confirm(self, number: int, by: Person = ANNA, *, seen: str = "") -> None:
        await self.desk.drafting.confirm(Act(by), number, await self.shown(number), seen)

    async def shown(self, number: int) -> str:
        """What a button of the present card carries."""
        snapshot = (await self.purchase(number)).request.snapshot
        return snapshot.hash if snapshot else "0" * 64

    async def looked_for(self) -> None:
        """An order whose answer was lost is looked for until people may settle it."""
        for _ in range(9):
            self.clock.time += timedelta(minutes=2)
            await self.desk.unclear_orders.search_due()

    async def seen(self, number: int) -> str:
        """The mark of the warning that stands on the present card; empty if there is none."""
        return "".join((await self.desk.drafting.step(number)).seen)

    async def approve(self, number: int, by: Person = BORIS, shown: str | None = None) -> None:
        seen = await self.seen(number)
        await self.desk.approvals.approve(Act(by, place=GROUP), number, shown or await self.shown(number), seen)

    async def decline(self, number: int, by: Person = BORIS, reason: str = "too dear") -> None:
        await self.desk.approvals.decline(Act(by, place=GROUP), number, await self.shown(number), reason)

    async def purchase(self, number: int) -> Purchase:
        async with self.ledger.read() as uow:
            found = await uow.purchase(number, journal=True)
        assert found is not None
        return found

    async def closed(self) -> bool:
        async with self.ledger.read() as uow:
            return (await uow.teams.get(self.id)).closed

    async def state(self, number: int) -> str:
        return (await self.purchase(number)).request.state.value

    async def told(self, kind: str, chat: int | None = None) -> list[dict[str, Any]]:
        """The facts of every message of a kind that is owed or was sent, oldest first."""
        async with self.ledger.change() as uow:
            rows = (await uow.session.exec(_outbox(kind))).all()
        return [told_of(row.payload) for row in rows if chat is None or row.chat_id == chat]

    async def cards(self, number: int) -> set[int]:
        """The chats that were owed a card of the request."""
        async with self.ledger.change() as uow:
            rows = (await uow.session.exec(_outbox("card"))).all()
        return {row.chat_id for row in rows if row.request_id == number}

    async def journal(self, number: int) -> list[str]:
        return [entry.kind for entry in (await self.purchase(number)).journal]

    async def refused(self, key: str, doing: Any) -> dict[str, object]:
        """A verb that must not act, and why; the facts."""
        with pytest.raises(Refusal) as caught:
            await doing
        assert caught.value.key == key
        return why_of(caught.value)


def _outbox(kind: str) -> Any:
    from sqlmodel import col, select

    from storage.tables import OutboxRow

    return select(OutboxRow).where(OutboxRow.kind == kind).order_by(col(OutboxRow.id))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture
def market(clock: HandClock) -> FakeMarket:
    return FakeMarket(clock, OFFER)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await migrated_databases.opened(tmp_path / "desk.db")
    yield opened
    await opened.close()


@pytest.fixture
async def team(database: Database, clock: HandClock, market: FakeMarket) -> Team:
    """Anna asks; Boris, Chen and Daria approve; Eva buys; two admins own the bot."""
    return await _seated(database, clock, market)


@pytest.fixture
def seated() -> Any:
    """Opens the desk on a database of one's own; `seat=False` where its people are there already."""
    return _seated


async def _seated(database: Database, clock: HandClock, market: FakeMarket, seat: bool = True) -> Team:
    admins = frozenset({OWNER.id, OWNER.id - 1})
    ledger = Ledger(database, clock)
    desk = Desk(
        ledger, market, SealedTokenStore(ledger, "test", Seal("s")), Terms(admins, (PayWay.ALIPAY,), "cross",
        "test"),
        door := OpenDoor(),
    )  # fmt: skip
    desk.create_call.may_place.set()
    if not seat:
        return Team(desk, ledger, market, clock, 1)
    async with ledger.change() as uow:
        for person in (OWNER, ANNA, BORIS, CHEN, DARIA, EVA, STRANGER, Person(OWNER.id - 1, "Second", "en", True)):
            await uow.people.put_person(person, reachable=True)
        await uow.people.put_chat(GROUP.chat_id, "supergroup", "Buying")
        number = await uow.teams.open(
            GROUP.chat_id, "Buying", language="en", time_zone="Asia/Shanghai", policy=default_policy(), by=OWNER.id
        )
        for person, roles in SEATS:
            await uow.teams.put_member(number, person.id, roles=frozenset(roles), limit=None)
    return Team(desk, ledger, market, clock, number, door)


@pytest.fixture
async def sellers(team: Team) -> None:
    team.market.sellers = {
        "600000000801": Seller("s1", "Cups"),
        "600000000802": Seller("s2", "Lamps"),
        "600000000803": Seller("s3", "Vases"),
    }


@pytest.fixture
async def all_ask(team: Team, sellers: None) -> Team:
    """The team if Chen and Daria, who approve, may ask as well."""
    for person in (CHEN, DARIA):
        await team.member(person, R, A)
    return team
