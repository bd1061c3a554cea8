"""The asked lines of requests of several offers, and the offers that they name, in the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.asked_line import AskedLine
from storage.queries import order_lines


async def asked_lines(session: AsyncSession, request_id: int) -> tuple[AskedLine, ...]:
    """The asked lines of a request, in their order."""
    rows, shown = await order_lines.asked(session, request_id), await order_lines.offers(session, request_id)
    offers = {each.offer_id: rows_and_values.read_offer(each.offer) for each in shown}
    return tuple(rows_and_values.asked_line(row, offers[row.offer_id]) for row in rows)


class AskedLineLedger:
    """Loads and records asked lines in one transaction; an offer that many lines name is read and written once."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def of(self, request_id: int) -> tuple[AskedLine, ...]:
        """The asked lines of a request, in their order."""
        return await asked_lines(self._session, request_id)

    async def put(self, request_id: int, before: Sequence[AskedLine], now: Sequence[AskedLine]) -> None:
        """Make these the lines of a request that had those from `before`; only what differs is written."""
        had, offers = _offers(before), _offers(now)
        await self._put_offers(request_id, {each: offers[each] for each in offers if offers[each] != had.get(each)})
        await self._put_lines(request_id, before, now)
        if gone := had.keys() - offers.keys():
            await order_lines.drop_offers(self._session, request_id, gone)

    async def _put_offers(self, request_id: int, offers: Mapping[str, Offer]) -> None:
        shown = {offer_id: rows_and_values.write_offer(offer) for offer_id, offer in offers.items()}
        await order_lines.put_offers(self._session, request_id, shown)

    async def _put_lines(self, request_id: int, before: Sequence[AskedLine], now: Sequence[AskedLine]) -> None:
        had, lines = ({each.place: each for each in some} for some in (before, now))
        for place in had.keys() - lines.keys():
            await order_lines.drop_asked(self._session, request_id, place)
        for place in had.keys() & lines.keys():
            if had[place] != lines[place]:
                values = rows_and_values.dump_asked(lines[place])
                await order_lines.change_asked(self._session, request_id, place, values)
        new = [each for each in now if each.place not in had]
        rows = [{"place": each.place, "added_at": self._now, **rows_and_values.dump_asked(each)} for each in new]
        await order_lines.add_asked(self._session, request_id, rows)


def _offers(lines: Sequence[AskedLine]) -> dict[str, Offer]:
    """The offers of lines, each once: all lines of one offer show it alike."""
    return {each.offer.offer_id: each.offer for each in lines}
