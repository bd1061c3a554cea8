"""What was asked back once stays claimed: by pieces and by money, whatever 1688 shows and people count later."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from bot.purchasing import asking_back, claims
from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, first_ask, fits, most_goods
from bot.purchasing.claims import (
    NO_PIECES,
    Balance,
    Claim,
    ClaimKind,
    ClaimState,
    Pieces,
    RawCount,
    lacking_of,
    raw_counts,
)
from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderLine, OrderState
from tests.purchasing.balances import AT, balance, claim, counts

OPEN, PAID, CLOSED = ClaimState
CUPS = OrderLine("600000000001", None, 30, entry_id="11", share=Fen(37_500))
LIDS = OrderLine("600000000002", None, 10, entry_id="12", share=Fen(5_000))
DAMAGED = claim(1, goods=2_500, pieces={"11": Pieces(damaged=2)}, errand_id=5, refund_id="TQ1")


def of(good: int, damaged: int, wrong: int, *claims: Claim, **sums: int) -> Balance:
    """The balance of 30 cups of which so many were counted."""
    return balance([CUPS], counts({"11": RawCount(good, damaged, wrong)}), claims, **sums)


def both(*claims: Claim, lines: tuple[OrderLine, ...] = (CUPS, LIDS), **sums: int) -> Balance:
    """The balance of cups and lids of which nobody counted any."""
    return balance(lines, (), claims, **sums)


# Law 1: pieces.


@pytest.mark.parametrize("state", [OPEN, PAID])
@pytest.mark.parametrize("back", [False, True])
def test_two_damaged_that_were_asked_back_are_never_asked_back_again(state: ClaimState, back: bool) -> None:
    now = of(28, 2, 0, replace(DAMAGED, state=state, back=back, sent_back=back))
    assert now.short == {}
    assert now.able == {"11": Pieces(good=28)}
    ask = first_ask(OrderState.SHIPPED, now)
    assert ask.pieces == {}
    assert not fits(ask, now)
    assert not now.allows({"11": Pieces(damaged=1)})
    assert not fits(RefundAsk(GoodsStatus.HERE, {"11": Pieces(damaged=2)}), now)


@pytest.mark.parametrize("state", [OPEN, PAID])
def test_the_same_holds_of_wrong_pieces(state: ClaimState) -> None:
    wrong = replace(DAMAGED, state=state, pieces={"11": Pieces(wrong=2)})
    now = of(28, 0, 2, wrong)
    assert first_ask(OrderState.SHIPPED, now).pieces == {}
    for again in (Pieces(wrong=1), Pieces(missing=1), Pieces(damaged=1)):
        assert not now.allows({"11": again})


def test_once_the_missing_are_settled_nothing_good_is_filled_in() -> None:
    missing = claim(1, state=PAID, goods=2_500, pieces={"11": Pieces(missing=2)})
    now = of(28, 0, 0, missing)
    assert first_ask(OrderState.SHIPPED, now).pieces == {}
    back = first_ask(OrderState.SHIPPED, now, back=True)
    assert back.pieces == {"11": Pieces(good=28)}
    assert fits(back, now)


def test_a_refund_that_closed_frees_its_pieces_and_its_money() -> None:
    closed = replace(DAMAGED, state=CLOSED, carriage=Fen(100))
    now = of(28, 2, 0, closed, freight=800)
    free = of(28, 2, 0, freight=800)
    assert (now.able, now.left, now.carriage_left, now.open_claims) == (free.able, free.left, 800, ())
    assert now.lines["11"].money == 0


@pytest.mark.parametrize("state", [OPEN, PAID])
def test_what_was_sent_back_goes_back_once(state: ClaimState) -> None:
    now = of(28, 2, 0, replace(DAMAGED, state=state, back=True, sent_back=True))
    assert now.lines["11"].can_go_back == Pieces(good=28)
    assert not fits(RefundAsk(GoodsStatus.HERE, {"11": Pieces(damaged=1)}, back=True), now)


def test_the_money_of_goods_that_went_back_or_got_lost_there_is_asked_again_once_their_refund_closed() -> None:
    lost = replace(DAMAGED, state=CLOSED, back=True, sent_back=True)
    now = of(28, 2, 0, lost)
    again = RefundAsk(GoodsStatus.HERE, {"11": Pieces(damaged=2)})
    assert fits(again, now)
    assert most_goods(again, now) == 2_500
    assert not fits(replace(again, back=True), now), "they are not here to be sent back"
    assert fits(replace(again, back=True), of(28, 2, 0, replace(lost, sent_back=False)))


def test_what_is_lacking_comes_of_the_raw_counts_alone() -> None:
    for ordered, counted, lacking in (
        (30, RawCount(), Pieces(30)),
        (30, RawCount(28, 2), Pieces(0, 2, 28)),
        (30, RawCount(20, 2, 3), Pieces(5, 2, 20, 3)),
        (30, RawCount(27, 2, 9), Pieces(0, 2, 27, 1)),
        (30, RawCount(33, 2, 9), Pieces(0, 2, 33, 0)),
        (1, RawCount(0, 5, 5), Pieces(0, 5, 0, 0)),
    ):
        assert lacking_of(ordered, counted) == lacking


def test_counts_that_were_taken_back_or_that_refunds_made_are_none() -> None:
    good, damaged, wrong = counts({"11": RawCount(5, 3, 2)})
    taken_back = replace(good, id=4, reverses=good.id)
    by_refund = replace(damaged, id=5, act="refund:TQ1", pieces=9)
    of_another = replace(good, id=6, entry_id="99")
    settled = replace(good, id=7, kind=ArrivalKind.CANCELLED, pieces=20)
    again = replace(good, id=8, pieces=7)
    every: list[Arrival] = [good, damaged, wrong, taken_back, by_refund, of_another, settled, again]
    assert raw_counts([CUPS, LIDS], every) == {"11": RawCount(7, 3, 2), "12": RawCount()}


@pytest.mark.parametrize(
    ("pieces", "allowed"),
    [
        (Pieces(missing=3), True),
        (Pieces(missing=4), False),
        (Pieces(damaged=2), True),
        (Pieces(damaged=3), False),
        (Pieces(good=24), True),
        (Pieces(good=25), False),
        (Pieces(wrong=1), True),
        (Pieces(wrong=2), False),
        (Pieces(3, 2, 24, 1), True),
        (Pieces(missing=-1), False),
        (Pieces(missing=-1, good=1), False),
        (Pieces(), True),
    ],
)
def test_no_more_than_what_lacks_of_each_kind(pieces: Pieces, allowed: bool) -> None:
    assert of(24, 2, 1).lines["11"].allows(pieces) is allowed


def test_bad_pieces_are_never_more_than_what_was_ordered_and_is_not_good() -> None:
    late = claim(1, state=PAID, pieces={"11": Pieces(missing=3)})
    line = of(27, 3, 0, late).lines["11"]  # the three came, damaged
    assert (line.able, line.first, line.allows(Pieces(damaged=1))) == (Pieces(good=27), NO_PIECES, False)
    assert line.allows(Pieces(good=27))
    some = of(26, 4, 0, late).lines["11"]
    assert (some.able, some.first) == (Pieces(0, 1, 26), Pieces(damaged=1))
    assert (some.allows(Pieces(damaged=1)), some.allows(Pieces(damaged=2))) == (True, False)


def test_of_what_came_anew_no_more_is_asked_first_than_is_left() -> None:
    late = claim(1, state=PAID, pieces={"11": Pieces(damaged=4)})
    line = of(20, 5, 3, late).lines["11"]
    assert line.able == Pieces(2, 1, 20, 3)
    assert line.first == Pieces(2, 1, 0, 3)
    crowded = of(20, 1, 3, replace(late, pieces={"11": Pieces(missing=5)})).lines["11"]
    assert crowded.able == Pieces(1, 1, 20, 3)
    assert crowded.first == Pieces(1, 1, 0, 3)
    full = of(20, 1, 3, replace(late, pieces={"11": Pieces(missing=8)})).lines["11"]
    assert full.able == Pieces(0, 1, 20, 2)
    assert full.first == Pieces(damaged=1, wrong=1)


def test_if_people_counted_anew_what_was_claimed_no_more_is_asked_first_than_is_left_of_all_kinds() -> None:
    counted_anew = claim(1, state=PAID, pieces={"11": Pieces(wrong=5)})
    line = of(24, 2, 2, counted_anew).lines["11"]  # two are missing, and one of all the bad ones is left
    assert line.able == Pieces(missing=1, damaged=1, good=24)
    assert line.first == Pieces(missing=1)
    damaged = of(24, 2, 2, replace(counted_anew, pieces={"11": Pieces(damaged=5)})).lines["11"]
    assert damaged.able == Pieces(missing=1, good=24, wrong=1)
    assert damaged.first == Pieces(missing=1)


def test_all_pieces_together_are_never_more_than_were_ordered() -> None:
    wrong_way = claim(1, state=PAID, pieces={"11": Pieces(good=25)})
    now = of(25, 0, 0, replace(wrong_way, pieces={"11": Pieces(missing=20)})).lines["11"]
    assert now.able == Pieces(good=10)
    assert (now.allows(Pieces(good=10)), now.allows(Pieces(good=11))) == (True, False)
    assert of(25, 0, 0, wrong_way).lines["11"].able == Pieces(missing=5)


def test_surplus_that_came_good_leaves_nothing_bad() -> None:
    now = of(31, 2, 4)
    assert now.able == {"11": Pieces(good=30)}
    assert now.short == {}


def test_several_lines_are_asked_for_at_once_only_if_each_can_be() -> None:
    now = both()
    assert now.allows({"11": Pieces(3), "12": Pieces(10)})
    assert not now.allows({"11": Pieces(3), "12": Pieces(11)})
    assert not now.allows({"11": Pieces(3), "12": NO_PIECES})
    assert not now.allows({"11": Pieces(3), "13": Pieces(1)})
    assert not now.allows({})
    assert now.short == {"11": Pieces(30), "12": Pieces(10)}
    gone = both(lines=(CUPS, replace(LIDS, state=LineState.REFUNDED)))
    assert gone.able == {"11": Pieces(30)}


def test_pieces_are_told_by_kind() -> None:
    pieces = Pieces(1, 2, 3, 4)
    assert (pieces.here, pieces.bad, pieces.all) == (9, 7, 10)
    assert pieces.plus(Pieces(1, 1, 1, 1)) == Pieces(2, 3, 4, 5)
    assert pieces.less(Pieces(2, 1, 3, 0)) == Pieces(0, 1, 0, 4)
    assert pieces.within(Pieces(1, 2, 3, 4))
    assert not pieces.within(Pieces(1, 2, 2, 9))


# Law 2: money.


def test_of_less_than_was_asked_the_rest_is_left_and_is_that_refund_s() -> None:
    less = replace(DAMAGED, state=PAID, goods=Fen(1_000))
    now = of(28, 2, 0, less)
    assert now.paid_less == (less,)
    assert now.rest_of(less) == 1_500
    rest = RefundAsk(GoodsStatus.HERE, less.pieces, kind=ClaimKind.REST, rest_of=1)
    assert most_goods(rest, now) == 1_500
    assert most_goods(replace(rest, rest_of=2), now) == 0
    assert of(28, 2, 0, replace(less, goods=Fen(2_499))).paid_less, "one fen is a rest too"
    assert of(28, 2, 0, replace(less, state=OPEN)).paid_less == (), "it may still be paid whole"
    assert of(28, 2, 0, replace(DAMAGED, state=PAID)).paid_less == ()
    amount = replace(less, kind=ClaimKind.AMOUNT, pieces={}, entries=("11",))
    assert of(28, 2, 0, amount).paid_less == ()


@pytest.mark.parametrize(("state", "goods", "left"), [(OPEN, 900, 600), (PAID, 1_500, 0), (CLOSED, 900, 1_500)])
def test_a_rest_is_asked_for_once(state: ClaimState, goods: int, left: int) -> None:
    less = replace(DAMAGED, state=PAID, goods=Fen(1_000))
    rest = claim(2, ClaimKind.REST, state, goods=goods, entries=("11",), rest_of=1)
    another = claim(3, ClaimKind.REST, OPEN, goods=100, entries=("11",), rest_of=9)
    now = of(28, 2, 0, less, rest, another)
    assert now.rest_of(less) == left
    assert now.able == {"11": Pieces(good=28)}, "it claims the pieces no second time"


def test_a_rest_is_no_more_than_what_is_left_of_its_lines_and_of_the_order() -> None:
    less = claim(1, state=PAID, goods=1_000, pieces={"12": Pieces(missing=10)})
    assert both(less).rest_of(less) == 4_000
    discount = claim(2, ClaimKind.COMPENSATION, PAID, goods=3_500, entries=("12",))
    assert both(less, discount).rest_of(less) == 500
    assert both(less, back=42_000).rest_of(less) == 500
    unknown = (replace(CUPS, share=None), replace(LIDS, share=None))
    assert both(less, lines=unknown, paid=42_500).rest_of(less) == 0
    assert both(less, lines=(CUPS,)).rest_of(less) == 0


def test_the_rest_of_several_lines_is_of_their_pieces() -> None:
    less = claim(1, state=PAID, goods=0, pieces={"11": Pieces(damaged=2), "12": Pieces(missing=10)})
    rest = claim(2, ClaimKind.REST, OPEN, goods=7_500, entries=("11", "12"), rest_of=1)
    money = {entry_id: line.money for entry_id, line in both(less, rest).lines.items()}
    assert money == {"11": 2_500, "12": 5_000}


def test_a_refund_is_never_of_more_than_the_share_of_its_pieces() -> None:
    now = both(freight=500)
    assert [now.lines[entry_id].share for entry_id in ("11", "12")] == [37_059, 4_941]
    assert now.goods_of({"11": Pieces(missing=2)}) == 2_471
    assert now.goods_of({"11": Pieces(missing=2), "12": Pieces(damaged=1)}) == 2_471 + 494
    assert now.goods_of({}) == 0


def test_a_half_fen_is_rounded_down_so_that_the_parts_are_never_more_than_the_whole() -> None:
    line = replace(CUPS, quantity=2, share=Fen(25))
    now = balance([line], (), ())
    assert [now.lines["11"].share_of(n) for n in (0, 1, 2)] == [0, 12, 25]
    thirds = balance([replace(CUPS, quantity=3, share=Fen(5))], (), ())
    assert [thirds.lines["11"].share_of(n) for n in (1, 2, 3)] == [2, 3, 5]


def test_what_runs_and_what_came_back_are_never_more_than_what_was_paid() -> None:
    paid = claim(1, state=PAID, goods=20_000, pieces={"11": Pieces(missing=16)})
    runs = claim(2, goods=10_000, pieces={"11": Pieces(missing=8)})
    now = both(paid, runs)
    assert (now.running, now.back, now.left) == (10_000, 20_000, 12_500)
    assert now.lines["11"].money_left == 7_500
    assert now.goods_of({"11": Pieces(missing=6)}) == 7_500
    assert both(paid, runs, back=19_000).left == 12_500
    assert both(paid, runs, back=25_000).left == 7_500
    assert both(paid, runs, back=99_999_900).left == 0
    assert both(runs, back=99_999_900).back == 42_500, "more than was paid is not believed"
    assert both(paid, runs, paid=25_000).left == 0


def test_a_line_of_which_1688_tells_no_share_is_bound_by_the_order_alone() -> None:
    lines = (replace(CUPS, share=None), replace(LIDS, share=None))
    paid = claim(1, state=PAID, goods=20_000, pieces={"11": Pieces(missing=16)})
    now = both(paid, lines=lines, paid=42_500)
    assert now.lines["11"].share_of(3) is None
    assert now.lines["11"].money_left is None
    assert now.goods_of({"11": Pieces(missing=1)}) == 22_500
    assert now.goods_left(["11"]) == 22_500
    assert now.goods_of({"13": Pieces(missing=1)}) == 22_500
    assert now.allows({"11": Pieces(missing=14)})
    assert not now.allows({"11": Pieces(missing=15)})


def test_of_a_line_whose_money_all_came_back_nothing_more_can_be_asked() -> None:
    now = both(claim(1, ClaimKind.COMPENSATION, PAID, goods=5_001, entries=("12",), refund_id="TQ1"))
    assert now.allows({"12": Pieces(missing=1)}), "its pieces were not claimed"
    assert (now.lines["12"].money_left, now.goods_of({"12": Pieces(missing=10)})) == (0, 0)
    assert now.left > 0


def test_an_agreed_sum_is_bound_by_what_is_left_of_its_lines_and_of_the_order() -> None:
    runs = claim(1, goods=4_000, entries=("12",), kind=ClaimKind.AMOUNT)
    ask = RefundAsk(GoodsStatus.HERE, {}, kind=ClaimKind.AMOUNT, of_lines={"12": 10})
    assert most_goods(ask, both(runs)) == 1_000
    assert most_goods(replace(ask, of_lines={"11": 30, "12": 10}), both(runs)) == 38_500
    assert most_goods(ask, both(runs, back=38_000)) == 500
    assert both(runs).short == {"11": Pieces(30), "12": Pieces(10)}, "it names no pieces"


def test_the_carriage_is_the_order_s_and_goes_back_once() -> None:
    pieces = claim(1, goods=2_500, carriage=300, pieces={"11": Pieces(missing=2)})
    now = both(pieces, freight=800)
    assert (now.carriage_claimed, now.carriage_left) == (300, 500)
    assert both(pieces, freight=800, back=39_600).carriage_left == 100
    assert both(replace(pieces, carriage=Fen(900)), freight=800).carriage_left == 0


def test_goods_of_a_line_are_not_lessened_by_carriage_that_came_back_with_them() -> None:
    """1688's sum of what came back of a line holds its part of the carriage."""
    half = claim(1, state=PAID, goods=2_500, carriage=500, pieces={"12": Pieces(missing=5)})
    line = replace(LIDS, share=Fen(5_500), refunded=Fen(3_000))
    now = balance([line], (), [half], freight=500, back=3_000)
    assert now.goods_of({"12": Pieces(missing=5)}) == 2_500


