"""Money is asked back in the chat: prepared on one card, asked for by one press, followed and taken back there."""

import base64
import re
from typing import Any

import pytest

from tests.chat.conftest import Stage
from tests.chat.conversation.test_handlers_orders import data_of, ordered
from tests.pictures.labels import label
from tests.pictures.test_jpeg import with_secrets


async def paid(stage: Stage) -> str:
    """An order that is paid and not shipped; its number."""
    order_id = await ordered(stage)
    await stage.post(f"/sim/orders/{order_id}/pay")
    await looked(stage, order_id)
    return order_id


async def looked(stage: Stage, order_id: str) -> None:
    """A minute later the bot looks at the order, and tells what is new."""
    await stage.post("/sim/clock", {"advance": 60})
    await stage.house.desk.watch.look(order_id)
    await stage.settle()


async def asking(stage: Stage, number: str = "1") -> dict[str, Any]:
    """The details of the purchase lead to what is to be asked back."""
    await stage.say(f"/order {number}")
    details = await stage.last()
    await stage.press("Ask for the refund", details)
    return await stage.last()


async def pressed(stage: Stage, *buttons: str) -> dict[str, Any]:
    """What these presses lead to, one after the other: a message below what was pressed, or else that one as it is."""
    shown = await stage.last()
    for button in buttons:
        before = await stage.last()
        await stage.press(button, shown)
        every = {each["message_id"]: each for each in await stage.messages()}
        changed = every.get(shown["message_id"], before) != shown
        shown = every[shown["message_id"]] if changed else await stage.last()
    return shown


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]


async def refunds(stage: Stage) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await stage.get("/sim/ledger"))["refunds"]
    return rows


async def chosen(stage: Stage, reason: str = "agreed with") -> dict[str, Any]:
    """The last look at a draft with this reason."""
    reasons = await pressed(stage, "Reason")
    line = next(each for each in reasons["text"].splitlines() if reason in each)
    return await pressed(stage, line[0], "Last look")


async def photo(stage: Stage, data: bytes, to: dict[str, Any] | None = None) -> dict[str, Any]:
    """Anna sends a photo, perhaps in reply; the bot's answer."""
    reply = {"reply_to": to["message_id"]} if to is not None else {}
    await stage.say(photo={"name": "x.jpg", "base64": base64.b64encode(data).decode()}, **reply)
    return await stage.last()


async def short(stage: Stage, pieces: int = 10, missing: int = 2, damaged: int = 1) -> tuple[str, dict[str, Any]]:
    """An order of which so many did not come, and so many came damaged; its number, and the card of its count."""
    goods = next(row for row in await stage.get("/sim/goods") if row["kind"] == "plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {pieces}")
    card = await stage.last()
    if any(each.startswith("Guang") for each in labels(card)) or "ok:" not in str(card["buttons"]):
        await stage.press(data_of(card, "ad:"), card)
        card = await stage.last()
    await stage.press(data_of(card, "ok:"), card)
    await stage.order()
    order_id = str((await stage.get("/sim/ledger"))["orders"][-1]["id"])
    for step in ("pay", "ship"):
        await stage.post(f"/sim/orders/{order_id}/{step}")
        await looked(stage, order_id)
    await stage.say("/order 1")
    await pressed(stage, "Count in", "Line by line", "good 0")
    await stage.say(str(pieces - missing - damaged))
    if damaged:
        await pressed(stage, "bad 0")
        await stage.say(str(damaged))
    return order_id, await pressed(stage, f"Count it: {pieces - missing}")


