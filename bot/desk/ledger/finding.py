"""What people look for and set side by side, so that buttons can name it, and who would take which, in the database."""

from typing import Any

from pydantic import TypeAdapter

from bot.desk.ledger.facts import WithFacts
from bot.desk.ledger.mapper import Mapper
from bot.desk.ledger.requests import Conflict
from bot.purchasing.offers.search import Search
from bot.purchasing.requests.comparison import Comparison
from storage.queries.read_rows import Rows, columns, given
from storage.queries.write_rows import add, change, deleting, put
from storage.tables import ComparisonRow, SearchRow, WishRow

_FORM, _COMPARISONS = TypeAdapter(Search), Mapper(Comparison, ComparisonRow)
_search, _comparison, _wish = columns(SearchRow), columns(ComparisonRow), columns(WishRow)
_SEARCH = Rows(SearchRow, _search.id == given("number"), _search.chat_id == given("chat"))
_COMPARISON = _COMPARISONS.query(_comparison.id == given("number"), _comparison.chat_id == given("chat"))
_WISHES = Rows(WishRow, _wish.comparison_id == given("number"), order=(_wish.at, _wish.person_id))
_TAKE_BACK = deleting(
    WishRow, _wish.comparison_id == given("number"), _wish.person_id == given("person"),
    _wish.offer_id == given("offer_number"),
)  # fmt: skip


class FindingRepository(WithFacts):
    """Loads and records searches, and comparisons with their wishes, in one transaction."""

    async def search(self, number: int, chat_id: int) -> Search | None:
        """The search of this number, if it is one of this chat; None once its time is over."""
        row = await _SEARCH.first(self._session, number=number, chat=chat_id)
        return None if row is None else _FORM.validate_python(row.search)

    async def add_search(self, person_id: int, chat_id: int, search: Search) -> int:
        """Record what somebody looks for in a chat; returns its number."""
        values = {"person_id": person_id, "chat_id": chat_id, "search": _stored(search), "at": self._now}
        (row,) = await self._numbered(SearchRow, [values])
        return int(await add(self._session, SearchRow, **row))

    async def change_search(self, number: int, search: Search) -> None:
        """It is this from now on."""
        await change(self._session, SearchRow, {"id": number}, {"search": _stored(search)})

    async def comparison(self, number: int, chat_id: int) -> Comparison | None:
        """The comparison of this number, if it was made in this chat and is still kept."""
        return await _COMPARISON.first(self._session, number=number, chat=chat_id)

    async def put(self, before: Comparison | None, person_id: int, chat_id: int, now: dict[str, Any]) -> Comparison:
        """Give it these fields, from which on it counts as new; without one before, a new one of this person here.

        Raises Conflict.
        """
        if before is None:
            new = {"person_id": person_id, "chat_id": chat_id, "at": self._now, **now}
            (row,) = await self._numbered(ComparisonRow, [new])
            return await _COMPARISONS.add(self._session, **row)
        as_read, now = {"id": before.id, "at": before.at}, now | {"at": self._now}
        changed = await _COMPARISONS.change(self._session, as_read, now)
        if changed is None:
            raise Conflict
        return changed

    async def wishes(self, number: int) -> dict[int, str]:
        """Who would take which offer, in the order in which they said so."""
        return {row.person_id: row.offer_id for row in await _WISHES.all(self._session, number=number)}

    async def wish(self, number: int, person_id: int, offer_id: str) -> None:
        """This person would take this one and no other; said again it is taken back."""
        if not await self._run(_TAKE_BACK, number=number, person=person_id, offer_number=offer_id):
            key = {"comparison_id": number, "person_id": person_id}
            await put(self._session, WishRow, key, {"offer_id": offer_id, "at": self._now})


def _stored(search: Search) -> Any:
    return _FORM.dump_python(search, mode="json", exclude_defaults=True)
