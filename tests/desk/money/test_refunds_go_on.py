"""What 1688 shows of refunds is taken in: each stage is told once, and a paid one settles the pieces it was for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.errands import claim_errand, end
from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import LineCount, Tally
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import ClaimKind, Pieces
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.person import Act
from bot.purchasing.tracking.paid_back import possible_answers
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed

MUG, CUP = "11", "12"
ASKED, DONE, CLOSED = RefundState.ASKED, RefundState.DONE, RefundState.CLOSED
STEPS = ("refund_asked", "refund_done", "refund_closed", "refund_moved", "refund_ours")


@pytest.fixture
async def shipped(room: Any) -> Any:
    """A room with one order of ten mugs and ten cups that is under way."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    lines = tuple(OrderLine("600000000001", None, 10, Fen(1700), entry_id=each) for each in (MUG, CUP))
    shown = {"state": OrderState.SHIPPED, "word": "waitbuyerreceive", "paid_at": room.clock.now()}
    room.market.moves(ORDER_ID, lines=lines, **shown)
    await room.desk.watch.look(ORDER_ID)
    return room


async def looked(room: Any, **order: Any) -> None:
    """1688 shows the order so, and the bot reads it, twice."""
    room.clock.on(minutes=1)
    room.market.moves(ORDER_ID, **order)
    await room.desk.watch.look(ORDER_ID)
    room.clock.on(minutes=1)
    await room.desk.watch.look(ORDER_ID)


async def stored(room: Any) -> Order:
    order: Order = (await room.purchase(1)).orders[0]
    return order


async def mugs(room: Any) -> LineCount:
    return (await stored(room)).counts[MUG]


async def counts(room: Any, good: int, damaged: int = 0, wrong: int = 0) -> None:
    seen = (await room.desk.counting.show(ANNA, ORDER_ID)).seen
    lines = {MUG: Tally(good, damaged, wrong)}
    await room.desk.counting.count(Act(ANNA), ORDER_ID, lines, f"k{seen}", seen=seen, surplus=True)


async def closes(room: Any) -> None:
    view = await room.desk.counting.show(ANNA, ORDER_ID)
    await room.desk.counting.close(Act(ANNA), ORDER_ID, [MUG], "lost", f"k{view.seen}", seen=view.seen)


async def asks(room: Any, pieces: Mapping[str, Pieces], *, back: bool = False, fen: int = 340) -> str:
    """Anna asks for money back, and 1688 takes it; the number of the refund there."""
    ask = RefundAsk(GoodsStatus.HERE, pieces, back, goods=Fen(fen))
    async with room.ledger.change() as uow:
        purchase, order = await uow.find_purchase_of(ORDER_ID)
        order, errand = await claim_errand(uow, ANNA, purchase, order, ErrandKind.REFUND, ask=ask, entries=ask.entries)
    taken = await room.market.ask_refund(ORDER_ID, ask)
    async with room.ledger.change() as uow:
        purchase, order = await uow.find_purchase_of(ORDER_ID)
        await end(uow, purchase, order, errand, ErrandState.DONE, refund_id=taken.refund_id)
    await looked(room)
    return str(taken.refund_id)


async def pays(room: Any, refund_id: str, fen: int = 340) -> None:
    """1688 pays it, all that was asked for or less."""
    room.market.refund_moves(refund_id, word="refundsuccess", state=DONE, paid=Fen(fen))
    back = sum(each.paid for each in room.market.refund_list)
    await looked(room, refund=DONE, refunded=Fen(back))


async def told(room: Any) -> list[tuple[str, Any]]:
    """What Anna heard of refunds: each notice and the stage that it tells."""
    return [(kind, facts.get("stage")) for kind, _, facts in await room.owed() if kind in STEPS]


async def test_all_came_two_were_damaged_and_were_sent_back(shipped: Any) -> None:
    await counts(shipped, 8, 2)
    refund = await asks(shipped, {MUG: Pieces(damaged=2)}, back=True)
    assert (await mugs(shipped)).returned_damaged == 0, "nothing is back before it is paid"
    await pays(shipped, refund)
    count = await mugs(shipped)
    assert (count.in_hand, count.open, count.damaged, count.returned_damaged) == (8, 0, 2, 2)


async def test_three_are_missing_closed_and_two_of_them_refunded(shipped: Any) -> None:
    await counts(shipped, 7)
    await closes(shipped)
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}))
    count = await mugs(shipped)
    assert (count.open, count.closed, count.cancelled) == (0, 1, 2)
    await counts(shipped, 2)
    count = await mugs(shipped)
    assert (count.good, count.closed, count.cancelled, count.surplus) == (8, 0, 2, 1), "late ones that were refunded"


