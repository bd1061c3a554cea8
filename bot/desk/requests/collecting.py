"""Collects several variants of one offer in a draft, and asks for what was asked for before once more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.desk.ledger.ledger import Ledger
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.opening import Opening, require_shown
from bot.desk.rules import team_choice
from bot.desk.rules.approval_case import known_purchase
from bot.desk.rules.rights import permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.requests import RequestChanged
from bot.purchasing.offers.variant_grid import Cell, row_of
from bot.purchasing.orders.as_ordered import left_out
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests.asked_line import AskedLine, choice_of, lines_by_offer, named_again
from bot.purchasing.requests.chosen import with_choice
from bot.purchasing.requests.first_choice import collected, collecting, with_pieces
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.purchase import Cause, Person, Place, Purchase


class Collecting:
    """The grid of a draft: nothing is priced before all is chosen, since each price is a call of 1688."""

    def __init__(self, ledger: Ledger, people: People, drafting: Drafting, opening: Opening) -> None:
        self._ledger, self._people, self._drafting, self._opening = ledger, people, drafting, opening

    async def begin(self, by: Person, request_id: int, cause: Cause | None, line: int | None = None) -> None:
        """From now on variants may be added; the one chosen so far is the first. `line` as in `Drafting.pick`."""
        await self._drafting.pick(by, request_id, cause, lambda _, choice: collecting(choice), line)

    async def add(
        self, by: Person, request_id: int, cell: Cell, pieces: int, cause: Cause | None, *, row: bool = False
    ) -> None:
        """Add pieces to a variant, or to each one of its row that is in stock; never below none.

        The card is not refreshed: whoever pressed goes on in the row that they see. Raises Refusal (Stale) if the offer
        is another one by now.
        """
        async with self._ledger.change(cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, by, request_id)).request
            sku = cell.of(request.offer)
            if sku is None or request.chosen.line is None:
                raise Refusal(RefusalReason.STALE, request_id)
            choice = collecting(request.choice)
            for each in row_of(request.offer, sku) if row else (sku,):
                counted = choice.counted.get(each.spec_id, 0)
                choice = with_pieces(choice, each.spec_id, max(0, counted + pieces))
            await uow.requests.choose(request, with_choice(request.chosen, choice), snapshot=None)

    async def put(self, by: Person, request_id: int, pieces: Mapping[str, int]) -> None:
        """Give each of these variants exactly so many pieces; none takes a variant out.

        Said twice it is the same as once. Raises Refusal: Stale if the offer has no such variant by now, or none of
        several offers is being chosen; PiecesWrong if nobody can ask for so many.
        """
        async with self._ledger.change() as uow:
            request = (await team_choice.own_draft(uow, self._people, by, request_id)).request
            if request.chosen.line is None:
                raise Refusal(RefusalReason.STALE, request_id)
            choice = collecting(request.choice)
            for spec_id, counted in pieces.items():
                if request.offer.sku(spec_id) is None:
                    raise Refusal(RefusalReason.STALE, request_id)
                if not 0 <= counted <= LARGEST:
                    raise Refusal(RefusalReason.PIECES_WRONG)
                choice = with_pieces(choice, spec_id, counted)
            request = await uow.requests.choose(request, with_choice(request.chosen, choice), snapshot=None)
            await uow.record(RequestChanged(request=request))

    async def done(self, by: Person, request_id: int, cause: Cause | None, line: int | None = None) -> None:
        """Price what was collected. `line` as in `Drafting.pick`."""
        await self._drafting.pick(by, request_id, cause, lambda _, choice: collected(choice), line)

    async def reorder(self, by: Person, place: Place, request_id: int, key: OpenedBy, cause: Cause | None) -> int:
        """A draft of the same variants and quantities, priced anew; returns its number."""
        request = (await self._seen(by, request_id)).request
        return await self._again(by, place, request.asked, request.chosen.note, cause, key)

    async def rest(self, by: Person, place: Place, request_id: int, key: OpenedBy, cause: Cause | None) -> int:
        """A draft of what 1688 did not take of an order; returns its number. Refusal if that is not certain."""
        purchase = await self._seen(by, request_id)
        request, attempt = purchase.request, purchase.attempt
        asked = request.snapshot.lines if request.snapshot else ()
        made = [order.pieces for order in purchase.orders]
        lines = left_out(asked, attempt.failed if attempt else (), made)
        if not lines:
            raise Refusal(RefusalReason.NOTHING_LEFT_OUT, request_id)
        missing = [
            AskedLine(number, request.offer_of(offer_id), choice_of(theirs), by.id)
            for number, (offer_id, theirs) in enumerate(lines_by_offer(lines).items(), 1)
        ]
        return await self._again(by, place, missing, "", cause, key)

    async def _again(
        self, by: Person, place: Place, lines: Sequence[AskedLine], note: str, cause: Cause | None, key: OpenedBy
    ) -> int:
        """A draft of these lines for this person, without what 1688 does not show any more; Refusal if that is all."""
        named = [named_again(replace(each, by=by.id)) for each in lines]
        return require_shown(*await self._opening.open(by, place, named, cause, key=key, note=note))

    async def _seen(self, by: Person, request_id: int) -> Purchase:
        """The purchase, if this person may see it."""
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
            await permit(uow, self._people, by, Action.LIST, purchase)
        return purchase
