"""Which lines of a list leave it with a request: those that are bought, and no other."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.team_list import ListLine, about, asked_for, of_draft
from tests.cards import samples as s
from tests.purchasing.test_asked_line import SPECS, offer

MUG, SHIRT = offer(1, 1), offer(2, 2, variants=True)
ANNA, BORIS = 1, 2
RED, BLUE = Choice.of(3, SPECS[0]), Choice.of(5, SPECS[1])
GONE = Finding(Problem.VARIANT_GONE)


def waits(number: int, of: Offer, choice: Choice, by: int = ANNA) -> ListLine:
    return ListLine(number, 1, of, choice, by, datetime(2026, 11, 24, tzinfo=UTC))


def asked(*lines: tuple[Offer, Choice, int, Finding | None]) -> Any:
    """A request with these lines."""
    return s.asking(
        s.REQUEST, asked=tuple(AskedLine(n, of, choice, by, why) for n, (of, choice, by, why) in enumerate(lines, 1))
    )


def left(request: Any, *lines: ListLine) -> list[int]:
    gone = asked_for(request, lines)
    return [each.id for each in lines if each not in gone]


def test_what_is_bought_leaves_the_list_and_what_was_removed_stays() -> None:
    request = asked((MUG, Choice.of(3), ANNA, None))
    assert left(request, waits(1, MUG, Choice.of(3)), waits(2, SHIRT, RED), waits(3, MUG, Choice.of(3), BORIS)) == [
        2,
        3,
    ]


def test_what_cannot_be_bought_stays() -> None:
    request = asked((MUG, Choice.of(3), ANNA, None), (SHIRT, RED, BORIS, GONE))
    assert left(request, waits(1, MUG, Choice.of(3)), waits(2, SHIRT, RED, BORIS)) == [2]


def test_of_two_variants_of_one_person_the_one_that_cannot_be_bought_stays() -> None:
    request = asked((SHIRT, RED, ANNA, None), (SHIRT, BLUE, ANNA, GONE))
    assert left(request, waits(1, SHIRT, RED), waits(2, SHIRT, BLUE)) == [2]


def test_a_line_that_was_replaced_by_another_variant_is_not_bought_a_second_time() -> None:
    assert left(asked((SHIRT, BLUE, ANNA, None)), waits(1, SHIRT, RED)) == []


def test_a_request_of_one_offer_is_the_line_of_whoever_asks() -> None:
    mine, other = (waits(n, s.OFFER, Choice.of(3), by) for n, by in ((1, s.REQUEST.requester.id), (2, BORIS)))
    assert left(s.REQUEST, mine, other) == [2]


@pytest.mark.parametrize("choice", [Choice(), Choice.of(3), Choice.of(None, SPECS[0]), replace(RED, collecting=True)])
def test_a_draft_goes_to_the_list_only_if_all_of_it_is_chosen(choice: Choice) -> None:
    assert of_draft(asked((MUG, Choice.of(3), ANNA, None), (SHIRT, choice, ANNA, None))) == ()
    assert of_draft(s.asking(s.REQUEST, offer=SHIRT, choice=choice)) == ()


def test_the_note_of_a_draft_stays_with_its_line() -> None:
    (line,) = of_draft(s.asking(s.REQUEST, note="gift wrapped"))
    assert line.note == "gift wrapped"


def test_a_list_costs_what_its_pieces_cost_by_the_page() -> None:
    tier = s.OFFER.unit_price(None, 500)
    assert tier is not None
    assert about([waits(1, replace(s.OFFER, skus=()), Choice.of(500))]) == 500 * tier
    assert about([]) == 0
