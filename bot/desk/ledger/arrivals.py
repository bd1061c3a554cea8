"""What arrived of orders, as people count it, in the database."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import ARRIVALS, key_of, put_pieces
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.requests.purchase import Order
from storage.queries.write_rows import change
from storage.tables import ParcelRow, RemoteOrderRow, TeamRow


class ArrivalRepository(Repository):
    """Records events of arrival in one transaction; an order is loaded with its own."""

    async def add(
        self, order: Order, act: str, person_id: int | None, events: Sequence[tuple[str, ArrivalKind, int]], *,
        parcel: str = "", reason: str = "", reverses: Sequence[int] = (),
    ) -> Order:  # fmt: skip
        """Append the events of one act: of each the entry, what happened, the pieces, and which event it takes back."""
        added = []
        for place, (entry_id, kind, pieces) in enumerate(events):
            taken = reverses[place] if reverses else None
            added.append(await ARRIVALS.add(
                self._session, **key_of(order.order_id), entry_id=entry_id, kind=kind, pieces=pieces, at=self._now,
                act=act, place=place, person_id=person_id, logistics_id=parcel, reason=reason, reverses=taken,
            ))  # fmt: skip
        await change(self._session, RemoteOrderRow, key_of(order.order_id), {"counted_at": self._now})
        return await put_pieces(
            self._session, replace(order, arrivals=(*order.arrivals, *added), counted_at=self._now)
        )

    async def parcel_counted(self, order: Order, parcel: str) -> None:
        """What is in this parcel was counted now."""
        key = {**key_of(order.order_id), "logistics_id": parcel}
        await change(self._session, ParcelRow, key, {"counted_at": self._now})

    async def team_counts(self, team_id: int) -> None:
        """Somebody of the team counts; it is kept since when that was first so."""
        await change(self._session, TeamRow, {"id": team_id, "counts_since": None}, {"counts_since": self._now})
