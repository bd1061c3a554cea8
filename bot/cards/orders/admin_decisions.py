"""Shows what admins settle for the bot: unknown and outside orders, and dead letters."""

from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, code, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, dotted, gap, grid, press, rows, said, show
from bot.cards.orders import outside, paying
from bot.cards.orders.similar_orders import ORDER_PAGE
from bot.cards.texts import catalogue as texts
from bot.desk.ledger.dead_letters import Letter
from bot.desk.shared.values import UnknownOrder
from bot.purchasing.order import OrderReport

_MOST_LINES = 5
_MOST_RESTING = 24
_WIDTH = 4


def haunting(h: UnknownOrder, language: str, now: datetime) -> View:
    """One order that should not exist and what can be done with it; or that none is left, and what else waits."""
    w = Writer(language, now)
    if not h.order_id:
        return _none_left(w, h)
    head = "outside-head" if h.outside else "unknown-order-head"
    lines = [w.head(NEEDS_YOU, None, head, n=h.place + 1, total=h.total)]
    lines += _as_seen(w, h.report) if h.report else [w.line("unknown-order-unseen"), said(h.error)]
    lines.append(paying.number_line(w, h.order_id))
    if h.outside:
        lines += [gap(), *outside.explained(w, h.doubts, h.by_hand)]
    else:
        lines += [
            gap(),
            w.line("unknown-order-known", number=f"#{h.names[h.known]}") if h.known else w.line("unknown-order-text"),
        ]
    return View(join(lines), _unknown_buttons(w, h))


def _as_seen(w: Writer, report: OrderReport) -> list[Html]:
    state = w.line(f"state-{report.state.value.replace('_', '-')}") if report.state else code(report.word)
    made = [w.line("made-at", when=w.when(report.created_at))] if report.created_at else []
    lines = [bold(show(report.total)), dotted([state, *made])]
    for line in report.lines[:_MOST_LINES]:
        known = [code(line.offer_id)] if line.offer_id else []
        known += [text(w.pieces(line.quantity))] if line.quantity else []
        lines += [dotted(known)] if known else []
    return lines + ([text(report.seller, 60)] if report.seller else [])


def _unknown_buttons(w: Writer, h: UnknownOrder) -> Keyboard:
    if h.outside:
        asked = outside.asked_for(h.candidates, h.names, h.by_hand)
        choices = outside.choices(w, h.order_id, h.doubts, asked, h.place)
        return rows(*choices, _pages(ButtonAction.UNKNOWN_ORDERS, h.place, h.total))
    kin = ([h.known] if h.known else []) + list(h.candidates)
    linked = [
        w.button("unknown-link", Code(ButtonAction.UNKNOWN_LINK, (h.order_id, each)), number=h.names[each])
        for each in kin
    ]
    follow = None if h.known else w.button("unknown-follow", Code(ButtonAction.UNKNOWN_FOLLOW, (h.order_id,)))
    return rows(
        [w.link("open-1688", ORDER_PAGE.format(h.order_id)), w.copy("copy-number", h.order_id)],
        *([each] for each in linked),
        [follow],
        [w.button("unknown-closed", Code(ButtonAction.UNKNOWN_SETTLE, (h.order_id, h.place)))],
        _pages(ButtonAction.UNKNOWN_ORDERS, h.place, h.total),
    )


def _none_left(w: Writer, h: UnknownOrder) -> View:
    lines = [w.head(NEEDS_YOU if h.resting or h.unread else DONE, None, "unknown-order-none")]
    if h.quarantined:
        lines += missing_lines(w, not h.unread, 0, len(h.resting))
    shown = [press(f"#{h.names[number]}", Code(ButtonAction.SHOW, (number,))) for number in h.resting[:_MOST_RESTING]]
    return View(join(lines), grid(shown, _WIDTH))


def missing_lines(w: Writer, swept: bool, unknown: int, resting: int) -> list[Html]:
    """The steps left before a quarantine ends, or that an admin may end it."""
    if swept and not unknown and not resting:
        return [w.line("quarantine-done")]
    lines = [] if swept else [w.line("quarantine-unread")]
    lines += [w.line("quarantine-unknown", n=unknown)] if unknown else []
    return lines + ([w.line("quarantine-resting", n=resting)] if resting else [])


def dead_letter(letter: Letter | None, language: str, now: datetime) -> View:
    """One dead letter: what, when, to or from whom, and why; or that none is left."""
    w = Writer(language, now)
    if letter is None:
        return View(w.head(DONE, None, "letters-none"))
    head = "letter-received" if letter.received else "letter-owed"
    lines = [w.head(NEEDS_YOU, letter.number, head, n=letter.place + 1, total=letter.total)]
    lines.append(Html(f"{w.when(letter.at)} · {w.line('to-chat', id=code(str(letter.chat_id)))}"))
    lines += [said(letter.kind)] if letter.received and letter.kind else []
    key = f"notice-{letter.kind.replace('_', '-')}"
    lines += [w.line(key)] if not letter.received and texts.has(key) else []
    lines += [said(letter.error)] if letter.error else []
    return View(join(lines), _letter_buttons(w, letter))


def _letter_buttons(w: Writer, letter: Letter) -> Keyboard:
    which = (letter.id, int(letter.received), letter.place)
    return rows(
        [
            w.button("try-again", Code(ButtonAction.LETTER_AGAIN, which)),
            w.button("letter-read", Code(ButtonAction.LETTER_READ, which)),
        ],
        _pages(ButtonAction.LETTERS, letter.place, letter.total),
    )


def _pages(action: ButtonAction, place: int, total: int) -> list[Button | None]:
    if total < 2:
        return []
    return [press("‹", Code(action, ((place - 1) % total, 1))), press("›", Code(action, ((place + 1) % total, 1)))]
