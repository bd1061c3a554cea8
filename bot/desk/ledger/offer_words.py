"""1688's translations of offers in the database, each kept for ever."""

from collections.abc import Collection
from typing import Any

from bot.desk.ledger.kept_words import WORDS
from bot.desk.ledger.mapper import Repository
from bot.purchasing.offers.offer import Words
from storage.queries.write_rows import put
from storage.tables import OfferWordsRow


class OfferWordsRepository(Repository):
    """Loads and records translations in one transaction."""

    async def kept(self, offers: Collection[str]) -> frozenset[tuple[str, str, str]]:
        """What is kept of these offers by now, by whichever process: offer, language and the title that it is of."""
        await self._offer_words.learn(self._session, offers, anew=True)
        return self._offer_words.of(offers)

    async def put(self, offer_id: str, words: Words) -> None:
        """Keep a translation; one of an earlier title goes."""
        key = {"offer_id": offer_id, "language": words.language}
        values: dict[str, Any] = {"words": WORDS.dump_python(words, mode="json"), "at": self._now}
        await put(self._session, OfferWordsRow, key, values)
        self._offer_words.put(offer_id, words)
