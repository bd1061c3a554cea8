"""Lines of requests and lists, with offers and snapshots, in their rows and canonical JSON, and back."""

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import starmap
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.mapper import Mapper, Stored, grouped
from bot.purchasing.choice import Choice, Piece
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.team_list import ListLine
from bot.purchasing.snapshot import Snapshot
from storage import tables
from storage.queries.read_rows import Rows, alike, columns, given, given_all
from storage.queries.write_rows import add_new, change, deleting, put_all
from storage.tables import AskedLineRow, AskedOfferRow

_OFFER = TypeAdapter(Offer)
_OF_A_LINE = ("offer_id", "spec_id", "quantity", "unit_price")


def _with_lines(value: Any) -> Any:
    """A stored snapshot, with the lines of its parts; before there were several lines, one stood among the rest."""
    if not isinstance(value, dict):
        return value
    if value.get("parts"):
        parts = tuple(load_snapshot(each) for each in value["parts"])
        return value | {"parts": parts, "lines": tuple(line for each in parts if each for line in each.lines)}
    if "lines" in value:
        return value
    rest = {name: each for name, each in value.items() if name not in _OF_A_LINE}
    return rest | {"lines": [{name: value[name] for name in _OF_A_LINE}]}


_Snapshot = Annotated[Snapshot, BeforeValidator(_with_lines)]
_SNAPSHOT = TypeAdapter(_Snapshot | None)
_OWN = TypeAdapter(tuple[AskedSku, ...])


def dump_offer(offer: Offer) -> Any:
    return _OFFER.dump_python(offer, mode="json")


def load_offer(value: Any) -> Offer:
    return _OFFER.validate_python(value)


