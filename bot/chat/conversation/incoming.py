"""Reads from a message whom it is meant for, whether it was forwarded, and who wrote it."""

import re

from telegram import Message, MessageEntity, User

from bot.chat.conversation.registry import COMMANDS
from bot.chat.transport.bot import Bot
from bot.purchasing.approval.rights import NOBODYS_IDS
from bot.purchasing.person import Person


def person_of(user: User) -> Person:
    """Somebody as Telegram describes them; whoever tells no language is spoken to in English."""
    return Person(user.id, user.full_name, user.language_code or "en")


def has_identity(message: Message) -> bool:
    """Whether a person whom we can identify wrote it."""
    return message.sender_chat is None and is_somebody(message.from_user)


def is_somebody(user: User | None) -> bool:
    """Whether a press comes from a person."""
    return user is not None and user.id not in NOBODYS_IDS and not user.is_bot


_WORDLESS = {
    "voice": ("voice", "audio", "video_note"),
    "sticker": ("sticker", "animation", "dice"),
    "location": ("location", "venue"),
    "file": ("document",),
}
"""A kind of message → its fields; an animation has a document too, a venue a location."""


def wordless_kind(message: Message) -> str:
    """What a message without words carries: voice, sticker, location or file; "" if it is something else."""
    return next((kind for kind, names in _WORDLESS.items() if any(getattr(message, name) for name in names)), "")


def forwarded(message: Message) -> bool:
    return message.forward_origin is not None


def replied_to_us(message: Message, bot: Bot) -> bool:
    """Whether it answers a message of the bot."""
    reply = message.reply_to_message
    return reply is not None and reply.from_user is not None and reply.from_user.id == bot.id


def addressed(message: Message, bot: Bot) -> bool:
    """Whether the bot is meant: a private chat, a reply to it, a mention of it, or a command of its own."""
    return replied_to_us(message, bot) or named(message, bot)


def named(message: Message, bot: Bot) -> bool:
    """Whether nobody else can be meant: a private chat, a mention of the bot, or a command of its own."""
    if message.chat.type == "private":
        return True
    return any(_means(message, each, bot) for each in (*message.entities, *message.caption_entities))


def _means(message: Message, entity: MessageEntity, bot: Bot) -> bool:
    # Telegram counts in UTF-16; half a character must not raise an error.
    raw = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    word = raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")
    ours = f"@{bot.username}".casefold()
    if entity.type == MessageEntity.MENTION:
        return word.casefold() == ours
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
        name, _, whose = word[1:].casefold().partition("@")
        return f"@{whose}" == ours if whose else name in COMMANDS
    return False


def brings_an_invitation(text: str) -> bool:
    """Whether somebody comes by the link of an invitation."""
    return text.startswith("/start join_")


def wants_to_be_forgotten(text: str) -> bool:
    """Whether somebody, known or not, asks in private to be forgotten."""
    return text.partition("@")[0].partition(" ")[0] == "/forget" or text == "/start forget"


def without_mention(text: str, bot: Bot) -> str:
    """The text without the bot's name, which may stand anywhere in it."""
    return re.sub(rf"@{re.escape(bot.username)}\b", " ", text, flags=re.IGNORECASE).strip()
