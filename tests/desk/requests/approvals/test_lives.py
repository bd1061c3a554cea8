"""After any life of a purchase, everything that tells of its sums says the same, which is what 1688's books say."""

from typing import Any

import pytest

from tests.counts import counted
from tests.desk.requests.approvals.conftest import OFFER
from tests.desk.requests.approvals.lives import BookMarket, Lives
from tests.fakes.clock import HandClock

EACH = 20
"""So many lives are lived by one team, one after the other."""


@pytest.fixture
def market(clock: HandClock) -> BookMarket:
    """What the team buys at."""
    return BookMarket(clock, OFFER)


@pytest.mark.parametrize("turn", range(counted(10_000, 200) // EACH))
async def test_after_any_life_every_view_agrees_with_the_books(team: Any, turn: int) -> None:
    await team.rules("else: any of approvers\ntolerance 2% total 5%")
    lives = Lives(team)
    for seed in range(turn * EACH, turn * EACH + EACH):
        try:
            await lives.live(seed)
        except AssertionError as error:
            raise AssertionError(f"the life of seed {seed}: {error}") from error
