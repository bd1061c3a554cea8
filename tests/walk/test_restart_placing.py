"""The bot dies while an order is on the wire: it is looked for, never sent again, and found or left to people."""

import asyncio
from typing import Any

import pytest

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


async def dies_while_placing(street: Street, **fault: Any) -> None:
    """Anna consents, 1688 has the call and is slow, the power fails."""
    card = await street.draft()
    await street.market(repeat="second")
    await street.fault(side="1688", call=CREATE, times=1, **fault)
    pressing = street.pressing(card, "Buy now")
    await street.arrived(CREATE, 1)
    await street.crash()
    pressing.cancel()
    await asyncio.gather(pressing, return_exceptions=True)


@pytest.mark.parametrize("when", ["after", "before"])
async def test_what_was_on_the_wire_at_a_crash_is_found_and_never_sent_again(street: Street, when: str) -> None:
    await dies_while_placing(street, kind="slow", seconds=0.5, when=when)
    await street.hears("1688 did not answer clearly")
    for _ in range(2 if when == "after" else 0):
        await street.crash()
    await street.later(5)
    await street.hears("the order exists on 1688")
    await street.hears("1688 no.", "to pay")
    ledger = await street.ledger()
    assert ledger["calls"][CREATE] == 1
    assert len(ledger["orders"]) == 1
    await street.agree()


@pytest.mark.stop(18)
async def test_nothing_is_bought_at_a_start_before_the_doubts_of_the_last_life_were_looked_for(street: Street) -> None:
    await dies_while_placing(street, kind="slow", seconds=0.3, when="after")
    await street.tenant.stop()
    await street.fault(side="1688", call="alibaba.trade.getBuyerOrderList", kind="slow", seconds=1, when="before")
    await street.tenant.start()
    await street.anna.presses(await street.draft(quantity=3), "Buy now")
    await street.hears("1688 no.", "3 pcs")
    calls = (await street.ledger())["calls"]
    assert calls[CREATE] == 2
    assert street.rows("SELECT state FROM attempt ORDER BY id") == [("placed",), ("placed",)]
    await street.agree()


async def test_a_consent_that_was_given_is_placed_after_a_crash(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="1688", call="alibaba.createOrder.preview", kind="slow", seconds=1, when="before", times=2)
    pressing = street.pressing(card, "Buy now")
    await street.until(lambda: street.has("SELECT 1 FROM attempt"), "an attempt")
    await street.crash()
    await asyncio.gather(pressing, return_exceptions=True)
    await street.hears("1688 no.", "to pay")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()
