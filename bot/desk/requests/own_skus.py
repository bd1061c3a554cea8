"""Keeps the lists of own SKUs: who may read and change them, and what stands in them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.quoting import shown_offer
from bot.desk.rules import team_choice
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import TooManySkus, UnknownSku, UnknownVariant
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.lists import OwnSkuChanged, OwnSkuRemoved, OwnSkusTakenIn
from bot.purchasing.own_sku import LONGEST_NAME, OwnSku
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.own_sku_pieces import source_of
from bot.purchasing.sheets.sku_sheet import SkuRow, TakenIn, taken_in
from bot.purchasing.text import one_line

PAGE = 8
MOST = 20_000
"""The most codes of one list."""


@dataclass(frozen=True)
class SkuPage:
    """A page of a list, from 1; `keeps` tells whether its reader may change the list."""

    skus: tuple[OwnSku, ...]
    page: int
    pages: int
    total: int
    keeps: bool


@dataclass(frozen=True)
class ShownSku:
    """One own SKU as its list has it now; `keeps` as in SkuPage, `added` if it was not there before.

    `old_name` is the name that went with the offer which it was bought as until now.
    """

    sku: OwnSku
    keeps: bool = True
    added: bool = False
    old_name: str = ""


@dataclass(eq=False)
class OwnSkus(Verbs):
    """The actions on the lists of own SKUs."""

    _market: Market
    _people: People

    async def page(self, by: Person, place: Place, page: int) -> SkuPage:
        """A page of the list that is meant here; of a page that is not there the last one. Refusal for a stranger."""
        async with self._ledger.read() as uow:
            team = await self._list(uow, by, place)
            skus, total = await uow.own_skus.page(team, max(1, page), PAGE)
            pages = max(1, -(-total // PAGE))
            if page > pages:
                skus, _ = await uow.own_skus.page(team, pages, PAGE)
            return SkuPage(skus, min(max(1, page), pages), pages, total, await self._keeps(uow, by, place))

    async def one(self, by: Person, place: Place, code: str) -> ShownSku:
        """One own SKU. Refusal (UnknownSku) if the list has no such code."""
        async with self._ledger.read() as uow:
            found = await uow.own_skus.find(await self._list(uow, by, place), code)
            if found is None:
                raise Refusal(UnknownSku(sku=code))
            return ShownSku(found, await self._keeps(uow, by, place))

    async def by_number(self, by: Person, place: Place, number: int) -> ShownSku:
        """The same by its id, as a button names it, in the list that is meant here."""
        async with self._ledger.read() as uow:
            found = await self._in_list(uow, await self._list(uow, by, place), number)
            return ShownSku(found, await self._keeps(uow, by, place))

    async def known(self, by: Person, place: Place, codes: Collection[str] | None = None) -> dict[str, OwnSku]:
        """The list, or what it has of these codes, by their normal form; empty for somebody who may not read it."""
        async with self._ledger.read() as uow:
            try:
                team = await self._list(uow, by, place)
            except Refusal:
                return {}
            return await (uow.own_skus.known(team) if codes is None else uow.own_skus.named(team, codes))

    async def every(self, by: Person, place: Place) -> tuple[OwnSku, ...]:
        """The whole list. Refusal for whoever may not read it."""
        async with self._ledger.read() as uow:
            return tuple((await uow.own_skus.known(await self._list(uow, by, place))).values())

    async def put_source(
        self, act: Act, code: str, item: OfferRef, ratio: int | None, *, reserve: bool = False
    ) -> ShownSku:
        """Add a code with this source, or give it this source, or this reserve.

        Its name is the offer's if it has none, or if its source was another offer.

        The words beside the link are checked against the offer. Refusal if they name no single variant, or a reserve is
        for a code that the list does not have.
        """
        async with self._ledger.read() as uow:
            team = await self._list(uow, act.by, act.here, Action.KEEP_SKUS)
            if reserve and await uow.own_skus.find(team, code) is None:
                raise Refusal(UnknownSku(sku=code))
        offer = await shown_offer(self._market, item.offer_id, await self._people.chat_language(act.here))
        source = source_of(offer, item.words, item.sku_id)
        if isinstance(source, str):
            raise Refusal(UnknownVariant(words=source))
        title, found = one_line(offer.shown_title)[:LONGEST_NAME], source

        def changed(before: OwnSku) -> OwnSku:
            kept = replace(before, ratio=ratio or before.ratio)
            if reserve:
                return replace(kept, reserve=found)
            # A name belongs to its offer: under the old one an approver would take this good for another.
            same = before.source.offer_id == found.offer_id
            return replace(kept, source=found, name=(before.name if same else "") or title)

        new = None if reserve else OwnSku(code, title, ratio or 1, found)
        return await self._put(act, code, changed, new)

    async def set_ratio(self, act: Act, code: str, ratio: int) -> ShownSku:
        """From now on one of it is so many pieces of 1688."""
        return await self._put(act, code, lambda before: replace(before, ratio=ratio))

    async def rename(self, act: Act, code: str, name: str) -> ShownSku:
        """Give it this name."""
        name = one_line(name)[:LONGEST_NAME]
        return await self._put(act, code, lambda before: replace(before, name=name))

    async def drop_reserve(self, act: Act, code: str) -> ShownSku:
        """From now on it has no reserve."""
        return await self._put(act, code, lambda before: replace(before, reserve=None))

    async def keep(self, by: Person, place: Place) -> None:
        """Refusal for whoever may not change the list."""
        async with self._ledger.read() as uow:
            await self._list(uow, by, place, Action.KEEP_SKUS)

    async def remove(self, act: Act, number: int) -> OwnSku:
        """Take a code off the list; returns it. Requests that were made by it keep it."""
        async with self._ledger.change(act.cause) as uow:
            team = await self._list(uow, act.by, act.here, Action.KEEP_SKUS, lock=True)
            found = await self._in_list(uow, team, number)
            await uow.own_skus.drop(found)
            await uow.record(OwnSkuRemoved(actor=act.by.id, team=team, own=found))
            return found

    async def take_in(self, act: Act, rows: Collection[SkuRow]) -> TakenIn:
        """Add and change what a file says, in one transaction; wrong rows are left out, and nothing is removed.

        1688 is not asked: a variant is matched when it is bought.
        """
        async with self._ledger.change(act.cause) as uow:
            team = await self._list(uow, act.by, act.here, Action.KEEP_SKUS, lock=True)
            found = taken_in(await uow.own_skus.known(team), rows)
            if found.total > MOST:
                raise Refusal(TooManySkus(limit=MOST))
            await uow.own_skus.add(team, found.added, act.by.id)
            for sku in found.changed:
                await uow.own_skus.change(sku, act.by.id)
            if found.added or found.changed:
                codes = tuple(each.code for each in (*found.added, *found.changed))
                await uow.record(OwnSkusTakenIn(actor=act.by.id, team=team, added=len(found.added), codes=codes))
            return found

    async def _put(
        self, act: Act, code: str, change: Callable[[OwnSku], OwnSku], new: OwnSku | None = None
    ) -> ShownSku:
        """Change the own SKU; if the list has no such code, add the `new` one. Refusal if there is neither."""
        async with self._ledger.change(act.cause) as uow:
            team = await self._list(uow, act.by, act.here, Action.KEEP_SKUS, lock=True)
            before = await uow.own_skus.find(team, code)
            now = new if before is None else change(before)
            if now is None:
                raise Refusal(UnknownSku(sku=code))
            if before is None:
                if (await uow.own_skus.page(team, 1, 1))[1] >= MOST:
                    raise Refusal(TooManySkus(limit=MOST))
                await uow.own_skus.add(team, [now], act.by.id)
            elif now != before:
                await uow.own_skus.change(now, act.by.id)
            if now != before:
                await uow.record(OwnSkuChanged(actor=act.by.id, team=team, own=now))
            stored = await uow.own_skus.find(team, code)
            renamed = before is not None and before.source.offer_id != now.source.offer_id and before.name != now.name
            return ShownSku(
                stored or now, added=before is None, old_name=before.name if before is not None and renamed else ""
            )

    async def _list(
        self, uow: UnitOfWork, by: Person, place: Place, action: Action = Action.LIST, *, lock: bool = False
    ) -> int | None:
        """The team whose list is meant here; None for the list of those who buy without a team.

        With a `lock` nobody else changes it until the transaction ends. Refusal if this person may not do this with it.
        """
        team = await team_choice.team_for(uow, self._people, by, place, action)
        if team is not None and lock:
            await uow.votes.lock_team(team.id)
        return team.id if team else None

    async def _keeps(self, uow: UnitOfWork, by: Person, place: Place) -> bool:
        try:
            await self._list(uow, by, place, Action.KEEP_SKUS)
        except Refusal:
            return False
        return True

    async def _in_list(self, uow: UnitOfWork, team: int | None, number: int) -> OwnSku:
        found = await uow.own_skus.by_number(number)
        if found is None or found[0] != team:
            raise Refusal(UnknownSku(sku="?"))
        return found[1]
