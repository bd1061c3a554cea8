"""Converts rows to values and back; JSON columns hold values in their canonical form."""

import hashlib
from collections import OrderedDict
from dataclasses import replace
from itertools import starmap
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import FailedLine
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.request import Choice, Finding, Piece, Snapshot
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import (
    Person,
)
from bot.purchasing.requests.team_list import ListLine
from storage import tables

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
_FINDING = TypeAdapter(Finding | None)
_FAILED = TypeAdapter(tuple[FailedLine, ...])
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
    """The same; nothing stands in it of a note that was not taken out, or of what is as agreed."""
    parts = [_as_before(each) for each in stored["parts"]]
    rare = ("agreed_hash", "otherwise")
    return {name: each for name, each in stored.items() if name not in rare or each} | {"parts": parts}


def load_snapshot(value: Any) -> Snapshot | None:
    return _SNAPSHOT.validate_python(value)


def load_finding(value: Any) -> Finding | None:
    return _FINDING.validate_python(value)


def dump_finding(finding: Finding | None) -> Any:
    return _FINDING.dump_python(finding, mode="json")


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


def choice_of_offer(spec_id: str | None, several: Any, own: Any) -> Choice:
    """Which variants of an offer were chosen, and by which own SKUs."""
    choice = Choice.of(spec_id=spec_id, own=load_own(own))
    return replace(choice, pieces=tuple(starmap(Piece, several["pieces"]))) if several else choice


def choice_of_line(row: tables.RequestRow | tables.AskedLineRow | tables.ListLineRow) -> Choice:
    """What is chosen of an offer so far."""
    choice = Choice.of(row.quantity, row.spec_id, row.wanted, load_own(row.own))
    if not row.several:
        return choice
    pieces = tuple(starmap(Piece, row.several["pieces"]))
    return replace(choice, pieces=pieces or choice.pieces, collecting=row.several["collecting"])


def only_line(row: tables.RequestRow) -> AskedLine:
    """The line of a request that has no rows for its lines: its requester asked for it."""
    return AskedLine(1, load_offer(row.offer), choice_of_line(row), row.requester_id, load_finding(row.obstacle))


def dump_only_line(line: AskedLine) -> dict[str, Any]:
    """The columns of such a line among those of its request."""
    return dump_choice(line.choice) | {"obstacle": dump_finding(line.obstacle)}


def asked_line(row: tables.AskedLineRow, offer: Offer) -> AskedLine:
    obstacle = load_finding(row.obstacle)
    return AskedLine(row.place, offer, choice_of_line(row), row.added_by, obstacle, row.note, row.tag)


def dump_asked(line: AskedLine) -> dict[str, Any]:
    """The columns of an asked line, without its place."""
    return dump_only_line(line) | {
        "offer_id": line.offer.offer_id, "added_by": line.by, "note": line.note, "tag": line.tag,
    }  # fmt: skip


def list_line(row: tables.ListLineRow) -> ListLine:
    assert row.id is not None
    offer, choice = load_offer(row.offer), choice_of_line(row)
    return ListLine(row.id, row.team_id, offer, choice, row.added_by, row.changed_at, row.note, row.tag)


def dump_list_line(line: AskedLine) -> dict[str, Any]:
    """The columns of a line on a list, without its team and its moments."""
    columns = dump_asked(line) | {"offer": dump_offer(line.offer)}
    return {name: columns[name] for name in columns if name != "obstacle"}


def load_failed(value: Any) -> tuple[FailedLine, ...]:
    return _FAILED.validate_python(value or ())


def person(row: tables.PersonRow) -> Person:
    return Person(row.id, row.name, row.language, row.reachable)
