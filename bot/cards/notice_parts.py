"""The parts that notices are put together from: each takes the facts and gives its lines or buttons, or none."""

from collections.abc import Callable

from bot.cards import after_consent, consent, paying, price, product
from bot.cards import similar_orders as alikes
from bot.cards.buttons import ButtonAction, Code
from bot.cards.html import Html, bold, code, text
from bot.cards.notice_facts import Facts
from bot.cards.texts import catalogue as texts
from bot.cards.view import Button, Keyboard
from bot.cards.writer import Writer, gap, rows, said, show
from bot.purchasing.money import Fen

_MOST = 10


def say(key: str) -> Callable[[Writer, Facts], list[Html]]:
    """A fixed sentence."""
    return lambda w, _: [w.line(key)]


def total(_: Writer, f: Facts) -> list[Html]:
    amount = f.fen("total")
    return [bold(show(amount))] if amount else []


def total_at(w: Writer, f: Facts) -> list[Html]:
    """The money, and when it happened."""
    at = f.moment("at")
    line = Html(" · ".join([*total(w, f), *([w.when(at)] if at else [])]))
    return [line] if line else []


def goods(w: Writer, f: Facts) -> list[Html]:
    """The title, and how many in which variant, after an empty line."""
    quantity = f.whole("quantity")
    title, variant, unit = (_own(w, f, name) for name in ("title", "variant", "unit"))
    parts = [text(variant)] if variant else []
    parts += [text(w.pieces(quantity, unit))] if quantity else []
    lines = [text(title)] if title else []
    lines += [Html(" · ".join(parts))] if parts else []
    return [gap(), *lines] if lines else []


def _own(w: Writer, f: Facts, name: str) -> str:
    """A fact in the words of 1688 for Chinese readers, else as it was translated."""
    return (f.text(f"{name}_original") if w.language == "zh" else "") or f.text(name)


def order_number(w: Writer, f: Facts) -> list[Html]:
    return [paying.number_line(w, f.text("order_id"))] if f.text("order_id") else []


def orders(w: Writer, f: Facts) -> list[Html]:
    """The number of each order that there is."""
    ids = f.words("orders") or ([f.text("order_id")] if f.text("order_id") else [])
    return [paying.number_line(w, order_id) for order_id in ids[:_MOST]]


def reason(_: Writer, f: Facts) -> list[Html]:
    return [said(f.text("reason"))] if f.text("reason") else []


def closed(w: Writer, f: Facts) -> list[Html]:
    """Why 1688 closed the order."""
    return [after_consent.closed_because(w, f.text("reason"))] if f.text("reason") else []


def word(_: Writer, f: Facts) -> list[Html]:
    """A word of 1688 or Telegram as it came."""
    return [code(f.text("word"))] if f.text("word") else []


def by(w: Writer, f: Facts) -> list[Html]:
    return [w.line("by-person", name=f.text("by"))] if f.text("by") else []


def update(w: Writer, f: Facts) -> list[Html]:
    """Which update of Telegram it was."""
    return [w.line("update-number", number=code(f.text("update_id")))] if f.text("update_id") else []


def undelivered(w: Writer, f: Facts) -> list[Html]:
    """Which message, and to whom."""
    key = f"notice-{f.text('kind').replace('_', '-')}"
    kind = [text("“") + w.line(key) + text("”")] if texts.has(key) else []
    return [Html(line) for line in (*kind, w.line("to-chat", id=code(f.text("chat_id"))))]


def bill_of(f: Facts) -> paying.Bill:
    return paying.Bill(f.text("order_id"), f.fen("total"), f.moment("pay_by"), f.pay())


def bill(w: Writer, f: Facts) -> list[Html]:
    """What is to be paid until when; nothing where no order is named."""
    if not f.text("order_id"):
        return total(w, f)
    return [*paying.to_pay(w, bill_of(f)), *paying.held_back(w, f.text("unpayable"))]


