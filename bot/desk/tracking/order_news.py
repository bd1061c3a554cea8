"""Tells people what a look found out about an order, each thing once, and how to pay if that is agreed."""

from dataclasses import replace
from typing import Any

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import names
from bot.desk.shared import create_results
from bot.desk.shared.people import name_of
from bot.desk.shared.recipients import tell_group_if_dearer, tell_payers
from bot.market.errors import MarketError, NotFound
from bot.purchasing.approval.votes import Word
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.base import Notice, OrderFacts, ToldParcel, order_facts
from bot.purchasing.notices.purchases import (
    CancelledNotice,
    FinishedNotice,
    NotReadBackNotice,
    PaidNotice,
    PartShippedNotice,
    PlacedNotice,
    PriceChangedNotice,
    ReceivedNotice,
    RefundAskedNotice,
    RefundClosedNotice,
    RefundDoneNotice,
    ShippedNotice,
    UnknownWordNotice,
)
from bot.purchasing.order import BUYER_CANCELS, OrderState, RefundState
from bot.purchasing.orders.payable import agreed_before, charged, may_be_paid
from bot.purchasing.orders.refunds import RefundSum, refund_sums
from bot.purchasing.requests.purchase import Order, Purchase, Request
from bot.purchasing.tracking.reconcile import News, Reconciled


async def first_news(uow: UnitOfWork, purchase: Purchase, order: Order) -> None:
    """Tell those who wait that it is ordered, once for each sum agreed to, as soon as it may be paid.

    If the create call's own answer says that an order needs no payment any more, that is told at once.
    """
    told: Notice
    about, dedupe = order_facts(purchase, order), f"{order.state.value}:{order.order_id}"
    if order.state is OrderState.PAID:
        told = PaidNotice(about=about)
    elif order.state is OrderState.CANCELLED:
        told = _cancelled(about, order, await _cancelled_by(uow, purchase.request, order))
    elif order.state is OrderState.TO_PAY and not may_be_paid(purchase, order):
        return
    else:
        first = order.order_id == purchase.orders[0].order_id
        missing = create_results.missing(purchase) if first else ()
        told, dedupe = PlacedNotice(about=about, missing=missing), f"placed:{order.order_id}"
        if (agreed := purchase.request.approved) is not None:
            dedupe += f":{agreed.hash[:16]}"
    await uow.tell(told, purchase.request.place, dedupe, purchase.request.id)
    await tell_payers(uow, await _for_buyers(uow, told, purchase.request), purchase, dedupe)


async def _for_buyers(uow: UnitOfWork, told: Notice, request: Request) -> Notice:
    """Who asked, why and who agreed, for those who are asked to pay and hear of the order for the first time."""
    if not isinstance(told, PlacedNotice) or request.team_id is None or request.approved is None:
        return told
    team, votes = await uow.teams.get(request.team_id), await uow.votes.of(request.id)
    yes = (Word.APPROVE, request.approved.hash)
    agreed = [each.person_id for each in votes if (each.word, each.snapshot_hash) == yes]
    asked_by = team.known_as(request.requester.id)
    return replace(told, asked_by=asked_by, why=request.why, by=tuple(names(team, agreed)))


async def tell_unchecked(uow: UnitOfWork, purchase: Purchase, order: Order, error: MarketError | None) -> None:
    """Tell a person once that an order is still not read back a minute after 1688 named it; the looks go on."""
    why = "missing" if isinstance(error, NotFound) else "unread" if error else "incomplete"
    notice = NotReadBackNotice(about=order_facts(purchase, order), unchecked=why, reason=error.reason if error else "")
    dedupe = f"unknown:{order.order_id}"
    await uow.tell(notice, purchase.request.place, dedupe, purchase.request.id)
    await tell_payers(uow, notice, purchase, dedupe)


async def tell_look(
    uow: UnitOfWork, purchase: Purchase, before: Order, order: Order, changes: Reconciled, *, price_told: bool
) -> None:
    """Write journal and notices of what is new; the same report again tells nothing. `order` is as it is now."""
    if order.state is OrderState.TO_PAY or not before.known:
        await first_news(uow, purchase, order)
    if not before.known and all(each.known for each in purchase.orders) and not price_told:
        await create_results.tell_price(uow, purchase)
    known = {PriceChangedNotice.kind} if price_told else set[NoticeKind]()
    if any(news.kind == CancelledNotice.kind for news in changes.news):
        known.add(RefundDoneNotice.kind)  # the notice of the end names what came back
    for news in changes.news:
        await _tell(uow, purchase, order, news, anew=news.kind not in known)
    if changes.odd:
        await uow.write("unknown_word", request_id=purchase.request.id, order_id=order.order_id, word=changes.odd)
        notice = UnknownWordNotice(about=order_facts(purchase, order), word=changes.odd)
        dedupe = f"word:{order.order_id}:{changes.odd}"
        await uow.tell(notice, purchase.request.place, dedupe, purchase.request.id)


