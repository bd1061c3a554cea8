"""The asked lines of requests of several offers, and the offers that they name, in the database."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.asked_line import AskedLine
from storage.queries.read_rows import Rows, alike, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, change, put_all
from storage.tables import AskedLineRow, AskedOfferRow

_line, _offer = columns(AskedLineRow), columns(AskedOfferRow)
_LINES = Rows(AskedLineRow, _line.request_id.in_(given_all("requests")), order=(_line.request_id, _line.place))
_OFFERS = Rows(AskedOfferRow, _offer.request_id.in_(given_all("requests")))
_DROP_LINES = delete(table_of(AskedLineRow)).where(
    _line.request_id == given("request"), _line.place.in_(given_all("places"))
)
_DROP_OFFERS = delete(table_of(AskedOfferRow)).where(
    _offer.request_id == given("request"), _offer.offer_id.in_(given_all("offers"))
)


async def asked_lines(session: AsyncSession, request_ids: Collection[int]) -> dict[int, tuple[AskedLine, ...]]:
    """The asked lines of these requests, in their order; requests of one offer have none."""
    if not request_ids:
        return {}
    rows = await _LINES.all(session, requests=list(request_ids))
    shown = await _OFFERS.all(session, requests=list(request_ids))
    offers = {(each.request_id, each.offer_id): rows_and_values.read_offer(each.offer) for each in shown}
    lines = dict[int, list[AskedLine]]()
    for row in rows:
        line = rows_and_values.asked_line(row, offers[row.request_id, row.offer_id])
        lines.setdefault(row.request_id, []).append(line)
    return {request_id: tuple(each) for request_id, each in lines.items()}


async def put_asked_lines(
    session: AsyncSession, request_id: int, before: Sequence[AskedLine], now: Sequence[AskedLine], added_at: datetime
) -> None:
    """Make these the lines of a request that had those from `before`; only what differs is written.

    An offer that many lines name is written once, before the lines that name it. The lines that stay keep their places.
    """
    had, offers = _offers(before), _offers(now)
    shown = [
        {"request_id": request_id, "offer_id": each, "offer": rows_and_values.write_offer(offer)}
        for each, offer in offers.items()
        if offer != had.get(each)
    ]
    await put_all(session, AskedOfferRow, ("request_id", "offer_id"), shown)
    old, new = ({each.place: each for each in some} for some in (before, now))
    if dropped := old.keys() - new.keys():
        await session.exec(_DROP_LINES, params={"request": request_id, "places": alike(dropped)})
    for place, line in new.items():
        if place in old and old[place] != line:
            key = {"request_id": request_id, "place": place}
            await change(session, AskedLineRow, key, rows_and_values.dump_asked(line))
    added = [
        {"request_id": request_id, "place": place, "added_at": added_at, **rows_and_values.dump_asked(line)}
        for place, line in new.items()
        if place not in old
    ]
    await add_new(session, AskedLineRow, added)
    if gone := had.keys() - offers.keys():
        await session.exec(_DROP_OFFERS, params={"request": request_id, "offers": alike(gone)})


def _offers(lines: Sequence[AskedLine]) -> dict[str, Offer]:
    """The offers of lines, each once: all lines of one offer show it alike."""
    return {each.offer.offer_id: each.offer for each in lines}