async def test_the_whole_sum_of_what_is_not_shipped_is_asked_for_by_one_press(stage: Stage) -> None:
    await paid(stage)
    draft = await asking(stage)
    assert "#1 · what to ask back" in draft["text"]
    assert "Next: a reason of 1688's own list" in draft["text"]
    assert {"Pieces", "Sum for goods", "Where it is", "Last look"} & {*labels(draft)} == set(), (
        "all of it is asked back"
    )
    assert "Refund on 1688" in labels(draft)
    reasons = await pressed(stage, "Reason")
    assert "1. agreed with the seller · 不想买了，已与卖家协商一致" in reasons["text"]
    last = await pressed(stage, "1", "Last look")
    assert "ask for exactly this?" in last["text"]
    assert labels(last) == ["Ask for ¥ 21.50", "Change"]
    taken = await pressed(stage, "Ask for ¥ 21.50")
    (refund,) = await refunds(stage)
    assert taken["text"].splitlines()[0] == "✅ #1 · 1688 took the refund"
    assert refund["id"] in taken["text"]
    assert (refund["asked_fen"], refund["goods_status"]) == (2150, "refundWaitSellerSend")
    card = await pressed(stage, "Refund")
    assert "refund waits for the seller" in card["text"]
    assert "Take it back" in labels(card)


async def test_a_second_press_asks_for_nothing_more_and_shows_how_it_stands(stage: Stage) -> None:
    order_id = await paid(stage)
    await asking(stage)
    last = await chosen(stage)
    send = data_of(last, "xg:")
    await stage.press(send, last)
    await looked(stage, order_id)
    answer = await stage.press(send, last)
    assert "is another by now" in answer["text"]
    assert len(await refunds(stage)) == 1
    shown = next(each for each in await stage.messages() if each["message_id"] == last["message_id"])
    assert "refund waits for the seller" in shown["text"]


async def test_what_is_prepared_gives_way_to_a_refund_of_the_same_lines_that_somebody_else_began(stage: Stage) -> None:
    order_id = await paid(stage)
    await asking(stage)
    last = await chosen(stage)
    await stage.post(f"/sim/orders/{order_id}/refund", {"stage": "ask"})
    await looked(stage, order_id)
    answer = await stage.press(labels(last)[0], last)
    assert "is asked back already" in str(answer)
    shown = next(each for each in await stage.messages() if each["message_id"] == last["message_id"])
    assert "what to ask back" not in shown["text"]
    assert "TQ" in shown["text"]
    assert len(await refunds(stage)) == 1


async def test_a_press_on_a_card_that_is_older_says_so_and_shows_the_draft_as_it_is(stage: Stage) -> None:
    await paid(stage)
    old = await asking(stage)
    await stage.press("Reason", old)
    old = await stage.last()
    new = await asking(stage)
    await stage.press("Reason", new)
    await pressed(stage, "2")
    answer = await stage.press("1", old)
    assert "is another by now" in answer["text"]
    shown = next(each for each in await stage.messages() if each["message_id"] == old["message_id"])
    assert "不想买了" in shown["text"]
    assert "已与卖家协商一致" not in shown["text"]


async def test_what_the_count_says_is_asked_back_with_photos_that_say_nothing_else(stage: Stage) -> None:
    _, count = await short(stage)
    draft = await pressed(stage, "Ask for the refund")
    assert count["message_id"] != draft["message_id"], "the count stays"
    assert "2 missing · 1 damaged" in draft["text"]
    assert "Here: money back, goods stay" in draft["text"]
    pieces = await pressed(stage, "Pieces")
    assert [each for each in labels(pieces) if each[:4] in ("gone", "bad ")] == ["gone 2", "bad 1"]
    await pressed(stage, "gone 2")
    pieces = await _said(stage, "1")
    assert "gone 1" in labels(pieces)
    draft = await pressed(stage, "Back", "Sum for goods")
    assert "in yuan?" in draft["text"]
    draft = await _said(stage, "20,5")
    assert "¥ 20.50" in draft["text"]
    draft = await photo(stage, with_secrets("JPEG"), draft)
    assert "1 photo" in draft["text"]
    last = await chosen(stage)
    assert "1 photo becomes a public address at 1688" in last["text"]
    taken = await pressed(stage, "Ask for ¥ 20.50")
    assert "1688 took the refund" in taken["text"]
    (refund,) = await refunds(stage)
    assert (refund["asked_fen"], len(refund["vouchers"])) == (2050, 1)
    assert refund["goods_status"] == "refundBuyerReceived"


