"""Bot API methods that send something new to a chat."""

from typing import Any

from bot.sandbox.botapi.context import MAX_CAPTION, MAX_TEXT, BotSide, any_message, budget, placed, preview
from bot.sandbox.botapi.ephemeral import addressed
from bot.sandbox.botapi.media import album_item, given_file
from bot.sandbox.botapi.params import Params
from bot.sandbox.chats.acts import open_topic
from bot.sandbox.chats.model import Chat, Media
from bot.sandbox.chats.refusals import BotApiRefused, bad_request
from bot.sandbox.chats.wire import message_json

_SERVERS_OWN = {
    "failed to get HTTP URL content": "WEBPAGE_CURL_FAILED",
    "wrong type of the web page content": "WEBPAGE_MEDIA_EMPTY",
    "IMAGE_PROCESS_FAILED": "IMAGE_PROCESS_FAILED",
    "PHOTO_INVALID_DIMENSIONS": "PHOTO_INVALID_DIMENSIONS",
}
"""Errors that are found only while an item is sent → Telegram's code for them in an album."""
_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def send_message(api: BotSide, p: Params) -> dict[str, Any]:
    chat = api.chats.reach(p.text("chat_id"))
    text, entities = p.formatted("text", "entities", MAX_TEXT)
    if not text:
        raise bad_request("message text is empty")
    where = addressed(api, p, chat)
    budget(api, chat)
    message = api.chats.post(chat, api.chats.bot_id, text=text, entities=entities, preview=preview(p), **where)
    return message_json(api.chats, message)


def send_photo(api: BotSide, p: Params) -> dict[str, Any]:
    return _send_media(api, p, "photo")


def send_document(api: BotSide, p: Params) -> dict[str, Any]:
    return _send_media(api, p, "document")


def _send_media(api: BotSide, p: Params, kind: str) -> dict[str, Any]:
    chat = api.chats.reach(p.text("chat_id"))
    text, entities = p.formatted("caption", "caption_entities", MAX_CAPTION)
    file = given_file(api, p, kind, p.text(kind), p.uploads.get(kind) is not None)
    where = addressed(api, p, chat)
    where["extra"].update(_media_flags(p))
    budget(api, chat)
    media = Media(kind, file)
    message = api.chats.post(chat, api.chats.bot_id, text=text, entities=entities, media=media, **where)
    return message_json(api.chats, message)


def _media_flags(p: Params) -> dict[str, Any]:
    flags = {"show_caption_above_media": "show_caption_above_media", "has_spoiler": "has_media_spoiler"}
    return {kept: True for name, kept in flags.items() if p.flag(name)}


def send_media_group(api: BotSide, p: Params) -> list[dict[str, Any]]:
    chat = api.chats.reach(p.text("chat_id"))
    items = p.structure("media")
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad_request("wrong number of messages in the album, there must be from 2 to 10 of them")
    contents = [_numbered(api, p, at, item) for at, item in enumerate(items, 1)]
    _check_album(contents)
    where = {**placed(api, p, chat), "inline": None, "markup": None}
    album = api.chats.new_album_id()
    sent = []
    for content in contents:
        budget(api, chat)
        extra = {**where["extra"], **content.pop("extra"), "media_group_id": album}
        message = api.chats.post(chat, api.chats.bot_id, **{**where, **content, "extra": extra})
        sent.append(message_json(api.chats, message))
    return sent


def _numbered(api: BotSide, p: Params, at: int, item: Any) -> dict[str, Any]:
    """An item of an album; if only its file is at fault, the error names the item."""
    try:
        return album_item(api, p, item)
    except BotApiRefused as refused:
        code = _SERVERS_OWN.get(refused.description.removeprefix("Bad Request: "))
        if code is None:
            raise
        raise bad_request(f'failed to send message #{at} with the error message "{code}"') from None


def _check_album(contents: list[dict[str, Any]]) -> None:
    """Documents are not mixed with photos, and every caption is on the same side."""
    kinds = {content["media"].kind for content in contents}
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    if len({content["extra"].get("show_caption_above_media", False) for content in contents}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")


def copy_message(api: BotSide, p: Params) -> dict[str, int]:
    chat = api.chats.reach(p.text("chat_id"))
    source = api.chats.reach(p.text("from_chat_id"))
    original = any_message(source, p.whole("message_id"), "message to copy not found")
    if original.service:
        raise bad_request("message can't be copied")
    text, entities = original.text, original.entities
    if "caption" in p.values and original.media is not None:
        text, entities = p.formatted("caption", "caption_entities", MAX_CAPTION)
    where = placed(api, p, chat)
    where["extra"].update({kind: original.extra[kind] for kind in ("location", "contact") if kind in original.extra})
    budget(api, chat)
    message = api.chats.post(
        chat, api.chats.bot_id, text=text, entities=entities, media=original.media,
        preview=original.preview, **where,
    )  # fmt: skip
    return {"message_id": message.id}


def send_chat_action(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    if p.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    api.chats.bus.publish("typing", {"chat": chat.id, "action": p.text("action")})
    return True


def send_message_draft(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    if chat.kind != "private":
        raise bad_request("drafts can be sent only to private chats")
    if not p.whole("draft_id"):
        raise bad_request("draft_id must be non-zero")
    text, _ = p.formatted("text", "entities", MAX_TEXT)
    api.chats.bus.publish("typing", {"chat": chat.id, "action": "typing", "draft": text})
    return True


def create_forum_topic(api: BotSide, p: Params) -> dict[str, Any]:
    chat = api.chats.reach(p.text("chat_id"))
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not chat.administered_by(api.chats.bot_id):
        raise bad_request("not enough rights to create a topic")
    name = p.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("topic name must be 1-128 characters long")
    budget(api, chat)
    topic = open_topic(api.chats, chat, api.chats.bot_id, name, p.whole("icon_color") or 7322096)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def pin_chat_message(api: BotSide, p: Params) -> bool:
    chat = _pinning(api, p)
    message = any_message(chat, p.whole("message_id"), "message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        pinned = message_json(api.chats, message, inner=True)
        api.chats.post(chat, api.chats.bot_id, service="Pinned a message", extra={"pinned_message": pinned})
    return True


def unpin_chat_message(api: BotSide, p: Params) -> bool:
    chat = _pinning(api, p)
    number = p.whole("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def _pinning(api: BotSide, p: Params) -> Chat:
    chat = api.chats.reach(p.text("chat_id"))
    if chat.kind != "private" and not chat.administered_by(api.chats.bot_id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
