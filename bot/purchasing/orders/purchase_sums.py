"""What a purchase costs: the sums of its orders, its parts and its refunds; nothing else adds them up.

Money is in fen. The lines of an order share the sum of it that counts; what is shown of a purchase derives from these.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import NOTHING, Fen, spread, sum_fen, times
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderLine, OrderReport, OrderState, RefundReport, RefundState
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import PricedLine, Variant, by_variant

WANTED = (RequestState.APPROVED, RequestState.CLOSED, RequestState.PENDING)
"""The states of requests whose orders somebody agrees to, or may still."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What is `ordered` and still wanted, what of that is `due`, what was `paid` and came back.

    An order that was closed after its payment is no longer ordered; what was paid for it stays paid, and comes back.
    """

    ordered: Fen = NOTHING
    due: Fen = NOTHING
    paid: Fen = NOTHING
    refunded: Fen = NOTHING

    @property
    def cost(self) -> Fen:
        """What it costs in the end: what was paid and is due, without what came back."""
        return Fen(max(0, self.paid + self.due - self.refunded))


@dataclass(frozen=True, kw_only=True)
class PurchaseSums(Sums):
    """The sums of a purchase of one seller, or of all parts of one that was split.

    `total` is what people are told that it costs: what is ordered, or may still be; if nothing of one seller is wanted
    any more, what it would have cost. `freight` is that part of it, `waiting` what is not ordered yet.
    """

    total: Fen = NOTHING
    freight: Fen = NOTHING
    waiting: Fen = NOTHING

    @property
    def wanted(self) -> bool:
        """Whether anything of it is ordered and counts, or may still be."""
        return self.ordered > 0 or self.waiting > 0


def sums_of(purchase: Purchase) -> PurchaseSums:
    """The sums of a purchase; of one that was split those of its parts together."""
    if not purchase.parts:
        return _of_one(purchase)
    every = tuple(map(_of_one, purchase.parts))
    added, waiting = _added(every), sum_fen(each.waiting for each in every)
    return PurchaseSums(
        **vars(added),
        total=Fen(added.ordered + waiting),
        freight=sum_fen(each.freight for each in every if each.wanted),
        waiting=waiting,
    )


def not_wanted(purchase: Purchase, order: Order) -> bool:
    """Whether an order is there, unpaid, that nobody agrees to any more: it costs nothing if nobody pays it."""
    conflict = purchase.attempt is not None and purchase.attempt.state is AttemptState.CONFLICT
    unpaid = order.state is OrderState.TO_PAY and order.known and not conflict
    return unpaid and purchase.request.state not in WANTED


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


def risen(whole: Request, parts: Iterable[Request]) -> Fen:
    """How much dearer these parts of a request are than was agreed to; what became cheaper takes nothing off."""
    agreed = whole.approved.parts if whole.approved is not None else ()
    before = {number: each.total for number, each in enumerate(agreed, 1)}
    now = [(each.part or 0, each.snapshot.total) for each in parts if each.snapshot is not None]
    return sum_fen(Fen(max(0, total - before.get(number, total))) for number, total in now)


@dataclass(frozen=True)
class OrderedLine(PricedLine):
    """A line as it was ordered: `charged` is what its pieces cost together (fen); None if that is not known."""

    charged: Fen | None = None

    @property
    def price(self) -> Fen | None:
        return self.unit_price if self.charged == times(self.unit_price, self.quantity) else None

    @property
    def cost(self) -> Fen | None:
        return self.charged


def ordered_lines(agreed: Sequence[PricedLine], told: Sequence[OrderLine], goods: Fen) -> tuple[OrderedLine, ...]:
    """The lines of orders whose goods cost so much (fen): as 1688 `told` them, or else those that were agreed to.

    Each says what it costs if all of them add up to the goods, or if it is the only one.
    """
    named = by_variant(told).keys() <= by_variant(agreed).keys()
    lines = [(each, each.amount) for each in (told if told and named else agreed)]
    fits = all(amount is not None for _, amount in lines) and sum_fen(amount or Fen(0) for _, amount in lines) == goods
    prices = {line.variant: line.unit_price for line in agreed}
    pieces, amounts = by_variant(line for line, _ in lines), Counter[Variant]()
    for line, amount in lines:
        amounts[line.variant] += amount or 0
    found = []
    for variant, n in pieces.items():
        charged = goods if len(pieces) == 1 else Fen(amounts[variant]) if fits else None
        price = Fen(charged // n) if charged is not None and charged % n == 0 else prices[variant]
        found.append(OrderedLine(*variant, n, price, charged))
    return tuple(found)


def order_sums(purchase: Purchase, order: Order) -> Sums:
    """The sums of an order of a purchase; none if nobody agrees to it any more and nobody paid it."""
    if not_wanted(purchase, order):
        return Sums()
    return sums_of_order(order.state, order.total, order.refunded, paid=order.paid_at is not None)


def sums_of_order(state: OrderState, total: Fen, refunded: Fen, *, paid: bool) -> Sums:
    """The sums of one order; it was `paid` if 1688 told when, or if it went on as only paid ones do."""
    if state is OrderState.TO_PAY:
        return Sums(ordered=total, due=total)
    over = state is OrderState.CANCELLED
    spent = total if paid or not over else NOTHING
    return Sums(ordered=NOTHING if over else total, paid=spent, refunded=refunded)


def _of_one(purchase: Purchase) -> PurchaseSums:
    request, shown = purchase.request, counted(purchase)
    agreed, added = request.snapshot, _added(order_sums(purchase, each) for each in purchase.orders)
    asked, freight = (agreed.total, agreed.freight) if agreed is not None else (NOTHING, NOTHING)
    return PurchaseSums(
        **vars(added),
        total=sum_fen(each.total for each in shown) if shown else asked,
        freight=sum_fen(each.freight for each in shown) if shown else freight,
        waiting=asked if not shown and request.state in (RequestState.PENDING, RequestState.APPROVED) else NOTHING,
    )


def _added(every: Iterable[Sums]) -> Sums:
    """All of these together."""
    sums = list(every)
    return Sums(**{each.name: sum_fen(getattr(one, each.name) for one in sums) for each in fields(Sums)})


def back_by_line(lines: Sequence[OrderLine], back: Fen, refunds: Iterable[RefundReport]) -> tuple[Fen, ...]:
    """What came back of each line of an order whose shares are known, if so much came back of all (fen).

    That is what 1688 says of the lines themselves if it adds up; else what was paid for each refund goes to the lines
    that it is of, by their shares; what no refund explains belongs to all lines.
    """
    own = tuple(each.refunded for each in lines)
    if sum_fen(own) == back:
        return own
    shares, found = [each.share or 0 for each in lines], [0 for _ in lines]
    for refund in refunds:
        theirs = [share if each.entry_id in refund.entries else 0 for each, share in zip(lines, shares, strict=True)]
        if refund.state is RefundState.DONE and any(theirs):
            found = [before + part for before, part in zip(found, spread(refund.paid, theirs), strict=True)]
    if (rest := back - sum(found)) < 0:
        return spread(back, found)
    return tuple(Fen(part + more) for part, more in zip(found, spread(rest, shares), strict=True))


def priced(lines: Sequence[OrderLine], total: Fen, freight: Fen) -> tuple[OrderLine, ...]:
    """The lines with their shares of what the order costs (fen), by what is paid for each.

    A line that was cancelled before anything was paid for it has none; once all are cancelled, those that had a share
    before have one. If 1688 does not say what each of several costs, no share is known.
    """
    amounts = [each.amount for each in lines]
    every = None not in amounts and sum_fen(each or Fen(0) for each in amounts) == total - freight
    counts = [every or each.state is not LineState.CANCELLED or each.refunded > 0 for each in lines]
    if not any(counts):
        counted_before = [each.share != 0 for each in lines]
        counts = counted_before if any(counted_before) else [True for _ in lines]
    counted = [amount for amount, its in zip(amounts, counts, strict=True) if its]
    if len(counted) > 1 and None in counted:
        return tuple(replace(each, share=None) for each in lines)
    by = amounts if any(counted) else [each.quantity for each in lines]
    weights = [(weight or 0) if its else 0 for weight, its in zip(by, counts, strict=True)]
    return tuple(replace(each, share=its) for each, its in zip(lines, spread(total, weights), strict=True))


def held(lines: Sequence[OrderLine]) -> tuple[OrderLine, ...]:
    """The lines that are part of what an order costs; all of them if none is."""
    return tuple(each for each in lines if each.state is not LineState.CANCELLED or each.share) or tuple(lines)


def lines_after(order: Order, report: OrderReport, total: Fen) -> tuple[OrderLine, ...]:
    """The lines of an order that costs so much (fen) after a look.

    A product that 1688 shows no more is what it was; an entry that it shows no more is cancelled. If it does not say
    what is in each line, they stay as they are.
    """
    known = {each.entry_id: each for each in order.lines}
    told = [_as_known(line, known) for line in with_entry_ids(order.order_id, report.lines)]
    if not told or not all(each.offer_id and each.quantity > 0 for each in told):
        return priced(order.lines, total, report.freight)
    shown = {each.entry_id for each in told}
    gone = [each for each in order.lines if each.entry_id not in shown and not stands_in(order.order_id, each)]
    return priced([*told, *(replace(each, state=LineState.CANCELLED) for each in gone)], total, report.freight)


def with_entry_ids(order_id: str, lines: Sequence[OrderLine]) -> list[OrderLine]:
    """The lines, each with an id of its own: 1688's, else the order's number or, among several, that and a place."""
    taken, found = set[str](), list[OrderLine]()
    for place, line in enumerate(lines, 1):
        own = line.entry_id if line.entry_id not in taken else ""
        entry_id = own or (order_id if len(lines) == 1 else f"{order_id}/{place}")
        taken.add(entry_id)
        found.append(replace(line, entry_id=entry_id))
    return found


def stands_in(order_id: str, line: OrderLine) -> bool:
    """Whether the id of a line stands in for one that 1688 did not name."""
    return line.entry_id == order_id or line.entry_id.startswith(f"{order_id}/")


def _as_known(line: OrderLine, known: dict[str, OrderLine]) -> OrderLine:
    """What 1688 says of a line, with its share before, and the goods that are known of it if it names none any more."""
    before = known.get(line.entry_id)
    if before is None:
        return line
    if line.offer_id and line.quantity > 0:
        return replace(line, share=before.share)
    title = line.title or before.title
    return replace(before, amount=line.amount, title=title, state=line.state, refunded=line.refunded)


@dataclass(frozen=True)
class RefundSum:
    """What is said of an order's refunds in one state: how many they are, and their sum if it is known."""

    state: RefundState
    amount: Fen | None = None
    count: int = 1


