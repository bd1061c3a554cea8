"""An approver says himself when he is away and who decides in his place."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act

TODAY = date(2026, 11, 24)
"""In Shanghai, where it is 10:00."""


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
async def staffed(office: Any, who: Any) -> Any:
    """Boris and Chen approve, Daria asks."""
    await office.join(who.boris, Role.APPROVER)
    await office.join(who.chen, Role.APPROVER)
    await office.join(who.daria, Role.REQUESTER)
    return office


async def delegations(office: Any) -> list[tuple[int, int]]:
    async with office.ledger.read() as uow:
        team = await uow.teams.get(1)
        return [(each.by, each.to) for each in await uow.teams.delegations(1) if each.holds(team, uow.now)]


async def test_his_stand_in_decides_while_he_is_away(staffed: Any, who: Any) -> None:
    await staffed.away.go(Act(who.boris), 1, day(0), day(2), who.chen.id)
    assert await delegations(staffed) == [(who.boris.id, who.chen.id)]
    (told,) = await staffed.told("away")
    assert (told["by"], told["delegate"], told["first"], told["last"]) == ("Boris", "Chen", "2026-11-24", "2026-11-26")
    staffed.later(days=3)
    assert await delegations(staffed) == []
    assert (await staffed.teams.show(who.anna, 1)).absences == ()


async def test_he_is_back_earlier(staffed: Any, who: Any) -> None:
    await staffed.away.go(Act(who.boris), 1, day(0), day(2), who.chen.id)
    ended = await staffed.away.back(Act(who.boris))
    assert [each.by for each in ended] == [who.boris.id]
    assert await delegations(staffed) == []
    assert [fact["by"] for fact in await staffed.told("back")] == ["Boris"]
    await staffed.refused("not-away", staffed.away.back(Act(who.boris)))
    await staffed.away.go(Act(who.boris), 1, day(0), day(2), who.chen.id)


async def test_he_may_be_away_without_anybody_in_his_place(staffed: Any, who: Any) -> None:
    await staffed.away.go(Act(who.boris), 1, day(1), day(2), None)
    (absence,) = (await staffed.teams.show(who.anna, 1)).absences
    assert (absence.by, absence.to, absence.delegation) == (who.boris.id, None, None)


@pytest.mark.parametrize("place", [True, False])
@pytest.mark.parametrize(("first", "last", "key"), [
    (2, 1, "away-backwards"), (-3, -1, "away-past"), (0, 400, "away-too-long"),
])  # fmt: skip
async def test_days_that_cannot_be_are_refused(
    staffed: Any, who: Any, place: bool, first: int, last: int, key: str
) -> None:
    to = who.chen.id if place else None
    await staffed.refused(key, staffed.away.go(Act(who.boris), 1, day(first), day(last), to))
    assert (await staffed.teams.show(who.anna, 1)).absences == ()


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("place", [True, False])
async def test_two_absences_of_one_person_do_not_overlap(staffed: Any, who: Any, place: bool, before: bool) -> None:
    await staffed.away.go(Act(who.boris), 1, day(0), day(5), who.chen.id if before else None)
    to = who.chen.id if place else None
    await staffed.refused("away-overlap", staffed.away.go(Act(who.boris), 1, day(5), day(6), to))


async def test_a_stand_in_is_another_approver_and_no_circle(staffed: Any, who: Any) -> None:
    await staffed.refused("away-to-oneself", staffed.away.go(Act(who.boris), 1, day(0), day(1), who.boris.id))
    await staffed.refused("away-to-no-approver", staffed.away.go(Act(who.boris), 1, day(0), day(1), who.daria.id))
    await staffed.refused("away-to-no-approver", staffed.away.go(Act(who.boris), 1, day(0), day(1), 404))
    await staffed.away.go(Act(who.boris), 1, day(0), day(1), who.chen.id)
    await staffed.refused("away-loop", staffed.away.go(Act(who.chen), 1, day(1), day(3), who.boris.id))


async def test_only_who_decides_is_away(staffed: Any, who: Any) -> None:
    await staffed.refused("only-approvers", staffed.away.go(Act(who.daria), 1, day(0), day(1), who.chen.id))
    await staffed.refused("stranger", staffed.away.go(Act(who.stranger), 1, day(0), day(1), who.chen.id))


async def test_a_stand_in_who_lost_the_role_stays_on_the_list_and_gets_none(staffed: Any, who: Any) -> None:
    await staffed.away.go(Act(who.boris), 1, day(0), day(2), who.chen.id)
    await staffed.teams.remove(Act(who.anna), 1, who.chen.id)
    assert await staffed.roles(who.chen) == set()
    assert [each.to for each in (await staffed.teams.show(who.anna, 1)).absences] == [who.chen.id]
