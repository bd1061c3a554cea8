"""Shows pages of purchases."""

from datetime import datetime

from bot.cards.blocks import goods, purchase_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join
from bot.cards.blocks.sums import as_of
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, dashed, dotted, gap, grid, press, turning
from bot.desk.shared.views import PurchasePage
from bot.purchasing.orders.as_ordered import as_ordered

FILTERS = ("open", "to_pay", "paid", "shipped", "done", "cancelled", "all")
_ENTRY_WIDTH, _WORDS_WIDTH = 32, 24
"""A purchase's goods take one line of a list, in columns."""


def orders_page(page: PurchasePage, language: str, now: datetime, search: int = 0, words: str = "") -> View:
    """One page of purchases, newest first, with the filters below; those that this search finds."""

    def turned(name: str, to: int) -> Code:
        return Code(ButtonAction.ORDERS_FOUND, (search, name, to)) if search else Code(ButtonAction.ORDERS, (name, to))

    w = Writer(language, now)
    counted = "page-of-more" if page.more else "page-of"
    of = f" · {w.line(counted, page=page.page, pages=page.pages)}" if page.pages > 1 else ""
    chosen = brief(page.tag, _ENTRY_WIDTH) if page.tag else w.line(f"filter-{dashed(page.filter)}")
    if words:  # the filter stands on its button
        chosen = w.line("orders-found", words=w.named(brief(words, _WORDS_WIDTH)))
    lines = [Html(w.head("", None, "head-list", filter=chosen) + of), *as_of(w, page.told)]
    for purchase in page.purchases:
        own = purchase.in_language(w.language)
        request, (sign, key) = as_ordered(own), purchase_lines.summary(own)
        head = w.head(sign, request.name, key)
        sums = (*purchase_lines.sum_line(w, own), *purchase_lines.back(w, own))
        lines.append(dotted([head, *sums, *purchase_lines.arrived(own)]))
        lines.append(goods.goods(w, request, listed=True))
    if not page.purchases:
        empty = "list-empty-cancelled" if page.filter == "cancelled" else "list-empty"
        others = "all" if page.filter == "all" else "filtered"
        lines += [gap(), *([w.line("found-none"), w.line(f"found-none-{others}")] if words else [w.line(empty)])]
    numbers = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),))) for each in page.purchases
    ]
    filters = []
    for name in FILTERS:
        label = w.label(f"filter-{dashed(name)}")
        filters.append(press(f"• {label}" if name == page.filter else label, turned(name, 1)))
    filters.append(None if words else w.button("tag", Code(ButtonAction.ORDERS_TAGS)))
    turn = turning(page.page, page.pages, lambda to: turned(page.filter, to), more=page.more)
    return View(join(lines), (*grid(numbers, 4), *turn, *grid(filters, 3)))