def with_reports(known: Iterable[RefundReport], reports: Iterable[RefundReport]) -> tuple[RefundReport, ...]:
    """The refunds that are known after these reports; one refund stays one, however often it is reported.

    Not every call tells everything: what a report leaves out stays as it was.
    """
    refunds = {each.refund_id: each for each in known}
    for each in reports:
        before = refunds.get(each.refund_id)
        told = {name: value for name, value in vars(each).items() if value or name in ("amount", "paid", "ends_at")}
        refunds[each.refund_id] = each if before is None else replace(before, **told)
    return tuple(refunds[number] for number in sorted(refunds))


def came_back(told: Fen, total: Fen, refunds: Iterable[RefundReport]) -> Fen:
    """What came back in all: what the order itself says or, if they say more, its refunds, which never exceed it."""
    return Fen(max(told, min(came_of(refunds), total)))


def came_of(refunds: Iterable[RefundReport]) -> Fen:
    """What these refunds paid (fen)."""
    return sum_fen(refund.paid for refund in refunds if refund.state is RefundState.DONE)


def paid_after(order: Order, report: OrderReport, total: Fen, refunds: Iterable[RefundReport]) -> Fen:
    """What was paid for an order that costs so much after a look (fen); 0 as long as nothing is known to be.

    A sum that its seller sets after the payment counts as paid, though never less than came back before. One that fell
    by what came back, or is asked back, was paid as it stood.
    """
    if not _was_paid(order, report):
        return NOTHING
    before = order.most_back
    if fell_by_refund(before, total, report, refunds):
        return before
    return Fen(max(total, min(order.refunded, order.paid_total)))


