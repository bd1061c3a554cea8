"""What the lines of an order are of its sum, and what a look changes of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.money import Fen, spread
from bot.purchasing.order_report import LineState, OrderLine
from bot.purchasing.orders.purchase_sums import held, lines_after, priced
from tests.purchasing.test_reconcile import ORDER, REPORT

CUP, LAMP, PEN = (OrderLine(f"60000000000{n}", None, n, Fen(n * 1000), entry_id=str(n) * 18) for n in (1, 2, 3))
CANCELLED, REFUNDED = LineState.CANCELLED, LineState.REFUNDED


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=60))
def test_shares_add_up_and_none_is_a_fen_from_its_part(total: int, weights: list[int]) -> None:
    shares = spread(total, weights)
    every = sum(weights) or len(weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights if any(weights) else [1] * len(weights), strict=True):
        assert 0 <= share * every - total * weight + every < 2 * every


def test_the_fen_that_rounding_loses_go_to_who_lost_most_and_among_equals_to_the_first() -> None:
    assert spread(100, [1, 1, 1]) == (34, 33, 33)
    assert spread(101, [10, 20, 30]) == (17, 34, 50)
    assert spread(7, [0, 0]) == (4, 3)


def shares(total: int, *lines: OrderLine, freight: int = 0) -> list[int | None]:
    return [each.share for each in priced(lines, Fen(total), Fen(freight))]


def test_freight_and_discounts_are_spread_by_what_is_paid_for_each_line() -> None:
    assert shares(6600, CUP, LAMP, PEN, freight=600) == [1100, 2200, 3300]
    assert shares(5999, CUP, LAMP, PEN) == [1000, 2000, 2999]


def test_the_only_line_is_the_order_whatever_1688_says_of_it() -> None:
    assert shares(4200, replace(CUP, amount=None)) == [4200]
    assert shares(4200, replace(CUP, amount=Fen(0))) == [4200]


def test_of_several_lines_nothing_is_known_if_1688_does_not_say_what_one_costs() -> None:
    assert shares(4200, CUP, replace(LAMP, amount=None)) == [None, None]
    assert shares(4200, CUP, replace(LAMP, amount=None, state=CANCELLED)) == [4200, 0]


def test_lines_that_cost_nothing_share_by_their_pieces() -> None:
    assert shares(600, replace(CUP, amount=Fen(0)), replace(LAMP, amount=Fen(0))) == [200, 400]


def test_a_line_that_was_closed_before_its_payment_is_no_part_of_the_sum() -> None:
    assert shares(1000, CUP, replace(LAMP, state=CANCELLED)) == [1000, 0]


def test_a_line_that_was_closed_after_its_payment_is() -> None:
    assert shares(3000, CUP, replace(LAMP, state=CANCELLED)) == [1000, 2000]
    assert shares(3300, CUP, replace(LAMP, state=CANCELLED, refunded=Fen(500))) == [1100, 2200]
    assert shares(3300, CUP, replace(LAMP, state=REFUNDED, refunded=Fen(2000))) == [1100, 2200]


def test_of_an_order_that_is_cancelled_each_line_has_what_it_would_have_cost() -> None:
    assert shares(3300, *(replace(each, state=CANCELLED) for each in (CUP, LAMP))) == [1100, 2200]


def test_a_line_that_was_closed_before_the_whole_order_was_stays_out_of_its_sum() -> None:
    known = replace(ORDER, lines=priced([CUP, replace(LAMP, state=CANCELLED), PEN], Fen(4000), Fen(0)))
    over = replace(REPORT, lines=tuple(replace(each, state=CANCELLED) for each in (CUP, LAMP, PEN)), freight=Fen(0))
    assert [each.share for each in lines_after(known, over, Fen(4000))] == [1000, 0, 3000]


def test_what_an_order_holds_are_the_lines_that_are_part_of_its_sum() -> None:
    lines = priced([CUP, replace(LAMP, state=CANCELLED)], Fen(1000), Fen(0))
    assert [each.offer_id for each in held(lines)] == [CUP.offer_id]
    over = priced([replace(each, state=CANCELLED) for each in (CUP, LAMP)], Fen(3000), Fen(0))
    assert held(over) == over


def test_a_look_brings_the_lines_and_another_look_their_new_price() -> None:
    told = replace(REPORT, lines=(CUP, LAMP), freight=Fen(300))
    first = lines_after(ORDER, told, Fen(3300))
    assert [(each.entry_id, each.share) for each in first] == [(CUP.entry_id, 1100), (LAMP.entry_id, 2200)]
    again = lines_after(replace(ORDER, lines=first), told, Fen(6600))
    assert [each.share for each in again] == [2200, 4400]


def test_a_product_that_1688_shows_no_more_is_what_it_was() -> None:
    known = replace(ORDER, lines=priced([CUP, LAMP], Fen(3000), Fen(0)))
    gone = replace(LAMP, offer_id="", quantity=0, title="", refunded=Fen(2000), state=REFUNDED)
    lines = lines_after(known, replace(REPORT, lines=(CUP, gone), freight=Fen(0)), Fen(3000))
    assert (lines[1].offer_id, lines[1].quantity) == (LAMP.offer_id, LAMP.quantity)
    assert (lines[1].state, lines[1].refunded) == (REFUNDED, 2000)


@pytest.mark.parametrize(
    "told", [(), (OrderLine("", None, 2),), (OrderLine("6", None, 0),), (CUP, OrderLine("", None, 1))]
)
def test_lines_stay_as_they_are_if_1688_does_not_say_them_but_their_price_moves(told: tuple[OrderLine, ...]) -> None:
    known = replace(ORDER, lines=priced([LAMP, PEN], Fen(5000), Fen(0)))
    lines = lines_after(known, replace(REPORT, lines=told), Fen(5500))
    assert [(each.offer_id, each.share) for each in lines] == [(LAMP.offer_id, 2200), (PEN.offer_id, 3300)]


def test_an_entry_that_1688_shows_no_more_is_cancelled_and_one_that_stood_in_for_it_goes() -> None:
    known = replace(ORDER, lines=priced([CUP, LAMP], Fen(3000), Fen(0)))
    lines = lines_after(known, replace(REPORT, lines=(CUP,)), Fen(1000))
    assert [(each.entry_id, each.state, each.share) for each in lines] == [
        (CUP.entry_id, LineState.OPEN, 1000), (LAMP.entry_id, CANCELLED, 0),
    ]  # fmt: skip
    unnamed = lines_after(
        ORDER, replace(REPORT, lines=tuple(replace(each, entry_id="") for each in (CUP, LAMP))), Fen(9)
    )
    assert [each.entry_id for each in unnamed] == [f"{ORDER.order_id}/1", f"{ORDER.order_id}/2"]
    named = lines_after(replace(ORDER, lines=unnamed), replace(REPORT, lines=(CUP, LAMP)), Fen(3000))
    assert [each.entry_id for each in named] == [CUP.entry_id, LAMP.entry_id]


def test_the_only_line_without_a_number_has_that_of_its_order() -> None:
    (line,) = lines_after(ORDER, replace(REPORT, lines=(replace(CUP, entry_id=""),)), Fen(900))
    assert line.entry_id == ORDER.order_id


def test_two_lines_that_1688_gives_one_number_stay_two() -> None:
    lines = lines_after(ORDER, replace(REPORT, lines=(CUP, replace(LAMP, entry_id=CUP.entry_id))), Fen(3000))
    assert len({each.entry_id for each in lines}) == 2
    assert [each.share for each in lines] == [1000, 2000]
