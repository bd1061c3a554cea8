"""Money is asked back by a person's press alone, for what the count says, within what 1688 takes, and sent once."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.desk.shared.values import RefundView
from bot.market.errors import Unreachable
from bot.purchasing.arrivals import Tally
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import OrderLine, OrderState, Parcel, RefundState
from bot.purchasing.refunds import GoodsStatus, Pieces, RefundAsk
from bot.purchasing.requests.purchase import Order
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed

MUG, CUP = "11", "12"
SHORT, STYLE, AGREED = 20009, 20021, 20028
LOST = Unreachable("ask_refund", "ReadTimeout")


async def ordered(room: Any, state: OrderState = OrderState.SHIPPED) -> Any:
    """The same room with an order of ten mugs and two cups for ¥ 42, freight ¥ 8 among it, that came so far."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    lines = (
        OrderLine("600000000001", None, 10, Fen(2000), entry_id=MUG),
        OrderLine("600000000001", None, 2, Fen(1400), entry_id=CUP),
    )
    if state is not OrderState.PAID:
        room.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "SIGN", signed=True),)
    room.market.moves(ORDER_ID, lines=lines, state=state, word="x", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    return room


@pytest.fixture
async def shipped(room: Any) -> Any:
    return await ordered(room)


async def counts(room: Any, **lines: Tally) -> None:
    """Anna counts so much of the mugs and the cups."""
    seen = (await room.desk.counting.show(ANNA, ORDER_ID)).seen
    said = {{"mugs": MUG, "cups": CUP}[name]: tally for name, tally in lines.items()}
    await room.desk.counting.count(ANNA, ORDER_ID, said, f"k{seen}", None, seen=seen)


@pytest.fixture
async def counted(shipped: Any) -> Any:
    """The same: three mugs are missing, and one cup is damaged."""
    await counts(shipped, mugs=Tally(7), cups=Tally(1, 1))
    return shipped


async def begins(room: Any, by: Any = ANNA, **how: Any) -> RefundView:
    view: RefundView = await room.desk.refunds.begin(by, ORDER_ID, None, **how)
    return view


async def picks(room: Any, view: RefundView | None = None, by: Any = ANNA, **how: Any) -> RefundView:
    """Somebody changes their draft as it is shown to them."""
    shown = view or await room.desk.refunds.show(by, ORDER_ID)
    now: RefundView = await room.desk.refunds.pick(by, ORDER_ID, None, version=shown.errand.version, **how)
    return now


async def ready(room: Any, by: Any = ANNA, **how: Any) -> RefundView:
    """A draft with a reason, to be asked for."""
    await begins(room, by, **how)
    return await picks(room, by=by, reason_id=AGREED)


async def asks(room: Any, view: RefundView, by: Any = ANNA) -> Any:
    return await room.desk.refunds.ask(by, ORDER_ID, view.mark, None)


async def refuses(room: Any, key: str, doing: Any) -> Refusal:
    """It is refused for this reason, and nothing is sent."""
    before = len(room.market.asked)
    with pytest.raises(Refusal, match=key) as refused:
        await doing
    assert len(room.market.asked) == before
    return refused.value


async def stored(room: Any) -> Order:
    order: Order = (await room.purchase(1)).orders[0]
    return order


async def states(room: Any) -> list[str]:
    return [each.state.value for each in (await stored(room)).errands]


async def newest(room: Any) -> Errand:
    return (await stored(room)).errands[-1]


def ask_of(view: RefundView) -> RefundAsk:
    assert view.ask is not None
    return view.ask


async def test_a_count_becomes_a_refund_that_is_asked_for_once_and_told(counted: Any) -> None:
    ask = ask_of(await begins(counted))
    assert ask.pieces == {MUG: Pieces(missing=3), CUP: Pieces(damaged=1)}
    assert (ask.goods_status, ask.back, ask.goods, ask.carriage) == (GoodsStatus.HERE, False, Fen(1300), Fen(0))
    assert ask.description == "采购单 #1：少货3件，破损1件"
    assert [each.id for each in ask.reasons] == [AGREED, STYLE, SHORT]
    view = await picks(counted, reason_id=SHORT)
    purchase = await asks(counted, view)
    errand = purchase.orders[0].errands[0]
    assert (errand.state, errand.refund_id, errand.entries) == (ErrandState.DONE, "TQ1", (MUG, CUP))
    assert [each.total for _, each in counted.market.asked] == [1300]
    await counted.desk.watch.look_due()
    order = await stored(counted)
    assert (order.refund, [each.refund_id for each in order.refunds]) == (RefundState.ASKED, ["TQ1"])
    async with counted.ledger.read() as uow:
        told = [each for each in await uow.journal.of_request(1) if each.kind.startswith("errand_refund")]
    assert [(each.kind, each.actor_id) for each in told] == [("errand_refund_asked", 1), ("errand_refund_done", None)]
    assert (told[0].facts["total"], told[1].facts["refund"]) == (1300, "TQ1")
