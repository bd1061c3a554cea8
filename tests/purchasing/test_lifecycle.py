"""The tables of states: every pair is decided, ends are ends, and an order only moves forward."""

from itertools import product
from typing import Any

import pytest

from bot.purchasing.lifecycle import (
    ATTEMPT_MOVES,
    DOUBTFUL,
    ENDED_ORDERS,
    LIVE_ATTEMPTS,
    ORDER_MOVES,
    REFUND_MOVES,
    REQUEST_MOVES,
    AttemptState,
    ForbiddenMove,
    RequestState,
    check_move,
)
from bot.purchasing.order_report import OrderState, RefundState

R, A = RequestState, AttemptState
TABLES: list[tuple[Any, Any]] = [
    (RequestState, REQUEST_MOVES),
    (AttemptState, ATTEMPT_MOVES),
    (OrderState, ORDER_MOVES),
    (RefundState, REFUND_MOVES),
]
NAMES = ["request", "attempt", "order", "refund"]


def after(moves: Any, state: Any) -> set[Any]:
    """The states that may follow."""
    return {to for before, to in moves if before is state}


@pytest.mark.parametrize(("states", "moves"), TABLES, ids=NAMES)
def test_every_pair_of_states_is_either_allowed_or_refused(states: Any, moves: Any) -> None:
    for before, to in product(states, states):
        if (before, to) in moves:
            check_move(moves, before, to)
        else:
            with pytest.raises(ForbiddenMove, match=f"{before} may not become {to}"):
                check_move(moves, before, to)


@pytest.mark.parametrize(("states", "moves"), TABLES, ids=NAMES)
def test_no_state_follows_itself(states: Any, moves: Any) -> None:
    assert not [state for state in states if (state, state) in moves]


def test_a_request_that_ended_stays_as_it_is() -> None:
    ended = {R.CLOSED, R.REJECTED, R.CANCELLED, R.EXPIRED}
    assert {state for state in R if not after(REQUEST_MOVES, state)} == ended


def test_an_attempt_is_sent_only_from_ready_and_comes_back_only_by_proof_or_people() -> None:
    assert {before for before, to in ATTEMPT_MOVES if to is A.SUBMITTING} == {A.READY}
    assert {before for before, to in ATTEMPT_MOVES if to is A.READY} == {A.SUBMITTING, A.NEEDS_PERSON}


def test_a_doubt_is_never_given_up_before_people_were_asked() -> None:
    assert {before for before, to in ATTEMPT_MOVES if to is A.ABANDONED} == {A.NEEDS_PERSON}
    assert A.REFUSED not in after(ATTEMPT_MOVES, A.IN_DOUBT)


@pytest.mark.parametrize("state", [A.REFUSED, A.ABANDONED, A.WITHDRAWN])
def test_an_attempt_that_ended_stays_as_it_is(state: AttemptState) -> None:
    assert not after(ATTEMPT_MOVES, state)


def test_what_was_placed_turns_into_a_conflict_at_most_and_never_into_something_to_send() -> None:
    assert after(ATTEMPT_MOVES, A.PLACED) == {A.CONFLICT}
    assert after(ATTEMPT_MOVES, A.CONFLICT) == {A.PLACED}


def test_a_live_attempt_is_one_that_may_still_become_or_is_an_order() -> None:
    assert set(A) - LIVE_ATTEMPTS == {A.REFUSED, A.ABANDONED, A.WITHDRAWN}
    assert {A.IN_DOUBT, A.NEEDS_PERSON, A.CONFLICT} == DOUBTFUL


def test_an_order_never_moves_back() -> None:
    seen: set[tuple[OrderState, OrderState]] = set()
    frontier = set(ORDER_MOVES)
    while frontier - seen:
        seen |= frontier
        frontier = {(a, d) for a, b in seen for c, d in ORDER_MOVES if b is c}
    assert not [(a, b) for a, b in seen if (b, a) in seen]


def test_an_order_that_ended_stays_as_it_is() -> None:
    assert {state for state in OrderState if not after(ORDER_MOVES, state)} == set(ENDED_ORDERS)
