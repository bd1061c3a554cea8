"""Lists, details, paying, cancelling and doubts, over both wires."""

from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.desk.messages.dialogs import OrderNumberDialog
from bot.purchasing.money import Fen
from bot.purchasing.notices.operations import MorningNotice
from bot.purchasing.person import Act, Person, Place
from tests.chat.conftest import Stage


def data_of(message: dict[str, Any], action: str) -> str:
    found: str = next(b["data"] for row in message["buttons"] for b in row if (b["data"] or "").startswith(action))
    return found


async def ordered(stage: Stage, told: bool = True) -> str:
    """An order that waits for its payment; its number on 1688."""
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    card = await stage.last()
    if any((b["data"] or "").startswith("ad:") for row in card["buttons"] for b in row):
        await stage.press(data_of(card, "ad:"), card)
    card = await stage.last()
    await stage.press(data_of(card, "ok:"), card)
    await (stage.order() if told else stage.submit())
    return str((await stage.get("/sim/ledger"))["orders"][-1]["id"])


async def status_of(stage: Stage, order_id: str) -> str:
    orders = (await stage.get("/sim/ledger"))["orders"]
    return next(str(order["status"]) for order in orders if order["id"] == order_id)


async def test_the_list_shows_what_is_open_and_turns_in_place(stage: Stage) -> None:
    await ordered(stage)
    await stage.say("/orders")
    page = await stage.last()
    assert "#1" in page["text"]
    before = len(await stage.messages())
    await stage.press("os:~cancelled:1" + data_of(page, "os:~cancelled:1")[15:], page)
    assert len(await stage.messages()) == before
    assert "#1" not in (await stage.last())["text"]


async def test_an_order_is_found_by_both_its_numbers(stage: Stage) -> None:
    order_id = await ordered(stage)
    for number in ("1", "#1", order_id):
        await stage.say(f"/order {number}")
        assert order_id in (await stage.last())["text"]


async def test_an_unknown_number_is_said(stage: Stage) -> None:
    await stage.say("/start")
    await stage.say("/order 77")
    assert "77" in (await stage.last())["text"]


