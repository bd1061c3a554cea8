"""Says what becomes of refunds, each by its own number: what is new of it, and which pieces it settles once paid."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.purchasing.arrivals import PAID_BACK, ArrivalKind
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport, RefundState
from bot.purchasing.refunds import Pieces, RefundStage, stage_of
from bot.purchasing.requests.purchase import Order

_ENDS = {RefundState.DONE: RefundStage.PAID, RefundState.CLOSED: RefundStage.CLOSED}
SETTLED_AS = {
    ArrivalKind.CANCELLED: "missing",
    ArrivalKind.RETURNED_DAMAGED: "damaged",
    ArrivalKind.RETURNED_GOOD: "good",
}
"""What a paid refund makes of pieces, by what they are; of those that are here only if they go back."""
CAME = {ArrivalKind.RETURNED_DAMAGED: ArrivalKind.DAMAGED, ArrivalKind.RETURNED_GOOD: ArrivalKind.GOOD}
"""As what pieces came that went back."""
SHOWN_WITHIN = timedelta(hours=1)
"""How long what 1688 shows may lag behind what it took."""
SettledPieces = tuple[tuple[str, ArrivalKind, int], ...]


class RefundMove(NamedTuple):
    """What is new of one refund: its stage, or if that is None its sum, which was `asked` (fen) before."""

    refund: RefundReport
    stage: RefundStage | None
    asked: Fen


def stage_at(refund: RefundReport) -> RefundStage:
    """For whom it waits, or how it ended."""
    return _ENDS.get(refund.state) or stage_of(refund.word)


def errand_of(errands: Iterable[Errand], refund_id: str) -> Errand | None:
    """What was asked here that became this refund; None if a person opened it on the site."""
    theirs = (each for each in errands if each.kind is ErrandKind.REFUND and each.ask is not None)
    return next((each for each in theirs if each.refund_id == refund_id), None)


def running(order: Order) -> tuple[RefundReport, ...]:
    """Its refunds that run; not all calls show what was closed, but then the order's own word says that none runs."""
    every = order.refunds if order.refund is RefundState.ASKED else ()
    return tuple(each for each in every if each.state is RefundState.ASKED)


def held_lines(order: Order, now: datetime) -> list[tuple[str, ...]]:
    """The lines of each refund that runs, or that 1688 took and need not show yet; none if nobody knows them."""
    known = {each.refund_id for each in order.refunds}
    asked = [each for each in order.errands if (each.kind, each.state) == (ErrandKind.REFUND, ErrandState.DONE)]
    new = [each.entries for each in asked if each.refund_id not in known and now - each.at < SHOWN_WITHIN]
    untold = order.refund is RefundState.ASKED and not known and not new
    return [*(each.entries for each in running(order)), *new, *([()] if untold else [])]


def refund_moves(before: Order, now: Order) -> Iterator[RefundMove]:
    """What a look found out about each refund, and the word of the order does not say.

    That says that it runs and, if nothing else is to be said, that it is paid or closed.
    """
    known = {each.refund_id: each for each in before.refunds}
    all_closed = now.refund is RefundState.CLOSED and before.refund is not RefundState.CLOSED
    for refund in now.refunds:
        old, errand, stage = known.get(refund.refund_id), errand_of(now.errands, refund.refund_id), stage_at(refund)
        ask = errand.ask if errand is not None else None
        asked = old.amount if old is not None else ask.total if ask is not None else refund.amount
        moved = old is None or stage_at(old) is not stage
        news = {
            RefundStage.REFUSED: moved or (old is not None and old.rejection != refund.rejection),
            RefundStage.TO_SEND: moved,
            RefundStage.SENT: moved,
            RefundStage.PAID: moved and 0 < refund.paid < refund.amount,
            RefundStage.CLOSED: moved and old is not None and not all_closed,
        }
        if news.get(stage, False):
            yield RefundMove(refund, stage, refund.amount if stage is RefundStage.PAID else asked)
        elif refund.state is RefundState.ASKED and asked != refund.amount:
            yield RefundMove(refund, None, asked)


def unsettled(order: Order) -> tuple[RefundReport, ...]:
    """The refunds that are paid and of which no event says which pieces they were for."""
    acts = {each.act for each in order.arrivals}
    paid = (each for each in order.refunds if each.state is RefundState.DONE)
    return tuple(each for each in paid if f"{PAID_BACK}{each.refund_id}" not in acts)


def settled_by(pieces: Mapping[str, Pieces], *, back: bool) -> SettledPieces:
    """What a paid refund for these pieces of lines makes of them; what is wrong is none of the line."""
    kinds = {kind: name for kind, name in SETTLED_AS.items() if back or kind is ArrivalKind.CANCELLED}
    every = ((entry, kind, getattr(of, name)) for entry, of in pieces.items() for kind, name in kinds.items())
    return tuple(each for each in every if each[-1])


def can_be_for(order: Order, refund: RefundReport) -> tuple[tuple[ArrivalKind, int], ...]:
    """The pieces for which a paid refund can have been that nobody asked for here: all that fit, or as many as it paid.

    Nothing once a person said which they were.
    """
    lines = [each for each in order.lines if each.entry_id in (refund.entries or order.counts)]
    if refund not in unsettled(order) or errand_of(order.errands, refund.refund_id) is not None or not lines:
        return ()
    cost = sum(each.share or 0 for each in lines)
    paid = (2 * refund.paid * sum(each.quantity for each in lines) + cost) // (2 * cost) if cost else 0
    told = sum(n for _, n in refund.pieces) or paid
    kinds = [kind for kind in SETTLED_AS if refund.back or kind is ArrivalKind.CANCELLED]
    most = [(kind, sum(order.counts[each.entry_id].fits(kind) for each in lines)) for kind in kinds]
    return tuple((kind, n) for kind, fits in most for n in sorted({fits, min(told, fits)}) if n)


def named(order: Order, refund: RefundReport, kind: ArrivalKind, pieces: int) -> dict[str, Pieces]:
    """So many pieces of this kind, of the first of its lines first."""
    found = dict[str, Pieces]()
    for entry in refund.entries or order.counts:
        fits = min(pieces, order.counts[entry].fits(kind)) if entry in order.counts else 0
        found[entry], pieces = Pieces(**{SETTLED_AS[kind]: fits}), pieces - fits
    return found
