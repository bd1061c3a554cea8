"""Left, thrown out, unknown: who may do something does it only where he is known to be in the group.

What a row of the table lets somebody do is tried by him in private and in the group, in each of these states; that he
does it while he is in the group, the matrix shows.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from tests.counts import WHOLE
from tests.matrix.cells import Cell, fire, prepare, rounds
from tests.matrix.goods import STATES
from tests.matrix.table import ABOUT_A_REQUEST, ANY
from tests.matrix.team_table import ABOUT_A_TEAM
from tests.matrix.world_fixture import Town

over_the_wire = pytest.mark.asyncio(loop_scope="session")
WHO = ("approver", "buyer", "lead", "every", "asker")
DECIDING = frozenset({"APPROVE", "DECLINE_FOR", "typed decline", "typed ask", "/decline"})
"""What is asked of Telegram before it counts, unless it is said in the private group."""
STILL = frozenset({"/back", "BACK_AGAIN", "/notify", "/alerts"})
"""What somebody who left may still do: end an absence of his own, and choose what comes to him."""
NEWEST = 10**15
"""A later update than any: what is handled now was done before he left."""
LONG_AGO = 1_000_000
STANDING = {"left": "left", "thrown out": "kicked"}


def let(targets: Any, general: Any, place: str) -> Iterator[Cell]:
    """One cell for everybody and everything that he may do, in the first state in which he may."""
    for who in WHO:
        for row in ABOUT_A_REQUEST:
            state = next((each for each in STATES if row.lets(who, each, place)), None)
            if state is not None:
                yield Cell(row, who, place, targets["asker", state])
        for row in ABOUT_A_TEAM:
            if row.lets(who, ANY, place) and row.kind != "shared" and not row.name.startswith("/start"):
                yield Cell(row, who, place, general)


@contextmanager
def standing(town: Town, who: Iterable[str], state: str) -> Iterator[None]:
    """What the pretend Telegram says of them from now on."""
    members, door = town.chats.chats[town.group].members, town.house.desk.presence.door
    door.forget(town.group)
    before = {town.people[each]: members[town.people[each]] for each in who}
    members |= {person: STANDING.get(state, was) for person, was in before.items()}
    if state == "unknown":
        town.world.faults.plan({"side": "telegram", "call": "getChatMember", "kind": "status", "times": 10**6})
    try:
        with patch.object(door, "stands", partial(door.stands, patience=0)):
            yield
    finally:
        members |= before
        town.world.faults.clear()


async def changed(town: Town, *together: Cell, state: str) -> set[str]:
    """The tables that these cells change, played at once; of who `left` the database says so."""
    town.file.restore()
    town.said.clear()  # a press before may have made a card of the message that an answer would reply to
    for cell in together:
        prepare(town, cell)
    who = {cell.who for cell in together}
    if state == "left":
        rows = [(LONG_AGO, NEWEST, town.team, town.people[each]) for each in sorted(who)]
        town.file.write("UPDATE member SET left_at = ?, left_update = ? WHERE team_id = ? AND person_id = ?", rows)
    before = town.fingerprint()
    for cell in together:
        fire(town, cell)  # Telegram takes it while they are in the group
    with standing(town, who, state):
        await town.settle()
    assert town.failed() == [], [cell.name for cell in together][:5]
    after = town.fingerprint()
    return {table for table, digest in after.items() if digest != before[table]}


def part(found: Iterable[Cell], of: int, number: int) -> Iterator[Cell]:
    """Each row once, by somebody, in one of so many parts; everything in a whole run."""
    met: set[str] = set()
    for each in sorted(found, key=lambda cell: zlib.crc32(cell.name.encode())):
        mine = zlib.crc32(each.row.name.encode()) % of == number or each.row.name in DECIDING
        if WHOLE or (mine and each.row.name not in met):
            met.add(each.row.name)
            yield each


@pytest.mark.threat("T49")
@over_the_wire
@pytest.mark.parametrize("place", ["private", "group"])
async def test_who_left_does_nothing_but_what_is_about_himself(stocked: Any, place: str) -> None:
    """The bot has heard that he left."""
    town, wrong = stocked.town, []
    tried = list(let(stocked.targets, stocked.general, place))
    for together in rounds(town, [cell for cell in tried if cell.row.name not in STILL]):
        if await changed(town, *together, state="left"):
            for cell in together:
                if found := await changed(town, cell, state="left"):
                    wrong.append(f"{cell.name} changed {sorted(found)}")
            assert wrong, "together they changed what none of them changes alone"
    for cell in tried:
        if cell.row.name in STILL and cell.row.changes not in (found := await changed(town, cell, state="left")):
            wrong.append(f"{cell.name} should change {cell.row.changes} and changed {sorted(found)}")
    assert not wrong, wrong
    assert len(tried) > 140


@pytest.mark.threat("T49")
@over_the_wire
@pytest.mark.parametrize("place", ["private", "group"])
@pytest.mark.parametrize("state", ["thrown out", "unknown"])
async def test_only_who_is_known_to_be_in_the_group_does_what_he_may(stocked: Any, state: str, place: str) -> None:
    """That he was thrown out the bot has not heard; that the team lacks him then, it remembers (`fact`)."""
    town, wrong, tried = stocked.town, [], 0
    for cell in part(let(stocked.targets, stocked.general, place), 2, int(state == "unknown")):
        if cell.row.name == "CANCEL_YES":
            continue  # what is cancelled at 1688 stays so for every later cell
        tried += 1
        found = await changed(town, cell, state=state)
        unproved = cell.row.name in DECIDING and place == "private"
        if unproved and found - {"member", "event", "fact", "journal_personal", "request"}:
            wrong.append(f"{cell.name} changed {sorted(found)}")
        elif not unproved and cell.row.changes not in found:
            wrong.append(f"{cell.name} should change {cell.row.changes} and changed {sorted(found)}")
    assert not wrong, wrong
    assert tried > 30


@over_the_wire
async def test_a_vote_of_somebody_who_was_thrown_out_unheard_makes_his_roles_rest(stocked: Any) -> None:
    town = stocked.town
    cell = next(each for each in let(stocked.targets, stocked.general, "private") if each.row.name == "APPROVE")
    assert await changed(town, cell, state="thrown out") >= {"member", "event"}
    rows = town.file.rows("SELECT count(*) FROM member WHERE left_at IS NOT NULL")
    assert rows == [(1,)]
