"""What is asked back is judged with what was asked back before: of the purchase, and by the person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.purchasing.approval.policy import ApprovalStep, Policy, RefundWord, Together
from bot.purchasing.approval.second_word import AskedBack, RefundToJudge, SecondWord, second_word
from bot.purchasing.approval.team import Team
from bot.purchasing.money import Fen
from bot.purchasing.order_report import RefundState
from tests.purchasing.approval.people import ANNA, BORIS, DARIA, NOW, PAYS, member, team

ONE_BUYER = RefundWord(Fen(100_00), ApprovalStep(role=PAYS))
RULES = Policy(rules=(), together=Together(), refund=ONE_BUYER)
PEOPLE = team(member(ANNA, "Anna", PAYS), member(BORIS, "Boris", PAYS), member(DARIA, "Daria", PAYS))
ASKING = RefundToJudge(1042, ANNA, Fen(60_00), NOW)
BEFORE = AskedBack(1042, BORIS, Fen(40_00), NOW - timedelta(hours=1))


def judged(
    *earlier: AskedBack, asking: RefundToJudge = ASKING, policy: Policy = RULES, people: Team = PEOPLE
) -> SecondWord | None:
    return second_word(policy, people, asking, earlier, NOW)


def test_the_sum_with_this_one_decides_to_the_fen() -> None:
    word = judged(BEFORE)
    assert word is not None
    assert (word.total, word.before) == (100_00, 40_00)
    assert word.people == {BORIS, DARIA}
    assert judged(replace(BEFORE, asked=Fen(39_99))) is None
    assert judged() is None


def test_the_larger_of_the_two_sums_is_judged_and_never_both_together() -> None:
    of_purchase = replace(BEFORE, asked=Fen(30_00))
    by_person = replace(BEFORE, purchase=1043, person_id=ANNA, asked=Fen(39_00))
    assert judged(of_purchase, by_person) is None
    word = judged(of_purchase, replace(by_person, asked=Fen(41_00)))
    assert word is not None
    assert (word.before, word.by_person) == (41_00, True)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, 40_00),
        ({"state": RefundState.ASKED}, 40_00),
        ({"state": RefundState.CLOSED}, 0),
        ({"state": RefundState.CLOSED, "paid": Fen(5_00)}, 5_00),
        ({"state": RefundState.DONE, "paid": Fen(5_00)}, 5_00),
        ({"state": RefundState.DONE}, 40_00),
        ({"state": RefundState.DONE, "paid": Fen(999_999_00)}, 40_00),
    ],
)
def test_what_ended_counts_as_what_came_back_and_never_more_than_was_asked(change: dict[str, Any], counts: int) -> None:
    assert replace(BEFORE, **change).counts == counts


def test_what_had_as_many_words_as_are_wanted_now_is_not_added() -> None:
    agreed = replace(BEFORE, asked=Fen(500_00), agreed=(DARIA,))
    assert judged(agreed) is None
    two = replace(RULES, refund=RefundWord(Fen(100_00), ApprovalStep(role=PAYS, count=2)))
    word = judged(agreed, policy=two)
    assert word is not None
    assert (word.count, word.before) == (2, 500_00)
    assert judged(replace(agreed, agreed=(DARIA, BORIS)), policy=two) is None


def test_the_limit_of_who_agrees_reaches_the_sum() -> None:
    boris = replace(PEOPLE.members[1], limit=Fen(99_99))
    people = replace(PEOPLE, members=(PEOPLE.members[0], boris, PEOPLE.members[2]))
    word = judged(BEFORE, people=people)
    assert word is not None
    assert word.people == {DARIA}


def test_the_time_of_together_is_what_counts_and_a_day_for_a_purchase_without_it() -> None:
    hour = replace(RULES, together=Together(timedelta(hours=1)))
    assert judged(BEFORE, policy=hour) is None
    without = replace(RULES, together=None)
    assert judged(BEFORE, policy=without) is not None
    assert judged(replace(BEFORE, at=NOW - timedelta(hours=24)), policy=without) is None
    assert judged(replace(BEFORE, purchase=1043, person_id=ANNA), policy=without) is None


def test_what_waits_is_judged_by_what_was_asked_before_it() -> None:
    since = NOW - timedelta(hours=2)
    waiting = replace(ASKING, at=since, waits=True)
    assert judged(BEFORE, asking=waiting) is None
    word = judged(replace(BEFORE, at=since), asking=waiting)
    assert word is not None


def test_what_waits_goes_on_waiting_if_what_counted_with_it_was_agreed_to_meanwhile() -> None:
    waiting = replace(ASKING, at=NOW - timedelta(hours=2), waits=True)
    agreed = replace(BEFORE, agreed=(DARIA,))
    word = judged(agreed, asking=waiting)
    assert word is not None
    assert (word.total, word.before) == (60_00, 0)
    assert judged(agreed) is None
