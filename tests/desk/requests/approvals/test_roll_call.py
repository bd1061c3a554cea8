"""After a start those who can decide are looked up: who is not there is paused, and named to the admins once."""

from datetime import timedelta
from typing import Any

from bot.desk.teams.presence import GroupStanding, RollCall
from bot.purchasing.person import Person

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
GROUP = -1001


def roll_call(team: Any) -> RollCall:
    """That of another start."""
    return RollCall(team.ledger, team.desk.presence)


async def resting(team: Any) -> list[str]:
    async with team.ledger.read() as uow:
        found = await uow.teams.get(team.id)
    return [each.name for each in found.members if each.rests]


async def test_who_is_not_there_is_paused_and_named_in_one_message(team: Any) -> None:
    team.door.standings |= {BORIS.id: GroupStanding.OUT, CHEN.id: GroupStanding.OUT}
    await roll_call(team).run()
    assert await resting(team) == ["Boris", "Chen"]
    told = await team.told("not_there")
    assert [[each["name"] for each in facts["people"]] for facts in told] == [["Boris", "Chen"]] * 2
    assert len(await team.told("not_there", OWNER.id)) == 1
    await roll_call(team).run()
    assert len(await team.told("not_there")) == 2


async def test_those_who_cannot_decide_are_not_looked_up(team: Any) -> None:
    await roll_call(team).run()
    assert sorted(team.door.asked) == [BORIS.id, CHEN.id, DARIA.id]


async def test_buyers_are_looked_up_where_the_rules_ask_them(team: Any) -> None:
    await team.rules("else: any of buyers")
    await roll_call(team).run()
    assert EVA.id in team.door.asked


async def test_what_waits_is_counted_anew_at_once(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    team.door.standings[BORIS.id] = GroupStanding.OUT
    await roll_call(team).run()
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"


async def test_who_is_back_and_was_not_heard_of_is_there_again(team: Any) -> None:
    await team.desk.presence.left(GROUP, BORIS.id, 50)
    await roll_call(team).run()
    assert await resting(team) == []
    assert len(await team.told("back_in_group", GROUP)) == 1


async def test_it_is_tried_again_until_telegram_answers_and_then_once_a_day(team: Any) -> None:
    calls = roll_call(team)
    team.door.standings[BORIS.id] = GroupStanding.NO_ANSWER
    await calls.run()
    await calls.run()
    assert team.door.asked == [BORIS.id, BORIS.id]
    team.door.standings[BORIS.id] = GroupStanding.OUT
    await calls.run()
    assert await resting(team) == ["Boris"]
    before = len(team.door.asked)
    await calls.run()
    assert len(team.door.asked) == before
    team.clock.time += timedelta(days=1, seconds=1)
    await calls.run()
    assert len(team.door.asked) > before


async def test_where_it_may_not_ask_nobody_is_paused(team: Any) -> None:
    team.door.standings = dict.fromkeys((BORIS.id, CHEN.id, DARIA.id), GroupStanding.MAY_NOT_ASK)
    await roll_call(team).run()
    assert await resting(team) == []
    assert team.door.asked == [BORIS.id]


async def test_a_bot_that_became_an_administrator_meanwhile_looks_within_the_hour(team: Any) -> None:
    team.door.standings = dict.fromkeys((BORIS.id, CHEN.id, DARIA.id), GroupStanding.MAY_NOT_ASK)
    calls = roll_call(team)
    await calls.run()
    team.door.standings = {CHEN.id: GroupStanding.OUT}
    await calls.run()
    assert await resting(team) == []
    team.clock.time += timedelta(hours=1)
    await calls.run()
    assert await resting(team) == ["Chen"]
