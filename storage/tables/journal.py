"""The journal: its entries, and what stands beside them because it can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Base, Json, big, index_where, moment

MILESTONES = "kind IN ('journal_anchored', 'journal_converted')"
"""Entries about the journal itself, few among many. Queries must use exactly this text, as the index does."""


class EventRow(Base, table=True):
    """The journal, append only; each row carries the SHA-256 of the one before.

    `anchor` is an HMAC of its hash, under a key that is not in the database; None before there was one.
    """

    __table_args__ = (
        Index("ix_event_request_id", "request_id"),
        UniqueConstraint("hash"),
        UniqueConstraint("previous"),
        index_where(MILESTONES, "event_milestones", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=moment(nullable=False))
    kind: str
    actor_id: int | None = Field(default=None, sa_column=big())
    request_id: int | None = None
    attempt_id: int | None = None
    order_id: str | None = None
    facts: Any = Field(sa_column=Column(Json, nullable=False))
    bot_id: int | None = Field(default=None, sa_column=big())
    update_id: int | None = Field(default=None, sa_column=big())
    previous: str
    hash: str
    anchor: str | None = None


class JournalPersonalRow(Base, table=True):
    """A personal fact of a journal entry: in the entry's `facts` its salted digest stands at the same path (`field`).

    Rows are added with their entry and may be deleted, never changed. `person_id` is whose it is; 0 stands for several
    people, whom old entries name in one text.
    """

    __tablename__ = "journal_personal"
    __table_args__ = (
        ForeignKeyConstraint(["event_id"], ["event.id"]),
        Index("ix_journal_personal_person_id", "person_id"),
    )

    event_id: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    person_id: int = Field(sa_column=big(nullable=False))
    value: Any = Field(sa_column=Column(Json, nullable=False))
    salt: str


class JournalBeforeRow(Base, table=True):
    """The hash that an entry of earlier releases had before personal facts were taken out of it and of those before it.

    It was made over names and words without a salt, and so confirms whoever guesses them: all of these rows are deleted
    with the first person who is forgotten. They are never changed.
    """

    __tablename__ = "journal_before"
    __table_args__ = (ForeignKeyConstraint(["event_id"], ["event.id"]),)

    event_id: int = Field(primary_key=True)
    hash: str
