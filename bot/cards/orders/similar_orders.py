"""Shows orders that may be the one in doubt, before anybody says that it does not exist."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, join
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, gap, rows, show
from bot.cards.orders import paying
from bot.purchasing.notices.purchases import ListedOrder
from bot.purchasing.requests.purchase import Attempt, SimilarOrder

ORDER_PAGE = "https://trade.1688.com/order/order_detail.htm?order_id={}"
_MOST = 5


def lines(w: Writer, alike: Sequence[SimilarOrder], key: str = "alike-there") -> list[Html]:
    """Says that such orders exist, and lists each."""
    if not alike:
        return []
    shown = [gap(), w.line(key, n=len(alike))]
    for each in alike[:_MOST]:
        shown.append(paying.number_line(w, each.order_id))
        made = [w.line("made-at", when=w.when(each.created_at))] if each.created_at else []
        shown.append(dotted([bold(show(each.total)), *made]))
    return shown


def buttons(
    w: Writer, attempt_id: int, alike: Sequence[SimilarOrder], give_to: int | None = None
) -> list[list[Button | None]]:
    """Buttons for each: it is this one; and its page on 1688. Without a doubt the order is given to a request."""
    found: list[list[Button | None]] = []
    for each in alike[:_MOST]:
        this = Code(ButtonAction.FOUND_THIS, (attempt_id, each.order_id))
        if give_to is not None:
            this = Code(ButtonAction.UNKNOWN_LINK, (each.order_id, give_to, 0))
        found.append([w.button("found-this", this, "primary", number=each.order_id)])
        found.append([w.link("open-this", ORDER_PAGE.format(each.order_id), number=each.order_id)])
    return found


def question(attempt: Attempt, name: str, language: str, now: datetime) -> View:
    """Asks, before an attempt at the request of that name is given up, whether it is none of these."""
    w = Writer(language, now)
    shown = [w.head(NEEDS_YOU, name, "head-alike-question"), *lines(w, attempt.alike)]
    none = w.button("none-of-these", Code(ButtonAction.GIVE_UP_SEEN, (attempt.id, attempt.alike_hash)), "danger")
    keyboard: Keyboard = rows(*buttons(w, attempt.id, attempt.alike), [none])
    return View(join([*shown, gap(), w.line("alike-question")]), keyboard)


def of_listed(listed: Sequence[ListedOrder]) -> tuple[SimilarOrder, ...]:
    """The orders that a notice tells of."""
    return tuple(SimilarOrder(each.order_id, each.total, each.at) for each in listed)
