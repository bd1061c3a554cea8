"""Matches people who said yes with the seats of the steps: how far they fill them, one seat for each person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class StepSlots:
    """One step: how many seats must be taken, and who may take each seat."""

    need: int
    seats: Mapping[int, frozenset[int]]
    """Seat → the people who may take it."""


@dataclass(frozen=True)
class Progress:
    """How many steps are full, from the first on, and how many seats of the next one are taken."""

    full: int
    taken: int
    seated: frozenset[int]

    @property
    def reach(self) -> tuple[int, int]:
        return self.full, self.taken


def fill(steps: Sequence[StepSlots], people: frozenset[int]) -> Progress:
    """The furthest that these people get, step after step, whatever the order in which they voted."""
    seating = _Seating(steps, people)
    for number, step in enumerate(steps):
        taken = 0
        while taken < step.need and seating.add_one(number):
            taken += 1
        if taken < step.need:
            return Progress(number, taken, frozenset(seating.seat_of))
    return Progress(len(steps), 0, frozenset(seating.seat_of))


Seat = tuple[int, int]


class _Seating:
    """An assignment of people to seats.

    A person leaves a seat only for another one, so that no step loses a person.
    """

    def __init__(self, steps: Sequence[StepSlots], people: frozenset[int]) -> None:
        self._steps, self._people = steps, people
        self._sitting: dict[Seat, int] = {}
        self.seat_of: dict[int, Seat] = {}

    def add_one(self, step: int) -> bool:
        return self._take_any(step, set(), set())

    def _take_any(self, step: int, seats: set[Seat], people: set[int]) -> bool:
        """Give somebody an empty seat of a step; the two sets hold the seats and people already tried."""
        empty = [(step, seat) for seat in sorted(self._steps[step].seats)]
        return any(self._take(each, seats, people) for each in empty if each not in self._sitting)

    def _take(self, seat: Seat, seats: set[Seat], people: set[int]) -> bool:
        if seat in seats:
            return False
        seats.add(seat)
        fitting = self._steps[seat[0]].seats[seat[1]] & self._people
        for person in sorted(fitting - people):
            if person in people:
                continue
            people.add(person)
            if self._free(person, seats, people):
                self._sitting[seat], self.seat_of[person] = person, seat
                return True
        return False

    def _free(self, person: int, seats: set[Seat], people: set[int]) -> bool:
        """Whether the person has no seat, or somebody else can take it or another one of the same step."""
        seat = self.seat_of.get(person)
        if seat is None or self._take(seat, seats, people):
            return True
        if self._take_any(seat[0], seats, people):
            del self._sitting[seat]
            return True
        return False
