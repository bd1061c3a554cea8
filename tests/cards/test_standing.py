"""No earlier message keeps a button that no longer holds: every kind of notice in every state of its purchase."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests.holding import as_of_now, holds
from bot.cards.requests.request import request_card
from bot.desk.shared.views import CardState, Stage
from bot.purchasing.lifecycle import AlarmKind, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import (
    AlarmNotice,
    NotShippedNotice,
    PaySoonNotice,
    PlacedNotice,
    PriceChangedNotice,
)
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards.drawing import check, codes

TOLD = [kind for kind in NOTICE_KINDS.values() if kind not in WORDLESS]
ALWAYS = frozenset({
    ButtonAction.DETAILS, ButtonAction.SELLER, ButtonAction.OPEN, ButtonAction.REORDER, ButtonAction.REST,
    ButtonAction.TRACK,
    ButtonAction.SHOW, ButtonAction.LOOK, ButtonAction.TELL_SELLER, ButtonAction.CHAT_SELLER,
    ButtonAction.CHASE, ButtonAction.URGE, ButtonAction.SELLER_NOTE,
    ButtonAction.SEND_NOTE,
    ButtonAction.UNKNOWN_ORDERS, ButtonAction.UNKNOWN_CLOSED, ButtonAction.SECOND, ButtonAction.DROP, ButtonAction.TEAM,
    ButtonAction.STUCK, ButtonAction.PENDING, ButtonAction.COUNT, ButtonAction.ARRIVING, ButtonAction.RECEIPT,
    ButtonAction.REFUND, ButtonAction.REFUND_ASK,
})  # fmt: skip
"""Actions that show something, write to somebody, or are settled by a last look of their own, in every state."""
PAY = (PlacedNotice.kind, PriceChangedNotice.kind, PaySoonNotice.kind)


def ordered(**changes: Any) -> CardState:
    """An approved purchase whose order is changed so."""
    purchase = replace(s.ORDERED, orders=(replace(s.ORDER, **changes),), attempts=())
    return s.step(Stage.ORDERED, purchase)


def in_every_state() -> list[CardState]:
    """A purchase at every stage, and its order in every state."""
    return [*(s.step(stage, s.ORDERED) for stage in Stage), *(ordered(state=state) for state in OrderState)]


@pytest.mark.parametrize("kind", TOLD)
def test_a_notice_whose_buttons_hold_in_one_state_only_is_kept_true(kind: NoticeKind) -> None:
    told = stored.message(kind, s.FACTS)
    pressed = {code.action for code in codes(stored.view(kind, s.FACTS | {"private": True}, "en", s.NOW))}
    assert told.outlived or pressed <= ALWAYS


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_kept_true_does_not_hold_in_every_state_and_what_is_not_does(kind: NoticeKind) -> None:
    told = stored.message(kind, s.FACTS)
    assert all(holds(told, step) for step in in_every_state()) is not told.outlived


@pytest.mark.parametrize("kind", PAY)
def test_a_way_to_pay_holds_only_while_the_order_is_to_be_paid_at_the_sum_that_was_told(kind: NoticeKind) -> None:
    told = stored.message(kind, s.FACTS)
    for state, total in product(OrderState, (Fen(85800), Fen(86800), Fen(91800))):
        assert holds(told, ordered(state=state, total=total)) is ((state, total) == (OrderState.TO_PAY, 86800))
    assert not holds(told, s.step(Stage.ORDERED, replace(s.ORDERED, orders=())))
    withdrawn = replace(s.ORDERED.request, state=RequestState.CANCELLED)
    assert not holds(told, s.step(Stage.ORDERED, replace(s.ORDERED, request=withdrawn, attempts=())))


def test_what_is_not_shipped_holds_until_a_part_is_and_what_is_late_until_all_of_it_is() -> None:
    about, first = OrderFacts(number=1042, order_id=s.ORDER_ID), OrderState.PAID
    for told, states in (
        (NotShippedNotice(about=about), {first}), (AlarmNotice(about=about), {first}),
        (AlarmNotice(about=about, alarm=AlarmKind.LATE), {first, OrderState.PART_SHIPPED}),
    ):  # fmt: skip
        assert {state for state in OrderState if holds(told, ordered(state=state))} == states


def test_an_order_that_may_be_paid_again_keeps_what_could_be_done_with_it_meanwhile() -> None:
    told = stored.message(PlacedNotice.kind, s.FACTS | {"unpayable": "checking"})
    assert holds(told, ordered())
    assert not holds(told, ordered(state=OrderState.CANCELLED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_hold_any_more_loses_its_buttons_and_says_what_is_now(language: str) -> None:
    shown = stored.view(PlacedNotice.kind, s.FACTS | {"private": True}, language, s.NOW)
    paid: Order = replace(s.ORDER, state=OrderState.PAID)
    card = request_card(s.step(Stage.ORDERED, replace(s.ORDERED, orders=(paid,))), language, s.NOW)
    now = as_of_now(shown, card, language, s.NOW)
    check(now)
    assert (bool(shown.keyboard), now.keyboard) == (True, ())
    assert now.text.startswith(shown.text)
    assert now.text.rpartition("\n")[2].endswith(card.text.partition("\n")[0])
