"""Whatever becomes of purchases in ten months, all that says what they cost agrees with the books of the pretend world.

The desk asks the pretend 1688 over its real wire. A month is that of a zone; an order belongs to the month in which it
was paid, with all that came back of it later.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import httpx
import pytest
from starlette.routing import Router

from bot.cards.miniapp import OrderRow, order_table
from bot.cards.operations.exports import ExportColumns
from bot.desk.messages.dialogs import CostDialog
from bot.desk.money.costed_orders import CostedOrder, costed_pages
from bot.desk.operations.exports import ORDERS, pages
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.exports import Export, ExportDays, ExportRows, Sheet
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportGroup
from bot.sandbox.bus import Bus
from bot.sandbox.clock import WorldClock
from bot.sandbox.faults import Faults
from bot.sandbox.market_routes import market_routes
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.tokens import ACCESS_LIFE, REFRESH_LIFE
from bot.sandbox.world.deals import NotNow, PretendOrder
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.world import World
from tests.counts import counted
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.clock import HandClock
from tests.market.conftest import MemoryStore
from tests.shop import Shop

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York")
BEGINS = datetime(2026, 2, 26, 20, 0, tzinfo=UTC)
LIVES, HOURS = counted(10_000, 200), 240 * 24
TAGS = ("Shop A", "Shop B", "")


class HandWorldClock(WorldClock):
    """The clock of a world that stands still until the hand of the desk's clock moves it."""

    def __init__(self, hand: HandClock) -> None:
        super().__init__(hand.now())
        self._hand = hand

    def now(self) -> datetime:
        return self._held or self._hand.now()

    def later(self, **delta: float) -> None:
        self._hand.on(**delta)
        self.run_due()


class Sums(NamedTuple):
    """What was paid in a month and came back of it since, in fen."""

    paid: int = 0
    back: int = 0


class Told(NamedTuple):
    """What a report or an export says of a month, in fen."""

    paid: int
    back: int
    other: int


