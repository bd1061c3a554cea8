"""Sums of what arrived come out right whatever happened in which order: a model of single pieces agrees with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.purchasing.arrivals import (
    COUNTED,
    PAID_BACK,
    SETTLED,
    Arrival,
    ArrivalKind,
    LineCount,
    count_acts,
    counts_of,
    standing,
)
from bot.purchasing.claims import Pieces as RefundPieces
from bot.purchasing.order_report import LineState, OrderLine
from tests.counts import counted

K = ArrivalKind
AT = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
ANNA, BORIS = 1, 2


def line(pieces: int, entry: str = "E1", state: LineState = LineState.OPEN) -> OrderLine:
    return OrderLine("600000000001", None, pieces, entry_id=entry, state=state)


def events(*happened: tuple[ArrivalKind, int]) -> tuple[Arrival, ...]:
    return tuple(
        Arrival(n, "E1", kind, pieces, AT + timedelta(hours=n), f"k{n}", ANNA)
        for n, (kind, pieces) in enumerate(happened, 1)
    )


def one(ordered: int, *happened: tuple[ArrivalKind, int], over: bool = False) -> LineCount:
    return counts_of([line(ordered)], events(*happened), over=over)["E1"]


def test_all_came_two_were_damaged_and_were_sent_back() -> None:
    count = one(10, (K.GOOD, 8), (K.DAMAGED, 2), (K.RETURNED_DAMAGED, 2))
    assert (count.in_hand, count.open, count.surplus) == (8, 0, 0)


def test_three_are_missing_closed_and_two_of_them_refunded() -> None:
    count = one(10, (K.GOOD, 7), (K.CLOSED, 3), (K.CANCELLED, 2))
    assert (count.open, count.closed, count.cancelled) == (0, 1, 2)


@pytest.mark.parametrize(
    ("happened", "found"),
    [
        (((K.GOOD, 7), (K.CLOSED, 3), (K.GOOD, 2)), (9, 1, 0, 0)),  # late: as many are reopened
        (((K.GOOD, 7), (K.CLOSED, 3), (K.GOOD, 4)), (10, 0, 0, 1)),
        (((K.GOOD, 7), (K.CANCELLED, 3), (K.GOOD, 2)), (7, 0, 3, 2)),  # after it was cancelled: surplus
        (((K.GOOD, 12),), (10, 0, 0, 2)),
        (((K.WRONG, 4), (K.GOOD, 10)), (10, 0, 0, 0)),  # fills no line
    ],
)
def test_what_comes_late_or_above_the_order_is_never_lost(
    happened: tuple[tuple[ArrivalKind, int], ...], found: tuple[int, ...]
) -> None:
    count = one(10, *happened)
    assert (count.good, count.closed, count.cancelled, count.surplus) == found


def test_what_never_came_of_a_cancelled_order_or_line_is_cancelled_and_nothing_else() -> None:
    assert one(10, (K.GOOD, 4), over=True) == LineCount(10, good=4, cancelled=6)
    gone = counts_of([line(3), line(5, "E2", LineState.REFUNDED)], events((K.GOOD, 3)))
    assert sum(gone.values(), LineCount(0)) == LineCount(8, good=3, cancelled=5)


@pytest.mark.parametrize(("kind", "back"), [(K.GOOD, K.RETURNED_GOOD), (K.DAMAGED, K.RETURNED_DAMAGED)])
def test_what_went_back_stays_back_if_its_count_is_put_right(kind: ArrivalKind, back: ArrivalKind) -> None:
    first, gone = events((kind, 5), (back, 2))
    wrong = replace(first, id=3, reverses=first.id)
    again = replace(first, id=4, pieces=4)
    for told, returned in (((first, gone), 2), ((first, gone, wrong), 0), ((first, gone, wrong, again), 2)):
        count = counts_of([line(10)], told)["E1"]
        assert count.returned_good + count.returned_damaged == returned


@dataclass
class Pieces:
    """The truth: each piece of a line by itself, and what is above the order; a model that adds nothing up."""

    ordered: int
    states: list[str] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.states = ["open"] * self.ordered

    def _move(self, pieces: int, to: str, *sources: str) -> int:
        """Move so many pieces, of the first source first; how many did not fit."""
        for source in sources:
            while pieces and source in self.states:
                self.states[self.states.index(source)] = to
                pieces -= 1
        return pieces

    def happens(self, kind: ArrivalKind, pieces: int) -> None:
        match kind:
            case K.GOOD | K.DAMAGED:
                self.beside["surplus"] += self._move(pieces, kind.value, "open", "closed")
            case K.WRONG:
                self.beside["wrong"] += pieces
            case K.CLOSED:
                self._move(pieces, "closed", "open")
            case K.REOPENED:
                self._move(pieces, "open", "closed")
            case K.CANCELLED:
                self._move(pieces, "cancelled", "closed", "open")
            case K.RETURNED_GOOD:
                self._move(pieces, "good, returned", "good")
            case K.RETURNED_DAMAGED:
                self._move(pieces, "damaged, returned", "damaged")

    @property
    def count(self) -> LineCount:
        n = Counter(self.states)
        return LineCount(
            self.ordered,
            good=n["good"] + n["good, returned"],
            damaged=n["damaged"] + n["damaged, returned"],
            wrong=self.beside["wrong"],
            closed=n["closed"],
            cancelled=n["cancelled"],
            surplus=self.beside["surplus"],
            returned_good=n["good, returned"],
            returned_damaged=n["damaged, returned"],
        )


@dataclass
class History:
    """What two people and 1688 did with an order, as the desk records it."""

    lines: Sequence[OrderLine]
    over: bool = False
    events: list[Arrival] = field(default_factory=list)

    @property
    def counts(self) -> Mapping[str, LineCount]:
        return counts_of(self.lines, self.events, over=self.over)

    def add(self, person: int | None, act: str, *happened: tuple[str, ArrivalKind, int, int | None]) -> None:
        for entry, kind, pieces, reverses in happened:
            number = len(self.events) + 1
            at = AT + timedelta(minutes=number)
            self.events.append(Arrival(number, entry, kind, pieces, at, act, person, reverses=reverses))

    def settle(self, entry: str) -> None:
        """What is cancelled already is an event before more of it is counted."""
        gone = self.counts[entry].cancelled if self.over else 0
        known = {each.entry_id for each in self.events if each.act.startswith(SETTLED)}
        if gone and entry not in known:
            self.add(None, f"{SETTLED}{entry}", (entry, K.CANCELLED, gone, None))

    def does(self, step: tuple[str, int, int, int]) -> None:
        """One step: what, by whom, of which line, how many."""
        what, person, place, pieces = step
        entry, act = self.lines[place % len(self.lines)].entry_id, f"{person}:{len(self.events)}"
        if what == "over":
            self.over = True
        elif what == "back":
            acts = count_acts(self.events)
            if acts:
                taken = acts[pieces % len(acts)]
                self.add(person, act, *((e.entry_id, e.kind, e.pieces, e.id) for e in taken))
        elif what == "refund":  # is paid: for what, was asked before, whatever was counted since
            asked = RefundPieces(missing=pieces % 5, damaged=pieces % 3, good=pieces % 4, wrong=pieces % 2)
            told = settled_by(asked, back=person == BORIS)
            events = [(entry, kind, n, None) for kind, n in told]
            self.add(None, f"{PAID_BACK}TQ{len(self.events)}", *events)
        elif ArrivalKind(what) in COUNTED:
            self.settle(entry)
            late = self.counts[entry].late(ArrivalKind(what), pieces)
            reopened = [(entry, K.REOPENED, late, None)] if late else []
            self.add(person, act, *reopened, (entry, ArrivalKind(what), pieces, None))
        elif fits := min(pieces, self.counts[entry].fits(ArrivalKind(what))):
            self.add(person, act, (entry, ArrivalKind(what), fits, None))


def settled_by(asked: RefundPieces, *, back: bool) -> list[tuple[ArrivalKind, int]]:
    """What a paid refund makes of its pieces: what never came is cancelled, what went back is returned."""
    told = [(K.CANCELLED, asked.missing)]
    if back:
        told += [(K.RETURNED_DAMAGED, asked.damaged), (K.RETURNED_GOOD, asked.good)]
    return [(kind, n) for kind, n in told if n]


def model(history: History) -> Mapping[str, LineCount]:
    """The same by single pieces."""
    found = {each.entry_id: Pieces(each.quantity) for each in history.lines}
    settled = set()
    went_back = (K.RETURNED_GOOD, K.RETURNED_DAMAGED)
    valid = standing(history.events)
    for each in [e for e in valid if e.kind not in went_back] + [e for e in valid if e.kind in went_back]:
        whole = history.over and each.act.startswith(SETTLED)
        settled |= {each.entry_id} if whole else set()
        found[each.entry_id].happens(each.kind, 10**6 if whole else each.pieces)
    for entry, pieces in found.items():
        if history.over and entry not in settled:
            pieces.happens(K.CANCELLED, 10**6)
    return {entry: pieces.count for entry, pieces in found.items()}


STEPS = st.tuples(
    st.sampled_from([*K, *K, "back", "back", "over", *["refund"] * 3]),
    st.sampled_from([ANNA, BORIS]),
    st.integers(0, 2),
    st.integers(1, 9),
)


def holds(count: LineCount, valid: Iterable[Arrival]) -> None:
    """What is true of a line whatever happened to it."""
    parts = (count.good, count.damaged, count.wrong, count.closed, count.cancelled, count.surplus)
    assert min(parts) >= 0
    assert count.good + count.damaged + count.closed + count.cancelled <= count.ordered
    assert count.open == count.ordered - count.good - count.damaged - count.closed - count.cancelled
    assert 0 <= count.returned_good <= count.good
    assert 0 <= count.returned_damaged <= count.damaged
    said = Counter[ArrivalKind]()
    for each in valid:
        said[each.kind] += each.pieces
    assert count.good + count.damaged + count.surplus == said[K.GOOD] + said[K.DAMAGED], "nothing lost, nothing twice"
    assert count.wrong == said[K.WRONG]


@settings(max_examples=counted(10_000, 200), deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=3), st.lists(STEPS, max_size=24))
def test_sums_are_those_of_the_single_pieces_after_any_history(
    ordered: list[int], steps: list[tuple[str, int, int, int]]
) -> None:
    history = History([line(pieces, f"E{n}") for n, pieces in enumerate(ordered, 1)])
    for step in steps:
        before, valid = history.counts, standing(history.events)
        history.does(step)
        assert history.counts == model(history)
        for entry, count in history.counts.items():
            holds(count, [each for each in standing(history.events) if each.entry_id == entry])
        if step[0] == "refund":
            _took_what_never_came(before, history.counts)
        if step[0] != "over" and len(standing(history.events)) > len(valid) and not history.over:
            _taken_back_it_is_as_before(history, before)


def _took_what_never_came(before: Mapping[str, LineCount], after: Mapping[str, LineCount]) -> None:
    """A paid refund takes closed pieces first, then open ones; what is in somebody's hands it does not touch."""
    for was, now in zip(before.values(), after.values(), strict=True):
        taken = now.cancelled - was.cancelled
        assert (now.closed, now.open) == (max(0, was.closed - taken), was.open - max(0, taken - was.closed))
        assert (now.good, now.damaged, now.surplus) == (was.good, was.damaged, was.surplus)
        assert now.returned_good >= was.returned_good
        assert now.returned_damaged >= was.returned_damaged


def _taken_back_it_is_as_before(history: History, before: Mapping[str, LineCount]) -> None:
    """What was said last, taken back, changes nothing."""
    act = history.events[-1].act
    again = History(history.lines, history.over, list(history.events))
    again.add(BORIS, "back", *((e.entry_id, e.kind, e.pieces, e.id) for e in history.events if e.act == act))
    assert again.counts == before
