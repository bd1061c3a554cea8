"""Says what is told of a purchase on its way to 1688, and of its orders there."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import attempt_lines, caps, order_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.goods import not_taken, told_goods, words_of
from bot.cards.blocks.html import Html, bold, brief, clean, code, cut, ours, text
from bot.cards.blocks.product import problem_key, sums_named
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import (
    CHECKING,
    DONE,
    FAILED,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    WAITS,
    Writer,
    dashed,
    dotted,
    gap,
    grid,
    press,
    rows,
    show,
    words,
)
from bot.cards.goods.counting import parcel_mark
from bot.cards.money.pay_runs import TOLD
from bot.cards.notices import forms
from bot.cards.notices.forms import by, details, form, goods, order_number, orders, reason, say, total, until
from bot.cards.texts import catalogue as texts
from bot.purchasing.asking_back import RefundStage
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices.base import AboutOrder, AboutOrders, AboutPurchase, Notice, RequestFacts, ToldOrder
from bot.purchasing.offers.usual_words import usual
from bot.purchasing.order_report import RefundState
from bot.purchasing.requests.attempt import SimilarOrder

_MOST_FAILURES = 10
_MOST_BODY = 3000
_LINE_WIDTH = 40
_STUCK_LINES = 9
_ENDS = {
    "SYSTEM_AGREE_REFUND": "refund-then-paid",
    "SYSTEM_AGREE_REFUND_PROTOCOL": "refund-then-agreed",
    "_CLOSE": "refund-then-closed",
}
"""What 1688 does once the time of a refund is over, by how its word for it ends; it may say others."""
_SHORT = 36
"""How much of a reason stands beside who asked, in columns."""
_REASON = 72
"""How much is said of why a seller refused, or of where goods go back to; the card of the refund says all of it."""


def _total_at(w: Writer, m: p.PaidNotice | p.ReceivedNotice | p.FinishedNotice) -> list[Html]:
    """The money, and when it happened."""
    money = sums.total(m.about.total, forms.foreign(w, m.about)) if m.about.total else ""
    line = dotted([money, w.when(m.at) if m.at else ""])
    return [line] if line else []


def agreed(w: Writer, m: p.PlacedNotice) -> list[Html]:
    """Who asked, why, and who agreed, in one line; as far as the reader was not told before."""
    asked = w.line("asked-by-name", name=m.asked_by) if m.asked_by else Html("")
    line = team_lines.asked_and_agreed(w, asked, m.why, team_lines.approved(w, m.by))
    return [line] if line else []


# To be paid.


def _bill(w: Writer, m: AboutOrder) -> list[Html]:
    """What is to be paid until when, and why it may not be; the sum alone if no order is named.

    Without the ways that do not work now: the card says so, and no longer once it is over.
    """
    about = m.about
    if not about.order_id:
        return total(w, m)
    bill = replace(about, pay=tuple(link for link in about.pay if link.url))
    return [*order_lines.to_pay(w, bill, forms.foreign(w, about)), *order_lines.held_back(w, about.unpayable or "")]


def _pay(w: Writer, m: AboutOrder) -> Keyboard:
    """The ways to pay; or what can be done with an order that may not be paid now."""
    about = m.about
    if about.unpayable:
        digest = m.hash if isinstance(m, p.PriceChangedNotice) else ""
        agree = order_lines.agree_button(w, about.number, digest, about.total or Fen(0)) if about.number else None
        return order_lines.held_back_keyboard(w, about.order_id, about.unpayable, agree)
    if not about.order_id:
        return details(w, m)
    return order_lines.pay_keyboard(w, about)


def _failures(w: Writer, failures: Sequence[p.ToldFailure], about: RequestFacts) -> list[Html]:
    """What 1688 did not take, if anything."""
    lines = [w.line("lines-failed")] if failures else []
    for each in failures[:_MOST_FAILURES]:
        variant, others = each.variant, w.language in {words.language for words in about.words}
        if w.language == "zh" or others:  # it was told in the requester's language
            variant = usual(each.variant_original, w.language) or each.variant_original
        words = words_of(w, about)
        lines += not_taken(
            w, [text(variant or words.variant or words.title or each.offer_id)], each.quantity, each.reason
        )
    return lines


def rest_of(w: Writer, m: Notice) -> Keyboard:
    """Ask again for what 1688 did not take, which everybody who may ask can; none if it took all."""
    number = m.about.number if isinstance(m, p.PlacedNotice) and m.missing else None
    return rows([_order_rest(w, number)]) if number is not None else ()


def _order_rest(w: Writer, number: int) -> Button | None:
    return w.button("order-rest", Code(ButtonAction.REST, (number,)))


def _left_out(w: Writer, m: p.PartFailedNotice) -> Keyboard:
    """Ask again for what 1688 did not take."""
    number = m.about.number
    return () if number is None else rows([_order_rest(w, number)], [order_lines.details(w, number)])


def _moved(w: Writer, m: p.PriceChangedNotice) -> list[Html]:
    """The total as it was and is; if it is asked about, all that it moved by since people agreed."""
    fields = m.fields or {}
    names = [(name, *fields[name]) for name in ("seller", "title") if name in fields]
    rest = {name: pair for name, pair in fields.items() if name not in ("seller", "title")}
    return [*sums.named_otherwise(w, names), *sums.moves(w, rest, agreed=m.asked or bool(m.hash))]


def _paid_moved(w: Writer, m: p.AboutSum) -> list[Html]:
    """The sum of a paid order as it was and is."""
    return sums.moves(w, m.fields or {}, agreed=False)


# Several orders of one request: each in two lines, and a button for each to be paid. Of one alone nothing stands here.


def counted(m: AboutOrders) -> Sequence[ToldOrder]:
    """The orders that are as the first line says: of those to be paid what is paid, over or not agreed to is none."""
    unpaid = isinstance(m, p.PlacedNotice)
    return [each for each in m.told if not unpaid or each.now in ("", "state-to-pay")]


def _to_pay_of_all(w: Writer, m: p.PlacedNotice) -> list[Html]:
    """What is still to be paid of them in all, and until when the first of them is."""
    left = [each.about for each in counted(m)]
    if not left:
        return []
    until = [each.pay_by for each in left if each.pay_by is not None]
    when = [w.line("pay-by", when=w.when(min(until)))] if until else []
    return [dotted([sums.total(sum_fen(each.total or Fen(0) for each in left)), *when])]


def _each_order(w: Writer, m: AboutOrders) -> list[Html]:
    """Each order: its part, what is bought and the sum; its number on 1688, and its parcels."""
    lines: list[Html] = []
    for each in m.told:
        head = [Html(f"#{each.about.name}"), *([sums.total(each.about.total)] if each.about.total else [])]
        head += [w.line(each.now)] if each.now else []
        lines.append(dotted([*head, brief(words_of(w, each.about).title, caps.LISTED_TITLE_COLUMNS)]))
        lines.append(order_lines.number_line(w, each.about.order_id))
        lines += [order_lines.parcel_line(parcel.company, parcel.bill_no) for parcel in each.parcels]
    return lines


def _pay_told(w: Writer, m: p.PlacedNotice) -> Keyboard:
    """The way to pay those that are not settled at once, in private; and one for each."""
    left, buttons = [each.about for each in m.told if not each.now], list[Button | None]()
    this = Code(ButtonAction.PAY_RUN, (0, TOLD, "-", 1))
    together = w.button("pay-together", this) if w.chat.private and len(left) > 1 else None
    for about in left:
        label = w.label("pay-one", name=f"#{about.name}", sum=show(about.total or Fen(0)))
        able = order_lines.links(w, about)
        ask = press(label, Code(ButtonAction.PAY, (about.order_id,)), "primary")
        buttons.append(replace(able[0], text=label) if able else ask)
    return (*rows([together]), *grid(buttons, 2))


def _trace_each(w: Writer, m: p.ShippedNotice) -> Keyboard:
    """Where the parcels of each order are, and the whole request."""
    traces = [press(f"#{each.about.name}", Code(ButtonAction.TRACK, (each.about.order_id,))) for each in m.told]
    return (*grid(traces, 4), *details(w, m))


# Not ordered, or nobody knows.


def again(w: Writer, m: AboutPurchase) -> Keyboard:
    """Another try as a new draft, if the offer is named."""
    about = m.about
    if not about.offer_id:
        return ()
    this = Code(ButtonAction.OPEN, (about.offer_id, about.quantity or 0))
    return rows([order_lines.reorder(w, about.number) if about.number else w.button("reorder", this)])


def _would_order(w: Writer, m: p.WouldBeOrderedNotice) -> list[Html]:
    """By which call, and for admins with which body, as much of it as one message holds."""
    body = [code(ours(cut(clean(m.body), _MOST_BODY)))] if m.body else []
    return [*([attempt_lines.would_order(w, m.gateway)] if m.gateway else []), *body]


def _not_sent(w: Writer, m: p.NotSentNotice) -> list[Html]:
    """Which right is missing, and where an admin asks for it; why; and when the program tries by itself, if it does."""
    denied = [w.line("market-not-allowed", call=code(m.denied))] if m.denied else []
    when = attempt_lines.next_try(w, m.at if m.again else None)
    return [w.line("notice-not-sent-text"), *denied, *reason(w, m), when]


def _retry(w: Writer, m: p.NotSentNotice) -> Keyboard:
    """Place it now or not at all, if the program no longer tries by itself; by hand if the app has no right to."""
    number = m.about.number
    if number is None or not m.again:
        return () if number is None else attempt_lines.again_keyboard(w, number)
    return rows([w.button("by-hand", Code(ButtonAction.BY_HAND, (number,)))]) if m.denied else ()


def _changed(w: Writer, m: p.ChangedNotice) -> list[Html]:
    """What moved and whether to buy all the same; or why it cannot be had any more."""
    problem = problem_key(m.problem, m.limit)
    if not texts.has(problem):
        question = w.line("asked-again" if m.asked else "nothing-ordered-again")
        return [*sums.moves(w, m.fields or {}, agreed=True), question]
    pieces = w.pieces(m.limit, words_of(w, m.about).unit) if m.limit is not None else ""
    lines = [w.line(problem, limit=pieces), *sums_named(w, m.sums), *reason(w, m)]
    return lines if problem == "problem-sums" else [*lines, w.line("nothing-ordered")]


def _consent(w: Writer, m: p.ChangedNotice) -> Keyboard:
    """Buy at what it costs now, if the notice carries what is consented to."""
    number = m.about.number
    if number is None:
        return ()
    buy = w.button("buy-now", Code(ButtonAction.CONFIRM, (number, m.hash)), "success") if m.hash else None
    return rows([buy], [w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (number,)), "danger")])


def _needs_person(w: Writer, m: p.NeedsPersonNotice) -> list[Html]:
    """Who said already how the doubt should end, how long the bot looked, and what a person can do.

    The next one to press the same as was said already ends it.
    """
    key = {"resend": "verdict-resend", "abandon": "verdict-abandon"}.get(m.verdict)
    verdict = [w.line(key, name=m.by)] if key else []
    person = attempt_lines.person_text(w, m.looked_for, m.at, m.settle_from, m.two_deciders, m.blind)
    return [*verdict, *person, *_who(w, m), *attempt_lines.alike_lines(w, _alike(m))]


def _who(w: Writer, m: p.AboutDoubt) -> list[Html]:
    """Who can decide."""
    return attempt_lines.who_settles(w, None if m.who is None else [each.name for each in m.who])


def _settle(w: Writer, m: p.NeedsPersonNotice) -> Keyboard:
    if m.attempt_id is None:
        return ()
    return attempt_lines.settle_keyboard(w, m.attempt_id, m.two_deciders, _alike(m))


def _alike(m: p.NeedsPersonNotice) -> tuple[SimilarOrder, ...]:
    return tuple(SimilarOrder(each.order_id, each.total, each.at) for each in m.alike)


def _found(w: Writer, m: p.ConflictNotice) -> Keyboard:
    return details(w, m) if m.attempt_id is None else rows([attempt_lines.found_it(w, m.attempt_id)])


def _placed_outside(w: Writer, m: p.FoundNotice) -> list[Html]:
    """Says who ordered it by hand, or that nobody approved it here, if it was placed outside."""
    if m.ordered_by:
        return [w.line("placed-by-hand", name=m.ordered_by)]
    return [w.line("outside-attached")] if m.outside else []


def _look(w: Writer, m: AboutOrder) -> Keyboard:
    return rows([order_lines.look(w, m.about.order_id), w.copy("copy-number", m.about.order_id)])


# Paid, on the way, over.


def _stuck(w: Writer, m: p.AlarmNotice) -> list[Html]:
    """Since when, for how many days, and which parcel it is about."""
    since = [w.line(f"alarm-since-{dashed(m.alarm.value)}", when=w.when(m.at))] if m.at else []
    parcel = [order_lines.parcel_line(m.parcel.company, m.parcel.bill_no)] if m.parcel else []
    if isinstance(m, p.NotShippedNotice):
        return since
    return [dotted([*since, w.line("alarm-days", days=m.days)]), *parcel]


def _chase(w: Writer, m: p.AlarmNotice) -> Keyboard:
    """The steps that can be tried, and what was tried already."""
    if m.alarm is AlarmKind.NOT_COUNTED:
        mark = parcel_mark(m.parcel.bill_no) if m.parcel else 0
        return rows([w.button("count-in", Code(ButtonAction.COUNT, (m.about.order_id, mark)), "primary")])
    if m.alarm is AlarmKind.SHORT:
        close = w.button("count-close", Code(ButtonAction.CLOSE_REST, (m.about.order_id, 0)))
        return rows([order_lines.ask_refund(w, m.about.order_id), close])
    can_urge = m.parcel is None
    return (*order_lines.chase(w, m.about.order_id, can_urge), *rows([order_lines.chase_seller(w, m.about.order_id)]))


def _all_stuck(w: Writer, m: p.AlarmsNotice) -> list[Html]:
    """How many there are of each kind, then those that wait for the longest time."""
    heads = {what: w.line(f"notice-alarm-{dashed(what.value)}") for what in AlarmKind}
    counts = [Html(f"{m.counts[what]} × {heads[what]}") for what in AlarmKind if what in m.counts]
    worst = [
        dotted([f"#{each.name}", w.line(f"stuck-{dashed(each.what)}", days=w.line("stuck-days", days=each.days))])
        for each in m.worst[: _STUCK_LINES - len(counts)]
    ]
    return [*counts, gap(), *worst]


def _talk(w: Writer, m: AboutOrder) -> Keyboard:
    """Write to the seller, look again, or ask once more for the money."""
    about = m.about.order_id
    return rows(order_lines.talk(w, about), [order_lines.look(w, about), order_lines.ask_refund(w, about)])


def _parcels(w: Writer, m: p.AboutParcels) -> list[Html]:
    """Who carries each parcel, and its number."""
    most = order_lines.MOST_PARCELS
    lines = [order_lines.parcel_line(each.company, each.bill_no) for each in m.parcels[:most]]
    return [*lines, *w.more("more-parcels", len(m.parcels) - most)]


def _trace(w: Writer, m: p.AboutParcels) -> Keyboard:
    """The trace of its parcels, and the number of each."""
    return rows(*order_lines.trace_rows(w, m.about.order_id, [each.bill_no for each in m.parcels]))


def _step(w: Writer, m: p.TraceNotice) -> list[Html]:
    """The newest step of a parcel: its carrier, then when and what."""
    first = order_lines.parcel_line(m.company, m.bill_no)
    when = [w.when(m.at)] if m.at else []
    return [*filter(None, [first]), *when, *order_lines.last_step(w, m.remark)]


def _counted_parcel(w: Writer, m: p.CountedParcelNotice) -> list[Html]:
    """Which parcel 1688 changed after it was counted, and how."""
    line = order_lines.parcel_line(m.parcel.company, m.parcel.bill_no)
    return [
        *filter(None, [line]),
        w.line(f"parcel-changed-{m.became.value}", now=code(m.now)),
        w.line("parcel-changed-count"),
    ]


def _closed(w: Writer, m: forms.Reasoned) -> list[Html]:
    """Why 1688 closed the order."""
    return [order_lines.closed_because(w, m.reason)] if m.reason else []


def _cancelled(w: Writer, m: p.CancelledNotice) -> list[Html]:
    """What it cost, or what was paid; who had it cancelled here, else 1688's reason; and where the money is."""
    cost = [w.line("was-paid", total=each) for each in total(w, m)] if m.was_paid else total(w, m)
    why = [*cost, *([w.line("cancelled-by", name=m.by)] if m.by else _closed(w, m))]
    refunds = sums.refund_lines(w, m.refunds, m.about.total)
    if any(each.state is RefundState.DONE for each in m.refunds[:1]):
        return [*why, *refunds]
    return [*why, w.line("money-back" if m.was_paid else "nothing-paid"), *refunds]


