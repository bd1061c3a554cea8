"""In a dry run of a team everything is voted on, and what would have been ordered is spent for the rules."""

from typing import Any

from bot.market.dry_run import reads_only
from bot.purchasing.lifecycle import AttemptState
from storage.engine.database import Database
from tests.fakes.market import FakeMarket


async def test_what_would_be_ordered_counts_in_caps_and_budgets(
    seated: Any, database: Database, clock: Any, market: FakeMarket
) -> None:
    team = await seated(database, clock, reads_only(market))
    await team.rules("else: any of approvers\ncap hour 1\nbudget team 250 a month stop")
    first, second = await team.ask(), await team.ask()
    for number in (first, second):
        await team.approve(number)
        await team.desk.submit_worker.submit_due()
    attempts = [(await team.purchase(number)).attempt for number in (first, second)]
    assert attempts[0].dry
    assert market.sent == []
    assert (attempts[1].state, attempts[1].reason) == (AttemptState.READY, "cap on the hour")
    third = await team.draft(quantity=10)
    await team.refused("over-budget", team.confirm(third))
