"""Who asks for pieces after a refund of them was said to be for none needs a second person, once for each line."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.purchasing.claims import ClaimKind, ClaimState, Pieces, said_for_nothing
from tests.purchasing.balances import AT, claim

OPEN, PAID, CLOSED = ClaimState
SAID = claim(1, ClaimKind.COMPENSATION, PAID, goods=700, entries=("11", "12"), refund_id="TQ1", answered_at=AT)
LATER = AT + timedelta(minutes=1)
ASKED = replace(claim(2, pieces={"11": Pieces(missing=2)}, errand_id=5), at=LATER)


@pytest.mark.parametrize("state", [OPEN, PAID])
@pytest.mark.parametrize("kind", [ClaimKind.COMPENSATION, ClaimKind.CARRIAGE])
def test_whoever_asks_next_for_pieces_that_a_refund_was_said_not_to_be_for_is_seconded(
    kind: ClaimKind, state: ClaimState
) -> None:
    said = replace(SAID, kind=kind, state=state)
    assert said_for_nothing([said], ["11"]) == said
    assert said_for_nothing([replace(said, entries=())], ["13"]) is not None, "it may be of any line"


def test_what_was_said_of_other_lines_or_of_pieces_or_came_to_nothing_asks_for_nobody() -> None:
    assert said_for_nothing([], ["11"]) is None
    assert said_for_nothing([SAID], ["13"]) is None
    assert said_for_nothing([SAID], []) is None
    assert said_for_nothing([replace(SAID, state=CLOSED)], ["11"]) is None
    pieces = replace(SAID, kind=ClaimKind.PIECES, pieces={"11": Pieces(missing=2)})
    assert said_for_nothing([pieces], ["11"]) is None
    assert said_for_nothing([replace(SAID, answered_at=None)], ["11"]) is None, "no person said it"


def test_once_somebody_asked_for_its_pieces_nobody_else_is_needed_for_that_line() -> None:
    assert said_for_nothing([SAID, ASKED], ["11"]) is None
    assert said_for_nothing([SAID, replace(ASKED, state=CLOSED)], ["11"]) is None
    assert said_for_nothing([SAID, ASKED], ["12"]) == SAID


def test_who_asks_for_a_line_that_was_asked_for_and_one_that_was_not_is_seconded() -> None:
    assert said_for_nothing([SAID, ASKED], ["11", "12"]) == SAID
    of_both = replace(ASKED, pieces={"11": Pieces(1), "12": Pieces(1)})
    assert said_for_nothing([SAID, of_both], ["11", "12"]) is None


def test_what_was_asked_for_before_the_answer_or_on_the_site_is_no_second_look() -> None:
    assert said_for_nothing([SAID, replace(ASKED, at=AT)], ["11"]) == SAID
    assert said_for_nothing([SAID, replace(ASKED, errand_id=None, refund_id="TQ2")], ["11"]) == SAID


def test_the_answer_that_still_waits_for_a_second_look_is_found_among_others() -> None:
    elsewhere = replace(SAID, id=3, entries=("13",))
    asked_of_it = replace(ASKED, pieces={"13": Pieces(1)})
    assert said_for_nothing([elsewhere, asked_of_it, SAID], ["11", "13"]) == SAID
