"""Several orders are ticked and paid together, what 1688 leaves out is named, and that they are paid is one message."""

from typing import Any

import pytest

from bot.cards.orders import orders as order_cards
from bot.sandbox.actor import ShownMessage, post
from tests.walk.conftest import Street
from tests.walk.test_baskets import links, plain, to_consent
from tests.walk.test_paying import PHONE_CASHIER, pictures


async def eight_orders(street: Street) -> list[str]:
    """Eight orders that wait to be paid, of two requests; 1688's numbers by our own."""
    for number, goods in ((1, await plain(street, 5)), (7, await plain(street, 3))):  # the parts of 1 are 2 to 6
        await street.anna.writes(links(goods, 2 + number))
        await street.anna.presses(await to_consent(street, f"{len(goods)} products"), "Buy now")
        await street.anna.sees(f"#{number} · {len(goods)} orders to be paid")
    return street.orders_by_part()


async def at_once(street: Street, orders: list[str], action: str) -> None:
    for number in orders[1:]:
        await post(street.http, f"/sim/orders/{number}/{action}", {})
    await street.at_1688(orders[0], action)


def sum_of(ledger: dict[str, Any], orders: list[str]) -> str:
    fen = sum(each["total_fen"] for each in ledger["orders"] if str(each["id"]) in orders)
    return f"¥ {fen / 100:,.2f}"


async def card(street: Street, shown: ShownMessage, *parts: str) -> ShownMessage:
    """The same message once it says so."""

    async def there() -> bool:
        return any(each.message_id == shown.message_id for each in await street.told(*parts))

    await street.until(there, f"the card says {parts}")
    return next(each for each in await street.told(*parts) if each.message_id == shown.message_id)


async def test_five_of_eight_are_ticked_one_is_left_out_and_four_are_paid_by_one_link(street: Street) -> None:
    orders = await eight_orders(street)
    await street.market(pay={"leave_out": [orders[4]]})
    await street.anna.writes("/pay 1/1，#1/2")
    shown = await street.anna.sees("8 orders to be paid", "Chosen 2:")
    for part in range(3, 6):
        await street.anna.presses(shown, f"#1/{part}")
        shown = await street.anna.sees(f"Chosen {part}:")
    ledger = await street.ledger()
    assert f"Pay 5 · {sum_of(ledger, orders[:5])}" in shown.labels
    await street.anna.presses(shown, "Pay 5")
    shown = await street.anna.sees("4 orders to be paid", "Not in the link", "#1/5 · 1688 leaves it out")
    label = f"Pay 4 · {sum_of(ledger, orders[:4])}"
    opened = (await street.anna.presses(shown, label))["opened"]
    assert all(number in opened for number in orders[:4])
    assert orders[4] not in opened
    await street.market(pay={})
    await street.anna.presses(shown, "Pay #1/5")
    await street.anna.sees("#1/5 · pay on 1688", orders[4])
    await at_once(street, orders[:4], "pay")
    told = await street.hears("4 orders paid together", sum_of(ledger, orders[:4]), "#1/1", "#1/4")
    assert len(await street.told("paid together")) == 1
    assert not await street.told("The seller ships next")
    assert told.labels == ()
    over = await card(street, shown, "4 orders paid")
    assert over.labels == ()
    await street.agree()


async def test_pay_together_ticks_the_orders_of_its_message_and_another_price_ends_the_links(street: Street) -> None:
    orders = await eight_orders(street)
    together = await street.hears("#7 · 3 orders to be paid")
    await street.anna.presses(together, "Pay together")
    shown = await street.anna.sees("8 orders to be paid", "Chosen 3:")
    assert {each for each in shown.labels if "✓" in each} == {"✓ #7/1", "✓ #7/2", "✓ #7/3"}
    await street.anna.presses(shown, "Pay 3")
    shown = await street.anna.sees("3 orders to be paid", "#7/1 #7/2 #7/3")
    total = next(each["total_fen"] for each in (await street.ledger())["orders"] if str(each["id"]) == orders[5])
    await street.at_1688(orders[5], "reprice", total_fen=total - 100)
    over = await card(street, shown, "holds no longer", "#7/1 ·", "→")
    assert not any(each.startswith("Pay") for each in over.labels)
    await street.anna.presses(over, "Ask again")
    shown = await street.anna.sees("8 orders to be paid", "Chosen 3:")
    await street.anna.presses(shown, "Pay 3")
    await street.anna.sees("3 orders to be paid", "#7/1 #7/2 #7/3")


@pytest.mark.parametrize("form", ["results", "flat"])
async def test_the_cashier_for_several_orders_is_read_in_both_forms_and_the_phone_has_its_own(
    open_street: Any, form: str
) -> None:
    async with open_street(ALIBABA_PAY="group,phone") as street:
        await street.market(pay={"form": form})
        await street.anna.writes(links(await plain(street, 3)))
        await street.anna.presses(await to_consent(street, "3 products"), "Buy now")
        await street.anna.presses(await street.anna.sees("3 orders to be paid"), "Pay together")
        await street.anna.presses(await street.anna.sees("Chosen 3:"), "Pay 3")
        shown = await street.anna.sees("3 orders to be paid", "Check the sum on the cashier's page")
        opened = (await street.anna.presses(shown, "Pay 3"))["opened"]
        await street.anna.presses(shown, "QR")
        await street.anna.sees("Scan it with the phone that pays", "must be logged in at 1688")
        (picture,) = await pictures(street, street.anna.person)
        phone = PHONE_CASHIER + opened[opened.index("?") :]
        assert (await street.http.get(picture["photo"])).content == order_cards.qr(phone)


async def test_cross_border_paying_names_in_its_words_what_the_link_leaves_out(open_street: Any) -> None:
    async with open_street(ALIBABA_PAY="cross") as street:
        await street.anna.writes(links(await plain(street, 3)))
        await street.anna.presses(await to_consent(street, "3 products"), "Buy now")
        told = await street.anna.sees("3 orders to be paid")
        orders = [number for (number,) in street.rows("SELECT order_id FROM remote_order ORDER BY order_id")]
        await street.market(pay={"leave_out": [orders[0]], "bracketed": True})
        await street.anna.presses(told, "Pay together")
        await street.anna.presses(await street.anna.sees("Chosen 3:"), "Pay 3")
        shown = await street.anna.sees("2 orders to be paid", "1688 leaves it out")
        opened = (await street.anna.presses(shown, "Pay 2"))["opened"]
        assert opened.endswith("&channel=kjpay")
        assert orders[0] not in opened
        assert all(number in opened for number in orders[1:])
        assert (await street.ledger())["calls"]["alibaba.crossBorderPay.url.get"] >= 2
