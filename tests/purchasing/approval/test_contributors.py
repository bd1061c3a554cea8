"""Whoever asked or added a line decides on nothing of it; a list is judged as its strictest person alone would be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.judge import Automatic, Impossible, Judgement, Obstacle, judge
from bot.purchasing.approval.policy import ApprovalStep, Escalation, Policy, Rule, Together
from bot.purchasing.approval.requirement import Instead, Needs, asks_less
from bot.purchasing.approval.rights import Action, Actor, Matter, NotPermitted, authorise
from bot.purchasing.approval.splitting import Asked, Candidate, rule_of
from bot.purchasing.approval.votes import Approved, Open, WhyNot, entitled, tally, why_no_say, why_not
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    ASKS,
    BORIS,
    CHEN,
    DARIA,
    DECIDES,
    EVE,
    HASH,
    NOW,
    RULES,
    UNHURRIED,
    all_absences,
    all_votes,
    away,
    facts,
    ids,
    member,
    needed,
    needs,
    policies,
    team,
    teams,
    yes,
)

ONE, TWO = ApprovalStep(role=DECIDES), ApprovalStep(2, role=DECIDES)
NAMED = ApprovalStep(None, people=(BORIS, CHEN))


def of(*people: int, step: ApprovalStep = ONE, **more: Any) -> Needs:
    return needs(step, contributors=frozenset(people), **more)


def listed(*people: int, total: int = 400_00, **more: Any) -> Candidate:
    """A list that Anna asks for, with lines of these people."""
    return Candidate(ANNA, Fen(total), contributors=frozenset(people), **more)


def ruled(*steps: ApprovalStep, **more: Any) -> Policy:
    return Policy(rules=(Rule(steps),), **more)


def judged(policy: Policy, candidate: Candidate, whole: Any = None) -> Judgement:
    return judge(policy, whole or team(), candidate, NOW)


@pytest.mark.threat("T3")
@given(needed(), teams, all_votes, all_absences, st.frozensets(ids, max_size=3))
@UNHURRIED
def test_nobody_who_added_a_line_ever_counts(asked: Any, whole: Any, cast: Any, absences: Any, added: Any) -> None:
    """Not as an approver, not for somebody away, not after an escalation, not in anybody's place."""
    for instead in (None, *Instead):
        found = replace(asked, contributors=added, instead=instead)
        result = tally(found, cast, whole, HASH, absences, NOW)
        said = result.by if isinstance(result, Approved) else result.who if isinstance(result, Open) else (result.by,)
        assert not set(said) & found.excluded
        assert not any(entitled(found, whole, absences, each, NOW) for each in found.excluded)


def test_a_yes_of_somebody_who_added_a_line_moves_nothing() -> None:
    assert isinstance(tally(of(), (yes(BORIS),), team(), HASH, (), NOW), Approved)
    assert isinstance(tally(of(BORIS), (yes(BORIS),), team(), HASH, (), NOW), Open)


def test_they_decide_for_nobody_who_is_away_either() -> None:
    absences = (away(CHEN, BORIS),)
    assert isinstance(tally(of(), (yes(BORIS),), team(), HASH, absences, NOW), Approved)
    assert isinstance(
        tally(of(BORIS, step=ApprovalStep(people=(CHEN,))), (yes(BORIS),), team(), HASH, absences, NOW), Open
    )


def test_nobody_decides_for_them_while_they_are_away() -> None:
    """A stand-in has the word of somebody; whoever added a line has none."""
    found = of(BORIS, step=ApprovalStep(people=(BORIS,)))
    assert not entitled(found, team(), (away(BORIS, CHEN),), CHEN, NOW)


def test_an_escalation_gives_them_no_word() -> None:
    times = replace(needs().times, escalate_at=NOW - timedelta(hours=1))
    found = of(BORIS, step=ApprovalStep(people=(CHEN,)), times=times, escalate_to=(BORIS,))
    assert not entitled(found, team(), (), BORIS, NOW)


@pytest.mark.parametrize(
    "said", [why_not(of(BORIS), (), team(), HASH, (), NOW, BORIS), why_no_say(of(BORIS), team(), (), NOW, BORIS)]
)
def test_they_are_told_that_they_added_something(said: WhyNot) -> None:
    assert said is WhyNot.OWN_LINE


@pytest.mark.parametrize("action", [Action.APPROVE, Action.DECLINE, Action.ASK])
def test_no_action_of_deciding_is_theirs(action: Action) -> None:
    waits = Matter(1, ANNA, RequestState.PENDING, of(BORIS), snapshot_hash=HASH, shown_hash=HASH)
    assert authorise(Actor(BORIS, BORIS), action, waits, team(), NOW) == NotPermitted(
        "own-line", {"limit": None, "total": Fen(100_00)}
    )


def test_what_a_part_needed_leaves_out_whoever_added_a_line_to_the_whole() -> None:
    assert of(BORIS).of_part(Fen(1)).excluded == {ANNA, BORIS}


def test_the_others_decide_if_enough_are_left() -> None:
    assert judged(ruled(ONE), listed(BORIS)) == replace(needs(total=400_00), contributors=frozenset({BORIS}))


def test_all_of_some_named_people_are_those_of_them_who_added_nothing() -> None:
    found = judged(ruled(NAMED), listed(BORIS))
    assert isinstance(found, Needs)
    assert found.instead is None
    assert isinstance(tally(found, (yes(CHEN),), team(), HASH, (), NOW), Approved)


