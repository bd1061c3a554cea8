"""A member who left the team's group keeps his roles, and none of them acts; nobody is needed less for it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.purchasing.approval.eligibility import how_many
from bot.purchasing.approval.judge import Impossible, Obstacle, judge
from bot.purchasing.approval.loosening import all_shrinks, team_loosens
from bot.purchasing.approval.policy import ApprovalStep, Policy, Rule, default_policy
from bot.purchasing.approval.rights import Action, Actor, Allowed, Change, Matter, NotPermitted, authorise, why_void
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Approved, Open, tally
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
    PAYS,
    RULES,
    away,
    member,
    needs,
    team,
    yes,
)

ALL = ApprovalStep(None, role=DECIDES)
ANY = ApprovalStep(role=DECIDES)


def gone(whole: Team, *people: int, **more: Any) -> Team:
    """The team after these left its group."""
    return replace(
        whole,
        members=tuple(
            replace(each, rests=True, **more) if each.person_id in people else each for each in whole.members
        ),
    )


def result(step: ApprovalStep, whole: Team, *voters: int, delegations=()):
    return tally(needs(step), tuple(map(yes, voters)), whole, HASH, delegations, NOW)


def test_his_yes_of_before_counts_no_more_and_counts_again_when_he_is_back() -> None:
    whole = team()
    assert isinstance(result(ANY, whole, BORIS), Approved)
    while_out = result(ANY, gone(whole, BORIS), BORIS)
    assert isinstance(while_out, Open)
    assert (while_out.who, while_out.approved_by, while_out.lost) == ((CHEN,), (), (BORIS,))
    assert isinstance(result(ANY, whole, BORIS), Approved)


@pytest.mark.threat("T49")
def test_all_of_the_approvers_still_means_him_too() -> None:
    left = gone(team(), CHEN)
    assert how_many(ALL, needs(ALL), left) == how_many(ALL, needs(ALL), team()) == 2
    waits = result(ALL, left, BORIS)
    assert isinstance(waits, Open)
    assert (waits.missing, waits.stuck) == (1, True)


def test_all_of_people_who_are_named_still_means_him_too() -> None:
    named = ApprovalStep(None, people=(BORIS, CHEN))
    waits = result(named, gone(team(), CHEN), BORIS)
    assert isinstance(waits, Open)
    assert (waits.missing, waits.stuck) == (1, True)


def test_to_remove_him_makes_all_of_them_fewer_and_is_a_loosening() -> None:
    left, policy = gone(team(), CHEN), Policy(rules=(Rule(steps=(ALL,)),))
    removed = replace(left, members=tuple(each for each in left.members if each.person_id != CHEN))
    assert all_shrinks(policy, left, removed)
    assert not team_loosens(team(), left)


def test_nobody_becomes_alone_because_the_others_left() -> None:
    two = team(member(EVE, "Eve", RULES), member(BORIS, "Boris", DECIDES))
    assert gone(two, BORIS).alone is None
    assert gone(two, BORIS).roles_of(EVE) == two.roles_of(EVE) == {RULES, PAYS}


def test_a_stand_in_who_left_decides_for_nobody() -> None:
    lent = (away(BORIS, DARIA),)
    whole = team(*team().members[:3], member(DARIA, "Daria", DECIDES))
    named = ApprovalStep(people=(BORIS,))
    assert isinstance(result(named, whole, DARIA, delegations=lent), Approved)
    assert isinstance(result(named, gone(whole, DARIA), DARIA, delegations=lent), Open)


def test_nobody_stands_in_for_somebody_who_left() -> None:
    lent, named = (away(BORIS, CHEN),), ApprovalStep(people=(BORIS,))
    assert isinstance(result(named, team(), CHEN, delegations=lent), Approved)
    waits = result(named, gone(team(), BORIS), CHEN, delegations=lent)
    assert isinstance(waits, Open)
    assert waits.stuck


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("chat", ["private", "group"])
@pytest.mark.parametrize("own", [True, False], ids=["his own", "another's"])
def test_he_may_read_what_he_asked_for_and_nothing_else(action: Action, chat: str, own: bool) -> None:
    everything = team(member(BORIS, "Boris", *Role), *(each for each in team().members if each.person_id != BORIS))
    requester = BORIS if own else ANNA
    matter = Matter(1, requester, RequestState.PENDING, needs(ANY), snapshot_hash=HASH, shown_hash=HASH)
    actor = Actor(BORIS, BORIS if chat == "private" else -100)
    answer = authorise(actor, action, matter, gone(everything, BORIS), NOW, Change(loosens=False))
    assert answer == (Allowed() if action is Action.LIST and own else NotPermitted("left-the-group"))


def test_he_reads_nothing_of_the_team_and_an_admin_of_the_settings_all_of_it() -> None:
    for by_settings in (False, True):
        left = gone(team(), BORIS, by_settings=by_settings)
        answer = authorise(Actor(BORIS, BORIS), Action.LIST, None, left, NOW)
        assert answer == (Allowed() if by_settings else NotPermitted("left-the-group"))


@pytest.mark.parametrize("action", [Action.INVITE, Action.CHANGE_ROLES, Action.CHANGE_POLICY, Action.CHANGE_TEAM])
def test_an_admin_of_the_settings_goes_on_keeping_the_team(action: Action) -> None:
    left = gone(team(), EVE, by_settings=True)
    assert authorise(Actor(EVE, EVE), action, None, left, NOW, Change(loosens=False)) == Allowed()
    other = gone(team(), EVE)
    assert authorise(Actor(EVE, EVE), action, None, other, NOW, Change(loosens=False)) == NotPermitted("left-the-group")


def test_an_admin_of_the_settings_who_left_decides_on_no_request() -> None:
    left = gone(team(*team().members[:4], member(EVE, "Eve", RULES, DECIDES, PAYS, ASKS)), EVE, by_settings=True)
    assert left.roles_of(EVE) == {RULES}
    matter = Matter(1, ANNA, RequestState.PENDING, needs(ANY), snapshot_hash=HASH, shown_hash=HASH)
    for action in (Action.APPROVE, Action.DECLINE, Action.ASK, Action.PAY, Action.SETTLE, Action.REQUEST):
        assert authorise(Actor(EVE, EVE), action, matter, left, NOW) == NotPermitted("left-the-group")
    admins = ApprovalStep(role=RULES)
    assert isinstance(result(admins, left, EVE), Open)


def test_what_he_proposed_gets_no_second_word_while_he_is_out() -> None:
    two = team(member(EVE, "Eve", RULES), member(BORIS, "Boris", RULES))
    change = Change(True, proposed_by=BORIS, proposed_at=NOW - timedelta(minutes=20))
    assert authorise(Actor(EVE, EVE), Action.INVITE, None, two, NOW, change) == Allowed()
    left = gone(two, BORIS)
    assert authorise(Actor(EVE, EVE), Action.INVITE, None, left, NOW, change) == NotPermitted("proposer-left")
    assert why_void(change, left, NOW) is None


def test_whoever_stays_needs_the_second_word_of_another_admin_as_before() -> None:
    left = gone(team(member(EVE, "Eve", RULES), member(BORIS, "Boris", RULES)), BORIS)
    change = Change(True, proposed_by=EVE, proposed_at=NOW - timedelta(hours=1))
    assert authorise(Actor(EVE, EVE), Action.INVITE, None, left, NOW, change) == NotPermitted("second-admin")


def test_what_he_asks_for_is_not_judged_while_he_is_out() -> None:
    asked = Candidate(ANNA, Fen(100_00))
    found = judge(default_policy(), gone(team(), ANNA), asked, NOW)
    assert found == Impossible(Obstacle.LEFT_THE_GROUP)


def test_nothing_new_is_asked_of_too_few_who_are_there() -> None:
    everybody = Policy(rules=(Rule(steps=(ALL,)),))
    found = judge(everybody, gone(team(), CHEN), Candidate(ANNA, Fen(100_00)), NOW)
    assert found == Impossible(Obstacle.NOBODY, "1")
