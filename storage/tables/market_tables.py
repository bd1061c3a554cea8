"""The tables of what 1688 told and was asked: push messages that were received, and calls by day and kind."""

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
