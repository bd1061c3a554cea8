"""The sums of an order's refunds: one rule for cards, news, lists and budgets; money in fen."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport, RefundState
from bot.purchasing.requests.purchase import Order, Refund


@dataclass(frozen=True)
class RefundSum:
    """What is said of an order's refunds in one state: how many they are, and their sum if it is known."""

    state: RefundState
    amount: Fen | None = None
    count: int = 1


def with_reports(known: Iterable[Refund], reports: Iterable[RefundReport]) -> tuple[Refund, ...]:
    """The refunds that are known after these reports; one refund stays one, however often it is reported."""
    refunds = {each.refund_id: each for each in known}
    for each in reports:
        refunds[each.refund_id] = Refund(each.refund_id, each.state, each.amount, each.paid, each.word)
    return tuple(refunds[number] for number in sorted(refunds))


def came_back(told: Fen, total: Fen, refunds: Iterable[Refund]) -> Fen:
    """What came back in all: what the order itself says or, if they say more, its refunds, which never exceed it."""
    paid = sum(each.paid for each in refunds if each.state is RefundState.DONE)
    return Fen(max(told, min(paid, total)))


def refund_sums(order: Order) -> tuple[RefundSum, ...]:
    """What the state of the order's refunds is about, then what came back before; empty without a refund."""
    of = {state: [each.amount for each in order.refunds if each.state is state] for state in RefundState}
    back = RefundSum(RefundState.DONE, order.refunded or None, max(len(of[RefundState.DONE]), 1))
    match order.refund:
        case RefundState.NONE:
            return ()
        case RefundState.DONE:
            return (back,)
        case RefundState.ASKED:
            waits = of[RefundState.ASKED]
            first = RefundSum(RefundState.ASKED, Fen(sum(waits)) or None, max(len(waits), 1))
        case RefundState.CLOSED:
            ended = [each.amount for each in order.refunds if each.state in (RefundState.CLOSED, RefundState.ASKED)]
            # Of several that ended without money there is no sum: the second may have asked for the same money again.
            first = RefundSum(RefundState.CLOSED, ended[0] or None if len(ended) == 1 else None, max(len(ended), 1))
    return (first, back) if order.refunded else (first,)
