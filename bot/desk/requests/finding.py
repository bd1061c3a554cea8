"""Looks for offers at 1688, by words or by a picture; what is looked for is stored, so that buttons can name it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.desk.ledger.facts import ALBUM, UPLOADS, DroppedFile
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.quoting import AGREED_WITHIN, Remembered
from bot.desk.rules.rights import require_reader
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.offers.search import Search, SearchPage, fits
from bot.purchasing.person import Person, Place


@dataclass(frozen=True)
class FoundPage:
    """A page (from 1) of what 1688 found for a stored search of this number."""

    number: int
    search: Search
    page: int
    found: SearchPage

    @property
    def fitting(self) -> tuple[SearchHit, ...]:
        """Those that have the minimum and the place that are wanted."""
        return tuple(hit for hit in self.found.hits if fits(hit, self.search.filter))

    @property
    def shown(self) -> tuple[SearchHit, ...]:
        """The same, but all if none of them fits."""
        return self.fitting or self.found.hits


@dataclass(eq=False)
class OfferSearch(Verbs):
    """Searches for whoever may read what is bought here. A search is for the chat in which it was begun."""

    _market: Market
    _people: People
    _pages: Remembered[tuple[Search, int, str], SearchPage] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._pages = Remembered(self._ledger.clock)

    async def begin(self, by: Person, place: Place, search: Search) -> int:
        """Record what somebody looks for; returns its number. Refusal if they only receive, or are nobody here."""
        async with self._ledger.change() as uow:
            await require_reader(uow, self._people, by, place)
            return await uow.finding.add_search(by.id, place.chat_id, search)

    async def page(self, by: Person, place: Place, number: int, page: int, language: str) -> FoundPage:
        """A page of what 1688 found in the last minutes, or finds now. Refusal if this chat has no such search."""
        search = await self.stored(by, place, number)
        asked, page = search, max(1, page)
        if search.words and not search.picture:  # what words find says of no offer where it comes from
            asked = replace(search, words=f"{search.words} {search.filter.place}".strip())
        key = asked, page, language
        found = await self._pages.told(key, AGREED_WITHIN, lambda: self._market.search(*key))
        return FoundPage(number, search, page, found)

    async def stored(self, by: Person, place: Place, number: int) -> Search:
        """What somebody looked for here. Refusal as of `page`."""
        async with self._ledger.read() as uow:
            return await self._search(uow, by, place, number)

    async def change(self, by: Person, place: Place, number: int, changed: Callable[[Search], Search]) -> None:
        """Look for something else from now on. Refusal as of `page`."""
        async with self._ledger.change() as uow:
            search = await self._search(uow, by, place, number)
            await uow.finding.change_search(number, changed(search))

    async def give_picture(self, by: Person, place: Place, number: int, jpeg: bytes) -> None:
        """Give 1688 the picture of a search, and look for what it shows. Refusal as of `page`."""
        async with self._ledger.read() as uow:
            await self._search(uow, by, place, number)
        picture = await self._market.upload_picture(jpeg)
        await self.change(by, place, number, lambda search: replace(search, picture=picture))

    async def may_upload(self, by: Person) -> bool:
        """Whether this person said once that their pictures may go to 1688."""
        async with self._ledger.read() as uow:
            return await uow.facts.get(UPLOADS.of(by.id)) is True

    async def let_upload(self, by: Person) -> None:
        """Their pictures may go to 1688 from now on."""
        async with self._ledger.change() as uow:
            await uow.facts.put(UPLOADS.of(by.id), True)

    async def speaks_for(self, by: Person, place: Place, album: DroppedFile) -> bool:
        """Whether this picture is answered for its whole album (`unique`): the first one that asks."""
        async with self._ledger.change() as uow:
            before = await uow.facts.get(ALBUM.of(place.chat_id, by.id))
            if before is not None and before.unique == album.unique:
                return before.message == album.message
            await uow.facts.put(ALBUM.of(place.chat_id, by.id), album)
        return True

    async def _search(self, uow: UnitOfWork, by: Person, place: Place, number: int) -> Search:
        await require_reader(uow, self._people, by, place)
        search = await uow.finding.search(number, place.chat_id)
        if search is None:
            raise Refusal(RefusalReason.SEARCH_OVER)
        return search