def test_a_refund_of_the_site_for_the_carriage_alone_is_carriage_and_no_goods() -> None:
    site = claim(1, ClaimKind.CARRIAGE, PAID, goods=800, refund_id="TQ1", entries=("12",), answered_by=7)
    now = both(site, freight=800)
    assert (site.for_carriage, site.for_goods) == (800, 0)
    assert (now.carriage_left, now.lines["12"].money, now.left) == (0, 0, 41_700)


def test_a_compensation_of_the_site_claims_no_pieces_and_its_money_counts() -> None:
    site = claim(1, ClaimKind.COMPENSATION, PAID, goods=1_000, refund_id="TQ1", entries=("12",), answered_by=7)
    now = both(site)
    assert now.able == {"11": Pieces(30), "12": Pieces(10)}
    assert now.goods_of({"12": Pieces(missing=10)}) == 4_000
    assert (site.kind.without_pieces, ClaimKind.AMOUNT.without_pieces) == (True, False)


def test_money_without_pieces_is_of_the_lines_that_it_touches_by_what_was_paid_for_them() -> None:
    discount = claim(1, ClaimKind.COMPENSATION, PAID, goods=850, refund_id="TQ1")
    assert {entry_id: line.money for entry_id, line in both(discount).lines.items()} == {"11": 750, "12": 100}
    lids = replace(discount, entries=("12",))
    assert {entry_id: line.money for entry_id, line in both(lids).lines.items()} == {"11": 0, "12": 850}


