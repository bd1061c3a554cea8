"""A purchase as it was ordered: what is shown and told of one of which 1688 left something out."""

from dataclasses import replace

from bot.purchasing.asked_line import choice_of
from bot.purchasing.left_out import left_out, taken
from bot.purchasing.money import Fen
from bot.purchasing.order import FailedLine
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.own_sku_pieces import bought_by
from bot.purchasing.purchase import Purchase, Request
from bot.purchasing.request import Choice, Line, PricedLine


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
    return next((each.quantity for each in missing if _names(failed, each)), None)


def _names(failed: FailedLine, line: Line) -> bool:
    return (failed.offer_id, failed.spec_id) == (line.offer_id, line.spec_id or "")


def as_ordered(purchase: Purchase) -> Request:
    """The request with the goods and the sum of its orders, if 1688 left something out of them; else as it is.

    It is for showing alone: something else was agreed to. What is left of one offer is shown as a request of one.
    """
    request, lines = purchase.request, _taken(purchase)
    if request.snapshot is None or not lines:
        return request
    goods, total = Fen(sum(line.amount for line in lines)), Fen(sum(order.total for order in purchase.orders))
    request = replace(request, snapshot=replace(request.snapshot, lines=lines, goods=goods, total=total, parts=()))
    if len({line.offer_id for line in lines}) > 1:
        return request
    offer = request.offer_of(lines[0].offer_id)
    asked = [each.choice for each in request.asked if each.offer.offer_id == offer.offer_id] or [request.choice]
    own = tuple(sku for choice in asked for sku in bought_by(choice, lines))
    return replace(request, offer=offer, choice=_chosen(request.choice, lines, own), asked=(), line_at=None)


def most_agreed_to(purchase: Purchase) -> Fen | None:
    """The most (fen) that what 1688 took may cost by what was agreed to: all of the freight may be for it.

    None if 1688 took all, or if it is not certain what it took.
    """
    snapshot, lines = purchase.request.snapshot, _taken(purchase)
    if snapshot is None or not lines:
        return None
    return Fen(min(snapshot.total, sum(line.amount for line in lines) + snapshot.freight))


def _taken(purchase: Purchase) -> tuple[PricedLine, ...]:
    request, attempt = purchase.request, purchase.attempt
    if request.snapshot is None or attempt is None or not purchase.orders:
        return ()
    return taken(request.snapshot.lines, attempt.failed, [order.pieces for order in purchase.orders])


def _chosen(choice: Choice, lines: tuple[PricedLine, ...], own: tuple[AskedSku, ...]) -> Choice:
    return replace(choice_of(lines), address_id=choice.address_id, note=choice.note, wanted=choice.wanted, own=own)
