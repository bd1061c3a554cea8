"""From a link to goods received, and the ways in which an order ends otherwise."""

from tests.walk.conftest import Street


async def test_an_order_is_placed_paid_shipped_and_received(street: Street) -> None:
    order_id = await street.ordered("plain")
    await street.at_1688(order_id, "pay")
    await street.anna.sees("· paid")
    await street.at_1688(order_id, "ship", parcels=2)
    await street.anna.sees("· shipped")
    await street.at_1688(order_id, "receive")
    await street.anna.sees("· finished")
    ledger = await street.ledger()
    assert len(ledger["orders"]) == 1
    assert ledger["calls"]["alibaba.trade.createCrossOrder"] == 1