async def _tell(uow: UnitOfWork, purchase: Purchase, order: Order, news: News, *, anew: bool) -> None:
    request, kind = purchase.request, news.kind
    await uow.write(str(kind), request_id=request.id, order_id=order.order_id, before=news.before, after=news.after)
    if not anew:
        return
    by = await _cancelled_by(uow, request, order) if kind == CancelledNotice.kind else ""
    told = notice_of(purchase, order, news, by)
    dedupe = f"{kind}:{order.order_id}" + (f":{order.version}" if told.repeats else "")
    await uow.tell(told, request.place, dedupe, request.id)
    if isinstance(told, PriceChangedNotice):
        await tell_group_if_dearer(uow, purchase, dedupe, told)
    if told.for_payers:
        await tell_payers(uow, told, purchase, dedupe)


def notice_of(purchase: Purchase, order: Order, news: News, by: str = "") -> Notice:
    """The notice for one piece of news of a look, which `by` brought about; AssertionError for what no look brings."""
    about, at = order_facts(purchase, order), order.modified_at
    match news.kind:
        case PriceChangedNotice.kind:
            return PriceChangedNotice(about=about, fields={"total": (news.before, news.after)})
        case PaidNotice.kind:
            return PaidNotice(about=about, at=at, agreed=_above(purchase))
        case PartShippedNotice.kind:
            return PartShippedNotice(about=about, parcels=_parcels(order))
        case ShippedNotice.kind:
            return ShippedNotice(about=about, parcels=_parcels(order))
        case ReceivedNotice.kind:
            return ReceivedNotice(about=about, at=at)
        case FinishedNotice.kind:
            return FinishedNotice(about=about, at=at)
        case CancelledNotice.kind:
            return _cancelled(about, order, by)
        case RefundAskedNotice.kind:
            return RefundAskedNotice(**_refund(about, order, RefundState.ASKED), reason=order.close_reason)
        case RefundDoneNotice.kind:
            return RefundDoneNotice(**_refund(about, order, RefundState.DONE))
        case RefundClosedNotice.kind:
            return RefundClosedNotice(**_refund(about, order, RefundState.CLOSED), reason=order.close_reason)
    raise AssertionError(f"a look brings no {news.kind}")


def _cancelled(about: OrderFacts, order: Order, by: str) -> CancelledNotice:
    was_paid = order.paid_at is not None
    return CancelledNotice(about=about, reason=order.close_reason, was_paid=was_paid, refunds=refund_sums(order), by=by)


async def _cancelled_by(uow: UnitOfWork, request: Request, order: Order) -> str:
    """Who asked here for the order to be cancelled, if 1688 says that its buyer did; else empty."""
    if order.close_reason != BUYER_CANCELS:
        return ""
    asked = [
        each.actor_id
        for each in await uow.journal.of_request(request.id)
        if (each.kind, each.order_id) == ("cancel_asked", order.order_id)
    ]
    if not asked or asked[-1] is None:
        return ""
    return await name_of(uow, request, asked[-1])


def _parcels(order: Order) -> tuple[ToldParcel, ...]:
    return tuple(ToldParcel(company=each.company, bill_no=each.bill_no) for each in order.parcels)


def _refund(about: OrderFacts, order: Order, state: RefundState) -> dict[str, Any]:
    """The order and the sum of its refunds that the news is about, and the others that its card shows."""
    sums = refund_sums(order)
    mine = next((each for each in sums if each.state is state), RefundSum(state))
    others = tuple(each for each in sums if each.state is not state)
    return {"about": about, "amount": mine.amount, "count": mine.count, "others": others}


def _above(purchase: Purchase) -> Fen | None:
    """The sum agreed to (fen), if more than that was paid, for example on the site."""
    agreed = agreed_before(purchase.request)
    return agreed.total if agreed is not None and charged(purchase) > agreed.total else None
