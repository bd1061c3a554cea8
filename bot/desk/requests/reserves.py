"""Takes the other source of own SKUs in a draft, because a person says so."""

from dataclasses import replace

from bot.desk.requests.drafting import Drafting
from bot.desk.shared.isolated import all_at_once
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OfferNotFound
from bot.market.errors import NotFound
from bot.market.port import Market
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.own_sku_reserve import to_replace, with_other_source
from bot.purchasing.requests.purchase import Cause, Person
from bot.purchasing.text import known_language


class Reserves:
    """The action on the other sources of a draft."""

    def __init__(self, market: Market, people: People, drafting: Drafting) -> None:
        self._market, self._people, self._drafting = market, people, drafting

    async def take(self, by: Person, request_id: int, place: int, cause: Cause | None) -> None:
        """Buy the codes of the line at this place from their other source; 0 is every line that is held up.

        Nothing is bought by that: the card shows the other offer with its price. Raises Refusal if none has another
        source, or 1688 does not show it either.
        """
        request = (await self._drafting.draft(by, request_id)).request
        wanted = dict.fromkeys(own.other.offer_id for own in to_replace(request.chosen, place) if own.other)
        if not wanted:
            raise Refusal(RefusalReason.NO_RESERVE, request_id)
        language = await self._people.chat_language(request.place)
        offers = await all_at_once([self._offer(each, language) for each in wanted])
        by_id = dict(zip(wanted, offers, strict=True))
        await self._drafting.choose(
            by, request_id, cause, lambda chosen: with_other_source(chosen, place, by_id, request.requester.id)
        )

    async def _offer(self, offer_id: str, language: str) -> Offer:
        try:
            return replace(await self._market.offer(offer_id, language), language=known_language(language))
        except NotFound as missing:
            raise Refusal(OfferNotFound(offer_id=offer_id)) from missing
