"""No answer of a handler keeps a button that no longer holds: every answer with buttons, in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction, Code, HoldsWhile
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View
from bot.cards.orders import lists
from bot.cards.orders import orders as order_cards
from bot.cards.requests import after_consent, approval, details
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.holding import as_of_now, can_lapse, holds, reply, subjects
from bot.cards.requests.request import request_card
from bot.chat import conversation
from bot.desk.ledger.stored_notices import dump, load
from bot.desk.requests.card_state import stage_of
from bot.desk.shared.views import CardState, Details, PurchasePage, Stage, Subject, WaitingPage
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.shown import ReplyNotice
from bot.purchasing.order_report import OrderState, ReadBackState
from bot.purchasing.person import Place
from bot.purchasing.requests.attempt import SimilarOrder
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import check
from tests.cards.test_standing import ALWAYS as OPENS
from tests.cards.test_standing import TOLD

ALWAYS = OPENS | {
    # The notice alone shows the words on money back, and is kept true.
    ButtonAction.REFUNDS, ButtonAction.REFUND_AGREE, ButtonAction.REFUND_TURN_DOWN,
    ButtonAction.BACK, ButtonAction.ORDERS, ButtonAction.ORDERS_FOUND, ButtonAction.SEARCH, ButtonAction.STILL,
    ButtonAction.FIND, ButtonAction.FIND_CHANGED, ButtonAction.FIND_PICTURE,
    ButtonAction.UNKNOWN_LINK,
    ButtonAction.UNKNOWN_FOLLOW, ButtonAction.UNKNOWN_SETTLE, ButtonAction.LETTERS, ButtonAction.LETTER_AGAIN,
    ButtonAction.LETTER_READ, ButtonAction.MEMBER, ButtonAction.ROLE, ButtonAction.REMOVE_ASK, ButtonAction.REMOVE,
    ButtonAction.INVITE, ButtonAction.ADD, ButtonAction.TEAM_HERE, ButtonAction.POLICY, ButtonAction.POLICY_YES,
    ButtonAction.USE_ANSWER,
    ButtonAction.UNASK, ButtonAction.MORE, ButtonAction.NOTIFY, ButtonAction.NOTIFY_SET, ButtonAction.SETTINGS,
    ButtonAction.LANGUAGE, ButtonAction.RATE_ASK, ButtonAction.RATE_STILL, ButtonAction.AWAY, ButtonAction.AWAY_YES,
    ButtonAction.LIST, ButtonAction.LIST_CHANGE, ButtonAction.LIST_LINE, ButtonAction.LIST_PIECES,
    ButtonAction.LIST_TYPE, ButtonAction.LIST_ASK, ButtonAction.LIST_LET_GO,
    ButtonAction.BACK_AGAIN, ButtonAction.POLICY_TRY, ButtonAction.HEALTH, ButtonAction.CANCEL_THIS, ButtonAction.SKU,
    ButtonAction.SKUS, ButtonAction.SKU_BUY, ButtonAction.SKU_REMOVE, ButtonAction.SKU_EXPORT,
    ButtonAction.STOP_READING, ButtonAction.READ_SHEET, ButtonAction.FORGET, ButtonAction.SETUP,
    ButtonAction.SETUP_LEAVE, ButtonAction.SETUP_ADDRESS, ButtonAction.SETUP_RULES, ButtonAction.PAY_RUN,
    ButtonAction.COST, ButtonAction.COST_ADD, ButtonAction.COST_BACK, ButtonAction.COST_PAPER,
    ButtonAction.COUNT, ButtonAction.COUNT_ALL, ButtonAction.COUNT_LINE, ButtonAction.COUNT_STEP,
    ButtonAction.COUNT_IT, ButtonAction.COUNT_RIGHT, ButtonAction.CLOSE_REST, ButtonAction.CLOSE_FOR,
    ButtonAction.COUNT_BACK,
    ButtonAction.ARRIVING, ButtonAction.ARRIVING_SHEET, ButtonAction.EXPORT, ButtonAction.EXPORT_SEND,
    ButtonAction.ARRIVING, ButtonAction.ARRIVING_SHEET, ButtonAction.REPORT, ButtonAction.REPORT_SHEET,
    ButtonAction.COMPARE_HITS, ButtonAction.COMPARE, ButtonAction.COMPARE_TYPE, ButtonAction.COMPARE_TAKE,
    ButtonAction.COMPARE_WISH,
    ButtonAction.RECEIPT_YES,
    ButtonAction.REFUND_PICK, ButtonAction.REFUND_PAGE, ButtonAction.REFUND_STEP, ButtonAction.REFUND_SEND,
    ButtonAction.REFUND_DROP, ButtonAction.REFUND_NOT_THERE, ButtonAction.REFUND_WITHDRAW, ButtonAction.REFUND_BACK,
    ButtonAction.REFUND_CARRIER, ButtonAction.REFUND_SENT,
    ButtonAction.REFUND_PIECES, ButtonAction.REFUND_WHICH, ButtonAction.REFUND_EXPLAIN, ButtonAction.REFUND_REST,
    ButtonAction.REFUND_AMOUNT, ButtonAction.REFUND_ON_SITE, ButtonAction.REFUND_THERE,
    ButtonAction.MESSAGE_THERE,
    ButtonAction.TAG, ButtonAction.TAG_THIS, ButtonAction.TAG_OTHER, ButtonAction.ORDERS_TAGS, ButtonAction.TAGGED,
}  # fmt: skip
"""Beside what only opens something: pages of a list, what a page or list of its own offers, and what is no purchase."""
ALIKE = (SimilarOrder("3301686771403783780", Fen(86800), s.NOW),)
APPROVED = replace(s.REQUEST, state=RequestState.APPROVED, approved=s.SNAPSHOT)
WAITING = replace(t.WAITING, votes=(Vote(t.CHEN, Word.APPROVE, s.SNAPSHOT.hash, s.NOW),))
DEARER = replace(s.SNAPSHOT, freight=Fen(1800), total=Fen(87800))


def tried(state: AttemptState, **more: Any) -> Purchase:
    return Purchase(APPROVED, (replace(s.ATTEMPT, state=state, **more),))


def ordered(**more: Any) -> Purchase:
    return Purchase(APPROVED, (replace(s.ATTEMPT, state=AttemptState.PLACED),), (replace(s.ORDER, **more),), s.JOURNAL)


PURCHASES = {
    "a variant is chosen": s.draft(choice=Choice.of(quantity=50), snapshot=None),
    "a quantity is chosen": s.draft(choice=Choice.of(spec_id=s.SKUS[1].spec_id), snapshot=None),
    "to be confirmed": s.draft(),
    "waits": WAITING,
    "waits at another price": replace(WAITING, request=replace(WAITING.request, snapshot=DEARER), votes=()),
    "waits without a question": replace(WAITING, questions=()),
    "agreed by Boris too": replace(WAITING, votes=(*WAITING.votes, replace(WAITING.votes[0], person_id=t.BORIS))),
    "declined": replace(WAITING, request=replace(WAITING.request, state=RequestState.REJECTED)),
    "withdrawn": replace(WAITING, request=replace(WAITING.request, state=RequestState.CANCELLED)),
    "expired": replace(WAITING, request=replace(WAITING.request, state=RequestState.EXPIRED)),
    "not taken": tried(AttemptState.READY, reason="busy", due_at=None),
    "on the wire": tried(AttemptState.SUBMITTING),
    "in doubt": tried(AttemptState.IN_DOUBT),
    "needs a person": tried(AttemptState.NEEDS_PERSON),
    "may be another": tried(AttemptState.NEEDS_PERSON, alike=ALIKE),
    "doubted anew": tried(AttemptState.NEEDS_PERSON, id=8),
    "in conflict": tried(AttemptState.CONFLICT),
    "refused": tried(AttemptState.REFUSED, reason="no"),
    "given up": tried(AttemptState.ABANDONED),
    "being checked": ordered(checked=ReadBackState.CHECKING),
    **{f"ordered, {state}": ordered(state=state) for state in OrderState},
    "ordered, costs less": ordered(total=Fen(85800)),
    "ordered, costs more": ordered(total=Fen(87800)),
    "asked about a price": replace(
        ordered(total=Fen(87800)), request=replace(APPROVED, state=RequestState.PENDING, snapshot=DEARER)
    ),
}  # fmt: skip


def state(purchase: Purchase) -> CardState:
    """The purchase with the stage that it really has then, as the desk derives it."""
    stage, finding = stage_of(purchase, s.ALL)
    known = s.step(stage, purchase, finding=finding, two_deciders=True, settle_from=s.NOW - timedelta(minutes=1))
    return t.step(stage, purchase) if stage is Stage.APPROVAL else known


STATES = {name: state(purchase) for name, purchase in PURCHASES.items()}


def in_detail(step: CardState) -> View:
    return details.order_details(Details(step.purchase, 4711, acts=True, two_deciders=True), "en", s.NOW)


def pay_links(step: CardState) -> View:
    return order_cards.pay_links(step.purchase.orders[0], "1042", "en", s.NOW)


ANSWERS: dict[str, tuple[str, Callable[[CardState], View]]] = {
    "why not?": ("waits", lambda _: approval.ask_reason(1042, "1042", s.SNAPSHOT.hash, "en")),
    "approve this": ("waits", lambda step: approval.agree_to_this(step, "en", s.NOW)),
    "take it back": ("agreed by Boris too", lambda step: approval.agree_to_this(step, "en", s.NOW, said=True)),
    "ways to pay": ("ordered, to_pay", pay_links),
    "cancel it?": (
        "ordered, to_pay",
        lambda step: people.cancel_question(step.purchase, step.purchase.orders[0], "en"),
    ),
    "none of these?": (
        "may be another",
        lambda step: after_consent.alike_question(step.purchase.attempts[0], "1042", "en", s.NOW),
    ),
    **{f"details, {name}": (name, in_detail) for name in PURCHASES},
}
"""Each answer about one purchase that can have buttons, and the state in which it is given."""
CAN_LAPSE = [name for name, (given_in, draw) in ANSWERS.items() if any(can_lapse(draw(STATES[given_in])))]
ALWAYS_HOLD = [name for name in ANSWERS if name not in CAN_LAPSE]
LISTS = (
    lists.orders_page(PurchasePage(tuple(PURCHASES.values()), 1, 3, "open"), "en", s.NOW),
    approval.pending_list(WaitingPage((STATES["waits"],), 1, 1, 1), "en", s.NOW),
    order_cards.trace([s.TRACE], "en", s.NOW),
    people.seller_chat("https://amos.alicdn.com/x", "en"),
)


def pressable(view: View) -> set[str]:
    return {button.means or button.data for row in view.keyboard for button in row} - {""}


@cache
def offered(name: str, reader: int) -> set[str]:
    """What the cards and the details of a state offer, and what is asked after a press on one of those."""
    step = STATES[name]
    cards = [
        request_card(step, "en", s.NOW, CardTurn(more=more), place=Place(each))
        for each in (reader, 4711)
        for more in (False, True)
    ]
    found = set[str]().union(*map(pressable, [*cards, in_detail(step)]))
    if any(Code.parse(each).action is ButtonAction.MORE for each in found):
        found |= pressable(order_cards.more(step.purchase.orders[0], "1042", "en", s.NOW, payer=True))
    for code in map(Code.parse, sorted(found)):
        match code.action:
            case ButtonAction.DECLINE:
                found |= pressable(approval.ask_reason(1042, "1042", str(code.args[1]), "en"))
            case ButtonAction.CANCEL_ASK:
                found |= pressable(people.cancel_question(step.purchase, step.purchase.orders[0], "en"))
            case ButtonAction.PAY:
                found |= pressable(pay_links(step))
            case ButtonAction.GIVE_UP if step.purchase.attempts[0].alike:
                found |= pressable(after_consent.alike_question(step.purchase.attempts[0], "1042", "en", s.NOW))
    return found


def test_each_action_holds_in_every_state_or_says_when_it_does() -> None:
    assert {each.holds for each in ButtonAction} == {None, *HoldsWhile}
    assert {each for each in ButtonAction if each.holds is None} == ALWAYS


@pytest.mark.parametrize("name", ALWAYS_HOLD)
def test_an_answer_without_a_button_that_can_lapse_is_not_kept_in_mind(name: str) -> None:
    given_in, draw = ANSWERS[name]
    assert reply(draw(STATES[given_in])) is None
    assert name.startswith("details, "), "what asks something can lapse"


@pytest.mark.parametrize("name", CAN_LAPSE)
def test_an_answer_keeps_its_buttons_exactly_while_its_purchase_offers_them(name: str) -> None:
    given_in, draw = ANSWERS[name]
    view = draw(STATES[given_in])
    told = reply(view)
    codes = set(can_lapse(view))
    assert told is not None
    assert codes
    assert holds(told, STATES[given_in], t.BORIS if name != "approve this" else t.DARIA)
    for now, step in STATES.items():
        reader = t.DARIA if name == "approve this" else t.BORIS
        assert holds(told, step, reader) is (codes <= offered(now, reader)), now


@pytest.mark.parametrize("kind", TOLD)
def test_a_notice_that_keeps_its_buttons_has_none_that_its_purchase_would_not_offer_now(kind: NoticeKind) -> None:
    facts = s.FACTS | {"hash": s.SNAPSHOT.hash, "question_id": 2, "private": True}
    told, codes = stored.message(kind, facts), set(can_lapse(stored.view(kind, facts, "en", s.NOW)))
    for (now, step), reader in product(STATES.items(), (4711, t.BORIS)):
        assert not holds(told, step, reader) or codes <= offered(now, reader), now


def test_who_agreed_elsewhere_keeps_no_button_to_agree_and_a_group_does() -> None:
    told = reply(approval.agree_to_this(STATES["waits"], "en", s.NOW))
    assert told is not None
    agreed = STATES["agreed by Boris too"]
    assert [holds(told, agreed, reader) for reader in (t.BORIS, t.DARIA, None)] == [False, True, True]


@pytest.mark.parametrize("view", LISTS)
def test_lists_traces_and_links_only_open_things_so_that_nothing_on_them_can_lie(view: View) -> None:
    assert view.keyboard
    assert reply(view) is None


def test_a_page_that_shows_what_is_left_by_itself_is_not_touched() -> None:
    page = Code(ButtonAction.FOUND_THIS, (7, s.ORDER_ID, 1)).text
    assert list(subjects((page, Code(ButtonAction.FOUND_THIS, (7, s.ORDER_ID)).text))) == [(Subject.ATTEMPT, 7)]


@pytest.mark.parametrize(("language", "name"), [*product(LANGUAGES, CAN_LAPSE)])
def test_an_answer_that_is_over_keeps_its_words_and_says_what_is_now(language: str, name: str) -> None:
    given_in, draw = ANSWERS[name]
    told = reply(draw(STATES[given_in]))
    assert told is not None
    assert load(ReplyNotice.kind, dump(told)) == told
    now = as_of_now(
        View(Html(told.text), picture=told.picture),
        request_card(STATES["ordered, paid"], language, s.NOW),
        language,
        s.NOW,
    )
    check(now)
    assert now.keyboard == ()
    assert "#1042" in now.text.rpartition("\n")[2]


def test_no_handler_posts_or_edits_past_what_keeps_buttons_true() -> None:
    """Everything goes through `Conversation.say` and `show`; the rest has no buttons about a purchase."""
    folder = Path(conversation.__path__[0])
    direct = {
        (path.name, line.strip())
        for path in folder.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(
            call in line for call in ("sender.post", "sender.send(", "sender.edit", ".send_message(", ".edit_message")
        )
    }
    assert {name for name, _ in direct} == {
        "conversation.py",
        "guard.py",
        "groups.py",
        "setup.py",
        "sheets.py",
        "teams.py",
    }
    assert len([name for name, _ in direct if name == "conversation.py"]) == 4
