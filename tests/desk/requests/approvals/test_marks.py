"""A team's mark and the request's number go with the note to the seller, as they were when the body was first made."""

from datetime import timedelta
from typing import Any

import pytest

from bot.market.port import Unsent
from bot.purchasing.people.teams import Changed
from bot.purchasing.person import Act
from bot.purchasing.tracking.seller_notes import own_room
from tests.desk.requests.approvals.conftest import ANNA, EVA, OWNER
from tests.desk.requests.approvals.test_baskets import agreed, parts
from tests.fakes.market import ORDER_ID, placed

MARK = "FW-88"


async def set_mark(team: Any, mark: str) -> None:
    assert isinstance(await team.desk.teams.mark(Act(OWNER), team.id, mark), Changed), "it loosens nothing"


async def asked(team: Any, note: str = "") -> int:
    """What Anna asks for with this note, and nobody need agree to; its number."""
    await team.rules("else: auto")
    number: int = await team.draft()
    if note:
        await team.desk.drafting.note(Act(ANNA), number, note)
    await team.confirm(number)
    return number


async def body_after(team: Any, number: int, outcome: Any) -> str:
    """The body of its attempt once it was sent, with that outcome."""
    team.market.outcomes = [outcome]
    await team.desk.submit_worker.submit_due()
    team.clock.time += timedelta(minutes=2)
    return str((await team.purchase(number)).attempts[-1].body)


def note_in(team: Any, body: str) -> str:
    """The note with which 1688 was sent this body."""
    return str(team.market.placings[body].message)


@pytest.mark.parametrize("note", ["", "Wrap it"])
async def test_mark_and_number_stand_behind_the_note_and_outside_of_what_is_agreed(team: Any, note: str) -> None:
    await set_mark(team, MARK)
    number = await asked(team, note)
    agreed = (await team.purchase(number)).request.snapshot
    body = await body_after(team, number, placed())
    assert note_in(team, body) == f"{note} 【{MARK} #{number}】".lstrip()
    assert (await team.purchase(number)).attempts[-1].note == note_in(team, body), "it stands beside the body"
    after = (await team.purchase(number)).request
    assert (after.snapshot.note, after.snapshot.hash) == (note, agreed.hash)


async def test_each_part_carries_its_own_number(team: Any) -> None:
    await set_mark(team, MARK)
    number = await agreed(team)
    await team.desk.submit_worker.submit_due()
    sent = sorted(note_in(team, each.attempt.body) for each in await parts(team, number))
    assert sent == [f"【{MARK} #{number}/{part}】" for part in (1, 2)]


async def test_without_a_mark_the_note_is_as_it_was_written(team: Any) -> None:
    number = await asked(team, "Wrap it")
    assert note_in(team, await body_after(team, number, placed())) == "Wrap it"


@pytest.mark.parametrize("first", ["", MARK], ids=["before there were marks", "with another mark"])
@pytest.mark.parametrize("note", ["", "Wrap it"])
async def test_another_mark_changes_no_attempt_whose_body_was_made(team: Any, first: str, note: str) -> None:
    if first:
        await set_mark(team, first)
    number = await asked(team, note)
    body = await body_after(team, number, Unsent("too many calls"))
    await set_mark(team, "OTHER")
    assert await body_after(team, number, placed()) == body
    assert (await team.purchase(number)).attempts[-1].epoch == 2


async def test_an_own_note_leaves_room_for_mark_and_number_and_later_notes_count_what_was_sent(team: Any) -> None:
    await set_mark(team, MARK)
    number = await team.draft()
    most = own_room(MARK, number)
    refused = await team.refused("note-too-long", team.desk.drafting.note(Act(ANNA), number, "x" * (most + 1)))
    assert refused["limit"] == most < 500
    await team.desk.drafting.note(Act(ANNA), number, "x" * 100)
    await team.rules("else: auto")
    await team.confirm(number)
    body = await body_after(team, number, placed(total=None))
    await team.desk.watch.look_due()
    left = (await team.desk.chasing.show(EVA, ORDER_ID)).left
    assert left == 500 - len(note_in(team, body)) < 400


async def test_whoever_orders_it_by_hand_copies_the_mark_too(team: Any) -> None:
    await set_mark(team, MARK)
    number = await asked(team, "Wrap it")
    for _ in range(4):
        await body_after(team, number, Unsent("the app was not granted this call", "", "createCrossOrder"))
        await set_mark(team, f"{MARK}-{team.clock.now().timestamp()}")
    taken = await team.desk.by_hand.take(Act(EVA), number)
    assert taken.note == f"Wrap it 【{MARK} #{number}】", "as it was sent"


@pytest.mark.parametrize("wrong", ["a\nb", "x" * 41, "【x】"])
async def test_a_mark_is_one_line_of_plain_characters(team: Any, wrong: str) -> None:
    refused = await team.refused("mark-wrong", team.desk.teams.mark(Act(OWNER), team.id, wrong))
    assert refused["limit"] == 40
    await set_mark(team, MARK)
    await set_mark(team, "")
    await team.refused("nothing-changes", team.desk.teams.mark(Act(OWNER), team.id, ""))


async def test_only_admins_set_it(team: Any) -> None:
    await team.refused("only-admins", team.desk.teams.mark(Act(ANNA), team.id, MARK))
