"""The tables of lines: what waits on the list of a team, what is asked for in a request, what goes to 1688."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Base, big, indices, moment
from storage.tables.columns import Json


class OrderLineRow(Base, table=True):
    """One line of a request that was asked for, counted from 1; a draft has none.

    1688 takes each variant once in an order, and 50 at most: a request of more is split before anything is sent.
    `spec_id` is empty if the offer has no variants.
    """

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("place > 0", name="place_known"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        UniqueConstraint("request_id", "offer_id", "spec_id"),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
    )

    request_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    offer_id: str
    spec_id: str = ""
    quantity: int


class AskedOfferRow(Base, table=True):
    """An offer as 1688 showed it, once for all asked lines of a request that name it."""

    __tablename__ = "asked_offer"
    __table_args__ = (ForeignKeyConstraint(["request_id"], ["request.id"]),)

    request_id: int = Field(primary_key=True)
    offer_id: str = Field(primary_key=True)
    offer: str = Field(sa_column=Column(Text, nullable=False))
    """JSON, as text: whoever reads the same text often needs not parse it again."""


class ListLineRow(Base, table=True):
    """What one person wants of one offer on the list of a team, until somebody asks for it.

    The columns are as those of an asked line. `request_id` is the draft that it is being asked for with; without one it
    waits on the list.
    """

    __tablename__ = "list_line"
    __table_args__ = (
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
        CheckConstraint("quantity IS NOT NULL OR several IS NOT NULL", name="chosen"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        ForeignKeyConstraint(["added_by"], ["person.id"]),
        *indices("list_line", ("team_id", "id"), ("request_id",), ("changed_at",)),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int
    request_id: int | None = None
    offer_id: str
    offer: Any = Field(sa_column=Column(Json, nullable=False))
    spec_id: str | None = None
    quantity: int | None = None
    several: Any = Field(default=None, sa_column=Column(Json))
    wanted: str = ""
    note: str = ""
    tag: str = ""
    own: Any = Field(default=None, sa_column=Column(Json))
    added_by: int = Field(sa_column=big(nullable=False))
    added_at: datetime = Field(sa_column=moment(nullable=False))
    changed_at: datetime = Field(sa_column=moment(nullable=False))


class AskedLineRow(Base, table=True):
    """What one person wants of one offer, counted from 1, if a request holds several offers.

    `note` and `tag` (a shop, a client) are its own, the other columns are as those of a request. A request of one offer
    has no such rows.
    """

    __tablename__ = "asked_line"
    __table_args__ = (
        CheckConstraint("place > 0", name="place_known"),
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
        ForeignKeyConstraint(["request_id", "offer_id"], ["asked_offer.request_id", "asked_offer.offer_id"]),
        ForeignKeyConstraint(["added_by"], ["person.id"]),
        *indices("asked_line", ("offer_id", "added_at")),
    )

    request_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    offer_id: str
    spec_id: str | None = None
    quantity: int | None = None
    several: Any = Field(default=None, sa_column=Column(Json))
    own: Any = Field(default=None, sa_column=Column(Json))
    wanted: str = ""
    obstacle: Any = Field(default=None, sa_column=Column(Json))
    note: str = ""
    tag: str = ""
    added_by: int = Field(sa_column=big(nullable=False))
    added_at: datetime = Field(sa_column=moment(nullable=False))
