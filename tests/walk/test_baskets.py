"""Several products in one message: one card, one decision, and one order for each seller."""

from functools import partial
from typing import Any

from bot.sandbox.actor import ShownMessage, post
from tests.walk.conftest import Street

CREATE, PREVIEW = "alibaba.trade.createCrossOrder", "alibaba.createOrder.preview"
DETAIL = "product.search.queryProductDetail"


async def plain(street: Street, count: int) -> list[dict[str, Any]]:
    """Plain goods of different sellers."""
    goods = [each for each in (await street.http.get("/sim/goods")).json() if each["kind"] == "plain"]
    found: dict[str, dict[str, Any]] = {}
    for each in goods:
        found.setdefault(str(each["seller"]), each)
    return list(found.values())[:count]


async def of_one_seller(street: Street) -> list[dict[str, Any]]:
    """Two plain goods of the same seller."""
    goods = [each for each in (await street.http.get("/sim/goods")).json() if each["kind"] == "plain"]
    seller = next(each["seller"] for each in goods if sum(1 for one in goods if one["seller"] == each["seller"]) > 1)
    return [each for each in goods if each["seller"] == seller][:2]


def links(goods: list[dict[str, Any]], first: int = 3) -> str:
    return "\n".join(f"{good['link']} x{pieces}" for pieces, good in enumerate(goods, first))


async def to_consent(street: Street, *parts: str) -> ShownMessage:
    """Anna chooses the address if it is asked; the card that she may agree to."""
    card = await street.anna.sees("products" if not parts else parts[0])
    if "Where to?" in card.text:
        await street.anna.presses(card, "default")
        card = await street.anna.sees("Check and confirm", *parts)
    return card


async def ordered(street: Street) -> list[dict[str, int]]:
    """The lines of every order on 1688, by offer; our database tells the same story."""
    await street.agree()
    orders = (await street.ledger())["orders"]
    return [{str(line["offer_id"]): line["quantity"] for line in order["lines"]} for order in orders]


