"""A parcel's trace: its steps in the reader's language, with the carrier's own words behind a button."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.orders import orders as order_cards
from bot.cards.texts import catalogue as texts
from bot.purchasing.order_report import TraceStep
from bot.purchasing.orders.trace_phrases import TraceKind
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import check, coded, drawn


def checked(view: View) -> str:
    check(view)
    return drawn(view)


def test_a_trace_begins_with_the_newest_step() -> None:
    lines = checked(order_cards.trace((s.TRACE,), "en", s.NOW, number="1042")).splitlines()
    assert lines[0] == "📦 #1042 · 1 parcel"
    assert lines[2:5] == [
        "中通快递 · 76541234567890",
        "24 Nov 17:05 (Beijing) · Sent on → 广州",
        "24 Nov 14:05 (Beijing) · Picked up by the carrier · 杭州",
    ]
    assert "No steps reported yet." in checked(order_cards.trace((replace(s.TRACE, steps=()),), "en"))


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Sent on → 广州"), ("ru", "Отправлено дальше → 广州"), ("zh", "已发往广州"),
])  # fmt: skip
def test_a_trace_is_read_in_each_language_with_the_original_behind_a_button(language: str, said: str) -> None:
    view = order_cards.trace((s.TRACE,), language, s.NOW)
    assert said in checked(view)
    turned = {code.args[1:] for code in coded(view, ButtonAction.TRACK)}
    assert turned == ({()} if language == "zh" else {(), (order_cards.ORIGINAL,)})
    original = order_cards.trace((s.TRACE,), language, s.NOW, original=True)
    assert checked(original).splitlines()[3].endswith("· 已发往广州")
    assert (order_cards.TRANSLATED,) in {code.args[1:] for code in coded(original, ButtonAction.TRACK)}


def test_a_step_that_nobody_knows_is_shown_as_it_came_and_has_nothing_behind_a_button() -> None:
    odd = replace(s.TRACE, steps=(TraceStep(s.NOW, "客户要求改址"),))
    view = order_cards.trace((odd,), "en", s.NOW)
    assert "· 客户要求改址" in checked(view)
    assert [code.args[1:] for code in coded(view, ButtonAction.TRACK)] == [()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(TraceKind))
def test_every_kind_of_step_has_its_words(language: str, kind: TraceKind) -> None:
    assert texts.say(language, f"step-{kind.value.replace('_', '-')}")


def test_a_trace_says_how_many_older_steps_it_leaves_out() -> None:
    many = replace(s.TRACE, steps=(TraceStep(s.NOW, "运输中"),) * 14)
    assert checked(order_cards.trace((many,), "en", s.NOW)).count("In transit") == 12
    assert "… 2 older steps are left out" in checked(order_cards.trace((many,), "en", s.NOW))
