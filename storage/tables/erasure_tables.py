"""The table of erasures: who asked to be forgotten, or was, and when."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Base, big, moment, one_of

ASKED_BY = ("self", "terminal", "restored")
ERASURE_STATES = ("wanted", "begun", "rest", "done", "refused")


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
