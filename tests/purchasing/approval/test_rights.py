"""The rights in plain words: who may do what, and the very sentence that everybody else gets for it."""

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from bot.desk.shared.refusals import REASONS
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, WhyAutomatic
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Deadlines
from bot.purchasing.approval.rights import Action, Actor, Allowed, Answer, Change, Matter, NotPermitted, authorise
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Approved, Declined, Open, Vote
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
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
    member,
    needs,
    no,
    team,
    yes,
)

GROUP, STRANGER, SOMEBODY = -100, 77, 9
WAITING = Matter(1, ANNA, RequestState.PENDING, needs(ApprovalStep(role=DECIDES)), snapshot_hash=HASH, shown_hash=HASH)
LIMIT_AND_TOTAL: dict[str, object] = {"limit": None, "total": 100_00}


def tried(person: int, what: str, about: Matter | None = WAITING, whole: Team | None = None) -> Answer:
    return authorise(Actor(person, person), Action(what), about, whole or team(), NOW, Change(loosens=False))


def assert_hears(answer: Answer, key: str, facts: dict[str, object] | None = None) -> None:
    """That refusal, which has its sentence in every language."""
    assert answer == NotPermitted(key, facts or {})
    assert key in REASONS


BY_ROLE = [
    ("request", {"requester"}, "only-requesters"),
    ("pay", {"buyer"}, "only-buyers"),
    ("cancel_order", {"buyer"}, "only-buyers-or-owner"),
    ("refund", {"buyer"}, "only-buyers-or-owner"),
    ("refund_amount", {"buyer"}, "only-buyers"),
    ("settle", {"buyer"}, "only-buyers"),
    ("count", {"receiver", "requester", "buyer"}, "only-receivers"),
    ("close_short", {"requester", "buyer"}, "only-buyers"),
    ("confirm_receipt", {"buyer"}, "only-buyers"),
    ("away", {"approver", "admin"}, "only-approvers"),
    ("keep_skus", {"buyer", "admin"}, "only-keepers"),
    ("export", {"buyer", "admin"}, "only-exporters"),
    ("add_cost", {"buyer", "admin"}, "only-buyers-and-admins"),
    ("pause", {"admin"}, "only-admins"),
    ("resume", {"admin"}, "only-admins"),
    ("invite", {"admin"}, "only-admins"),
    ("change_policy", {"admin"}, "only-admins"),
    ("change_roles", {"admin"}, "only-admins"),
    ("change_budget", {"admin"}, "only-admins"),
    ("change_rate", {"admin"}, "only-admins"),
    ("change_team", {"admin"}, "only-admins"),
]
"""What a role alone gives, to whom, and what the others hear."""
BY_THE_REQUEST = {"answer", "withdraw", "approve", "decline", "take_vote_back", "ask", "let_go"}


def test_everything_that_can_be_done_is_given_by_a_role_or_by_the_request_or_is_a_look() -> None:
    assert set(Action) == {what for what, _, _ in BY_ROLE} | BY_THE_REQUEST | {"list", "meet"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("what", "roles", "key"), BY_ROLE)
def test_one_right_role_is_enough_and_whoever_has_it_not_hears_who_may(
    what: str, roles: set[str], key: str, role: Role
) -> None:
    whole = team(*team().members, member(SOMEBODY, "Somebody", role))
    ripe = replace(WAITING, state=RequestState.APPROVED, attempt=AttemptState.IN_DOUBT, order=OrderState.TO_PAY)
    answer = tried(SOMEBODY, what, None if what == "request" else ripe, whole)
    if role in roles:
        assert answer == Allowed()
    elif key == "only-buyers-or-owner":
        assert_hears(answer, key, {"names": whole.named(Role.BUYER)})
    else:
        named = {
            "only-requesters": [],
            "only-keepers": [Role.ADMIN, Role.BUYER],
            "only-exporters": [Role.ADMIN, Role.BUYER],
            "only-buyers-and-admins": [Role.ADMIN, Role.BUYER],
        }
        who = named.get(key) if key in named else [Role(key.removeprefix("only-")[:-1])]
        names = tuple(dict.fromkeys(name for each in who or () for name in whole.named(each)))
        assert_hears(answer, key, {"names": names} if who else {})


