"""The table of leases, for work that only one of several processes on a database may do at a time."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Base, moment


class TurnRow(Base, table=True):
    """The lease on one kind of work; `until` is the server's time on PostgreSQL."""

    name: str = Field(primary_key=True)
    owner: str
    epoch: int
    until: datetime = Field(sa_column=moment(nullable=False))
