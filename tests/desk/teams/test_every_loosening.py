"""Nobody lets more through alone: every kind of change, by the verbs that make it."""

from decimal import Decimal
from typing import Any

import pytest

from bot.desk.teams.membership import KINDS as OF_PEOPLE_AND_SETTINGS
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Changed, Proposed
from bot.purchasing.person import Act
from tests.purchasing.approval.test_nobody_alone import KINDS


@pytest.mark.threat("T43")
def test_every_kind_of_change_is_among_those_that_are_tried() -> None:
    assert set(KINDS) == {*OF_PEOPLE_AND_SETTINGS, "policy"}


@pytest.mark.threat("T43")
@pytest.mark.parametrize("role", [Role.APPROVER, Role.BUYER, Role.ADMIN])
async def test_an_admin_does_not_lift_a_limit_alone_whatever_decides_by_it(two: Any, who: Any, role: Role) -> None:
    person = who.chen
    await two.join(person, role, agrees=who.boris)
    await two.teams.set_limit(Act(who.anna), 1, person.id, 500_00)
    assert isinstance(await two.teams.set_limit(Act(who.anna), 1, person.id, 5_010_80), Proposed)
    assert isinstance(await two.teams.set_limit(Act(who.anna), 1, person.id, None), Proposed)
    assert (await two.team()).member(person.id).limit == 500_00


@pytest.mark.threat("T43")
async def test_an_admin_does_not_lift_his_own_limit_alone(two: Any, who: Any) -> None:
    await two.teams.set_limit(Act(who.boris), 1, who.boris.id, 500_00)
    lifted = await two.teams.set_limit(Act(who.boris), 1, who.boris.id, None)
    assert isinstance(lifted, Proposed)
    await two.refused("second-admin", two.teams.second(Act(who.boris), lifted.id))
    assert (await two.team()).member(who.boris.id).limit == 500_00
    await two.teams.second(Act(who.anna), lifted.id)
    assert (await two.team()).member(who.boris.id).limit is None


@pytest.mark.threat("T43")
async def test_a_rate_that_moves_too_far_in_small_steps_waits(two: Any, who: Any) -> None:
    for rate in ("7.00", "7.12", "7.24", "7.35"):
        assert isinstance(await two.teams.rate(Act(who.anna), 1, "USD", rate), Changed)
        two.later(days=1)
    waits = await two.teams.rate(Act(who.anna), 1, "USD", "7.36")
    assert isinstance(waits, Proposed)
    assert (await two.told("team_proposed"))[-1]["after"] == "7.36"
    await two.teams.second(Act(who.boris), waits.id)
    assert (await two.team()).rate == Decimal("7.36")


async def test_a_rate_moves_on_when_its_steps_are_a_week_old(two: Any, who: Any) -> None:
    await two.teams.rate(Act(who.anna), 1, "USD", "7.00")
    two.later(days=1)
    await two.teams.rate(Act(who.anna), 1, "USD", "7.35")
    two.later(days=7)
    assert isinstance(await two.teams.rate(Act(who.anna), 1, "USD", "7.70"), Changed)


async def test_another_currency_waits(two: Any, who: Any) -> None:
    await two.teams.rate(Act(who.anna), 1, "USD", "7.00")
    assert isinstance(await two.teams.rate(Act(who.anna), 1, "EUR", "7.00"), Proposed)
    assert (await two.team()).currency == "USD"


async def test_a_rate_from_before_its_steps_were_kept_is_measured_by(two: Any, who: Any) -> None:
    async with two.ledger.change() as uow:
        await uow.teams.set(1, currency="USD", rate="7.00", rate_date="2026-11-24")
    assert isinstance(await two.teams.rate(Act(who.anna), 1, "USD", "7.36"), Proposed)
    assert isinstance(await two.teams.rate(Act(who.anna), 1, "USD", "7.35"), Changed)


async def test_another_zone_waits_where_somebody_stands_in_or_it_is_escalated(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.APPROVER, agrees=who.boris)
    assert isinstance(await two.teams.zone(Act(who.anna), 1, "UTC"), Changed)
    await two.policy.change(Act(who.anna), 1, "cap order 100")
    waits = await two.policy.change(Act(who.anna), 1, "escalate 8h to @Chen")
    await two.teams.second(Act(who.boris), waits.id)
    assert isinstance(await two.teams.zone(Act(who.anna), 1, "Europe/Berlin"), Proposed)


@pytest.mark.threat("T43")
async def test_a_sole_admin_invites_the_first_approver_at_once_and_the_next_one_not(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    first = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    assert isinstance(first, Changed)
    await office.teams.join(Act(who.boris), first.code)
    assert await office.roles(who.boris) == {"approver"}
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.daria], Role.APPROVER), Proposed)
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.APPROVER]), Proposed)


@pytest.mark.threat("T43")
async def test_after_the_first_approver_left_the_next_one_waits_however_he_comes(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    await office.join(who.chen, Role.REQUESTER)
    assert isinstance(await office.teams.remove(Act(who.anna), 1, who.boris.id), Changed)
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.daria], Role.APPROVER), Proposed)
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.boris], Role.APPROVER), Proposed)
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.APPROVER]), Proposed)


