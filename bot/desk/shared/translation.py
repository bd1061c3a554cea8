"""Fetches an offer's translation for a team whose language differs from the requester's."""

import logging
from dataclasses import replace

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.purchase import Purchase

log = logging.getLogger(__name__)


async def word_for_team(ledger: Ledger, market: Market, request_id: int) -> None:
    """Keep 1688's translation for the team's language, if the request was made in private in another one.

    If there is no translation, only the words are missing: the card shows those there are.
    """
    async with ledger.look() as uow:
        request = await uow.requests.find(request_id)
        team = await uow.teams.find(request.team_id) if request is not None and request.team_id is not None else None
    if request is None or team is None or not request.place.private:
        return
    if team.language == request.requester.language or request.offer.says(team.language):
        return
    try:
        told = await market.offer(request.offer.offer_id, team.language)
    except MarketError as error:
        log.info("request %s is not worded for its team: %s", request_id, error.reason)
        return
    worded = replace(request.offer, words=(*request.offer.words, told.words_in(team.language)))
    try:
        async with ledger.change() as uow:
            await uow.requests.word(request, worded)
    except Conflict:
        log.info("request %s moved on while it was worded", request_id)


def in_language(purchase: Purchase, language: str) -> Purchase:
    """The purchase with its offer in that language, if we have it."""
    request = purchase.request
    return replace(purchase, request=replace(request, offer=request.offer.worded(language)))
