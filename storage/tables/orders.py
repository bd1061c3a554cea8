"""Attempts to place a request, and the orders on 1688 as last seen, with parcels and refunds."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint, false
from sqlmodel import Field

from storage.tables.base import Base, Json, big, index_where, indices, moment, not_negative, one_of

ATTEMPT_STATES = (
    "ready", "submitting", "placed", "refused", "in_doubt", "conflict", "needs_person", "abandoned", "withdrawn",
)  # fmt: skip
ORDER_STATES = ("to_pay", "paid", "part_shipped", "shipped", "received", "finished", "cancelled")
REFUND_STATES = ("none", "asked", "done", "closed")
LINE_STATES = ("open", "cancelled", "refunded")
CHECKS = ("checking", "agreed", "differs")
ALARMS = ("not_shipped", "late", "no_scan", "frozen", "not_counted", "short", "refund_waits")
ARRIVALS = ("good", "damaged", "wrong", "closed", "reopened", "cancelled", "returned_good", "returned_damaged")
ERRANDS = ("receipt", "refund", "return", "withdraw", "cancel", "note", "urge")
ERRAND_STATES = ("draft", "waits", "asked", "unclear", "done", "refused", "dropped")
HOLDS = "state IN ('waits', 'asked', 'unclear') AND kind NOT IN ('note', 'urge')"
"""Errands about goods or money that wait or may have been sent; a query uses exactly this text, as the index does."""
UNANSWERED = "state IN ('asked', 'unclear') AND kind IN ('note', 'urge')"
"""Notes and urges that may have been sent: they hold nothing but the next one of their kind; the same holds for it."""
CLAIMS = ("pieces", "rest", "amount", "carriage", "compensation", "unknown")
CLAIM_STATES = ("open", "paid", "closed")
PIECE_KINDS = ("missing", "damaged", "good", "wrong")
NUMBERED = "refund_id <> ''"
"""Claims that 1688 has numbered: a refund is one claim."""
OF_REFUND = "kind = 'refund'"
"""Errands that ask money back; a query uses exactly this text, as the index does."""
PAY_RUN_STATES = ("choosing", "asked", "ended")
CHOOSING = "state = 'choosing'"
"""A person chooses the orders of one run at a time."""
READ_BACK = "checked = 'checking'"
"""Orders that are still to be read back; a query must use exactly this text, as the index does."""
SIGNED_FOR = "parcel.counted_at IS NULL AND parcel.signed_at IS NOT NULL"
UNDER_WAY = "parcel.counted_at IS NULL AND NOT parcel.signed AND parcel.next_look_at IS NOT NULL"
"""Parcels that nobody counted, signed for or still followed; a query uses exactly these texts, as the indices do."""
NOT_PAID = "(paid_at IS NULL) IS TRUE"
"""Orders that nobody paid yet, or on account; a query uses exactly this text, as the index does."""
MARKET = "1688"
"""Where all orders of today are; an order is known by its market and its number there."""


class AttemptRow(Base, table=True):
    """One try to place a request. At most one is live; what is sent is stored here before it is sent."""

    __table_args__ = (
        one_of("state", ATTEMPT_STATES),
        CheckConstraint(
            "state IN ('ready', 'withdrawn') OR "
            "(body IS NOT NULL AND body_sha256 IS NOT NULL AND submitted_at IS NOT NULL)",
            name="written_before_sent",
        ),
        CheckConstraint(
            "(by_hand IS NULL) = (hand_at IS NULL) AND (by_hand IS NULL OR due_at IS NULL)", name="by_hand_alone"
        ),
        UniqueConstraint("out_order_id"),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        ForeignKeyConstraint(["by_hand"], ["person.id"]),
        index_where("state NOT IN ('refused', 'abandoned', 'withdrawn')", "one_live", "request_id", unique=True),
        *indices("attempt", ("request_id",), ("state", "next_look_at"), ("created_at",)),
        *indices("attempt", ("submitted_at",), ("doubted_at",)),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int
    state: str
    version: int = 0
    epoch: int = 0
    gateway: str
    out_order_id: str
    body: str | None = Field(default=None, sa_column=Column(Text))
    body_sha256: str | None = None
    note: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    """The note to the seller in `body`, with the mark of the team; empty if it has none."""
    owner: str = ""
    lease_until: datetime | None = Field(default=None, sa_column=moment())
    due_at: datetime | None = Field(default=None, sa_column=moment())
    submitted_at: datetime | None = Field(default=None, sa_column=moment())
    answer: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    reason: str = ""
    failed: Any = Field(default=None, sa_column=Column(Json))
    alike: Any = Field(default=None, sa_column=Column(Json))
    resends: int = 0
    looks: int = 0
    empty_looks: int = 0
    unfiltered_looks: int = 0
    next_look_at: datetime | None = Field(default=None, sa_column=moment())
    doubted_at: datetime | None = Field(default=None, sa_column=moment())
    created_at: datetime = Field(sa_column=moment(nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=moment())
    by_hand: int | None = Field(default=None, sa_column=big())
    """Who orders it on the site, since `hand_at`; the program claims it no more."""
    hand_at: datetime | None = Field(default=None, sa_column=moment())


class VerdictRow(Base, table=True):
    """A person's word that an unclear attempt be sent again or given up; two people must agree if there are two."""

    __table_args__ = (
        one_of("verdict", ("resend", "abandon")),
        UniqueConstraint("attempt_id", "epoch", "verdict", "person_id"),
        ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int
    epoch: int
    verdict: str
    person_id: int = Field(sa_column=big(nullable=False))
    created_at: datetime = Field(sa_column=moment(nullable=False))


def _of_market() -> Any:
    """The first column of an order's key."""
    return Field(default=MARKET, primary_key=True, sa_column_kwargs={"server_default": MARKET})


def _of_order() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["market", "order_id"], ["remote_order.market", "remote_order.order_id"])


