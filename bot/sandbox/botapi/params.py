"""Parameters of a Bot API call, however they came: query string, form, multipart or JSON."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.chats.entities import discover, ordered, tidy, u16
from bot.sandbox.chats.markup_html import parse_html
from bot.sandbox.chats.markup_markdown import parse_markdown, parse_markdown_v2
from bot.sandbox.chats.model import Entity
from bot.sandbox.chats.refusals import bad_request

_MODES = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}
_FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


class Params:
    """Typed access to the parameters; wrong shapes are refused in Telegram's words."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def whole(self, name: str) -> int | None:
        """A whole number, or None where it is left out."""
        if not self.has(name):
            return None
        try:
            return int(self.values[name])
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def structure(self, name: str) -> Any:
        """A JSON value, or None where it is left out."""
        if not self.has(name):
            return None
        value = self.values[name]
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def formatted(self, name: str, entities: str, most: int, mode: str = "parse_mode") -> tuple[str, list[Entity]]:
        """A text with its entities, parsed, trimmed and measured in UTF-16 units; "" where it is left out."""
        kind = "caption" if name == "caption" else "text"
        text, found = styled(self.text(name), self.text(mode), self.structure(entities))
        if u16(text) > most:
            raise bad_request("message caption is too long" if kind == "caption" else "message is too long")
        return text, found


def styled(source: str, mode: str, explicit: Any) -> tuple[str, list[Entity]]:
    """Text and entities by parse mode or by an explicit list, with what Telegram finds by itself."""
    entities: list[Entity] = []
    text = source
    if mode:
        parser = _MODES.get(mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        text, entities = parser(source)
    elif explicit:
        entities = [_explicit(entity) for entity in explicit]
    text, entities = tidy(text, entities)
    return text, ordered(discover(text, entities))


def _explicit(entity: Any) -> Entity:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise bad_request("can't parse MessageEntity: object with a type expected")
    kept = {name: value for name, value in entity.items() if name != "user"}
    if isinstance(entity.get("user"), dict):
        kept["user_id"] = entity["user"].get("id")
    try:
        return {**kept, "offset": int(entity["offset"]), "length": int(entity["length"])}
    except (KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity: offset and length expected") from None


async def read(request: Request) -> Params:
    """All parameters of a call; the body is read whole."""
    values: dict[str, Any] = {}
    if request.url.query:
        values.update(parse_qsl(request.url.query, keep_blank_values=True))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    if kind == "application/json" and body:
        try:
            given = json.loads(body)
        except ValueError:
            raise bad_request("can't parse the request body as JSON") from None
        values.update(given if isinstance(given, dict) else {})
    elif kind == _FORM or (body and not kind):
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values, {})


async def _multipart(request: Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    async with request.form(max_files=100, max_fields=1000, max_part_size=64 * 1024 * 1024) as form:
        for name, part in form.multi_items():
            if isinstance(part, UploadFile):
                mime = part.content_type or "application/octet-stream"
                uploads[name] = Upload(part.filename or name, mime, await part.read())
            else:
                values[name] = part
    return Params(values, uploads)
