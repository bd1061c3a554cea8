"""*Confirm* reads its purchase twice: before 1688 is asked, and in the transaction that decides; there once."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.person import Act
from tests.desk.requests.approvals.conftest import ANNA, OWNER
from tests.desk.requests.approvals.test_baskets import basket
from tests.statements import Statements, counted

MOST = {"decided by its rule": 40, "of several sellers": 53, "waits for approvers": 54}
"""Statements of the whole press."""


async def _bought(team: Any) -> int:
    await team.rules("else: auto")
    return int(await team.draft())


async def _several(team: Any) -> int:
    await team.rules("else: auto")
    return await basket(team, 3, 4)


async def _waits(team: Any) -> int:
    await team.rules("else: any of approvers")
    return int(await team.draft())


DRAFTS: dict[str, Callable[[Any], Awaitable[int]]] = {
    "decided by its rule": _bought,
    "of several sellers": _several,
    "waits for approvers": _waits,
}


@pytest.mark.parametrize("what", DRAFTS)
async def test_confirm_reads_the_purchase_once_in_each_of_its_transactions(team: Any, what: str) -> None:
    number = await DRAFTS[what](team)
    shown, card = (await team.purchase(number)).request.snapshot, await team.desk.drafting.step(number)
    asked = Statements()
    with counted(asked):
        await team.desk.drafting.confirm(Act(ANNA), number, shown.hash, *card.seen)
    asked.told(what, "request", "attempt", "remote_order")
    reads = [sum(_reads_the_request(each) for each in done) for done in asked.transactions]
    assert [often for often in reads if often] == [1, 1]
    assert asked.loads("attempt") == asked.loads("remote_order") == 2
    assert asked.loaded_again() == []
    assert len(asked.every) <= MOST[what], asked.every


async def test_what_went_to_another_team_while_1688_was_asked_is_shown_anew_and_not_asked_for(
    team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was read in one team, whose turn was taken; what the other one allows was not looked at."""
    other = await team.desk.teams.here(Act(OWNER), -1002, "Other")
    await team.member(OWNER, Role.REQUESTER)
    await team.rules("else: auto")
    number = await team.draft(by=OWNER)
    preview = team.market.preview

    async def meanwhile(*asked: Any) -> Any:
        await team.desk.drafting.in_team(Act(OWNER), number, other.id)
        return await preview(*asked)

    shown = await team.shown(number)
    team.clock.on(minutes=30)
    monkeypatch.setattr(team.market, "preview", meanwhile)
    await team.refused("stale", team.desk.drafting.confirm(Act(OWNER), number, shown))
    request = (await team.purchase(number)).request
    assert (request.team_id, request.state, team.market.sent) == (other.id, RequestState.DRAFT, [])


def _reads_the_request(statement: str) -> bool:
    """Whether it reads anything of the one request that is confirmed, be it the number of its team alone."""
    return statement.startswith("SELECT request.") and "WHERE request.id = ?" in " ".join(statement.split())
