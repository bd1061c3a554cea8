"""Refusals, errors, lists, details, greetings: one clear sentence each, and a button where one helps."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import answers, people
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import code
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import FAILED
from bot.cards.operations.health import ASK_1688, health, in_group, jobs
from bot.cards.orders import lists
from bot.cards.orders import orders as order_cards
from bot.cards.requests import details
from bot.desk.shared.refusal import PlainWhy, RefusalReason, Why
from bot.desk.shared.refusals import (
    REASONS,
    AlreadyHasRole,
    LanguageUnknown,
    NoLonger,
    NotAnApprover,
    OverYourLimit,
    PolicyWrong,
    RateWrong,
    Repeat,
    RoleUnknown,
    TooEarly,
    ZoneUnknown,
    why_of,
)
from bot.desk.shared.views import Details, DiskRoom, Health, PurchasePage, Tick, UnreadableOrder
from bot.market import errors
from bot.purchasing.approval.policy import RuleFault
from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
from bot.purchasing.reading.classify_url import NoOffer, Reason
from bot.purchasing.reading.quantity import QuantityFault, Wrong
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import buttons, check, coded, codes, drawn

WELL = Health(s.NOW, (Tick("watch", s.NOW),), s.NOW, 3, 0, 0, 0, 0, 1, False)
MARKET_ERRORS = [
    errors.MarketError,
    errors.Unreachable,
    errors.Throttled,
    errors.NotAllowed,
    errors.LoginNeeded,
    errors.Rejected,
    errors.NotFound,
    errors.Misunderstood,
]


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def checked(view: View) -> str:
    check(view)
    return drawn(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", REASONS)
def test_every_refusal_is_said(key: str, language: str) -> None:
    facts = {"number": 1042, "state": "paid", "reason": "已发货", "why": "content", "limit": 500, "person_id": 4711}
    full = checked(answers.refusal(why_of(key, **facts, at=s.NOW, order_id=s.ORDER_ID), language))
    assert full.startswith("⚠️ ")
    checked(answers.refusal(why_of(key), language))


def test_a_request_has_its_sign_and_an_order_number_stays_as_it_is() -> None:
    assert drawn(answers.refusal(PlainWhy(which=RefusalReason.UNKNOWN_ORDER, number=1042), "en")) == (
        "⚠️ There is no order #1042. /orders shows what is there."
    )
    assert "There is no order 3301686771403783779." in drawn(
        answers.refusal(PlainWhy(which=RefusalReason.UNKNOWN_ORDER, number=s.ORDER_ID), "en")
    )


def test_a_refusal_too_early_says_from_when_on_or_how_many_looks() -> None:
    known, unknown = (TooEarly(at=at, looks=1, needed_looks=3) for at in (s.NOW, None))
    assert "from 24 Nov 14:05 (Beijing) on (1 of 3 looks done)" in drawn(answers.refusal(known, "en"))
    assert "1 of 3 looks are done" in drawn(answers.refusal(unknown, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MARKET_ERRORS)
def test_every_error_of_the_market_says_that_nothing_was_bought(kind: type[errors.MarketError], language: str) -> None:
    text = checked(answers.market_error(kind("alibaba.trade.get", "原因", "500"), language))
    assert text.splitlines()[-1] in {"Nothing was bought by this.", "这一步没有买任何东西。", "Этим ничего не куплено."}


def test_1688s_own_words_are_shown_only_where_they_help() -> None:
    assert "原因" in drawn(answers.market_error(errors.Rejected("c", "原因"), "en"))
    assert "原因" not in drawn(answers.market_error(errors.Unreachable("c", "原因"), "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_rejected_text_gets_one_sentence(reason: Reason, language: str) -> None:
    text = checked(answers.link_problem(NoOffer(reason, "x", "evil.example"), language))
    assert "\n" not in text
    assert ("evil.example" in text) is (reason is Reason.FOREIGN_HOST)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", QuantityFault)
def test_every_wrong_quantity_gets_one_sentence(fault: QuantityFault, language: str) -> None:
    assert "\n" not in checked(answers.quantity_problem(Wrong(fault), language))


def test_a_bare_number_is_opened_only_by_a_press() -> None:
    view = answers.bare_number("600000000001", 50, "", "en")
    assert drawn(view) == "Is 600000000001 the number of a product on 1688?\n[Yes, open it]*"
    assert codes(view) == [Code(ButtonAction.OPEN, ("600000000001", 50))]


def test_a_bare_number_keeps_the_words_beside_it_or_says_that_it_does_not() -> None:
    kept = answers.bare_number("600000000001", 0, "5 white/M", "en")
    assert codes(kept) == [Code(ButtonAction.OPEN, ("600000000001", 0, "5 white/M"))]
    lost = answers.bare_number("600000000001", 0, "white " * 20, "en")
    assert codes(lost) == [Code(ButtonAction.OPEN, ("600000000001", 0))]
    assert "I did not understand: “white white" in drawn(lost)
    turned = answers.bare_number("600000000001", 0, "\u202e12", "en")
    assert codes(turned) == [Code(ButtonAction.OPEN, ("600000000001", 0))]


SENTENCES = (
    "no-text", *(f"no-text-{kind}" for kind in ("voice", "sticker", "location", "file", "answer")),
    "courtesy-hello", "courtesy-thanks", "channel-goodbye", "old-button", "question-over", "unknown-command",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_simple_answers_are_alerts_too(language: str) -> None:
    for view in (
        *(answers.sentence(language, key) for key in SENTENCES),
        answers.sentence(language, "gave-up", FAILED),
        people.no_identity(language),
        answers.several_links(100, 4, language),
        people.group_hello(language, True, "caigou_bot"),
        people.group_hello(language, False, "caigou_bot"),
        people.asking(language, "ask-quantity", number="1042"),
        people.asking(language, "ask-seller-note", order=code(s.ORDER_ID)),
        people.ask_cancel([s.ORDERED, s.PURCHASE], language),
        people.help_text(language, frozenset(Role), private=True, alone=True),
        people.help_text(language, frozenset(Role), private=False),
    ):
        check(view)
        assert view.alert


def test_a_stranger_learns_the_number_that_an_admin_needs() -> None:
    assert drawn(people.stranger("en", 4711)) == (
        "I do not know you yet. Your number is 4711; give it to an admin of your team."
    )
    assert "4711" in drawn(people.start("en", 4711, may_buy=False))
    assert "4711" not in drawn(people.start("en", 4711, may_buy=True))


def test_a_group_learns_what_works_in_it() -> None:
    assert "@caigou_bot" in drawn(people.group_hello("en", False, "caigou_bot"))
    assert "administrator" not in drawn(people.group_hello("en", True, "caigou_bot"))


def test_an_order_is_cancelled_by_a_second_press() -> None:
    view = people.cancel_question(s.ORDERED, s.ORDER, "en")
    assert checked(view) == (
        "⚠️ #1042 · cancel this order on 1688?\n50 pcs · White / M · T-shirt, pure cotton\n¥ 868.00\n"
        f"1688 no. {s.ORDER_ID}\n[Yes, cancel it]- [No, keep it]"
    )
    assert [code.action for code in codes(view)] == [ButtonAction.CANCEL_YES, ButtonAction.CANCEL_NO]


def test_a_chat_link_that_is_none_is_said_to_be_missing() -> None:
    assert checked(people.seller_chat("https://amos.alicdn.com/getcid.aw?uid=x", "en")).endswith("[Open the chat]")
    assert "gives no chat link" in checked(people.seller_chat("aliim:sendmsg", "en"))


def test_fresh_pay_links_stand_alone() -> None:
    view = order_cards.pay_links(s.ORDER, "1042", "en", s.NOW)
    assert checked(view).startswith("💴 #1042 · pay on 1688\n")
    assert [button.text for button in buttons(view)] == ["Pay (opens 1688)", "Copy number"]
    assert checked(order_cards.pay_links(replace(s.ORDER, pay=()), "1042", "en", s.NOW)).startswith(
        "💴 #1042 · no way to pay"
    )


def test_a_page_of_purchases_leads_to_each_one() -> None:
    view = lists.orders_page(PurchasePage((s.ORDERED, s.PURCHASE), 2, 3, "to_pay"), "en", s.NOW)
    assert checked(view).splitlines()[:3] == [
        "Orders · To pay · page 2 of 3",
        "💴 #1042 · to be paid · ¥ 868.00",
        "50 pcs · White / M · T-shirt, pure…",
    ]
    assert coded(view, ButtonAction.DETAILS) == [Code(ButtonAction.DETAILS, ("1042",))] * 2
    assert Code(ButtonAction.ORDERS, ("to_pay", 1)) in codes(view)
    assert Code(ButtonAction.ORDERS, ("to_pay", 3)) in codes(view)


def test_a_page_that_was_found_names_the_words_and_its_buttons_keep_them() -> None:
    page = PurchasePage((s.ORDERED,), 2, 3, "to_pay", told=s.NOW - timedelta(minutes=61))
    view = lists.orders_page(page, "en", s.NOW, 7, "mug <b>318")
    assert checked(view).splitlines()[:3] == [
        "Orders · 🔎 mug <b>318 · page 2 of 3",
        "As 1688 told it: 24 Nov 13:04 (Beijing)",
        "💴 #1042 · to be paid · ¥ 868.00",
    ]
    assert coded(view, ButtonAction.ORDERS) == []
    turned = [code.args for code in coded(view, ButtonAction.ORDERS_FOUND)]
    assert {(7, "to_pay", 1), (7, "to_pay", 3), (7, "all", 1)} < set(turned)
    assert "1688 told" not in checked(lists.orders_page(replace(page, told=s.NOW), "en", s.NOW, 7, "mug"))


@pytest.mark.parametrize(("chosen", "advice"), [("all", "Try fewer words"), ("open", "Look under “All”")])
def test_a_search_that_finds_nothing_says_what_was_searched_and_what_would_find_more(chosen: str, advice: str) -> None:
    text = checked(lists.orders_page(PurchasePage((), 1, 1, chosen), "en", s.NOW, 7, "mug"))
    missing = [each for each in ("🔎 mug", "titles, variants, sellers", "waybills", advice) if each not in text]
    assert (missing, "Send a 1688 link" in text) == ([], False)


def test_an_empty_page_says_how_to_begin() -> None:
    view = lists.orders_page(PurchasePage((), 1, 1, "open"), "en", s.NOW)
    assert "Nothing here. Send a 1688 link to begin." in checked(view)
    assert [button.text for button in view.keyboard[0]] == ["• Open", "To pay", "Paid"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("attempt", AttemptState)
def test_every_state_has_its_line_in_the_list(state: RequestState, attempt: AttemptState, language: str) -> None:
    purchase = Purchase(replace(s.REQUEST, state=state), (replace(s.ATTEMPT, state=attempt),))
    checked(lists.orders_page(PurchasePage((purchase,), 1, 1, "all"), language, s.NOW))
    checked(details.order_details(Details(purchase, 4711, acts=True), language, s.NOW))


def test_the_details_say_how_many_older_steps_they_leave_out() -> None:
    journal = tuple(JournalEntry(s.NOW + timedelta(minutes=n), "looked", 4711, {}) for n in range(17))
    shown = Details(replace(s.ORDERED, journal=journal), s.ANNA.id, acts=True)
    text = checked(details.order_details(shown, "en", s.NOW))
    assert "What happened\n… 2 older steps are left out\n24 Nov 14:07 (Beijing)" in text
    assert "left out" not in checked(details.order_details(replace(shown, purchase=s.ORDERED), "en", s.NOW))


def test_health_is_well_or_says_what_is_not() -> None:
    assert checked(health(WELL, "en", admin=True)).startswith("✅ All is well\n")
    ill = replace(
        WELL,
        doubts=1,
        unknown=2,
        dead_updates=1,
        dead_messages=3,
        paused=True,
        pause_reason="stocktaking",
        market_error="gw.QosAppFrequencyLimit",
        last_watch=None,
        ticks=(Tick("outbox", None, "no route"),),
    )
    text = checked(health(ill, "en", admin=True))
    assert text.startswith("⚠️ Something needs attention\nBuying is paused.\nstocktaking\n")
    for words in (
        "1 order is in doubt",
        "2 orders turned up",
        "3 messages of mine",
        "No look at 1688 yet",
        "1 regular job",
    ):
        assert words in text
    assert "outbox" not in text
    assert "outbox · never\nno route" in checked(jobs(ill, "en"))


def test_only_jobs_that_are_late_or_failed_are_named_and_the_others_counted() -> None:
    well, late = (Tick("outbox", s.NOW), Tick("sweep", s.NOW)), Tick("watch", s.NOW - timedelta(hours=2), late=True)
    ticks = (*well, late, Tick("copies", s.NOW, "disk full"))
    text = checked(jobs(replace(WELL, ticks=ticks), "en"))
    assert text.startswith(
        "2 regular jobs ran as they should\n\nLate or failed, and when each last ran well:\nwatch · "
    )
    assert "disk full" in text
    assert "outbox" not in text
    assert checked(jobs(replace(WELL, ticks=ticks[:1]), "en")).startswith("1 regular job ran as it should\n[")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_no_admin_reads_only_whether_it_is_bought_and_nobody_but_admins_reads_names_of_jobs(
    language: str,
) -> None:
    ill = replace(WELL, paused=True, pause_reason="stocktaking", unknown=2, market_error="gw.Limit",
                  ticks=(Tick("outbox", None, "no route"),))  # fmt: skip
    for shown in (health(ill, language, admin=False), in_group(ill, language, "caigou_bot")):
        text = checked(shown)
        assert "stocktaking" in text
        assert not any(word in text for word in ("outbox", "no route", "gw.Limit"))
        assert [code.args for code in codes(shown)] in ([], [(ASK_1688,)])
    lines = checked(health(replace(WELL, unknown=2), language, admin=False)).splitlines()
    assert len(lines) == 5
    team_admin = health(replace(WELL, unknown=2, dead_updates=1), language, admin=True)
    assert [code.action for code in codes(team_admin)] == [ButtonAction.LETTERS, ButtonAction.HEALTH]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_tasks_of_these_roles_in_at_most_twelve_lines(language: str) -> None:
    def shown(*roles: Role, private: bool = True) -> str:
        return checked(people.help_text(language, frozenset(roles), private=private))

    assert len(checked(people.help_text(language, frozenset(Role), private=True)).splitlines()) <= 12
    asks, decides, pays, rules, receives = (shown(role) for role in Role)
    assert re.findall("/[a-z]+", receives) == ["/arrivals", "/order", "/team", "/notify", "/language", "/status"]
    for text, theirs in ((asks, "/search"), (decides, "/pending"), (rules, "/rate")):
        assert [theirs in each for each in (asks, decides, pays, rules)].count(True) == 1
        assert theirs in text
    assert all(each in asks for each in ("/template", "/list", "/sku"))
    assert "/pause" not in asks + decides + pays
    assert "/away" not in asks + pays
    assert len(shown(*Role, private=False).splitlines()) < len(shown(*Role).splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_that_1688s_list_does_not_tell_are_named_with_their_requests(language: str) -> None:
    unread = tuple(UnreadableOrder(f"33016867714037837{n:02}", str(n or ""), s.NOW) for n in range(12))
    text = checked(health(replace(WELL, unread=unread), language, admin=True))
    assert text.startswith("⚠️")
    assert "#9 · 3301686771403783709 · " in text
    assert "3301686771403783710" not in text
    assert " 2 " in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_little_room_on_the_disk_needs_somebody_and_is_said_to_admins_with_what_is_left(language: str) -> None:
    low, full = (replace(WELL, disk=DiskRoom(free, 20_000_000)) for free in (499_000_000, 12_000_000))
    said = [checked(health(each, language, admin=True)) for each in (low, full)]
    assert [text.partition(" ")[0] for text in said] == ["⚠️", "⚠️"]
    assert "499 " in said[0]
    assert "12 " in said[1]
    assert said[0].splitlines()[1].rpartition("499")[2] != said[1].splitlines()[1].rpartition("12")[2]
    assert "499" not in checked(health(low, language, admin=False))


@pytest.mark.parametrize("disk", [None, DiskRoom(501_000_000, 20_000_000), DiskRoom(51_000_000)])
def test_enough_room_on_the_disk_is_no_news(disk: DiskRoom | None) -> None:
    assert health(replace(WELL, disk=disk), "en", admin=True) == health(WELL, "en", admin=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", OrderState)
def test_details_of_every_state_are_drawn(state: OrderState, language: str) -> None:
    orders = (replace(s.ORDER, state=state, parcels=(s.PARCEL,)), replace(s.ORDER, order_id="2"))
    checked(details.order_details(Details(replace(s.ORDERED, orders=orders), 4711, acts=True), language, s.NOW))
    checked(details.order_details(Details(replace(s.ORDERED, orders=orders[:1]), 4711, acts=True), language, s.NOW))


@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_placed_outside_are_a_mild_line_and_a_reference_that_does_not_come_back_is_trouble(
    language: str,
) -> None:
    well = checked(health(replace(WELL, outside=2), language, admin=True, owner=True))
    assert well.startswith("✅")
    assert "2" in well
    assert ButtonAction.UNKNOWN_ORDERS in [
        code.action for code in codes(health(replace(WELL, outside=2), language, admin=True, owner=True))
    ]
    assert "outOrderId" in checked(health(replace(WELL, blind=True), language, admin=True))
    assert not checked(health(replace(WELL, blind=True), language, admin=True)).startswith("✅")


@pytest.mark.parametrize(("why", "words"), [
    (OverYourLimit(number=7, limit=Fen(100_00), total=Fen(105_00)), "#7: ¥ 105.00 is above your limit of ¥ 100.00"),
    (ZoneUnknown(zone="Mars"), "the time zone “Mars”"), (RateWrong(rate="USD abc"), "“USD abc” is no rate"),
    (RoleUnknown(role="boss"), "“boss” is no role"), (AlreadyHasRole(role="buyer"), "The role buyer is held already"),
    (LanguageUnknown(known=("en", "zh")), "these languages: en, zh."),
    (NoLonger(number=7, state="approved", by="Boris, Chen"), "Decided by Boris, Chen"),
    (NotAnApprover(number=7, deciders="Boris, Chen"), "Its approvers: Boris, Chen."),
    (Repeat(number=7, same=s.ORDERED), "#7: the same variant was asked for or ordered lately: #1042"),
    (PolicyWrong(faults=(RuleFault("unheard-of", "There is no rule for that."),)), "• There is no rule for that."),
])  # fmt: skip
def test_whatever_a_refusal_knows_it_says(why: Why, words: str) -> None:
    assert words in checked(answers.refusal(why, "en"))


def test_a_request_that_moved_on_is_in_the_state_that_its_card_shows() -> None:
    why = NoLonger(number=1042, state="approved", by="Boris")
    said = checked(answers.moved_on(why, s.ORDERED, "en", s.NOW, renewed=True))
    assert said == "⚠️ #1042 has moved on: to be paid. Decided by Boris. The card is up to date now."
    assert "card" not in checked(answers.moved_on(why, s.ORDERED, "en", s.NOW, renewed=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_in_plain_words_leads_to_the_list_that_helps_and_to_a_search(language: str) -> None:
    asked = answers.no_product("退款 refund возврат", language)
    assert codes(asked)[0] == Code(ButtonAction.ORDERS, ("all", 1))
    assert codes(asked)[1].action is ButtonAction.SEARCH
