"""What is paid for and not in, as its pages show it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.orders.stuck import BY_PERSON, BY_SELLER, EVERY_AGE, ONLY_STUCK, stuck_page
from bot.purchasing.claims import ClaimState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.order_report import RefundState
from bot.purchasing.person import Person
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.awaited import AwaitedOrder
from tests.cards.drawing import check
from tests.cards.refund_samples import CLAIMS, TWO
from tests.cards.samples import NOW
from tests.cards.stuck_samples import OF_MANY_SELLERS, ORDERS, awaited


def page(
    orders: Sequence[AwaitedOrder], language: str = "en", age: int = EVERY_AGE, at: int = 1, words: str = ""
) -> View:
    view = stuck_page(orders, language, NOW, age, at, words)
    check(view)
    return view


def lines(view: View) -> list[str]:
    return plain(view.text).replace("\u00a0", " ").split("\n")


def labels(view: View) -> list[list[str]]:
    return [[button.text for button in row] for row in view.keyboard]


def test_the_first_page_says_sums_by_age_and_marks_what_is_stuck() -> None:
    view = page(ORDERS)
    assert lines(view)[:6] == [
        "⏳ Paid, goods not in: 5 · ¥ 64,340.00", "0–7 days · 1 · ¥ 12,868.00", "8–15 days · 2 · ¥ 25,736.00",
        "16–30 days · 1 · ¥ 12,868.00", "31+ days · 1 · ¥ 12,868.00", "⚠️ #1042/12 · ¥ 12,868.00 · 121 days",
    ]  # fmt: skip
    assert lines(view)[6].startswith("not shipped for 121 days · 义乌市")
    assert lines(page(ORDERS[:1]))[-1].startswith("not shipped for 121 days · 义乌市")
    assert labels(view) == [
        ["#1042/12", "#1043", "#1044"], ["1/2", "▶"], ["• All", "0–7", "8–15"], ["16–30", "31+", "⚠️ 4"],
        ["By seller", "By person"],
    ]  # fmt: skip


def test_pages_are_turned_and_a_page_that_there_is_not_is_the_last() -> None:
    for at in (2, 7):
        view = page(ORDERS, at=at)
        assert labels(view)[:2] == [["#1045", "#1046/2"], ["◀", "2/2"]]
        assert "0–7" not in view.text


def test_of_an_age_or_of_what_is_stuck_only_that_is_listed_and_summed() -> None:
    for age, first, count in ((1, "#1046/2", 1), (2, "#1044", 2), (4, "#1042/12", 1), (ONLY_STUCK, "#1042/12", 4)):
        view = page(ORDERS, age=age)
        assert (labels(view)[0][0], lines(view)[0].split(" · ")[0]) == (first, f"⏳ Paid, goods not in: {count}")
        assert sum(label.startswith("• ") for row in labels(view) for label in row) == 1


def test_each_order_opens_its_details() -> None:
    view = page(ORDERS[4:])
    assert Code.parse(view.keyboard[0][0].data) == Code(ButtonAction.DETAILS, ("1046",))
    assert lines(view)[-2] == "✅ #1046/2 · ¥ 12,868.00 · less than a day"
    assert lines(view)[-1].startswith("paid · 义乌市")
    assert labels(view)[1:] == [["By seller", "By person"]]


def test_what_is_asked_back_of_an_order_is_said_while_its_refund_runs() -> None:
    waits = replace(ORDERS[4].order, refund=RefundState.ASKED, refunds=TWO[:1], claims=CLAIMS[:1])
    shown = lines(page([replace(ORDERS[4], order=waits)]))[-1].replace("\u00a0", " ")
    assert shown == "paid · ¥ 12,868.00 asked back"
    over = replace(waits, refund=RefundState.CLOSED, claims=(replace(CLAIMS[0], state=ClaimState.CLOSED),))
    assert "asked back" not in lines(page([replace(ORDERS[4], order=over)]))[-1]


@pytest.mark.parametrize("kind", AlarmKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_be_stuck_has_its_words(kind: AlarmKind, language: str) -> None:
    for days in (0, 1, 2, 5, 21):
        assert str(days or "") in lines(page([awaited("1042", days, kind)], language))[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_to_be_nothing(language: str) -> None:
    view = page((), language)
    assert "¥" not in view.text
    assert view.keyboard == ()


def test_words_of_a_name_are_kept_while_pages_are_turned_as_many_as_a_button_takes() -> None:
    words = "义乌市国际商贸城某某某进出口贸易有限责任公司第二分公司"
    view = page(ORDERS, words=words)
    assert lines(view)[1].startswith("Of 义乌市国际商贸城")
    turned = Code.parse(view.keyboard[1][1].data)
    assert turned.args[:2] == (0, 2)
    assert words.startswith(str(turned.args[2]))
    assert len(str(turned.args[2])) > 10
    assert [Code.parse(each.data).args for each in view.keyboard[-1]] == [(0, 1)], "the way back to everybody"
    nobody = page(ORDERS, words="w" * 4000)
    assert lines(nobody)[0] == "⏳ Nothing here is paid for and not in"
    assert labels(nobody) == [["Of everybody"]]


def test_whoever_asks_whose_it_is_chooses_by_name_the_dearest_first() -> None:
    mine = awaited("1047", 3, by=Person(7, "Boris", "en"))
    view = page([mine, *ORDERS], at=BY_PERSON)
    assert lines(view)[1:] == ["Anna · 5 · ¥ 64,340.00", "Boris · 1 · ¥ 12,868.00"]
    assert [Code.parse(button.data).args for row in view.keyboard for button in row] == [
        (0, 1, "Anna"), (0, 1, "Boris"), (0, 1),
    ]  # fmt: skip
    many = page(OF_MANY_SELLERS, at=BY_SELLER, age=2)
    assert lines(many)[-1] == "… and 4 more: /stuck and a name"
    assert len(many.keyboard) == 9
