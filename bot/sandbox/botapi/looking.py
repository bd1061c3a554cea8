"""Bot API methods that ask about the bot, chats, members and files, or leave a chat."""

from typing import Any

from bot.sandbox.botapi.context import BotSide
from bot.sandbox.botapi.params import Params
from bot.sandbox.chats.model import Chat
from bot.sandbox.chats.refusals import bad_request
from bot.sandbox.chats.wire import chat_json, member_json, message_json

_MOST_DOWNLOAD = 20 * 1024 * 1024
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_FEATURES = (
    "supports_inline_queries", "supports_guest_queries", "can_connect_to_business", "has_main_web_app",
    "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots", "supports_join_request_queries",
)  # fmt: skip


def get_me(api: BotSide, _: Params) -> dict[str, Any]:
    return {
        **api.chats.bot_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not api.chats.privacy_mode,
        **dict.fromkeys(_FEATURES, False),
    }


def get_chat(api: BotSide, p: Params) -> dict[str, Any]:
    chat = _inside(api, p)
    found = {
        **chat_json(api.chats, chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.kind != "private":
        found["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    if chat.pinned:
        found["pinned_message"] = message_json(api.chats, chat.messages[chat.pinned[-1]], inner=True)
    return found


def get_chat_member(api: BotSide, p: Params) -> dict[str, Any]:
    chat = _inside(api, p)
    user = p.whole("user_id")
    if user is None or (user not in api.chats.people and user != api.chats.bot_id):
        raise bad_request("invalid user_id specified")
    # Telegram promises an answer only to administrators; the switch `members_hidden` is off for a lenient server.
    hidden = api.chats.members_hidden and not chat.administered_by(api.chats.bot_id)
    if hidden and chat.kind != "private" and user != api.chats.bot_id:
        raise bad_request("member list is inaccessible")
    return member_json(api.chats, chat, user)


def get_chat_administrators(api: BotSide, p: Params) -> list[dict[str, Any]]:
    chat = _inside(api, p)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member_json(api.chats, chat, user) for user in chat.members if chat.administered_by(user)]


def get_chat_member_count(api: BotSide, p: Params) -> int:
    chat = _inside(api, p)
    return sum(1 for user in chat.members if chat.holds(user))


def _inside(api: BotSide, p: Params) -> Chat:
    """A chat that the bot may ask about: its groups, and people who have started it."""
    chat = api.chats.known_chat(p.text("chat_id"))
    if chat.kind != "private":
        return api.chats.reach(p.text("chat_id"))
    if not api.chats.people[chat.id].started:
        raise bad_request("chat not found")
    return chat


def leave_chat(api: BotSide, p: Params) -> bool:
    chat = api.chats.reach(p.text("chat_id"))
    bot = api.chats.bot_id
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    old = chat.members[bot]
    chat.members[bot] = "left"
    api.chats.post(chat, bot, service=f"{api.chats.bot_name} left", extra={"left_chat_member": api.chats.bot_json()})
    api.chats.tell_member(chat, bot, bot, old, "left")
    api.chats.bus.publish("chats", {})
    return True


def get_file(api: BotSide, p: Params) -> dict[str, Any]:
    file = api.chats.files.by_id.get(p.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > _MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size, "file_path": file.path,
    }  # fmt: skip
