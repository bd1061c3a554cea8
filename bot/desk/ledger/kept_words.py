"""What this process remembers of 1688's translations of offers."""

from collections.abc import Collection

from pydantic import TypeAdapter
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.offers.offer import Offer, Words
from storage.queries.read_rows import Rows, columns, given_all
from storage.tables import OfferWordsRow

WORDS = TypeAdapter(Words)
_OF_OFFERS = Rows(OfferWordsRow, columns(OfferWordsRow).offer_id.in_(given_all("offers")))
_MOST = 4096
"""So many offers are remembered."""


class KeptWords:
    """The translations that were read from a database: a request that is loaded again costs no statement for them.

    What another process keeps meanwhile is found by whoever asks for it anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Words, ...]] = {}

    async def learn(self, session: AsyncSession, offers: Collection[str], *, anew: bool = False) -> None:
        """Read what is kept of these offers, if that is not known, or in any case `anew`."""
        wanted = {each for each in offers if anew or each not in self._known}
        if not wanted:
            return
        if len(self._known) > _MOST:
            self._known.clear()
        for each in wanted if anew else ():
            self._known.pop(each, None)
        rows = await _OF_OFFERS.all(session, offers=wanted)
        for offer_id in wanted:  # what was put meanwhile is newer
            theirs = tuple(WORDS.validate_python(row.words) for row in rows if row.offer_id == offer_id)
            self._known.setdefault(offer_id, theirs)

    def of(self, offers: Collection[str]) -> frozenset[tuple[str, str, str]]:
        """Offer, language and title of each translation that is known of these."""
        return frozenset((id_, each.language, each.original) for id_ in offers for each in self._known.get(id_, ()))

    def put(self, offer_id: str, words: Words) -> None:
        others = (each for each in self._known.get(offer_id, ()) if each.language != words.language)
        self._known[offer_id] = (*others, words)

    def beside(self, offer: Offer) -> Offer:
        """The offer with the translations that are known of it; those of another title that it once had are not its."""
        own = {each.language: each for each in offer.words}
        more = {each.language: each for each in self._known.get(offer.offer_id, ()) if each.original == offer.title}
        return offer if more.items() <= own.items() else offer.with_words(tuple(more.values()))
