"""Parameters of a Bot API call from query string, form, multipart or JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.sandbox.botapi.strict import list_in, loads, number, text_in, whole_in
from bot.sandbox.chats.entities import discover, ordered, tidy, u16
from bot.sandbox.chats.markup_html import date_entity, link_entity, parse_html
from bot.sandbox.chats.model import Entity
from bot.sandbox.chats.refusals import bad_request

_FARTHEST = 1_000_000
_FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True, frozen=True)
class Fetched:
    """What was found at an address that a call names as a file."""

    found: bool
    mime: str = ""
    content: bytes = b""


class Params:
    """Typed access to the parameters; wrong types are refused with Telegram's messages."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads
        self.fetched: dict[str, Fetched] = {}

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def whole(self, name: str) -> int | None:
        """A whole number, or None if it is left out."""
        if not self.has(name):
            return None
        found = number(self.values[name])
        if found is None:
            raise bad_request(f"{name} must be an integer")
        return found

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def structure(self, name: str) -> Any:
        """A JSON value, or None if it is left out."""
        if not self.has(name):
            return None
        value = self.values[name]
        if not isinstance(value, str):
            return value
        try:
            return loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def object(self, name: str) -> dict[str, Any]:
        """A JSON object, empty if it is left out."""
        found = self.structure(name)
        if found is not None and not isinstance(found, dict):
            raise bad_request(f"can't parse {name} JSON object: object expected")
        return found or {}

    def formatted(self, name: str, entities: str, most: int, mode: str = "parse_mode") -> tuple[str, list[Entity]]:
        """A text with its entities, parsed, trimmed and measured in UTF-16 units; "" if it is left out."""
        kind = "caption" if name == "caption" else "text"
        text, found = styled(self.text(name), self.text(mode), self.structure(entities))
        if u16(text) > most:
            raise bad_request("message caption is too long" if kind == "caption" else "message is too long")
        return text, found


def styled(source: str, mode: str, explicit: Any) -> tuple[str, list[Entity]]:
    """Text and entities by HTML or by an explicit list, with what Telegram finds by itself.

    Telegram reads two dialects of Markdown as well. A bot that may not use them is told here at once.
    """
    entities: list[Entity] = []
    text = source
    if mode:
        if mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        text, entities = parse_html(source)
    elif explicit:
        entities = _explicit(explicit)
    text, entities = tidy(text, entities)
    return text, ordered(discover(text, entities))


def styled_in(given: dict[str, Any], name: str, mode: str, entities: str) -> tuple[str, list[Entity]]:
    """A text with its entities in an object, as `styled` reads it. Raises BotApiRefused."""
    return styled(text_in(given, name), text_in(given, mode), list_in(given, entities))


def _explicit(given: Any) -> list[Entity]:
    """Entities as the bot counted them; types that only Telegram itself finds are left out."""
    if not isinstance(given, list):
        raise bad_request("can't parse entities: Array of MessageEntity expected")
    found = [_explicit_one(entity) for entity in given]
    return [entity for entity in found if entity is not None]


def _explicit_one(given: Any) -> Entity | None:
    if not isinstance(given, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = text_in(given, "type")
    offset, length = whole_in(given, "offset"), whole_in(given, "length")
    if offset is None or length is None:
        raise bad_request("can't parse MessageEntity: offset and length expected")
    if not (0 <= offset <= _FARTHEST and 0 <= length <= _FARTHEST):
        raise bad_request("can't parse MessageEntity: invalid offset or length specified")
    known = _BY_HAND.get(kind)
    more = known(given) if known else None
    return None if more is None else {"type": kind, "offset": offset, "length": length, **more}


def _bare(_: dict[str, Any]) -> Entity:
    return {}


def _pre(given: dict[str, Any]) -> Entity:
    language = text_in(given, "language")
    return {"language": language} if language else {}


def _link(given: dict[str, Any]) -> Entity | None:
    return link_entity({}, text_in(given, "url"))


def _person(given: dict[str, Any]) -> Entity:
    user = given.get("user")
    if not isinstance(user, dict):
        raise bad_request("can't parse MessageEntity: User expected")
    return {"user_id": whole_in(user, "id") or 0}


def _emoji(given: dict[str, Any]) -> Entity:
    return {"custom_emoji_id": text_in(given, "custom_emoji_id")}


def _moment(given: dict[str, Any]) -> Entity:
    how = text_in(given, "date_time_format")
    return date_entity({}, text_in(given, "unix_time"), how)


_BY_HAND: dict[str, Callable[[dict[str, Any]], Entity | None]] = {
    **dict.fromkeys(
        (
            "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
        ),
        _bare,
    ),
    "pre": _pre, "text_link": _link, "text_mention": _person, "custom_emoji": _emoji, "date_time": _moment,
}  # fmt: skip


async def read(request: Request) -> Params:
    """All parameters of a call; reads the whole body."""
    values: dict[str, Any] = {}
    if request.url.query:
        values.update(parse_qsl(request.url.query, keep_blank_values=True))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    if kind == "application/json" and body:
        try:
            given = loads(body)
        except ValueError:
            raise bad_request("can't parse the request body as JSON") from None
        if not isinstance(given, dict):
            raise bad_request("object expected as the request body")
        values.update(given)
    elif kind == _FORM or (body and not kind):
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values, {})


async def _multipart(request: Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    try:
        async with request.form(max_files=100, max_fields=1000, max_part_size=64 * 1024 * 1024) as form:
            for name, part in form.multi_items():
                if isinstance(part, UploadFile):
                    mime = part.content_type or "application/octet-stream"
                    uploads[name] = Upload(part.filename or name, mime, await part.read())
                else:
                    values[name] = part
    except (MultiPartException, HTTPException, ValueError):
        raise bad_request("can't parse the multipart request body") from None
    return Params(values, uploads)
