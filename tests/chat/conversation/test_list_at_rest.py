"""A team's list after an old copy was put back, in the chat: what rests, and how one is wanted."""

from typing import Any

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.purchasing.approval.team import Role
from tests.chat.conversation.conftest import Team, data_of


async def every_role(team: Team) -> None:
    """Anna, who may change every line, asks as well."""
    (theirs,) = await team.stage.house.desk.teams.of_person(team.anna)
    held = frozenset({Role.ADMIN, Role.BUYER, Role.REQUESTER})
    async with team.stage.house.ledger.change() as uow:
        await uow.teams.put_member(theirs.id, team.anna, roles=held, limit=None)


async def put_back(team: Team) -> None:
    async with team.stage.house.ledger.change() as uow:
        await begin_quarantine(uow, "restored")
    await team.stage.settle()


async def pressed(team: Team, data: str, message: dict[str, Any]) -> dict[str, Any]:
    """Anna presses in the group; the message as it reads then."""
    await team.stage.press(data, message, team.anna, team.group)
    return await team.card(message)


async def listed(team: Team) -> dict[str, Any]:
    await team.stage.say("/list", team.anna, team.group)
    shown: dict[str, Any] = await team.stage.last(team.anna, team.group)
    return shown


async def asked(team: Team) -> list[int]:
    """How many lines each request of the list has."""
    async with team.stage.house.ledger.read() as uow:
        numbers = await uow.requests.unended(1)
        return [len((await uow.requests.get(number)).asked) for number in numbers]


async def test_what_is_at_rest_is_left_out_and_one_press_wants_one_line_anyway(team: Team) -> None:
    await every_role(team)
    goods = [good for good in await team.stage.get("/sim/goods") if good["kind"] == "plain"]
    for good in goods[:2]:
        await team.stage.say(f"/list add {good['offer_id']} 3", team.anna, team.group)
    old = await listed(team)
    await put_back(team)
    answer = await team.stage.press(data_of(old, "lq"), old, team.anna, team.group)
    assert "may have been ordered already" in str(answer)
    assert await asked(team) == []

    shown = await listed(team)
    assert "2 lines are at rest" in shown["text"]
    assert "lq:" not in str(shown["buttons"])
    changes = await pressed(team, data_of(shown, "lc"), shown)
    line = await pressed(team, data_of(changes, "lv"), changes)
    assert "may have been ordered already" in line["text"]
    after = await pressed(team, data_of(line, "lz"), line)
    assert "1 line is at rest" in after["text"]

    whole = await pressed(team, data_of(after, "li"), after)
    await team.stage.press(data_of(whole, "lq"), whole, team.anna, team.group)
    said = [each["text"] for each in await team.stage.messages(team.anna, team.group)]
    assert any("1 line was left out" in text for text in said)
    assert await asked(team) == [1]
