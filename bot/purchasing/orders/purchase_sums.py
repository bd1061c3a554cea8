"""What a purchase costs: the sums of its lines, its orders and its parts; nothing else adds them up. Money in fen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order import OrderLine, OrderState
from bot.purchasing.orders.shares import held, spread
from bot.purchasing.request import Snapshot
from bot.purchasing.requests.purchase import Order, Purchase

_NOTHING = Fen(0)
_AGREED = (RequestState.APPROVED, RequestState.CLOSED, RequestState.PENDING)
_GOES_ON = (RequestState.PENDING, RequestState.APPROVED)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What was `asked` for, what is `ordered` and still wanted, what of that is `due`, what was `paid` and came back.

    An order that was closed after its payment is no longer ordered; what was paid for it stays paid, and comes back.
    """

    asked: Fen = _NOTHING
    ordered: Fen = _NOTHING
    due: Fen = _NOTHING
    paid: Fen = _NOTHING
    refunded: Fen = _NOTHING

    @property
    def cost(self) -> Fen:
        """What it costs in the end: what was paid and is due, without what came back."""
        return Fen(max(0, self.paid + self.due - self.refunded))


@dataclass(frozen=True, kw_only=True)
class LineSums(Sums):
    """The sums of one offer and variant; `pieces` are those of its orders that count."""

    offer_id: str
    spec_id: str | None
    pieces: int = 0


