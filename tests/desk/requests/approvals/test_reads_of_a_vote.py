"""How often a vote reads the case that it decides on."""

from collections import Counter
from typing import Any

import pytest

from bot.desk.ledger.votes import VoteRepository
from bot.purchasing.person import Act, Place
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA, GROUP
from tests.statements import ROUNDS, Statements, counted


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often all that decides on a request was read, by its number."""
    read: Counter[int] = Counter()
    outlays = VoteRepository.outlays

    async def noted(self: VoteRepository, team_id: int, but: int, *, by_tag: bool) -> Any:
        read[but] += 1
        return await outlays(self, team_id, but, by_tag=by_tag)

    monkeypatch.setattr(VoteRepository, "outlays", noted)
    return read


async def _vote(team: Any, cases: Counter[int], name: str, place: Place) -> None:
    votes = Statements()
    for _ in range(ROUNDS):
        number = await team.ask()
        shown = await team.shown(number)
        cases.clear()
        with counted(votes):
            await team.desk.approvals.approve(Act(BORIS, place=place), number, shown)
        assert cases == {number: 1}
        assert await team.state(number) == "approved"
        await team.desk.submit_worker.withdraw(Act(ANNA), number)
    votes.told(name, "request", "remote_order", "attempt")


async def test_a_vote_in_the_group_reads_its_case_once(team: Any, cases: Counter[int]) -> None:
    await _vote(team, cases, "a vote in the group", GROUP)


async def test_a_vote_in_private_reads_its_case_once(team: Any, cases: Counter[int]) -> None:
    await _vote(team, cases, "a vote in private", Place(BORIS.id))


async def test_no_transaction_of_a_team_s_purchase_loads_a_table_twice(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await team.draft()
    shown = await team.shown(number)
    acts = {
        "confirm": lambda: team.desk.drafting.confirm(Act(ANNA), number, shown),
        "approve": lambda: team.desk.approvals.approve(Act(BORIS, place=GROUP), number, shown),
        "submit": team.desk.submit_worker.submit_due,
        "first look": team.desk.watch.look_due,
        "pay": lambda: team.desk.orders.pay(EVA, *team.market.orders),
    }
    for name, act in acts.items():
        statements = Statements()
        with counted(statements):
            await act()
        assert statements.loaded_again() == [], name