async def test_goods_elsewhere_and_other_words_are_chosen(stage: Stage) -> None:
    await short(stage)
    await pressed(stage, "Ask for the refund")
    where = await pressed(stage, "Where it is")
    assert labels(where) == [
        "Not here: money back", "Here: money back, goods stay", "Here: send back for the money", "Back",
    ]  # fmt: skip
    draft = await pressed(stage, "Not here: money back")
    assert "2 missing" in draft["text"]
    assert "damaged" not in draft["text"]
    await pressed(stage, "Words")
    draft = await _said(stage, "只收到一箱")
    assert re.search(r"采购单 #1·[0-9A-F]{4}：只收到一箱", draft["text"])
    await pressed(stage, "Words")
    assert "At most" in (await _said(stage, "很" * 200))["text"]
    assert re.search(r"采购单 #1·[0-9A-F]{4}：好", (await _said(stage, "好"))["text"]), "the question stayed open"


async def test_a_sum_that_is_none_is_asked_for_again_and_one_that_is_too_large_is_lowered_and_told(
    stage: Stage,
) -> None:
    await short(stage)
    await pressed(stage, "Ask for the refund", "Sum for goods")
    assert "Write a sum in yuan" in (await _said(stage, "a lot"))["text"]
    lowered = await _said(stage, "9999")
    most = re.search(r"No more than (¥ [\d.]+)", lowered["text"].replace("\u00a0", " "))
    assert most is not None
    assert most[1] == lowered["text"].replace("\u00a0", " ").splitlines()[1].partition("  ")[0]
    await pressed(stage, "Sum for goods")
    third = await _said(stage, "3")
    assert "¥ 3.00" in third["text"]
    assert "No more than" not in third["text"]


async def test_photos_of_the_count_are_chosen_and_left_out_again(stage: Stage) -> None:
    await short(stage)
    await photo(stage, label("SF1234567890123"), await pressed(stage, "Line by line"))
    await pressed(stage, "Ask for the refund")
    page = await pressed(stage, "Photos")
    assert labels(page) == ["1", "Back"]
    page = await pressed(stage, "1")
    assert labels(page) == ["✓ 1", "Back"]
    page = await pressed(stage, "✓ 1")
    assert labels(page) == ["1", "Back"]


async def test_a_photo_that_cannot_be_read_is_told_and_left_out_before_anything_is_sent(stage: Stage) -> None:
    await short(stage)
    draft = await pressed(stage, "Ask for the refund")
    await photo(stage, label("SF1234567890123")[:4000], draft)
    last = await chosen(stage)
    left = await pressed(stage, labels(last)[0])
    assert "A photo is left out" in left["text"]
    assert await refunds(stage) == []
    await pressed(stage, labels(left)[0])
    (refund,) = await refunds(stage)
    assert refund["vouchers"] == []


async def test_what_is_not_clear_is_not_sent_again_and_let_go_only_by_a_person(stage: Stage) -> None:
    order_id = await paid(stage)
    await asking(stage)
    last = await chosen(stage)
    await stage.post("/sim/market", {"lost_refund": 1})
    answer = await stage.press(labels(last)[0], last)
    assert "has not said clearly" in answer["text"]
    shown = await stage.last()
    assert shown["text"].startswith("🔎 #1 · refund: not clear")
    assert "NOT sent again by itself" in shown["text"]
    await looked(stage, order_id)
    assert len(await refunds(stage)) == 1
    await stage.say("/order 1")
    card = await pressed(stage, "Refund")
    assert "refund waits for the seller" in card["text"]


