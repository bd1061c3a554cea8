"""Requests: what waits on the list of a team, what is asked for, line by line, and what approvers say to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Base, Json, big, index_where, indices, moment, one_of

REQUEST_STATES = ("draft", "pending", "approved", "closed", "rejected", "cancelled", "expired")
CLOSED_REASONS = (
    "", "by-requester", "unconfirmed", "undecided", "declined", "consent-over", "taken-back", "team-closed", "refused",
    "given-up", "orders-ended", "to-list",
)  # fmt: skip
VERDICTS = ("approve", "decline")
GOING_ON = "state IN ('draft', 'pending', 'approved')"
NUMBERS_FROM = "numbers_from"
"""The fact with the lowest number for the next request, if lower ones were given and lost."""
NEVER_ASKED = (
    "closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed')"
    " AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL"
)
EVER_ASKED = f"({NEVER_ASKED}) IS NOT TRUE"
"""GOING_ON: requests that are not over; NEVER_ASKED: drafts that ended and that nobody was ever asked to agree to;
EVER_ASKED: all but those.

Queries must use exactly these texts, as the indices do: SQLite compares the text to see that an index fits.
"""


class ChosenRow(Base):
    """What is chosen of an offer so far, in the columns that requests, asked lines and lists have for it.

    `several` are the variants with their pieces if there is more than one, instead of `spec_id` and `quantity`; `own`
    are the own SKUs by which it was asked for, `wanted` variant words that fit no SKU.
    """

    offer_id: str
    spec_id: str | None = None
    quantity: int | None = None
    several: Any = Field(default=None, sa_type=Json, nullable=True)
    own: Any = Field(default=None, sa_type=Json, nullable=True)
    wanted: str = ""
    note: str = ""


class RequestRow(ChosenRow, table=True):
    """What a person asks for; `offer` is the offer as shown, `snapshot` what was consented to.

    `obstacle` is why the choice cannot be bought, `previous` the snapshot before the last change, `opened_by` the
    update and line that opened it. In a team: `why` is for the approvers, `needs` what the policy of `policy_version`
    asks for, `approved` the snapshot that they approved, `passed` those within tolerance since, `rate` yuan for one
    `currency` as the card showed it, `next_at` when its deadlines are checked again. `asked` is how many of its lines
    are rows of their own, `line_at` which of several is being chosen, `parts` into how many requests, one for each
    seller, it was split when it was approved; each of these is its `part` `part_of` it.
    """

    __table_args__ = (
        one_of("state", REQUEST_STATES),
        one_of("closed_reason", CLOSED_REASONS),
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
        CheckConstraint("state NOT IN ('pending', 'approved') OR snapshot_hash IS NOT NULL", name="snapshot_kept"),
        UniqueConstraint("id", "requester_id"),
        CheckConstraint("(part_of IS NULL) = (part IS NULL)", name="part_whole"),
        UniqueConstraint("opened_by"),
        ForeignKeyConstraint(["requester_id"], ["person.id"]),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["part_of"], ["request.id"]),
        *indices("request", ("requester_id", "id"), ("team_id", "id"), ("state", "next_at"), ("state", "valid_until")),
        *indices("request", ("offer_id", "created_at"), ("team_id", "pending_at")),
        index_where(NEVER_ASKED, "never_asked", "updated_at"),
        index_where(GOING_ON, "going_on", "id", "state", "team_id", "requester_id"),
        index_where("part_of IS NOT NULL", "one_part", "part_of", "part", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    requester_id: int = Field(sa_column=big(nullable=False))
    chat_id: int = Field(sa_column=big(nullable=False))
    topic_id: int | None = Field(default=None, sa_column=big())
    state: str
    version: int = 0
    offer: Any = Field(sa_column=Column(Json, nullable=False))
    address_id: str | None = None
    address_label: str = ""
    obstacle: Any = Field(default=None, sa_column=Column(Json))
    snapshot: Any = Field(default=None, sa_column=Column(Json))
    snapshot_hash: str | None = None
    previous: Any = Field(default=None, sa_column=Column(Json))
    opened_by: str | None = None
    valid_until: datetime | None = Field(default=None, sa_column=moment())
    closed_words: str = ""
    closed_reason: str = Field(default="", sa_column=Column(String, nullable=False, server_default=""))
    team_id: int | None = None
    policy_version: int | None = None
    why: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    needs: str | None = Field(default=None, sa_column=Column(Text))
    approved: Any = Field(default=None, sa_column=Column(Json))
    passed: Any = Field(default=None, sa_column=Column(Json))
    rate: str | None = None
    currency: str = Field(default="", sa_column_kwargs={"server_default": ""})
    pending_at: datetime | None = Field(default=None, sa_column=moment())
    next_at: datetime | None = Field(default=None, sa_column=moment())
    reminded_at: datetime | None = Field(default=None, sa_column=moment())
    escalated_at: datetime | None = Field(default=None, sa_column=moment())
    asked: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    line_at: int | None = None
    parts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    part_of: int | None = None
    part: int | None = None
    created_at: datetime = Field(sa_column=moment(nullable=False))
    updated_at: datetime = Field(sa_column=moment(nullable=False))


class AskedOfferRow(Base, table=True):
    """An offer as 1688 showed it, once for all asked lines of a request that name it."""

    __tablename__ = "asked_offer"
    __table_args__ = (ForeignKeyConstraint(["request_id"], ["request.id"]),)

    request_id: int = Field(primary_key=True)
    offer_id: str = Field(primary_key=True)
    offer: str = Field(sa_column=Column(Text, nullable=False))
    """JSON, as text: whoever reads the same text often needs not parse it again."""


class AskedLineRow(ChosenRow, table=True):
    """A line of a request, counted from 1: what one person wants of one offer.

    `note` and `tag` (a shop, a client) are its own. An only line that its requester asked for, without these two, is no
    row: it stands among the columns of its request.
    """

    __tablename__ = "asked_line"
    __table_args__ = (
        CheckConstraint("place > 0", name="place_known"),
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
        ForeignKeyConstraint(["request_id", "offer_id"], ["asked_offer.request_id", "asked_offer.offer_id"]),
        ForeignKeyConstraint(["added_by"], ["person.id"]),
        *indices("asked_line", ("offer_id", "added_at")),
        index_where("tag <> ''", "tagged", "added_at"),
        index_where("tag <> ''", "of_tag", "tag", "request_id"),
    )

    request_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    obstacle: Any = Field(default=None, sa_column=Column(Json))
    tag: str = ""
    added_by: int = Field(sa_column=big(nullable=False))
    added_at: datetime = Field(sa_column=moment(nullable=False))


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
        *indices("order_line", ("offer_id",)),
    )

    request_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    offer_id: str
    spec_id: str = ""
    quantity: int


class ListLineRow(ChosenRow, table=True):
    """What one person wants of one offer on the list of a team, until somebody asks for it.

    `request_id` is the draft that it is being asked for with; without one it waits on the list.
    `rests_since` is when it came back with an old copy of the database, until a person says that it
    is wanted anyway.
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
    offer: Any = Field(sa_column=Column(Json, nullable=False))
    tag: str = ""
    added_by: int = Field(sa_column=big(nullable=False))
    added_at: datetime = Field(sa_column=moment(nullable=False))
    changed_at: datetime = Field(sa_column=moment(nullable=False))
    rests_since: datetime | None = Field(default=None, sa_column=moment())


