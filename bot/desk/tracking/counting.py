"""Counts what arrived: who counted how much of which line, what is closed, and what is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import CountedMeanwhile, MoreThanOrdered
from bot.desk.shared.values import CountView
from bot.purchasing.approval.rights import Action
from bot.purchasing.arrivals import COUNTED, ArrivalKind
from bot.purchasing.events.arrivals import GoodsCounted
from bot.purchasing.order import OrderState
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.purchase import Cause, Order, Person, Purchase
from bot.purchasing.tracking.parcel_lines import expected_in


@dataclass(frozen=True)
class CountedLine:
    """What a person counted of one line."""

    entry_id: str
    good: int = 0
    damaged: int = 0
    wrong: int = 0

    @property
    def pieces(self) -> tuple[tuple[ArrivalKind, int], ...]:
        """How many of each kind, of those that there are."""
        every = ((ArrivalKind.GOOD, self.good), (ArrivalKind.DAMAGED, self.damaged), (ArrivalKind.WRONG, self.wrong))
        return tuple((kind, pieces) for kind, pieces in every if pieces > 0)


class Counting:
    """Each count has one effect: it carries the key of its act, which a second sending brings again."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def show(self, by: Person, order_id: str, parcel: str = "") -> CountView:
        """What of an order, or of one of its parcels, can be counted."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, order_id, parcel)

    async def all_there(
        self, by: Person, order_id: str, act: str, cause: Cause | None, *, seen: int, parcel: str = ""
    ) -> CountView:
        """All that is expected came, and is good."""
        view = await self.show(by, order_id, parcel)
        lines = [CountedLine(entry, good=pieces) for entry, pieces in view.expected.pieces.items()]
        return await self.count(by, order_id, lines, act, cause, seen=seen, parcel=parcel)

    async def count(
        self, by: Person, order_id: str, lines: Sequence[CountedLine], act: str, cause: Cause | None, *,
        seen: int, parcel: str = "", surplus: bool = False,
    ) -> CountView:  # fmt: skip
        """Record what came; `act` is a key that its person chose, `seen` the newest event that they had seen.

        Refusal if somebody else counted since then, or if more came than fits and that was not said to be `surplus`.
        """
        act = f"{by.id}:{act}"
        async with self._ledger.change(cause) as uow:
            view = await self._view(uow, by, order_id, parcel, lock=True)
            purchase, order, team = view.purchase, view.order, view.team
            if any(each.act == act for each in order.arrivals):
                return view
            if view.seen != seen:
                newest = max(order.arrivals, key=lambda each: each.id)
                raise Refusal(CountedMeanwhile(number=purchase.request.id, person_id=newest.person_id or 0))
            events = [(each.entry_id, kind, pieces) for each in lines for kind, pieces in each.pieces]
            counts = dict(order.counts)
            if not events or any(entry not in counts for entry, _, _ in events):
                raise Refusal(RefusalReason.NOTHING_COUNTED, purchase.request.id)
            for entry, kind, pieces in events:
                counts[entry] = counts[entry].after(kind, pieces)
            more = sum(each.surplus for each in counts.values()) - order.count.surplus
            if more > 0 and not surplus:
                raise Refusal(MoreThanOrdered(number=purchase.request.id, more=more))
            order = await self._settled(uow, order, {entry for entry, _, _ in events})
            order = await uow.arrivals.add(order, act, by.id, events, parcel=parcel)
            await self._parcels_counted(uow, order, parcel)
            if team is not None:
                await uow.arrivals.team_counts(team.id)
            purchase = purchase.with_order(order)
            told = tuple((entry, kind.value, pieces) for entry, kind, pieces in events)
            await uow.record(GoodsCounted(actor=by.id, purchase=purchase, order=order, lines=told, parcel=parcel))
            return _view_of(purchase, order, team, parcel)

    async def _view(self, uow: UnitOfWork, by: Person, order_id: str, parcel: str, *, lock: bool = False) -> CountView:
        purchase, order = await known_order(uow, self._people, by, order_id)
        if lock:
            await uow.votes.lock(purchase.request.id)
            purchase, order = await known_order(uow, self._people, by, order_id)
        team = await permit(uow, self._people, by, Action.COUNT, purchase, order)
        if order.state is OrderState.TO_PAY or not order.lines:
            raise Refusal(RefusalReason.NOT_SHIPPED, purchase.request.id)
        if parcel and parcel not in {each.logistics_id for each in order.parcels}:
            raise Refusal(RefusalReason.UNKNOWN_ORDER, parcel[:40])
        return _view_of(purchase, order, team, parcel)

    async def _settled(self, uow: UnitOfWork, order: Order, entries: set[str]) -> Order:
        """What was cancelled before it was counted is an event from now on, so that what comes after is surplus."""
        have = {each.entry_id for each in order.arrivals if each.kind is ArrivalKind.CANCELLED}
        gone = [
            (entry, ArrivalKind.CANCELLED, count.cancelled)
            for entry, count in order.counts.items()
            if entry in entries - have and count.cancelled
        ]
        act = f"cancelled:{','.join(sorted(entry for entry, _, _ in gone))}"
        return await uow.arrivals.add(order, act, None, gone) if gone else order

    async def _parcels_counted(self, uow: UnitOfWork, order: Order, parcel: str) -> None:
        """Which parcels are counted by now: the one that was named, the only one, or all if nothing is open."""
        whole = order.count.open == 0 or len(order.parcels) == 1
        for each in order.parcels:
            if each.counted_at is None and (whole or each.logistics_id == parcel):
                await uow.arrivals.parcel_counted(order, each.logistics_id)


def _view_of(purchase: Purchase, order: Order, team: OurTeam | None, parcel: str) -> CountView:
    one = next((each for each in order.parcels if each.logistics_id == parcel), None)
    acts = {each.act for each in order.arrivals if each.kind in COUNTED}
    seen = max((each.id for each in order.arrivals), default=0)
    return CountView(purchase, order, team, one, expected_in(order, one), seen, len(acts))
