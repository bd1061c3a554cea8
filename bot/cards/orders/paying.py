"""Shows how an order is paid: its bill with fresh links, what else can be done before, and the QR code of a link."""

import io
from datetime import datetime

import segno

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, web_address
from bot.cards.blocks.order_lines import bill_of, links, number_line, refusals, talk, to_pay
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import TO_PAY, Writer, rows
from bot.purchasing.requests.purchase import Order

_SCALE, _BORDER = 8, 4


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
    if not payer:
        return View(join([_head(w, order, name), number_line(w, order_id)]), rows(talk(w, order_id)))
    usable = links(w, bill_of(order))
    cancel = w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (order_id,)))
    return View(_ways(w, order, name), rows(usable[:2], usable[2:], talk(w, order_id), [cancel]))


def qr_text(order: Order, name: str, language: str, now: datetime) -> Html:
    """What stands below the picture: which order, and how much until when."""
    w = Writer(language, now)
    first, number, *_ = to_pay(w, bill_of(order))
    return join([_head(w, order, name), first, number, w.line("qr-text")])


def qr(link: str) -> bytes:
    """A picture whose code holds exactly this link, for the phone that holds the money."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="png", scale=_SCALE, border=_BORDER)
    return drawn.getvalue()


def _ways(w: Writer, order: Order, name: str) -> Html:
    """The bill, with 1688's reasons for each way that does not work."""
    bill = bill_of(order)
    refused = refusals(w, bill.pay) if links(w, bill) else []
    return join([_head(w, order, name), *to_pay(w, bill), *refused])


def _head(w: Writer, order: Order, name: str) -> Html:
    return w.head(TO_PAY, name, "head-pay" if link_of(order) else "head-no-pay")
