"""Who may do what: the whole matrix against a table written by hand, and the second word of a loosening."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.requirement import Deadlines
from bot.purchasing.approval.rights import NOBODYS_IDS, Action, Actor, Allowed, Change, Matter, NotPermitted, authorise
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import why_not
from bot.purchasing.lifecycle import DOUBTFUL, AttemptState, RequestState
from bot.purchasing.order_report import OrderState
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
    OLD_HASH,
    PAYS,
    RULES,
    UNHURRIED,
    all_absences,
    all_votes,
    member,
    needed,
    needs,
    no,
    team,
    teams,
    yes,
)

GROUP, FOREIGN, STRANGER, OTHER_ADMIN = -100, -200, 77, 8
ALL_ROLES = [frozenset(each) for size in range(len(Role) + 1) for each in combinations(Role, size)]
CHATS = ("private", "group", "foreign group", "somebody else's private chat")
ADMIN_WORK = {
    Action.PAUSE, Action.RESUME, Action.INVITE, Action.CHANGE_POLICY, Action.CHANGE_ROLES, Action.CHANGE_BUDGET,
    Action.CHANGE_RATE, Action.CHANGE_TEAM,
}  # fmt: skip
OF_ARRIVALS = {Action.COUNT, Action.CLOSE_SHORT, Action.CONFIRM_RECEIPT}
OF_NO_REQUEST = OF_ARRIVALS | {
    Action.ADD_COST, Action.AWAY, Action.EXPORT, Action.KEEP_SKUS, Action.LIST, Action.MEET, Action.REQUEST,
}  # fmt: skip
QUESTION = Question(1, BORIS, "Which colour?", NOW, snapshot_hash=HASH)
LIVE = {RequestState.DRAFT, RequestState.PENDING, RequestState.APPROVED}


def actor_in(chat, person_id):
    chats = {"private": person_id, "group": GROUP, "foreign group": FOREIGN, "somebody else's private chat": ANNA + 900}
    return Actor(person_id, chats[chat])


def matter(**more):
    kept = {
        "team_id": 1, "requester_id": ANNA, "state": RequestState.PENDING, "needs": needs(ApprovalStep(role=DECIDES)),
        "snapshot_hash": HASH, "shown_hash": HASH, "questions": (QUESTION,),
    }  # fmt: skip
    return Matter(**{**kept, **more})


def allowed_by_hand(action, roles, own, state, attempt, order, theirs=False):
    """The rights of the house in words of the test: who, in which state."""
    if action is Action.MEET:
        return True
    if roles == {Role.RECEIVER}:
        return action is Action.COUNT
    if action is Action.LIST:
        return True
    if action in OF_ARRIVALS:
        return (
            PAYS in roles
            or (ASKS in roles and action is not Action.CONFIRM_RECEIPT)
            or (Role.RECEIVER in roles and action is Action.COUNT)
        )
    if action in ADMIN_WORK:
        return RULES in roles
    if action in (Action.KEEP_SKUS, Action.EXPORT, Action.ADD_COST):
        return PAYS in roles or RULES in roles
    if action is Action.AWAY:
        return DECIDES in roles or RULES in roles
    if action in (Action.APPROVE, Action.DECLINE, Action.ASK):
        return DECIDES in roles and not own and state is RequestState.PENDING
    if action is Action.LET_GO:
        return not own and state is RequestState.PENDING  # it is Boris who asked
    if action is Action.TAKE_VOTE_BACK:
        return False  # nobody said yes
    if action is Action.REFUND:
        return PAYS in roles or (ASKS in roles and theirs)
    if action is Action.REFUND_AMOUNT:
        return PAYS in roles
    if action is Action.CANCEL_ORDER:
        return (PAYS in roles or (ASKS in roles and theirs)) and order is OrderState.TO_PAY
    if action is Action.PAY:
        return PAYS in roles and order is OrderState.TO_PAY
    if action is Action.SETTLE:
        return PAYS in roles and attempt in DOUBTFUL
    if action is Action.REQUEST:
        return ASKS in roles and own and state is RequestState.DRAFT
    if action is Action.ANSWER:
        return own and state is RequestState.PENDING
    unsent = state is not RequestState.APPROVED or attempt in (None, AttemptState.READY)
    return own and state in LIVE and unsent


@pytest.mark.long
@pytest.mark.parametrize("has_buyer", [True, False])
def test_the_accepted_set_is_the_expected_set(has_buyer):
    tried, wrong = 0, []
    others = (member(OTHER_ADMIN, "Admin", RULES), *([member(DARIA, "Daria", PAYS)] if has_buyer else []))
    outside = [(None, None), *((each, None) for each in AttemptState), *((None, each) for each in OrderState)]
    for roles, own, theirs in product(ALL_ROLES, (True, False), (True, False)):
        person = ANNA if own else BORIS
        whole = team(replace(member(person, "He"), roles=roles), *others)
        acts_in = roles | {PAYS} if RULES in roles and not has_buyer else roles
        for action, state, (attempt, order) in product(Action, RequestState, outside):
            if theirs and action not in (Action.REFUND, Action.CANCEL_ORDER):
                continue
            what = matter(state=state, attempt=attempt, order=order, theirs=theirs)
            for chat in CHATS:
                answer = authorise(actor_in(chat, person), action, what, whole, NOW, Change(loosens=False))
                expected = chat in CHATS[:2] and allowed_by_hand(action, acts_in, own, state, attempt, order, theirs)
                tried += 1
                if isinstance(answer, Allowed) != expected:
                    wrong.append((roles, own, action, state, attempt, order, chat, answer))
    assert wrong == []
    assert tried > 100_000


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("chat", CHATS)
def test_strangers_and_those_who_left_may_nothing(action, chat):
    whole = team(member(BORIS, "Boris", *Role, active=False), member(EVE, "Eve", RULES))
    for person in (STRANGER, BORIS):
        for requester in (person, ANNA):
            what = matter(requester_id=requester)
            assert isinstance(authorise(actor_in(chat, person), action, what, whole, NOW), NotPermitted)


@pytest.mark.parametrize("action", Action)
def test_who_has_no_identity_may_nothing(action):
    everything = team(*(member(each, "X", *Role) for each in (*NOBODYS_IDS, BORIS, -5)))
    for person in (*NOBODYS_IDS, -5, 0):
        assert authorise(actor_in("group", person), action, matter(), everything, NOW) == NotPermitted("no-identity")


@pytest.mark.parametrize("action", sorted(set(Action) - ADMIN_WORK - OF_NO_REQUEST))
def test_a_request_of_another_team_or_none_is_out_of_reach(action):
    whole = team(member(BORIS, "Boris", *Role), member(ANNA, "Anna", *Role))
    for person in (ANNA, BORIS):
        here = actor_in("group", person)
        assert authorise(here, action, matter(team_id=2), whole, NOW) == NotPermitted("foreign-request")
        assert authorise(here, action, None, whole, NOW) == NotPermitted("unknown-request")


@pytest.mark.parametrize("action", sorted(OF_ARRIVALS))
def test_what_arrives_for_another_team_is_out_of_reach(action):
    whole = team(member(BORIS, "Boris", *Role))
    assert authorise(actor_in("group", BORIS), action, matter(team_id=2), whole, NOW) == NotPermitted("foreign-request")


def test_a_new_request_needs_nothing_but_the_role():
    assert authorise(actor_in("private", ANNA), Action.REQUEST, None, team(), NOW) == Allowed()
    assert authorise(actor_in("private", CHEN), Action.REQUEST, None, team(), NOW) == NotPermitted("only-requesters")


@pytest.mark.parametrize(
    ("person", "more", "key"),
    [
        (ANNA, {}, "own-request"),
        (DARIA, {}, "not-an-approver"),
        (DARIA, {"state": RequestState.EXPIRED}, "not-an-approver"),
        (EVE, {}, "not-an-approver"),
        (STRANGER, {}, "stranger"),
        (BORIS, {"shown_hash": OLD_HASH}, "stale"),
        (BORIS, {"shown_hash": ""}, "stale"),
        (BORIS, {"shown_hash": "", "snapshot_hash": ""}, "stale"),
        (BORIS, {"needs": None}, "no-longer"),
        (BORIS, {"votes": (yes(BORIS),)}, "already-decided"),
        (BORIS, {"votes": (yes(CHEN),), "questions": ()}, "not-your-turn"),
        (BORIS, {"needs": needs(times=Deadlines(NOW))}, "no-longer"),
        (BORIS, {"needs": needs(ApprovalStep(people=(CHEN,)))}, "not-asked"),
        (BORIS, {"state": RequestState.EXPIRED}, "no-longer"),
    ],
)
def test_a_yes_that_has_no_effect_is_refused_with_its_reason(person, more, key):
    answer = authorise(actor_in("group", person), Action.APPROVE, matter(**more), team(), NOW)
    assert isinstance(answer, NotPermitted)
    assert answer.key == key


def test_who_is_asked_later_may_already_say_no_but_not_yes():
    two = matter(needs=needs(ApprovalStep(people=(CHEN,)), ApprovalStep(people=(BORIS,))))
    boris = actor_in("group", BORIS)
    assert authorise(boris, Action.APPROVE, two, team(), NOW) == NotPermitted(
        "not-your-turn", {"limit": None, "total": 10000}
    )
    assert authorise(boris, Action.DECLINE, two, team(), NOW) == Allowed()
    assert authorise(boris, Action.ASK, two, team(), NOW) == Allowed()
    said = replace(two, votes=(no(BORIS),))
    assert authorise(boris, Action.DECLINE, said, team(), NOW) == NotPermitted("already-decided")


@pytest.mark.threat("T50")
@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("chat", CHATS)
def test_a_yes_is_taken_back_by_whoever_said_it_while_it_waits_and_by_nobody_else(state, chat):
    said = matter(state=state, votes=(yes(BORIS), yes(CHEN, OLD_HASH), no(DARIA)))
    for roles in ALL_ROLES:
        whole = team(*(replace(member(each, "X"), roles=roles) for each in (ANNA, BORIS, CHEN, DARIA, EVE)))
        for person in (ANNA, BORIS, CHEN, DARIA, EVE, STRANGER):
            answer = authorise(actor_in(chat, person), Action.TAKE_VOTE_BACK, said, whole, NOW)
            may = person == BORIS and state is RequestState.PENDING and chat in CHATS[:2] and roles != {Role.RECEIVER}
            assert isinstance(answer, Allowed) == may, (person, roles)


@pytest.mark.parametrize("action", [Action.TAKE_VOTE_BACK, Action.LET_GO])
@pytest.mark.parametrize(
    ("person", "more", "key"),
    [
        (ANNA, {}, "own-request"),
        (CHEN, {}, None),
        (STRANGER, {}, "stranger"),
        (BORIS, {"shown_hash": OLD_HASH}, "stale"),
        (BORIS, {"shown_hash": ""}, "stale"),
        (BORIS, {"needs": None}, "no-longer"),
        (BORIS, {"needs": needs(times=Deadlines(NOW))}, "no-longer"),
        (BORIS, {"state": RequestState.APPROVED}, "no-longer"),
        (BORIS, {"votes": (), "questions": ()}, None),
        (BORIS, {"votes": (no(BORIS),), "questions": (replace(QUESTION, let_go_at=NOW),)}, None),
        (BORIS, {"votes": (yes(BORIS, OLD_HASH),), "questions": (replace(QUESTION, snapshot_hash=OLD_HASH),)}, None),
        (BORIS, {"votes": (), "questions": (replace(QUESTION, answered_at=NOW),)}, None),
    ],
)
def test_what_cannot_be_taken_back_or_let_go_is_refused_with_its_reason(action, person, more, key):
    own = {Action.TAKE_VOTE_BACK: "no-own-vote", Action.LET_GO: "no-own-question"}[action]
    answer = authorise(actor_in("group", person), action, matter(**{"votes": (yes(BORIS),), **more}), team(), NOW)
    assert isinstance(answer, NotPermitted)
    assert answer.key == (key or own)


def test_where_only_his_question_is_missing_its_asker_may_say_yes_and_nobody_else():
    three = team(*(member(each, "X", DECIDES) for each in (BORIS, CHEN, DARIA)))
    held = matter(votes=(yes(CHEN),))
    for person, more, may in (
        (BORIS, {}, True),
        (DARIA, {}, False),
        (BORIS, {"away": frozenset({BORIS})}, False),
        (BORIS, {"questions": (replace(QUESTION, asked_at=NOW - timedelta(days=2)),)}, False),
        (BORIS, {"votes": (), "needs": needs(ApprovalStep(people=(CHEN,)), ApprovalStep(people=(BORIS,)))}, False),
    ):
        answer = authorise(actor_in("group", person), Action.APPROVE, replace(held, **more), three, NOW)
        assert isinstance(answer, Allowed) == may, (person, more)
        assert may or (isinstance(answer, NotPermitted) and answer.key == "not-your-turn")


def test_a_limit_that_is_too_low_is_told_with_both_sums():
    low = team(member(BORIS, "Boris", DECIDES, limit=9999))
    answer = authorise(actor_in("group", BORIS), Action.APPROVE, matter(), low, NOW)
    assert answer == NotPermitted("over-your-limit", {"limit": 9999, "total": 10000})


@UNHURRIED
@given(needed(), all_votes, teams, all_absences, st.integers(1, 5), st.sampled_from([HASH, OLD_HASH]))
def test_a_yes_is_taken_exactly_when_it_counts(what, votes, who, delegations, person, shown):
    subject = matter(requester_id=what.requester_id, needs=what, votes=votes, delegations=delegations, shown_hash=shown)
    answer = authorise(actor_in("group", person), Action.APPROVE, subject, who, NOW)
    counts = why_not(what, votes, who, HASH, delegations, NOW, person) is None
    assert isinstance(answer, Allowed) == (counts and shown == HASH)


def test_an_admin_who_is_alone_asks_and_pays_but_approves_nothing():
    alone = team(member(EVE, "Eve", RULES))
    eve = actor_in("private", EVE)
    assert authorise(eve, Action.REQUEST, None, alone, NOW) == Allowed()
    paid = matter(requester_id=EVE, state=RequestState.APPROVED, order=OrderState.TO_PAY)
    assert authorise(eve, Action.PAY, paid, alone, NOW) == Allowed()
    assert authorise(eve, Action.APPROVE, matter(requester_id=EVE), alone, NOW) == NotPermitted("own-request")


TWO_ADMINS = team(member(EVE, "Eve", RULES), member(OTHER_ADMIN, "Igor", RULES), member(ANNA, "Anna", ASKS))
ONE_ADMIN = team(member(EVE, "Eve", RULES), member(ANNA, "Anna", ASKS))
MINUTE = timedelta(minutes=1)


def proposed(minutes_ago, by=EVE, **more):
    return Change(loosens=True, proposed_by=by, proposed_at=NOW - minutes_ago * MINUTE, **more)


@pytest.mark.parametrize(
    ("whole", "person", "change", "answer"),
    [
        (TWO_ADMINS, EVE, Change(loosens=False), Allowed()),
        (TWO_ADMINS, EVE, Change(loosens=True), Allowed(proposed=True)),
        (TWO_ADMINS, EVE, None, Allowed(proposed=True)),
        (TWO_ADMINS, EVE, proposed(0), NotPermitted("second-admin")),
        (TWO_ADMINS, EVE, proposed(600), NotPermitted("second-admin")),
        (TWO_ADMINS, OTHER_ADMIN, proposed(0), Allowed()),
        (TWO_ADMINS, OTHER_ADMIN, proposed(24 * 60 - 1), Allowed()),
        (TWO_ADMINS, OTHER_ADMIN, proposed(24 * 60), NotPermitted("proposal-expired")),
        (TWO_ADMINS, OTHER_ADMIN, proposed(0, by=ANNA), NotPermitted("proposer-no-admin")),
        (TWO_ADMINS, OTHER_ADMIN, proposed(0, base=1, current=2), NotPermitted("proposal-superseded")),
        (TWO_ADMINS, ANNA, proposed(0), NotPermitted("only-admins", {"names": ("Eve", "Igor")})),
        (ONE_ADMIN, EVE, Change(loosens=True), Allowed(proposed=True)),
        (ONE_ADMIN, EVE, proposed(10), Allowed(alone=True)),
        (ONE_ADMIN, EVE, proposed(9), NotPermitted("second-too-early", {"at": NOW + MINUTE})),
    ],
)
def test_a_loosening_needs_a_second_admin_or_the_same_one_ten_minutes_later(whole, person, change, answer):
    for action in (Action.CHANGE_POLICY, Action.CHANGE_ROLES, Action.RESUME, Action.INVITE, Action.CHANGE_BUDGET):
        assert authorise(actor_in("private", person), action, None, whole, NOW, change) == answer


def test_stopping_needs_one_admin_only():
    assert authorise(actor_in("group", EVE), Action.PAUSE, None, TWO_ADMINS, NOW) == Allowed()


@UNHURRIED
@given(teams, st.integers(1, 5), st.integers(1, 5), st.integers(-5, 2000))
def test_nobody_loosens_anything_with_one_word(who, first, second, minutes):
    change = Change(loosens=True, proposed_by=first, proposed_at=NOW - minutes * MINUTE)
    answer = authorise(actor_in("group", second), Action.CHANGE_ROLES, None, who, NOW, change)
    if isinstance(answer, Allowed):
        admins = {each.person_id for each in who.holders(RULES)}
        assert {first, second} <= admins
        assert first != second or (admins == {first} and minutes >= 10 and answer.alone)
