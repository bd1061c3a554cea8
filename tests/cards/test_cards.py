"""The request's card in every stage, as a person reads it."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.orders import orders as order_cards
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.desk.shared.views import CHOOSING, CardState, Stage
from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.create_call import FailedLine
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Tier
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import buttons, check, coded, codes, drawn


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def card(step: CardState, language: str = "en", **turn: Any) -> View:
    view = request_card(step, language, s.NOW, CardTurn(**turn))
    check(view)
    return view


def choosing(choice: Choice, **more: Any) -> Purchase:
    return s.draft(choice=choice, snapshot=None, **more)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [s.PRIVATE, s.GROUP])
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_card_in_every_language(stage: Stage, place: Place, language: str) -> None:
    orders = (s.ORDER,) if stage is Stage.ORDERED else ()
    purchase = Purchase(replace(s.REQUEST, place=place), (s.ATTEMPT,), orders)
    view = card(s.step(stage, purchase, finding=Finding(Problem.REFUSED, reason="不支持")), language)
    assert ("#1042" in view.text.splitlines()[0]) is (stage not in CHOOSING)


def test_a_draft_that_came_back_keeps_the_number_that_people_know_it_by() -> None:
    asked = replace(s.REQUEST, pending_at=s.NOW)
    assert "#1042 · check and confirm" in drawn(card(s.step(Stage.CONFIRM, Purchase(asked))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", Problem)
def test_every_problem_is_told(problem: Problem, language: str) -> None:
    finding = Finding(problem, (48, 60), 12, "原因")
    views = {card(s.step(stage, finding=finding), language).text for stage in (Stage.BLOCKED, Stage.QUANTITY)}
    assert len(views) == 2


def test_the_variant_card_begins_with_the_first_axis() -> None:
    assert drawn(card(s.step(Stage.VARIANT, choosing(Choice())))) == (
        "Choose a variant\n"
        "T-shirt, pure cotton\n"
        "¥ 18.50  from 2 pcs\n"
        "¥ 17.20  from 50 pcs\n"
        "¥ 15.80  from 500 pcs\n"
        "Minimum 2 pcs · 1,200 in stock · 9 variants\n"
        "Seller: 杭州某某服饰有限公司 (3 years, 32 % reorder)\n"
        "Choose: Colour\n"
        "[White] [Black · sold out]\n"
        "[Red]\n"
        "[Several] [Compare]\n"
        "[Cancel]"
    )


def test_the_second_axis_shows_price_and_stock_and_the_picked_picture() -> None:
    view = card(s.step(Stage.VARIANT, choosing(Choice())), picks=(2,))
    assert drawn(view).endswith(
        "Chosen: Red · Choose: Size\n"
        "[S · ¥ 18.50 · 100 left]\n[M · ¥ 18.50 · 200 left]\n[L · ¥ 18.50 · 300 left]\n[Several] [Compare]\n"
        "[Back] [Cancel]"
    )
    assert [code.args for code in coded(view, ButtonAction.SPEC)] == [(1042, sku.spec_id) for sku in s.SKUS[6:]]
    assert coded(view, ButtonAction.AXIS) == [Code(ButtonAction.AXIS, (1042, 0))]
    assert view.picture == "https://cbu01.alicdn.com/img/6.jpg"


def test_a_press_on_what_is_sold_out_only_asks_why() -> None:
    assert coded(card(s.step(Stage.VARIANT, choosing(Choice()))), ButtonAction.SOLD_OUT) == [
        Code(ButtonAction.SOLD_OUT, (1042,))
    ]
    assert (
        answers.sentence("en", "problem-variant-sold-out", limit="").alert
        == "This variant is sold out. Choose another one."
    )


def test_a_pick_that_is_no_more_begins_anew() -> None:
    step = s.step(Stage.VARIANT, choosing(Choice()))
    assert card(step, picks=(9,)).keyboard == card(step).keyboard
    assert card(step, picks=(-1,)).keyboard == card(step).keyboard


def test_an_axis_of_one_value_picks_itself() -> None:
    offer = replace(s.OFFER, skus=s.SKUS[:3])
    view = card(s.step(Stage.VARIANT, choosing(Choice(), offer=offer)))
    assert [button.text for button in buttons(view)] == [
        "White / S · ¥ 18.50 · 100 left",
        "White / M · ¥ 18.50 · 200 left",
        "White / L · ¥ 18.50 · 300 left",
        "Several",
        "Compare",
        "Cancel",
    ]


def test_long_lists_are_turned_eight_at_a_time() -> None:
    skus = tuple(
        replace(
            s.SKUS[0], spec_id=f"{n:032x}", attributes=(replace(s.SKUS[0].attributes[0], value_translated=f"N{n}"),)
        )
        for n in range(20)
    )
    step = s.step(Stage.VARIANT, choosing(Choice(), offer=replace(s.OFFER, skus=skus)))
    seen = []
    for page in range(3):
        view = card(step, page=page)
        seen += [code.args[1] for code in coded(view, ButtonAction.SPEC)]
        assert [button.text for button in view.keyboard[-3]] == ["◀", f"{page + 1}/3", "▶"]
    assert seen == [sku.spec_id for sku in skus]
    assert card(step, page=99).keyboard == card(step, page=2).keyboard


def test_a_variant_that_cannot_be_coded_is_left_out_rather_than_losing_the_card() -> None:
    skus = (replace(s.SKUS[0], spec_id="很" * 40), s.SKUS[1])
    view = card(s.step(Stage.VARIANT, choosing(Choice(), offer=replace(s.OFFER, skus=skus))))
    assert len(coded(view, ButtonAction.SPEC)) == 1


def test_each_variant_with_its_own_price_shows_the_span() -> None:
    skus = tuple(replace(sku, price=Fen(1000 + n * 50)) for n, sku in enumerate(s.SKUS))
    offer = replace(s.OFFER, skus=skus, price_by=PriceBy.SKU, tiers=())
    lines = drawn(card(s.step(Stage.VARIANT, choosing(Choice(), offer=offer)))).splitlines()
    assert lines[2] == "¥ 10.00 – ¥ 14.00"


def test_quantities_begin_with_the_minimum_and_the_tiers() -> None:
    view = card(s.step(Stage.QUANTITY, choosing(Choice.of(spec_id=s.SKUS[0].spec_id))))
    assert drawn(view).endswith(
        "(3 years, 32 % reorder)\n[2] [50]\n[Other quantity]\n[Seller] [Compare]\n[Back] [Cancel]"
    )


def test_below_the_minimum_the_button_buys_the_minimum() -> None:
    finding = Finding(Problem.BELOW_MINIMUM, (2,), 2)
    view = card(s.step(Stage.QUANTITY, choosing(Choice(), offer=s.PLAIN_OFFER), finding=finding))
    assert "⚠️ The minimum is 2 pcs." in drawn(view)
    assert [button.text for button in view.keyboard[0]] == ["Buy 2", "50", "500"]


def test_a_broken_lot_offers_the_lots_beside_it() -> None:
    finding = Finding(Problem.NOT_A_LOT, (48, 60), 12)
    offer = replace(s.PLAIN_OFFER, lot=12, minimum=12, tiers=(Tier(1, Fen(900)),))
    view = card(s.step(Stage.QUANTITY, choosing(Choice(), offer=offer), finding=finding))
    assert "⚠️ Sold in lots of 12 pcs. Rather 48 pcs or 60 pcs?" in drawn(view)
    assert [button.text for button in view.keyboard[0]] == ["48", "60", "12"]


@pytest.mark.threat("T32")
def test_a_group_sees_only_the_city_of_an_address() -> None:
    for stage in (Stage.ADDRESS, Stage.CONFIRM):
        private = drawn(card(s.step(stage)))
        group = drawn(card(s.step(stage, s.draft(place=s.GROUP))))
        for canary in ("Chen Wei", "Baiyun", "13800001111", "Li Na", "Futian"):
            assert canary not in group
        assert "Guangzhou, Chen Wei, Baiyun Road 5, gate 3" in private
        assert ("Default: Guangzhou" in group) is (stage is Stage.ADDRESS)


def test_an_address_that_is_gone_shows_its_city_alone_in_a_group() -> None:
    step = replace(s.step(Stage.CONFIRM, s.draft(place=s.GROUP)), addresses=())
    assert "To: Guangzhou\n" in drawn(card(step))
    assert "To: Guangzhou (Chen Wei)" in drawn(card(replace(s.step(Stage.CONFIRM), addresses=())))


@pytest.mark.parametrize(("told", "said"), [((), "has no delivery address"), (None, "1688 does not tell its delivery")])
def test_a_card_without_addresses_says_whether_there_are_none_and_asks_1688_again(told: Any, said: str) -> None:
    shown = drawn(card(replace(s.step(Stage.ADDRESS), addresses=told)))
    assert said in shown
    assert "Try again" in shown


def test_the_confirmation_is_exact() -> None:
    assert drawn(card(s.step(Stage.CONFIRM, repeat=s.earlier(1038)))) == (
        "Check and confirm\n"
        "50 pcs · White / M · T-shirt, pure cotton\n"
        "¥ 868.00\n"
        "Goods ¥ 860.00 (50 pcs × ¥ 17.20, price from 50 pcs) · Freight ¥ 8.00\n"
        "To: Guangzhou, Chen Wei, Baiyun Road 5, gate 3\n"
        "⚠️ The same variant within 24 hours: #1038 · 50 pcs · shipped. Still want it?\n"
        "⏳ To be confirmed by 24 Nov 14:20 (Beijing).\n"
        "[Buy now]+\n"
        "[Change] [Note] [Cancel]-"
    )


def test_buy_now_carries_the_hash_of_what_is_shown() -> None:
    view = card(s.step(Stage.CONFIRM))
    assert coded(view, ButtonAction.CONFIRM) == [Code(ButtonAction.CONFIRM, (1042, s.SNAPSHOT.hash))]


def test_a_discount_is_told_apart() -> None:
    snapshot = replace(s.SNAPSHOT, discount=Fen(500), total=Fen(86300))
    assert "Discount -¥ 5.00" in drawn(card(s.step(Stage.CONFIRM, s.draft(snapshot=snapshot))))


def test_what_moved_is_shown_old_and_new() -> None:
    before = replace(s.SNAPSHOT, lines=s.priced(1620), goods=Fen(81000), total=Fen(81800))
    lines = drawn(card(s.step(Stage.CONFIRM, previous=before))).splitlines()
    assert lines[:6] == [
        "⚠️ The price changed",
        "50 pcs · White / M · T-shirt, pure cotton",
        "¥ 868.00",
        "¥ 818.00 → ¥ 868.00 (+¥ 50.00, +6.1 %)",
        "unit price: ¥ 16.20 → ¥ 17.20",
        "Nothing was ordered. Buy at the new terms?",
    ]


def test_what_moved_beside_the_money_is_named() -> None:
    before = replace(s.SNAPSHOT, address_id="1", trade_mode="other")
    lines = drawn(card(s.step(Stage.CONFIRM, previous=before))).splitlines()
    assert lines[0] == "⚠️ Something changed"
    assert lines[3] == "Also changed: address, kind of payment"


def test_the_one_click_way_says_whose_address_and_freight_it_is() -> None:
    view = card(s.step(Stage.CONFIRM, abilities=s.ONE_CLICK))
    assert "Delivery: the 1688 account's own address" in view.text
    assert "Freight is not in this sum" in view.text
    changes = card(s.step(Stage.CONFIRM, abilities=s.ONE_CLICK), more=True)
    assert [code.args[1] for code in coded(changes, ButtonAction.CHANGE)] == ["variant", "quantity"]


def test_the_list_of_changes_leads_back() -> None:
    view = card(s.step(Stage.CONFIRM), more=True)
    assert drawn(view).endswith(
        "[Variant] [Quantity] [Address]\n[Note] [Tag]\n[Ask the seller] [Seller]\n[Compare] [Details] [Back]"
    )
    assert codes(view)[-1] == Code(ButtonAction.BACK, (1042,))


def test_a_doubt_asks_nothing_of_anybody() -> None:
    view = card(s.step(Stage.DOUBT))
    assert view.keyboard == ()
    assert drawn(view).splitlines() == [
        "🔎 #1042 · 1688 did not answer clearly",
        "50 pcs · White / M · T-shirt, pure cotton",
        "¥ 868.00",
        "It may or may not exist. I look for it by our own reference.",
        "It will not be ordered again by itself. You need do nothing now. "
        "If it is not found within two minutes, I ask you here.",
    ]


def test_ordering_again_is_offered_to_two_people_only() -> None:
    when = s.NOW + timedelta(minutes=8)
    two = card(s.step(Stage.NEEDS_PERSON, two_deciders=True, settle_from=when))
    assert [code.action for code in codes(two)] == [ButtonAction.FOUND, ButtonAction.PLACE_ANEW, ButtonAction.GIVE_UP]
    assert "needs two people, from 24 Nov 14:13 (Beijing) on" in drawn(two)
    alone = card(s.step(Stage.NEEDS_PERSON, settle_from=when))
    assert [code.action for code in codes(alone)] == [ButtonAction.FOUND, ButtonAction.GIVE_UP]
    assert "Ordering again needs a second admin" in drawn(alone)


def test_without_a_reference_nobody_is_told_that_we_look() -> None:
    for stage in (Stage.DOUBT, Stage.NEEDS_PERSON, Stage.ABANDONED):
        text = drawn(card(s.step(stage, abilities=s.ONE_CLICK)))
        assert "go on looking" not in text


def test_an_order_that_was_not_taken_waits_for_its_next_try() -> None:
    attempt = replace(
        s.ATTEMPT, state=AttemptState.READY, reason="gw.QosAppFrequencyLimit", due_at=s.NOW + timedelta(seconds=60)
    )
    text = drawn(card(s.step(Stage.PLACING, Purchase(s.REQUEST, (attempt,)))))
    assert "1688 did not take the order. Nothing was ordered.\ngw.QosAppFrequencyLimit\nNext try: 24 Nov 14:06" in text
    again = replace(attempt, due_at=s.NOW)
    assert "did not take" not in drawn(card(s.step(Stage.PLACING, Purchase(s.REQUEST, (again,)))))


def test_an_order_to_be_paid_leads_to_the_payment() -> None:
    view = card(s.step(Stage.ORDERED, s.ORDERED))
    assert drawn(view) == (
        "💴 #1042 · ordered, to be paid\n"
        "50 pcs · White / M · T-shirt, pure cotton\n"
        "¥ 868.00 · to pay by 25 Nov 14:05 (Beijing)\n"
        "1688 no. 3301686771403783779\n"
        "[Pay (opens 1688)]* [QR]\n"
        "[Copy number] [More]"
    )
    assert view.keyboard[0][0].url == s.PAY[0].url
    assert view.keyboard[1][0].copy == s.ORDER_ID
    assert [code.args for code in codes(view)] == [(s.ORDER_ID,)] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_else_can_be_done_before_the_payment_is_behind_more(language: str) -> None:
    view = order_cards.more(s.ORDER, "1042", language, s.NOW, payer=True)
    check(view)
    actions = [ButtonAction.TELL_SELLER, ButtonAction.CHAT_SELLER, ButtonAction.TAG, ButtonAction.CANCEL_ASK]
    assert [code.action for code in codes(view)] == actions
    assert "未开通跨境宝" in view.text, "why another way does not work"
    assert not [button for button in buttons(view) if button.style == "danger"], "nothing red beside what pays"
    reader = order_cards.more(s.ORDER, "1042", language, s.NOW, payer=False)
    assert [code.action for code in codes(reader)] == actions[:2]
    owner = order_cards.more(s.ORDER, "1042", language, s.NOW, payer=False, owner=True)
    assert [code.action for code in codes(owner)] == actions
    assert not [button for button in (*buttons(reader), *buttons(owner)) if button.url]


def test_the_picture_of_a_link_is_its_own() -> None:
    one, other = order_cards.qr("https://pay.example/1"), order_cards.qr("https://pay.example/2")
    assert one.startswith(b"\x89PNG")
    assert one == order_cards.qr("https://pay.example/1") != other


def test_an_unknown_deadline_is_said_to_be_unknown() -> None:
    order = replace(s.ORDER, pay_by=None, pay=())
    view = card(s.step(Stage.ORDERED, replace(s.ORDERED, orders=(order,))))
    assert "¥ 868.00 · to pay, until when is not stated" in drawn(view)
    assert [button.text for button in view.keyboard[0]] == ["Get a pay link", "Copy number"]


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (OrderState.PAID, "✅ #1042 · paid"),
        (OrderState.PART_SHIPPED, "📦 #1042 · partly shipped"),
        (OrderState.SHIPPED, "📦 #1042 · shipped"),
        (OrderState.RECEIVED, "✅ #1042 · received"),
        (OrderState.FINISHED, "✅ #1042 · finished"),
        (OrderState.CANCELLED, "❌ #1042 · closed"),
    ],
)
def test_each_state_of_an_order_has_its_first_line(state: OrderState, line: str) -> None:
    order = replace(s.ORDER, state=state, parcels=(s.PARCEL,), close_reason="卖家缺货")
    view = card(s.step(Stage.ORDERED, Purchase(s.REQUEST, (), (order,))))
    assert drawn(view).splitlines()[0] == line
    assert "中通快递 · 76541234567890" in drawn(view)
    assert ("卖家缺货" in drawn(view)) is (state is OrderState.CANCELLED)
    assert coded(view, ButtonAction.TRACK) == [Code(ButtonAction.TRACK, (s.ORDER_ID,))]


def test_a_refund_stands_on_the_card_with_its_amount() -> None:
    asked = RefundReport("TQ1", "waitselleragree", RefundState.ASKED, Fen(5000), Fen(0))
    order = replace(s.ORDER, state=OrderState.PAID, refund=RefundState.ASKED, refunds=(asked,))
    assert "Refund asked for · ¥ 50.00" in drawn(card(s.step(Stage.ORDERED, Purchase(s.REQUEST, (), (order,)))))
    done = replace(order, refund=RefundState.DONE, refunded=Fen(86800))
    assert "Refunded · ¥ 868.00" in drawn(card(s.step(Stage.ORDERED, Purchase(s.REQUEST, (), (done,)))))


def test_a_split_order_shows_each_part() -> None:
    paid = replace(s.ORDER, order_id="3301686771403783780", state=OrderState.PAID, total=Fen(100), freight=Fen(0))
    orders = (replace(s.ORDER, total=Fen(86_700)), paid)
    view = card(s.step(Stage.ORDERED, Purchase(s.ORDERED.request, (s.ATTEMPT,), orders)))
    text = drawn(view)
    assert text.startswith("#1042 · ordered, 2 orders on 1688\n50 pcs · White / M · T-shirt, pure cotton\n¥ 868.00\n")
    assert "💴 Ordered, to be paid\n¥ 867.00 · to pay by" in text
    assert "✅ Paid\n¥ 1.00\n1688 no. 3301686771403783780" in text
    assert "more than was agreed to" not in text


@pytest.mark.parametrize("extra", [1, 100])
def test_a_split_order_that_costs_more_in_all_says_its_own_sum(extra: int) -> None:
    paid = replace(s.ORDER, order_id="3301686771403783780", state=OrderState.PAID, total=Fen(extra), freight=Fen(0))
    text = drawn(card(s.step(Stage.ORDERED, Purchase(s.ORDERED.request, (s.ATTEMPT,), (s.ORDER, paid)))))
    assert text.splitlines()[2] == f"¥ {(86_800 + extra) / 100:,.2f}"
    assert "Not to be paid now: it costs more than was agreed to." in text


def test_lines_that_1688_did_not_take_are_told() -> None:
    failed = FailedLine(s.OFFER.offer_id, s.SKUS[1].spec_id, "500_003", "库存不足")
    purchase = Purchase(s.REQUEST, (replace(s.ATTEMPT, failed=(failed,)),), (s.ORDER,))
    assert "1688 did not take:\nWhite / M\nThe seller does not have that many.\n库存不足" in drawn(
        card(s.step(Stage.ORDERED, purchase))
    )


def test_a_refusal_says_why_and_offers_another_try() -> None:
    purchase = Purchase(s.REQUEST, (replace(s.ATTEMPT, reason="商品已下架"),))
    view = card(s.step(Stage.REFUSED, purchase))
    assert drawn(view).splitlines()[:5] == [
        "❌ #1042 · refused by 1688",
        "50 pcs · White / M · T-shirt, pure cotton",
        "¥ 868.00",
        "商品已下架",
        "Nothing was ordered.",
    ]
    assert coded(view, ButtonAction.REORDER) == [Code(ButtonAction.REORDER, (s.REQUEST.id,))]


def test_chinese_readers_see_1688s_own_words() -> None:
    text = drawn(card(s.step(Stage.CONFIRM), "zh"))
    assert "白色 / M" in text
    assert "T-shirt" not in text
    assert "货款 ¥ 860.00（50 件 × ¥ 17.20，50 件起的价格）" in text


def test_other_units_than_pieces_are_named() -> None:
    offer: Offer = replace(s.PLAIN_OFFER, unit="公斤", unit_translated="kg")
    assert "Minimum 2 kg" in drawn(card(s.step(Stage.QUANTITY, choosing(Choice(), offer=offer))))
    assert "2 公斤起批" in drawn(card(s.step(Stage.QUANTITY, choosing(Choice(), offer=offer)), "zh"))
