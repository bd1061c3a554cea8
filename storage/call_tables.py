"""The table that counts calls to 1688, by day and kind."""

from sqlmodel import Field

from storage.base import Base


class MarketCallRow(Base, table=True):
    """How often 1688 was asked on one day of China's calendar (`2026-11-24`) for one kind of thing."""

    __tablename__ = "market_call"

    day: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    calls: int = 0
