"""Chats: updates that came in, messages that go out, the cards among them, and questions that wait for an answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, Text, UniqueConstraint, false
from sqlmodel import Field

from storage.tables.base import Base, Json, big, index_where, indices, moment, one_of

INBOX_STATES = ("new", "done", "dead")
OUTBOX_STATES = ("due", "sending", "sent", "dead")
ON_THEIR_WAY = "state IN ('due', 'sending') AND waits_until IS NULL"
WAITING = "waits_until IS NOT NULL"
BUTTONS_LIVE = "buttons_live"
WITH_LANE = "lane <> '' AND state <> 'new'"
NOT_EMPTIED = "emptied_at IS NULL"
"""ON_THEIR_WAY: messages not sent yet; WAITING: those that wait for a morning; BUTTONS_LIVE: messages to keep true: few
among many; WITH_LANE: updates that are over and still have a text; NOT_EMPTIED: messages that still have theirs.

Queries must use exactly these texts, as the indices do: SQLite compares the text to see that an index fits.
"""

NO_TEXT = {"raw": "", "lane": "", "error": "", "owner": ""}
"""What an update that is over holds instead of its text."""


class ChatRow(Base, table=True):
    """A chat that the bot is in; `told_privacy_at` is when the bot last explained what works there."""

    id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    kind: str
    title: str = ""
    hears_all: bool | None = None
    told_privacy_at: datetime | None = Field(default=None, sa_column=moment())
    migrated_to: int | None = Field(default=None, sa_column=big())


class InboxRow(Base, table=True):
    """A raw update from Telegram, stored before it is confirmed; it takes effect once. `epoch` counts its claims.

    `acted_at`: when it took effect, in the transaction of that; it is done only after its person was answered.
    The row stays for ever, so that the update never takes effect again; `raw`, `lane` and `error` are emptied later.
    """

    __table_args__ = (
        one_of("state", INBOX_STATES),
        Index("ix_inbox_state_update_id", "state", "update_id"),
        index_where(WITH_LANE, "ix_inbox_with_text", "state", "finished_at"),
    )

    bot_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    update_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    lane: str
    raw: str = Field(sa_column=Column(Text, nullable=False))
    state: str = "new"
    attempts: int = 0
    error: str = ""
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    epoch: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    claimed_until: datetime | None = Field(default=None, sa_column=moment())
    received_at: datetime = Field(sa_column=moment(nullable=False))
    acted_at: datetime | None = Field(default=None, sa_column=moment())
    finished_at: datetime | None = Field(default=None, sa_column=moment())


class OutboxRow(Base, table=True):
    """A message to send, written in the transaction of what it tells. `epoch` counts its claims.

    `buttons_live`: it has, or will have, buttons that hold in one state of its request only, and still carries them.
    `waits_until`: its reader wants it in the morning; it is due, but part of the chat's digest then.
    `emptied_at`: since when `payload` holds no text any more, only what its buttons need; the row stays.
    """

    __table_args__ = (
        one_of("state", OUTBOX_STATES),
        UniqueConstraint("dedupe"),
        Index("ix_outbox_state_next_at", "state", "next_at"),
        Index("ix_outbox_chat_id_id", "chat_id", "id"),
        index_where(ON_THEIR_WAY, "on_their_way", "chat_id", "id"),
        index_where(WAITING, "ix_outbox_waiting", "waits_until", "chat_id"),
        index_where(BUTTONS_LIVE, "ix_outbox_buttons_live", "request_id"),
        index_where(NOT_EMPTIED, "ix_outbox_with_text", "state", "sent_at"),
        index_where(NOT_EMPTIED, "ix_outbox_of_request", "request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe: str
    chat_id: int = Field(sa_column=big(nullable=False))
    topic_id: int | None = Field(default=None, sa_column=big())
    request_id: int | None = None
    kind: str
    payload: Any = Field(sa_column=Column(Json, nullable=False))
    state: str = "due"
    attempts: int = 0
    next_at: datetime = Field(sa_column=moment(nullable=False))
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    epoch: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    claimed_until: datetime | None = Field(default=None, sa_column=moment())
    message_id: int | None = Field(default=None, sa_column=big())
    error: str = ""
    created_at: datetime = Field(sa_column=moment(nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=moment())
    buttons_live: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    waits_until: datetime | None = Field(default=None, sa_column=moment())
    emptied_at: datetime | None = Field(default=None, sa_column=moment())


class CardRow(Base, table=True):
    """The one message that shows a request in a chat; `shown` is the hash of what it shows."""

    __table_args__ = (ForeignKeyConstraint(["request_id"], ["request.id"]),)

    request_id: int = Field(primary_key=True)
    chat_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=big(nullable=False))
    has_photo: bool = False
    shown: str = ""


class DialogRow(Base, table=True):
    """A question that waits for a typed answer of one person in one chat.

    `asked_at` is when Telegram has it that it was asked, NULL until it is there to be read. Once something else was
    said it is `passed`: then only a reply to it, or a press below it, is its answer.
    """

    __table_args__ = (*indices("dialog", ("chat_id", "person_id")),)

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_column=big(nullable=False))
    person_id: int = Field(sa_column=big(nullable=False))
    kind: str
    request_id: int | None = None
    facts: Any = Field(default=None, sa_column=Column(Json))
    expires_at: datetime = Field(sa_column=moment(nullable=False))
    asked_at: datetime | None = Field(default=None, sa_column=moment())
    passed: bool = False
