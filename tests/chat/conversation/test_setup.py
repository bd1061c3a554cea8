"""What `/start`, `/team` and presses do while a team is set up: who is answered, in which message, and what stays."""

import re
from typing import Any

import pytest

from bot.desk.teams.setup import SetupStep
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Person
from tests.chat.conversation.conftest import data_of, seat


@pytest.fixture
async def group(stage: Any) -> int:
    """Anna's group with Boris, in which both have pressed Start; no team yet."""
    await stage.post("/sim/telegram", {"flood": False})
    stage.boris = await stage.person("Boris", "ru")
    chat = await stage.group([stage.anna, stage.boris])
    for person in (stage.anna, stage.boris):
        await stage.say("/start", person)
    return int(chat)


async def card_of(stage: Any, chat: int) -> dict[str, Any]:
    """The one message that has a button of the setup now."""
    (found,) = [row for row in await stage.messages(chat=chat) if "ul:" in str(row["buttons"])]
    return dict(found)


async def begun(stage: Any, chat: int) -> dict[str, Any]:
    await stage.say("/team here", chat=chat)
    return await card_of(stage, chat)


async def asks(stage: Any) -> SetupStep | None:
    team = (await stage.house.desk.teams.of_person(stage.anna))[0]
    found: SetupStep | None = (await stage.house.desk.setup.at(team.id)).asks
    return found


@pytest.mark.parametrize("command", ["/start", "/team"])
async def test_in_a_group_without_a_team_an_admin_is_offered_one_and_nobody_else(
    stage: Any, group: int, command: str
) -> None:
    await stage.say(command, stage.boris, group)
    assert "th" not in [b["data"][:2] for r in (await stage.last(chat=group))["buttons"] for b in r if b["data"]]
    await stage.say(command, chat=group)
    offered = await stage.last(chat=group)
    assert len([button for row in offered["buttons"] for button in row]) == 1
    await stage.press(offered["buttons"][0][0]["text"], offered, chat=group)
    card = await card_of(stage, group)
    assert "This group is a team now" in card["text"]
    assert "Anna: admin, requester" in card["text"]


async def test_start_goes_on_below_and_the_card_from_before_keeps_no_button(stage: Any, group: int) -> None:
    before = await begun(stage, group)
    await stage.say("/start", stage.boris, group)
    assert (await card_of(stage, group))["message_id"] == before["message_id"], "a stranger moves nothing"
    await stage.say("/start", chat=group)
    card = await card_of(stage, group)
    assert card["message_id"] > before["message_id"]
    assert card["text"] == before["text"]


async def test_nobody_but_an_admin_presses_and_a_double_tap_passes_over_one_question(stage: Any, group: int) -> None:
    card = await begun(stage, group)
    await seat(stage, {"boris": stage.boris}, {"boris": Role.APPROVER})
    for action in ("ul", "in"):
        answer = await stage.press(data_of(card, action), card, stage.boris, group)
        assert answer["show_alert"]
    assert await asks(stage) is SetupStep.ROLES
    leave = data_of(card, "ul")
    for _ in range(2):
        await stage.press(leave, card, chat=group)
    assert await asks(stage) is SetupStep.ADDRESS
    assert "2 of 4" in (await card_of(stage, group))["text"]


async def test_another_admin_s_press_on_what_is_answered_meanwhile_changes_nothing(stage: Any, group: int) -> None:
    card = await begun(stage, group)
    await stage.press(data_of(card, "ul"), card, chat=group)
    asked = await card_of(stage, group)
    first, other = [b["data"] for row in asked["buttons"] for b in row if b["data"].startswith("uw:")][:2]
    await stage.press(first, asked, chat=group)
    assert "3 of 4" in (await card_of(stage, group))["text"]
    answer = await stage.press(other, asked, chat=group)
    assert "chose something else meanwhile" in answer["text"]
    assert "3 of 4" in (await card_of(stage, group))["text"]
    team = (await stage.house.desk.teams.of_person(stage.anna))[0]
    assert str((await stage.house.desk.setup.at(team.id)).address.id) in first
    while (card := await card_of(stage, group)) and "4 of 4" not in card["text"]:
        await stage.press(data_of(card, "ul"), card, chat=group)
    taken, another = [b["data"] for row in card["buttons"] for b in row if b["data"].startswith("up:")][1:]
    await stage.press(taken, card, chat=group)
    assert await asks(stage) is None
    answer = await stage.press(another, card, chat=group)
    assert "changed meanwhile" in answer["text"]
    assert (await stage.house.desk.policy.show(team.id)).version == 2


