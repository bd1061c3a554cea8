"""Cards, details and pages of what was ordered tell the sums of now, not those that were agreed to before."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.requests.details import order_details
from bot.cards.requests.line_page import LinePage, line_page
from bot.cards.requests.request import request_card
from bot.desk.requests.line_page import SeenLines
from bot.desk.shared.views import Details, Stage
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderLine, OrderState
from bot.purchasing.orders.purchase_sums import priced
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.snapshot import PricedLine, together
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards.drawing import drawn

DEARER, FREIGHT = Fen(5000), Fen(3000)


def dearer(order: Order, **values: Any) -> Order:
    """An order whose seller set ¥ 50 more, ¥ 22 of it for the freight."""
    return replace(order, total=Fen(order.total + DEARER), freight=FREIGHT, **values)


def repriced(purchase: Purchase) -> Purchase:
    return replace(purchase, orders=tuple(map(dearer, purchase.orders)))


def page(purchase: Purchase, *parts: Purchase) -> LinePage:
    return line_page(SeenLines(replace(purchase, parts=parts), own=True, able=False), s.ANNA, s.NOW)


def yuan(fen: int) -> str:
    return f"¥ {fen / 100:,.2f}"


def test_details_of_what_was_split_say_what_its_parts_cost_by_now() -> None:
    first, *rest = b.parts()
    parts = (repriced(first), *rest)
    total, freight = b.SNAPSHOT.total + DEARER, b.SNAPSHOT.freight - 800 + FREIGHT
    view = order_details(Details(b.split(parts=parts), s.ANNA.id, acts=False), "en", s.NOW)
    said = drawn(view)
    assert yuan(total) in said.splitlines()[1]
    assert f"Freight {yuan(freight)}" in said
    assert yuan(b.PARTS[0].total + DEARER) in said
    card = drawn(request_card(s.step(Stage.PARTS, b.split(parts=parts)), "en", s.NOW))
    assert yuan(total) in card.splitlines()[1]
    told = page(b.split(), *parts)
    assert told.total.replace("\u00a0", " ") == yuan(total)
    assert told.sums.endswith(f"Freight {yuan(freight)}".replace("¥ ", "¥\u00a0"))


def test_a_part_that_is_over_is_in_no_sum_of_the_whole_wherever_it_is_told() -> None:
    first, second, *rest = b.parts()
    over = replace(second, orders=tuple(replace(each, state=OrderState.CANCELLED) for each in second.orders))
    total, freight = b.SNAPSHOT.total - b.PARTS[1].total, b.SNAPSHOT.freight - 800
    view = order_details(Details(b.split(parts=(first, over, *rest)), s.ANNA.id, acts=False), "en", s.NOW)
    assert yuan(total) in drawn(view).splitlines()[1]
    assert f"Freight {yuan(freight)}" in drawn(view)
    told = page(b.split(), first, over, *rest)
    assert told.total.replace("\u00a0", " ") == yuan(total)
    assert f"Freight {yuan(freight)}" in told.sums.replace("\u00a0", " ")


def test_two_lines_of_the_same_variant_on_a_page_each_say_what_their_own_pieces_cost() -> None:
    whole = b.request()
    first = whole.asked[0]
    asked = (*whole.asked, AskedLine(9, first.offer, Choice.of(31), 4712))
    line = PricedLine(first.offer.offer_id, None, 51, Fen(1000))
    part = replace(b.PARTS[0], lines=(line,), goods=line.amount, total=Fen(line.amount + 800))
    snapshot = together((part, *b.PARTS[1:]))
    waits = replace(s.asking(whole, asked=asked), snapshot=snapshot, state=RequestState.PENDING, pending_at=s.NOW)
    group = page(Purchase(waits)).groups[0]
    assert [(each.pieces, each.sum.replace("\u00a0", " ")) for each in group.lines] == [
        (20, "¥ 200.00"),
        (31, "¥ 310.00"),
    ]


def test_a_line_on_a_page_has_the_pieces_that_were_ordered() -> None:
    first, *rest = b.parts()
    goods = OrderLine(first.request.offer.offer_id, None, 12, Fen(12 * 1350))
    order = replace(first.orders[0], pieces=12, total=Fen(12 * 1350 + 800), lines=(goods,))
    (line,) = page(b.split(), replace(first, orders=(order,)), *rest).groups[0].lines
    assert (line.pieces, line.sum.replace("\u00a0", " ")) == (12, "¥ 162.00")


def of_one_seller() -> Purchase:
    """Three products of one seller that were ordered; the order was made dearer since."""
    request = b.of_one_seller(3, base=replace(s.REQUEST, pending_at=s.NOW))
    assert request.snapshot is not None
    order = dearer(replace(s.ORDER, total=request.snapshot.total))
    return Purchase(
        replace(request, state=RequestState.APPROVED), (replace(s.ATTEMPT, state=AttemptState.PLACED),), (order,)
    )


def test_the_page_of_several_products_of_one_seller_says_what_their_order_costs() -> None:
    purchase = of_one_seller()
    (order,) = purchase.orders
    told = page(purchase)
    assert told.total.replace("\u00a0", " ") == yuan(order.total)
    assert told.groups[0].total.replace("\u00a0", " ") == yuan(order.total)
    assert f"Freight {yuan(FREIGHT)}" in told.sums.replace("\u00a0", " ")


@pytest.mark.parametrize(("state", "n"), [(OrderState.TO_PAY, 3), (OrderState.CANCELLED, 2)])
def test_the_heading_of_several_orders_counts_those_that_count(state: OrderState, n: int) -> None:
    each = replace(s.ORDER, total=Fen(20_000))
    orders = (replace(each, order_id="1", state=state), replace(each, order_id="2"), replace(each, order_id="3"))
    said = drawn(request_card(s.step(Stage.ORDERED, replace(s.ORDERED, orders=orders)), "en", s.NOW))
    assert f"ordered, {n} orders on 1688" in said
    assert yuan(n * 20_000) in said


def test_a_cancelled_line_is_not_told_among_what_was_ordered() -> None:
    request = b.of_one_seller(3, base=s.REQUEST)
    assert request.snapshot is not None
    told = [
        OrderLine(each.offer_id, None, each.quantity, each.amount, entry_id=each.offer_id)
        for each in request.snapshot.lines
    ]
    told[1] = replace(told[1], state=LineState.CANCELLED)
    costs = Fen(sum(each.amount or 0 for each in (told[0], told[2])) + 800)
    order = replace(s.ORDER, total=costs, lines=priced(told, costs, Fen(800)))
    purchase = Purchase(
        replace(request, state=RequestState.APPROVED), (replace(s.ATTEMPT, state=AttemptState.PLACED),), (order,)
    )
    said = drawn(order_details(Details(purchase, s.ANNA.id, acts=False), "en", s.NOW))
    assert "2 products" in said
    assert "Cup 2" not in said
