"""One change is one message for each chat, and what was typed before is understood."""

from typing import Any

from tests.chat.conversation.conftest import LATER, Team, data_of


async def about_rules(team: Team, person: int | None = None) -> list[str]:
    """What stands in the group, or in somebody's private chat, of new rules."""
    rows = await team.stage.messages(person or team.daria, None if person else team.group)
    return [row["text"] for row in rows if "rule" in row["text"].casefold() or "else:" in row["text"]]


async def test_stricter_rules_typed_in_the_group_are_one_message_there(team: Team) -> None:
    stage, before = team.stage, len(await about_rules(team))
    await stage.say("/policy else: 2 of approvers", stage.anna, team.group)
    preview = await stage.last(team.daria, team.group)
    await stage.press(data_of(preview, "py"), preview, stage.anna, team.group)
    assert len(await about_rules(team)) == before + 1


async def test_looser_rules_are_one_message_in_the_group_that_says_how_it_ended(team: Team) -> None:
    stage, before = team.stage, len(await about_rules(team))
    await stage.say("/policy else: auto", stage.anna, team.group)
    preview = await stage.last(team.daria, team.group)
    await stage.press(data_of(preview, "py"), preview, stage.anna, team.group)
    asked = await stage.last(team.daria, team.group)
    assert data_of(asked, "2n")
    assert len(await about_rules(team)) == before + 1
    await stage.post("/sim/clock", {"advance": LATER})
    await stage.press(data_of(asked, "2n"), asked, stage.anna, team.group)
    now = await team.card(asked)
    assert len(await about_rules(team)) == before + 1
    assert not any((b["data"] or "").startswith("2n:") for row in now["buttons"] for b in row)
    assert "+ else: auto" in now["text"] or "without approval" in now["text"]


async def test_pieces_that_were_typed_before_several_variants_are_what_a_press_adds(stage: Any) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    await stage.say(f"{goods['link']} 40")
    card = await stage.last()
    await stage.press(data_of(card, "sv"), card)
    card = next(each for each in await stage.messages() if each["message_id"] == card["message_id"])
    assert "did not understand" not in card["text"]
    assert "Each press adds +40" in card["text"]
    await stage.press(data_of(card, "co"), card)
    step = await stage.house.desk.drafting.step(1)
    assert list(step.purchase.request.choice.counted.values()) == [40]
