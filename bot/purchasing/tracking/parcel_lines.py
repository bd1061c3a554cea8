"""What of an order is in which of its parcels, as far as 1688 says it; nothing is guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.purchasing.arrivals import COUNTED, standing
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import (
    OrderLine,
    OrderReport,
    OrderState,
    Parcel,
    ParcelChange,
    ParcelLine,
    is_same_number,
)
from bot.purchasing.orders.purchase_sums import stands_in


class Expected(NamedTuple):
    """Pieces that can still come, by entry id; `certain` if exactly these are in the parcel."""

    pieces: Mapping[str, int]
    certain: bool


def fitting(lines: Sequence[ParcelLine], order_id: str, of_order: Sequence[OrderLine]) -> tuple[ParcelLine, ...]:
    """What 1688 says is in a parcel, if all of it fits the lines of the order; else nothing.

    An order of one line may be named by its own number instead.
    """
    ordered = {each.entry_id: each.quantity for each in of_order}
    if len(of_order) == 1:
        lines = [replace(each, entry_id=of_order[0].entry_id) if each.entry_id == order_id else each for each in lines]
    fits = all(each.entry_id in ordered and (each.quantity or 0) <= ordered[each.entry_id] for each in lines)
    return tuple(lines) if fits else ()


def is_of_other(order: Order, report: OrderReport, parcel: Parcel) -> bool:
    """Whether a parcel says that it is of another order than the one it was shown with.

    It says so by that order's number, or by lines none of which is of this one. Two orders may come in one parcel, so
    its waybill says nothing.
    """
    if parcel.of_order:
        return parcel.of_order != order.order_id
    told = [line.entry_id for line in report.lines]
    if not parcel.lines or not all(told):
        return False
    known = [line.entry_id for line in order.lines if not stands_in(order.order_id, line)]
    ours = (*told, *known, order.order_id)
    return not any(is_same_number(line.entry_id, entry) for line in parcel.lines for entry in ours)


def says_nothing(parcel: Parcel) -> bool:
    """Whether a parcel says neither by its order nor by its lines whose it is."""
    return not parcel.of_order and not parcel.lines


def counted_otherwise(before: Order, after: Order) -> Iterator[tuple[ShippedParcel, ParcelChange, str, str]]:
    """A parcel that was counted, what 1688 changed of it, from what, to what.

    That it names a thing at last, or no longer, is no change.
    """
    shown = {each.logistics_id: each for each in after.parcels}
    for was in [each for each in before.parcels if each.counted_at is not None]:
        new = shown.get(was.logistics_id, was)
        told = {
            ParcelChange.GONE: (was.status or "-", new.status if new.status == ParcelChange.GONE else ""),
            ParcelChange.WAYBILL: (was.bill_no, new.bill_no),
            ParcelChange.LINES: (_lines_of(was, new), _lines_of(new, was)),
        }
        yield from ((was, what, then, now) for what, (then, now) in told.items() if then and now and then != now)


def _lines_of(parcel: ShippedParcel, beside: ShippedParcel) -> str:
    """Its lines, with the pieces of those of which the other parcel does not leave them open."""
    open_there = {each.entry_id for each in beside.lines if each.quantity is None}
    return ", ".join(
        each.entry_id if each.quantity is None or each.entry_id in open_there else f"{each.entry_id} × {each.quantity}"
        for each in sorted(parcel.lines, key=lambda each: each.entry_id)
    )


def expected_in(order: Order, parcel: ShippedParcel | None) -> Expected:
    """What can still come of the whole order; or what a parcel brings, as 1688 says, be it more than that."""
    still = {entry: count.open for entry, count in order.counts.items() if count.open}
    if parcel is None:
        return Expected(still, certain=True)
    named = {each.entry_id: each.quantity for each in parcel.lines}
    if not named:
        return Expected(still, certain=len(order.parcels) == 1 and order.state is not OrderState.PART_SHIPPED)
    elsewhere = {line.entry_id for each in order.parcels if each != parcel for line in each.lines}
    told = {entry: still.get(entry, 0) if quantity is None else quantity for entry, quantity in named.items()}
    exact = all(quantity is not None or entry not in elsewhere for entry, quantity in named.items())
    done = parcel.counted_at is not None and exact
    return Expected({entry: pieces for entry, pieces in told.items() if pieces and not done}, certain=exact)


def pieces_in(order: Order, parcel: ShippedParcel) -> int | None:
    """How many pieces can still come in a parcel; None if nobody knows."""
    expected = expected_in(order, parcel)
    return sum(expected.pieces.values()) if expected.certain and order.lines else None


def counted_parcels(order: Order) -> frozenset[str]:
    """The parcels that were counted: each that somebody named, the only one, or all if nothing can come any more."""
    named = {each.logistics_id for each in standing(order.arrivals) if each.kind in COUNTED}
    whole = order.count.open == 0 or (named and len(order.parcels) == 1)
    return frozenset(each.logistics_id for each in order.parcels if whole or each.logistics_id in named)
