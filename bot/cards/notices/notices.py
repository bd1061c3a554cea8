"""Words each kind of notice, which tells that something happened, as a first line, parts and buttons.

A fact that is missing leaves its line or button out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.cards import calls
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.links import open_in_private
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import CHECKING, DONE, FAILED, NEEDS_YOU, ON_THE_WAY, TO_PAY, WAITS, ForChat, Writer, rows
from bot.cards.notices import notice_buttons as buttons
from bot.cards.notices import notice_parts as parts
from bot.cards.notices import team_notices as team
from bot.cards.notices import together
from bot.cards.orders import outside
from bot.cards.orders.refunds import is_partial
from bot.purchasing.notices import approvals as a
from bot.purchasing.notices import baskets as b
from bot.purchasing.notices import operations as o
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices import teams as t
from bot.purchasing.notices.base import AboutPurchase, Notice

M = TypeVar("M", bound=Notice)


@dataclass(frozen=True)
class _Form:
    """How one notice is told: its sign, what stands below the first line, its buttons; `few` may use these."""

    sign: str
    body: tuple[Callable[[Writer, Any], list[Html]], ...]
    keyboard: Callable[[Writer, Any], Keyboard]
    few: bool


_FORMS: dict[type[Notice], _Form] = {}


def _form(
    kind: type[M],
    sign: str,
    *body: Callable[[Writer, M], list[Html]],
    keyboard: Callable[[Writer, M], Keyboard] = buttons.none,
    few: bool = False,
) -> None:
    """Say how a notice is told; if only `few` people may use its buttons, a team's group sees a link instead."""
    _FORMS[kind] = _Form(sign, body, keyboard, few)


_SUM, _GOODS, _NUMBER, _WHY = parts.total, parts.goods, parts.order_number, parts.reason

_form(p.PlacedNotice, TO_PAY, _GOODS, parts.bill, parts.missing, team.agreed, keyboard=buttons.placed, few=True)
_form(p.FoundNotice, DONE, _GOODS, _SUM, outside.attached, parts.orders, keyboard=buttons.details)
_form(p.PartFailedNotice, NEEDS_YOU, parts.lines, parts.orders, team.approved, keyboard=buttons.left_out)
_form(p.RefusedNotice, FAILED, _GOODS, _SUM, _WHY, parts.say("nothing-ordered"), keyboard=buttons.again, few=True)
_form(
    p.NotSentNotice, WAITS, _GOODS, _SUM, parts.say("notice-not-sent-text"), parts.denied, _WHY, parts.next_try,
    keyboard=buttons.retry, few=True,
)  # fmt: skip
_form(p.ChangedNotice, NEEDS_YOU, _GOODS, parts.changed, keyboard=buttons.consent)
_form(p.InDoubtNotice, CHECKING, _GOODS, _SUM, parts.doubt)
_form(
    p.NeedsPersonNotice, NEEDS_YOU, _GOODS, _SUM, parts.verdict, parts.person, parts.alike,
    keyboard=buttons.settle, few=True,
)  # fmt: skip
_form(p.AbandonedNotice, FAILED, _GOODS, _SUM, parts.abandoned, parts.by)
_form(p.ConflictNotice, NEEDS_YOU, _GOODS, _SUM, parts.conflict, parts.orders, keyboard=buttons.found, few=True)
_form(p.NotReadBackNotice, NEEDS_YOU, _GOODS, _SUM, parts.unchecked, _NUMBER, _WHY, keyboard=buttons.look)
_form(p.PaidNotice, DONE, _GOODS, parts.total_at, parts.above, parts.say("notice-paid-text"), _NUMBER)
_form(b.PlacedTogetherNotice, TO_PAY, together.to_pay, together.orders, team.agreed, keyboard=together.pay, few=True)
_form(b.PaidTogetherNotice, DONE, together.orders, parts.say("notice-paid-together-text"), keyboard=together.details)
_form(b.ShippedTogetherNotice, ON_THE_WAY, together.orders, keyboard=together.trace)
_form(p.PriceChangedNotice, NEEDS_YOU, _GOODS, parts.moved, parts.bill, keyboard=buttons.pay, few=True)
_form(p.PriceAgreedNotice, DONE, _GOODS, _SUM, team.deciders, parts.say("price-agreed-text"))
_form(p.PaySoonNotice, NEEDS_YOU, _GOODS, parts.bill, keyboard=buttons.pay, few=True)
_form(p.NotShippedNotice, NEEDS_YOU, _GOODS, _SUM, parts.paid_since, _NUMBER, keyboard=buttons.chase, few=True)
_form(p.PartShippedNotice, ON_THE_WAY, _GOODS, _NUMBER, parts.parcels, keyboard=buttons.shipped)
_form(p.ShippedNotice, ON_THE_WAY, _GOODS, _NUMBER, parts.parcels, keyboard=buttons.shipped)
_form(p.TraceNotice, ON_THE_WAY, _GOODS, parts.step, keyboard=buttons.trace)
_form(p.ReceivedNotice, DONE, _GOODS, parts.total_at, _NUMBER)
_form(p.FinishedNotice, DONE, _GOODS, parts.total_at, _NUMBER)
_form(p.CancelledNotice, FAILED, _GOODS, _SUM, parts.cancelled, parts.money_back, _NUMBER, keyboard=buttons.details)
_form(p.RefundAskedNotice, WAITS, _GOODS, parts.refund, parts.closed, _NUMBER, keyboard=buttons.details)
_form(p.RefundDoneNotice, DONE, _GOODS, parts.refund, _NUMBER, keyboard=buttons.details)
_form(p.RefundClosedNotice, NEEDS_YOU, _GOODS, parts.refund, parts.closed, _NUMBER, keyboard=buttons.talk, few=True)
_form(p.UnknownWordNotice, NEEDS_YOU, _SUM, parts.say("notice-unknown-word-text"), parts.word, _NUMBER)

