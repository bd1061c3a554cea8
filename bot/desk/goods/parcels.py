"""Asks for the traces of parcels under way and tells people what is new."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pacing import Pacing
from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.lifecycle import ENDED_ORDERS
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import TraceNotice
from bot.purchasing.order import ShippedParcel
from bot.purchasing.order_report import OrderState, TraceStep
from bot.purchasing.orders.trace_phrases import AT_THE_DOOR, phrase_of

ASKING_LASTS = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Parcels(Verbs):
    """Asks for the trace of parcels that are not signed for; each parcel has its own next look."""

    _market: Market
    _pacing: Pacing

    async def look_due(self) -> None:
        """Make one trace call for each parcel under way that is due."""
        async with self._ledger.read() as uow:
            due = await uow.orders.parcels_due(100)
        for order_id, parcel in due:
            if not await self._ours(order_id, parcel):
                continue
            steps: tuple[TraceStep, ...] | None
            try:
                steps = await self._market.trace(order_id, parcel.logistics_id)
            except MarketError as error:
                log.warning("the trace of parcel %s: %s", parcel.logistics_id, error)
                steps = None
            async with self._ledger.change() as uow:
                await self._record(uow, order_id, parcel, steps)

    async def _ours(self, order_id: str, parcel: ShippedParcel) -> bool:
        """Only one of two processes may ask 1688 for a due parcel; if it ends, another takes over."""
        return await self._ledger.claim(
            lambda uow: uow.orders.put_off_trace(order_id, parcel.logistics_id, uow.now + ASKING_LASTS)
        )

    async def _record(
        self, uow: UnitOfWork, order_id: str, seen: ShippedParcel, steps: tuple[TraceStep, ...] | None
    ) -> None:
        order = await uow.orders.get(order_id)
        parcel = next(p for p in order.parcels if p.logistics_id == seen.logistics_id)
        news = steps is not None and len(steps) > parcel.steps
        over = order.state in ENDED_ORDERS or (parcel.signed and not news)
        pace = self._pacing.paces.after_failure() if steps is None else await self._pacing.of_trace(uow)
        values: dict[str, object] = {"next_look_at": None if over else uow.now + pace}
        if steps is not None:
            values["traced_at"] = uow.now
        if news and steps:
            last, phrase = steps[-1], phrase_of(steps[-1].remark)
            near = phrase is not None and phrase.kind in AT_THE_DOOR
            values |= {"steps": len(steps), "last_step_at": last.at, "last_remark": last.remark, "near": near}
        await uow.orders.trace(order_id, parcel.logistics_id, **values)
        on_its_way = order.state in (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED)
        if news and steps and on_its_way:
            purchase = await uow.purchase(order.request_id or 0)
            notice = TraceNotice(
                about=order_facts(purchase, order),
                company=parcel.company,
                bill_no=parcel.bill_no,
                remark=steps[-1].remark,
                at=steps[-1].at,
            )
            # Steps that came together are one message.
            key = f"trace:{order.order_id}:{parcel.logistics_id}:{len(steps)}"
            await uow.tell(notice, Audience.ASKED, key, purchase.request)
            uow.redraw(purchase.request.id)
