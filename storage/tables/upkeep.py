"""What the bot keeps for its own work: small facts, leases on work, and what 1688 told and was asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index
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


class PushRow(Base, table=True):
    """A message by its number at 1688; its content is not stored, since it is never trusted."""

    __table_args__ = (Index("ix_push_received_at", "received_at"),)

    message_id: str = Field(primary_key=True)
    topic: str
    received_at: datetime = Field(sa_column=moment(nullable=False))


class MarketCallRow(Base, table=True):
    """How often 1688 was asked on one day of China's calendar (`2026-11-24`) for one kind of thing."""

    __tablename__ = "market_call"

    day: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    calls: int = 0


class TokenRow(Base, table=True):
    """The tokens of the 1688 account; `source` is a hash of the settings that they came from."""

    id: int = Field(default=1, primary_key=True)
    source: str
    access_token: str
    access_expires_at: datetime | None = Field(default=None, sa_column=moment())
    refresh_token: str = ""
    refresh_expires_at: datetime | None = Field(default=None, sa_column=moment())
    first_seen_at: datetime = Field(sa_column=moment(nullable=False))
