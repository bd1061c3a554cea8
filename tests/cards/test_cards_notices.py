"""What is told when something happened."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import join
from bot.cards.blocks.sums import as_of
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.notices.notices import notice as told_at
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.approvals import RestsNotice
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.operations import MorningNotice, UndeliveredNotice, UnknownOrderNotice
from bot.purchasing.notices.purchases import (
    CancelledNotice,
    ChangedNotice,
    InDoubtNotice,
    NeedsPersonNotice,
    NotSentNotice,
    PaidNotice,
    PaySoonNotice,
    PlacedNotice,
    PriceChangedNotice,
    RefusedNotice,
    ShippedNotice,
)
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards.drawing import buttons, check, coded, codes, drawn

HOURS = timedelta(hours=2)
TOLD = [kind for kind in NOTICE_KINDS.values() if kind not in WORDLESS]


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def notice(kind: NoticeKind, language: str = "en", resent: bool = False, **changes: Any) -> View:
    view = stored.view(kind, s.FACTS | changes, language, s.NOW, resent)
    check(view)
    return view


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TOLD)
def test_every_notice_is_told_in_every_language(kind: NoticeKind, language: str) -> None:
    told = stored.message(kind, s.FACTS)
    of_a_request = hasattr(told, "about") or hasattr(told, "number")
    assert drawn(notice(kind, language)).splitlines()[0].count("#1042") == of_a_request


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TOLD)
def test_a_notice_without_facts_still_says_what_happened(kind: NoticeKind, language: str) -> None:
    view = stored.view(kind, {}, language, s.NOW)
    check(view)
    assert [code for code in codes(view) if "" in code.args] == []


def test_no_two_notices_begin_alike() -> None:
    first = [drawn(notice(kind)).splitlines()[0] for kind in TOLD]
    assert len(set(first)) == len(first)


def test_a_placed_order_leads_to_the_payment() -> None:
    view = notice(PlacedNotice.kind)
    assert drawn(view) == (
        "💴 #1042 · ordered, to be paid\n"
        "50 pcs · White / M · T-shirt, pure cotton\n"
        "¥ 868.00 · to pay by 25 Nov 14:05 (Beijing)\n"
        "1688 no. 3301686771403783779\n"
        "✅ Approved by Anna\n"
        "[Pay (opens 1688)]* [QR]\n"
        "[Copy number] [More]"
    )
    assert view.keyboard[0][0].url == s.PAY[0].url


def test_a_repeated_message_says_so() -> None:
    assert drawn(notice(PaidNotice.kind, resent=True)).splitlines()[0] == "✅ #1042 · paid (sent again)"


def test_what_changed_after_the_consent_can_be_consented_to_anew() -> None:
    view = notice(ChangedNotice.kind)
    assert drawn(view).splitlines()[:5] == [
        "⚠️ #1042 · changed after you confirmed it",
        "50 pcs · White / M · T-shirt, pure cotton",
        "¥ 868.00 agreed → ¥ 918.00, +5.8 %",
        "unit price: ¥ 17.20 → ¥ 18.20",
        "Nothing was ordered. Buy at the new terms?",
    ]
    assert coded(view, ButtonAction.CONFIRM) == [Code(ButtonAction.CONFIRM, (1042, s.FACTS["hash"]))]
    assert coded(notice(ChangedNotice.kind, hash=""), ButtonAction.CONFIRM) == []


def test_a_request_that_cannot_be_had_any_more_says_why_and_offers_no_consent() -> None:
    view = notice(ChangedNotice.kind, hash="", fields={}, problem="not_enough_stock", limit=7, unit="pcs", reason="")
    assert "In stock: only 7 pcs" in drawn(view)
    assert "Buy at the new terms" not in drawn(view)
    assert coded(view, ButtonAction.CONFIRM) == []


def test_a_fall_in_price_is_told_with_its_sign() -> None:
    fall: dict[str, Any] = {"fields": {"total": [86800, 80000]}, "total": 80000}
    told = notice(PriceChangedNotice.kind, asked=False, hash="", **fall)
    assert "¥ 868.00 → ¥ 800.00 (-¥ 68.00, -7.8 %)" in drawn(told)
    assert "¥ 868.00 agreed → ¥ 800.00, -7.8 %" in drawn(notice(PriceChangedNotice.kind, **fall))


def test_a_price_from_nothing_has_no_percentage() -> None:
    rise = {"total": [0, 100]}
    told = notice(PriceChangedNotice.kind, asked=False, hash="", fields=rise)
    assert "¥ 0.00 → ¥ 1.00 (+¥ 1.00)" in drawn(told)
    assert "¥ 0.00 agreed → ¥ 1.00, +¥ 1.00" in drawn(notice(PriceChangedNotice.kind, fields=rise))


def test_a_doubt_needs_nobody_until_it_does() -> None:
    assert notice(InDoubtNotice.kind).keyboard == ()
    actions = [code.action for code in codes(notice(NeedsPersonNotice.kind))]
    assert actions == [ButtonAction.FOUND, ButtonAction.PLACE_ANEW, ButtonAction.GIVE_UP]
    alone = [code.action for code in codes(notice(NeedsPersonNotice.kind, two_deciders=False))]
    assert alone == [ButtonAction.FOUND, ButtonAction.GIVE_UP]


def test_parcels_can_be_copied_and_traced() -> None:
    view = notice(ShippedNotice.kind)
    assert "中通快递 · 76541234567890" in drawn(view)
    assert coded(view, ButtonAction.TRACK) == [Code(ButtonAction.TRACK, (s.ORDER_ID,))]
    assert [button.copy for button in buttons(view) if button.copy] == ["76541234567890"]


def test_an_unpaid_order_that_was_closed_owes_no_money() -> None:
    assert "goes back the way it came" in drawn(notice(CancelledNotice.kind))
    assert "Nothing had been paid." in drawn(notice(CancelledNotice.kind, was_paid=False))


def test_an_order_not_taken_says_whether_it_is_tried_again() -> None:
    assert "Next try: 24 Nov 14:05 (Beijing)" in drawn(notice(NotSentNotice.kind))
    assert "I do not try again by myself" in drawn(notice(NotSentNotice.kind, again=False, at=None))


@pytest.mark.parametrize(("language", "since", "then"), [
    ("en", "Not clear since", "I ask you here"),
    ("zh", "情况不明", "我会在这里问您"),
    ("ru", "Неясно с", "я спрошу вас"),
])  # fmt: skip
def test_a_doubt_says_since_when_what_the_bot_does_and_what_a_person_may_do(
    language: str, since: str, then: str
) -> None:
    text = drawn(notice(InDoubtNotice.kind, language))
    assert since in text
    assert then in text
    assert "24" in next(line for line in text.splitlines() if since in line)
    unsearchable = drawn(notice(InDoubtNotice.kind, language, looked_for=False))
    assert since in unsearchable
    assert then not in unsearchable


def test_what_was_agreed_to_after_a_restore_waits_for_a_look_at_1688() -> None:
    view = notice(RestsNotice.kind)
    assert "This may have been ordered since then" in drawn(view)
    assert "I could not recognise it by our reference" in drawn(view)
    assert [button.text for button in buttons(view)] == ["It was not ordered: place it", "Cancel"]


def test_an_unexpected_order_can_be_seen_copied_and_settled() -> None:
    view = notice(UnknownOrderNotice.kind)
    assert [button.text for button in buttons(view)] == [
        "Open on 1688", "Copy number", "Decide one by one", "It is settled",
    ]  # fmt: skip
    assert s.ORDER_ID in buttons(view)[0].url


def test_an_undelivered_message_names_itself() -> None:
    text = drawn(notice(UndeliveredNotice.kind))
    assert "“paid”" in text
    assert "To -100123" in text


def test_chinese_readers_get_the_original_words_where_they_are_known() -> None:
    facts: dict[str, Any] = {"title_original": "示例短袖T恤", "variant_original": "白色 / M", "unit_original": "件"}
    text = drawn(notice(PaidNotice.kind, "zh", **facts))
    assert "50 件 · 白色 / M · 示例短袖T恤" in text
    assert "T-shirt, pure cotton" in drawn(notice(PaidNotice.kind, "en", **facts))


@pytest.mark.parametrize("odd", [{"total": "a lot"}, {"pay_by": "tomorrow"}, {"pay": [{"way": "gold"}, 7]}])
def test_facts_of_a_wrong_form_are_an_error_and_no_half_message(odd: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="OrderFacts"):
        notice(PlacedNotice.kind, **odd)


def test_a_pay_link_that_is_no_web_address_never_becomes_a_button() -> None:
    pay = [{"way": "alipay", "url": "javascript:alert(1)", "reason": ""}]
    assert [button for button in buttons(notice(PlacedNotice.kind, pay=pay)) if button.url] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parcel_s_number_can_be_copied(language: str) -> None:
    parcels = [{"company": "中通快递", "bill_no": f"7654123456{n:04}"} for n in (7, 8, 9)]
    for shown, count in ((parcels[:1], 1), (parcels, 3)):
        view = stored.view(ShippedNotice.kind, s.FACTS | {"parcels": shown}, language, s.NOW)
        check(view)
        copied = [button for row in view.keyboard for button in row if button.copy]
        assert [button.copy for button in copied] == [each["bill_no"] for each in shown]
        assert len({button.text for button in copied}) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_parcels_that_have_no_room_are_counted(language: str) -> None:
    parcels = [{"company": "中通快递", "bill_no": f"7654123456{n:04}"} for n in range(13)]
    more = Writer(language).line("more-parcels", n=3)
    assert notice(ShippedNotice.kind, language, parcels=parcels).text.endswith(more)
    assert notice(ShippedNotice.kind, language, parcels=parcels[:10]).text.count("中通快递") == 10


@pytest.mark.parametrize("kind", [PlacedNotice.kind, PaidNotice.kind, RefusedNotice.kind])
def test_money_in_news_has_its_second_currency_at_the_rate_that_the_request_keeps(kind: NoticeKind) -> None:
    assert "¥ 868.00  ≈ $ 119.56" in drawn(notice(kind, rate="7.26", currency="USD"))
    assert "≈" not in drawn(notice(kind, rate="", currency="USD"))


def test_who_pays_reads_who_asked_why_and_who_agreed_in_one_line() -> None:
    told = drawn(notice(PlacedNotice.kind, asked_by="Daria", why="For the fair", by=("Boris", "Chen")))
    assert "\nAsked by Daria: For the fair · ✅ Approved by Boris, Chen\n" in told


@pytest.mark.parametrize(
    ("language", "now", "then"),
    [
        ("en", "To pay today: 2", "Unpaid as far as 1688 told: 2"),
        ("zh", "今天要付款：2 单", "按 1688 最后的数据尚未付款：2 单"),
        ("ru", "Оплатить сегодня: 2", "По последним данным 1688 не оплачено: 2"),
    ],
)
def test_a_morning_says_to_pay_today_only_of_what_1688_just_told(language: str, now: str, then: str) -> None:
    told = MorningNotice(to_pay=2, total=Fen(4100), pays=True, told=s.NOW, to_pay_told=s.NOW)
    fresh = drawn(told_at(told, language, s.NOW))
    assert now in fresh
    old = drawn(told_at(told, language, s.NOW + HOURS))
    assert now not in old
    assert then in old
    assert as_of_then(language) in old


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_that_an_order_lapses_says_as_of_when_it_was_unpaid(language: str) -> None:
    told = PaySoonNotice(about=OrderFacts(order_id="88", total=Fen(4100)), told_at=s.NOW)
    assert as_of_then(language) not in drawn(told_at(told, language, s.NOW))
    assert as_of_then(language) in drawn(told_at(told, language, s.NOW + HOURS))


def as_of_then(language: str) -> str:
    """The line that says as of when sums are that 1688 told two hours ago."""
    return drawn(View(join(as_of(Writer(language, s.NOW + HOURS), s.NOW))))
