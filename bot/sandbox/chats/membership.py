"""How people join, leave, are promoted and demoted in groups, and what the bot is told."""

from typing import Any

from bot.sandbox.chats.model import Chat, User
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.chats.state import Chats
from bot.sandbox.chats.wire import user_json


def found_group(
    chats: Chats, title: str, members: list[User], admins: list[User], added_by: User | None, *,
    bot_admin: bool, privacy: bool, topics: bool, username: str = "",
) -> Chat:  # fmt: skip
    """A new group with the bot, added by `added_by` (if left out: the first admin of the bot). Raises SimRefused.

    One with a `username` is a supergroup that anybody may read.
    """
    chat = chats.add_group(title, supergroup=topics or bool(username), forum=topics, privacy=privacy)
    chat.username = username
    for person in members:
        chat.members[person.id] = "member"
    for person in admins:
        chat.members[person.id] = "administrator"
    if admins:
        chat.members[admins[0].id] = "creator"
    actor = added_by or next((p for p in chats.people.values() if p.admin), None)
    if actor is None:
        raise SimRefused(409, "nobody is there to add the bot: name added_by")
    chat.members.setdefault(actor.id, "member")
    add_bot(chats, chat, actor)
    if bot_admin:
        set_status(chats, chat, chats.bot_id, actor, "administrator")
    return chat


def add_bot(chats: Chats, chat: Chat, actor: User) -> None:
    if chat.holds(chats.bot_id):
        raise SimRefused(409, "the bot is in this group already")
    old = chat.members.get(chats.bot_id, "left")
    chat.members[chats.bot_id] = "member"
    chats.tell_member(chat, chats.bot_id, actor.id, old, "member")
    sentence = f"{actor.name} added {chats.bot_name}"
    chats.service(chat, actor.id, sentence, new_chat_members=[chats.bot_json()])
    chats.bus.publish("chats", {})


def kick_bot(chats: Chats, chat: Chat, actor: User) -> None:
    if not chat.holds(chats.bot_id):
        raise SimRefused(409, "the bot is not in this group")
    old = chat.members[chats.bot_id]
    chat.members[chats.bot_id] = "kicked"
    chats.tell_member(chat, chats.bot_id, actor.id, old, "kicked")
    chats.service(chat, actor.id, f"{actor.name} removed {chats.bot_name}", left_chat_member=chats.bot_json())
    chats.bus.publish("chats", {})


def join(chats: Chats, chat: Chat, person: User) -> None:
    if chat.holds(person.id):
        raise SimRefused(409, f"{person.name} is in this group already")
    old = chat.members.get(person.id, "left")
    if old == "kicked":
        raise SimRefused(409, f"{person.name} was thrown out of this group; unban them first")
    chat.members[person.id] = "member"
    chats.tell_member(chat, person.id, person.id, old, "member")
    joined = [user_json(chats, person.id)]
    chats.service(chat, person.id, f"{person.name} joined", new_chat_members=joined)
    chats.bus.publish("chats", {})


def leave(chats: Chats, chat: Chat, person: User) -> None:
    if not chat.holds(person.id):
        raise SimRefused(409, f"{person.name} is not in this group")
    old = chat.members[person.id]
    chat.members[person.id] = "left"
    chats.tell_member(chat, person.id, person.id, old, "left")
    chats.service(chat, person.id, f"{person.name} left", left_chat_member=user_json(chats, person.id))
    chats.bus.publish("chats", {})


def kick(chats: Chats, chat: Chat, person: User, actor: User) -> None:
    """An admin removes somebody, who cannot come back until they are unbanned. Raises SimRefused."""
    if not chat.holds(person.id):
        raise SimRefused(409, f"{person.name} is not in this group")
    if not chat.administered_by(actor.id) or chat.members[person.id] == "creator":
        raise SimRefused(409, f"{actor.name} cannot throw {person.name} out")
    old = chat.members[person.id]
    chat.members[person.id] = "kicked"
    chats.tell_member(chat, person.id, actor.id, old, "kicked")
    sentence = f"{actor.name} removed {person.name}"
    chats.service(chat, actor.id, sentence, left_chat_member=user_json(chats, person.id))
    chats.bus.publish("chats", {})


def unban(chats: Chats, chat: Chat, person: User, actor: User) -> None:
    """Let a removed person join again; they do not join by this. Raises SimRefused."""
    if chat.members.get(person.id) != "kicked":
        raise SimRefused(409, f"{person.name} was not thrown out of this group")
    chat.members[person.id] = "left"
    chats.tell_member(chat, person.id, actor.id, "kicked", "left")
    chats.bus.publish("chats", {})


def set_status(chats: Chats, chat: Chat, user: int, actor: User, status: str) -> None:
    """Promote or demote a member (or the bot). Raises SimRefused if that changes nothing."""
    old = chat.members.get(user, "left")
    if not chat.holds(user):
        raise SimRefused(409, "only a member of the group can be promoted or demoted")
    if old == status or (old == "creator" and status == "administrator"):
        raise SimRefused(409, f"the member is {old} already")
    chat.members[user] = status
    chats.tell_member(chat, user, actor.id, old, status)
    chats.bus.publish("chats", {})


def migrate(chats: Chats, chat: Chat, actor: User) -> Chat:
    """Turn a basic group into a supergroup: a new id, both service messages, the old group closed.

    Raises SimRefused.
    """
    if chat.kind != "group":
        raise SimRefused(409, "only a basic group can become a supergroup")
    new = chats.add_group(chat.title, supergroup=True, privacy=chat.privacy)
    new.members = dict(chat.members)
    new.username = chat.username
    sentence = "The group became a supergroup"
    chats.service(chat, actor.id, sentence, migrate_to_chat_id=new.id)
    chats.service(new, actor.id, sentence, migrate_from_chat_id=chat.id)
    chat.migrated_to = new.id
    chats.bus.publish("chats", {})
    return new


def block(chats: Chats, person: User) -> None:
    if person.blocked:
        raise SimRefused(409, f"{person.name} has blocked the bot already")
    person.blocked = True
    _tell_private(chats, person, "member", "kicked")


def unblock(chats: Chats, person: User) -> None:
    if not person.blocked:
        raise SimRefused(409, f"{person.name} has not blocked the bot")
    person.blocked = False
    _tell_private(chats, person, "kicked", "member")


def clear(chat: Chat, person: User) -> None:
    """Clear the history for this person alone, as Telegram does; the bot hears nothing of it."""
    chat.cleared[person.id] = max(chat.messages, default=0)


def _tell_private(chats: Chats, person: User, old: str, new: str) -> None:
    if person.started:
        chats.tell_member(chats.chats[person.id], chats.bot_id, person.id, old, new)
    chats.bus.publish("chats", {})


def group_row(chats: Chats, chat: Chat) -> dict[str, Any]:
    """A group as the control API lists it."""
    people = [user for user in chat.members if user != chats.bot_id and chat.holds(user)]
    return {
        "id": chat.id,
        "title": chat.title,
        "members": people,
        "admins": [user for user in people if chat.administered_by(user)],
        "topics": chat.forum,
        "kind": chat.kind,
        "bot": chat.holds(chats.bot_id),
        "bot_admin": chat.administered_by(chats.bot_id),
        "privacy": chat.privacy,
        "username": chat.username,
        "topic_names": {str(topic.id): topic.name for topic in chat.topics.values()},
    }
