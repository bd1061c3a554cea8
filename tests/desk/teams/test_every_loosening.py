"""Nobody lets more through alone: every kind of change, by the verbs that make it."""

from decimal import Decimal
from typing import Any

import pytest

from bot.desk.teams.membership import kinds
from bot.purchasing.approval.team import Role
from bot.purchasing.teams import Changed, Proposed
from tests.purchasing.approval.test_nobody_alone import KINDS


def test_every_kind_of_change_is_among_those_that_are_tried() -> None:
    assert set(KINDS) == {*kinds(), "policy"}


@pytest.mark.parametrize("role", [Role.APPROVER, Role.BUYER, Role.ADMIN])
async def test_an_admin_does_not_lift_a_limit_alone_whatever_decides_by_it(two: Any, who: Any, role: Role) -> None:
    person = who.chen
    await two.join(person, role, agrees=who.boris)
    await two.teams.set_limit(who.anna, 1, person.id, 500_00, None)
    assert isinstance(await two.teams.set_limit(who.anna, 1, person.id, 5_010_80, None), Proposed)
    assert isinstance(await two.teams.set_limit(who.anna, 1, person.id, None, None), Proposed)
    assert (await two.team()).member(person.id).limit == 500_00


async def test_an_admin_does_not_lift_his_own_limit_alone(two: Any, who: Any) -> None:
    await two.teams.set_limit(who.boris, 1, who.boris.id, 500_00, None)
    lifted = await two.teams.set_limit(who.boris, 1, who.boris.id, None, None)
    assert isinstance(lifted, Proposed)
    await two.refused("second-admin", two.teams.second(who.boris, lifted.id, None))
    assert (await two.team()).member(who.boris.id).limit == 500_00
    await two.teams.second(who.anna, lifted.id, None)
    assert (await two.team()).member(who.boris.id).limit is None


async def test_a_rate_that_moves_too_far_in_small_steps_waits(two: Any, who: Any) -> None:
    for rate in ("7.00", "7.12", "7.24", "7.35"):
        assert isinstance(await two.teams.rate(who.anna, 1, "USD", rate, None), Changed)
        two.later(days=1)
    waits = await two.teams.rate(who.anna, 1, "USD", "7.36", None)
    assert isinstance(waits, Proposed)
    assert (await two.told("team_proposed"))[-1]["after"] == "7.36"
    await two.teams.second(who.boris, waits.id, None)
    assert (await two.team()).rate == Decimal("7.36")


async def test_a_rate_moves_on_when_its_steps_are_a_week_old(two: Any, who: Any) -> None:
    await two.teams.rate(who.anna, 1, "USD", "7.00", None)
    two.later(days=1)
    await two.teams.rate(who.anna, 1, "USD", "7.35", None)
    two.later(days=7)
    assert isinstance(await two.teams.rate(who.anna, 1, "USD", "7.70", None), Changed)


async def test_another_currency_waits(two: Any, who: Any) -> None:
    await two.teams.rate(who.anna, 1, "USD", "7.00", None)
    assert isinstance(await two.teams.rate(who.anna, 1, "EUR", "7.00", None), Proposed)
    assert (await two.team()).currency == "USD"


async def test_a_rate_from_before_its_steps_were_kept_is_measured_by(two: Any, who: Any) -> None:
    async with two.ledger.change() as uow:
        await uow.teams.set(1, currency="USD", rate="7.00", rate_date="2026-11-24")
    assert isinstance(await two.teams.rate(who.anna, 1, "USD", "7.36", None), Proposed)
    assert isinstance(await two.teams.rate(who.anna, 1, "USD", "7.35", None), Changed)


async def test_another_zone_waits_where_somebody_stands_in_or_it_is_escalated(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.APPROVER, agrees=who.boris)
    assert isinstance(await two.teams.zone(who.anna, 1, "UTC", None), Changed)
    await two.policy.change(who.anna, 1, "cap order 100", None)
    waits = await two.policy.change(who.anna, 1, "escalate 8h to @Chen", None)
    await two.teams.second(who.boris, waits.id, None)
    assert isinstance(await two.teams.zone(who.anna, 1, "Europe/Berlin", None), Proposed)


async def test_a_sole_admin_invites_the_first_approver_at_once_and_the_next_one_not(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    first = await office.teams.invite(who.anna, 1, Role.APPROVER, None)
    assert isinstance(first, Changed)
    assert isinstance(await office.teams.invite(who.anna, 1, Role.APPROVER, None), Proposed)
    await office.teams.join(who.boris, first.code, None)
    assert await office.roles(who.boris) == {"approver"}
    await office.teams.remove(who.anna, 1, who.boris.id, None)
    assert isinstance(await office.teams.invite(who.anna, 1, Role.APPROVER, None), Proposed)


async def test_the_first_approver_is_a_second_word_s_matter_where_there_are_two_admins(two: Any, who: Any) -> None:
    assert isinstance(await two.teams.invite(who.anna, 1, Role.APPROVER, None), Proposed)


async def test_nobody_gives_himself_a_right_by_his_own_link(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    first = await office.teams.invite(who.anna, 1, Role.APPROVER, None)
    await office.refused("invitation-own", office.teams.join(who.anna, first.code, None))
    assert await office.roles(who.anna) == {"admin"}


async def test_a_team_that_begins_anew_invites_its_first_approver_at_once(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    await office.agreed(await office.teams.close(who.anna, 1, None))
    await office.teams.here(who.anna, -1001, "Buyers", None)
    assert isinstance(await office.teams.invite(who.anna, 1, Role.APPROVER, None), Changed)
