"""The words by which purchases are found, in the database: what is to be read anew, and what finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.desk.ledger.mapper import Repository
from bot.purchasing.reading.order_words import fits, person_word, wanted, words_in
from bot.purchasing.requests.purchase import Purchase
from storage.queries import leases, order_words
from storage.queries.read_rows import LIMIT, Scalars, columns, given_all
from storage.queries.write_rows import deleting
from storage.tables import PersonRow, RequestRow, ToIndexRow

_MOST_NAMESAKES = 32
_request, _person, _waiting = (columns(each) for each in (RequestRow, PersonRow, ToIndexRow))
_TAKEN: Any = deleting(
    ToIndexRow, _waiting.id.in_(select(_waiting.id).order_by(_waiting.id.desc()).limit(LIMIT))
).returning(_waiting.request_id)
_PARTS_OF = Scalars(select(_request.id).where(_request.part_of.in_(given_all("numbers"))))
_WAITS = Scalars(select(_waiting.id).limit(1))
_NAMES: Any = select(_person.id, _person.name, _person.username)


class OrderWordsRepository(Repository):
    """Loads and records the words of purchases in one transaction."""

    async def wait(self) -> bool:
        """Whether the words of any request are to be read anew."""
        return await _WAITS.first(self._session) is not None

    async def take(self, limit: int) -> list[int]:
        """The requests whose words are to be read anew in this transaction, the latest first; parts with their whole.

        They are taken before they are read, by one transaction at a time: what changes meanwhile waits again.
        """
        await leases.lock(self._session, leases.FACT, order_words.INDEX)
        taken = [row.request_id for row in await self._rows(_TAKEN, limit=limit)]
        parts = await _PARTS_OF.all(self._session, numbers=taken) if taken else []
        return list(dict.fromkeys([*taken, *parts]))

    async def put(self, words: Mapping[int, str]) -> None:
        """Keep these words of requests, in place of what they had."""
        await order_words.put(self._session, words)

    async def drop_changed(self) -> None:
        """Drop the words of those that are to be read anew: until then nothing finds them by what they had."""
        await self._session.exec(order_words.dropping(leases.shared(self._session), select(_waiting.request_id)))

    async def worded(self, purchases: Sequence[Purchase]) -> tuple[Purchase, ...]:
        """These purchases with all translations that are kept of their offers by now, by whichever process."""
        offers = {offer.offer_id for each in purchases for offer in each.request.offers}
        await self._offer_words.learn(self._session, offers, anew=True)
        worded = self._offer_words.beside
        return tuple(replace(each, request=each.request.with_offers(worded)) for each in purchases)

    async def asked(self, typed: str) -> str:
        """What finds in the index what all these words fit, who asked for it among them; empty if nothing could."""
        people = [(row.id, [*words_in(row.name), *words_in(row.username)]) for row in await self._rows(_NAMES)]
        groups = [
            (want, *[person_word(number) for number, named in people if fits(want, named)][:_MOST_NAMESAKES])
            for want in wanted(typed)
        ]
        return order_words.asked(leases.shared(self._session), groups)
