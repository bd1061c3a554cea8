"""Finds parcels by their waybills; one that nobody knows is remembered, and told once 1688 names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import permit
from bot.desk.shared.people import People, name_of
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.rights import Action, Actor, Allowed, authorise
from bot.purchasing.arrivals import COUNTED, standing
from bot.purchasing.events.arrivals import WaybillNamed
from bot.purchasing.order import OrderState, ReadBackState
from bot.purchasing.reading.waybills import Scanned, plain_waybill
from bot.purchasing.requests.purchase import Cause, Order, Person, Place, Purchase, Request

_THEIR_DIGITS = 14
"""An order's number on 1688 is at least so long."""


@dataclass(frozen=True)
class CountPlace:
    """A parcel that somebody may count, by its place in the order from 1; 0 is the whole order.

    `at` is when it was counted last, `by` by whom; `reads` is whether that somebody may read all of the purchase.
    """

    request: Request
    order_id: str
    place: int
    reads: bool
    by: str = ""
    at: datetime | None = None


Found = Mapping[Scanned, tuple[CountPlace, ...]]
"""What of ours each waybill or number means; nothing if it is unknown, or of others alone."""


class Waybills:
    """Looks waybills up for whoever counts what arrives."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def counts(self, by: Person, place: Place) -> bool:
        """Whether this person may count what arrives in some team; in a group, in its team."""
        async with self._ledger.read() as uow:
            teams = [each for each in await uow.teams.of_person(by.id) if place.chat_id in (by.id, each.chat_id)]
            answers = [authorise(Actor(by.id, by.id), Action.COUNT, None, each, uow.now) for each in teams]
        alone = place.private and self._people.may_buy(by.id)
        return alone or any(isinstance(each, Allowed) for each in answers)

    async def find(self, by: Person, place: Place, scanned: Sequence[Scanned], cause: Cause | None) -> Found:
        """What each of these is, and the unknown ones remembered; nothing if they can all be meant for something else.

        Whoever may read a purchase does not mean its count by its number alone.
        """
        if not await self.counts(by, place):
            return {}
        found = dict[Scanned, tuple[CountPlace, ...]]()
        async with self._ledger.read() as uow:
            parcels = await uow.orders.by_waybill([each.text for each in scanned if not each.number])
            for each in scanned:
                named = await _numbered(uow, each.text) if each.number else parcels[each.text]
                places = [await self._place(uow, by, place, order_id, parcel) for order_id, parcel in named]
                found[each] = tuple(one for one in places if one is not None)
        if not any(each.plain or any(not (each.number and one.reads) for one in found[each]) for each in found):
            return {}
        if unknown := [each.text for each, places in found.items() if not places and not each.number]:
            async with self._ledger.change(cause) as uow:
                await uow.arrivals.remember_waybills(by.id, unknown)
        return found

    async def _place(self, uow: UnitOfWork, by: Person, here: Place, order_id: str, parcel: str) -> CountPlace | None:
        """The place, if this person may count it; in a group only one of its team. None tells nothing of others."""
        known = await uow.find_purchase_of(order_id)
        if known is None or known[1].checked is ReadBackState.DIFFERS or known[1].state is OrderState.TO_PAY:
            return None
        (purchase, order), request = known, known[0].request
        try:
            team = await permit(uow, self._people, by, Action.COUNT, purchase, order)
        except Refusal:
            return None
        if not here.private and (team is None or team.chat_id != here.chat_id):
            return None
        reads = team is None or team.reads(by.id, request.requester.id)
        inside = next((each for each in order.parcels if each.logistics_id == parcel), None)
        where = order.parcels.index(inside) + 1 if inside is not None else 0
        if (order if inside is None else inside).counted_at is None:
            return CountPlace(request, order_id, where, reads)
        counts = [each for each in standing(order.arrivals) if each.kind in COUNTED and each.person_id is not None]
        last = next(reversed([each for each in counts if each.logistics_id == parcel] or counts), None)
        name = await name_of(uow, request, last.person_id or 0) if last is not None else ""
        return CountPlace(request, order_id, where, reads, name, last.at if last is not None else None)


async def _numbered(uow: UnitOfWork, number: str) -> list[tuple[str, str]]:
    """The orders of a purchase by our number, or the one of 1688's; no parcel is named."""
    if len(number) >= _THEIR_DIGITS:
        return [(number, "")]
    request_id = await uow.requests.named(number) or 0
    of = (request_id, *(each.id for each in await uow.requests.parts(request_id)))
    return [(order.order_id, "") for each in of for order in await uow.orders.of(each)]


async def tell_waybills(uow: UnitOfWork, people: People, purchase: Purchase, order: Order) -> None:
    """Tell those who asked about a waybill that it is a parcel of this order, if they may count it."""
    places = {plain_waybill(each.bill_no): place for place, each in enumerate(order.parcels, 1) if each.bill_no}
    for number, person_id in await uow.arrivals.waiting_for(places):
        for person in await uow.people.find_all([person_id]):
            try:
                await permit(uow, people, person, Action.COUNT, purchase, order)
            except Refusal:
                continue
            await uow.arrivals.told_of_waybill(number, person_id)
            await uow.record(WaybillNamed(purchase=purchase, order=order, place=places[number], person_id=person_id))
