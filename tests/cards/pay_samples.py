"""Runs in which several orders are paid together, as their payer sees them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.desk.money import paying
from bot.desk.money.paying import OrderToPay, PayView
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order_report import OrderState, PayLink, PayWay
from bot.purchasing.orders.pay_run import NotInLink, PayRun, PayRunState, RunBeside, RunOrder
from bot.purchasing.person import Person
from tests.cards import samples as s

NAMES = ("Anna", "Александра Константинопольская", "刘文静", "Boris")
SELLERS = ("杭州某某服饰有限公司", "义乌市国际商贸城某某某进出口贸易有限责任公司第二分公司", "深圳某某电子")


def orders(count: int = 12, offer: Offer | None = None) -> tuple[OrderToPay, ...]:
    """So many orders that may be paid, of several people and sellers."""
    made = []
    for nth in range(count):
        order = replace(
            s.ORDER, order_id=str(int(s.ORDER_ID) + nth), request_id=1042 + nth, seller=SELLERS[nth % len(SELLERS)],
            pay_by=s.NOW + timedelta(hours=5 + nth),
        )  # fmt: skip
        base = s.ORDERED.request if offer is None else s.asking(s.ORDERED.request, offer=offer)
        requester = Person(4711 + nth % len(NAMES), NAMES[nth % len(NAMES)], "en")
        request = replace(base, id=1042 + nth, requester=requester, currency="USD", rate="7.26", approved=base.snapshot)
        request = replace(request, part_of=1042, part=9 + nth) if nth % 2 else request
        made.append(OrderToPay(replace(s.ORDERED, request=request, orders=(order,)), order))
    return tuple(made)


def view(
    every: tuple[OrderToPay, ...], state: PayRunState = PayRunState.CHOOSING, ticked: int = 5, **more: Any
) -> PayView:
    """A run with the first of these ticked."""
    chosen = tuple(RunOrder(each.order.order_id, each.order.total) for each in every[:ticked])
    run = PayRun(3, 4711, state, s.NOW, 77, orders=chosen)
    return replace(PayView(run, every, {}, zone="Asia/Shanghai", most=30), **more)


def all_views(offer: Offer | None = None) -> dict[str, PayView]:
    """Every state of the card, by its name."""
    every = orders(offer=offer)
    beside = tuple(
        RunBeside(2, each.order.order_id, NAMES[1], s.NOW - timedelta(minutes=4)) for each in every[:3]
    )  # fmt: skip
    out = (NotInLink.NAMED, NotInLink.SUM, NotInLink.UNLISTED, NotInLink.NOT_YOURS, NotInLink.NO_LINK, "state", "price")
    linked = view(every, PayRunState.ASKED, 12)
    link = "https://trade.1688.com/order/cashier.htm?orderId=1"
    links = (PayLink(PayWay.GROUP, f"{link}1"), PayLink(PayWay.GROUP, f"{link}2"))
    some = tuple(
        replace(each, link=1 + nth % 2) if nth < 5 else replace(each, left_out=out[nth - 5])
        for nth, each in enumerate(linked.run.orders)
    )
    whole = tuple(replace(each, link=1, left_out="") for each in some)
    ended = replace(linked.run, state=PayRunState.ENDED, links=links, orders=some)
    return {
        "choice": view(every),
        "choice, none": view(every, ticked=0),
        "choice, nothing to pay": view((), ticked=0),
        "choice, many links and others": view(every, ticked=12, most=10, beside=beside, trouble=paying.BESIDE),
        "choice, moved": view(every, trouble=paying.MOVED),
        "links": replace(linked, run=replace(linked.run, links=links, orders=some)),
        "one link": replace(linked, run=replace(linked.run, links=links[:1], orders=whole)),
        "never answered": view(every, trouble=paying.UNANSWERED),
        "no link": view(
            every, trouble=paying.NO_LINK, refused=(PayLink(PayWay.ALIPAY, "", "AppKey is not allowed(acl)"),)
        ),
        "ended": replace(linked, run=ended, orders=(), others=moved(every)),
        "paid": replace(
            linked, orders=(), run=replace(ended, orders=some[:5]),
            others={each.order.order_id: is_paid(each) for each in every},
        ),
    }  # fmt: skip


def moved(every: tuple[OrderToPay, ...]) -> dict[str, OrderToPay]:
    """The orders after one was paid, one was raised, one costs less and one was cancelled."""
    raised = _with(every[1], total=Fen(90_000))
    changed = (
        is_paid(every[0]),
        raised,
        _with(every[2], total=Fen(80_000)),
        _with(every[3], state=OrderState.CANCELLED),
    )
    return {each.order.order_id: each for each in (*changed, *every[4:])}


def is_paid(each: OrderToPay) -> OrderToPay:
    return _with(each, state=OrderState.PAID, paid_at=s.NOW)


def _with(each: OrderToPay, **values: Any) -> OrderToPay:
    order = replace(each.order, **values)
    return OrderToPay(each.purchase.with_order(order), order)
