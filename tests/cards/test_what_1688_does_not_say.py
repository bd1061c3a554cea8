"""Cards and messages where 1688 refused or said nothing: no blank where a number belongs, and a way on."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.orders import lists
from bot.cards.requests.request import request_card
from bot.desk.shared.views import PurchasePage, Stage
from bot.purchasing.choice import Finding, Problem
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.purchases import ChangedNotice, NotSentNotice
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import stored
from tests.cards.drawing import codes, read
from tests.cards.samples import ATTEMPT, FACTS, NOW, PRIVATE, REQUEST, SNAPSHOT, draft, step

BLANKS = (" .", " 。", " ,", ": .", "Only  ", "  are")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", list(Problem))
def test_a_problem_that_1688_names_without_a_number_shows_no_blank(language: str, problem: Problem) -> None:
    drawn = step(Stage.QUANTITY, finding=Finding(problem, reason="库存不足"))
    told = stored.view(ChangedNotice.kind, FACTS | {"problem": problem.value, "limit": None}, language, NOW)
    for text in (request_card(drawn, language, NOW, place=PRIVATE).text, told.text):
        assert not any(blank in text for blank in BLANKS), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_price_the_card_says_so_and_asks_again_by_a_press(language: str) -> None:
    drawn = step(Stage.CONFIRM, draft(snapshot=None, address_label=""), addresses=())
    view = request_card(drawn, language, NOW, place=PRIVATE)
    actions = [code.action for code in codes(view)]
    assert actions[0] is ButtonAction.QUANTITY
    assert ButtonAction.CONFIRM not in actions
    assert not any(blank in view.text for blank in BLANKS), view.text


@pytest.mark.threat("T38")
@pytest.mark.parametrize("language", LANGUAGES)
def test_sums_that_do_not_add_up_are_shown_and_nothing_can_be_bought(language: str) -> None:
    odd = Finding(Problem.SUMS, sums=(Fen(3600), Fen(800), Fen(0), Fen(-1)))
    drawn = step(Stage.CONFIRM, draft(snapshot=None, address_label=""), addresses=(), finding=odd)
    view = request_card(drawn, language, NOW, place=PRIVATE)
    actions = [code.action for code in codes(view)]
    assert (actions[0], ButtonAction.CONFIRM in actions) == (ButtonAction.QUANTITY, False)
    facts = FACTS | {"problem": "sums", "limit": None, "sums": list(odd.sums)}
    for text in map(read, (view, stored.view(ChangedNotice.kind, facts, language, NOW))):
        assert all(amount in text for amount in ("36.00", "8.00", "-¥ 0.01")), text


@pytest.mark.parametrize(("reading", "taken"), [("after discount", True), ("before discount", False), ("", False)])
def test_a_discount_that_the_goods_are_told_without_is_named_as_taken_off(reading: str, taken: bool) -> None:
    shown = replace(SNAPSHOT, discount=Fen(500), reading=reading)
    view = request_card(step(Stage.CONFIRM, draft(snapshot=shown)), "en", NOW, place=PRIVATE)
    assert ("taken off the goods already" in view.text) is taken


@pytest.mark.parametrize("reason", [OwnReason.RESTED, "AppKey is not allowed(acl)"])
def test_what_is_not_tried_again_by_itself_needs_a_person_on_its_card_and_in_the_list(reason: str) -> None:
    resting = replace(ATTEMPT, state=AttemptState.READY, due_at=None, reason=reason)
    purchase = Purchase(replace(REQUEST, state=RequestState.APPROVED), (resting,))
    card = request_card(step(Stage.PLACING, purchase), "en", NOW, place=PRIVATE)
    listed = lists.orders_page(PurchasePage((purchase,), 1, 1, "open", False), "en", NOW)
    assert card.text.startswith(NEEDS_YOU)
    assert NEEDS_YOU in listed.text
    assert "about to be placed" not in listed.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_that_the_app_has_not_is_named(language: str) -> None:
    facts = FACTS | {"reason": "AppKey is not allowed(acl)", "denied": "alibaba.trade.createCrossOrder", "again": True}
    assert "alibaba.trade.createCrossOrder" in stored.view(NotSentNotice.kind, facts, language, NOW).text