def _told() -> Any:
    """Words of 1688's, empty if it said none."""
    return Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class RemoteOrderRow(Base, table=True):
    """One order of an attempt, as last seen on its market. Its number is text: 19 digits do not fit a float.

    `checked` says whether it was read back as what was sent, `echoed` whether our reference came with it; `total_fen`
    is the sum that counts, `detail_fen` the detail's last sum, `listed_fen` the list's sum since then, `paid_fen` what
    was paid for it, `unbelieved_fen` what 1688 last said came back of it beyond that; `pieces` is how many pieces it
    was read back with; `confirmed_at` is when it was found to be received.
    """

    __tablename__ = "remote_order"
    __table_args__ = (
        one_of("state", ORDER_STATES),
        one_of("refund", REFUND_STATES),
        one_of("checked", CHECKS),
        *not_negative("total_fen", "freight_fen", "refunded_fen", "paid_fen", "unbelieved_fen"),
        ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        index_where("echoed IS NOT NULL", "newest_echo", "placed_at", "order_id"),
        index_where(READ_BACK, "to_read_back", "state"),
        *indices("remote_order", ("request_id",), ("attempt_id",), ("next_look_at",), ("paid_at",), ("confirmed_at",)),
        *indices("remote_order", ("state", "pay_by"), ("state", "request_id"), ("seller", "state")),
        index_where(NOT_PAID, "placed_not_paid", "placed_at", "order_id"),
    )

    market: str = _of_market()
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
    paid_fen: int = Field(default=0, sa_column=big(nullable=False, server_default="0"))
    unbelieved_fen: int = Field(default=0, sa_column=big(nullable=False, server_default="0"))
    pieces: int | None = None
    seller: str = ""
    seller_login: str = ""
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    close_reason: str = ""
    pay: Any = Field(default=None, sa_column=Column(Json))
    pay_by: datetime | None = Field(default=None, sa_column=moment())
    warned: str = ""
    placed_at: datetime = Field(sa_column=moment(nullable=False))
    modified_at: datetime | None = Field(default=None, sa_column=moment())
    paid_at: datetime | None = Field(default=None, sa_column=moment())
    confirmed_at: datetime | None = Field(default=None, sa_column=moment())
    counted_at: datetime | None = Field(default=None, sa_column=moment())
    """When the newest of its events of arrival was recorded; NULL if it has none."""
    looked_at: datetime | None = Field(default=None, sa_column=moment())
    next_look_at: datetime | None = Field(default=None, sa_column=moment())
    look_step: int = 0
    errand_at: datetime | None = Field(default=None, sa_column=moment())
    """When something was last asked of 1688 once, beside creating it, or a claim was first known; NULL if never."""


