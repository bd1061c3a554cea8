"""Orders on 1688, their parcels and refunds, and unknown orders, in the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.requests import Conflict, NoSuchRow
from bot.purchasing.order import OrderReport, OrderState, Parcel, PayLink, ReadBackState, RefundReport
from bot.purchasing.orders.refunds import with_reports
from bot.purchasing.requests.purchase import Attempt, Order, ShippedParcel
from bot.purchasing.tracking.found_orders import FoundOrder
from storage import tables
from storage.queries import leases, orders, restore_cleanup
from storage.queries.write_rows import add, add_if_new, change, change_one, put


class OrderLedger:
    """Loads and records orders in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str]) -> None:
        self._session, self._now, self._left = session, now, left

    async def find(self, order_id: str) -> Order | None:
        row = await orders.get(self._session, order_id)
        return None if row is None else await self._whole(row)

    async def get(self, order_id: str) -> Order:
        """The order of this number, which is ours; NoSuchRow otherwise."""
        order = await self.find(order_id)
        if order is None:
            raise NoSuchRow("order", order_id)
        return order

    async def of(self, request_id: int) -> tuple[Order, ...]:
        return tuple([await self._whole(row) for row in await orders.of_request(self._session, request_id)])

    async def beside(self, order_id: str) -> tuple[Order, ...]:
        """Every order of the purchase that this one belongs to, itself among them; none if it is not ours."""
        return tuple([await self._whole(row) for row in await orders.beside(self._session, order_id)])

    async def _whole(self, row: tables.RemoteOrderRow) -> Order:
        parcels = tuple(rows_and_values.parcel(p) for p in await orders.parcels(self._session, row.order_id))
        refunds = tuple(rows_and_values.refund(r) for r in await orders.refunds(self._session, row.order_id))
        return rows_and_values.order(row, parcels, refunds)

    async def of_parts(self, whole: int) -> list[tuple[OrderState, ReadBackState]]:
        """The state, and how it was read back, of each order of the parts of a request that was split."""
        rows = await orders.of_parts(self._session, whole)
        return [(OrderState(state), ReadBackState(checked)) for state, checked in rows]

    async def known(self, order_ids: Sequence[str]) -> dict[str, Order]:
        """Those of these that are ours, without parcels and refunds."""
        rows = await orders.known(self._session, order_ids) if order_ids else ()
        return {row.order_id: rows_and_values.order(row) for row in rows}

    async def add(self, attempt: Attempt, order: Order) -> None:
        """Record a new order of an attempt, to be looked at next. A known order is left as it is.

        A known order is taken over only if it was read back as something else than its attempt asked for.
        """
        known = await orders.get(self._session, order.order_id)
        values: dict[str, Any] = {
            "attempt_id": attempt.id, "request_id": attempt.request_id, "checked": order.checked.value,
            "echoed": order.echoed, "pieces": order.pieces, "total_fen": order.total, "placed_at": self._now,
            "next_look_at": self._now, "look_step": 0,
        }  # fmt: skip
        if known is None:
            await add(
                self._session, tables.RemoteOrderRow, order_id=order.order_id, state=order.state.value,
                refund=order.refund.value, word=order.word, freight_fen=order.freight, seller=order.seller,
                paid_at=order.paid_at, **values,
            )  # fmt: skip
        elif known.checked == ReadBackState.DIFFERS.value:
            await self.update(rows_and_values.order(known), **values)
        else:
            return
        self._left.add("orders")

    async def held(self, order_ids: Sequence[str], attempt: Attempt) -> dict[str, Order]:
        """Those of these that another attempt holds and that are not known to be something else."""
        known = await self.known(order_ids)
        return {
            number: order
            for number, order in known.items()
            if order.attempt_id != attempt.id and order.checked is not ReadBackState.DIFFERS
        }

    async def update(self, order: Order, **values: Any) -> Order:
        """Set columns of the order as it was loaded. Raises Conflict if it has changed since."""
        expected = {"order_id": order.order_id, "state": order.state.value, "version": order.version}
        changes = {**values, "version": order.version + 1}
        if "lines" in changes:
            changes["lines"] = rows_and_values.dump_lines(changes["lines"])
        row = await change_one(self._session, tables.RemoteOrderRow, expected, changes)
        if row is None:
            raise Conflict
        return rows_and_values.order(row, order.parcels, order.refunds)

    async def listed(self, order_id: str, fen: int) -> None:
        """Store the sum (fen) that the list shows now."""
        await change(self._session, tables.RemoteOrderRow, {"order_id": order_id}, {"listed_fen": fen})

    async def set_pay(self, order: Order, pay: tuple[PayLink, ...]) -> Order:
        """Keep the ways to pay as 1688 gave them."""
        key = {"order_id": order.order_id}
        await change(self._session, tables.RemoteOrderRow, key, {"pay": rows_and_values.dump_pay(pay)})
        return replace(order, pay=pay)

    async def hasten(self, order_ids: Iterable[str]) -> None:
        """Look at these orders now, even if a look is under way that may have come too early."""
        if wanted := list(order_ids):
            await orders.hasten(self._session, wanted, self._now)
            self._left.add("orders")

    async def schedule(self, order_id: str, next_look_at: datetime | None, look_step: int) -> None:
        values = {"next_look_at": next_look_at, "look_step": look_step}
        await change(self._session, tables.RemoteOrderRow, {"order_id": order_id}, values)

    async def due(self, limit: int) -> tuple[str, ...]:
        return tuple(await orders.due(self._session, self._now, limit))

    async def put_off_looks(self, order_ids: Sequence[str], until: datetime) -> tuple[str, ...]:
        """Those of these that no other process has just taken to look at; they are due again at `until`."""
        key, due = col(tables.RemoteOrderRow.order_id), col(tables.RemoteOrderRow.next_look_at)
        return tuple(await leases.put_off(self._session, key, order_ids, due, self._now, until))

    async def put_off_trace(self, order_id: str, logistics_id: str, until: datetime) -> bool:
        """Whether no other process just took this parcel to ask for; else it is due again at `until`."""
        return await orders.put_off_trace(self._session, order_id, logistics_id, self._now, until)

    async def put_parcels(self, order: Order, parcels: Sequence[Parcel]) -> Order:
        """Keep the parcels as reported; the order with all of its."""
        known = {p.logistics_id: p for p in order.parcels}
        for parcel in parcels:
            old = known.get(parcel.logistics_id)
            key = {"order_id": order.order_id, "logistics_id": parcel.logistics_id}
            values: dict[str, Any] = {
                "bill_no": parcel.bill_no, "company": parcel.company, "status": parcel.status, "signed": parcel.signed,
            }  # fmt: skip
            if old is None:
                await add(self._session, tables.ParcelRow, **key, next_look_at=self._now, **values)
            else:
                await change(self._session, tables.ParcelRow, key, values)
            was = old or ShippedParcel(parcel.logistics_id, "", "", "", False)
            known[parcel.logistics_id] = replace(was, **values)
        return replace(order, parcels=tuple(known[each] for each in sorted(known)))

    async def parcels_due(self, limit: int) -> tuple[tuple[str, ShippedParcel], ...]:
        """(order id, parcel) of parcels whose trace is due."""
        rows = await orders.parcels_due(self._session, self._now, limit)
        return tuple((row.order_id, rows_and_values.parcel(row)) for row in rows)

    async def trace(self, order_id: str, logistics_id: str, **values: Any) -> None:
        key = {"order_id": order_id, "logistics_id": logistics_id}
        await change(self._session, tables.ParcelRow, key, values)

    async def put_refunds(self, order: Order, reports: Sequence[RefundReport]) -> Order:
        """Keep the refunds as reported; the order with all of its."""
        for report in reports:
            await self._put_refund(order.order_id, report)
        return replace(order, refunds=with_reports(order.refunds, reports))

    async def _put_refund(self, order_id: str, report: RefundReport) -> None:
        row = tables.RefundRow(
            refund_id=report.refund_id, order_id=order_id, state=report.state.value, word=report.word,
            amount_fen=report.amount, paid_fen=report.paid,
        )  # fmt: skip
        values = row.model_dump()
        await put(self._session, tables.RefundRow, {"refund_id": values.pop("refund_id")}, values)

    async def lapsing(self, before: datetime, limit: int) -> tuple[Order, ...]:
        """Unpaid orders that lapse until then, and of which not everybody was warned; the first to lapse first."""
        rows = await orders.lapsing(self._session, self._now, before, limit)
        return tuple(rows_and_values.order(row) for row in rows)

    async def unshipped(self, paid_before: datetime, limit: int) -> tuple[tuple[str, datetime, int], ...]:
        """Orders that are paid and not shipped, whose people were not told: number, when paid, in which chat asked."""
        return tuple(
            [(each[0], each[1], each[2]) for each in await orders.unshipped(self._session, paid_before, limit)]
        )

    async def warned(self, order_id: str, what: str) -> None:
        await change(self._session, tables.RemoteOrderRow, {"order_id": order_id}, {"warned": what})

    async def what_is_open(self) -> tuple[bool, bool, bool]:
        """Whether an order is unpaid or not read back or an attempt unclear; one is paid, not shipped; one is open."""
        return await orders.what_is_open(self._session)

    async def count_open(self) -> int:
        return await orders.count_open(self._session)

    async def oldest_open(self) -> datetime | None:
        return await orders.oldest_open(self._session)

    async def first_report(self) -> datetime | None:
        return await orders.first_report(self._session)

    async def explained(self, order_ids: Sequence[str]) -> set[str]:
        """Those of these orders that are explained: ours, or a person decided about them."""
        if not order_ids:
            return set()
        ours = {row.order_id for row in await orders.known(self._session, order_ids)}
        return ours | set(await orders.closed_unknown(self._session, order_ids))

    async def newest_echo(self) -> bool | None:
        """Whether 1688 shows our reference with orders, by the newest order that tells; None if none tells yet."""
        return await orders.newest_echo(self._session)

    async def add_unknown(
        self,
        order_id: str,
        attempt_id: int | None,
        out_order_id: str,
        *,
        outside: bool = False,
        report: OrderReport | None = None,
    ) -> bool:
        """Record an unknown order, as 1688 shows it; returns False if it was known.

        One that seemed to be placed outside may turn out to be ours.
        """
        values = {
            "attempt_id": attempt_id, "out_order_id": out_order_id, "found_at": self._now, "outside": outside,
            "report": rows_and_values.dump_report(report),
        }  # fmt: skip
        if await add_if_new(self._session, tables.UnknownOrderRow, order_id=order_id, **values):
            return True
        seemed = {"order_id": order_id, "outside": True}
        return (
            not outside
            and await change(self._session, tables.UnknownOrderRow, seemed, values | {"closed_by": None}) == 1
        )

    async def close_unknown(self, order_id: str, person_id: int) -> bool:
        if await self.undecided(order_id) is None:
            return False
        key = {"order_id": order_id}
        return await change(self._session, tables.UnknownOrderRow, key, {"closed_by": person_id}) == 1

    async def give(self, order_id: str, request_id: int | None) -> None:
        """People say that an unknown order is that of this request; None: of nobody, and it waits for a decision."""
        values = {"given_to": request_id} | ({} if request_id is not None else {"closed_by": None})
        await change(self._session, tables.UnknownOrderRow, {"order_id": order_id}, values)

    async def found(self, order_id: str) -> FoundOrder | None:
        """The unknown order of this number, also if people decided about it; None if it never was one."""
        row = await orders.unknown_order(self._session, order_id)
        return None if row is None else rows_and_values.found_order(row)

    async def undecided(self, order_id: str) -> FoundOrder | None:
        """An unknown order that nobody has decided about; None if there is none."""
        row = await orders.unknown_order(self._session, order_id)
        return None if row is None or row.closed_by is not None else rows_and_values.found_order(row)

    async def undecided_at(self, place: int) -> tuple[FoundOrder | None, int]:
        """The unknown order at a position among those (from 0; the last if there are fewer), and how many there are."""
        row, total = await restore_cleanup.unknown_at(self._session, place)
        return (None if row is None else rows_and_values.found_order(row)), total

    async def found_since(self, since: datetime) -> tuple[FoundOrder, ...]:
        """Every unknown order that was found since then, newest first, also those that people decided about."""
        return tuple(rows_and_values.found_order(row) for row in await orders.found_since(self._session, since))

    async def given_in_vain(self) -> tuple[FoundOrder, ...]:
        """The unknown orders that were given to a request which is decided or over, and did not become its."""
        return tuple(rows_and_values.found_order(row) for row in await orders.given_in_vain(self._session))

    async def count_unknown(self) -> int:
        """Unknown orders under one of our references that nobody has decided about: they stop buying."""
        return await orders.count_unknown(self._session)

    async def count_outside(self) -> int:
        """Outside orders that nobody has decided about: they stop nothing."""
        return await orders.count_unknown(self._session, outside=True)
