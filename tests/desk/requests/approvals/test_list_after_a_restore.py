"""A team's list that came back with an old copy: its lines rest until each is pressed on its own."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.ledger.journal_chain import Entry
from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.person import Act, Cause, Person, Place
from bot.purchasing.requests.opening import OpenedBy
from storage.engine.database import Database
from tests import migrated_databases
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, B, R
from tests.desk.requests.approvals.lists import LAMP, MUG, VASE, add, ask, line_of, on_list, request
from tests.desk.requests.approvals.test_after_a_restore import over, put_back

HOME = Place(ANNA.id)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """The same story on both databases."""
    if request.param == "sqlite":
        opened = await migrated_databases.opened(tmp_path / "desk.db")
    else:
        url = await migrated_databases.put_on(request.getfixturevalue("postgres"))
        opened = migrated_databases.entered(url)
    yield opened
    await opened.close()


async def time_went_back(team: Any) -> None:
    """The copy is put back, everything is decided, and buying goes on."""
    team.clock.on(minutes=5)
    await put_back(team)
    await over(team)
    team.clock.on(minutes=5)


async def resting(team: Any, by: Person = ANNA) -> list[str]:
    """The offers of the lines that are at rest."""
    shown = await team.desk.team_list.show(by, Place(by.id))
    return [line.offer.offer_id for line in shown.lines if line.rests]


async def bought(team: Any, number: int, by: Person) -> int:
    """Somebody confirms this request, Daria approves it; how many orders are sent then."""
    await team.confirm(number, by)
    await team.approve(number, DARIA)
    await team.desk.submit_worker.submit_due()
    return len(team.market.sent)


async def kinds(team: Any) -> list[str]:
    """What the journal says happened to the list."""
    return [kind for kind, _, _ in await entries(team)]


async def entries(team: Any) -> list[tuple[str, int | None, dict[str, Any]]]:
    """What happened to the list, as (kind, who, facts)."""
    async with team.ledger.read() as uow:
        page = await uow.journal.page(0, 1_000)
    found = [entry for entry in page if isinstance(entry, Entry) and entry.kind.startswith("list_")]
    return [(entry.kind, entry.actor_id, json.loads(entry.facts)) for entry in found]


@pytest.mark.stop(30)
async def test_asking_for_all_of_it_leaves_out_what_came_back_with_an_old_copy(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await add(all_ask, CHEN, LAMP, 4)
    await time_went_back(all_ask)
    await add(all_ask, CHEN, VASE, 5)
    asked = await all_ask.desk.team_list.ask(Act(BORIS, place=Place(BORIS.id)), all_ask.id, key=_key(all_ask))
    assert asked.resting == 2
    assert [line.offer.offer_id for line in (await request(all_ask, asked.request_id)).asked] == [VASE]
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 4, CHEN.id)]
    assert await resting(all_ask) == [MUG, LAMP]


@pytest.mark.stop(30)
async def test_a_list_that_rests_whole_is_asked_for_by_nobody(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await add(all_ask, CHEN, LAMP)
    await time_went_back(all_ask)
    facts = await all_ask.refused("list-rests", ask(all_ask, BORIS))
    assert facts["count"] == 2
    assert len(await on_list(all_ask)) == 2
    assert all_ask.market.sent == []


@pytest.mark.stop(30)
async def test_a_press_of_its_own_lets_one_line_be_asked_for_again_and_no_other(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await add(all_ask, CHEN, LAMP)
    await time_went_back(all_ask)
    shown = await all_ask.desk.team_list.let_go(Act(ANNA, place=HOME), await line_of(all_ask, ANNA))
    assert [line.rests for line in shown.lines] == [False, True]
    number = await ask(all_ask, BORIS)
    assert [line.offer.offer_id for line in (await request(all_ask, number)).asked] == [MUG]
    assert await bought(all_ask, number, BORIS) == 1
    assert await resting(all_ask) == [LAMP]
    assert await kinds(all_ask) == ["list_added", "list_added", "list_let_go", "list_asked"]


@pytest.mark.stop(30)
async def test_the_journal_says_who_let_which_line_be_asked_for_again(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await time_went_back(all_ask)
    await all_ask.member(EVA, R, B)
    number = await line_of(all_ask, ANNA)
    await all_ask.desk.team_list.let_go(Act(EVA, Cause(7, 70), Place(EVA.id)), number)
    await all_ask.desk.team_list.let_go(Act(EVA, Cause(7, 71), Place(EVA.id)), number)
    (entry,) = [entry for entry in await entries(all_ask) if entry[0] == "list_let_go"]
    _, actor, facts = entry
    assert (actor, facts["offer"], facts["of"]) == (EVA.id, MUG, ANNA.id)


@pytest.mark.stop(30)
async def test_only_who_may_change_a_line_lets_it_be_asked_for_again(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await time_went_back(all_ask)
    number = await line_of(all_ask, ANNA)
    facts = await all_ask.refused(
        "others-line", all_ask.desk.team_list.let_go(Act(BORIS, place=Place(BORIS.id)), number)
    )
    assert facts["name"] == "Anna"
    await all_ask.refused("only-requesters", all_ask.desk.team_list.let_go(Act(EVA, place=Place(EVA.id)), number))
    assert await resting(all_ask) == [MUG]


@pytest.mark.stop(30)
async def test_other_pieces_of_a_line_are_no_word_that_it_is_wanted_again(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await time_went_back(all_ask)
    await all_ask.desk.team_list.put_pieces(Act(ANNA, place=HOME), await line_of(all_ask, ANNA), 7)
    assert await resting(all_ask) == [MUG]
    await all_ask.refused("list-rests", ask(all_ask, BORIS))


@pytest.mark.stop(30)
async def test_a_line_at_rest_can_be_taken_out(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await time_went_back(all_ask)
    await all_ask.desk.team_list.put_pieces(Act(ANNA, place=HOME), await line_of(all_ask, ANNA), 0)
    await all_ask.refused("list-empty", ask(all_ask, BORIS))


@pytest.mark.stop(30)
@pytest.mark.parametrize("end", ["cancelled", "to the list", "not confirmed", "withdrawn"])
async def test_lines_that_a_draft_of_the_copy_gives_back_are_at_rest(all_ask: Any, end: str) -> None:
    await add(all_ask, ANNA, MUG)
    number = await ask(all_ask, BORIS)
    await time_went_back(all_ask)
    if end == "cancelled":
        await all_ask.desk.drafting.cancel(Act(BORIS), number)
    elif end == "to the list":
        await all_ask.desk.team_list.add_draft(Act(BORIS), number)
    elif end == "withdrawn":
        await all_ask.desk.approvals.withdraw(Act(BORIS), number)
    else:
        all_ask.clock.on(hours=25)
        await all_ask.desk.drafting.expire()
    assert (await request(all_ask, number)).state is not RequestState.DRAFT
    assert await resting(all_ask) == [MUG]
    await all_ask.refused("list-rests", ask(all_ask, CHEN))


@pytest.mark.stop(30)
async def test_a_draft_of_the_copy_that_goes_to_the_list_only_now_is_at_rest_there(all_ask: Any) -> None:
    number = await all_ask.draft(ANNA)
    await time_went_back(all_ask)
    added = await all_ask.desk.team_list.add_draft(Act(ANNA), number)
    assert (added.count, added.resting) == (1, 1)
    assert len(await resting(all_ask)) == 1
    await all_ask.refused("list-rests", ask(all_ask, BORIS))


@pytest.mark.stop(30)
async def test_what_is_drafted_after_the_copy_goes_to_the_list_as_ever(all_ask: Any) -> None:
    await time_went_back(all_ask)
    number = await all_ask.draft(ANNA)
    added = await all_ask.desk.team_list.add_draft(Act(ANNA), number)
    assert (added.count, added.resting) == (1, 0)
    assert await bought(all_ask, await ask(all_ask, BORIS), BORIS) == 1


@pytest.mark.stop(30)
async def test_a_second_copy_puts_to_rest_what_was_let_go_after_the_first(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await time_went_back(all_ask)
    await all_ask.desk.team_list.let_go(Act(ANNA, place=HOME), await line_of(all_ask, ANNA))
    all_ask.clock.on(minutes=5)
    await put_back(all_ask)
    assert await resting(all_ask) == [MUG]


@pytest.mark.stop(30)
@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=60)])
async def test_a_clock_that_was_ahead_when_a_line_was_added_changes_nothing(all_ask: Any, ahead: timedelta) -> None:
    all_ask.clock.time += ahead
    await add(all_ask, ANNA, MUG)
    all_ask.clock.time -= ahead
    await put_back(all_ask)
    assert await resting(all_ask) == [MUG]


@pytest.mark.stop(30)
@pytest.mark.parametrize(("why", "rests"), [("restored", True), ("went-back", True), ("moved", False)])
async def test_lines_are_at_rest_however_time_was_lost_and_not_if_none_was(all_ask: Any, why: str, rests: bool) -> None:
    await add(all_ask, ANNA, MUG)
    async with all_ask.ledger.change() as uow:
        await begin_quarantine(uow, why)
    assert await resting(all_ask) == ([MUG] if rests else [])


@pytest.mark.stop(30)
async def test_a_quarantine_that_begins_while_the_list_is_asked_for_keeps_its_lines_there(
    all_ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(all_ask, ANNA, MUG)
    price = all_ask.desk.drafting.price

    async def price_then_old_copy(chosen: Any) -> Any:
        found = await price(chosen)
        await put_back(all_ask)
        return found

    monkeypatch.setattr(all_ask.desk.drafting, "price", price_then_old_copy)
    await all_ask.refused("list-rests", ask(all_ask, BORIS))
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


def _key(team: Any) -> OpenedBy:
    return OpenedBy(team.clock.now().microsecond + 1, 0)
