"""What people look for, so that a button can name it: loaded and recorded."""

from pydantic import TypeAdapter

from bot.desk.ledger.mapper import Repository
from bot.purchasing.offers.search import Search
from storage.queries.read_rows import Rows, columns, given
from storage.queries.write_rows import add, change
from storage.tables import SearchRow

_search = columns(SearchRow)
_ONE = Rows(SearchRow, _search.id == given("number"), _search.chat_id == given("chat"))
_FORM = TypeAdapter(Search)


class SearchRepository(Repository):
    """Loads and records searches in one transaction."""

    async def find(self, number: int, chat_id: int) -> Search | None:
        """The search of this number, if it is one of this chat; None once its time is over."""
        row = await _ONE.first(self._session, number=number, chat=chat_id)
        return None if row is None else _FORM.validate_python(row.search)

    async def add(self, person_id: int, chat_id: int, search: Search) -> int:
        """Record what somebody looks for in a chat; returns its number."""
        stored = _FORM.dump_python(search, mode="json", exclude_defaults=True)
        values = {"person_id": person_id, "chat_id": chat_id, "search": stored, "at": self._now}
        return int(await add(self._session, SearchRow, **values))

    async def change(self, number: int, search: Search) -> None:
        """It is this from now on."""
        stored = _FORM.dump_python(search, mode="json", exclude_defaults=True)
        await change(self._session, SearchRow, {"id": number}, {"search": stored})
