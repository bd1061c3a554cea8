"""What people ask for: lists, one order with its history, the state of the bot, searches, and the switch."""

from tests.walk.conftest import Street


async def test_orders_are_listed_in_pages_and_by_their_state(street: Street) -> None:
    ids = []
    for quantity in range(2, 9):
        ids.append(await street.ordered(quantity=quantity))
    await street.at_1688(ids[0], "pay")
    await street.hears("· paid", "The seller ships next", ids[0])
    await street.at_1688(ids[1], "cancel")
    await street.hears("closed on 1688", ids[1])
    await street.anna.writes("/orders")
    page = await street.anna.sees("Orders · Open", "page 1 of 2")
    assert [label for label in page.labels if label.startswith("#")] == ["#7", "#6", "#5", "#4", "#3"]
    await street.anna.presses(page, "▶")
    page = await street.anna.sees("Orders · Open", "page 2 of 2")
    assert [label for label in page.labels if label.startswith("#")] == ["#1"]
    for name, numbers in (("Paid", ["#1"]), ("Cancelled", ["#2"]), ("Shipped", []), ("All", 5)):
        await street.anna.presses(page, name)
        page = await street.anna.sees(f"Orders · {name}")
        found = [label for label in page.labels if label.startswith("#")]
        assert found == numbers or len(found) == numbers
    await street.anna.presses(page, "To pay")
    page = await street.anna.sees("Orders · To pay")
    assert [label for label in page.labels if label.startswith("#")] == ["#7", "#6", "#5", "#4", "#3"]
    await street.agree()


async def test_one_order_tells_its_whole_story(street: Street) -> None:
    order_id = await street.ordered(quantity=3)
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


async def test_a_search_opens_what_is_picked(street: Street) -> None:
    await street.anna.writes("/search 马克杯")
    page = await street.anna.sees("Found for “马克杯”")
    assert "¥" in page.text
    await street.anna.presses(page, "1")
    card = await street.anna.sees("#1")
    assert street.rows("SELECT count(*) FROM request") == [(1,)]
    assert "mug" in card.text.casefold() or "cup" in card.text.casefold()
    await street.anna.writes("/search qwertyuiop")
    await street.anna.sees("Nothing found")


async def test_the_bot_says_that_it_is_well(street: Street) -> None:
    await street.ordered()
    await street.anna.writes("/status")
    told = await street.anna.sees("All is well")
    assert "1 order on 1688 is watched" in told.text
