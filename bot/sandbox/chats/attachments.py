"""What people send apart from text: pictures, files, voice, stickers, places and contacts."""

import base64
import binascii
from typing import Any

from bot.sandbox.chats.model import Media
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.chats.state import Chats

FILES = ("photo", "document", "voice", "sticker")
KINDS = (*FILES, "location", "contact")
WORDLESS = frozenset({"sticker", "location", "contact"})
"""These kinds carry no text; the others may have a caption."""
_MIMES = {"voice": "audio/ogg", "sticker": "image/webp"}
_SILENCE = b"OggS" + bytes(24)
_BLANK = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
_EMPTY = {"voice": _SILENCE, "sticker": _BLANK}
"""The content of a voice message or a sticker that came without a file."""


def attached(chats: Chats, body: dict[str, Any]) -> tuple[Media | None, dict[str, Any]]:
    """What a message carries: a file, or fields of its JSON. Raises SimRefused."""
    given = [kind for kind in KINDS if body.get(kind) is not None]
    if not given:
        return None, {}
    if len(given) > 1:
        raise SimRefused(400, f"one message carries one of {' and '.join(given)}")
    kind = given[0]
    if kind in WORDLESS and body.get("text"):
        raise SimRefused(400, f"a {kind} has no text")
    if kind in FILES:
        return _file(chats, kind, body[kind]), {}
    return None, {kind: _LOOSE[kind](chats, body[kind])}


def _file(chats: Chats, kind: str, given: Any) -> Media:
    if not isinstance(given, dict):
        raise SimRefused(400, f'{kind} must be {{"name", "base64"}}')
    content = _EMPTY.get(kind)
    if content is None or "base64" in given:
        content = _content(kind, given)
    name = str(given.get("name") or kind)
    facts: dict[str, Any] = {}
    if kind == "voice":
        facts["duration"] = _whole(given.get("duration", 1), "duration")
    if kind == "sticker" and given.get("emoji"):
        facts["emoji"] = str(given["emoji"])
    return Media(kind, chats.files.keep(kind, name, content, _MIMES.get(kind)), facts)


def _content(kind: str, given: dict[str, Any]) -> bytes:
    try:
        return base64.b64decode(given["base64"], validate=True)
    except (TypeError, KeyError, binascii.Error, ValueError) as error:
        raise SimRefused(400, f'{kind} must be {{"name", "base64"}}') from error


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise SimRefused(400, f"{name} must be a whole number")
    return value


def _location(_: Chats, given: Any) -> dict[str, float]:
    place = given if isinstance(given, dict) else {}
    found: dict[str, float] = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = place.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            raise SimRefused(400, 'location must be {"latitude", "longitude"} in degrees')
        found[name] = float(value)
    return found


def _contact(chats: Chats, given: Any) -> dict[str, Any]:
    card = given if isinstance(given, dict) else {}
    texts = {name: card.get(name) for name in ("phone_number", "first_name", "last_name") if card.get(name)}
    if not {"phone_number", "first_name"} <= texts.keys() or not all(isinstance(v, str) for v in texts.values()):
        raise SimRefused(400, 'contact must be {"phone_number", "first_name"}, "last_name" and "user_id" where known')
    if card.get("user_id") is not None:
        texts["user_id"] = chats.person(card["user_id"]).id
    return texts


_LOOSE: dict[str, Any] = {"location": _location, "contact": _contact}
