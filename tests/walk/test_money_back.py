"""Money is asked back on the wire, in every state of an order, and each refund is followed to its end."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createRefund"
SIGNED = "快件已签收，签收人：本人"
ROWS: tuple[tuple[tuple[str, ...], str, str, str, bool, dict[str, int]], ...] = (
    ((), "", "", "refundWaitSellerSend", False, {"cancelled": 2}),
    (("ship",), "", "Not here: money back", "refundWaitBuyerReceive", False, {"cancelled": 2}),
    (("ship",), "damaged", "Here: money back, goods stay", "refundBuyerReceived", False, {}),
    (("ship",), "good", "", "refundBuyerReceived", True, {"returned_good": 2}),
    (("ship", "receive"), "", "Confirmed by mistake: money back", "aftersaleBuyerNotReceived", False, {"cancelled": 2}),
    (("ship", "receive"), "damaged", "Confirmed: money back, goods stay", "aftersaleBuyerReceived", False, {}),
    (("ship", "receive"), "good", "", "aftersaleBuyerReceived", True, {"returned_good": 2}),
)
"""What happens to a paid order, how its two pieces are counted, what is said of its goods, what 1688 hears, and what
the refund makes of the pieces.
"""


async def _has(street: Street, label: str) -> bool:
    return label in (await street.hears("what arrived")).labels


async def counted(street: Street, kind: str) -> None:
    """Anna counts both pieces as good or as damaged; or nothing."""
    if not kind:
        return
    await street.anna.writes("/order 1")
    await street.anna.presses(await street.hears("What happened"), "Count in")
    count = await street.hears("what arrived", "· 0 of 2")
    if kind == "good":
        await street.anna.presses(count, "All there")
    else:
        await street.anna.presses(count, "Line by line")
        await street.until(lambda: _has(street, "bad 0"), "the line with its steppers")
        await street.anna.presses(await street.hears("what arrived"), "bad 0")
        await street.hears("Write a whole number")
        await street.anna.writes("2")
        await street.until(lambda: _has(street, "Count it: 2"), "the line with what was typed")
        await street.anna.presses(await street.hears("what arrived"), "Count it")
    await street.hears("what arrived", "2 of 2")


async def paid(street: Street, *moves: str) -> str:
    """An order of two pieces that is paid, and so far on its way."""
    order_id = await street.ordered()
    for move in ("pay", *moves):
        await street.at_1688(order_id, move)
    state = {"pay": "paid", "ship": "shipped", "receive": "finished"}[("pay", *moves)[-1]]
    await street.hears(f"#1 · {state}", order_id)
    return order_id


async def draft(street: Street, where: str = "", kind: str = "") -> ShownMessage:
    """What Anna asks back of her order, with a reason that needs no photo; good pieces go back."""
    await street.anna.writes("/order 1")
    asking = "Send goods back" if kind == "good" else "Ask for the refund"
    await street.anna.presses(await street.hears("What happened", *(["2 of 2"] if kind else [])), asking)
    if kind == "damaged":  # the one reason that fits is filled in
        await street.anna.presses(await street.hears("ask for exactly this?"), "Change")
    shown = await street.hears("what to ask back")
    if where and where not in shown.text:
        await street.anna.presses(shown, "Where it is")
        await street.anna.presses(await street.hears("Where are the goods"), where)
        shown = await street.hears("what to ask back", where)
    await street.anna.presses(shown, "Reason")
    reasons = await street.hears("reasons now")
    rows = [line for line in reasons.text.split("\n") if line[1:2] == "." and "photo" not in line]
    await street.anna.presses(reasons, rows[0][0])
    await street.anna.presses(await street.hears("what to ask back", "Reason:"), "Last look")
    return await street.hears("ask for exactly this?")


async def asked(street: Street, where: str = "", kind: str = "") -> dict[str, Any]:
    """The refund that 1688 took."""
    await street.anna.presses(await draft(street, where, kind), "Ask for ¥")
    await street.hears("1688 took the refund")
    refund: dict[str, Any] = (await street.ledger())["refunds"][-1]
    return refund


async def ends(street: Street, state: str, fen: int) -> None:
    """Our books say of the last refund what those of 1688 say, to the fen."""
    last = (await street.ledger())["refunds"][-1]
    assert (last["state"], last["paid_fen"]) == (state, fen)
    kept = f"SELECT 1 FROM refund WHERE refund_id = '{last['id']}' AND word = '{state}' AND paid_fen = {fen}"
    await street.until(lambda: street.has(kept), f"the refund is {state}")
    (order,) = (await street.ledger())["orders"]
    assert street.rows("SELECT refunded_fen FROM remote_order") == [(order["refunded_fen"],)]


@pytest.mark.parametrize(
    ("moves", "kind", "where", "goods_status", "back", "settled"), ROWS, ids=lambda each: str(each)
)
async def test_each_state_of_an_order_is_asked_for_in_1688s_own_words(
    street: Street,
    moves: tuple[str, ...],
    kind: str,
    where: str,
    goods_status: str,
    back: bool,
    settled: dict[str, int],
) -> None:
    order_id = await paid(street, *moves)
    await counted(street, kind)
    refund = await asked(street, where, kind)
    assert (refund["goods_status"], refund["back"]) == (goods_status, back)
    assert "#1" in refund["description"]
    await street.at_1688(order_id, "refund_answer", agree=True)
    if back:
        await street.anna.presses(await street.hears("#1", "goods back"), "Refund")
        await street.anna.presses(await street.hears("send the goods back"), "Goods are on their way")
        await street.anna.presses(await street.hears("Which carrier"), "圆通")
        await street.anna.writes("YT1234567890123")
        await street.anna.presses(await street.hears("on its way back to the seller?"), "Yes, tell 1688")
        await street.hears("1688 took the waybill")
        await street.at_1688(order_id, "refund_answer", agree=True)
    await street.hears("#1", "refunded")
    await ends(street, "refundsuccess", refund["asked_fen"])
    assert (await street.ledger())["writes"][CREATE] == 1
    events = street.rows("SELECT kind, sum(pieces) FROM arrival WHERE act LIKE 'refund:%' GROUP BY kind")
    assert dict(events) == settled


async def refuses(street: Street, order_id: str) -> None:
    await street.at_1688(order_id, "refund_answer", refuse=True, reason="请提供开箱视频")
    refused = await street.hears("#1", "the seller refused the refund")
    await street.anna.presses(refused, "Refund")
    await street.anna.presses(await street.hears("your turn", "请提供开箱视频"), "Take it back")
    await street.anna.presses(await street.hears("take the refund back?"), "Yes, take it back")
    await street.hears("the refund is taken back")
    await ends(street, "refundclose", 0)


async def pays_less(street: Street, order_id: str) -> None:
    await street.at_1688(order_id, "refund_answer", agree=True, fen=500)
    await street.hears("#1", "refunded", "¥ 5.00")
    await ends(street, "refundsuccess", 500)


async def changes_the_sum(street: Street, order_id: str) -> None:
    await street.at_1688(order_id, "refund_answer", change=True, fen=700)
    await street.until(lambda: street.has("SELECT 1 FROM refund WHERE amount_fen = 700"), "the other sum")
    await street.at_1688(order_id, "refund_answer", agree=True)
    await street.hears("#1", "refunded", "¥ 7.00")
    await ends(street, "refundsuccess", 700)


async def is_silent(street: Street, order_id: str) -> None:
    """The seller says nothing for so long that 1688 pays."""
    await street.later(5 * 86400 + 60)
    await street.hears("#1", "refunded")
    await ends(street, "refundsuccess", (await street.ledger())["refunds"][-1]["asked_fen"])


async def is_let_lapse(street: Street, order_id: str) -> None:
    """The seller refuses, nobody of us answers, and it ends without money; that was warned of."""
    await street.at_1688(order_id, "refund_answer", refuse=True, reason="不同意")
    await street.hears("#1", "the seller refused the refund")
    await street.later(6 * 86400 + 7200)
    await street.hears("#1", "refund", "until")
    await street.later(86400)
    await street.hears("#1", "closed without payment")
    await ends(street, "refundclose", 0)


@pytest.mark.parametrize("end", [refuses, pays_less, changes_the_sum, is_silent, is_let_lapse])
async def test_each_end_of_a_refund_is_told_and_its_money_counts_as_1688_says(
    street: Street, end: Callable[[Street, str], Awaitable[None]]
) -> None:
    order_id = await paid(street, "ship")
    await asked(street, "Not here: money back")
    await end(street, order_id)


async def _offered(street: Street) -> bool:
    return "It is not there" in (await street.hears("refund: not clear")).labels


@pytest.mark.parametrize("how", ["after", "before", "garbage"])
async def test_a_lost_answer_is_looked_up_and_nothing_is_asked_twice(street: Street, how: str) -> None:
    await paid(street)
    look = await draft(street)
    await street.market(lost_refund={"n": 1, "how": how})
    await street.anna.presses(look, "Ask for ¥")
    await street.hears("refund: not clear")
    if how == "before":
        await street.later(300)
        looked = "SELECT 1 FROM errand WHERE state = 'unclear' AND looked_at IS NOT NULL"
        await street.until(lambda: street.has(looked), "1688 answered, and does not know of it")
        await street.anna.presses(await street.hears("refund: not clear"), "Look again")
        await street.until(lambda: _offered(street), "whoever looked on 1688 can say so")
        await street.anna.presses(await street.hears("refund: not clear"), "It is not there")
        await street.until(lambda: street.has("SELECT 1 FROM errand WHERE state = 'dropped'"), "it is let go")
        assert (await street.ledger())["refunds"] == []
        return
    await street.until(lambda: street.has("SELECT 1 FROM errand WHERE state = 'done'"), "it is found")
    ledger = await street.ledger()
    assert (len(ledger["refunds"]), ledger["writes"][CREATE]) == (1, 1)
    assert street.rows("SELECT refund_id FROM errand") == [(ledger["refunds"][0]["id"],)]


async def test_another_carriage_that_1688_sets_is_told(street: Street) -> None:
    await street.market(refund_carriage=100)
    await paid(street)
    look = await draft(street)
    await street.anna.presses(look, "Ask for ¥")
    await street.hears("1688 took the refund", "1688 set the carriage to ¥ 1.00")
