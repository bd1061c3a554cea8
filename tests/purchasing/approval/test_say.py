"""Who has a say on a request, why somebody has none, and what is made of words that come together."""

from datetime import timedelta

import pytest

from bot.desk.shared.refusals import REASONS
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.votes import Approved, Declined, Open, Vote, Word, entitled, tally, why_no_say, why_not
from bot.purchasing.money import Fen
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
    PAYS,
    RULES,
    away,
    member,
    needs,
    no,
    team,
    yes,
)

LEFT, STRANGER = 6, 99
WHO = team(
    member(ANNA, "Anna", DECIDES),
    member(BORIS, "Boris", DECIDES),
    member(CHEN, "Chen", DECIDES, RULES, limit=Fen(99_99)),
    member(DARIA, "Daria", PAYS),
    member(EVE, "Eve", DECIDES),
    member(LEFT, "Left", DECIDES, RULES, active=False),
)
NAMED = needs(ApprovalStep(2, people=(BORIS, CHEN)))
THE_ADMINS = needs(ApprovalStep(role=RULES))
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("asked", "person", "reason"),
    [
        (NAMED, ANNA, "own-request"),
        (NAMED, CHEN, "over-your-limit"),
        (NAMED, DARIA, "not-an-approver"),
        (NAMED, EVE, "not-asked"),
        (NAMED, LEFT, "not-an-approver"),
        (NAMED, STRANGER, "not-an-approver"),
        (THE_ADMINS, ANNA, "own-request"),
        (THE_ADMINS, BORIS, "not-asked"),
        (THE_ADMINS, CHEN, "over-your-limit"),
        (THE_ADMINS, DARIA, "not-an-approver"),
    ],
)
def test_who_has_no_say_can_neither_agree_nor_decline_nor_ask_and_hears_why(
    asked: Needs, person: int, reason: str
) -> None:
    assert not entitled(asked, WHO, (), person, NOW)
    assert why_no_say(asked, WHO, (), NOW, person) == reason
    assert why_not(asked, (), WHO, HASH, (), NOW, person) == reason
    assert reason in REASONS


def test_an_admin_who_is_no_approver_but_is_asked_and_is_too_small_hears_of_his_limit() -> None:
    who = team(member(EVE, "Eve", RULES, limit=Fen(99_99)))
    assert why_no_say(THE_ADMINS, who, (), NOW, EVE) == "over-your-limit"
    assert why_no_say(needs(ApprovalStep(role=DECIDES)), who, (), NOW, EVE) == "not-an-approver"


def test_who_is_asked_later_has_a_say_now_but_no_yes_yet() -> None:
    one_by_one = needs(ApprovalStep(people=(EVE,)), ApprovalStep(people=(BORIS,)))
    assert why_no_say(one_by_one, WHO, (), NOW, BORIS) is None
    assert why_not(one_by_one, (), WHO, HASH, (), NOW, BORIS) == "not-your-turn"
    assert why_not(one_by_one, (yes(EVE),), WHO, HASH, (), NOW, BORIS) is None
    assert "not-your-turn" in REASONS


@pytest.mark.parametrize(
    ("votes", "reason"),
    [
        ((), None),
        ((yes(EVE),), None),
        ((yes(BORIS, OLD_HASH),), None),
        ((no(EVE, OLD_HASH), yes(EVE)), None),
        ((yes(BORIS),), "already-decided"),
        ((no(BORIS),), "already-decided"),
        ((yes(EVE), no(BORIS)), "already-decided"),
        ((no(EVE),), "not-your-turn"),
    ],
)
def test_a_yes_is_said_once_on_each_content_and_not_after_a_no(votes: tuple[Vote, ...], reason: str | None) -> None:
    both = needs(ApprovalStep(2, people=(BORIS, EVE)))
    assert why_not(both, votes, WHO, HASH, (), NOW, BORIS) == reason


@pytest.mark.parametrize("votes", [(no(BORIS), no(EVE)), (no(EVE), no(BORIS))])
def test_of_two_noes_in_one_moment_the_lower_number_is_named_whichever_came_first(votes: tuple[Vote, ...]) -> None:
    assert tally(needs(), votes, WHO, HASH, (), NOW) == Declined(BORIS, "too dear")


def test_the_earlier_of_two_noes_is_named() -> None:
    votes = (no(BORIS), no(EVE, at=NOW - MINUTE))
    assert tally(needs(), votes, WHO, HASH, (), NOW) == Declined(EVE, "too dear")


NINE, SIXTEEN = 9, 16
PAIR = team(member(NINE, "Nine", DECIDES), member(SIXTEEN, "Sixteen", DECIDES))


@pytest.mark.parametrize(
    ("earlier", "by"),
    [((), (NINE, SIXTEEN)), ((SIXTEEN,), (SIXTEEN, NINE)), ((NINE,), (NINE, SIXTEEN))],
)
def test_who_agreed_is_named_in_the_order_of_the_words_and_in_one_moment_by_number(
    earlier: tuple[int, ...], by: tuple[int, ...]
) -> None:
    votes = tuple(yes(each, at=NOW - MINUTE if each in earlier else NOW) for each in (SIXTEEN, NINE))
    assert tally(needs(ApprovalStep(2, role=DECIDES)), votes, PAIR, HASH, (), NOW) == Approved(by)


def test_whose_yes_came_before_he_stood_in_for_anybody_is_not_asked_for_it_again() -> None:
    later = away(BORIS, EVE, made_at=NOW - MINUTE)
    asked = needs(ApprovalStep(people=(BORIS,)))
    assert tally(asked, (), WHO, HASH, (later,), NOW) == Open(1, 1, 1, (BORIS, EVE))
    assert tally(asked, (yes(EVE, at=NOW - 2 * MINUTE),), WHO, HASH, (later,), NOW) == Open(1, 1, 1, (BORIS,))


def test_a_request_is_stuck_only_where_nobody_is_left_to_take_it_further() -> None:
    waiting = tally(needs(), (), PAIR, HASH, (), NOW)
    alone = tally(needs(ApprovalStep(2, role=DECIDES)), (yes(NINE),), team(PAIR.members[0]), HASH, (), NOW)
    assert isinstance(waiting, Open)
    assert isinstance(alone, Open)
    assert (waiting.stuck, alone.stuck) == (False, True)


def test_a_decision_is_read_back_from_the_words_in_which_it_is_stored() -> None:
    assert [Word("approve"), Word("decline")] == [Word.APPROVE, Word.DECLINE]
    assert len(Word) == 2
