"""Much money is asked back in a team: a buyer hears of it and agrees by one press, and who asked hears of that."""

from typing import Any

import pytest

from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.policy_language import amend
from bot.purchasing.person import Act, Person
from tests.chat.conversation.conftest import Team, data_of
from tests.chat.conversation.test_refunds import labels, looked, refunds


@pytest.fixture
async def waits(team: Team) -> dict[str, Any]:
    """Daria asks back what she paid for, which takes a buyer's word; what Anna, the buyer, is told."""
    stage, desk = team.stage, team.stage.house.desk
    ours = (await desk.teams.of_person(stage.anna))[0]
    async with stage.house.ledger.change() as uow:
        policy = amend(default_policy(), "refund from 10 by 1 of buyers", ours)
        await uow.teams.change_policy(ours, policy, stage.anna)
    card = await team.asks()
    await stage.press(data_of(card, "ap"), card, team.boris, team.group)
    await stage.order()
    order_id = str((await stage.get("/sim/ledger"))["orders"][-1]["id"])
    await stage.post(f"/sim/orders/{order_id}/pay")
    await looked(stage, order_id)
    daria = Person(team.daria, "Daria", "ru")
    view = await desk.refunds.begin(Act(daria), order_id)
    view = await desk.refunds.pick(Act(daria), order_id, version=view.errand.version, reason_id=view.reasons[0].id)
    await desk.refunds.ask(Act(daria), order_id, view.mark)
    await stage.settle()
    told: dict[str, Any] = await stage.last(stage.anna)
    return told


async def test_a_buyer_agrees_by_one_press_and_it_is_asked_for_once(team: Team, waits: dict[str, Any]) -> None:
    stage = team.stage
    assert waits["text"].splitlines()[0] == "⚠️ #1 · money back needs a second word"
    assert "Daria asks for it." in waits["text"]
    assert labels(waits)[1:] == ["Not this", "Details"]
    assert await refunds(stage) == []
    answer = await stage.press(labels(waits)[0], waits)
    assert answer["text"] == "Asked for at 1688."
    (refund,) = await refunds(stage)
    assert labels(waits)[0] == f"Ask for ¥ {refund['asked_fen'] / 100:.2f}"
    heard = [each["text"] for each in await stage.messages(team.daria)]
    assert any("Согласие: Anna." in each for each in heard)
    again = await stage.press(data_of(waits, "xp"), waits)
    assert "waits for no second word any more" in again["text"]
    assert len(await refunds(stage)) == 1
    await looked(stage, str((await stage.get("/sim/ledger"))["orders"][-1]["id"]))
    await stage.say("/refunds")
    shown = await stage.last()
    assert "one refund runs" in shown["text"].lower()
    assert "for the seller" in shown["text"]
    await stage.press("#1", shown)
    assert "refund waits for the seller" in (await stage.last())["text"]


async def test_a_no_gives_it_back_to_who_asked(team: Team, waits: dict[str, Any]) -> None:
    stage = team.stage
    answer = await stage.press("Not this", waits)
    assert answer["text"] == "It is not asked for, and a draft again."
    heard = [each["text"] for each in await stage.messages(team.daria)]
    assert any("Против: Anna." in each for each in heard)
    assert await refunds(stage) == []
    await stage.say("/refunds")
    assert (await stage.last())["text"].startswith("⏳ No refund runs")
