"""Goods are confirmed as received at 1688 by a buyer's word alone, once, and only after a count and a fresh look."""

import asyncio
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.quarantine import MOVED
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, NotAllowed, NotInADryRun, Rejected, Unreachable
from bot.purchasing.arrivals import Tally
from bot.purchasing.errands import ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderState, Parcel, RefundReport, RefundState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS, Room
from tests.fakes.market import ORDER_ID, placed

MUG, CUP = "11", "12"
LOST = Unreachable("confirm", "ReadTimeout")


async def shipped_in(room: Any) -> Any:
    """The same room with one order of a mug and a cup, of one piece each, that is under way."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    lines = tuple(OrderLine("600000000001", None, 1, Fen(1700), entry_id=each) for each in (MUG, CUP))
    room.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "SIGN", signed=True),)
    paid = {"state": OrderState.SHIPPED, "word": "waitbuyerreceive", "paid_at": room.clock.now()}
    room.market.moves(ORDER_ID, lines=lines, **paid)
    await room.desk.watch.look(ORDER_ID)
    return room


@pytest.fixture
async def shipped(room: Any) -> Any:
    return await shipped_in(room)


async def counts(room: Any, *entries: str, damaged: str = "") -> None:
    """Anna counts one piece of each of these."""
    seen = (await room.desk.counting.show(ANNA, ORDER_ID)).seen
    lines = {each: Tally(good=each != damaged, damaged=each == damaged) for each in entries}
    await room.desk.counting.count(Act(ANNA), ORDER_ID, lines, f"k{seen}", seen=seen)


@pytest.fixture
async def counted(shipped: Any) -> Any:
    """The same, all of it counted as good."""
    await counts(shipped, MUG, CUP)
    return shipped


async def confirms(room: Any, by: Any = ANNA, *, accepts: bool = False, mark: str | None = None) -> Any:
    """What somebody is shown is confirmed."""
    if mark is None:
        mark = (await room.desk.receipts.show(by, ORDER_ID))[1].confirmable.mark(accepts=accepts)
    return await room.desk.receipts.confirm(Act(by), ORDER_ID, mark, accepts=accepts)


async def refuses(room: Any, key: str, **how: Any) -> None:
    """It is refused for this reason, and nothing more is sent."""
    before = room.market.calls.count("confirm_receipt")
    with pytest.raises(Refusal, match=key):
        await confirms(room, **how)
    assert room.market.calls.count("confirm_receipt") == before


async def stored(room: Any) -> Order:
    order: Order = (await room.purchase(1)).orders[0]
    return order


async def states(room: Any) -> list[str]:
    return [each.state.value for each in (await stored(room)).errands]


async def kinds(room: Any) -> list[str]:
    """The entries of the journal about it."""
    async with room.ledger.read() as uow:
        return [each.kind for each in await uow.journal.of_request(1) if each.kind.startswith("errand_receipt_")]


async def test_what_is_counted_whole_is_confirmed_once_and_the_order_ends(counted: Any) -> None:
    assert (await stored(counted)).can_be_received
    order = (await confirms(counted)).orders[0]
    assert counted.market.confirmed == [(ORDER_ID, MUG, CUP)]
    assert (order.errands[0].state, order.can_be_received) == (ErrandState.DONE, False)
    await counted.desk.watch.look_due()
    assert (await stored(counted)).state is OrderState.FINISHED
    await refuses(counted, "receipt-over", mark="x")
    assert await kinds(counted) == ["errand_receipt_asked", "errand_receipt_done"]


async def test_what_nobody_counted_is_refused(shipped: Any) -> None:
    assert not (await stored(shipped)).can_be_received
    await refuses(shipped, "receipt-not-counted", mark="x")


async def test_the_whole_lines_alone_or_all_of_it_by_one_who_accepts_the_rest(shipped: Any) -> None:
    await counts(shipped, MUG)
    can = (await shipped.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable
    assert (can.whole, can.rest) == ((MUG,), (CUP,))
    await confirms(shipped)
    assert shipped.market.confirmed == [(ORDER_ID, MUG)]
    can = (await shipped.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable
    assert (can.whole, can.rest) == ((), (CUP,))
    await refuses(shipped, "receipt-moved", mark=can.mark(accepts=False))
    await confirms(shipped, accepts=True)
    assert shipped.market.confirmed == [(ORDER_ID, MUG), (ORDER_ID, CUP)]
    assert [(each.accepts, each.person_id) for each in (await stored(shipped)).errands] == [
        (False, ANNA.id),
        (True, ANNA.id),
    ]


async def test_a_damaged_piece_is_not_whole_and_the_accepted_lines_go_with_the_whole_ones(shipped: Any) -> None:
    await counts(shipped, MUG, CUP, damaged=CUP)
    await confirms(shipped, accepts=True)
    assert shipped.market.confirmed == [(ORDER_ID, MUG, CUP)]


async def test_who_was_shown_another_count_confirms_nothing(shipped: Any) -> None:
    await counts(shipped, MUG)
    marks = {
        all_of_it: (await shipped.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=all_of_it)
        for all_of_it in (False, True)
    }
    await counts(shipped, CUP)
    for accepts, mark in marks.items():
        await refuses(shipped, "receipt-moved", accepts=accepts, mark=mark)


async def test_a_refund_that_1688_names_only_now_stops_it(counted: Any) -> None:
    shown = (await counted.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    asked = RefundReport("TQ1", "waitselleragree", RefundState.ASKED, Fen(100), Fen(0))
    counted.market.refund_list = (asked,)
    await refuses(counted, "receipt-refund", mark=shown)
    counted.market.refund_list = ()
    counted.market.moves(ORDER_ID, refund=RefundState.ASKED)
    await refuses(counted, "receipt-refund", mark=shown)
    counted.market.moves(ORDER_ID, refund=RefundState.CLOSED)
    await confirms(counted, mark=shown)


async def test_without_a_fresh_answer_of_1688_nothing_is_sent(counted: Any) -> None:
    mark = (await counted.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    for call in ("look", "refunds"):
        counted.market.down = {call: Unreachable(call, "ReadTimeout")}
        with pytest.raises(Unreachable):
            await confirms(counted, mark=mark)
    counted.market.down = {"refunds": NotAllowed("refunds", "no")}  # its detail names refunds, too
    await confirms(counted, mark=mark)
    assert counted.market.calls.count("confirm_receipt") == 1


@pytest.mark.parametrize("lost", [LOST, Misunderstood("confirm", "what"), Rejected("confirm", "Bad Gateway", "400")])
async def test_an_unclear_answer_is_never_a_failure_and_never_sent_again(counted: Any, lost: Exception) -> None:
    counted.market.down = {"confirm_receipt": lost}
    with pytest.raises(Refusal, match="errand-unclear"):
        await confirms(counted)
    counted.market.down = {}
    for _ in range(5):
        counted.clock.on(hours=1)
        await counted.desk.watch.look_due()
        await refuses(counted, "errand-unclear", mark="x")
    assert (await states(counted), (await stored(counted)).can_be_received) == (["unclear"], False)
    counted.market.moves(ORDER_ID, state=OrderState.FINISHED, word="success")
    counted.clock.on(days=1)
    await counted.desk.watch.look_due()
    assert await states(counted) == ["done"]
    assert await kinds(counted) == ["errand_receipt_asked", "errand_receipt_unclear", "errand_receipt_done"]


async def test_a_lost_answer_to_some_lines_is_found_in_the_detail(shipped: Any) -> None:
    await counts(shipped, MUG)
    shipped.market.loses_answers = True
    with pytest.raises(Refusal, match="errand-unclear"):
        await confirms(shipped)
    assert await states(shipped) == ["unclear"]
    await shipped.desk.watch.look_due()
    assert (await states(shipped), (await stored(shipped)).state) == (["done"], OrderState.SHIPPED)


async def test_what_1688_refuses_is_told_in_its_words_and_can_be_tried_again(counted: Any) -> None:
    no = Rejected("confirm", "订单状态不支持确认收货", "UNKNOWN")
    no.answer = {"result": {"success": False}}
    counted.market.down = {"confirm_receipt": no}
    with pytest.raises(Refusal, match="errand-refused") as refused:
        await confirms(counted)
    assert refused.value.facts["reason"] == "订单状态不支持确认收货"
    counted.market.down = {"confirm_receipt": NotInADryRun("confirm_receipt", "dry")}
    with pytest.raises(NotInADryRun):
        await confirms(counted)
    counted.market.down = {}
    await confirms(counted)
    assert await states(counted) == ["refused", "refused", "done"]


@pytest.mark.parametrize("why", ["pause", "quarantine"])
async def test_while_buying_is_stopped_nothing_is_confirmed(counted: Any, why: str) -> None:
    mark = (await counted.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    if why == "pause":
        await counted.desk.switch.pause(Act(ANNA), "stocktaking")
    else:
        async with counted.ledger.change() as uow:
            await begin_quarantine(uow, MOVED)
    await refuses(counted, "paused", mark=mark)


async def test_only_who_may_buy_confirms(counted: Any) -> None:
    mark = (await counted.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    await refuses(counted, "stranger", by=BORIS, mark=mark)


async def test_it_stands_in_the_database_before_it_is_sent(counted: Any) -> None:
    seen: list[list[str]] = []

    async def confirm_receipt(_: str, __: Any) -> None:
        seen.append(await states(counted))

    counted.market.confirm_receipt = confirm_receipt
    await confirms(counted)
    assert seen == [["asked"]]


async def test_a_process_that_ends_between_claim_and_answer_leaves_it_unclear(counted: Any) -> None:
    stuck = asyncio.Event()

    async def confirm_receipt(_: str, __: Any) -> None:
        stuck.set()
        await asyncio.Event().wait()

    counted.market.confirm_receipt = confirm_receipt
    sending = asyncio.ensure_future(confirms(counted))
    await stuck.wait()
    sending.cancel()
    await asyncio.wait({sending})
    del counted.market.confirm_receipt
    assert await states(counted) == ["asked"]
    again = counted.another_desk("second")
    await refuses(counted, "errand-sending", mark="x")
    await again.watch.look(ORDER_ID)
    assert await states(counted) == ["asked"]  # its process may send it still
    counted.clock.on(hours=1)
    await again.watch.look_due()
    assert await states(counted) == ["unclear"]
    assert "confirm_receipt" not in counted.market.calls


async def test_of_two_who_confirm_at_the_same_instant_one_does(counted: Any) -> None:
    mark = (await counted.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    ends = await asyncio.gather(*(confirms(counted, mark=mark) for _ in range(4)), return_exceptions=True)
    refused = [each.key for each in ends if isinstance(each, Refusal)]
    assert (len(ends) - len(refused), counted.market.confirmed) == (1, [(ORDER_ID, MUG, CUP)])
    assert {*refused} <= {"errand-sending", "errand-unclear", "receipt-over", "receipt-unread", "receipt-nothing"}


async def test_of_two_processes_one_sends_it(rooms: tuple[Room, Room]) -> None:
    one, other = rooms
    room: Any = await shipped_in(await one.started())
    await counts(room, MUG, CUP)
    await asyncio.sleep(0)
    mark = (await one.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable.mark(accepts=False)
    ends = await asyncio.gather(
        *(confirms(each, mark=mark) for each in (one, other, one, other)), return_exceptions=True
    )
    assert [each for each in ends if isinstance(each, BaseException) and not isinstance(each, Refusal)] == []
    assert one.market.confirmed == [(ORDER_ID, MUG, CUP)]
    assert await states(other) == ["done"]
