"""Of a dry run's market reads get through, and nothing else does, whatever else the market learns."""

from typing import Any

import pytest

from bot.market.dry_run import READS, reads_only
from bot.market.errors import NotInADryRun
from bot.market.port import Market
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket

VERBS = {name for name in vars(Market) if not name.startswith("_")} - {"abilities"}
WRITES = {"place", "cancel", "tell_seller", "urge", "confirm_receipt", "confirm_pushes",
    "upload_voucher", "ask_refund", "withdraw_refund", "send_back",
}  # fmt: skip
TO_PAYING = {"pay_link"}
"""They lead to paying an order, and there is none."""


@pytest.fixture
def inner() -> FakeMarket:
    return FakeMarket(HandClock(), None)


@pytest.mark.threat("T62")
def test_every_verb_of_the_market_is_a_read_or_is_refused() -> None:
    assert READS | WRITES | TO_PAYING == VERBS
    assert not READS & (WRITES | TO_PAYING)


@pytest.mark.parametrize("verb", sorted(WRITES | TO_PAYING | {"a_verb_of_tomorrow"}))
async def test_what_is_no_read_does_not_reach_1688(inner: FakeMarket, verb: str) -> None:
    market: Any = reads_only(inner)
    with pytest.raises(NotInADryRun):
        await getattr(market, verb)("3301686771403783779")
    assert inner.calls == []


async def test_reads_are_those_of_the_market(inner: FakeMarket) -> None:
    market = reads_only(inner)
    assert await market.addresses() == inner.homes
    assert (market.abilities.variants, market.abilities.orders) == (True, False)
