"""Runs in which several orders are paid together, in the database."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.desk.ledger.mapper import Mapper, Repository
from bot.desk.ledger.orders import key_of, this
from bot.desk.ledger.requests import Conflict, present
from bot.purchasing.order_report import PayLink
from bot.purchasing.orders.pay_run import PayRun, PayRunState, RunBeside, RunOrder
from storage.queries.read_rows import Rows, columns, given, given_all, table_of
from storage.queries.write_rows import change, deleting, put_all, setting
from storage.tables import PayRunOrderRow, PayRunRow, PersonRow
from storage.tables.orders import MARKET

_RUNS, _ORDERS = Mapper(PayRun, PayRunRow), Mapper(RunOrder, PayRunOrderRow)

_run, _order, _person = columns(PayRunRow), columns(PayRunOrderRow), columns(PersonRow)
_of_run, _these = _order.run_id == given("run"), _order.order_id.in_(given_all("orders"))
_ONE = Rows(PayRunRow, _run.id == given("run"))
_CHOOSING = Rows(PayRunRow, _run.person_id == given("person"), _run.state == PayRunState.CHOOSING.value)
_ORDERS_OF = _ORDERS.query(_of_run, order=(_order.order_id,))
_UNTICK = deleting(PayRunOrderRow, _of_run, _order.market == MARKET, _these)
_SHOWN_NO_MORE = setting(
    PayRunRow, _run.person_id == given("person"), _run.message_id == given("message"), _run.id != given("run"),
    message_id=None,
)  # fmt: skip
_both = table_of(PayRunOrderRow).join(table_of(PayRunRow), _run.id == _order.run_id)
_BESIDE: Any = (
    select(_run.id, _order.order_id, _person.name, _run.asked_at)
    .select_from(_both.join(table_of(PersonRow), _person.id == _run.person_id))
    .where(_run.state == PayRunState.ASKED.value, _run.person_id != given("person"), _order.link > 0, _these)
    .order_by(_run.id)
)
_LINKED: Any = select(_run.id).select_from(_both).where(*this(_order), _order.link > 0).order_by(_run.id.desc())


class PayRunRepository(Repository):
    """Loads and records pay runs in one transaction."""

    async def find(self, run_id: int) -> PayRun | None:
        row = await _ONE.first(self._session, run=run_id)
        return None if row is None else await self._whole(row)

    async def get(self, run_id: int) -> PayRun:
        """The run of this number, which there is; NoSuchRow otherwise."""
        return present(await self.find(run_id), "pay run", run_id)

    async def choosing(self, person_id: int) -> PayRun:
        """The run whose orders this person chooses; a new one if there is none."""
        row = await _CHOOSING.first(self._session, person=person_id)
        if row is not None:
            return await self._whole(row)
        return await _RUNS.add(self._session, person_id=person_id, state=PayRunState.CHOOSING, made_at=self._now)

    async def _whole(self, row: PayRunRow) -> PayRun:
        return _RUNS.value(row, orders=await _ORDERS_OF.all(self._session, run=row.id))

    async def tick(self, run: PayRun, orders: Sequence[RunOrder]) -> PayRun:
        """The run with these orders as well, with their sums as they are shown."""
        await self._put(run, orders)
        every = {each.order_id: each for each in (*run.orders, *orders)}
        return replace(run, orders=tuple(every[each] for each in sorted(every)))

    async def untick(self, run: PayRun, order_ids: Collection[str] | None = None) -> PayRun:
        """The run without these orders, or without any."""
        gone = {each.order_id for each in run.orders if order_ids is None or each.order_id in order_ids}
        if gone:
            await self._run(_UNTICK, run=run.id, orders=gone)
        return replace(run, orders=tuple(each for each in run.orders if each.order_id not in gone))

    async def ask(self, run: PayRun, links: tuple[PayLink, ...], orders: tuple[RunOrder, ...]) -> PayRun:
        """choosing → asked, with its links and what became of each order. Raises Conflict if it is asked already."""
        asked = replace(run, state=PayRunState.ASKED, asked_at=self._now, links=links, orders=orders)
        values = {"state": asked.state, "asked_at": self._now, "links": links}
        if not await self._change(run, PayRunState.CHOOSING, values):
            raise Conflict
        await self._put(run, orders)
        return asked

    async def end(self, run: PayRun) -> bool:
        """asked → ended: its links hold no longer. False if it was ended before."""
        return await self._change(run, PayRunState.ASKED, {"state": PayRunState.ENDED, "ended_at": self._now})

    async def shown(self, run: PayRun, message_id: int) -> None:
        """Its card is this message now, and no other run's."""
        await self._run(_SHOWN_NO_MORE, person=run.person_id, message=message_id, run=run.id)
        await self._change(run, run.state, {"message_id": message_id})

    async def beside(self, person_id: int, order_ids: Collection[str]) -> tuple[RunBeside, ...]:
        """The runs of others that are not over and have links for some of these orders, oldest first."""
        rows = await self._rows(_BESIDE, person=person_id, orders=list(order_ids)) if order_ids else ()
        return tuple(RunBeside(*row) for row in rows)

    async def of_order(self, order_id: str) -> tuple[PayRun, ...]:
        """The runs with a link that pays this order, newest first."""
        return tuple([await self.get(run_id) for (run_id,) in await self._rows(_LINKED, number=order_id)])

    async def _change(self, run: PayRun, state: PayRunState, values: dict[str, Any]) -> bool:
        return await change(self._session, PayRunRow, {"id": run.id, "state": state.value}, _RUNS.columns(values)) == 1

    async def _put(self, run: PayRun, orders: Sequence[RunOrder]) -> None:
        rows = [{"run_id": run.id, **key_of(each.order_id), **_ORDERS.columns(vars(each))} for each in orders]
        await put_all(self._session, PayRunOrderRow, ("run_id", "market", "order_id"), rows)
