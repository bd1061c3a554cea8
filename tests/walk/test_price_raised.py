"""The seller raises the price of an unpaid order: no Pay before whoever buys alone, or the team, agrees to it."""

from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage, post
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, TIERS
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


async def test_an_order_that_is_paid_on_the_site_above_what_was_agreed_says_so(street: Street) -> None:
    order_id = await street.ordered("plain", 3)
    await street.at_1688(order_id, "reprice", total_fen=999_00)
    await street.hears("#1", "the price of the order was raised", order_id)
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", "999.00", "nobody here agreed")
    await street.agree()
    assert street.rows("SELECT state FROM request") == [("approved",)]


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


async def test_a_raise_within_the_team_s_tolerance_is_payable_and_told(group: Group) -> None:
    street, emil, anna = group.street, group.cast.alone["Emil"].person, group.cast.alone["Anna"]
    await anna.writes(f"{TIERS}\ntolerance 2% total 5%")
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    waiting = await anna.sees("second word")
    await street.later(SECOND_WORD_SECONDS)
    await anna.presses(waiting, "Agree")
    await anna.sees("Rules changed")
    order_id, total = await ordered_by_the_team(group)
    await street.at_1688(order_id, "reprice", total_fen=total + 1)
    told = await street.hears("the price of the order changed", order_id, person=emil)
    assert pays(told)
    assert street.rows("SELECT state FROM request") == [("approved",)]
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", person=emil)
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


async def test_what_is_asked_again_is_the_whole_rise_and_details_name_each_step(group: Group) -> None:
    street, good = group.street, await group.street.good("plain")
    emil, anna = group.cast.alone["Emil"], group.cast.alone["Anna"]
    await anna.writes(f"{TIERS}\ntolerance 2% total 5%")
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    waiting = await anna.sees("second word")
    await street.later(SECOND_WORD_SECONDS)
    await anna.presses(waiting, "Agree")
    await anna.sees("Rules changed")
    await post(street.http, f"/sim/goods/{good['offer_id']}", {"price": "7.55", "freight_fen": 18_80})
    _, card = await group.asks()
    await group.cast.here["Boris"].presses(card, "Approve")
    await street.hears("ordered, to be paid", "#1", "¥ 773.80", person=emil.person)
    order_id = (await newest(street))["id"]
    for passes in (781_54, 795_61, 810_99):
        await street.at_1688(order_id, "reprice", total_fen=passes)
        await street.hears("the price of the order changed", f"{passes / 100:,.2f}", person=emil.person)
    await street.at_1688(order_id, "reprice", total_fen=826_40)
    whole = "¥ 773.80 agreed → ¥ 826.40"
    card = await group.reads("the price of the order was raised", whole, ", +6.8 %")
    await street.hears("the price of the order changed", whole, ", +6.8 %", person=emil.person)
    await emil.writes("/order 1")
    steps = ("¥ 773.80 → ¥ 781.54, +1.0 %", "¥ 781.54 → ¥ 795.61, +1.8 %", "¥ 795.61 → ¥ 810.99, +1.9 %")
    await emil.sees("What happened", *steps, "¥ 810.99 → ¥ 826.40, +1.9 %")
    await group.cast.here["Boris"].presses(card, "Approve")
    await street.hears("ordered, to be paid", "¥ 826.40", person=emil.person)
    await street.agree()
