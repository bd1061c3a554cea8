"""What the cards of a waiting request say once its rules, or the people who agreed, are others."""

from dataclasses import replace

import pytest

from bot.cards.requests.request import request_card
from bot.desk.shared.views import CardState
from bot.purchasing.approval.votes import Open
from bot.purchasing.person import Place
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, drawn

WORDS = {
    "en": ("The team's rules became stricter while this waited", "Counts no more: the yes of Boris"),
    "zh": ("等待期间团队规则变严了", "Boris 的同意不再有效"),
    "ru": ("правила команды стали строже", "больше не считается согласие: Boris"),
}


def card(step: CardState, language: str, place: Place) -> str:
    view = request_card(step, language, s.NOW, place=place, username="caigou_bot")
    check(view)
    return drawn(view)


@pytest.mark.parametrize("place", [s.GROUP, s.PRIVATE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_became_stricter_while_it_waits_is_said_on_both_cards(language: str, place: Place) -> None:
    plain = t.step(tally=Open(1, 1, 1, (t.DARIA,), ()))
    lost = replace(plain, tally=Open(1, 1, 1, (t.DARIA,), (), (t.BORIS,)))
    assert lost.needs is not None
    strict = replace(lost, needs=replace(lost.needs, anew_at=s.NOW))
    rules, yes = WORDS[language]
    assert rules in card(strict, language, place)
    assert yes in card(strict, language, place)
    assert rules not in card(lost, language, place)
    assert yes not in card(plain, language, place)
