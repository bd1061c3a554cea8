"""After a restore nothing is sent of an order whose counts may be lost, until somebody says what arrived."""

from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.quarantine import MOVED, RESTORED, require_counts
from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import ArrivalKind, CloseReason, Tally
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.desk.money.test_refunds import MUG, asks, counts, ordered, ready, states
from tests.fakes.market import ORDER_ID, placed


async def restored(room: Any, why: str = RESTORED) -> None:
    """A copy takes the place of the database, people decide what it cannot know, and buying goes on."""
    room.clock.on(minutes=5)
    async with room.ledger.change() as uow:
        await begin_quarantine(uow, why)
    room.clock.on(minutes=5)
    await room.desk.rounds.sweep.run()
    await room.desk.switch.resume(Act(ANNA))
    room.clock.on(minutes=5)


async def unsure(room: Any, doing: Any) -> None:
    before = list(room.market.calls)
    with pytest.raises(Refusal, match="counts-unsure") as refused:
        await doing
    assert refused.value.facts["order_id"] == ORDER_ID
    writes = {"ask_refund", "withdraw_refund", "send_back", "confirm_receipt"}
    assert not writes & {*room.market.calls[len(before) :]}


async def seen(room: Any) -> int:
    return int((await room.desk.counting.show(ANNA, ORDER_ID)).seen)


async def counts_more(room: Any) -> None:
    await counts(room, mugs=Tally(1))


async def closes(room: Any) -> None:
    await room.desk.counting.close(Act(ANNA), ORDER_ID, (MUG,), CloseReason.LOST, "c", seen=await seen(room))


async def takes_back(room: Any) -> None:
    order = (await room.purchase(1)).orders[0]
    event = next(each.id for each in order.arrivals if each.kind is ArrivalKind.GOOD)
    await room.desk.counting.take_back(Act(ANNA), ORDER_ID, event)


async def says_it_is_right(room: Any) -> None:
    await room.desk.counting.right(Act(ANNA), ORDER_ID, seen=await seen(room))


@pytest.mark.parametrize("says", [counts_more, closes, takes_back, says_it_is_right])
async def test_an_order_from_before_is_refunded_only_once_somebody_says_what_arrived(room: Any, says: Any) -> None:
    await ordered(room)
    await counts(room, mugs=Tally(7), cups=Tally(1, 1))
    view = await ready(room)
    await restored(room)
    await unsure(room, asks(room, view))
    await says(room)
    view = await ready(room, here=False)
    await asks(room, view)
    assert await states(room) == ["done"]


async def test_neither_receipts_nor_returns_nor_withdrawals_go_out_before_that(room: Any) -> None:
    await ordered(room)
    await counts(room, mugs=Tally(10), cups=Tally(2))
    await asks(room, await ready(room, pieces=None, back=True))
    room.market.refund_moves("TQ1", word="waitbuyersend")
    await room.desk.watch.look(ORDER_ID)
    await restored(room)
    await unsure(room, room.desk.refunds.withdraw(Act(ANNA), ORDER_ID, "TQ1"))
    await unsure(room, room.desk.refunds.send_back(Act(ANNA), ORDER_ID, "TQ1", "ZTO", "ZT1"))
    await says_it_is_right(room)
    await room.desk.refunds.withdraw(Act(ANNA), ORDER_ID, "TQ1")
    await room.desk.watch.look(ORDER_ID)
    assert await states(room) == ["done", "done"]


async def test_a_receipt_waits_as_well(room: Any) -> None:
    await ordered(room)
    await counts(room, mugs=Tally(10), cups=Tally(2))
    mark = (await room.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    await restored(room)
    await unsure(room, room.desk.receipts.confirm(Act(ANNA), ORDER_ID, mark, accepts=False))
    await says_it_is_right(room)
    await room.desk.receipts.confirm(Act(ANNA), ORDER_ID, mark, accepts=False)
    assert await states(room) == ["done"]


async def test_that_the_count_is_right_can_be_said_only_then_and_of_what_was_shown(room: Any) -> None:
    await ordered(room)
    await counts(room, mugs=Tally(7))
    assert not (await room.desk.counting.show(ANNA, ORDER_ID)).unsure
    await says_it_is_right(room)  # which nobody asked
    await restored(room)
    shown = await room.desk.counting.show(ANNA, ORDER_ID)
    assert shown.unsure
    with pytest.raises(Refusal, match="counted-meanwhile"):
        await room.desk.counting.right(Act(ANNA), ORDER_ID, seen=shown.seen - 1)
    for _ in range(2):
        assert not (await room.desk.counting.right(Act(ANNA), ORDER_ID, seen=shown.seen)).unsure
    async with room.ledger.read() as uow:
        said = [each for each in await uow.journal.of_request(1) if each.kind == "counts_right"]
    assert [each.actor_id for each in said] == [ANNA.id]


async def test_what_was_never_sent_needs_no_count(room: Any) -> None:
    await ordered(room, OrderState.PAID)
    view = await ready(room)
    await restored(room)
    await asks(room, view)
    assert await states(room) == ["done"]


async def test_after_a_move_nothing_was_lost(room: Any) -> None:
    await ordered(room)
    view = await ready(room)
    await restored(room, MOVED)
    await asks(room, view)
    assert await states(room) == ["done"]


async def test_an_order_placed_after_buying_went_on_needs_none(room: Any) -> None:
    async with room.ledger.change() as uow:
        await begin_quarantine(uow, RESTORED)
    await room.desk.rounds.sweep.run()
    await room.desk.switch.resume(Act(ANNA))
    room.clock.on(minutes=5)
    number = await room.sent(placed())
    await room.desk.watch.look_due()
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="x", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    async with room.ledger.read() as uow:
        await require_counts(uow, (await uow.purchase(number)).orders[0])


async def test_a_draft_of_a_copy_asks_nothing_of_which_a_refund_runs_by_now(room: Any) -> None:
    """What was sent in the time that was lost runs at 1688."""
    await ordered(room)
    await counts(room, mugs=Tally(7), cups=Tally(1, 1))
    view = await ready(room)
    await room.market.ask_refund(ORDER_ID, view.ask)  # by the bot that was lost
    await restored(room)
    await says_it_is_right(room)
    with pytest.raises(Refusal, match="refund-unexplained"):
        await asks(room, view)
    assert len(room.market.asked) == 1
