"""Shows how an order is paid: the sum and its deadline, the links, and 1688's reasons if a way does not work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, code, web_address
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import TO_PAY, Writer, dotted, of_1688, rows, show
from bot.purchasing.money import Fen
from bot.purchasing.order import PayLink
from bot.purchasing.orders.payable import Unpayable
from bot.purchasing.requests.purchase import Order


@dataclass(frozen=True)
class Bill:
    """What is to be paid for one order; fen, UTC."""

    order_id: str
    total: Fen | None
    pay_by: datetime | None
    pay: tuple[PayLink, ...]


def bill_of(order: Order) -> Bill:
    return Bill(order.order_id, order.total or None, order.pay_by, order.pay)


def to_pay(w: Writer, bill: Bill, foreign: str = "") -> list[Html]:
    """The amount, until when, the order's number, and which ways 1688 refused if none works."""
    until = w.line("pay-by", when=w.when(bill.pay_by)) if bill.pay_by else w.line("pay-by-unknown")
    amount = [Html(f"{bold(show(bill.total))}{foreign}")] if bill.total else []
    refused = [] if links(w, bill) else refusals(w, bill.pay)
    return [dotted([*amount, until]), number_line(w, bill.order_id), *refused]


def number_line(w: Writer, order_id: str) -> Html:
    """The order's number on 1688, copied by a tap."""
    return w.line("order-number", number=code(order_id))


def refusals(w: Writer, pay: Sequence[PayLink]) -> list[Html]:
    """Each way to pay that 1688 refused, with its own words below."""
    lines: list[Html] = []
    for link in pay:
        if not web_address(link.url):
            lines.append(w.line("pay-refused", way=w.line(f"way-{link.way}")))
            lines += of_1688(w, link.reason)
    return lines


def links(w: Writer, bill: Bill) -> list[Button]:
    """A button for each way that works; the first is simply Pay. They hold while the order costs what is told."""
    able = [link for link in bill.pay if web_address(link.url)]
    first = [w.link("pay", able[0].url, "primary")] if able else []
    others = [w.link(f"pay-{link.way}", link.url) for link in able[1:]]
    means = Code(ButtonAction.PAY, (bill.order_id, *([bill.total] if bill.total else []))).text
    return [replace(button, means=means) for button in (*first, *others) if button is not None]


def keyboard(w: Writer, bill: Bill) -> Keyboard:
    """Pay, here or on another phone; copy the number; and what else can be done."""
    able = links(w, bill)
    copy = w.copy("copy-number", bill.order_id)
    more = w.button("more", Code(ButtonAction.MORE, (bill.order_id,)))
    if not able:
        return rows([w.button("pay-link", Code(ButtonAction.PAY, (bill.order_id,)), "primary"), copy], [more])
    return rows([able[0], w.button("pay-qr", Code(ButtonAction.QR, (bill.order_id,)))], [copy, more])


def held_back(w: Writer, why: str) -> list[Html]:
    """Why an unpaid order may not be paid now."""
    return [w.line(f"unpayable-{why}")] if why else []


def held_back_keyboard(w: Writer, order_id: str, why: str = "", yes: Button | None = None) -> Keyboard:
    """What can be done with an order not to be paid now: look again, or close it if it is surely ours.

    `yes` is the consent that would let it be paid, beside which stands the no.
    """
    sure = why not in (Unpayable.CHECKING, Unpayable.CONFLICT)
    cancel = w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (order_id,)), "danger") if sure else None
    look = [w.copy("copy-number", order_id), w.button("look", Code(ButtonAction.LOOK, (order_id,)))]
    return rows([yes, cancel], look) if yes else rows(look, [cancel])


def link_of(order: Order) -> str:
    """The address of the first way to pay that works; empty if none does."""
    return next((link.url for link in order.pay if web_address(link.url)), "")


def pay_links(order: Order, name: str, language: str, now: datetime) -> View:
    """Fresh links to pay an order of the request of that name by."""
    w = Writer(language, now)
    usable = links(w, bill_of(order))
    return View(_ways(w, order, name), rows(usable[:1], usable[1:], [w.copy("copy-number", order.order_id)]))


def more(order: Order, name: str, language: str, now: datetime, payer: bool) -> View:
    """What else can be done before the payment: for a payer (`payer`) every way to pay, and to cancel."""
    w, order_id = Writer(language, now), order.order_id
    talk = [
        w.button("tell-seller", Code(ButtonAction.TELL_SELLER, (order_id,))),
        w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,))),
    ]
    if not payer:
        return View(Html("\n".join([_head(w, order, name), number_line(w, order_id)])), rows(talk))
    usable = links(w, bill_of(order))
    cancel = w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (order_id,)))
    return View(_ways(w, order, name), rows(usable[:2], usable[2:], talk, [cancel]))


def qr_text(order: Order, name: str, language: str, now: datetime) -> Html:
    """What stands below the picture: which order, and how much until when."""
    w = Writer(language, now)
    first, number, *_ = to_pay(w, bill_of(order))
    return Html("\n".join([_head(w, order, name), first, number, w.line("qr-text")]))


def _ways(w: Writer, order: Order, name: str) -> Html:
    """The bill, with 1688's reasons for each way that does not work."""
    bill = bill_of(order)
    refused = refusals(w, bill.pay) if links(w, bill) else []
    return Html("\n".join([_head(w, order, name), *to_pay(w, bill), *refused]))


def _head(w: Writer, order: Order, name: str) -> Html:
    return w.head(TO_PAY, name, "head-pay" if link_of(order) else "head-no-pay")