def _refund(w: Writer, m: p.AboutRefund) -> list[Html]:
    """The sum that it is about, of how much, then what is to be said of the order's other refunds."""
    count = [w.line("refund-count", n=m.count)] if m.count > 1 else []
    first = dotted([*map(bold, sums.refund_of(w, m.amount, m.about.total)), *count])
    return [*filter(None, [first]), *sums.refund_lines(w, m.others, m.about.total)]


def _word_asked(w: Writer, m: p.RefundWordNotice | p.RefundWordOverNotice) -> list[Html]:
    """The sum that is asked back, of how much."""
    return [bold(each) for each in sums.refund_of(w, m.asked, m.about.total)]


def _word_of(w: Writer, m: p.RefundWordNotice) -> list[Html]:
    """What of it is carriage, with what it is judged together, who asks for it, and for which reason."""
    carriage = [w.line("refund-word-carriage", sum=show(m.carriage))] if m.carriage else []
    together = order_lines.asked_together(w, m.before, Fen(m.before + m.asked), m.by_person)
    return [*carriage, *together, w.line("refund-word-by", name=m.by), *reason(w, m)]


def _word(w: Writer, m: p.RefundWordNotice) -> Keyboard:
    about = (m.about.order_id, m.errand)
    yes = w.button("refund-send", Code(ButtonAction.REFUND_AGREE, about), "success", sum=show(m.asked))
    return rows([yes, w.button("refund-word-no", Code(ButtonAction.REFUND_TURN_DOWN, about), "danger")], *details(w, m))


