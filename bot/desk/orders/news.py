"""Tells people what a look found out about an order, each thing once, and warns them of what they may forget."""

from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import names
from bot.desk.shared import create_results
from bot.desk.shared.last_look import last_look
from bot.desk.shared.people import name_of
from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError, NotFound
from bot.purchasing.approval.votes import Word
from bot.purchasing.asking_back import RefundStage
from bot.purchasing.errands import ErrandKind
from bot.purchasing.events import orders as events
from bot.purchasing.events.order_tells import no_payment_tells, other_sum_tells, placed_key, placed_tells
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import Notice, order_facts
from bot.purchasing.notices.purchases import (
    CancelledNotice,
    NotReadBackNotice,
    PaySoonNotice,
    PlacedNotice,
    PriceChangedNotice,
    RefundDoneNotice,
)
from bot.purchasing.notices.shown import PayRunNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import BUYER_CANCELS, OrderState
from bot.purchasing.orders.pay_run import PayRun
from bot.purchasing.orders.payable import may_be_paid
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.paid_back import errand_of, refund_moves, stage_at
from bot.purchasing.tracking.reconcile import Reconciled

_HOUR, _LAPSING = timedelta(hours=1), 100
_CANCEL = {f"errand_{ErrandKind.CANCEL}_asked", "cancel_asked"}
"""What the journal calls it if a person has an order closed, and did so before there were errands."""
_AT_ONCE = timedelta(minutes=10)
"""What is paid so long after the first order of its run was paid by itself."""


async def first_news(uow: UnitOfWork, purchase: Purchase, order: Order) -> None:
    """Tell those who wait that it is ordered, once for each sum agreed to, as soon as it may be paid.

    If the create call's own answer says that an order needs no payment any more, that is told at once.
    """
    request = purchase.request
    if order.state in (OrderState.PAID, OrderState.CANCELLED):
        by = await _cancelled_by(uow, request, order) if order.state is OrderState.CANCELLED else ""
        await uow.tell_each(no_payment_tells(purchase, order, by), request)
    elif order.state is not OrderState.TO_PAY or may_be_paid(purchase, order):
        first = order.order_id == purchase.orders[0].order_id
        missing = create_results.missing(purchase) if first else ()
        asked_by, agreed = "", list[str]()
        if request.team_id is not None and request.approved is not None:
            team, yes = await uow.audiences.team(request.team_id), (Word.APPROVE, request.approved.hash)
            agreed = names(team, [each.person_id for each in purchase.votes if (each.word, each.snapshot_hash) == yes])
            asked_by = team.known_as(request.requester.id)
        again = False
        asked_again = request.pending_at is not None and request.pending_at >= order.placed_at
        if asked_again and request.team_id is not None:
            key = placed_key(request, order.order_id)
            again = await uow.outbox.told_otherwise(request, f"placed:{order.order_id}:", key)
        notice = PlacedNotice(about=order_facts(purchase, order), missing=missing)
        await uow.tell_each(placed_tells(request, notice, asked_by, tuple(agreed), again=again), request)


async def tell_unchecked(uow: UnitOfWork, purchase: Purchase, order: Order, error: MarketError | None) -> None:
    """Tell a person once that an order is still not read back a minute after 1688 named it; the looks go on."""
    why = "missing" if isinstance(error, NotFound) else "unread" if error else "incomplete"
    reason = error.reason if error else ""
    notice = NotReadBackNotice(about=order_facts(purchase, order), unchecked=why, reason=reason)
    for audience in (Audience.ASKED, Audience.PAYERS):
        await uow.tell(notice, audience, f"unknown:{order.order_id}", purchase.request)


