"""What is claimed back of orders, in the database; its triggers hold the two laws once more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.exc import IntegrityError

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import CLAIMS, key_of
from bot.desk.ledger.requests import Conflict
from bot.purchasing.claims import Claim, Pieces
from bot.purchasing.order import Order
from bot.purchasing.tracking.follow_claims import NEW
from storage.queries.read_rows import Scalars, columns, given
from storage.queries.write_rows import add_all, change, deleting
from storage.tables import ClaimedPieceRow, RefundClaimRow, RefundRow, RemoteOrderRow
from storage.tables.orders import MARKET

_piece = columns(ClaimedPieceRow)
_DROP_PIECES = deleting(ClaimedPieceRow, _piece.claim_id == given("claim"))
_claim, _refund = columns(RefundClaimRow), columns(RefundRow)
_HOLDER = Scalars(
    union_all(
        select(_claim.order_id).where(_claim.market == MARKET, _claim.refund_id == given("refund")),
        select(_refund.order_id).where(
            _refund.market == MARKET, _refund.refund_id == given("refund"), _refund.order_id != given("order")
        ),
    )
)
_NOT_COLUMNS = ("id", "pieces")


class ClaimRepository(Repository):
    """Records claims in one transaction; an order is loaded with its own."""

    async def add(self, order: Order, claim: Claim) -> tuple[Order, Claim]:
        """Record a claim; the order with it. Raises Conflict if by now it would break a law."""
        fields = {name: value for name, value in vars(claim).items() if name not in _NOT_COLUMNS}
        try:
            stored = await CLAIMS.add(self._session, **key_of(order.order_id), **fields)
            await self._add_pieces(order.order_id, stored.id, claim.pieces)
        except IntegrityError as error:
            raise Conflict from error
        stored = replace(stored, pieces=claim.pieces)
        if order.errand_at is None:
            await change(self._session, RemoteOrderRow, key_of(order.order_id), {"errand_at": self._now})
            order = replace(order, errand_at=self._now)
        return replace(order, claims=(*order.claims, stored)), stored

    async def change(self, order: Order, claim: Claim, **fields: Any) -> tuple[Order, Claim]:
        """Set fields of a claim; the order with it. Raises Conflict if another claim has its refund's number."""
        pieces = fields.pop("pieces", None)
        values = CLAIMS.columns(fields)
        try:
            if values:
                await change(self._session, RefundClaimRow, {"id": claim.id}, values)
            if pieces is not None:
                await self._run(_DROP_PIECES, claim=claim.id)
                await self._add_pieces(order.order_id, claim.id, pieces)
        except IntegrityError as error:
            raise Conflict from error
        if pieces is not None:
            fields["pieces"] = pieces
        after = replace(claim, **fields)
        claims = tuple(after if other.id == claim.id else other for other in order.claims)
        return replace(order, claims=claims), after

    async def put(self, order: Order, claims: Sequence[Claim]) -> Order:
        """Make these the claims of the order: those that are new are added, those that changed are written."""
        known = {claim.id: claim for claim in order.claims}
        for claim in claims:
            if claim.id == NEW:
                order, _ = await self.add(order, claim)
                continue
            before = known[claim.id]
            fields = {name: value for name, value in vars(claim).items() if value != getattr(before, name)}
            if fields:
                order, _ = await self.change(order, before, **fields)
        return order

    async def holder_of(self, refund_id: str, order_id: str) -> str | None:
        """The order of another claim of this number, or another order whose refund it is; None if there is none.

        A look may have shown the refund of this order before its answer came.
        """
        known: str | None = await _HOLDER.first(self._session, refund=refund_id, order=order_id)
        return known

    async def _add_pieces(self, order_id: str, claim_id: int, pieces: Mapping[str, Pieces]) -> None:
        rows = [
            {**key_of(order_id), "claim_id": claim_id, "entry_id": entry_id, "kind": kind, "pieces": n}
            for entry_id, of_line in pieces.items()
            for kind, n in of_line._asdict().items()
            if n
        ]
        for row in rows:  # one by one: each is checked beside those before it
            await add_all(self._session, ClaimedPieceRow, [row])