def test_money_that_no_refund_names_is_of_the_lines_of_which_1688_says_so() -> None:
    unlisted = claim(1, ClaimKind.COMPENSATION, PAID, goods=1_000, answered_by=7)
    lines = (replace(CUPS, refunded=Fen(100)), replace(LIDS, refunded=Fen(900)))
    money = {entry_id: line.money for entry_id, line in both(unlisted, lines=lines).lines.items()}
    assert money == {"11": 100, "12": 900}
    known = replace(unlisted, kind=ClaimKind.PIECES, pieces={"12": Pieces(missing=2)}, entries=("12",))
    money = {entry_id: line.money for entry_id, line in both(known, lines=lines).lines.items()}
    assert money == {"11": 0, "12": 1_000}


# Whose pieces nobody knows.

SITE = claim(1, ClaimKind.UNKNOWN, PAID, goods=5_000, entries=("12",), refund_id="TQ1")


@pytest.mark.parametrize("state", [OPEN, PAID])
@pytest.mark.parametrize(("goods", "carriage"), [(5_000, 0), (5_000, 70)])
def test_a_refund_of_the_site_that_equals_the_share_of_its_line_is_for_all_of_it(
    state: ClaimState, goods: int, carriage: int
) -> None:
    now = both(replace(SITE, state=state, goods=Fen(goods), carriage=Fen(carriage)))
    assert now.unanswered == ()
    assert now.able == {"11": Pieces(30)}
    assert not now.allows({"12": Pieces(missing=1)})
    counted = balance([CUPS, LIDS], counts({"12": RawCount(8, 2)}), [replace(SITE, state=state)])
    assert counted.lines["12"].able == NO_PIECES


