"""What every Bot API method gets: the chats, the bot's profile, and helpers for sending."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.botapi.params import Params, styled_in
from bot.sandbox.botapi.strict import flag_in, text_in, whole_in
from bot.sandbox.chats.entities import u16
from bot.sandbox.chats.keyboards import split_markup
from bot.sandbox.chats.model import Chat, Message
from bot.sandbox.chats.refusals import BotApiRefused, bad_request
from bot.sandbox.chats.state import Chats

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_QUOTE = 1024
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


@dataclass
class Profile:
    """The bot's commands, menu button and descriptions, each by scope or language."""

    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    menus: dict[int, dict[str, Any]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class BotSide:
    """The bot's side of the simulated Telegram."""

    chats: Chats
    profile: Profile = field(default_factory=Profile)


def budget(api: BotSide, chat: Chat) -> None:
    """Count a send or an edit against the flood limits. Raises BotApiRefused (429)."""
    now = api.chats.clock.now().timestamp()
    seconds = api.chats.flood.wait(chat.id, chat.kind != "private", now)
    if seconds:
        raise too_many(seconds)


def too_many(seconds: int) -> BotApiRefused:
    return BotApiRefused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def placed(api: BotSide, p: Params, chat: Chat, *, alone: bool = False) -> dict[str, Any]:
    """Where a new message goes: topic, replied message with quote, reply markup, protection.

    A message that only one member gets (`alone`) has no quote, and is never sent without the reply.
    """
    topic = p.whole("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise bad_request("message thread not found")
    replied, quote = _replied(p, chat, alone)
    inline, markup = split_markup(p.structure("reply_markup"), private=chat.kind == "private")
    extra = {"has_protected_content": True} if p.flag("protect_content") else {}
    if topic is None and replied is not None:
        topic = replied.topic
    return {
        "topic": topic, "reply_to": replied, "quote": quote, "inline": inline, "markup": markup,
        "silent": p.flag("disable_notification"), "extra": extra,
    }  # fmt: skip


def _replied(p: Params, chat: Chat, alone: bool) -> tuple[Message | None, dict[str, Any] | None]:
    given = p.object("reply_parameters")
    number = whole_in(given, "message_id") or p.whole("reply_to_message_id")
    if number is None:
        return None, None
    optional = flag_in(given, "allow_sending_without_reply") or p.flag("allow_sending_without_reply")
    elsewhere = text_in(given, "chat_id") not in ("", str(chat.id))
    message = None if elsewhere else chat.messages.get(number)
    if message is None or message.deleted or message.only_for is not None:
        if optional and not alone:
            return None, None
        raise bad_request("message to be replied not found")
    return message, None if alone else _quote(given, message)


def _quote(given: dict[str, Any], message: Message) -> dict[str, Any] | None:
    if not text_in(given, "quote"):
        return None
    text, entities = styled_in(given, "quote", "quote_parse_mode", "quote_entities")
    at = message.text.find(text)
    if at < 0 or u16(text) > _MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    kept = {"text": text, "position": u16(message.text[:at]), "is_manual": True}
    styles = [e for e in entities if e["type"] in ("bold", "italic", "underline", "strikethrough", "spoiler")]
    return {**kept, "entities": styles} if styles else kept


def preview(p: Params) -> dict[str, Any] | None:
    """Link preview options, including the old `disable_web_page_preview`."""
    given = p.object("link_preview_options")
    if not given:
        return {"is_disabled": True} if p.flag("disable_web_page_preview") else None
    options: dict[str, Any] = {name: True for name in _PREVIEW_FLAGS if flag_in(given, name)}
    if text_in(given, "url"):
        options["url"] = text_in(given, "url")
    return options or None


def own_message(api: BotSide, p: Params, *, to: str = "edit") -> Message:
    """The bot's own message that is to be changed. Raises BotApiRefused."""
    if p.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = api.chats.reach(p.text("chat_id"))
    number = p.whole("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None or message.deleted or message.only_for is not None:
        raise bad_request(f"message to {to} not found")
    if message.sender != api.chats.bot_id or message.service or message.markup:
        raise bad_request("message can't be edited")
    return message


def any_message(chat: Chat, number: int | None, reason: str) -> Message:
    """A message of a chat by id, from any sender. Raises BotApiRefused with `reason`."""
    message = chat.messages.get(number) if number is not None else None
    if message is None or message.deleted or message.only_for is not None:
        raise bad_request(reason)
    return message
