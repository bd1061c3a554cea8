"""Shows everything about one purchase: orders, parcels, refunds, and its history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import attempt_lines, goods, order_lines, product, purchase_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, dashed, dotted, gap, grid, open_in_private, press, rows, said, show
from bot.cards.requests import after_consent, own_skus, split, tags
from bot.cards.requests.consent import ask_seller
from bot.cards.requests.draft_choices import cancel
from bot.cards.requests.request import of_reader
from bot.cards.texts import catalogue as texts
from bot.desk.shared.views import Details
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.asking_back import takes_sums
from bot.purchasing.lifecycle import UNDECIDED, AttemptState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.orders.as_ordered import as_ordered, together_as_ordered
from bot.purchasing.orders.line_cost import cost_of
from bot.purchasing.orders.payable import may_be_paid
from bot.purchasing.orders.purchase_sums import refund_sums
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.requests.request import Request

_MOST_EVENTS = 15
_MOST_LINES = 40
_MOST_ORDERS = 8
_MOST_QUESTIONS = 5


def order_details(details: Details, language: str, now: datetime, username: str = "") -> View:
    """One purchase with all details; buttons only for those who may act, names as its team knows them.

    With the bot's `username` there is a link to a private chat instead of buttons.
    """
    w = Writer(language, now)
    purchase = details.purchase.in_language(w.language)
    request = purchase.request
    sign, key = purchase_lines.summary(purchase)
    sum_line = [] if len(purchase.orders) == 1 else purchase_lines.sum_line(w, purchase)
    total = [bold(each) for each in sum_line]
    head = split.parts_head(w, request.name, purchase.parts) if purchase.parts else w.head(sign, request.name, key)
    there = replace(request, snapshot=together_as_ordered(purchase.parts)) if purchase.parts else as_ordered(purchase)
    # The title in the reader's language, and the original if it differs.
    first, original = text(w.title(there.offer)), text(there.offer.title)
    titles = [first, original] if original and original != first and w.language != "zh" else [first]
    total += sums.as_of(w, details.told)
    lines = [head, *total, *titles, *_chosen(w, there), *goods.lines(w, there, _MOST_LINES, in_full=True)]
    lines += [*own_skus.in_full(w, request, _MOST_LINES), *tags.said(w, there)]
    several = there.snapshot is not None and there.snapshot.parts  # each stands before its lines
    lines += split.arrived(w, purchase) if purchase.parts else []
    lines += split.part_lines(w, purchase.parts) or ([] if several else product.seller(w, request.offer))
    rate = {"currency": request.currency, "rate": request.rate}
    lines += [*_money(w, details), *([w.line("rate-kept", **rate)] if all(rate.values()) else [])]
    if not username and any(each.refunded or each.other for each in details.costs):
        lines.append(w.line("cost-in-all", sum=bold(show(cost_of(details.costs)))))
    lines.append(w.line("asked-by", name=request.requester.name, when=w.when(request.created_at)))
    lines += _words(w, details, private=not username)
    for order in purchase.orders[:_MOST_ORDERS]:
        lines += [gap(), *_order(w, purchase, order)]
        if order.echoed is False and all(attempt.carries_reference for attempt in purchase.attempts):
            lines.append(w.line("echo-missing"))  # our reference did not come back
    lines += after_consent.outside_line(w, purchase, details.team)
    lines += _doubt(w, details)
    lines += [*after_consent.failed_lines(w, purchase), *_timeline(w, purchase.journal, details.team)]
    if username:
        keyboard = rows([open_in_private(w, "go-private", username, f"r_{request.id}")])
    else:
        keyboard = _keyboard(w, purchase, details.two_deciders) if details.acts else ()
        approves = details.team is not None and Role.APPROVER in details.team.roles_of(details.reader)
        if request.state in UNDECIDED and not purchase.orders and (details.acts or approves):
            keyboard = (*rows([ask_seller(w, request.id)]), *keyboard)
        if purchase.parts:
            keyboard = (*split.part_buttons(w, purchase.parts), *rows([order_lines.reorder(w, request.id)]))
        if details.team:
            keyboard = of_reader(keyboard, purchase, details.team, details.reader)
            counts = not details.acts and Action.COUNT.roles & details.team.roles_of(details.reader)
            sent = [order.order_id for order in purchase.orders if counts and order.parcels]
            keyboard += rows([order_lines.count_in(w, each) for each in sent[:1]])
        cost = w.button("cost", Code(ButtonAction.COST, (request.id,))) if details.costs else None
        keyboard += rows([order_lines.seller(w, request.id), cost, _tag(w, details)], _other_refunds(w, details))
    return product.card(request, lines, keyboard)


def _other_refunds(w: Writer, details: Details) -> list[Button | None]:
    """Money back beside what lacks, of the one order that there is: goods go back; or for buyers an agreed sum."""
    orders, team = details.purchase.orders, details.team
    if len(orders) != 1 or not details.acts:
        return []
    (order,) = orders
    able = order.known and takes_sums(order.state) and order.holding is None and order.balance.left > 0
    buys = team is None or Role.BUYER in team.roles_of(details.reader)
    return [order_lines.goods_back(w, order), order_lines.by_amount(w, order.order_id) if able and buys else None]


def _tag(w: Writer, details: Details) -> Button | None:
    """The way to another tag, for who may give it one: its requester and, of what was sent, the buyers and admins."""
    request, roles = details.purchase.request, details.team.roles_of(details.reader) if details.team else frozenset()
    sent = details.purchase.orders or any(each.orders for each in details.purchase.parts)
    may = (details.acts and (sent or request.state in UNDECIDED)) or (sent and Role.ADMIN in roles)
    return tags.button(w, request.id) if may else None


def _chosen(w: Writer, request: Request) -> list[Html]:
    """Which variant and how many, in full."""
    if request.several:
        return [w.line("products", n=len(request.bought))]
    count = [w.of(request.offer, request.choice.quantity)] if request.choice.quantity else []
    one = [text(w.variant(request.sku))] if request.sku and request.sku.attributes else []
    parts = [*(one or goods.several(w, len(request.choice.pieces))), *count]
    return [dotted(parts)] if parts else []


def _words(w: Writer, details: Details, *, private: bool) -> list[Html]:
    """Where to (name and street for its requester alone, in private), why, the note, and what was asked: in full."""
    request = details.purchase.request
    own = private and details.reader == request.requester.id
    label = goods.where_to(request.address_label, in_full=own)
    lines = [w.line("to-address", address=label)] if label else []
    lines += [w.line("why"), said(request.why)] if request.why else []
    lines += [w.line("note-for-seller"), said(request.chosen.note)] if request.chosen.note else []
    for each in details.purchase.questions[-_MOST_QUESTIONS:]:
        lines += [w.line("asks", name=team_lines.known_as(details.team, each.asker_id)), said(each.text)]
        lines += [w.line("answers"), said(each.answer)] if each.answer else []
    for said_by in details.answers[-_MOST_QUESTIONS:]:
        whole = Html(f"<i>{text(said_by.text, 1000)}</i>")
        lines.append(team_lines.seller_said(w, details.team, request, said_by, whole))
    return lines


def _money(w: Writer, details: Details) -> list[Html]:
    """What a piece costs and the freight, as ordered; until it is decided, also earlier purchases and the budgets."""
    snapshot = purchase_lines.what_counts(details.purchase)
    lines = [sums.piece_and_freight(w, snapshot, freight=details.freight)] if snapshot else []
    request = details.purchase.request
    lines += team_lines.last_times(w, details.team, request, details.past, _MOST_LINES)
    lines += [w.line("median-price", price=show(details.median))] if details.median is not None else []
    orders = None if request.several else details.with_seller
    lines += [team_lines.with_seller(w, orders)] if orders is not None else []
    return [*lines, *team_lines.budgets(w, details.team, details.budgets)]


def _order(w: Writer, purchase: Purchase, order: Order) -> list[Html]:
    lines = [] if len(purchase.orders) == 1 else [order_lines.state_line(w, None, order, purchase)]
    lines += order_lines.lines(w, purchase, order, whole=True)
    one_by_one = any(each.count > 1 for each in refund_sums(order))
    for refund in order.refunds if one_by_one else ():
        state = w.line(f"refund-{refund.state.value}")
        lines.append(Html(f"– {dotted([state, show(refund.paid or refund.amount)])}"))
    if order.looked_at:
        lines.append(w.line("looked-at", when=w.when(order.looked_at)))
    return lines


def _doubt(w: Writer, details: Details) -> list[Html]:
    """While it is not clear whether it exists: what a look that finds nothing is worth, and what may be it."""
    attempt = details.purchase.attempt
    if attempt is not None and attempt.rests_since_restore:
        return attempt_lines.rests_lines(w, attempt)
    if attempt is None or not attempt.doubtful:
        return []
    return [*attempt_lines.blind_line(w, details.blind), *attempt_lines.alike_lines(w, attempt.alike)]


def _timeline(w: Writer, journal: Sequence[JournalEntry], team: Team | None) -> list[Html]:
    """What happened, the newest last, with its time and who did it."""
    entries, older = sorted(journal, key=lambda entry: entry.at), len(journal) - _MOST_EVENTS
    lines = [w.line("older-events", n=older)] if older > 0 else []
    for entry in entries[-_MOST_EVENTS:]:
        known = team is not None and entry.actor_id is not None and team.member(entry.actor_id) is not None
        by = w.named(f" · {text(team_lines.known_as(team, entry.actor_id or 0))}" if known else "")
        lines.append(Html(f"{w.when(entry.at)} · {_event(w, entry)}{_step(entry)}{by}"))
    return [gap(), bold(w.line("timeline")), *lines] if lines else []


def _step(entry: JournalEntry) -> Html:
    """From which sum to which a price moved, and by how much."""
    facts = entry.facts
    fields = facts.get("fields")
    pair = fields.get("total") if isinstance(fields, dict) else None
    match pair or (facts.get("agreed"), facts.get("total")):
        case (int(old), int(new)) | [int(old), int(new)] if old != new:
            return Html(f": {show(Fen(old))} → {show(Fen(new))}, {sums.percent_of(Fen(old), Fen(new))}")
    return Html("")


def _event(w: Writer, entry: JournalEntry) -> Html:
    kind = dashed(entry.kind)
    if kind == "cancelled" and entry.order_id:
        return w.line("notice-cancelled")
    if kind == "voted":
        return w.line("event-voted-no" if entry.facts.get("verdict") == "decline" else "event-voted-yes")
    if reason := entry.facts.get("reason") if kind == "rest-closed" else None:
        return dotted([w.line("event-rest-closed"), w.line(f"count-close-{reason}")])
    key = next((key for key in (f"event-{kind}", f"notice-{kind}") if texts.has(key)), None)
    return w.line(key) if key else text(entry.kind, 40)


def _keyboard(w: Writer, purchase: Purchase, two_deciders: bool) -> Keyboard:
    request, attempt = purchase.request, purchase.attempt
    if attempt and attempt.state is AttemptState.CONFLICT:
        return rows([attempt_lines.found_it(w, attempt.id)])
    if len(purchase.orders) == 1:
        return order_lines.keyboard(w, purchase, purchase.orders[0])
    if purchase.orders:
        looks = [
            press(f"{n}. {w.label('look')}", Code(ButtonAction.LOOK, (order.order_id,)))
            for n, order in enumerate(purchase.orders[:_MOST_ORDERS], 1)
        ]
        pays = [
            replace(link, text=f"{n}. {w.label('pay-sum', sum=show(order.total))}")
            for n, order in enumerate(purchase.orders[:_MOST_ORDERS], 1)
            for link in order_lines.links(w, order)[:1]
            if may_be_paid(purchase, order)
        ]
        not_there = [
            order_lines.not_there(w, order.order_id, order.live_errand, n)
            for n, order in enumerate(purchase.orders[:_MOST_ORDERS], 1)
        ]
        again = [order_lines.reorder(w, request.id)]
        return (*grid(pays[:4], 1), *rows(looks[:4], looks[4:]), *grid(not_there, 2), *rows(again))
    if request.state in UNDECIDED:
        back = w.button("take-back", Code(ButtonAction.TAKE_BACK, (request.id,)), "danger")
        return rows([back if request.waits else cancel(w, request.id)])
    if attempt and attempt.state is AttemptState.NEEDS_PERSON:
        return attempt_lines.settle_keyboard(w, attempt.id, two_deciders, attempt.alike)
    if attempt and attempt.live:
        return attempt_lines.ready_keyboard(w, request.id, attempt)
    return rows([order_lines.reorder(w, request.id)])
