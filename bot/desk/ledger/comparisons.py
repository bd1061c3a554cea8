"""What people set side by side, and who would take which of it, in the database."""

from dataclasses import replace
from typing import Any

from bot.desk.ledger.mapper import Mapper, Repository
from bot.purchasing.requests.comparison import Comparison
from storage.queries.read_rows import Rows, columns, given
from storage.queries.write_rows import deleting, put
from storage.tables import ComparisonRow, WishRow

_COMPARISONS = Mapper(Comparison, ComparisonRow)
_comparison, _wish = columns(ComparisonRow), columns(WishRow)
_ONE = _COMPARISONS.query(_comparison.id == given("number"), _comparison.chat_id == given("chat"))
_WISHES = Rows(WishRow, _wish.comparison_id == given("number"), order=(_wish.at, _wish.person_id))
_TAKE_BACK = deleting(
    WishRow, _wish.comparison_id == given("number"), _wish.person_id == given("person"),
    _wish.offer_id == given("offer_number"),
)  # fmt: skip


class ComparisonRepository(Repository):
    """Loads and records comparisons with their wishes in one transaction."""

    async def find(self, number: int, chat_id: int) -> Comparison | None:
        """The comparison of this number, if it was made in this chat and is still kept."""
        return await _ONE.first(self._session, number=number, chat=chat_id)

    async def put(self, before: Comparison | None, person_id: int, chat_id: int, now: dict[str, Any]) -> Comparison:
        """Give it these fields, from which on it counts as new; without one before, a new one of this person here."""
        if before is None:
            return await _COMPARISONS.add(self._session, person_id=person_id, chat_id=chat_id, at=self._now, **now)
        await _COMPARISONS.change(self._session, {"id": before.id}, now | {"at": self._now})
        return replace(before, **now, at=self._now)

    async def wishes(self, number: int) -> dict[int, str]:
        """Who would take which offer, in the order in which they said so."""
        return {row.person_id: row.offer_id for row in await _WISHES.all(self._session, number=number)}

    async def wish(self, number: int, person_id: int, offer_id: str) -> None:
        """This person would take this one and no other; said again it is taken back."""
        if not await self._run(_TAKE_BACK, number=number, person=person_id, offer_number=offer_id):
            key = {"comparison_id": number, "person_id": person_id}
            await put(self._session, WishRow, key, {"offer_id": offer_id, "at": self._now})
