"""People and their erasures; teams with roles, policy versions, invitations, absences, proposals and own SKUs."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Base, Json, big, index_where, moment, one_of

ASKED_BY = ("self", "terminal", "restored")
ERASURE_STATES = ("wanted", "begun", "rest", "done", "refused")
ROLES = ("requester", "approver", "buyer", "admin", "receiver")


class PersonRow(Base, table=True):
    """Somebody who wrote to the bot or pressed a button, by Telegram's id; `notify` is what they chose of messages."""

    id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    name: str
    username: str = ""
    language: str = ""
    reachable: bool = False
    seen_at: datetime = Field(sa_column=moment(nullable=False))
    notify: Any = Field(default=None, sa_column=Column(Json))


class ErasureRow(Base, table=True):
    """One erasure of a person, whose number alone is stored.

    `wanted` at the terminal, for the running bot; `begun` once they have no rights any more; `rest` while words of
    theirs stand in requests that go on; `done` when nothing is left. `next_at` is when it goes on, None if it is over.
    """

    __table_args__ = (one_of("by", ASKED_BY), one_of("state", ERASURE_STATES))

    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    asked_at: datetime = Field(sa_column=moment(primary_key=True))
    by: str
    state: str
    next_at: datetime | None = Field(default=None, sa_column=moment())
    ended_at: datetime | None = Field(default=None, sa_column=moment())


class TeamRow(Base, table=True):
    """One group chat that buys together; `rate` is yuan for one unit of `currency`, both are texts as typed.

    `notify` is what its people get of messages if they chose nothing else; `mark` stands in every note to a seller;
    `counts_since` is when somebody first counted what arrived.
    """

    __table_args__ = (UniqueConstraint("chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_column=big(nullable=False))
    title: str = ""
    language: str = "en"
    time_zone: str
    currency: str = ""
    rate: str | None = None
    rate_date: str | None = None
    policy_version: int
    active: bool = True
    created_at: datetime = Field(sa_column=moment(nullable=False))
    notify: Any = Field(default=None, sa_column=Column(Json))
    mark: str = Field(default="", sa_column_kwargs={"server_default": ""})
    counts_since: datetime | None = Field(default=None, sa_column=moment())


class MemberRow(Base, table=True):
    """A person in a team; `roles` are sorted and joined by commas, `version` grows with every change.

    `left_at` is since when they are known not to be in the team's group, `left_update` the update that said so.
    """

    __table_args__ = (
        CheckConstraint("limit_fen IS NULL OR limit_fen >= 0", name="limit_not_negative"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        Index("ix_member_person_id", "person_id"),
    )

    team_id: int = Field(primary_key=True)
    person_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    roles: str
    limit_fen: int | None = Field(default=None, sa_column=big())
    active: bool = True
    version: int = 1
    since: datetime = Field(sa_column=moment(nullable=False))
    left_at: datetime | None = Field(default=None, sa_column=moment())
    left_update: int | None = Field(default=None, sa_column=big())


class PolicyRow(Base, table=True):
    """One version of a team's policy, as JSON."""

    __table_args__ = (ForeignKeyConstraint(["team_id"], ["team.id"]),)

    team_id: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    rules: str = Field(sa_column=Column(Text, nullable=False))
    made_by: int = Field(sa_column=big(nullable=False))
    created_at: datetime = Field(sa_column=moment(nullable=False))


class InvitationRow(Base, table=True):
    """An invitation into a team, for one person and one role; only the hash of its code is stored."""

    __table_args__ = (
        one_of("role", ROLES),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["used_by"], ["person.id"]),
    )

    code_sha256: str = Field(primary_key=True)
    team_id: int
    role: str
    made_by: int = Field(sa_column=big(nullable=False))
    expires_at: datetime = Field(sa_column=moment(nullable=False))
    used_by: int | None = Field(default=None, sa_column=big())
    used_at: datetime | None = Field(default=None, sa_column=moment())


class AwayRow(Base, table=True):
    """An absence from the first to the last day (ISO, in the team's zone), and who decides in the meantime."""

    __table_args__ = (
        CheckConstraint("delegate_id IS NULL OR delegate_id <> person_id", name="not_to_oneself"),
        CheckConstraint("from_day <= until_day", name="days_forward"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        ForeignKeyConstraint(["delegate_id"], ["person.id"]),
        Index("ix_away_team_id_until_day", "team_id", "until_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int
    person_id: int = Field(sa_column=big(nullable=False))
    delegate_id: int | None = Field(default=None, sa_column=big())
    from_day: str
    until_day: str
    created_at: datetime = Field(sa_column=moment(nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=moment())


class ProposalRow(Base, table=True):
    """A change that loosens and waits for its second word; without a team it concerns all teams.

    `base` is the version of what it changes; `outcome` is `done` or `dropped` once it is over.
    """

    __table_args__ = (
        one_of("outcome", ("", "done", "dropped")),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        Index("ix_proposal_team_id_outcome", "team_id", "outcome"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = None
    kind: str
    change: Any = Field(sa_column=Column(Json, nullable=False))
    base: int = 0
    made_by: int = Field(sa_column=big(nullable=False))
    created_at: datetime = Field(sa_column=moment(nullable=False))
    outcome: str = ""
    done_by: int | None = Field(default=None, sa_column=big())
    done_at: datetime | None = Field(default=None, sa_column=moment())


class OwnSkuRow(Base, table=True):
    """One code of a team's list, or of those who buy without a team; `plain` is the form that is compared.

    `ratio` is how many pieces of 1688 one of it is. The reserve's columns are empty if there is none.
    """

    __tablename__ = "own_sku"
    __table_args__ = (
        CheckConstraint("ratio > 0", name="ratio_positive"),
        CheckConstraint("plain <> ''", name="plain_known"),
        CheckConstraint("offer_id <> ''", name="offer_known"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["changed_by"], ["person.id"]),
        index_where("team_id IS NOT NULL", "one_code_in_a_team", "team_id", "plain", unique=True),
        index_where("team_id IS NULL", "one_code_without_a_team", "plain", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = None
    code: str
    plain: str
    name: str = ""
    ratio: int = 1
    offer_id: str
    spec_id: str = ""
    variant: str = ""
    reserve_offer_id: str = ""
    reserve_spec_id: str = ""
    reserve_variant: str = ""
    changed_by: int = Field(sa_column=big(nullable=False))
    changed_at: datetime = Field(sa_column=moment(nullable=False))


class TeamRateRow(Base, table=True):
    """A rate of a team, from a moment on: yuan for one unit of `currency`, as typed. It is kept for ever."""

    __tablename__ = "team_rate"
    __table_args__ = (ForeignKeyConstraint(["team_id"], ["team.id"]),)

    team_id: int = Field(primary_key=True)
    since: datetime = Field(sa_column=moment(primary_key=True))
    currency: str
    yuan: str


class TopicTagRow(Base, table=True):
    """The tag that what is asked for in a topic of a team's group has; `topic_id` 0 is the group without topics."""

    __tablename__ = "topic_tag"
    __table_args__ = (ForeignKeyConstraint(["team_id"], ["team.id"]),)

    team_id: int = Field(primary_key=True)
    topic_id: int = Field(sa_column=big(primary_key=True, autoincrement=False))
    tag: str
