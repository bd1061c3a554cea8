"""What 1688 told and was asked: push messages, calls by day and kind, and the tokens of its account."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import Base, moment


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