def test_one_that_equals_the_whole_order_is_for_all_of_it() -> None:
    for goods, carriage, entries in ((42_000, 500, ()), (42_500, 0, ("11", "12")), (42_000, 0, ())):
        whole = replace(SITE, goods=Fen(goods), carriage=Fen(carriage), entries=entries)
        now = both(whole, freight=500)
        assert (now.unanswered, now.able) == ((), {})
    with_gift = both(replace(SITE, entries=()), lines=(replace(CUPS, share=Fen(0)), LIDS))
    assert (with_gift.unanswered, with_gift.able) == ((), {}), "the gift goes with what was paid for"
    a_fen = both(replace(SITE, goods=Fen(1)), lines=(CUPS, replace(LIDS, share=Fen(1))))
    assert (a_fen.unanswered, a_fen.able) == ((), {"11": Pieces(30)})
    a_line = both(replace(SITE, goods=Fen(4_941 + 500)), freight=500)
    assert a_line.unanswered, "of a part of the order the carriage is not known"


@pytest.mark.parametrize("goods", [4_999, 5_001, 2_500, 0])
def test_any_other_sum_is_in_question_and_nothing_of_its_line_is_asked_until_then(goods: int) -> None:
    unknown = replace(SITE, goods=Fen(goods))
    now = both(unknown)
    assert now.unanswered == (unknown,)
    assert now.lines["12"].in_question == (unknown,)
    assert (now.able, now.short) == ({"11": Pieces(30)}, {"11": Pieces(30)})
    assert not now.allows({"11": Pieces(1), "12": Pieces(1)})
    closed = both(replace(unknown, state=CLOSED))
    assert (closed.unanswered, closed.able) == ((), {"11": Pieces(30), "12": Pieces(10)})


