"""Whose unanswered question holds an approval, until when, and that nobody holds for ever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.questions import (
    HOLDS_AT_MOST,
    Held,
    Hold,
    Question,
    decided,
    holds,
    open_askers,
    own_yes_counts,
)
from bot.purchasing.approval.requirement import Deadlines, working_time
from bot.purchasing.approval.votes import Approved, Declined, Open, tally
from bot.purchasing.people.teams import Absence
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DARIA,
    DECIDES,
    HASH,
    NOW,
    OLD_HASH,
    THOROUGH,
    TODAY,
    away,
    needs,
    no,
    team,
    without,
    yes,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WANTED = needs(ApprovalStep(count=1, role=DECIDES))


def asked(by=BORIS, at=NOW, answered=None, let_go=None, content=HASH):
    return Question(1, by, "Which colour?", at, "" if answered is None else "Blue", answered, content, let_go)


def holding(*questions, votes=(), who=None, gone=frozenset(), stand_ins=(), now=NOW, wanted=WANTED):
    return holds(wanted, votes, questions, who or team(), HASH, stand_ins, gone, now)


def holders(*questions, **more):
    return [each.person_id for each in holding(*questions, **more)]


def test_an_unanswered_question_of_an_approver_holds_for_four_working_hours():
    assert holding(asked()) == (Hold(BORIS, NOW + 4 * HOUR),)
    assert holders(asked(), now=NOW + 4 * HOUR - timedelta(microseconds=1)) == [BORIS]
    assert holders(asked(), now=NOW + 4 * HOUR) == []


def test_the_night_and_sunday_do_not_count():
    evening = NOW + 5 * HOUR  # 17:00 in Shanghai
    assert holding(asked(at=evening), now=evening) == (Hold(BORIS, evening + 19 * HOUR),)  # Wednesday noon
    saturday = NOW + timedelta(days=4, hours=5)
    assert holding(asked(at=saturday), now=saturday) == (Hold(BORIS, saturday + 43 * HOUR),)  # Monday noon


def test_an_answer_or_letting_it_go_ends_it():
    assert holders(asked(answered=NOW)) == []
    assert holders(asked(let_go=NOW)) == []
    assert open_askers([asked(), asked(CHEN, let_go=NOW)], HASH) == {BORIS}


@pytest.mark.parametrize("word", [yes, no])
def test_the_asker_s_own_word_on_this_content_lets_his_question_go_and_nobody_else_s(word):
    assert holders(asked(), votes=(word(BORIS),)) == []
    assert holders(asked(), votes=(word(CHEN), word(BORIS, OLD_HASH))) == [BORIS]


def test_only_who_may_decide_on_this_request_holds_it():
    for person in (ANNA, DARIA, 77):
        assert holders(asked(person)) == []
    assert holders(asked(), who=without(team(), BORIS, DECIDES)) == []
    assert holders(asked(), wanted=needs(ApprovalStep(people=(CHEN,)))) == []
    assert holders(asked(), wanted=needs(by=BORIS)) == []


def test_a_stand_in_holds_as_long_as_he_stands_in():
    only_chen, stands_in = needs(ApprovalStep(people=(CHEN,))), away(CHEN, BORIS)
    assert holders(asked(), wanted=only_chen, stand_ins=(stands_in,)) == [BORIS]
    assert holders(asked(), wanted=only_chen, stand_ins=(replace(stands_in, ended_at=NOW),)) == []


def test_who_is_away_holds_nothing_with_a_stand_in_or_without():
    assert holders(asked(), asked(CHEN), gone={BORIS}) == [CHEN]


@pytest.mark.parametrize("to", [CHEN, None])
def test_an_absence_is_its_days_in_the_team_s_zone_from_when_it_was_made_until_it_was_taken_back(to):
    absence = Absence(1, 1, BORIS, to, TODAY, TODAY, NOW)
    assert absence.holds(team(), NOW)
    assert not absence.holds(team(), NOW - MINUTE)
    assert not absence.holds(team(), NOW + 12 * HOUR)  # midnight in Shanghai
    assert not replace(absence, ended_at=NOW).holds(team(), NOW)
    assert not replace(absence, first=date(2026, 11, 25), last=date(2026, 11, 25)).holds(team(), NOW)


def test_a_question_about_another_content_or_about_none_holds_nothing():
    assert holders(asked(content=OLD_HASH), asked(content="")) == []
    assert holds(WANTED, (), [asked(content="")], team(), "", (), (), NOW) == ()


def test_asking_again_does_not_hold_any_longer():
    again = asked(at=NOW + 3 * HOUR)
    assert holding(asked(), again, now=NOW + 3 * HOUR) == (Hold(BORIS, NOW + 4 * HOUR),)
    assert holding(asked(), again, now=NOW + 4 * HOUR) == ()


def test_what_was_answered_before_counts_with_what_is_asked_next():
    first, next_ = asked(answered=NOW + HOUR), asked(at=NOW + 2 * HOUR)
    assert holding(first, next_, now=NOW + 2 * HOUR) == (Hold(BORIS, NOW + 5 * HOUR),)
    whole = asked(answered=NOW + 4 * HOUR)
    assert holding(whole, asked(at=NOW + 5 * HOUR), now=NOW + 5 * HOUR) == ()


@pytest.mark.parametrize("hours", [4, 5])
def test_who_has_used_his_time_up_holds_nothing_by_asking_at_night(hours):
    night = NOW + 9 * HOUR  # 21:00 in Shanghai
    assert holding(asked(answered=NOW + hours * HOUR), asked(at=night), now=night) == ()


def test_questions_that_are_open_side_by_side_count_once():
    one, other, now = asked(answered=NOW + 2 * HOUR), asked(at=NOW + HOUR), NOW + 3 * HOUR
    assert holding(one, other, now=now) == (Hold(BORIS, NOW + 4 * HOUR),)
    closed = asked(at=NOW + HOUR, answered=NOW + 2 * HOUR)
    assert holding(one, closed, asked(at=now), now=now) == (Hold(BORIS, NOW + 5 * HOUR),)


def test_each_asker_has_his_own_time_and_the_last_one_decides():
    found = holding(asked(), asked(CHEN, at=NOW + HOUR), now=NOW + HOUR)
    assert found == (Hold(BORIS, NOW + 4 * HOUR), Hold(CHEN, NOW + 5 * HOUR))
    assert Held((DARIA,), found).until == NOW + 5 * HOUR


def test_an_approval_is_held_and_a_no_or_what_is_still_open_is_not():
    held = (Hold(BORIS, NOW + HOUR),)
    assert decided(Approved((CHEN,)), held) == Held((CHEN,), held)
    assert decided(Approved((CHEN,)), ()) == Approved((CHEN,))
    for other in (Declined(CHEN, "no"), Open(1, 1, 1, (BORIS,))):
        assert decided(other, held) == other


def test_the_asker_s_own_yes_is_what_is_missing_where_only_his_question_holds():
    held = Held((CHEN,), (Hold(BORIS, NOW + HOUR),))
    assert own_yes_counts(held, BORIS)
    assert not own_yes_counts(held, CHEN)
    assert not own_yes_counts(Open(1, 1, 1, (BORIS,)), BORIS)


def test_what_escalation_and_expiry_do_is_not_changed_by_a_question():
    times = Deadlines(NOW + 30 * HOUR, escalate_at=NOW)
    wanted = needs(ApprovalStep(people=(CHEN,)), times=times, escalate_to=(BORIS,))
    assert holders(asked(), wanted=wanted) == [BORIS]
    assert tally(wanted, (yes(BORIS),), team(), HASH, (), NOW) == Approved((BORIS,))


lives = st.tuples(st.integers(0, 3000), st.none() | st.integers(1, 900), st.booleans())


@pytest.mark.threat("T50")
@THOROUGH
@given(st.lists(lives, min_size=1, max_size=5))
def test_whatever_somebody_asks_and_however_often_he_holds_at_most_four_working_hours(found):
    """Minute by minute, each with what was known in it."""
    begin, held = NOW, 0
    every = [(begin + start * MINUTE, lasts, answered) for start, lasts, answered in found]
    for minute in range(0, 4200, 10):
        now = begin + minute * MINUTE
        known = [_as_known(*each, now) for each in every if each[0] <= now]
        if team().works(now) and holders(*known, now=now):
            held += 10
    assert held * MINUTE <= HOLDS_AT_MOST + 10 * MINUTE * len(found)  # each is seen in steps of ten minutes


def _as_known(at, lasts, answered, now):
    ends = None if lasts is None or at + lasts * MINUTE > now else at + lasts * MINUTE
    return asked(at=at, answered=ends if answered else None, let_go=None if answered else ends)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [(0, 2, 2), (0, 6, 6), (0, 7, 6), (-4, 0, 3), (6, 20, 0), (0, 24, 9), (2, 2, 0), (3, 1, 0), (-24, 168, 9 * 7)],
)
def test_working_time_between_two_moments_leaves_nights_and_sundays_out(start, end, hours):
    assert working_time(team(), NOW + start * HOUR, NOW + end * HOUR) == hours * HOUR
