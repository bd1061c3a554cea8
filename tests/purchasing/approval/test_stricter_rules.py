"""What waits is judged anew by stricter rules, and never gets through on less than it was asked with."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.judge import judged_anew, wanted
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.requirement import Instead, Needs, timetable
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.votes import Approved, Open, tally
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DECIDES,
    HASH,
    NOW,
    UNHURRIED,
    all_absences,
    all_approvals,
    few_labels,
    member,
    policies,
    team,
    teams,
    without,
    yes,
)

TOTAL = Fen(100_00)
WHAT = Candidate(ANNA, TOTAL)
LATER = NOW + timedelta(hours=1)


def asked(policy, who=None):
    """Needs as they were when Anna asked."""
    steps = wanted(policy, who or team(), WHAT, NOW).steps
    assert steps is not None
    to = policy.escalate.to if policy.escalate else ()
    return Needs(ANNA, TOTAL, steps, timetable(policy, who or team(), NOW), to)


def anew(before, after, who=None):
    old, new = read(before, team()), read(after, team())
    return judged_anew(asked(old, who), old, new, who or team(), WHAT, LATER)


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ("else: any of approvers", "else: any of approvers", "else: any of approvers"),
        ("else: any of approvers", "else: 2 of approvers", "else: 2 of approvers"),
        ("else: any of approvers", "else: all of approvers", "else: all of approvers"),
        ("else: 2 of approvers", "else: any of approvers", "else: 2 of approvers"),
        ("else: 2 of approvers", "else: auto", "else: 2 of approvers"),
        ("else: any of approvers", "else: any of approvers, then any of admins",
         "else: any of approvers, then any of admins"),
        ("else: any of approvers", "else: any of admins", "else: any of admins, then any of approvers"),
        ("else: any of approvers, then any of admins", "else: 2 of approvers",
         "else: 2 of approvers, then any of admins"),
    ],
)  # fmt: skip
def test_it_needs_what_either_of_the_rules_wants(before, after, steps):
    found = anew(before, after)
    assert found.steps == asked(read(steps, team())).steps
    assert (found.anew_at is None) == (found.steps == asked(read(before, team())).steps)


@pytest.mark.parametrize("turned", [False, True])
def test_all_of_two_rules_never_becomes_fewer_than_the_other_wants(turned):
    rules = ["else: all of approvers", "else: 2 of approvers"]
    before, after = reversed(rules) if turned else rules
    found = anew(before, after)
    alone = without(team(), CHEN, DECIDES)
    assert isinstance(tally(found, (yes(BORIS),), alone, HASH, (), LATER), Open)
    assert isinstance(tally(found, (yes(BORIS), yes(CHEN)), team(), HASH, (), LATER), Approved)


def test_others_decide_in_somebody_s_place_only_where_both_rules_let_them():
    base = "else: any of approvers\nescalate 2h to @Boris @Chen"
    at = asked(read(base, team())).times.escalate_at
    assert (anew(base, base).escalate_to, anew(base, base).times.escalate_at) == ((BORIS, CHEN), at)
    narrow = anew(base, "else: any of approvers\nescalate 2h to @Chen")
    assert (narrow.escalate_to, narrow.times.escalate_at) == ((CHEN,), at)
    late = anew(base, "else: any of approvers\nescalate 4h to @Boris @Chen")
    assert late.times.escalate_at == LATER + timedelta(hours=4)
    assert anew(base, "else: any of approvers\nescalate 1h to @Boris @Chen").times.escalate_at == at
    never = anew(base, "else: any of approvers\nescalate 300h to @Boris @Chen")
    assert never.times.escalate_at is None
    gone = anew(base, "else: any of approvers")
    assert (gone.escalate_to, gone.times.escalate_at, gone.anew_at) == ((), None, LATER)
    assert anew("else: any of approvers", base) == asked(read("else: any of approvers", team()))


def test_it_waits_no_longer_than_the_stricter_rules_let_it():
    short, long = "else: any of approvers\nexpire 2h", "else: any of approvers\nexpire 24h"
    assert anew(long, short).times.expire_at == LATER + timedelta(hours=2)
    assert anew(short, long).times.expire_at == NOW + timedelta(hours=2)
    assert anew(short, long).anew_at is None
    nearly = "else: any of approvers\nexpire 119m"
    assert anew("else: any of approvers\nexpire 2h", nearly).times.expire_at == NOW + timedelta(hours=2)


@pytest.mark.threat("T44")
@UNHURRIED
@given(policies(few_labels), policies(few_labels), teams, all_approvals, all_absences, st.integers(0, 40))
def test_what_passes_anew_passes_by_what_it_was_asked_with(old, new, who, votes, delegations, hours):
    if not wanted(old, who, WHAT, NOW).steps:
        return
    needs = asked(old, who)
    found = judged_anew(needs, old, new, who, WHAT, LATER)
    when = NOW + timedelta(hours=hours)
    if isinstance(tally(found, votes, who, HASH, delegations, when), Approved):
        assert isinstance(tally(needs, votes, who, HASH, delegations, when), Approved)
    assert judged_anew(found, new, new, who, WHAT, LATER) == found


def test_a_yes_that_does_not_count_any_more_is_named():
    needs, votes = asked(read("else: 2 of approvers", team())), (yes(BORIS), yes(CHEN, "b" * 64))
    assert tally(needs, votes, team(), HASH, (), NOW) == Open(1, 1, 1, (CHEN,), (BORIS,))
    found = tally(needs, votes, without(team(), BORIS, DECIDES), HASH, (), NOW)
    assert isinstance(found, Open)
    assert (found.approved_by, found.lost) == ((), (BORIS,))
    poor = team(*(m if m.person_id != BORIS else member(BORIS, "Boris", DECIDES, limit=Fen(1)) for m in team().members))
    found = tally(needs, votes, poor, HASH, (), NOW)
    assert isinstance(found, Open)
    assert found.lost == (BORIS,)


def test_if_the_new_rules_want_more_than_those_who_added_nothing_the_admins_take_the_seats() -> None:
    """One approver was enough and Chen is left of two; by the rules of now both would have to agree."""
    added = replace(asked(read("else: any of approvers", team())), contributors=frozenset({BORIS}))
    old, new = (read(text, team()) for text in ("else: any of approvers", "else: 2 of approvers"))
    found = judged_anew(added, old, new, team(), replace(WHAT, contributors=frozenset({BORIS})), LATER)
    assert (found.steps[0].count, found.contributors, found.instead) == (2, frozenset({BORIS}), Instead.ADMINS)
