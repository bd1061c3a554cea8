"""The judge of R24 sees each wrong that it is there for."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.sandbox.app import PretendWorld
from bot.sandbox.world.deals import HERE, PretendOrder
from bot.sandbox.world.quoting import Wish
from bot.sandbox.world.refunding import REASONS
from tests.programmes.torture import after_judge
from tests.programmes.torture.after_judge import DEAD_END, GATES, Judge, words_done
from tests.programmes.torture.after_laws import (
    Kinds,
    Line,
    Money,
    Tallied,
    lacking,
    over_money,
    over_pieces,
    over_share,
    tallied,
)
from tests.programmes.torture.after_season import CREATE_REFUND, RECEIPT, Terms
from tests.programmes.torture.after_worker import APART, SEASONS_OF_A_TENTH, terms_of


@pytest.mark.parametrize(
    ("ordered", "counted", "have"),
    [
        (30, Tallied(28, 2), Kinds(0, 2, 28, 0)), (10, Tallied(8), Kinds(2, 0, 8, 0)),
        (10, Tallied(8, 0, 1), Kinds(1, 0, 8, 1)), (10, Tallied(10, 0, 3), Kinds(0, 0, 10, 0)),
        (10, Tallied(12), Kinds(0, 0, 12, 0)),
    ],
)  # fmt: skip
def test_what_a_line_lacks_comes_from_raw_counts_alone(ordered: int, counted: Tallied, have: Kinds) -> None:
    assert lacking(ordered, counted) == have


@pytest.mark.parametrize(
    ("claims", "new", "wrong"),
    [
        ([], Kinds(damaged=2), ""), ([Kinds(damaged=2)], Kinds(damaged=2), "4 damaged claimed of 2"),
        ([Kinds(damaged=2)], Kinds(good=28), ""), ([], Kinds(missing=1), "1 missing claimed of 0"),
        ([Kinds(good=28)], Kinds(good=1), "29 good claimed of 28"), ([Kinds(damaged=1)], Kinds(damaged=1), ""),
    ],
)  # fmt: skip
def test_a_claim_of_pieces_that_were_claimed_is_too_much(claims: list[Kinds], new: Kinds, wrong: str) -> None:
    assert over_pieces(30, Tallied(28, 2), claims, new) == wrong


def test_counts_that_grew_let_no_more_be_claimed_than_was_ordered() -> None:
    all_but_good = over_pieces(10, Tallied(8, 4), [Kinds(missing=2)], Kinds(damaged=1))
    all_of_it = over_pieces(10, Tallied(12), [Kinds(good=10)], Kinds(good=1))
    assert (all_but_good, all_of_it) == (
        "3 missing, damaged and wrong claimed of 2",
        "11 claimed of 10 ordered",
    )


@pytest.mark.parametrize(
    ("money", "new", "wrong"),
    [
        (Money(1000, 0, 0, 0), 1000, ""), (Money(1000, 300, 0, 0), 701, "1001 fen claimed of 1000 paid"),
        (Money(1000, 0, 400, 300), 600, ""), (Money(1000, 0, 300, 400), 601, "1001 fen claimed of 1000 paid"),
    ],
)  # fmt: skip
def test_more_money_than_was_paid_is_too_much(money: Money, new: int, wrong: str) -> None:
    assert over_money(money, new) == wrong


def test_goods_are_no_more_than_the_share_of_their_own_pieces() -> None:
    lines = [Line("1", 3, 1000)]
    two = {"1": Kinds(missing=2)}
    assert (over_share(lines, two, 667), over_share(lines, {}, 999)) == ("", "")
    assert over_share(lines, two, 668) == "668 fen of goods asked for pieces of 667"


def test_what_was_taken_back_or_settled_by_itself_is_not_counted() -> None:
    rows = [
        {"id": 1, "act": "11:a", "kind": "good", "pieces": 8, "entry_id": "1", "reverses": None},
        {"id": 2, "act": "11:b", "kind": "damaged", "pieces": 2, "entry_id": "1", "reverses": None},
        {"id": 3, "act": "back:2", "kind": "damaged", "pieces": 2, "entry_id": "1", "reverses": 2},
        {"id": 4, "act": "refund:TQ1", "kind": "damaged", "pieces": 1, "entry_id": "1", "reverses": None},
        {"id": 5, "act": "11:c", "kind": "closed", "pieces": 2, "entry_id": "1", "reverses": None},
    ]
    assert tallied(rows) == {"1": Tallied(8)}


def test_notes_that_the_history_has_as_done_are_those_that_1688_did_not_refuse() -> None:
    told, refused = {"kind": "told_seller", "facts": {}}, {"kind": "seller_refused", "facts": {"step": "told_seller"}}
    urged = {"kind": "urged_seller", "facts": "{}"}
    claimed = [{"kind": "note", "state": "done"}, {"kind": "note", "state": "unclear"}]
    assert words_done([told, told, refused, urged], []) == (1, 1)
    assert words_done([told, told], claimed) == (1, 0)


class Desk:
    """A season without a desk: the books are real, and our database is what a test says."""

    def __init__(self) -> None:
        self.world = PretendWorld(5)
        self.terms = Terms(0, 0, sub_account=False, in_team=False)
        self.wire = SimpleNamespace(before=None, after=None)
        self.told: list[dict[str, Any]] = []
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.ours = SimpleNamespace(rows=self._rows, peek=self._rows)
        season: Any = self
        self.judge = Judge(season)
        self.order = self._bought()
        self.entry = self.order.lines[0].sub_id

    async def _rows(self, query: str) -> list[dict[str, Any]]:
        return self.rows.get(query.split(" FROM ")[1].split(maxsplit=1)[0], [])

    def _bought(self) -> PretendOrder:
        world = self.world.world
        offer = next(each for each in world.offers.values() if each.kind == "plain" and not each.skus)
        (order,) = world.buy([Wish(offer.offer_id, None, 12)], world.home, "cross").orders
        world.book.pay(order)
        world.book.ship(order)
        return order

    def counts(self, good: int, damaged: int) -> None:
        """People counted so many."""
        self.rows["arrival"] = [
            {"id": at, "act": f"11:{at}", "kind": kind, "pieces": pieces, "entry_id": str(self.entry), "reverses": None}
            for at, (kind, pieces) in enumerate((("good", good), ("damaged", damaged)))
        ]

    async def asks(self, number: int, damaged: int, goods: int | None = None, state: str = "asked") -> None:
        """createRefund comes, for what our database claims."""
        line = self.order.lines[0]
        goods = line.amount_fen * damaged // 12 if goods is None else goods
        ask = {"pieces": {str(self.entry): [0, damaged, 0, 0]}, "goods": goods, "carriage": 0}
        self.rows["errand"] = [
            {"id": number, "kind": "refund", "state": state, "ask": ask, "refund_id": "", "entries": []}
        ]
        form = {"orderId": str(self.order.order_id), "orderEntryIds": f"[{self.entry}]"}
        assert self.wire.before is not None
        assert self.wire.after is not None
        await self.wire.before(CREATE_REFUND, form)
        refunds = self.world.world.book.refunds
        refunds.ask(self.order, {self.entry: 12}, goods, 0, HERE, REASONS[HERE][0])
        await self.wire.after(CREATE_REFUND, form)

    def paid(self) -> None:
        self.world.world.book.refunds.pay(self.order, self.order.refunds[-1])

    @property
    def broken(self) -> list[str]:
        return [gate for gate, _ in self.judge.wrong]


async def test_the_judge_sees_damaged_goods_that_are_asked_back_once_more() -> None:
    desk = Desk()
    desk.counts(10, 2)
    await desk.asks(1, 2)
    desk.paid()
    assert desk.broken == []
    await desk.asks(2, 2)
    assert desk.broken == ["I17 broken", "asked back twice"]


async def test_what_closed_without_money_may_be_asked_back_again() -> None:
    desk = Desk()
    desk.counts(10, 2)
    await desk.asks(1, 2)
    desk.world.world.book.refunds.close(desk.order, desk.order.refunds[0])
    await desk.asks(2, 2)
    assert desk.broken == []


async def test_the_judge_sees_what_the_site_was_asked_for() -> None:
    desk = Desk()
    desk.counts(10, 2)
    refund = desk.world.world.book.refunds.ask_on_site(desk.order, None, False, desk.entry, pieces=2)
    desk.judge.site_asked(refund, desk.order, {str(desk.entry): Kinds(damaged=2)})
    desk.paid()
    await desk.asks(1, 1)
    assert desk.broken == ["I17 broken", "asked back twice"]


async def test_the_judge_sees_a_second_sending_and_one_without_a_claim() -> None:
    desk = Desk()
    desk.counts(8, 4)
    await desk.asks(1, 1)
    await desk.asks(1, 1)
    await desk.asks(2, 1, state="done")
    assert desk.broken == ["sent twice", "sent without a claim"]


async def test_the_judge_sees_a_sum_above_what_its_pieces_cost() -> None:
    desk = Desk()
    desk.counts(10, 2)
    await desk.asks(1, 2, goods=desk.order.paid_fen + 1)
    assert desk.broken == ["I18 broken", "I18 broken"]


async def test_the_judge_sees_a_receipt_while_something_is_asked_back() -> None:
    desk = Desk()
    desk.counts(10, 2)
    form = {"orderId": str(desk.order.order_id)}
    assert desk.wire.before is not None
    await desk.wire.before(RECEIPT, form)
    before = desk.broken
    await desk.asks(1, 2)
    desk.rows["errand"] = []
    await desk.wire.before(RECEIPT, form)
    assert (before, desk.broken) == ([], ["I19 broken"])


async def test_at_the_end_each_history_is_compared_with_the_others() -> None:
    desk = Desk()
    desk.counts(10, 2)
    await desk.asks(1, 2)
    desk.paid()
    number = str(desk.order.order_id)
    desk.rows |= {
        "errand": [{"id": 1, "kind": "refund", "state": "done", "ask": None, "refund_id": "TQ9", "entries": []}],
        "event": [{"kind": "told_seller", "facts": {}}],
        "remote_order": [{"refunded_fen": 99_999_900}],
        "refund": [{"refund_id": "TQ9", "paid_fen": 1}],
        "parcel": [{"logistics_id": "another"}],
    }
    await desk.judge.at_the_end({number: 7})
    assert sorted(desk.broken) == sorted(
        ["done in the history and not at 1688"] * 2 + ["lies believed"] * 3 + ["untold"]
    )


async def test_whoever_was_told_after_it_happened_is_told() -> None:
    desk = Desk()
    await desk.asks(1, 0, goods=100)
    desk.paid()
    moment: datetime = desk.world.clock.now()
    desk.told = [{"kind": "refund_done", "request": 7, "at": moment.isoformat(), "chat": 1}]
    await desk.judge.at_the_end({str(desk.order.order_id): 7})
    assert after_judge.UNTOLD not in desk.broken


def test_every_gate_has_a_name_of_its_own() -> None:
    assert len({*GATES}) == len(GATES)
    assert DEAD_END in GATES


def test_a_tenth_has_each_clock_and_a_sub_account() -> None:
    tenth = [terms_of(number) for number in range(SEASONS_OF_A_TENTH)]
    every = [terms_of(number) for number in range(10 * SEASONS_OF_A_TENTH)]
    assert {abs(terms.apart) for terms in tenth} == {*APART}
    assert {terms.apart for terms in every} == {0, 3, -3, 30, -30, 300, -300}
    assert [sum(terms.sub_account for terms in some) for some in (tenth, every)] == [1, 10]
    assert {terms.in_team for terms in tenth} == {True, False}
