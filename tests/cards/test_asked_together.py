"""The cards of a refund say with what it is judged, and lead nowhere while something is not clear."""

from dataclasses import replace

import pytest

from bot.cards.blocks import order_lines
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.money.asking_back import DraftPages, Page, errand_card
from bot.cards.notices.notices import notice
from bot.purchasing.approval.second_word import SecondWord
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import RefundWordNotice
from bot.purchasing.order_report import OrderState
from tests.cards import asked_back_samples as a
from tests.cards import count_samples as c
from tests.cards import samples as s
from tests.cards.drawing import codes, read

WORD = SecondWord(1, frozenset({2}), Fen(350_00), Fen(262_50))
CANNOT_BE_ASKED = {ButtonAction.RECEIPT, ButtonAction.REFUND}


@pytest.mark.parametrize(
    ("language", "by_person", "said"),
    [
        ("en", False, "With ¥ 262.50 asked back before for this purchase: ¥ 350.00"),
        ("en", True, "With ¥ 262.50 that the same person asked back before: ¥ 350.00"),
        ("ru", False, "Вместе с ¥ 262.50, запрошенными раньше по этой закупке: ¥ 350.00"),
        ("zh", False, "连同此采购单之前申请的 ¥ 262.50：共 ¥ 350.00"),
    ],
)
def test_the_last_look_and_what_waits_say_with_what_it_is_judged(language: str, by_person: bool, said: str) -> None:
    word = replace(WORD, by_person=by_person)
    view = a.view(s.ORDERED, c.order(1), a.errand(), word=word, word_of=("Eva",))
    last_look = DraftPages(view, (), language, s.NOW).page(Page.LAST_LOOK)
    waits = errand_card(view, a.errand(state=ErrandState.WAITS), language, s.NOW)
    for card in (last_look, waits):
        assert said in read(card).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("by_person", "said"),
    [
        (False, "With ¥ 262.50 asked back before for this purchase: ¥ 350.00"),
        (True, "With ¥ 262.50 that the same person asked back before: ¥ 350.00"),
    ],
)
def test_who_can_agree_reads_with_what_it_is_judged(by_person: bool, said: str) -> None:
    told = RefundWordNotice(
        about=order_facts(s.ORDERED, s.ORDERED.orders[0]),
        errand=5,
        by="Anna",
        asked=Fen(87_50),
        before=Fen(262_50),
        by_person=by_person,
        reason="质量问题",
        until=s.NOW,
    )
    assert said in read(notice(told, "en", s.NOW)).replace("\xa0", " ")
    alone = replace(told, before=Fen(0))
    assert "asked back before" not in read(notice(alone, "en", s.NOW))


def test_without_anything_before_they_say_only_whose_word_it_needs() -> None:
    word = replace(WORD, before=Fen(0))
    view = a.view(s.ORDERED, c.order(1), a.errand(), word=word, word_of=("Eva",))
    card = read(DraftPages(view, (), "en", s.NOW).page(Page.LAST_LOOK))
    assert "must agree: Eva" in card
    assert "asked back before" not in card


@pytest.mark.parametrize("state", [OrderState.SHIPPED, OrderState.FINISHED])
@pytest.mark.parametrize("kind", [ErrandKind.RECEIPT, ErrandKind.REFUND])
def test_an_order_with_something_unclear_offers_a_look_and_what_a_person_can_say_of_it(
    kind: ErrandKind, state: OrderState
) -> None:
    errand = Errand(5, kind, ErrandState.UNCLEAR, 1, 1, s.NOW, looked_at=s.NOW)
    order = replace(c.order(1), state=state, errands=(errand,))
    shown = View(Html(""), order_lines.keyboard(Writer("en", s.NOW), s.ORDERED, order))
    offered = {code.action for code in codes(shown)}
    assert {ButtonAction.LOOK, ButtonAction.REFUND_NOT_THERE} <= offered
    assert CANNOT_BE_ASKED & offered == set()
    labels = [button.text for row in shown.keyboard for button in row]
    assert "Ask for the refund" not in labels
    assert ("Refund" in labels) == (kind is ErrandKind.REFUND)
