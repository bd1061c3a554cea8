"""Orders are loaded with few statements, and only what is new of them is written."""

from dataclasses import replace
from typing import Any

from bot.market.port import Placed
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.money import Fen
from bot.purchasing.order import ShippedParcel
from bot.purchasing.order_report import (
    LineState,
    OrderLine,
    OrderState,
    Parcel,
    ReadBackState,
    RefundReport,
    RefundState,
)
from storage.tables import UnknownOrderRow
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID
from tests.statements import Statements, counted

OTHER = str(int(ORDER_ID) + 1)
PARCELS = (Parcel("LP1", "SF1", "SF", "sent", signed=False), Parcel("LP2", "SF2", "SF", "sent", signed=False))
LINES = (
    OrderLine("600000000001", "red", 2, Fen(1200), "杯", "31", share=Fen(1400)),
    OrderLine("600000000001", None, 1, None, "灯", "32", LineState.CANCELLED),
)
REFUNDS = tuple(RefundReport(each, "asked", RefundState.ASKED, Fen(100), Fen(0)) for each in ("R1", "R2"))


def _writes(statements: Statements) -> list[str]:
    return [each.split()[0] for each in statements.every if not each.startswith(("SELECT", "SAVEPOINT", "BEGIN"))]


async def _of_two_orders(room: Any) -> int:
    made = (PlacedOrder(ORDER_ID, Fen(20_00)), PlacedOrder(OTHER, Fen(22_00)), PlacedOrder(OTHER, Fen(1)))
    number: int = await room.sent(Placed(made, (), "{}"))
    return number


async def test_an_order_that_is_named_twice_counts_as_it_was_named_first(room: Any) -> None:
    number = await _of_two_orders(room)
    orders = (await room.purchase(number)).orders
    assert [(each.order_id, each.total) for each in orders] == [(ORDER_ID, 20_00), (OTHER, 22_00)]


async def _sent(uow: Any, order_id: str) -> Any:
    """The order, which was sent, and of which something is asked back."""
    order = await uow.orders.get(order_id)
    return await uow.orders.update(order, state=OrderState.SHIPPED, refund=RefundState.ASKED)


async def test_of_orders_that_are_not_sent_only_what_they_hold_is_loaded_beside_them(room: Any) -> None:
    number, loading = await _of_two_orders(room), Statements()
    async with room.ledger.read() as uow:
        with counted(loading):
            await uow.orders.of(number)
    assert len(loading.every) == 2


async def test_lines_parcels_and_refunds_of_all_orders_are_loaded_at_once_each_with_its_order(room: Any) -> None:
    number, loading = await _of_two_orders(room), Statements()
    async with room.ledger.change() as uow:
        await uow.orders.put_lines(await uow.orders.put_parcels(await _sent(uow, ORDER_ID), PARCELS), LINES)
        other = await uow.orders.put_parcels(await _sent(uow, OTHER), PARCELS[:1])
        await uow.orders.put_refunds(other, REFUNDS)
    async with room.ledger.read() as uow:
        with counted(loading):
            orders = await uow.orders.of(number)
        assert orders == await uow.orders.beside(OTHER)
    assert len(loading.every) == 4
    assert [each.lines for each in orders] == [LINES, ()]
    assert [[parcel.logistics_id for parcel in each.parcels] for each in orders] == [["LP1", "LP2"], ["LP1"]]
    assert [[refund.refund_id for refund in each.refunds] for each in orders] == [[], ["R1", "R2"]]


