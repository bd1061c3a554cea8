"""Shows pages of purchases and of search hits."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks import goods, purchase_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, clean, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, dotted, gap, grid, press, rows, show, turning
from bot.desk.shared.values import PurchasePage
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.orders.as_ordered import as_ordered

FILTERS = ("open", "to_pay", "paid", "shipped", "done", "cancelled", "all")
_MOST_HITS = 20
_TITLE_UNITS = 70
_ENTRY_WIDTH = 32
"""A purchase's goods take one line of a list, in columns."""


def orders_page(page: PurchasePage, language: str, now: datetime) -> View:
    """One page of purchases, newest first, with the filters below."""
    w = Writer(language, now)
    counted = "page-of-more" if page.more else "page-of"
    of = f" · {w.line(counted, page=page.page, pages=page.pages)}" if page.pages > 1 else ""
    head = w.head("", None, "head-list", filter=w.line(f"filter-{page.filter.replace('_', '-')}"))
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
        shown = f"• {label}" if name == page.filter else label
        filters.append(press(shown, Code(ButtonAction.ORDERS, (name, 1))))
    turn = turning(page.page, page.pages, lambda to: Code(ButtonAction.ORDERS, (page.filter, to)), more=page.more)
    return View(join(lines), (*grid(numbers, 4), *turn, *grid(filters, 3)))


def search_page(hits: Sequence[SearchHit], words: str, page: int, language: str) -> View:
    """One page of what a search found; a press opens a draft."""
    w, wanted = Writer(language), clean(words)
    lines = [w.head("", None, "head-search", words=wanted)]
    if not hits:
        lines.append(w.line("search-empty"))
    for number, hit in enumerate(hits[:_MOST_HITS], 1):
        lines += [gap(), *_hit(w, number, hit)]
    numbers = [
        press(str(number), Code(ButtonAction.OPEN, (hit.offer_id, 0)))
        for number, hit in enumerate(hits[:_MOST_HITS], 1)
    ]
    back = press("◀", Code(ButtonAction.SEARCH, (page - 1, wanted))) if page > 1 else None
    on = press("▶", Code(ButtonAction.SEARCH, (page + 1, wanted))) if len(hits) >= _MOST_HITS else None
    still = press(str(page), Code(ButtonAction.STILL)) if back or on else None
    return View(join(lines), (*grid(numbers, 5), *rows([back, still, on])))


def _hit(w: Writer, number: int, hit: SearchHit) -> list[Html]:
    title = hit.title if w.language == "zh" and hit.title else hit.title_translated or hit.title
    facts = [bold(show(hit.price))] if hit.price is not None else []
    if hit.minimum:
        facts.append(w.line("least", pieces=w.pieces(hit.minimum)))
    if repeat := text(hit.repeat_percent.rstrip(" %"), 8):
        facts.append(w.line("reorder-rate", percent=repeat))
    return [Html(f"{number}. {' · '.join(facts)}".rstrip()), text(title, _TITLE_UNITS)]