def _one_refund(w: Writer, m: p.AboutOneRefund) -> list[Html]:
    """The sum of one refund and what its stage is about: its seller's words, where the goods go, what came of it."""
    money = [bold(show(m.amount))]
    if m.stage is RefundStage.PAID:
        money = [w.line("refund-of-asked", paid=show(m.paid), asked=show(m.asked))]
    elif m.asked and m.asked != m.amount:
        money = [bold(Html(f"{show(m.asked)} → {show(m.amount)}"))]
    carriage = [w.line("refund-carriage", amount=show(m.carriage))] if m.carriage else []
    lines = [dotted([*money, *carriage])]
    match m.stage:
        case RefundStage.REFUSED if m.rejection:
            lines += [w.line("refund-seller-says"), words(m.rejection, _REASON)]
        case RefundStage.TO_SEND if m.address:
            lines += [w.line("refund-send-to"), words(m.address, _REASON)]
        case RefundStage.SENT:
            lines += filter(None, [order_lines.parcel_line(m.parcel.company, m.parcel.bill_no)])
    if m.stage is not None and m.stage.ours:
        lines.append(w.line(f"refund-do-{dashed(m.stage.value)}"))
    if m.until is None:
        return lines
    key = next((key for end, key in _ENDS.items() if m.then.upper().endswith(end)), None)
    then = w.line(key) if key else text(m.then, _SHORT)
    return [*lines, w.line("refund-until" if m.then else "until-then", when=w.when(m.until), then=then)]


