"""What presses on the cards of a team's people do, whatever became of the team meanwhile."""

from typing import Any

from bot.purchasing.approval.team import Role
from tests.chat.conversation.conftest import Team, data_of


def role_button(card: dict[str, Any], role: Role) -> str:
    """What the button of this role carries."""
    every = (button["data"] or "" for row in card["buttons"] for button in row)
    return next(data for data in every if data.startswith("ro:") and role in data)


async def menu(team: Team, who: str, chat: int) -> list[str]:
    """The commands that Telegram offers somebody in a chat."""
    bot = await team.stage.get("/sim/bot", person=team.people[who], chat=chat)
    return [each["command"] for each in bot["commands"]]


async def test_a_button_that_gives_a_role_takes_it_from_nobody_who_has_it_by_now(team: Team) -> None:
    stage = team.stage
    for _ in range(2):
        await stage.say("/team")
        await stage.press("Daria", await stage.last())
    cards = (await stage.messages())[-2:]
    for card in cards:
        await stage.press(role_button(card, Role.RECEIVER), card)
    now = (await stage.house.desk.teams.of_person(stage.anna))[0]
    assert now.member(team.daria).roles == {Role.REQUESTER, Role.RECEIVER}


async def test_a_group_that_becomes_a_supergroup_keeps_the_menus_of_its_people(team: Team) -> None:
    await team.stage.house.services.menus.bring_up()
    before = await menu(team, "boris", team.group)
    assert before != await menu(team, "daria", team.group), "it is his own"
    moved = int((await team.stage.post(f"/sim/chats/{team.group}/migrate"))["id"])
    await team.stage.settle()
    assert await menu(team, "boris", moved) == before


async def test_whoever_presses_twice_on_new_rules_is_not_told_to_send_them_again(team: Team) -> None:
    await team.stage.say("/policy cap order 100")
    preview = await team.stage.last()
    button = data_of(preview, "py")
    await team.stage.press(button, preview)
    answer = await team.stage.press(button, preview)
    assert "taken already" in answer["text"]


async def test_off_takes_the_mark_and_the_tag_away_however_a_phone_writes_it(team: Team) -> None:
    for words in ("mark FW-88", "tag Fair", "mark Off", "tag OFF"):
        await team.stage.say(f"/team {words}", chat=team.group)
    async with team.stage.house.ledger.read() as uow:
        assert await uow.costs.topic_tag(1, None) == ""
    assert (await team.stage.house.desk.teams.of_person(team.stage.anna))[0].mark == ""
