"""Telegram's MarkdownV2 and old Markdown parse modes: turns marked text into text and entities."""

import re
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.chats.entities import u16
from bot.sandbox.chats.markup_html import cannot_parse, date_entity, link_entity
from bot.sandbox.chats.model import Entity

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_NAMES = {
    "*": ("Bold", "bold"), "_": ("Italic", "italic"), "__": ("Underline", "underline"),
    "~": ("Strikethrough", "strikethrough"), "||": ("Spoiler", "spoiler"), "`": ("Code", "code"),
    "```": ("Pre", "pre"), "[": ("TextUrl", "text_link"), "![": ("CustomEmoji", "custom_emoji"),
    ">": ("BlockQuote", "blockquote"),
}  # fmt: skip
_LANGUAGE = re.compile(r"([^\s`]+)\n|\n")


class _Reader:
    """One pass over a MarkdownV2 text: open marks, closed entities, and the length of the clean text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.nested: list[tuple[str, int, int, str | None]] = []
        self.entities: list[Entity] = []

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += u16(text)

    def top(self) -> str:
        return self.nested[-1][0] if self.nested else ""

    def where(self, at: int) -> int:
        return len(self.source[:at].encode())

    def line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def quoted(self) -> bool:
        return any(mark == ">" for mark, *_ in self.nested)

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        if self.quoted():
            self._end_quote()
        if self.nested:
            mark, _, begun, _ = self.nested[-1]
            raise cannot_parse(f"Can't find end of {_NAMES[mark][0]} entity at byte offset {self.where(begun)}")
        return "".join(self.parts), self.entities

    def _step(self) -> None:
        char = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if char == "\\" and following and 0 < ord(following) < 127:
            self.put(following)
            self.at += 2
        elif self.top() in ("`", "```"):
            self._in_code(char)
        elif char == "\n":
            self._newline(following)
        elif char not in _RESERVED:
            self.put(char)
            self.at += 1
        else:
            self._mark(char)

    def _in_code(self, char: str) -> None:
        mark = self.top()
        if char == "`" and self.source.startswith(mark, self.at):
            self.at += len(mark)
            self._close()
        else:
            self.put(char)
            self.at += 1

    def _newline(self, following: str) -> None:
        if self.quoted() and following != ">":
            self._end_quote()
        self.put("\n")
        self.at += 1
        if self.quoted() and following == ">":
            self.at += 1

    def _end_quote(self) -> None:
        kind = "blockquote"
        if self.top() == "||" and self.nested[-1][1] == self.length:
            self.nested.pop()
            kind = "expandable_blockquote"
        mark, offset, begun, _ = self.nested.pop()
        if mark != ">":
            raise cannot_parse(f"Can't find end of {_NAMES[mark][0]} entity at byte offset {self.where(begun)}")
        self._add({"type": kind, "offset": offset, "length": self.length - offset})

    def _mark(self, char: str) -> None:
        top = self.top()
        pair = self.source[self.at : self.at + 2]
        mark = pair if pair in ("__", "||", "![") else char
        if top in ("[", "![") and char == "]":
            self._link()
        elif mark == top and mark not in (">", "[", "!["):
            self.at += len(mark)
            self._close()
        elif char == ">" and self.line_start() and not self.quoted():
            self._open(">")
        elif mark in _NAMES and mark != ">":
            self._open("```" if self.source.startswith("```", self.at) else mark)
        else:
            raise cannot_parse(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")

    def _open(self, mark: str) -> None:
        begun = self.at
        self.at += len(mark)
        language = None
        if mark == "```":
            head = _LANGUAGE.match(self.source, self.at)
            if head:
                language = head[1]
                self.at = head.end()
        self.nested.append((mark, self.length, begun, language))

    def _close(self) -> None:
        mark, offset, _, language = self.nested.pop()
        entity: Entity = {"type": _NAMES[mark][1], "offset": offset, "length": self.length - offset}
        if language:
            entity["language"] = language
        self._add(entity)

    def _link(self) -> None:
        mark, offset, _, _ = self.nested.pop()
        base: Entity = {"type": "", "offset": offset, "length": self.length - offset}
        self.at += 1
        address = "".join(self.parts)
        address = address.encode("utf-16-le")[offset * 2 :].decode("utf-16-le")
        if self.source.startswith("(", self.at):
            address = self._address()
        elif mark == "![":
            raise cannot_parse("Custom emoji entity must contain a tg://emoji URL")
        entity = _picture(base, address) if mark == "![" else link_entity(base, address)
        if entity is not None:
            self._add(entity)

    def _address(self) -> str:
        begun = self.at
        self.at += 1
        found: list[str] = []
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "\\" and self.at + 1 < len(self.source):
                self.at += 1
            found.append(self.source[self.at])
            self.at += 1
        if self.at >= len(self.source):
            raise cannot_parse(f"Can't find end of a URL at byte offset {self.where(begun)}")
        self.at += 1
        return "".join(found)

    def _add(self, entity: Entity) -> None:
        if entity["length"] > 0:
            self.entities.append(entity)


def _picture(base: Entity, address: str) -> Entity:
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query)
    except ValueError:
        raise cannot_parse("Invalid custom emoji identifier specified") from None
    if parts.scheme == "tg" and parts.netloc == "time":
        return date_entity(base, query.get("unix", [""])[0], query.get("format", [""])[0])
    number = query.get("id", [""])[0]
    if parts.scheme != "tg" or parts.netloc != "emoji" or not number.isdigit():
        raise cannot_parse("Invalid custom emoji identifier specified")
    return {**base, "type": "custom_emoji", "custom_emoji_id": number}


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises BotApiRefused with Telegram's message."""
    return _Reader(source).run()


_OLD = re.compile(
    r"\\([_*`\[])|```(?:([^\s`]+)\n|\n)?(.*?)```|`([^`\n]+)`|\*([^*]+)\*|_([^_]+)_|\[([^\]]+)\]\(([^)]+)\)"
    r"|([*_`\[])",
    re.DOTALL,
)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of the old Markdown mode, which has no nesting. Raises BotApiRefused."""
    parts: list[str] = []
    entities: list[Entity] = []
    length = last = 0
    for hit in _OLD.finditer(source):
        if hit[9]:
            where = len(source[: hit.start()].encode())
            raise cannot_parse(f"Can't find end of the entity starting at byte offset {where}")
        plain = source[last : hit.start()]
        inner = next((g for g in (hit[1], hit[3], hit[4], hit[5], hit[6], hit[7]) if g is not None), "")
        length += u16(plain)
        parts += [plain, inner]
        entity = _old_entity(hit, {"type": "", "offset": length, "length": u16(inner)})
        if entity is not None:
            entities.append(entity)
        length += u16(inner)
        last = hit.end()
    return "".join(parts) + source[last:], entities


def _old_entity(hit: re.Match[str], base: Entity) -> Entity | None:
    if hit[1]:
        return None
    if hit[3] is not None:
        return {**base, "type": "pre", **({"language": hit[2]} if hit[2] else {})}
    if hit[7]:
        return link_entity(base, hit[8])
    return {**base, "type": "code" if hit[4] else "bold" if hit[5] else "italic"}
