"""What a request needs: tiers, filters, what goes by itself, caps, budgets, and what nobody could approve."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.desk.shared.refusals import REASONS
from bot.purchasing.approval.budget import MonthSoFar, Usage, over_cap
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, WhyAutomatic, judge, standings
from bot.purchasing.approval.policy import ApprovalStep, Kind, Policy, Rule, default_policy
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.votes import Approved, Open, tally
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
    all_approvals,
    away,
    facts,
    few_labels,
    member,
    needed,
    policies,
    team,
    teams,
    yes,
)

TIERS = """\
to 500: auto
goods toys to 900: any of @Chen
seller new: all of approvers
by @Daria: all of admins
500-5000: any of approvers
5000+: 2 of approvers"""


def judged(text, total, by=ANNA, who=None, **more):
    who = who or team()
    return judge(read(text, who), who, Candidate(by, Fen(total), **more), NOW)


@pytest.mark.parametrize(
    ("what", "step"),
    [
        ({"total": 500_01}, ApprovalStep(role=DECIDES)),
        ({"total": 5000_00}, ApprovalStep(role=DECIDES)),
        ({"total": 5000_01}, ApprovalStep(2, role=DECIDES)),
        ({"total": 600_00, "kinds": (Kind(goods=frozenset({"toys", "red"})),)}, ApprovalStep(people=(CHEN,))),
        ({"total": 900_01, "kinds": (Kind(goods=frozenset({"toys"})),)}, ApprovalStep(role=DECIDES)),
        ({"total": 600_00, "kinds": (Kind(sellers=frozenset({"new"})),)}, ApprovalStep(None, role=DECIDES)),
        ({"total": 600_00, "kinds": (Kind(sellers=frozenset({"toys"})),)}, ApprovalStep(role=DECIDES)),
        ({"total": 9000_00, "by": DARIA}, ApprovalStep(None, role=RULES)),
    ],
)
def test_the_first_rule_that_fits_decides(what, step):
    judgement = judged(TIERS, **what)
    assert isinstance(judgement, Needs)
    assert judgement.steps == (step,)


@pytest.mark.parametrize("total", [0, 1, 500_00])
def test_what_is_under_the_limit_goes_by_itself(total):
    assert judged(TIERS, total) == Automatic(WhyAutomatic.RULE)


def test_a_new_team_needs_one_approver_who_is_not_the_requester():
    judgement = judge(default_policy(), team(), Candidate(BORIS, Fen(1)), NOW)
    assert isinstance(judgement, Needs)
    assert tally(judgement, (), team(), HASH, (), NOW) == Open(1, 1, 1, (CHEN,))


def test_an_admin_who_is_alone_buys_after_his_own_word_up_to_the_caps():
    alone = team(member(EVE, "Eve", RULES), member(BORIS, "Boris", DECIDES, active=False))
    policy = default_policy()
    assert judge(policy, alone, Candidate(EVE, Fen(20_000_00)), NOW) == Automatic(WhyAutomatic.ALONE)
    assert judge(policy, alone, Candidate(EVE, Fen(20_000_01)), NOW) == Impossible(Obstacle.OVER_CAP, "order")
    busy = Candidate(EVE, Fen(1), usage=Usage(last_hour=30))
    assert judge(policy, alone, busy, NOW) == Impossible(Obstacle.OVER_CAP, "hour")
    nearly = Candidate(EVE, Fen(2), usage=Usage(today=Fen(49_999_99)))
    assert judge(policy, alone, nearly, NOW) == Impossible(Obstacle.OVER_CAP, "day")
    assert judge(replace(policy, alone=False), alone, Candidate(EVE, Fen(1)), NOW) == Impossible(Obstacle.NOBODY, "1")


def test_an_admin_with_anybody_beside_him_is_not_alone():
    two = team(member(EVE, "Eve", RULES), member(ANNA, "Anna", ASKS))
    assert judge(default_policy(), two, Candidate(EVE, Fen(1)), NOW) == Impossible(Obstacle.NOBODY, "1")


@pytest.mark.parametrize(
    ("rule", "by", "step"),
    [
        ("else: 2 of approvers", BORIS, "1"),
        ("else: 3 of approvers", ANNA, "1"),
        ("else: any of @Boris", BORIS, "1"),
        ("else: any of @Daria", ANNA, "1"),
        ("else: all of @Boris @Eve", ANNA, "1"),
        ("else: any of @Boris then any of @Boris", ANNA, "2"),
        ("else: all of approvers then any of @Chen", ANNA, "2"),
        ("else: all of admins", EVE, "1"),
    ],
)
def test_what_nobody_could_approve_is_said_at_once(rule, by, step):
    assert judged(rule, 1_00, by) == Impossible(Obstacle.NOBODY, step)


def test_a_request_that_no_rule_fits_goes_nowhere():
    unsound = Policy(rules=(Rule(most=Fen(99)),))
    assert judge(unsound, team(), Candidate(ANNA, Fen(99)), NOW) == Automatic(WhyAutomatic.RULE)
    assert judge(unsound, team(), Candidate(ANNA, Fen(100)), NOW) == Impossible(Obstacle.NO_RULE)


def test_limits_decide_whether_anybody_could_approve():
    low = team(member(ANNA, "Anna", ASKS), member(BORIS, "Boris", DECIDES, limit=Fen(99)))
    assert judged("else: any of approvers", 100, who=low) == Impossible(Obstacle.NOBODY, "1")
    assert isinstance(judged("else: any of approvers", 99, who=low), Needs)


def test_a_stand_in_may_be_the_one_who_could_approve():
    who = team(*team().members[:3], member(DARIA, "Daria", DECIDES))
    policy = read("else: any of @Boris then any of @Boris", who)
    request = Candidate(ANNA, Fen(1))
    assert judge(policy, who, request, NOW) == Impossible(Obstacle.NOBODY, "2")
    assert isinstance(judge(policy, who, request, NOW, (away(BORIS, DARIA),)), Needs)


def test_a_note_is_wanted_from_an_amount_on():
    noted = "else: any of approvers\nnote from 100"
    assert judged(noted, 100_00) == Impossible(Obstacle.NOTE_NEEDED)
    assert judged(noted, 100_00, note="  ") == Impossible(Obstacle.NOTE_NEEDED)
    assert isinstance(judged(noted, 100_00, note="restock"), Needs)
    assert isinstance(judged(noted, 99_99), Needs)


@pytest.mark.parametrize("by", [77, BORIS])
def test_who_is_no_member_gets_nothing_judged(by):
    who = team(member(ANNA, "Anna", DECIDES), member(BORIS, "Boris", ASKS, active=False), member(3, "Chen", DECIDES))
    assert judged("else: auto", 1, by, who) == Impossible(Obstacle.NOT_A_MEMBER)


def spent(team_month=0, person_month=0):
    return Usage(MonthSoFar(None, Fen(team_month)), MonthSoFar(ANNA, Fen(0), Fen(person_month)))


def test_a_used_up_budget_takes_the_automatic_away():
    soft = "else: auto\nbudget team 100 a month"
    assert judged(soft, 10_00, usage=spent(90_00)) == Automatic(WhyAutomatic.RULE)
    over = judged(soft, 10_01, usage=spent(90_00))
    assert isinstance(over, Needs)
    assert over.steps == (ApprovalStep(role=DECIDES),)


def test_a_budget_that_stops_stops():
    hard = "else: any of approvers\nbudget team 100 a month stop\nbudget @Anna 50 a month stop"
    assert isinstance(judged(hard, 10_00, usage=spent(90_00, 40_00)), Needs)
    assert judged(hard, 10_01, usage=spent(90_00)) == Impossible(Obstacle.OVER_BUDGET, "team")
    assert judged(hard, 10_01, usage=spent(0, 40_00)) == Impossible(Obstacle.OVER_BUDGET, "person")


@pytest.mark.parametrize(
    ("policy", "by", "usage", "reason", "detail"),
    [
        ("else: auto", 77, Usage(), "not-a-member", ""),
        ("else: auto\nnote from 1", ANNA, Usage(), "note-needed", ""),
        ("else: auto\ncap order 99.99", ANNA, Usage(), "over-cap", "order"),
        ("else: any of approvers\ncap order 99.99", ANNA, Usage(), "over-cap", "order"),
        ("else: auto\ncap hour 1", ANNA, Usage(last_hour=1), "over-cap", "hour"),
        ("else: auto\ncap day 100", ANNA, Usage(today=Fen(1)), "over-cap", "day"),
        ("else: auto\nbudget team 99 a month stop", ANNA, Usage(), "over-budget", "team"),
        ("else: auto\nbudget each 99 a month stop", ANNA, spent(), "over-budget", "person"),
        ("else: any of @Boris", BORIS, Usage(), "nobody", "1"),
        ("else: any of @Boris then any of @Boris", ANNA, Usage(), "nobody", "2"),
    ],
)
def test_what_stands_in_the_way_of_a_hundred_yuan_is_said_in_a_word_and_its_detail(policy, by, usage, reason, detail):
    judgement = judged(policy, 100_00, by, usage=usage)
    assert isinstance(judgement, Impossible)
    assert (judgement.reason, judgement.detail) == (reason, detail)


def test_every_obstacle_has_its_sentence_and_no_rule_is_one():
    nothing_fits = judge(Policy(rules=(Rule(most=Fen(1)),)), team(), Candidate(ANNA, Fen(2)), NOW)
    assert nothing_fits == Impossible(Obstacle("no-rule"))
    assert set(Obstacle) <= set(REASONS)


def test_what_goes_by_itself_goes_by_a_rule_or_because_nobody_else_is_there():
    alone = team(member(EVE, "Eve", RULES))
    assert judged("else: auto", 1).why == "rule"
    assert judged("else: any of admins\nalone auto", 1, EVE, alone).why == "alone"


@pytest.mark.parametrize(("more", "later"), [("", ()), ("\nescalate 8h to @Chen @Eve", (CHEN, EVE))])
def test_those_to_whom_it_goes_when_nobody_answers_are_kept_with_what_is_needed(more, later):
    judgement = judged(f"else: any of @Boris{more}", 1)
    assert isinstance(judgement, Needs)
    assert judgement.escalate_to == later


def test_whoever_is_alone_follows_the_rules_where_they_say_so():
    alone = team(member(EVE, "Eve", RULES))
    assert judged("else: any of admins\nalone off", 1, EVE, alone) == Impossible(Obstacle.NOBODY, "1")
    assert judged("else: auto\nalone off", 1, EVE, alone) == Automatic(WhyAutomatic.RULE)


@UNHURRIED
@given(policies(few_labels), teams, facts, all_absences)
def test_nothing_goes_by_itself_over_a_cap_or_over_a_budget_that_stops(policy, who, what, delegations):
    judgement = judge(policy, who, what, NOW, delegations)
    if isinstance(judgement, Impossible):
        return
    assert not any(each.stops for each in standings(policy, what))
    assert policy.caps.order is None or what.total <= policy.caps.order
    if isinstance(judgement, Automatic):
        assert over_cap(policy, what.total, what.usage) is None


@UNHURRIED
@given(policies(few_labels), teams, facts)
def test_it_goes_by_itself_only_by_a_rule_or_alone(policy, who, what):
    if not isinstance(judge(policy, who, what, NOW), Automatic):
        return
    rule = policy.rule_for(what.requester_id, what.total, what.kinds[0])
    only = who.alone is not None and who.alone.person_id == what.requester_id and policy.alone
    assert only or (rule is not None and not rule.steps)


@UNHURRIED
@given(policies(few_labels), teams, facts, all_absences)
def test_what_is_asked_of_people_could_be_approved_by_them(policy, who, what, delegations):
    judgement = judge(policy, who, what, NOW, delegations)
    everybody = tuple(yes(each.person_id) for each in who.members)
    if isinstance(judgement, Needs):
        state = tally(judgement, everybody, who, HASH, delegations, NOW)
        assert isinstance(state, Approved)
        assert what.requester_id not in state.by


@UNHURRIED
@given(needed(), all_approvals, teams, all_absences)
def test_what_nobody_could_approve_is_never_approved(what, votes, who, delegations):
    policy = Policy(rules=(Rule(what.steps),), alone=False)
    current = tuple(each for each in delegations if each.ended_at is None and each.made_at <= NOW)
    here = tuple(replace(each, at=NOW) for each in votes)
    judgement = judge(policy, who, Candidate(what.requester_id, what.total), NOW, current)
    if isinstance(judgement, Impossible) and judgement.reason is Obstacle.NOBODY and not what.times.escalated(NOW):
        assert not isinstance(tally(what, here, who, HASH, current, NOW), Approved)
