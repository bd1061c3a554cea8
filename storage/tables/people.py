"""People, and who asked to be forgotten, or was, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field

from storage.tables.base import Base, Json, big, moment, one_of

ASKED_BY = ("self", "terminal", "restored")
ERASURE_STATES = ("wanted", "begun", "rest", "done", "refused")


class PersonRow(Base, table=True):
    """Somebody who wrote to the bot or pressed a button, by Telegram's id; `notify` is what they chose of messages."""

    id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    name: str
    username: str = ""
    language: str = ""
    reachable: bool = False
    seen_at: datetime = Field(sa_column=moment(nullable=False))
    notify: Any = Field(default=None, sa_column=Column(Json))


class ErasureRow(Base, table=True):
    """One erasure of a person, whose number alone is stored.

    `wanted` at the terminal, for the running bot; `begun` once they have no rights any more; `rest` while words of
    theirs stand in requests that go on; `done` when nothing is left. `next_at` is when it goes on, None if it is over.
    """

    __table_args__ = (one_of("by", ASKED_BY), one_of("state", ERASURE_STATES))

    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    asked_at: datetime = Field(sa_column=moment(primary_key=True))
    by: str
    state: str
    next_at: datetime | None = Field(default=None, sa_column=moment())
    ended_at: datetime | None = Field(default=None, sa_column=moment())
