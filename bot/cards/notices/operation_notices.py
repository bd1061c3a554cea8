"""Says what those who keep the bot running are told: what holds buying, and what was found, lost or put back."""

from dataclasses import replace

from bot.cards.blocks import buying_holds, order_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, text
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import (
    CHECKING,
    DONE,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    WAITS,
    Writer,
    dashed,
    dotted,
    gap,
    reason_in,
    rows,
    show,
)
from bot.cards.notices.forms import by, details, form, goods, orders, reason, say
from bot.cards.texts import catalogue as texts
from bot.desk.ledger.arriving import COUNTED
from bot.purchasing.calls import Shortage
from bot.purchasing.money import Fen
from bot.purchasing.notices import operations as o
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.teams import StandstillNotice

_MOST_LINES = 5


def _unknown_order(w: Writer, m: o.UnknownOrderNotice) -> list[Html]:
    """Its sum, why it should not exist, and its number."""
    why = w.line("notice-unknown-order-unknown" if m.unknown else "notice-unknown-order-text")
    return [*([sums.total(m.total)] if m.total else []), why, *order_lines.numbers(w, [m.order_id])]


def _unknown_buttons(w: Writer, m: o.UnknownOrderNotice) -> Keyboard:
    """See it on 1688, copy its number, or say that it is settled."""
    closed = w.button("unknown-closed", Code(ButtonAction.UNKNOWN_CLOSED, (m.order_id,)))
    return rows(order_lines.on_1688(w, m.order_id), [buying_holds.decide(w)], [closed])


def _decide(w: Writer, _: Notice) -> Keyboard:
    """Go to what has to be decided."""
    return rows([buying_holds.decide(w, "primary")])


def _outside(w: Writer, m: o.PlacedOutsideNotice) -> list[Html]:
    """The order that was placed on the site, or each of several; that it stops nothing, and what can be done."""
    if m.count != 1 or not m.outside:
        lines = [w.line("outside-several", n=m.unasked)] if m.unasked else []
        for each in m.outside:
            placed_at = order_lines.made_at(w, each.at)
            lines.append(dotted([order_lines.number_line(w, each.order_id), sums.total(each.total), *placed_at]))
            lines += buying_holds.maybe_by_hand(w, each.by_hand)
        return [*lines, gap(), w.line("outside-stops-nothing")]
    one = m.outside[0]
    lines = [dotted([sums.total(one.total), *order_lines.made_at(w, one.at)])]
    bought = (order_lines.offer_and_pieces(w, each.offer_id, each.quantity) for each in one.goods[:_MOST_LINES])
    lines += [*filter(None, bought), *([text(one.seller, 60)] if one.seller else [])]
    explained = buying_holds.explained(w, _doubts(one), one.by_hand)
    return [*lines, order_lines.number_line(w, one.order_id), gap(), *explained]


def _outside_buttons(w: Writer, m: o.PlacedOutsideNotice) -> Keyboard:
    """The choices for a single order; for several, a button to go through them."""
    if m.count != 1 or not m.outside:
        return _decide(w, m)
    one = m.outside[0]
    return buying_holds.choices(w, one.order_id, _doubts(one), one.by_hand, one.attach, one.names, 0)


def _doubts(one: o.OutsideOrder) -> list[o.DoubtfulAttempt]:
    return [replace(each, name=each.name or str(each.number)) for each in one.doubts]


def _outside_head(m: o.PlacedOutsideNotice) -> str:
    """Nothing is called unapproved that may have been approved here."""
    return "" if m.unasked or not m.outside else "notice-placed-on-site"


def _paused(w: Writer, m: o.PausedNotice) -> list[Html]:
    """That nothing is bought, and whose second word it will take to buy again."""
    key = {"other": "paused-second-other", "alone": "paused-second-alone"}.get(m.second)
    return [w.line("notice-paused-text"), *([w.line(key)] if key else [])]


def _resumed(w: Writer, m: o.ResumedNotice) -> list[Html]:
    """Why buying had stopped, who lets it go on, and what holds it back all the same, or that nothing does."""
    was = [w.line("was-paused", reason=reason_in(w, m.reason))] if m.reason else []
    holds = [w.line(f"hold-{hold.value}") for hold in m.holds]
    return [*was, *by(w, m), *(holds or [w.line("notice-resumed-text")])]


