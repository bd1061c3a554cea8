"""Queries on teams: their people and policies, invitations, absences, proposals, and the codes of their goods.

Own SKUs are of one team, or of those who buy without one (`team` None).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, func, null, select
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.tables import AwayRow, InvitationRow, MemberRow, OwnSkuRow, PersonRow, PolicyRow, ProposalRow, TeamRow
from storage.tables.base import Moment

_team, _member, _away = columns(TeamRow), columns(MemberRow), columns(AwayRow)
_policy, _invitation, _proposal = columns(PolicyRow), columns(InvitationRow), columns(ProposalRow)
_of_team, _of_person, _from_day = given("team"), given("person"), given("day")
_ONE = Rows(TeamRow, _team.id == _of_team)
_OF_CHAT = Rows(TeamRow, _team.chat_id == given("chat"))
_ALL_OPEN = Rows(TeamRow, _team.active.is_(True), order=(_team.id,))
_IDS_OF_PERSON = Scalars(
    select(_member.team_id)
    .join(table_of(TeamRow), _team.id == _member.team_id)
    .where(_member.person_id == _of_person, _member.active.is_(True), _team.active.is_(True))
    .order_by(_member.team_id)
)
_person = columns(PersonRow)
_MEMBERS: Any = (
    select(*_member, _person.id.label("number"), _person.name.label("name"))
    .join(table_of(PersonRow), _person.id == _member.person_id)
    .where(_member.team_id == _of_team)
    .union_all(
        select(*(null() for _ in _member), _person.id, _person.name).where(_person.id.in_(given_all("others")))
    )
)  # fmt: skip
_MEMBER = Rows(MemberRow, _member.team_id == _of_team, _member.person_id == _of_person)
_GROUP: Any = select(_team.language, _team.active).where(_team.chat_id == given("chat"))
_POLICY = Rows(PolicyRow, _policy.team_id == _of_team, _policy.version == given("number"))
_INVITATION = Rows(InvitationRow, _invitation.code_sha256 == given("code"))
_OPEN_INVITATIONS = Rows(
    InvitationRow,
    _invitation.team_id == _of_team,
    _invitation.used_by.is_(None),
    _invitation.expires_at > given("now", Moment),
    order=(_invitation.expires_at,),
)
_ABSENCES = Rows(AwayRow, _away.team_id == _of_team, _away.until_day >= _from_day, order=(_away.from_day, _away.id))
_ABSENCES_OF = Rows(
    AwayRow, _away.person_id == _of_person, _away.until_day >= _from_day, _away.ended_at.is_(None), order=(_away.id,)
)
_PROPOSAL = Rows(ProposalRow, _proposal.id == given("number"))
_EVERY_PROPOSAL = Rows(ProposalRow, _proposal.outcome == "", order=(_proposal.id,))
_OPEN_PROPOSALS = Rows(
    ProposalRow,
    _proposal.team_id.is_not_distinct_from(given("team", _proposal.team_id.type)),
    _proposal.outcome == "",
    _proposal.created_at > given("since", Moment),
    order=(_proposal.id,),
)
_sku = columns(OwnSkuRow)
_SKU_OF_TEAM = _sku.team_id.is_not_distinct_from(given("team", _sku.team_id.type))
_SKUS = Rows(OwnSkuRow, _SKU_OF_TEAM, order=(_sku.plain,))
_SKU_PAGE: Any = select(*_sku).where(_SKU_OF_TEAM).order_by(_sku.plain).limit(LIMIT).offset(given("offset", Integer))
_SKU_COUNT = Scalars(select(func.count()).select_from(OwnSkuRow).where(_SKU_OF_TEAM))
_SKUS_NAMED = Rows(OwnSkuRow, _SKU_OF_TEAM, _sku.plain.in_(given_all("codes")))
_SKU = Rows(OwnSkuRow, _sku.id == given("number"))


async def get(session: AsyncSession, team_id: int) -> TeamRow | None:
    return await _ONE.first(session, team=team_id)


async def of_chat(session: AsyncSession, chat_id: int) -> TeamRow | None:
    return await _OF_CHAT.first(session, chat=chat_id)


async def all_open(session: AsyncSession) -> Sequence[TeamRow]:
    """The teams that are not closed, oldest first."""
    return await _ALL_OPEN.all(session)


async def ids_of_person(session: AsyncSession, person_id: int) -> Sequence[int]:
    """The open teams in which somebody is an active member."""
    return await _IDS_OF_PERSON.all(session, person=person_id)


async def group(session: AsyncSession, chat_id: int) -> tuple[str, bool] | None:
    """The language of a group that is a team, and whether that is open; None for any other group."""
    row = (await session.exec(_GROUP, params={"chat": chat_id})).first()
    return None if row is None else (row[0], row[1])


async def members(session: AsyncSession, team_id: int, others: Sequence[int]) -> Sequence[Any]:
    """Everybody who is or was in a team, and these others, with their `number` and `name`.

    Of the others everything else is None; one who is in the team comes twice.
    """
    rows: Sequence[Any] = (await session.exec(_MEMBERS, params={"team": team_id, "others": alike(others)})).all()
    return rows


async def member(session: AsyncSession, team_id: int, person_id: int) -> MemberRow | None:
    return await _MEMBER.first(session, team=team_id, person=person_id)


async def policy(session: AsyncSession, team_id: int, version: int) -> PolicyRow | None:
    return await _POLICY.first(session, team=team_id, number=version)


async def invitation(session: AsyncSession, code_sha256: str) -> InvitationRow | None:
    return await _INVITATION.first(session, code=code_sha256)


async def open_invitations(session: AsyncSession, team_id: int, now: datetime) -> Sequence[InvitationRow]:
    """Invitations that are neither used nor expired, the next to expire first."""
    return await _OPEN_INVITATIONS.all(session, team=team_id, now=now)


async def absences(session: AsyncSession, team_id: int, from_day: str) -> Sequence[AwayRow]:
    """Absences of a team that last until this day (ISO) or longer, also those taken back."""
    return await _ABSENCES.all(session, team=team_id, day=from_day)


async def absences_of(session: AsyncSession, person_id: int, from_day: str) -> Sequence[AwayRow]:
    """Present and future absences of a person, in all teams."""
    return await _ABSENCES_OF.all(session, person=person_id, day=from_day)


async def proposal(session: AsyncSession, proposal_id: int) -> ProposalRow | None:
    return await _PROPOSAL.first(session, number=proposal_id)


async def every_proposal(session: AsyncSession) -> Sequence[ProposalRow]:
    """All proposals that nobody settled, of all teams and of none, expired ones included."""
    return await _EVERY_PROPOSAL.all(session)


async def open_proposals(session: AsyncSession, team_id: int | None, since: datetime) -> Sequence[ProposalRow]:
    """Proposals that wait for their second word and are not expired, oldest first."""
    return await _OPEN_PROPOSALS.all(session, team=team_id, since=since)


async def own_skus(session: AsyncSession, team: int | None) -> Sequence[OwnSkuRow]:
    """All codes, in their order."""
    return await _SKUS.all(session, team=team)


async def own_sku_page(session: AsyncSession, team: int | None, offset: int, limit: int) -> Sequence[OwnSkuRow]:
    rows: Sequence[OwnSkuRow] = (
        await session.exec(_SKU_PAGE, params={"team": team, "offset": offset, "limit": limit})
    ).all()
    return rows


async def count_own_skus(session: AsyncSession, team: int | None) -> int:
    return int(await _SKU_COUNT.first(session, team=team))


async def own_skus_named(session: AsyncSession, team: int | None, codes: Sequence[str]) -> Sequence[OwnSkuRow]:
    """Those of these codes, in the form that is compared, that there are."""
    return await _SKUS_NAMED.all(session, team=team, codes=list(codes)) if codes else ()


async def own_sku(session: AsyncSession, number: int) -> OwnSkuRow | None:
    return await _SKU.first(session, number=number)


async def drop_own_sku(session: AsyncSession, number: int) -> None:
    """Take a code off the list; requests that were made by it keep it."""
    await session.exec(delete(OwnSkuRow).where(col(OwnSkuRow.id) == number))
