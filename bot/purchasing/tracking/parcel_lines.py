"""What of an order is in which of its parcels, as far as 1688 says it; nothing is guessed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.purchasing.order import OrderLine, ParcelLine
from bot.purchasing.requests.purchase import Order, ShippedParcel


class Expected(NamedTuple):
    """Pieces that can still come, by entry id; `certain` if exactly these are in the parcel."""

    pieces: Mapping[str, int]
    certain: bool


def fitting(lines: Sequence[ParcelLine], of_order: Sequence[OrderLine]) -> tuple[ParcelLine, ...]:
    """What 1688 says is in a parcel, if all of it fits the lines of the order; else nothing."""
    ordered = {each.entry_id: each.quantity for each in of_order}
    fits = all(each.entry_id in ordered and (each.quantity or 0) <= ordered[each.entry_id] for each in lines)
    return tuple(lines) if fits else ()


def expected_in(order: Order, parcel: ShippedParcel | None) -> Expected:
    """What can still come in a parcel, or of the whole order."""
    still = {entry: count.open for entry, count in order.counts.items() if count.open}
    if parcel is None or len(order.parcels) == 1:
        return Expected(still, certain=True)
    named = {each.entry_id: each.quantity for each in parcel.lines}
    if not named:
        return Expected(still, certain=False)
    elsewhere = {line.entry_id for each in order.parcels if each != parcel for line in each.lines}
    pieces = {
        entry: left if named[entry] is None else min(named[entry] or 0, left)
        for entry, left in still.items()
        if entry in named
    }
    counted = parcel.counted_at is not None
    exact = all(quantity is not None or entry not in elsewhere for entry, quantity in named.items())
    return Expected({} if counted and exact else pieces, certain=exact)


def pieces_in(order: Order, parcel: ShippedParcel) -> int | None:
    """How many pieces can still come in a parcel; None if nobody knows."""
    expected = expected_in(order, parcel)
    return sum(expected.pieces.values()) if expected.certain and order.lines else None