async def test_cancelling_an_order_takes_two_presses(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.post("/sim/clock", {"advance": 30})
    await stage.say("/cancel 1")
    question = await stage.last()
    assert await status_of(stage, order_id) == "waitbuyerpay"
    await stage.press(data_of(question, "cy:"), question)
    assert await status_of(stage, order_id) == "cancel"
    assert question["message_id"] not in [m["message_id"] for m in await stage.messages()]


async def test_an_order_that_is_kept_loses_only_the_question(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.say(f"/cancel {order_id}")
    question = await stage.last()
    await stage.press(data_of(question, "cn:"), question)
    assert await status_of(stage, order_id) == "waitbuyerpay"
    assert question["message_id"] not in [m["message_id"] for m in await stage.messages()]


async def test_a_cancel_in_reply_to_a_card_ends_its_draft(stage: Stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    card = await stage.last()
    await stage.say("/cancel", reply_to=card["message_id"])
    ended = next(m for m in await stage.messages() if m["message_id"] == card["message_id"])
    assert ended["text"] != card["text"]
    assert not any((b["data"] or "").startswith("cd:") for row in ended["buttons"] for b in row)
    assert "#1: cancelled" in (await stage.last())["text"], "his card may be far above"


async def test_a_cancel_without_a_number_asks_about_the_only_order(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.say("/cancel")
    assert data_of(await stage.last(), f"cy:~{order_id}")


async def test_a_cancel_with_several_candidates_asks_which(stage: Stage) -> None:
    first = await ordered(stage)
    await ordered(stage)
    await stage.say("/cancel")
    assert [row[0]["text"].partition(" · ")[0] for row in (await stage.last())["buttons"][:-1]] == ["#2", "#1"]
    await stage.say("1")
    assert data_of(await stage.last(), f"cy:~{first}")


async def test_one_of_several_candidates_is_cancelled_by_its_button_and_no_answer_is_waited_for(stage: Stage) -> None:
    first = await ordered(stage)
    await ordered(stage)
    await stage.say("/cancel")
    which = await stage.last()
    await stage.press(data_of(which, "ct:1"), which)
    assert data_of(await stage.last(), f"cy:~{first}")
    assert which["message_id"] not in [m["message_id"] for m in await stage.messages()]
    await stage.say("2")
    assert not [m for m in (await stage.messages())[-1:] if "cancel this order" in m["text"]]


async def test_the_only_draft_is_named_and_asked_about_before_it_is_cancelled(stage: Stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    await stage.say("/cancel")
    question = await stage.last()
    assert "#1 · cancel this?" in question["text"]
    await stage.press(data_of(question, "ct:1:0"), question)
    assert question["message_id"] not in [m["message_id"] for m in await stage.messages()]
    await stage.say("/cancel")
    question = await stage.last()
    await stage.press(data_of(question, "ct:1:1"), question)
    assert any("#1: cancelled" in m["text"] for m in await stage.messages())


async def test_a_cancel_finds_an_unpaid_order_below_a_page_of_newer_ones_that_are_paid(stage: Stage) -> None:
    first = await ordered(stage)
    for _ in range(5):
        newer = await ordered(stage)
        await stage.post(f"/sim/orders/{newer}/pay")
        await stage.house.desk.watch.look(newer)
    await stage.settle()
    await stage.say("/cancel")
    assert data_of(await stage.last(), f"cy:~{first}")


async def test_a_cancel_of_nothing_says_so(stage: Stage) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.say("/cancel")
    assert len(await stage.messages()) == before + 1


async def test_fresh_links_to_pay_are_given(stage: Stage) -> None:
    order_id = await ordered(stage)
    card = await stage.last()
    await stage.press(data_of(card, "mo:"), card)
    assert any(b["url"] for row in (await stage.last())["buttons"] for b in row)
    assert order_id in (await stage.last())["text"]


async def test_a_way_to_pay_that_waited_for_telegram_is_not_sent_once_the_price_was_raised(stage: Stage) -> None:
    order_id = await ordered(stage, told=False)
    await stage.house.desk.watch.look_due()
    await stage.post(f"/sim/orders/{order_id}/reprice", {"total_fen": 99900})
    await stage.house.desk.watch.look(order_id)
    await stage.house.desk.outbox.deliver(stage.house.services.messenger.send)
    told = [m for m in await stage.messages() if "ordered, to be paid" in m["text"]]
    assert told
    assert not [b for m in told for row in m["buttons"] for b in row if b["url"]]


async def test_without_an_answer_of_1688_more_still_opens_the_rest(stage: Stage) -> None:
    await ordered(stage)
    card = await stage.last()
    away = {"side": "1688", "call": "alibaba.trade.get.buyerView", "kind": "reset", "when": "before", "times": 20}
    await stage.post("/sim/faults", away)
    await stage.press(data_of(card, "mo:"), card)
    assert data_of(await stage.last(), "ca:")


async def test_a_note_reaches_the_seller_and_is_confirmed_and_the_chat_with_him_opens(stage: Stage) -> None:
    await ordered(stage)
    card = await stage.last()
    await stage.press(data_of(card, "mo:"), card)
    more = await stage.last()
    await stage.press(data_of(more, "ts:"), more)
    await stage.say("请发顺丰 <b>&amp; thanks")
    shown = await stage.last()
    assert "请发顺丰" in shown["text"]
    assert "请发顺丰" not in str(await stage.get("/sim/orders")), "it is shown before it goes"
    await stage.press(data_of(shown, "nd:"), shown)
    assert "请发顺丰 <b>&amp; thanks" in str(await stage.get("/sim/orders"))
    await stage.press(data_of(more, "cs:"), more)
    assert [b["url"][:8] for row in (await stage.last())["buttons"] for b in row if b["url"]] == ["https://"]


async def paid_for(stage: Stage) -> tuple[str, dict[str, Any]]:
    """An order that is paid, and the message of its details."""
    order_id = await ordered(stage)
    await stage.post(f"/sim/orders/{order_id}/pay")
    await stage.house.desk.watch.look(order_id)
    await stage.settle()
    await stage.say("/order 1")
    return order_id, await stage.last()


async def test_a_seller_is_chased_by_steps_whose_history_the_card_shows(stage: Stage) -> None:
    order_id, details = await paid_for(stage)
    await stage.press(data_of(details, "cz:"), details)
    card = await stage.last()
    assert "Nothing was tried so far" in card["text"]
    assert [b["text"] for row in card["buttons"] for b in row] == [
        "Urge", "Note to seller", "Chat with seller", "Ask for the refund",
    ]  # fmt: skip
    await stage.press(data_of(card, "ug:"), card)
    card = await stage.last()
    assert "the seller urged" in card["text"]
    assert "can be urged again from" in card["text"]
    assert "Urge" not in str(card["buttons"])
    answer = await stage.press(data_of(details, "ug:"), details) if "ug:" in str(details["buttons"]) else None
    assert answer is None
    await stage.press(data_of(card, "cs:"), card)
    await stage.press(data_of(details, "cz:"), details)
    assert "the seller's chat opened" in (await stage.last())["text"]
    assert next(b["text"] for row in (await stage.last())["buttons"] for b in row) == "Note to seller"
    await stage.say("/order 1")
    assert "the seller urged" in (await stage.last())["text"]
    assert (await stage.get("/sim/ledger"))["writes"]["logistics.delivery.urge"] == 1
    assert order_id in card["text"]


async def test_a_note_is_shown_changed_by_a_reply_and_sent_by_a_press_once(stage: Stage) -> None:
    order_id, details = await paid_for(stage)
    await stage.press(data_of(details, "cz:"), details)
    card = await stage.last()
    await stage.press(data_of(card, "sn:"), card)
    first = await stage.last()
    assert f"您好，订单{order_id}已于" in first["text"]
    assert "characters are left" in first["text"]
    await stage.say("请今天发货", reply_to=first["message_id"])
    second = await stage.last()
    assert "请今天发货" in second["text"]
    assert "495 characters are left" in second["text"]
    assert await notes(stage) == [], "nothing is sent before the press"
    answer = await stage.press(data_of(first, "nd:"), first)
    assert "not open any more" in str(answer)
    await stage.press(data_of(second, "nd:"), second)
    assert await notes(stage) == ["请今天发货"]
    after = await stage.last()
    assert after["message_id"] == second["message_id"]
    assert "note to the seller" in after["text"]
    answer = await stage.press(data_of(second, "nd:"), second)
    assert "sent already" in answer["text"], "so that nobody writes it once more"
    assert await notes(stage) == ["请今天发货"], "a second press sends nothing"


async def test_a_note_that_does_not_fit_is_not_shown_to_be_sent(stage: Stage) -> None:
    _, details = await paid_for(stage)
    await stage.press(data_of(details, "cz:"), details)
    card = await stage.last()
    await stage.press(data_of(card, "sn:"), card)
    await stage.say("x" * 501)
    assert "at most 500 characters" in (await stage.last())["text"]
    await stage.say("x" * 500)
    assert "0 characters are left" in (await stage.last())["text"]
    assert await notes(stage) == []


async def notes(stage: Stage) -> list[str]:
    """What the seller reads of the only order."""
    [order] = await stage.get("/sim/orders")
    return list(order["feedback"])


async def test_parcels_are_traced_step_by_step(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.post(f"/sim/orders/{order_id}/pay")
    await stage.post(f"/sim/orders/{order_id}/ship", {"parcels": 1})
    await stage.post(f"/sim/orders/{order_id}/trace", {"remark": "Guangzhou sorting centre"})
    await stage.house.desk.order_list.round()
    await stage.house.desk.watch.look_due()
    await stage.house.desk.parcels.look_due()
    await stage.say("/track 1")
    assert "Guangzhou sorting centre" in (await stage.last())["text"]


async def test_a_draft_is_said_not_to_be_ordered_when_its_parcels_are_asked_for(stage: Stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    await stage.say("/track 1")
    assert "#1 is not ordered on 1688" in (await stage.last())["text"]


async def test_an_order_that_is_not_shipped_has_no_trace(stage: Stage) -> None:
    await ordered(stage)
    before = len(await stage.messages())
    await stage.say("/track 1")
    assert len(await stage.messages()) == before + 1


async def test_the_number_that_a_person_found_settles_a_doubt(stage: Stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    card = await stage.last()
    await stage.press(data_of(card, "ad:"), card)
    card = await stage.last()
    await stage.post("/sim/faults", {"side": "1688", "call": "alibaba.trade.createCrossOrder", "kind": "reset",
                                     "when": "after", "times": 1})  # fmt: skip
    await stage.press(data_of(card, "ok:"), card)
    await stage.submit()
    made = (await stage.get("/sim/ledger"))["orders"][0]["id"]
    attempt = next(iter((await stage.house.desk.drafting.step(1)).purchase.attempts))
    await stage.house.desk.dialogs.ask(stage.anna, stage.anna, OrderNumberDialog(attempt_id=attempt.id))
    await stage.say(made)
    await stage.house.desk.watch.look_due()
    orders = (await stage.house.desk.drafting.step(1)).purchase.orders
    assert [order.order_id for order in orders] in ([], [made])
    assert len((await stage.get("/sim/ledger"))["orders"]) == 1


async def test_what_is_paid_and_not_in_is_listed_and_turned_in_place(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.say("/stuck")
    assert (await stage.last())["text"] == "⏳ Nothing here is paid for and not in"
    await stage.post(f"/sim/orders/{order_id}/pay")
    await stage.house.desk.watch.look(order_id)
    await stage.settle()
    await stage.say("/stuck")
    listed = await stage.last()
    assert "Paid, goods not in: 1" in listed["text"]
    before = len(await stage.messages())
    await stage.press(data_of(listed, "gi:0:-1"), listed)
    sellers = await stage.last()
    await stage.press(data_of(sellers, "gi:0:1:~"), sellers)
    assert "Of " in (await stage.last())["text"]
    assert len(await stage.messages()) == before
    await stage.press(data_of(await stage.last(), "de:"), await stage.last())
    assert order_id in (await stage.last())["text"]
    await stage.say("/stuck nobody of this name")
    assert "Of nobody of this name" in (await stage.last())["text"]


async def test_the_morning_leads_to_what_is_to_be_paid(stage: Stage) -> None:
    await ordered(stage)
    async with stage.house.ledger.change() as uow:
        told = MorningNotice(to_pay=1, total=Fen(100), pays=True)
        await uow.outbox.owe(told, Place(stage.anna), "morning")
    await stage.settle()
    morning = await stage.last()
    await stage.press(data_of(morning, "pr:"), morning)
    assert "One order to be paid" in (await stage.last())["text"]
    assert morning["message_id"] != (await stage.last())["message_id"], "the list stands below"


async def test_receipt_is_asked_about_before_it_is_confirmed_and_only_of_what_was_counted(stage: Stage) -> None:
    order_id, _ = await paid_for(stage)
    await stage.post(f"/sim/orders/{order_id}/ship")
    await stage.house.desk.watch.look(order_id)
    await stage.settle()
    await stage.say("/order 1")
    details = await stage.last()
    assert "kr:" not in str(details["buttons"])
    old = stage.house.services.codes.make(Code(ButtonAction.RECEIPT, (order_id,)).text, stage.anna)
    await stage.press(old, details)
    refusal = await stage.last()
    assert "Nobody counted what arrived" in refusal["text"]
    await stage.press(data_of(refusal, "kc:"), refusal)
    card = await stage.last()
    await stage.press(data_of(card, "ka:"), card)
    await stage.say("/order 1")
    details = await stage.last()
    await stage.press(data_of(details, "kr:"), details)
    question = await stage.last()
    assert "cannot be undone" in question["text"]
    assert "receivegoods" not in str((await stage.get("/sim/ledger"))["writes"])
    await stage.press(data_of(question, "ks:"), question)
    assert "1688 took the receipt" in (await stage.last())["text"]
    assert (await stage.get("/sim/ledger"))["writes"]["trade.receivegoods.confirm"] == 1
    assert await status_of(stage, order_id) == "success"


@pytest.mark.parametrize("button", ["Ignore it", "Follow it as a purchase"])
async def test_an_order_that_another_admin_settled_is_said_to_be_settled_and_the_next_one_is_shown(
    stage: Stage, button: str
) -> None:
    await stage.say("/start")
    await stage.house.desk.order_list.round()
    await stage.post("/sim/clock", {"advance": 60})
    goods = await stage.goods("plain")
    made = {"offer_id": str(goods["offer_id"]), "quantity": goods["min_order"]}
    orders = [str((await stage.post("/sim/orders", made))["id"]) for _ in range(2)]
    await stage.house.desk.order_list.round()
    await stage.settle()
    await stage.press("Decide one by one", await stage.last())
    told = await stage.last()
    first = next(each for each in orders if each in told["text"])
    await stage.house.desk.unknown_orders.close(Act(Person(stage.anna, "Anna", "en")), first)
    answer = await stage.press(button, told)
    assert "settled already" in answer["text"]
    shown = next(each for each in await stage.messages() if each["message_id"] == told["message_id"])
    assert next(each for each in orders if each != first) in shown["text"]
