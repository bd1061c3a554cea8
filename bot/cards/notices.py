"""What is told when something happened: each kind of notice as a first line, parts and buttons.

Facts that every notice about a request may carry: `number` (request id), `title`, `variant`, `quantity`, `unit`
(as 1688 translated them; `title_original`, `variant_original` and `unit_original` are for Chinese readers); about
an order besides: `order_id`, `total` (fen). A missing fact leaves its line or button out.

| kind | further facts |
|---|---|
| PLACED | `pay_by` (ISO or None), `pay` [{way, url, reason}] |
| FOUND | `orders` [ids], `outside` (attached from outside); with one order also as PLACED |
| PAY_SOON, PRICE_CHANGED | as PLACED; PRICE_CHANGED: `fields` {"total": [old, new]}, `hash` to agree to it |
| PART_FAILED | `lines` [{offer_id, spec_id, reason}], `orders` [ids] |
| REFUSED | `reason`; `offer_id` for the button that tries again |
| NOT_SENT | `reason`, `denied` (the call that was not granted), `again` (tried again by itself), `at` (ISO: when) |
| CHANGED | `fields` {name: [old, new]}, `hash` for the button that consents anew; or `problem`, `limit`, `reason` |
| IN_DOUBT | `at` (ISO: since when), `next_look` (ISO), `looked_for` (bool: the order carries our reference), `blind` |
| NEEDS_PERSON | `attempt_id`, `looks`, `at` (ISO), `settle_from` (ISO), `two_deciders`, `looked_for`; `verdict`, `by` |
| NEEDS_PERSON | `blind`, `alike` [{order_id, total, at}]: orders that may be it |
| ABANDONED | `by` (name), `looked_for` |
| PRICE_AGREED | `by` (names) |
| any with an order | `unpayable`: why it may not be paid now, as `Unpayable`; then without `pay` |
| CONFLICT | `orders` [ids], `attempt_id`, `reason` |
| UNKNOWN_ORDER | `reason`, `unchecked` (what is missing) |
| GHOST | `reason`, `word`, `unknown` (no request carries its reference) |
| PLACED_OUTSIDE | `count`, `outside` [{order_id, total, at}]; of one: `seller`, `goods`, `attach`, `doubts`, `at` |
| PAID, RECEIVED, FINISHED | `at` (ISO); PAID: `agreed` (fen, where more was paid) |
| NOT_SHIPPED | `at` (ISO: paid) |
| PART_SHIPPED, SHIPPED | `parcels` [{company, bill_no}] |
| TRACE | `company`, `bill_no`, `remark`, `at` |
| CANCELLED | `reason`, `was_paid` (bool) |
| REFUND_ASKED, REFUND_DONE, REFUND_CLOSED | `amount` or `refunded` (fen), `reason` |
| UNKNOWN_WORD | `word` |
| PAUSED, RESUMED | `reason`, `by` (name) |
| POISON | `reason`, `update_id` |
| UNDELIVERED | `reason`, `kind` (of the message), `chat_id` |
| APPROVED, RESTS | `by` (names) |
| DECLINED, WITHDRAWN, EXPIRED_UNDECIDED | `by` (name), `reason` |
| QUESTION, ANSWER | `by`, `text`, `question` |
| REMINDER, ESCALATED, STUCK | `who` or `to` [{id, name}], `until` (ISO) |
| HELD | `reason`, `detail`, `at` (ISO: the next try) |
| TEAM_OPENED, TEAM_DROPPED | `team_id`, `title`, `by`, `what` |
| TEAM_CHANGED, TEAM_PROPOSED | the same, `what` with its own facts; `proposal_id`, `from` (ISO) |
| PROPOSAL_OVER | as TEAM_PROPOSED; `how`, `settled_by` (name) |
| TEAM_CLOSED | `by` (name) |
| FOREIGN_GROUP | `title`, `chat_id`, `by` (name) |
| LEFT_GROUP, BACK_IN_GROUP | `title`, `person`, `waiting` (count), `asks`, `keeps` (bools) |
| NOT_THERE | `title`, `people` [{id, name}] |
| NOT_COUNTED | `by` (name) |
| AWAY, BACK | `by`, `first`, `last` (ISO days), `delegate` |
| QUARANTINE, RESTORED | `why`, `since` (ISO), `order_id` (that gave it away) |
| SWEPT | `ghosts`, `outside`, `resting` (counts), `looked_for`, `blind` |
| UNRECORDED | `reason`, `orders` [ids, empty where none was found so far] |
| COPY_FAILED | `reason`, `at` (ISO: the newest copy) |
| LOGIN_ENDING, LOGIN_NEEDED | `at` (ISO: the end), `reason` |
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cards import notice_parts as parts
from bot.cards import outside
from bot.cards import team_notices as team
from bot.cards.html import Html, join
from bot.cards.links import open_in_private
from bot.cards.notice_facts import Facts
from bot.cards.view import Keyboard, View
from bot.cards.writer import (
    CHECKING,
    DONE,
    FAILED,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    WAITS,
    Writer,
    rows,
)
from bot.purchasing.notice import NoticeKind

_Part = Callable[[Writer, Facts], list[Html]]
_Buttons = Callable[[Writer, Facts], Keyboard]


@dataclass(frozen=True)
class _Form:
    """How one kind of notice is told: its sign, what stands below the first line, its buttons."""

    sign: str
    body: tuple[_Part, ...] = ()
    buttons: _Buttons = parts.no_buttons


_SUM, _GOODS, _NUMBER, _WHY = parts.total, parts.goods, parts.order_number, parts.reason
_BILL, _SHIPPED = parts.bill, (parts.order_number, parts.parcels, parts.goods)
K = NoticeKind

_FORMS: dict[NoticeKind, _Form] = {
    K.PLACED: _Form(TO_PAY, (_BILL, _GOODS), parts.pay_buttons),
    K.FOUND: _Form(DONE, (_SUM, outside.attached, parts.orders, _GOODS), parts.details_button),
    K.PART_FAILED: _Form(NEEDS_YOU, (parts.lines, parts.orders), parts.details_button),
    K.REFUSED: _Form(FAILED, (_SUM, _WHY, parts.say("nothing-ordered"), _GOODS), parts.again_button),
    K.NOT_SENT: _Form(
        WAITS,
        (_SUM, parts.say("notice-not-sent-text"), parts.denied, _WHY, parts.next_try, _GOODS),
        parts.retry_buttons,
    ),
    K.CHANGED: _Form(NEEDS_YOU, (parts.changed, _GOODS), parts.consent_button),
    K.IN_DOUBT: _Form(CHECKING, (_SUM, parts.doubt, _GOODS)),
    K.NEEDS_PERSON: _Form(
        NEEDS_YOU, (_SUM, parts.verdict, parts.person, parts.blind, parts.alike, _GOODS), parts.settle_buttons
    ),
    K.ABANDONED: _Form(FAILED, (_SUM, parts.abandoned, parts.by, _GOODS)),
    K.CONFLICT: _Form(NEEDS_YOU, (_SUM, parts.conflict, parts.orders, _GOODS), parts.found_button),
    K.GHOST: _Form(NEEDS_YOU, (_SUM, parts.ghost, _NUMBER, parts.word, _WHY, _GOODS), parts.ghost_buttons),
    K.PLACED_OUTSIDE: _Form(NEEDS_YOU, (outside.told,), outside.buttons),
    K.UNKNOWN_ORDER: _Form(NEEDS_YOU, (_SUM, parts.unchecked, _NUMBER, _WHY, _GOODS), parts.look_buttons),
    K.PAID: _Form(DONE, (parts.total_at, parts.above, parts.say("notice-paid-text"), _NUMBER, _GOODS)),
    K.PRICE_CHANGED: _Form(NEEDS_YOU, (parts.moved, _BILL, _GOODS), parts.pay_buttons),
    K.PRICE_AGREED: _Form(DONE, (_SUM, team.deciders, parts.say("price-agreed-text"), _GOODS)),
    K.PAY_SOON: _Form(NEEDS_YOU, (_BILL, _GOODS), parts.pay_buttons),
    K.NOT_SHIPPED: _Form(NEEDS_YOU, (_SUM, parts.paid_since, _NUMBER, _GOODS), parts.chase_buttons),
    K.PART_SHIPPED: _Form(ON_THE_WAY, _SHIPPED, parts.trace_buttons),
    K.SHIPPED: _Form(ON_THE_WAY, _SHIPPED, parts.trace_buttons),
    K.TRACE: _Form(ON_THE_WAY, (parts.step, _GOODS), parts.trace_buttons),
    K.RECEIVED: _Form(DONE, (parts.total_at, _NUMBER, _GOODS)),
    K.FINISHED: _Form(DONE, (parts.total_at, _NUMBER, _GOODS)),
    K.CANCELLED: _Form(FAILED, (_SUM, parts.closed, parts.money_back, _NUMBER, _GOODS), parts.details_button),
    K.REFUND_ASKED: _Form(WAITS, (parts.refund, parts.closed, _NUMBER, _GOODS), parts.details_button),
    K.REFUND_DONE: _Form(DONE, (parts.refund, _NUMBER, _GOODS), parts.details_button),
    K.REFUND_CLOSED: _Form(NEEDS_YOU, (parts.refund, parts.closed, _NUMBER, _GOODS), parts.talk_buttons),
    K.UNKNOWN_WORD: _Form(NEEDS_YOU, (_SUM, parts.say("notice-unknown-word-text"), parts.word, _NUMBER)),
    K.PAUSED: _Form(NEEDS_YOU, (_WHY, parts.by, parts.say("notice-paused-text"))),
    K.RESUMED: _Form(DONE, (team.was_paused, parts.by, parts.say("notice-resumed-text"))),
    K.POISON: _Form(NEEDS_YOU, (parts.say("notice-poison-text"), parts.update, _WHY)),
    K.LOGIN_ENDING: _Form(NEEDS_YOU, (parts.ends_at, parts.say("notice-login-ending-text"))),
    K.LOGIN_NEEDED: _Form(NEEDS_YOU, (_WHY, parts.say("notice-login-text"))),
    K.APPROVED: _Form(DONE, (_SUM, team.deciders, _GOODS)),
    K.DECLINED: _Form(FAILED, (_SUM, team.deciders, _WHY, parts.nothing_ordered, _GOODS), parts.ended_buttons),
    K.QUESTION: _Form(NEEDS_YOU, (team.question, _GOODS), team.answer_button),
    K.ANSWER: _Form(DONE, (team.answer,), team.show_button),
    K.WITHDRAWN: _Form(FAILED, (_SUM, team.deciders, parts.still_ordered, _GOODS), parts.withdrawn_buttons),
    K.REMINDER: _Form(WAITS, (_SUM, team.called("who", "called-who"), team.until, _GOODS), team.show_button),
    K.ESCALATED: _Form(NEEDS_YOU, (_SUM, team.called("to", "called-to"), team.until, _GOODS), team.show_button),
    K.EXPIRED_UNDECIDED: _Form(FAILED, (_SUM, parts.nothing_ordered, _GOODS), parts.ended_buttons),
    K.LAPSED: _Form(FAILED, (_SUM, parts.say("lapsed-text"), _GOODS), parts.again_button),
    K.STUCK: _Form(NEEDS_YOU, (_SUM, parts.say("notice-stuck-text"), team.until, _GOODS)),
    K.HELD: _Form(NEEDS_YOU, (_SUM, team.held, _GOODS), parts.details_button),
    K.TEAM_OPENED: _Form(
        DONE, (team.team_title, team.deciders, parts.say("notice-team-opened-text")), team.manage_button
    ),
    K.TEAM_CHANGED: _Form(DONE, (team.team_title, team.changed), team.start_button),
    K.TEAM_PROPOSED: _Form(WAITS, (team.team_title, team.waits), team.second_buttons),
    K.PROPOSAL_OVER: _Form("", (team.team_title, team.settled)),
    K.TEAM_DROPPED: _Form(FAILED, (team.team_title, team.dropped)),
    K.AWAY: _Form("", (team.away,)),
    K.BACK: _Form("", (team.deciders,)),
    K.LEFT_GROUP: _Form(NEEDS_YOU, (team.team_title, team.gone)),
    K.BACK_IN_GROUP: _Form(DONE, (team.team_title, team.back_again)),
    K.NOT_THERE: _Form(NEEDS_YOU, (team.team_title, team.not_there), team.manage_button),
    K.NOT_COUNTED: _Form(NEEDS_YOU, (team.not_counted,), team.show_button),
    K.TEAM_CLOSED: _Form(FAILED, (_SUM, parts.say("team-closed-text"), parts.by, _GOODS)),
    K.FOREIGN_GROUP: _Form(NEEDS_YOU, (team.brought, team.team_title)),
    K.QUARANTINE: _Form(NEEDS_YOU, (parts.put_back, parts.say("notice-quarantine-text")), parts.decide_button),
    K.SWEPT: _Form(NEEDS_YOU, (parts.swept, parts.say("notice-swept-text")), parts.decide_button),
    K.RESTORED: _Form(NEEDS_YOU, (parts.put_back, parts.say("notice-restored-text"))),
    K.RESTS: _Form(NEEDS_YOU, (_SUM, team.deciders, parts.rests, _GOODS), parts.rest_buttons),
    K.COPY_FAILED: _Form(NEEDS_YOU, (_WHY, parts.newest_copy, parts.say("notice-copy-failed-text"))),
    K.UNRECORDED: _Form(NEEDS_YOU, (_WHY, parts.unrecorded, parts.orders, _GOODS), parts.details_button),
    K.UNDELIVERED: _Form(NEEDS_YOU, (parts.say("notice-undelivered-text"), parts.undelivered, _WHY)),
}

_FOR_FEW = frozenset(
    {
        parts.pay_buttons,
        parts.settle_buttons,
        parts.found_button,
        parts.ghost_buttons,
        parts.chase_buttons,
        parts.talk_buttons,
        parts.retry_buttons,
        parts.rest_buttons,
        parts.again_button,
        parts.ended_buttons,
    }
)
"""Buttons that only the buyers, or the requester, may use: in a team's group they stand behind a link."""


def notice(kind: NoticeKind, facts: Mapping[str, object], language: str, now: datetime, resent: bool = False) -> View:
    """The message of one notice; `resent` says that it may have been seen before."""
    w, f, form = Writer(language, now), Facts(facts), _FORMS[kind]
    head = w.head(form.sign, f.text("number"), f"notice-{kind.value.replace('_', '-')}")
    lines = [Html(f"{head} {w.line('sent-again')}") if resent else head]
    for part in form.body:
        lines += part(w, f)
    if f.yes("of_team") and not f.yes("private") and form.buttons in _FOR_FEW:
        return View(join(lines), rows([open_in_private(w, "details", f.text("bot"), f"r_{f.text('number')}")]))
    return View(join(lines), form.buttons(w, f))
