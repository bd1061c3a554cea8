"""Orders placed on the site or the phone: what they are, and what people can make of them."""

from collections.abc import Sequence

from bot.cards import paying
from bot.cards.buttons import ButtonAction, Code
from bot.cards.html import Html, bold, code, text
from bot.cards.notice_facts import Facts
from bot.cards.similar_orders import ORDER_PAGE
from bot.cards.view import Keyboard
from bot.cards.writer import Writer, gap, rows, show
from bot.desk.shared.values import Uncertain
from bot.purchasing.money import Fen

_MOST_LINES, _MOST_DOUBTS, _MOST_ATTACHED = 5, 3, 3


def told(w: Writer, f: Facts) -> list[Html]:
    """The one that was found, or each of several; that it stops nothing, and what can be done."""
    if not f.text("order_id"):
        shown = f.rows("outside")
        lines = [w.line("outside-several", n=f.whole("count") or len(shown))]
        lines += [Html(" · ".join([paying.number_line(w, row.text("order_id")), *_money(w, row)])) for row in shown]
        return [*lines, gap(), w.line("outside-stops-nothing")]
    goods = [_pieces(w, row) for row in f.rows("goods")[:_MOST_LINES]]
    lines = [Html(" · ".join(_money(w, f))), *filter(None, goods)]
    lines += [text(f.text("seller"), 60)] if f.text("seller") else []
    return [*lines, paying.number_line(w, f.text("order_id")), gap(), *explained(w, _doubts(f))]


def explained(w: Writer, doubts: Sequence[Uncertain]) -> list[Html]:
    """What it is, what it may be, and what can be done."""
    may_be = [w.line("outside-may-be", number=f"#{each.number}") for each in doubts[:_MOST_DOUBTS]]
    return [w.line("outside-text"), *may_be, w.line("outside-stops-nothing")]


def buttons(w: Writer, f: Facts) -> Keyboard:
    """What can become of the one; of several, the way to go through them."""
    order_id = f.text("order_id")
    if not order_id:
        return rows([w.button("settle-ghosts", Code(ButtonAction.GHOSTS, (0,)), "primary")])
    attach = [int(word) for word in f.words("attach") if word.isascii() and word.isdigit()]
    return choices(w, order_id, _doubts(f), attach, 0)


def choices(w: Writer, order_id: str, doubts: Sequence[Uncertain], attach: Sequence[int], place: int) -> Keyboard:
    """It is that of a doubt; of a request that asks for the same; followed by itself; or none of the bot's business."""
    doubtful = [
        w.button(
            "ghost-doubt",
            Code(ButtonAction.FOUND_THIS, (each.attempt_id, order_id, 1)),
            "primary",
            number=str(each.number),
        )
        for each in doubts[:_MOST_DOUBTS]
    ]
    attached = [
        w.button("ghost-attach", Code(ButtonAction.GHOST_LINK, (order_id, number)), number=str(number))
        for number in attach[:_MOST_ATTACHED]
    ]
    return rows(
        [w.link("open-1688", ORDER_PAGE.format(order_id)), w.copy("copy-number", order_id)],
        *([each] for each in (*doubtful, *attached)),
        [w.button("ghost-follow", Code(ButtonAction.GHOST_FOLLOW, (order_id,)))],
        [w.button("ghost-ignore", Code(ButtonAction.GHOST_SETTLE, (order_id, place)))],
    )


def attached(w: Writer, f: Facts) -> list[Html]:
    """That nobody approved it here, where it was placed outside."""
    return [w.line("outside-attached")] if f.yes("outside") else []


def _money(w: Writer, f: Facts) -> list[Html]:
    at = f.moment("at")
    return [bold(show(f.fen("total") or Fen(0))), *([w.line("made-at", when=w.when(at))] if at else [])]


def _pieces(w: Writer, row: Facts) -> Html:
    quantity = row.whole("quantity")
    offer = [code(row.text("offer_id"))] if row.text("offer_id") else []
    return Html(" · ".join([*offer, *([text(w.pieces(quantity))] if quantity else [])]))


def _doubts(f: Facts) -> list[Uncertain]:
    found = [(row.whole("attempt_id"), row.whole("number")) for row in f.rows("doubts")]
    return [Uncertain(attempt, number) for attempt, number in found if attempt is not None and number is not None]
