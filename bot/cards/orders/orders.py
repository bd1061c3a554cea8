"""Shows orders: how they are paid, where their parcels are, and what admins settle: unknown orders and dead letters."""

import io
from collections.abc import Sequence
from datetime import datetime

import segno

from bot.cards.blocks import buying_holds, order_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text, web_address
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    DONE,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    Writer,
    dashed,
    dotted,
    gap,
    grid,
    press,
    rows,
    said,
)
from bot.cards.money import pay_runs
from bot.cards.requests import tags
from bot.cards.texts import catalogue as texts
from bot.desk.ledger.inbox import Letter
from bot.desk.shared.views import Trace, UnknownOrder
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, PayLink, PayWay
from bot.purchasing.requests.purchase import Purchase

_SCALE, _BORDER = 8, 4


def link_of(order: Order, *, phone: bool = False) -> PayLink | None:
    """The first way to pay that works, or the one for a `phone` if there is one; None if none does."""
    able = [link for link in order.pay if web_address(link.url)]
    return next((link for link in able if phone and link.way is PayWay.PHONE), next(iter(able), None))


def pay_links(order: Order, name: str, language: str, now: datetime) -> View:
    """Fresh links to pay an order of the request of that name by."""
    w = Writer(language, now)
    usable = order_lines.links(w, order)
    return View(_ways(w, order, name), rows(usable[:1], usable[1:], [w.copy("copy-number", order.order_id)]))


def more(order: Order, name: str, language: str, now: datetime, *, payer: bool, owner: bool = False) -> View:
    """What else can be done before the payment: for a payer every way to pay; for them and its owner to cancel it."""
    w, order_id = Writer(language, now), order.order_id
    cancel = w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (order_id,))) if payer or owner else None
    tag = tags.button(w, order.request_id) if order.request_id is not None and (payer or owner) else None
    usable = order_lines.links(w, order) if payer else []
    bill = _ways(w, order, name) if payer else join([_head(w, order, name), order_lines.number_line(w, order_id)])
    return View(bill, rows(usable[:2], usable[2:], order_lines.talk(w, order_id), [tag, cancel]))


def qr_text(order: Order, way: PayWay, name: str, language: str, now: datetime) -> Html:
    """What stands below the picture: which order, and how much until when."""
    w = Writer(language, now)
    first, number, *_ = order_lines.to_pay(w, order)
    return join([_head(w, order, name), first, number, w.line("qr-text"), *pay_runs.phone_line(w, way)])


def qr(link: str) -> bytes:
    """A picture whose code holds exactly this link, for the phone that holds the money."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="png", scale=_SCALE, border=_BORDER)
    return drawn.getvalue()


def _ways(w: Writer, order: Order, name: str) -> Html:
    """The bill, with 1688's reasons for each way that does not work."""
    refused = order_lines.refusals(w, order.pay) if order_lines.links(w, order) else []
    return join([_head(w, order, name), *order_lines.to_pay(w, order), *refused])


def _head(w: Writer, order: Order, name: str) -> Html:
    return w.head(TO_PAY, name, "head-pay" if link_of(order) else "head-no-pay")


_MOST_STEPS = 12
ORIGINAL, TRANSLATED = 1, 2
"""What a button of a trace turns its message into."""


def trace(
    traces: Sequence[Trace], language: str, now: datetime | None = None, original: bool = False, number: str = ""
) -> View:
    """Each parcel's steps, the newest first; `original` shows all of them as the carriers wrote them.

    `number` is the request's as people read it.
    """
    w, readable = Writer(language, now), False
    lines = [w.head(ON_THE_WAY, number, "head-trace", n=len(traces))]
    for each in traces:
        lines += [gap(), order_lines.parcel_line(each.parcel.company, each.parcel.bill_no)]
        for step in reversed(each.steps[-_MOST_STEPS:]):
            words = order_lines.step_in_words(w, step.remark)
            readable = readable or words is not None
            lines.append(Html(f"{w.when(step.at)} · {(None if original else words) or text(step.remark)}"))
        lines += w.more("older-events", len(each.steps) - _MOST_STEPS) if each.steps else [w.line("no-steps")]
    if not traces:
        return View(join(lines))
    order_id = traces[0].order.order_id
    copies = order_lines.trace_rows(w, order_id, [each.parcel.bill_no for each in traces], "trace-again")
    key, form = ("translated", TRANSLATED) if original else ("original", ORIGINAL)
    turn = w.button(key, Code(ButtonAction.TRACK, (order_id, form))) if original or readable else None
    return View(join(lines), rows(*copies, [turn]))