async def tell_look(
    uow: UnitOfWork, purchase: Purchase, before: Order, order: Order, changes: Reconciled, *, price_told: bool
) -> None:
    """Write journal and notices of what is new; the same report again tells nothing. `order` is as it is now."""
    runs = await runs_with(uow, purchase, before, order)
    together = (each for each in runs[:1] if len(each.linked) > 1)
    run = next((each.id for each in together if uow.now - (each.ended_at or uow.now) < _AT_ONCE), None)
    if order.state is OrderState.TO_PAY or not before.known:
        await first_news(uow, purchase, order)
    if not before.known and all(each.known for each in purchase.orders) and not price_told:
        await uow.tell_each(other_sum_tells(purchase), purchase.request)
    known: set[type[Notice]] = {PriceChangedNotice} if price_told else set()
    if any(news.form is CancelledNotice for news in changes.news):
        known.add(RefundDoneNotice)  # the notice of the end names what came back
    moves = tuple(refund_moves(before, order))
    paid = {each.refund_id for each in order.refunds if stage_at(each) is RefundStage.PAID}
    paid -= {each.refund_id for each in before.refunds if stage_at(each) is RefundStage.PAID}
    if paid and paid == {each.refund.refund_id for each in moves if each.stage is RefundStage.PAID}:
        known.add(RefundDoneNotice)  # each less than was asked for, which says both
    for news in changes.news:
        by = await _cancelled_by(uow, purchase.request, order) if news.form is CancelledNotice else ""
        told = news.form in known
        await uow.record(events.OrderNews(purchase=purchase, order=order, news=news, by=by, told=told, run=run))
    for move in moves:
        errand = errand_of(order.errands, move.refund.refund_id)
        people = await uow.audiences.asker(purchase.request, errand.person_id) if errand is not None else frozenset()
        await uow.record(events.RefundMoved(purchase=purchase, order=order, move=move, people=people))
    for each in runs:
        await end_run(uow, each, order)
    if changes.odd:
        await uow.record(events.UnknownWord(purchase=purchase, order=order, word=changes.odd))


async def runs_with(uow: UnitOfWork, purchase: Purchase, before: Order, order: Order) -> tuple[PayRun, ...]:
    """The runs, newest first, whose links hold no longer: an order of theirs changed, or may not be paid any more."""
    if before.state is not OrderState.TO_PAY:
        return ()
    same = (before.state, before.total) == (order.state, order.total) and may_be_paid(purchase, order)
    return () if same else await uow.pay_runs.of_order(order.order_id)


async def end_run(uow: UnitOfWork, run: PayRun, order: Order) -> None:
    """Have the card of a run say what became of this order; once all are settled, that they are, and what waited."""
    first = await uow.pay_runs.end(run)
    now = await uow.orders.known([each.order_id for each in run.linked])
    settled = all(each.state is not OrderState.TO_PAY for each in now.values())
    if first or settled:
        dedupe = f"pay_run:{run.id}:{order.order_id}:{order.version}"
        await uow.outbox.owe(PayRunNotice(run=run.id), Place(run.person_id), dedupe)
    if settled:
        await uow.outbox.go_now(await uow.outbox.paid_together(run.id))


async def _cancelled_by(uow: UnitOfWork, request: Request, order: Order) -> str:
    """Who asked here for the order to be cancelled, if 1688 says that its buyer did; else empty."""
    if order.close_reason != BUYER_CANCELS:
        return ""
    asked = [
        each.actor_id
        for each in await uow.journal.of_request(request.id)
        if each.kind in _CANCEL and each.order_id == order.order_id
    ]
    if not asked or asked[-1] is None:
        return ""
    return await name_of(uow, request, asked[-1])


class Reminders(Verbs):
    """Warns of unpaid orders about to lapse, each person when they want it."""

    async def round(self) -> None:
        """Warn each reader once of each order that lapses, as long before as set."""
        async with self._ledger.read() as uow:
            soon, _ = await uow.loudness.widest()
            lapsing = await uow.orders.lapsing(uow.now + soon * _HOUR, _LAPSING)
        if not lapsing:
            return
        async with self._ledger.change() as uow:
            for order in lapsing:
                await self._lapses_soon(uow, order)

    async def _lapses_soon(self, uow: UnitOfWork, order: Order) -> None:
        """Warn those for whom it is soon, and say as of when 1688 did; the others later, unless nobody is left."""
        purchase = await uow.purchase(order.request_id or 0)
        places = [purchase.request.place, *await uow.audiences.payers(purchase.request)]
        chosen = await uow.loudness.of_chats({each.chat_id for each in places})
        soon = tuple(
            each
            for each in places
            if order.pay_by is not None and order.pay_by <= uow.now + chosen[each.chat_id].pay_soon * _HOUR
        )
        told_at = await last_look(uow, order)
        notice = PaySoonNotice(about=order_facts(purchase, order), told_at=told_at)
        for place in soon:
            beside = f":{place.chat_id}" if place != purchase.request.place else ""
            await uow.tell(notice, place, f"lapsing:{order.order_id}{beside}", purchase.request)
        if len(soon) == len(places):
            await uow.orders.warned(order.order_id, "lapsing")
