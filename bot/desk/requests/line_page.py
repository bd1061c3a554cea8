"""A request of several offers as a page shows it: who may see its lines, and changes of many of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.desk.ledger.requests import Conflict
from bot.desk.requests.card_state import bought_before
from bot.desk.requests.drafting import Drafting, repeat_of
from bot.desk.rules import team_choice
from bot.desk.rules.approval_case import known_purchase
from bot.desk.rules.rights import permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.rights import Action
from bot.purchasing.offers.offer import Address
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen, Pieces, with_common, with_lines
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.bought_before import BoughtBefore
from bot.purchasing.tracking.found_orders import Earlier


@dataclass(frozen=True)
class SeenLines:
    """A request for one reader: whether it is their own, and whether they may change it now."""

    purchase: Purchase
    own: bool
    able: bool
    addresses: tuple[Address, ...] = ()
    """Where it could go, for whoever may change that."""
    repeat: Earlier | None = None
    """Another one of the same offer and variant within 24 h, while it waits for a consent or votes."""
    team: OurTeam | None = None
    past: BoughtBefore = field(default_factory=BoughtBefore)
    """When its goods were last bought, while nothing is decided."""


@dataclass(eq=False)
class LinePages(Verbs):
    """All lines of a request at once; what is changed of them is priced once."""

    _people: People
    _drafting: Drafting

    async def seen(self, by: Person, request_id: int) -> SeenLines:
        """The request, if this person may see it; a draft is seen by its requester alone. Refusal otherwise."""
        async with self._ledger.read() as uow:
            purchase = await uow.with_parts(await known_purchase(uow, request_id))
            team = await permit(uow, self._people, by, Action.LIST, purchase)
            own = purchase.request.requester.id == by.id
            able = own and team_choice.is_draft(purchase)
            if able:
                await team_choice.require_own_draft(uow, self._people, by, purchase)
            repeat, (_, past) = await repeat_of(uow, purchase), await bought_before(uow, purchase.request)
        there = (await self._drafting.addresses.known() or ()) if able else ()
        return SeenLines(purchase, own, able, there, repeat, team, past)

    async def line(self, by: Person, request_id: int, place: int) -> tuple[Request, AskedLine]:
        """One line of this person's draft, and the draft. Raises Refusal (Stale) if there is no such line by now."""
        request = (await self._drafting.draft(by, request_id)).request
        return request, _at(request, place)

    async def change(
        self, by: Person, request_id: int, version: int, changes: Mapping[int, Pieces], address_id: str | None
    ) -> None:
        """Give lines, by their places, exactly these pieces of their variants, and price what is then chosen, once.

        A line without any pieces is taken out; an address is changed if one is named. Raises Refusal: Stale if it is
        not this version any more, has no such line or variant, or the account no such address, LastLine if nothing
        would be left. Raises MarketError if there is no price; then the changes are kept.
        """
        request = (await self._drafting.draft(by, request_id)).request
        if request.version != version:
            raise Refusal(RefusalReason.STALE, request_id)
        wanted = {place: _within(request_id, _at(request, place), pieces) for place, pieces in changes.items()}
        there = await self._drafting.addresses.all() if address_id is not None else ()
        if address_id is not None and all(each.address_id != address_id for each in there):
            raise Refusal(RefusalReason.STALE, request_id)

        def changed(before: Chosen) -> Chosen:
            after = with_lines(before, wanted)
            if after is None:
                raise Refusal(RefusalReason.LAST_LINE, request_id)
            return after if address_id is None else with_common(after, address_id=address_id, note=after.note)

        if address_id is not None:
            await self._drafting.remember_address(by, request, address_id)
        try:
            await self._drafting.choose(Act(by), request_id, changed, version)
        except Conflict as faster:  # a call of a page is not tried again by itself, as an update is
            raise Refusal(RefusalReason.STALE, request_id) from faster


def _at(request: Request, place: int) -> AskedLine:
    line = request.chosen.at(place)
    if line is None:
        raise Refusal(RefusalReason.STALE, request.id)
    return line


def _within(number: int, line: AskedLine, pieces: Pieces) -> dict[str, int]:
    """The pieces. Raises Refusal: Stale if the offer has no such variant, PiecesWrong if nobody can ask for so many."""
    offer = line.offer
    for spec_id in pieces:
        if (spec_id or offer.skus) and offer.sku(spec_id) is None:
            raise Refusal(RefusalReason.STALE, number)
    if not all(0 <= counted <= LARGEST for counted in pieces.values()):
        raise Refusal(RefusalReason.PIECES_WRONG)
    return dict(pieces)
