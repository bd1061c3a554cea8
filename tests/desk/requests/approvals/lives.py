"""Lives of purchases, drawn at random: a 1688 that keeps books of its own, and what every place that tells must say.

A life is lived by `Lives.live`; after each of its acts `Lives.agree` holds each view against the books.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from typing import Any

from bot.cards import miniapp
from bot.cards.notices.notices import notice
from bot.cards.orders.lists import orders_page
from bot.cards.requests.details import order_details
from bot.cards.requests.holding import as_it_stands
from bot.cards.requests.line_page import line_page
from bot.cards.requests.request import request_card
from bot.cards.texts import catalogue as texts
from bot.desk.ledger.stored_notices import load
from bot.desk.operations import exports
from bot.desk.shared.views import CardState
from bot.market.errors import NotFound
from bot.market.port import Outcome, Placed, Refused
from bot.purchasing.create_call import FailedLine, PlacedOrder
from bot.purchasing.exports import ExportRows
from bot.purchasing.money import Fen, show
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.offers.offer import Seller
from bot.purchasing.order_report import LineState, OrderLine, OrderPage, OrderReport, OrderState, RefundState
from bot.purchasing.orders.line_cost import cost_lines
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.purchase import Purchase
from bot.sandbox.actor import as_read
from tests.cards.drawing import read
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, GROUP, OWNER
from tests.fakes.market import FakeMarket

WORDS = {
    OrderState.TO_PAY: "waitbuyerpay", OrderState.PAID: "waitsellersend", OrderState.SHIPPED: "waitbuyerreceive",
    OrderState.FINISHED: "success", OrderState.CANCELLED: "cancel",
}  # fmt: skip
GOES_ON = (OrderState.PAID, OrderState.SHIPPED, OrderState.FINISHED)
STATES = (OrderState.TO_PAY, *GOES_ON, OrderState.CANCELLED)
PRICE, DO_NOT_PAY, CLOSED, TO_PAY = "price", "do_not_pay", "closed", "to_pay"
ACTS = (
    *("reprice",) * 5, *("agree",) * 3, "decline", *("pay",) * 5, *("ship",) * 3, *("receive",) * 2, *("refund",) * 3,
    "cancel", "seller_cancel", "close_line", "close_line",
)  # fmt: skip
RISES = (Fraction(1003, 1000), Fraction(1018, 1000), Fraction(13, 10), Fraction(95, 100), Fraction(7, 9))


@dataclass
class Entry:
    """A line of an order in the books: `closed` before its payment, or `back` after it."""

    offer_id: str
    pieces: int
    fen: int
    number: str
    closed: bool = False
    back: bool = False


@dataclass
class Book:
    """An order in the books; `stale` if its detail keeps its first sum, and only the list tells the true one."""

    order_id: str
    reference: str
    seller: str
    entries: list[Entry]
    freight: int
    stale: bool = False
    state: OrderState = OrderState.TO_PAY
    paid: bool = False
    refunded: int = 0

    def __post_init__(self) -> None:
        self.first = {each.number: each.fen for each in self.entries}
        self.first_total = self.total

    @property
    def held(self) -> list[Entry]:
        """The lines that are part of its sum; all of them if none is."""
        return [each for each in self.entries if not each.closed] or self.entries

    @property
    def goods(self) -> int:
        return sum(each.fen for each in self.held)

    @property
    def total(self) -> int:
        return self.goods + self.freight

    def report(self, now: Any, *, listed: bool) -> OrderReport:
        """The order as 1688 shows it in its list, or by itself."""
        first = self.stale and not listed
        lines = tuple(
            OrderLine(
                each.offer_id, None, each.pieces, Fen(self.first[each.number] if first else each.fen), "", each.number,
                LineState.REFUNDED if each.back else LineState.CANCELLED if self._over(each) else LineState.OPEN,
                Fen(each.fen if each.back else 0),
            )
            for each in self.entries
        )  # fmt: skip
        return OrderReport(
            order_id=self.order_id, word=WORDS[self.state], state=self.state,
            refund=RefundState.DONE if self.refunded else RefundState.NONE,
            total=Fen(self.first_total if first else self.total), freight=Fen(self.freight),
            refunded=Fen(self.refunded), lines=lines, out_order_id=self.reference, seller=self.seller,
            seller_login="", created_at=now, modified_at=now, paid_at=now if self.paid else None, pay_by=None,
        )  # fmt: skip

    def _over(self, entry: Entry) -> bool:
        return entry.closed or self.state is OrderState.CANCELLED


@dataclass
class Chance:
    """What luck decides of a life, by its seed."""

    seed: int

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def happens(self, often: float) -> bool:
        return self.dice.random() < often


@dataclass
class BookMarket(FakeMarket):
    """1688 with books: it splits, refuses and leaves out as luck has it, and shows orders as the books have them."""

    chance: Chance = field(default_factory=lambda: Chance(0))
    books: dict[str, Book] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    async def place(self, body: str) -> Outcome:
        self.calls.append("place")
        self.sent.append(body)
        placing, chance = self.placings[body], self.chance
        lines = list(placing.lines)
        if chance.happens(0.12):
            return Refused("500_009", "seller is away", "{}")
        failed: tuple[FailedLine, ...] = ()
        if len(lines) > 1 and chance.happens(0.25):
            out = lines.pop()
            failed = (FailedLine(out.offer_id, "", "500_004", "sold out"),)
        groups = [lines]
        if len(lines) > 1 and chance.happens(0.4):
            groups = [lines[:1], lines[1:]]
        moved = chance.dice.choice((Fraction(1), Fraction(1), Fraction(101, 100), Fraction(12, 10), Fraction(9, 10)))
        made = []
        for place, group in enumerate(groups):
            number = str(3_301_686_771_403_783_779 + next(self.numbers))
            entries = [
                Entry(
                    line.offer_id,
                    line.quantity,
                    int(line.amount * moved),
                    number if len(group) == 1 else f"{number}{n}",
                )
                for n, line in enumerate(group)
            ]
            freight = self.freight if not place or chance.happens(0.3) else 0
            seller = self.sellers[group[0].offer_id].company
            stale = chance.happens(0.2)
            self.books[number] = Book(number, placing.out_order_id, seller, entries, freight, stale)
            made.append(PlacedOrder(number, None if chance.happens(0.5) else Fen(self.books[number].total)))
            self.shows(number)
        return Placed(tuple(made), failed, "{}")

    def shows(self, number: str) -> None:
        """From now on 1688 shows the order as it is in the books."""
        self.orders[number] = self.books[number].report(self.clock.now(), listed=True)

    async def look(self, order_id: str) -> OrderReport:
        self.heard("look")
        if order_id not in self.books:
            raise NotFound("look", "no such order")
        shown, book = self.orders[order_id], self.books[order_id]
        return book.report(shown.modified_at, listed=False)

    async def orders_changed(self, since: Any, page: int, size: int) -> OrderPage:
        self.heard("orders_changed")
        moved = tuple(each for each in self.orders.values() if each.modified_at and each.modified_at >= since)
        return OrderPage(moved if page == 1 else (), len(moved))


@dataclass
class Told:
    """What the books say of a request of one seller: its orders, as far as it has any."""

    purchase: Purchase
    books: list[Book] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.purchase.request.name

    def word(self, book: Book) -> str:
        """What the state of one of its orders is called."""
        state = self.purchase.request.state.value
        if book.state is OrderState.TO_PAY:
            return PRICE if state == "pending" else TO_PAY if state in ("approved", "closed") else DO_NOT_PAY
        return CLOSED if book.state is OrderState.CANCELLED and book.paid else book.state.value

    def costs(self, book: Book) -> bool:
        return self.word(book) not in ("cancelled", CLOSED, DO_NOT_PAY)

    @property
    def counted(self) -> list[Book]:
        return [each for each in self.books if self.costs(each)] or self.books

    @property
    def asked(self) -> int:
        return self.purchase.request.snapshot.total if self.purchase.request.snapshot else 0

    @property
    def total(self) -> int:
        return sum(each.total for each in self.counted) if self.books else self.asked

    @property
    def freight(self) -> int:
        assert self.purchase.request.snapshot is not None
        return sum(each.freight for each in self.counted) if self.books else self.purchase.request.snapshot.freight

    @property
    def due(self) -> int:
        return sum(each.total for each in self.books if self.word(each) in (TO_PAY, PRICE))

    @property
    def paid(self) -> int:
        return sum(each.total for each in self.books if each.paid)

    @property
    def refunded(self) -> int:
        return sum(each.refunded for each in self.books)

    @property
    def ordered(self) -> int:
        return sum(each.total for each in self.books if self.costs(each))

    @property
    def waiting(self) -> int:
        return self.asked if not self.books and self.purchase.request.state.value in ("pending", "approved") else 0

    @property
    def summary(self) -> str:
        """The state of the whole: that of the order furthest behind."""
        return self.word(min(self.books, key=lambda each: STATES.index(each.state)))


def yuan(fen: int) -> str:
    return show(Fen(fen))


def label(word: str) -> str:
    return as_read(texts.say("en", f"state-{word.replace('_', '-')}"))


class Lives:
    """Lives purchases of a team, one after the other."""

    def __init__(self, team: Any) -> None:
        self.team, self.numbers, self.keys = team, team.market.numbers, count(1)
        self.done: list[str] = []
        """What happened in all lives so far."""
        self.began = team.clock.now()
        self.listed, self.rows = list[str](), dict[str, miniapp.OrderRow]()
        self.exported: list[exports.Bought] = []
        self.every: list[Told] = []
        """What the books say since the last act."""
        self._steps: dict[int, CardState] = {}

    async def live(self, seed: int) -> None:
        """Ask, agree, and have everything happen; each view is held against the books after each act."""
        self.began = self.team.clock.now()
        chance = self.team.market.chance = Chance(seed)
        dice = chance.dice
        number = await self._asked(chance)
        await self.agree(number, "it was ordered")
        for _ in range(dice.randint(4, 9)):
            act, which, by = dice.choice(ACTS), dice.randrange(6), dice.choice(RISES)
            if await self._acts(act, which, by):
                self.done.append(act)
                await self.agree(number, f"{act} {float(by):.3f} of order {which}")

    async def _asked(self, chance: Chance) -> int:
        dice, team = chance.dice, self.team
        offers = [f"6{next(self.numbers):011d}" for _ in range(dice.randint(1, 4))]
        sellers = [Seller(f"s{n}", f"Seller {n}") for n in range(dice.randint(1, 3))]
        team.market.sellers |= {offer: dice.choice(sellers) for offer in offers}
        team.market.own_prices |= {offer: dice.randint(101, 9_999) for offer in offers}
        team.market.freight = dice.choice((0, 5_00, 7_77))
        named = [NamedOffer(OfferRef(offer, quantity=dice.randint(1, 9))) for offer in offers]
        number, _ = await team.desk.opening.open(
            Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(next(self.keys), 0)
        )
        await team.confirm(number)
        await team.approve(number, BORIS)
        await team.desk.submit_worker.submit_due()
        await self._quiet()
        return int(number)

    async def _quiet(self) -> None:
        """Everything that 1688 shows is known here."""
        self.team.clock.on(seconds=61)
        await self.team.desk.order_list.round()
        for _ in range(4):
            await self.team.desk.watch.look_due()
            async with self.team.ledger.read() as uow:
                if not await uow.orders.due(1):
                    return
        raise AssertionError("the looks find no end")

    async def seen(self) -> None:
        """What the lists and the export say now."""
        now = self.team.clock.now()
        page = await self.team.desk.orders.page(OWNER, "all", 1, per_page=len(self.every))
        self.listed = read(orders_page(page, "en", now)).splitlines()
        self.rows = {each.name: each for each in miniapp.order_table(page, OWNER, now).rows}
        pages = [page async for page in exports.pages(self.team.ledger, self.began, None)]
        self.exported = [each for page in pages for each in page]
        self._steps.clear()

    async def step(self, number: int) -> CardState:
        """How a request stands now; asked once for all views."""
        if number not in self._steps:
            self._steps[number] = await self.team.desk.drafting.step(number)
        return self._steps[number]

    async def told(self, number: int) -> list[Told]:
        """What the books say of a request, or of each of its parts."""
        async with self.team.ledger.read() as uow:
            whole = await uow.purchase(number)
            parts = (await uow.with_parts(whole)).parts
        books = self.team.market.books
        return [Told(each, [books[order.order_id] for order in each.orders]) for each in parts or (whole,)]

    async def _acts(self, act: str, which: int, by: Fraction) -> bool:
        """Do it, if it can be done now; returns whether it was."""
        every = [(told, book) for told in self.every for book in told.books]
        if not every:
            return False
        told, book = every[which % len(every)]
        if act in ("agree", "decline"):
            if told.purchase.request.state.value != "pending":
                return False
            await (self.team.approve(told.purchase.request.id, BORIS) if act == "agree" else self.team.decline(
                told.purchase.request.id, CHEN
            ))  # fmt: skip
        elif not getattr(self, f"_{act}")(book, by):
            return False
        self.team.clock.on(seconds=2)
        self.team.market.shows(book.order_id)
        await self._quiet()
        return True

    def _reprice(self, book: Book, by: Fraction) -> bool:
        """Before its payment and after it; sometimes the freight moves, too."""
        if book.state in (OrderState.CANCELLED, OrderState.FINISHED) or book.refunded:
            return False
        for each in book.entries:
            each.fen = int(each.fen * by)
        if by > Fraction(11, 10) and not book.stale:
            book.freight += 3_33
        return True

    def _pay(self, book: Book, _: Fraction) -> bool:
        if book.state is not OrderState.TO_PAY:
            return False
        book.state, book.paid = OrderState.PAID, True
        return True

    def _ship(self, book: Book, _: Fraction) -> bool:
        if book.state is not OrderState.PAID:
            return False
        book.state = OrderState.SHIPPED
        return True

    def _receive(self, book: Book, _: Fraction) -> bool:
        if book.state is not OrderState.SHIPPED:
            return False
        book.state = OrderState.FINISHED
        return True

    def _refund(self, book: Book, by: Fraction) -> bool:
        left = book.total - book.refunded
        if not book.paid or left <= 0 or book.state is OrderState.CANCELLED:
            return False
        book.refunded += left if by > 1 else max(1, int(left * (1 - by)))
        if book.refunded == book.total and book.state is not OrderState.FINISHED:
            book.state = OrderState.CANCELLED
        return True

    def _cancel(self, book: Book, _: Fraction) -> bool:
        if book.state is not OrderState.TO_PAY:
            return False
        book.state = OrderState.CANCELLED
        return True

    def _seller_cancel(self, book: Book, _: Fraction) -> bool:
        if book.state is not OrderState.PAID:
            return False
        book.state, book.refunded = OrderState.CANCELLED, book.total
        return True

    def _close_line(self, book: Book, _: Fraction) -> bool:
        """One of its lines is closed: before the payment it leaves the sum, after it its money comes back."""
        able = [each for each in book.held if not each.back]
        if len(able) < 2 or book.state not in (OrderState.TO_PAY, OrderState.PAID) or book.stale:
            return False
        if book.paid and book.refunded + able[-1].fen > book.total:
            return False
        if book.paid:
            able[-1].back = True
            book.refunded += able[-1].fen
        else:
            able[-1].closed = True
        return True

    async def agree(self, number: int, when: str) -> None:
        """Every view says what the books say."""
        self.every = every = await self.told(number)
        await self.seen()
        each_alone = [(view, [told]) for told in every if told.books for view in VIEWS]
        for view, of in [*each_alone, *((view, every) for view in OF_ALL)]:
            try:
                await view(self, number, of)
            except AssertionError as error:
                names = ", ".join(each.name for each in of)
                raise AssertionError(f"#{names} after “{when}”: {view.__name__}: {error}") from error


def _sums(said: str, told: Told) -> None:
    assert yuan(told.total) in said, f"{said!r} does not say {yuan(told.total)}"
    if 0 < told.due < told.total:
        assert f"{yuan(told.due)} of {yuan(told.total)}" in said, f"{said!r} does not say that {yuan(told.due)} is due"
    assert ("refunded" in said) is bool(told.refunded), said
    if told.refunded:
        assert f"{yuan(told.refunded)} refunded" in said, f"{said!r} does not say that {yuan(told.refunded)} came back"


async def list_says(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """`/orders`: the state, what it costs, what is due of it, and what came back."""
    (told,) = every
    entry = next(line for line in lives.listed if f"#{told.name} · " in line)
    assert f"#{told.name} · {label(told.summary)} · " in entry, entry
    _sums(entry, told)


async def app_says(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """The table of the Mini App."""
    (told,) = every
    row = lives.rows[told.name]
    assert row.fen == told.total, f"{row.fen} is not {told.total}"
    assert row.counts is (told.ordered > 0)
    pieces = sum(each.pieces for book in told.counted for each in book.held)
    assert row.count == pieces, f"{row.count} pieces are not {pieces}"
    _sums(as_read(row.sum), told)


async def export_says(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """Both tables of the export."""
    (told,) = every
    mine = {each.order.order_id: each for each in lives.exported if each.request.name == told.name}
    assert mine.keys() == {each.order_id for each in told.books}
    for book in told.books:
        (row,) = _rows(ExportRows.ORDERS, mine[book.order_id])
        assert row["state"] == told.word(book), row["state"]
        found = (row["total_fen"], row["freight_fen"], row["refunded_fen"])
        assert found == (book.total, book.freight, book.refunded), f"{found} of {book}"
        lines = _rows(ExportRows.LINES, mine[book.order_id])
        assert sum(int(str(line["quantity"])) for line in lines) == sum(each.pieces for each in book.held)
        real = {each.offer_id: each for each in book.held}
        for line in lines if len(lines) == len(real) else ():
            entry = real[str(line["offer_id"])]
            assert line["goods_fen"] in (None, entry.fen), f"{line['goods_fen']} is not {entry.fen}"
            assert line["goods_fen"] == entry.fen or book.stale, "it is known"


def _rows(what: ExportRows, bought: exports.Bought) -> list[dict[str, Any]]:
    return [dict(zip(exports.FIELDS[what], row, strict=True)) for row in exports.table_rows(what, bought)]


async def details_say(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """*Details*: state, sums and freight as ordered; the Mini App shows the same lines."""
    (told,) = every
    details = await lives.team.desk.orders.details(OWNER, told.name)
    said = read(order_details(details, "en", lives.team.clock.now()))
    assert f"#{told.name} · {label(told.summary)}" in said.splitlines()[0], said.splitlines()[0]
    if len(told.books) > 1:
        first = said.splitlines()[1]
        due = f"{yuan(told.due)} of " if 0 < told.due < told.total else ""
        assert first == f"{due}{yuan(told.total)}", f"{first} is not {due}{yuan(told.total)}"
    for book in told.books:
        assert book.order_id in said
        assert yuan(book.total) in said or told.word(book) == DO_NOT_PAY, f"{yuan(book.total)} is missing"
    assert f"Freight {yuan(told.freight)}" in said, f"the freight is {yuan(told.freight)}, not as in {said!r}"
    lines = miniapp.order_lines(details, OWNER, lives.team.clock.now())
    assert [as_read(line) for line in lines] == said.splitlines()


async def card_says(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """The card of the request: what its orders cost, and how many count."""
    (told,) = every
    step = await lives.step(told.purchase.request.id)
    said = read(request_card(step, "en", lives.team.clock.now(), place=GROUP))
    if told.purchase.request.state.value == "pending":
        assert yuan(sum(each.total for each in told.books if each.state is not OrderState.CANCELLED)) in said
        freight = f"Freight {yuan(told.freight)}"
        assert "Freight" not in said or freight in said, f"{freight} is not in {said!r}"
        return
    if len(told.books) > 1:
        n = len(told.counted)
        assert f"ordered, {n} order{'s' * (n > 1)} on 1688" in said.splitlines()[0], said.splitlines()[0]
        assert yuan(told.total) in said, f"no {yuan(told.total)} in {said!r}"
    for book in told.books:
        assert yuan(book.total) in said or told.word(book) == DO_NOT_PAY, f"{yuan(book.total)} is missing in {said!r}"


async def function_says(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """The one function that adds up, whole and line by line."""
    (told,) = every
    sums = sums_of(told.purchase)
    found = (sums.ordered, sums.due, sums.paid, sums.refunded, sums.total, sums.freight)
    real = (told.ordered, told.due, told.paid, told.refunded, told.total, told.freight)
    assert found == real, f"{found} is not {real}"
    assert sums.cost == told.due + told.paid - told.refunded
    lines = cost_lines(told.purchase)
    for name in ("due", "paid", "refunded"):
        assert sum(getattr(line, name) for line in lines) == getattr(sums, name), name


async def rows_say(lives: Lives, _: int, every: Sequence[Told]) -> None:
    """The rows: an entry for each line, with shares that add up to the order."""
    (told,) = every
    for order, book in zip(told.purchase.orders, told.books, strict=True):
        assert [each.entry_id for each in order.lines] == [each.number for each in book.entries]
        shares = [each.share for each in order.lines]
        assert None not in shares
        assert sum(each or 0 for each in shares) == order.total == book.total, f"{shares} of {book.total}"
        real = {each.number: Fraction(book.total * each.fen, book.goods) for each in book.held} if book.goods else {}
        for each in order.lines if not book.stale else ():
            its = real.get(each.entry_id, Fraction(each.share or 0))
            assert abs((each.share or 0) - its) < 1, f"{each.share} is not about {float(its)}"


async def whole_says(lives: Lives, number: int, every: Sequence[Told]) -> None:
    """The card, the details and the page of all sellers' parts: what counts of them, and what that costs."""
    step = await lives.step(number)
    now = lives.team.clock.now()
    if not step.purchase.parts:
        return
    wanted = [each for each in every if each.ordered or each.waiting]
    total, freight = sum(each.ordered + each.waiting for each in every), sum(each.freight for each in wanted)
    done = sum(any(map(each.costs, each.books)) for each in every)
    due = sum(each.due for each in every)
    card = read(request_card(step, "en", now)).splitlines()
    assert yuan(total) == card[1], f"{card[1]} is not {yuan(total)}"
    assert done in (0, len(every)) or f"from {done} of {len(every)} sellers" in card[0], card[0]
    details = read(order_details(await lives.team.desk.orders.details(OWNER, str(number)), "en", now)).splitlines()
    assert details[0] == card[0]
    said = f"{yuan(due)} of {yuan(total)}" if 0 < due < total else yuan(total)
    assert details[1] == said, f"{details[1]} is not {said}"
    assert not wanted or any(f"Freight {yuan(freight)}" in line for line in details), f"no freight {yuan(freight)}"
    page = line_page(await lives.team.desk.line_pages.seen(OWNER, number), OWNER, now)
    assert as_read(page.total) == yuan(total), f"{page.total} on the page"
    assert not wanted or as_read(page.sums).endswith(f"Freight {yuan(freight)}"), page.sums
    groups = {group.number: group for group in page.groups if group.number}
    for each in every:
        group = groups[each.purchase.request.id]
        assert as_read(group.total) == yuan(each.total), f"{group.total} of #{each.name}"
        told = [line for line in group.lines if line.sum]
        goods = {entry.offer_id: entry.fen for book in each.counted for entry in book.held}
        if each.books and len(told) == len(goods) and not any(book.stale for book in each.counted):
            assert [as_read(line.sum) for line in told] == [yuan(fen) for fen in goods.values()]
    sums = sums_of(step.purchase)
    assert (sums.total, sums.freight, sums.due) == (total, freight, due)


