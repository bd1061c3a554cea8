"""Makes the parts that notices are put together from: each function takes the notice and returns lines, or none."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.cards.blocks import product, team_lines
from bot.cards.blocks.html import Html, bold, brief, code, text
from bot.cards.blocks.writer import Writer, dotted, of_1688, show
from bot.cards.orders import parcels as shown_parcels
from bot.cards.orders import paying, refunds
from bot.cards.orders import similar_orders as alikes
from bot.cards.requests import after_consent, consent
from bot.cards.texts import catalogue as texts
from bot.clock import ClockDoubt, OtherClocks
from bot.purchasing.money import Fen
from bot.purchasing.notices import operations as o
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices.base import (
    AboutEnded,
    AboutOrder,
    AboutPurchase,
    Notice,
    OrderFacts,
    RequestFacts,
)
from bot.purchasing.order import RefundState
from bot.purchasing.request import Moved

_MOST = 10


class Dated(Protocol):
    """A notice about something that happened at a moment (UTC)."""

    @property
    def at(self) -> datetime | None: ...


class DatedRequest(Dated, Protocol):
    """The same, about a request."""

    @property
    def about(self) -> RequestFacts: ...


class Reasoned(Protocol):
    """A notice with a reason, in the words of 1688, Telegram or a person."""

    @property
    def reason(self) -> str: ...


class By(Protocol):
    """A notice of what somebody did; the name is empty if the program did it."""

    @property
    def by(self) -> str: ...


class OfOrders(Protocol):
    """A notice about several orders."""

    @property
    def orders(self) -> tuple[str, ...]: ...


def say(key: str) -> Callable[[Writer, Notice], list[Html]]:
    """A fixed sentence."""
    return lambda w, _: [w.line(key)]


def holds(w: Writer, m: o.ResumedNotice) -> list[Html]:
    """What holds buying back though it is not paused any more, or that nothing does."""
    return [w.line(f"hold-{hold.value}") for hold in m.holds] or [w.line("notice-resumed-text")]


def total(w: Writer, m: AboutPurchase) -> list[Html]:
    """The money, with its second currency."""
    return _money(w, m.about)


def _money(w: Writer, about: RequestFacts) -> list[Html]:
    return [Html(f"{bold(show(about.total))}{_foreign(w, about)}")] if about.total else []


def _foreign(w: Writer, about: RequestFacts) -> str:
    rate = team_lines.read_rate(about.rate)
    return team_lines.second_currency(w, about.total, about.currency, rate) if about.total else ""


def _sum(amount: Fen | None) -> list[Html]:
    return [bold(show(amount))] if amount else []


def total_at(w: Writer, m: DatedRequest) -> list[Html]:
    """The money, and when it happened."""
    line = dotted([*_money(w, m.about), *([w.when(m.at)] if m.at else [])])
    return [line] if line else []


def goods(w: Writer, m: AboutPurchase) -> list[Html]:
    """Which of several orders, how many, in which variant, of what."""
    about = m.about
    title, variant, unit = _words(w, about)
    parts = [w.line("order-of", n=about.nth, of=about.of)] if isinstance(about, OrderFacts) and about.nth else []
    parts += [w.line("products", n=about.products)] if about.products else []
    parts += [w.pieces(about.quantity, unit)] if about.quantity else []
    variant = variant or (w.line("variants", n=about.variants) if about.variants else "")
    parts += [brief(variant, product.VARIANT_WIDTH)] if variant else []
    line = product.with_title(parts, title)
    return [line] if line else []


def title_of(w: Writer, about: RequestFacts) -> str:
    """What is bought, in the reader's words."""
    return _words(w, about)[0]


def _words(w: Writer, about: RequestFacts) -> tuple[str, str, str]:
    """Title, variant and unit: in the words of 1688 for Chinese readers, else in the reader's as far as there are."""
    if w.language == "zh":
        original = (about.title_original, about.variant_original, about.unit_original)
        return original[0] or about.title, original[1] or about.variant, original[2] or about.unit
    own = next((each for each in about.words if each.language == w.language), None)
    return (own.title, own.variant, own.unit) if own else (about.title, about.variant, about.unit)


def order_number(w: Writer, m: AboutOrder) -> list[Html]:
    return _number(w, m.about.order_id)


def _number(w: Writer, order_id: str) -> list[Html]:
    return [paying.number_line(w, order_id)] if order_id else []


