"""Counts what arrived: who counted how much of which line, what is closed, and what is taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import acts_on, known_order, permit, team_of
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import counts_unsure
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MoreThanOrdered
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import CountView
from bot.purchasing.approval.rights import Action
from bot.purchasing.arrivals import COUNTED, SETTLED, ArrivalKind, CloseReason, LineCount, Tally, counts_of
from bot.purchasing.events.arrivals import CountsRight, CountTakenBack, GoodsCounted, RestClosed, RestReopened
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderState
from bot.purchasing.person import Act, Person
from bot.purchasing.tracking.parcel_lines import counted_parcels, expected_in

MOST_PIECES, MOST_PHOTOS = 999_999, 20


@dataclass(eq=False)
class Counting(Verbs):
    """Each count has one effect: it carries the key of what was said, which a second sending brings again."""

    _people: People

    async def show(self, by: Person, order_id: str, parcel: str = "") -> CountView:
        """What of an order, or of one of its parcels, can be counted, and what was."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, order_id, parcel)

    async def step(
        self,
        act: Act,
        order_id: str,
        entry_id: str,
        kind: ArrivalKind,
        *,
        parcel: str = "",
        add: int = 0,
        to: int | None = None,
    ) -> CountView:
        """Let this person have so many more pieces of a line in their hands, or exactly `to`; nothing is counted yet.

        What is in none of their counts stays until they count it.
        """
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            before = view.draft.get(entry_id, Tally())
            pieces = max(0, getattr(before, kind.value) + add) if to is None else to
            if entry_id not in view.order.counts or kind not in COUNTED or not 0 <= pieces <= MOST_PIECES:
                raise Refusal(RefusalReason.COUNT_UNCLEAR)
            line = before._replace(**{kind.value: pieces})
            draft = {**view.draft, entry_id: line}
            await uow.arrivals.put_draft(act.by.id, order_id, parcel, draft)
            return replace(view, draft=draft)

    async def all_there(self, act: Act, order_id: str, key: str, *, seen: int, parcel: str = "") -> CountView:
        """All that is expected came, and is good. Refusal for a parcel of which 1688 does not say what is in it."""
        view = await self.show(act.by, order_id, parcel)
        if _counted_it(view, seen):
            return view
        if not view.expected.certain:
            raise Refusal(RefusalReason.PARCEL_UNTOLD)
        lines = {entry: Tally(good) for entry, good in view.expected.pieces.items()}
        if any(tally.good > view.order.counts[entry].fits(ArrivalKind.GOOD) for entry, tally in lines.items()):
            async with self._ledger.change() as uow:  # whoever is asked about the surplus says yes to what they began
                await uow.arrivals.put_draft(act.by.id, order_id, parcel, lines)
        return await self.count(act, order_id, lines, key, seen=seen, parcel=parcel)

    async def count(
        self,
        act: Act,
        order_id: str,
        lines: Mapping[str, Tally] | None,
        key: str,
        *,
        seen: int,
        parcel: str = "",
        surplus: bool = False,
    ) -> CountView:
        """Record what came; `key` is one that its person chose, `seen` the newest event that they had seen.

        Without `lines` it is what they have stepped so far. Refusal if somebody else counted since then, or if more
        came than fits and that was not said to be `surplus`.
        """
        key = f"{act.by.id}:{key}"
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            order, number = view.order, view.purchase.request.id
            pressed_again = lines is None and not view.draft and _counted_it(view, seen)
            if pressed_again or any(each.act == key for each in order.arrivals):
                return view
            _require_seen(view, seen)
            events, counts = list[tuple[str, ArrivalKind, int]](), dict(order.counts)
            said = view.draft if lines is None else lines
            came = [(entry, *of) for entry, tally in said.items() for of in zip(COUNTED, tally, strict=True)]
            for entry, kind, pieces in [each for each in came if each[-1] > 0]:
                if entry not in counts or pieces > MOST_PIECES:
                    raise Refusal(RefusalReason.COUNT_UNCLEAR)
                late = counts[entry].late(kind, pieces)
                events += [(entry, ArrivalKind.REOPENED, late)] if late else []
                events.append((entry, kind, pieces))
                counts[entry] = counts[entry].after(kind, pieces)
            if not events:
                raise Refusal(RefusalReason.NOTHING_COUNTED, number)
            more = sum(counts.values(), LineCount(0)).surplus - order.count.surplus
            if more > 0 and not surplus:
                raise Refusal(MoreThanOrdered(number=number, more=more))
            order = await self._settled(uow, order, {entry for entry, _, _ in events})
            await uow.arrivals.drop_draft(act.by.id, order_id, parcel)
            if view.team is not None:
                await uow.arrivals.team_counts(view.team.id)
            return await self._record(uow, act.by, view, order, key, events, GoodsCounted, parcel=parcel)

    async def close(
        self,
        act: Act,
        order_id: str,
        entries: Sequence[str],
        reason: CloseReason | None,
        key: str,
        *,
        seen: int,
        parcel: str = "",
    ) -> CountView:
        """Say of these lines, or of all, that the rest will not come; without a reason, that what was closed may."""
        key = f"{act.by.id}:{key}"
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            order, purchase = view.order, view.purchase
            await permit(uow, self._people, act.by, Action.CLOSE_SHORT, purchase, order)
            if any(each.act == key for each in order.arrivals) or _counted_it(view, seen):
                return view
            _require_seen(view, seen)
            kind = ArrivalKind.REOPENED if reason is None else ArrivalKind.CLOSED
            counts = order.counts
            every = [(entry, kind, counts[entry].fits(kind)) for entry in entries or counts if entry in counts]
            events = [each for each in every if each[-1]]
            if not events:
                return view
            event = RestReopened if reason is None else partial(RestClosed, reason=reason)
            return await self._record(uow, act.by, view, order, key, events, event, reason=reason or "")

    async def right(self, act: Act, order_id: str, *, seen: int, parcel: str = "") -> CountView:
        """Say that what is counted of the order is all that arrived, which a restored copy may not know."""
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            if view.unsure:
                _require_seen(view, seen)
                await uow.record(CountsRight(actor=act.by.id, purchase=view.purchase, order=view.order))
            return replace(view, unsure=False)

    async def take_back(self, act: Act, order_id: str, event: int, *, parcel: str = "") -> CountView:
        """Take back the count that this event begins; for whoever counted it, its requester, or a buyer."""
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            order = view.order
            count_act = next((each for each in view.acts if each[0].id == event), None)
            if count_act is None:
                return view
            if count_act[0].person_id != act.by.id and not view.handles:
                raise Refusal(RefusalReason.OTHERS_COUNT, view.purchase.request.id)
            events = [(each.entry_id, each.kind, each.pieces) for each in count_act]
            back = [each.id for each in count_act]
            return await self._record(
                uow,
                act.by,
                view,
                order,
                f"back:{event}",
                events,
                CountTakenBack,
                parcel=count_act[0].logistics_id,
                reverses=back,
            )

    async def add_photo(self, act: Act, order_id: str, file_id: str, unique_id: str, *, parcel: str = "") -> CountView:
        """A photo shows what came; of the file only Telegram's ids are kept."""
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, parcel, lock=True)
            if view.photos >= MOST_PHOTOS:
                raise Refusal(RefusalReason.ENOUGH_PHOTOS, view.purchase.request.id)
            await uow.arrivals.add_photo(act.by.id, order_id, file_id, unique_id)
            return replace(view, photos=len(await uow.arrivals.photo_files(order_id)))

    async def _view(self, uow: UnitOfWork, by: Person, order_id: str, parcel: str, *, lock: bool = False) -> CountView:
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        team = await team_of(uow, purchase.request)
        await permit(uow, self._people, by, Action.COUNT, purchase, order, team)
        if order.state is OrderState.TO_PAY or not order.lines:
            raise Refusal(RefusalReason.NOT_SHIPPED, purchase.request.id)
        one = next((each for each in order.parcels if each.logistics_id == parcel), None)
        if parcel and one is None:
            raise Refusal(RefusalReason.UNKNOWN_ORDER, parcel[:40])
        people = await uow.people.find_all({each.person_id or 0 for each in order.arrivals})
        return CountView(
            purchase, order, team, one, expected_in(order, one),
            reader=by.id,
            names={each.id: team.known_as(each.id) if team is not None else each.name for each in people},
            draft=await uow.arrivals.draft(by.id, order_id, parcel),
            photos=len(await uow.arrivals.photo_files(order_id)),
            closes=team is None or bool(Action.CLOSE_SHORT.roles & team.roles_of(by.id)),
            handles=await acts_on(uow, self._people, by, purchase),
            unsure=await counts_unsure(uow, order),
        )  # fmt: skip

    async def _record(
        self, uow: UnitOfWork, by: Person, view: CountView, order: Order, key: str,
        events: Sequence[tuple[str, ArrivalKind, int]], happened: Callable[..., GoodsCounted], *,
        parcel: str = "", reason: str = "", reverses: Sequence[int] = (),
    ) -> CountView:  # fmt: skip
        """Write down what was said at once, and which parcels are counted by that."""
        order = await uow.arrivals.add(order, key, by.id, events, parcel=parcel, reason=reason, reverses=reverses)
        order = await uow.arrivals.put_pieces(order, counted_parcels(order))
        purchase, lines = view.purchase.with_order(order), tuple((entry, kind.value, n) for entry, kind, n in events)
        await uow.record(happened(actor=by.id, purchase=purchase, order=order, lines=lines, parcel=parcel))
        return replace(await self._view(uow, by, order.order_id, view.parcel_id), unsure=False)

    async def _settled(self, uow: UnitOfWork, order: Order, entries: set[str]) -> Order:
        """What was cancelled before it was counted is an event from now on, so that what comes after is surplus."""
        have = {each.entry_id for each in order.arrivals if each.act.startswith(SETTLED)}
        told = counts_of([replace(each, state=LineState.OPEN) for each in order.lines], order.arrivals)
        gone = [
            (entry, ArrivalKind.CANCELLED, pieces)
            for entry, count in order.counts.items()
            if entry in entries - have and (pieces := count.cancelled - told[entry].cancelled)
        ]
        key = f"{SETTLED}{','.join(sorted(entry for entry, _, _ in gone))}"
        return await uow.arrivals.add(order, key, None, gone) if gone else order


def _counted_it(view: CountView, seen: int) -> bool:
    """Whether the reader changed it last, since a card that showed less: then this is its second press."""
    return view.newest is not None and view.newest.id != seen and view.newest.person_id == view.reader


def _require_seen(view: CountView, seen: int) -> None:
    """Refusal if there is more by now than whoever says something had seen."""
    if view.seen != seen:
        raise Refusal(RefusalReason.COUNTED_MEANWHILE, view.purchase.request.id)
