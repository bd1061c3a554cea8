"""Shows what runs and waits of refunds, and what was asked back and came back, by seller."""

from datetime import datetime

from bot.cards.blocks import sums as sums_of
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import (
    CHECKING,
    NEEDS_YOU,
    WAITS,
    Writer,
    dashed,
    dotted,
    grid,
    page_of,
    press,
    rows,
    show,
    turning,
)
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.tracking.refund_list import ListedRefund, RefundList, WaitsFor

ON_A_PAGE = 3
"""Refunds, of up to three lines each."""
BY_SELLER = -1
"""The first page of sellers; the others are below it."""
_SELLER_WIDTH, _SELLERS = 20, 4
_SIGNS = {WaitsFor.UNCLEAR: CHECKING, WaitsFor.CHECKED: CHECKING, WaitsFor.SELLER: WAITS}


def refunds_page(found: RefundList, language: str, now: datetime, page: int) -> View:
    """One page (from 1), or below zero one of all sums by seller; the last one if there is no such page."""
    w = Writer(language, now)
    every, sums = found.refunds, found.sums
    lines = [w.head(WAITS, None, "refunds-head", n=len(every), total=show(sum_fen(each.total for each in every)))]
    lines += sums_of.as_of(w, found.told)
    if page <= BY_SELLER:
        at, pages, sellers = page_of(sums, -page, _SELLERS)
        ever = _sums(w, sum_fen(of.asked for of in sums), sum_fen(of.paid for of in sums))
        lines.append(w.labelled("refunds-ever", ever))
        lines += [dotted([w.named(brief(of.seller, _SELLER_WIDTH)), _sums(w, of.asked, of.paid)]) for of in sellers]
        turn = turning(at, pages, lambda to: Code(ButtonAction.REFUNDS, (-to,)))
        return View(join(lines), (*turn, *rows([w.button("back", Code(ButtonAction.REFUNDS, (1,)))])))
    at, pages, shown = page_of(every, page, ON_A_PAGE)
    if at == 1 and sums:
        month = _sums(w, sum_fen(of.asked_now for of in sums), sum_fen(of.paid_now for of in sums))
        lines.append(w.labelled("refunds-month", month))
    for each in shown:
        lines += _row(w, each)
    numbers = [press(f"#{each.name}", _opens(each)) for each in shown]
    by_seller = w.button("stuck-by-seller", Code(ButtonAction.REFUNDS, (BY_SELLER,))) if sums else None
    turn = turning(at, pages, lambda to: Code(ButtonAction.REFUNDS, (to,)))
    return View(join(lines), (*grid(numbers, 3), *turn, *rows([by_seller])))


def _row(w: Writer, each: ListedRefund) -> list[Html]:
    """Number, sum and how long; then what it waits for until when, and the seller."""
    sign = _SIGNS.get(each.waits_for, NEEDS_YOU)
    days = w.line("stuck-days", days=(w.now - each.since).days) if each.since is not None and w.now is not None else ""
    waits = w.line(f"refunds-{dashed(each.waits_for.value)}")
    until = w.line("refunds-until", when=w.when(each.until)) if each.until is not None else ""
    first = dotted([f"{sign} #{text(each.name)}", show(each.total) if each.total else "", days])
    return [first, dotted([waits, until, brief(each.order.seller, _SELLER_WIDTH)])]


def _opens(each: ListedRefund) -> Code:
    """The card of the refund, or what is prepared and waits."""
    if each.refund_id:
        return Code(ButtonAction.REFUND, (each.order.order_id, each.refund_id))
    return Code(ButtonAction.DETAILS, (each.order.order_id,))


def _sums(w: Writer, asked: Fen, paid: Fen) -> Html:
    return w.line("refunds-sums", asked=show(asked), paid=show(paid))
