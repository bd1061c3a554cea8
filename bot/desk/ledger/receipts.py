"""Confirmations of receipt in the database; of one order at most one is on its way."""

from dataclasses import replace
from typing import Any

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import RECEIPTS, key_of
from bot.desk.ledger.requests import Conflict
from bot.purchasing.receipts import ReceiptState
from bot.purchasing.requests.purchase import Order


class ReceiptRepository(Repository):
    """Records confirmations in one transaction; an order is loaded with its own."""

    async def claim(self, order: Order, entries: tuple[str, ...], person_id: int, *, accepts: bool) -> Order:
        """Record that these entries will be confirmed, before they are; the order with it last."""
        receipt = await RECEIPTS.add(
            self._session, **key_of(order.order_id), entries=entries, person_id=person_id, accepts=accepts,
            state=ReceiptState.ASKED, at=self._now,
        )  # fmt: skip
        return replace(order, receipts=(*order.receipts, receipt))

    async def end(self, order: Order, state: ReceiptState, reason: str = "") -> Order:
        """What became of the live one of the order. Raises Conflict if that is known by now."""
        live = next(each for each in order.receipts if each.state.live)
        values: dict[str, Any] = {"state": state, "reason": reason[:500]}
        ended = {} if state.live else {"ended_at": self._now}
        receipt = await RECEIPTS.change(self._session, {"id": live.id, "state": live.state}, values | ended)
        if receipt is None:
            raise Conflict
        return replace(order, receipts=tuple(receipt if each.id == live.id else each for each in order.receipts))