class OrderEntryRow(Base, table=True):
    """One order line: what an order holds of one offer and variant, at its `place` in the order.

    `amount_fen` is what 1688 says that it costs, `share_fen` its share of the order's sum that counts; both are NULL if
    not known. `spec_id` is empty if the offer has no variants.
    """

    __tablename__ = "order_entry"
    __table_args__ = (
        one_of("state", LINE_STATES),
        one_of("step", ORDER_STATES),
        *not_negative("amount_fen", "share_fen", "refunded_fen"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        _of_order(),
    )

    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    entry_id: str = Field(primary_key=True)
    place: int
    offer_id: str
    spec_id: str = ""
    quantity: int
    amount_fen: int | None = Field(default=None, sa_column=big())
    share_fen: int | None = Field(default=None, sa_column=big())
    refunded_fen: int = Field(default=0, sa_column=big(nullable=False))
    state: str = "open"
    title: str = Field(default="", sa_column=Column(Text, nullable=False))
    step: str | None = None


class ParcelRow(Base, table=True):
    """One parcel of an order and its latest step.

    `lines` are those of the order that 1688 says are in it, `pieces` how many of them still can come in it, NULL if
    that is not known; `near` is whether its trace says that it is at the door or was there; `signed_at` and
    `counted_at` are when that was first known.
    """

    __table_args__ = (
        _of_order(),
        *indices("parcel", ("next_look_at",), ("bill_no",), ("logistics_id",)),
        index_where(SIGNED_FOR.replace("parcel.", ""), "parcel_signed_for", "signed_at", "order_id", "logistics_id"),
        index_where(
            UNDER_WAY.replace("parcel.", ""), "parcel_under_way", "near", "sent_at", "order_id", "logistics_id"
        ),
    )

    market: str = _of_market()
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
    sent_at: datetime | None = Field(default=None, sa_column=moment())
    traced_at: datetime | None = Field(default=None, sa_column=moment())
    lines: Any = Field(default=None, sa_column=Column(Json))
    pieces: int | None = None
    near: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    signed_at: datetime | None = Field(default=None, sa_column=moment())
    counted_at: datetime | None = Field(default=None, sa_column=moment())


class ArrivalRow(Base, table=True):
    """What happened to pieces of an order line: they came, will not come, or were sent back. No row ever changes.

    Those of one `act` were said at once by one person, whose key it carries; `reverses` is the row that it takes back.
    """

    __table_args__ = (
        one_of("kind", ARRIVALS),
        CheckConstraint("pieces > 0", name="pieces_positive"),
        UniqueConstraint("market", "order_id", "act", "place"),
        UniqueConstraint("reverses"),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        _of_order(),
    )

    id: int | None = Field(default=None, primary_key=True)
    market: str = Field(default=MARKET, sa_column_kwargs={"server_default": MARKET})
    order_id: str
    entry_id: str
    logistics_id: str = ""
    kind: str
    pieces: int
    reason: str = ""
    person_id: int | None = Field(default=None, sa_column=big())
    act: str
    place: int
    reverses: int | None = None
    at: datetime = Field(sa_column=moment(nullable=False))


class ArrivalPhotoRow(Base, table=True):
    """A photo of what came: Telegram's ids of the file, which is fetched only when a refund needs it."""

    __tablename__ = "arrival_photo"
    __table_args__ = (_of_order(), ForeignKeyConstraint(["person_id"], ["person.id"]))

    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    unique_id: str = Field(primary_key=True)
    file_id: str
    person_id: int = Field(sa_column=big(nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))


class CountDraftRow(Base, table=True):
    """What one person has counted and not said yet: of each line the good, the damaged and the wrong pieces."""

    __tablename__ = "count_draft"
    __table_args__ = (_of_order(), ForeignKeyConstraint(["person_id"], ["person.id"]))

    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    logistics_id: str = Field(default="", primary_key=True)
    lines: Any = Field(default=None, sa_column=Column(Json, nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))


class WaybillRow(Base, table=True):
    """A waybill that somebody asked about while no parcel of ours had it; `told_at` is when they heard whose it is."""

    __table_args__ = (ForeignKeyConstraint(["person_id"], ["person.id"]),)

    bill_no: str = Field(primary_key=True)
    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=moment(nullable=False))
    told_at: datetime | None = Field(default=None, sa_column=moment())


