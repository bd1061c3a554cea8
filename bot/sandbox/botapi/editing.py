"""Bot API methods that change or delete messages, answer presses and react."""

from typing import Any

from bot.sandbox.botapi.context import MAX_CAPTION, MAX_TEXT, BotSide, any_message, budget, own_message, preview
from bot.sandbox.botapi.media import album_item
from bot.sandbox.botapi.params import Params
from bot.sandbox.botapi.strict import number, text_in
from bot.sandbox.chats.entities import u16
from bot.sandbox.chats.keyboards import split_markup
from bot.sandbox.chats.model import Button, Chat, Message
from bot.sandbox.chats.queue import PRESS_LIFE_SECONDS
from bot.sandbox.chats.refusals import bad_request
from bot.sandbox.chats.wire import message_json

_DELETABLE_SECONDS = 48 * 3600
_MOST_TOAST = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_REACTIONS = frozenset((
    "👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮", "💩",
    "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆",
    "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨\u200d💻", "👀", "🎃", "🙈",
    "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄",
    "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷", "🤷\u200d♀", "😡",
))  # fmt: skip


def edit_message_text(api: BotSide, p: Params) -> dict[str, Any]:
    message = own_message(api, p)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    text, entities = p.formatted("text", "entities", MAX_TEXT)
    if not text:
        raise bad_request("message text is empty")
    new = {"text": text, "entities": entities, "inline": _inline(p, message), "preview": preview(p)}
    return _apply(api, message, new)


def edit_message_caption(api: BotSide, p: Params) -> dict[str, Any]:
    message = own_message(api, p)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = p.formatted("caption", "caption_entities", MAX_CAPTION)
    return _apply(api, message, {"text": text, "entities": entities, "inline": _inline(p, message)})


def edit_message_media(api: BotSide, p: Params) -> dict[str, Any]:
    message = own_message(api, p)
    content = album_item(api, p, p.structure("media"))
    old = message.media
    if "media_group_id" in message.extra and old is not None and old.kind != content["media"].kind:
        raise bad_request("MEDIA_GROUPED_INVALID")
    content["extra"] = {**message.extra, **content["extra"]}
    return _apply(api, message, {**content, "inline": _inline(p, message), "preview": None})


def edit_message_reply_markup(api: BotSide, p: Params) -> dict[str, Any]:
    message = own_message(api, p)
    return _apply(api, message, {"inline": _inline(p, message)})


def _inline(p: Params, message: Message) -> list[list[Button]] | None:
    private = message.chat.kind == "private"
    inline, other = split_markup(p.structure("reply_markup"), private=private)
    if other is not None:
        raise bad_request("inline keyboard expected")
    return inline


def _apply(api: BotSide, message: Message, new: dict[str, Any]) -> dict[str, Any]:
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad_request(_NOT_MODIFIED)
    budget(api, message.chat)
    for name, value in new.items():
        setattr(message, name, value)
    message.edited = api.chats.now()
    api.chats.changed(message)
    return message_json(api.chats, message)


def delete_message(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    message = any_message(chat, p.whole("message_id"), "message to delete not found")
    _check_deletable(api, chat, message)
    _delete(api, message)
    return True


def delete_messages(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    numbers = p.structure("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("message_ids must be a list of 1-100 identifiers")
    wanted = [number(item) for item in numbers]
    if None in wanted:
        raise bad_request("message identifier must be a Number")
    found = [chat.messages[item] for item in wanted if item in chat.messages]
    there = [message for message in found if not message.deleted]
    for message in there:
        _check_deletable(api, chat, message)
    for message in there:
        _delete(api, message)
    return True


def _check_deletable(api: BotSide, chat: Chat, message: Message) -> None:
    if api.chats.now() - message.date > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    own = message.sender == api.chats.bot_id or chat.kind == "private"
    if not own and not chat.administered_by(api.chats.bot_id):
        raise bad_request("message can't be deleted")


def _delete(api: BotSide, message: Message) -> None:
    message.deleted = True
    message.inline = None
    api.chats.changed(message)


def answer_callback_query(api: BotSide, p: Params) -> bool:
    text = p.text("text")
    if u16(text) > _MOST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    chats = api.chats
    press = chats.presses.get(p.text("callback_query_id"))
    if press is None or press.answer is not None or chats.clock.now().timestamp() - press.at > PRESS_LIFE_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    answer: dict[str, Any] = {"text": text, "show_alert": p.flag("show_alert")}
    press.answer = answer
    if p.has("url"):
        answer["url"] = p.text("url")
    told = {"person": press.person, **answer, "message_id": press.message_id, "chat": press.chat.id}
    chats.bus.publish("answer", told)
    waiter = chats.on_answer.pop(press.id, None)
    if waiter is not None:
        waiter(answer)
    return True


def set_message_reaction(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    message = any_message(chat, p.whole("message_id"), "message to react not found")
    given = p.structure("reaction") or []
    if not isinstance(given, list) or len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [text_in(item, "emoji") if isinstance(item, dict) else "" for item in given]
    if not set(emoji) <= _REACTIONS:
        raise bad_request("REACTION_INVALID")
    message.reactions.pop(api.chats.bot_id, None)
    if emoji:
        message.reactions[api.chats.bot_id] = emoji
    api.chats.changed(message)
    return True
