"""What votes come to: the rules one by one, and a second reading that agrees on random teams."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Deadlines, Needs
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Approved, Declined, Open, Word, tally, why_not
from tests.purchasing.approval import model
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DARIA,
    DECIDES,
    EVE,
    HASH,
    NOW,
    OLD_HASH,
    RULES,
    THOROUGH,
    UNHURRIED,
    all_absences,
    all_approvals,
    all_votes,
    away,
    member,
    needed,
    needs,
    no,
    team,
    teams,
    without,
    yes,
)

ANY, ALL = ApprovalStep(role=DECIDES), ApprovalStep(None, role=DECIDES)
BIG = team(*(member(each, f"P{each}", DECIDES, RULES) for each in (BORIS, CHEN, DARIA, EVE)), member(ANNA, "Anna"))


def reading(needed, votes, who, delegations):
    state = tally(needed, votes, who, HASH, delegations, NOW)
    if isinstance(state, Declined):
        return "declined", 0, 0
    if isinstance(state, Approved):
        return "approved", len(needed.steps), 0
    return "open", state.step - 1, len(state.approved_by)


@THOROUGH
@given(needed(), all_votes, teams, all_absences)
def test_a_second_reading_of_the_rules_agrees(what, votes, who, delegations):
    word, full, taken = reading(what, votes, who, delegations)
    expected = model.outcome(what, votes, who, HASH, delegations, NOW)
    assert (word, full) == expected[:2]
    state = tally(what, votes, who, HASH, delegations, NOW)
    if isinstance(state, Open):
        wanted = model._wanted(what.steps[full], what, who)
        assert state.missing == wanted - expected[2]
        done = sum(model._wanted(each, what, who) for each in what.steps[:full])
        assert taken == done + expected[2]


@UNHURRIED
@given(needed(), all_approvals, teams, all_absences, st.randoms())
def test_the_order_in_which_votes_come_does_not_matter(what, votes, who, delegations, dice):
    shuffled = list(votes)
    dice.shuffle(shuffled)
    assert tally(what, tuple(shuffled), who, HASH, delegations, NOW) == tally(what, votes, who, HASH, delegations, NOW)


@UNHURRIED
@given(needed(), all_votes, teams, all_absences)
def test_the_requester_never_decides_whatever_his_roles_and_whoever_is_away(what, votes, who, delegations):
    others = tuple(each for each in votes if each.person_id != what.requester_id)
    state = tally(what, votes, who, HASH, delegations, NOW)
    assert state == tally(what, others, who, HASH, delegations, NOW)
    assert why_not(what, votes, who, HASH, delegations, NOW, what.requester_id) == "own-request"
    if isinstance(state, Open):
        assert what.requester_id not in state.who


@UNHURRIED
@given(needed(), all_approvals, teams, all_absences)
def test_a_person_counts_once_across_all_steps(what, votes, who, delegations):
    state = tally(what, votes, who, HASH, delegations, NOW)
    if isinstance(state, Approved):
        assert len(set(state.by)) == len(state.by) >= len(what.steps)


@UNHURRIED
@given(needed(), all_votes, teams, all_absences, st.integers(1, 5))
def test_who_lost_his_roles_today_does_not_count(what, votes, who, delegations, person):
    today = without(who, person, *Role)
    others = tuple(each for each in votes if each.person_id != person)
    state = tally(what, votes, today, HASH, delegations, NOW)
    assert state == tally(what, others, today, HASH, delegations, NOW)
    assert not isinstance(state, Open) or person not in state.who


@UNHURRIED
@given(needed(), all_votes, teams, all_absences)
def test_votes_for_another_content_count_for_nothing(what, votes, who, delegations):
    current = tuple(each for each in votes if each.snapshot_hash == HASH)
    assert tally(what, votes, who, HASH, delegations, NOW) == tally(what, current, who, HASH, delegations, NOW)
    fresh = tally(what, current, who, "c" * 64, delegations, NOW)
    assert isinstance(fresh, Open)
    assert fresh.approved_by == ()


@UNHURRIED
@given(needed(), all_approvals, teams, all_absences)
def test_nobody_approves_above_his_limit(what, votes, who, delegations):
    state = tally(what, votes, who, HASH, delegations, NOW)
    counted = () if isinstance(state, Declined) else state.by if isinstance(state, Approved) else state.who
    members = [who.member(each) for each in counted]
    assert all(each is not None and each.active and each.reaches(what.total) for each in members)


@UNHURRIED
@given(needed(), all_approvals, teams, all_absences)
def test_who_is_asked_are_exactly_those_whose_yes_goes_further(what, votes, who, delegations):
    state = tally(what, votes, who, HASH, delegations, NOW)
    if not isinstance(state, Open):
        return
    before = model.outcome(what, votes, who, HASH, delegations, NOW)[1:]
    said = {each.person_id for each in votes if each.snapshot_hash == HASH}
    for person in {1, 2, 3, 4, 5} - said:
        after = model.outcome(what, (*votes, yes(person)), who, HASH, delegations, NOW)[1:]
        assert (after > before) == (person in state.who)
        assert (why_not(what, votes, who, HASH, delegations, NOW, person) is None) == (person in state.who)


@UNHURRIED
@given(needed(), all_approvals, teams, st.integers(1, 5))
def test_a_no_of_anybody_entitled_ends_it(what, votes, who, person):
    others = tuple(each for each in votes if each.person_id != person)
    state = tally(what, (*others, no(person)), who, HASH, (), NOW)
    expected = model.outcome(what, (*others, no(person)), who, HASH, (), NOW)[0] == "declined"
    assert (state == Declined(person, "too dear")) == expected


@pytest.mark.parametrize(
    ("steps", "said", "approved"),
    [
        ((ANY,), (BORIS,), True),
        ((ANY,), (DARIA,), False),
        ((ALL,), (BORIS,), False),
        ((ALL,), (BORIS, CHEN), True),
        ((ApprovalStep(2, people=(BORIS, CHEN, EVE)),), (BORIS, CHEN), True),
        ((ApprovalStep(2, people=(BORIS, CHEN, EVE)),), (BORIS, EVE), False),
        ((ANY, ANY), (BORIS,), False),
        ((ANY, ANY), (BORIS, CHEN), True),
        ((ANY, ApprovalStep(people=(BORIS,))), (BORIS, CHEN), True),
        ((ANY, ApprovalStep(role=RULES)), (EVE,), False),
        ((ANY, ApprovalStep(role=RULES)), (EVE, CHEN), True),
    ],
)
def test_any_all_some_and_one_after_the_other(steps, said, approved):
    state = tally(needs(*steps), tuple(yes(each) for each in said), team(), HASH, (), NOW)
    assert isinstance(state, Approved) == approved


def test_all_named_people_stay_all_of_them_when_one_lost_the_right():
    both = needs(ApprovalStep(None, people=(BORIS, CHEN)))
    today = without(team(), CHEN, DECIDES)
    state = tally(both, (yes(BORIS),), today, HASH, (), NOW)
    assert state == Open(1, 1, 1, (), (BORIS,))
    assert state.stuck


def test_a_step_is_asked_only_when_the_one_before_is_done():
    state = tally(needs(ANY, ApprovalStep(role=RULES)), (), team(), HASH, (), NOW)
    assert state == Open(1, 2, 1, (BORIS, CHEN))
    assert why_not(needs(ANY, ApprovalStep(role=RULES)), (), team(), HASH, (), NOW, EVE) == "not-your-turn"
    later = tally(needs(ANY, ApprovalStep(role=RULES)), (yes(CHEN),), team(), HASH, (), NOW)
    assert later == Open(2, 2, 1, (EVE,), (CHEN,))


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (ANNA, "own-request"),
        (BORIS, "already-decided"),
        (CHEN, "over-your-limit"),
        (DARIA, "not-an-approver"),
        (EVE, "not-asked"),
        (99, "not-an-approver"),
    ],
)
def test_everybody_else_hears_why_not(person, reason):
    who = team(
        member(ANNA, "Anna", DECIDES),
        member(BORIS, "Boris", DECIDES),
        member(CHEN, "Chen", DECIDES, limit=99_99),
        member(DARIA, "Daria", RULES),
        member(EVE, "Eve", DECIDES),
    )
    two = needs(ApprovalStep(2, people=(BORIS, CHEN)))
    assert why_not(two, (yes(BORIS),), who, HASH, (), NOW, person) == reason


def test_somebody_away_and_his_stand_in_are_one_yes():
    two = needs(ApprovalStep(2, people=(BORIS, CHEN)))
    instead = (away(BORIS, EVE),)
    assert isinstance(tally(two, (yes(BORIS), yes(EVE)), BIG, HASH, instead, NOW), Open)
    assert isinstance(tally(two, (yes(CHEN), yes(EVE)), BIG, HASH, instead, NOW), Approved)


@pytest.mark.threat("T3")
def test_a_stand_in_gets_no_right_over_his_own_request():
    his = needs(ApprovalStep(people=(BORIS,)), by=EVE)
    state = tally(his, (yes(EVE),), BIG, HASH, (away(BORIS, EVE),), NOW)
    assert state == Open(1, 1, 1, (BORIS,))


def test_a_requester_hands_no_right_over_his_own_request_to_a_friend():
    his = needs(ApprovalStep(people=(BORIS,)), by=BORIS)
    assert isinstance(tally(his, (yes(EVE),), BIG, HASH, (away(BORIS, EVE),), NOW), Open)


def test_a_word_given_as_stand_in_stays_when_the_absence_is_over():
    earlier = NOW - timedelta(hours=1)
    over = replace(away(BORIS, EVE), ended_at=NOW - timedelta(minutes=1))
    one = needs(ApprovalStep(people=(BORIS,)))
    assert isinstance(tally(one, (yes(EVE, at=earlier),), BIG, HASH, (over,), NOW), Approved)
    assert isinstance(tally(one, (yes(EVE),), BIG, HASH, (over,), NOW), Open)


def test_a_no_given_as_stand_in_stays_when_the_absence_is_over():
    over = replace(away(BORIS, EVE), ended_at=NOW - timedelta(minutes=1))
    one = needs(ApprovalStep(people=(BORIS,)))
    early = no(EVE, at=NOW - timedelta(hours=1))
    assert tally(one, (early,), BIG, HASH, (over,), NOW) == Declined(EVE, "too dear")
    assert isinstance(tally(one, (no(EVE),), BIG, HASH, (over,), NOW), Open)


def test_a_stand_in_gives_a_seat_back_to_its_owner_where_he_is_needed_himself():
    two = needs(ApprovalStep(people=(DARIA,)), ApprovalStep(people=(BORIS,)))
    instead = (away(DARIA, BORIS),)
    assert tally(two, (yes(BORIS),), BIG, HASH, instead, NOW) == Open(2, 2, 1, (DARIA,), (BORIS,))
    assert tally(two, (yes(BORIS), yes(DARIA)), BIG, HASH, instead, NOW) == Approved((BORIS, DARIA))


def test_an_escalation_reaches_an_approver_also_where_admins_were_asked():
    times = Deadlines(NOW + timedelta(hours=24), None, NOW)
    admins = needs(ApprovalStep(role=RULES), times=times, escalate_to=(CHEN,))
    assert tally(admins, (), team(), HASH, (), NOW) == Open(1, 1, 1, (CHEN, EVE))
    assert tally(admins, (yes(CHEN),), team(), HASH, (), NOW) == Approved((CHEN,))


def test_the_next_person_may_decide_only_once_it_was_escalated():
    times = Deadlines(NOW + timedelta(hours=24), None, NOW)
    waiting = needs(ApprovalStep(people=(BORIS,)), times=times, escalate_to=(CHEN,))
    early = NOW - timedelta(seconds=1)
    assert tally(waiting, (), team(), HASH, (), early) == Open(1, 1, 1, (BORIS,))
    assert tally(waiting, (), team(), HASH, (), NOW) == Open(1, 1, 1, (BORIS, CHEN))
    assert tally(waiting, (yes(CHEN),), team(), HASH, (), NOW) == Approved((CHEN,))


def test_a_no_after_enough_yeses_in_the_same_moment_is_still_a_no():
    assert tally(needs(), (yes(BORIS), no(CHEN)), team(), HASH, (), NOW) == Declined(CHEN, "too dear")
    assert tally(needs(), (yes(BORIS), no(CHEN, OLD_HASH)), team(), HASH, (), NOW) == Approved((BORIS,))
    assert no(CHEN).word is Word.DECLINE


def test_steps_that_ask_nobody_are_refused():
    with pytest.raises(ValueError, match="automatic"):
        Needs(ANNA, needs().total, (), Deadlines(NOW))
