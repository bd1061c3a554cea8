"""What arrives: the parcels that are expected today, those under way, and what is in them; no price is among it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.ledger.arriving import COUNTED, NO_TEAM, ArrivingKey, ArrivingSums
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import teams_seen
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import allowed
from bot.purchasing.approval.rights import Action, Actor, authorise
from bot.purchasing.requests.purchase import Order, Person, Place, Request, ShippedParcel
from bot.purchasing.tracking.parcel_lines import expected_in

PER_PAGE = 4
"""Of two lines each, so that they fit one screen of a phone."""
AT_ONCE, MOST_ROWS = 500, 10_000
"""So many parcels of a sheet are read at once, and in all."""


@dataclass(frozen=True)
class ArrivingParcel:
    """A parcel that arrives, and the pieces of each entry that can still come in it; empty if nobody knows.

    It is the `place`-th parcel of its order.
    """

    request: Request
    order: Order
    parcel: ShippedParcel
    place: int
    pieces: Mapping[str, int]
    late: bool


@dataclass(frozen=True)
class ArrivingPage:
    """One page (from 1) of what arrives."""

    sums: ArrivingSums
    parcels: Sequence[ArrivingParcel]
    page: int
    pages: int


class Arriving:
    """Lists what arrives for whoever may count it."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def page(self, by: Person, place: Place, page: int = 1) -> ArrivingPage:
        """One page of what arrives, in a group for its team alone; the last one if there is no such page."""
        async with self._ledger.read() as uow:
            teams = await self._teams(uow, by, place)
            sums = await uow.arriving.sums(teams)
            pages = max(1, -(-min(COUNTED, sums.parcels + sums.others) // PER_PAGE))
            page = min(max(1, page), pages)
            found = await uow.arriving.page(teams, (page - 1) * PER_PAGE, PER_PAGE)
            return ArrivingPage(sums, await _loaded(uow, found), page, pages)

    async def every(self, by: Person, place: Place) -> AsyncGenerator[Sequence[ArrivingParcel], None]:
        """All of it, many at once."""
        for offset in range(0, MOST_ROWS, AT_ONCE):
            async with self._ledger.read() as uow:
                found = await uow.arriving.page(await self._teams(uow, by, place), offset, AT_ONCE)
                loaded = await _loaded(uow, found)
            yield loaded
            if len(found) < AT_ONCE:
                return

    async def _teams(self, uow: UnitOfWork, by: Person, place: Place) -> tuple[int, ...]:
        """The teams whose goods this person counts, and NO_TEAM if what was bought without one is theirs to follow.

        Refusal if there is none, or if the group is a team of others.
        """
        seen = await teams_seen(uow, self._people, by)
        mine, alone = (await uow.teams.of_person(by.id) if seen is None else seen), seen is None
        if not place.private:
            here = await uow.teams.of_chat(place.chat_id)
            if here is not None and not here.closed:
                if here.id not in {each.id for each in mine}:
                    raise Refusal(RefusalReason.UNKNOWN_TEAM)
                mine, alone = (here,), False
            elif not alone:
                raise Refusal(RefusalReason.GROUP_NO_TEAM)
            else:
                mine = ()
        may = [each.id for each in mine if each.roles_of(by.id) & Action.COUNT.roles]
        if mine and not may and not alone:
            allowed(authorise(Actor(by.id, by.id), Action.COUNT, None, mine[0], uow.now))
        return (*may, *([NO_TEAM] if alone else []))


async def _loaded(uow: UnitOfWork, found: Sequence[ArrivingKey]) -> Sequence[ArrivingParcel]:
    """These parcels with their orders and requests, in few statements however many they are."""
    orders = await uow.orders.these([each.order_id for each in found])
    numbers = {each.request_id or 0 for each in orders.values()}
    requests = {each.id: each for each in await uow.requests.these(sorted(numbers))} if numbers else {}
    loaded = []
    for key in found:
        order = orders[key.order_id]
        place, parcel = next((n, each) for n, each in enumerate(order.parcels, 1) if each.logistics_id == key[1])
        expected = expected_in(order, parcel)
        pieces = expected.pieces if expected.certain or parcel.lines else {}
        loaded.append(ArrivingParcel(requests[order.request_id or 0], order, parcel, place, pieces, key.late))
    return loaded