def orders(w: Writer, m: OfOrders) -> list[Html]:
    """The number of each order that there is."""
    return [paying.number_line(w, order_id) for order_id in m.orders[:_MOST]]


def reason(w: Writer, m: Reasoned) -> list[Html]:
    return of_1688(w, m.reason)


def closed(w: Writer, m: Reasoned) -> list[Html]:
    """Why 1688 closed the order."""
    return [after_consent.closed_because(w, m.reason)] if m.reason else []


def cancelled(w: Writer, m: p.CancelledNotice) -> list[Html]:
    """Who had it cancelled here, else 1688's reason."""
    return [w.line("cancelled-by", name=m.by)] if m.by else closed(w, m)


def word(_: Writer, m: p.UnknownWordNotice) -> list[Html]:
    """A word of 1688 as it came."""
    return [code(m.word)] if m.word else []


def by(w: Writer, m: By) -> list[Html]:
    return [w.line("by-person", name=m.by)] if m.by else []


def second_word(w: Writer, m: o.PausedNotice) -> list[Html]:
    """Whose second word it will take to buy again."""
    key = {"other": "paused-second-other", "alone": "paused-second-alone"}.get(m.second)
    return [w.line(key)] if key else []


def clock(w: Writer, m: o.ClockApartNotice | ClockDoubt) -> list[Html]:
    """How far this machine's clock is from that of `whose`, or how far it jumped."""
    minutes, way = round(abs(m.seconds) / 60), "ahead" if m.seconds < 0 else "behind"
    size, unit = (1440, "days") if minutes >= 2880 else (60, "h") if minutes >= 120 else (1, "min")
    span = w.line("clock-span", n=minutes // size, unit=unit)
    key = {OtherClocks.ITSELF: "itself", OtherClocks.DATABASE: "database"}.get(m.whose, "service")
    return [w.line(f"clock-{key}-{way}", span=span, whose=m.whose)]


def update(w: Writer, m: o.PoisonNotice) -> list[Html]:
    """Which update of Telegram it was."""
    return [w.line("update-number", number=code(str(m.update_id)))] if m.update_id is not None else []


def undelivered(w: Writer, m: o.UndeliveredNotice) -> list[Html]:
    """Which message, and to whom."""
    key = f"notice-{m.message.replace('_', '-')}"
    kind = [text("“") + w.line(key) + text("”")] if texts.has(key) else []
    return [Html(line) for line in (*kind, w.line("to-chat", id=code(str(m.chat_id))))]


def _bill_of(about: OrderFacts) -> paying.Bill:
    """Without the ways that do not work now: the card says so, and no longer once it is over."""
    return paying.Bill(about.order_id, about.total, about.pay_by, tuple(link for link in about.pay if link.url))


def bill(w: Writer, m: AboutOrder) -> list[Html]:
    """What is to be paid until when; the sum alone if no order is named."""
    if not m.about.order_id:
        return total(w, m)
    return [*paying.to_pay(w, _bill_of(m.about), _foreign(w, m.about)), *paying.held_back(w, m.about.unpayable or "")]


def moved(w: Writer, m: p.PriceChangedNotice) -> list[Html]:
    """The total as it was and is; if it is asked about, all that it moved by since people agreed."""
    fields = m.fields or {}
    names = [(name, *fields[name]) for name in ("seller", "title") if name in fields]
    rest = {name: pair for name, pair in fields.items() if name not in ("seller", "title")}
    return [*consent.named_otherwise(w, names), *_moved(w, rest, anew=m.asked or bool(m.hash))]


def _moved(w: Writer, fields: Moved, *, anew: bool) -> list[Html]:
    """Old → new: the total first, with what it moved by."""
    old, new = fields.get("total", (None, None))
    lines: list[Html] = []
    if isinstance(old, int) and isinstance(new, int) and anew:
        lines.append(consent.since_agreed(w, Fen(old), Fen(new)))
    elif isinstance(old, int) and isinstance(new, int):
        change = consent.change_of(Fen(old), Fen(new))
        lines.append(w.line("total-moved", old=show(Fen(old)), new=show(Fen(new)), change=change))
    return [*lines, *consent.moved(w, {name: pair for name, pair in fields.items() if name != "total"})]


def changed(w: Writer, m: p.ChangedNotice) -> list[Html]:
    """What moved and whether to buy all the same; or why it cannot be had any more."""
    problem = product.problem_key(m.problem, m.limit)
    if not texts.has(problem):
        return [*_moved(w, m.fields or {}, anew=True), w.line("asked-again" if m.asked else "nothing-ordered-again")]
    pieces = w.pieces(m.limit, _words(w, m.about)[2]) if m.limit is not None else ""
    told = [w.line(problem, limit=pieces), *product.sums_named(w, m.sums), *reason(w, m)]
    return told if problem == "problem-sums" else [*told, w.line("nothing-ordered")]


def denied(w: Writer, m: p.NotSentNotice) -> list[Html]:
    """Which right is missing, and where an admin asks for it."""
    return [w.line("market-not-allowed", call=code(m.denied))] if m.denied else []


def lines(w: Writer, m: p.PartFailedNotice) -> list[Html]:
    """What 1688 did not take, with its reasons."""
    return [w.line("lines-failed"), *_failures(w, m.lines, m.about)]


def missing(w: Writer, m: p.PlacedNotice) -> list[Html]:
    """What 1688 did not take of what is to be paid."""
    return [w.line("lines-failed"), *_failures(w, m.missing, m.about)] if m.missing else []


def _failures(w: Writer, failures: Sequence[p.ToldFailure], about: RequestFacts) -> list[Html]:
    made: list[Html] = []
    for each in failures[:_MOST]:
        variant = (each.variant_original if w.language == "zh" else each.variant) or about.variant
        count = f"\u00a0×\u00a0{each.quantity}" if each.quantity else ""
        made.append(Html(f"{text(variant or about.title or each.offer_id)}{count}"))
        made += of_1688(w, each.reason)
    return made


def next_try(w: Writer, m: p.NotSentNotice) -> list[Html]:
    """When the program tries by itself, or that a person has to."""
    if m.again and m.at is not None:
        return [w.line("next-try", when=w.when(m.at))]
    return [w.line("press-again")]


def doubt(w: Writer, m: p.InDoubtNotice) -> list[Html]:
    return after_consent.doubt_text(w, m.looked_for, m.at, m.blind)


def alike(w: Writer, m: p.NeedsPersonNotice) -> list[Html]:
    """Orders that may be it."""
    return alikes.lines(w, alikes.of_listed(m.alike))


def person(w: Writer, m: p.NeedsPersonNotice) -> list[Html]:
    """How long the bot looked and what a person can do."""
    return after_consent.person_text(w, m.looked_for, m.at, m.settle_from, m.two_deciders, m.blind)


def verdict(w: Writer, m: p.NeedsPersonNotice) -> list[Html]:
    """Who said already how the doubt should end; the next one to press the same ends it."""
    keys = {"resend": "verdict-resend", "abandon": "verdict-abandon"}
    key = keys.get(m.verdict)
    return [w.line(key, name=m.by)] if key else []


def abandoned(w: Writer, m: p.AbandonedNotice) -> list[Html]:
    return [w.line("abandoned-text" if m.looked_for else "abandoned-no-reference")]


def parcels(_: Writer, m: p.AboutParcels) -> list[Html]:
    """Who carries each parcel, and its number."""
    return [shown_parcels.parcel_line(each.company, each.bill_no) for each in m.parcels[:_MOST]]


def step(w: Writer, m: p.TraceNotice) -> list[Html]:
    """The newest step of a parcel: its carrier, then when and what."""
    when = [w.when(m.at)] if m.at else []
    first = shown_parcels.parcel_line(m.company, m.bill_no)
    return [line for line in (first, *when, *shown_parcels.last_step(w, m.remark)) if line]


def put_back(w: Writer, m: o.PutBack) -> list[Html]:
    """What the database is now, and since when it knows nothing; how it was noticed if nobody put it back."""
    key = m.why if m.why in ("moved", "went-back") else "restored"
    lines = [w.line(f"put-back-{key}", when=w.when(m.since))] if m.since else []
    if key == "went-back":
        lines.append(w.line("went-back-order", id=m.order_id) if m.order_id else w.line("went-back-older"))
    return lines


def swept(w: Writer, m: o.SweptNotice) -> list[Html]:
    """What was found by reading the order list, or that it could not be read for our reference."""
    first = "swept-found" if m.looked_for else "swept-no-reference"
    lines = [w.line(first, n=m.unknown), w.line("quarantine-resting", n=m.resting)]
    lines += [w.line("swept-outside", n=m.outside)] if m.outside else []
    return lines + ([w.line("swept-blind")] if m.blind else [])


def newest_copy(w: Writer, m: o.CopyFailedNotice) -> list[Html]:
    return [w.line("health-copy", when=w.when(m.at)) if m.at else w.line("health-no-copy")]


def erased_list(w: Writer, m: o.ErasedListNotice) -> list[Html]:
    return [w.line("notice-erased-list-text", n=m.lost)]


def key_of_journal(w: Writer, m: o.JournalKeyNotice) -> list[Html]:
    """Whether the key is missing or another one, and since which entry the journal needs it."""
    return [w.line(f"health-journal-{m.why or 'missing'}"), w.line("journal-since", n=str(m.since))]


def anchored(w: Writer, m: o.JournalAnchoredNotice) -> list[Html]:
    return [w.line("journal-anchored-after", n=str(m.entry), id=m.key)]


def head_of_journal(w: Writer, m: o.JournalHeadNotice) -> list[Html]:
    """Number and hash, to be copied with one touch."""
    return [code(f"{m.entry}:{m.hash}")]


def broken_journal(w: Writer, m: o.JournalBrokenNotice) -> list[Html]:
    return [w.line("journal-broken-at", n=str(m.entry), faults=m.faults)]


def unrecorded(w: Writer, m: o.UnrecordedNotice) -> list[Html]:
    """What was done about an answer that could not be recorded, and whether its order was found."""
    return [w.line("notice-unrecorded-found" if m.orders else "notice-unrecorded-not-found")]


def unknown_order(w: Writer, m: o.UnknownOrderNotice) -> list[Html]:
    """Its sum, why it should not exist, and its number."""
    why = w.line("notice-unknown-order-unknown" if m.unknown else "notice-unknown-order-text")
    return [*_sum(m.total), why, *_number(w, m.order_id)]


def paid_since(w: Writer, m: p.NotShippedNotice) -> list[Html]:
    if m.at is None or w.now is None:
        return []
    return [w.line("paid-since", when=w.when(m.at), days=max((w.now - m.at).days, 0))]


def money_back(w: Writer, m: p.CancelledNotice) -> list[Html]:
    """Where the money of a closed order is."""
    told = refunds.refund_lines(w, m.refunds, m.about.total)
    over = any(each.state is RefundState.DONE for each in m.refunds[:1])
    return told if over else [w.line("money-back" if m.was_paid else "nothing-paid"), *told]


def refund(w: Writer, m: p.AboutRefund) -> list[Html]:
    """The sum that it is about, of how much, then what is to be said of the order's other refunds."""
    counted = [w.line("refund-count", n=m.count)] if m.count > 1 else []
    first = dotted([*map(bold, refunds.amount_of(w, m.amount, m.about.total)), *counted])
    return [*([first] if first else []), *refunds.refund_lines(w, m.others, m.about.total)]


def ends_at(w: Writer, m: Dated) -> list[Html]:
    return [w.line("ends-at", when=w.when(m.at))] if m.at else []


def nothing_ordered(w: Writer, m: AboutEnded) -> list[Html]:
    """Says that nothing was bought; or that the order exists all the same, unpaid."""
    if m.unpayable:
        return [*paying.held_back(w, m.unpayable), *_number(w, m.order_id)]
    return [w.line("nothing-ordered")]


def still_ordered(w: Writer, m: AboutEnded) -> list[Html]:
    """Says that the order exists all the same, unpaid."""
    return nothing_ordered(w, m) if m.unpayable else []


def conflict(w: Writer, m: p.ConflictNotice) -> list[Html]:
    return [w.line(after_consent.conflict_key(m.reason))]


def unchecked(w: Writer, m: p.NotReadBackNotice) -> list[Html]:
    """What is not known of an order that 1688 named, and what is done about it."""
    return [w.line(f"unchecked-{m.unchecked}"), w.line("unchecked-text")]


def above(w: Writer, m: p.PaidNotice) -> list[Html]:
    """Says that more was paid than was agreed to."""
    return [] if m.agreed is None else [w.line("paid-above", agreed=show(m.agreed))]


def rests(w: Writer, _: Notice) -> list[Html]:
    """Why what was agreed to is not placed by itself, and what to look at first."""
    return after_consent.rests_text(w, known=False)
