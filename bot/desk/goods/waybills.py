"""Finds parcels by their waybills; one that nobody knows is remembered, and told once 1688 names it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.desk.goods.counting import Counting
from bot.desk.ledger.arriving import counted_by
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import CountView
from bot.purchasing.approval.rights import Action
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import WaybillNotice
from bot.purchasing.order import Order
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.waybills import Scanned, plain_waybill
from bot.purchasing.requests.purchase import Purchase

_THEIR_DIGITS = 14
"""An order's number on 1688 is at least so long."""
Found = Mapping[Scanned, tuple[CountView, ...]]
"""What of ours each waybill or number means; nothing if it is unknown, or of others alone."""


@dataclass(eq=False)
class Waybills(Verbs):
    """Looks waybills up for whoever counts what arrives."""

    _people: People
    _counting: Counting

    async def counts(self, by: Person, here: Place) -> bool:
        """Whether this person may count what arrives in some team; in a group, in its team."""
        async with self._ledger.read() as uow:
            teams = [each for each in await uow.teams.of_person(by.id) if here.chat_id in (by.id, each.chat_id)]
        return bool(counted_by(by.id, teams, alone=here.private and self._people.may_buy(by.id)))

    async def find(self, act: Act, scanned: Sequence[Scanned]) -> Found:
        """What each of these is, and the unknown ones remembered; nothing if they can all be meant for something else.

        Numbers of ours alone mean their purchase, as they always did.
        """
        if not await self.counts(act.by, act.here):
            return {}
        async with self._ledger.read() as uow:
            parcels = await uow.orders.by_waybill([each.text for each in scanned if not each.number])
            named = {each: await _numbered(uow, each.text) if each.number else parcels[each.text] for each in scanned}
        found = dict[Scanned, tuple[CountView, ...]]()
        for one, places in named.items():
            views = []
            for order_id, parcel in places:
                with suppress(Refusal):  # what is not for them is as unknown as what nobody has
                    view = await self._counting.show(act.by, order_id, parcel)
                    if act.here.private or (view.team is not None and view.team.chat_id == act.here.chat_id):
                        views.append(view)
            found[one] = tuple(views)
        if not any(each.plain or (views and not each.number) for each, views in found.items()):
            return {}
        if unknown := [each.text for each, views in found.items() if not views and not each.number]:
            async with self._ledger.change(act.cause) as uow:
                await uow.arrivals.remember_waybills(act.by.id, unknown)
        return found


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
            with suppress(Refusal):
                await permit(uow, people, person, Action.COUNT, purchase, order)
                place = places[number]
                parcel, about = order.parcels[place - 1], replace(request_facts(as_ordered(purchase)), total=None)
                notice = WaybillNotice(
                    about=about, order_id=order.order_id, place=place, company=parcel.company, bill_no=parcel.bill_no
                )
                await uow.arrivals.told_of_waybill(number, person_id)
                dedupe = f"waybill:{order.order_id}:{parcel.logistics_id}:{person_id}"
                await uow.outbox.owe(notice, Place(person_id), dedupe, purchase.request.id)
