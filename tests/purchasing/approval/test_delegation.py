"""Being away: who may stand in for whom, when, and that it never goes in a circle."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.delegation import Delegation, may_be_away, stand_ins
from bot.purchasing.approval.team import Role
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DARIA,
    EVE,
    NOW,
    TODAY,
    UNHURRIED,
    absences,
    away,
    team,
    teams,
)

DAY = timedelta(days=1)


@UNHURRIED
@given(st.lists(absences(), max_size=8).map(tuple), st.integers(1, 5), teams)
def test_a_chain_of_stand_ins_ends_and_never_comes_back(delegations, person, who):
    chain = stand_ins(person, delegations, who, NOW)
    assert person not in chain
    assert len(set(chain)) == len(chain)


@UNHURRIED
@given(st.lists(absences().map(lambda each: replace(each, ended_at=None)), max_size=10))
def test_absences_that_were_entered_never_make_a_circle(entered):
    kept: tuple[Delegation, ...] = ()
    everybody = team(*(replace(each, roles=frozenset({Role.APPROVER})) for each in team().members))
    for each in entered:
        if may_be_away(each, everybody, kept, NOW) is None:
            kept = (*kept, each)
    for day in range(-4, 6):
        at = NOW + day * DAY
        for person in range(1, 6):
            held = {each.by: each.to for each in kept if each.holds(everybody, at)}
            walked, here = [person], person
            while here in held:
                here = held[here]
                assert here not in walked
                walked.append(here)
            assert stand_ins(person, kept, everybody, at) == tuple(walked[1:])


def test_it_holds_on_its_days_in_the_teams_zone_and_from_when_it_was_made():
    range_of_days = away(BORIS, CHEN, first=TODAY, last=TODAY + DAY, made_at=NOW)
    midnight = NOW + timedelta(hours=12)
    assert not range_of_days.holds(team(), NOW - timedelta(seconds=1))
    assert range_of_days.holds(team(), NOW)
    assert range_of_days.holds(team(), midnight + DAY - timedelta(seconds=1))
    assert not range_of_days.holds(team(), midnight + DAY)
    assert not replace(range_of_days, ended_at=NOW + DAY).holds(team(), NOW + DAY)


def test_the_stand_in_of_a_stand_in_may_decide_too():
    chain = (away(BORIS, CHEN), away(CHEN, DARIA))
    assert stand_ins(BORIS, chain, team(), NOW) == (CHEN, DARIA)
    assert stand_ins(BORIS, (*chain, away(DARIA, BORIS)), team(), NOW) == (CHEN, DARIA)


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        (away(BORIS, CHEN), None),
        (away(EVE, CHEN), None),
        (away(ANNA, CHEN), "not-an-approver"),
        (away(77, CHEN), "not-an-approver"),
        (away(BORIS, BORIS), "to-oneself"),
        (away(BORIS, ANNA), "to-no-approver"),
        (away(BORIS, 77), "to-no-approver"),
        (away(BORIS, CHEN, first=TODAY + DAY), "backwards"),
        (away(BORIS, CHEN, first=TODAY - 2 * DAY, last=TODAY - DAY), "past"),
        (away(BORIS, CHEN, last=TODAY + 400 * DAY), "too-long"),
    ],
)
def test_an_absence_that_can_not_be_entered_is_told_why(new, problem):
    assert may_be_away(new, team(), (), NOW) == problem


def test_two_absences_do_not_overlap_and_do_not_point_at_each_other():
    new = away(BORIS, CHEN, last=TODAY + 3 * DAY)
    assert may_be_away(new, team(), (away(BORIS, CHEN),), NOW) == "overlap"
    assert may_be_away(new, team(), (away(CHEN, BORIS),), NOW) == "loop"
    assert may_be_away(new, team(), (away(CHEN, DARIA), away(DARIA, BORIS)), NOW) == "loop"
    assert may_be_away(new, team(), (replace(away(CHEN, BORIS), ended_at=NOW),), NOW) is None
    before = away(CHEN, BORIS, first=TODAY - 5 * DAY, last=TODAY - DAY)
    assert may_be_away(new, team(), (before,), NOW) is None
