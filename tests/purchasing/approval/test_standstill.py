"""What of a team cannot go on: nobody can pay, nobody can decide, or a rule takes more people than are here."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.policy import ApprovalStep, Escalation, Policy, Rule
from bot.purchasing.approval.requirement import Deadlines
from bot.purchasing.approval.standstill import (
    StandsStill,
    Standstill,
    by_cause,
    is_of_team,
    of_request,
    paying,
    standstills,
    still_stands,
)
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.votes import Approved, tally
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
    UNHURRIED,
    away,
    ids,
    member,
    needed,
    needs,
    team,
    teams,
    yes,
)

PAYING, DECIDING = StandsStill.PAYING, StandsStill.DECIDING
ONE, TWO, ALL = (ApprovalStep(count, role=DECIDES) for count in (1, 2, None))


def rules(*steps: ApprovalStep, **more: Any) -> Policy:
    return Policy(rules=tuple(Rule(steps=(each,)) for each in steps or (ONE,)), **more)


def found(policy: Policy, whole: Team, *gone: int, lent: Delegations = ()) -> list[Standstill]:
    return list(standstills(whole, policy, lent, gone, NOW))


def resting(whole: Team, person: int) -> Team:
    return replace(
        whole, members=tuple(replace(each, rests=each.rests or each.person_id == person) for each in whole.members)
    )


def with_roles(person: int, *roles: Role) -> Team:
    members = tuple(
        replace(each, roles=frozenset(roles)) if each.person_id == person else each for each in team().members
    )
    return team(*members)


def test_in_a_team_in_which_all_can_go_on_nothing_stands_still() -> None:
    assert found(rules(TWO, ONE, ALL), team()) == []


def test_nobody_can_pay_if_the_only_buyer_left_the_group_or_is_away() -> None:
    nobody = Standstill(PAYING, gone=(DARIA,))
    assert found(rules(), resting(team(), DARIA)) == [nobody]
    assert found(rules(), team(), DARIA) == [nobody]


def test_without_a_buyer_nobody_can_pay_if_no_admin_is_here() -> None:
    nobody_buys = with_roles(DARIA, ASKS)
    assert paying(nobody_buys, ()) is None
    assert paying(nobody_buys, (EVE,)) == Standstill(PAYING, gone=(EVE,))


def test_another_buyer_who_is_here_is_enough() -> None:
    two = team(*team().members, member(6, "Fay", PAYS))
    assert paying(resting(two, DARIA), ()) is None


def test_nobody_can_decide_if_no_approver_is_here_by_every_rule_at_once() -> None:
    nobody = Standstill(DECIDING, gone=(BORIS, CHEN))
    assert found(rules(ONE, TWO), team(), BORIS, CHEN) == [nobody]
    assert found(rules(ONE), with_roles(BORIS, ASKS), CHEN) == [Standstill(DECIDING, gone=(CHEN,))]
    nobody_holds_it = team(member(ANNA, "Anna", ASKS), member(DARIA, "Daria", PAYS), member(EVE, "Eve", RULES))
    assert found(rules(ONE), nobody_holds_it) == [Standstill(DECIDING)]


def test_a_rule_takes_two_and_one_of_them_is_away_with_the_other_in_their_place() -> None:
    lent = (away(BORIS, CHEN),)
    assert found(rules(ONE, TWO), team(), BORIS, lent=lent) == [Standstill(DECIDING, 2, 2, (CHEN,), (BORIS,))]
    assert found(rules(ALL), team(), BORIS, lent=lent) == [Standstill(DECIDING, 1, 2, (CHEN,), (BORIS,))]
    assert found(rules(ONE), team(), BORIS, lent=lent) == []


def test_somebody_else_who_stands_in_fills_the_place() -> None:
    three = team(*team().members, member(6, "Fay", DECIDES))
    named = ApprovalStep(2, people=(BORIS, CHEN))
    assert found(rules(named), three, BORIS) == [Standstill(DECIDING, 1, 2, (CHEN,), (BORIS,))]
    assert found(rules(named), three, BORIS, lent=(away(BORIS, 6),)) == []


def test_nobody_decides_for_themselves_so_a_sole_approver_who_alone_asks_decides_nothing() -> None:
    whole = team(member(BORIS, "Boris", ASKS, DECIDES), member(DARIA, "Daria", PAYS), member(EVE, "Eve", RULES))
    assert [each.what for each in found(rules(ONE), whole)] == [DECIDING]
    asked_by_anna = team(*whole.members, member(ANNA, "Anna", ASKS))
    assert found(rules(ONE), asked_by_anna) == [], "what Anna asks for can be decided"
    assert [each.what for each in found(rules(ONE), asked_by_anna, ANNA)] == [DECIDING]


def test_a_rule_for_people_who_are_not_here_stands_in_nobody_s_way() -> None:
    for_anna = Policy(rules=(Rule(steps=(TWO,), requesters=frozenset({ANNA})), Rule(steps=(ONE,))))
    assert found(for_anna, team(), BORIS) == [Standstill(DECIDING, 1, 2, (CHEN,), (BORIS,))]
    assert found(for_anna, team(), BORIS, ANNA) == []


def test_an_approver_whose_limit_is_below_all_that_a_rule_is_for_does_not_decide_by_it() -> None:
    members = tuple(replace(each, limit=Fen(500_00)) for each in team().members)
    dear = Policy(rules=(Rule(steps=(ONE,), most=Fen(999_99)), Rule(steps=(ONE,), least=Fen(1000_00))))
    assert [(each.rule, each.here) for each in found(dear, team(*members))] == [(2, ())]


def test_those_to_whom_the_rules_escalate_are_enough() -> None:
    policy = rules(ONE, escalate=Escalation(timedelta(hours=2), (EVE,)))
    deciding = with_roles(EVE, RULES, DECIDES)
    assert found(policy, deciding, BORIS, CHEN) == []
    assert [each.what for each in found(policy, deciding, BORIS, CHEN, EVE)] == [DECIDING]


def test_who_is_alone_goes_on_alone_unless_the_rules_forbid_it() -> None:
    alone = team(member(EVE, "Eve", RULES))
    assert found(rules(ONE), alone, EVE) == []
    assert [each.what for each in found(rules(ONE, alone=False), alone)] == [DECIDING]


def test_rules_that_ask_nobody_stand_still_for_nobody() -> None:
    automatic = Policy(rules=(Rule(),))
    assert found(automatic, team(), BORIS, CHEN) == []


def test_a_standstill_keeps_its_mark_whoever_else_comes_or_goes() -> None:
    before = Standstill(DECIDING, 2, 2, (CHEN,), (BORIS,))
    assert before.mark == replace(before, here=(), gone=(BORIS, CHEN)).mark
    assert before.mark != replace(before, rule=1).mark != Standstill(PAYING).mark


def test_a_rule_that_lacks_people_cannot_be_met_either_once_nobody_at_all_decides() -> None:
    rule, nobody = Standstill(DECIDING, 2, 2).mark, Standstill(DECIDING).mark
    assert still_stands(rule, [rule])
    assert still_stands(rule, [nobody])
    assert not still_stands(nobody, [rule])
    assert not still_stands(Standstill(PAYING).mark, [nobody])


def test_what_the_same_people_hold_up_is_told_together() -> None:
    first, second = Standstill(DECIDING, 1, 2, (CHEN,), (BORIS,)), Standstill(DECIDING, 3, 2, (CHEN,), (BORIS,))
    other = Standstill(DECIDING, 2, 3, (CHEN,), (BORIS,))
    assert by_cause([first, other, second]) == ((first, second), (other,))


def test_a_request_is_told_of_alone_unless_the_team_lacks_as_many() -> None:
    of_two = Standstill(DECIDING, 0, 2, (CHEN,))
    assert is_of_team(of_two, [Standstill(DECIDING).mark])
    assert is_of_team(of_two, [Standstill(DECIDING, 4, 2).mark])
    assert not is_of_team(of_two, [Standstill(DECIDING, 4, 3).mark, Standstill(PAYING).mark])
    assert not is_of_team(None, [Standstill(DECIDING, 4, 2).mark])


def short(
    *votes: Any, steps: tuple[ApprovalStep, ...] = (TWO,), gone: tuple[int, ...] = (), **more: Any
) -> Standstill | None:
    lent = more.pop("lent", ())
    return of_request(needs(*steps, **more), votes, team(), HASH, lent, gone, NOW)


def test_a_request_waits_for_too_few_but_a_yes_of_somebody_who_went_away_since_still_counts() -> None:
    assert short() is None
    assert short(gone=(BORIS,)) == Standstill(DECIDING, 0, 2, (CHEN,), (BORIS,))
    assert short(yes(BORIS), gone=(BORIS,)) is None
    assert short(yes(BORIS, "c" * 64), gone=(BORIS,)) is not None


def test_a_request_of_an_approver_lacks_their_own_word() -> None:
    assert short(by=BORIS) == Standstill(DECIDING, 0, 2, (CHEN,))


def test_a_request_that_others_may_decide_later_waits_for_them() -> None:
    times = Deadlines(NOW + timedelta(hours=24), None, NOW + timedelta(hours=2))
    assert short(steps=(ONE,), gone=(BORIS, CHEN), times=times, escalate_to=(DARIA,)) is not None
    whole = with_roles(DARIA, DECIDES)
    later = needs(ONE, times=times, escalate_to=(DARIA,))
    assert of_request(later, (), whole, HASH, (), (BORIS, CHEN), NOW) is None


@UNHURRIED
@given(needed(), teams, st.lists(ids, max_size=3))
def test_what_does_not_stand_still_is_approved_once_all_who_are_here_said_yes(
    asked: Any, whole: Team, gone: list[int]
) -> None:
    asked = replace(asked, times=replace(asked.times, escalate_at=None))
    here: list[Member] = [each for each in whole.active if not each.rests and each.person_id not in gone]
    votes = tuple(yes(each.person_id) for each in here)
    result = tally(asked, votes, whole, HASH, (), NOW)
    stands = of_request(asked, (), whole, HASH, (), gone, NOW)
    assert (stands is None) == isinstance(result, Approved)
