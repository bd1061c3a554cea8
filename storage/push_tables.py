"""The table of 1688's push messages that were received, so that each is used once."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.base import Base, moment


class PushRow(Base, table=True):
    """A message by its number at 1688; its content is not stored, since it is never trusted."""

    __table_args__ = (Index("ix_push_received_at", "received_at"),)

    message_id: str = Field(primary_key=True)
    topic: str
    received_at: datetime = Field(sa_column=moment(nullable=False))
