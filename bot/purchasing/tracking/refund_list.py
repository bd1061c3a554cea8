"""Lists what runs of refunds and what waits to be asked for, by whom it waits for, and what was asked and came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.purchasing.approval.second_word import WORD_LIFE
from bot.purchasing.claims import Claim
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundState
from bot.purchasing.tracking.paid_back import running_claims, stage_at


class WaitsFor(StrEnum):
    """What a refund waits for; all but the last one is for us to do, in this order."""

    REFUSED = "refused"
    TO_SEND = "to_send"
    WORD = "word"
    UNCLEAR = "unclear"
    CHECKED = "checked"
    """1688 took it, and has not shown it to this account yet."""
    SELLER = "seller"


class ListedRefund(NamedTuple):
    """A refund of an order of the request of this name; `since` and `until` UTC, `total` 0 if 1688 does not say it."""

    name: str
    order: Order
    waits_for: WaitsFor
    total: Fen
    since: datetime | None
    until: datetime | None
    refund_id: str = ""


class SellerRefunds(NamedTuple):
    """What was asked back of a seller and came back (fen), ever, and of what was asked for this month."""

    seller: str
    asked: Fen
    paid: Fen
    asked_now: Fen
    paid_now: Fen


@dataclass(frozen=True)
class RefundList:
    """What somebody may see of it, the most urgent first."""

    refunds: tuple[ListedRefund, ...]
    sums: tuple[SellerRefunds, ...]
    told: datetime | None = None
    """As of when 1688 told how these orders stand (UTC); None if there is none."""


def listed(name: str, order: Order) -> Iterator[ListedRefund]:
    """What runs and waits of an order of the request of this name: what is claimed and has not ended.

    What waits for a second word claims nothing yet. If 1688 says of the order alone that a refund runs, that is all.
    """
    held = order.holding
    if held is not None and held.kind is ErrandKind.REFUND and held.state is ErrandState.WAITS:
        total = held.ask.total if held.ask is not None else NOTHING
        yield ListedRefund(name, order, WaitsFor.WORD, total, held.at, held.at + WORD_LIFE)
    reports = {report.refund_id: report for report in order.refunds}
    claims = running_claims(order)
    if not claims and order.refund is RefundState.ASKED and held is None:
        yield ListedRefund(name, order, WaitsFor.SELLER, NOTHING, None, None)
    for claim in claims:
        report = reports.get(claim.refund_id)
        amount = report.amount if report is not None else claim.total
        if held is not None and _is_about(held, claim):
            asked = held.ask.total if held.ask is not None else amount
            yield ListedRefund(name, order, WaitsFor.UNCLEAR, asked, held.at, None, held.refund_id)
        elif report is not None:
            stage = stage_at(report)
            kind = WaitsFor(stage.value) if stage.ours else WaitsFor.SELLER
            yield ListedRefund(name, order, kind, amount, report.asked_at, report.ends_at, claim.refund_id)
        elif claim.refund_id:
            yield ListedRefund(name, order, WaitsFor.CHECKED, amount, claim.at, None, claim.refund_id)
        else:
            yield ListedRefund(name, order, WaitsFor.SELLER, amount, None, None)


def _is_about(errand: Errand, claim: Claim) -> bool:
    """Whether what may have been sent asks for this claim, or is about its refund."""
    if not errand.kind.of_refund or not errand.state.live:
        return False
    return claim.errand_id == errand.id or (bool(claim.refund_id) and claim.refund_id == errand.refund_id)


def urgency(refund: ListedRefund) -> tuple[int, datetime, str]:
    """What sorts the most urgent first: for us before the seller, then what ends first."""
    until = refund.until or datetime.max.replace(tzinfo=UTC)
    return [*WaitsFor].index(refund.waits_for), until, refund.order.order_id
