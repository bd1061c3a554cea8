"""Orders made on the site or the phone: told once, stopping nothing, attached or ignored."""

import pytest

from tests.walk.conftest import Street
from tests.walk.test_doubt_person import by_hand

OUTSIDE = "Placed outside, never approved"
CREATE = "alibaba.trade.createCrossOrder"


async def swept(street: Street) -> None:
    """So much time passes that the list of changes is read, whatever is open."""
    before = street.rows("SELECT value FROM fact WHERE name = 'run:list'")
    await street.later(901)

    async def read() -> bool:
        return bool(street.rows("SELECT value FROM fact WHERE name = 'run:list'") != before)

    await street.until(read, "the list was read")


async def first_read(street: Street) -> None:
    """Anna wrote to the bot, and it read the list once."""
    await street.anna.writes("/start")
    await street.anna.sees("1688")
    await street.until(lambda: street.has("SELECT 1 FROM fact WHERE name = 'swept_until'"), "the list was read once")
    await street.later(1)


@pytest.mark.stop(36)
async def test_an_order_placed_on_the_site_is_told_once_stops_nothing_and_is_ignored_for_good(street: Street) -> None:
    await first_read(street)
    order_id = await by_hand(street)
    await swept(street)
    told = await street.hears(OUTSIDE, order_id, "This stops nothing")
    await street.ordered(quantity=3)
    await street.anna.writes("/status")
    await street.hears("All is well", "1 order placed outside waits")
    await street.anna.presses(told, "Ignore it")
    await street.hears("No unexpected order is left")
    await street.tenant.restart()
    await swept(street)
    assert not await street.told(OUTSIDE)
    assert street.rows("SELECT count(*) FROM ghost WHERE closed_by IS NULL") == [(0,)]


@pytest.mark.threat("T42")
async def test_it_is_attached_to_a_request_that_asks_for_the_same_and_its_card_says_so(street: Street) -> None:
    await first_read(street)
    await street.draft()
    order_id = await by_hand(street)
    await swept(street)
    told = await street.hears(OUTSIDE, order_id)
    await street.anna.presses(told, "Attach to #1")
    await street.hears("found: the order exists on 1688", "Placed outside, never approved here")
    await street.hears("#1", "to be paid", order_id, "Placed outside, never approved here")
    await street.anna.writes("/order 1")
    await street.hears("an order placed outside was attached")
    await street.agree()
    assert CREATE not in (await street.ledger())["calls"]
