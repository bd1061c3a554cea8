"""A refund has one sum: on the card, in the news of it, in all details, and in the news of a closed order."""

import re
from dataclasses import replace

import pytest

from bot.cards.notices.notices import notice
from bot.cards.orders import lists
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.desk.shared.views import Details, PurchasePage, Stage
from bot.purchasing.events.order_tells import notice_of
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.purchases import CancelledNotice, RefundAskedNotice, RefundClosedNotice, RefundDoneNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.reconcile import News
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards.drawing import drawn

NONE, ASKED, DONE, CLOSED = RefundState
SAID = {ASKED: "Refund asked for", DONE: "Refunded", CLOSED: "Refund closed without payment"}
OF_ALL = " of ¥ 868.00"
KINDS = {ASKED: RefundAskedNotice, DONE: RefundDoneNotice, CLOSED: RefundClosedNotice}


def refund(number: str, state: RefundState, amount: int, paid: int = 0) -> RefundReport:
    return RefundReport(number, "", state, Fen(amount), Fen(paid))


def order(state: RefundState, refunded: int, *refunds: RefundReport) -> Order:
    return replace(
        s.ORDER, state=OrderState.CANCELLED, refund=state, refunded=Fen(refunded), refunds=refunds, pay=(),
        paid_at=s.NOW, close_reason="other",
    )  # fmt: skip


CASES = {
    "asked for in part": (order(ASKED, 0, refund("1", ASKED, 5_000)), ["asked ¥ 50.00"]),
    "asked for with the freight": (order(ASKED, 0, refund("1", ASKED, 86_800)), ["asked ¥ 868.00"]),
    "agreed to and not paid yet": (
        order(ASKED, 0, replace(refund("1", ASKED, 5_000), word="waitbuyersend")), ["asked ¥ 50.00"],
    ),
    "asked for and not named by 1688": (order(ASKED, 0), ["asked"]),
    "two asked for": (
        order(ASKED, 0, refund("1", ASKED, 5_000), refund("2", ASKED, 3_000)), ["asked ¥ 80.00 2 refunds"],
    ),
    "done in whole": (order(DONE, 86_800, refund("1", DONE, 86_800, 86_800)), ["done ¥ 868.00"]),
    "done with less than was asked": (order(DONE, 4_000, refund("1", DONE, 5_000, 4_000)), ["done ¥ 40.00"]),
    "two done in part": (
        order(DONE, 8_000, refund("1", DONE, 5_000, 5_000), refund("2", DONE, 3_000, 3_000)),
        ["done ¥ 80.00 2 refunds"],
    ),
    "one done, one asked for": (
        order(ASKED, 5_000, refund("1", DONE, 5_000, 5_000), refund("2", ASKED, 3_000)),
        ["asked ¥ 30.00", "done ¥ 50.00"],
    ),
    "refused": (order(CLOSED, 0, refund("1", CLOSED, 5_000)), ["closed ¥ 50.00"]),
    "refused, asked for again": (
        order(ASKED, 0, refund("1", CLOSED, 5_000), refund("2", ASKED, 4_000)), ["asked ¥ 40.00"],
    ),
    "one done, one refused": (
        order(CLOSED, 5_000, refund("1", DONE, 5_000, 5_000), refund("2", CLOSED, 3_000)),
        ["closed ¥ 30.00", "done ¥ 50.00"],
    ),
}  # fmt: skip


def sums(text: str) -> list[str]:
    """What a message says of refunds: the state, the sum and how many, as they are read."""
    found = []
    for state, words in SAID.items():
        for line in re.findall(rf"^{words}(?: · (.*))?$", text.replace(OF_ALL, ""), re.MULTILINE):
            found.append(" ".join([state.value, *line.split(" · ")]).strip())
    return sorted(found, key=lambda each: ["asked", "closed", "done"].index(each.split()[0]))


def told(form: type[Notice], purchase: Purchase, seen: Order) -> str:
    return drawn(notice(notice_of(purchase, seen, News(form)), "en", s.NOW))


