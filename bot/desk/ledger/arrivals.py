"""What arrived of orders, as people count it, in the database."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import ARRIVALS, key_of
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.requests.purchase import Order
from storage.queries.read_rows import Rows, columns, given, given_all
from storage.queries.write_rows import add_all, change, put_all
from storage.tables import ArrivalRow, ParcelRow, RemoteOrderRow, TeamRow, WaybillRow
from storage.tables.orders import MARKET

_arrival, _waybill = columns(ArrivalRow), columns(WaybillRow)
_OF_ACT = ARRIVALS.query(
    _arrival.market == MARKET, _arrival.order_id == given("number"), _arrival.act == given("act"), order=(_arrival.id,)
)
_WAITING = Rows(WaybillRow, _waybill.bill_no.in_(given_all("numbers")), _waybill.told_at.is_(None))


class ArrivalRepository(Repository):
    """Records events of arrival in one transaction; an order is loaded with its own."""

    async def add(
        self, order: Order, act: str, person_id: int | None, events: Sequence[tuple[str, ArrivalKind, int]], *,
        parcel: str = "", reason: str = "", reverses: Sequence[int] = (),
    ) -> Order:  # fmt: skip
        """Append the events of one act: of each the entry, what happened, the pieces, and which event it takes back."""
        of_act = {
            **key_of(order.order_id), "act": act, "person_id": person_id, "logistics_id": parcel, "reason": reason,
            "at": self._now,
        }  # fmt: skip
        rows = [
            {**of_act, "place": place, "entry_id": entry_id, "kind": kind.value, "pieces": pieces, "reverses": taken}
            for place, ((entry_id, kind, pieces), taken) in enumerate(zip_longest(events, reverses))
        ]
        await add_all(self._session, ArrivalRow, rows)
        added = await _OF_ACT.all(self._session, number=order.order_id, act=act)
        await change(self._session, RemoteOrderRow, key_of(order.order_id), {"counted_at": self._now})
        return replace(order, arrivals=(*order.arrivals, *added), counted_at=self._now)

    async def parcel_counted(self, order: Order, parcel: str) -> None:
        """What is in this parcel was counted now."""
        key = {**key_of(order.order_id), "logistics_id": parcel}
        await change(self._session, ParcelRow, key, {"counted_at": self._now})

    async def team_counts(self, team_id: int) -> None:
        """Somebody of the team counts; it is kept since when that was first so."""
        await change(self._session, TeamRow, {"id": team_id, "counts_since": None}, {"counts_since": self._now})

    async def remember_waybills(self, person_id: int, numbers: Collection[str]) -> None:
        """This person asked about waybills that are no parcel of theirs; they hear of it once 1688 names one."""
        rows = [{"bill_no": each, "person_id": person_id, "at": self._now, "told_at": None} for each in numbers]
        await put_all(self._session, WaybillRow, ("bill_no", "person_id"), rows)

    async def waiting_for(self, numbers: Collection[str]) -> list[tuple[str, int]]:
        """Which of these waybills who asked about and did not hear of yet."""
        rows = await _WAITING.all(self._session, numbers=list(numbers)) if numbers else ()
        return [(row.bill_no, row.person_id) for row in rows]

    async def told_of_waybill(self, number: str, person_id: int) -> None:
        await change(self._session, WaybillRow, {"bill_no": number, "person_id": person_id}, {"told_at": self._now})
