"""What 1688 does not take from the program is ordered on the site by a person and followed from then on."""

import pytest

from bot.sandbox.actor import post
from tests.walk.conftest import Street
from tests.walk.teams import Group

CREATE = "alibaba.trade.createCrossOrder"


async def turned_away(street: Street) -> None:
    """Anna buys two pieces, and the app has no right to order."""
    card = await street.draft()
    await street.market(denied=[CREATE])
    await street.anna.presses(card, "Buy now")
    await street.hears("nothing is lost", "Next try")


async def bought_on_the_site(street: Street, quantity: int = 2) -> str:
    good = await street.good("plain")
    return str((await post(street.http, "/sim/orders", {"offer_id": good["offer_id"], "quantity": quantity}))["id"])


async def test_a_person_orders_it_on_the_site_and_the_bot_follows_it(street: Street) -> None:
    await turned_away(street)
    await street.anna.presses(await street.anna.sees("#1", "1688 did not take the order"), "Order by hand")
    what = await street.hears("#1 · what to order on 1688", "Deliver to:", "Our reference", "Approved:")
    await street.hears("#1 · to be ordered by hand on 1688", "Anna orders it on 1688. I place it no more.")
    order_id = await bought_on_the_site(street)
    await street.anna.presses(what, "I ordered it")
    await street.anna.writes(order_id)
    await street.hears("#1", "to be paid", order_id, "Ordered by hand by Anna.")
    await street.market(denied=[])
    await street.later(3600)
    ledger = await street.ledger()
    assert (len(ledger["orders"]), ledger["calls"][CREATE]) == (1, 1)
    await street.at_1688(order_id, "pay")
    await street.hears("#1", "paid")


@pytest.mark.threat("T54")
async def test_what_to_order_by_hand_is_read_by_nobody_else_of_a_team(group: Group) -> None:
    street, daria = group.street, group.cast.alone["Daria"]
    await street.market(denied=[CREATE])
    await group.asks_in_private()
    await group.cast.here["Boris"].presses(await group.reads("#1 ", "approval wanted"), "Approve")
    turned_away = await street.hears("#1", "CreateCrossOrder", "Ничего не заказано", person=daria.person)
    await daria.presses(turned_away, "Заказать вручную")
    await daria.sees("Адрес доставки", "Наш номер", "CG")
    await group.reads("#1", "Daria orders it on 1688")
    assert not await group.told("CG")