async def test_only_what_differs_of_parcels_and_refunds_is_written(room: Any) -> None:
    await _of_two_orders(room)
    first, same, moved = Statements(), Statements(), Statements()
    async with room.ledger.change() as uow:
        order = await _sent(uow, ORDER_ID)
        with counted(first):
            order = await uow.orders.put_refunds(await uow.orders.put_parcels(order, PARCELS), REFUNDS)
        await uow.orders.trace(ORDER_ID, "LP1", steps=3)
        order = await uow.orders.get(ORDER_ID)
        with counted(same):
            again = await uow.orders.put_refunds(await uow.orders.put_parcels(order, PARCELS), REFUNDS)
        assert again == order
        news = replace(PARCELS[0], signed=True), replace(REFUNDS[1], state=RefundState.DONE, paid=Fen(100))
        with counted(moved):
            order = await uow.orders.put_refunds(await uow.orders.put_parcels(order, news[:1]), news[1:])
        assert order == await uow.orders.get(ORDER_ID)
    assert (_writes(first), _writes(same), _writes(moved)) == (["INSERT", "INSERT"], [], ["UPDATE", "UPDATE", "INSERT"])
    now = room.clock.now()
    assert order.parcels == (
        ShippedParcel("LP1", "SF1", "SF", "sent", signed=True, steps=3, sent_at=now, signed_at=now),
        ShippedParcel("LP2", "SF2", "SF", "gone", signed=False, sent_at=now),
    )
    assert order.refunds[1] == RefundReport("R2", "asked", RefundState.DONE, Fen(100), Fen(100))


async def test_of_the_lines_of_an_order_only_what_differs_is_written_with_one_statement(room: Any) -> None:
    await _of_two_orders(room)
    first, same, moved = Statements(), Statements(), Statements()
    async with room.ledger.change() as uow:
        order = await uow.orders.get(ORDER_ID)
        with counted(first):
            order = await uow.orders.put_lines(order, LINES)
        assert order == await uow.orders.get(ORDER_ID)
        with counted(same):
            await uow.orders.put_lines(order, LINES)
        now = (LINES[0], replace(LINES[1], state=LineState.REFUNDED, refunded=Fen(7), share=Fen(9)))
        with counted(moved):
            order = await uow.orders.put_lines(order, now)
        assert order.lines == (await uow.orders.get(ORDER_ID)).lines == now
    assert (_writes(first), _writes(same), _writes(moved)) == (["INSERT"], [], ["INSERT"])


async def test_lines_that_stood_in_for_those_of_1688_go_when_it_names_them(room: Any) -> None:
    await _of_two_orders(room)
    unnamed = [replace(each, entry_id=f"{ORDER_ID}/{place}") for place, each in enumerate(LINES, 1)]
    async with room.ledger.change() as uow:
        order = await uow.orders.put_lines(await uow.orders.get(ORDER_ID), unnamed)
        await uow.orders.put_lines(order, LINES)
        assert (await uow.orders.get(ORDER_ID)).lines == LINES


async def test_an_order_that_turned_out_to_be_something_else_is_taken_over_and_no_other(room: Any) -> None:
    number = await _of_two_orders(room)
    async with room.ledger.change() as uow:
        purchase = await uow.purchase(number)
        kept, other = purchase.orders
        await uow.orders.update(other, checked=ReadBackState.DIFFERS)
        new = [replace(each, total=Fen(7), word="anew", state=OrderState.PAID) for each in (kept, other)]
        await uow.orders.add(purchase.attempt, new)
        now = await uow.orders.known([ORDER_ID, OTHER])
    assert now[ORDER_ID] == kept
    assert (now[OTHER].total, now[OTHER].checked) == (7, ReadBackState.CHECKING)
    assert (now[OTHER].word, now[OTHER].state) == (other.word, other.state), "the next look tells them"


async def test_who_decided_about_an_unknown_order_first_stays_the_one(room: Any) -> None:
    explaining = Statements()
    await _of_two_orders(room)
    async with room.ledger.change() as uow:
        for each in ("701", "702"):
            assert await uow.unknown_orders.add(each, None, "", outside=True)
        await uow.unknown_orders.close("701", ANNA.id)
        await uow.unknown_orders.close("701", BORIS.id)
        with counted(explaining):
            assert await uow.unknown_orders.explained(["701", "702", OTHER]) == {"701", OTHER}
        shown, total = await uow.unknown_orders.undecided_at(5)
        row = await uow.session.get(UnknownOrderRow, ("1688", "701"))
    assert len(explaining.every) == 1
    assert (shown.order_id, total, row.closed_by) == ("702", 1, ANNA.id)
