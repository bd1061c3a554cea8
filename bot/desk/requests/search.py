"""Searches the market by keywords."""

from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import Stranger
from bot.market.port import Market
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.requests.purchase import Person


class Search:
    """Finds offers by words."""

    def __init__(self, market: Market, people: People) -> None:
        self._market, self._people = market, people

    async def keywords(self, by: Person, words: str, page: int, language: str) -> tuple[SearchHit, ...]:
        """One page of what 1688 finds for the words."""
        if not await self._people.known(by.id):
            raise Refusal(Stranger(person_id=by.id))
        return await self._market.search(words.strip()[:100], max(1, page), language)