_form(a.ApprovedNotice, DONE, _GOODS, _SUM, team.deciders)
_form(a.RestsNotice, NEEDS_YOU, _GOODS, _SUM, team.deciders, parts.rests, keyboard=buttons.rest, few=True)
_form(
    a.DeclinedNotice, FAILED, _GOODS, _SUM, team.deciders, team.declined_because, parts.nothing_ordered,
    keyboard=buttons.ended, few=True,
)  # fmt: skip
_form(a.QuestionNotice, NEEDS_YOU, _GOODS, team.question, keyboard=team.answer_button)
_form(a.AnswerNotice, DONE, team.answer, keyboard=team.show_button)
_form(a.LeftOutNotice, NEEDS_YOU, _GOODS, _SUM, team.deciders, parts.say("notice-left-out-text"))
_form(a.WithdrawnNotice, FAILED, _GOODS, _SUM, team.deciders, parts.still_ordered, keyboard=buttons.withdrawn)
_form(a.ReminderNotice, WAITS, _GOODS, _SUM, team.called_to_decide, team.until, keyboard=team.show_button)
_form(a.EscalatedNotice, NEEDS_YOU, _GOODS, _SUM, team.called_now_too, team.until, keyboard=team.show_button)
_form(a.ExpiredUndecidedNotice, FAILED, _GOODS, _SUM, parts.nothing_ordered, keyboard=buttons.ended, few=True)
_form(a.LapsedNotice, FAILED, _GOODS, _SUM, parts.say("lapsed-text"), keyboard=buttons.again, few=True)
_form(a.StuckNotice, NEEDS_YOU, _GOODS, _SUM, parts.say("notice-stuck-text"), team.until)
_form(a.HeldNotice, NEEDS_YOU, _GOODS, _SUM, team.held, keyboard=buttons.details)
_form(a.TeamClosedNotice, FAILED, _GOODS, _SUM, parts.say("team-closed-text"), parts.by)
_form(a.NotCountedNotice, NEEDS_YOU, team.not_counted, keyboard=team.show_button)

_form(
    t.TeamOpenedNotice, DONE, team.deciders, parts.say("notice-team-opened-text"), parts.say("setup-how"),
    parts.say("setup-first"), keyboard=team.setup_buttons,
)  # fmt: skip
_form(t.TeamChangedNotice, DONE, team.team_title, team.changed, keyboard=team.start_button)
_form(t.TeamProposedNotice, WAITS, team.team_title, team.waits, keyboard=team.second_buttons)
_form(t.ProposalOverNotice, "", team.team_title, team.settled)
_form(t.TeamDroppedNotice, FAILED, team.team_title, team.dropped)
_form(t.AwayNotice, "", team.away)
_form(t.BackNotice, "", team.deciders)
_form(t.LeftGroupNotice, NEEDS_YOU, team.team_title, team.gone)
_form(t.MemberForgottenNotice, NEEDS_YOU, team.team_title, parts.say("notice-member-forgotten-text"))
_form(t.BackInGroupNotice, DONE, team.team_title, team.back_again)
_form(t.NotThereNotice, NEEDS_YOU, team.team_title, team.not_there, keyboard=team.manage_button)
_form(t.ListEndedNotice, "", team.team_title, team.list_ended)
_form(t.ForeignGroupNotice, NEEDS_YOU, team.brought, team.team_title)

