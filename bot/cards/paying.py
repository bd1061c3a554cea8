"""Shows how an order is paid: the sum and its deadline, the links, and 1688's reasons if a way does not work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.buttons import ButtonAction, Code
from bot.cards.html import Html, bold, code, web_address
from bot.cards.view import Button, Keyboard, View
from bot.cards.writer import Writer, rows, said, show
from bot.purchasing.money import Fen
from bot.purchasing.order import PayLink
from bot.purchasing.payable import Unpayable
from bot.purchasing.purchase import Order


@dataclass(frozen=True)
class Bill:
    """What is to be paid for one order; fen, UTC."""

    order_id: str
    total: Fen | None
    pay_by: datetime | None
    pay: tuple[PayLink, ...]


def bill_of(order: Order) -> Bill:
    return Bill(order.order_id, order.total or None, order.pay_by, order.pay)


def to_pay(w: Writer, bill: Bill) -> list[Html]:
    """The amount, until when, the order's number, and which ways 1688 refused."""
    until = w.line("pay-by", when=w.when(bill.pay_by)) if bill.pay_by else w.line("pay-by-unknown")
    amount = [bold(show(bill.total))] if bill.total else []
    return [Html(" · ".join([*amount, until])), number_line(w, bill.order_id), *refusals(w, bill.pay)]


def number_line(w: Writer, order_id: str) -> Html:
    """The order's number on 1688, copied by a tap."""
    return w.line("order-number", number=code(order_id))


def refusals(w: Writer, pay: Sequence[PayLink]) -> list[Html]:
    """Each way to pay that 1688 refused, with its own words below."""
    lines: list[Html] = []
    for link in pay:
        if not web_address(link.url):
            lines.append(w.line("pay-refused", way=w.line(f"way-{link.way}")))
            lines += [said(link.reason)] if link.reason else []
    return lines


def links(w: Writer, bill: Bill) -> list[Button]:
    """A button for each way that works; the first is simply Pay. They hold while the order costs what is told."""
    able = [link for link in bill.pay if web_address(link.url)]
    first = [w.link("pay", able[0].url, "primary")] if able else []
    others = [w.link(f"pay-{link.way}", link.url) for link in able[1:]]
    means = Code(ButtonAction.PAY, (bill.order_id, *([bill.total] if bill.total else []))).text
    return [replace(button, means=means) for button in (*first, *others) if button is not None]


def keyboard(w: Writer, bill: Bill, may_act: bool = True) -> Keyboard:
    """Pay and copy first; then what else can be done before the payment."""
    able = links(w, bill)
    act = Code(ButtonAction.PAY, (bill.order_id,))
    renew = w.button("pay-link-new" if able else "pay-link", act, "" if able else "primary")
    first: list[Button | None] = [*able[:1], *([renew] if not able else []), w.copy("copy-number", bill.order_id)]
    talk = [
        w.button("tell-seller", Code(ButtonAction.TELL_SELLER, (bill.order_id,))),
        w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (bill.order_id,))),
    ]
    last = [
        renew if able else None,
        w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (bill.order_id,)), "danger"),
    ]
    return rows(first, able[1:], *((talk, last) if may_act else ()))


def held_back(w: Writer, why: str) -> list[Html]:
    """Why an unpaid order may not be paid now."""
    return [w.line(f"unpayable-{why}")] if why else []


def held_back_keyboard(w: Writer, order_id: str, why: str = "") -> Keyboard:
    """What can be done with an order not to be paid now: look again, or close it if it is surely ours."""
    act = Code(ButtonAction.CANCEL_ASK, (order_id,))
    look = w.button("look", Code(ButtonAction.LOOK, (order_id,)))
    sure = why not in (Unpayable.CHECKING, Unpayable.CONFLICT)
    cancel = w.button("cancel-order", act, "danger") if sure else None
    return rows([w.copy("copy-number", order_id), look], [cancel])


def pay_links(order: Order, language: str, now: datetime) -> View:
    """Fresh links to pay an order by."""
    w = Writer(language, now)
    bill = bill_of(order)
    usable = links(w, bill)
    head = w.head("💴", order.request_id, "head-pay" if usable else "head-no-pay")
    shown = rows(usable[:1], usable[1:], [w.copy("copy-number", order.order_id)])
    return View(Html("\n".join([head, *to_pay(w, bill)])), shown)
