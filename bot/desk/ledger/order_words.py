"""The words by which purchases are found, in the database: what is to be read anew, and the pages of what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, exists, func, or_, select, text

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.requests import COUNTED
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.reading.order_words import fits, person_word, wanted, words_in
from bot.purchasing.requests.purchase import Purchase
from storage.queries import leases, order_words
from storage.queries.read_rows import LIMIT, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import deleting
from storage.tables import PersonRow, RemoteOrderRow, RequestRow, ToIndexRow
from storage.tables.requests import EVER_ASKED

_MOST_NAMESAKES = 32
_request, _order, _person, _waiting = (columns(each) for each in (RequestRow, RemoteOrderRow, PersonRow, ToIndexRow))
_reader = given("reader", BigInteger)
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
        taken = list(dict.fromkeys(row[0] for row in await self._rows(_TAKEN, limit=limit)))
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

    async def page(
        self, words: str, shown: ListedFor, states: tuple[str, ...] | None, still_open: bool, page: int, size: int
    ) -> tuple[tuple[int, ...], int, bool]:
        """A page of the requests that all these words fit, as `RequestRepository.page`, which lists the same ones."""
        each = wanted(words)
        if not each or (shown.teams == () and not shown.own):
            return (), 0, False
        shared, offset = leases.shared(self._session), (page - 1) * size
        people = [(row.id, [*words_in(row.name), *words_in(row.username)]) for row in await self._rows(_NAMES)]
        groups = [
            (want, *[person_word(number) for number, named in people if fits(want, named)][:_MOST_NAMESAKES])
            for want in each
        ]
        values: dict[str, Any] = {
            "words": order_words.asked(shared, groups), "reader": shown.reader, "most": offset + COUNTED,
            "teams": [each or 0 for each in shown.teams or ()], "own": shown.own,
        }  # fmt: skip
        numbers, count = _found(shared, states, still_open, shown.teams is None)
        ids = await numbers.all(self._session, offset=offset, limit=size, **values)
        last = len(ids) < size and (ids or not offset)
        total, most = offset + len(ids) if last else await count.first(self._session, **values), offset + COUNTED - 1
        return tuple(ids), min(total, most), total > most


@lru_cache
def _found(shared: bool, states: tuple[str, ...] | None, still_open: bool, every: bool) -> tuple[Scalars, Scalars]:
    """The query for one page, and the query for the count.

    The words come first, by number from the end: whatever else is asked is looked up of each until the page is full.
    """
    there, number, fit = order_words.index(shared)
    of_order = and_(_order.request_id == _request.id, _order.checked != "differs")
    listed = [_request.state != "draft", _request.parts == 0, or_(text(EVER_ASKED), _request.requester_id == _reader)]
    if not every:
        team = func.coalesce(_request.team_id, 0)
        own = and_(team.in_(given_all("own")), _request.requester_id == _reader)
        listed.append(or_(team.in_(given_all("teams")), own))
    if still_open:
        unpaid = and_(
            _request.state.in_(("rejected", "cancelled", "expired")), exists().where(of_order, _order.state == "to_pay")
        )
        listed.append(or_(_request.state.in_(("pending", "approved")), unpaid))
    elif states is not None:
        listed.append(exists().where(of_order, _order.state.in_(states)))
    both = there.join(table_of(RequestRow), _request.id == number)
    found: Any = select(number.label("number")).select_from(both).where(fit, *listed).order_by(number.desc())
    counted = select(func.count()).select_from(found.limit(given("most", Integer)).subquery())
    return Scalars(found.offset(given("offset", Integer)).limit(LIMIT)), Scalars(counted)
