"""Compares an order that somebody placed on the site by hand with what was approved."""

from dataclasses import dataclass

from bot.purchasing.money import Fen
from bot.purchasing.order import OrderReport
from bot.purchasing.request import Snapshot
from bot.purchasing.tracking.reconcile import explains


@dataclass(frozen=True)
class HandOrder:
    """How an order differs from what was approved. Money in fen.

    `goods` says whether it is exactly the agreed pieces of each variant; `agreed_address` and `address` are empty if
    they are the same, or if 1688 does not show where it goes to.
    """

    order_id: str
    goods: bool
    agreed: Fen
    total: Fen
    agreed_address: str = ""
    address: str = ""

    @property
    def dearer(self) -> bool:
        return self.total > self.agreed

    @property
    def as_agreed(self) -> bool:
        """Whether nobody has to accept a difference; a lower price is none."""
        return self.goods and not self.dearer and not self.address


def compared(snapshot: Snapshot, report: OrderReport, address: str) -> HandOrder:
    """Compare an order with the agreed content; `address` is the agreed one in full, empty if it is not known."""
    elsewhere = address and report.address and not _same_place(address, report.address)
    return HandOrder(
        report.order_id,
        explains(snapshot.lines, (report,)),
        snapshot.total,
        report.total,
        address if elsewhere else "",
        report.address if elsewhere else "",
    )


def _same_place(one: str, other: str) -> bool:
    """Whether one address is the other or a part of it: 1688 may write the area alone, and without spaces."""
    short, long = sorted(("".join(each.split()) for each in (one, other)), key=len)
    return short in long
