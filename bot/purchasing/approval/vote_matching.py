"""Matches people who said yes with the seats of the steps: how far they fill them, one seat for each person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bench:
    """One step: how many seats must be taken, and who may take each seat."""

    need: int
    seats: Mapping[int, frozenset[int]]
    """Seat → the people who may take it."""


@dataclass(frozen=True)
class Progress:
    """How many benches are full, from the first on, and how many seats of the next one are taken."""

    full: int
    taken: int
    seated: frozenset[int]

    @property
    def reach(self) -> tuple[int, int]:
        return self.full, self.taken


def fill(benches: Sequence[Bench], people: frozenset[int]) -> Progress:
    """The furthest that these people get, bench after bench, whatever the order in which they voted."""
    seating = _Seating(benches, people)
    for number, bench in enumerate(benches):
        taken = 0
        while taken < bench.need and seating.seat_one_more(number):
            taken += 1
        if taken < bench.need:
            return Progress(number, taken, frozenset(seating.seat_of))
    return Progress(len(benches), 0, frozenset(seating.seat_of))


Seat = tuple[int, int]


class _Seating:
    """An assignment of people to seats.

    A person leaves a seat only for another one, so that no bench loses a person.
    """

    def __init__(self, benches: Sequence[Bench], people: frozenset[int]) -> None:
        self._benches, self._people = benches, people
        self._sitting: dict[Seat, int] = {}
        self.seat_of: dict[int, Seat] = {}

    def seat_one_more(self, bench: int) -> bool:
        return self._take_any(bench, set(), set())

    def _take_any(self, bench: int, seats: set[Seat], people: set[int]) -> bool:
        """Give somebody an empty seat of a bench; the two sets hold the seats and people already tried."""
        empty = [(bench, seat) for seat in sorted(self._benches[bench].seats)]
        return any(self._take(each, seats, people) for each in empty if each not in self._sitting)

    def _take(self, seat: Seat, seats: set[Seat], people: set[int]) -> bool:
        if seat in seats:
            return False
        seats.add(seat)
        fitting = self._benches[seat[0]].seats[seat[1]] & self._people
        for person in sorted(fitting - people):
            if person in people:
                continue
            people.add(person)
            if self._free(person, seats, people):
                self._sitting[seat], self.seat_of[person] = person, seat
                return True
        return False

    def _free(self, person: int, seats: set[Seat], people: set[int]) -> bool:
        """Whether the person has no seat, or somebody else can take it or another one of the same bench."""
        seat = self.seat_of.get(person)
        if seat is None or self._take(seat, seats, people):
            return True
        if self._take_any(seat[0], seats, people):
            del self._sitting[seat]
            return True
        return False
