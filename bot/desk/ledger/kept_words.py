"""1688's translations of offers in the database, each kept for ever, and what this process remembers of them."""

from collections.abc import Collection
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.offers.offer import Offer, Words
from storage.queries.read_rows import Rows, columns, given_all
from storage.queries.write_rows import put
from storage.tables import OfferWordsRow

_WORDS = TypeAdapter(Words)
_OF_OFFERS = Rows(OfferWordsRow, columns(OfferWordsRow).offer_id.in_(given_all("offers")))
_MOST = 4096
"""So many offers are remembered."""


class KeptWords:
    """What was read of them or kept: an offer that is loaded again costs no statement for its words.

    What another process keeps meanwhile is found by whoever asks for it `anew`.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Words, ...]] = {}

    async def learn(self, session: AsyncSession, offers: Collection[str], *, anew: bool = False) -> None:
        """Read what is kept of these offers, if it is not known or in any case `anew`."""
        wanted = {each for each in offers if anew or each not in self._known}
        if not wanted:
            return
        rows = await _OF_OFFERS.all(session, offers=wanted)
        if len(self._known) > _MOST:
            self._known.clear()
        for offer_id in wanted:  # what was put meanwhile is newer, and stays
            theirs = tuple(_WORDS.validate_python(row.words) for row in rows if row.offer_id == offer_id)
            if theirs or offer_id not in self._known:
                self._known[offer_id] = theirs

    def of(self, offers: Collection[str]) -> frozenset[tuple[str, str, str]]:
        """Offer, language and title of each translation that is known of these."""
        return frozenset((id_, each.language, each.original) for id_ in offers for each in self._known.get(id_, ()))

    async def put(self, session: AsyncSession, offer_id: str, words: Words, now: datetime) -> None:
        """Keep a translation; one of an earlier title goes."""
        key, values = {"offer_id": offer_id, "language": words.language}, _WORDS.dump_python(words, mode="json")
        await put(session, OfferWordsRow, key, {"words": values, "at": now})
        others = (each for each in self._known.get(offer_id, ()) if each.language != words.language)
        self._known[offer_id] = (*others, words)

    def beside(self, offer: Offer) -> Offer:
        """The offer with the translations that are known of it; those of a title that it once had are not its."""
        more = tuple(each for each in self._known.get(offer.offer_id, ()) if each.original == offer.title)
        return offer if set(more) <= set(offer.words) else offer.with_words(more)
