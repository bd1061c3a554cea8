"""Ephemeral messages: a message in a group that one member alone sees; who may get one, and how it is changed."""

from typing import Any

from bot.sandbox.botapi.context import MAX_CAPTION, MAX_TEXT, BotSide, placed, preview
from bot.sandbox.botapi.media import album_item
from bot.sandbox.botapi.params import Params
from bot.sandbox.botapi.strict import flag_in, text_in, whole_in
from bot.sandbox.chats.keyboards import split_markup
from bot.sandbox.chats.model import Chat, Message, Press
from bot.sandbox.chats.refusals import bad_request

ANSWER_SECONDS = 15.0
"""For so many seconds a press, or a message to the bot alone, lets a bot that is no admin answer that person alone."""
_ABOVE = "show_caption_above_media"


def addressed(api: BotSide, p: Params, chat: Chat) -> dict[str, Any]:
    """Where a new message goes, and who alone gets it if not everybody. Raises BotApiRefused.

    A server that is too old for such messages ignores their parameters.
    """
    if not api.chats.ephemeral:
        return placed(api, p, chat)
    replied = _replied(api, p, chat)
    if not p.has("ephemeral_message_parameters"):
        if replied is not None:
            raise bad_request("a reply to an ephemeral message must be an ephemeral message")
        return placed(api, p, chat)
    where = placed(api, p, chat, alone=True)
    given = p.object("ephemeral_message_parameters")
    who = _receiver(api, chat, given)
    press = _pressed(api, chat, who, text_in(given, "callback_query_id"))
    if replied is not None:
        if replied.sender != who:
            raise bad_request("message to be replied not found")
        where |= {"reply_to": replied, "topic": where["topic"] or replied.topic}
    elif press is None and not chat.administered_by(api.chats.bot_id):
        raise bad_request("BOT_NOT_ADMIN")
    if flag_in(given, "replace_callback_query_message"):
        where |= _in_place(press)
    return {**where, "only_for": who}


def _replied(api: BotSide, p: Params, chat: Chat) -> Message | None:
    """The message to the bot alone that is answered; None if there is none. Raises BotApiRefused if it is too old."""
    number = whole_in(p.object("reply_parameters"), "ephemeral_message_id")
    if number is None:
        return None
    message = chat.messages.get(number)
    if message is None or message.deleted or message.only_for != api.chats.bot_id or not _fresh(api, message.date):
        raise bad_request("message to be replied not found")
    return message


def _receiver(api: BotSide, chat: Chat, given: dict[str, Any]) -> int:
    if chat.kind == "private":
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    who = whole_in(given, "receiver_user_id")
    if who is None or who == api.chats.bot_id or not chat.holds(who):
        raise bad_request("user not found")
    return who


def _pressed(api: BotSide, chat: Chat, who: int, number: str) -> Press | None:
    """The recent press of that person in that chat; None if none is named. Raises BotApiRefused."""
    if not number:
        return None
    press = api.chats.presses.get(number)
    if press is None or press.person != who or press.chat is not chat or not _fresh(api, press.at):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return press


def _fresh(api: BotSide, at: float) -> bool:
    return api.chats.clock.now().timestamp() - at <= ANSWER_SECONDS


def _in_place(press: Press | None) -> dict[str, Any]:
    """The fields to replace the message whose button was pressed; a message for one person is edited instead."""
    message = press.chat.messages.get(press.message_id) if press is not None else None
    if message is None or message.deleted or message.only_for is not None:
        raise bad_request("MESSAGE_ID_INVALID")
    return {"replaces": message, "topic": message.topic}


def edit_text(api: BotSide, p: Params) -> bool:
    message = _own(api, p)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    text, entities = p.formatted("text", "entities", MAX_TEXT)
    if not text:
        raise bad_request("message text is empty")
    return _change(api, message, p, {"text": text, "entities": entities, "preview": preview(p)})


def edit_caption(api: BotSide, p: Params) -> bool:
    message = _own(api, p)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = p.formatted("caption", "caption_entities", MAX_CAPTION)
    extra = {name: value for name, value in message.extra.items() if name != _ABOVE}
    if p.flag(_ABOVE):
        extra[_ABOVE] = True
    return _change(api, message, p, {"text": text, "entities": entities, "extra": extra})


def edit_media(api: BotSide, p: Params) -> bool:
    message = _own(api, p)
    content = album_item(api, p, p.structure("media"))
    kept = {name: value for name, value in message.extra.items() if name not in (_ABOVE, "has_media_spoiler")}
    return _change(api, message, p, {**content, "extra": {**kept, **content["extra"]}, "preview": None})


def edit_reply_markup(api: BotSide, p: Params) -> bool:
    return _change(api, _own(api, p), p, {})


def _change(api: BotSide, message: Message, p: Params, new: dict[str, Any]) -> bool:
    inline, other = split_markup(p.structure("reply_markup"), private=False)
    if other is not None:
        raise bad_request("inline keyboard expected")
    for name, value in {**new, "inline": inline}.items():
        setattr(message, name, value)
    message.edited = api.chats.now()
    api.chats.changed(message)
    return True


def delete(api: BotSide, p: Params) -> bool:
    """Delete the message; the message that it replaced is shown again."""
    message = _own(api, p)
    message.deleted, message.inline = True, None
    api.chats.changed(message)
    if message.replaces is not None:
        api.chats.changed(message.replaces)
    return True


def _own(api: BotSide, p: Params) -> Message:
    chat = api.chats.reach(p.text("chat_id"))
    message = chat.messages.get(p.whole("ephemeral_message_id") or 0)
    known = message is not None and not message.deleted and message.sender == api.chats.bot_id
    if message is None or not known or message.only_for is None or message.only_for != p.whole("receiver_user_id"):
        raise bad_request("message to edit not found")
    return message


METHODS: dict[str, Any] = {
    "editEphemeralMessageText": edit_text,
    "editEphemeralMessageCaption": edit_caption,
    "editEphemeralMessageMedia": edit_media,
    "editEphemeralMessageReplyMarkup": edit_reply_markup,
    "deleteEphemeralMessage": delete,
}