def _beyond_paid(w: Writer, m: p.BackBeyondPaidNotice) -> list[Html]:
    """What 1688 says of how much, and that it is not believed."""
    key = "back-beyond-paid" if m.paid else "back-beyond-nothing"
    return [w.line(key, said=show(m.amount), paid=show(m.paid)), w.line("back-not-believed")]


def _other_parcel(w: Writer, m: p.ParcelOfOtherNotice) -> list[Html]:
    """Which parcel it is, and that it is not taken for ours."""
    line = order_lines.parcel_line(m.parcel.company, m.parcel.bill_no)
    return [*filter(None, [line]), w.line("parcel-of-other-text")]


def _on_1688(w: Writer, m: AboutOrder) -> Keyboard:
    return (*rows(order_lines.on_1688(w, m.about.order_id)), *details(w, m))


def _unclear(w: Writer, m: p.ErrandUnclearNotice) -> list[Html]:
    """That it is not sent again, or that a person must look, and what they can see there."""
    if m.errand_kind.to_seller:
        return [w.line("message-unclear-how")]
    if not m.looked:
        return [w.line("errand-never-again")]
    return [w.line("errand-not-shown" if m.whole else "errand-blind"), w.line("errand-say-so")]


def _look_at_errand(w: Writer, m: p.ErrandUnclearNotice) -> Keyboard:
    order_id = m.about.order_id
    if m.errand_kind.to_seller:
        answers = order_lines.message_there(w, order_id, m.errand_kind, m.errand)
        tried = order_lines.chase_seller(w, order_id)
        return (*rows(answers, order_lines.on_1688(w, order_id), [tried]), *details(w, m))
    look = w.button("look", Code(ButtonAction.REFUND_ASK, (order_id,)), "primary")
    return (*rows([look, order_lines.refund_on_1688(w, order_id)]), *details(w, m))


