"""Lives of purchases, drawn at random, and what every place that tells of them must say by the pretend world's books.

A life is lived on a street (`Lives.live`), and `Lives.agree` holds each view against the books after each of its steps.
To try more: another act in `ACTS` and `Lives._acts`; another view as one more function in `VIEWS` or `OF_ALL`.
"""

import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from bot.cards.texts import catalogue as texts
from bot.desk.operations.exports import FIELDS, Bought, pages, table_rows
from bot.purchasing.exports import ExportRows
from bot.sandbox.actor import Player, SceneFailed, ShownMessage, as_read, post
from bot.sandbox.playing import Play, choose_all, insists
from bot.wiring.readers import reader
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_miniapp import AnnasPage

WAITS, OVER = "waitbuyerpay", "cancel"
ORDER_OF_STATES = (WAITS, "waitsellersend", "waitbuyerreceive", "success", OVER)
WORDS = {"waitsellersend": "paid", "waitbuyerreceive": "shipped", "success": "finished", OVER: "cancelled"}
PRICE, DO_NOT_PAY, TO_PAY = "price", "do_not_pay", "to_pay"
DEFERRED = 61
"""Seconds after which what waits for the same news of other orders is told."""

RISES = (Fraction(101, 100), Fraction(1018, 1000), Fraction(1019, 1000), Fraction(13, 10), Fraction(95, 100))
ONE = Fraction(1)
ACTS = (
    *(("reprice", rise) for rise in RISES), *[("agree", ONE)] * 3, ("decline", ONE), *[("pay", ONE)] * 5,
    *[("ship", ONE)] * 4, *[("receive", ONE)] * 3, ("refund", Fraction(1, 3)), ("refund", Fraction(1, 3)),
    ("refund", ONE), ("cancel", ONE), ("seller_cancel", ONE), ("expire", ONE),
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """One purchase: how many pieces of which goods, what goes wrong with them, and what happens to their orders."""

    goods: tuple[tuple[int, int], ...]
    split: bool
    left_out: bool
    moved: Fraction
    """By how much each price moved between the price that was shown and the order."""
    acts: tuple[tuple[str, int, Fraction], ...]


def drawn(seed: int) -> Life:
    """The life of that seed."""
    chance = random.Random(seed)
    goods = tuple((place, chance.randint(2, 9)) for place in chance.sample(range(6), chance.randint(1, 3)))
    acts = tuple((name, chance.randrange(6), by) for name, by in chance.choices(ACTS, k=chance.randint(4, 10)))
    several = len(goods) > 1
    moved = chance.choice((Fraction(1), Fraction(1), Fraction(101, 100), Fraction(12, 10), Fraction(9, 10)))
    return Life(goods, several and chance.random() < 0.3, several and chance.random() < 0.4, moved, acts)


@dataclass
class Books:
    """What the pretend world says of one request of ours: its orders, each as the control surface shows it."""

    number: int
    name: str
    state: str
    approved: int
    orders: list[dict[str, Any]] = field(default_factory=list)

    def word(self, order: dict[str, Any]) -> str:
        """What the chat calls the state of one of its orders."""
        if order["status"] == WAITS:
            if self.state == "pending":
                return PRICE
            return TO_PAY if self.state in ("approved", "closed") else DO_NOT_PAY
        return "closed" if order["status"] == OVER and order["paid_fen"] else WORDS[order["status"]]

    def costs(self, order: dict[str, Any]) -> bool:
        return self.word(order) not in ("cancelled", "closed", DO_NOT_PAY)

    @property
    def counted(self) -> list[dict[str, Any]]:
        """The orders that cost money; all of them if none does."""
        return [each for each in self.orders if self.costs(each)] or self.orders

    @property
    def total(self) -> int:
        return sum(each["total_fen"] for each in self.counted)

    @property
    def due(self) -> int:
        return sum(each["total_fen"] for each in self.counted if self.word(each) in (TO_PAY, PRICE))

    @property
    def refunded(self) -> int:
        return sum(each["refunded_fen"] for each in self.orders)

    @property
    def summary(self) -> str:
        """The state of the whole: that of the order furthest behind."""
        return self.word(min(self.orders, key=lambda each: ORDER_OF_STATES.index(each["status"])))

    @property
    def pieces(self) -> int:
        return sum(line["quantity"] for order in self.counted for line in order["lines"])


def yuan(fen: int) -> str:
    return f"¥ {fen / 100:,.2f}"


def label(word: str) -> str:
    """A state as the list words it."""
    return as_read(texts.say("en", f"state-{word.replace('_', '-')}"))


class Lives:
    """Lives purchases on a street, as one who asks and one who reads; of a team, or of Anna alone."""

    def __init__(self, street: Street, group: Group | None, page: AnnasPage) -> None:
        self.street, self.group, self.page = street, group, page
        self.reader: Player = group.cast.alone["Emil"] if group else street.anna
        self.done: list[str] = []
        """What happened in all lives so far."""

    async def books(self, number: int) -> list[Books]:
        """What the world says of a request and its parts, as far as something was ordered."""
        orders = {each["id"]: each for each in (await self.street.http.get("/sim/orders")).json()}
        ours = "SELECT order_id, request_id FROM remote_order WHERE checked != 'differs' ORDER BY order_id"
        held: dict[int, list[dict[str, Any]]] = {}
        for order_id, request_id in self.street.rows(ours):
            held.setdefault(request_id, []).append(orders[order_id])
        rows = self.street.rows(
            "SELECT id, part_of, part, state, json_extract(approved, '$.total')"
            f" FROM request WHERE {number} IN (id, part_of) ORDER BY id"
        )
        return [
            Books(one, f"{whole}/{part}" if whole else str(one), state, agreed, held[one])
            for one, whole, part, state, agreed in rows
            if one in held
        ]

    async def live(self, life: Life) -> int:
        """Ask, agree, and have everything happen; each view is held against the books after each step."""
        street, goods = self.street, await self._goods()
        wanted = [(goods[place], pieces) for place, pieces in life.goods]
        prices = {good["offer_id"]: good["price"] for good, _ in wanted}
        failing = {wanted[-1][0]["offer_id"]: "500_004"} if life.left_out else {}
        await street.market(split=life.split, fail=failing)
        number = await self._asks("\n".join(f"{good['link']} x{pieces}" for good, pieces in wanted), life, prices)
        for offer_id, price in prices.items():
            await post(street.http, f"/sim/goods/{offer_id}", {"price": price})
        await street.market(split=False, fail={})
        await self.agree(number, "it was ordered")
        for act, which, by in life.acts:
            if await self._acts(number, act, which, by):
                self.done.append(act)
                await self.agree(number, f"{act} {float(by):.3f} of order {which}")
        return number

    async def _goods(self) -> list[dict[str, Any]]:
        every = (await self.street.http.get("/sim/goods")).json()
        return [each for each in every if each["kind"] == "plain"]

    async def _asks(self, what: str, life: Life, prices: dict[str, str]) -> int:
        street = self.street
        number = int(street.rows("SELECT coalesce(max(id), 0) + 1 FROM request")[0][0])
        who = self.group.cast.here["Daria"] if self.group else street.anna
        await who.catches_up()
        await who.writes(what)
        yes = "ask for approval" if self.group else "buy now"
        play = Play(street.http, who, 0, street.said.append)
        card = await choose_all(play, who, await who.sees(f"#{number} "), "yes, still", "say why", yes)
        for offer_id, price in prices.items():
            moved = Fraction(price) * life.moved
            await post(street.http, f"/sim/goods/{offer_id}", {"price": f"{float(moved):.2f}"})
        await who.presses(card, yes, "yes, still")
        if self.group is None:
            if any("Buy now" in label for label in (await self._card(number)).labels):
                await insists(who, "ordered")
        else:
            await insists(who, f"#{number} · approval wanted")
            await self._votes(number, "Approve")
        await self._quiet(number)
        return number

    async def _votes(self, number: int, yes: str) -> None:
        assert self.group is not None
        await self.group.cast.here["Boris"].presses(await self._card(number), yes)

    async def _card(self, number: int) -> ShownMessage:
        found = await self.card(number)
        assert found is not None, f"#{number} has no card"
        return found

    def parts_of(self, number: int) -> int:
        """Into how many parts a request was split."""
        return int(self.street.rows(f"SELECT parts FROM request WHERE id = {number}")[0][0])

    async def everything(self) -> list[str]:
        """Every message of the bot in the reader's chat and, of a team, in its group."""
        told = await self.street.told("", person=self.reader.person)
        if self.group:
            boris = self.group.cast.here["Boris"].person
            told += await self.street.told("", person=boris, chat=self.group.cast.group)
        return [each.text for each in told]

    async def card(self, number: int) -> ShownMessage | None:
        """The card of a request as it stands, in the group or with Anna; None if it has none."""
        chat = self.group.cast.group if self.group else self.street.anna.person
        who = self.group.cast.here["Boris"].person if self.group else chat
        stored = self.street.rows(f"SELECT message_id FROM card WHERE request_id = {number} AND chat_id = {chat}")
        every = await self.street.told("", person=who, chat=chat if self.group else None)
        return next((each for each in every if stored and each.message_id == stored[0][0]), None)

    async def _quiet(self, number: int) -> None:
        """So much time passes that everything is known, and everything that is owed is told."""
        street = self.street
        await street.later(DEFERRED)

        async def same() -> bool:
            try:
                await street.agree()
            except AssertionError:
                return False
            back = {row["id"]: row["refunded_fen"] for row in (await street.ledger())["orders"]}
            known = dict(street.rows("SELECT order_id, refunded_fen FROM remote_order"))
            return back == known and not street.rows("SELECT 1 FROM attempt WHERE state IN ('ready', 'submitting')")

        await street.until(same, "our database tells the story of the books")
        await street.later(DEFERRED)

        async def told() -> bool:
            return not street.rows("SELECT 1 FROM outbox WHERE state IN ('due', 'sending')")

        await street.until(told, "everything that is owed is told")

    async def _acts(self, number: int, act: str, which: int, by: Fraction) -> bool:
        """Do it, if it can be done now; returns whether it was."""
        every = [(books, order) for books in await self.books(number) for order in books.orders]
        if not every:
            return False
        books, order = every[which % len(every)]
        if act in ("agree", "decline"):
            if not await self._answers(books, act):
                return False
        elif act not in order["actions"]:
            return False
        else:
            body = {"reprice": {"total_fen": int(order["total_fen"] * by)}, "refund": {}}.get(act, {})
            if act == "refund":
                rest = order["paid_fen"] - order["refunded_fen"]
                body = {"fen": max(1, int(rest * by))}
            await post(self.street.http, f"/sim/orders/{order['id']}/{act}", body)
        await self._quiet(number)
        return True

    async def _answers(self, books: Books, act: str) -> bool:
        """Say yes or no to a price that is asked about."""
        if books.state != "pending":
            return False
        card = await self._card(books.number)
        if self.group is None:
            if act == "decline":
                return False
            await self.street.anna.presses(card, "Agree to")
        elif act == "agree":
            await self._votes(books.number, "Approve")
        else:
            chen = self.group.cast.here["Chen"]
            await chen.catches_up()
            await chen.presses(card, "Decline")
            question = await chen.sees("Why not?", f"#{books.name}")
            await chen.writes("Too dear", reply_to=question.message_id)

        async def decided() -> bool:
            return not self.street.rows(f"SELECT 1 FROM request WHERE id = {books.number} AND state = 'pending'")

        await self.street.until(decided, "the answer counts")
        return True

    async def agree(self, number: int, when: str) -> None:
        """Every view says what the books say."""
        every = await self.books(number)
        views = [(view, books, books.name) for books in every for view in VIEWS]
        for view, said_of, name in [*views, *((view, every, str(number)) for view in OF_ALL)]:
            try:
                await view(self, said_of)  # type: ignore[operator]  # each is paired with what it is about
            except (AssertionError, SceneFailed) as error:
                raise AssertionError(f"#{name} after “{when}”: {view.__name__}: {error}") from error


async def list_says(lives: Lives, books: Books) -> None:
    """`/orders`: the state, what it costs, what is due of it, and what came back."""
    entry = await _entry(lives, books)
    assert entry.startswith(f"{label(books.summary)} · "), f"{entry!r} is not {books.summary}"
    _sums(entry, books)


def _sums(said: str, books: Books) -> None:
    assert yuan(books.total) in said, f"{said!r} does not say {yuan(books.total)}"
    if 0 < books.due < books.total:
        assert yuan(books.due) in said, f"{said!r} does not say that {yuan(books.due)} is due"
    if books.refunded:
        assert yuan(books.refunded) in said, f"{said!r} does not say that {yuan(books.refunded)} came back"


async def _entry(lives: Lives, books: Books) -> str:
    await lives.reader.catches_up()
    await lives.reader.writes("/orders")
    shown = await lives.reader.sees("Orders")
    await lives.reader.presses(shown, "All")
    shown = await lives.reader.sees("Orders · All")
    lines = [line.partition(f"#{books.name} · ") for line in as_read(shown.text).splitlines()]
    return next(said for _, found, said in lines if found)


async def app_says(lives: Lives, books: Books) -> None:
    """The table of the Mini App."""
    rows = (await lives.page.asks("orders?filter=all&many=1"))["rows"]
    row = next(each for each in rows if each["name"] == books.name)
    assert row["state"] == label(books.summary), f"{row['state']!r} is not {books.summary}"
    assert row["fen"] == books.total, f"{row['fen']} is not {books.total}"
    assert row["count"] == books.pieces, f"{row['count']} pieces are not {books.pieces}"
    _sums(as_read(row["sum"]), books)


async def export_says(lives: Lives, books: Books) -> None:
    """Both tables of the export."""
    async with reader(lives.street.settings) as ledger:
        every = [each async for page in pages(ledger, None, None) for each in page]
    mine = [each for each in every if each.request.id == books.number]
    orders = {row["order_id"]: row for each in mine for row in _rows(ExportRows.ORDERS, each)}
    assert set(orders) == {each["id"] for each in books.orders}
    lines = [row for each in mine for row in _rows(ExportRows.LINES, each)]
    for order in books.orders:
        told = orders[order["id"]]
        assert told["state"] == books.word(order), f"{told['state']!r} is not {books.word(order)}"
        for name in ("total_fen", "freight_fen", "refunded_fen"):
            assert told[name] == order[name], f"{name} {told[name]} is not {order[name]}"
        _lines([row for row in lines if row["order_id"] == order["id"]], order, books.word(order))


def _rows(what: ExportRows, bought: Bought) -> list[dict[str, Any]]:
    return [dict(zip(FIELDS[what], row, strict=True)) for row in table_rows(what, bought)]


def _lines(told: list[dict[str, Any]], order: dict[str, Any], word: str) -> None:
    """A price or sum that is told is that of the books; together the lines have the pieces of the order."""
    assert {row["state"] for row in told} == {word}
    assert sum(row["quantity"] for row in told) == sum(line["quantity"] for line in order["lines"])
    real = {(line["offer_id"], line["spec_id"] or ""): line for line in order["lines"]}
    for row in told:
        line = real.get((row["offer_id"], row["spec_id"]))
        if row["offer_id"] and line is None:
            raise AssertionError(f"offer {row['offer_id']} is not in the order")
        if line is not None and len(told) == len(real):
            assert row["quantity"] == line["quantity"]
            assert row["goods_fen"] in (None, line["amount_fen"]), f"goods {row['goods_fen']}, not {line['amount_fen']}"
        if line is not None and row["unit_price_fen"] is not None:
            assert row["unit_price_fen"] * line["quantity"] == line["amount_fen"], f"price {row['unit_price_fen']}"
    goods = [row["goods_fen"] for row in told]
    assert None in goods or sum(goods) == order["goods_fen"], f"goods {goods} are not {order['goods_fen']}"


async def details_say(lives: Lives, books: Books) -> None:
    """*Details*, in the chat and word for word in the Mini App: state, sums, prices and freight as ordered."""
    said, page = await _both_details(lives, books)
    assert f"#{books.name} · {label(books.summary)}" in said.splitlines()[0], f"{said.splitlines()[0]!r}"
    for order in books.orders:
        assert order["id"] in said, f"order {order['id']} is missing"
        if books.word(order) != DO_NOT_PAY:
            assert yuan(order["total_fen"]) in said, f"{yuan(order['total_fen'])} of an order is missing"
    freight = sum(each["freight_fen"] for each in books.counted)
    assert f"Freight {yuan(freight)}" in said, f"the freight is {yuan(freight)}, not as in {said!r}"
    _prices(said, books)
    other = [both for both in zip_longest(page, said.splitlines()) if both[0] != both[1]]
    assert not other, f"the Mini App and the chat say it differently: {other}"


async def _both_details(lives: Lives, books: Books) -> tuple[str, list[str]]:
    """What the chat says and the lines of the Mini App, both of one moment: no look at 1688 ended between them."""
    looks = (
        "SELECT value FROM fact WHERE name = 'run:list' UNION ALL"
        f" SELECT looked_at FROM remote_order WHERE request_id = {books.number}"
    )
    both: list[tuple[str, list[str]]] = []

    async def undisturbed() -> bool:
        before = lives.street.rows(looks)
        await lives.reader.catches_up()
        await lives.reader.writes(f"/order {books.name}")
        shown = await lives.reader.sees(f"#{books.name} · ", "What happened")
        page = (await lives.page.asks(f"orders/{books.number}"))["lines"]
        both.append((as_read(shown.text), [as_read(line) for line in page]))
        return lives.street.rows(looks) == before

    await lives.street.until(undisturbed, "no look at 1688 ended while both were asked for the details")
    return both[-1]


def _prices(said: str, books: Books) -> None:
    """The price of a piece, from the cheapest to the dearest; else what all pieces cost."""
    amounts: dict[Any, list[int]] = {}
    for line in (line for order in books.counted for line in order["lines"]):
        amounts.setdefault((line["offer_id"], line["spec_id"]), []).extend([line["amount_fen"], line["quantity"]])
    each = sorted({Fraction(sum(both[::2]), sum(both[1::2])) for both in amounts.values()})
    told = re.search(r"(¥ [\d.,]+(?: – ¥ [\d.,]+)?) each|Goods (¥ [\d.,]+)", said)
    assert told is not None, f"no price in {said!r}"
    if told[1] is None:
        assert told[2] == yuan(sum(order["goods_fen"] for order in books.counted)), f"{told[2]} for all"
    else:
        ends = dict.fromkeys((each[0], each[-1]))
        assert told[1] == " – ".join(yuan(int(one)) for one in ends), f"{told[1]} is not {ends}"


async def card_says(lives: Lives, books: Books) -> None:
    """The card of the request: what its orders cost and are."""
    shown = await lives.card(books.number)
    if shown is None:
        return
    said = as_read(shown.text)
    head = said.splitlines()[0]
    if books.state == "pending":
        assert "the price of the order was raised" in head, f"{head!r} of a price that is asked about"
        whole, now = books.approved, sum(each["total_fen"] for each in books.orders if each["status"] != OVER)
        percent = Fraction(abs(now - whole) * 1000, whole)
        assert f"{yuan(whole)} agreed → {yuan(now)}" in said, f"no rise from {yuan(whole)} to {yuan(now)} in {said!r}"
        assert f", +{round(percent) / 10:.1f} %" in said, f"not +{float(percent) / 10} % in {said!r}"
        return
    if len(books.orders) == 1:
        (order,) = books.orders
        assert HEADS[books.word(order)] in head, f"{head!r} of an order that is {books.word(order)}"
    else:
        counted = len(books.counted)
        assert f"ordered, {counted} order{'s' * (counted > 1)} on 1688" in head, f"{head!r} of {counted} orders"
        assert yuan(books.total) in said.splitlines()[:6][-1] or yuan(books.total) in said, f"no {yuan(books.total)}"
    for order in books.orders:
        if books.word(order) != DO_NOT_PAY or len(books.orders) > 1:
            assert yuan(order["total_fen"]) in said, f"{yuan(order['total_fen'])} is missing on {said!r}"


HEADS = {
    TO_PAY: "ordered, to be paid", DO_NOT_PAY: "do not pay", "paid": "paid", "shipped": "shipped",
    "finished": "finished", "cancelled": "closed", "closed": "closed",
}  # fmt: skip


async def whole_says(lives: Lives, every: list[Books]) -> None:
    """The card, the details and the page of all sellers' parts: what counts of them, and what that costs."""
    parts = [each for each in every if each.name != str(each.number)]
    if not parts:
        return
    whole = parts[0].name.partition("/")[0]
    total = sum(order["total_fen"] for each in parts for order in each.counted if each.costs(order))
    done, of = sum(any(map(each.costs, each.orders)) for each in parts), lives.parts_of(int(whole))
    shown = await lives.card(int(whole))
    page = await lives.page.asks(f"baskets/{whole}")
    for said in [as_read(shown.text)] if shown is not None else []:
        heads = {of: f"ordered from {of} sellers", 0: "nothing is ordered any more"}
        assert heads.get(done, f"ordered from {done} of {of} sellers") in said.splitlines()[0], said.splitlines()[0]
        assert yuan(total) in said.splitlines()[1], f"{said.splitlines()[1]!r} is not {yuan(total)}"
    assert as_read(page["total"]) == yuan(total), f"{page['total']} on the page, not {yuan(total)}"
    groups = {group["number"]: group for group in page["groups"] if group["number"]}
    for each in parts:
        group = groups[each.number]
        assert as_read(group["total"]) == yuan(each.total)
        assert as_read(group["state"]).startswith(label(each.summary))
        real = {line["title"]: line for order in each.counted for line in order["lines"]}
        titles = [offer["link"] for offer in page["offers"]]
        for line in group["lines"]:
            ours = [one for one in real.values() if one["offer_id"] in titles[line["offer"]]]
            if len(ours) == 1 and len(each.counted) == 1 and line["sum"]:
                assert as_read(line["sum"]) == yuan(ours[0]["amount_fen"]), f"{line['sum']} on the page"


async def headings_count(lives: Lives, every: list[Books]) -> None:
    """“3 orders to be paid” names as many as are to be paid among those that it lists."""
    words = {order["id"]: books.word(order) for books in every for order in books.orders}
    for said in await lives.everything():
        found = re.search(r"#\d+ · (?:(one|\d+) orders? to be paid|(nothing more to be paid))", said.splitlines()[0])
        named = [word for order_id, word in words.items() if order_id in said]
        if found is not None and named:
            count = 0 if found[2] else 1 if found[1] == "one" else int(found[1])
            assert count == named.count(TO_PAY), f"{said.splitlines()[0]!r} of {named}"


VIEWS: tuple[Callable[[Lives, Books], Awaitable[None]], ...] = (
    list_says, app_says, export_says, details_say, card_says,
)  # fmt: skip
OF_ALL: tuple[Callable[[Lives, list[Books]], Awaitable[None]], ...] = (whole_says, headings_count)
