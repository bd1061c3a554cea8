"""Says what becomes of refunds, each by its own number: what is new of it, and which pieces it settles once paid."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.errands import Errand, ErrandKind
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport, RefundState
from bot.purchasing.refunds import Pieces, RefundStage, stage_of
from bot.purchasing.requests.purchase import Order

SETTLES = "refund:"
"""How the key of the act begins that says what a paid refund was for."""
SettledPieces = tuple[tuple[str, ArrivalKind, int], ...]


@dataclass(frozen=True)
class RefundMove:
    """What is new of one refund beside what the order's own word tells: its stage, or its sum if that is None.

    It was asked for with `asked` (fen) before.
    """

    refund: RefundReport
    stage: RefundStage | None
    asked: Fen


def stage_at(refund: RefundReport) -> RefundStage:
    """For whom it waits, or how it ended."""
    ended = {RefundState.DONE: RefundStage.PAID, RefundState.CLOSED: RefundStage.CLOSED}
    return ended.get(refund.state) or stage_of(refund.word)


def errand_of(order: Order, refund_id: str) -> Errand | None:
    """What was asked here that became this refund; None if a person opened it on the site."""
    theirs = (each for each in order.errands if each.kind is ErrandKind.REFUND and each.ask is not None)
    return next((each for each in theirs if each.refund_id == refund_id), None)


def running(order: Order) -> tuple[RefundReport, ...]:
    """Its refunds that run; not all calls show what was closed, but then the order's own word says that none runs."""
    every = order.refunds if order.refund is RefundState.ASKED else ()
    return tuple(each for each in every if each.state is RefundState.ASKED)


def refund_moves(before: Order, now: Order) -> Iterator[RefundMove]:
    """What a look found out about each refund, and the word of the order does not say.

    That it runs and, if nothing else is to be said, that it is paid or closed the order says.
    """
    known = {each.refund_id: each for each in before.refunds}
    told_closed = now.refund is RefundState.CLOSED and before.refund is not RefundState.CLOSED
    for refund in now.refunds:
        old, errand, stage = known.get(refund.refund_id), errand_of(now, refund.refund_id), stage_at(refund)
        ask = errand.ask if errand is not None else None
        asked = old.amount if old is not None else ask.total if ask is not None else refund.amount
        moved = old is None or stage_at(old) is not stage
        match stage:
            case RefundStage.REFUSED:
                news = old is None or moved or old.rejection != refund.rejection
            case RefundStage.TO_SEND | RefundStage.SENT:
                news = moved
            case RefundStage.PAID:
                news, asked = moved and 0 < refund.paid < refund.amount, refund.amount
            case RefundStage.CLOSED:
                news = moved and old is not None and not told_closed
            case _:
                news = False
        if news or (refund.state is RefundState.ASKED and asked != refund.amount):
            yield RefundMove(refund, stage if news else None, asked)


def all_told(moves: tuple[RefundMove, ...], before: Order, now: Order) -> bool:
    """Whether each refund that was paid since is told by one of these moves."""
    known = {each.refund_id for each in before.refunds if each.state is RefundState.DONE}
    paid = {each.refund_id for each in now.refunds if each.state is RefundState.DONE} - known
    return bool(paid) and paid == {each.refund.refund_id for each in moves if each.stage is RefundStage.PAID}


def unsettled(order: Order) -> tuple[RefundReport, ...]:
    """The refunds that are paid and of which no event says which pieces they were for."""
    acts = {each.act for each in order.arrivals}
    paid = (each for each in order.refunds if each.state is RefundState.DONE)
    return tuple(each for each in paid if f"{SETTLES}{each.refund_id}" not in acts)


def settled_by(entry_id: str, pieces: Pieces, *, back: bool) -> SettledPieces:
    """What a paid refund for these pieces of a line makes of them; what is wrong is none of the line."""
    told = [(ArrivalKind.CANCELLED, pieces.missing)]
    if back:
        told += [(ArrivalKind.RETURNED_GOOD, pieces.good), (ArrivalKind.RETURNED_DAMAGED, pieces.damaged)]
    return tuple((entry_id, kind, n) for kind, n in told if n)
