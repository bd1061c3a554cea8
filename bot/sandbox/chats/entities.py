"""Entities of a text: lengths in UTF-16 units, entities that Telegram finds itself, and overlaps."""

import re

from bot.sandbox.chats.model import Entity
from bot.sandbox.chats.tags import tags

MAX_ENTITIES = 100
_SOLID = frozenset({"code", "pre"})
_LINKS = frozenset({"text_link", "text_mention", "url", "code", "pre", "date_time", "mention"})
_ORDER = {"pre": 0, "blockquote": 1, "expandable_blockquote": 1, "text_link": 2}
_URL_END = ".,;:!?'\"…)»"
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»【】（），。！？、；“”]+"
    r"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|me|io|ru|link|app)\b(?:/[^\s<>\"«»【】（），。！？、；“”]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b)"
    r"|(?P<mention>(?<!(?u:[\w/]))@[a-z0-9_]{3,32}(?!(?u:\w)))"
    r"|(?P<bot_command>(?<!(?u:[\w/<>]))/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?!(?u:[\w/<>])))",
    re.IGNORECASE | re.ASCII,
)
_WORTH_A_LOOK = re.compile(r"[/@#.$]")


def u16(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut16(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def discover(text: str, known: list[Entity]) -> list[Entity]:
    """`known` plus what Telegram recognises without markup: links, commands, mentions, hashtags, cashtags."""
    if not _WORTH_A_LOOK.search(text):
        return known
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in _LINKS]
    found = list(known)
    for kind, first, last in _pieces(text):
        start = u16(text[:first])
        length = u16(text[first:last])
        if not any(start < end and start + length > begin for begin, end in taken):
            found.append({"type": kind, "offset": start, "length": length})
            taken.append((start, start + length))
    return ordered(found)


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of what looks like an entity, in characters; sorted, so the first of two overlaps counts."""
    found = list(tags(text))
    for hit in _FOUND.finditer(text):
        kind = hit.lastgroup or "url"
        piece = hit.group().rstrip(_URL_END) if kind == "url" else hit.group()
        found.append((kind, hit.start(), hit.start() + len(piece)))
    return sorted(found, key=lambda piece: (piece[1], -piece[2]))


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim the text as Telegram does and adjust its entities: none empty, none inside code."""
    stripped = text.lstrip()
    lead = u16(text[: len(text) - len(stripped)])
    stripped = stripped.rstrip()
    end = u16(stripped)
    settled = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            settled.append({**entity, "offset": start, "length": stop - start})
    return stripped, ordered(_without_styled_code(settled))[:MAX_ENTITIES]


def ordered(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], 3)))


def _without_styled_code(entities: list[Entity]) -> list[Entity]:
    solid = [e for e in entities if e["type"] in _SOLID]
    if not solid:
        return entities
    kept = list(solid)
    for entity in entities:
        if entity["type"] in _SOLID:
            continue
        if "blockquote" in entity["type"]:
            kept.append(entity)
            continue
        kept.extend(_cut_around(entity, solid))
    return kept


def _cut_around(entity: Entity, solid: list[Entity]) -> list[Entity]:
    """The parts of `entity` outside the code in it."""
    pieces = [(entity["offset"], entity["offset"] + entity["length"])]
    for block in solid:
        start, stop = block["offset"], block["offset"] + block["length"]
        pieces = [
            piece
            for begin, end in pieces
            for piece in ((begin, min(end, start)), (max(begin, stop), end))
            if piece[1] > piece[0]
        ]
    return [{**entity, "offset": begin, "length": end - begin} for begin, end in pieces]
