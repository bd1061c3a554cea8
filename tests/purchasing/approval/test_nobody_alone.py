"""Whatever lets something through that was held up before needs a second word: every kind of change, at random."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.budget import Outlay, SpentOrder, over_cap, usage
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.judge import Automatic, judge
from bot.purchasing.approval.loosening import (
    Rate,
    first_approver,
    people_loosen,
    policy_loosens,
    rate_loosens,
    role_loosens,
    zone_loosens,
)
from bot.purchasing.approval.policy import ApprovalStep, Caps, Policy, Rule
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.votes import Approved, Vote, tally
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    ASKS,
    BORIS,
    DARIA,
    DECIDES,
    EVE,
    HASH,
    NOW,
    PAYS,
    RULES,
    THOROUGH,
    all_absences,
    all_approvals,
    away,
    facts,
    fen,
    few_labels,
    ids,
    limits,
    member,
    policies,
    steps,
    team,
    teams,
    yes,
)

DAY = timedelta(days=1)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC")
some_roles = st.frozensets(st.sampled_from(list(Role)), min_size=1)
hours_ago = st.integers(0, 30).map(lambda hours: NOW - timedelta(hours=hours))
all_outlays = st.lists(st.builds(Outlay, ids, fen, hours_ago, st.booleans()), max_size=3).map(tuple)
all_placed = st.lists(st.builds(SpentOrder, hours_ago, fen), max_size=3).map(tuple)


@dataclass(frozen=True)
class House:
    """Everything that decides on requests."""

    team: Team
    policy: Policy
    delegations: tuple[Delegation, ...] = ()
    outlays: tuple[Outlay, ...] = ()
    placed: tuple[SpentOrder, ...] = ()

    def lets_through(self, what: Candidate, votes: tuple[Vote, ...]) -> bool:
        """Whether a request goes on to be placed at once, with these votes on it."""
        used = usage(self.team, what.requester_id, self.outlays, self.placed, NOW)
        what = replace(what, usage=used)
        if ASKS not in self.team.roles_of(what.requester_id):
            return False
        found = judge(self.policy, self.team, what, NOW, self.delegations)
        if isinstance(found, Automatic):
            return True
        if not isinstance(found, Needs) or over_cap(self.policy, what.total, used) is not None:
            return False
        return isinstance(tally(found, votes, self.team, HASH, self.delegations, NOW), Approved)


one_rule = steps().map(lambda step: Policy((Rule((step,)),), alone=False))
houses = st.builds(House, teams, one_rule | policies(few_labels), all_absences, all_outlays, all_placed)
EVERYBODY = tuple(yes(person) for person in range(1, 6))
AGREED_TO = [(Candidate(asker, Fen(total)), EVERYBODY) for asker in range(1, 6) for total in (50_01, 100_01, 500_01)]
"""What everybody says yes to: just above each limit."""
requests = st.tuples(facts, all_approvals)
After = tuple[House, bool]
"""The house after a change, and whether that takes a second word."""


def with_person(house: House, person: Member) -> House:
    others = tuple(each for each in house.team.members if each.person_id != person.person_id)
    return replace(house, team=replace(house.team, members=(*others, person)))


def somebody(draw: st.DrawFn, house: House) -> Member:
    return draw(st.sampled_from(house.team.members)) if house.team.members else member(9, "Igor")


def by_people(house: House, person: Member) -> After:
    after = with_person(house, person)
    return after, people_loosen(house.policy, house.team, after.team)


def roles(draw: st.DrawFn, house: House) -> After:
    return by_people(house, replace(somebody(draw, house), roles=draw(some_roles)))


def limit(draw: st.DrawFn, house: House) -> After:
    return by_people(house, replace(somebody(draw, house), limit=draw(limits)))


def removed(draw: st.DrawFn, house: House) -> After:
    return by_people(house, replace(somebody(draw, house), roles=frozenset(), active=False))


def added(draw: st.DrawFn, house: House) -> After:
    known = draw(st.sampled_from([*house.team.members, member(9, "Igor")]))
    return by_people(house, replace(known, roles=known.roles | {draw(st.sampled_from(list(Role)))}, active=True))


def invited(draw: st.DrawFn, house: House) -> After:
    role = draw(st.sampled_from(list(Role)))
    known = draw(st.sampled_from([*house.team.active, member(9, "Igor")]))
    return with_person(house, replace(known, roles=known.roles | {role})), role_loosens(role)


def language(draw: st.DrawFn, house: House) -> After:
    return replace(house, team=replace(house.team, language="ru")), False


def zone(draw: st.DrawFn, house: House) -> After:
    there = replace(house.team, time_zone=draw(st.sampled_from(ZONES)))
    loosens = zone_loosens(
        house.policy, house.team, there, house.delegations, house.outlays, house.placed, NOW
    )  # fmt: skip
    return replace(house, team=there), loosens


def mark(draw: st.DrawFn, house: House) -> After:
    return house, False


def rate(draw: st.DrawFn, house: House) -> After:
    yuan = draw(st.decimals("0.1", "99", places=2))
    now = replace(house.team, currency="USD", rate=yuan)
    return replace(house, team=now), rate_loosens([Rate("USD", Decimal(7), NOW - DAY)], Rate("USD", yuan, NOW))


def closed(draw: st.DrawFn, house: House) -> After:
    return house, True


def policy(draw: st.DrawFn, house: House) -> After:
    new = draw(policies(few_labels))
    parts = draw(st.sets(st.sampled_from(["rules", "note_from", "escalate", "caps", "budgets", "alone"]), min_size=1))
    new = replace(house.policy, **{name: getattr(new, name) for name in parts})
    return replace(house, policy=new), policy_loosens(house.policy, new)


KINDS: dict[str, Callable[[st.DrawFn, House], After]] = {
    "roles": roles, "limit": limit, "removed": removed, "added": added, "invited": invited, "language": language,
    "zone": zone, "mark": mark, "tag": mark, "rate": rate, "closed": closed, "policy": policy,
}  # fmt: skip
"""Every kind of change that the desk knows."""


@st.composite
def changes(draw: st.DrawFn, kind: str) -> tuple[House, House, bool]:
    house = draw(houses)
    after, loosens = KINDS[kind](draw, house)
    return house, after, loosens


@pytest.mark.long
@pytest.mark.threat("T43")
@pytest.mark.parametrize("kind", KINDS)
@THOROUGH
@given(data=st.data(), asked=st.lists(requests, max_size=4))
def test_whatever_lets_something_through_that_was_held_up_before_takes_a_second_word(kind, data, asked):
    before, after, loosens = data.draw(changes(kind))
    for what, votes in [*AGREED_TO, *asked]:
        might_ask = ASKS in before.team.roles_of(what.requester_id)  # to give the right to ask lets nothing through
        if might_ask and after.lets_through(what, votes) and not before.lets_through(what, votes):
            assert loosens


@pytest.mark.parametrize(("person", "role"), [(BORIS, DECIDES), (DARIA, PAYS), (EVE, RULES)])
@pytest.mark.parametrize("higher", [Fen(500_01), None])
def test_a_limit_counts_for_every_role_that_may_decide(person, role, higher):
    def limited(to):
        known = team().member(person)
        assert known is not None
        return with_person(House(team(), Policy((Rule(),))), replace(known, limit=to)).team

    rules = Policy((Rule((ApprovalStep(role=role),)),))
    low, high = limited(Fen(500_00)), limited(higher)
    held, passed = (
        House(each, rules).lets_through(Candidate(ANNA, Fen(500_01)), (yes(person),)) for each in (low, high)
    )
    assert (held, passed) == (False, True)
    assert people_loosen(rules, low, high)
    assert not people_loosen(rules, high, low)


def test_the_limit_of_somebody_who_may_only_ask_is_no_right():
    before, after = team(member(1, "Anna", ASKS, limit=Fen(5))), team(member(1, "Anna", ASKS))
    assert not people_loosen(Policy((Rule(),)), before, after)


def of(yuan, days, currency="USD"):
    return Rate(currency, Decimal(yuan), NOW - days * DAY)


@pytest.mark.parametrize(
    ("held", "new", "loosens"),
    [
        ([], of("7", 0), False),
        ([of("7.00", 30)], of("7.35", 0), False),
        ([of("7.00", 30)], of("7.36", 0), True),
        ([of("7.00", 30)], of("6.65", 0), False),
        ([of("7.00", 30)], of("6.64", 0), True),
        ([of("7.00", 30), *(of(f"7.0{each}", 4) for each in range(1, 5))], of("7.05", 0), False),
        ([of("100", 30), of("101", 4), of("102", 3), of("103", 2), of("104", 1)], of("105.01", 0), True),
        ([of("100", 30), of("103", 6), of("100", 5)], of("101.99", 0), True),
        ([of("100", 30), of("104", 7)], of("108", 0), False),
        ([of("100", 30), of("104", 6.9)], of("108", 0), True),
        ([of("100", 3)], of("106", 0), True),
        ([of("7", 30)], of("7", 0, "EUR"), True),
        ([of("7", 30), of("7.3", 2, "EUR")], of("7", 0), True),
        ([of("100", 9), of("104", 4, "EUR"), of("104", 2)], of("108", 0), True),
        ([of("100", 30), of("110", 2)], of("110", 0), False),
    ],
)
def test_a_rate_that_moved_by_more_than_five_percent_in_seven_days_loosens(held, new, loosens):
    assert rate_loosens(held, new) == loosens


def test_another_zone_loosens_where_it_moves_who_may_decide_or_money_out_of_its_day():
    there, plain = replace(team(), time_zone="Europe/Berlin"), Policy((Rule(),), caps=Caps(day=Fen(5)))

    def loosens(policy=plain, delegations=(), placed=()):
        return zone_loosens(policy, team(), there, delegations, (), placed, NOW)

    assert not loosens()
    assert loosens(policy=read("else: any of approvers\nescalate 8h to @Chen", team()))
    assert loosens(delegations=(away(BORIS, 3),))
    assert not loosens(delegations=(away(BORIS, 3, last=(NOW - DAY).date()),))
    assert not loosens(delegations=(away(BORIS, 3, ended_at=NOW),))
    assert loosens(placed=(SpentOrder(NOW - timedelta(hours=8), Fen(1)),))


def test_only_a_sole_admin_s_first_approver_is_invited_without_a_second_word():
    alone, two = team(member(1, "Anna", RULES)), team(member(1, "Anna", RULES), member(2, "Boris", RULES))
    assert first_approver(alone, DECIDES, had=False)
    assert first_approver(team(member(1, "Anna", RULES), member(2, "Boris", ASKS)), DECIDES, had=False)
    assert not first_approver(alone, DECIDES, had=True)
    assert not first_approver(alone, PAYS, had=False)
    assert not first_approver(alone, RULES, had=False)
    assert not first_approver(two, DECIDES, had=False)
    assert not first_approver(team(member(1, "Anna", RULES, DECIDES)), DECIDES, had=False)
