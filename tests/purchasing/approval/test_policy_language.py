"""The rules as admins type and read them: nothing gets lost, nothing is guessed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.policy import (
    Allowance,
    ApprovalStep,
    Caps,
    Escalation,
    Policy,
    RefundWord,
    Rule,
    Tolerance,
    Unsound,
    default_policy,
    sound,
    unfit,
)
from bot.purchasing.approval.policy_language import amend, read, show
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DECIDES,
    EVE,
    PAYS,
    RULES,
    UNHURRIED,
    facts,
    member,
    policies,
    team,
    teams,
)

WHOLE = """\
to 500: auto
by @Anna goods "big toys" electronics 500-900.50: any of @Boris
seller new: all of approvers
500-5000: any of approvers
5000+: 2 of @Boris @Chen @Daria then all of admins
note from 1000
remind 90m
escalate 8h to @Eve @Chen
expire 24h
tolerance 2% total 5.25%
cap order 10000
cap day 50000
cap hour 10
budget team 20000 a month stop
budget each 3000 a month
budget @Anna 5000 a month
refund from 2000 by 1 of buyers
alone auto"""
FLOOR = "\nelse: any of approvers"


@UNHURRIED
@given(policies(), teams)
def test_what_is_shown_is_read_back_the_same(policy, who):
    shown = show(policy, who)
    assert read(shown, who) == policy
    assert show(read(shown, who), who) == shown


@UNHURRIED
@given(policies(), facts)
def test_a_sound_policy_has_a_rule_for_every_request(policy, what):
    assert policy.rule_for(what.requester_id, what.total, what.kinds[0]) is not None


@UNHURRIED
@given(policies(), policies(), teams)
def test_typing_a_whole_policy_over_another_leaves_only_what_it_names(old, new, who):
    both = amend(old, show(new, who), who)
    assert both.rules == new.rules
    assert both.expire == new.expire


def test_a_policy_is_printed_back_as_it_was_typed():
    typed = WHOLE.replace('"big toys" electronics', '"big toys" electronics')
    assert show(read(typed, team()), team()) == typed


def test_every_line_means_what_it_says():
    policy = read(WHOLE, team())
    assert policy.rules[0] == Rule(most=Fen(50000))
    assert policy.rules[1] == Rule(
        (ApprovalStep(people=(BORIS,)),),
        Fen(50000),
        Fen(90050),
        goods=frozenset({"big toys", "electronics"}),
        requesters=frozenset({ANNA}),
    )
    assert policy.rules[2] == Rule((ApprovalStep(None, role=DECIDES),), sellers=frozenset({"new"}))
    assert policy.rules[4] == Rule(
        (ApprovalStep(2, people=(BORIS, CHEN, 4)), ApprovalStep(None, role=RULES)), Fen(500000)
    )
    assert policy.note_from == 100000
    assert policy.remind == timedelta(minutes=90)
    assert policy.escalate == Escalation(timedelta(hours=8), (EVE, CHEN))
    assert policy.tolerance == Tolerance(200, 525)
    assert policy.caps == Caps(Fen(1000000), Fen(5000000), 10)
    assert policy.budgets.team == Allowance(Fen(2000000), stop=True)
    assert policy.budgets.of(ANNA) == Allowance(Fen(500000))
    assert policy.budgets.of(BORIS) == Allowance(Fen(300000))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("500 – 5000：any of approver", "500-5000: any of approvers"),
        ("To ¥500: AUTO", "to 500: auto"),
        ("from 500: 1 of buyers", "500+: any of buyers"),
        ("500 +: @boris", "500+: any of @Boris"),
        ("goods “Big Toys”、电子 to 5: 2 of @2，@3", 'goods "big toys" 电子 to 5: 2 of @Boris @Chen'),
        ("by @ANNA: all of @EVE", "by @Anna: all of @Eve"),
    ],
)
def test_it_is_read_as_people_type_it(typed, shown):
    assert show(read(typed + FLOOR, team()), team()).splitlines()[0] == shown


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("to 1,5: auto", "range"),
        ("１０+: auto", "range"),
        ("to 1.555: auto", "amount"),
        ("5000+ approvers", "setting"),
        ("to 5: maybe", "step"),
        ("to 5: 2 of nobodies", "role"),
        ("to 5: some of approvers", "count"),
        ("to 5: any of @stranger", "person"),
        ("to 5: any of Boris @Chen", "person"),
        ("to 5: any: of approvers", "colons"),
        ("goods to 5: auto", "filter-empty"),
        ("@Boris to 5: auto", "out-of-place"),
        ('goods "" 5+: auto', "label-empty"),
        ('goods "open 5+: auto', "unreadable"),
        ("remind soon", "span"),
        ("remind 1d", "span"),
        ("expire", "span"),
        ("note from much", "amount"),
        ("escalate 8h @Anna", "escalate"),
        ("tolerance 2", "percent"),
        ("cap week 5", "cap"),
        ("cap hour many", "cap"),
        ("budget", "budget"),
        ("budget team lots", "budget"),
        ("budget @stranger 5", "person"),
        ("alone always", "alone"),
        ("5-1: auto", "rule-empty"),
        ("to 5: 3 of @Boris @Chen", "step-count"),
        ("to 5: 2 of @Boris @boris", "step-twice"),
        ("expire 1m", "expiry"),
        ("expire 400d", "expiry"),
        ("tolerance 5% total 2%", "tolerance"),
        ("tolerance 60%", "tolerance"),
        ("escalate 8h to", "escalate-who"),
        ("remind 0m", "waiting"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(line, key):
    with pytest.raises(Unsound) as refused:
        read(line + FLOOR, team())
    (found,) = refused.value.faults
    assert found.key == key
    assert found.sentence.endswith(".")
    assert "{" not in found.sentence


def test_all_lines_that_are_wrong_are_told_at_once_with_their_numbers():
    with pytest.raises(Unsound) as refused:
        read("to x: auto\nelse: any of approvers\nremind x", team())
    assert [dict(each.facts)["line"] for each in refused.value.faults] == ["1", "3"]


@pytest.mark.parametrize(
    ("rules", "amount"),
    [
        ("to 500: auto", "500.01"),
        ("5+: auto", "0.00"),
        ("to 5: auto\n6+: auto", "5.01"),
        ("goods x: auto", "0.00"),
    ],
)
def test_amounts_that_no_rule_covers_are_named(rules, amount):
    with pytest.raises(Unsound, match=f"No rule says what happens with ¥ {amount}"):
        read(rules, team())


def test_one_line_changes_one_setting_and_off_takes_it_away():
    policy = read(WHOLE, team())
    assert amend(policy, "expire 2d", team()).expire == timedelta(days=2)
    assert amend(policy, "expire 2d", team()).rules == policy.rules
    bare = "note off\nremind off\nescalate off\ntolerance off\ncap order off\ncap day off\ncap hour off\n"
    bare += "budget team off\nbudget each off\nbudget @Anna off\nrefund off\nalone off"
    assert amend(policy, bare, team()) == Policy(rules=policy.rules, alone=False)


def test_a_rule_takes_the_place_of_all_rules():
    changed = amend(read(WHOLE, team()), "else: all of admins", team())
    assert changed.rules == (Rule((ApprovalStep(None, role=RULES),)),)
    assert changed.note_from == 100000


def test_two_people_of_one_name_are_told_apart_by_number():
    twins = team(member(1, "Li Lei", DECIDES), member(2, "li  lei", DECIDES), member(3, "42", DECIDES))
    policy = Policy(rules=(Rule((ApprovalStep(2, people=(1, 2, 3)),)),))
    assert show(policy, twins).splitlines()[0] == "else: 2 of @1 @2 @3"
    with pytest.raises(Unsound, match="use @ and the number"):
        read("else: any of @Li_Lei", twins)


def test_who_is_named_and_may_not_approve_is_known_for_a_warning():
    policy = read("else: 1 of @Boris @Daria @77", team())
    assert unfit(policy, team()) == (4, 77)


def test_a_new_team_asks_one_approver_and_keeps_caps():
    policy = sound(default_policy())
    assert policy.rules == (Rule((ApprovalStep(role=DECIDES),)),)
    assert policy.expire == timedelta(hours=24)
    assert policy.tolerance == Tolerance(0, 0)
    assert policy.alone
    assert None not in (policy.caps.order, policy.caps.day, policy.caps.hour)


@pytest.mark.parametrize(
    "rule",
    [
        Rule((ApprovalStep(),)),
        Rule((ApprovalStep(role=DECIDES, people=(1,)),)),
        Rule((ApprovalStep(role=PAYS),) * 7),
        Rule(least=Fen(-1)),
        Rule(most=Fen(10**16)),
        Rule(goods=frozenset({"x" * 65})),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule):
    with pytest.raises(Unsound):
        sound(Policy(rules=(rule, Rule())))


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"rules": (Rule(),) * 41}, "too-many-rules"),
        ({"expire": timedelta(hours=1, seconds=1)}, "minutes"),
        ({"caps": Caps(hour=-1)}, "cap-hour"),
        ({"caps": Caps(day=Fen(-1))}, "amount"),
    ],
)
def test_a_policy_made_by_hand_is_held_to_the_same_rules(more, key):
    with pytest.raises(Unsound) as refused:
        sound(replace(Policy(rules=(Rule(),)), **more))
    assert [each.key for each in refused.value.faults] == [key]


@given(st.text(alphabet='to 5-+:auto@Boris"“”goods\n,、any of then 2%', max_size=60))
def test_any_text_is_either_a_policy_or_told_what_is_wrong(text):
    policy = understood(text)
    assert policy is None or read(show(policy, team()), team()) == policy


def understood(text):
    try:
        return read(text, team())
    except Unsound as refused:
        told = refused.faults
    assert told
    assert all(each.sentence for each in told)
    return None


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("refund from 2000 by 1 of buyers", ApprovalStep(1, role=PAYS)),
        ("refund from ¥2000.00 by any of buyers", ApprovalStep(1, role=PAYS)),
        ("refund from 2000 by all of admins", ApprovalStep(None, role=RULES)),
        ("refund from 2000 by 2 of @Boris @Chen", ApprovalStep(2, people=(BORIS, CHEN))),
        ("refund from 2000 by @Eve", ApprovalStep(1, people=(EVE,))),
    ],
)
def test_a_second_word_on_refunds_names_people_as_rules_do(line: str, step: ApprovalStep) -> None:
    policy = amend(default_policy(), line, team())
    assert policy.refund == RefundWord(Fen(2000_00), step)
    assert amend(policy, "refund off", team()) == default_policy()


@pytest.mark.parametrize(
    "line", ["refund", "refund 2000", "refund from 2000", "refund from by 1 of buyers", "refund from 2000 by buyers",
             "refund from 2000 by 1 of receivers", "refund 2000 by 1 of buyers", "refund from 2000 by 3 of @Boris"],
)  # fmt: skip
def test_half_a_second_word_is_none(line: str) -> None:
    with pytest.raises(Unsound):
        amend(default_policy(), line, team())
