"""Who of a team sees the lines of a request: its draft is its requester's, what was asked for is everybody's."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, STRANGER, B, R
from tests.desk.requests.approvals.test_baskets import basket

RULES = "else: any of approvers"


async def refused(team: Any, by: Any, number: int) -> str:
    with pytest.raises(Refusal) as found:
        await team.desk.line_pages.seen(by, number)
    return str(found.value.key)


async def test_what_was_asked_for_is_seen_by_the_team_and_changed_by_nobody(team: Any) -> None:
    await team.rules(RULES)
    await team.member(CHEN, B)
    number = await basket(team, 3, 4)
    assert [await refused(team, each, number) for each in (BORIS, CHEN)] == ["not-yours"] * 2
    await team.confirm(number)
    for each, own in ((ANNA, True), (BORIS, False), (CHEN, False)):
        seen = await team.desk.line_pages.seen(each, number)
        assert (seen.own, seen.able, seen.addresses) == (own, False, ())
    for each in (ANNA, BORIS):
        with pytest.raises(Refusal):
            await team.desk.line_pages.change(each, number, seen.purchase.request.version, {1: {}}, None)
    await team.approve(number, BORIS)
    seen = await team.desk.line_pages.seen(CHEN, number)
    assert [each.request.name for each in seen.purchase.parts] == [f"{number}/1", f"{number}/2"]


async def test_a_stranger_and_whoever_left_or_may_no_longer_ask_see_nothing(team: Any) -> None:
    await team.rules(RULES)
    number = await basket(team, 3, 4)
    await team.member(ANNA, B)
    assert await refused(team, ANNA, number)
    await team.member(ANNA, R)
    await team.confirm(number)
    await team.member(CHEN, B, active=False)
    assert [bool(await refused(team, each, number)) for each in (STRANGER, CHEN)] == [True, True]
