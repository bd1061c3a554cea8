"""Everybody tries everything everywhere, over the wire: what has an effect is exactly what the table lets."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.chat.conversation.registry import COMMANDS, PRESSED
from bot.chat.conversation.teams import _CHANGES, _VERBS
from bot.desk.messages.dialogs import KINDS, CostDialog, ForgetDialog, RulesDialog
from bot.purchasing.lifecycle import AttemptState, RequestState
from tests.counts import counted
from tests.matrix.cells import Cell, cells, share, wrong
from tests.matrix.goods import STATES, Target
from tests.matrix.table import ABOUT_A_REQUEST, ANY, PLACES, VIEWS
from tests.matrix.team_table import ABOUT_A_TEAM
from tests.matrix.world_fixture import EVERYBODY

ROWS = (*ABOUT_A_REQUEST, *VIEWS, *ABOUT_A_TEAM)
PARTS = [STATES[begin : begin + 2] for begin in range(0, len(STATES), 2)]
OF_REQUESTS, OF_VIEWS, OF_TEAMS = (1, counted(10, 19)), (1, counted(30, 61)), (1, counted(5, 9))
"""So many of so many refused cells of each sort are tried; what must be let is tried whole in a whole run."""
over_the_wire = pytest.mark.asyncio(loop_scope="session")


def imagined() -> dict[tuple[str, str], Target]:
    """Targets for counting cells without a town."""
    found = {(owner, state): Target(state, owner, 1, "", "", "", 1, "", "") for owner in ("asker", "self") for state in
             STATES}  # fmt: skip
    return found | {("asker", ANY): Target(ANY, "asker", 0, "", "", "", 0, "", "")}


@cache
def chosen() -> tuple[list[Cell], list[Cell], list[Cell]]:
    """The cells that are tried, of imagined targets: about a request, looking, and about a team."""
    targets = imagined()
    return (
        share(cells(ABOUT_A_REQUEST, targets, STATES), *OF_REQUESTS),
        share(cells(VIEWS, targets, STATES), *OF_VIEWS),
        share(cells(ABOUT_A_TEAM, targets, (ANY,)), *OF_TEAMS),
    )


def in_town(found: list[Cell], targets: dict[tuple[str, str], Target]) -> list[Cell]:
    """The same cells, of the targets of a town."""
    return [replace(cell, target=targets[cell.target.owner, cell.target.state]) for cell in found]


@pytest.mark.threat("T1")
@over_the_wire
@pytest.mark.parametrize("states", PARTS, ids=lambda states: states[0])
async def test_only_who_may_has_an_effect_on_a_request(stocked: Any, states: tuple[str, ...]) -> None:
    tried = [cell for cell in chosen()[0] if cell.target.state in states]
    assert await wrong(stocked.town, in_town(tried, stocked.targets)) == []


@over_the_wire
@pytest.mark.parametrize("part", range(3))
async def test_looking_changes_nothing_whoever_looks(stocked: Any, part: int) -> None:
    assert await wrong(stocked.town, in_town(chosen()[1][part::3], stocked.targets)) == []


@over_the_wire
@pytest.mark.parametrize("part", range(3))
async def test_only_who_may_changes_a_team_or_asks_in_it(stocked: Any, part: int) -> None:
    tried = in_town(chosen()[2][part::3], {("asker", ANY): stocked.general})
    assert await wrong(stocked.town, tried) == []


@pytest.mark.threat("T6")
def test_more_than_five_thousand_combinations_are_tried_and_every_role_place_and_state_is_among_them() -> None:
    tried = [cell for part in chosen() for cell in part]
    assert len(tried) == len({cell.name for cell in tried}) >= 5000
    assert sum(cell.lets for cell in tried) >= counted(1500, 400)
    for row in ROWS:
        whole = [cell for cell in tried if cell.row is row]
        assert {cell.place for cell in whole} == ({"private"} if row.kind == "shared" else set(PLACES)), row.name
        assert {cell.who for cell in whole} == set(EVERYBODY), row.name
    assert {cell.target.state for cell in tried} == {*STATES, ANY}
    assert sorted(state for part in PARTS for state in part) == sorted(STATES)


def test_every_button_is_in_the_table() -> None:
    pressed = [row.name for row in ROWS if row.kind == "press"]
    assert sorted(pressed) == sorted(action.name for action in ButtonAction)
    assert set(PRESSED) == set(ButtonAction)


def test_every_command_is_in_the_table() -> None:
    named = {row.name.split()[0].lstrip("/") for row in ROWS if row.kind == "command"}
    assert named == set(COMMANDS)
    verbs = {row.name.split()[1] for row in ROWS if row.name.startswith("/team ")}
    assert verbs == {*_VERBS, *_CHANGES}


def test_every_question_that_a_typed_answer_settles_is_in_the_table() -> None:
    kinds = set(KINDS) - {RulesDialog.kind, ForgetDialog.kind, CostDialog.kind}  # a press settles these
    assert {row.dialog for row in ROWS if row.kind == "typed" and row.dialog} | {"search"} == kinds


def test_every_state_of_a_request_and_of_an_attempt_is_tried() -> None:
    known = {*RequestState, *AttemptState} - {RequestState.APPROVED, RequestState.CLOSED, AttemptState.PLACED}
    assert {re.sub("_order$", "", state) for state in STATES} >= {each.value for each in known}
