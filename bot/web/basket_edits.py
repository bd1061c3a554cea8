"""Reads what the Mini App's page of a request changes: pieces of the variants in its lines, and the address."""

import json
from dataclasses import dataclass
from typing import Any

from bot.purchasing.requests.chosen import Pieces
from bot.web.request_body import BodyRefused

EDITS_CAP = 1024 * 1024
"""The largest body: a sheet may have 5,000 lines, and somebody may change all of them."""
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Edits:
    """The version that was changed, the pieces of each changed line by its place, the address if it is another one."""

    version: int
    lines: dict[int, Pieces]
    address: str | None


def edits_of(body: bytes) -> Edits:
    """What the body says. Raises BodyRefused."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise BodyRefused(400) from None
    if not isinstance(found, dict) or not _number(found.get("version")) or not isinstance(found.get("lines"), dict):
        raise BodyRefused(400)
    address = found.get("address")
    if address is not None and not isinstance(address, str):
        raise BodyRefused(400)
    return Edits(found["version"], {_place(each): _pieces(told) for each, told in found["lines"].items()}, address)


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise BodyRefused(400)
    return int(text)


def _pieces(told: Any) -> Pieces:
    if not isinstance(told, dict) or not all(_number(counted) for counted in told.values()):
        raise BodyRefused(400)
    return {str(spec_id): int(counted) for spec_id, counted in told.items()}


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
