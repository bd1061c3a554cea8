"""Lets people decide what an unknown or outside order is: a request's order, a new purchase, or none of ours."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.desk.ledger.facts import QUARANTINE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.orders.outside import asking_for, by_hand_of, is_explained, may_be_of, part_for, tell_later
from bot.desk.rules.rights import permit_handling
from bot.desk.shared import create_results
from bot.desk.shared.attach_order import attach, reference_of, withdraw_ready
from bot.desk.shared.pause import pause
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import missing
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MayBeDoubt, NoProduct, NotLinkable, TooManyLines
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import UnknownOrder
from bot.market.errors import MarketError, NotFound
from bot.market.port import Market
from bot.purchasing.choice import MOST_LINES, Choice
from bot.purchasing.events import orders as events
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import DoubtfulAttempt, UnknownOrderNotice
from bot.purchasing.offers.offer import Offer, PriceBy, Seller
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.asked_line import AskedLine, choice_of
from bot.purchasing.requests.chosen import chosen_of
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine, Snapshot, by_variant
from bot.purchasing.tracking.found_orders import FoundOrder
from bot.purchasing.tracking.reconcile import explains

KEPT_FOR = timedelta(days=1)


@dataclass(eq=False)
class UnknownOrderDecisions(Verbs):
    """The actions on orders that should not exist or were placed outside; the admins of the settings decide."""

    _market: Market
    _people: People
    _gateway: str

    async def page(self, by: Person, place: int) -> UnknownOrder:
        """The unknown order at a place (from 0) as 1688 shows it now, with the requests that it may belong to."""
        self._people.require_buyer(by)
        async with self._ledger.read() as uow:
            unknown, total = await uow.unknown_orders.undecided_at(place)
            quarantine = await uow.facts.get(QUARANTINE)
            resting = (await missing(uow, quarantine)).resting if quarantine else ()
            names = await uow.requests.names(resting)
        unread = quarantine is not None and quarantine.swept is None
        shown = UnknownOrder(resting=resting, names=names, quarantined=quarantine is not None, unread=unread)
        if unknown is None:
            return shown
        report, error = await self._seen(unknown.order_id)
        async with self._ledger.read() as uow:
            attempt = await uow.attempts.find(unknown.attempt_id) if unknown.attempt_id is not None else None
            known = await uow.requests.names([attempt.request_id] if attempt is not None else [])
            asking = await asking_for(uow, report) if report is not None and unknown.attempt_id is None else {}
            like = await may_be_of(uow, unknown.order_id, report) if unknown.outside else ()
            by_hand = await by_hand_of(uow, report) if unknown.outside and report is not None else ()
        return replace(
            shown, order_id=unknown.order_id, place=min(max(place, 0), total - 1), total=total, report=report,
            error=error, known=next(iter(known), None), candidates=tuple(asking), names=names | known | asking,
            outside=unknown.outside, by_hand=by_hand,
            doubts=tuple(
                DoubtfulAttempt(attempt_id=each.id, number=of.id, name=of.name) for each, of in like if each.doubtful
            ),
        )  # fmt: skip

    async def _seen(self, order_id: str) -> tuple[OrderReport | None, str]:
        """The order now; if 1688 does not show it, a person still sees its number and the reason."""
        try:
            return await self._market.look(order_id), ""
        except MarketError as error:
            return None, error.reason

    async def link(self, act: Act, order_id: str, request_id: int) -> None:
        """Give the order to this request, whose record is lost or that asks for the same; the request is not sent.

        One of several sellers waits with its order for the consent. What was followed or settled can still be given.
        Whoever handles a request that rests may give it an order that its card names; any other takes an admin.
        """
        async with self._ledger.read() as uow:
            purchase = await uow.find_purchase(request_id)
            alike = purchase.attempt.alike if purchase is not None and purchase.attempt is not None else ()
            if purchase is not None and any(each.order_id == order_id for each in alike):
                await permit_handling(uow, self._people, act.by, purchase)
            else:
                self._people.require_buyer(act.by)
        report = await self._report(order_id)
        async with self._ledger.change(act.cause) as uow:
            seen = await uow.unknown_orders.find(order_id)
            unknown = await self._known(uow, seen, order_id)
            await uow.votes.lock(request_id)
            request = await uow.requests.find(request_id)
            if request is None:
                raise Refusal(RefusalReason.UNKNOWN_REQUEST, request_id)
            held = await uow.orders.find(order_id)
            if seen is not None and held is not None and held.checked is not ReadBackState.DIFFERS:
                await self._hand_over(uow, act.by, seen, held, request, report)
                return
            of_part = part_for(request, report) is not None
            if unknown.attempt_id is None and not of_part and not explains(request.lines, (report,)):
                raise Refusal(NotLinkable(order_id=order_id, number=request.name))
            if unknown.attempt_id is None:
                await uow.unknown_orders.give(order_id, request.id)
            if unknown.attempt_id is None and of_part:
                await uow.unknown_orders.close(order_id, act.by.id)
                await uow.record(events.UnknownOrderGiven(actor=act.by.id, request=request, order_id=order_id))
            elif unknown.attempt_id is None:
                await self._bind(uow, act.by, unknown, request, report)
            elif await self._rejoin(uow, act.by, unknown, unknown.attempt_id, report) != request_id:
                raise Refusal(NotLinkable(order_id=order_id, number=request_id))

    async def _hand_over(
        self, uow: UnitOfWork, by: Person, seen: FoundOrder, held: Order, request: Request, report: OrderReport
    ) -> None:
        """An order that was followed as a purchase of its own is that of this approved request: that purchase ends."""
        number = held.request_id or 0
        await uow.votes.lock(number)
        owner = await uow.purchase(number)
        own = owner.request.state is RequestState.APPROVED and len(owner.orders) == 1 and owner.attempt is not None
        fits = request.state is RequestState.APPROVED and explains(request.lines, (report,))
        if not own or owner.attempt is None or seen.given_to or seen.attempt_id or number == request.id or not fits:
            raise Refusal(NotLinkable(order_id=held.order_id, number=request.name))
        await withdraw_ready(uow, request, held.order_id)
        attempt = await uow.attempts.hand_over(owner.attempt, request.id)
        await uow.orders.update(held, request_id=request.id)
        await uow.unknown_orders.give(held.order_id, request.id)
        await uow.requests.end(owner.request, RequestState.CANCELLED, ClosedReason.TAKEN_BACK, request.name)
        await uow.record(events.HandedOver(actor=by.id, request=owner.request, order_id=held.order_id))
        await uow.record(events.UnknownOrderLinked(actor=by.id, request=request, order_id=held.order_id))
        await create_results.tell_found(uow, request, attempt, [held.order_id], by.id)
        await uow.orders.hasten([held.order_id])

    async def let_go(self) -> None:
        """What was given to a request that did not become its order is nobody's again: people must decide anew."""
        async with self._ledger.read() as uow:
            if not await uow.unknown_orders.given_in_vain():
                return
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time("given")
            for each in await uow.unknown_orders.given_in_vain():
                await uow.unknown_orders.give(each.order_id, None)
                await uow.record(events.UnknownOrderFound(order_id=each.order_id, reference=each.out_order_id))
                total = each.report.total if each.report is not None else None
                if each.outside and each.report is not None:
                    await tell_later(uow, each.report)
                    continue
                notice = UnknownOrderNotice(order_id=each.order_id, total=total, unknown=True)
                await uow.tell(notice, Audience.OWNERS, f"ghost:{each.order_id}:{uow.now.isoformat()}")
                await pause(uow, OwnReason.UNKNOWN_ORDER.of(order=each.order_id))

    async def follow(self, act: Act, order_id: str) -> int:
        """Follow the order like any purchase, under a new number; returns that number."""
        self._people.require_buyer(act.by)
        report = await self._report(order_id)
        offer = await self._offer(report, act.by.language)
        async with self._ledger.change(act.cause) as uow:
            unknown = await self._known(uow, await uow.unknown_orders.undecided(order_id), order_id)
            if unknown.attempt_id is not None:
                return await self._rejoin(uow, act.by, unknown, unknown.attempt_id, report)
            request = await _as_request(uow, act.by, offer, report)
            await self._bind(uow, act.by, unknown, request, report)
            return request.id

    async def close(self, act: Act, order_id: str) -> None:
        """Close it: a person dealt with it on 1688, or it does not concern the bot, which does not follow it.

        An order that may be a purchase in doubt cannot be ignored before that is settled: nothing would show it then.
        """
        self._people.require_buyer(act.by)
        async with self._ledger.read() as uow:
            unknown = await uow.unknown_orders.undecided(order_id)
        report = (await self._seen(order_id))[0] if unknown is not None and unknown.outside else None
        async with self._ledger.change(act.cause) as uow:
            unknown = await self._known(uow, await uow.unknown_orders.undecided(order_id), order_id)
            for _, request in await may_be_of(uow, order_id, report) if unknown.outside else ():
                raise Refusal(MayBeDoubt(order_id=order_id, number=request.name))
            await uow.unknown_orders.close(order_id, act.by.id)
            closed = events.OutsideOrderIgnored if unknown.outside else events.UnknownOrderClosed
            await uow.record(closed(actor=act.by.id, order_id=order_id))

    async def _report(self, order_id: str) -> OrderReport:
        try:
            return await self._market.look(order_id)
        except NotFound as error:
            raise Refusal(RefusalReason.UNKNOWN_ORDER, order_id) from error

    async def _known(self, uow: UnitOfWork, unknown: FoundOrder | None, order_id: str) -> FoundOrder:
        """It with the attempt of its reference; another order of that reference may have been settled before."""
        if unknown is None:
            raise Refusal(RefusalReason.ORDER_SETTLED, order_id)
        known = await uow.attempts.by_reference(unknown.out_order_id) if unknown.out_order_id else None
        return replace(unknown, attempt_id=known.id) if known else unknown

    async def _offer(self, report: OrderReport, language: str) -> Offer:
        """The product as it is now; what the order says of it, if the product is gone."""
        line = _lines(report)[0]
        try:
            return await self._market.offer(line.offer_id, language)
        except NotFound:
            seller = Seller("", report.seller, report.seller_login)
            return Offer(line.offer_id, line.offer_id, "", "", PriceBy.OFFER, (), (), 1, None, None, "", "", seller)

    async def _bind(
        self, uow: UnitOfWork, by: Person, unknown: FoundOrder, request: Request, report: OrderReport
    ) -> None:
        """Give the order to one attempt with the order's own reference; one that waited to be sent is withdrawn."""
        by_hand = await withdraw_ready(uow, request, unknown.order_id)
        if request.state is RequestState.DRAFT:  # a consent at its own price, else at what the order costs
            if request.snapshot is None:
                request = await uow.requests.choose(request, request.chosen, snapshot=_snapshot(report))
            request = await uow.requests.move(request, RequestState.PENDING)
        if request.state is RequestState.PENDING:
            request = await uow.requests.approve(request)
        await uow.unknown_orders.close(unknown.order_id, by.id)
        linked = events.OutsideOrderAttached if unknown.outside else events.UnknownOrderLinked
        await uow.record(linked(actor=by.id, request=request, order_id=unknown.order_id))
        await attach(uow, by, request, report, reference_of(unknown), self._gateway, by_hand)
        await is_explained(uow, unknown.order_id)

    async def _rejoin(
        self, uow: UnitOfWork, by: Person, unknown: FoundOrder, attempt_id: int, report: OrderReport
    ) -> int:
        """Give the order to the attempt of its reference, which was given up or refused."""
        attempt = await uow.attempts.get(attempt_id)
        request = await uow.requests.get(attempt.request_id)
        await uow.unknown_orders.close(unknown.order_id, by.id)
        await uow.orders.add(attempt, [create_results.as_order(uow, request, attempt, report)])
        await uow.record(events.UnknownOrderRejoined(actor=by.id, request=request, order_id=unknown.order_id))
        return request.id


