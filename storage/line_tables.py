"""The table of order lines: what goes to 1688 for a request."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from storage.base import Base


class OrderLineRow(Base, table=True):
    """One line of a request that was asked for, counted from 1; a draft has none.

    1688 takes each variant once in an order and 50 at most. `spec_id` is empty if the offer has no variants.
    """

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("place BETWEEN 1 AND 50", name="place_known"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        UniqueConstraint("request_id", "offer_id", "spec_id"),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
    )

    request_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    offer_id: str
    spec_id: str = ""
    quantity: int