def moved(w: Writer, f: Facts) -> list[Html]:
    """Old → new: the total first, with what it moved by."""
    fields = f.fields()
    old, new = fields.pop("total", (None, None))
    lines: list[Html] = []
    if isinstance(old, int) and isinstance(new, int):
        change = consent.change_of(Fen(old), Fen(new))
        lines.append(w.line("total-moved", old=show(Fen(old)), new=show(Fen(new)), change=change))
    return [*lines, *consent.moved(w, fields)]


def changed(w: Writer, f: Facts) -> list[Html]:
    """What moved and whether to buy all the same; or why it cannot be had any more."""
    limit = f.whole("limit")
    problem = product.problem_key(f.text("problem"), limit)
    if not texts.has(problem):
        return [*moved(w, f), w.line("asked-again" if f.yes("asked") else "nothing-ordered-again")]
    pieces = w.pieces(limit, _own(w, f, "unit")) if limit is not None else ""
    told = [w.line(problem, limit=pieces), *product.sums_named(w, f.wholes("sums")), *reason(w, f)]
    return told if problem == "problem-sums" else [*told, w.line("nothing-ordered")]


def denied(w: Writer, f: Facts) -> list[Html]:
    """Which right is missing, and where an admin asks for it."""
    return [w.line("market-not-allowed", call=code(f.text("denied")))] if f.text("denied") else []


def lines(w: Writer, f: Facts) -> list[Html]:
    """What 1688 did not take, with its reasons."""
    made = [w.line("lines-failed")]
    for row in f.rows("lines")[:_MOST]:
        made.append(text(f.text("variant") or f.text("title") or row.text("offer_id")))
        made += reason(w, row)
    return made


def next_try(w: Writer, f: Facts) -> list[Html]:
    """When the program tries by itself, or that a person has to."""
    at = f.moment("at")
    if f.yes("again", default=at is not None) and at is not None:
        return [w.line("next-try", when=w.when(at))]
    return [w.line("press-again")]


def doubt(w: Writer, f: Facts) -> list[Html]:
    looked_for, blind = f.yes("looked_for", default=True), f.yes("blind")
    return after_consent.doubt_text(w, looked_for, f.moment("at"), f.moment("next_look"), blind)


def blind(w: Writer, f: Facts) -> list[Html]:
    """That not to find it proves nothing, where 1688 does not show our reference."""
    return after_consent.blind_line(w, f.yes("blind") and f.yes("looked_for", default=True))


def alike(w: Writer, f: Facts) -> list[Html]:
    """Orders that may be it."""
    return alikes.lines(w, alikes.of_facts(f))


def person(w: Writer, f: Facts) -> list[Html]:
    """How long we looked and what a person can do."""
    return after_consent.person_text(
        w,
        f.yes("looked_for", default=True),
        f.whole("looks") or 0,
        f.moment("at"),
        f.moment("settle_from"),
        f.yes("two_deciders"),
    )


def verdict(w: Writer, f: Facts) -> list[Html]:
    """Who said already how the doubt should end; the next one to press the same ends it."""
    keys = {"resend": "verdict-resend", "abandon": "verdict-abandon"}
    key = keys.get(f.text("verdict"))
    return [w.line(key, name=f.text("by"))] if key else []


def abandoned(w: Writer, f: Facts) -> list[Html]:
    return [w.line("abandoned-text" if f.yes("looked_for", default=True) else "abandoned-no-reference")]


def parcels(_: Writer, f: Facts) -> list[Html]:
    """Who carries each parcel, and its number."""
    return [after_consent.parcel_line(row.text("company"), row.text("bill_no")) for row in f.rows("parcels")[:_MOST]]


def step(w: Writer, f: Facts) -> list[Html]:
    """The newest step of a parcel: its carrier, then when and what."""
    at = f.moment("at")
    carrier = after_consent.parcel_line(f.text("company"), f.text("bill_no"))
    when = [w.when(at)] if at else []
    return [line for line in (carrier, *when, said(f.text("remark"))) if line]


def put_back(w: Writer, f: Facts) -> list[Html]:
    """What the database is now, and since when it knows nothing; how it was noticed if nobody put it back."""
    since, why, order_id = f.moment("since"), f.text("why"), f.text("order_id")
    key = why if why in ("moved", "went-back") else "restored"
    lines = [w.line(f"put-back-{key}", when=w.when(since))] if since else []
    if key == "went-back":
        lines.append(w.line("went-back-order", id=order_id) if order_id else w.line("went-back-older"))
    return lines


