"""Claims, counts and balances of orders in a few words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.claims import Balance, Claim, ClaimKind, ClaimState, RawCount, balance_of
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order_report import OrderLine

AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def claim(
    number: int,
    kind: ClaimKind = ClaimKind.PIECES,
    state: ClaimState = ClaimState.OPEN,
    *,
    goods: int = 0,
    carriage: int = 0,
    **fields: Any,
) -> Claim:
    """A claim that touches the lines of its pieces, if none are named."""
    made = Claim(number, kind, state, AT, goods=Fen(goods), carriage=Fen(carriage), **fields)
    return replace(made, entries=made.entries or tuple(made.pieces))


def counts(counted: Mapping[str, RawCount]) -> tuple[Arrival, ...]:
    """The events by which people counted so many pieces of each line."""
    kinds = {"good": ArrivalKind.GOOD, "damaged": ArrivalKind.DAMAGED, "wrong": ArrivalKind.WRONG}
    events: list[Arrival] = []
    for entry_id, tally in counted.items():
        for name, pieces in tally._asdict().items():
            if pieces:
                number = len(events) + 1
                events.append(Arrival(number, entry_id, kinds[name], pieces, AT, f"k{number}", 1))
    return tuple(events)


def balance(
    lines: Sequence[OrderLine],
    arrivals: Collection[Arrival],
    claims: Sequence[Claim],
    *,
    paid: int | None = None,
    freight: int = 0,
    back: int = 0,
) -> Balance:
    """The balance of an order for which the shares of its lines were paid, or so much."""
    shares = sum_fen(line.share or Fen(0) for line in lines)
    total = shares if paid is None else Fen(paid)
    return balance_of(lines, arrivals, claims, paid=total, freight=Fen(freight), back=Fen(back))
