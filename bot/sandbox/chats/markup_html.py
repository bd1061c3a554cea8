"""Telegram's HTML parse mode: turns text with tags into text and entities, refusing what Telegram refuses."""

import re
from collections.abc import Callable

from bot.sandbox.chats.entities import u16
from bot.sandbox.chats.model import Entity
from bot.sandbox.chats.refusals import BotApiRefused, bad_request

_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code",
    "tg-spoiler": "spoiler",
}  # fmt: skip
_TAGS = frozenset(_STYLES) | {"a", "span", "pre", "blockquote", "tg-emoji", "tg-time"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([a-zA-Z0-9._:/?&=%-]+)))?")
_UNIX = re.compile(r"[0-9]{1,10}\Z")
_DATE_FORMAT = re.compile(r"(?:r|w?[dD]?[tT]?)\Z")


class _Open:
    """A start tag that waits for its end tag."""

    def __init__(self, tag: str, attributes: dict[str, str], offset: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.offset = offset


def cannot_parse(reason: str) -> BotApiRefused:
    return bad_request(f"can't parse entities: {reason}")


def unescape(text: str) -> str:
    """Replace the character references that Telegram knows; others stay as they are."""
    return _CHARACTER.sub(_character, text)


def _character(hit: re.Match[str]) -> str:
    code = int(hit[1], 16) if hit[1] else int(hit[2]) if hit[2] else None
    if code is None:
        return _NAMED[hit[3].lower()]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else hit[0]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises BotApiRefused with Telegram's message and the byte offset."""
    parts: list[str] = []
    entities: list[Entity] = []
    nested: list[_Open] = []
    length = at = 0
    while at < len(source):
        if source[at] != "<":
            stop = source.find("<", at)
            stop = len(source) if stop < 0 else stop
            piece = unescape(source[at:stop])
            parts.append(piece)
            length += u16(piece)
            at = stop
        elif source.startswith("</", at):
            at = _end_tag(source, at, nested, entities, parts, length)
        else:
            at = _start_tag(source, at, nested, length)
    if nested:
        raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{nested[-1].tag}"')
    return "".join(parts), entities


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode())


def _start_tag(source: str, at: int, nested: list[_Open], length: int) -> int:
    where = _bytes(source, at)
    head = re.compile(r"[^\s>]*").match(source, at + 1)
    tag = head[0].lower() if head else ""
    cursor = at + 1 + len(tag)
    if cursor >= len(source):
        raise cannot_parse(f"Unclosed start tag at byte offset {where}")
    if tag not in _TAGS:
        raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {where}')
    attributes: dict[str, str] = {}
    while True:
        while cursor < len(source) and source[cursor].isspace():
            cursor += 1
        if cursor >= len(source):
            raise cannot_parse(f'Unclosed start tag "{tag}" at byte offset {where}')
        if source[cursor] == ">":
            break
        found = _ATTRIBUTE.match(source, cursor)
        if found is None:
            raise cannot_parse(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        attributes[found[1].lower()] = unescape(next((v for v in found.groups()[1:] if v is not None), ""))
        cursor = found.end()
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    nested.append(_Open(tag, attributes, length))
    return cursor + 1


def _end_tag(source: str, at: int, nested: list[_Open], entities: list[Entity], parts: list[str], length: int) -> int:
    where = _bytes(source, at)
    if not nested:
        raise cannot_parse(f"Unexpected end tag at byte offset {where}")
    stop = source.find(">", at)
    if stop < 0:
        raise cannot_parse(f"Unclosed end tag at byte offset {where}")
    tag = source[at + 2 : stop].strip().lower()
    opened = nested.pop()
    if tag not in ("", opened.tag):
        raise cannot_parse(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"')
    if length > opened.offset:
        _close(opened, entities, parts, length)
    return stop + 1


def _close(opened: _Open, entities: list[Entity], parts: list[str], length: int) -> None:
    base: Entity = {"type": "", "offset": opened.offset, "length": length - opened.offset}
    if opened.tag in _STYLES or opened.tag == "span":
        base["type"] = _STYLES.get(opened.tag, "spoiler")
        language = opened.attributes.get("class", "")
        if opened.tag == "code" and language.startswith("language-"):
            base["language"] = language.removeprefix("language-")
        entities.append(base)
        return
    entity = _SPECIAL[opened.tag](opened, base, entities, "".join(parts))
    if entity is not None:
        entities.append(entity)


def _link(opened: _Open, base: Entity, _: list[Entity], text: str) -> Entity | None:
    raw = text.encode("utf-16-le")[opened.offset * 2 :].decode("utf-16-le")
    return link_entity(base, opened.attributes.get("href") or raw)


def link_entity(base: Entity, href: str) -> Entity | None:
    """A link, a mention by id, or None if the address is none (the text stays)."""
    href = href.strip()
    person = re.fullmatch(r"tg://user\?id=([0-9]{1,18})", href)
    if person:
        return {**base, "type": "text_mention", "user_id": int(person[1])}
    if re.match(r"(?:https?|tg|ton|mailto|tel):", href, re.IGNORECASE):
        return {**base, "type": "text_link", "url": href}
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", href, re.IGNORECASE):
        return {**base, "type": "text_link", "url": f"http://{href}"}
    return None


def _pre(opened: _Open, base: Entity, entities: list[Entity], _: str) -> Entity:
    inner = entities[-1] if entities else None
    same = inner and (inner["type"], inner["offset"], inner["length"]) == (
        "code",
        base["offset"],
        base["length"],
    )
    if inner is not None and same:
        entities.pop()
        if "language" in inner:
            base["language"] = inner["language"]
    return {**base, "type": "pre"}


def _quote(opened: _Open, base: Entity, _: list[Entity], __: str) -> Entity:
    return {**base, "type": "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"}


def _emoji(opened: _Open, base: Entity, _: list[Entity], __: str) -> Entity:
    number = opened.attributes.get("emoji-id", "")
    if not number.isdigit():
        raise cannot_parse("Invalid custom emoji identifier specified")
    return {**base, "type": "custom_emoji", "custom_emoji_id": number}


def _time(opened: _Open, base: Entity, _: list[Entity], __: str) -> Entity:
    return date_entity(base, opened.attributes.get("unix", ""), opened.attributes.get("format", ""))


def date_entity(base: Entity, unix: str, how: str) -> Entity:
    """A date that each reader sees in their own time zone."""
    if not _UNIX.match(unix):
        raise cannot_parse("Invalid date-time unix timestamp specified")
    if not _DATE_FORMAT.match(how):
        raise cannot_parse("Invalid date-time format specified")
    entity = {**base, "type": "date_time", "unix_time": int(unix)}
    return {**entity, "date_time_format": how} if how else entity


_SPECIAL: dict[str, Callable[[_Open, Entity, list[Entity], str], Entity | None]] = {
    "a": _link, "pre": _pre, "blockquote": _quote, "tg-emoji": _emoji, "tg-time": _time,
}  # fmt: skip
