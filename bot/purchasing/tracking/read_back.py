"""Checks whether an order that 1688 named for a purchase is that purchase: compares what was sent with what is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from bot.purchasing.offers.offer import Offer, Seller
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.snapshot import Line, by_variant
from bot.purchasing.text import visible


@dataclass(frozen=True)
class SentOrder:
    """What one create call asked for: the lines, our reference, and whether 1688 said that it left something out."""

    lines: Sequence[Line]
    reference: str
    partly: bool = False


def read_back(sent: SentOrder, report: OrderReport, others: Iterable[int | None] = ()) -> ReadBackState:
    """Judge one order of an attempt; `others` are the pieces of the attempt's other orders, None if not known.

    Our reference is 128 random bits that nobody else has. An order that carries it was made by our call, so 1688 need
    not show all of its lines. Without the reference every line must be shown and be what was sent.
    """
    if report.out_order_id and report.out_order_id != sent.reference:
        return ReadBackState.DIFFERS
    states = [_compared(sent.lines, line) for line in report.lines]
    variants = by_variant(sent.lines)
    too_many = any(count > variants[name] for name, count in by_variant(report.lines).items() if name in variants)
    if too_many or ReadBackState.DIFFERS in states:
        return ReadBackState.DIFFERS
    elsewhere, asked = list(others), sum(line.quantity for line in sent.lines)
    pieces = sum(line.quantity for line in report.lines)
    if pieces + sum(each or 0 for each in elsewhere) > asked:
        return ReadBackState.DIFFERS
    whole = bool(states) and ReadBackState.CHECKING not in states
    if whole and not elsewhere and not sent.partly and pieces < asked:
        return ReadBackState.DIFFERS  # fewer pieces, although 1688 did not say that some were left out
    return ReadBackState.AGREED if whole or report.out_order_id else ReadBackState.CHECKING


def as_shown(offer: Offer, report: OrderReport) -> Offer:
    """The offer as an order shows it: under its title there, and of the seller there if that is another one.

    It is the same seller if company or login are the same, and if neither can be compared.
    """
    title = next((line.title for line in report.lines if line.offer_id == offer.offer_id), "")
    if title and not _same(title, offer.title):
        offer = replace(offer, title=title, title_translated="", words=())
    names = ((offer.seller.company, report.company), (offer.seller.login, report.seller_login))
    same = [_same(*pair) for pair in names if all(pair)]
    ours = any(line.offer_id == offer.offer_id for line in report.lines)
    if not ours or not same or any(same):
        return offer
    return replace(offer, seller=Seller("", report.company, report.seller_login))


def _same(one: str, two: str) -> bool:
    """Whether two names are the same but for spaces and the width of their characters."""
    first, second = ("".join(normalize("NFKC", visible(each)).split()) for each in (one, two))
    return first == second


def echoed(report: OrderReport, reference: str) -> bool | None:
    """Whether our reference came back with the order; None if another reference did."""
    return None if report.out_order_id not in ("", reference) else bool(report.out_order_id)


def pieces_of(report: OrderReport) -> int | None:
    """How many pieces an order has; None if 1688 does not count all of them."""
    counted = report.lines and all(line.quantity > 0 for line in report.lines)
    return sum(line.quantity for line in report.lines) if counted else None


def _compared(sent: Sequence[Line], shown: Line) -> ReadBackState:
    """Compare one line of an order with those that were sent: the same goods, other goods, or not comparable."""
    able = [line for line in sent if shown.offer_id in ("", line.offer_id)]
    able = [line for line in able if not (shown.spec_id and line.spec_id) or shown.spec_id == line.spec_id]
    if not able:
        return ReadBackState.DIFFERS
    named = [line for line in able if bool(shown.spec_id) == bool(line.spec_id)]
    told = shown.offer_id and shown.quantity > 0 and len(named) == 1
    return ReadBackState.AGREED if told else ReadBackState.CHECKING
