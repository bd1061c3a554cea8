"""A draft of several offers is chosen line by line; what one line needs never touches another."""

from bot.purchasing.choice import Choice, Finding, Piece, Problem
from bot.purchasing.requests.chosen import (
    Chosen,
    at_line,
    chosen_of,
    to_price,
    with_choice,
    with_common,
    with_lines,
    with_obstacles,
    without_line,
)
from bot.purchasing.snapshot import Line
from tests.purchasing.test_asked_line import SPECS, line, offer

MUG, LAMP, SHIRT = offer(1, 1), offer(2, 2), offer(3, 1, variants=True)
ASKED = (line(1, MUG, Choice.of(3)), line(2, SHIRT, Choice()), line(3, LAMP, Choice()))


def test_the_first_line_that_waits_is_chosen_first_and_then_the_next() -> None:
    chosen = chosen_of(ASKED)
    assert (chosen.line_at, chosen.shown.offer) == (2, SHIRT)
    chosen = with_choice(chosen, Choice.of(4, SPECS[0]))
    assert (chosen.line_at, chosen.shown.offer) == (3, LAMP)
    chosen = with_choice(chosen, Choice.of(6))
    assert (chosen.line_at, chosen.line) == (None, None)
    assert chosen.lines == (
        Line(MUG.offer_id, None, 3),
        Line(SHIRT.offer_id, SPECS[0], 4),
        Line(LAMP.offer_id, None, 6),
    )


def test_a_line_that_is_half_chosen_stays_the_one_that_is_asked() -> None:
    chosen = with_choice(chosen_of(ASKED), Choice.of(None, SPECS[0]))
    assert chosen.line == line(2, SHIRT, Choice.of(None, SPECS[0]))


def test_what_is_shown_of_several_lines_is_the_first_that_is_bought() -> None:
    waits_first = (line(1, SHIRT, Choice()), line(2, MUG, Choice.of(3)))
    assert at_line(chosen_of(waits_first), None).shown.offer == MUG
    assert at_line(chosen_of(ASKED[1:]), None).shown.offer == SHIRT


def test_the_address_and_the_note_are_those_of_all_lines() -> None:
    chosen = with_choice(chosen_of(ASKED, "7", "soon"), Choice.of(4, SPECS[0]))
    assert (chosen.address_id, chosen.note) == ("7", "soon")
    refused = with_obstacles(chosen, dict.fromkeys((1, 2), Finding(Problem.REFUSED)))
    moved = with_common(refused, address_id="8", note="soon")
    assert (moved.address_id, moved.note, [each.obstacle for each in moved.asked]) == ("8", "soon", [None] * 3)


def test_an_old_button_of_a_line_changes_nothing_while_all_lines_are_shown() -> None:
    shown = at_line(chosen_of(ASKED), None)
    assert with_choice(shown, Choice.of(9, SPECS[1])) == shown


def test_what_still_waits_is_not_priced_and_does_not_stop_the_rest() -> None:
    chosen = at_line(chosen_of(ASKED), None)
    assert [part.lines for part in to_price(chosen)] == [(Line(MUG.offer_id, None, 3),)]


def test_what_1688_refused_of_a_seller_is_asked_again_once_one_of_its_lines_changed() -> None:
    asked = (line(1, MUG, Choice.of(3)), line(2, SHIRT, Choice.of(4, SPECS[0])), line(3, LAMP, Choice.of(6)))
    refused = with_obstacles(at_line(chosen_of(asked), None), dict.fromkeys((1, 2, 3), Finding(Problem.REFUSED)))
    assert to_price(refused) == ()
    changed = with_choice(at_line(refused, 1), Choice.of(9))
    assert [each.obstacle is None for each in changed.asked] == [True, True, False]
    fewer = without_line(refused, 2)
    assert [(each.place, each.obstacle is None) for each in fewer.asked] == [(1, True), (3, False)]


def test_the_last_line_that_is_left_is_a_draft_of_one_offer() -> None:
    chosen = without_line(without_line(at_line(chosen_of(ASKED), None), 2), 3)
    assert chosen == Chosen(ASKED[:1])
    assert without_line(chosen, 1) == chosen


def test_an_only_line_is_always_being_chosen_and_stands_first() -> None:
    chosen = with_choice(chosen_of([line(3, MUG, Choice())]), Choice.of(8))
    assert chosen == Chosen((line(1, MUG, Choice.of(8)),))
    assert (chosen.line, chosen.lines) == (chosen.asked[0], (Line(MUG.offer_id, None, 8),))
    assert at_line(chosen, 1) == chosen


def test_many_lines_are_changed_at_once_to_exactly_what_was_told_and_again_that_is_the_same() -> None:
    asked = (*ASKED, line(4, offer(4, 4), Choice.of(8)))
    told = {1: {"": 5}, 2: {SPECS[0]: 4, SPECS[1]: 0, SPECS[2]: 6}, 3: {"": 0}}
    chosen = with_lines(chosen_of(asked), told)
    assert chosen is not None
    assert chosen.line_at is None
    assert [(each.place, each.choice) for each in chosen.asked] == [
        (1, Choice.of(5)), (2, Choice((Piece(SPECS[0], 4), Piece(SPECS[2], 6)))), (4, Choice.of(8)),
    ]  # fmt: skip
    assert with_lines(chosen, {1: {"": 5}, 2: told[2]}) == chosen


def test_what_is_still_to_be_chosen_stays_beside_changes_of_other_lines() -> None:
    chosen = with_lines(chosen_of(ASKED), {1: {"": 5}})
    assert chosen is not None
    assert [(each.place, each.waits) for each in chosen.asked] == [(1, False), (2, True), (3, True)]


def test_what_1688_refused_of_a_seller_is_asked_again_once_any_of_its_lines_is_told_anew() -> None:
    asked = (line(1, MUG, Choice.of(3)), line(2, SHIRT, Choice.of(4, SPECS[0])), line(3, LAMP, Choice.of(6)))
    refused = with_obstacles(at_line(chosen_of(asked), None), dict.fromkeys((1, 2, 3), Finding(Problem.REFUSED)))
    for told, open_ in (({1: {"": 9}}, [True, True, False]), ({2: {}}, [True, False])):
        changed = with_lines(refused, told)
        assert changed is not None
        assert [each.obstacle is None for each in changed.asked] == open_


def test_a_request_of_one_offer_is_one_line_and_nothing_is_never_left() -> None:
    one = chosen_of(ASKED[:1], note="soon")
    assert with_lines(one, {1: {"": 7}}) == Chosen((line(1, MUG, Choice.of(7)),), note="soon")
    assert with_lines(one, {1: {}}) is None
    assert with_lines(chosen_of(ASKED), {1: {}, 2: {}, 3: {}}) is None
    last = with_lines(chosen_of(ASKED), {1: {}, 3: {}})
    assert last == Chosen((line(1, SHIRT, Choice()),))