async def test_products_of_two_sellers_are_one_card_an_order_at_each_and_parts_that_are_asked_about_by_their_numbers(
    street: Street,
) -> None:
    one, two = await plain(street, 2)
    await street.anna.writes(links([one, two]))
    card = await to_consent(street, "2 products")
    assert len(await street.told("")) == 1, "one card, not a draft for each"
    await street.anna.presses(card, "Buy now")
    for part in ("#1/1", "#1/2"):
        await street.hears(part, "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({one["offer_id"]: 3}), str({two["offer_id"]: 4})])
    calls = (await street.ledger())["calls"]
    assert (calls[DETAIL], calls[PREVIEW], calls[CREATE]) == (2, 2, 2)
    await street.anna.presses(await street.hears("ordered from 2 sellers", "1. ", "2. ", "to be paid"), "#1/2")
    await street.anna.presses(await street.anna.sees("#1/2 · to be paid", "Asked by"), "QR")
    await street.anna.sees("#1/2 ", "Scan it with the phone that pays")
    await street.anna.writes("/track 1")
    await street.anna.sees("#1 has no parcels yet")
    await street.anna.writes("/cancel 1")
    await street.anna.presses(await street.anna.sees("Which one shall be cancelled?"), "#1/2")
    await street.anna.sees("#1/2", "1688 no.", "?")
    await street.anna.writes("/track 1/2")
    await street.anna.sees("#1/2 has no parcels yet")
    await street.anna.writes("/order 1")
    whole = await street.anna.sees("What happened")
    assert "ordered from 2 sellers" in whole.text
    await street.anna.presses(whole, "Order again")
    await street.anna.sees("Check and confirm", "2 products")


async def test_two_products_of_one_seller_are_one_order_with_two_lines_that_can_be_asked_for_again(
    street: Street,
) -> None:
    two = await of_one_seller(street)
    await street.anna.writes(links(two))
    await street.anna.presses(await to_consent(street, "2 products"), "Buy now")
    await street.hears("#1 ", "1688 no.")
    assert await ordered(street) == [{two[0]["offer_id"]: 3, two[1]["offer_id"]: 4}]
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.at_1688((await street.ledger())["orders"][0]["id"], "seller_cancel")
    await street.anna.presses(await street.hears("closed on 1688"), "Details")
    await street.anna.presses(await street.anna.sees("What happened"), "Order again")
    await street.hears("Check and confirm", "2 products", "7 pcs")


async def test_the_card_shows_the_picture_of_what_is_bought(street: Street) -> None:
    shirt, (mug, _) = await street.good("sku"), await plain(street, 2)
    await street.anna.writes(f"{shirt['link']}\n{mug['link']} x4")
    await street.anna.presses(await street.anna.sees("Line 1 of 2"), "All products")
    card = await street.anna.sees("1 of 2 products", "Where to?")
    await street.anna.presses(card, "default")
    await street.anna.sees("Check and confirm", "One line is left out")
    assert street.rows("SELECT offer_id FROM request") == [(mug["offer_id"],)]


async def test_what_is_left_out_is_named_settled_by_a_button_and_else_comes_back_as_a_draft(street: Street) -> None:
    shirt, (mug, other) = await street.good("sku"), await plain(street, 2)
    gone = await street.good("delisted")
    await street.anna.writes(f"{shirt['link']} x5\n{mug['link']} x4\n{gone['link']} x2\n{other['link']} x3")
    await street.anna.presses(await street.anna.sees("Line 1 of 4"), "All products")
    card = await street.anna.sees("Where to?", "2 lines are left out: 1 – not chosen yet", "3 – ")
    await street.anna.presses(card, "Settle the 2 left out")
    await street.anna.presses(await street.anna.sees("Line 1 of 4", "Choose a variant"), "All products")
    await street.anna.presses(await street.anna.sees("Where to?"), "default")
    card = await street.anna.sees("Check and confirm", "2 lines are left out")
    await street.anna.presses(card, "Change")
    menu = await street.anna.sees("Check and confirm")
    assert [label.partition(".")[0] for label in menu.labels[:4]] == ["⚠️ 1", "⚠️ 3", "2", "4"]
    await street.anna.presses(menu, "Back")
    await street.anna.presses(await street.anna.sees("Check and confirm", "2 lines are left out"), "Buy now")
    await street.anna.sees("The 2 lines left out of #1 are a draft of their own now")
    await street.anna.sees("Line 1 of 2", "Choose a variant")
    await street.hears("#1/2", "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({mug["offer_id"]: 4}), str({other["offer_id"]: 3})])
    wanted = street.rows("SELECT offer_id, quantity FROM asked_line WHERE request_id = 2 ORDER BY place")
    assert wanted == [(shirt["offer_id"], 5), (gone["offer_id"], 2)]


async def test_what_breaks_a_seller_s_rule_is_asked_for_and_the_rest_can_be_bought(street: Street) -> None:
    goods = (await street.http.get("/sim/goods")).json()
    mixed = next(each for each in goods if each["kind"] == "mixed")
    other = next(each for each in goods if each["kind"] == "plain" and each["seller"] == mixed["seller"])
    await street.anna.writes(f"{mixed['link']} x1\n{other['link']} x1")
    card = await to_consent(street)
    assert "One line is left out" in card.text
    await street.anna.presses(card, "Buy now")
    await street.hears("#1 ", "1688 no.")
    assert await ordered(street) == [{other["offer_id"]: 1}]


def to_pay(told: ShownMessage) -> list[str]:
    return sorted(each.partition(" ·")[0] for each in told.labels if each.startswith("Pay #"))


async def test_the_orders_of_one_request_are_one_message_whose_buttons_go_as_each_is_paid(street: Street) -> None:
    await street.anna.writes(links(await plain(street, 3)))
    await street.anna.presses(await to_consent(street, "3 products"), "Buy now")
    told = await street.anna.sees("#1 · 3 orders to be paid", "#1/1", "#1/2", "#1/3", "to pay by")
    assert to_pay(told) == ["Pay #1/1", "Pay #1/2", "Pay #1/3"]
    orders = street.orders_by_part()
    assert sorted(orders) == sorted(str(each["id"]) for each in (await street.ledger())["orders"])
    assert all(number in told.text for number in orders)
    await street.at_1688(orders[0], "pay")
    await street.until(partial(_buttons_left, street, told, 2), "the button of what is paid is gone")
    await street.until(partial(_nothing_to_pay, street), "no news of the paid part has a button to pay")
    await street.later(60)
    await street.hears("#1/1 · paid", "The seller ships next")
    await _at_once(street, orders[1:], "pay")
    await street.until(partial(_buttons_left, street, told, 0), "no button to pay is left")
    await street.hears("#1 · 2 orders paid", "The sellers ship next")
    await _at_once(street, orders, "ship")
    shipped = await street.hears("#1 · 3 orders shipped")
    assert shipped.labels[:3] == ("#1/1", "#1/2", "#1/3")
    await street.anna.writes("/track 1")
    await street.anna.presses(await street.anna.sees("Parcels of which part?"), "#1/2")
    await street.anna.sees("#1/2 · 1 parcel")


async def _at_once(street: Street, orders: list[str], action: str) -> None:
    """The same happens to several orders before the list is read again."""
    for number in orders[1:]:
        await post(street.http, f"/sim/orders/{number}/{action}", {})
    await street.at_1688(orders[0], action)


async def _now(street: Street, told: ShownMessage) -> ShownMessage:
    return next(each for each in await street.told("#1") if each.message_id == told.message_id)


async def _nothing_to_pay(street: Street) -> bool:
    return not any("Pay #1/1" in label for each in await street.told("#1/1") for label in each.labels)


async def _buttons_left(street: Street, told: ShownMessage, left: int) -> bool:
    return len(to_pay(await _now(street, told))) == left
