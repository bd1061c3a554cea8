"""Members who come and go, as Telegram tells it, and a group into which anybody may look."""

from typing import Any

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.ledger.stored_notices import dump
from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import AlarmNotice
from bot.purchasing.person import Place
from tests.chat.conversation.conftest import Team, seat, started


async def gathered(stage: Any, **more: Any) -> Team:
    """Anna (admin), Boris and Chen (approvers), Daria (requester) in one group."""
    await stage.post("/sim/telegram", {"flood": False})
    people = {"anna": stage.anna}
    for name in ("Boris", "Chen", "Daria"):
        people[name.lower()] = await stage.person(name)
    group = await stage.group(list(people.values()), **more)
    await started(stage, people)
    await stage.say("/team here", chat=group)
    await seat(stage, people, {"boris": Role.APPROVER, "chen": Role.APPROVER, "daria": Role.REQUESTER})
    return Team(stage, group, people)


@pytest.fixture
async def team(stage: Any) -> Team:
    return await gathered(stage, bot_admin=True)


async def moves(team: Team, what: str, person: int) -> None:
    await team.stage.post(f"/sim/chats/{team.group}/{what}", {"person": person})
    await team.stage.settle()


async def said(team: Team, words: str) -> int:
    """How often the bot says this in the group."""
    return sum(words in row["text"] for row in await team.stage.messages(team.anna, team.group))


async def resting(team: Team) -> set[int]:
    found = (await team.stage.house.desk.teams.of_person(team.anna))[0]
    return {each.person_id for each in found.members if each.rests}


@pytest.mark.parametrize("bot_admin", [True, False], ids=["told twice", "told once"])
async def test_leaving_and_coming_back_are_each_said_once(stage: Any, bot_admin: bool) -> None:
    team = await gathered(stage, bot_admin=bot_admin)
    await moves(team, "leave", team.boris)
    assert await resting(team) == {team.boris}
    await moves(team, "join", team.boris)
    assert await resting(team) == set()
    assert await said(team, "Boris is not in this group any more") == 1
    assert await said(team, "Boris is in the group again") == 1


async def test_a_promotion_and_a_stranger_are_no_news(team: Team) -> None:
    before = len(await team.stage.messages(team.anna, team.group))
    stranger = await team.stage.person("Mallory")
    for what, person in (("promote", team.boris), ("demote", team.boris), ("join", stranger), ("leave", stranger)):
        await moves(team, what, person)
    assert await resting(team) == set()
    assert len(await team.stage.messages(team.anna, team.group)) == before


async def test_a_press_in_the_private_group_proves_a_return_that_was_not_heard_of_and_counts(team: Team) -> None:
    card = await team.asks()
    await moves(team, "leave", team.boris)
    members = team.stage.world.chats.chats[team.group].members
    members[team.boris] = "member"  # he came back, and no update told it
    await team.stage.press("Approve", card, team.boris, team.group)
    assert "Approved by Boris" in (await team.card(card))["text"]
    assert await resting(team) == set()
    assert await said(team, "Boris is in the group again") == 1


async def test_in_a_public_group_somebody_from_outside_presses_for_nothing(stage: Any) -> None:
    team = await gathered(stage, bot_admin=True, username="buyers")
    card = await team.asks()
    members = team.stage.world.chats.chats[team.group].members
    members[team.boris] = "left"  # and no update told it
    answer = await team.stage.press("Approve", card, team.boris, team.group)
    told = str(answer) + str(await team.stage.messages(team.boris, team.group))
    assert "You are not in the team's group" in told
    assert "Approved by" not in (await team.card(card))["text"]
    assert await resting(team) == {team.boris}
    await team.stage.press("Approve", card, team.chen, team.group)
    assert "Approved by Chen" in (await team.card(card))["text"]


async def test_in_a_public_group_without_an_administrator_nobody_can_be_believed(stage: Any) -> None:
    team = await gathered(stage, username="buyers")
    card = await team.asks()
    await team.stage.press("Approve", card, team.boris, team.group)
    assert "Approved by" not in (await team.card(card))["text"]


@pytest.mark.threat("T61")
async def test_what_was_owed_to_somebody_is_not_told_once_they_are_in_the_team_no_more(team: Team) -> None:
    await team.asks()
    house, place, about = team.stage.house, Place(team.chen), OrderFacts(number=1, order_id="3301", total=Fen(868_00))
    told = AlarmNotice(about=about, alarm=AlarmKind.LATE)
    owed = DueMessage(10**6, told.kind, place, 1, dump(told), 0, house.ledger.clock.now(), False)
    said = len(await team.stage.messages(team.chen))
    for active, more in ((True, 1), (False, 0)):
        async with house.ledger.change() as uow:
            of = (await uow.teams.of_chat(team.group)).id
            await uow.teams.put_member(of, team.chen, roles=frozenset({Role.APPROVER}), limit=None, active=active)
        await house.services.messenger.send(owed)
        assert len(await team.stage.messages(team.chen)) == said + more
        said += more
