"""The table of 1688's push messages: which were listened to, so that each is a hint once."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.base import Base, moment


class PushRow(Base, table=True):
    """A message by its number at 1688; what it said is not kept, since it is never believed."""

    __table_args__ = (Index("ix_push_received_at", "received_at"),)

    message_id: str = Field(primary_key=True)
    topic: str
    received_at: datetime = Field(sa_column=moment(nullable=False))
