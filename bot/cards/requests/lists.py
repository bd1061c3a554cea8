"""Shows pages of purchases and of search hits."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.cards.blocks import product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, clean, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import CHECKING, FAILED, NEEDS_YOU, WAITS, Writer, dotted, gap, grid, press, rows, show
from bot.cards.orders.paying import number_line
from bot.cards.requests.after_consent import SIGNS, waiting
from bot.desk.shared.values import PurchasePage
from bot.purchasing.lifecycle import DOUBTFUL, AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.order import OrderState
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.payable import costs, counted, not_wanted, word_of
from bot.purchasing.requests.purchase import Purchase, Request
from bot.purchasing.tracking.found_orders import FoundOrder
from bot.purchasing.tracking.repeats import Earlier, asked_again

FILTERS = ("open", "to_pay", "paid", "shipped", "done", "cancelled", "all")
_MOST_HITS = 20
_TITLE_UNITS = 70
_SAME_WIDTH = 18
"""The longest product of several that is wanted already, in columns."""
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
        lines += _entry(w, purchase.in_language(w.language))
    if not page.purchases:
        lines += [gap(), w.line("list-empty-cancelled" if page.filter == "cancelled" else "list-empty")]
    numbers = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),))) for each in page.purchases
    ]
    filters = [_filter(w, name, page.filter) for name in FILTERS]
    turn = turning(page.page, page.pages, lambda to: Code(ButtonAction.ORDERS, (page.filter, to)), more=page.more)
    return View(join(lines), (*grid(numbers, 4), *turn, *grid(filters, 3)))


def search_page(hits: Sequence[SearchHit], words: str, page: int, language: str) -> View:
    """One page of what a search found; a press opens a draft."""
    w, asked = Writer(language), clean(words)
    lines = [w.head("", None, "head-search", words=asked)]
    if not hits:
        lines.append(w.line("search-empty"))
    for number, hit in enumerate(hits[:_MOST_HITS], 1):
        lines += [gap(), *_hit(w, number, hit)]
    numbers = [
        press(str(number), Code(ButtonAction.OPEN, (hit.offer_id, 0)))
        for number, hit in enumerate(hits[:_MOST_HITS], 1)
    ]
    back = press("◀", Code(ButtonAction.SEARCH, (page - 1, asked))) if page > 1 else None
    on = press("▶", Code(ButtonAction.SEARCH, (page + 1, asked))) if len(hits) >= _MOST_HITS else None
    still = press(str(page), Code(ButtonAction.STILL)) if back or on else None
    return View(join(lines), (*grid(numbers, 5), *rows([back, still, on])))


def summary(purchase: Purchase) -> tuple[str, str]:
    """The sign and the text's key of a purchase's state; of several orders the one furthest behind."""
    state, attempt = purchase.request.state, purchase.attempt
    if purchase.request.parts:
        return "", "state-parts"
    if attempt and attempt.state is AttemptState.CONFLICT:
        return NEEDS_YOU, "state-conflict"
    if purchase.orders:
        order = min(purchase.orders, key=lambda each: list(SIGNS).index(each.state))
        word = word_of(purchase, order)
        asked = WAITS if purchase.request.waits else NEEDS_YOU
        signs = {"checking": CHECKING, "do_not_pay": FAILED, "price": asked, "differs": asked}
        return signs.get(word, SIGNS[order.state]), f"state-{word.replace('_', '-')}"
    if state in (RequestState.APPROVED, RequestState.CLOSED) and attempt:
        sign = FAILED
        if attempt.state in DOUBTFUL:
            sign = CHECKING if attempt.state is AttemptState.IN_DOUBT else NEEDS_YOU
        elif attempt.waits_for_a_person or (attempt.state is AttemptState.READY and attempt.reason):
            return waiting(attempt)
        elif attempt.live:
            sign = WAITS
        return sign, f"state-{attempt.state.value.replace('_', '-')}"
    if purchase.request.waits:
        return WAITS, "state-approval"
    ended = state in (RequestState.CANCELLED, RequestState.REJECTED, RequestState.EXPIRED)
    return FAILED if ended else WAITS, f"state-{state.value}"


def same_again(w: Writer, key: str, purchase: Earlier, request: Request) -> Html:
    """Says that the same is wanted already, and which purchase or order that is; among several products also which."""
    if isinstance(purchase, FoundOrder):
        return w.line(key, other=in_passing(w, purchase))
    same = asked_again(request, purchase) if request.asked else ()
    others = f" +{len(same) - 1}" if len(same) > 1 else ""
    named = [Html(f"{brief(w.title(same[0]), _SAME_WIDTH - len(others))}{others}")] if same else []
    return w.line(key, other=dotted([*named, in_passing(w, purchase)]))


def in_passing(w: Writer, purchase: Earlier) -> Html:
    """A purchase in passing: its number, how much it is of, and the state that it is in; an order by 1688's number."""
    if isinstance(purchase, FoundOrder):
        made = purchase.report.created_at if purchase.report is not None else None
        when = [w.line("made-at", when=w.when(made))] if made is not None else []
        return dotted([number_line(w, purchase.order_id), *when])
    request, (_, state) = as_ordered(purchase), summary(purchase)
    count = [text(w.of(request.offer, request.choice.pieces))] if request.choice.pieces else []
    return dotted([f"#{request.name}", *count, w.line(state)])