async def test_a_refused_refund_is_taken_back_and_filled_in_again_to_be_changed(stage: Stage) -> None:
    order_id, _ = await short(stage)
    await pressed(stage, "Ask for the refund", "Sum for goods")
    await _said(stage, "7")
    await pressed(stage, labels(await chosen(stage))[0])
    await looked(stage, order_id)
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"refuse": True, "reason": "已签收"})
    await looked(stage, order_id)
    await stage.say("/order 1")
    card = await pressed(stage, "Refund")
    assert "refund refused: it is your turn" in card["text"]
    assert "已签收" in card["text"]
    question = await pressed(stage, "Change sum or reason")
    assert "taken back first" in question["text"]
    assert "taken back" in (await pressed(stage, "Yes, change it"))["text"]
    *_, draft = [each for each in await stage.messages() if "what to ask back" in each["text"]]
    assert "¥ 7.00" in draft["text"]
    assert "Reason: agreed with the seller" in draft["text"]
    assert [each["state"] for each in await refunds(stage)] == ["refundclose"]


@pytest.mark.sockets
async def test_goods_go_back_by_a_carrier_of_the_list_and_a_waybill_that_is_photographed(stage: Stage) -> None:
    order_id, _ = await short(stage)
    await pressed(stage, "Ask for the refund", "Where it is", "Here: send back for the money")
    await pressed(stage, labels(await chosen(stage))[0])
    await looked(stage, order_id)
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True})
    await looked(stage, order_id)
    await stage.say("/order 1")
    card = await pressed(stage, "Refund")
    assert "send the goods back" in card["text"]
    carriers = await pressed(stage, "Goods are on their way")
    assert len(labels(carriers)) > 3
    await _said(stage, "中通")
    question = await pressed(stage, labels(await stage.last())[0])
    assert "Which waybill?" in question["text"]
    assert "no waybill" in (await _said(stage, "我不知道"))["text"]
    shown = await photo(stage, label("76541234567890"))
    assert "76541234567890" in shown["text"]
    told = await pressed(stage, "Yes, tell 1688")
    assert "1688 took the waybill" in told["text"]
    (refund,) = await refunds(stage)
    assert refund["bill_no"] == "76541234567890"


async def test_a_refund_is_taken_back_after_a_question(stage: Stage) -> None:
    order_id = await paid(stage)
    await asking(stage)
    await pressed(stage, labels(await chosen(stage))[0])
    await looked(stage, order_id)
    await stage.say("/order 1")
    question = await pressed(stage, "Refund", "Take it back")
    assert "no money comes" in question["text"]
    done = await pressed(stage, "Yes, take it back")
    assert "the refund is taken back" in done["text"]
    assert [each["state"] for each in await refunds(stage)] == ["refundclose"]


async def test_what_is_not_wanted_after_all_is_dropped(stage: Stage) -> None:
    await paid(stage)
    await asking(stage)
    assert (await pressed(stage, "Do not ask"))["text"] == "Nothing is asked back."
    assert await refunds(stage) == []


async def test_an_older_copy_of_a_draft_that_was_sent_does_not_say_that_nothing_is_asked_back(stage: Stage) -> None:
    await paid(stage)
    copy = await asking(stage)
    await asking(stage)
    last = await chosen(stage)
    await stage.press(labels(last)[0], last)
    answer = await stage.press("Do not ask", copy)
    assert "runs for these lines already" in answer["text"]
    (asked,) = [each for each in await stage.messages() if each["message_id"] == copy["message_id"]]
    assert asked["text"] == copy["text"]


async def test_a_refund_takes_three_presses_if_one_reason_fits_what_was_counted(stage: Stage) -> None:
    await short(stage, missing=2, damaged=0)
    last = await pressed(stage, "Ask for the refund")
    assert "ask for exactly this?" in last["text"]
    assert "Reason: fewer came · 少件/漏发" in last["text"]
    assert labels(last)[1:] == ["Change"]
    taken = await pressed(stage, labels(last)[0])
    assert "1688 took the refund" in taken["text"]
    assert "It is being checked" in taken["text"]
    (refund,) = await refunds(stage)
    assert refund["goods_status"] == "refundBuyerReceived"


