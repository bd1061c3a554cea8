"""What the bot knows of itself: small facts, and the leases on work that only one of several processes may do."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field

from storage.tables.base import Base, Json, moment


class FactRow(Base, table=True):
    """Small facts by name: the watch cursor, the bot's id, the pause switch, when a tick last ran."""

    name: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(Json, nullable=False))
    updated_at: datetime = Field(sa_column=moment(nullable=False))


class TurnRow(Base, table=True):
    """The lease on one kind of work; `until` is the server's time on PostgreSQL."""

    name: str = Field(primary_key=True)
    owner: str
    epoch: int
    until: datetime = Field(sa_column=moment(nullable=False))
