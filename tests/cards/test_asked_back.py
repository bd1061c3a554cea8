"""What is asked back is said in the reader's words beside 1688's, and no card offers what 1688 would not take."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.goods.counting import count_card
from bot.cards.money.asking_back import DraftPages, Page, errand_card, refund_card
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Pieces
from bot.purchasing.errands import ErrandState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notices.purchases import AlarmNotice
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.text import LANGUAGES
from tests.cards import asked_back_samples as a
from tests.cards import count_samples as c
from tests.cards import samples as s
from tests.cards import stored
from tests.cards.drawing import buttons, check, coded, codes, read
from tests.cards.gallery import long

ACTIONS = ButtonAction


def draft(ask: RefundAsk = a.ASK, **more: Any) -> DraftPages:
    view = a.view(s.ORDERED, replace(a.order(1), state=OrderState.SHIPPED), a.errand(ask))
    return DraftPages(replace(view, **more), (), "en", s.NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_lets_foreign_words_look_like_ours_and_each_has_a_way_on(language: str) -> None:
    for name, view in a.views(long(s.ORDERED, language), language):
        check(view)
        assert buttons(view), name


def test_a_usual_reason_is_said_in_our_words_beside_those_of_1688_and_another_one_in_its_own() -> None:
    lines = read(draft().page(Page.REASON)).splitlines()
    assert lines[2] == "1. agreed with the seller · 不想买了，已与卖家协商一致"
    assert lines[3].startswith("2. 颜色/图案/款式与商品描述不符")
    assert lines[3].endswith("needs a photo · no carriage")
    assert lines[4] == "3. fewer came · 少货/空包裹 · no carriage"


def test_chinese_readers_read_the_words_of_1688_once() -> None:
    view = a.view(s.ORDERED, a.order(1), a.errand())
    assert "1. 不想买了，已与卖家协商一致" in read(DraftPages(view, (), "zh", s.NOW).page(Page.REASON))


def test_what_a_reason_needs_is_said_before_and_no_press_asks_without_it() -> None:
    needs = replace(a.ASK, reason=a.LONG)
    assert coded(draft(needs).page(Page.LAST_LOOK), ACTIONS.REFUND_SEND) == []
    assert coded(draft(replace(needs, photos=("p1",))).page(Page.LAST_LOOK), ACTIONS.REFUND_SEND)
    assert "public address" in read(draft(replace(needs, photos=("p1",))).page(Page.LAST_LOOK))
    assert "public address" not in read(draft().page(Page.LAST_LOOK))


def test_a_page_that_does_not_fit_what_is_prepared_is_the_draft() -> None:
    unsent, first = replace(a.ASK, goods_status=GoodsStatus.NOT_SENT), replace(a.ASK, reason=None)
    assert draft(unsent).page(Page.PIECES) == draft(unsent).page()
    assert draft(first).page(Page.LAST_LOOK) == draft(first).page()
    assert draft().page(99) == draft().page()
    assert draft().page(Page.PIECES, 77) == draft().page(Page.PIECES, 1)


def test_no_more_pieces_are_stepped_than_can_be_asked_for() -> None:
    full = draft(replace(a.ASK, pieces={"1": Pieces(3, 0, 0, 0)}), balance=a.balance({"1": Pieces(3, 0, 2, 0)}))
    steps = {code.args[2:] for code in coded(full.page(Page.PIECES), ACTIONS.REFUND_STEP)}
    assert steps == {(1, 0, -1), (1, 0, 0), (1, 2, 0), (1, 2, 1)}


def test_the_sum_has_the_second_currency_of_the_team_beside_it() -> None:
    team = OurTeam(1, currency="USD", rate=Decimal(7))
    assert "¥ 13,579.67  ≈ $ 1,939.95" in read(draft(team=team).page(Page.LAST_LOOK)).replace("\u00a0", " ")


def card(word: str, state: RefundState = RefundState.ASKED, **more: Any) -> View:
    report = replace(a.REPORT, word=word, state=state)
    order = replace(a.order(1), refund=state, refunds=(report,), **more)
    return refund_card(a.view(s.ORDERED, order, None), report, a.STEPS, "en", s.NOW)


@pytest.mark.parametrize(
    ("word", "presses"),
    [
        ("waitselleragree", ["Look again", "Chat with seller", "Take it back", "Refund on 1688"]),
        ("waitbuyermodify", ["Change sum or reason", "Take it back", "1688's help", "Chat with seller"]),
        ("waitbuyersend", ["Goods are on their way", "Copy address", "Take it back", "Chat with seller"]),
        ("waitsellerreceive", ["Look again", "Chat with seller", "Refund on 1688"]),
    ],
)
def test_each_stage_of_a_refund_offers_what_can_be_done_then(word: str, presses: list[str]) -> None:
    assert [each.text for each in buttons(card(word))] == presses


def test_a_refund_that_ended_without_money_leads_to_another_one_and_a_paid_one_does_not() -> None:
    assert coded(card("refundclose", RefundState.CLOSED), ACTIONS.REFUND_ASK)
    assert not coded(card("refundsuccess", RefundState.DONE), ACTIONS.REFUND_ASK)


def test_while_something_is_not_clear_nothing_else_is_offered_but_to_look() -> None:
    unclear = a.errand(state=ErrandState.UNCLEAR)
    shown = card("waitbuyermodify", errands=(unclear,))
    assert {code.action for code in codes(shown)} == {ACTIONS.LOOK}
    assert "Refund sent; 1688 has not said" in read(shown)


def test_of_goods_that_were_never_sent_nothing_is_called_missing_whatever_becomes_of_the_order() -> None:
    ask = replace(a.ASK, goods_status=GoodsStatus.NOT_SENT, pieces={"1": Pieces(20)})
    for state in (OrderState.PAID, OrderState.CANCELLED):
        view = a.view(s.ORDERED, replace(a.order(1), state=state), None)
        shown = read(errand_card(view, a.errand(ask, state=ErrandState.DONE), "en", s.NOW))
        assert "20 pcs" in shown.replace("\xa0", " ")
        assert "missing" not in shown


@pytest.mark.parametrize(("language", "said"), [("en", "fewer came · 少货/空包裹"), ("zh", "少货/空包裹")])
def test_a_refund_shows_why_it_was_asked_for_in_our_words_beside_those_of_1688(language: str, said: str) -> None:
    report = replace(a.REPORT, reason="少货/空包裹")
    order = replace(a.order(1), refunds=(report,))
    lines = read(refund_card(a.view(s.ORDERED, order, None), report, (), language, s.NOW)).splitlines()
    assert said in [each.replace("\u2060", "") for each in lines]


def test_a_person_lets_go_only_what_a_look_was_answered_about() -> None:
    view = a.view(s.ORDERED, a.order(1), None)
    for state, looked, able in (
        (ErrandState.ASKED, s.NOW, 0), (ErrandState.UNCLEAR, None, 0), (ErrandState.UNCLEAR, s.NOW, 1),
    ):  # fmt: skip
        shown = errand_card(view, a.errand(state=state, looked_at=looked), "en", s.NOW)
        assert len(coded(shown, ACTIONS.REFUND_NOT_THERE)) == able
        sent = "is being sent" if state is ErrandState.ASKED else "NOT sent again by itself"
        assert sent in read(shown)


def test_the_carriage_that_1688_set_is_told_if_it_is_another() -> None:
    view, done = a.view(s.ORDERED, a.order(1), None), a.errand(state=ErrandState.DONE, refund_id="TQ1")
    other = replace(done, ask=replace(a.ASK, carriage_set=Fen(0)))
    same = replace(done, ask=replace(a.ASK, carriage_set=a.ASK.carriage))
    assert "1688 set the carriage to ¥ 0.00; you asked for ¥ 1,234.00" in read(errand_card(view, other, "en", s.NOW))
    assert "set the carriage" not in read(errand_card(view, same, "en", s.NOW))


def test_a_count_leads_to_the_refund_if_something_is_short_and_its_counter_handles_the_purchase() -> None:
    short = c.counted(s.ORDERED, c.order(1, (1, ArrivalKind.GOOD, 99), (1, ArrivalKind.DAMAGED, 1)))
    whole = c.counted(s.ORDERED, c.order(1, (1, ArrivalKind.GOOD, 101)))
    fresh = c.counted(s.ORDERED, c.order(1))
    for view, able in ((short, 1), (replace(short, handles=False), 0), (whole, 0), (fresh, 0)):
        assert len(coded(count_card(view, "en", s.NOW), ACTIONS.REFUND_ASK)) == able


@pytest.mark.parametrize("alarm", [AlarmKind.NOT_SHIPPED, AlarmKind.FROZEN, AlarmKind.SHORT])
def test_an_alarm_leads_to_the_refund(alarm: AlarmKind) -> None:
    told = stored.view(AlarmNotice.kind, s.FACTS | {"alarm": alarm.value, "private": True}, "en", s.NOW)
    assert [each.args for each in coded(told, ACTIONS.REFUND_ASK)] == [(s.ORDER_ID,)]
