"""Fetches an offer's translations for those who read of it in another language than it was opened in."""

import asyncio
import logging
from dataclasses import replace

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.offers.offer import Words
from bot.purchasing.requests.purchase import Request
from bot.purchasing.text import LANGUAGES, known_language

_ORIGINAL = "zh"
"""Readers of Chinese read what the seller wrote, which every offer carries."""

log = logging.getLogger(__name__)


async def word_for_readers(ledger: Ledger, market: Market, request_id: int) -> None:
    """Keep 1688's translations of an only line for the languages of the request's team and its people.

    If there is no translation, only the words are missing: those people read the words that there are.
    """
    async with ledger.read() as uow:
        request = await uow.requests.find(request_id)
        team = await uow.teams.find(request.team_id) if request is not None and request.team_id is not None else None
        readers = await uow.people.find_all(each.person_id for each in team.active) if team is not None else ()
    if request is None or team is None or request.several:
        return
    # The languages of the team's group, and of everybody who may read of its requests in private.
    languages = {
        known_language(team.language),
        *(known_language(each.language) for each in readers if each.reachable),
    }
    opened_in = request.requester.language if request.place.private else team.language
    had = {request.offer.language or known_language(opened_in), *(each.language for each in request.offer.words)}
    missing = sorted(languages & set(LANGUAGES) - had - {_ORIGINAL})
    words = await asyncio.gather(*(_words(market, request, language) for language in missing))
    fresh = tuple(each for each in words if each is not None)
    if not fresh:
        return
    try:
        async with ledger.change() as uow:
            await uow.requests.add_translation(request, replace(request.offer, words=(*request.offer.words, *fresh)))
    except Conflict:
        log.info("request %s moved on while it was worded", request_id)


async def _words(market: Market, request: Request, language: str) -> Words | None:
    try:
        return (await market.offer(request.offer.offer_id, language)).words_in(language)
    except MarketError as error:
        log.info("request %s is not worded in %s: %s", request.id, language, error.reason)
        return None
