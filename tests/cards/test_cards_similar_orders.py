"""What may be a lost order, and orders placed outside, as people see them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.orders import orders as order_cards
from bot.cards.requests import after_consent
from bot.cards.requests import details as details_cards
from bot.cards.requests.request import request_card
from bot.desk.shared.refusals import InQuarantine, UnknownOrdersUndecided
from bot.desk.shared.views import Details, Stage, UnknownOrder
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.operations import DoubtfulAttempt, PlacedOutsideNotice
from bot.purchasing.notices.purchases import FoundNotice, InDoubtNotice, NeedsPersonNotice
from bot.purchasing.requests.attempt import SimilarOrder
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import buttons, check, codes, drawn
from tests.cards.test_cards_notices import notice

OTHER = "3301686771403783000"
ALIKE = (SimilarOrder(s.ORDER_ID, Fen(86800), s.NOW), SimilarOrder(OTHER, Fen(86000), None))
DOUBTED = replace(s.ATTEMPT, alike=ALIKE)
PURCHASE = Purchase(replace(s.REQUEST, state=RequestState.APPROVED), (DOUBTED,))
ROWS = [{"order_id": s.ORDER_ID, "total": 86800, "at": s.NOW.isoformat()}]


def labels(view: View) -> list[str]:
    return [button.text for button in buttons(view)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_shows_each_order_that_may_be_it_and_offers_no_second_order(language: str) -> None:
    step = s.step(Stage.NEEDS_PERSON, PURCHASE, two_deciders=True)
    view = request_card(step, language, s.NOW)
    check(view)
    for part in (s.ORDER_ID, OTHER, "¥ 868.00", "¥ 860.00"):
        assert part in drawn(view)
    found = [Code(ButtonAction.FOUND_THIS, (7, each.order_id)) for each in ALIKE]
    assert codes(view) == [*found, Code(ButtonAction.FOUND, (7,)), Code(ButtonAction.GIVE_UP, (7,))]
    assert len([button for button in buttons(view) if button.url]) == 2


def test_the_message_that_asks_a_person_shows_them_as_well() -> None:
    view = notice(NeedsPersonNotice.kind, alike=ROWS)
    assert "It may be this purchase" in drawn(view)
    assert labels(view) == [
        f"It is this one: {s.ORDER_ID}", f"Open {s.ORDER_ID}", "I found it: enter the number",
        "It does not exist: give up",
    ]  # fmt: skip


def test_the_details_show_them_and_offer_no_second_order() -> None:
    view = details_cards.order_details(Details(PURCHASE, 4711, acts=True, two_deciders=True, blind=True), "en", s.NOW)
    assert s.ORDER_ID in drawn(view)
    assert "proves nothing" in drawn(view)
    assert ButtonAction.PLACE_ANEW not in [code.action for code in codes(view)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_giving_up_they_are_shown_and_the_second_press_is_another_code(language: str) -> None:
    view = after_consent.alike_question(DOUBTED, "1042", language, s.NOW)
    check(view)
    assert s.ORDER_ID in drawn(view)
    assert codes(view)[-1] == Code(ButtonAction.GIVE_UP_SEEN, (7, DOUBTED.alike_hash))


def test_the_second_press_names_exactly_what_was_shown() -> None:
    assert DOUBTED.alike_hash != replace(DOUBTED, alike=ALIKE[:1]).alike_hash


@pytest.mark.parametrize(("language", "words"), [("en", "proves nothing"), ("zh", "不能说明"), ("ru", "не доказывает")])
@pytest.mark.parametrize("kind", [InDoubtNotice.kind, NeedsPersonNotice.kind])
def test_every_doubt_says_that_nothing_found_proves_nothing_where_1688_does_not_show_our_reference(
    kind: NoticeKind, language: str, words: str
) -> None:
    assert words in drawn(notice(kind, language, blind=True))
    assert words not in drawn(notice(kind, language))
    assert words not in drawn(notice(kind, language, blind=True, looked_for=False))
    stage, state = (
        (Stage.DOUBT, AttemptState.IN_DOUBT)
        if kind == InDoubtNotice.kind
        else (Stage.NEEDS_PERSON, AttemptState.NEEDS_PERSON)
    )
    purchase = replace(PURCHASE, attempts=(replace(s.ATTEMPT, state=state),))
    assert words in drawn(request_card(s.step(stage, purchase, blind=True), language, s.NOW))


@pytest.mark.parametrize(("echoed", "says"), [(True, ""), (False, "does not show our reference"), (None, "")])
def test_an_order_s_details_say_that_our_reference_did_not_come_back_and_nothing_if_it_did(
    echoed: bool | None, says: str
) -> None:
    purchase = replace(s.ORDERED, orders=(replace(s.ORDER, echoed=echoed),))
    text = drawn(details_cards.order_details(Details(purchase, 4711, acts=False), "en", s.NOW))
    assert says in text
    assert ("our reference" in text.casefold()) is bool(says)


def test_an_order_of_the_one_click_call_says_nothing_of_a_reference_that_it_cannot_carry() -> None:
    purchase = replace(
        s.ORDERED, attempts=(replace(s.ATTEMPT, gateway="one_click"),), orders=(replace(s.ORDER, echoed=False),)
    )
    text = drawn(details_cards.order_details(Details(purchase, 4711, acts=False), "en", s.NOW))
    assert "our reference" not in text.casefold()


def test_what_was_attached_from_outside_says_that_nobody_approved_it_and_nothing_of_our_reference() -> None:
    attempt = replace(s.ATTEMPT, state=AttemptState.PLACED, out_order_id=f"1688-{s.ORDER_ID}")
    purchase = replace(s.ORDERED, attempts=(attempt,), orders=(replace(s.ORDER, echoed=False),))
    card = drawn(request_card(s.step(Stage.ORDERED, purchase), "en", s.NOW))
    details = drawn(details_cards.order_details(Details(purchase, 4711, acts=False), "en", s.NOW))
    for text in (card, details):
        assert "Placed outside, never approved here" in text
        assert "our reference" not in text.casefold()
    assert "never approved here" in drawn(notice(FoundNotice.kind, outside=True))
    assert "never approved here" not in drawn(notice(FoundNotice.kind))


def test_news_of_an_order_placed_by_hand_says_who_placed_it_and_not_that_nobody_approved_it() -> None:
    told = drawn(notice(FoundNotice.kind, ordered_by="Emil"))
    assert "Ordered by hand by Emil." in told
    assert "never approved" not in told


ONE = {
    "order_id": s.ORDER_ID, "total": 86800, "seller": "杭州某某服饰有限公司",
    "goods": [{"offer_id": "600000000001", "quantity": 50}], "attach": [1042, 1043],
    "doubts": [{"attempt_id": 7, "number": 1040}],
}  # fmt: skip
OUTSIDE: dict[str, Any] = {"count": 1, "outside": [ONE]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_placed_outside_says_what_it_is_and_offers_the_doubt_first(language: str) -> None:
    view = notice(PlacedOutsideNotice.kind, language, **OUTSIDE)
    for part in (s.ORDER_ID, "¥ 868.00", "600000000001", "50", "杭州某某服饰有限公司", "#1040"):
        assert part in drawn(view)
    assert [code for code in codes(view) if code.action is not ButtonAction.STILL] == [
        Code(ButtonAction.FOUND_THIS, (7, s.ORDER_ID, 1)),
        Code(ButtonAction.UNKNOWN_LINK, (s.ORDER_ID, 1042)),
        Code(ButtonAction.UNKNOWN_LINK, (s.ORDER_ID, 1043)),
        Code(ButtonAction.UNKNOWN_FOLLOW, (s.ORDER_ID,)),
        Code(ButtonAction.UNKNOWN_SETTLE, (s.ORDER_ID, 0)),
    ]


def test_several_orders_placed_outside_are_one_message_with_one_way_through_them() -> None:
    several = [*ROWS, {"order_id": OTHER, "total": 100, "at": None}]
    view = notice(PlacedOutsideNotice.kind, order_id="", count=2, outside=several)
    assert "2 orders were placed" in drawn(view)
    assert s.ORDER_ID in drawn(view)
    assert OTHER in drawn(view)
    assert codes(view) == [Code(ButtonAction.UNKNOWN_ORDERS, (0,))]


HAND = {"number": 1044, "name": "57/1", "by": "Emil"}


def test_one_that_may_be_ordered_by_hand_says_so_and_not_that_nobody_asked_for_it() -> None:
    view = notice(PlacedOutsideNotice.kind, count=1, outside=[ONE | {"by_hand": [HAND], "doubts": []}])
    assert "It may be #57/1, which Emil orders by hand." in drawn(view)
    assert "obody" not in drawn(view)
    assert "never approved" not in drawn(view)
    assert "Attach to #57/1" in labels(view)


def test_of_several_only_those_are_unasked_that_nobody_orders_by_hand() -> None:
    mine = ONE | {"order_id": OTHER, "by_hand": [HAND]}
    both = drawn(notice(PlacedOutsideNotice.kind, count=2, outside=[ONE, mine]))
    assert "1 order was placed" in both
    assert "It may be #57/1, which Emil orders by hand." in both
    none_left = drawn(notice(PlacedOutsideNotice.kind, count=2, outside=[mine, ONE | {"by_hand": [HAND]}]))
    assert "obody" not in none_left


def test_the_page_of_an_order_placed_outside_does_not_say_that_it_carries_our_reference() -> None:
    doubt = DoubtfulAttempt(attempt_id=7, number=1040, name="1040/2")
    page = UnknownOrder(s.ORDER_ID, 1, 3, None, "away", outside=True, doubts=(doubt,), candidates=(1042, 1050))
    page = replace(page, names={1042: "1042", 1050: "1041/3"})
    view = order_cards.unknown_order(page, "en", s.NOW)
    check(view)
    assert "An order placed outside · 2 of 3" in drawn(view)
    assert "our reference" not in drawn(view)
    assert "#1040" in drawn(view)
    assert labels(view)[2:7] == [
        "It is the order of #1040/2 (in doubt)", "Attach to #1042", "Attach to #1041/3", "Follow it as a purchase",
        "Ignore it",
    ]  # fmt: skip
    assert Code(ButtonAction.UNKNOWN_SETTLE, (s.ORDER_ID, 1)) in codes(view)


@pytest.mark.parametrize("form", [InQuarantine, UnknownOrdersUndecided])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_not_resume_yet_gets_the_way_to_what_is_to_be_decided(form: type[InQuarantine], language: str) -> None:
    view = answers.refusal(form(swept=True, unknown=2), language, s.NOW)
    assert "2" in drawn(view)
    assert codes(view) == [Code(ButtonAction.UNKNOWN_ORDERS, (0,))]
    assert not answers.refusal(form(swept=True, resting=1), language, s.NOW).keyboard


def test_a_made_moment_is_told_where_it_is_known() -> None:
    view = notice(NeedsPersonNotice.kind, alike=[ROWS[0] | {"at": (s.NOW - timedelta(hours=1)).isoformat()}])
    assert "made 24 Nov" in drawn(view)
