"""What each line that was asked for costs in the end: what was paid for it, less what came back, with other costs.

Money is in fen. An order line keeps its share of what its order costs; people who asked for the same goods share the
order line by their pieces. Every split is by largest remainder, so that the lines add up to the orders exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum

from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import NOTHING, Fen, spread, sum_fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.purchase_sums import back_by_line, held, order_sums
from bot.purchasing.orders.tags import only_tag
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

YUAN = "CNY"


class CostBasis(StrEnum):
    """By what another cost is shared: by what the goods cost, or by their pieces."""

    VALUE = "value"
    PIECES = "pieces"


@dataclass(frozen=True)
class OtherCost:
    """Money that was spent beside 1688 for purchases: carriage, duty, a stamp. It is an event and never changes.

    `amount` is in `currency` as it was typed, `total` the same in fen at `rate` (yuan for one unit; None for yuan).
    `parts` are the numbers of the requests that it is for, each with its share (fen). A cost that was a mistake is
    reversed by another with the same sums below zero, which names it in `reverses`. `file_id` is Telegram's of a photo
    of its paper, empty without one.
    """

    id: int
    team_id: int | None
    person_id: int
    at: datetime
    amount: Decimal
    currency: str
    rate: Decimal | None
    total: Fen
    words: str
    basis: CostBasis
    parts: tuple[tuple[int, Fen], ...] = ()
    reverses: int | None = None
    file_id: str = ""

    def share_of(self, *request_ids: int) -> Fen:
        """What of it is for these requests (fen)."""
        return sum_fen(share for request_id, share in self.parts if request_id in request_ids)


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """What the pieces of one order line that one person asked for cost (fen), until now.

    `due` is still to be paid. `place` is that of its asked line, None if nobody here asked for it. `entry_id` is empty
    if 1688 does not say what is in the order. If it is not `told` what each of several lines costs, the sums are shared
    by what was agreed to, or stand in one line without an offer if that is not known either.
    """

    order_id: str
    entry_id: str
    offer_id: str
    spec_id: str | None
    place: int | None
    person_id: int
    tag: str
    pieces: int
    due: Fen
    paid: Fen
    refunded: Fen
    other: Fen = NOTHING
    told: bool = True

    @property
    def cost(self) -> Fen:
        """What was paid, less what came back, with other costs."""
        return Fen(self.paid - self.refunded + self.other)

    def weight(self, basis: CostBasis) -> int:
        """By what it bears its share of another cost."""
        return self.paid + self.due if basis is CostBasis.VALUE else self.pieces


def cost_lines(
    purchase: Purchase, asked: Sequence[AskedLine] = (), others: Iterable[OtherCost] = ()
) -> tuple[CostLine, ...]:
    """The lines of all orders of a purchase of one seller, with what else it cost.

    `asked` are the lines of the request that it is a part of; without them its own count. Orders that cost nothing have
    no lines, unless there is another cost and nothing else to bear it.
    """
    wanted = asked or purchase.request.asked
    every = [line for order in purchase.orders for line in _of_order(purchase, order, wanted)]
    found = [each for each in every if each.due or each.paid or each.refunded] or every
    added: dict[CostBasis, Fen] = {}
    for each in others:
        added[each.basis] = Fen(added.get(each.basis, 0) + each.share_of(purchase.request.id))
    for basis, total in added.items():
        shares = spread(abs(total), [each.weight(basis) for each in found])
        signed = [each if total >= 0 else -each for each in shares]
        found = [replace(each, other=Fen(each.other + its)) for each, its in zip(found, signed, strict=True)]
    return tuple(each for each in found if each.due or each.paid or each.refunded or each.other)


def _of_order(purchase: Purchase, order: Order, asked: Sequence[AskedLine]) -> list[CostLine]:
    """An order's lines, each once for each asked line that it holds pieces of."""
    sums, told = order_sums(purchase, order), held(order.lines)
    lines = told or _as_agreed(purchase, order)
    each_known = len(lines) == 1 or None not in [each.share for each in lines]
    if not each_known:
        agreed = purchase.request.snapshot
        prices = {each.variant: each.unit_price for each in agreed.lines} if agreed else {}
        guess = [Fen(prices.get(each.variant, 1) * each.quantity) for each in lines]
        lines = tuple(replace(each, share=its) for each, its in zip(lines, guess, strict=True))
    weights = [each.share or 0 for each in lines]
    due, paid = spread(sums.due, weights), spread(sums.paid, weights)
    back = back_by_line(lines, sums.refunded, order.refunds)
    found = []
    for line, *amounts in zip(lines, due, paid, back, strict=True):
        found += _shared(purchase, order, line, amounts, asked, told=each_known and all(its.offer_id for its in lines))
    return found


