"""What people ask for: lists, one order with its history, the state of the bot, searches, and the switch."""

from tests.walk.conftest import Street


async def test_one_order_is_watched_and_tells_its_whole_story(street: Street) -> None:
    order_id = await street.ordered(quantity=3)
    await street.anna.writes("/status")
    assert "1 order on 1688 is watched" in (await street.anna.sees("All is well")).text
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", "The seller ships next")
    for asked in ("/order 1", "/order #1", f"/order {order_id}"):
        await street.anna.writes(asked)
        told = await street.anna.sees("What happened")
        story = told.text.partition("What happened")[2]
        assert [word for word in ("opened", "confirmed", "sent to 1688", "ordered", "paid") if word not in story] == []
        total = (await street.ledger())["orders"][0]["total_fen"]
        assert f"¥ {total / 100:,.2f}" in told.text
        assert order_id in told.text
    await street.anna.writes("/order 99")
    await street.anna.sees("There is no request #99")
    await street.anna.writes("/track 1")
    await street.anna.sees("has no parcels yet")