@pytest.mark.threat("T43")
async def test_while_a_link_for_the_first_approver_can_be_used_nobody_else_is_the_first(office: Any, who: Any) -> None:
    link = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    await office.join(who.chen, Role.REQUESTER)
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.daria], Role.APPROVER), Proposed)
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.APPROVER]), Proposed)
    await office.teams.join(Act(who.boris), link.code)
    assert await office.roles(who.boris) == {"approver"}


async def test_once_that_link_lapsed_unused_another_is_given_out_at_once(office: Any, who: Any) -> None:
    lapsed = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    office.later(hours=24)
    again = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    assert isinstance(again, Changed)
    await office.refused("invitation-expired", office.teams.join(Act(who.boris), lapsed.code))
    await office.teams.join(Act(who.boris), again.code)
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)


async def test_the_first_approver_may_be_picked_and_then_no_link_is_given_out_at_once(office: Any, who: Any) -> None:
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.boris], Role.APPROVER), Changed)
    assert await office.roles(who.boris) == {"approver"}
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)


@pytest.mark.threat("T43")
async def test_a_member_may_become_the_first_approver_and_nothing_else_at_once(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    for more in (Role.BUYER, Role.ADMIN):
        both = await office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.APPROVER, more])
        assert isinstance(both, Proposed)
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.APPROVER]), Changed)
    assert await office.roles(who.chen) == {"approver"}


async def test_of_several_people_picked_at_once_none_is_the_first_approver(office: Any, who: Any) -> None:
    picked = await office.teams.add(Act(who.anna), 1, [who.boris, who.chen], Role.APPROVER)
    assert isinstance(picked, Proposed)


@pytest.mark.threat("T43")
async def test_a_sole_admin_is_never_his_own_first_approver(office: Any, who: Any) -> None:
    assert isinstance(await office.teams.add(Act(who.anna), 1, [who.anna], Role.APPROVER), Proposed)
    roles = [Role.ADMIN, Role.APPROVER]
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.anna.id, roles), Proposed)
    assert await office.roles(who.anna) == {"admin", "buyer", "requester"}


@pytest.mark.threat("T43")
async def test_a_link_given_out_alone_lets_nobody_in_once_another_admin_could_agree(office: Any, who: Any) -> None:
    link = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    await office.join(who.boris, Role.ADMIN)
    await office.refused("invitation-expired", office.teams.join(Act(who.chen), link.code))
    waits = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    assert isinstance(waits, Proposed)
    agreed = await office.teams.second(Act(who.boris), waits.id)
    await office.teams.join(Act(who.chen), agreed.code)
    assert await office.roles(who.chen) == {"approver"}


@pytest.mark.threat("T43")
async def test_the_first_approver_brings_no_buyer_and_who_was_alone_pays_on(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    assert await office.roles(who.anna) == {"admin", "requester", "buyer"}
    buyer = [Role.ADMIN, Role.REQUESTER, Role.BUYER]
    assert isinstance(await office.teams.set_roles(Act(who.anna), 1, who.anna.id, buyer), Proposed)
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.BUYER), Proposed)
    team = await office.team()
    assert team.holders(Role.BUYER) == ()
    assert team.named(Role.BUYER) == ("Anna",)


async def test_the_first_approver_is_a_second_word_s_matter_where_there_are_two_admins(two: Any, who: Any) -> None:
    assert isinstance(await two.teams.invite(Act(who.anna), 1, Role.APPROVER), Proposed)


@pytest.mark.threat("T43")
async def test_nobody_gives_himself_a_right_by_his_own_link(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    first = await office.teams.invite(Act(who.anna), 1, Role.APPROVER)
    await office.refused("invitation-own", office.teams.join(Act(who.anna), first.code))
    assert Role.APPROVER not in await office.roles(who.anna)


async def test_somebody_is_added_by_his_number_once_he_pressed_start(office: Any, who: Any) -> None:
    await office.refused("not-started", office.teams.add_known(Act(who.anna), 1, 4711, Role.REQUESTER))
    await office.people.reachable(who.boris.id, False)
    await office.refused("not-started", office.teams.add_known(Act(who.anna), 1, who.boris.id, Role.REQUESTER))
    await office.people.reachable(who.boris.id, True)
    await office.refused("stranger", office.teams.add_known(Act(who.stranger), 1, who.boris.id, Role.REQUESTER))
    added = await office.teams.add_known(Act(who.anna), 1, who.boris.id, Role.REQUESTER)
    assert isinstance(added, Changed)
    assert await office.roles(who.boris) == {"requester"}


async def test_a_team_that_begins_anew_invites_its_first_approver_at_once(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    await office.agreed(await office.teams.close(Act(who.anna), 1))
    await office.teams.here(Act(who.anna), -1001, "Buyers")
    assert isinstance(await office.teams.invite(Act(who.anna), 1, Role.APPROVER), Changed)