async def test_what_is_filled_in_can_be_changed_and_another_count_of_pieces_lets_the_reason_go(stage: Stage) -> None:
    await short(stage)
    draft = await pressed(stage, "Ask for the refund")
    assert "Next: a reason" in draft["text"], "no reason names both"
    await pressed(stage, "Pieces", "bad 1")
    pieces = await _said(stage, "0")
    draft = await pressed(stage, "Back")
    assert "Reason: fewer came" in draft["text"], pieces["text"]
    await pressed(stage, "Pieces", "bad 0")
    await _said(stage, "1")
    draft = await pressed(stage, "Back")
    assert "Next: a reason" in draft["text"]


async def test_a_reason_that_needs_a_photo_says_so_on_the_last_look_and_a_photo_in_reply_does(stage: Stage) -> None:
    await short(stage, missing=0, damaged=2)
    last = await pressed(stage, "Ask for the refund")
    assert "ask for exactly this?" in last["text"]
    assert "质量问题" in last["text"]
    assert "This reason needs a photo" in last["text"]
    assert labels(last) == ["Photos", "Change"]
    last = await photo(stage, with_secrets("JPEG"), last)
    assert "1 photo becomes a public address" in last["text"]
    await pressed(stage, labels(last)[0])
    (refund,) = await refunds(stage)
    assert len(refund["vouchers"]) == 1


async def test_damaged_pieces_that_were_paid_for_are_refused_in_a_sentence_that_names_the_first_refund(
    stage: Stage,
) -> None:
    order_id, _ = await short(stage, missing=0, damaged=2)
    last = await photo(stage, with_secrets("JPEG"), await pressed(stage, "Ask for the refund"))
    amount = labels(last)[0].removeprefix("Ask for ")
    await pressed(stage, labels(last)[0])
    (refund,) = await refunds(stage)
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True})
    await looked(stage, order_id)
    await stage.say("/order 1")
    details = await stage.last()
    answer = await stage.press("Ask for the refund", details)
    assert "came back already" in answer["text"]
    assert amount.replace("\u00a0", " ") in answer["text"].replace("\u00a0", " ")
    assert refund["id"] in answer["text"]
    shown = await stage.last()
    assert "money is back" in shown["text"]
    assert len(await refunds(stage)) == 1


async def test_the_rest_of_what_was_asked_is_asked_for_by_a_button_of_the_refusal(stage: Stage) -> None:
    order_id, _ = await short(stage, missing=2, damaged=0)
    last = await pressed(stage, "Ask for the refund")
    await pressed(stage, labels(last)[0])
    (first,) = await refunds(stage)
    await looked(stage, order_id)
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True, "fen": 300})
    await looked(stage, order_id)
    await stage.say("/order 1")
    await stage.press("Ask for the refund", await stage.last())
    refused = await stage.last()
    assert "less than they cost" in refused["text"]
    rest = first["asked_fen"] - 300
    (button,) = labels(refused)
    assert button.replace("\u00a0", " ") == f"Ask for the rest: ¥ {rest / 100:.2f}"
    last = await pressed(stage, button)
    assert f"The rest of refund {first['id']}, which paid" in last["text"]
    assert "ask for exactly this?" in last["text"]
    await pressed(stage, labels(last)[0])
    assert [refund["asked_fen"] for refund in await refunds(stage)] == [first["asked_fen"], rest]


async def test_good_pieces_are_asked_for_only_by_the_press_that_sends_goods_back(stage: Stage) -> None:
    await short(stage, missing=0, damaged=0)
    await stage.say("/order 1")
    details = await stage.last()
    await stage.press("Ask for the refund", details)
    refused = await stage.last()
    assert "No line of #1 is left" in refused["text"]
    assert labels(refused) == ["Send goods back", "By amount"]
    draft = await pressed(stage, "Send goods back")
    assert "10 good" in draft["text"].replace("\u00a0", " ")
    assert "Here: send back for the money" in draft["text"]


