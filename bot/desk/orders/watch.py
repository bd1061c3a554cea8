"""Looks at orders that are due, asks 1688 for what their details lack, records what changed and tells people."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.goods.waybills import tell_waybills
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict, present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.money.paying import no_link
from bot.desk.orders.news import end_run, first_news, runs_with, tell_look, tell_unchecked
from bot.desk.placing.create_call import conflict
from bot.desk.requests import price_increase
from bot.desk.rules.approval_case import Deciding
from bot.desk.shared.claims import record_refunds
from bot.desk.shared.errands import read_refunds, settle
from bot.desk.shared.isolated import each
from bot.desk.shared.pacing import Pacing
from bot.desk.shared.people import People
from bot.desk.shared.unreadable_orders import is_unread
from bot.desk.shared.verbs import Verbs
from bot.market.errors import PASSING, MarketError, Misunderstood, NotAllowed, NotFound, Rejected
from bot.market.port import Market
from bot.purchasing.claims import ClaimState
from bot.purchasing.errands import UNREAD, RefundsRead
from bot.purchasing.events.arrivals import CountedParcelChanged
from bot.purchasing.events.order_tells import news_tells
from bot.purchasing.events.orders import BackBeyondPaid
from bot.purchasing.lifecycle import ENDED_ORDERS, RECEIVED_ORDERS, AttemptState, ClosedReason, RequestState
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.notices.base import ToldParcel, order_facts
from bot.purchasing.notices.purchases import ParcelOfOtherNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import (
    OrderReport,
    OrderState,
    Parcel,
    PayDeadline,
    PayLink,
    PayWay,
    ReadBackState,
    RefundState,
)
from bot.purchasing.orders.payable import may_be_paid
from bot.purchasing.orders.purchase_sums import refund_sums, with_reports
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.money_back import believed
from bot.purchasing.tracking.parcel_lines import counted_otherwise, is_of_other, says_nothing
from bot.purchasing.tracking.read_back import SentOrder, echoed, pieces_of, read_back
from bot.purchasing.tracking.reconcile import TELL_A_PERSON_AFTER, Reconciled, after, next_check, reconcile

RETRY_LOOK = timedelta(seconds=30)
ASK_TO_PAY_AGAIN = timedelta(minutes=1)
"""How soon a way to pay is asked for again that 1688 did not answer for."""
SHIPPED = (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.FINISHED)
UNKNOWN = PayDeadline(None, None)

log = logging.getLogger(__name__)


class Asking:
    """Asks 1688 for parcels, refunds, deadlines and ways to pay, only if an order's state needs it.

    No transaction is open meanwhile.
    """

    def __init__(self, market: Market, pay_ways: tuple[PayWay, ...]) -> None:
        self._market, self._pay_ways = market, pay_ways

    async def parcels(self, order: Order, report: OrderReport) -> tuple[Parcel, ...]:
        """What 1688 shows as its parcels, asked again at once if one of them says that it is another order's.

        If 1688 refuses for good, the order's own news do not wait for them.
        """
        if (report.state or order.state) not in SHIPPED:
            return ()
        try:
            parcels = await self._market.parcels(order.order_id)
            if any(is_of_other(order, report, parcel) for parcel in parcels):
                log.warning("order %s is shown with a parcel of another order; asking again", order.order_id)
                parcels = await self._market.parcels(order.order_id)
        except (NotAllowed, Rejected, Misunderstood) as error:
            log.warning("an order is told without its parcels: %s", error)
            return ()
        return parcels

    async def refunds(self, order: Order, report: OrderReport) -> RefundsRead:
        """Ask only if money may be on its way back, or if something about a refund may have been sent."""
        paid = order.paid_at is not None or report.paid_at is not None
        running = report.refund is not RefundState.NONE or order.refund is RefundState.ASKED
        claimed = any(claim.state is ClaimState.OPEN for claim in order.claims)
        ours = claimed or (order.live_errand is not None and order.live_errand.kind.of_refund)
        if not ours and not running and not ((report.state or order.state) is OrderState.CANCELLED and paid):
            return RefundsRead(errand=order.live_errand)
        return await read_refunds(self._market, order)

    async def due(self, order_id: str) -> PayDeadline:
        """The sum 1688 wants for an unpaid order now, and until when."""
        try:
            return await self._market.pay_deadline(order_id)
        except MarketError as error:
            log.info("the deadline of order %s: %s", order_id, error)
            return UNKNOWN

    async def pay_links(self, order_id: str) -> tuple[PayLink, ...]:
        """Ask for all configured ways to pay side by side, in their order; one that fails carries 1688's reason."""
        return tuple(await asyncio.gather(*(self._pay_link(order_id, way) for way in self._pay_ways)))

    async def first_pay_link(self, order_id: str, had: tuple[PayLink, ...] = ()) -> tuple[PayLink, ...]:
        """Ask for the first way to pay that works; each way before it carries 1688's reason.

        Of what we `had`, only what 1688 did not answer is asked again. Other ways are asked for if somebody wants them.
        """
        known, found = {each.way: each for each in had}, list[PayLink]()
        for way in self._pay_ways:
            before = known.get(way)
            found.append(await self._pay_link(order_id, way) if before is None or before.passing else before)
            if found[-1].url:
                break
        return tuple(found)

    async def _pay_link(self, order_id: str, way: PayWay) -> PayLink:
        try:
            return (await self._market.pay_link((order_id,), way)).link
        except MarketError as error:
            return no_link(way, error)