async def test_a_refund_that_ended_without_money_leaves_the_pieces_as_they_were(shipped: Any) -> None:
    await counts(shipped, 7, 1)
    refund = await asks(shipped, {MUG: Pieces(missing=2, damaged=1)}, back=True)
    before = await mugs(shipped)
    shipped.market.refund_moves(refund, word="refundclose", state=CLOSED)
    await looked(shipped, refund=CLOSED)
    assert await mugs(shipped) == before
    assert await told(shipped) == [("refund_asked", None), ("refund_closed", None)]


async def test_wrong_pieces_change_no_line_and_good_ones_that_go_back_are_in_nobody_s_hand(shipped: Any) -> None:
    await counts(shipped, 7, wrong=3)
    await pays(shipped, await asks(shipped, {MUG: Pieces(good=4, wrong=3)}, back=True))
    count = await mugs(shipped)
    assert (count.in_hand, count.good, count.returned_good, count.wrong) == (3, 7, 4, 3)


async def test_money_for_damaged_pieces_that_stay_returns_none(shipped: Any) -> None:
    await counts(shipped, 8, 2)
    await pays(shipped, await asks(shipped, {MUG: Pieces(damaged=2)}))
    assert await mugs(shipped) == LineCount(10, good=8, damaged=2)


async def test_what_is_counted_after_a_paid_refund_is_not_cancelled_twice(shipped: Any) -> None:
    await counts(shipped, 4)
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}))
    await counts(shipped, 1)
    assert await mugs(shipped) == LineCount(10, good=5, cancelled=2)


async def test_a_line_that_1688_says_is_refunded_is_cancelled_whole_whatever_was_asked_for(shipped: Any) -> None:
    await counts(shipped, 4)
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}))
    lines = ((await stored(shipped)).lines[0], (await stored(shipped)).lines[1])
    shown = (OrderLine("600000000001", None, 10, Fen(1700), entry_id=MUG, state=LineState.REFUNDED), lines[1])
    await looked(shipped, lines=shown)
    assert await mugs(shipped) == LineCount(10, good=4, cancelled=6)
    await counts(shipped, 3)
    assert await mugs(shipped) == LineCount(10, good=4, cancelled=6, surplus=3)


async def test_a_paid_refund_is_no_count(shipped: Any) -> None:
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}))
    order = await stored(shipped)
    assert (order.counts[MUG].cancelled, order.counted, order.can_be_received) == (2, False, False)
    with pytest.raises(Refusal, match="receipt-not-counted"):
        await shipped.desk.receipts.show(ANNA, ORDER_ID)


async def test_a_refund_that_was_opened_on_the_site_moves_money_alone(shipped: Any) -> None:
    await counts(shipped, 7)
    found = RefundReport("TQ9", "waitselleragree", ASKED, Fen(500), Fen(0), entries=(MUG,))
    shipped.market.refund_list = (found,)
    await looked(shipped, refund=ASKED)
    await pays(shipped, "TQ9", 500)
    assert ((await stored(shipped)).refunded, (await mugs(shipped)).open) == (500, 3)
    assert await told(shipped) == [("refund_asked", None), ("refund_done", None)]


async def test_each_stage_of_a_refund_is_told_once(shipped: Any) -> None:
    await counts(shipped, 8, 2)
    refund = await asks(shipped, {MUG: Pieces(damaged=2)}, back=True)
    ends = shipped.clock.now() + timedelta(days=7)
    moves: tuple[dict[str, Any], ...] = (
        {"word": "waitbuyermodify", "rejection": "没有少货", "ends_at": ends},
        {"word": "waitselleragree"},
        {"word": "waitbuyermodify", "rejection": "没有照片"},
        {"word": "waitselleragree"},
        {"word": "waitbuyersend", "address": "王工 13800000002 浙江省 杭州市"},
        {"word": "waitsellerreceive", "carrier": "中通快递", "bill_no": "ZT1"},
    )
    for values in moves:
        shipped.market.refund_moves(refund, **values)
        await looked(shipped)
    await pays(shipped, refund)
    steps = [
        ("refund_ours", "refused"),
        ("refund_ours", "refused"),
        ("refund_ours", "to_send"),
        ("refund_moved", "sent"),
    ]
    assert await told(shipped) == [("refund_asked", None), *steps, ("refund_done", None)]
    heard = [facts for kind, _, facts in await shipped.owed() if kind in ("refund_ours", "refund_moved")]
    assert [each["rejection"] for each in heard[:2]] == ["没有少货", "没有照片"]
    assert (heard[2]["address"], heard[3]["parcel"]) == (
        "王工 13800000002 浙江省 杭州市", {"company": "中通快递", "bill_no": "ZT1"},
    )  # fmt: skip
    assert {each["refund_id"] for each in heard} == {refund}


async def test_a_seller_who_refunds_less_is_told_in_one_message(shipped: Any) -> None:
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}), 100)
    [_, (kind, stage)] = await told(shipped)
    assert (kind, stage) == ("refund_moved", "paid")
    [less] = [facts for kind, _, facts in await shipped.owed() if kind == "refund_moved"]
    assert (less["paid"], less["asked"]) == (100, 340)
    assert ((await stored(shipped)).refunded, (await mugs(shipped)).cancelled) == (100, 2)


