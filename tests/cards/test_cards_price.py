"""An order that may not be paid now: no link anywhere, why, and what can be done."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks import purchase_lines
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.orders import lists
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.desk.requests.card_state import stage_of
from bot.desk.shared.views import Details, PurchasePage, Stage
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.approvals import DeclinedNotice, ExpiredUndecidedNotice, WithdrawnNotice
from bot.purchasing.notices.purchases import (
    CancelledNotice,
    PaidNotice,
    PaidSumNotice,
    PriceChangedNotice,
    RepricedNotice,
)
from bot.purchasing.order_report import ReadBackState
from bot.purchasing.orders.payable import at_price
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import codes, read
from tests.cards.samples import SNAPSHOT

PLACED = replace(s.ATTEMPT, state=AttemptState.PLACED)
DEARER = at_price(SNAPSHOT, Fen(SNAPSHOT.total * 2))


def bought(state: RequestState = RequestState.APPROVED, **order: Any) -> Purchase:
    request = replace(s.REQUEST, state=state, approved=SNAPSHOT)
    return Purchase(request, (PLACED,), (replace(s.ORDER, **order),))


def asked() -> Purchase:
    purchase = bought(RequestState.PENDING, total=DEARER.total)
    return replace(purchase, request=replace(purchase.request, snapshot=DEARER))


def urls(view: Any) -> list[str]:
    return [button.url for row in view.keyboard for button in row if button.url]


def labels(view: Any) -> list[str]:
    return [button.text for row in view.keyboard for button in row]


def card(purchase: Purchase, language: str = "en") -> Any:
    stage, _ = stage_of(purchase, s.ALL)
    return request_card(s.step(stage, purchase), language, s.NOW)


UNPAYABLE = [
    bought(checked=ReadBackState.CHECKING),
    bought(total=DEARER.total),
    bought(RequestState.REJECTED),
    bought(RequestState.EXPIRED),
    asked(),
]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@pytest.mark.parametrize("purchase", UNPAYABLE)
def test_no_card_and_no_details_show_a_link_that_may_not_be_paid(purchase: Purchase, language: str) -> None:
    assert s.ORDER.pay
    assert urls(card(bought(), language))
    assert not urls(card(purchase, language))
    assert not urls(order_details(Details(purchase, 1, acts=True), language, s.NOW))


def test_several_orders_show_links_only_for_those_that_may_be_paid() -> None:
    half = Fen(SNAPSHOT.total // 2)
    agreed = replace(s.ORDER, order_id="1", total=half)
    checking = replace(s.ORDER, order_id="2", total=half, checked=ReadBackState.CHECKING)
    purchase = replace(bought(), orders=(agreed, checking))
    for view in (card(purchase), order_details(Details(purchase, 1, acts=True), "en", s.NOW)):
        assert len(urls(view)) == 1


def test_an_order_that_is_being_checked_is_neither_paid_nor_cancelled_from_here() -> None:
    view = card(bought(checked=ReadBackState.CHECKING))
    assert "ordered, being checked" in view.text
    assert labels(view) == ["Copy number", "Look again"]


def test_a_raised_price_is_agreed_to_or_its_order_closed() -> None:
    view = card(asked())
    assert "the price of the order was raised" in view.text
    assert "It is ordered on 1688 and not paid." in view.text
    assert labels(view) == [f"Agree to ¥ {DEARER.total / 100:,.2f}", "Cancel order", "Copy number", "Look again"]


def test_a_request_that_ended_says_that_its_order_is_there_unpaid() -> None:
    view = card(bought(RequestState.REJECTED))
    assert "the order is on 1688, unpaid" in view.text
    assert "Nothing was ordered" not in view.text
    assert "Cancel order" in labels(view)


@pytest.mark.parametrize(
    ("reason", "words"), [(OwnReason.ORDER_TAKEN, "another purchase holds"), (OwnReason.OTHER_ORDER, "Do not pay it")]
)
def test_a_conflict_says_what_does_not_match(reason: str, words: str) -> None:
    attempt = replace(PLACED, state=AttemptState.CONFLICT, reason=reason)
    purchase = replace(bought(), attempts=(attempt,), orders=(), others=(s.ORDER,))
    view = card(purchase)
    assert stage_of(purchase, s.ALL)[0] is Stage.CONFLICT
    assert words in view.text
    assert s.ORDER_ID in view.text
    assert not urls(view)


@pytest.mark.parametrize("kind", [DeclinedNotice.kind, ExpiredUndecidedNotice.kind, WithdrawnNotice.kind])
def test_an_end_that_leaves_an_order_never_says_that_nothing_was_ordered(kind: NoticeKind) -> None:
    facts = s.FACTS | {"order_id": s.ORDER_ID, "unpayable": "ended", "by": "Boris"}
    view = stored.view(kind, facts, "en", s.NOW)
    assert "Nothing was ordered" not in view.text
    assert s.ORDER_ID in view.text
    assert "Cancel order" in labels(view)


def test_news_of_a_raised_price_carry_the_word_that_is_wanted_and_no_link() -> None:
    facts = s.FACTS | {
        "order_id": s.ORDER_ID, "unpayable": "price", "hash": DEARER.hash, "total": DEARER.total, "pay": [],
        "fields": {"total": [SNAPSHOT.total, DEARER.total]},
    }  # fmt: skip
    view = stored.view(PriceChangedNotice.kind, facts, "en", s.NOW)
    assert labels(view)[0].startswith("Agree to")
    assert not urls(view)


def test_a_payment_above_what_was_agreed_is_told_as_such() -> None:
    facts = s.FACTS | {"order_id": s.ORDER_ID, "total": 99_900, "agreed": 4_200}
    assert "¥ 42.00 was agreed to" in read(stored.view(PaidNotice.kind, facts, "en", s.NOW))


REPRICED = {
    "en": ("re-priced after payment", "another sum was paid", "Paid: ¥ 868.00"),
    "ru": ("цена изменена после оплаты", "оплачена другая сумма", "Оплачено: ¥ 868.00"),
    "zh": ("付款后改了价", "实付金额不同", "已付：¥ 868.00"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_sum_of_a_paid_order_is_told_as_it_was_and_is_with_its_details(language: str) -> None:
    moved = {"fields": {"total": [86_800, 91_800]}, "total": 91_800}
    for kind, head in zip((RepricedNotice.kind, PaidSumNotice.kind), REPRICED[language], strict=False):
        view = stored.view(kind, s.FACTS | moved, language, s.NOW)
        assert head in read(view).splitlines()[0]
        assert "¥ 868.00 → ¥ 918.00" in read(view)
        assert [code.action for code in codes(view)] == [ButtonAction.DETAILS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_that_is_closed_after_its_payment_says_what_was_paid_and_what_comes_back(language: str) -> None:
    facts = s.FACTS | {"refunds": [{"state": "asked", "amount": 86_800, "count": 1}]}
    shown = read(stored.view(CancelledNotice.kind, facts, language, s.NOW))
    assert REPRICED[language][2] in shown
    assert shown.count("868.00") == 2
    unpaid = read(stored.view(CancelledNotice.kind, s.FACTS | {"was_paid": False}, language, s.NOW))
    assert REPRICED[language][2] not in unpaid


DECLINED = {
    "en": ("declined at ¥ 1,736.00, do not pay", "do not pay"),
    "ru": ("отклонён по цене ¥ 1,736.00, не оплачивайте", "не оплачивать"),
    "zh": ("价格 ¥ 1,736.00 已被拒绝，请勿付款", "请勿付款"),
}


def declined() -> Purchase:
    """An order whose raised price was declined."""
    purchase = bought(RequestState.REJECTED, total=DEARER.total)
    return replace(purchase, request=replace(purchase.request, snapshot=DEARER))


@pytest.mark.parametrize("language", DECLINED)
def test_an_order_whose_raised_price_was_declined_says_so_and_asks_nobody_to_pay(language: str) -> None:
    head, state = DECLINED[language]
    step = t.step(Stage.ORDERED, declined(), t.DECLINED)
    for place in (s.GROUP, s.PRIVATE):
        shown = read(request_card(step, language, s.NOW, place=place))
        assert head in shown
        assert "Who pays" not in shown
        assert "Approved by" not in shown
        assert "to pay by" not in shown
    listed = read(lists.orders_page(PurchasePage((declined(),), 1, 1, "open"), language, s.NOW))
    assert state in listed


def test_a_part_whose_raised_price_was_declined_is_in_no_sum() -> None:
    first, second = b.parts()[:2]
    over = replace(second, request=replace(second.request, state=RequestState.REJECTED))
    assert sums_of(b.split(parts=(first, over))).total == first.orders[0].total
    assert not purchase_lines.counts(over)


def test_what_was_paid_although_it_was_declined_is_in_the_sum() -> None:
    first = b.parts()[0]
    over = replace(first, request=replace(first.request, state=RequestState.REJECTED))
    assert sums_of(b.split(parts=(over,))).total == first.orders[0].total
