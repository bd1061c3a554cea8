"""The table by which several processes on one database share what only one of them should do at a time."""

from datetime import datetime

from sqlmodel import Field

from storage.base import Base, moment


class TurnRow(Base, table=True):
    """Work that one process at a time does; `until` is the server's time where the database has one."""

    name: str = Field(primary_key=True)
    owner: str
    epoch: int
    until: datetime = Field(sa_column=moment(nullable=False))
