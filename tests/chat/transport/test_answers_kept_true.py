"""Answers with buttons are known as soon as they stand there, and a press on one never makes a second card of it."""

from typing import Any
from unittest.mock import patch

from bot.cards.requests.request import request_card
from bot.purchasing.person import Act, Place


async def drafted(stage: Any, kind: str = "plain") -> dict[str, Any]:
    """A draft's card."""
    goods = await stage.goods(kind)
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {max(goods['min_order'], 2)}")
    card: dict[str, Any] = await stage.last()
    return card


def labels(row: dict[str, Any]) -> list[str]:
    return [button["text"] for line in row["buttons"] for button in line]


def code(row: dict[str, Any], begins: str) -> str:
    return str(next(b["data"] for line in row["buttons"] for b in line if (b["data"] or "").startswith(begins)))


async def cancelled(stage: Any) -> None:
    request = (await stage.house.desk.drafting.step(1)).purchase.request
    await stage.house.desk.drafting.cancel(Act(request.requester), 1)


async def now(stage: Any, message_id: int) -> dict[str, Any]:
    row: dict[str, Any] = next(each for each in await stage.messages() if each["message_id"] == message_id)
    return row


async def test_an_answer_whose_purchase_moved_on_while_it_was_on_the_wire_loses_its_buttons(stage: Any) -> None:
    await drafted(stage)
    sender = stage.house.services.sender
    really = sender.send

    async def overtaken(*words: Any, **more: Any) -> Any:
        patched.stop()
        await cancelled(stage)
        await stage.house.desk.outbox.deliver(stage.house.services.messenger.send)
        return await really(*words, **more)

    patched = patch.object(sender, "send", overtaken)
    patched.start()
    await stage.say("/order 1")
    await stage.settle()
    answer = await stage.last()
    assert "Asked by" in answer["text"]
    assert answer["text"].splitlines()[-1].startswith("As of ")
    assert answer["text"].endswith(": ❌ #1 · cancelled")
    assert labels(answer) == []


async def test_a_late_press_on_an_answer_does_not_paint_a_card_over_it(stage: Any) -> None:
    card = await drafted(stage)
    await stage.say("/order 1")
    answer = await stage.last()
    pressed = code(answer, "cd:")
    await cancelled(stage)
    await stage.settle()
    await stage.press(pressed, answer)
    assert (await now(stage, answer["message_id"]))["text"].startswith(answer["text"].splitlines()[0])
    assert labels(await now(stage, answer["message_id"])) == []
    row = await stage.house.desk.cards.get(1, stage.anna)
    assert row.message_id == card["message_id"]


async def test_of_two_cards_that_a_crash_left_the_pressed_one_is_the_card_and_the_other_has_no_buttons(
    stage: Any,
) -> None:
    card = await drafted(stage, "sku")
    step = await stage.house.desk.drafting.step(1)
    view = request_card(step, "en", stage.house.services.clock.now(), place=Place(stage.anna))
    number = await stage.house.services.sender.post(Place(stage.anna), view)
    twin = await now(stage, number)
    await stage.press(code(twin, "ax:"), twin)
    row = await stage.house.desk.cards.get(1, stage.anna)
    assert row.message_id == number
    assert labels(await now(stage, number))
    assert labels(await now(stage, card["message_id"])) == []


async def test_a_message_whose_text_is_not_kept_any_more_loses_its_buttons_and_keeps_its_words(stage: Any) -> None:
    await drafted(stage)
    await stage.say("/order 1")
    answer = await stage.last()
    assert labels(answer)
    async with stage.house.desk.intake._ledger.change() as uow:
        [live] = await uow.outbox.with_live_buttons(1, stage.anna)
        now_ = uow.now
        assert await uow.retention.empty_messages(now_, 10) > 0
    [live] = await stage.house.desk.cards.with_live_buttons(1, stage.anna)
    assert live.emptied
    await cancelled(stage)
    await stage.settle()
    shown = await now(stage, answer["message_id"])
    assert (shown["text"], labels(shown)) == (answer["text"], [])
    assert await stage.house.desk.cards.with_live_buttons(1, stage.anna) == ()