def _shared(
    purchase: Purchase, order: Order, line: OrderLine, amounts: Sequence[Fen], asked: Sequence[AskedLine], *, told: bool
) -> list[CostLine]:
    """An order line as those who asked for its goods share it, by pieces."""
    theirs: list[tuple[int | None, int, str, int]] = [
        (each.place, each.by, each.tag, wanted)
        for each in asked
        if (wanted := sum(its.quantity for its in each.lines if its.variant == line.variant))
    ]
    if not theirs:
        theirs = [(None, purchase.request.requester.id, only_tag(asked), line.quantity)]
    weights = [wanted for *_, wanted in theirs]
    shares = zip(*(spread(each, weights) for each in (line.quantity, *amounts)), strict=True)
    return [
        CostLine(
            order_id=order.order_id, entry_id=line.entry_id, offer_id=line.offer_id, spec_id=line.spec_id,
            place=place, person_id=person_id, tag=tag, pieces=pieces, due=due, paid=paid, refunded=back, told=told,
        )
        for (place, person_id, tag, _), (pieces, due, paid, back) in zip(theirs, shares, strict=True)
    ]  # fmt: skip


def _as_agreed(purchase: Purchase, order: Order) -> tuple[OrderLine, ...]:
    """What an order holds of which 1688 did not say it: what was agreed to, or one line of nobody knows what."""
    agreed = purchase.request.snapshot.lines if purchase.request.snapshot is not None else ()
    if len(agreed) == 1:
        pieces = order.pieces or agreed[0].quantity
        return (OrderLine(agreed[0].offer_id, agreed[0].spec_id, pieces, share=order.total),)
    if not agreed or len(purchase.orders) > 1:
        return (OrderLine("", None, order.pieces or 1, share=order.total),)
    return tuple(OrderLine(each.offer_id, each.spec_id, each.quantity) for each in agreed)


def rate_of(request: Request, order: Order, rates: Sequence[Rate]) -> Rate | None:
    """Of a team's rates, oldest first, the one that held when it was bought; before any, the one of its card."""
    known = next((each for each in reversed(rates) if each.since <= order.bought_at), None)
    shown = read_rate(request.rate) if known is None else None
    return known if shown is None else Rate(request.currency, shown, order.placed_at)


def read_rate(stored: str | None) -> Decimal | None:
    """A rate as it is stored with a request; None if there is none that can be reckoned with."""
    try:
        rate = Decimal(stored or "")
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and rate > 0 else None


def converted(lines: Iterable[CostLine], rate: Rate) -> Decimal:
    """What these lines cost together in the currency of a rate, each to the hundredth, so that all sums of it agree."""
    each = (Decimal(line.cost) / 100 / rate.yuan for line in lines)
    return sum((value.quantize(Decimal("0.01"), ROUND_HALF_EVEN) for value in each), Decimal("0.00"))


def shared(total: Fen, basis: CostBasis, purchases: Sequence[Purchase]) -> tuple[tuple[int, Fen], ...]:
    """What each of these purchases of one seller bears of another cost (fen), by the number of its request."""
    weights = [sum(line.weight(basis) for line in cost_lines(each)) for each in purchases]
    return tuple(zip([each.request.id for each in purchases], spread(total, weights), strict=True))


def cost_of(lines: Iterable[CostLine]) -> Fen:
    """What these lines cost together (fen)."""
    return sum_fen(each.cost for each in lines)