def _was_paid(order: Order, report: OrderReport) -> bool:
    """Whether an order is or was paid, as far as our state or 1688's tells; on account it is without a time."""
    if order.paid_total or order.paid_at is not None or report.paid_at is not None:
        return True
    return not {order.state, report.state} <= {OrderState.TO_PAY, OrderState.CANCELLED, None}


def fell_by_refund(before: Fen, total: Fen, report: OrderReport, refunds: Iterable[RefundReport]) -> bool:
    """Whether a sum fell by no more than what came back, or is asked back: no new price."""
    known = tuple(refunds)
    back = max(report.refunded, came_of(known))
    asked = sum_fen(each.amount for each in known if each.state is RefundState.ASKED)
    untold = report.refund is RefundState.ASKED and not asked  # 1688 does not say how much
    return total < before and (untold or before - total <= back + asked)


def asked_back(order: Order) -> Fen:
    """What is asked back of an order by all refunds that run (fen): no more than can come back of it."""
    asked = sum_fen(refund.amount for refund in order.refunds if refund.state is RefundState.ASKED)
    return min(asked, order.most_back)


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
            asked = waits[0] if len(waits) == 1 else asked_back(order)  # one is shown as 1688 says it
            first = RefundSum(RefundState.ASKED, asked or None, max(len(waits), 1))
        case RefundState.CLOSED:
            ended = [each.amount for each in order.refunds if each.state in (RefundState.CLOSED, RefundState.ASKED)]
            # Of several that ended without money there is no sum: the second may have asked for the same money again.
            first = RefundSum(RefundState.CLOSED, ended[0] or None if len(ended) == 1 else None, max(len(ended), 1))
    return (first, back) if order.refunded else (first,)
