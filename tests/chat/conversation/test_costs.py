"""What purchases cost, in the chat: who reads it where; a cost is added by one press, proved and taken back."""

from typing import Any

from tests.chat.conftest import Stage
from tests.chat.conversation.conftest import Team
from tests.chat.conversation.test_refunds import labels, looked, paid, photo
from tests.pictures.test_jpeg import with_secrets


async def costs(stage: Stage) -> list[int]:
    async with stage.house.ledger.read() as uow:
        return [each.total for each in (await uow.costs.of_requests([1])).get(1, ())]


async def shown(stage: Stage, words: str) -> dict[str, Any]:
    await stage.say(words)
    return await stage.last()


async def bought(team: Team) -> None:
    """Daria's ten pieces, agreed to, ordered and paid."""
    stage, card = team.stage, await team.asks()
    for each in (team.boris, team.chen):
        if "Approve" in str(labels(card)) or "ap:" in str(card["buttons"]):
            data = next(b["data"] for row in card["buttons"] for b in row if (b["data"] or "").startswith("ap:"))
            await stage.press(data, card, each, team.group)
            card = await team.card(card)
    await stage.order()
    order_id = str((await stage.get("/sim/ledger"))["orders"][-1]["id"])
    await stage.post(f"/sim/orders/{order_id}/pay")
    await looked(stage, order_id)


async def test_a_bare_command_explains_with_examples(stage: Stage) -> None:
    await stage.say("/start")
    said = (await shown(stage, "/cost"))["text"]
    assert "/cost 1042" in said
    assert "/cost add 380 CNY forwarder 1042 1050" in said


async def test_a_press_adds_what_is_shown_once_and_a_second_one_nothing(stage: Stage) -> None:
    await paid(stage)
    preview = await shown(stage, "/cost add 3.80 forwarder 1")
    assert "add this cost?" in preview["text"]
    assert "¥ 3.80 · forwarder" in preview["text"]
    await stage.say("/help")  # words do not answer it
    await stage.press("Add", preview)
    assert await costs(stage) == [380]
    now = next(each for each in await stage.messages() if each["message_id"] == preview["message_id"])
    assert "cost added" in now["text"]
    add = next(b["data"] for row in preview["buttons"] for b in row if b["text"] == "Add")
    answer = await stage.press(add, preview)
    assert "was added" in str(answer)
    assert await costs(stage) == [380]
    left = await shown(stage, "/cost\nadd\n9 stamp 1")
    await stage.press("Leave it", left)
    assert left["message_id"] not in [each["message_id"] for each in await stage.messages()]
    assert await costs(stage) == [380]


async def test_a_photo_in_reply_is_its_paper_and_it_is_taken_back_after_a_question(stage: Stage) -> None:
    await paid(stage)
    preview = await shown(stage, "/cost add 3.80 forwarder 1")
    await stage.press("Add", preview)
    assert "With a photo of its paper" in (await photo(stage, with_secrets("JPEG"), preview))["text"]
    assert "is kept already" in (await photo(stage, with_secrets("JPEG"), preview))["text"]
    card = await shown(stage, "/cost 1")
    await stage.press("Paper ¥ 3.80", card)
    assert (await stage.last())["photo"]
    await stage.press("Take back ¥ 3.80", card)
    question = await stage.last()
    await stage.press("Keep it", question)
    assert await costs(stage) == [380]
    await stage.press("Take back ¥ 3.80", card)
    await stage.press("Yes, take it back", await stage.last())
    assert await costs(stage) == [380, -380]
    assert "taken back by Anna" in (await shown(stage, "/cost 1"))["text"]


async def test_details_lead_to_the_cost_and_what_is_not_clear_is_answered_by_what_to_write(stage: Stage) -> None:
    await paid(stage)
    await stage.say("/order 1")
    await stage.press("Cost", await stage.last())
    assert "#1 · what it cost" in (await stage.last())["text"]
    for words, said in (
        ("/cost add forwarder 1", "/cost add 1318.50 CNY forwarder 1042"),
        ("/cost add 380 forwarder", "Write its number at the end"),
        ("/cost add 10 EUR duty 1", "Write the sum in yuan, such as 380 CNY."),
        ("/cost 77", "no request #77"),
    ):
        assert said in (await shown(stage, words))["text"]
    assert await costs(stage) == []


async def test_in_a_group_only_a_buyer_s_command_shows_sums(team: Team) -> None:
    await bought(team)
    stage = team.stage
    await stage.say("/cost 1", chat=team.group)
    assert "what it cost" in (await stage.last(chat=team.group))["text"]
    for who in (team.daria, team.boris):
        await stage.say("/cost 1", who, team.group)
        here = (await stage.last(who, team.group))["text"]
        assert "¥" not in here
        assert "во что обошлось" in (await stage.last(who))["text"]
    preview = await _preview(team)
    add = next(b["data"] for row in preview["buttons"] for b in row if (b["data"] or "").startswith("jb:"))
    assert "/cost" in str(await stage.press(add, preview, team.boris, team.group)), "it is not his"
    assert await costs(stage) == []
    await stage.press(add, preview, chat=team.group)
    assert await costs(stage) == [1000]
    await stage.say("/cost add 10 duty 1", team.daria, team.group)
    assert await costs(stage) == [1000]


async def _preview(team: Team) -> dict[str, Any]:
    await team.stage.say("/cost add 10 duty 1", chat=team.group)
    shown: dict[str, Any] = await team.stage.last(chat=team.group)
    return shown
