"""Shows the bot's health: what waits, what failed, when it last looked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, gap, open_in_private, rows, said
from bot.cards.operations.checks import CHECKS, Check
from bot.desk.shared.views import Health

ASK_1688 = 2
"""The part of the report that a button shows once 1688 was asked anew."""


def health(h: Health, language: str, *, admin: bool, owner: bool = False, checks: Sequence[Check] = CHECKS) -> View:
    """Says that all is well, or what needs somebody; admins read what it is, an admin of the settings settles it."""
    w = Writer(language, h.now)
    wrong = [(check, n) for check in checks if check.status is not None and (n := check.look(h))]
    said_to = [(check.status if admin else check.everyone, n) for check, n in wrong]
    troubles = [line for say, n in said_to if say is not None for line in say(w, h, n)]
    if wrong and not troubles:
        troubles = [w.line("health-unwell")]
    lines = [w.head(NEEDS_YOU if wrong else DONE, None, "health-trouble" if wrong else "health-well"), *troubles]
    lines += [gap(), w.line("health-orders", n=h.open_orders)]
    lines.append(w.line("health-watch", when=w.when(h.last_watch)) if h.last_watch else w.line("health-no-watch"))
    asks = w.button("ask-1688", Code(ButtonAction.HEALTH, (ASK_1688,))) if h.market_error else None
    if not admin:
        return View(join(lines), rows([asks]))
    lines += [line for check in checks if check.below is not None for line in check.below(w, h, check.look(h))]
    unknown, letters = owner and (h.unknown or h.outside or h.quarantine), h.dead_updates or h.dead_messages
    buttons = (
        asks,
        w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,))) if unknown else None,
        w.button("settle-letters", Code(ButtonAction.LETTERS, (0,))) if letters else None,
        w.button("more", Code(ButtonAction.HEALTH, (1,))),
    )
    return View(join(lines), rows(*([button] for button in buttons)))


def in_group(h: Health, language: str, username: str) -> View:
    """What a group reads, with the link by which an admin goes on in private."""
    more = open_in_private(Writer(language), "more", username, "status")
    return replace(health(h, language, admin=False), keyboard=rows([more]))


def jobs(h: Health, language: str) -> View:
    """How many regular jobs ran as they should, and which are late or failed, for admins."""
    w = Writer(language, h.now)
    month = sorted(h.calls.month.items(), key=lambda each: (-each[1], each[0])) if h.calls is not None else []
    today = h.calls.today if h.calls is not None else {}
    by_kind = [w.line(f"calls-of-{kind}", today=today.get(kind, 0), month=n) for kind, n in month if n]
    ill = [tick for tick in h.ticks if tick.error or tick.late or tick.last_run is None]
    counted = [w.line("calls-head"), gap(), *by_kind, gap()] if by_kind else []
    lines = [*counted, w.line("health-jobs-well", n=len(h.ticks) - len(ill))]
    if ill:
        lines += [gap(), w.line("health-jobs-ill")]
    for tick in ill:
        ran = w.when(tick.last_run) if tick.last_run else w.line("never")
        lines += [Html(f"{text(tick.name, 40)} · {ran}"), *([said(tick.error)] if tick.error else [])]
    return View(join(lines), rows([w.button("back", Code(ButtonAction.HEALTH, (0,)))]))
