"""What loosens waits for a second admin, or for the only one's own word ten minutes later; the rest is done at once."""

from typing import Any

import pytest

from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Changed, Proposed
from bot.purchasing.person import Act


async def test_the_only_admin_says_it_twice_with_ten_minutes_between(office: Any, who: Any) -> None:
    proposed = await office.teams.invite(Act(who.anna), 1, Role.BUYER)
    assert isinstance(proposed, Proposed)
    assert proposed.from_when is not None
    assert proposed.from_when.isoformat() == "2026-11-24T02:10:00+00:00"
    office.later(minutes=9, seconds=59)
    facts = await office.refused("second-too-early", office.teams.second(Act(who.anna), proposed.id))
    assert facts["at"].isoformat() == "2026-11-24T02:10:00+00:00"
    office.later(seconds=1)
    done = await office.teams.second(Act(who.anna), proposed.id)
    assert done.alone
    assert done.code
    assert [entry.alone for entry in await office.journal("team_invited")] == [True]


@pytest.mark.threat("T30")
async def test_where_two_admins_are_the_other_one_says_the_second_word(two: Any, who: Any) -> None:
    proposed = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    assert proposed.from_when is None
    two.later(minutes=30)
    await two.refused("second-admin", two.teams.second(Act(who.anna), proposed.id))
    done = await two.teams.second(Act(who.boris), proposed.id)
    assert not done.alone
    (entry,) = [each for each in await two.journal("team_invited") if each.role == "buyer"]
    assert (entry.actor, entry.proposed_by, entry.alone) == (who.boris.id, who.anna.id, False)
    told = (await two.told("team_changed"))[-1]
    assert (told["by"], told["proposed_by"]) == ("Boris", "Anna")


async def test_what_waits_is_posted_in_the_group_and_to_the_other_admin(two: Any, who: Any) -> None:
    proposed = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    in_group, private = await two.told("team_proposed"), await two.told("team_proposed", who.boris.id)
    assert in_group[-1]["proposal_id"] == private[-1]["proposal_id"] == proposed.id
    assert (in_group[-1]["what"], in_group[-1]["role"], in_group[-1]["second_from"]) == ("invited", "buyer", None)
    assert await two.told("team_proposed", who.anna.id) == []


async def test_nobody_else_says_the_second_word(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    await two.join(who.daria, Role.APPROVER, agrees=who.boris)
    proposed = await two.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.REQUESTER, Role.BUYER])
    for person, key in ((who.chen, "only-admins"), (who.daria, "only-admins"), (who.stranger, "stranger")):
        await two.refused(key, two.teams.second(Act(person), proposed.id))
        await two.refused(key, two.teams.drop(Act(person), proposed.id))
    assert await two.roles(who.chen) == {"requester"}


async def test_a_second_word_is_said_once(two: Any, who: Any) -> None:
    proposed = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    await two.teams.second(Act(who.boris), proposed.id)
    await two.refused("proposal-over", two.teams.second(Act(who.boris), proposed.id))
    await two.refused("proposal-over", two.teams.second(Act(who.boris), 404))


async def test_a_proposal_that_was_turned_down_stays_down(two: Any, who: Any) -> None:
    proposed = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    await two.teams.drop(Act(who.boris), proposed.id)
    await two.refused("proposal-over", two.teams.second(Act(who.boris), proposed.id))
    assert [fact["by"] for fact in await two.told("team_dropped")] == ["Boris"]


async def test_a_proposal_ends_after_a_day(two: Any, who: Any) -> None:
    proposed = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    two.later(hours=24)
    await two.refused("proposal-expired", two.teams.second(Act(who.boris), proposed.id))


async def test_a_proposal_of_somebody_who_is_no_admin_any_more_is_void(two: Any, who: Any) -> None:
    wish = await two.teams.invite(Act(who.boris), 1, Role.BUYER)
    out = await two.teams.remove(Act(who.anna), 1, who.boris.id)
    await two.teams.second(Act(who.boris), out.id)
    await two.refused("proposer-no-admin", two.teams.second(Act(who.anna), wish.id))


async def test_a_proposal_for_a_member_who_was_changed_meanwhile_is_void(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    proposed = await two.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.REQUESTER, Role.BUYER])
    await two.teams.set_limit(Act(who.anna), 1, who.chen.id, 100)
    await two.refused("proposal-superseded", two.teams.second(Act(who.boris), proposed.id))
    assert await two.roles(who.chen) == {"requester"}


LOOSER = [
    ("roles", {"roles": [Role.APPROVER, Role.BUYER]}), ("roles", {"roles": [Role.APPROVER, Role.ADMIN]}),
    ("limit", {"limit": 500_01}), ("limit", {"limit": None}),
]  # fmt: skip
TIGHTER = [("roles", {"roles": [Role.REQUESTER]}), ("limit", {"limit": 499_99}), ("limit", {"limit": 0})]


async def give(office: Any, who: Any, kind: str, how: dict[str, Any]) -> Any:
    """Give Chen (an approver up to 500 yuan) something else."""
    await office.join(who.chen, Role.APPROVER, agrees=who.boris)
    await office.teams.set_limit(Act(who.anna), 1, who.chen.id, 500_00)
    if kind == "roles":
        return await office.teams.set_roles(Act(who.anna), 1, who.chen.id, how["roles"])
    return await office.teams.set_limit(Act(who.anna), 1, who.chen.id, how["limit"])


