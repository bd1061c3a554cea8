"""What /cost says of a purchase, line by line and sum by sum, and of a cost before it is added."""

from dataclasses import replace
from datetime import UTC
from decimal import Decimal

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.money import costs as cards
from bot.cards.operations.exports import ExportColumns, names
from bot.cards.requests.details import order_details
from bot.desk.money.costs import CostView
from bot.desk.operations.exporting import ExportedOrder
from bot.desk.shared.views import Details
from bot.purchasing.exports import ExportRows
from bot.purchasing.money import Fen
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportFold
from tests.cards import samples as s
from tests.cards.cost_samples import cost_view, views
from tests.cards.drawing import check, codes


def lines(view: View) -> list[str]:
    check(view)
    return plain(view.text).replace("\u00a0", " ").replace("\u2060", "").split("\n")


def page(found: CostView, at: int = 1) -> list[str]:
    return lines(cards.cost_card(found, "en", s.NOW, at))


def test_a_line_says_its_cost_and_that_of_a_piece_in_both_currencies_at_the_rate_of_its_payment() -> None:
    first = page(cost_view())
    assert first[0] == "💴 #1042 · what it cost"
    assert first[1].endswith(" · White / M")
    assert first[2] == "50 pcs · ¥ 1,114.24  ≈ $ 153.48 · ≈ ¥ 22.28  ≈ $ 3.07 each"
    assert first[-4:-1] == [
        "paid ¥ 868.00 · came back ¥ 20.00 · other ¥ 266.24", "Cost in all: ¥ 1,114.24  ≈ $ 153.48",
        "1 USD = ¥ 7.26, paid 24 Nov 2026",
    ]  # fmt: skip
    assert first[-1].startswith("As 1688 told it: ")


def test_in_the_second_currency_the_cost_the_report_and_both_exports_are_the_same_sum() -> None:
    """Three lines of ¥ 1.00, each of $ 0.14."""
    (order,) = cost_view(others=(), refunded=0).orders
    order = replace(order, lines=tuple(replace(each, paid=Fen(1_00)) for each in order.lines * 3))
    found = page(replace(cost_view(others=()), orders=(order,)), 2)
    assert "Cost in all: ¥ 3.00  ≈ $ 0.42" in found
    fold = ReportFold(ReportAsk(Period.of(PeriodKind.DAY, s.NOW.date())), Period.of(PeriodKind.DAY, s.NOW.date()), UTC)
    fold.add(s.NOW, order.lines, lambda _: ("", ""), order.rate, None)
    columns, of = ExportColumns("en", UTC), ExportedOrder(order, {s.ANNA.id: "Anna"}, ())
    sums = [
        sum(Decimal(str(row[names(what).index("converted")])) for row in columns.rows(what, of))
        for what in (ExportRows.LINES, ExportRows.ORDERS)
    ]
    assert [fold.foreign["USD"], *sums] == [Decimal("0.42")] * 3


def test_of_what_is_not_paid_yet_the_rate_is_that_of_its_order() -> None:
    found = cost_view(others=())
    (order,) = found.orders
    unpaid = replace(order, order=replace(order.order, paid_at=None))
    assert any(line.startswith("1 USD = ¥ 7.26, ordered ") for line in page(replace(found, orders=(unpaid,))))


def test_other_costs_stand_one_by_one_with_their_share_and_what_took_them_back() -> None:
    shown = cards.cost_card(cost_view(), "en", s.NOW)
    assert lines(shown)[3] == "¥ 380.00 · forwarder… · here ¥ 190.01"
    assert codes(shown) == [
        Code(ButtonAction.COST_PAPER, (1,)), Code(ButtonAction.COST_BACK, (1, 0)), Code(ButtonAction.STILL),
        Code(ButtonAction.COST, (1042, 2, 1)),
    ]  # fmt: skip
    second = cards.cost_card(cost_view(), "en", s.NOW, 2)
    assert lines(second)[1] == "USD 10.50 = ¥ 76.23 · duty"
    assert lines(second)[3].endswith("· stamp")
    assert lines(second)[4].endswith("taken back by Daria")
    assert codes(second) == [
        Code(ButtonAction.COST_BACK, (2, 0)), Code(ButtonAction.COST, (1042, 1, 1)), Code(ButtonAction.STILL)
    ]  # fmt: skip
    reader = cards.cost_card(cost_view(changes=False), "en", s.NOW)
    assert Code(ButtonAction.COST_BACK, (1, 0)) not in codes(reader)


def test_without_a_rate_only_yuan_are_said_and_it_is_said_what_1688_does_not_tell() -> None:
    found = page(cost_view(others=(), rate=None, told=False))
    assert "1688 does not say each line's cost: shared as agreed." in found[-2]
    assert found[-3] == "Cost in all: ¥ 848.00"
    assert not any("≈ $" in line or "other" in line for line in found)


def test_a_cost_is_shown_with_the_share_of_each_before_it_is_added() -> None:
    every = dict(views(s.ORDERED, "en"))
    shown = every["cost of several, typed"]
    assert lines(shown) == [
        "💴 Add this cost?", "¥ 380.00 · forwarder, to the door", "Shared by value:", "#1042 · ¥ 190.01",
        "#1050/2 · ¥ 189.99", "With a photo of its paper.",
    ]  # fmt: skip
    assert [each.text for row in shown.keyboard for each in row] == ["Add", "Leave it"]
    assert lines(every["cost of one, added"])[0] == "✅ #1042 · cost added"


def test_details_say_the_cost_in_one_line_if_something_came_back_or_was_added() -> None:
    said = "Cost in all: ¥ 1,114.24"
    for found, there in ((cost_view(), True), (cost_view(others=()), True), (cost_view(others=(), refunded=0), False)):
        costs = found.orders[0].lines
        details = Details(found.purchase, s.ANNA.id, acts=True, costs=costs)
        shown = order_details(details, "en", s.NOW)
        assert any(line.startswith("Cost in all: ") for line in lines(shown)) is there
        assert Code(ButtonAction.COST, (1042,)) in codes(shown)
        assert not any(line.startswith("Cost in all") for line in lines(order_details(details, "en", s.NOW, "bot")))
    assert said in lines(
        order_details(Details(s.ORDERED, 1, acts=True, costs=cost_view().orders[0].lines), "en", s.NOW)
    )


def test_goods_that_nobody_knows_are_called_so_and_not_by_the_first_product() -> None:
    found = cost_view()
    (order,) = found.orders
    first = order.purchase.request.asked[0]
    several = replace(order.purchase.request.chosen, asked=(first, replace(first, place=2)))
    request = replace(order.purchase.request, chosen=several)
    line = replace(order.lines[0], offer_id="", spec_id=None, entry_id="", place=None, told=False)
    order = replace(order, purchase=replace(order.purchase, request=request), whole=request, lines=(line,))
    shown = page(replace(found, purchase=order.purchase, orders=(order,)))
    assert shown[1:3] == ["goods not known", "50 pcs · ¥ 1,114.24  ≈ $ 153.48 · ≈ ¥ 22.28  ≈ $ 3.07 each"]
