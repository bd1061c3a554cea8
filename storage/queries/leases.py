"""Claims for several processes on PostgreSQL: who may work on a row or lane, until when by the server's clock.

A claim ends by itself; `epoch` counts the claims, and every later write names the claim that it was made under. SQLite
has one process; there a claim is only read, by the program's clock.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Text, bindparam, cast, literal, true, type_coerce
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import extract, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import alike
from storage.tables.base import Moment

LANE, CHAT, FACT = 1688_02, 1688_03, 1688_04
"""Kinds of advisory locks that last for one transaction."""
MICROSECONDS = 1_000_000
_ALL: Any = true()


def shared(session: AsyncSession) -> bool:
    """Whether other processes may work on this database too."""
    return bool(session.get_bind().dialect.name == "postgresql")


def moment(session: AsyncSession, now: datetime, seconds: float = 0.0) -> ColumnElement[Any]:
    """`now` plus so many seconds; on PostgreSQL the server's time, because the clocks of processes differ."""
    if not shared(session):
        return literal(now + timedelta(seconds=seconds), Moment)
    return _server(_micro(seconds))


def now(shared: bool) -> ColumnElement[Any]:
    """The time for judging claims, in a statement that is built once; on SQLite it is the parameter `now`."""
    return _server(0) if shared else bindparam("now", type_=Moment)


async def server_time(session: AsyncSession) -> datetime:
    """The present time of the server that processes share, UTC."""
    server: datetime = (await session.exec(select(_server(0)))).one()
    return server


def until(shared: bool) -> ColumnElement[Any]:
    """The end of a new claim, in a statement that is built once; `lasting` returns its parameters."""
    return _server(bindparam("ahead", type_=BigInteger)) if shared else bindparam("until", type_=Moment)


def lasting(shared: bool, now: datetime, seconds: float) -> dict[str, Any]:
    """The parameters for `until`: so many seconds from now."""
    return {"ahead": _micro(seconds)} if shared else {"until": now + timedelta(seconds=seconds)}


def _server(ahead: Any) -> ColumnElement[Any]:
    """The server's clock plus so many microseconds."""
    return type_coerce(cast(extract("epoch", func.clock_timestamp()) * MICROSECONDS, BigInteger) + ahead, Moment)


def _micro(seconds: float) -> int:
    return round(seconds * MICROSECONDS)


async def try_locks(session: AsyncSession, kind: int, keys: Sequence[str]) -> list[str]:
    """Lock those of `keys` that nobody else holds, without waiting; they stay locked until the transaction ends."""
    if not keys:
        return []
    key = _each(keys)
    held = select(key).where(func.pg_try_advisory_xact_lock(kind, func.hashtext(key)))
    return list((await session.exec(held)).all())


async def locks(session: AsyncSession, kind: int, keys: Sequence[str]) -> None:
    """Lock all of `keys` until the transaction ends, always in the same order, so that no deadlock can occur."""
    if keys:
        await session.exec(select(func.pg_advisory_xact_lock(kind, func.hashtext(_each(sorted(keys))))))


def _each(keys: Sequence[str]) -> Any:
    """A row for each key, in their order."""
    return func.unnest(cast(list(keys), ARRAY(Text))).column_valued("key")


async def lock(session: AsyncSession, kind: int, key: str) -> None:
    """Make others who lock the same key wait until this transaction ends; on SQLite they wait anyway."""
    if shared(session):
        await session.exec(select(func.pg_advisory_xact_lock(kind, func.hashtext(key))))


async def hold(session: AsyncSession, key: Any, keys: Sequence[Any], *more: Any, among: Any = _ALL) -> None:
    """Lock rows until the transaction ends, always in the same order, so that no deadlock can occur.

    `more` orders rows that share a key, which is looked for `among` some rows.
    """
    if shared(session) and keys:
        await session.exec(select(key).where(among, key.in_(alike(keys))).order_by(key, *more).with_for_update())


async def put_off(
    session: AsyncSession,
    key: Any,
    keys: Sequence[Any],
    due: Any,
    now: datetime,
    until: datetime,
    among: Any = _ALL,
) -> list[Any]:
    """Take those of the rows that are still due and not taken by another process; they are due again at `until`.

    On SQLite it returns all of them and writes nothing. The keys are looked for `among` some rows.
    """
    if not shared(session) or not keys:
        return list(keys)
    free = select(key).where(among, key.in_(alike(keys)), due <= now).with_for_update(skip_locked=True)
    taken = list((await session.exec(free)).all())
    if taken:
        await session.exec(update(key.class_).where(among, key.in_(alike(taken))).values({due.key: until}))
    return taken
