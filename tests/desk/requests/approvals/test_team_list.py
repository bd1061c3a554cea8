"""The list of a team: many add, one asks, nobody of them decides; nothing of it is lost or bought twice."""

from dataclasses import replace
from typing import Any

import pytest

from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.team_list import MOST_ON_LIST
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, GROUP, OFFER, STRANGER, B, R
from tests.desk.requests.approvals.lists import LAMP, MUG, OWNERS, add, ask, asked, line_of, on_list, request


async def test_what_two_people_add_is_one_list_and_one_request(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await add(all_ask, CHEN, LAMP, 4, GROUP)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 4, CHEN.id)]
    number = await ask(all_ask, BORIS)
    found = await request(all_ask, number)
    assert (found.requester.id, found.state) == (BORIS.id, RequestState.DRAFT)
    assert [(each.offer.offer_id, each.by) for each in found.asked] == [(MUG, ANNA.id), (LAMP, CHEN.id)]
    assert await on_list(all_ask) == []


async def test_a_draft_that_is_cancelled_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    await add(all_ask, CHEN, LAMP)
    await all_ask.desk.drafting.cancel(Act(BORIS), number)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 3, CHEN.id)]
    assert (await request(all_ask, number)).closed_reason is ClosedReason.TO_LIST


async def test_a_draft_that_is_withdrawn_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.approvals.withdraw(Act(BORIS), number)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_a_draft_that_nobody_confirms_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    all_ask.clock.on(hours=25)
    await all_ask.desk.drafting.expire()
    assert await all_ask.state(number) == "expired"
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_what_was_asked_for_is_on_the_list_no_more_however_it_ends(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA)
    assert await on_list(all_ask) == []
    await all_ask.decline(number, DARIA)
    assert await on_list(all_ask) == []


async def test_a_button_of_a_line_that_was_asked_for_changes_no_later_one(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    mug = await line_of(all_ask, ANNA)
    await all_ask.confirm(await ask(all_ask, BORIS), BORIS)
    await add(all_ask, ANNA, LAMP)
    await all_ask.refused("list-line-gone", all_ask.desk.team_list.put_pieces(Act(ANNA, place=Place(ANNA.id)), mug, 0))
    assert await on_list(all_ask) == [(LAMP, 3, ANNA.id)]


async def test_a_line_that_is_removed_before_asking_stays_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.drafting.drop_line(Act(BORIS), number, 2)
    await all_ask.confirm(number, BORIS)
    assert await on_list(all_ask) == [(LAMP, 3, CHEN.id)]
    await all_ask.approve(number, CHEN)
    assert await all_ask.state(number) == "approved"


async def test_a_line_that_cannot_be_bought_stays_on_the_list_and_stops_no_other(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP, 50)
    all_ask.market.offer_now = replace(OFFER, stock=10)
    number = await ask(all_ask, BORIS)
    assert (await request(all_ask, number)).chosen.line_at == 2
    await all_ask.desk.drafting.choose_line(Act(BORIS), number, 0)
    await all_ask.confirm(number, BORIS)
    assert await on_list(all_ask) == [(LAMP, 50, CHEN.id)]
    await all_ask.approve(number, DARIA)
    assert [line.quantity for line in (await request(all_ask, number)).lines] == [3]


async def test_what_1688_does_not_show_any_more_stays_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    all_ask.market.offer_now = None
    await all_ask.refused("list-empty", ask(all_ask, BORIS))
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_what_is_not_chosen_yet_is_a_draft_of_its_adder_and_not_on_the_list(all_ask: Any) -> None:
    added = await add(all_ask, ANNA, MUG, None)
    assert (added.count, added.shown.lines) == (0, ())
    assert added.draft is not None
    await all_ask.refused("nothing-for-list", all_ask.desk.team_list.add_draft(Act(ANNA), added.draft))
    await all_ask.desk.drafting.choose_quantity(Act(ANNA), added.draft, 7)
    await all_ask.desk.team_list.add_draft(Act(ANNA), added.draft)
    assert await on_list(all_ask) == [(MUG, 7, ANNA.id)]


async def test_a_draft_that_goes_to_the_list_ends_so_that_it_is_not_bought_twice(all_ask: Any) -> None:
    number = await all_ask.draft(ANNA)
    shown = await all_ask.shown(number)
    added = await all_ask.desk.team_list.add_draft(Act(ANNA), number)
    found = await request(all_ask, number)
    assert (found.state, found.closed_reason, added.count) == (RequestState.CANCELLED, ClosedReason.TO_LIST, 1)
    await all_ask.refused("no-longer", all_ask.desk.drafting.confirm(Act(ANNA), number, shown))
    await all_ask.refused("no-longer", all_ask.desk.team_list.add_draft(Act(ANNA), number))
    assert len(await on_list(all_ask)) == 1


async def test_a_draft_made_of_the_list_goes_back_to_it_whole_and_once(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.team_list.add_draft(Act(BORIS), number)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 3, CHEN.id)]


async def test_a_draft_of_somebody_else_goes_nowhere(all_ask: Any) -> None:
    number = await all_ask.draft(ANNA)
    await all_ask.refused("not-yours", all_ask.desk.team_list.add_draft(Act(CHEN), number))