def test_if_too_few_are_left_an_admin_who_added_nothing_takes_the_seat() -> None:
    found = judged(ruled(TWO), listed(BORIS))
    assert isinstance(found, Needs)
    assert found.instead is Instead.ADMINS
    assert tally(found, (yes(EVE),), team(), HASH, (), NOW) == Open(1, 1, 1, (CHEN,), (EVE,))
    assert isinstance(tally(found, (yes(EVE), yes(CHEN)), team(), HASH, (), NOW), Approved)


def test_an_admin_takes_no_seat_of_somebody_who_may_decide_themselves() -> None:
    """Two admins are not two approvers: Chen added nothing, so it needs his own yes."""
    two = team(*team().members, member(6, "Farid", RULES))
    found = judged(ruled(TWO), listed(BORIS), two)
    assert isinstance(found, Needs)
    assert isinstance(tally(found, (yes(EVE), yes(6)), two, HASH, (), NOW), Open)


def test_who_could_not_decide_anyway_leaves_no_seat_that_an_admin_may_take() -> None:
    """Daria pays and approves nothing: that she added a line takes no approver away."""
    found = of(DARIA, instead=Instead.ADMINS)
    assert isinstance(tally(found, (yes(EVE),), team(), HASH, (), NOW), Open)


@pytest.mark.parametrize(("instead", "person"), [(Instead.ESCALATION, DARIA), (Instead.ADMINS, CHEN)])
def test_nobody_takes_the_seat_who_may_not_approve_in_that_place(instead: Instead, person: int) -> None:
    found = of(BORIS, step=ApprovalStep(people=(BORIS,)), instead=instead, escalate_to=(DARIA,))
    assert isinstance(tally(found, (yes(person),), team(), HASH, (), NOW), Open)


def test_nobody_stands_in_for_one_of_the_escalation_who_may_not_approve() -> None:
    times = replace(needs().times, escalate_at=NOW - timedelta(hours=1))
    found = needs(ApprovalStep(people=(BORIS,)), times=times, escalate_to=(DARIA,))
    assert isinstance(tally(found, (yes(CHEN),), team(), HASH, (away(DARIA, CHEN),), NOW), Open)


def test_the_escalation_of_the_rules_comes_before_the_admins() -> None:
    three = team(*team().members, member(6, "Farid", DECIDES))
    policy = ruled(ApprovalStep(people=(BORIS,)), escalate=Escalation(timedelta(hours=4), (6,)))
    found = judged(policy, listed(BORIS), three)
    assert isinstance(found, Needs)
    assert found.instead is Instead.ESCALATION
    assert isinstance(tally(found, (yes(6),), three, HASH, (), NOW), Approved)
    assert isinstance(tally(found, (yes(EVE),), three, HASH, (), NOW), Open)


def test_an_escalation_to_somebody_who_added_a_line_helps_nobody() -> None:
    policy = ruled(ApprovalStep(people=(BORIS,)), escalate=Escalation(timedelta(hours=4), (CHEN,)))
    found = judged(policy, listed(BORIS, CHEN))
    assert isinstance(found, Needs)
    assert found.instead is Instead.ADMINS


def test_if_nobody_is_left_it_is_said_why() -> None:
    assert judged(ruled(ONE), listed(BORIS, CHEN, EVE)) == Impossible(Obstacle.ALL_TAKE_PART, "1")


def test_a_team_without_approvers_says_that_and_does_not_blame_who_added_something() -> None:
    nobody = team(member(ANNA, "Anna", ASKS), member(EVE, "Eve", RULES))
    assert judged(ruled(ONE), listed(EVE), nobody) == Impossible(Obstacle.NOBODY, "1")


def test_a_rule_for_one_person_lets_nobody_else_s_lines_pass() -> None:
    policy = Policy(rules=(Rule((), most=Fen(800_00), requesters=frozenset({ANNA})), Rule((ONE,))))
    assert isinstance(judged(policy, listed()), Automatic)
    assert isinstance(judged(policy, listed(DARIA)), Needs)


def test_one_person_s_lines_alone_may_want_more_than_the_sum() -> None:
    policy = Policy(rules=(Rule((ONE,), most=Fen(99_00), requesters=frozenset({DARIA})), Rule()))
    alone = ((ANNA, Fen(310_00)), (DARIA, Fen(90_00)))
    assert isinstance(judged(policy, listed(DARIA, shares=alone)), Needs)
    assert isinstance(judged(policy, listed(DARIA)), Automatic)


def test_what_one_of_them_asked_for_a_short_time_ago_counts_together_with_the_list() -> None:
    policy = Policy(rules=(Rule((), most=Fen(500_00)), Rule((ONE,))), together=Together())
    before = (Asked(7, DARIA, Fen(200_00), NOW - timedelta(hours=1), steps=()),)
    assert isinstance(judged(policy, listed(others=before)), Automatic)
    assert isinstance(judged(policy, listed(DARIA, others=before)), Needs)


@pytest.mark.threat("T3")
@given(policies(), facts, st.frozensets(ids, max_size=3), st.dictionaries(ids, st.integers(0, 900_000), max_size=3))
@UNHURRIED
def test_a_list_never_needs_less_than_one_of_its_people_alone_would(
    policy: Policy, asked: Candidate, added: frozenset[int], costs: dict[int, int]
) -> None:
    """Neither for the sum, as if they had asked for it, nor automatically for what is theirs of it."""
    together = replace(asked, contributors=added, shares=tuple((each, Fen(cost)) for each, cost in costs.items()))
    found = rule_of(policy, together, Fen(0))
    assert found is not None
    for person in together.people:
        for total in (asked.total, *(Fen(cost) for each, cost in costs.items() if each == person)):
            alone = rule_of(policy, replace(asked, requester_id=person, total=total), Fen(0))
            assert alone is not None
            assert asks_less(alone.steps, found.steps) or not asks_less(found.steps, alone.steps)
            assert found.steps or not alone.steps
