"""The laws of the money after the order, written anew from the design: nothing of the product is read here."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Kinds(NamedTuple):
    """Pieces of a line, by what became of them."""

    missing: int = 0
    damaged: int = 0
    good: int = 0
    wrong: int = 0

    @property
    def bad(self) -> int:
        return self.missing + self.damaged + self.wrong

    @property
    def all(self) -> int:
        return self.bad + self.good

    @property
    def named(self) -> dict[str, int]:
        """Those that there are, by their names."""
        return {name: count for name, count in self._asdict().items() if count}


NOTHING = Kinds()


class Tallied(NamedTuple):
    """What people counted of a line so far, by raw counts."""

    good: int = 0
    damaged: int = 0
    wrong: int = 0

    @property
    def any(self) -> bool:
        return self != Tallied()


def added(kinds: Iterable[Kinds]) -> Kinds:
    """The sum of each kind."""
    every = list(kinds)
    return Kinds(*(sum(column) for column in zip(*every, strict=True))) if every else NOTHING


def lacking(ordered: int, counted: Tallied) -> Kinds:
    """What a line lacks and has: never from what refunds did, never below 0."""
    short = max(0, ordered - counted.good - counted.damaged)
    wrong = min(counted.wrong, short)
    return Kinds(missing=short - wrong, damaged=counted.damaged, good=counted.good, wrong=wrong)


def over_pieces(ordered: int, counted: Tallied, claims: Sequence[Kinds], new: Kinds) -> str:
    """Law 1 for a line: how this claim beside the others is too much; empty if it is not."""
    have, total = lacking(ordered, counted), added([*claims, new])
    for name, wanted in new.named.items():
        most, claimed = getattr(have, name), getattr(total, name)
        if wanted and claimed > most:
            return f"{claimed} {name} claimed of {most}"
    if new.bad and total.bad > ordered - counted.good:
        return f"{total.bad} missing, damaged and wrong claimed of {ordered - counted.good}"
    return f"{total.all} claimed of {ordered} ordered" if total.all > ordered else ""


@dataclass(frozen=True)
class Money:
    """What is known of an order's money, fen: what was paid, runs, is known to be paid back, and 1688 says of that."""

    paid: int
    running: int
    known_back: int
    said_back: int


def over_money(money: Money, new: int) -> str:
    """Law 2 for an order: how a claim of so much is too much; empty if it is not."""
    back = max(money.known_back, money.said_back)
    total = money.running + back + new
    return f"{total} fen claimed of {money.paid} paid" if total > money.paid else ""


class Line(NamedTuple):
    """A line of an order as the books have it."""

    entry: str
    ordered: int
    amount_fen: int


def share_of(lines: Sequence[Line], pieces: Mapping[str, Kinds]) -> int:
    """The most that these pieces are worth: each line's paid share, rounded up to a fen."""
    known = {line.entry: line for line in lines}
    return sum(
        math.ceil(known[entry].amount_fen * kinds.all / known[entry].ordered)
        for entry, kinds in pieces.items()
        if entry in known
    )


def over_share(lines: Sequence[Line], pieces: Mapping[str, Kinds], goods: int) -> str:
    """Law 2 for pieces: how their goods are more than their own share; empty if they are not, or there are none."""
    if not pieces:
        return ""
    most = share_of(lines, pieces)
    return f"{goods} fen of goods asked for pieces of {most}" if goods > most else ""


@dataclass(frozen=True)
class Claim:
    """One refund of an order as the judge knows it.

    `pieces` are those that it is really for. A `rest` is of the pieces of an earlier one.
    """

    order: str
    pieces: Mapping[str, Kinds] = field(default_factory=dict)
    goods: int = 0
    carriage: int = 0
    rest: bool = False
    from_site: bool = False


def claim_of(order: str, row: Mapping[str, Any]) -> Claim:
    """What our database says that is asked for, of a row of its errands whose `ask` is read."""
    ask = row["ask"]
    pieces = {entry: Kinds(*kinds) for entry, kinds in ask["pieces"].items()}
    rest = ask.get("rest_of") is not None
    return Claim(order, pieces, ask["goods"], ask["carriage"], rest)


def tallied(rows: Iterable[Mapping[str, Any]]) -> dict[str, Tallied]:
    """What people counted of each line, of the rows of arrivals: what was taken back never happened."""
    every = list(rows)
    gone = {row["reverses"] for row in every if row["reverses"] is not None}
    counts: dict[str, Tallied] = {}
    for row in every:
        by_itself = str(row["act"]).startswith("refund:")
        if row["reverses"] is not None or row["id"] in gone or by_itself or row["kind"] not in Tallied._fields:
            continue
        before = counts.get(row["entry_id"], Tallied())
        counts[row["entry_id"]] = before._replace(**{row["kind"]: getattr(before, row["kind"]) + row["pieces"]})
    return counts
