"""A purchase as it was ordered: the goods and sums that are shown and told of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.purchasing.create_call import FailedLine
from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.orders.purchase_sums import counted, held, ordered_lines, sums_of
from bot.purchasing.requests.asked_line import choice_of
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine, Snapshot, by_variant, together


def left_out(asked: Sequence[Line], failed: Iterable[FailedLine], made: Iterable[int | None]) -> tuple[Line, ...]:
    """The lines that were asked for and not ordered; empty if that is not certain.

    `made` are the pieces of the orders that exist, None if not known. Of one line the missing pieces are counted; of
    several only those are certain that 1688 names.
    """
    if len(asked) > 1:
        named = {(each.offer_id, each.spec_id) for each in failed}
        return tuple(line for line in asked if (line.offer_id, line.spec_id or "") in named)
    there = list(made)
    known = sum(each for each in there if each is not None)
    if None in there or not failed or len(asked) != 1 or known >= asked[0].quantity:
        return ()
    return (Line(asked[0].offer_id, asked[0].spec_id, asked[0].quantity - known),)


def taken(
    asked: Sequence[PricedLine], failed: Iterable[FailedLine], made: Iterable[int | None]
) -> tuple[PricedLine, ...]:
    """The lines that were ordered of an order that 1688 took only in part.

    Empty if nothing was left out, or nothing taken, or if that is not certain: pieces that were counted must be exactly
    those of the lines that 1688 did not name. `made` as in `left_out`.
    """
    there = list(made)
    missing = left_out(asked, failed, there)
    if not missing:
        return ()
    if len(asked) == 1:
        counted = asked[0].quantity - missing[0].quantity
        return (replace(asked[0], quantity=counted),) if counted else ()
    rest = tuple(line for line in asked if line not in missing)
    known = [each for each in there if each is not None]
    fits = len(known) < len(there) or sum(known) == sum(line.quantity for line in rest)
    return rest if fits else ()


def only_partly(purchase: Purchase) -> bool:
    """Whether something was ordered, and 1688 left something out of it."""
    return bool(purchase.orders) and purchase.attempt is not None and bool(purchase.attempt.failed)


def pieces_missing(purchase: Purchase, failed: FailedLine) -> int | None:
    """How many pieces are missing of a line that 1688 did not take; None if that is not certain."""
    request, attempt = purchase.request, purchase.attempt
    if request.snapshot is None or attempt is None:
        return None
    asked = request.snapshot.lines
    missing = left_out(asked, attempt.failed, [order.pieces for order in purchase.orders])
    if len(asked) == 1:
        counted = missing and purchase.orders and len(attempt.failed) == 1
        return missing[0].quantity if counted else None
    named = (failed.offer_id, failed.spec_id)
    return next((each.quantity for each in missing if (each.offer_id, each.spec_id or "") == named), None)


def as_ordered(purchase: Purchase) -> Request:
    """The request with the goods and sums of those of its orders that count, once they were read back; else as it is.

    It is for showing alone: something else was agreed to. What is left of one offer is shown as a request of one.
    """
    request, orders, agreed = purchase.request, counted(purchase), purchase.request.snapshot
    if agreed is None or not orders or not all(order.known for order in orders):
        return request
    sums = sums_of(purchase)
    total, freight = sums.total, sums.freight
    goods = Fen(max(0, total - freight))
    told = [line for each in orders for line in held(each.lines)] if all(each.lines for each in orders) else []
    lines = ordered_lines(agreed.lines if told else _taken(purchase) or agreed.lines, told, goods)
    amounts = agreed.discount or {each.cost for each in lines} == {each.cost for each in agreed.lines}
    same = by_variant(lines) == by_variant(agreed.lines)
    if same and amounts and (total, freight) == (agreed.total, agreed.freight):
        return request
    now = replace(agreed, lines=lines, goods=goods, freight=freight, discount=NOTHING, total=total, parts=())
    request = replace(request, snapshot=now)
    if same or len({line.offer_id for line in lines}) > 1:
        return request
    of_it = [each for each in request.asked if each.offer.offer_id == lines[0].offer_id] or request.asked
    own = tuple(sku for each in of_it for sku in bought_by(each.choice, lines))
    choice = replace(choice_of(lines), wanted=of_it[0].choice.wanted, own=own)
    return replace(request, chosen=replace(request.chosen, asked=(replace(of_it[0], choice=choice),), line_at=None))


def together_as_ordered(parts: Iterable[Purchase]) -> Snapshot | None:
    """What the parts of a purchase are and cost together, each as it was ordered; None if none has a price."""
    there = [request.snapshot for request in map(as_ordered, parts) if request.snapshot is not None]
    return together(there) if there else None


def most_agreed_to(purchase: Purchase) -> Fen | None:
    """The most (fen) that what 1688 took may cost by what was agreed to: all of the freight may be for it.

    None if 1688 took all, or if it is not certain what it took.
    """
    snapshot, lines = purchase.request.snapshot, _taken(purchase)
    if snapshot is None or not lines:
        return None
    return min(snapshot.total, sum_fen([*(line.amount for line in lines), snapshot.freight]))


def _taken(purchase: Purchase) -> tuple[PricedLine, ...]:
    request, attempt = purchase.request, purchase.attempt
    if request.snapshot is None or attempt is None or not purchase.orders:
        return ()
    return taken(request.snapshot.lines, attempt.failed, [order.pieces for order in purchase.orders])
