"""What arrived of orders, as people count it, in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from sqlalchemy import select

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import ARRIVALS, key_of, this
from bot.purchasing.arrivals import ArrivalKind, Tally
from bot.purchasing.order import Order
from bot.purchasing.tracking.parcel_lines import pieces_in
from storage.queries.read_rows import Rows, columns, given, given_all
from storage.queries.write_rows import add_all, add_if_new, change, deleting, put, put_all
from storage.tables import ArrivalPhotoRow, ArrivalRow, CountDraftRow, ParcelRow, RemoteOrderRow, TeamRow, WaybillRow

_arrival, _draft, _photo = (columns(each) for each in (ArrivalRow, CountDraftRow, ArrivalPhotoRow))
_waybill = columns(WaybillRow)
_OF_ACT = ARRIVALS.query(*this(_arrival), _arrival.act == given("act"), order=(_arrival.id,))
_THIS_DRAFT = (*this(_draft), _draft.person_id == given("person"), _draft.logistics_id == given("parcel"))
_DRAFT, _DROP_DRAFT = Rows(CountDraftRow, *_THIS_DRAFT), deleting(CountDraftRow, *_THIS_DRAFT)
_PHOTO_FILES: Any = select(_photo.unique_id, _photo.file_id).where(*this(_photo)).order_by(_photo.at, _photo.unique_id)
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

    async def put_pieces(self, order: Order, counted: Collection[str] | None = None) -> Order:
        """Keep how many pieces can still come in each parcel, and which are `counted` if that is said."""
        marked = order.parcels
        if counted is not None:
            since = {each.logistics_id: each.counted_at or self._now for each in marked if each.logistics_id in counted}
            marked = tuple(replace(each, counted_at=since.get(each.logistics_id)) for each in marked)
        after = replace(order, parcels=marked)
        after = replace(after, parcels=tuple(replace(each, pieces=pieces_in(after, each)) for each in marked))
        for old, new in zip(order.parcels, after.parcels, strict=True):
            values = {"pieces": new.pieces, "counted_at": new.counted_at}
            values = {name: value for name, value in values.items() if value != getattr(old, name)}
            if values:
                key = {**key_of(order.order_id), "logistics_id": new.logistics_id}
                await change(self._session, ParcelRow, key, values)
        return after

    async def team_counts(self, team_id: int) -> None:
        """Somebody of the team counts; it is kept since when that was first so."""
        await change(self._session, TeamRow, {"id": team_id, "counts_since": None}, {"counts_since": self._now})

    async def draft(self, person_id: int, order_id: str, parcel: str) -> dict[str, Tally]:
        """What this person has counted of each line and not said yet."""
        row = await _DRAFT.first(self._session, person=person_id, number=order_id, parcel=parcel)
        return {entry: Tally(*pieces) for entry, pieces in (row.lines if row is not None else {}).items()}

    async def put_draft(self, person_id: int, order_id: str, parcel: str, lines: Mapping[str, Tally]) -> None:
        key = {"person_id": person_id, **key_of(order_id), "logistics_id": parcel}
        values = {"lines": {entry: list(each) for entry, each in lines.items() if any(each)}, "at": self._now}
        await put(self._session, CountDraftRow, key, values)

    async def drop_draft(self, person_id: int, order_id: str, parcel: str) -> None:
        await self._run(_DROP_DRAFT, person=person_id, number=order_id, parcel=parcel)

    async def photo_files(self, order_id: str) -> dict[str, str]:
        """Telegram's files of the photos that show what came of the order by their unique ids, the oldest first."""
        return dict(await self._rows(_PHOTO_FILES, number=order_id))

    async def add_photo(self, person_id: int, order_id: str, file_id: str, unique_id: str) -> None:
        """Keep Telegram's ids of a photo; one that is kept stays as it is."""
        await add_if_new(
            self._session, ArrivalPhotoRow, **key_of(order_id), unique_id=unique_id, file_id=file_id,
            person_id=person_id, at=self._now,
        )  # fmt: skip

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