class ErrandRow(Base, table=True):
    """What a person has 1688 do once with an order, beside creating it: recorded before it is sent, and sent once.

    `ask` is what a refund asks for, `words` those of a note to the seller, `agreed` who gave a second word, `looked_at`
    when 1688 last answered what it knows of an unclear one. At most one of an order waits or may have been sent, and
    beside it one note and one urge.
    """

    __table_args__ = (
        one_of("kind", ERRANDS),
        one_of("state", ERRAND_STATES),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        index_where(HOLDS, "one_errand", "market", "order_id", unique=True),
        index_where(UNANSWERED, "one_message", "market", "order_id", "kind", unique=True),
        index_where("state = 'draft'", "one_draft", "market", "order_id", "person_id", unique=True),
        index_where(OF_REFUND, "asked_back", "person_id", "at"),
        *indices("errand", ("market", "order_id")),
        _of_order(),
    )

    id: int | None = Field(default=None, primary_key=True)
    market: str = Field(default=MARKET, sa_column_kwargs={"server_default": MARKET})
    order_id: str
    kind: str
    state: str
    version: int = 0
    person_id: int = Field(sa_column=big(nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))
    entries: Any = Field(default=None, sa_column=Column(Json))
    accepts: bool = False
    ask: Any = Field(default=None, sa_column=Column(Json))
    refund_id: str = ""
    carrier: str = ""
    waybill: str = ""
    words: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    agreed: Any = Field(default=None, sa_column=Column(Json))
    looked_at: datetime | None = Field(default=None, sa_column=moment())
    seen_whole: bool = False
    ended_at: datetime | None = Field(default=None, sa_column=moment())


class RefundClaimRow(Base, table=True):
    """One refund of an order as a claim on it: asked for here, by an errand, or opened on the site; fen.

    A claim stands until it closes without money; `entries` are the lines that it touches, NULL if nobody knows them.
    `looked_by` said at `looked_at` that it is not on the site, or ended there unpaid; a second person must agree.
    What is asked for here is checked against the law of money when it is added (a trigger), and never deleted.
    """

    __tablename__ = "refund_claim"
    __table_args__ = (
        one_of("kind", CLAIMS),
        one_of("state", CLAIM_STATES),
        *not_negative("goods_fen", "carriage_fen"),
        UniqueConstraint("errand_id"),
        ForeignKeyConstraint(["errand_id"], ["errand.id"]),
        ForeignKeyConstraint(["answered_by"], ["person.id"]),
        ForeignKeyConstraint(["looked_by"], ["person.id"]),
        index_where(NUMBERED, "one_claim_of_refund", "market", "refund_id", unique=True),
        *indices("refund_claim", ("market", "order_id")),
        _of_order(),
    )

    id: int | None = Field(default=None, primary_key=True)
    market: str = Field(default=MARKET, sa_column_kwargs={"server_default": MARKET})
    order_id: str
    kind: str
    state: str
    at: datetime = Field(sa_column=moment(nullable=False))
    goods_fen: int = Field(sa_column=big(nullable=False))
    carriage_fen: int = Field(sa_column=big(nullable=False))
    entries: Any = Field(default=None, sa_column=Column(Json))
    errand_id: int | None = None
    refund_id: str = ""
    seen: bool = False
    back: bool = False
    sent_back: bool = False
    rest_of: int | None = None
    answered_by: int | None = Field(default=None, sa_column=big())
    answered_at: datetime | None = Field(default=None, sa_column=moment())
    looked_by: int | None = Field(default=None, sa_column=big())
    looked_at: datetime | None = Field(default=None, sa_column=moment())


class ClaimedPieceRow(Base, table=True):
    """So many pieces of a kind of one order line that a claim is of.

    Those of a claim asked for here are checked against the law of pieces when they are added (a trigger).
    """

    __tablename__ = "claimed_piece"
    __table_args__ = (
        one_of("kind", PIECE_KINDS),
        CheckConstraint("pieces > 0", name="pieces_positive"),
        ForeignKeyConstraint(["claim_id"], ["refund_claim.id"]),
        _of_order(),
        *indices("claimed_piece", ("market", "order_id", "entry_id")),
    )

    claim_id: int = Field(primary_key=True)
    market: str = Field(default=MARKET, sa_column_kwargs={"server_default": MARKET})
    order_id: str
    entry_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    pieces: int


class AlarmRow(Base, table=True):
    """One thing that is stuck, and was told by what was known at `seen_at`; `parcel` is empty if it is about the order.

    It is the same thing as long as `since` is the same.
    """

    __table_args__ = (one_of("kind", ALARMS), _of_order())

    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    parcel: str = Field(default="", primary_key=True)
    since: datetime = Field(sa_column=moment(nullable=False))
    seen_at: datetime = Field(sa_column=moment(nullable=False))


