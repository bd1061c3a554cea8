"""Lists what runs of refunds and what waits to be asked for, by whom it waits for, and what was asked and came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.purchasing.approval.second_word import WORD_LIFE
from bot.purchasing.errands import ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundState
from bot.purchasing.requests.purchase import Order
from bot.purchasing.tracking.refunded import running, stage_at


class WaitsFor(StrEnum):
    """What a refund waits for; all but the last one is for us to do, in this order."""

    REFUSED = "refused"
    TO_SEND = "to_send"
    WORD = "word"
    UNCLEAR = "unclear"
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
    """What runs and waits of an order of the request of this name."""
    held, known = order.holding, running(order)
    if held is not None and held.kind.of_refund:
        this = next((each for each in known if each.refund_id == held.refund_id), None)
        total = held.ask.total if held.ask is not None else this.amount if this is not None else Fen(0)
        waits = held.state is ErrandState.WAITS
        until = held.at + WORD_LIFE if waits else None
        kind = WaitsFor.WORD if waits else WaitsFor.UNCLEAR
        yield ListedRefund(name, order, kind, total, held.at, until, held.refund_id)
        known = tuple(each for each in known if each is not this)
    elif order.refund is RefundState.ASKED and not known:
        yield ListedRefund(name, order, WaitsFor.SELLER, Fen(0), None, None)
    for each in known:
        stage = stage_at(each)
        kind = WaitsFor(stage.value) if stage.ours else WaitsFor.SELLER
        yield ListedRefund(name, order, kind, each.amount, each.asked_at, each.ends_at, each.refund_id)


def urgency(refund: ListedRefund) -> tuple[int, datetime, str]:
    """What sorts the most urgent first: for us before the seller, then what ends first."""
    until = refund.until or datetime.max.replace(tzinfo=UTC)
    return [*WaitsFor].index(refund.waits_for), until, refund.order.order_id