@pytest.mark.parametrize(("kind", "how"), LOOSER)
async def test_a_right_or_a_higher_limit_waits(two: Any, who: Any, kind: str, how: dict[str, Any]) -> None:
    before = (await give(two, who, kind, how)), (await two.team()).member(who.chen.id)
    assert isinstance(before[0], Proposed)
    assert (before[1].roles, before[1].limit) == ({Role.APPROVER}, 500_00)
    await two.teams.second(Act(who.boris), before[0].id)
    after = (await two.team()).member(who.chen.id)
    assert (after.roles, after.limit) == (frozenset(how.get("roles", [Role.APPROVER])), how.get("limit", 500_00))


@pytest.mark.parametrize(("kind", "how"), TIGHTER)
async def test_what_takes_a_right_away_is_done_at_once(two: Any, who: Any, kind: str, how: dict[str, Any]) -> None:
    done = await give(two, who, kind, how)
    assert isinstance(done, Changed)
    told = (await two.told("team_changed"))[-1]
    assert (told["what"], told["person"], told["by"]) == (kind, "Chen", "Anna")


async def test_taking_an_admin_away_needs_two(two: Any, who: Any) -> None:
    assert isinstance(await two.teams.remove(Act(who.anna), 1, who.boris.id), Proposed)
    assert isinstance(await two.teams.set_roles(Act(who.anna), 1, who.boris.id, [Role.BUYER]), Proposed)
    assert await two.roles(who.boris) == {"admin", "buyer"}, "nobody is the buyer yet"


async def test_removing_the_last_other_member_leaves_an_admin_who_buys_alone_and_so_waits(
    office: Any, who: Any
) -> None:
    await office.join(who.chen, Role.REQUESTER)
    assert isinstance(await office.teams.remove(Act(who.anna), 1, who.chen.id), Proposed)


@pytest.mark.parametrize("limit", [-1, 10**18, "5", 1.5])
async def test_a_limit_is_an_amount(office: Any, who: Any, limit: Any) -> None:
    await office.join(who.chen, Role.APPROVER)
    await office.refused("limit-wrong", office.teams.set_limit(Act(who.anna), 1, who.chen.id, limit))


async def test_a_member_has_at_least_one_role(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    await office.refused("team-needs-role", office.teams.set_roles(Act(who.anna), 1, who.chen.id, []))
    await office.refused("nothing-changes", office.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.REQUESTER]))


async def test_no_verb_of_an_admin_is_anybody_else_s(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    await two.join(who.daria, Role.APPROVER, Role.BUYER, agrees=who.boris)
    before = await two.team()
    for person, key in ((who.chen, "only-admins"), (who.daria, "only-admins"), (who.stranger, "stranger")):
        for doing in (
            two.teams.invite(Act(person), 1, Role.REQUESTER),
            two.teams.add(Act(person), 1, [who.stranger], Role.REQUESTER),
            two.teams.set_roles(Act(person), 1, who.chen.id, [Role.ADMIN]),
            two.teams.set_limit(Act(person), 1, who.daria.id, 1),
            two.teams.remove(Act(person), 1, who.chen.id),
            two.teams.language(Act(person), 1, "ru"),
            two.teams.zone(Act(person), 1, "UTC"),
            two.teams.rate(Act(person), 1, "USD", "7"),
            two.policy.change(Act(person), 1, "else: auto"),
        ):
            await two.refused(key, doing)
    assert await two.team() == before


@pytest.mark.threat("T30")
async def test_each_change_by_an_admin_is_posted_and_journaled(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    posted, kinds = len(await two.told("team_changed")), []
    for number, done in enumerate((
        await two.teams.set_limit(Act(who.anna), 1, who.chen.id, 5),
        await two.teams.language(Act(who.anna), 1, "ru"),
        await two.teams.zone(Act(who.anna), 1, "UTC"),
        await two.teams.rate(Act(who.anna), 1, "EUR", "8"),
        await two.policy.change(Act(who.anna), 1, "cap order 100"),
        await two.teams.remove(Act(who.anna), 1, who.chen.id),
    )):  # fmt: skip
        assert isinstance(done, Changed), number
        kinds.append(done.kind)
    told = (await two.told("team_changed"))[posted:]
    assert [fact["what"] for fact in told] == kinds
    for kind in kinds:
        (entry,) = await two.journal(f"team_{kind}")
        assert (entry.actor, entry.team) == (who.anna.id, 1)


async def test_who_taps_twice_proposes_once(two: Any, who: Any) -> None:
    rules = "to 500: auto\nelse: any of approvers"
    first, again = [await two.policy.change(Act(who.anna), 1, rules) for _ in range(2)]
    assert isinstance(first, Proposed)
    assert again == first
    other = await two.policy.change(Act(who.boris), 1, rules)
    assert isinstance(other, Proposed)
    assert other.id != first.id, "another admin's is no second press"
    links = [await two.teams.invite(Act(who.anna), 1, Role.BUYER) for _ in range(2)]
    assert len({each.id for each in links if isinstance(each, Proposed)}) == 2, "each buyer has a link"


async def test_a_second_proposal_of_the_same_counts_from_the_first(office: Any, who: Any) -> None:
    rules = "to 500: auto\nelse: any of approvers"
    first = await office.policy.change(Act(who.anna), 1, rules)
    office.later(minutes=4)
    again = await office.policy.change(Act(who.anna), 1, rules)
    assert isinstance(again, Proposed)
    assert again == first
    office.later(minutes=5)
    await office.refused("second-too-early", office.teams.second(Act(who.anna), again.id))
