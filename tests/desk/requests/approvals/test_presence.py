"""Who is in the team's group: what is asked before a word counts, and what leaving and coming back do."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.teams.presence import GroupStanding
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Cause, Person, Place

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
GROUP = Place(-1001)
PUBLIC = Place(-1001, public=True)
PRIVATE = Place(BORIS.id)


async def says_yes(team: Any, number: int, place: Place, by: Person = BORIS, update: int | None = None) -> None:
    cause = Cause(7, update) if update else None
    await team.desk.approvals.approve(Act(by, cause, place), number, await team.shown(number))


async def rests(team: Any, person: Person = BORIS) -> bool:
    async with team.ledger.read() as uow:
        found = await uow.teams.get(team.id)
    return bool(found.member(person.id).rests)


async def entries(team: Any, kind: str) -> list[dict[str, Any]]:
    from sqlmodel import col, select

    from storage.tables import EventRow

    async with team.ledger.read() as uow:
        rows = (await uow.session.exec(select(EventRow).where(EventRow.kind == kind).order_by(col(EventRow.id)))).all()
    return [row.facts for row in rows]


async def test_in_the_private_group_nobody_is_asked_for(team: Any) -> None:
    number = await team.ask()
    await says_yes(team, number, GROUP)
    assert await team.state(number) == "approved"
    assert team.door.asked == []


@pytest.mark.parametrize("place", [PRIVATE, PUBLIC, None], ids=["in private", "in a public group", "nowhere"])
async def test_elsewhere_telegram_is_asked_and_whoever_is_there_decides(team: Any, place: Place) -> None:
    number = await team.ask()
    await says_yes(team, number, place)
    assert await team.state(number) == "approved"
    assert team.door.asked == [BORIS.id]


@pytest.mark.parametrize("place", [PRIVATE, PUBLIC], ids=["in private", "in a public group"])
async def test_who_is_not_there_decides_nothing_and_his_roles_rest(team: Any, place: Place) -> None:
    number = await team.ask()
    team.door.standings[BORIS.id] = GroupStanding.OUT
    await team.refused("left-the-group", says_yes(team, number, place))
    assert await team.state(number) == "pending"
    assert await rests(team)
    (told,) = await team.told("left_group", GROUP.chat_id)
    assert (told["person"], told["person_id"], told["waiting"]) == ("Boris", BORIS.id, 1)
    (entry,) = await entries(team, "left_group")
    assert entry["person_id"] == BORIS.id


@pytest.mark.parametrize("left", [False, True])
async def test_who_left_is_not_told_the_answer_to_his_question_in_private(team: Any, left: bool) -> None:
    number = await team.ask()
    await team.desk.people.remember(BORIS, PRIVATE, "private", "")
    await team.desk.approvals.ask(Act(BORIS, place=GROUP), number, "Which colour?")
    if left:
        await team.desk.presence.left(GROUP.chat_id, BORIS.id, 5)
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert len(await team.told("answer", GROUP.chat_id)) == 1
    assert len(await team.told("answer", BORIS.id)) == (0 if left else 1)


async def test_where_the_bot_may_not_ask_a_private_word_is_refused_and_one_in_the_group_counts(team: Any) -> None:
    number = await team.ask()
    team.door.standings[BORIS.id] = GroupStanding.MAY_NOT_ASK
    approvals, shown = team.desk.approvals, await team.shown(number)
    for doing in (
        approvals.approve(Act(BORIS, place=PRIVATE), number, shown),
        approvals.decline(Act(BORIS, place=PRIVATE), number, shown, "too dear"),
        approvals.ask(Act(BORIS, place=PRIVATE), number, "Which?"),
        approvals.may_decline(BORIS, number, shown, PRIVATE),
        approvals.may_ask(BORIS, number, PRIVATE),
    ):
        await team.refused("may-not-ask", doing)
    assert (await team.purchase(number)).votes == ()
    assert not await rests(team)
    await says_yes(team, number, GROUP)
    assert await team.state(number) == "approved"


async def test_without_an_answer_his_word_is_refused_not_kept_and_he_hears_it(team: Any) -> None:
    number = await team.ask()
    await team.desk.intake.record(7, [(1, "12", "{}")])
    team.door.standings[BORIS.id] = GroupStanding.NO_ANSWER
    await team.refused("no-answer", says_yes(team, number, PRIVATE, update=1))
    (told,) = await team.told("not_counted", BORIS.id)
    assert told["number"] == number
    del team.door.standings[BORIS.id]
    with pytest.raises(AlreadyDone):
        await says_yes(team, number, PRIVATE, update=1)
    assert await team.state(number) == "pending"
    assert not await rests(team)
    await says_yes(team, number, PRIVATE, update=2)
    assert await team.state(number) == "approved"


async def test_without_an_answer_whoever_wants_to_decline_or_ask_hears_it_too(team: Any) -> None:
    number = await team.ask()
    shown = await team.shown(number)
    team.door.standings[BORIS.id] = GroupStanding.NO_ANSWER
    await team.refused("no-answer", team.desk.approvals.may_decline(BORIS, number, shown, PRIVATE))
    team.clock.time += timedelta(minutes=1)
    await team.refused("no-answer", team.desk.approvals.may_ask(BORIS, number, PRIVATE))
    assert [each["number"] for each in await team.told("not_counted", BORIS.id)] == [number, number]


async def test_nobody_is_asked_for_where_his_word_would_have_no_effect(team: Any) -> None:
    number = await team.ask(BORIS)
    await team.refused("own-request", says_yes(team, number, PRIVATE))
    await team.refused("not-an-approver", says_yes(team, number, Place(EVA.id), EVA))
    assert team.door.asked == []


async def test_leaving_takes_his_yes_away_and_coming_back_gives_it_back(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await says_yes(team, number, GROUP)
    await team.desk.presence.left(GROUP.chat_id, BORIS.id, 50)
    await says_yes(team, number, GROUP, CHEN)
    assert await team.state(number) == "pending"
    await team.desk.presence.came(GROUP.chat_id, [BORIS.id], 60)
    await team.desk.approvals.clock()
    assert await team.state(number) == "approved"


async def test_what_is_told_twice_is_said_and_written_once(team: Any) -> None:
    presence = team.desk.presence
    for update in (50, 51):
        await presence.left(GROUP.chat_id, BORIS.id, update)
    for update in (60, 61):
        await presence.came(GROUP.chat_id, [BORIS.id], update)
    for kind in ("left_group", "back_in_group"):
        assert len(await team.told(kind, GROUP.chat_id)) == len(await entries(team, kind)) == 1
    assert not await rests(team)


async def test_an_update_of_before_he_left_does_not_bring_him_back(team: Any) -> None:
    presence = team.desk.presence
    await presence.left(GROUP.chat_id, BORIS.id, 50)
    await presence.came(GROUP.chat_id, [BORIS.id], 49)
    await presence.seen(BORIS.id, GROUP, 49)
    await presence.seen(BORIS.id, PUBLIC, 51)
    await presence.seen(BORIS.id, PRIVATE, 51)
    assert await rests(team)
    await presence.seen(BORIS.id, GROUP, 51)
    assert not await rests(team)


async def test_a_press_that_was_made_before_he_left_and_is_heard_after_it_does_not_count(team: Any) -> None:
    number = await team.ask()
    await team.desk.presence.left(GROUP.chat_id, BORIS.id, 50)
    await team.desk.presence.seen(BORIS.id, GROUP, 49)
    await team.refused("left-the-group", says_yes(team, number, GROUP, update=49))
    assert await team.state(number) == "pending"


async def test_a_press_of_before_he_left_that_is_heard_much_later_is_asked_for(team: Any) -> None:
    number = await team.ask()
    await team.desk.presence.left(GROUP.chat_id, BORIS.id, 50)
    team.clock.time += timedelta(seconds=61)
    await says_yes(team, number, GROUP, update=49)
    assert team.door.asked == [BORIS.id]
    assert await team.state(number) == "approved"


async def test_an_answer_is_not_asked_for_again_within_a_minute_and_then_it_is(team: Any) -> None:
    number = await team.ask()
    team.door.standings[BORIS.id] = GroupStanding.OUT
    await team.refused("left-the-group", says_yes(team, number, PRIVATE))
    del team.door.standings[BORIS.id]
    await team.refused("left-the-group", says_yes(team, number, PRIVATE))
    assert team.door.asked == [BORIS.id]
    team.clock.time += timedelta(seconds=61)
    await says_yes(team, number, PRIVATE)
    assert await team.state(number) == "approved"
    assert len(await team.told("back_in_group")) == 1


@pytest.mark.stop(29)
async def test_who_left_after_the_last_yes_stops_the_placing(team: Any) -> None:
    number = await team.ask()
    await says_yes(team, number, GROUP)
    assert await team.state(number) == "approved"
    await team.desk.presence.left(GROUP.chat_id, BORIS.id, 50)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert await team.state(number) == "pending"
    (held,) = await team.told("held")
    assert held["reason"] == "right-lost"


@pytest.mark.stop(29)
async def test_what_somebody_asked_for_who_left_is_not_placed_until_he_is_back(team: Any) -> None:
    number = await team.ask()
    await team.desk.presence.left(GROUP.chat_id, ANNA.id, 50)
    await says_yes(team, number, GROUP)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert (await team.told("held"))[0]["reason"] == "left-the-group"
    await team.refused("left-the-group", team.confirm(number))
    await team.desk.presence.came(GROUP.chat_id, [ANNA.id], 60)
    await team.confirm(number)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1


async def test_the_admins_hear_that_nobody_is_left_who_could_decide(team: Any) -> None:
    await team.rules("else: all of approvers")
    number = await team.ask()
    for person in (BORIS, CHEN, DARIA):
        await team.desk.presence.left(GROUP.chat_id, person.id, 50)
    await team.desk.approvals.clock()
    assert await team.state(number) == "pending"
    assert [facts["number"] for facts in await team.told("stuck", OWNER.id)] == [number]


async def test_somebody_of_no_team_comes_and_goes_unheard(team: Any) -> None:
    await team.desk.presence.left(GROUP.chat_id, 99, 50)
    await team.desk.presence.left(-5, BORIS.id, 50)
    await team.desk.presence.came(GROUP.chat_id, [99], 51)
    assert await team.told("left_group") == await entries(team, "left_group") == []


async def test_an_admin_of_the_settings_keeps_the_team_and_decides_on_nothing(team: Any) -> None:
    await team.rules("else: any of admins")
    number = await team.ask()
    team.door.standings[OWNER.id] = GroupStanding.OUT
    await team.refused("left-the-group", says_yes(team, number, Place(OWNER.id), OWNER))
    assert await rests(team, OWNER)
    (told,) = await team.told("left_group")
    assert told["keeps"] is True
    await team.desk.teams.language(Act(OWNER), team.id, "ru")
    await team.refused("left-the-group", says_yes(team, number, GROUP, OWNER))


async def test_a_buyer_who_left_is_told_of_no_payment(team: Any) -> None:
    await team.desk.presence.left(GROUP.chat_id, EVA.id, 50)
    number = await team.ask()
    await says_yes(team, number, GROUP)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    assert await team.told("placed", EVA.id) == []


async def test_a_link_gives_a_role_beside_those_that_rest(team: Any) -> None:
    await team.desk.presence.left(GROUP.chat_id, BORIS.id, 50)
    waits = await team.desk.teams.invite(Act(OWNER), team.id, Role.BUYER)
    second = Person(OWNER.id - 1, "Second", "en")
    done = await team.desk.teams.second(Act(second), waits.id)
    await team.desk.teams.join(Act(BORIS), done.code)
    async with team.ledger.read() as uow:
        found = (await uow.teams.get(team.id)).member(BORIS.id)
    assert found.roles == {Role.REQUESTER, Role.APPROVER, Role.BUYER}
    assert found.rests


async def test_an_admin_who_left_neither_stops_nor_resumes_buying(team: Any) -> None:
    await team.member(DARIA, Role.ADMIN)
    await team.desk.presence.left(GROUP.chat_id, DARIA.id, 50)
    await team.refused("left-the-group", team.desk.switch.pause(Act(DARIA), "because"))
    await team.desk.switch.pause(Act(OWNER), "because")
    await team.refused("left-the-group", team.desk.switch.resume(Act(DARIA)))


async def test_who_was_removed_and_is_let_in_anew_is_not_held_to_what_was_known_before(team: Any) -> None:
    await team.desk.presence.left(GROUP.chat_id, CHEN.id, 50)
    await team.member(CHEN, active=False)
    await team.member(CHEN, Role.APPROVER)
    assert not await rests(team, CHEN)
    number = await team.ask()
    team.door.standings[CHEN.id] = GroupStanding.OUT
    await team.refused("left-the-group", says_yes(team, number, Place(CHEN.id), CHEN))
    assert await rests(team, CHEN)