class DecisionRow(Base, table=True):
    """One approver's word on one exact content of a request; nobody decides on their own request.

    Nor does anybody who added a line to it, or to the request that it is a part of: a trigger refuses their word.

    A word that was taken back stays, with the time; another one may then be said.
    """

    __table_args__ = (
        one_of("verdict", VERDICTS),
        CheckConstraint("approver_id <> requester_id", name="not_ones_own"),
        ForeignKeyConstraint(["request_id", "requester_id"], ["request.id", "request.requester_id"]),
        ForeignKeyConstraint(["approver_id"], ["person.id"]),
        index_where("taken_back_at IS NULL", "one_word", "request_id", "snapshot_hash", "approver_id", unique=True),
        *indices("decision", ("request_id",)),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int
    requester_id: int = Field(sa_column=big(nullable=False))
    approver_id: int = Field(sa_column=big(nullable=False))
    verdict: str
    snapshot_hash: str
    reason: str = ""
    created_at: datetime = Field(sa_column=moment(nullable=False))
    taken_back_at: datetime | None = Field(default=None, sa_column=moment())


class QuestionRow(Base, table=True):
    """An approver's question about one content of a request, and the requester's answer once there is one."""

    __table_args__ = (
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        ForeignKeyConstraint(["asker_id"], ["person.id"]),
        Index("ix_question_request_id", "request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int
    asker_id: int = Field(sa_column=big(nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    answer: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    asked_at: datetime = Field(sa_column=moment(nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=moment())
    snapshot_hash: str = Field(default="", sa_column_kwargs={"server_default": ""})
    let_go_at: datetime | None = Field(default=None, sa_column=moment())


class SearchRow(Base, table=True):
    """What somebody looked for, so that a button can name it; `search` holds words, picture and filters."""

    __table_args__ = (ForeignKeyConstraint(["person_id"], ["person.id"]), Index("ix_search_at", "at"))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(sa_column=big(nullable=False))
    chat_id: int = Field(sa_column=big(nullable=False))
    search: Any = Field(sa_column=Column(Json, nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))


class ComparisonRow(Base, table=True):
    """Offers that somebody set side by side, `pieces` of each; `candidates` names them with their variants."""

    __table_args__ = (ForeignKeyConstraint(["person_id"], ["person.id"]), Index("ix_comparison_at", "at"))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(sa_column=big(nullable=False))
    chat_id: int = Field(sa_column=big(nullable=False))
    candidates: Any = Field(sa_column=Column(Json, nullable=False))
    pieces: int = 0
    address_id: str = ""
    at: datetime = Field(sa_column=moment(nullable=False))


class WishRow(Base, table=True):
    """Which of the offers of a comparison somebody would take: a wish, never an approval."""

    __table_args__ = (
        ForeignKeyConstraint(["comparison_id"], ["comparison.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )

    comparison_id: int = Field(primary_key=True)
    person_id: int = Field(sa_column=big(primary_key=True))
    offer_id: str
    at: datetime = Field(sa_column=moment(nullable=False))


class OfferWordsRow(Base, table=True):
    """1688's translation of an offer into one language, kept once it was asked for."""

    __tablename__ = "offer_words"

    offer_id: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    words: Any = Field(sa_column=Column(Json, nullable=False))
    at: datetime = Field(sa_column=moment(nullable=False))


class SellerAnswerRow(Base, table=True):
    """What a seller answered about a request, as somebody pasted it; `snapshot_hash` is the content of that moment."""

    __tablename__ = "seller_answer"
    __table_args__ = (
        ForeignKeyConstraint(["request_id"], ["request.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        Index("ix_seller_answer_request_id", "request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int
    person_id: int = Field(sa_column=big(nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    snapshot_hash: str = Field(default="", sa_column_kwargs={"server_default": ""})
    at: datetime = Field(sa_column=moment(nullable=False))


class ToIndexRow(Base, table=True):
    """A request whose words are to be read anew into the index; triggers put it here, once for each change.

    The index itself, `order_words`, is another kind of table on either database: `storage/queries/order_words.py`.
    """

    __tablename__ = "to_index"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int
