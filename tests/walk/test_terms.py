"""On which terms something is bought: what 1688 names beside what somebody agreed to."""

import itertools
import json
from typing import Any

import pytest

from bot.sandbox.openplatform import buying
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
MODES = ("creditBuy", "period", "futurePay", "assureTrade")


def sent(street: Street) -> list[dict[str, Any]]:
    """The body of every attempt, the oldest first."""
    return [json.loads(body) for (body,) in street.rows("SELECT body FROM attempt ORDER BY id")]


@pytest.mark.threat("T39")
async def test_in_whatever_order_1688_names_its_modes_the_one_payment_is_taken(street: Street) -> None:
    orders = list(itertools.permutations(MODES))
    for modes in orders:
        await street.market(modes=list(modes))
        await street.ordered(quantity=2)
    assert [body["tradeType"] for body in sent(street)] == ["assureTrade"] * len(orders)
    await street.agree()


@pytest.mark.threat("T39")
async def test_what_can_only_be_bought_on_credit_or_unknown_terms_is_not_bought(street: Street) -> None:
    await street.market(modes=["creditBuy", "futurePay"])
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    where_to = await street.anna.sees("#1 ")
    await street.anna.presses(where_to, where_to.labels[0])
    card = await street.anna.sees("can only be bought on the site")
    assert not any("Buy now" in label for label in card.labels)
    assert CREATE not in (await street.ledger())["calls"]


@pytest.mark.stop(34)
async def test_sums_that_do_not_add_up_are_shown_and_nothing_is_bought_until_they_do(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, good = buying._previewed, await street.good("plain")
    for number, total in enumerate((-1, 0, 99_00), 1):

        def lying(*asked: Any, total: int = total) -> Any:
            return honest(*asked) | {"sumPayment": total}

        monkeypatch.setattr(buying, "_previewed", lying)
        await street.anna.writes(f"/buy {good['offer_id']} {1 + number}")
        card = await street.anna.sees(f"#{number} ")
        if number == 1:
            await street.anna.presses(card, card.labels[0])
        card = await street.hears(f"#{number} ", "do not add up", f"{abs(total) / 100:.2f}")
        assert not any("Buy now" in label for label in card.labels)
    monkeypatch.setattr(buying, "_previewed", honest)
    await street.anna.presses(card, "Try again")
    card = await street.anna.sees("check and confirm")
    assert CREATE not in (await street.ledger())["calls"]
    await street.anna.presses(card, "Buy now")
    await street.anna.sees("1688 no.")
    await street.agree()
