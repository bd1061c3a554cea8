"""What the lines of a purchase cost in the end: whatever happens, they add up to the orders to the fen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.loosening import Rate
from bot.purchasing.choice import Choice, Piece
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.orders.line_cost import CostBasis, CostLine, OtherCost, converted, cost_lines, cost_of, rate_of
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.requests.asked_line import AskedLine
from tests.cards import samples as s
from tests.purchasing.test_purchase_sums import AGREED, CUP, LAMP, TOLD, order, purchase

ANNA, BORIS = 7, 8


def asked(place: int, line: OrderLine | object, quantity: int, by: int, tag: str = "") -> AskedLine:
    assert isinstance(line, type(CUP) | OrderLine)
    offer = replace(s.OFFER, offer_id=line.offer_id)
    return AskedLine(place, offer, Choice((Piece(line.spec_id, quantity),)), by, tag=tag)


def other(total: int, basis: CostBasis = CostBasis.VALUE, request_id: int = s.REQUEST.id) -> OtherCost:
    return OtherCost(
        1, None, ANNA, s.NOW, Decimal(total) / 100, "CNY", None, Fen(total), "forwarder", basis,
        ((request_id, Fen(total)),),
    )  # fmt: skip


def said(lines: Sequence[CostLine]) -> list[tuple[int, str, int, int, int, int]]:
    return [(each.person_id, each.tag, each.pieces, each.paid, each.refunded, each.other) for each in lines]


def test_two_who_asked_for_the_same_goods_share_their_line_by_pieces() -> None:
    wanted = (asked(1, CUP, 1, ANNA, "Shop A"), asked(2, CUP, 1, BORIS), asked(3, LAMP, 3, BORIS, "Shop B"))
    lines = cost_lines(purchase(order(OrderState.PAID, 3601, refunded=Fen(100))), wanted)
    assert said(lines) == [
        (ANNA, "Shop A", 1, 600, 17, 0), (BORIS, "", 1, 600, 16, 0), (BORIS, "Shop B", 3, 2401, 67, 0),
    ]  # fmt: skip
    assert cost_of(lines) == 3501


def test_another_cost_is_shared_by_value_or_by_pieces_and_a_reversal_takes_it_off() -> None:
    paid = purchase(order(OrderState.PAID))
    by_value, by_pieces = other(1000), other(1000, CostBasis.PIECES)
    assert [each.other for each in cost_lines(paid, (), [by_value])] == [333, 667]
    assert [each.other for each in cost_lines(paid, (), [by_pieces])] == [400, 600]
    back = replace(by_value, total=Fen(-1000), parts=((s.REQUEST.id, Fen(-1000)),), reverses=1)
    assert [each.other for each in cost_lines(paid, (), [by_value, back, by_pieces])] == [400, 600]
    assert [each.other for each in cost_lines(paid, (), [other(1000, request_id=99)])] == [0, 0]


def test_a_cost_of_a_purchase_that_came_to_nothing_is_still_borne() -> None:
    lines = cost_lines(purchase(order(OrderState.CANCELLED)), (), [other(1001)])
    assert [(each.paid, each.other) for each in lines] == [(0, 501), (0, 500)]
    assert cost_lines(purchase(order(OrderState.CANCELLED))) == ()


def test_what_1688_does_not_say_line_by_line_is_shared_by_what_was_agreed_to_and_says_so() -> None:
    untold = tuple(replace(each, amount=None) for each in TOLD)
    lines = cost_lines(purchase(order(OrderState.PAID, 3601, lines=untold)))
    assert [(each.paid, each.told) for each in lines] == [(1440, False), (2161, False)]
    nothing = cost_lines(purchase(replace(order(OrderState.PAID, 3601), lines=())))
    assert (sum(each.paid for each in nothing), {each.told for each in nothing}) == (3601, {False})


def test_what_nobody_here_asked_for_is_the_requesters_with_the_only_tag_that_there_is() -> None:
    wanted = (asked(1, CUP, 1, ANNA, "Shop A"), asked(2, CUP, 1, ANNA, "shop a"))
    (first, _, second) = cost_lines(purchase(order(OrderState.PAID)), wanted)
    assert (first.person_id, first.place, first.tag) == (ANNA, 1, "Shop A")
    assert (second.person_id, second.place, second.tag) == (s.REQUEST.requester.id, None, "Shop A")


money = st.integers(0, 10**7).map(Fen)
states = st.sampled_from(OrderState)


@given(
    st.lists(st.tuples(states, st.integers(0, 10**6), st.booleans()), min_size=1, max_size=3),
    st.lists(st.integers(1, 9), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(CostBasis), st.booleans()), max_size=3),
    st.data(),
)
def test_the_lines_add_up_to_the_fen(
    made: list[tuple[OrderState, int, bool]],
    pieces: list[int],
    added: list[tuple[int, CostBasis, bool]],
    data: st.DataObject,
) -> None:
    orders = []
    for number, (state, total, told) in enumerate(made):
        back = data.draw(st.integers(0, total)) if state not in (OrderState.TO_PAY, OrderState.CANCELLED) else 0
        kept = TOLD if told else tuple(replace(each, amount=None) for each in TOLD)
        orders.append(order(state, total, str(number), refunded=Fen(back), lines=kept))
    of = purchase(*orders)
    wanted = tuple(asked(place, CUP if place % 2 else LAMP, each, ANNA) for place, each in enumerate(pieces, 1))
    others = [other(-total if back else total, basis) for total, basis, back in added]
    lines, sums = cost_lines(of, wanted, others), sums_of(of)
    assert sum(each.paid for each in lines) == sums.paid
    assert sum(each.due for each in lines) == sums.due
    assert sum(each.refunded for each in lines) == sums.refunded
    assert sum(each.other for each in lines) == sum(each.total for each in others)
    assert cost_of(lines) == sums.paid - sums.refunded + sum(each.total for each in others)


@pytest.mark.parametrize(("hours", "held"), [(-1, None), (0, "7.80"), (5, "7.80"), (24, "7.75")])
def test_the_rate_of_a_payment_is_the_one_that_held_then(hours: int, held: str | None) -> None:
    rates = [
        Rate("EUR", Decimal("7.80"), s.NOW), Rate("EUR", Decimal("7.75"), s.NOW + timedelta(hours=24)),
    ]  # fmt: skip
    paid = replace(order(OrderState.PAID), paid_at=s.NOW + timedelta(hours=hours))
    found = rate_of(s.REQUEST, paid, rates)
    assert (str(found.yuan) if found else None) == held


def test_a_sum_in_another_currency_is_rounded_to_the_hundredth() -> None:
    first = cost_lines(purchase(order(OrderState.PAID)))[0]
    assert converted([replace(first, paid=Fen(31800))], Rate("EUR", Decimal("7.8"), s.NOW)) == Decimal("40.77")
    assert converted([replace(first, paid=Fen(-50))], Rate("EUR", Decimal(4), s.NOW)) == Decimal("-0.12")


def test_of_several_orders_of_one_variant_the_goods_are_known_although_1688_is_silent() -> None:
    of = purchase(*(replace(order(OrderState.PAID, 500 + each, str(each)), lines=(), pieces=1) for each in (1, 2)))
    of = replace(of, request=replace(of.request, snapshot=replace(AGREED, lines=(CUP,))))
    lines = cost_lines(of, (asked(1, CUP, 2, ANNA, "Shop A"),))
    assert [(each.offer_id, each.tag, each.paid, each.told) for each in lines] == [
        (CUP.offer_id, "Shop A", 501, True), (CUP.offer_id, "Shop A", 502, True),
    ]  # fmt: skip


def test_what_nobody_knows_of_several_orders_is_a_line_of_each_that_says_so() -> None:
    lines = cost_lines(purchase(*(replace(order(OrderState.PAID, 500, each), lines=()) for each in ("1", "2"))))
    assert [(each.offer_id, each.paid, each.told) for each in lines] == [("", 500, False), ("", 500, False)]


def test_what_came_back_on_a_line_that_was_given_away_is_not_lost() -> None:
    free = replace(TOLD[1], amount=Fen(0), refunded=Fen(250))
    given = order(OrderState.PAID, 1600, lines=(TOLD[0], free), refunded=Fen(250))
    lines = cost_lines(purchase(given))
    assert [(line.entry_id, line.paid, line.refunded) for line in lines] == [("1", 1600, 0), ("2", 0, 250)]
    assert cost_of(lines) == 1350
