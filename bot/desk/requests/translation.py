"""Has 1688 translate offers into the languages in which they are read: each once for each language."""

import asyncio
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Offer, Words
from bot.purchasing.requests.request import Request
from bot.purchasing.text import known_language

_SHOWN, _TOGETHER = 12, 6
"""So many offers of one request are read where it is shown; so many are asked for at once."""
_RESTS = timedelta(hours=1)
"""How long the same is not asked for again if it was not to be had, or is of another title by now."""
_Key = tuple[str, str, str]
"""An offer, a language, and the title that is read now: a seller may change it."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Wording(Verbs):
    """Remembers what is read without a translation, and asks for it behind people: cards are drawn anew with it."""

    _market: Market
    _wanted: dict[_Key, set[int]] = field(default_factory=dict, init=False, repr=False)
    """What is to be asked for, with the requests whose cards show it."""
    _rests: dict[_Key, datetime] = field(default_factory=dict, init=False, repr=False)

    def read_by(self, language: str, shown: Iterable[Request | Offer], *, on_cards: bool = False) -> None:
        """Somebody reads of these, as they were loaded, in this language; `on_cards` that are drawn anew with it."""
        for each in shown:
            for key in self._missing(language, each):
                self._wanted.setdefault(key, set()).update({each.id} if on_cards and isinstance(each, Request) else ())

    def _missing(self, language: str, shown: Request | Offer) -> list[_Key]:
        now, read_in = self._ledger.clock.now(), known_language(language)
        offers = shown.bought[:_SHOWN] if isinstance(shown, Request) else (shown,)
        keys = [(each.offer_id, read_in, each.title) for each in offers if not each.is_worded(read_in)]
        return [each for each in keys if self._rests.get(each, now) <= now]

    async def round(self) -> None:
        """Ask for what was read since the last round."""
        wanted, self._wanted = self._wanted, {}
        keys = list(wanted)
        for start in range(0, len(keys), _TOGETHER):
            await self._ask({key: wanted[key] for key in keys[start : start + _TOGETHER]})

    async def before_it_is_asked(self, request: Request) -> None:
        """The same at once for the group and the approvers who read of a team's request next, if it has one line."""
        if request.team_id is None or request.several:
            return
        async with self._ledger.read() as uow:
            team = await uow.teams.get(request.team_id)
            readers = await uow.people.find_all([each.person_id for each in team.holders(Role.APPROVER)])
        languages = dict.fromkeys((team.language, *(each.language for each in readers if each.reachable)))
        keys = [key for each in languages for key in self._missing(each, request)]
        await self._ask(dict.fromkeys(keys, ()))

    async def _ask(self, wanted: Mapping[_Key, Collection[int]]) -> None:
        """Keep what 1688 says of these, unless another process did meanwhile.

        Without a translation nothing but the words is missing: people read what the seller wrote.
        """
        if not wanted:
            return
        async with self._ledger.read() as uow:
            kept = await uow.requests.kept_words({offer_id for offer_id, *_ in wanted})
        asked = [key for key in wanted if key not in kept]
        found = dict(zip(asked, await asyncio.gather(*(self._words(*key) for key in asked)), strict=True))
        async with self._ledger.change() as uow:
            for key, words in found.items():
                if words is not None:
                    await uow.requests.put_words(key[0], words)
            worded = [key for key in wanted if key in kept or found[key] is not None]
            numbers = {number for key in worded for number in wanted[key]}
            for request in await uow.requests.these(sorted(numbers)) if numbers else ():
                uow.redraw(request.id)

    async def _words(self, offer_id: str, language: str, title: str) -> Words | None:
        """1688's translation, which may have no title; None if 1688 did not answer."""
        now = self._ledger.clock.now()
        self._rests = {key: until for key, until in self._rests.items() if until > now}
        self._rests[offer_id, language, title] = now + _RESTS
        try:
            return replace(await self._market.offer(offer_id, language), language=language).own_words
        except MarketError as error:
            log.info("offer %s is not worded in %s: %s", offer_id, language, error.reason)
            return None
