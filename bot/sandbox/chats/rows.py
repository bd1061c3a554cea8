"""Messages as the control API and the browser page show them."""

from datetime import UTC, datetime
from html import escape
from typing import Any

from bot.sandbox.chats.entities import cut16, ordered
from bot.sandbox.chats.model import Button, Entity, Known, Message

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip


def row(chats: Known, message: Message) -> dict[str, Any]:
    """One message in its present state, for people."""
    found: dict[str, Any] = {
        "message_id": message.id,
        "rev": message.rev,
        "chat": message.chat.id,
        "from": "bot" if message.sender == chats.bot_id else message.sender,
        "text": message.text,
        "buttons": [[_button(button) for button in line] for line in message.inline or []],
        "photo": _photo(chats, message),
        "document": _document(chats, message),
        "reply_to": message.reply_to.id if message.reply_to else None,
        "topic": message.topic,
        "edited": message.edited is not None,
        "deleted": message.deleted,
        "date": datetime.fromtimestamp(message.date, UTC).isoformat(),
        "entities": message.entities,
        "html": as_html(message.text, message.entities),
    }
    _add_extras(message, found)
    _add_reader(chats, message, found)
    return found


def _add_extras(message: Message, found: dict[str, Any]) -> None:
    sent = _sent(message)
    if sent:
        found["sent"] = sent
        found["wordless"] = _wordless(message)
    if message.service:
        found["service"] = message.service
    if message.silent:
        found["silent"] = True
    if message.anonymous:
        found["anonymous"] = True
    if message.quote:
        found["quote"] = message.quote["text"]
    if message.preview and message.preview.get("show_above_text"):
        found["photo_above"] = True
    if message.reactions:
        found["reactions"] = {str(user): emoji for user, emoji in message.reactions.items()}
    if "forward_origin" in message.extra:
        found["forwarded"] = True
    markup = message.markup or {}
    if markup.get("force_reply"):
        found["force_reply"] = True
        found["selective"] = bool(markup.get("selective"))
        found["placeholder"] = markup.get("input_field_placeholder")
    if "keyboard" in markup:
        found["keyboard"] = markup["keyboard"]
        found["one_time_keyboard"] = bool(markup.get("one_time_keyboard"))
    if markup.get("remove_keyboard"):
        found["remove_keyboard"] = True


def _add_reader(chats: Known, message: Message, found: dict[str, Any]) -> None:
    """Add the person who alone sees it, and the message that it replaces."""
    if message.only_for is not None:
        found["only_for"] = message.sender if message.only_for == chats.bot_id else message.only_for
    if message.replaces is not None:
        found["replaces"] = message.replaces.id


def _button(button: Button) -> dict[str, Any]:
    found = {
        "text": button["text"],
        "style": button.get("style"),
        "data": button.get("callback_data"),
        "url": button.get("url"),
    }
    if "web_app" in button:
        found["web_app"] = button["web_app"]["url"]
    if "disabled" in button:
        found["disabled"] = True
    if "copy_text" in button:
        found["copy"] = button["copy_text"]["text"]
    return found


def _photo(chats: Known, message: Message) -> str | None:
    if message.media is not None:
        if message.media.kind != "photo":
            return None
        return message.media.file.url or chats.file_address(message.media.file)
    preview = message.preview
    if not preview or preview.get("is_disabled") or not preview.get("prefer_large_media"):
        return None
    return str(preview.get("url") or first_url(message) or "") or None


def _document(chats: Known, message: Message) -> dict[str, Any] | None:
    if message.media is None or message.media.kind != "document":
        return None
    file = message.media.file
    address = file.url or chats.file_address(file)
    return {"name": file.name, "url": address, "mime": file.mime, "size": file.size}


def _sent(message: Message) -> str:
    """Voice, sticker, place or contact in a few words; "" if there is none."""
    media = message.media
    if media is not None and media.kind == "voice":
        return f"Voice message, {media.facts.get('duration', 1)} s"
    if media is not None and media.kind == "sticker":
        return f"Sticker {media.facts.get('emoji', '')}".strip()
    if "location" in message.extra:
        place = message.extra["location"]
        return f"Location {place['latitude']:.4f}, {place['longitude']:.4f}"
    if "contact" in message.extra:
        card = message.extra["contact"]
        return f"Contact {card['first_name']}, {card['phone_number']}"
    return ""


def _wordless(message: Message) -> dict[str, Any]:
    """The same as {"kind", …}: how long, which sign, or where."""
    media = message.media
    if media is not None:
        return {"kind": media.kind, **media.facts}
    kind = "location" if "location" in message.extra else "contact"
    return {"kind": kind, **message.extra[kind]}


def first_url(message: Message) -> str | None:
    for entity in message.entities:
        if entity["type"] == "text_link":
            return str(entity["url"])
        if entity["type"] == "url":
            return cut16(message.text, entity["offset"], entity["length"])
    return None


def as_html(text: str, entities: list[Entity]) -> str:
    """Safe HTML of a text and its entities; contains only known tags and http(s), tg, mailto or tel links."""
    if not entities:
        return escape(text)
    raw = text.encode("utf-16-le", "surrogatepass")
    return _nest(raw, 0, len(raw) // 2, ordered(entities))


def _nest(raw: bytes, start: int, stop: int, entities: list[Entity]) -> str:
    out: list[str] = []
    at = start
    index = 0
    while index < len(entities):
        entity = entities[index]
        begin, end = entity["offset"], min(entity["offset"] + entity["length"], stop)
        inside = [e for e in entities[index + 1 :] if e["offset"] < end]
        index += 1 + len(inside)
        if begin < at:
            continue
        out.append(_text(raw, at, begin))
        opening, closing = _tag(entity, _text(raw, begin, end))
        out += [opening, _nest(raw, begin, end, inside), closing]
        at = end
    out.append(_text(raw, at, stop))
    return "".join(out)


def _text(raw: bytes, start: int, stop: int) -> str:
    return escape(raw[start * 2 : stop * 2].decode("utf-16-le", "replace"))


def _tag(entity: Entity, covered: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "spoiler":
        return '<span class="spoiler">', "</span>"
    if kind in ("text_link", "url"):
        url = escape(entity["url"]) if kind == "text_link" else covered
        url = url if url.lower().startswith(("http://", "https://", "tg://", "mailto:", "tel:")) else f"http://{url}"
        return f'<a href="{url}" rel="noreferrer" target="_blank">', "</a>"
    if kind == "date_time":
        how = escape(entity.get("date_time_format", ""))
        return f'<time data-unix="{entity["unix_time"]}" data-format="{how}">', "</time>"
    return f'<span class="{kind}">', "</span>"