def _show_refund(w: Writer, m: p.AboutOneRefund) -> Keyboard:
    """What can be done with it stands on its own card."""
    this = Code(ButtonAction.REFUND, (m.about.order_id, m.refund_id))
    return (*rows([w.button("refund-show", this, "primary")]), *details(w, m))


def _of_paid(w: Writer, m: p.PaidNotice) -> list[Html]:
    """That more was paid than was agreed to, if it was; and what comes next."""
    above = [] if m.agreed is None else [w.line("paid-above", agreed=show(m.agreed))]
    return [*above, w.line("notice-paid-together-text" if m.told else "notice-paid-text")]


def _run_paid(w: Writer, m: p.RunPaidNotice) -> list[Html]:
    """The sum of all, and a line for each order that is named."""
    if not m.told:
        return _total_at(w, m)
    lines = [sums.total(m.paid)]
    for each in m.told:
        head = [Html(f"#{each.about.name or each.about.number}"), sums.total(each.about.total or Fen(0))]
        lines.append(dotted([*head, brief(words_of(w, each.about).title, caps.LISTED_TITLE_COLUMNS)]))
    return [*lines, *w.more("pay-run-more", m.more)]


FORMS = dict(
    [
        form(
            p.PlacedNotice, TO_PAY, goods, _bill, lambda w, m: _failures(w, m.missing, m.about),
            _to_pay_of_all, _each_order, agreed,
            keyboard=lambda w, m: (*_pay_told(w, m), *_pay(w, m), *rest_of(w, m)), few=True,
            head=lambda m: "notice-placed-partly" if m.missing else "",
        ),
        form(p.FoundNotice, DONE, goods, total, _placed_outside, orders, keyboard=details),
        form(
            p.PartFailedNotice, NEEDS_YOU, lambda w, m: _failures(w, m.lines, m.about), orders,
            lambda w, m: team_lines.approved(w, m.by), keyboard=_left_out,
        ),
        form(p.RefusedNotice, FAILED, goods, total, reason, say("nothing-ordered"), keyboard=again, few=True),
        form(p.WouldBeOrderedNotice, DONE, goods, total, _would_order),
        form(p.NotSentNotice, WAITS, goods, total, _not_sent, keyboard=_retry, few=True),
        form(p.ChangedNotice, NEEDS_YOU, goods, _changed, keyboard=_consent),
        form(
            p.InDoubtNotice, CHECKING, goods, total,
            lambda w, m: attempt_lines.doubt_text(w, m.looked_for, m.at, m.blind),
        ),
        form(p.NeedsPersonNotice, NEEDS_YOU, goods, total, _needs_person, keyboard=_settle, few=True),
        form(p.AbandonedNotice, FAILED, goods, total, lambda w, m: [attempt_lines.given_up(w, m.looked_for)], by),
        form(
            p.ConflictNotice, NEEDS_YOU, goods, total, lambda w, m: [w.line(attempt_lines.conflict_key(m.reason))],
            _who, orders, keyboard=_found, few=True,
        ),
        form(
            p.NotReadBackNotice, NEEDS_YOU, goods, total,
            lambda w, m: [w.line(f"unchecked-{m.unchecked}"), w.line("unchecked-text")], order_number, reason,
            keyboard=_look,
        ),
        form(
            p.PaidNotice, DONE, goods, _total_at, _each_order, _of_paid, order_number,
            keyboard=lambda w, m: details(w, m) if m.told else (),
        ),
        form(
            p.RunPaidNotice, DONE, goods, _run_paid, order_number, _of_paid,
            keyboard=lambda w, m: () if m.told else details(w, m),
        ),
        form(
            p.PriceChangedNotice, NEEDS_YOU, goods, _moved, _bill, keyboard=_pay, few=True,
            head=lambda m: "head-differs" if {"seller", "title"} & (m.fields or {}).keys() else "",
        ),
        form(
            p.RepricedNotice, NEEDS_YOU, goods, _paid_moved, say("repriced-text"), order_number, keyboard=details,
        ),
        form(p.PaidSumNotice, DONE, goods, _paid_moved, say("paid-sum-text"), order_number, keyboard=details),
        form(p.PriceAgreedNotice, DONE, goods, total, by, say("price-agreed-text")),
        form(p.PaySoonNotice, NEEDS_YOU, goods, _bill, lambda w, m: sums.as_of(w, m.told_at), keyboard=_pay, few=True),
        form(
            p.NotShippedNotice, NEEDS_YOU, goods, total, _stuck, order_number, few=True, keyboard=_chase,
        ),
        form(
            p.AlarmNotice, NEEDS_YOU, goods,
            lambda w, m: [] if m.alarm is AlarmKind.NOT_COUNTED else total(w, m),  # who counts it needs no money
            _stuck, order_number, few=True, keyboard=_chase,
            head=lambda m: f"notice-alarm-{dashed(m.alarm.value)}",
        ),
        form(
            p.AlarmsNotice, NEEDS_YOU, _all_stuck, head=lambda _: "alarms-head",
            keyboard=lambda w, m: rows([w.button("show-stuck", Code(ButtonAction.STUCK))]),
        ),
        form(p.PartShippedNotice, ON_THE_WAY, goods, order_number, _parcels, keyboard=_trace),
        form(
            p.ShippedNotice, ON_THE_WAY, goods, order_number, _parcels, _each_order,
            keyboard=lambda w, m: _trace_each(w, m) if m.told else _trace(w, m),
        ),
        form(
            p.TraceNotice, ON_THE_WAY, goods, _step,
            keyboard=lambda w, m: rows(*order_lines.trace_rows(w, m.about.order_id, [m.bill_no])),
        ),
        form(
            p.WaybillNotice, ON_THE_WAY,
            lambda w, m: [*told_goods(w, m.about), order_lines.parcel_line(m.company, m.bill_no)],
            keyboard=lambda w, m: rows([order_lines.count_in(w, m.order_id, m.place)]),
        ),
        form(p.ReceivedNotice, DONE, goods, _total_at, order_number),
        form(p.FinishedNotice, DONE, goods, _total_at, order_number),
        form(
            p.CountedParcelNotice, NEEDS_YOU, goods, order_number, _counted_parcel,
            keyboard=lambda w, m: rows([order_lines.count_in(w, m.about.order_id)]),
        ),
        form(p.CancelledNotice, FAILED, goods, _cancelled, order_number, keyboard=details),
        form(p.RefundAskedNotice, WAITS, goods, _refund, _closed, order_number, keyboard=details),
        form(
            p.RefundDoneNotice, DONE, goods, _refund, order_number, keyboard=details,
            head=lambda m: "notice-refund-done-partly" if sums.is_partial(m.amount, m.about.total) else "",
        ),
        form(p.RefundClosedNotice, NEEDS_YOU, goods, _refund, _closed, order_number, keyboard=_talk, few=True),
        form(
            p.RefundWordNotice, NEEDS_YOU, goods, _word_asked, _word_of, until, order_number, keyboard=_word, few=True,
        ),
        form(
            p.RefundWordOverNotice, WAITS, goods, _word_asked,
            lambda w, m: [w.line(f"refund-word-over-{m.how}", name=m.by)], order_number, keyboard=details,
        ),
        form(
            p.RefundMovedNotice, CHECKING, goods, _one_refund, order_number, keyboard=_show_refund,
            head=lambda m: f"notice-refund-{dashed(m.stage or 'changed')}",
        ),
        form(
            p.RefundOursNotice, NEEDS_YOU, goods, _one_refund, keyboard=_show_refund,
            head=lambda m: f"notice-refund-{dashed(m.stage)}" if m.stage else "",
        ),
        form(p.RefundWaitsNotice, NEEDS_YOU, goods, _one_refund, keyboard=_show_refund),
        form(
            p.ErrandUnclearNotice, CHECKING, goods, _unclear, order_number, keyboard=_look_at_errand,
            head=lambda m: f"errand-{m.errand_kind}-sent",
        ),
        form(p.BackBeyondPaidNotice, NEEDS_YOU, goods, _beyond_paid, order_number, keyboard=_on_1688),
        form(p.ParcelOfOtherNotice, NEEDS_YOU, goods, _other_parcel, order_number, keyboard=_on_1688),
        form(
            p.UnknownWordNotice, NEEDS_YOU, total, say("notice-unknown-word-text"),
            lambda _, m: [code(m.word)] if m.word else [], order_number,
        ),
    ]
)  # fmt: skip
"""How each is told."""
