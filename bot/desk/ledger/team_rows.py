"""Converts rows of teams to values and back."""

from datetime import date
from decimal import Decimal

from bot.purchasing.approval.team import Member, Role
from bot.purchasing.money import Fen
from bot.purchasing.people.teams import Absence, Invitation, OurTeam, Proposal
from storage import tables


def dump_roles(roles: frozenset[Role]) -> str:
    return ",".join(sorted(roles))


def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in text.split(",") if word)


def member(row: tables.MemberRow, name: str) -> Member:
    limit = None if row.limit_fen is None else Fen(row.limit_fen)
    return Member(row.person_id, name, _roles(row.roles), row.active, limit, rests=row.left_at is not None)


def team(row: tables.TeamRow, members: tuple[Member, ...]) -> OurTeam:
    assert row.id is not None
    return OurTeam(
        id=row.id,
        chat_id=row.chat_id,
        language=row.language,
        time_zone=row.time_zone,
        currency=row.currency,
        rate=None if row.rate is None else Decimal(row.rate),
        rate_date=None if row.rate_date is None else date.fromisoformat(row.rate_date),
        members=members,
        title=row.title,
        policy_version=row.policy_version,
        closed=not row.active,
    )


def invitation(row: tables.InvitationRow) -> Invitation:
    return Invitation(row.team_id, Role(row.role), row.made_by, row.expires_at, row.used_by)


def absence(row: tables.AwayRow) -> Absence:
    assert row.id is not None
    return Absence(
        id=row.id,
        team_id=row.team_id,
        by=row.person_id,
        to=row.delegate_id,
        first=date.fromisoformat(row.from_day),
        last=date.fromisoformat(row.until_day),
        made_at=row.created_at,
        ended_at=row.ended_at,
    )


def proposal(row: tables.ProposalRow) -> Proposal:
    assert row.id is not None
    return Proposal(row.id, row.team_id, row.kind, row.change, row.base, row.made_by, row.created_at)