@dataclass(frozen=True)
class Look:
    """What one look found: the detail, how it compares with what was sent, and what else was asked."""

    report: OrderReport
    checked: ReadBackState
    parcels: tuple[Parcel, ...] = ()
    read: RefundsRead = UNREAD
    due: PayDeadline = UNKNOWN
    pay: tuple[PayLink, ...] = ()
    beyond: Fen = NOTHING
    """What 1688 says came back, if that is more than was paid and so is not believed; else 0."""


class Watch(Verbs):
    """Looks at placed orders and records what changed."""

    def __init__(
        self,
        ledger: Ledger,
        market: Market,
        people: People,
        deciding: Deciding,
        pay_ways: tuple[PayWay, ...],
        pacing: Pacing,
    ) -> None:
        super().__init__(ledger)
        self._market = market
        self._people = people
        self._deciding = deciding
        self.asking = Asking(market, pay_ways)
        self._pacing = pacing

    async def look_due(self) -> None:
        """Look at every order that is due."""
        async with self._ledger.read() as uow:
            due = await uow.orders.due(100)
        await each(due, self._look_if_ours)

    async def _look_if_ours(self, order_id: str) -> None:
        """Only one of two processes may ask 1688 for a due order; if it ends, another takes over."""
        if not await self._ledger.claim(lambda uow: uow.orders.put_off_looks((order_id,), uow.now + RETRY_LOOK)):
            return
        try:
            await self.look(order_id)
        except MarketError as error:
            log.warning("looking at order %s: %s", order_id, error)
            await self._no_report(order_id, error)

    async def look(self, order_id: str) -> NotFound | None:
        """Make one detail call and ask what else the state needs; all is recorded together.

        Returns 1688's answer if it does not know the number.
        """
        async with self._ledger.read() as uow:
            found, began = await uow.find_purchase_of(order_id), uow.now
        if found is None:
            return None
        seen = await self.look_at(*found, began)
        return seen if isinstance(seen, NotFound) else None

    async def look_at(self, purchase: Purchase, order: Order, began: datetime) -> Purchase | NotFound | None:
        """The same for an order as it was read at that moment (UTC); returns its purchase as it is afterwards.

        None if nothing was recorded, and 1688's answer if it does not know the number.
        """
        order_id = order.order_id
        if order.checked is ReadBackState.DIFFERS:
            async with self._ledger.change() as uow:
                await uow.orders.schedule(order_id, None, 0)
            return None
        try:
            report = await self._market.look(order_id)
        except NotFound as missing:
            await self._no_report(order_id, missing)
            return missing
        look = await self._ask_beside(purchase, order, report)
        try:
            async with self._ledger.change() as uow:
                await uow.votes.lock(purchase.request.id)
                purchase, now = await uow.find_purchase_of(order_id) or (purchase, None)
                if now is None or now.version != order.version:
                    # Another look was recorded meanwhile: this reading may be older, so 1688 is asked again.
                    await uow.orders.hasten([order_id])
                    return None
                purchase = await self._record(uow, purchase, now, look)
                if now.next_look_at is not None and began < now.next_look_at <= uow.now:
                    await uow.orders.hasten([order_id])  # somebody asked for a look meanwhile
        except Conflict:
            log.info("order %s changed while it was looked at; it is looked at again", order_id)
            return None
        return purchase

    async def _ask_beside(self, purchase: Purchase, order: Order, report: OrderReport) -> Look:
        """Ask what else an order in this state needs; a link to pay by only if it may be paid."""
        checked = _checked(purchase, order, report)
        if checked is ReadBackState.DIFFERS:
            return Look(report, checked)
        look = Look(
            report, checked, await self.asking.parcels(order, report), await self.asking.refunds(order, report),
        )  # fmt: skip
        if report.state is not OrderState.TO_PAY:
            return replace(look, pay=order.pay)
        works = any(link.url for link in order.pay)
        wanted = not works and _payable(purchase, after(order, report, checked, None))
        links = self.asking.first_pay_link(order.order_id, order.pay) if wanted else _kept(order.pay)
        due, pay = await asyncio.gather(self.asking.due(order.order_id), links)
        payable = _payable(purchase, after(order, report, checked, due.amount))
        return replace(look, due=due, pay=pay if payable else ())

    async def _no_report(self, order_id: str, error: MarketError) -> None:
        """Look later at an order of which 1688 told nothing; of one that was never read back people are told."""
        async with self._ledger.change() as uow:
            found = await uow.find_purchase_of(order_id)
            if found is None:
                return
            purchase, order = found
            if order.checked is ReadBackState.CHECKING:
                await self._check_later(uow, purchase, order, error)
            elif isinstance(error, PASSING):
                await uow.orders.schedule(order_id, uow.now + RETRY_LOOK, 0)
            else:
                await uow.orders.schedule(order_id, *self._less_often(uow, order))

    async def _check_later(self, uow: UnitOfWork, purchase: Purchase, order: Order, error: MarketError | None) -> None:
        """Look again at an order not read back so far, by the schedule of a doubt; a person is told after a minute."""
        await uow.orders.schedule(order.order_id, next_check(order.placed_at, uow.now), 0)
        if uow.now >= order.placed_at + TELL_A_PERSON_AFTER:
            await tell_unchecked(uow, purchase, order, error)
        if isinstance(error, NotFound):
            await first_news(uow, purchase, order)
        uow.redraw(purchase.request.id)

    async def _record(self, uow: UnitOfWork, purchase: Purchase, before: Order, look: Look) -> Purchase:
        """Both as this transaction read them; what is written is not read back. Returns the purchase afterwards."""
        if look.checked is ReadBackState.DIFFERS:
            return await self._differs(uow, purchase, before, look.report)
        back = believed(before, look.report, look.due.amount, look.read.refunds)
        look = replace(look, report=back.report, beyond=back.beyond)
        refunds = with_reports(before.refunds, back.refunds)
        changes = reconcile(before, look.report, look.due.amount, refunds)
        order = await self._apply(uow, purchase, before, changes, look)
        order = await uow.orders.put_lines(order, changes.lines)
        ours, others = await self._parcels(uow, before, look)
        order = await uow.orders.put_parcels(order, ours)
        order = await uow.arrivals.put_pieces(await uow.orders.put_refunds(order, back.refunds))
        shown = look.read._replace(refunds=back.shown)
        order = await settle(uow, purchase, order, look.report, shown)
        order = await record_refunds(uow, purchase, order, shown, look.report)
        purchase = purchase.with_order(order)
        if ours:
            await tell_waybills(uow, self._people, purchase, order)
        if order.checked is ReadBackState.CHECKING:
            await self._check_later(uow, purchase, order, None)
        told, purchase = await price_increase.follow(uow, self._deciding, purchase, look.report)
        order = next(each for each in purchase.orders if each.order_id == order.order_id)
        await tell_look(uow, purchase, before, order, changes, price_told=told)
        if back.beyond not in (NOTHING, before.unbelieved):
            await uow.record(BackBeyondPaid(purchase=purchase, order=order, said=back.beyond, paid=back.paid))
        for parcel in others:
            told_parcel = ToldParcel(company=parcel.company, bill_no=parcel.bill_no)
            notice = ParcelOfOtherNotice(about=order_facts(purchase, order), parcel=told_parcel)
            key = f"parcel_of_other:{order.order_id}:{parcel.logistics_id}"
            await uow.tell_each(news_tells(notice, key), purchase.request)
        purchase = await self._close_request(uow, purchase, order)
        for was, what, then, now in counted_otherwise(before, order):
            await uow.record(CountedParcelChanged(
                purchase=purchase, order=order, parcel=was.logistics_id, what=what, before=then, after=now,
                told=ToldParcel(company=was.company, bill_no=was.bill_no),
                people=await uow.audiences.counters(purchase.request),
            ))  # fmt: skip
        if looks_different(before, order):
            uow.redraw(purchase.request.id)
        return purchase

    async def _parcels(self, uow: UnitOfWork, order: Order, look: Look) -> tuple[list[Parcel], list[Parcel]]:
        """The parcels of an order that a look showed, and what it showed with them that is another order's.

        One that does not say whose it is stays with the order of ours that it is known of.
        """
        parcels = [look.report.with_lines(parcel) for parcel in look.parcels]
        known = {parcel.logistics_id for parcel in order.parcels}
        unsaid = {parcel.logistics_id for parcel in parcels if says_nothing(parcel)} - known
        elsewhere = await uow.orders.parcels_elsewhere(order.order_id, unsaid)
        ours: list[Parcel] = []
        others: list[Parcel] = []
        for parcel in parcels:
            if parcel.logistics_id in elsewhere or is_of_other(order, look.report, parcel):
                others.append(parcel)
            else:
                ours.append(parcel)
        if others:
            shown = ", ".join(parcel.logistics_id for parcel in others)
            log.warning("order %s is shown with parcels of another order: %s", order.order_id, shown)
        return ours, others

    async def _differs(self, uow: UnitOfWork, purchase: Purchase, order: Order, report: OrderReport) -> Purchase:
        """The order 1688 named is something else: it is not ours to pay or follow, and buying stops."""
        request, attempt = purchase.request, present(_attempt_of(purchase, order), "attempt", order.attempt_id)
        order = await uow.orders.update(
            order, checked=ReadBackState.DIFFERS, echoed=echoed(report, attempt.out_order_id), looked_at=uow.now,
            next_look_at=None, pay=(),
        )  # fmt: skip
        purchase = purchase.with_order(order)
        if attempt.state is AttemptState.PLACED:
            attempt = await conflict(uow, self._people, request, attempt, [order.order_id], OwnReason.OTHER_ORDER)
        _, purchase = await price_increase.follow(uow, self._deciding, purchase.with_attempt(attempt))
        for one in (order, *purchase.orders):
            for run in await runs_with(uow, purchase, one, one):
                await end_run(uow, run, one)
        uow.redraw(purchase.request.id)
        return purchase

    async def _apply(self, uow: UnitOfWork, purchase: Purchase, order: Order, changes: Reconciled, look: Look) -> Order:
        """Move through the states one by one, so that the database sees only moves that it knows."""
        values: dict[str, object] = dict(changes.values) | {
            "looked_at": uow.now, "checked": look.checked, "pay": look.pay,
        }  # fmt: skip
        if order.checked is ReadBackState.CHECKING:
            attempt = present(_attempt_of(purchase, order), "attempt", order.attempt_id)
            asked = self._market.abilities.reference
            values["echoed"] = echoed(look.report, attempt.out_order_id) if asked else None
            values["pieces"] = pieces_of(look.report)
        beside_links = order.pay_by if order.pay else None  # beside the links; the detail may say less
        if pay_by := beside_links or look.due.pay_by:
            values["pay_by"] = pay_by
        if order.state not in RECEIVED_ORDERS and RECEIVED_ORDERS.intersection(changes.states):
            values["confirmed_at"] = uow.now
        if look.beyond:
            values["unbelieved"] = look.beyond
        *passed, last = changes.states or (order.state,)
        for state in passed:
            order = await uow.orders.update(order, state=state)
        values |= {"state": last, "refund": changes.refund or order.refund}
        if look.checked is not ReadBackState.CHECKING:
            after = replace(order, state=last, refund=changes.refund or order.refund, pay=look.pay)
            values["next_look_at"], values["look_step"] = await self._next_look(uow, after, look.beyond)
        return await uow.orders.update(order, **values)

    async def _next_look(self, uow: UnitOfWork, order: Order, beyond: Fen) -> tuple[datetime | None, int]:
        """When to look again: usually when the list says so; by time if what runs, or the list, needs it.

        So it is while what 1688 says came back (`beyond`) is not believed: the list may show no change once it is true.
        """
        works = any(link.url for link in order.pay)
        if order.live_errand is not None:  # as often as if a create call were unclear
            return next_check(order.live_errand.at, uow.now), order.look_step
        runs = order.refund is RefundState.ASKED or any(claim.state is ClaimState.OPEN for claim in order.claims)
        if runs or beyond or await is_unread(uow, order.order_id):
            return self._less_often(uow, order)
        if order.state is OrderState.TO_PAY and not works and any(link.passing for link in order.pay):
            return uow.now + ASK_TO_PAY_AGAIN, 0
        return None, 0

    def _less_often(self, uow: UnitOfWork, order: Order) -> tuple[datetime, int]:
        """The next look at an order the list does not tell enough of: later and later."""
        return uow.now + self._pacing.paces.of_own_look(order.look_step), order.look_step + 1

    async def _close_request(self, uow: UnitOfWork, purchase: Purchase, order: Order) -> Purchase:
        """End the request if all its orders have ended."""
        if order.state not in ENDED_ORDERS or purchase.request.state is not RequestState.APPROVED:
            return purchase
        attempt = purchase.attempt
        if all(o.state in ENDED_ORDERS for o in purchase.orders) and not (attempt and attempt.doubtful):
            ended = await uow.requests.end(purchase.request, RequestState.CLOSED, ClosedReason.ORDERS_ENDED)
            return replace(purchase, request=ended)
        return purchase