def _of_limit(w: Writer, m: o.CallsNotice) -> list[Html]:
    """How far it is to the limit of calls to 1688."""
    if m.why == Shortage.DAY:
        return [w.line("calls-of-day", calls=m.calls, limit=m.limit)]
    return [w.line("calls-of-yuan", calls=m.calls, each=show(Fen(m.fen_each)), wanted=show(Fen(m.wanted)))]


def _put_back(w: Writer, m: o.PutBack) -> list[Html]:
    """What the database is now, and since when it knows nothing; how it was noticed if nobody put it back."""
    key = m.why if m.why in ("moved", "went-back") else "restored"
    lines = [w.line(f"put-back-{key}", when=w.when(m.since))] if m.since else []
    if key == "went-back":
        lines.append(w.line("went-back-order", id=m.order_id) if m.order_id else w.line("went-back-older"))
    return lines


def _swept(w: Writer, m: o.SweptNotice) -> list[Html]:
    """What was found by reading the order list, or that it could not be read for our reference."""
    first = "swept-found" if m.looked_for else "swept-no-reference"
    lines = [w.line(first, n=m.unknown), w.line("quarantine-resting", n=m.resting)]
    lines += [w.line("swept-outside", n=m.outside)] if m.outside else []
    return lines + ([w.line("swept-blind")] if m.blind else [])


def _undelivered(w: Writer, m: o.UndeliveredNotice) -> list[Html]:
    """Which message, and to whom."""
    key = f"notice-{dashed(m.message)}"
    kind = [Html(f"“{w.line(key)}”")] if texts.has(key) else []
    return [*kind, w.line("to-chat", id=code(str(m.chat_id)))]


def _named(w: Writer, m: o.TroubleOverNotice) -> list[Html]:
    """What the message named when it began: numbers, or a team."""
    if m.of == StandstillNotice.kind:
        return [text(title) for title in m.named[:1]]
    if m.of == o.PoisonNotice.kind:
        return [w.line("update-number", number=code(number)) for number in m.named]
    return order_lines.numbers(w, m.named[:_MOST_LINES])


def _lasted(w: Writer, m: o.TroubleOverNotice) -> list[Html]:
    """Since when it is well again, and when it had begun."""
    well = [w.line("well-since", when=w.when(m.until))] if m.until else []
    return well + ([w.line("had-begun", when=w.when(m.since))] if m.since else [])


def _over_head(m: o.TroubleOverNotice) -> str:
    key = f"well-{dashed(m.of)}"
    if m.of == StandstillNotice.kind:
        key = "-".join([key, *m.named[1:2]])
    return key if texts.has(key) else ""


def _morning(w: Writer, m: o.MorningNotice) -> list[Html]:
    """What is to be done, a line for each kind of it."""
    lines = []
    if m.to_pay:
        key = "morning-unpaid-then" if sums.is_old(w, m.to_pay_told) else "morning-to-pay"
        lines.append(w.marked(TO_PAY, key, n=m.to_pay, total=show(m.total)))
    lines += [w.marked(NEEDS_YOU, f"morning-{dashed(kind)}", n=n) for kind, n in m.stuck.items()]
    lines += [w.marked(CHECKING, "morning-refunds", n=m.running)] if m.running else []
    lines += sums.as_of(w, m.told)
    lines += [w.marked(WAITS, "morning-votes", n=m.votes)] if m.votes else []
    if m.arriving:
        today = order_lines.expected_today(w, m.arriving, m.pieces, m.late, sure=m.sure, more=m.arriving >= COUNTED)
        lines.append(Html(f"{ON_THE_WAY} {today}"))
    return lines


def _morning_buttons(w: Writer, m: o.MorningNotice) -> Keyboard:
    """Where it is done."""
    pay = w.button("morning-pay", Code(ButtonAction.PAY_RUN, (0, "l", "-"))) if m.to_pay and m.pays else None
    stuck = w.button("morning-show-stuck", Code(ButtonAction.STUCK)) if m.stuck else None
    votes = w.button("morning-decide", Code(ButtonAction.PENDING, (0,))) if m.votes else None
    arriving = w.button("morning-show-arrivals", Code(ButtonAction.ARRIVING, (0,))) if m.arriving else None
    return rows([pay, stuck, votes], [arriving])


