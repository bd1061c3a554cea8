"""Several orders that one person pays together: which, by which links, and why some are left out.

1688 makes one link for several orders, by three calls with caps of their own (30, 10, 20); it names
at most those that it leaves out, and never says why. So a run is kept as a row:

- Its list is drawn from our own database, at once. 1688's list of unpaid orders is read only
  between the press on *Pay* and the link; what it does not name, or names with another sum, is left
  out and looked at.
- It keeps its links, so that a second press and a second process show the same ones. Any news of
  one of its orders ends it.
- Whoever begins with an order of somebody's open run reads who and when, and must press again. It
  is no lock: a link may have been lost, and whoever waits must be able to pay. 1688 takes no second
  payment of an order.

Ticks on the buttons were rejected (64 bytes hold some 40 orders), and so was `protocolPay`, by
which the bot itself would pay.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, PayLink
from bot.purchasing.orders.payable import why_unpayable
from bot.purchasing.requests.purchase import Purchase


class PayRunState(StrEnum):
    """How far it is: orders are ticked, its links were given, or they hold no longer."""

    CHOOSING = "choosing"
    ASKED = "asked"
    ENDED = "ended"


class NotInLink(StrEnum):
    """Why an order is in no link of its run, beside the reasons of `Unpayable`."""

    NOT_YOURS = "not-yours"
    """Its payer may pay it no longer."""
    SUM = "sum"
    """It costs another sum than was ticked, or than we know of."""
    UNLISTED = "unlisted"
    """1688 does not name it among those to be paid."""
    NAMED = "named"
    """1688 said that the link does not pay it."""
    NO_LINK = "no-link"
    """No way to pay gave a link."""
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class RunOrder:
    """An order of a run: its sum when it was ticked, the number of its link from 1, or why it is in none."""

    order_id: str
    total: Fen
    link: int = 0
    left_out: str = ""


@dataclass(frozen=True)
class PayRun:
    """Orders that one person pays together; `message_id` is its card in their private chat, `links` stand on it."""

    id: int
    person_id: int
    state: PayRunState
    made_at: datetime
    message_id: int | None = None
    asked_at: datetime | None = None
    ended_at: datetime | None = None
    links: tuple[PayLink, ...] = ()
    orders: tuple[RunOrder, ...] = ()

    @property
    def linked(self) -> tuple[RunOrder, ...]:
        """The orders that its links pay."""
        return tuple(each for each in self.orders if each.link)

    def of_link(self, number: int) -> tuple[RunOrder, ...]:
        """The orders of one link, from 1."""
        return tuple(each for each in self.orders if each.link == number)


@dataclass(frozen=True)
class RunBeside:
    """A run of somebody else that is not over, with an order that is to be paid in another run too."""

    run_id: int
    order_id: str
    name: str
    asked_at: datetime


def total_of(orders: Iterable[RunOrder]) -> Fen:
    return sum_fen(each.total for each in orders)


def why_left_out(ticked: RunOrder, purchase: Purchase, order: Order, listed: OrderReport | None) -> str:
    """Why a ticked order is not asked a link for, by what is known here and what 1688's list shows; empty if it is."""
    why = why_unpayable(purchase, order)
    if why is not None:
        return why.value
    if order.total != ticked.total:
        return NotInLink.SUM
    if listed is None or listed.state is not order.state:
        return NotInLink.UNLISTED
    return NotInLink.SUM if listed.total not in (order.total, order.listed_total) else ""
