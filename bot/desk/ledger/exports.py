"""What was bought, for the export: orders with their requests, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.offer import Offer
from bot.purchasing.request import Snapshot
from storage import exports, order_lines


@dataclass(frozen=True)
class Bought:
    """One order with its request; money in fen, `pieces` as read back, `team` None without a team."""

    order_id: str
    attempt_id: int
    request_id: int
    state: str
    word: str
    refund: str
    total_fen: int
    freight_fen: int
    refunded_fen: int
    pieces: int | None
    seller: str
    close_reason: str
    placed_at: datetime
    paid_at: datetime | None
    out_order_id: str
    requester_id: int
    requester: str
    team: str | None
    offer: Offer
    snapshot: Snapshot | None
    offers: tuple[Offer, ...] = ()
    """Every offer of a request of several."""

    def offer_of(self, offer_id: str) -> Offer:
        """The offer of one of its lines."""
        return next((each for each in self.offers if each.offer_id == offer_id), self.offer)


class ExportLedger:
    """Loads what was bought, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(
        self, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Bought, ...]:
        """The next orders after (attempt, order id); without those that turned out to be something else."""
        rows = [dict(row._mapping) for row in await exports.page(self._session, after, since, until, limit)]
        return tuple([_bought(values, await self._offers(values)) for values in rows])

    async def _offers(self, values: dict[str, Any]) -> tuple[Offer, ...]:
        if not values.pop("asked"):
            return ()
        offers = await order_lines.offers(self._session, values["request_id"])
        return tuple(rows_and_values.read_offer(each.offer) for each in offers)


def _bought(values: dict[str, Any], offers: tuple[Offer, ...]) -> Bought:
    """`values` are the columns of the query."""
    offer, snapshot = (
        rows_and_values.load_offer(values.pop("offer")),
        rows_and_values.load_snapshot(values.pop("snapshot")),
    )
    return Bought(offer=offer, snapshot=snapshot, offers=offers, **values)
