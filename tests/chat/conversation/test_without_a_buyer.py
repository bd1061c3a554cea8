"""A team is set up without a buyer: what its admins are told, who pays until it has one, and whom `/pay` names."""

from typing import Any

import pytest

from bot.purchasing.approval.team import Role
from tests.chat.conversation.conftest import data_of, seat, started


@pytest.fixture
async def group(stage: Any) -> int:
    """Anna's group with Boris and Daria, who have pressed Start; no team yet."""
    await stage.post("/sim/telegram", {"flood": False})
    stage.boris, stage.daria = await stage.person("Boris", "en"), await stage.person("Daria", "en")
    people = {"anna": stage.anna, "boris": stage.boris, "daria": stage.daria}
    chat = await stage.group(list(people.values()))
    await started(stage, people)
    return int(chat)


async def set_up(stage: Any, chat: int) -> None:
    """A team of an admin, an approver and a requester; each question of its set-up is passed over."""
    await stage.say("/team here", chat=chat)
    people = {"boris": stage.boris, "daria": stage.daria}
    await seat(stage, people, {"boris": Role.APPROVER, "daria": Role.REQUESTER})
    for _ in range(4):
        (card,) = [row for row in await stage.messages(chat=chat) if "ul:" in str(row["buttons"])]
        await stage.press(data_of(card, "ul"), card, chat=chat)


async def agreed(stage: Any, chat: int) -> str:
    """Daria asks, Boris agrees, 1688 takes it; the number of the order."""
    goods = await stage.goods("plain")
    await stage.say(f"/buy {goods['offer_id']} 10", stage.daria, chat)
    card = await stage.last(stage.daria, chat)
    for _ in range(3):
        if "ok:" in str(card["buttons"]):
            break
        await stage.press(card["buttons"][0][0]["text"], card, stage.daria, chat)
        card = await stage.last(stage.daria, chat)
    await stage.press(data_of(card, "ok"), card, stage.daria, chat)
    card = await stage.last(stage.daria, chat)
    await stage.press(data_of(card, "ap"), card, stage.boris, chat)
    await stage.order()
    return str((await stage.get("/sim/ledger"))["orders"][-1]["id"])


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message["buttons"] for button in row]


async def test_a_team_set_up_without_a_buyer_has_its_order_paid_by_its_admin(stage: Any, group: int) -> None:
    await stage.say("/team here", chat=group)
    (card,) = [row for row in await stage.messages(chat=group) if "ul:" in str(row["buttons"])]
    assert "Until then the admin pays." in card["text"]
    await set_up(stage, group)
    order_id = await agreed(stage, group)
    to_pay = [
        each for each in await stage.messages(stage.anna) if each["from"] == "bot" and "to be paid" in each["text"]
    ]
    assert any("Pay" in button["text"] for message in to_pay for button in buttons(message))
    await stage.say("/pay", stage.anna)
    run = await stage.last(stage.anna)
    assert "pr:" in str(run["buttons"])
    await stage.post(f"/sim/orders/{order_id}/pay")
    await stage.order()
    card = next(row for row in reversed(await stage.messages(chat=group)) if "#1" in row["text"])
    assert "paid" in card["text"]
