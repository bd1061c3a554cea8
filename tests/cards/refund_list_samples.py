"""Refunds that run and wait, as the pages of /refunds show them."""

from dataclasses import replace
from datetime import timedelta

from bot.purchasing.money import Fen
from bot.purchasing.tracking.refund_list import ListedRefund, RefundList, SellerRefunds, WaitsFor
from tests.cards.samples import NOW, ORDER
from tests.cards.stuck_samples import SELLER


def listed(
    name: str, waits_for: WaitsFor, days: int = 1, ends: int | None = None, refund_id: str = "TQ1"
) -> ListedRefund:
    order = replace(ORDER, order_id=f"330168677140378{name[:4]}", seller=SELLER)
    until = None if ends is None else NOW + timedelta(hours=ends)
    return ListedRefund(name, order, waits_for, Fen(128_680), NOW - timedelta(days=days), until, refund_id)


REFUNDS = RefundList(
    (
        listed("1042/12", WaitsFor.REFUSED, 4, 20), listed("1043", WaitsFor.TO_SEND, 3, 70),
        listed("1044", WaitsFor.WORD, 0, 23, ""), listed("1045", WaitsFor.UNCLEAR, 0),
        listed("1046", WaitsFor.SELLER, 2, 90),
    ),
    tuple(SellerRefunds(f"{SELLER}{n}", Fen(1_286_800), Fen(986_800), Fen(128_680), Fen(0)) for n in range(10)),
)  # fmt: skip
