"""Says whose the lines of an order are: by who added what it was made of."""

from collections.abc import Collection

from bot.purchasing.order import Order
from bot.purchasing.requests.request import Request


def lines_of(person_id: int, request: Request, order: Order) -> frozenset[str]:
    """The entry ids of the lines that nobody else added anything to.

    If 1688 shows another variant of an offer than was asked for, the line is of everybody who asked for that offer; if
    it shows none that was, of everybody who added a line.
    """
    variants: dict[tuple[str, str], set[int]] = {}
    offers: dict[str, set[int]] = {}
    for asked in request.asked:
        offers.setdefault(asked.offer.offer_id, set()).add(asked.by)
        for line in asked.lines:
            variants.setdefault((line.offer_id, line.spec_id or ""), set()).add(asked.by)
    everybody = {each.by for each in request.asked}
    return frozenset(
        each.entry_id
        for each in order.lines
        if variants.get((each.offer_id, each.spec_id or ""), offers.get(each.offer_id, everybody)) == {person_id}
    )


def is_alone(person_id: int, request: Request) -> bool:
    """Whether nobody else added a line to the request."""
    return {each.by for each in request.asked} == {person_id}


def all_of(person_id: int, request: Request, order: Order) -> bool:
    """Whether nobody else added anything to what the order was made of."""
    return is_alone(person_id, request) or (
        bool(order.lines) and len(lines_of(person_id, request, order)) == len(order.lines)
    )


def is_theirs(person_id: int, request: Request, order: Order, entries: Collection[str] | None) -> bool:
    """Whether these lines are known to be this person's alone, with what each cost; no entries are the whole order.

    With None it is whether any line is. Without a sum of each line those of some of them would be a guess.
    """
    if not order.known or not order.lines or any(each.share is None for each in order.lines):
        return False
    own = lines_of(person_id, request, order)
    return bool(own) if entries is None else {*(entries or (each.entry_id for each in order.lines))} <= own