def _checked(purchase: Purchase, order: Order, report: OrderReport) -> ReadBackState:
    """Whether this order is what its attempt sent; decided once, and never by what it became later."""
    attempt, snapshot = _attempt_of(purchase, order), purchase.request.snapshot
    if order.checked is not ReadBackState.CHECKING or attempt is None or snapshot is None:
        return order.checked
    others = [each.pieces for each in purchase.orders if each.attempt_id == attempt.id and each != order]
    return read_back(SentOrder(snapshot.lines, attempt.out_order_id, bool(attempt.failed)), report, others)


def _attempt_of(purchase: Purchase, order: Order) -> Attempt | None:
    return next((each for each in purchase.attempts if each.id == order.attempt_id), None)


async def _kept(pay: tuple[PayLink, ...]) -> tuple[PayLink, ...]:
    return pay


def _payable(purchase: Purchase, order: Order) -> bool:
    """Whether this order may be paid once it is known to be what was sent."""
    return may_be_paid(purchase.with_order(order), order)


def looks_different(before: Order, after: Order) -> bool:
    """Whether the card would show something different now."""
    return _shown(before) != _shown(after)


def _shown(order: Order) -> tuple[object, ...]:
    money = (order.total, order.pay, order.pay_by, refund_sums(order))
    parcels = tuple(replace(each, sent_at=None) for each in order.parcels)  # a card does not tell that
    return (order.state, *money, parcels, order.known)
