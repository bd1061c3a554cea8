"""Queries on teams, their people and rules, invitations, absences and proposals."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Person
from storage.team_tables import Away, Invitation, Member, Policy, Proposal, Team

FRESH = {"populate_existing": True}


async def get(session: AsyncSession, team_id: int) -> Team | None:
    return await session.get(Team, team_id, populate_existing=True)


async def of_chat(session: AsyncSession, chat_id: int) -> Team | None:
    return (await session.exec(select(Team).where(Team.chat_id == chat_id), execution_options=FRESH)).first()


async def all_open(session: AsyncSession) -> Sequence[Team]:
    """The teams that are not closed, oldest first."""
    query = select(Team).where(col(Team.active).is_(True)).order_by(col(Team.id))
    return (await session.exec(query, execution_options=FRESH)).all()


async def ids_of_person(session: AsyncSession, person_id: int) -> Sequence[int]:
    """The open teams in which somebody is an active member."""
    query = (
        select(Member.team_id)
        .join(Team, col(Team.id) == Member.team_id)
        .where(Member.person_id == person_id, col(Member.active).is_(True), col(Team.active).is_(True))
    )
    return (await session.exec(query.order_by(col(Member.team_id)))).all()


async def members(session: AsyncSession, team_id: int) -> Sequence[tuple[Member, Person]]:
    """Everybody who is or was in a team, with his names, by his number."""
    query = select(Member, Person).join(Person, col(Person.id) == Member.person_id).where(Member.team_id == team_id)
    return (await session.exec(query.order_by(col(Member.person_id)), execution_options=FRESH)).all()


async def member(session: AsyncSession, team_id: int, person_id: int) -> Member | None:
    return await session.get(Member, (team_id, person_id), populate_existing=True)


async def people(session: AsyncSession, ids: Sequence[int]) -> Sequence[Person]:
    return (await session.exec(select(Person).where(col(Person.id).in_(ids)), execution_options=FRESH)).all()


async def policy(session: AsyncSession, team_id: int, version: int) -> Policy | None:
    return await session.get(Policy, (team_id, version), populate_existing=True)


async def invitation(session: AsyncSession, code_sha256: str) -> Invitation | None:
    return await session.get(Invitation, code_sha256, populate_existing=True)


async def open_invitations(session: AsyncSession, team_id: int, now: datetime) -> Sequence[Invitation]:
    """What is neither used nor over, the next to end first."""
    query = select(Invitation).where(
        Invitation.team_id == team_id, col(Invitation.used_by).is_(None), col(Invitation.expires_at) > now
    )
    return (await session.exec(query.order_by(col(Invitation.expires_at)), execution_options=FRESH)).all()


async def absences(session: AsyncSession, team_id: int, from_day: str) -> Sequence[Away]:
    """Absences of a team that reach to that day (ISO) or beyond, also those taken back."""
    query = select(Away).where(Away.team_id == team_id, col(Away.until_day) >= from_day)
    return (await session.exec(query.order_by(col(Away.from_day), col(Away.id)), execution_options=FRESH)).all()


async def absences_of(session: AsyncSession, person_id: int, from_day: str) -> Sequence[Away]:
    """Absences of a person that hold or are to come, in all teams."""
    query = select(Away).where(
        Away.person_id == person_id, col(Away.until_day) >= from_day, col(Away.ended_at).is_(None)
    )
    return (await session.exec(query.order_by(col(Away.id)), execution_options=FRESH)).all()


async def proposal(session: AsyncSession, proposal_id: int) -> Proposal | None:
    return await session.get(Proposal, proposal_id, populate_existing=True)


async def every_proposal(session: AsyncSession) -> Sequence[Proposal]:
    """What no word settled, of all teams and of none, also what is too old."""
    query = select(Proposal).where(Proposal.outcome == "").order_by(col(Proposal.id))
    return (await session.exec(query, execution_options=FRESH)).all()


async def open_proposals(session: AsyncSession, team_id: int | None, since: datetime) -> Sequence[Proposal]:
    """What waits for its second word and is not too old, oldest first."""
    query = select(Proposal).where(
        Proposal.team_id == team_id, Proposal.outcome == "", col(Proposal.created_at) > since
    )
    return (await session.exec(query.order_by(col(Proposal.id)), execution_options=FRESH)).all()
