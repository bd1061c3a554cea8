"""A draft of several offers is chosen line by line; what one line needs never touches another."""

from dataclasses import replace

from bot.purchasing.request import Choice, Finding, Line, Problem
from bot.purchasing.requests.chosen import (
    Chosen,
    at_line,
    of_several,
    to_price,
    with_choice,
    with_lines,
    with_obstacles,
    without_line,
)
from tests.purchasing.test_asked_line import SPECS, line, offer

ANNA, BORIS = 1, 2
HOME = Choice(address_id="5")
MUG, LAMP, SHIRT = offer(1, 1), offer(2, 2), offer(3, 1, variants=True)
ASKED = (line(1, MUG, Choice(3)), line(2, SHIRT, Choice()), line(3, LAMP, Choice()))


def test_the_first_line_that_waits_is_chosen_first_and_then_the_next() -> None:
    chosen = of_several(ASKED, HOME, ANNA)
    assert (chosen.line_at, chosen.offer, chosen.choice) == (2, SHIRT, Choice(address_id="5"))
    chosen = with_choice(chosen, Choice(4, SPECS[0], "5"))
    assert (chosen.line_at, chosen.offer) == (3, LAMP)
    chosen = with_choice(chosen, Choice(6, address_id="5"))
    assert (chosen.line_at, chosen.choice) == (None, Choice(address_id="5"))
    assert chosen.lines == (
        Line(MUG.offer_id, None, 3),
        Line(SHIRT.offer_id, SPECS[0], 4),
        Line(LAMP.offer_id, None, 6),
    )


def test_a_line_that_is_half_chosen_stays_the_one_that_is_asked() -> None:
    chosen = with_choice(of_several(ASKED, Choice(), ANNA), Choice(None, SPECS[0]))
    assert (chosen.line_at, chosen.choice.spec_id) == (2, SPECS[0])
    assert chosen.asked[1].choice.spec_id == SPECS[0]


def test_the_address_and_the_note_are_those_of_all_lines() -> None:
    chosen = with_choice(of_several(ASKED, Choice(), ANNA), Choice(4, SPECS[0], "7", "soon"))
    assert (chosen.choice.address_id, chosen.choice.note) == ("7", "soon")
    assert (chosen.asked[1].choice.address_id, chosen.asked[1].choice.note) == (None, "")


def test_an_old_button_of_a_line_changes_nothing_while_all_lines_are_shown() -> None:
    shown = at_line(of_several(ASKED, HOME, ANNA), None)
    assert with_choice(shown, Choice(9, SPECS[1], "8", several=((SPECS[0], 2),))) == replace(
        shown, choice=Choice(address_id="8")
    )


def test_what_still_waits_is_not_priced_and_does_not_stop_the_rest() -> None:
    chosen = at_line(of_several(ASKED, HOME, ANNA), None)
    assert [part.lines for part in to_price(chosen)] == [(Line(MUG.offer_id, None, 3),)]


def test_what_1688_refused_of_a_seller_is_asked_again_once_one_of_its_lines_changed() -> None:
    asked = (line(1, MUG, Choice(3)), line(2, SHIRT, Choice(4, SPECS[0])), line(3, LAMP, Choice(6)))
    refused = with_obstacles(
        at_line(of_several(asked, HOME, ANNA), None), dict.fromkeys((1, 2, 3), Finding(Problem.REFUSED))
    )
    assert to_price(refused) == ()
    changed = with_choice(at_line(refused, 1), Choice(9, address_id="5"))
    assert [each.obstacle is None for each in changed.asked] == [True, True, False]
    fewer = without_line(refused, 2, ANNA)
    assert [(each.place, each.obstacle is None) for each in fewer.asked] == [(1, True), (3, False)]


def test_the_last_line_that_is_left_is_a_draft_of_one_offer() -> None:
    chosen = without_line(without_line(at_line(of_several(ASKED, HOME, ANNA), None), 2, ANNA), 3, ANNA)
    assert chosen == Chosen(MUG, Choice(3, address_id="5"))


def test_the_last_line_that_is_left_stays_a_line_if_somebody_else_added_it() -> None:
    """Whoever added it must not decide on it, so that who it was is not forgotten."""
    chosen = without_line(at_line(of_several(ASKED, HOME, BORIS), None), 2, BORIS)
    assert [each.by for each in without_line(chosen, 3, BORIS).asked] == [ANNA]


def test_a_draft_of_one_offer_keeps_no_lines() -> None:
    chosen = with_choice(Chosen(MUG, Choice()), Choice(8))
    assert (chosen.asked, chosen.line_at, chosen.lines) == ((), None, (Line(MUG.offer_id, None, 8),))


def test_many_lines_are_changed_at_once_to_exactly_what_was_told_and_again_that_is_the_same() -> None:
    asked = (*ASKED, line(4, offer(4, 4), Choice(8)))
    told = {1: {"": 5}, 2: {SPECS[0]: 4, SPECS[1]: 0, SPECS[2]: 6}, 3: {"": 0}}
    chosen = with_lines(of_several(asked, HOME, ANNA), told, by=ANNA)
    assert chosen is not None
    assert (chosen.line_at, chosen.choice) == (None, HOME)
    assert [(each.place, each.choice) for each in chosen.asked] == [
        (1, Choice(5)), (2, Choice(several=((SPECS[0], 4), (SPECS[2], 6)))), (4, Choice(8)),
    ]  # fmt: skip
    assert with_lines(chosen, {1: {"": 5}, 2: told[2]}, by=ANNA) == chosen


def test_what_is_still_to_be_chosen_stays_beside_changes_of_other_lines() -> None:
    chosen = with_lines(of_several(ASKED, HOME, ANNA), {1: {"": 5}}, by=ANNA)
    assert chosen is not None
    assert [(each.place, each.waits) for each in chosen.asked] == [(1, False), (2, True), (3, True)]


def test_what_1688_refused_of_a_seller_is_asked_again_once_any_of_its_lines_is_told_anew() -> None:
    asked = (line(1, MUG, Choice(3)), line(2, SHIRT, Choice(4, SPECS[0])), line(3, LAMP, Choice(6)))
    refused = with_obstacles(
        at_line(of_several(asked, HOME, ANNA), None), dict.fromkeys((1, 2, 3), Finding(Problem.REFUSED))
    )
    for told, open_ in (({1: {"": 9}}, [True, True, False]), ({2: {}}, [True, False])):
        changed = with_lines(refused, told, by=ANNA)
        assert changed is not None
        assert [each.obstacle is None for each in changed.asked] == open_


def test_a_request_of_one_offer_is_one_line_and_nothing_is_never_left() -> None:
    one = of_several(ASKED[:1], replace(HOME, note="soon"), ANNA)
    assert with_lines(one, {1: {"": 7}}, by=ANNA) == Chosen(MUG, replace(HOME, quantity=7, note="soon"))
    assert with_lines(one, {1: {}}, by=ANNA) is None
    assert with_lines(of_several(ASKED, HOME, ANNA), {1: {}, 2: {}, 3: {}}, by=ANNA) is None
    last = with_lines(of_several(ASKED, HOME, ANNA), {1: {}, 3: {}}, by=ANNA)
    assert last == Chosen(SHIRT, HOME)
