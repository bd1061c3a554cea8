"""Which changes give anybody more, and what another policy would have decided."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.budget import MonthSoFar, Usage, over_cap
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, Past, WhyAutomatic, judge, what_if
from bot.purchasing.approval.loosening import policy_loosens, role_loosens, rules_loosen, team_loosens
from bot.purchasing.approval.policy import Allowance, ApprovalStep, Budgets, Caps, Policy, Rule
from bot.purchasing.approval.policy_language import amend, read
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Approved, tally
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    ASKS,
    BORIS,
    CHEN,
    DECIDES,
    EVE,
    HASH,
    NOW,
    PAYS,
    RULES,
    THOROUGH,
    UNHURRIED,
    all_absences,
    all_approvals,
    facts,
    few_labels,
    member,
    policies,
    team,
    teams,
    without,
)

BASE = """\
to 500: auto
goods toys 500-900: any of @Boris
else: 2 of approvers
note from 1000
expire 24h
escalate 8h to @Chen
tolerance 2% total 5%
cap order 10000
cap day 50000
cap hour 10
budget team 20000 a month stop
budget each 3000 a month
budget @Anna 5000 a month
refund from 2000 by 2 of buyers"""


@pytest.mark.parametrize(
    ("line", "loosens"),
    [
        ("cap order 10001", True),
        ("cap order off", True),
        ("cap order 9999", False),
        ("cap day 50001", True),
        ("cap day 1", False),
        ("cap hour 11", True),
        ("cap hour 9", False),
        ("note off", True),
        ("note from 1000.01", True),
        ("note from 999", False),
        ("tolerance 2.01% total 5%", True),
        ("tolerance 2% total 6%", True),
        ("tolerance off", False),
        ("expire 25h", True),
        ("expire 23h", False),
        ("alone auto", True),
        ("remind 4h", False),
        ("escalate off", False),
        ("escalate 9h to @Chen", False),
        ("escalate 7h to @Chen", True),
        ("escalate 8h to @Boris", True),
        ("refund off", True),
        ("refund from 2000.01 by 2 of buyers", True),
        ("refund from 2000 by 1 of buyers", True),
        ("refund from 2000 by all of buyers", True),
        ("refund from 1 by 2 of @Boris @Chen", True),
        ("refund from 1999 by 3 of buyers", False),
        ("refund from 2000 by 2 of buyers", False),
        ("budget team 20000 a month", True),
        ("budget team 20001 a month stop", True),
        ("budget team off", True),
        ("budget team 1 a month stop", False),
        ("budget each 3001 a month", True),
        ("budget each 3000 a month stop", False),
        ("budget @Anna off", False),
        ("budget @Anna 5001 a month", True),
        ("budget @Boris 3000 a month", False),
        ("budget @Boris 3001 a month", True),
    ],
)
def test_a_setting_loosens_where_more_could_be_bought(line, loosens):
    old = read(BASE, team())
    assert policy_loosens(old, amend(old, line, team())) == loosens


@pytest.mark.parametrize(
    ("before", "after", "loosens"),
    [
        ("else: any of approvers", "else: auto", True),
        ("else: auto", "else: any of approvers", False),
        ("else: any of approvers", "else: 2 of approvers", False),
        ("else: 2 of approvers", "else: any of approvers", True),
        ("else: 2 of approvers", "else: all of approvers", True),
        ("else: any of approvers", "else: all of approvers", False),
        ("else: any of approvers", "else: any of approvers then any of admins", False),
        ("else: any of approvers then any of admins", "else: any of approvers", True),
        ("else: any of approvers", "else: any of @Boris", True),
        ("to 5: auto\nelse: any of admins", "to 4: auto\nelse: any of admins", False),
        ("to 5: auto\nelse: any of admins", "to 5.01: auto\nelse: any of admins", True),
        ("else: any of admins", "goods toys: auto\nelse: any of admins", True),
        ("goods toys: auto\nelse: any of admins", "else: any of admins", False),
        ("seller new: any of admins\nelse: auto", "else: auto", True),
        ("by @Anna: any of admins\nelse: auto", "by @Boris: any of admins\nelse: auto", True),
        ("to 5: auto\nelse: any of admins", "5.01+: any of admins\nelse: auto", False),
        ("else: auto\nbudget each 5 a month", "else: any of buyers\nbudget each 5 a month", True),
        ("else: auto\nbudget each 5 a month", "else: any of approvers\nbudget each 5 a month", False),
    ],
)
def test_rules_loosen_where_any_request_needs_less(before, after, loosens):
    assert policy_loosens(read(before, team()), read(after, team())) == loosens


def test_rules_with_too_many_kinds_to_compare_are_taken_for_looser():
    many = tuple(Rule((ApprovalStep(role=DECIDES),), goods=frozenset({f"g{each}"})) for each in range(20))
    assert rules_loosen(Policy((*many, Rule())), Policy((*many, Rule((ApprovalStep(role=DECIDES),)))))
    assert not rules_loosen(Policy((*many, Rule())), Policy((*many, Rule())))


def test_a_rule_where_there_was_none_loosens_and_a_new_escalation_does():
    gap = Policy((Rule(most=Fen(500)),))
    assert rules_loosen(gap, Policy((Rule(),)))
    assert not rules_loosen(Policy((Rule(),)), gap)
    plain = read("else: any of approvers", team())
    assert policy_loosens(plain, amend(plain, "escalate 8h to @Chen", team()))


@UNHURRIED
@given(policies(few_labels))
def test_a_policy_does_not_loosen_itself(policy):
    assert not policy_loosens(policy, policy)


stricter = st.sampled_from(
    ["cap order 1", "note from 0", "remind 4h", "budget team 1 a month", "budget each 9 a month"]
)


@st.composite
def pairs(draw):
    """Two policies of which the second was made from the first by a few changes."""
    old = draw(policies(few_labels))
    rules = list(old.rules)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(rules) - 1))
        more = (*rules[place].steps, ApprovalStep(role=draw(st.sampled_from([DECIDES, PAYS, RULES]))))
        rules[place] = replace(rules[place], steps=draw(st.sampled_from([more, more[:-2], ()])))
    new = replace(old, rules=tuple(rules))
    return old, amend(new, draw(stricter), team()) if draw(st.booleans()) else new


@THOROUGH
@given(pairs(), teams, facts, all_approvals, all_absences)
def test_what_does_not_loosen_lets_nothing_through_that_was_held_up_before(both, who, what, votes, delegations):
    old, new = both
    if policy_loosens(old, new):
        return
    before, after = judge(old, who, what, NOW, delegations), judge(new, who, what, NOW, delegations)
    if isinstance(after, Automatic):
        assert isinstance(before, Automatic)
    approved = isinstance(after, Needs) and isinstance(tally(after, votes, who, HASH, delegations, NOW), Approved)
    # What was voted for meets the caps of the hour and the day at the claim, not before.
    if approved and over_cap(new, what.total, what.usage) is None:
        assert not isinstance(before, Impossible)
        held = isinstance(before, Needs) and not isinstance(tally(before, votes, who, HASH, delegations, NOW), Approved)
        assert not held


def test_a_budget_that_turns_automatic_into_a_vote_does_not_get_past_a_full_hour() -> None:
    full = Policy(rules=(Rule(),), caps=Caps(hour=0))
    guarded = replace(full, budgets=Budgets(team=Allowance(Fen(100))))
    spent = Candidate(ANNA, Fen(1), usage=Usage(team=MonthSoFar(spent=Fen(101))))
    assert not policy_loosens(full, guarded)
    assert judge(full, team(), spent, NOW) == Impossible(Obstacle.OVER_CAP, "hour")
    assert isinstance(judge(guarded, team(), spent, NOW), Needs)
    assert over_cap(guarded, spent.total, spent.usage) == "hour"


def changed(person, **more):
    whole = team()
    return replace(whole, members=tuple(replace(m, **more) if m.person_id == person else m for m in whole.members))


def roles(*held):
    return {"roles": frozenset(held)}


@pytest.mark.parametrize(
    ("after", "loosens"),
    [
        (team(), False),
        (changed(ANNA, **roles(ASKS, DECIDES)), True),
        (changed(ANNA, **roles(ASKS, PAYS)), True),
        (changed(ANNA, **roles(RULES)), True),
        (changed(CHEN, **roles(ASKS, DECIDES)), False),
        (without(team(), CHEN, DECIDES), False),
        (changed(CHEN, active=False), False),
        (without(team(), EVE, RULES), True),
        (changed(EVE, active=False), True),
        (changed(BORIS, limit=500), False),
        (changed(ANNA, name="Anya"), False),
        (team(*team().members, member(9, "Igor", ASKS)), False),
        (team(*team().members, member(9, "Igor", DECIDES)), True),
        (team(member(EVE, "Eve", RULES)), True),
    ],
)
def test_people_loosen_where_somebody_gets_a_right_or_an_admin_goes(after, loosens):
    assert team_loosens(team(), after) == loosens


def test_a_raised_limit_loosens_and_a_lowered_one_does_not():
    low = changed(BORIS, limit=500)
    assert team_loosens(low, team())
    assert team_loosens(low, changed(BORIS, limit=501))
    assert not team_loosens(low, changed(BORIS, limit=499))
    assert team_loosens(changed(BORIS, active=False), team())


def test_an_invitation_to_ask_or_to_receive_loosens_nothing():
    assert {role for role in Role if not role_loosens(role)} == {ASKS, Role.RECEIVER}


@UNHURRIED
@given(st.lists(st.tuples(facts, st.integers(0, 100)), max_size=30), policies(few_labels), policies(few_labels), teams)
def test_the_preview_judges_the_last_twenty_requests_by_both(requests, old, new, who):
    pasts = [
        Past(number, f"{number}/1", what, NOW - timedelta(hours=hours))
        for number, (what, hours) in enumerate(requests, 1)
    ]
    told = what_if(old, new, who, pasts)
    assert len(told) == min(20, len(pasts))
    assert [each.past for each in told] == sorted(pasts, key=lambda each: (each.at, each.request_id))[::-1][:20]
    for each in told:
        assert each.before == judge(old, who, each.past.facts, each.past.at)
        assert each.after == judge(new, who, each.past.facts, each.past.at)


@UNHURRIED
@given(st.lists(facts, max_size=5), policies(few_labels), teams)
def test_the_preview_of_the_same_rules_shows_no_difference_whatever_their_deadlines(requests, policy, who):
    pasts = [Past(number, str(number), what, NOW) for number, what in enumerate(requests, 1)]
    told = what_if(policy, replace(policy, expire=timedelta(hours=7)), who, pasts)
    assert not any(each.differs for each in told)


def test_the_preview_names_what_would_have_been_different():
    from bot.purchasing.approval.splitting import Candidate
    from bot.purchasing.money import Fen

    old, new = read("else: any of approvers", team()), read("to 5: auto\nelse: any of approvers", team())
    small, large = (Past(n, str(n), Candidate(ANNA, Fen(499 + n)), NOW) for n in (1, 2))
    dearest, cheapest = what_if(old, new, team(), [small, large])
    assert (dearest.past, dearest.differs) == (large, False)
    assert (cheapest.past, cheapest.differs, cheapest.after) == (small, True, Automatic(WhyAutomatic.RULE))
