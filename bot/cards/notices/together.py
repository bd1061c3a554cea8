"""Words what is the same for several orders of one request: each in two lines, and a button for each to be paid."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import Writer, dotted, grid, press, rows, show
from bot.cards.notices import notice_parts as parts
from bot.cards.orders import parcels, paying
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.baskets import AboutOrders, PlacedTogetherNotice, ToldOrder

_LINE_WIDTH = 40


def orders(w: Writer, m: AboutOrders) -> list[Html]:
    """Each order: its part, what is bought and the sum; its number on 1688, and its parcels."""
    return [line for each in m.told for line in _order(w, each)]


def _order(w: Writer, told: ToldOrder) -> list[Html]:
    about = told.about
    head = [Html(f"#{about.name}"), *([bold(show(about.total))] if about.total else [])]
    state = [w.line(told.now)] if told.now else []
    first = product.with_title([*head, *state], parts.title_of(w, about), _LINE_WIDTH)
    return [
        first,
        paying.number_line(w, about.order_id),
        *(parcels.parcel_line(p.company, p.bill_no) for p in told.parcels),
    ]


def to_pay(w: Writer, m: PlacedTogetherNotice) -> list[Html]:
    """What is still to be paid of them in all, and until when the first of them is."""
    left = [each.about for each in counted(m)]
    if not left:
        return []
    until = [each.pay_by for each in left if each.pay_by is not None]
    total = Fen(sum(each.total or 0 for each in left))
    when = [w.line("pay-by", when=w.when(min(until)))] if until else []
    return [dotted([bold(show(total)), *when])]


def pay(w: Writer, m: PlacedTogetherNotice) -> Keyboard:
    """A way to pay for each that is not settled, and the details of all."""
    return (*grid([_pay(w, each) for each in _open(m)], 2), *details(w, m))


def details(w: Writer, m: AboutOrders) -> Keyboard:
    """The whole request, where each part has its own button."""
    number = m.about.number
    return rows([w.button("details", Code(ButtonAction.DETAILS, (str(number),)))]) if number else ()


def trace(w: Writer, m: AboutOrders) -> Keyboard:
    """Where the parcels of each order are."""
    traces = [press(f"#{each.about.name}", Code(ButtonAction.TRACK, (each.about.order_id,))) for each in m.told]
    return (*grid(traces, 4), *details(w, m))


def counted(m: AboutOrders) -> Sequence[ToldOrder]:
    """The orders that are as the first line says: of those to be paid what is paid, over or not agreed to is none."""
    unpaid = isinstance(m, PlacedTogetherNotice)
    return [each for each in m.told if not unpaid or each.now in ("", "state-to-pay")]


def _open(m: AboutOrders) -> Sequence[OrderFacts]:
    return [each.about for each in m.told if not each.now]


def _pay(w: Writer, about: OrderFacts) -> Button | None:
    label = w.label("pay-one", name=f"#{about.name}", sum=show(about.total or Fen(0)))
    able = paying.links(w, paying.Bill(about.order_id, about.total, about.pay_by, about.pay))
    return replace(able[0], text=label) if able else press(label, Code(ButtonAction.PAY, (about.order_id,)), "primary")
