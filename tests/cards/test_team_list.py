"""The list of a team whose lines came back with an old copy: the rest, and the press that ends it."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.teams import team_list
from bot.purchasing.text import LANGUAGES
from tests.cards import list_samples as ls
from tests.cards.drawing import codes, read

LET_GO, ASK, PIECES = ButtonAction.LIST_LET_GO, ButtonAction.LIST_ASK, ButtonAction.LIST_PIECES


def actions(view: View) -> list[str]:
    return [code.action for code in codes(view)]


def test_the_list_marks_what_is_at_rest_and_says_why() -> None:
    text = read(team_list.the_list(ls.at_rest(), "en"))
    marks = [line.endswith("at rest") for line in text.splitlines() if line[:1].isdigit()]
    assert marks[:5] == [True, True, False, False, False]
    assert "2 lines are at rest" in text
    assert "from an old copy put back" in text


def test_a_list_without_rest_says_nothing_of_it() -> None:
    assert "rest" not in read(team_list.the_list(ls.shown(), "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_can_be_asked_for_while_a_line_is_not_at_rest(language: str) -> None:
    assert ASK in actions(team_list.the_list(ls.at_rest(), language))
    assert ASK not in actions(team_list.the_list(ls.at_rest(whole=True), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_at_rest_is_wanted_anyway_or_taken_out_and_has_no_pieces(language: str) -> None:
    the_list = ls.at_rest()
    shown = codes(team_list.one_line(the_list, the_list.lines[1], language))
    assert Code(LET_GO, (2,)) in shown
    assert [code for code in shown if code.action is PIECES] == [Code(PIECES, (2, 0))]


def test_a_line_that_is_not_at_rest_offers_no_such_press() -> None:
    the_list = ls.at_rest()
    assert LET_GO not in actions(team_list.one_line(the_list, the_list.lines[2], "en"))


def test_a_draft_of_an_old_copy_that_goes_to_the_list_is_said_to_rest_there() -> None:
    resting = replace(ls.added(), draft=None, resting=2)
    assert "at rest" in read(team_list.added(resting, "en"))
    assert "at rest" not in read(team_list.added(ls.added(), "en"))


@pytest.mark.parametrize(("line_id", "page"), [(1, 0), (5, 0), (6, 1), (8, 1), (99, 0)])
def test_after_a_press_the_page_of_that_line_is_shown(line_id: int, page: int) -> None:
    assert team_list.page_of_line(ls.at_rest(), line_id) == page
