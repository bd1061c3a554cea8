"""What arrives: the parcels that are expected today, those under way, and what is in them; no price is among it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.ledger.arriving import ArrivingSums, counted_by
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import teams_seen
from bot.desk.rules.team_choice import require
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.rights import Action
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.parcel_lines import expected_in

PER_PAGE = 4
"""Of two lines each, so that they fit one screen of a phone."""


@dataclass(frozen=True)
class ArrivingParcel:
    """A parcel of an order, and the pieces of each entry that can still come in it; empty if nobody knows."""

    request: Request
    order: Order
    parcel: ShippedParcel
    pieces: Mapping[str, int]
    late: bool


@dataclass(frozen=True)
class ArrivingPage:
    """One page (from 1) of what arrives."""

    sums: ArrivingSums
    parcels: Sequence[ArrivingParcel]
    page: int
    pages: int


@dataclass(eq=False)
class Arriving(Verbs):
    """Lists what arrives for whoever may count it."""

    _people: People

    async def page(self, by: Person, place: Place, page: int = 1) -> ArrivingPage:
        """One page of what arrives, in a group for its team alone; the last one if there is no such page."""
        async with self._ledger.read() as uow:
            teams = await self._teams(uow, by, place)
            sums = await uow.arriving.sums(teams)
            pages = max(1, -(-(sums.parcels + sums.others) // PER_PAGE))
            page = min(max(1, page), pages)
            return ArrivingPage(sums, await _parcels(uow, teams, (page - 1) * PER_PAGE, PER_PAGE), page, pages)

    async def part(self, by: Person, place: Place, offset: int, limit: int) -> Sequence[ArrivingParcel]:
        """So many of all that arrives, in the same order."""
        async with self._ledger.read() as uow:
            return await _parcels(uow, await self._teams(uow, by, place), offset, limit)

    async def _teams(self, uow: UnitOfWork, by: Person, place: Place) -> tuple[int, ...]:
        """The teams whose goods this person counts. Refusal if there is none, or if the group is a team of others."""
        alone, teams = self._people.may_buy(by.id), await uow.teams.of_person(by.id)
        if not place.private:
            here = await uow.teams.of_chat(place.chat_id)
            alone, teams = alone and here is None, tuple(each for each in teams if here and each.id == here.id)
        may = counted_by(by.id, teams, alone=alone)
        if not may:
            await teams_seen(uow, self._people, by)
            if not teams:
                raise Refusal(RefusalReason.UNKNOWN_TEAM)
            require(uow, teams[0], by, Action.COUNT)
        return may


async def _parcels(uow: UnitOfWork, teams: tuple[int, ...], offset: int, limit: int) -> Sequence[ArrivingParcel]:
    """These parcels with their orders and requests, in few statements however many they are."""
    found = await uow.arriving.page(teams, offset, limit)
    orders = await uow.orders.these([order_id for order_id, *_ in found])
    numbers = {each.request_id or 0 for each in orders.values()}
    requests = {each.id: each for each in (await uow.requests.these(sorted(numbers)) if numbers else ())}
    parcels = []
    for order_id, logistics_id, late in found:
        order = orders[order_id]
        parcel = next(each for each in order.parcels if each.logistics_id == logistics_id)
        expected = expected_in(order, parcel)
        pieces = expected.pieces if expected.certain else {}
        parcels.append(ArrivingParcel(requests[order.request_id or 0], order, parcel, pieces, late))
    return parcels