def swept(w: Writer, f: Facts) -> list[Html]:
    """What was found by reading the order list, or that it could not be read for our reference."""
    first = "swept-found" if f.yes("looked_for", default=True) else "swept-no-reference"
    outside = f.whole("outside") or 0
    lines = [w.line(first, n=f.whole("ghosts") or 0), w.line("quarantine-resting", n=f.whole("resting") or 0)]
    lines += [w.line("swept-outside", n=outside)] if outside else []
    return lines + ([w.line("swept-blind")] if f.yes("blind") else [])


def newest_copy(w: Writer, f: Facts) -> list[Html]:
    at = f.moment("at")
    return [w.line("health-copy", when=w.when(at)) if at else w.line("health-no-copy")]


def unrecorded(w: Writer, f: Facts) -> list[Html]:
    """What was done about an answer that could not be recorded, and whether its order was found."""
    return [w.line("notice-unrecorded-found" if f.words("orders") else "notice-unrecorded-not-found")]


def ghost(w: Writer, f: Facts) -> list[Html]:
    """Why it should not exist."""
    return [w.line("notice-ghost-unknown" if f.yes("unknown") else "notice-ghost-text")]


def paid_since(w: Writer, f: Facts) -> list[Html]:
    at = f.moment("at")
    if at is None or w.now is None:
        return []
    return [w.line("paid-since", when=w.when(at), days=max((w.now - at).days, 0))]


def money_back(w: Writer, f: Facts) -> list[Html]:
    """Where the money of a closed order is."""
    return [w.line("money-back" if f.yes("was_paid") else "nothing-paid")]


def refund(_: Writer, f: Facts) -> list[Html]:
    amount = f.fen("amount") or f.fen("refunded")
    return [bold(show(amount))] if amount else []


def ends_at(w: Writer, f: Facts) -> list[Html]:
    at = f.moment("at")
    return [w.line("ends-at", when=w.when(at))] if at else []


def no_buttons(_: Writer, __: Facts) -> Keyboard:
    return ()


def nothing_ordered(w: Writer, f: Facts) -> list[Html]:
    """That nothing was bought; or that the order exists all the same, unpaid."""
    if f.text("unpayable"):
        return [*paying.held_back(w, f.text("unpayable")), *order_number(w, f)]
    return [w.line("nothing-ordered")]


def still_ordered(w: Writer, f: Facts) -> list[Html]:
    """That the order exists all the same, unpaid."""
    return nothing_ordered(w, f) if f.text("unpayable") else []


def conflict(w: Writer, f: Facts) -> list[Html]:
    return [w.line(after_consent.conflict_key(f.text("reason")))]


def unchecked(w: Writer, f: Facts) -> list[Html]:
    """What is not known of an order that 1688 named, and what is done about it."""
    return [w.line(f"unchecked-{f.text('unchecked') or 'missing'}"), w.line("unchecked-text")]


def above(w: Writer, f: Facts) -> list[Html]:
    """That more was paid than was agreed to."""
    agreed = f.fen("agreed")
    return [] if agreed is None else [w.line("paid-above", agreed=show(agreed))]


def ended_buttons(w: Writer, f: Facts) -> Keyboard:
    """Close the order that exists, or try again where there is none."""
    return paying.held_back_keyboard(w, f.text("order_id")) if f.text("unpayable") else again_button(w, f)


def withdrawn_buttons(w: Writer, f: Facts) -> Keyboard:
    """Close the order that exists."""
    return ended_buttons(w, f) if f.text("unpayable") else ()


def pay_buttons(w: Writer, f: Facts) -> Keyboard:
    if f.text("unpayable"):
        digest, number = f.text("hash"), f.whole("number")
        agree = price.agree_button(w, number, digest, f.fen("total") or Fen(0)) if number else None
        return (*rows([agree]), *paying.held_back_keyboard(w, f.text("order_id"), f.text("unpayable")))
    return paying.keyboard(w, bill_of(f)) if f.text("order_id") else details_button(w, f)


