"""Orders whose money is out and whose goods are not in: how long ago each was paid, and what a page promised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.requests.purchase import Order, Person, Place

_HOURS = re.compile(r"(\d{1,3}) h", re.ASCII)


@dataclass(frozen=True)
class AwaitedOrder:
    """Such an order, with the head of its purchase: its `name` (1042/2), the `place` that it was asked for in, whose.

    `team` is the team's title and `team_chat_id` its group; `promised` the time to shipment on the pages of its goods.
    """

    order: Order
    name: str
    place: Place
    requester: Person
    team_id: int | None
    team: str
    team_chat_id: int | None
    promised: timedelta | None

    @property
    def paid_at(self) -> datetime:
        """When it was paid (UTC); an order on account has no time of payment."""
        return self.order.paid_at or self.order.placed_at


def longest_promise(written: Iterable[str]) -> timedelta | None:
    """The longest of the times to shipment as offers have them (`48 h`); None unless each page promises one."""
    found = [_HOURS.fullmatch(each) for each in written]
    hours = [int(each[1]) for each in found if each is not None]
    return timedelta(hours=max(hours)) if hours and len(hours) == len(found) else None