@pytest.mark.parametrize("case", CASES)
def test_card_news_details_and_the_closed_order_s_news_say_the_same_sums(case: str) -> None:
    seen, expected = CASES[case]
    purchase = replace(s.ORDERED, orders=(seen,))
    step = s.step(Stage.ORDERED, purchase)
    assert sums(drawn(request_card(step, "en", s.NOW, place=s.PRIVATE))) == expected
    assert sums(drawn(order_details(Details(purchase, s.ANNA.id, acts=True), "en", s.NOW))) == expected
    assert sums(told(CancelledNotice, purchase, seen)) == expected
    head, _, amount, *rest = told(KINDS[seen.refund], purchase, seen).split("\n")
    assert SAID[seen.refund].casefold() in head
    mine = f"{SAID[seen.refund]} · {amount}" if "¥" in amount else SAID[seen.refund]
    assert sums("\n".join([mine, *rest])) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_each_language_says_the_same_sums(case: str, language: str) -> None:
    seen, _ = CASES[case]
    purchase = replace(s.ORDERED, orders=(seen,))
    shown = drawn(request_card(s.step(Stage.ORDERED, purchase), language, s.NOW, place=s.PRIVATE))
    news = drawn(notice(notice_of(purchase, seen, News(KINDS[seen.refund])), language, s.NOW))
    asked = re.findall(r"¥ [\d.]+", shown)
    assert sorted(re.findall(r"¥ [\d.]+", news)) == sorted(asked[1:]), (shown, news)


def test_a_closed_order_whose_money_is_back_does_not_say_that_it_is_waited_for() -> None:
    seen, _ = CASES["done in whole"]
    purchase = replace(s.ORDERED, orders=(seen,))
    assert "waits for 1688" not in told(CancelledNotice, purchase, seen)
    seen, _ = CASES["asked for in part"]
    assert "waits for 1688" in told(CancelledNotice, replace(purchase, orders=(seen,)), seen)


@pytest.mark.parametrize(("language", "words"), [("en", "asked back"), ("ru", "запрошен возврат"), ("zh", "申请退")])
def test_the_card_of_a_whole_says_of_each_part_what_is_asked_back(language: str, words: str) -> None:
    seen, _ = CASES["two asked for"]
    first, *rest = b.parts()
    for refunds, amounts in ((seen.refunds, 1), ((), 0)):
        orders = (replace(seen, state=OrderState.PAID, refunds=refunds),)
        whole = b.split(parts=(replace(first, orders=orders), *rest))
        shown = drawn(request_card(s.step(Stage.PARTS, whole), language, s.NOW, place=s.GROUP))
        assert len([line for line in shown.splitlines() if words in line and "¥ 80.00" in line]) == amounts


PARTLY = {"en": ("partly refunded", "of ¥ 868.00"), "ru": ("возвращена часть денег", "из ¥ 868.00"),
          "zh": ("已部分退款", "共 ¥ 868.00")}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partial_refund_says_of_how_much_it_is(language: str) -> None:
    head, of_all = PARTLY[language]
    seen, _ = CASES["two done in part"]
    purchase = replace(s.ORDERED, orders=(seen,))
    news = drawn(notice(notice_of(purchase, seen, News(RefundDoneNotice)), language, s.NOW))
    shown = drawn(request_card(s.step(Stage.ORDERED, purchase), language, s.NOW, place=s.PRIVATE))
    assert head in news.splitlines()[0]
    assert of_all in news
    assert of_all in shown


def test_a_refund_of_all_is_told_without_the_sum_twice() -> None:
    seen, _ = CASES["done in whole"]
    news = told(RefundDoneNotice, replace(s.ORDERED, orders=(seen,)), seen)
    assert "partly" not in news
    assert news.count("868.00") == 1


def test_the_card_of_all_parts_their_list_and_their_page_say_what_came_back() -> None:
    first, *rest = b.parts()
    first = replace(first, orders=(replace(first.orders[0], refund=DONE, refunded=Fen(14_000)),))
    step = s.step(Stage.PARTS, b.split(parts=(first, *rest)))
    assert "paid · ¥ 140.00 refunded" in drawn(request_card(step, "en", s.NOW))
    listed = drawn(lists.orders_page(PurchasePage((first,), 1, 1, "open"), "en", s.NOW))
    assert "¥ 140.00 refunded" in listed
    assert "refunded" not in drawn(lists.orders_page(PurchasePage(tuple(rest), 1, 1, "open"), "en", s.NOW))
