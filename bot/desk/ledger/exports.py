"""What was bought, for the export: orders with their requests, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, or_, select

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import beside_of
from bot.purchasing.arrivals import Arrival, LineCount, counts_of, nothing_comes
from bot.purchasing.errands import Errand
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import FailedLine, OrderLine, ReadBackState, RefundReport
from bot.purchasing.orders.purchase_sums import back_by_line, held
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.request import Choice, Line, Snapshot
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.purchase import name_of
from storage.queries.read_rows import columns, table_of
from storage.tables import AttemptRow, PersonRow, RemoteOrderRow, RequestRow, TeamRow

_order, _attempt, _request, _person, _team = (
    columns(each) for each in (RemoteOrderRow, AttemptRow, RequestRow, PersonRow, TeamRow)
)
_EXPORTED: Any = (
    select(
        _order.order_id, _order.attempt_id, _order.request_id, _order.state, _order.word, _order.refund,
        _order.total_fen, _order.freight_fen, _order.refunded_fen, _order.pieces, _order.seller,
        _order.close_reason, _order.placed_at, _order.paid_at, _order.counted_at, _order.errand_at,
        _attempt.out_order_id,
        _attempt.state.label("attempt_state"), _attempt.failed, _request.requester_id, _request.offer,
        _request.asked, _request.spec_id, _request.quantity, _request.several, _request.wanted, _request.own,
        _request.snapshot, _request.part_of, _request.part, _person.name.label("requester"),
        _team.title.label("team"),
    )
    .select_from(
        table_of(RemoteOrderRow)
        .join(table_of(AttemptRow), _attempt.id == _order.attempt_id)
        .join(table_of(RequestRow), _request.id == _order.request_id)
        .join(table_of(PersonRow), _person.id == _request.requester_id)
        .outerjoin(table_of(TeamRow), _team.id == _request.team_id)
    )
    .where(_order.checked != ReadBackState.DIFFERS.value)
    .order_by(_order.attempt_id, _order.order_id)
)  # fmt: skip
_FAILED = TypeAdapter(tuple[FailedLine, ...])


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
    """What it holds, as 1688 says it."""
    failed: tuple[FailedLine, ...] = ()
    """What 1688 did not take of what was asked for."""
    arrivals: tuple[Arrival, ...] = ()
    """What people said of its goods."""
    refunds: tuple[RefundReport, ...] = ()
    errands: tuple[Errand, ...] = ()
    part_of: int | None = None
    part: int | None = None
    """Which part of which request it is, if that was split."""

    @property
    def request_name(self) -> str:
        """Its request's number as people read it."""
        return name_of(self.request_id, self.part_of, self.part)

    @cached_property
    def _counts(self) -> Mapping[str, LineCount]:
        return counts_of(self.lines, self.arrivals, over=nothing_comes(self.state, self.total_fen, self.refunded_fen))

    def count(self, line: Line | None = None) -> LineCount | None:
        """What arrived of all of it, or of one of its lines; None if nobody counted."""
        if not self.arrivals:
            return None
        like = None if line is None else (line.offer_id, line.spec_id)
        of = {each.entry_id for each in self.lines if like in (None, (each.offer_id, each.spec_id))}
        return sum((self._counts[entry] for entry in of), LineCount(0))

    def back(self, line: Line | None) -> Fen | None:
        """What came back of one of its lines, or of all of it (fen); None if 1688 does not say what each costs."""
        lines, back = held(self.lines), Fen(self.refunded_fen)
        if line is None or not back:
            return back
        if not lines or None in [each.share for each in lines]:
            return None
        every = zip(lines, back_by_line(lines, back, self.refunds), strict=True)
        like = (line.offer_id, line.spec_id)
        return sum_fen(fen for each, fen in every if (each.offer_id, each.spec_id) == like)

    def offer_of(self, offer_id: str) -> Offer:
        """The offer of one of its lines."""
        return next((each for each in self.offers if each.offer_id == offer_id), self.offer)

    def asked_by(self, line: Line) -> tuple[AskedSku, ...]:
        """The own SKUs by which one of its lines was asked for."""
        theirs = [choice for offer_id, choice in self.choices if offer_id == line.offer_id]
        return tuple(own for choice in theirs for own in bought_by(choice, [line]))


class ExportRepository(Repository):
    """Loads what was bought, in one transaction."""

    async def page(
        self, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Bought, ...]:
        """The next orders after (attempt, order id), placed at `since` or later and before `until`.

        Without those that turned out to be something else.
        """
        attempt_id, order_id = after
        later = or_(_order.attempt_id > attempt_id, and_(_order.attempt_id == attempt_id, _order.order_id > order_id))
        query = _EXPORTED.where(_order.attempt_id >= attempt_id, later).limit(limit)
        if since is not None:
            query = query.where(_order.placed_at >= since)
        if until is not None:
            query = query.where(_order.placed_at < until)
        rows = await self._rows(query)
        asked = await rows_and_values.asked_lines(self._session, {row.request_id for row in rows if row.asked})
        beside = await beside_of(self._session, rows)
        return tuple([_bought(row, asked.get(row.request_id, ()), beside(row.order_id)) for row in rows])


def _bought(row: Any, asked: tuple[AskedLine, ...], told: dict[str, tuple[Any, ...]]) -> Bought:
    offer = rows_and_values.load_offer(row.offer)
    values = {each.name: getattr(row, each.name) for each in fields(Bought) if each.name in row._fields}
    return Bought(**values | told | {
        "offer": offer, "offers": tuple(each.offer for each in asked),
        "snapshot": rows_and_values.load_snapshot(row.snapshot), "failed": _FAILED.validate_python(row.failed or ()),
        "choices": tuple((each.offer.offer_id, each.choice) for each in asked)
        or ((offer.offer_id, rows_and_values.choice_of_line(row)),),
    })  # fmt: skip
