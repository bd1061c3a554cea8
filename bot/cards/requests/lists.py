"""Shows pages of purchases."""

from datetime import datetime

from bot.cards.blocks import goods, purchase_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, dotted, gap, grid, press, turning
from bot.cards.requests.tags import mark_of
from bot.desk.shared.values import PurchasePage
from bot.purchasing.orders.as_ordered import as_ordered

FILTERS = ("open", "to_pay", "paid", "shipped", "done", "cancelled", "all")
_ENTRY_WIDTH = 32
"""A purchase's goods take one line of a list, in columns."""


def orders_page(page: PurchasePage, language: str, now: datetime) -> View:
    """One page of purchases, newest first, with the filters below."""
    w = Writer(language, now)
    counted = "page-of-more" if page.more else "page-of"
    of = f" · {w.line(counted, page=page.page, pages=page.pages)}" if page.pages > 1 else ""
    chosen = brief(page.tag, _ENTRY_WIDTH) if page.tag else w.line(f"filter-{page.filter.replace('_', '-')}")
    head = w.head("", None, "head-list", filter=chosen)
    lines = [Html(head + of)]
    for purchase in page.purchases:
        own = purchase.in_language(w.language)
        request, (sign, key) = as_ordered(own), purchase_lines.summary(own)
        head = w.head(sign, request.name, key)
        sums = (*purchase_lines.sum_line(w, own), *purchase_lines.back(w, own))
        lines.append(dotted([head, *sums, *purchase_lines.arrived(own)]))
        lines.append(goods.goods(w, request, _ENTRY_WIDTH))
    if not page.purchases:
        lines += [gap(), w.line("list-empty-cancelled" if page.filter == "cancelled" else "list-empty")]
    numbers = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),))) for each in page.purchases
    ]
    filters = []
    for name in FILTERS:
        label = w.label(f"filter-{name.replace('_', '-')}")
        shown = f"• {label}" if name == page.filter and not page.tag else label
        filters.append(press(shown, Code(ButtonAction.ORDERS, (name, 1))))
    filters.append(w.button("filter-tag", Code(ButtonAction.ORDERS_TAGS)))

    def to_page(to: int) -> Code:
        by_tag = Code(ButtonAction.TAGGED, (mark_of(page.tag), to))
        return by_tag if page.tag else Code(ButtonAction.ORDERS, (page.filter, to))

    turn = turning(page.page, page.pages, to_page, more=page.more)
    return View(join(lines), (*grid(numbers, 4), *turn, *grid(filters, 3)))