class PayRunRow(Base, table=True):
    """Orders that one person pays together; `message_id` is its card in their private chat, `links` stand on it."""

    __tablename__ = "pay_run"
    __table_args__ = (
        one_of("state", PAY_RUN_STATES),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        *indices("pay_run", ("person_id", "state")),
        index_where(CHOOSING, "one_choosing", "person_id", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(sa_column=big(nullable=False))
    state: str
    message_id: int | None = Field(default=None, sa_column=big())
    made_at: datetime = Field(sa_column=moment(nullable=False))
    asked_at: datetime | None = Field(default=None, sa_column=moment())
    ended_at: datetime | None = Field(default=None, sa_column=moment())
    links: Any = Field(default=None, sa_column=Column(Json))


class PayRunOrderRow(Base, table=True):
    """An order of a run: its sum when the links were asked for, by which link, from 1, or why it was left out."""

    __tablename__ = "pay_run_order"
    __table_args__ = (
        *not_negative("total_fen"),
        ForeignKeyConstraint(["run_id"], ["pay_run.id"]),
        _of_order(),
        *indices("pay_run_order", ("market", "order_id")),
    )

    run_id: int = Field(primary_key=True)
    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    link: int = 0
    total_fen: int = Field(sa_column=big(nullable=False))
    left_out: str = ""


class RefundRow(Base, table=True):
    """One refund of an order, as 1688 last showed it.

    `carriage_fen` is a part of what was asked for; `entries` and `pieces` say of which lines it is, `back` whether the
    goods go back, to `address`. Until `ends_at` somebody must act; `ends_how` is 1688's word for what happens then.
    """

    __table_args__ = (
        one_of("state", REFUND_STATES),
        *not_negative("amount_fen", "paid_fen"),
        _of_order(),
        Index("ix_refund_market_order_id", "market", "order_id"),
    )

    market: str = _of_market()
    refund_id: str = Field(primary_key=True)
    order_id: str
    state: str
    word: str = ""
    amount_fen: int = Field(sa_column=big(nullable=False))
    paid_fen: int = Field(sa_column=big(nullable=False))
    carriage_fen: int = Field(default=0, sa_column=big(nullable=False, server_default="0"))
    entries: Any = Field(default=None, sa_column=Column(Json))
    pieces: Any = Field(default=None, sa_column=Column(Json))
    back: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    reason_id: int = Field(default=0, sa_column=big(nullable=False, server_default="0"))
    reason: str = _told()
    rejection: str = _told()
    asked_at: datetime | None = Field(default=None, sa_column=moment())
    ends_at: datetime | None = Field(default=None, sa_column=moment())
    ends_how: str = _told()
    address: str = _told()
    carrier: str = _told()
    bill_no: str = _told()


class UnknownOrderRow(Base, table=True):
    """An order that no live attempt explains: under our reference, or placed outside the bot (`outside`).

    `report` is what 1688 showed of it; `given_to` is the request whose order it is, as people said.
    """

    __tablename__ = "ghost"

    market: str = _of_market()
    order_id: str = Field(primary_key=True)
    attempt_id: int | None = None
    out_order_id: str = ""
    outside: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    found_at: datetime = Field(sa_column=moment(nullable=False))
    closed_by: int | None = Field(default=None, sa_column=big())
    report: Any = Field(default=None, sa_column=Column(Json))
    given_to: int | None = None


class OtherCostRow(Base, table=True):
    """Money spent beside 1688 for purchases; no sum ever changes, `reverses` is the one that another takes back.

    `amount` is as typed, in `currency`; `total_fen` the same in fen at `rate`, which is NULL for yuan.
    """

    __tablename__ = "other_cost"
    __table_args__ = (
        one_of("basis", ("value", "pieces")),
        CheckConstraint("total_fen <> 0", name="total_known"),
        UniqueConstraint("reverses"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = None
    person_id: int = Field(sa_column=big(nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))
    amount: str
    currency: str
    rate: str | None = None
    total_fen: int = Field(sa_column=big(nullable=False))
    words: str = Field(sa_column=Column(Text, nullable=False))
    basis: str
    reverses: int | None = None
    file_id: str = ""


class OtherCostPartRow(Base, table=True):
    """What of such a cost is for one request."""

    __tablename__ = "other_cost_part"
    __table_args__ = (
        ForeignKeyConstraint(["cost_id"], ["other_cost.id"]),
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        Index("ix_other_cost_part_request_id", "request_id"),
    )

    cost_id: int = Field(primary_key=True)
    request_id: int = Field(primary_key=True)
    share_fen: int = Field(sa_column=big(nullable=False))