def details_button(w: Writer, f: Facts) -> Keyboard:
    number = f.text("number")
    return rows([w.button("details", Code(ButtonAction.DETAILS, (number,))) if number else None])


def again_button(w: Writer, f: Facts) -> Keyboard:
    """Another try as a new draft, where the offer is named."""
    offer_id = f.text("offer_id")
    again = Code(ButtonAction.OPEN, (offer_id, f.whole("quantity") or 0))
    return rows([w.button("buy-again", again)]) if offer_id else ()


def consent_button(w: Writer, f: Facts) -> Keyboard:
    """Buy at what it costs now, where the notice carries what is consented to."""
    number, digest = f.whole("number"), f.text("hash")
    if number is None:
        return ()
    buy = w.button("buy-now", Code(ButtonAction.CONFIRM, (number, digest)), "success") if digest else None
    return rows([buy], [w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (number,)), "danger")])


def retry_buttons(w: Writer, f: Facts) -> Keyboard:
    """Place it now or not at all, where the program no longer tries by itself."""
    number = f.whole("number")
    by_itself = f.yes("again", default=f.moment("at") is not None)
    return () if number is None or by_itself else after_consent.again_keyboard(w, number)


def rests(w: Writer, f: Facts) -> list[Html]:
    """Why what was agreed to is not placed by itself, and what to look at first."""
    return after_consent.rests_text(w, known=False)


def rest_buttons(w: Writer, f: Facts) -> Keyboard:
    """It is not there: place it; or give it up."""
    number = f.whole("number")
    return () if number is None else after_consent.again_keyboard(w, number, "go-on")


def settle_buttons(w: Writer, f: Facts) -> Keyboard:
    attempt_id = f.whole("attempt_id")
    if attempt_id is None:
        return ()
    return after_consent.settle_keyboard(w, attempt_id, f.yes("two_deciders"), alikes.of_facts(f))


def found_button(w: Writer, f: Facts) -> Keyboard:
    attempt_id = f.whole("attempt_id")
    if attempt_id is None:
        return details_button(w, f)
    return rows([w.button("found-it", Code(ButtonAction.FOUND, (attempt_id,)), "primary")])


def ghost_buttons(w: Writer, f: Facts) -> Keyboard:
    """See it on 1688, copy its number, or say that it is settled."""
    order_id = f.text("order_id")
    return rows(
        [w.link("open-1688", alikes.ORDER_PAGE.format(order_id) if order_id else ""), w.copy("copy-number", order_id)],
        [w.button("settle-ghosts", Code(ButtonAction.GHOSTS, (0,)))],
        [w.button("ghost-closed", Code(ButtonAction.GHOST_CLOSED, (order_id,)))],
    )


def decide_button(w: Writer, _: Facts) -> Keyboard:
    """The way to what has to be decided."""
    return rows([w.button("settle-ghosts", Code(ButtonAction.GHOSTS, (0,)), "primary")])


def look_buttons(w: Writer, f: Facts) -> Keyboard:
    return rows([_look(w, f), w.copy("copy-number", f.text("order_id"))])


def chase_buttons(w: Writer, f: Facts) -> Keyboard:
    """Ask the seller where the goods are, or look again."""
    return _talk(w, f, "chase-seller")


def talk_buttons(w: Writer, f: Facts) -> Keyboard:
    """Write to the seller, or look again."""
    return _talk(w, f, "tell-seller")


def _talk(w: Writer, f: Facts, key: str) -> Keyboard:
    order_id = f.text("order_id")
    tell = w.button(key, Code(ButtonAction.TELL_SELLER, (order_id,)))
    return rows([tell, w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,)))], [_look(w, f)])


def trace_buttons(w: Writer, f: Facts) -> Keyboard:
    bills = [row.text("bill_no") for row in f.rows("parcels")] or [f.text("bill_no")]
    return rows([w.button("trace", Code(ButtonAction.TRACK, (f.text("order_id"),))), w.copy("copy-parcel", bills[0])])


def _look(w: Writer, f: Facts) -> Button | None:
    return w.button("look", Code(ButtonAction.LOOK, (f.text("order_id"),)))
