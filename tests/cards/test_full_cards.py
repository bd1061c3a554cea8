"""What a card keeps once there is too much to say, and what one that is over does not keep."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.requests.request import request_card
from bot.desk.shared.views import Stage
from bot.purchasing.approval.questions import Hold
from bot.purchasing.money import Fen
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.bought_before import BoughtBefore
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import drawn

LANGUAGES = ("en", "zh", "ru")
BUDGET = {"en": "Budget", "zh": "预算", "ru": "Бюджет"}
WORDY = replace(
    s.asking(t.REQUEST, note="Pack each one on its own, please, and send an invoice"),
    why="Restock for December: the old ones are sold out since last week",
)
ASKED = Purchase(WORDY, questions=t.QUESTIONS)
HELD = (Hold(t.BORIS, s.NOW),)
MOVED = replace(WORDY, approved=replace(s.SNAPSHOT, total=Fen(80_000), freight=Fen(100)))
WARNINGS: dict[str, dict[str, Any]] = {
    "the same again": {"repeat": s.earlier(7)},
    "judged together": {"beside": Fen(100_000)},
    "stricter rules": {"needs": replace(t.NEEDS, anew_at=s.NOW), "tally": replace(t.OPEN, lost=(t.CHEN,))},
    "a question": {"holds": HELD},
    "all of them": {
        "repeat": s.earlier(7), "beside": Fen(100_000), "needs": replace(t.NEEDS, anew_at=s.NOW), "holds": HELD,
        "tally": replace(t.OPEN, lost=(t.CHEN,)),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("warning", WARNINGS)
def test_every_approver_reads_the_budget_however_much_there_is_to_warn_of(warning: str, language: str) -> None:
    purchases = (ASKED, Purchase(MOVED, questions=t.QUESTIONS), Purchase(b.request(base=WORDY), questions=t.QUESTIONS))
    for purchase in purchases:
        for budget in (t.BUDGET, replace(t.BUDGET, left=-1_200)):
            step = t.step(purchase=purchase, budgets=(budget,), **WARNINGS[warning])
            for place in (s.GROUP, Place(t.BORIS), Place(t.CHEN)):
                card = drawn(request_card(step, language, s.NOW, place=place))
                assert BUDGET[language] in card
                assert ("6,732.00" if budget.left > 0 else "12.00") in card


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_approver_reads_the_latest_answer_beside_the_budget(language: str) -> None:
    answered = replace(t.QUESTIONS[1], answer="For the fair", answered_at=s.NOW)
    step = t.step(purchase=Purchase(t.REQUEST, questions=(t.QUESTIONS[0], answered)))
    for place in (s.GROUP, Place(t.BORIS), Place(t.CHEN)):
        card = drawn(request_card(step, language, s.NOW, place=place))
        assert "For the fair" in card
        assert BUDGET[language] in card


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_budgets_the_tightest_stays(language: str) -> None:
    tight = replace(t.BUDGET, person_id=4711, left=1_000)
    step = t.step(purchase=ASKED, budgets=(t.BUDGET, tight), **WARNINGS["all of them"])
    assert "¥ 10.00" in drawn(request_card(step, language, s.NOW, place=s.GROUP))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_asks_reads_the_budget_and_what_is_in_the_way(language: str) -> None:
    request = replace(b.request(base=WORDY), place=s.PRIVATE)
    step = t.step(Stage.CONFIRM, Purchase(request), repeat=s.earlier(7), beside=Fen(100_000), shut_out=(t.BORIS,))
    card = drawn(request_card(step, language, s.NOW, place=s.PRIVATE))
    assert BUDGET[language] in card


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [WORDY, b.request(base=WORDY)], ids=["one product", "a sheet"])
def test_whoever_asks_reads_the_reason_that_was_given_however_full_the_card_is(asked: Any, language: str) -> None:
    step = t.step(Stage.CONFIRM, Purchase(asked), repeat=s.earlier(7), beside=Fen(100_000), shut_out=(t.BORIS,))
    assert "Restock for" in drawn(request_card(step, language, s.NOW, place=s.PRIVATE))


def test_a_budget_keeps_its_whole_line_where_there_is_room() -> None:
    view = request_card(t.step(purchase=Purchase(t.REQUEST), past=BoughtBefore()), "en", s.NOW, place=s.GROUP)
    assert "Budget November, the team: ¥ 6,732.00 of ¥ 20,000.00 left after this" in drawn(view)


@pytest.mark.parametrize("stage", [Stage.EXPIRED, Stage.CANCELLED])
def test_a_draft_that_is_over_says_nothing_of_the_line_that_was_being_chosen(stage: Stage) -> None:
    card = drawn(request_card(s.step(stage, Purchase(b.request(line=8))), "en", s.NOW, place=s.PRIVATE))
    assert "Line " not in card
    assert "[All products]" not in card
    assert "[Remove this one]" not in card
