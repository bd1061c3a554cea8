"""What was bought, for the export: orders with their requests, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.asked_lines import asked_lines
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import FailedLine, OrderLine
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.request import Choice, Line, Snapshot
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.purchase import name_of
from storage.queries import orders


@dataclass(frozen=True)
class Bought:
    """One order with its request; money in fen, `pieces` as read back, `team` None without a team.

    `state` is the order's own, as 1688 tells it.
    """

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
    attempt_state: str
    requester_id: int
    requester: str
    team: str | None
    offer: Offer
    snapshot: Snapshot | None
    offers: tuple[Offer, ...] = ()
    """Every offer of a request of several."""
    choices: tuple[tuple[str, Choice], ...] = ()
    """What was chosen of each offer, by its id."""
    lines: tuple[OrderLine, ...] = ()
    """What 1688 said of its lines."""
    failed: tuple[FailedLine, ...] = ()
    """What 1688 did not take of what was asked for."""
    part_of: int | None = None
    part: int | None = None
    """Which part of which request it is, if that was split."""

    @property
    def request_name(self) -> str:
        """Its request's number as people read it."""
        return name_of(self.request_id, self.part_of, self.part)

    def offer_of(self, offer_id: str) -> Offer:
        """The offer of one of its lines."""
        return next((each for each in self.offers if each.offer_id == offer_id), self.offer)

    def asked_by(self, line: Line) -> tuple[AskedSku, ...]:
        """The own SKUs by which one of its lines was asked for."""
        theirs = [choice for offer_id, choice in self.choices if offer_id == line.offer_id]
        return tuple(own for choice in theirs for own in bought_by(choice, [line]))


class ExportLedger:
    """Loads what was bought, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(
        self, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Bought, ...]:
        """The next orders after (attempt, order id); without those that turned out to be something else."""
        rows = [dict(row._mapping) for row in await orders.export_page(self._session, after, since, until, limit)]
        several = {values["request_id"] for values in rows if values.pop("asked")}
        asked = await asked_lines(self._session, several)
        return tuple([_bought(values, asked.get(values["request_id"], ())) for values in rows])


def _bought(values: dict[str, Any], asked: tuple[AskedLine, ...]) -> Bought:
    """`values` are the columns of the query."""
    alone = rows_and_values.choice_of_offer(values.pop("spec_id"), values.pop("several"), values.pop("own"))
    offer, snapshot = (
        rows_and_values.load_offer(values.pop("offer")),
        rows_and_values.load_snapshot(values.pop("snapshot")),
    )
    choices = tuple((each.offer.offer_id, each.choice) for each in asked) or ((offer.offer_id, alone),)
    offers = tuple(each.offer for each in asked)
    failed = rows_and_values.load_failed(values.pop("failed"))
    lines = rows_and_values.load_lines(values.pop("lines"))
    return Bought(offer=offer, snapshot=snapshot, offers=offers, choices=choices, failed=failed, lines=lines, **values)