class Year:
    """A desk at a pretend 1688, and people who buy there."""

    def __init__(self, room: Any, world: World, clock: HandWorldClock, dice: random.Random) -> None:
        self.room, self.world, self.clock, self.dice = room, world, clock, dice
        sold = [each for each in world.offers.values() if each.tradable and each.status == "published"]
        self.goods = [each for each in sold if not each.variants]
        for each in self.goods:
            each.set_stock(10**6)
        self.made = 0

    def wanted(self, offer: PretendOffer, tag: str) -> NamedOffer:
        quantity = max(offer.min_order, 1) * self.dice.randint(1, 4)
        return NamedOffer(OfferRef(str(offer.offer_id), quantity=quantity), tag=tag)

    async def asked(self) -> int | None:
        """Somebody asks for one to three products, for a shop or none; None if 1688 does not sell them like this."""
        some = self.dice.sample(self.goods, self.dice.randint(1, 3))
        named = [self.wanted(each, self.dice.choice(TAGS)) for each in some]
        if self.dice.random() < 0.3:
            named.append(self.wanted(some[0], self.dice.choice(TAGS)))
        by, desk = self.dice.choice((ANNA, BORIS)), self.room.desk
        self.made += 1
        number, _ = await desk.opening.open(Act(by, place=Place(by.id)), named, key=OpenedBy(self.made, 0))
        await desk.drafting.choose_address(Act(by), number, str(self.world.home.id))
        request = (await self.room.purchase(number)).request
        if request.snapshot is None:
            await desk.drafting.cancel(Act(by), number)
            return None
        card = await desk.drafting.step(number)
        await desk.drafting.confirm(Act(by), number, request.snapshot.hash, *card.seen)
        await desk.submit_worker.submit_due()
        return int(number)

    async def live(self) -> None:
        """One purchase, and what becomes of its orders and of one that is older."""
        self.clock.later(hours=self.dice.expovariate(LIVES / HOURS))
        await self.room.market.prepare()  # it renews what it logs in with, as the bot does each day
        book = self.world.book
        known = set(book.orders)
        await self.asked()
        for number in [*(set(book.orders) - known), *self.dice.sample(sorted(known), min(len(known), 1))]:
            self.happens(book.orders[number])
            if self.dice.random() < 0.5:
                await self.room.desk.watch.look(str(number))

    def happens(self, order: PretendOrder) -> None:
        """Something that a buyer or a seller does; what cannot be done now is not done."""
        book, dice = self.world.book, self.dice
        for _ in range(dice.randint(1, 5)):
            self.clock.later(minutes=dice.randint(1, 600))
            try:
                match dice.choice(("pay", "pay", "pay", "reprice", "ship", "ask", "answer", "answer", "cancel", "end")):
                    case "pay":
                        book.pay(order)
                    case "reprice":
                        book.reprice(order, max(1, order.total_fen + dice.randint(-500, 500)))
                    case "ship":
                        book.ship(order)
                    case "ask":
                        entry = dice.choice([None, *(line.sub_id for line in order.lines)])
                        book.refunds.ask_on_site(order, dice.choice((None, 1, 77)), entry=entry)
                    case "answer" if order.open_refund is not None:
                        refund = order.open_refund
                        fen = dice.choice((None, max(1, refund.asked_fen // 3)))
                        (book.refunds.refuse(order, refund, "不同意") if dice.random() < 0.2 else
                         book.refunds.agree(order, refund, fen))  # fmt: skip
                    case "cancel":
                        book.seller_cancel(order)
                    case "end":
                        book.receive(order)
            except NotNow:
                continue

    def asked_on_the_site(self) -> None:
        """Somebody asks for some of the money of every order that lets them, and nobody has answered yet."""
        for order in self.world.book.orders.values():
            try:
                self.world.book.refunds.ask_on_site(order, self.dice.randint(1, 77))
            except NotNow:
                continue

    def books(self, zone: ZoneInfo) -> Mapping[str, Sums]:
        """What the world itself has by month, of everything that was ever paid."""
        found: defaultdict[str, Sums] = defaultdict(Sums)
        for order in self.world.book.orders.values():
            if order.paid_at is not None:
                month, before = (
                    f"{order.paid_at.astimezone(zone):%Y-%m}",
                    found[f"{order.paid_at.astimezone(zone):%Y-%m}"],
                )
                found[month] = Sums(before.paid + order.paid_fen, before.back + order.refunded_fen)
        return dict(found)


@pytest.fixture
async def year(open_room: Any) -> AsyncIterator[Year]:
    room = open_room(ANNA.id, BORIS.id)
    room.clock.time = BEGINS
    for each in (ANNA, BORIS):
        await room.desk.people.remember(each, Place(each.id), "private", "")
    clock, credentials, bus = HandWorldClock(room.clock), Credentials(), Bus()
    world = World(clock, bus)
    routes = market_routes(world, Faults(), bus, credentials, lambda: "http://market")
    ends = BEGINS + ACCESS_LIFE, BEGINS + REFRESH_LIFE
    tokens = MemoryStore(Tokens(credentials.access_token, ends[0], credentials.refresh_token, ends[1], BEGINS))
    client = OpenPlatformClient(
        origin="http://market", app_key=credentials.app_key, app_secret=credentials.app_secret, tokens=tokens,
        clock=room.clock, rate=0, transport=httpx.ASGITransport(Router(routes=routes)), patience=1,
    )  # fmt: skip
    room.market = OpenPlatformGateway(client, "cross")
    room.desk = room.another_desk("year")
    await room.desk.lost_time.remember()
    await room.desk.lost_time.make_sure()
    yield Year(room, world, clock, random.Random(45))
    await client.aclose()


async def every(year: Year, since: datetime | None = None, until: datetime | None = None) -> list[CostedOrder]:
    return [each async for page in costed_pages(year.room.ledger, since, until) for each in page]


def by_month(orders: list[CostedOrder], zone: ZoneInfo) -> dict[str, Sums]:
    found: defaultdict[str, Sums] = defaultdict(Sums)
    for each in orders:
        if paid := sum(line.paid for line in each.lines):
            month = f"{each.order.bought_at.astimezone(zone):%Y-%m}"
            before, back = found[month], sum(line.refunded for line in each.lines)
            found[month] = Sums(before.paid + paid, before.back + back)
    return dict(found)


async def added(year: Year) -> dict[int, int]:
    """People say what some purchases cost beside, by value or by pieces, and take some of it back; fen by purchase."""
    room, dice, found = year.room, year.dice, defaultdict[int, int](int)
    ordered = sorted({each.purchase.request.id for each in await every(year)})
    for _ in range(max(LIVES // 8, 1)):
        some, by = dice.sample(ordered, dice.randint(1, 3)), dice.choice((ANNA, BORIS))
        names = " ".join(str(each) for each in some)
        words = f"{dice.randint(1, 40000) / 100:.2f} CNY forwarder {names} by {dice.choice(('value', 'pieces'))}"
        told = await room.desk.costs.draft(by, words)
        await room.desk.dialogs.ask(by.id, by.id, CostDialog(words=words, mark=told.mark))
        cost = (await room.desk.costs.add(Act(by), by.id, told.mark)).cost
        if dice.random() < 0.25:
            await room.desk.costs.reverse(Act(by), cost.id)
            continue
        for number, share in cost.parts:
            found[number] += share
    return found


async def exported(year: Year, what: ExportRows, zone: ZoneInfo, month: Period) -> Told:
    """The sums of the columns of an export for people, in fen."""
    asked, columns = Export(what, Sheet.CSV, ExportDays(month.first, month.last)), ExportColumns("en", zone)
    data, _ = await year.room.desk.exporting.file(ANNA, Place(ANNA.id), columns, asked)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    sums = ("Paid, ¥", "Came back, ¥", "Other costs, ¥")
    return Told(*(int(sum(Decimal(row[name] or 0) for row in rows) * 100) for name in sums))


async def reported(year: Year, first: date) -> Told:
    """The sums of `/report` of the month that begins then, by any group, in the zone of the reader's team."""
    group = year.dice.choice(list(ReportGroup))
    ask = ReportAsk(Period.of(PeriodKind.MONTH, first), group)
    fold = (await year.room.desk.reports.report(ANNA, Place(ANNA.id), ask, "en")).now
    assert sum(fold.bars) == fold.sums.cost
    assert group is ReportGroup.TIME or sum(fold.groups.values()) == fold.sums.cost
    return Told(fold.sums.paid, fold.sums.back, fold.sums.other)


@pytest.mark.timeout(counted(7200, 600))
async def test_every_sum_agrees_with_the_books_month_by_month(year: Year) -> None:
    room, shop = year.room, Shop(year.room.ledger.database, BEGINS)
    for _ in range(LIVES):
        await year.live()
    year.asked_on_the_site()
    for number in year.world.book.orders:
        await room.desk.watch.look(str(number))
    others = await added(year)
    orders = await every(year)
    made = year.world.book.orders.values()
    assert len(orders) == len(made) > LIVES // 2
    assert min(sum(each.refunded_fen > 0 for each in made), sum(each.repriced for each in made)) > LIVES // 8
    assert sum(len({line.tag for line in each.lines}) > 1 for each in orders) > LIVES // 16
    for each in orders:
        view = await room.desk.costs.show(ANNA, each.order.order_id)
        shown = [line for one in view.orders for line in one.lines]
        theirs = [year.world.book.orders[int(one.order.order_id)] for one in view.orders]
        assert sum(line.paid - line.refunded for line in shown) == sum(
            one.paid_fen - one.refunded_fen for one in theirs
        )
        assert sum(line.other for line in shown) == sum(others[one.purchase.request.id] for one in view.orders)
    refunds = await room.desk.orders.refunds(ANNA, Place(ANNA.id))
    at_1688 = [refund for order in made for refund in order.refunds]
    assert sum(each.asked for each in refunds.sums) == sum(refund.asked_fen for refund in at_1688)
    assert sum(each.paid for each in refunds.sums) == sum(order.refunded_fen for order in made) > 0
    running = [order.open_refund.asked_fen for order in made if order.open_refund is not None]
    assert sum(each.total for each in refunds.refunds) == sum(running) > 0
    await shop.team(1, **{f"p{ANNA.id}": "admin,buyer"})
    for name in ZONES:
        zone, months = ZoneInfo(name), year.books(ZoneInfo(name))
        async with room.ledger.change() as uow:
            await uow.teams.set(1, time_zone=name)
        assert by_month(orders, zone) == months
        assert len(months) > 7
        for month, books in months.items():
            first = datetime.fromisoformat(f"{month}-01").replace(tzinfo=zone)
            bounds = first.astimezone(UTC), (first + timedelta(days=32)).replace(day=1).astimezone(UTC)
            here = await every(year, *bounds)
            assert by_month(here, zone) == {month: books}
            whole = Told(*books, sum(line.other for each in here for line in each.lines))
            assert await reported(year, first.date()) == whole
            what = year.dice.choice((ExportRows.LINES, ExportRows.ORDERS))
            assert await exported(year, what, zone, Period.of(PeriodKind.MONTH, first.date())) == whole
    assert sum(line.other for each in orders for line in each.lines) == sum(others.values()) > 0


@pytest.mark.timeout(counted(7200, 600))
async def test_the_mini_app_and_the_export_for_programs_say_what_is_in_the_books(year: Year) -> None:
    for _ in range(LIVES // 4):
        await year.live()
    for number in year.world.book.orders:
        await year.room.desk.watch.look(str(number))
    machine = {
        row["order_id"]: row async for page in pages(year.room.ledger, None, None) for each in page
        for row in ({name: take(each) for name, take in ORDERS.items()},)
    }  # fmt: skip
    book, rows, seen = year.world.book.orders, dict[int, OrderRow](), 0
    for number in count(1):  # one beyond the last is the last once more
        page = await year.room.desk.orders.page(ANNA, "all", number, per_page=100)
        left = [each for each in page.purchases if each.request.id not in rows]
        if not left:
            break
        rows |= {row.number: row for row in order_table(page, ANNA, year.room.clock.now()).rows}
        for each in left:
            theirs = [book[int(order.order_id)] for order in each.orders]
            for order in theirs:
                row = machine[str(order.order_id)]
                assert (row["total_fen"], row["refunded_fen"]) == (order.total_fen, order.refunded_fen)
                seen += 1
            alive = [order.total_fen for order in theirs if order.status not in ("cancel", "terminated")]
            if rows[each.request.id].counts and alive:
                assert rows[each.request.id].fen == sum(alive)
    assert seen == len(machine) == len(book) > LIVES // 8
