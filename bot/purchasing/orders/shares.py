"""The lines of an order after a look: what 1688 says of each, and its share of the order's sum that counts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.purchasing.money import Fen
from bot.purchasing.order import LineState, OrderLine, OrderReport
from bot.purchasing.requests.purchase import Order


def spread(total: int, weights: Sequence[int]) -> tuple[Fen, ...]:
    """Shares of a sum (fen) by weight that add up to it: what is lost by rounding goes to who lost most by it.

    Without any weight all shares are alike.
    """
    every = sum(weights)
    if not every:
        weights, every = [1] * len(weights), len(weights)
    shares = [total * weight // every for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % every))
    for place in lost[: total - sum(shares)]:
        shares[place] += 1
    return tuple(map(Fen, shares))


def priced(lines: Sequence[OrderLine], total: Fen, freight: Fen) -> tuple[OrderLine, ...]:
    """The lines with their shares of what the order costs (fen), by what is paid for each.

    A line that was cancelled before anything was paid for it has none; once all are cancelled, those that had a share
    before have one. If 1688 does not say what each of several costs, no share is known.
    """
    amounts = [each.amount for each in lines]
    every = None not in amounts and sum(each or 0 for each in amounts) == total - freight
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
