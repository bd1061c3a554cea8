"""Shows what admins settle for the bot: unknown and outside orders, and dead letters."""

from datetime import datetime

from bot.cards.blocks import buying_holds, order_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, dashed, dotted, gap, grid, press, rows, said
from bot.cards.texts import catalogue as texts
from bot.desk.ledger.inbox import Letter
from bot.desk.shared.values import UnknownOrder
from bot.purchasing.order import OrderReport

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
