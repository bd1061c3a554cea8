"""One message for what waited while it was quiet: a line for each thing that still holds."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import WAITS, Writer, gap, grid, press
from bot.cards.notices.notices import first_line
from bot.cards.notices.team_notices import called_to_decide
from bot.purchasing.notices.approvals import ReminderNotice
from bot.purchasing.notices.base import AboutPurchase, Notice
from bot.purchasing.notices.purchases import TraceNotice

MOST_LINES = 20
_MOST_BUTTONS, _IN_A_ROW = 6, 3


def digest(told: Sequence[Notice], language: str, now: datetime, resent: bool = False) -> View:
    """What waited, oldest first; each request that it is about opens by a button, which holds whatever happens."""
    w = Writer(language, now)
    head = w.head(WAITS, None, "notice-digest")
    lines = [Html(f"{head} {w.line('sent-again')}") if resent else head, gap()]
    for each in told[:MOST_LINES]:
        lines.append(first_line(w, each))
        lines += called_to_decide(w, each) if isinstance(each, ReminderNotice) else []
    if len(told) > MOST_LINES:
        lines.append(w.line("digest-more", n=len(told) - MOST_LINES))
    about = [each.about for each in told if isinstance(each, AboutPurchase)]
    names = {each.number: each.name or str(each.number) for each in about if each.number is not None}
    opens = [press(f"#{name}", Code(ButtonAction.DETAILS, (str(number),))) for number, name in names.items()]
    return View(join(lines), grid(opens[:_MOST_BUTTONS], _IN_A_ROW))


def newest_only(told: Sequence[Notice]) -> list[Notice]:
    """Without the earlier steps of a parcel."""
    last = {_parcel(each): at for at, each in enumerate(told)}
    return [each for at, each in enumerate(told) if not isinstance(each, TraceNotice) or last[_parcel(each)] == at]


def _parcel(told: Notice) -> tuple[str, str] | None:
    return (told.about.order_id, told.bill_no) if isinstance(told, TraceNotice) else None
