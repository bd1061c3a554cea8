"""An order that ends with its money back is told once, by whichever news comes last."""

from typing import Any

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from tests.fakes.market import ORDER_ID, placed


async def paid(room: Any) -> int:
    """A paid order; the number of its request."""
    number: int = await room.sent(placed())
    await room.desk.watch.look_due()
    await seen(room, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.time)
    return number


async def seen(room: Any, **moved: Any) -> None:
    """1688 shows another state of the order, and the next look reads it."""
    room.market.moves(ORDER_ID, **moved)
    room.clock.on(hours=13)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()


@pytest.mark.parametrize("fen", [4200, 1000])
async def test_money_that_came_back_with_the_end_of_its_order_is_told_once(room: Any, fen: int) -> None:
    number = await paid(room)
    room.market.refund_list = (RefundReport("r1", "refundsuccess", RefundState.DONE, Fen(fen), Fen(fen)),)
    await seen(room, state=OrderState.CANCELLED, word="cancel", refund=RefundState.DONE, refunded=Fen(fen))
    assert await room.kinds() == ["placed", "paid", "cancelled"]
    closed = (await room.owed())[-1][2]
    assert closed["refunds"] == [{"state": "done", "amount": fen, "count": 1}]
    async with room.ledger.read() as uow:
        journal = (await uow.purchase(number, journal=True)).journal
    assert [each.kind for each in journal][-2:] == ["cancelled", "refund_done"]


async def test_money_that_comes_back_after_the_end_of_its_order_is_told(room: Any) -> None:
    await paid(room)
    await seen(room, state=OrderState.CANCELLED, word="cancel")
    await seen(room, refund=RefundState.DONE, refunded=Fen(4200))
    assert await room.kinds() == ["placed", "paid", "cancelled", "refund_done"]