@pytest.mark.parametrize("person", [ANNA, BORIS, CHEN, DARIA, EVE])
def test_everybody_of_the_team_may_look(person: int) -> None:
    assert tried(person, "list", None) == Allowed()


@pytest.mark.parametrize(
    ("what", "state"),
    [
        ("request", RequestState.DRAFT),
        ("answer", RequestState.PENDING),
        ("withdraw", RequestState.DRAFT),
        ("withdraw", RequestState.PENDING),
        ("withdraw", RequestState.APPROVED),
    ],
)
def test_what_only_the_requester_may_others_hear_is_not_theirs(what: str, state: RequestState) -> None:
    his = replace(WAITING, state=state)
    assert tried(ANNA, what, his) == Allowed()
    assert_hears(tried(BORIS, what, his), "not-yours")


@pytest.mark.parametrize(
    ("actor", "key", "facts"),
    [
        (Actor(BORIS, -200), "foreign-chat", {}),
        (Actor(BORIS, CHEN), "foreign-chat", {}),
        (Actor(STRANGER, GROUP), "stranger", {"person_id": STRANGER}),
        (Actor(DARIA, GROUP), "not-a-member", {}),
        (Actor(1087968824, GROUP), "no-identity", {}),
        (Actor(136817688, GROUP), "no-identity", {}),
        (Actor(777000, GROUP), "no-identity", {}),
    ],
)
def test_whoever_is_nobody_of_the_team_here_hears_why(actor: Actor, key: str, facts: dict[str, object]) -> None:
    left = replace(team().members[3], active=False)
    whole = team(*team().members[:3], left, *(member(each, "X", *Role) for each in (1087968824, 136817688, 777000)))
    assert_hears(authorise(actor, Action.APPROVE, WAITING, whole, NOW), key, facts)


def test_a_request_that_is_not_there_or_belongs_elsewhere_is_called_so() -> None:
    assert_hears(tried(BORIS, "approve", None), "unknown-request")
    assert_hears(tried(BORIS, "approve", replace(WAITING, team_id=2)), "foreign-request")


@pytest.mark.parametrize("state", [*OrderState, None])
def test_an_order_is_paid_or_cancelled_only_while_it_waits_for_its_money(state: OrderState | None) -> None:
    about = replace(WAITING, state=RequestState.CLOSED, order=state)
    if state == "to_pay":
        assert tried(DARIA, "pay", about) == tried(DARIA, "cancel_order", about) == Allowed()
    else:
        assert_hears(tried(DARIA, "pay", about), "not-payable-now")
        assert_hears(tried(DARIA, "cancel_order", about), "cancel-shipped")


@pytest.mark.parametrize("attempt", [*AttemptState, None])
def test_only_a_doubt_is_settled(attempt: AttemptState | None) -> None:
    answer = tried(DARIA, "settle", replace(WAITING, state=RequestState.APPROVED, attempt=attempt))
    if attempt in {"in_doubt", "needs_person", "conflict"}:
        assert answer == Allowed()
    else:
        assert_hears(answer, "not-in-doubt")


@pytest.mark.parametrize("attempt", [*AttemptState, None])
def test_an_approved_request_is_withdrawn_only_before_it_is_sent(attempt: AttemptState | None) -> None:
    answer = tried(ANNA, "withdraw", replace(WAITING, state=RequestState.APPROVED, attempt=attempt))
    if attempt in {"ready", None}:
        assert answer == Allowed()
    else:
        assert_hears(answer, "no-longer", {"state": "approved"})


