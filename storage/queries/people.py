"""Queries on people, chats, tokens, small facts by name, and on what people and teams chose about messages."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select, union_all
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, Scalars, alike, columns, given, given_all, table_of
from storage.tables import ChatRow, FactRow, MemberRow, PersonRow, TeamRow, TokenRow

_PERSON = Rows(PersonRow, columns(PersonRow).id == given("number"))
_CHAT = Rows(ChatRow, columns(ChatRow).id == given("number"))
_TOKEN = Rows(TokenRow, columns(TokenRow).id == 1)
_FACT = Rows(FactRow, columns(FactRow).name == given("called"))
_person, _member, _team = columns(PersonRow), columns(MemberRow), columns(TeamRow)
_OF_PEOPLE: Any = (
    select(_person.id, _person.notify, _team.time_zone, _team.notify.label("of_team"))
    .outerjoin_from(
        table_of(PersonRow), table_of(MemberRow), and_(_member.person_id == _person.id, _member.active.is_(True))
    )
    .outerjoin(table_of(TeamRow), and_(_team.id == _member.team_id, _team.active.is_(True)))
    .where(_person.id.in_(given_all("numbers")))
    .order_by(_person.id, _team.time_zone.is_(None), _team.id)
)
_OF_GROUPS: Any = select(_team.chat_id, _team.time_zone, _team.notify).where(
    _team.chat_id.in_(given_all("numbers")), _team.active.is_(True)
)
_OF_PERSON = Scalars(select(_person.notify).where(_person.id == given("number")))
_OF_TEAM = Scalars(select(_team.notify).where(_team.id == given("number")))
_CHOSEN = Scalars(
    union_all(
        select(_person.notify).where(_person.notify.is_not(None)),
        select(_team.notify).where(_team.notify.is_not(None), _team.active.is_(True)),
    )
)


async def person(session: AsyncSession, person_id: int) -> PersonRow | None:
    return await _PERSON.first(session, number=person_id)


async def chat(session: AsyncSession, chat_id: int) -> ChatRow | None:
    return await _CHAT.first(session, number=chat_id)


async def token(session: AsyncSession) -> TokenRow | None:
    return await _TOKEN.first(session)


async def fact(session: AsyncSession, name: str) -> Any:
    """The value of a fact; None if it is not known."""
    row = await _FACT.first(session, called=name)
    return None if row is None else row.value


async def forget_facts(session: AsyncSession, names: Sequence[str]) -> None:
    await session.exec(delete(FactRow).where(col(FactRow.name).in_(names)))


async def choices_of_people(session: AsyncSession, ids: Sequence[int]) -> Sequence[Any]:
    """(id, notify, time_zone, of_team) of people, with each of their open teams; the oldest team first."""
    rows: Sequence[Any] = (await session.exec(_OF_PEOPLE, params={"numbers": alike(ids)})).all()
    return rows


async def choices_of_groups(session: AsyncSession, chat_ids: Sequence[int]) -> Sequence[Any]:
    """(chat_id, time_zone, notify) of those of these groups that are an open team."""
    rows: Sequence[Any] = (await session.exec(_OF_GROUPS, params={"numbers": alike(chat_ids)})).all()
    return rows


async def choices_of_person(session: AsyncSession, person_id: int) -> Any:
    return await _OF_PERSON.first(session, number=person_id)


async def choices_of_team(session: AsyncSession, team_id: int) -> Any:
    return await _OF_TEAM.first(session, number=team_id)


async def every_choice(session: AsyncSession) -> list[Any]:
    """What each person and each open team chose, without whose it is."""
    return await _CHOSEN.all(session)