async def test_a_wrong_piece_is_wrong_and_never_missing(stage: Stage) -> None:
    await short(stage, missing=2, damaged=0)
    await pressed(stage, "Line by line", "wrong 0")
    await stage.say("2")
    count = await stage.last()
    await stage.press(next(each for each in labels(count) if each.startswith("Count it")), count)
    await stage.say("/order 1")
    draft = await pressed(stage, "Ask for the refund")
    shown = draft["text"].replace("\u00a0", " ")
    assert "2 wrong" in shown
    assert "missing" not in shown
    assert "错发2件" in shown
    assert "少货" not in shown


async def test_an_agreed_sum_without_pieces_is_typed_shown_and_sent_by_a_press(stage: Stage) -> None:
    await short(stage, missing=0, damaged=0)
    await stage.say("/order 1")
    draft = await pressed(stage, "By amount")
    assert "An agreed sum, for no pieces" in draft["text"]
    assert "Next: a sum" in draft["text"]
    await pressed(stage, "Sum for goods")
    await _said(stage, "4.20")
    last = await chosen(stage, "fewer came")
    assert "An agreed sum, for no pieces" in last["text"]
    await pressed(stage, labels(last)[0])
    (refund,) = await refunds(stage)
    assert refund["asked_fen"] == 420


async def unclear_to_a_sub_account(stage: Stage, how: str) -> str:
    """After the receipt a sub-account asks back, and the answer is lost before or after 1688 took it; the order."""
    order_id, _ = await short(stage, missing=2, damaged=0)
    await stage.post(f"/sim/orders/{order_id}/receive")
    await looked(stage, order_id)
    await stage.post("/sim/market", {"account": "caigou_demo:wang"})
    await stage.say("/order 1")
    last = await pressed(stage, "Ask for the refund")
    await stage.post("/sim/market", {"lost_refund": {"n": 1, "how": how}})
    await stage.press(labels(last)[0], last)
    for _ in range(3):
        await stage.post("/sim/clock", {"advance": 300})
        await looked(stage, order_id)
    unclear = await pressed(stage, "Look again")
    assert "It is not there" not in labels(unclear), "no look could show it"
    return order_id


async def test_what_a_sub_account_never_sees_is_there_if_one_person_saw_it_on_the_site(stage: Stage) -> None:
    order_id = await unclear_to_a_sub_account(stage, "after")
    taken = await pressed(stage, "Main account: it is there")
    assert "1688 took the refund" in taken["text"]
    assert "It is being checked" in taken["text"]
    assert not {"Main account: it is there", "Refund"} & {*labels(taken)}
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True})
    await looked(stage, order_id)
    await stage.say("/order 1")
    again = await pressed(stage, "Ask for the refund")
    assert "1688 took the refund" in again["text"], "it is asked for once"
    assert "It is being checked" not in again["text"], "its money came"
    assert len(await refunds(stage)) == 1


async def test_what_a_sub_account_never_sees_is_let_go_by_two_looks_on_the_site_ten_minutes_apart(stage: Stage) -> None:
    await unclear_to_a_sub_account(stage, "before")
    first = await pressed(stage, "Main account: it is not there")
    assert "looked on the site with the main account" in first["text"]
    assert "Press once more from" in first["text"]
    again = await pressed(stage, "Main account: it is not there")
    assert "Press once more from" in again["text"], "ten minutes are not over"
    await stage.post("/sim/clock", {"advance": 600})
    shown = await pressed(stage, "Main account: it is not there")
    assert "ask for exactly this?" in shown["text"], "it can be asked for anew"
    assert await refunds(stage) == []


async def _said(stage: Stage, words: str) -> dict[str, Any]:
    await stage.say(words)
    return await stage.last()
