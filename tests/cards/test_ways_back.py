"""Every question that waits for a typed answer has a button that leads back."""

from typing import Any

import pytest

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.requests import approval
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    [
        lambda language: people.asking(language, "ask-quantity", number="1042"),
        lambda language: people.asking(language, "ask-why", number="1042"),
        lambda language: people.asking(language, "ask-question", number="1042"),
        lambda language: people.asking(language, "ask-own-reason", number="1042"),
        lambda language: approval.ask_answer("1042", "Why?", language),
        lambda language: people.asking(language, "ask-rate", currency="USD", example="7.26"),
    ],
)
def test_each_question_for_a_typed_answer_has_a_way_back(view: Any, language: str) -> None:
    assert codes(view(language)) == [Code(ButtonAction.UNASK)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_the_purchases_that_can_be_cancelled_stands_a_way_back(language: str) -> None:
    assert codes(people.ask_cancel([s.ORDERED], language))[-1] == Code(ButtonAction.UNASK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_the_usual_reasons_stands_a_way_back(language: str) -> None:
    assert codes(approval.ask_reason(1042, "1042", "hash", language))[-1] == Code(ButtonAction.UNASK)
