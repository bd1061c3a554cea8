"""Tells who added lines to a request beside its requester, and what the lines of each of them cost."""

from collections.abc import Iterable, Sequence

from bot.purchasing.money import Fen, times
from bot.purchasing.request import Snapshot
from bot.purchasing.requests.asked_line import AskedLine


def contributors(asked: Iterable[AskedLine], requester_id: int) -> frozenset[int]:
    """Who added a line to it, without its requester: none of them decides on it."""
    return frozenset(each.by for each in asked) - {requester_id}


def people_of(asked: Iterable[AskedLine], requester_id: int) -> tuple[int, ...]:
    """Its requester, and then whoever else added a line to it."""
    return (requester_id, *sorted(contributors(asked, requester_id)))


def shares(asked: Sequence[AskedLine], snapshot: Snapshot | None) -> tuple[tuple[int, Fen], ...]:
    """What the lines of each person cost (fen) by the prices of a snapshot, before freight and discount.

    Empty if one person added them all.
    """
    people = sorted({each.by for each in asked})
    if snapshot is None or len(people) < 2:
        return ()
    prices = {(line.offer_id, line.spec_id): line.unit_price for line in snapshot.lines}
    spent = dict.fromkeys(people, 0)
    for each in asked:
        for line in each.lines:
            price = prices.get((line.offer_id, line.spec_id))
            spent[each.by] += times(price, line.quantity) if price is not None else 0
    return tuple((person, Fen(cost)) for person, cost in spent.items())
