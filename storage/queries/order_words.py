"""The index of the words of purchases: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

It holds nothing that cannot be made anew of the other tables, so the metadata lacks it, and it is never moved.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import TEXT, bindparam, column, delete, func, insert, table, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.leases import shared
from storage.queries.read_rows import given_all, parameters

INDEX = "order_words"
WITHOUT_SCRAPS = "INSERT INTO order_words (order_words) VALUES ('optimize')"
"""SQLite: words that were taken out stay in the index until all its parts are merged."""


@lru_cache
def index(shared: bool) -> tuple[Any, Any, Any]:
    """The table, its number of the request, and the condition that its words fit what `asked` makes (`words`)."""
    found: Any = table(INDEX, column("request_id" if shared else "rowid"), column("words"))
    fit = "order_words.words @@ CAST(:words AS tsquery)" if shared else "order_words MATCH :words"
    return found, found.c[0], text(fit)


def asked(shared: bool, wanted: Sequence[Sequence[str]]) -> str:
    """What finds the rows that have one at least of each of these groups of words; a star asks how a word begins."""
    quote, star = ("'", ":*") if shared else ('"', "*")
    groups = [
        (" | " if shared else " OR ").join(
            f"{quote}{each.rstrip('*')}{quote}{star if each.endswith('*') else ''}" for each in group
        )
        for group in wanted
    ]
    return (" & " if shared else " AND ").join(f"({each})" for each in groups)


def dropping(shared: bool, requests: Any) -> Any:
    """A statement that drops the words of these requests, a query for their numbers."""
    there, number, _ = index(shared)
    return delete(there).where(number.in_(requests))


async def put(session: AsyncSession, words: Mapping[int, str]) -> None:
    """These words stand under these numbers from now on, parted by spaces; nothing does without any."""
    there = index(shared(session))[0]
    await session.exec(dropping(shared(session), given_all("numbers")), params=parameters({"numbers": [*words]}))
    value: Any = bindparam("new", type_=TEXT)
    if shared(session):
        value = func.array_to_tsvector(func.string_to_array(value, " "))
    rows = [{"number": each, "new": of} for each, of in words.items() if of]
    if rows:
        await session.exec(insert(there).values({there.c[0]: bindparam("number"), there.c.words: value}), params=rows)
