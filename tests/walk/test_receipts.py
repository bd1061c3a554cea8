"""Goods are counted in, and their receipt is confirmed at 1688: once, also if its answer is lost."""

from tests.walk.conftest import Street

CONFIRM = "trade.receivegoods.confirm"


async def test_receipt_is_confirmed_after_a_count_once_and_a_lost_answer_is_looked_up(street: Street) -> None:
    order_id = await street.ordered()
    for move in ("pay", "ship"):
        await street.at_1688(order_id, move)
    await street.hears("#1 · shipped", order_id)
    await street.anna.writes("/order 1")
    order = await street.hears("What happened")
    assert "Confirm receipt" not in order.labels
    await street.anna.presses(order, "Count in")
    await street.anna.presses(await street.hears("#1 · what arrived"), "All there")
    await street.until(lambda: street.has("SELECT 1 FROM arrival"), "the count")
    await street.anna.writes("/order 1")
    await street.anna.presses(await street.hears("What happened", "arrived 2 of 2"), "Confirm receipt")
    asked = await street.hears("confirm receipt at 1688?", "cannot be undone")
    await street.fault(side="1688", call=CONFIRM, kind="reset", when="after", times=1)
    await street.is_told(asked, "Confirm the whole lines", "has not said clearly what became of it")
    await street.hears("#1 · finished", order_id)
    await street.until(lambda: street.has("SELECT 1 FROM errand WHERE kind = 'receipt' AND state = 'done'"), "the look")
    await street.is_told(asked, "Confirm the whole lines", "was received already")
    ledger = await street.ledger()
    assert ledger["writes"][CONFIRM] == 1
    (row,) = ledger["orders"]
    assert (row["status"], row["released_fen"]) == ("success", row["paid_fen"])
