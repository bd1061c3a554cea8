"""The tables. Statuses are text with a CHECK, money is fen, times are UTC; nothing is deleted by a cascade."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, false
from sqlmodel import Field

from storage.tables import (
    erasure_tables,
    journal_tables,
    line_tables,
    market_tables,
    order_tables,
    shared_tables,
    sku_tables,
    team_tables,
)
from storage.tables.base import Base, big, index_where, indices, moment, one_of
from storage.tables.columns import Json

ELSEWHERE = (
    erasure_tables,
    journal_tables,
    line_tables,
    market_tables,
    order_tables,
    shared_tables,
    sku_tables,
    team_tables,
)
"""The modules of the other tables; importing a module registers its tables."""
REQUEST_STATES = ("draft", "pending", "approved", "closed", "rejected", "cancelled", "expired")
CLOSED_REASONS = (
    "", "by-requester", "unconfirmed", "undecided", "declined", "consent-over", "taken-back", "team-closed", "refused",
    "given-up", "orders-ended", "to-list",
)  # fmt: skip
ATTEMPT_STATES = (
    "ready", "submitting", "placed", "refused", "in_doubt", "conflict", "needs_person", "abandoned", "withdrawn",
)  # fmt: skip
INBOX_STATES = ("new", "done", "dead")
OUTBOX_STATES = ("due", "sending", "sent", "dead")
VERDICTS = ("approve", "decline")
GOING_ON = "state IN ('draft', 'pending', 'approved')"
ON_THEIR_WAY = "state IN ('due', 'sending') AND waits_until IS NULL"
WAITING = "waits_until IS NOT NULL"
BUTTONS_LIVE = "buttons_live"
WITH_LANE = "lane <> '' AND state <> 'new'"
NOT_EMPTIED = "emptied_at IS NULL"
NEVER_ASKED = (
    "closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed')"
    " AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL"
)
EVER_ASKED = f"({NEVER_ASKED}) IS NOT TRUE"
"""GOING_ON: requests that are not over; ON_THEIR_WAY: messages not sent yet; WAITING: those that wait for a morning;
BUTTONS_LIVE: messages to keep true: few among many; WITH_LANE: updates that are over and still have a text;
NOT_EMPTIED: messages that still have theirs; NEVER_ASKED: drafts that ended and that nobody was ever asked to agree to;
EVER_ASKED: all but those.

Queries must use exactly these texts, as the indices do: SQLite compares the text to see that an index fits.
"""


class PersonRow(Base, table=True):
    """Somebody who wrote to the bot or pressed a button, by Telegram's id; `notify` is what they chose of messages."""

    id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    name: str
    username: str = ""
    language: str = ""
    reachable: bool = False
    seen_at: datetime = Field(sa_column=moment(nullable=False))
    notify: Any = Field(default=None, sa_column=Column(Json))


class ChatRow(Base, table=True):
    """A chat that the bot is in; `told_privacy_at` is when the bot last explained what works there."""

    id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    kind: str
    title: str = ""
    hears_all: bool | None = None
    told_privacy_at: datetime | None = Field(default=None, sa_column=moment())
    migrated_to: int | None = Field(default=None, sa_column=big())


