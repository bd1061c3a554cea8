"""What 1688 does not take from the program is ordered on the site by a person and followed from then on."""

import pytest

from bot.sandbox.actor import post
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import links, plain, to_consent

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
    await daria.sees("Адрес доставки", "Наша пометка", "CG")
    await group.reads("#1", "Daria orders it on 1688")
    assert not await group.told("CG")


async def test_a_seller_whom_the_account_may_not_buy_from_by_program_is_left_to_a_person_without_a_doubt(
    street: Street,
) -> None:
    good = await street.good("plain")
    card = await street.draft()
    await street.market(strangers=[good["seller"]])
    await street.anna.presses(card, "Buy now")
    told = await street.hears("#1", "not ordered yet", "may not order from this seller", "I do not try again")
    await street.anna.presses(told, "Order by hand")
    await street.hears("#1", "Our reference", "Approved:")
    assert street.rows("SELECT state FROM attempt") == [("ready",)]


async def test_a_draft_of_such_a_seller_asks_for_no_other_quantity(street: Street) -> None:
    good = await street.good("plain")
    await street.market(strangers=[good["seller"]])
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    await street.anna.presses(await street.anna.sees("Where to?"), "default")
    card = await street.hears("may not order from this seller", "only be bought on the site")
    assert card.labels == ("Open on 1688", "Cancel")


async def test_one_part_of_a_request_is_ordered_by_hand_and_the_other_goes_its_own_way(street: Street) -> None:
    one, two = await plain(street, 2)
    await street.market(denied=[CREATE])
    await street.anna.writes(links([one, two]))
    await street.anna.presses(await to_consent(street, "2 products"), "Buy now")
    turned_away = await street.hears("#1/1 ", "1688 did not take the order")
    await street.anna.presses(turned_away, "Order by hand")
    what = await street.hears("#1/1 · what to order on 1688", "Our reference", "Approved:")
    order_id = str((await post(street.http, "/sim/orders", {"offer_id": one["offer_id"], "quantity": 3}))["id"])
    await street.market(denied=[])
    await street.later(30)
    await street.hears("#1/2", "1688 no.")
    await street.anna.presses(what, "I ordered it")
    await street.anna.writes(order_id)
    await street.hears("#1/1", "to be paid", order_id)
    assert len((await street.ledger())["orders"]) == 2
    await street.agree()
