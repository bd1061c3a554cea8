"""Sets offers side by side at one quantity and one address, and keeps who would take which."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.opening import Opening, named_choice
from bot.desk.requests.quoting import AGREED_WITHIN, Remembered
from bot.desk.rules.rights import require_reader
from bot.desk.shared.isolated import all_at_once
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import ComparisonView, Side
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.choice import Finding, Problem, smallest_quantity
from bot.purchasing.offers.offer import Offer
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer, SellerLines, named_again
from bot.purchasing.requests.comparison import MOST, ComparedOffer, Comparison
from bot.purchasing.snapshot import Line, Snapshot

AS_SHOWN = timedelta(days=1)
"""Whoever says which one they would take asks for no new prices: those that were shown stay, if they are remembered."""


@dataclass(eq=False)
class Comparing(Verbs):
    """The actions of comparing: whoever may read what is bought in a chat may look, and wish; nothing is bought."""

    _market: Market
    _people: People
    _drafting: Drafting
    _opening: Opening
    _offers: Remembered[tuple[str, str], Offer] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._offers = Remembered(self._ledger.clock)

    async def compare(
        self, by: Person, place: Place, language: str, named: Sequence[NamedOffer] = (), *,
        number: int | None = None, pieces: int = 0, within: timedelta = AGREED_WITHIN,
    ) -> ComparisonView:  # fmt: skip
        """Set these offers side by side, or beside those of comparison `number`, at so many pieces of each.

        Without pieces it is the quantity that stands beside one of them, or the fewest at which all can be bought. Each
        offer is one call and its price another, unless 1688 was asked `within` that time. One that 1688 does not show
        stops no other; its error is raised if it shows none. Refusal if there is none, or no such comparison here.
        """
        async with self._ledger.read() as uow:
            before = await self._readable(uow, by, place, number)
        known = {each.offer_id: each for each in before.candidates} if before is not None else {}
        added = {each.item.offer_id: each for each in reversed(named) if each.item.offer_id not in known}
        ids = [*known, *reversed(added)]
        asked = await all_at_once(self._offer(each, language, within) for each in ids[:MOST])
        offers = {each.offer_id: each for each in asked if isinstance(each, Offer)}
        if not offers:
            raise next((each for each in asked if isinstance(each, MarketError)), Refusal(RefusalReason.SEARCH_OVER))
        choices = {each: named_choice(offers[each], named) for each, named in added.items() if each in offers}
        said = next((each.quantity for each in choices.values() if each.quantity), 0)
        usual, wanted = max(smallest_quantity(each) for each in offers.values()), pieces
        pieces = pieces or (before.pieces if before is not None else said) or usual
        candidates = list[ComparedOffer]()
        for offer_id in ids[:MOST]:
            each = known.get(offer_id) or ComparedOffer(offer_id, code=_code_of(added[offer_id]))
            offer = offers.get(offer_id)
            candidates.append(each.with_variant(offer, choices.get(offer_id), pieces) if offer is not None else each)
        address = before.address_id if before is not None else await self._address(by, place)
        now: dict[str, Any] = {"candidates": tuple(candidates), "pieces": pieces, "address_id": address}
        if before is None or any(getattr(before, name) != value for name, value in now.items()):
            try:
                async with self._ledger.change() as uow:
                    before = await uow.finding.put(before, by.id, place.chat_id, now)
            except Conflict:  # others put something beside it meanwhile
                return await self.compare(by, place, language, named, number=number, pieces=wanted, within=within)
        found = zip(before.candidates, asked, strict=True)
        sides = await all_at_once([self._side(before, each, told, within) for each, told in found])
        where = await self._drafting.addresses.known() or ()
        async with self._ledger.read() as uow:
            teams = await uow.teams.of_person(by.id) if place.private else [await uow.teams.of_chat(place.chat_id)]
            team = next(iter(teams), None)
            wishes = await uow.finding.wishes(before.id)
            names = {each.id: each.name for each in await uow.people.find_all(wishes)}
            names |= {each: team.known_as(each) for each in wishes} if team is not None else {}
            whose = (team.id if team is not None else None, by.id)
            codes = [each.code for each in before.candidates if each.code]
            past, whole = await uow.bought_before.past_of(list(offers), codes, *whose), list[Side]()
            for side in sides:
                of = side.candidate
                theirs = (who for who, offer_id in wishes.items() if offer_id == of.offer_id)
                side = replace(side, wishes=tuple(names.get(who, "") for who in theirs))
                if side.offer is not None:
                    last = past.last(of.offer_id, side.sku.spec_id if side.sku else None, filter(None, [of.code]))
                    orders = await uow.bought_before.orders_with(side.offer.seller.company, *whose)
                    side = replace(side, orders=orders, last=last.price if last is not None else None)
                whole.append(side)
        city = next((each.city for each in where if each.address_id == before.address_id), "")
        return ComparisonView(before, tuple(whole), team, city, len(ids) - len(asked))

    async def _offer(self, offer_id: str, language: str, within: timedelta) -> Offer | MarketError:
        """The offer as 1688 showed it at most `within` ago or shows it now, or why it does not."""
        try:
            return await self._offers.told((offer_id, language), within, lambda: self._market.offer(offer_id, language))
        except MarketError as error:
            return error

    async def _address(self, by: Person, place: Place) -> str:
        """Where this person usually has it sent, or else to the default address; empty if the account has none."""
        every = await self._drafting.addresses.all() if self._market.abilities.address else ()
        default = next((each.address_id for each in sorted(every, key=lambda each: not each.default)), "")
        with suppress(Refusal):  # an admin of the settings reads everything, and is of no team
            usual = await self._opening.usual_address(by, place, Action.LIST)
            return usual if isinstance(usual, str) else default
        return default

    async def _side(
        self, comparison: Comparison, candidate: ComparedOffer, told: Offer | MarketError, within: timedelta
    ) -> Side:
        """What it costs; what cannot be bought by its page is not asked."""
        if isinstance(told, MarketError):
            return Side(candidate, error=told)
        side, pieces, abilities = Side(candidate, told), comparison.pieces, self._market.abilities
        finding = candidate.problem(told, pieces, one_variant_only=not abilities.variants)
        if finding is None and abilities.freight and not comparison.address_id:
            finding = Finding(Problem.NO_ADDRESS)
        if finding is not None:
            return replace(side, finding=finding)
        part = SellerLines((told,), (Line(told.offer_id, side.sku.spec_id if side.sku else None, pieces),))
        address = comparison.address_id or None
        try:
            answer = await self._drafting.quotes.of_seller(part, address, "", within, refused=True)
        except MarketError as error:
            return replace(side, error=error)
        return replace(side, snapshot=answer) if isinstance(answer, Snapshot) else replace(side, finding=answer)

    async def of_draft(self, by: Person, request_id: int) -> tuple[NamedOffer, ...]:
        """The offers of this person's own draft with the variants that are chosen."""
        return tuple(map(named_again, (await self._drafting.draft(by, request_id)).request.asked))

    async def wish(self, act: Act, number: int, at: int) -> None:
        """This person would take the offer at this place (from 1) and no other; said again it is taken back."""
        async with self._ledger.change(act.cause) as uow:
            await uow.finding.wish(
                number, act.by.id, (await self._candidate(uow, act.by, act.here, number, at)).offer_id
            )

    async def taken(self, by: Person, place: Place, language: str, number: int, at: int, pieces: int) -> NamedOffer:
        """The offer at this place (from 1) with the variant that is compared at so many pieces, for a draft of them.

        An earlier card may show other pieces, and with them another variant, than were asked for last.
        """
        async with self._ledger.read() as uow:
            found = await self._candidate(uow, by, place, number, at)
        offer = None if found.named else await self._offer(found.offer_id, language, AS_SHOWN)
        found = found.with_variant(offer, None, pieces) if isinstance(offer, Offer) else found
        return NamedOffer(OfferRef(found.offer_id, found.sku_id or None, pieces), code=found.code)

    async def _candidate(self, uow: UnitOfWork, by: Person, place: Place, number: int, at: int) -> ComparedOffer:
        comparison = await self._readable(uow, by, place, number)
        if comparison is None or not 0 < at <= len(comparison.candidates):
            raise Refusal(RefusalReason.COMPARISON_GONE)
        return comparison.candidates[at - 1]

    async def _readable(self, uow: UnitOfWork, by: Person, place: Place, number: int | None) -> Comparison | None:
        """The comparison of this number in this chat; None for a new one. Refusal if there is none, or they may not."""
        await require_reader(uow, self._people, by, place)
        found = await uow.finding.comparison(number, place.chat_id) if number is not None else None
        if number is not None and found is None:
            raise Refusal(RefusalReason.COMPARISON_GONE)
        return found


def _code_of(named: NamedOffer) -> str:
    """The own SKU that an offer was named by; empty if it was none, or several."""
    own = named.again.choice.own if named.again is not None else (named.by,) if named.by is not None else ()
    return named.code or (own[0].code if len(own) == 1 else "")