class _OfferTexts:
    """Offers as JSON text. The latest are remembered: each look at a request of many offers reads them all."""

    def __init__(self, most: int) -> None:
        self._most, self._known = most, OrderedDict[bytes, Offer]()
        """By the digest of the text, which is as long as what it says."""

    def write(self, offer: Offer) -> str:
        text = _OFFER.dump_json(offer).decode()
        self._keep(_digest(text), offer)
        return text

    def read(self, text: str) -> Offer:
        key = _digest(text)
        offer = self._known.get(key) or _OFFER.validate_json(text)
        self._keep(key, offer)
        return offer

    def _keep(self, key: bytes, offer: Offer) -> None:
        self._known[key] = offer
        self._known.move_to_end(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


_TEXTS = _OfferTexts(512)
write_offer, read_offer = _TEXTS.write, _TEXTS.read


def dump_snapshot(snapshot: Snapshot | None) -> Any:
    """A snapshot as JSON; lines that stand in its parts are left out."""
    kept = replace(snapshot, lines=()) if snapshot is not None and snapshot.parts else snapshot
    return _as_before(_SNAPSHOT.dump_python(kept, mode="json")) if kept else None


def _as_before(stored: dict[str, Any]) -> dict[str, Any]:
    """The same; nothing stands in it of a note that was not taken out, of what is as agreed, or of no tags."""
    parts = [_as_before(each) for each in stored["parts"]]
    rare = ("agreed_hash", "otherwise", "tags")
    return {name: each for name, each in stored.items() if name not in rare or each} | {"parts": parts}


def load_snapshot(value: Any) -> Snapshot | None:
    return _SNAPSHOT.validate_python(value)


def dump_choice(choice: Choice) -> dict[str, Any]:
    """The columns of what is chosen: one variant has two of its own, several stand in a third."""
    if not choice.several and not choice.collecting:
        pieces: dict[str, Any] = {"spec_id": choice.spec_id, "quantity": choice.quantity, "several": None}
    else:
        several = {"pieces": list(choice.counted.items()), "collecting": choice.collecting}
        pieces = {"spec_id": None, "quantity": None if choice.counted else choice.quantity, "several": several}
    own = _OWN.dump_python(choice.own, mode="json") if choice.own else None
    return pieces | {"wanted": choice.wanted, "own": own}


def load_own(value: Any) -> tuple[AskedSku, ...]:
    """The own SKUs by which something was asked for."""
    return _OWN.validate_python(value) if value else ()


def choice_of_line(row: tables.RequestRow | AskedLineRow | tables.ListLineRow) -> Choice:
    """What is chosen of an offer so far, in the columns that requests, asked lines and lists have for it."""
    choice = Choice.of(row.quantity, row.spec_id, row.wanted, load_own(row.own))
    if not row.several:
        return choice
    pieces = tuple(starmap(Piece, row.several["pieces"]))
    return replace(choice, pieces=pieces or choice.pieces, collecting=row.several["collecting"])


_ONLY = Mapper(AskedLine, tables.RequestRow, by=Stored("requester_id"), note=None)
_ASKED = Mapper(AskedLine, AskedLineRow, by=Stored("added_by"))
_LISTED = Mapper(ListLine, tables.ListLineRow, by=Stored("added_by"))


def only_line(row: tables.RequestRow) -> AskedLine:
    """The line of a request that has no rows for its lines: its requester asked for it."""
    return _ONLY.value(row, place=1, choice=choice_of_line(row))


def dump_only_line(line: AskedLine) -> dict[str, Any]:
    """The columns of such a line among those of its request."""
    return dump_choice(line.choice) | _ONLY.columns({"obstacle": line.obstacle})


def list_line(row: tables.ListLineRow) -> ListLine:
    return _LISTED.value(row, choice=choice_of_line(row))


def dump_list_line(line: AskedLine) -> dict[str, Any]:
    """The columns of a line on a list, without its team and its moments."""
    fields = {"offer": line.offer, "by": line.by, "note": line.note, "tag": line.tag}
    return dump_choice(line.choice) | {"offer_id": line.offer.offer_id} | _LISTED.columns(fields)


def dump_asked(line: AskedLine) -> dict[str, Any]:
    """The columns of an asked line, without its place."""
    fields = {"by": line.by, "obstacle": line.obstacle, "note": line.note, "tag": line.tag}
    return dump_choice(line.choice) | {"offer_id": line.offer.offer_id} | _ASKED.columns(fields)


_line, _offer = columns(AskedLineRow), columns(AskedOfferRow)
_LINES = Rows(AskedLineRow, _line.request_id.in_(given_all("requests")), order=(_line.request_id, _line.place))
_OFFERS = Rows(AskedOfferRow, _offer.request_id.in_(given_all("requests")))
_DROP_LINES = deleting(AskedLineRow, _line.request_id == given("request"), _line.place.in_(given_all("places")))
_DROP_OFFERS = deleting(AskedOfferRow, _offer.request_id == given("request"), _offer.offer_id.in_(given_all("offers")))


async def asked_lines(session: AsyncSession, request_ids: Collection[int]) -> dict[int, tuple[AskedLine, ...]]:
    """The asked lines of these requests, in their order; an only line of its requester is no row."""
    if not request_ids:
        return {}
    rows = await _LINES.all(session, requests=list(request_ids))
    shown = await _OFFERS.all(session, requests=list(request_ids))
    offers = {(each.request_id, each.offer_id): read_offer(each.offer) for each in shown}
    lines = (_ASKED.value(row, offer=offers[row.request_id, row.offer_id], choice=choice_of_line(row)) for row in rows)
    return grouped((row.request_id, line) for row, line in zip(rows, lines, strict=True))


async def put_asked_lines(
    session: AsyncSession, request_id: int, before: Sequence[AskedLine], now: Sequence[AskedLine], added_at: datetime
) -> None:
    """Make these the lines of a request that had those from `before`; only what differs is written.

    An offer that many lines name is written once, before the lines that name it. The lines that stay keep their places.
    """
    had, offers = _offers(before), _offers(now)
    shown = [
        {"request_id": request_id, "offer_id": each, "offer": write_offer(offer)}
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
            await change(session, AskedLineRow, key, dump_asked(line))
    added = [
        {"request_id": request_id, "place": place, "added_at": added_at, **dump_asked(line)}
        for place, line in new.items()
        if place not in old
    ]
    await add_new(session, AskedLineRow, added)
    if gone := had.keys() - offers.keys():
        await session.exec(_DROP_OFFERS, params={"request": request_id, "offers": alike(gone)})


def _offers(lines: Sequence[AskedLine]) -> dict[str, Offer]:
    """The offers of lines, each once: all lines of one offer show it alike."""
    return {each.offer.offer_id: each.offer for each in lines}