_form(o.UnknownOrderNotice, NEEDS_YOU, parts.unknown_order, keyboard=buttons.unknown_order, few=True)
_form(o.PlacedOutsideNotice, NEEDS_YOU, outside.told, keyboard=outside.buttons)
_form(o.PausedNotice, NEEDS_YOU, _WHY, parts.by, parts.say("notice-paused-text"), parts.second_word)
_form(o.ResumedNotice, DONE, team.was_paused, parts.by, parts.holds)
_form(o.ClockApartNotice, NEEDS_YOU, parts.clock, parts.say("notice-clock-apart-text"))
_form(o.PoisonNotice, NEEDS_YOU, parts.say("notice-poison-text"), parts.update, _WHY)
_form(o.LoginEndingNotice, NEEDS_YOU, parts.ends_at, parts.say("notice-login-ending-text"))
_form(o.CallsShortNotice, NEEDS_YOU, calls.of_limit, parts.say("notice-calls-short-text"))
_form(o.ThriftyNotice, NEEDS_YOU, calls.of_limit, parts.say("notice-thrifty-text"))
_form(o.ThriftyOverNotice, DONE, calls.of_limit, parts.say("notice-thrifty-over-text"))
_form(o.LoginNeededNotice, NEEDS_YOU, _WHY, parts.say("notice-login-text"))
_form(o.QuarantineNotice, NEEDS_YOU, parts.put_back, parts.say("notice-quarantine-text"), keyboard=buttons.decide)
_form(o.SweptNotice, NEEDS_YOU, parts.swept, parts.say("notice-swept-text"), keyboard=buttons.decide)
_form(o.RestoredNotice, NEEDS_YOU, parts.put_back, parts.say("notice-restored-text"))
_form(o.CopyFailedNotice, NEEDS_YOU, _WHY, parts.newest_copy, parts.say("notice-copy-failed-text"))
_form(o.ErasedListNotice, NEEDS_YOU, parts.erased_list)
_form(o.JournalKeyNotice, NEEDS_YOU, parts.key_of_journal, parts.say("notice-journal-key-text"))
_form(o.JournalAnchoredNotice, DONE, parts.anchored, parts.say("notice-journal-anchored-text"))
_form(o.JournalHeadNotice, DONE, parts.head_of_journal, parts.say("notice-journal-head-text"))
_form(o.JournalBrokenNotice, NEEDS_YOU, parts.broken_journal, parts.say("notice-journal-broken-text"))
_form(o.UnrecordedNotice, NEEDS_YOU, _GOODS, _WHY, parts.unrecorded, parts.orders, keyboard=buttons.details)
_form(o.DigestNotice, WAITS)
_form(o.UndeliveredNotice, NEEDS_YOU, parts.say("notice-undelivered-text"), parts.undelivered, _WHY)


def notice(message: Notice, language: str, now: datetime, chat: ForChat | None = None, resent: bool = False) -> View:
    """One notice as it is posted in a chat; `resent` says that it may have been seen before."""
    w, form, number = Writer(language, now, chat), _FORMS[type(message)], _number_of(message)
    head = first_line(w, message)
    lines = [Html(f"{head} {w.line('sent-again')}") if resent else head]
    for part in form.body:
        lines += part(w, message)
    if form.few and w.chat.of_team and not w.chat.private:
        private = rows([open_in_private(w, "details", w.chat.bot, f"r_{number or ''}")])
        return View(join(lines), (*private, *buttons.rest_of(w, message)))
    return View(join(lines), form.keyboard(w, message))


def first_line(w: Writer, message: Notice) -> Html:
    """What a notice says first: its sign, the request, what happened."""
    name = f"notice-{message.kind.replace('_', '-')}"
    if isinstance(message, o.PlacedOutsideNotice):
        name = outside.head(message)
    if isinstance(message, p.PlacedNotice) and message.missing:
        name = "notice-placed-partly"
    if isinstance(message, p.PriceChangedNotice) and {"seller", "title"} & (message.fields or {}).keys():
        name = "head-differs"
    if isinstance(message, p.RefundDoneNotice) and is_partial(message.amount, message.about.total):
        name = "notice-refund-done-partly"
    if isinstance(message, o.ResumedNotice) and any(not hold.passes for hold in message.holds):
        name = "notice-resumed-held"
    shown = message.about.name if isinstance(message, AboutPurchase) else ""
    facts = {"n": len(together.counted(message))} if isinstance(message, b.AboutOrders) else {}
    return w.head(_FORMS[type(message)].sign, shown or _number_of(message) or "", name, **facts)


def _number_of(message: Notice) -> int | None:
    """The request that it is about, if there is one."""
    if isinstance(message, AboutPurchase):
        return message.about.number
    if isinstance(message, a.NotCountedNotice | o.UnknownOrderNotice | o.UndeliveredNotice):
        return message.number
    return None