@pytest.mark.parametrize("what", ["approve", "decline", "ask"])
@pytest.mark.parametrize(
    ("person", "about", "key", "facts"),
    [
        (ANNA, {}, "own-request", {}),
        (ANNA, {"needs": None}, "own-request", {}),
        (BORIS, {"state": RequestState.DRAFT}, "not-sent", {}),
        (BORIS, {"state": RequestState.APPROVED}, "no-longer", {"state": "approved"}),
        (BORIS, {"needs": None}, "no-longer", {"state": "pending"}),
        (BORIS, {"needs": needs(times=Deadlines(NOW))}, "no-longer", {"state": "expired"}),
        (BORIS, {"shown_hash": OLD_HASH}, "stale", {}),
        (BORIS, {"snapshot_hash": "", "shown_hash": ""}, "stale", {}),
        (DARIA, {}, "not-an-approver", LIMIT_AND_TOTAL),
        (BORIS, {"needs": needs(ApprovalStep(people=(CHEN,)))}, "not-asked", LIMIT_AND_TOTAL),
    ],
)
def test_whoever_may_say_nothing_on_a_request_hears_why(
    what: str, person: int, about: dict[str, Any], key: str, facts: dict[str, object]
) -> None:
    assert_hears(tried(person, what, replace(WAITING, **about)), key, facts)


@pytest.mark.parametrize("what", ["approve", "decline", "ask"])
def test_whose_limit_is_too_low_may_not_even_say_no(what: str) -> None:
    low = team(member(BORIS, "Boris", DECIDES, limit=Fen(99_99)))
    assert_hears(tried(BORIS, what, whole=low), "over-your-limit", {"limit": 99_99, "total": 100_00})


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ((), False),
        ((yes(CHEN),), False),
        ((no(BORIS, OLD_HASH),), False),
        ((yes(BORIS, OLD_HASH), yes(CHEN)), False),
        ((yes(BORIS),), True),
        ((no(BORIS),), True),
        ((yes(CHEN), yes(BORIS)), True),
    ],
)
def test_a_no_is_said_once_on_each_content_whatever_others_said(votes: tuple[Vote, ...], said: bool) -> None:
    both = replace(WAITING, needs=needs(ApprovalStep(2, role=DECIDES)), votes=votes)
    answer = tried(BORIS, "decline", both)
    if said:
        assert_hears(answer, "already-decided")
    else:
        assert answer == Allowed()
    assert tried(BORIS, "ask", both) == Allowed()


def test_what_is_allowed_at_once_waits_for_no_second_word_and_was_not_said_alone() -> None:
    answer = tried(BORIS, "approve")
    assert isinstance(answer, Allowed)
    assert (answer.proposed, answer.alone) == (False, False)


@pytest.mark.parametrize(
    "what", ["resume", "invite", "change_policy", "change_roles", "change_budget", "change_rate", "change_team"]
)
def test_a_change_of_which_nobody_says_that_it_loosens_nothing_waits_for_a_second_word(what: str) -> None:
    answer = authorise(Actor(EVE, EVE), Action(what), None, team(), NOW)
    assert answer == Allowed(proposed=True)
    assert tried(EVE, what, None) == Allowed(proposed=False)


@pytest.mark.parametrize(
    "told",
    [
        Actor(BORIS, BORIS),
        WAITING,
        Change(loosens=True),
        Allowed(),
        NotPermitted("stale"),
        yes(BORIS),
        Open(1, 1, 1, (BORIS,)),
        Approved((BORIS,)),
        Declined(BORIS, "too dear"),
        Candidate(ANNA, Fen(1)),
        Automatic(WhyAutomatic.RULE),
        Impossible(Obstacle.NO_RULE),
    ],
    ids=lambda told: type(told).__name__,
)
def test_neither_what_is_judged_nor_the_judgement_changes_afterwards(told: object) -> None:
    name = next(iter(vars(told)))
    with pytest.raises(FrozenInstanceError):
        setattr(told, name, getattr(told, name))
