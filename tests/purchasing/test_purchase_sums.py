"""What a purchase costs: of each order, each part and all of them; and what came back of each line."""

from dataclasses import replace
from typing import Any

import pytest

from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import Sums, back_by_line, priced, sums_of
from bot.purchasing.requests.purchase import Purchase
from tests.cards import basket_samples as b
from tests.cards import samples as s

CUP, LAMP = s.LINES[0], s.LINES[1]
AGREED = replace(s.SNAPSHOT, lines=(CUP, LAMP), goods=Fen(3000), freight=Fen(600), total=Fen(3600))
TOLD = (
    OrderLine(CUP.offer_id, CUP.spec_id, 2, Fen(1000), entry_id="1"),
    OrderLine(LAMP.offer_id, LAMP.spec_id, 3, Fen(2000), entry_id="2"),
)


def order(state: OrderState = OrderState.TO_PAY, total: int = 3600, number: str = "1", **values: Any) -> Order:
    paid = s.NOW if state not in (OrderState.TO_PAY, OrderState.CANCELLED) else None
    lines = priced(values.pop("lines", TOLD), Fen(total), Fen(600))
    whole = {"freight": Fen(600), "refunded": Fen(0), "paid_at": paid, **values}
    return replace(s.ORDER, order_id=number, state=state, total=Fen(total), lines=lines, **whole)


def purchase(*orders: Order, state: RequestState = RequestState.APPROVED) -> Purchase:
    attempt = replace(s.ATTEMPT, state=AttemptState.PLACED)
    return Purchase(replace(s.REQUEST, snapshot=AGREED, state=state), (attempt,), orders)


def told(sums: Sums) -> tuple[int, ...]:
    return (sums.ordered, sums.due, sums.paid, sums.refunded, sums.cost)


@pytest.mark.parametrize(
    ("seen", "sums"),
    [
        (order(), (3600, 3600, 0, 0, 3600)),
        (order(total=5000), (5000, 5000, 0, 0, 5000)),
        (order(OrderState.PAID), (3600, 0, 3600, 0, 3600)),
        (order(OrderState.SHIPPED, refunded=Fen(500)), (3600, 0, 3600, 500, 3100)),
        (order(OrderState.SHIPPED, paid_at=None), (3600, 0, 3600, 0, 3600)),
        (order(OrderState.CANCELLED), (0, 0, 0, 0, 0)),
        (order(OrderState.CANCELLED, paid_at=s.NOW), (0, 0, 3600, 0, 3600)),
        (order(OrderState.CANCELLED, paid_at=s.NOW, refunded=Fen(3600)), (0, 0, 3600, 3600, 0)),
    ],
)
def test_the_sums_of_one_order(seen: Order, sums: tuple[int, ...]) -> None:
    assert told(sums_of(purchase(seen))) == sums


@pytest.mark.parametrize("state", [RequestState.REJECTED, RequestState.CANCELLED, RequestState.EXPIRED])
def test_an_unpaid_order_that_nobody_agrees_to_any_more_is_in_no_sum(state: RequestState) -> None:
    sums = sums_of(purchase(order(total=5000), state=state))
    assert (told(sums), sums.total) == ((0, 0, 0, 0, 0), 5000)
    assert sums_of(purchase(order(OrderState.PAID), state=state)).ordered == 3600


def test_before_there_is_an_order_it_costs_what_was_asked_for() -> None:
    waits = sums_of(purchase())
    assert (told(waits), waits.total, waits.waiting, waits.freight) == ((0, 0, 0, 0, 0), 3600, 3600, 600)
    assert sums_of(purchase(state=RequestState.CLOSED)).waiting == 0


def test_of_several_orders_those_that_count_are_added_up() -> None:
    sums = sums_of(purchase(order(OrderState.PAID, 2000), order(OrderState.CANCELLED, 900, "2"), order(number="3")))
    assert told(sums) == (5600, 3600, 2000, 0, 5600)
    assert (sums.total, sums.freight) == (5600, 1200)


def test_a_refund_stands_where_1688_says_that_it_belongs() -> None:
    lines = order(OrderState.PAID, lines=(TOLD[0], replace(TOLD[1], refunded=Fen(700)))).lines
    assert back_by_line(lines, Fen(700), ()) == (0, 700)


def paid_back(number: str, paid: int, *entries: str) -> RefundReport:
    return RefundReport(number, "refundsuccess", RefundState.DONE, Fen(paid), Fen(paid), entries=entries)


@pytest.mark.parametrize(
    ("back", "refunds", "found"),
    [
        (700, (paid_back("1", 700, "2"),), (0, 700)),
        (700, (paid_back("1", 400, "1"), paid_back("2", 300, "2")), (400, 300)),
        (701, (paid_back("1", 701, "1", "2"),), (234, 467)),  # by their shares of 1200 and 2400
        (800, (paid_back("1", 700, "2"),), (33, 767)),  # what no refund explains is of all
        (500, (paid_back("1", 700, "2"),), (0, 500)),  # never more than came back
        (700, (paid_back("1", 700, "unknown"),), (233, 467)),
        (700, (replace(paid_back("1", 700, "2"), state=RefundState.ASKED),), (233, 467)),  # counts once it is paid
    ],
)
def test_a_partial_refund_goes_to_the_lines_that_it_is_of_to_the_fen(
    back: int, refunds: tuple[RefundReport, ...], found: tuple[int, int]
) -> None:
    lines = tuple(replace(each, entry_id=str(n)) for n, each in enumerate(TOLD, 1))
    assert back_by_line(order(OrderState.PAID, 3600, lines=lines).lines, Fen(back), refunds) == found


def test_what_was_split_costs_what_its_parts_cost_that_are_ordered_or_still_may_be() -> None:
    parts = b.parts()
    over = replace(parts[1], request=replace(parts[1].request, state=RequestState.REJECTED))
    gone = replace(parts[4], request=replace(parts[4].request, state=RequestState.CLOSED))
    every = (parts[0], over, *parts[2:4], gone, parts[5])
    sums = sums_of(b.split(parts=every))
    totals = [part.total for part in b.PARTS]
    assert sums.ordered == totals[0] + totals[5]
    assert sums.waiting == totals[2] + totals[3]
    assert sums.total == sums.ordered + sums.waiting