FORMS = dict(
    [
        form(o.UnknownOrderNotice, NEEDS_YOU, _unknown_order, keyboard=_unknown_buttons, few=True),
        form(o.PlacedOutsideNotice, NEEDS_YOU, _outside, keyboard=_outside_buttons, head=_outside_head),
        form(o.PausedNotice, NEEDS_YOU, reason, by, _paused),
        form(
            o.ResumedNotice, DONE, _resumed,
            head=lambda m: "notice-resumed-held" if any(not hold.passes for hold in m.holds) else "",
        ),
        form(o.ClockApartNotice, NEEDS_YOU, buying_holds.clock, say("notice-clock-apart-text")),
        form(
            o.PoisonNotice, NEEDS_YOU, say("notice-poison-text"),
            lambda w, m: [w.line("update-number", number=code(str(m.update_id)))] if m.update_id is not None else [],
            reason,
        ),
        form(
            o.LoginEndingNotice, NEEDS_YOU, lambda w, m: [w.line("ends-at", when=w.when(m.at))] if m.at else [],
            say("notice-login-ending-text"),
        ),
        form(o.CallsShortNotice, NEEDS_YOU, _of_limit, say("notice-calls-short-text")),
        form(o.ThriftyNotice, NEEDS_YOU, _of_limit, say("notice-thrifty-text")),
        form(o.ThriftyOverNotice, DONE, _of_limit, say("notice-thrifty-over-text")),
        form(o.LoginNeededNotice, NEEDS_YOU, reason, say("notice-login-text")),
        form(
            o.MarketSilentNotice, NEEDS_YOU, lambda w, m: [w.line("last-told", when=w.when(m.at))] if m.at else [],
            say("notice-market-silent-text"),
        ),
        form(o.QuarantineNotice, NEEDS_YOU, _put_back, say("notice-quarantine-text"), keyboard=_decide),
        form(o.SweptNotice, NEEDS_YOU, _swept, say("notice-swept-text"), keyboard=_decide),
        form(o.RestoredNotice, NEEDS_YOU, _put_back, say("notice-restored-text")),
        form(
            o.CopyFailedNotice, NEEDS_YOU, reason,
            lambda w, m: [w.line("health-copy", when=w.when(m.at)) if m.at else w.line("health-no-copy")],
            say("notice-copy-failed-text"),
        ),
        form(o.ErasedListNotice, NEEDS_YOU, lambda w, m: [w.line("notice-erased-list-text", n=m.lost)]),
        form(
            o.JournalKeyNotice, NEEDS_YOU,
            lambda w, m: [w.line(f"health-journal-{m.why or 'missing'}"), w.line("journal-since", n=str(m.since))],
            say("notice-journal-key-text"),
        ),
        form(
            o.JournalAnchoredNotice, DONE, lambda w, m: [w.line("journal-anchored-after", n=str(m.entry), id=m.key)],
            say("notice-journal-anchored-text"),
        ),
        form(
            o.JournalHeadNotice, DONE, lambda _, m: [code(f"{m.entry}:{m.hash}")], say("notice-journal-head-text")
        ),
        form(
            o.JournalBrokenNotice, NEEDS_YOU,
            lambda w, m: [w.line("journal-broken-at", n=str(m.entry), faults=m.faults)],
            say("notice-journal-broken-text"),
        ),
        form(
            o.UnrecordedNotice, NEEDS_YOU, goods, reason,
            lambda w, m: [w.line("notice-unrecorded-found" if m.orders else "notice-unrecorded-not-found")], orders,
            keyboard=details,
        ),
        form(o.TroubleOverNotice, DONE, _named, _lasted, head=_over_head),
        form(o.MorningNotice, WAITS, _morning, keyboard=_morning_buttons),
        form(o.DigestNotice, WAITS),
        form(o.UndeliveredNotice, NEEDS_YOU, say("notice-undelivered-text"), _undelivered, reason),
    ]
)  # fmt: skip
"""How each is told."""