def _lines(report: OrderReport) -> tuple[Line, ...]:
    """What was bought, each variant once; Refusal if 1688 does not say it of every line, or if these are too many."""
    if not report.lines or not all(line.offer_id and line.quantity for line in report.lines):
        raise Refusal(NoProduct(order_id=report.order_id))
    lines = tuple(Line(*name, pieces) for name, pieces in by_variant(report.lines).items())
    if len(lines) > MOST_LINES:
        raise Refusal(TooManyLines(order_id=report.order_id, limit=MOST_LINES))
    return lines


async def _as_request(uow: UnitOfWork, by: Person, offer: Offer, report: OrderReport) -> Request:
    """Make a request that says what the order says; the person who has it followed is its requester."""
    of_offer = [line for line in _lines(report) if line.offer_id == offer.offer_id]
    choice = choice_of(of_offer)
    if not choice.several and offer.sku(choice.spec_id or "") is None:
        choice = Choice.of(choice.quantity)
    chosen = chosen_of([AskedLine(1, offer, choice, by.id)])
    request = await uow.requests.open(by, Place(by.id), chosen, uow.now + KEPT_FOR, None)
    await uow.record(events.PurchaseFollowed(actor=by.id, request=request, offer=offer.offer_id, order=report.order_id))
    return request


def _snapshot(report: OrderReport) -> Snapshot:
    lines, goods = _lines(report), Fen(max(report.total - report.freight, 0))
    price = Fen(goods // sum(line.quantity for line in lines))
    return Snapshot(
        lines=tuple(PricedLine(line.offer_id, line.spec_id, line.quantity, price) for line in lines),
        goods=goods, freight=report.freight, discount=Fen(0),
        total=report.total, seller=report.seller, address_id="", flow="", trade_mode="",
    )  # fmt: skip
