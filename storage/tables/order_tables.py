"""The tables of orders on 1688: orders as last seen, their parcels and refunds, and unknown orders."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, Text, false
from sqlmodel import Field

from storage.tables.base import Base, big, index_where, indices, moment, not_negative, one_of
from storage.tables.columns import Json

ORDER_STATES = ("to_pay", "paid", "part_shipped", "shipped", "received", "finished", "cancelled")
REFUND_STATES = ("none", "asked", "done", "closed")
CHECKS = ("checking", "agreed", "differs")
READ_BACK = "checked = 'checking'"
"""Orders that are still to be read back; a query must use exactly this text, as the index does."""


class RemoteOrderRow(Base, table=True):
    """One 1688 order of an attempt, as last seen. The id is text: 19 digits do not fit a float.

    `checked` says whether it was read back as what was sent, `echoed` whether our reference came with it; `total_fen`
    is the sum that counts, `detail_fen` the detail's last sum, `listed_fen` the list's sum since then; `pieces` is how
    many pieces it was read back with, `lines` what 1688 last said of its lines; `confirmed_at` is when it was found
    to be received.
    """

    __tablename__ = "remote_order"
    __table_args__ = (
        one_of("state", ORDER_STATES),
        one_of("refund", REFUND_STATES),
        one_of("checked", CHECKS),
        *not_negative("total_fen", "freight_fen", "refunded_fen"),
        ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        index_where("echoed IS NOT NULL", "newest_echo", "placed_at", "order_id"),
        index_where(READ_BACK, "to_read_back", "state"),
        *indices("remote_order", ("request_id",), ("attempt_id",), ("next_look_at",), ("paid_at",), ("confirmed_at",)),
        *indices("remote_order", ("state", "pay_by"), ("state", "request_id"), ("seller", "state")),
    )

    order_id: str = Field(primary_key=True)
    attempt_id: int
    request_id: int
    state: str
    refund: str = "none"
    version: int = 0
    word: str = ""
    checked: str = Field(default="checking", sa_column_kwargs={"server_default": "checking"})
    echoed: bool | None = None
    total_fen: int = Field(sa_column=big(nullable=False))
    freight_fen: int = Field(default=0, sa_column=big(nullable=False))
    refunded_fen: int = Field(default=0, sa_column=big(nullable=False))
    detail_fen: int | None = Field(default=None, sa_column=big())
    listed_fen: int | None = Field(default=None, sa_column=big())
    pieces: int | None = None
    lines: Any = Field(default=None, sa_column=Column(Json))
    seller: str = ""
    seller_login: str = ""
    close_reason: str = ""
    pay: Any = Field(default=None, sa_column=Column(Json))
    pay_by: datetime | None = Field(default=None, sa_column=moment())
    warned: str = ""
    placed_at: datetime = Field(sa_column=moment(nullable=False))
    modified_at: datetime | None = Field(default=None, sa_column=moment())
    paid_at: datetime | None = Field(default=None, sa_column=moment())
    confirmed_at: datetime | None = Field(default=None, sa_column=moment())
    looked_at: datetime | None = Field(default=None, sa_column=moment())
    next_look_at: datetime | None = Field(default=None, sa_column=moment())
    look_step: int = 0


class ParcelRow(Base, table=True):
    """One parcel of an order and its latest step."""

    __table_args__ = (
        ForeignKeyConstraint(["order_id"], ["remote_order.order_id"]),
        Index("ix_parcel_next_look_at", "next_look_at"),
    )

    order_id: str = Field(primary_key=True)
    logistics_id: str = Field(primary_key=True)
    bill_no: str = ""
    company: str = ""
    status: str = ""
    signed: bool = False
    steps: int = 0
    last_step_at: datetime | None = Field(default=None, sa_column=moment())
    last_remark: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    next_look_at: datetime | None = Field(default=None, sa_column=moment())


class RefundRow(Base, table=True):
    """One refund of an order."""

    __table_args__ = (
        one_of("state", REFUND_STATES),
        *not_negative("amount_fen", "paid_fen"),
        ForeignKeyConstraint(["order_id"], ["remote_order.order_id"]),
        Index("ix_refund_order_id", "order_id"),
    )

    refund_id: str = Field(primary_key=True)
    order_id: str
    state: str
    word: str = ""
    amount_fen: int = Field(sa_column=big(nullable=False))
    paid_fen: int = Field(sa_column=big(nullable=False))


class UnknownOrderRow(Base, table=True):
    """An order that no live attempt explains: under our reference, or placed outside the bot (`outside`).

    `report` is what 1688 showed of it; `given_to` is the request whose order it is, as people said.
    """

    __tablename__ = "ghost"

    order_id: str = Field(primary_key=True)
    attempt_id: int | None = None
    out_order_id: str = ""
    outside: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    found_at: datetime = Field(sa_column=moment(nullable=False))
    closed_by: int | None = Field(default=None, sa_column=big())
    report: Any = Field(default=None, sa_column=Column(Json))
    given_to: int | None = None