async def test_everybody_changes_their_own_lines_and_buyers_and_admins_all(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    pieces = all_ask.desk.team_list.put_pieces
    assert (await all_ask.refused("others-line", pieces(Act(BORIS, place=Place(BORIS.id)), number, 9)))[
        "name"
    ] == "Anna"
    await pieces(Act(ANNA, place=Place(ANNA.id)), number, 5)
    await all_ask.member(EVA, R, B)
    await pieces(Act(EVA, place=Place(EVA.id)), number, 6)
    assert await on_list(all_ask) == [(MUG, 6, ANNA.id)]
    await pieces(Act(EVA, place=Place(EVA.id)), number, 0)
    assert await on_list(all_ask) == []
    await all_ask.refused("list-line-gone", pieces(Act(ANNA, place=Place(ANNA.id)), number, 5))


@pytest.mark.parametrize("wrong", [-1, 100_001, 10**12])
async def test_a_line_never_has_pieces_that_cannot_be_bought(all_ask: Any, wrong: int) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    await all_ask.refused(
        "pieces-wrong", all_ask.desk.team_list.put_pieces(Act(ANNA, place=Place(ANNA.id)), number, wrong)
    )


async def test_what_is_being_asked_for_is_changed_by_nobody_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    await ask(all_ask, BORIS)
    await all_ask.refused(
        "list-line-gone", all_ask.desk.team_list.put_pieces(Act(ANNA, place=Place(ANNA.id)), number, 0)
    )


@pytest.mark.parametrize(
    ("by", "place", "key"),
    [
        (EVA, Place(EVA.id), "only-requesters"),
        (EVA, GROUP, "only-requesters"),
        (STRANGER, Place(STRANGER.id), "stranger"),
        (ANNA, Place(-1002), "foreign-chat"),
    ],
)
async def test_nobody_who_may_not_ask_sees_the_list_adds_to_it_or_asks_for_it(
    all_ask: Any, by: Person, place: Place, key: str
) -> None:
    await add(all_ask, ANNA)
    line, verbs = await line_of(all_ask, ANNA), all_ask.desk.team_list
    await all_ask.refused(key, verbs.show(by, place, all_ask.id))
    await all_ask.refused(key, verbs.ask(Act(by, place=place), all_ask.id, key=OpenedBy(1, 0)))
    await all_ask.refused(key, verbs.put_pieces(Act(by, place=place), line, 1))
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_a_list_that_is_full_takes_nothing_more_and_loses_nothing(all_ask: Any) -> None:
    line = AskedLine(1, OFFER, Choice.of(3), ANNA.id)
    async with all_ask.ledger.change() as uow:
        await uow.lists.add(all_ask.id, [line] * MOST_ON_LIST)
    await all_ask.refused("list-full", add(all_ask, CHEN))
    draft = await all_ask.draft(ANNA)
    await all_ask.refused("list-full", all_ask.desk.team_list.add_draft(Act(ANNA), draft))
    assert await all_ask.state(draft) == "draft"
    assert len(await on_list(all_ask)) == MOST_ON_LIST


async def test_somebody_who_left_asks_for_nothing_and_their_lines_stay(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await all_ask.member(ANNA, R, active=False)
    await all_ask.refused("not-a-member", all_ask.desk.team_list.show(ANNA, Place(ANNA.id), all_ask.id))
    number = await ask(all_ask, BORIS)
    assert {each.by for each in (await request(all_ask, number)).asked} == {ANNA.id}


async def test_a_list_ends_thirty_days_after_its_last_change_and_the_team_is_told(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    all_ask.clock.on(days=20)
    await add(all_ask, CHEN, LAMP)
    all_ask.clock.on(days=20)
    await all_ask.desk.drafting.expire()
    assert len(await on_list(all_ask)) == 2
    all_ask.clock.on(days=11)
    await all_ask.desk.drafting.expire()
    await all_ask.desk.drafting.expire()
    assert await on_list(all_ask) == []
    assert [each["line_count"] for each in await all_ask.told("list_ended", GROUP.chat_id)] == [2]


async def test_the_list_of_a_team_that_is_closed_is_gone(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await ask(all_ask, BORIS)
    await add(all_ask, CHEN, LAMP)
    proposed = await all_ask.desk.teams.close(Act(OWNERS[0]), all_ask.id)
    await all_ask.desk.teams.second(Act(OWNERS[1]), proposed.id)
    async with all_ask.ledger.read() as uow:
        assert await uow.lists.lines(all_ask.id) == ()
    await all_ask.refused("list-of-team", all_ask.desk.team_list.show(ANNA, Place(ANNA.id), all_ask.id))


async def test_lines_of_one_variant_by_several_people_are_one_order_line_and_stay_apart_as_asked(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG, 3)
    await add(all_ask, CHEN, MUG, 4)
    await add(all_ask, ANNA, MUG, 5)
    number = await ask(all_ask, BORIS)
    found = await request(all_ask, number)
    assert [(each.by, each.choice.quantity) for each in found.asked] == [(ANNA.id, 8), (CHEN.id, 4)]
    assert [line.quantity for line in found.lines] == [12]