def test_without_a_share_or_for_nothing_it_is_in_question() -> None:
    no_share = (CUPS, replace(LIDS, share=None))
    assert both(SITE, lines=no_share).unanswered
    free = (CUPS, replace(LIDS, share=Fen(0)))
    assert both(replace(SITE, goods=Fen(0)), lines=free).unanswered
    assert both(replace(SITE, entries=("99",))).unanswered


@pytest.mark.parametrize("kind", [ClaimKind.PIECES, ClaimKind.CARRIAGE, ClaimKind.COMPENSATION])
def test_what_a_person_said_stays_said(kind: ClaimKind) -> None:
    said: Mapping[str, Pieces] = {"12": Pieces(missing=3)} if kind is ClaimKind.PIECES else {}
    now = both(replace(SITE, kind=kind, pieces=said, answered_by=7, answered_at=AT))
    assert now.unanswered == ()
    assert now.lines["12"].able == Pieces(10).less(said.get("12", NO_PIECES))


def test_what_runs_is_known_until_it_ends() -> None:
    runs = replace(DAMAGED, state=OPEN)
    paid = replace(DAMAGED, id=2, state=PAID)
    closed = replace(DAMAGED, id=3, state=CLOSED)
    assert of(20, 9, 0, runs, paid, closed).open_claims == (runs,)
    assert (runs.from_site, SITE.from_site) == (False, True)
    assert (runs.touches("11"), runs.touches("12"), replace(runs, entries=()).touches("12")) == (True, False, True)


