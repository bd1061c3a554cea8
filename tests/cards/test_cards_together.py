"""One message about several orders: each to be paid has its button, for whoever may pay, while it is to be paid."""

from dataclasses import replace

import pytest

from bot.cards.blocks.view import View
from bot.cards.blocks.writer import ForChat
from bot.cards.notices.notices import notice
from bot.cards.requests.holding import as_it_stands, holds
from bot.cards.requests.request import for_its_reader
from bot.desk.shared.views import CardState, Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.base import OrderFacts, ToldOrder, order_facts
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, drawn

PARTS = tuple(
    replace(each, orders=tuple(replace(order, state=OrderState.TO_PAY) for order in each.orders))
    for each in b.parts()
    if each.orders
)
TOLD = PlacedNotice(
    about=OrderFacts(number=1042),
    told=tuple(ToldOrder(about=order_facts(each, each.orders[0])) for each in PARTS),
)


def whole(parts: tuple[Purchase, ...] = PARTS) -> CardState:
    return t.step(Stage.PARTS, b.split(base=t.REQUEST, parts=parts))


def shown(told: PlacedNotice, language: str = "en", *, private: bool = True) -> View:
    view = notice(told, language, s.NOW, ForChat("caigou_bot", private, not private))
    check(view)
    return view


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_order_has_its_sum_its_number_and_its_button(language: str) -> None:
    view = shown(TOLD, language)
    for each in PARTS:
        assert f"#{each.request.name}" in drawn(view)
        assert each.orders[0].order_id in view.text
    assert sum(bool(button.url) for row in view.keyboard for button in row) == len(PARTS)
    assert not any(button.means for row in shown(TOLD, language, private=False).keyboard for button in row)


def test_the_button_of_what_is_settled_goes_and_its_state_stands_there() -> None:
    first, *others = PARTS
    paid = replace(first, orders=(replace(first.orders[0], state=OrderState.PAID),))
    step = whole((paid, *others))
    assert (holds(TOLD, whole()), holds(TOLD, step)) == (True, False)
    now = as_it_stands(TOLD, step)
    view = shown(now)
    assert holds(now, step)
    assert "· paid ·" in drawn(view)
    assert sum(bool(button.url) for row in view.keyboard for button in row) == len(PARTS) - 1


def labels(view: View) -> set[str]:
    return {button.text for row in view.keyboard for button in row}


def test_several_to_be_paid_can_be_paid_together_in_private_while_two_are_left() -> None:
    assert "Pay together" in labels(shown(TOLD))
    assert "Pay together" not in labels(shown(TOLD, private=False))
    *settled, last = TOLD.told
    left = (*(replace(each, now="state-paid") for each in settled), last)
    assert "Pay together" not in labels(shown(replace(TOLD, told=left)))


def test_whoever_may_not_pay_reads_it_without_a_way_to_pay() -> None:
    step = whole()
    assert step.team is not None
    buyers = {each.person_id for each in step.team.members if Role.BUYER in each.roles}
    others = {each.person_id for each in step.team.members} - buyers
    for reader, able in [(min(buyers), True), (min(others), False)]:
        view = for_its_reader(step, reader, shown(TOLD))
        assert any(button.means for row in view.keyboard for button in row) is able
        assert ("Pay together" in labels(view)) is able
