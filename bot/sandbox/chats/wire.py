"""People, chats and messages as Bot API JSON."""

from typing import Any

from bot.sandbox.chats.entities import cut16
from bot.sandbox.chats.model import ADMINS, ANONYMOUS_ADMIN, Chat, Known, Media, Message, StoredFile, User

_RIGHTS = (
    "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users", "can_restrict_members",
    "can_pin_messages", "can_promote_members", "can_manage_video_chats", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages", "can_manage_tags",
)  # fmt: skip
_THUMBNAIL = 90


def person_json(person: User) -> dict[str, Any]:
    found: dict[str, Any] = {"id": person.id, "is_bot": False, "first_name": person.name}
    if person.username:
        found["username"] = person.username
    if person.language:
        found["language_code"] = person.language
    return found


def user_json(chats: Known, user: int) -> dict[str, Any]:
    if user == chats.bot_id:
        return chats.bot_json()
    return person_json(chats.people[user])


def chat_json(chats: Known, chat: Chat) -> dict[str, Any]:
    if chat.kind == "private":
        person = chats.people[chat.id]
        found: dict[str, Any] = {"id": chat.id, "first_name": person.name, "type": "private"}
        if person.username:
            found["username"] = person.username
        return found
    found = {"id": chat.id, "title": chat.title, "type": chat.kind}
    if chat.username:
        found["username"] = chat.username
    if chat.forum:
        found["is_forum"] = True
    return found


def message_json(chats: Known, message: Message, *, inner: bool = False) -> dict[str, Any]:
    """A message; `inner` is one inside another, without its own reply."""
    found: dict[str, Any] = {"message_id": message.id, "date": message.date}
    found["chat"] = chat_json(chats, message.chat)
    if message.only_for is not None:
        found |= {"message_id": 0, "ephemeral_message_id": message.id}
        found["receiver_user"] = user_json(chats, message.only_for)
    if message.anonymous:
        found["from"] = dict(ANONYMOUS_ADMIN)
        found["sender_chat"] = found["chat"]
    else:
        found["from"] = user_json(chats, message.sender)
    if message.topic is not None:
        found["message_thread_id"] = message.topic
        found["is_topic_message"] = True
    _add_reply(chats, message, found, inner)
    _add_content(chats, message, found)
    if message.edited is not None:
        found["edit_date"] = message.edited
    if message.inline:
        found["reply_markup"] = {"inline_keyboard": message.inline}
    if message.preview:
        found["link_preview_options"] = message.preview
    found.update(message.extra)
    return found


def _add_reply(chats: Known, message: Message, found: dict[str, Any], inner: bool) -> None:
    if inner:
        return
    replied = message.reply_to
    if replied is None and message.topic is not None:
        topic = message.chat.topics.get(message.topic)
        replied = topic.created if topic else None
    if replied is not None and not replied.deleted and replied is not message:
        found["reply_to_message"] = message_json(chats, replied, inner=True)
        if message.quote:
            found["quote"] = message.quote


def _add_content(chats: Known, message: Message, found: dict[str, Any]) -> None:
    if message.media is not None:
        found.update(media_json(message.media))
    if message.text:
        prefix = "caption" if message.media else "text"
        found[prefix] = message.text
        if message.entities:
            name = "caption_entities" if message.media else "entities"
            found[name] = entities_json(chats, message.entities)


def entities_json(chats: Known, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_entity_json(chats, entity) if "user_id" in entity else entity for entity in entities]


def _entity_json(chats: Known, entity: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in entity.items() if name != "user_id"}
    person = chats.people.get(entity["user_id"])
    if person is not None:
        return {**kept, "user": person_json(person)}
    return {**kept, "type": "text_link", "url": f"tg://user?id={entity['user_id']}"}


def media_json(media: Media) -> dict[str, Any]:
    if media.kind == "photo":
        return {"photo": photo_json(media.file)}
    file = media.file
    found = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size, **media.facts}
    if media.kind == "sticker":
        found |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": found}
    found["mime_type"] = file.mime
    if media.kind == "document":
        found["file_name"] = file.name
    return {media.kind: found}


def photo_json(file: StoredFile) -> list[dict[str, Any]]:
    """A small and a full size; both have the same content."""
    longest = max(file.width, file.height, 1)
    small = (max(file.width * _THUMBNAIL // longest, 1), max(file.height * _THUMBNAIL // longest, 1))
    full = {
        "file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size,
        "width": file.width, "height": file.height,
    }  # fmt: skip
    if longest <= _THUMBNAIL:
        return [full]
    return [{**full, "file_unique_id": f"{file.unique_id}s", "width": small[0], "height": small[1]}, full]


def member_json(chats: Known, chat: Chat, user: int) -> dict[str, Any]:
    """A user's status in a chat, with the fields that belong to it."""
    status = chat.members.get(user, "left")
    found: dict[str, Any] = {"user": user_json(chats, user), "status": status}
    if status in ADMINS:
        found["is_anonymous"] = False
    if status == "administrator":
        found["can_be_edited"] = False
        found.update(dict.fromkeys(_RIGHTS, True))
        found["can_promote_members"] = False
        if chat.kind == "supergroup":
            found["can_manage_topics"] = chat.forum
    if status == "kicked":
        found["until_date"] = 0
    return found


def covered(message: Message, entity: dict[str, Any]) -> str:
    """The words that an entity of this message covers."""
    return cut16(message.text, entity["offset"], entity["length"])
