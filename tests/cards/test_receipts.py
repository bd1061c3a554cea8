"""What a buyer reads before receipt is confirmed at 1688: what is not whole, by name, and what the press means."""

from dataclasses import replace

from bot.cards.blocks import order_lines
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.goods.counting import receipt_question
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundState
from tests.cards.chase_samples import received
from tests.cards.drawing import buttons, codes, read
from tests.cards.samples import NOW, ORDERED


def labels(view: View) -> list[str]:
    return [each.text for each in buttons(view)]


WHOLE, ALL = "Confirm the whole lines", "Accept the rest, confirm all"


def test_all_that_is_whole_is_one_press_that_says_what_it_means() -> None:
    view = receipt_question(ORDERED, received(arrived=8), "en", NOW)
    assert labels(view) == [WHOLE, "Count in"]
    assert "Lines that are whole: 8 of 8" in read(view)
    assert "releases the money to the seller and cannot be undone" in read(view)


def test_what_is_not_whole_is_named_and_accepted_by_a_press_of_its_own() -> None:
    view = receipt_question(ORDERED, received(arrived=1, some=2), "en", NOW)
    assert labels(view) == [WHOLE, ALL, "Count in"]
    assert "40 of 50 · 2 damaged" in read(view)
    marks = [each.args for each in codes(view) if each.action is ButtonAction.RECEIPT_YES]
    assert [each[1] for each in marks] == [0, 1]
    assert marks[0][2] != marks[1][2]


def test_nothing_whole_can_only_be_accepted() -> None:
    view = receipt_question(ORDERED, received(some=9), "en", NOW)
    assert labels(view) == [ALL, "Count in"]
    assert "… and 6 more" in read(view)


def offered(order: Order) -> bool:
    keyboard = order_lines.keyboard(Writer("en", NOW), replace(ORDERED, orders=(order,)), order)
    return "Confirm receipt" in [each.text for row in keyboard for each in row]


def test_it_is_offered_only_while_it_can_be_done() -> None:
    order = received(arrived=8)
    done = Errand(1, ErrandKind.RECEIPT, ErrandState.DONE, 0, 1, NOW, tuple(each.entry_id for each in order.lines))
    assert offered(order)
    for other in (
        replace(order, counted_at=None, arrivals=()),
        replace(order, state=OrderState.FINISHED),
        replace(order, state=OrderState.PART_SHIPPED),
        replace(order, refund=RefundState.ASKED),
        replace(order, errands=(done,)),
        replace(order, errands=(replace(done, state=ErrandState.UNCLEAR),)),
        replace(order, lines=()),
    ):
        assert not offered(other)
    assert offered(replace(order, errands=(replace(done, state=ErrandState.REFUSED),)))
    assert offered(replace(order, errands=(replace(done, entries=done.entries[1:]),)))


def test_an_unclear_one_stands_on_the_order() -> None:
    unclear = Errand(1, ErrandKind.RECEIPT, ErrandState.UNCLEAR, 0, 1, NOW, ("11",))
    order = replace(received(arrived=8), errands=(unclear,))
    assert "Receipt sent" in "".join(order_lines.lines(Writer("en", NOW), ORDERED, order))