def sum_line(w: Writer, purchase: Purchase) -> list[Html]:
    """What a purchase costs: its orders, else what was consented to; what is still due of it, if a part is paid."""
    orders, total = counted(purchase), sum_of(purchase)
    unpaid = [each for each in orders if each.state is OrderState.TO_PAY and not not_wanted(purchase, each)]
    due = Fen(sum(each.total for each in unpaid))
    if 0 < due < total:
        return [w.line("sum-due", due=show(due), total=show(total))]
    return [show(total)] if total or (not orders and purchase.request.snapshot) else []


def back(w: Writer, purchase: Purchase) -> list[Html]:
    """What came back of it, if anything did."""
    amount = Fen(sum(each.refunded for each in purchase.orders))
    return [w.line("refund-short", amount=show(amount))] if amount else []


def sum_of(purchase: Purchase) -> Fen:
    """What a purchase costs as an amount in fen; 0 if nothing is known."""
    orders, snapshot = counted(purchase), purchase.request.snapshot
    if not orders:
        return snapshot.total if snapshot else Fen(0)
    return Fen(sum(each.total for each in orders))


def counts(purchase: Purchase) -> bool:
    """Whether money was or may be spent on it: something was ordered that is still wanted, or still may be."""
    if purchase.orders:
        return any(costs(purchase, each) for each in purchase.orders)
    attempt, state = purchase.attempt, purchase.request.state
    return state is RequestState.PENDING or (attempt is not None and attempt.live)


def _entry(w: Writer, purchase: Purchase) -> list[Html]:
    request, (sign, key) = as_ordered(purchase), summary(purchase)
    parts = [w.head(sign, request.name, key), *sum_line(w, purchase), *back(w, purchase)]
    return [dotted(parts), product.goods(w, request, _ENTRY_WIDTH)]


def _hit(w: Writer, number: int, hit: SearchHit) -> list[Html]:
    title = hit.title if w.language == "zh" and hit.title else hit.title_translated or hit.title
    facts = [bold(show(hit.price))] if hit.price is not None else []
    if hit.minimum:
        facts.append(w.line("least", pieces=w.pieces(hit.minimum)))
    if repeat := text(hit.repeat_percent.rstrip(" %"), 8):
        facts.append(w.line("reorder-rate", percent=repeat))
    return [Html(f"{number}. {' · '.join(facts)}".rstrip()), text(title, _TITLE_UNITS)]


def _filter(w: Writer, name: str, current: str) -> Button | None:
    label = w.label(f"filter-{name.replace('_', '-')}")
    return press(f"• {label}" if name == current else label, Code(ButtonAction.ORDERS, (name, 1)))


def turning(page: int, pages: int, to: Callable[[int], Code], *, more: bool = False) -> Keyboard:
    """The way to the pages before and after; none if there is one page. `more`: there are pages after the last."""
    if pages < 2:
        return ()
    back = press("◀", to(page - 1)) if page > 1 else None
    on = press("▶", to(page + 1)) if page < pages else None
    return rows([back, press(f"{page}/{pages}{'+' if more else ''}", Code(ButtonAction.STILL)), on])
