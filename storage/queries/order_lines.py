"""Queries on the lines of requests: what is asked for, and what goes to 1688."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, alike, columns, given
from storage.queries.write_rows import add_new, change, put_all
from storage.tables import AskedLineRow, AskedOfferRow, OrderLineRow

_asked, _offer = columns(AskedLineRow), columns(AskedOfferRow)
_ASKED = Rows(AskedLineRow, _asked.request_id == given("request"), order=(_asked.place,))
_OFFERS = Rows(AskedOfferRow, _offer.request_id == given("request"))


async def put(session: AsyncSession, request_id: int, lines: Sequence[dict[str, Any]]) -> None:
    """Make these the lines of a request, in their order."""
    await forget(session, request_id)
    rows = [{"request_id": request_id, "place": place, **line} for place, line in enumerate(lines, 1)]
    await add_new(session, OrderLineRow, rows)


async def forget(session: AsyncSession, request_id: int) -> None:
    """A request that is a draft again has no lines."""
    await session.exec(delete(OrderLineRow).where(col(OrderLineRow.request_id) == request_id))


async def asked(session: AsyncSession, request_id: int) -> Sequence[AskedLineRow]:
    """The asked lines of a request, in their order."""
    return await _ASKED.all(session, request=request_id)


async def offers(session: AsyncSession, request_id: int) -> Sequence[AskedOfferRow]:
    """The offers that the asked lines of a request name."""
    return await _OFFERS.all(session, request=request_id)


async def put_offers(session: AsyncSession, request_id: int, offers: Mapping[str, str]) -> None:
    """Keep what 1688 shows of these offers (JSON), by their ids; before the lines that name them."""
    rows = [{"request_id": request_id, "offer_id": offer_id, "offer": offer} for offer_id, offer in offers.items()]
    await put_all(session, AskedOfferRow, ("request_id", "offer_id"), rows)


async def drop_offers(session: AsyncSession, request_id: int, offer_ids: Collection[str]) -> None:
    """Forget these offers, which no asked line names any more."""
    these = (col(AskedOfferRow.request_id) == request_id, col(AskedOfferRow.offer_id).in_(alike(offer_ids)))
    await session.exec(delete(AskedOfferRow).where(*these))


async def add_asked(session: AsyncSession, request_id: int, lines: Sequence[dict[str, Any]]) -> None:
    """Give a request more asked lines, each at a place (from 1) of its own."""
    await add_new(session, AskedLineRow, [{"request_id": request_id, **line} for line in lines])


async def change_asked(session: AsyncSession, request_id: int, place: int, values: dict[str, Any]) -> None:
    """Change the asked line at this place."""
    await change(session, AskedLineRow, {"request_id": request_id, "place": place}, values)


async def drop_asked(session: AsyncSession, request_id: int, place: int) -> None:
    """Take the asked line at this place away; the others keep their places."""
    here = (col(AskedLineRow.request_id) == request_id, col(AskedLineRow.place) == place)
    await session.exec(delete(AskedLineRow).where(*here))
