"""What 1688 says came back beyond what was paid is told to people and believed by nothing."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.operations.exports import ORDERS, pages
from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderState, RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.person import Place
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed

PAID = Fen(4200)
TOO_MUCH = Fen(99_999_900)


async def paid(room: Any, state: OrderState = OrderState.PAID, word: str = "waitsellersend") -> int:
    """A paid order of ¥ 42; the number of its request."""
    number: int = await room.sent(placed())
    await room.desk.watch.look_due()
    lines = tuple(replace(line, amount=Fen(3400)) for line in room.market.orders[ORDER_ID].lines)
    room.market.moves(ORDER_ID, state=state, word=word, paid_at=room.clock.time, lines=lines)
    await room.desk.watch.look(ORDER_ID)
    return number


def refund(refund_id: str, fen: int, state: RefundState = RefundState.DONE, word: str = "refundsuccess") -> Any:
    came = Fen(fen if state is RefundState.DONE else 0)
    return RefundReport(refund_id, word, state, Fen(fen), came)


def says_the_order(room: Any) -> None:
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=TOO_MUCH)


def says_the_refund(room: Any) -> None:
    room.market.refund_list = (refund("TQ1", TOO_MUCH),)
    room.market.moves(ORDER_ID, refund=RefundState.DONE)


def say_the_refunds_together(room: Any) -> None:
    room.market.refund_list = (refund("TQ1", 4000), refund("TQ2", 300))
    room.market.moves(ORDER_ID, refund=RefundState.DONE)


def says_the_line(room: Any) -> None:
    lines = room.market.orders[ORDER_ID].lines
    told = tuple(replace(line, refunded=TOO_MUCH, state=LineState.REFUNDED) for line in lines)
    room.market.moves(ORDER_ID, refund=RefundState.DONE, lines=told)


LIES = [
    (says_the_order, TOO_MUCH),
    (says_the_refund, TOO_MUCH),
    (say_the_refunds_together, 4300),
    (says_the_line, TOO_MUCH),
]


async def all_that_is_said(room: Any, number: int) -> tuple[Any, ...]:
    """Every sum, state and count of a purchase, on cards, in exports, reports and lists."""
    purchase = await room.purchase(number)
    [order] = purchase.orders
    rows = [
        {name: take(each) for name, take in ORDERS.items()}
        async for page in pages(room.ledger, None, None)
        for each in page
    ]
    costs = [each.lines for each in (await room.desk.costs.show(ANNA, ORDER_ID)).orders]
    listed = await room.desk.orders.refunds(ANNA, Place(ANNA.id))
    runs = [(each.name, each.waits_for, each.total, each.refund_id) for each in listed.refunds]
    return (
        (order.state, order.refund, order.total, order.refunded, order.refunds, order.lines, order.counts),
        sums_of(purchase), rows, costs, listed.sums, runs,
    )  # fmt: skip


@pytest.mark.parametrize(("lie", "said"), LIES)
@pytest.mark.parametrize("state", [OrderState.PAID, OrderState.SHIPPED, OrderState.FINISHED])
async def test_what_is_more_than_was_paid_changes_nothing_and_is_told_once(
    room: Any, lie: Any, said: int, state: OrderState
) -> None:
    number = await paid(room, state)
    before = await all_that_is_said(room, number)
    told = await room.kinds()
    lie(room)
    for _ in range(3):
        room.clock.on(hours=1)
        await room.desk.watch.look(ORDER_ID)
    assert await all_that_is_said(room, number) == before
    assert await room.kinds() == [*told, "back_beyond_paid"]
    notice = (await room.owed())[-1][2]
    assert (notice["amount"], notice["paid"]) == (said, PAID)
    async with room.ledger.read() as uow:
        journal = (await uow.purchase(number, journal=True)).journal
    assert [each.facts for each in journal if each.kind == "back_beyond_paid"] == [{"said": said, "paid": PAID}]


async def test_another_sum_that_cannot_be_is_told_again_and_the_same_one_never(room: Any) -> None:
    await paid(room)
    for fen in (TOO_MUCH, 5000, 0, 5000, 4201):
        room.market.moves(ORDER_ID, refund=RefundState.DONE if fen else RefundState.NONE, refunded=Fen(fen))
        await room.desk.watch.look(ORDER_ID)
    notices = [facts["amount"] for kind, _, facts in await room.owed() if kind == "back_beyond_paid"]
    assert notices == [TOO_MUCH, 5000, 4201]


@pytest.mark.parametrize(("lie", "said"), LIES)
async def test_what_can_be_is_believed_after_a_sum_that_cannot(room: Any, lie: Any, said: int) -> None:
    number = await paid(room)
    lie(room)
    await room.desk.watch.look(ORDER_ID)
    room.market.refund_list = (refund("TQ1", 1000),)
    lines = tuple(
        replace(line, refunded=Fen(1000), state=LineState.OPEN) for line in room.market.orders[ORDER_ID].lines
    )
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(1000), lines=lines)
    room.clock.on(hours=13)
    await room.desk.watch.look_due()  # that it is due is part of what is asked here
    [order] = (await room.purchase(number)).orders
    assert (order.refund, order.refunded) == (RefundState.DONE, 1000)
    assert [(each.refund_id, each.paid) for each in order.refunds] == [("TQ1", 1000)]
    assert (await room.kinds())[-2:] == ["back_beyond_paid", "refund_done"]


async def test_a_refund_that_runs_goes_on_running_while_its_end_cannot_be(room: Any) -> None:
    number = await paid(room)
    room.market.refund_list = (refund("TQ1", 1000, RefundState.ASKED, "waitselleragree"),)
    room.market.moves(ORDER_ID, refund=RefundState.ASKED)
    await room.desk.watch.look(ORDER_ID)
    before = await all_that_is_said(room, number)
    says_the_refund(room)
    await room.desk.watch.look(ORDER_ID)
    assert await all_that_is_said(room, number) == before
    [order] = (await room.purchase(number)).orders
    assert [(each.state, each.word, each.paid) for each in order.refunds] == [(RefundState.ASKED, "waitselleragree", 0)]


async def test_what_the_refunds_say_is_believed_beside_an_order_that_says_too_much(room: Any) -> None:
    number = await paid(room)
    says_the_order(room)
    room.market.refund_list = (refund("TQ1", 1000),)
    await room.desk.watch.look(ORDER_ID)
    [order] = (await room.purchase(number)).orders
    assert (order.refund, order.refunded) == (RefundState.DONE, 1000)


async def test_an_order_that_nobody_paid_gives_no_money_back(room: Any) -> None:
    number: int = await room.sent(placed())
    await room.desk.watch.look_due()
    room.market.moves(ORDER_ID, state=OrderState.CANCELLED, word="cancel", refund=RefundState.DONE, refunded=PAID)
    await room.desk.watch.look(ORDER_ID)
    [order] = (await room.purchase(number)).orders
    assert (order.state, order.refund, order.refunded) == (OrderState.CANCELLED, RefundState.NONE, 0)
    assert await room.kinds() == ["placed", "cancelled", "back_beyond_paid"]
    assert (await room.owed())[-1][2]["paid"] == 0


@pytest.mark.parametrize(("total", "back", "refunded"), [(5000, 4900, 4900), (3000, 3001, 0), (3000, 3000, 3000)])
async def test_a_price_that_its_seller_set_after_the_payment_is_what_was_paid(
    room: Any, total: int, back: int, refunded: int
) -> None:
    number = await paid(room)
    room.market.moves(ORDER_ID, total=Fen(total), freight=Fen(0))
    await room.desk.watch.look(ORDER_ID)
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(back))
    await room.desk.watch.look(ORDER_ID)
    [order] = (await room.purchase(number)).orders
    assert (order.refunded, order.paid_total) == (refunded, total)
    assert ("back_beyond_paid" in await room.kinds()) is not bool(refunded)


async def test_a_sum_that_falls_by_what_came_back_was_paid_as_it_stood(room: Any) -> None:
    number = await paid(room)
    for total, back in ((3200, 1000), (0, 4200)):
        room.market.moves(ORDER_ID, total=Fen(total), freight=Fen(0), refund=RefundState.DONE, refunded=Fen(back))
        await room.desk.watch.look(ORDER_ID)
        [order] = (await room.purchase(number)).orders
        assert (order.paid_total, order.refunded) == (4200, back)
    assert "back_beyond_paid" not in await room.kinds()


async def test_a_sum_asked_back_beyond_the_order_is_shown_as_it_came_and_summed_no_further(room: Any) -> None:
    number = await paid(room)
    room.market.refund_list = tuple(
        refund(each, fen, RefundState.ASKED, "waitselleragree") for each, fen in (("TQ1", TOO_MUCH), ("TQ2", 100))
    )
    room.market.moves(ORDER_ID, refund=RefundState.ASKED)
    await room.desk.watch.look(ORDER_ID)
    listed = await room.desk.orders.refunds(ANNA, Place(ANNA.id))
    assert [each.total for each in listed.refunds] == [TOO_MUCH, 100]
    assert [(each.asked, each.paid) for each in listed.sums] == [(4200 + 100, 0)]
    [order] = (await room.purchase(number)).orders
    assert order.refunds[0].amount == TOO_MUCH
    rows = [take for page in [page async for page in pages(room.ledger, None, None)] for take in page]
    assert [ORDERS["refund_asked_fen"](each) for each in rows] == [4200]
    assert "back_beyond_paid" not in await room.kinds()
