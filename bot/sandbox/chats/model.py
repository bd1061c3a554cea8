"""People, chats, messages and files as plain records; ids and units are Telegram's (seconds, UTC)."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

Entity = dict[str, Any]
Button = dict[str, Any]

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})
ANONYMOUS_ADMIN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass(slots=True)
class User:
    """Somebody with a Telegram account; `started` once they wrote to the bot in private."""

    id: int
    name: str
    language: str
    username: str | None = None
    admin: bool = False
    started: bool = False
    blocked: bool = False


@dataclass(slots=True, frozen=True)
class StoredFile:
    """An upload, or a picture known only by its address (then `content` is None); it can be sent only as its `kind`."""

    kind: str
    id: str
    unique_id: str
    name: str
    mime: str
    path: str
    content: bytes | None
    url: str | None = None
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        return len(self.content or b"")


@dataclass(slots=True, frozen=True)
class Media:
    """What a message carries apart from its text: `kind` is photo, document, voice or sticker.

    `facts` are JSON fields that only this kind has.
    """

    kind: str
    file: StoredFile
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Topic:
    """A forum topic; `created` is the service message that opened it, if there was one."""

    id: int
    name: str
    icon_color: int = 7322096
    created: "Message | None" = None


@dataclass(slots=True)
class Message:
    """One message in its present state; `extra` holds JSON fields of service and forwarded messages."""

    chat: "Chat"
    id: int
    date: int
    sender: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    media: Media | None = None
    inline: list[list[Button]] | None = None
    markup: dict[str, Any] | None = None
    preview: dict[str, Any] | None = None
    reply_to: "Message | None" = None
    quote: dict[str, Any] | None = None
    topic: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    service: str | None = None
    anonymous: bool = False
    silent: bool = False
    """Whether it came without a sound."""
    reactions: dict[int, list[str]] = field(default_factory=dict)
    edited: int | None = None
    deleted: bool = False
    only_for: int | None = None
    """The only one who gets it: a member of the group, or the bot."""
    replaces: "Message | None" = field(default=None, repr=False, compare=False)
    """The message that it replaces for the person who gets it."""
    replaced: dict[int, "Message"] = field(default_factory=dict, repr=False, compare=False)
    """Person → the message shown to them instead."""
    rev: int = 0

    def shown_to(self, user: int) -> bool:
        """Whether somebody in the chat sees it, unless it is deleted."""
        instead = self.replaced.get(user)
        if self.id <= self.chat.cleared.get(user, 0):
            return False
        return (self.only_for is None or user in (self.only_for, self.sender)) and (instead is None or instead.deleted)


@dataclass(slots=True)
class Chat:
    """A private chat, a basic group or a supergroup; `members` maps user ids to Telegram's statuses."""

    id: int
    kind: str
    title: str
    ids: Iterator[int]
    members: dict[int, str] = field(default_factory=dict)
    privacy: bool = True
    forum: bool = False
    username: str = ""
    """The public name of a supergroup; anybody may read it and press there."""
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    by_rev: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    cleared: dict[int, int] = field(default_factory=dict)
    """Person → the newest message when they cleared the history; only later ones are shown to them."""

    def holds(self, user: int) -> bool:
        return self.members.get(user) in INSIDE

    def administered_by(self, user: int) -> bool:
        return self.members.get(user) in ADMINS


@dataclass(slots=True)
class Press:
    """A button press that waits for its answer; it expires by the sandbox's clock."""

    id: str
    person: int
    chat: Chat
    message_id: int
    at: float
    answer: dict[str, Any] | None = None


def own_ids() -> Iterator[int]:
    """Message ids of a supergroup, which has its own numbering."""
    return itertools.count(1)


class Known(Protocol):
    """What is needed to show a message."""

    bot_id: int
    people: dict[int, User]

    def bot_json(self) -> dict[str, Any]: ...

    def file_address(self, file: StoredFile) -> str: ...
