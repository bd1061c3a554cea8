"""Messages of a group that one member alone sees: who may get one, how it is changed; where the server offers it."""

from typing import Any

from bot.sandbox.botapi.context import MAX_CAPTION, MAX_TEXT, Api, preview
from bot.sandbox.botapi.params import Params
from bot.sandbox.botapi.strict import text_in, whole_in
from bot.sandbox.chats.keyboards import split_markup
from bot.sandbox.chats.model import Chat, Message
from bot.sandbox.chats.refusals import bad_request

PRESS_SECONDS = 15.0
"""So long a press lets a bot that is no admin say something to its person alone."""


def receiver(api: Api, p: Params, chat: Chat) -> int | None:
    """Who alone gets the message; None for everybody, also where the server is too old to know. Raises Refused."""
    if not api.chats.ephemeral or not p.has("ephemeral_message_parameters"):
        return None
    given = p.object("ephemeral_message_parameters")
    if chat.kind == "private":
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    who = whole_in(given, "receiver_user_id")
    if who is None or who == api.chats.bot_id or not chat.holds(who):
        raise bad_request("user not found")
    if not chat.administered_by(api.chats.bot_id):
        _check_press(api, chat, who, text_in(given, "callback_query_id"))
    return who


def _check_press(api: Api, chat: Chat, who: int, number: str) -> None:
    press = api.chats.presses.get(number)
    fresh = press is not None and api.chats.clock.now().timestamp() - press.at <= PRESS_SECONDS
    if press is None or not fresh or press.person != who or press.chat is not chat:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")


def edit_text(api: Api, p: Params) -> bool:
    message = _own(api, p)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    text, entities = p.formatted("text", "entities", MAX_TEXT)
    if not text:
        raise bad_request("message text is empty")
    message.text, message.entities, message.preview = text, entities, preview(p)
    return _changed(api, message, p)


def edit_caption(api: Api, p: Params) -> bool:
    message = _own(api, p)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    message.text, message.entities = p.formatted("caption", "caption_entities", MAX_CAPTION)
    return _changed(api, message, p)


def edit_reply_markup(api: Api, p: Params) -> bool:
    return _changed(api, _own(api, p), p)


def _changed(api: Api, message: Message, p: Params) -> bool:
    message.inline, other = split_markup(p.structure("reply_markup"), private=False)
    if other is not None:
        raise bad_request("inline keyboard expected")
    message.edited = api.chats.now()
    api.chats.changed(message)
    return True


def delete(api: Api, p: Params) -> bool:
    message = _own(api, p)
    message.deleted, message.inline = True, None
    api.chats.changed(message)
    return True


def _own(api: Api, p: Params) -> Message:
    chat = api.chats.reach(p.text("chat_id"))
    message = chat.messages.get(p.whole("ephemeral_message_id") or 0)
    if message is None or message.deleted or message.only_for != p.whole("receiver_user_id"):
        raise bad_request("message to edit not found")
    return message


METHODS: dict[str, Any] = {
    "editEphemeralMessageText": edit_text,
    "editEphemeralMessageCaption": edit_caption,
    "editEphemeralMessageReplyMarkup": edit_reply_markup,
    "deleteEphemeralMessage": delete,
}