def test_money_that_no_refund_names_is_what_the_others_do_not_explain() -> None:
    named = claim(2, state=PAID, goods=700, carriage=200, pieces={"11": Pieces(1)}, refund_id="TQ2")
    unlisted = claim(1, ClaimKind.UNKNOWN, PAID, goods=400, entries=("11", "12"))
    lines = (replace(CUPS, refunded=Fen(1_000)), replace(LIDS, refunded=Fen(300)))
    money = {entry_id: line.money for entry_id, line in both(unlisted, named, lines=lines, freight=200).lines.items()}
    assert money == {"11": 700 + 100, "12": 300}
    untold = {entry_id: line.money for entry_id, line in both(unlisted, named).lines.items()}
    assert untold == {"11": 700 + 352, "12": 48}


def test_what_may_have_been_carriage_is_not_asked_for_as_carriage_until_a_person_says_what_it_was() -> None:
    question = claim(1, ClaimKind.UNKNOWN, PAID, goods=500, entries=("12",), refund_id="TQ1")
    assert both(question, freight=800).carriage_left == 300
    assert both(replace(question, kind=ClaimKind.COMPENSATION), freight=800).carriage_left == 800
    assert both(replace(question, state=CLOSED), freight=800).carriage_left == 800


def test_money_of_one_line_that_no_refund_names_is_of_that_line_before_all_others() -> None:
    unnamed = claim(1, ClaimKind.COMPENSATION, PAID, goods=9_000, entries=("11",), answered_by=7)
    rest = claim(2, goods=33_500, pieces={"11": Pieces(missing=30), "12": Pieces(missing=10)})
    now = both(unnamed, rest)
    assert {entry_id: line.money for entry_id, line in now.lines.items()} == {"11": 37_500, "12": 5_000}
    assert now.goods_left(("11", "12")) == 0


def test_claims_are_stored_by_words_that_stay() -> None:
    assert {*ClaimKind} == {"pieces", "rest", "amount", "carriage", "compensation", "unknown"}
    assert {*ClaimState} == {"open", "paid", "closed"}


@pytest.mark.parametrize("module", [claims, asking_back])
def test_no_value_that_claims_are_judged_by_can_be_changed(module: ModuleType) -> None:
    here: list[Any] = [each for each in vars(module).values() if is_dataclass(each)]
    ours = [each for each in here if each.__module__ == module.__name__]
    assert [each.__name__ for each in ours if not each.__dataclass_params__.frozen] == []
