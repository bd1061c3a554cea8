"""The brakes: what makes the program stop buying by itself, and tell the admins why."""

from typing import Any

import httpx
import pytest

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


async def refused_as_paused(street: Street, quantity: int) -> None:
    """Nothing can be bought now, and the press says so."""
    calls = (await street.ledger())["calls"].get(CREATE, 0)
    answer = await street.anna.presses(await street.draft(quantity=quantity), "Buy now")
    assert "Buying is paused" in answer["answer"]["text"]
    assert (await street.ledger())["calls"].get(CREATE, 0) == calls


@pytest.mark.stop(9)
async def test_a_second_order_under_our_reference_stops_buying(street: Street) -> None:
    order_id = await street.ordered()
    book = street.world.world.book
    first = book.orders[int(order_id)]
    part = street.world.world.quote([_wish(first)])[0]
    second = book.place(part, first.address, "site", first.out_order_id)
    await street.later(901)
    unknown = await street.hears("an order that should not exist", "then press the button")
    assert str(second.order_id) in unknown.text
    await street.hears("Buying is paused", str(second.order_id))
    await refused_as_paused(street, 3)
    code = await street.code(unknown, "It is settled")

    async def bare() -> bool:
        [there] = await street.told("an order that should not exist", "then press the button")
        return not there.labels

    assert not await bare()
    await street.presses_code(unknown, code)
    await street.until(bare, "the message without buttons")
    assert "It is settled already" in (await street.presses_code(unknown, code))["text"]


def _wish(order: Any) -> Any:
    from bot.sandbox.world.quoting import Wish

    line = order.lines[0]
    return Wish(line.offer.offer_id, line.sku.spec_id if line.sku else None, line.quantity)


@pytest.mark.stop(10)
@pytest.mark.threat("T10")
async def test_another_program_with_our_token_stops_buying(street: Street) -> None:
    await street.anna.writes("/start")
    await street.anna.sees("1688")
    url = f"/bot{street.world.token}/getUpdates"
    async with httpx.AsyncClient(base_url=street.http.base_url, trust_env=False, timeout=120) as other:
        await other.get(url, params={"timeout": 0})
    await street.hears("Buying is paused", "another program runs with this bot's token")
    await refused_as_paused(street, 2)