class RequestRow(Base, table=True):
    """What a person asks for; `offer` is the offer as shown, `snapshot` what was consented to.

    `several` are the variants with their pieces if there is more than one, instead of `spec_id` and `quantity`.
    `own` are the own SKUs by which it was asked for.
    `wanted` are variant words that fit no SKU, `obstacle` is why the choice cannot be bought, `previous` the snapshot
    before the last change, `opened_by` the update and line that opened it. In a team: `why` is for the approvers,
    `needs` what the policy of `policy_version` asks for, `approved` the snapshot that they approved, `passed` those
    within tolerance since, `rate` yuan for one `currency` as the card showed it, `next_at` when its deadlines are
    checked again. If it holds several offers: `asked` is how many lines were asked for, `line_at` which of them is
    being chosen, `parts` into how many requests, one for each seller, it was split when it was approved; each of these
    is its `part` `part_of` it.
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
    offer_id: str
    offer: Any = Field(sa_column=Column(Json, nullable=False))
    spec_id: str | None = None
    quantity: int | None = None
    several: Any = Field(default=None, sa_column=Column(Json))
    address_id: str | None = None
    address_label: str = ""
    own: Any = Field(default=None, sa_column=Column(Json))
    wanted: str = ""
    note: str = ""
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


class InboxRow(Base, table=True):
    """A raw update from Telegram, stored before it is confirmed; it takes effect once. `epoch` counts its claims.

    The row stays for ever, so that the update never takes effect again; `raw`, `lane` and `error` are emptied later.
    """

    __table_args__ = (
        one_of("state", INBOX_STATES),
        Index("ix_inbox_state_update_id", "state", "update_id"),
        index_where(WITH_LANE, "ix_inbox_with_text", "state", "finished_at"),
    )

    bot_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    update_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    lane: str
    raw: str = Field(sa_column=Column(Text, nullable=False))
    state: str = "new"
    attempts: int = 0
    error: str = ""
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    epoch: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    claimed_until: datetime | None = Field(default=None, sa_column=moment())
    received_at: datetime = Field(sa_column=moment(nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=moment())


class OutboxRow(Base, table=True):
    """A message to send, written in the transaction of what it tells. `epoch` counts its claims.

    `buttons_live`: it has, or will have, buttons that hold in one state of its request only, and still carries them.
    `waits_until`: its reader wants it in the morning; it is due, but part of the chat's digest then.
    `emptied_at`: since when `payload` holds no text any more, only what its buttons need; the row stays.
    """

    __table_args__ = (
        one_of("state", OUTBOX_STATES),
        UniqueConstraint("dedupe"),
        Index("ix_outbox_state_next_at", "state", "next_at"),
        Index("ix_outbox_chat_id_id", "chat_id", "id"),
        index_where(ON_THEIR_WAY, "on_their_way", "chat_id", "id"),
        index_where(WAITING, "ix_outbox_waiting", "waits_until", "chat_id"),
        index_where(BUTTONS_LIVE, "ix_outbox_buttons_live", "request_id"),
        index_where(NOT_EMPTIED, "ix_outbox_with_text", "state", "sent_at"),
        index_where(NOT_EMPTIED, "ix_outbox_of_request", "request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe: str
    chat_id: int = Field(sa_column=big(nullable=False))
    topic_id: int | None = Field(default=None, sa_column=big())
    request_id: int | None = None
    kind: str
    payload: Any = Field(sa_column=Column(Json, nullable=False))
    state: str = "due"
    attempts: int = 0
    next_at: datetime = Field(sa_column=moment(nullable=False))
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    epoch: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    claimed_until: datetime | None = Field(default=None, sa_column=moment())
    message_id: int | None = Field(default=None, sa_column=big())
    error: str = ""
    created_at: datetime = Field(sa_column=moment(nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=moment())
    buttons_live: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    waits_until: datetime | None = Field(default=None, sa_column=moment())
    emptied_at: datetime | None = Field(default=None, sa_column=moment())


class CardRow(Base, table=True):
    """The one message that shows a request in a chat; `shown` is the hash of what it shows."""

    __table_args__ = (ForeignKeyConstraint(["request_id"], ["request.id"]),)

    request_id: int = Field(primary_key=True)
    chat_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=big(nullable=False))
    has_photo: bool = False
    shown: str = ""


class DialogRow(Base, table=True):
    """A question that waits for a typed answer of one person in one chat."""

    chat_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    kind: str
    request_id: int | None = None
    facts: Any = Field(default=None, sa_column=Column(Json))
    expires_at: datetime = Field(sa_column=moment(nullable=False))


class TokenRow(Base, table=True):
    """The tokens of the 1688 account; `source` is a hash of the settings that they came from."""

    id: int = Field(default=1, primary_key=True)
    source: str
    access_token: str
    access_expires_at: datetime | None = Field(default=None, sa_column=moment())
    refresh_token: str = ""
    refresh_expires_at: datetime | None = Field(default=None, sa_column=moment())
    first_seen_at: datetime = Field(sa_column=moment(nullable=False))


class FactRow(Base, table=True):
    """Small facts by name: the watch cursor, the bot's id, the pause switch, when a tick last ran."""

    name: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(Json, nullable=False))
    updated_at: datetime = Field(sa_column=moment(nullable=False))
