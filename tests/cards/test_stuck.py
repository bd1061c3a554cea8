"""What is paid for and not in, as its pages show it."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.requests.stuck import stuck_page
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.alarms import AlarmKind
from tests.cards import stuck_samples as s
from tests.cards.drawing import check


def test_the_first_page_says_sums_by_age_and_marks_what_is_stuck() -> None:
    view = stuck_page(s.page(*s.ORDERS), "en")
    lines = plain(view.text).replace("\u00a0", " ").split("\n")
    assert lines[:5] == [
        "⏳ Paid, goods not in: 5 · ¥ 64,340.00", "0–7 days · 1 · ¥ 12,868.00", "8–15 days · 2 · ¥ 25,736.00",
        "16–30 days · 1 · ¥ 12,868.00", "31+ days · 1 · ¥ 12,868.00",
    ]  # fmt: skip
    assert lines[5] == "⚠️ #1042/12 · ¥ 12,868.00 · 121 days"
    assert lines[6] == "not shipped for 121 days", "the sellers go before anything else if there is no room"
    assert "\nnot shipped for 121\u00a0days · 义乌市" in stuck_page(s.page(s.ORDERS[0]), "en").text
    labels = [[button.text for button in row] for row in view.keyboard]
    assert labels == [
        ["#1042/12", "#1043", "#1044"], ["1/2", "▶"], ["• All", "0–7", "8–15"], ["16–30", "31+", "⚠️ 4"],
        ["By seller", "By person"],
    ]  # fmt: skip


def test_each_order_opens_its_details() -> None:
    view = stuck_page(s.page(s.judged("1046/2", 0)), "en")
    assert Code.parse(view.keyboard[0][0].data) == Code(ButtonAction.DETAILS, ("1046",))
    assert view.text.split("\n")[-2] == "✅ #1046/2 · ¥\u00a012,868.00 · today"
    assert view.text.split("\n")[-1].startswith("paid · 义乌市")
    assert [button.text for row in view.keyboard[1:] for button in row] == ["By seller", "By person"]


@pytest.mark.parametrize("kind", AlarmKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_be_stuck_has_its_words(kind: AlarmKind, language: str) -> None:
    for days in (0, 1, 2, 5, 21):
        assert str(days or "⚠") in stuck_page(s.page(s.judged("1042", days, kind)), language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_to_be_nothing(language: str) -> None:
    view = stuck_page(s.page(), language)
    assert "¥" not in view.text
    assert view.keyboard == ()


def test_of_long_words_a_button_keeps_as_many_as_it_can() -> None:
    words = "w" + "义乌市国际商贸城" * 10
    view = stuck_page(s.page(*s.ORDERS, whose=words, name=words[1:]), "en")
    check(view)
    turned = Code.parse(view.keyboard[1][1].data)
    assert turned.args[:2] == (0, 2)
    assert words.startswith(str(turned.args[2]))
    assert len(str(turned.args[2])) > 10


def test_whoever_asks_whose_it_is_chooses_by_name() -> None:
    view = stuck_page(s.page(*s.ORDERS, whose="p"), "en")
    assert "Anna · 5 · ¥\u00a064,340.00" in view.text
    assert [Code.parse(button.data).args for row in view.keyboard for button in row] == [(0, 1, "p4711"), (0, 1)]
    many = stuck_page(s.of_many_sellers(), "en")
    assert "and 4\u00a0more" in many.text
    assert len([button for row in many.keyboard for button in row]) == 9
    back = stuck_page(replace(s.page(*s.ORDERS, whose="p4711", name="Anna")), "en").keyboard[-1]
    assert [Code.parse(button.data).args for button in back] == [(0, 1)]