def of_which(parts: Sequence[Purchase], language: str) -> View:
    """Asks whose parcels are meant: a button for each part of a request that was split."""
    named = [press(f"#{each.request.name}", Code(ButtonAction.TRACK, (str(each.request.id),))) for each in parts]
    return View(Writer(language).line("ask-track"), grid(named, 4))


_MOST_LINES = 5
_MOST_RESTING = 24
_WIDTH = 4


def unknown_order(o: UnknownOrder, language: str, now: datetime) -> View:
    """One order that should not exist and what can be done with it; or that none is left, and what else waits."""
    w = Writer(language, now)
    if not o.order_id:
        lines = [w.head(NEEDS_YOU if o.resting or o.unread else DONE, None, "unknown-order-none")]
        if o.quarantined:
            lines += buying_holds.missing_lines(w, not o.unread, 0, len(o.resting))
        resting = [press(f"#{o.names[each]}", Code(ButtonAction.SHOW, (each,))) for each in o.resting[:_MOST_RESTING]]
        return View(join(lines), grid(resting, _WIDTH))
    head = "outside-head" if o.outside else "unknown-order-head"
    lines = [w.head(NEEDS_YOU, None, head, n=o.place + 1, total=o.total)]
    lines += _as_seen(w, o.report) if o.report else [w.line("unknown-order-unseen"), said(o.error)]
    lines += [order_lines.number_line(w, o.order_id), gap()]
    if o.outside:
        lines += buying_holds.explained(w, o.doubts, o.by_hand)
    elif o.known:
        lines.append(w.line("unknown-order-known", number=f"#{o.names[o.known]}"))
    else:
        lines.append(w.line("unknown-order-text"))
    return View(join(lines), _keyboard(w, o))


def _as_seen(w: Writer, report: OrderReport) -> list[Html]:
    state = w.line(f"state-{dashed(report.state.value)}") if report.state else code(report.word)
    lines = [sums.total(report.total), dotted([state, *order_lines.made_at(w, report.created_at)])]
    for line in report.lines[:_MOST_LINES]:
        known = order_lines.offer_and_pieces(w, line.offer_id, line.quantity)
        lines += [known] if known else []
    return lines + ([text(report.seller, 60)] if report.seller else [])


def _keyboard(w: Writer, o: UnknownOrder) -> Keyboard:
    pages = _pages(ButtonAction.UNKNOWN_ORDERS, o.place, o.total)
    if o.outside:
        choices = buying_holds.choices(w, o.order_id, o.doubts, o.by_hand, o.candidates, o.names, o.place)
        return rows(*choices, pages)
    kin = ([o.known] if o.known else []) + list(o.candidates)
    linked = [
        w.button("unknown-link", Code(ButtonAction.UNKNOWN_LINK, (o.order_id, each)), number=o.names[each])
        for each in kin
    ]
    follow = None if o.known else w.button("unknown-follow", Code(ButtonAction.UNKNOWN_FOLLOW, (o.order_id,)))
    closed = w.button("unknown-closed", Code(ButtonAction.UNKNOWN_SETTLE, (o.order_id, o.place)))
    return rows(order_lines.on_1688(w, o.order_id), *([each] for each in (*linked, follow, closed)), pages)


def dead_letter(letter: Letter | None, language: str, now: datetime) -> View:
    """One dead letter: what, when, to or from whom, and why; or that none is left."""
    w = Writer(language, now)
    if letter is None:
        return View(w.head(DONE, None, "letters-none"))
    head = "letter-received" if letter.received else "letter-owed"
    lines = [w.head(NEEDS_YOU, letter.number, head, n=letter.place + 1, total=letter.total)]
    lines.append(Html(f"{w.when(letter.at)} · {w.line('to-chat', id=code(str(letter.chat_id)))}"))
    lines += [said(letter.kind)] if letter.received and letter.kind else []
    key = f"notice-{dashed(letter.kind)}"
    lines += [w.line(key)] if not letter.received and texts.has(key) else []
    lines += [said(letter.error)] if letter.error else []
    which = (letter.id, int(letter.received), letter.place)
    again = w.button("try-again", Code(ButtonAction.LETTER_AGAIN, which))
    read = w.button("letter-read", Code(ButtonAction.LETTER_READ, which))
    return View(join(lines), rows([again, read], _pages(ButtonAction.LETTERS, letter.place, letter.total)))


def _pages(action: ButtonAction, place: int, total: int) -> list[Button | None]:
    if total < 2:
        return []
    return [press("‹", Code(action, ((place - 1) % total, 1))), press("›", Code(action, ((place + 1) % total, 1)))]