@dataclass(frozen=True, kw_only=True)
class PurchaseSums(Sums):
    """The sums of a purchase of one seller, or of all parts of one that was split.

    `total` is what people are told that it costs: what is ordered, or may still be; if nothing of one seller is wanted
    any more, what it would have cost. `freight` is that part of it, `waiting` what is not ordered yet. `lines` are
    empty while 1688 does not say what each of several lines of its orders costs.
    """

    total: Fen = _NOTHING
    freight: Fen = _NOTHING
    waiting: Fen = _NOTHING
    lines: tuple[LineSums, ...] = ()
    parts: tuple["PurchaseSums", ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether anything of it is ordered and counts, or may still be."""
        return self.ordered > 0 or self.waiting > 0


def sums_of(purchase: Purchase) -> PurchaseSums:
    """The sums of a purchase; of one that was split those of its parts together."""
    if not purchase.parts:
        return _of_one(purchase)
    every = tuple(map(_of_one, purchase.parts))
    added, known = _added(every), all(each.lines for each in every)
    snapshot, waiting = purchase.request.snapshot, sum_fen(each.waiting for each in every)
    return PurchaseSums(
        **vars(added) | {"asked": snapshot.total if snapshot is not None else added.asked},
        total=Fen(added.ordered + waiting),
        freight=sum_fen(each.freight for each in every if each.wanted),
        waiting=waiting,
        lines=tuple(line for each in every for line in each.lines) if known else (),
        parts=every,
    )


def not_wanted(purchase: Purchase, order: Order) -> bool:
    """Whether an order is there, unpaid, that nobody agrees to any more: it costs nothing if nobody pays it."""
    conflict = purchase.attempt is not None and purchase.attempt.state is AttemptState.CONFLICT
    unpaid = order.state is OrderState.TO_PAY and order.known and not conflict
    return unpaid and purchase.request.state not in _AGREED


def costs(purchase: Purchase, order: Order) -> bool:
    """Whether an order costs money: it is not cancelled, nor unpaid although nobody agrees to it any more."""
    return order.state is not OrderState.CANCELLED and not not_wanted(purchase, order)


def counted(purchase: Purchase) -> tuple[Order, ...]:
    """Its orders without those that cost nothing, unless none does."""
    return tuple(each for each in purchase.orders if costs(purchase, each)) or purchase.orders


def charged(purchase: Purchase) -> Fen:
    """What 1688 charges (fen) for all orders of a purchase that are not cancelled, as far as it was agreed to.

    If the freight was left open, it is not included.
    """
    there = [order for order in purchase.orders if order.state is not OrderState.CANCELLED]
    snapshot = purchase.request.snapshot
    freight = sum_fen(each.freight for each in there) if snapshot is not None and snapshot.freight_open else 0
    return Fen(sum_fen(each.total for each in there) - freight)


def sums_of_order(state: OrderState, total: Fen, refunded: Fen, *, paid: bool, wanted: bool = True) -> Sums:
    """The sums of one order; it was `paid` if 1688 told when, or if it went on as only paid ones do."""
    if state is OrderState.TO_PAY:
        return Sums(ordered=total, due=total) if wanted else Sums()
    over = state is OrderState.CANCELLED
    spent = total if paid or not over else _NOTHING
    return Sums(ordered=_NOTHING if over else total, paid=spent, refunded=refunded)


def _of_one(purchase: Purchase) -> PurchaseSums:
    request, shown = purchase.request, counted(purchase)
    every = [
        (each, sums_of_order(
            each.state, each.total, each.refunded, paid=each.paid_at is not None, wanted=not not_wanted(purchase, each)
        ))
        for each in purchase.orders
    ]  # fmt: skip
    agreed, added = request.snapshot, _added(sums for _, sums in every)
    asked, freight = (agreed.total, agreed.freight) if agreed is not None else (_NOTHING, _NOTHING)
    return PurchaseSums(
        **vars(added) | {"asked": asked},
        total=sum_fen(each.total for each in shown) if shown else asked,
        freight=sum_fen(each.freight for each in shown) if shown else freight,
        waiting=asked if not shown and request.state in _GOES_ON else _NOTHING,
        lines=_lines(agreed, every),
    )


def _lines(agreed: Snapshot | None, every: Sequence[tuple[Order, Sums]]) -> tuple[LineSums, ...]:
    """The sums of each variant that was asked for or ordered; nothing if they are not known of each."""
    if agreed is None:
        return ()
    found: dict[tuple[str, str | None], list[LineSums]] = {}
    shares = spread(agreed.total, [line.amount for line in agreed.lines])
    for wanted, asked in zip(agreed.lines, shares, strict=True):
        named = LineSums(offer_id=wanted.offer_id, spec_id=wanted.spec_id, asked=asked)
        found[wanted.offer_id, wanted.spec_id] = [named]
    for order, sums in every:
        if sums == Sums():
            continue
        lines = held(order.lines) or _the_only(agreed, order)
        if not lines or None in [each.share for each in lines]:
            return ()
        weights = [each.share or 0 for each in lines]
        split = {name: spread(getattr(sums, name), weights) for name in ("ordered", "due", "paid", "refunded")}
        back = [each.refunded for each in lines]
        if sum(back) == sums.refunded:
            split["refunded"] = tuple(back)
        for place, line in enumerate(lines):
            its = {name: amounts[place] for name, amounts in split.items()}
            pieces = line.quantity if sums.ordered else 0
            of_order = LineSums(offer_id=line.offer_id, spec_id=line.spec_id, pieces=pieces, **its)
            found.setdefault((line.offer_id, line.spec_id), []).append(of_order)
    return tuple(
        LineSums(offer_id=offer_id, spec_id=spec_id, pieces=sum(each.pieces for each in lines), **vars(_added(lines)))
        for (offer_id, spec_id), lines in found.items()
    )


def _the_only(agreed: Snapshot, order: Order) -> tuple[OrderLine, ...]:
    """What an order holds of a purchase of one line, of which 1688 did not say it yet."""
    if len(agreed.lines) > 1:
        return ()
    (line,) = agreed.lines
    return (OrderLine(line.offer_id, line.spec_id, order.pieces or line.quantity, share=order.total),)


def _added(every: Iterable[Sums]) -> Sums:
    """All of these together."""
    sums = list(every)
    return Sums(**{each.name: sum_fen(getattr(one, each.name) for one in sums) for each in fields(Sums)})
