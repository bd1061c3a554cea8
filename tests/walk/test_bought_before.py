"""What was bought before stands where it is decided, and the reserve is there if the first source became too dear."""

from typing import Any

import pytest

from bot.sandbox.actor import post
from bot.sandbox.playing import choose_all
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain, to_consent


async def has_seller(street: Street) -> bool:
    return any("Seller" in each.labels for each in await street.told("Check and confirm"))


@pytest.mark.stop(20)
async def test_the_last_price_and_the_seller_are_one_press_away_and_order_again_is_priced_anew(street: Street) -> None:
    await bought_again(street)


async def test_on_postgresql_the_same_is_told_of_what_was_bought(open_street: Any, postgres_url: str) -> None:
    async with open_street(DATABASE_URL=postgres_url) as street:
        await bought_again(street)


async def bought_again(street: Street) -> None:
    """Anna buys something, orders it again once it is dearer, and looks at its seller."""
    order_id = await street.ordered("plain", 3)
    await street.at_1688(order_id, "pay")
    await street.at_1688(order_id, "ship")
    await street.at_1688(order_id, "receive")
    await street.hears("· finished", order_id)
    await street.anna.writes("/order 1")
    card = await street.anna.sees("#1 · finished", "What happened")
    good = await street.good("plain")
    await post(street.http, f"/sim/goods/{good['offer_id']}", {"price": "99.00"})
    await street.anna.presses(card, "Order again")
    card = await to_consent(street, "3 pcs", "Last ¥", "now +")
    await street.anna.presses(card, "Change")
    await street.until(lambda: has_seller(street), "the card has a button for its seller")
    await street.anna.presses((await street.told("Check and confirm"))[-1], "Seller")
    told = await street.anna.sees("Seller: ", str(good["seller"]), "1 order with us so far", "payment to shipment: 0")
    assert "1688 says" in told.text


@pytest.mark.stop(20)
@pytest.mark.threat("T55")
async def test_a_source_beyond_the_tolerance_is_left_for_the_reserve_which_is_agreed_to_anew(group: Group) -> None:
    street, daria = group.street, group.cast.here["Daria"]
    one, two = await plain(street, 2)
    anna = group.cast.here["Anna"]
    await anna.writes(f"/sku CUP {one['link']}")
    await group.reads("Added", "CUP")
    await anna.writes(f"/sku CUP reserve {two['link']}")
    await group.reads("This is how it is kept", "Reserve")
    await daria.writes("/buy CUP 10")
    card = await choose_all(group.play, daria, await daria.sees("#"), "ask for approval")
    await daria.presses(card, "Ask for approval")
    card = await group.reads("#1 ", "approval wanted")
    await post(street.http, f"/sim/goods/{one['offer_id']}", {"price": f"{float(one['price']) * 3:.2f}"})
    await street.forgets_the_price()
    await group.cast.here["Boris"].presses(card, "Approve")
    card = await group.reads("#1 ", "changed after it was approved")
    assert await ordered(street) == []
    await group.cast.here["Boris"].presses(card, "Take the other source")
    assert [each for each in await group.told("#1 ", "changed after it was approved") if each.labels]
    await daria.presses(card, "Take the other source")
    card = await group.reads("#1", "other source", "changed")
    total = next(line for line in card.text.splitlines() if "→" in line).split("→")[1].split()[1]
    await daria.presses(card, "Ask for approval")
    card = await group.reads("#1 ", "changed after it was approved", total, "Also changed: seller")
    assert "✅" not in card.text, "nobody agreed to the other source yet"
    await group.cast.here["Boris"].presses(card, "Approve")
    await street.hears("ordered, to be paid", "#1", person=group.cast.alone["Emil"].person)
    assert await ordered(street) == [{two["offer_id"]: 10}]
