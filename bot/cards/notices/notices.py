"""Words each notice, which tells that something happened; and one message for those that waited while it was quiet."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import WAITS, ForChat, Writer, dashed, gap, grid, open_in_private, press, rows
from bot.cards.notices import operation_notices, purchase_notices, team_notices
from bot.cards.notices.forms import Form
from bot.purchasing.notices.approvals import NotCountedNotice, ReminderNotice
from bot.purchasing.notices.base import AboutOrders, AboutPurchase, Notice
from bot.purchasing.notices.operations import UndeliveredNotice, UnknownOrderNotice
from bot.purchasing.notices.purchases import AlarmsNotice, TraceNotice, WaybillNotice

FORMS: dict[type[Notice], Form] = purchase_notices.FORMS | team_notices.FORMS | operation_notices.FORMS
MOST_LINES = 20
_MOST_BUTTONS, _IN_A_ROW = 6, 3


def notice(message: Notice, language: str, now: datetime, chat: ForChat | None = None, resent: bool = False) -> View:
    """One notice as it is posted in a chat; `resent` says that it may have been seen before.

    A fact that is missing leaves its line or button out.
    """
    w, form = Writer(language, now, chat), FORMS[type(message)]
    head = first_line(w, message)
    lines = [Html(f"{head} {w.line('sent-again')}") if resent else head]
    for part in form.body:
        lines += part(w, message)
    if form.few and w.chat.of_team and not w.chat.private:
        private = open_in_private(w, "details", w.chat.bot, f"r_{_number_of(message) or ''}")
        return View(join(lines), (*rows([private]), *purchase_notices.rest_of(w, message)))
    return View(join(lines), form.keyboard(w, message))


def first_line(w: Writer, message: Notice) -> Html:
    """What a notice says first: its sign, the request, what happened."""
    form = FORMS[type(message)]
    name = message.about.name if isinstance(message, AboutPurchase | WaybillNotice) else ""
    facts = {"n": len(purchase_notices.counted(message)) + message.untold} if isinstance(message, AboutOrders) else {}
    facts |= {"n": sum(message.counts.values())} if isinstance(message, AlarmsNotice) else {}
    key = form.head(message) or f"notice-{dashed(message.stored_kind)}"
    return w.head(form.sign, name or _number_of(message) or "", key, **facts)


def _number_of(message: Notice) -> int | None:
    """The request that it is about, if there is one."""
    if isinstance(message, AboutPurchase | WaybillNotice):
        return message.about.number
    if isinstance(message, NotCountedNotice | UnknownOrderNotice | UndeliveredNotice):
        return message.number
    return None


def digest(notices: Sequence[Notice], language: str, now: datetime, resent: bool = False) -> View:
    """What waited, oldest first: a line for each thing that still holds, and a button that opens each request."""
    w = Writer(language, now)
    head = w.head(WAITS, None, "notice-digest")
    lines = [Html(f"{head} {w.line('sent-again')}") if resent else head, gap()]
    for each in notices[:MOST_LINES]:
        lines.append(first_line(w, each))
        lines += team_notices.called(w, each.who, "called-who") if isinstance(each, ReminderNotice) else []
    lines += w.more("digest-more", len(notices) - MOST_LINES)
    about = [each.about for each in notices if isinstance(each, AboutPurchase)]
    names = {each.number: each.name or str(each.number) for each in about if each.number is not None}
    opens = [press(f"#{name}", Code(ButtonAction.DETAILS, (str(number),))) for number, name in names.items()]
    return View(join(lines), grid(opens[:_MOST_BUTTONS], _IN_A_ROW))


def newest_only(notices: Sequence[Notice]) -> list[Notice]:
    """Without the earlier steps of a parcel."""
    last = {(each.about.order_id, each.bill_no): each for each in notices if isinstance(each, TraceNotice)}
    return [
        each for each in notices if not isinstance(each, TraceNotice) or last[each.about.order_id, each.bill_no] is each
    ]