async def test_the_usual_address_of_the_team_is_taken_until_a_requester_chooses_another(stage: Any, group: int) -> None:
    card = await begun(stage, group)
    await stage.press(data_of(card, "ul"), card, chat=group)
    asked = await card_of(stage, group)
    canton = [b for row in asked["buttons"] for b in row if b["data"].startswith("uw:")][1]
    await stage.press(canton["data"], asked, chat=group)
    goods = await stage.goods("plain")
    for chat in (group, None):
        await stage.say(f"/buy {goods['offer_id']} 5", chat=chat)
        draft = await stage.last(chat=chat)
        assert canton["text"] in draft["text"]
        assert "ok:" in str(draft["buttons"]), "nothing is left to choose"


async def test_the_card_comes_along_when_the_group_becomes_a_supergroup(stage: Any, group: int) -> None:
    card = await begun(stage, group)
    await stage.press(data_of(card, "ul"), card, chat=group)
    moved = int((await stage.post(f"/sim/chats/{group}/migrate"))["id"])
    await stage.settle()
    again = await card_of(stage, moved)
    assert "2 of 4" in again["text"]
    await stage.press(data_of(again, "ul"), again, chat=moved)
    assert await asks(stage) is SetupStep.CURRENCY
    assert "3 of 4" in (await card_of(stage, moved))["text"]


async def test_whoever_joins_is_welcomed_once_telegram_takes_it(stage: Any, group: int) -> None:
    await stage.press("+ requester", await begun(stage, group), chat=group)
    link = re.search(r"start=(join_[\w-]+)", str(await stage.last()))
    assert link is not None
    await stage.post("/sim/faults", {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502})
    await stage.say(f"/start {link[1]}", stage.boris)
    assert "Team" in (await stage.last(stage.boris))["text"]


async def test_a_question_can_be_asked_again_in_private_from_the_settings(stage: Any, group: int) -> None:
    await begun(stage, group)
    await stage.say("/rate")
    settings = await stage.last()
    await stage.press(data_of(settings, "su"), settings)
    shown = await stage.last()
    assert "Where to?" in shown["text"]
    await stage.press(data_of(shown, "uw"), shown)
    assert "1 of 4" in (await stage.last())["text"]
    assert "1 of 4" in (await card_of(stage, group))["text"]


async def test_another_language_of_the_team_is_that_of_its_card_at_once(stage: Any, group: int) -> None:
    await begun(stage, group)
    await stage.say("/rate")
    settings = await stage.last()
    codes = [button["data"] for row in settings["buttons"] for button in row if "русский" in button["text"].casefold()]
    await stage.press(codes[0], settings)
    assert "1 из 4" in (await card_of(stage, group))["text"]


async def test_the_link_of_an_invitation_comes_once_telegram_takes_it(stage: Any, group: int) -> None:
    card = await begun(stage, group)
    await stage.post("/sim/faults", {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502})
    await stage.press("+ requester", card, chat=group)
    assert "start=join_" in str(await stage.last())
    found = await stage.house.desk.setup.at((await stage.house.desk.teams.of_person(stage.anna))[0].id)
    assert found.invitations == 1


async def test_a_link_for_whoever_never_wrote_to_the_bot_waits_for_them_in_private(stage: Any, group: int) -> None:
    await begun(stage, group)
    chen = await stage.person("Chen")
    await stage.post(f"/sim/chats/{group}/join", {"person": chen})
    async with stage.house.ledger.change() as uow:
        await uow.people.put_person(Person(chen, "Chen", "en"), None)
    await seat(stage, {"chen": chen}, {"chen": Role.ADMIN})
    await stage.say("/invite buyer", chat=group)
    asked = next(row for row in await stage.messages(chat=group) if "2n:" in str(row["buttons"]))
    await stage.press(data_of(asked, "2n"), asked, chen, group)
    team = (await stage.house.desk.teams.of_person(chen))[0]
    await stage.say(f"/start team_{team.id}", chen)
    assert "start=join_" in str(await stage.last(chen))