async def test_another_carriage_or_sum_that_1688_sets_is_told(shipped: Any) -> None:
    shipped.market.carriage_set = Fen(60)
    refund = await asks(shipped, {MUG: Pieces(missing=2)})
    assert await told(shipped) == [("refund_asked", None), ("refund_moved", None)]
    shipped.market.refund_moves(refund, amount=Fen(300))
    await looked(shipped)
    sums = [
        (facts["asked"], facts["amount"], facts["carriage"])
        for kind, _, facts in await shipped.owed()
        if kind == "refund_moved"
    ]
    assert sums == [(340, 400, 60), (400, 300, 60)]


async def test_one_of_two_refunds_that_ends_without_money_is_told(shipped: Any) -> None:
    first = await asks(shipped, {MUG: Pieces(missing=2)})
    second = await asks(shipped, {CUP: Pieces(missing=1)})
    shipped.market.refund_moves(first, word="refundclose", state=CLOSED)
    await looked(shipped)
    await pays(shipped, second)
    steps = [("refund_asked", None), ("refund_asked", None), ("refund_moved", "closed"), ("refund_done", None)]
    assert await told(shipped) == steps
    assert {entry: each.cancelled for entry, each in (await stored(shipped)).counts.items()} == {MUG: 0, CUP: 1}


async def opened_on_the_site(room: Any, fen: int = 630, **values: Any) -> str:
    """A person asked for it on the site, and it is paid; nobody here knows for which pieces."""
    found = RefundReport("TQ9", "waitselleragree", ASKED, Fen(fen), Fen(0), entries=(MUG,), **values)
    room.market.refund_list = (found,)
    await looked(room, refund=ASKED)
    await pays(room, "TQ9", fen)
    return "TQ9"


async def options(room: Any) -> list[tuple[str, int]]:
    order = await stored(room)
    every = possible_answers(order, order.claims[-1])
    return [(answer.of or answer.kind.value, answer.pieces) for answer in every]


async def explains(room: Any, kind: ClaimKind, pieces: Mapping[str, Pieces] | None = None, by: Any = ANNA) -> None:
    claim = (await stored(room)).claims[-1]
    await room.desk.refunds.explain(Act(by), ORDER_ID, claim.id, kind, pieces or {})


async def test_a_buyer_says_which_pieces_a_refund_of_the_site_was_for_and_can_say_otherwise(shipped: Any) -> None:
    await counts(shipped, 5)
    await opened_on_the_site(shipped)
    none = [("carriage", 0), ("compensation", 0)]
    assert await options(shipped) == [("missing", 3), ("missing", 5), *none], "as many as it paid, or all"
    for wrong in ({MUG: Pieces(missing=11)}, {CUP: Pieces(missing=1)}, {"99": Pieces(missing=1)}, {}):
        with pytest.raises(Refusal, match="refund-pieces"):
            await explains(shipped, ClaimKind.PIECES, wrong)
    await explains(shipped, ClaimKind.PIECES, {MUG: Pieces(missing=3)})
    assert await mugs(shipped) == LineCount(10, good=5, cancelled=3)
    assert (await stored(shipped)).arrivals[-1].person_id == ANNA.id
    await looked(shipped)
    assert (await mugs(shipped)).cancelled == 3
    await explains(shipped, ClaimKind.COMPENSATION)
    assert await mugs(shipped) == LineCount(10, good=5)
    await explains(shipped, ClaimKind.PIECES, {MUG: Pieces(missing=2)})
    await looked(shipped)
    assert await mugs(shipped) == LineCount(10, good=5, cancelled=2)
    async with shipped.ledger.read() as uow:
        told = [each.facts["what"] for each in await uow.journal.of_request(1) if each.kind == "refund_explained"]
    assert told == ["pieces", "compensation", "pieces"]


async def test_goods_that_went_back_by_the_site_are_named_by_their_condition(shipped: Any) -> None:
    await counts(shipped, 6, 2)
    await opened_on_the_site(shipped, back=True, pieces=((MUG, 2),))
    found = [(of, n) for of, n in await options(shipped) if n]
    assert found == [("damaged", 2), ("good", 2), ("good", 6), ("missing", 2)]
    await explains(shipped, ClaimKind.PIECES, {MUG: Pieces(damaged=2)})
    assert await mugs(shipped) == LineCount(10, good=6, damaged=2, returned_damaged=2)


async def test_of_a_refund_that_was_asked_for_here_nobody_has_to_say_anything(shipped: Any) -> None:
    await counts(shipped, 5)
    await pays(shipped, await asks(shipped, {MUG: Pieces(missing=2)}))
    assert await options(shipped) == []
    with pytest.raises(Refusal, match="refund-not-there"):
        await explains(shipped, ClaimKind.PIECES, {MUG: Pieces(missing=1)})
