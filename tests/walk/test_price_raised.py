"""The seller raises the price of an unpaid order: no Pay before whoever buys alone, or the team, agrees to it."""

from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street
from tests.walk.teams import Group

DETAIL, LIST = "alibaba.trade.get.buyerView", "alibaba.trade.getBuyerOrderList"
CREATE = "alibaba.trade.createCrossOrder"


def pays(shown: Any) -> bool:
    return any("Pay" in label or "pay link" in label for label in shown.labels)


async def newest(street: Street) -> dict[str, Any]:
    order: dict[str, Any] = (await street.ledger())["orders"][-1]
    return order


async def raised_card(street: Street, order_id: str) -> ShownMessage:
    """The card itself, not an earlier message that says what holds now."""
    found: list[ShownMessage] = []

    async def there() -> bool:
        told = await street.told("#1", "the price of the order was raised", order_id)
        found[:] = [each for each in told if "As of " not in each.text]
        return bool(found)

    await street.until(there, "the card says that the price was raised")
    return found[-1]


@pytest.mark.stop(33)
async def test_whoever_buys_alone_agrees_by_one_press(street: Street) -> None:
    order_id = await street.ordered("plain", 3)
    before = (await newest(street))["total_fen"]
    await street.at_1688(order_id, "reprice", total_fen=before * 25)
    told = await street.hears("the price of the order changed", order_id, "costs more than was agreed")
    assert not pays(told)
    card = await raised_card(street, order_id)
    assert not pays(card)
    [agree] = [label for label in card.labels if label.startswith("Agree to")]
    assert f"{before * 25 / 100:,.2f}" in agree
    await street.anna.presses(card, agree)
    paid = await street.hears("#1", "ordered, to be paid", f"¥ {before * 25 / 100:,.2f}")
    assert pays(paid)
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid")
    assert not await street.told("nobody here agreed")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()


async def ordered_by_the_team(group: Group) -> tuple[str, int]:
    """Daria asks, Boris and Chen agree; 1688's number, and what it costs."""
    _, card = await group.asks()
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads("#1 ", "✅ Boris")
    await group.cast.here["Chen"].presses(card, "Approve")
    emil = group.cast.alone["Emil"].person
    assert pays(await group.street.hears("ordered, to be paid", "#1", person=emil))
    order = await newest(group.street)
    return order["id"], order["total_fen"]


@pytest.mark.stop(33)
@pytest.mark.threat("T37")
async def test_a_team_agrees_again_before_its_buyer_may_pay(group: Group) -> None:
    street, emil = group.street, group.cast.alone["Emil"].person
    order_id, total = await ordered_by_the_team(group)
    await street.at_1688(order_id, "reprice", total_fen=total * 2)
    told = await street.hears("the price of the order changed", order_id, person=emil)
    assert not pays(told)
    await group.cast.alone["Emil"].writes("/order 1")
    assert not pays(await street.hears("#1", "price to be agreed to", person=emil))
    card = await group.reads("the price of the order was raised", f"{total * 2 / 100:,.2f}")
    assert "Approve" in card.labels
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads("the price of the order was raised", "✅ Boris")
    await group.cast.here["Chen"].presses(card, "Approve")
    again = await street.hears("ordered, to be paid", f"¥ {total * 2 / 100:,.2f}", person=emil)
    assert pays(again)
    assert (await street.ledger())["calls"][CREATE] == 1
    assert street.rows("SELECT count(*) FROM attempt") == [(1,)]
    await street.agree()


async def rounds(street: Street, more: int) -> None:
    """Wait until the list was read so many times more."""
    await street.arrived(LIST, (await street.ledger())["calls"][LIST] + more)


@pytest.mark.threat("T36")
async def test_a_price_that_only_the_list_shows_is_told_once_and_looked_at_no_more(street: Street) -> None:
    await street.market(detail_total="first")
    order_id = await street.ordered("plain", 3)
    total = (await newest(street))["total_fen"]
    await street.at_1688(order_id, "reprice", total_fen=total - 100)
    await street.hears("the price of the order changed", order_id, f"{(total - 100) / 100:,.2f}")
    await rounds(street, 2)
    looks = (await street.ledger())["calls"][DETAIL]
    await rounds(street, 4)
    assert (await street.ledger())["calls"][DETAIL] == looks
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", f"{(total - 100) / 100:,.2f}")
    await street.agree()
    assert len(await street.told("the price of the order changed")) == 1