async def headings_say(lives: Lives, number: int, every: Sequence[Told]) -> None:
    """“3 orders to be paid” names as many as are to be paid among those that it lists, and what they cost."""
    together = await _placed_together(lives.team, number)
    if not together:
        return
    step = await lives.step(number)
    words = {book.order_id: (told.word(book), book.total) for told in every for book in told.books}
    for told in together:
        shown = as_it_stands(told, step)
        lines = read(notice(shown, "en", lives.team.clock.now())).splitlines()
        left = [words[each.about.order_id][1] for each in told.told if words[each.about.order_id][0] == TO_PAY]
        counted = re.search(r"(one|\d+) orders? to be paid|(nothing more to be paid)", lines[0])
        assert counted is not None, lines[0]
        assert len(left) == (0 if counted[2] else 1 if counted[1] == "one" else int(counted[1])), lines[0]
        assert not left or yuan(sum(left)) in lines[1], f"{lines[1]} is not {yuan(sum(left))}"
        for each in told.told:
            assert any(yuan(words[each.about.order_id][1]) in line for line in lines[1:]), lines


async def _placed_together(team: Any, number: int) -> list[PlacedNotice]:
    from sqlmodel import select

    from storage.tables import OutboxRow

    async with team.ledger.read() as uow:
        rows = (await uow.session.exec(select(OutboxRow).where(OutboxRow.kind == "placed_together"))).all()
    found = [load(row.kind, row.payload) for row in rows]
    return [each for each in found if isinstance(each, PlacedNotice) and each.about.number == number]


View = Callable[[Lives, int, Sequence[Told]], Any]
VIEWS: tuple[View, ...] = (
    list_says, app_says, export_says, details_say, card_says, function_says, rows_say,
)  # fmt: skip
OF_ALL: tuple[View, ...] = (whole_says, headings_say)
