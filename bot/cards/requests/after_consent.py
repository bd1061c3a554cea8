"""Shows a request after the consent (being placed, in doubt, ordered, refused, given up) and what can be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import attempt_lines, goods, order_lines, product, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, code, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    CHECKING,
    DONE,
    FAILED,
    NEEDS_YOU,
    WAITS,
    Writer,
    gap,
    grid,
    of_1688,
    press,
    rows,
    said,
    show,
)
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.orders.by_hand import Prepared
from bot.desk.shared.views import CardState
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.lifecycle import ClosedReason
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.as_ordered import as_ordered, pieces_missing
from bot.purchasing.orders.payable import may_be_paid
from bot.purchasing.orders.purchase_sums import counted, not_wanted
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.found_orders import HandOrder

_MOST_FAILED, _MOST_ORDERS, _MOST_LINKS = 10, 12, 10
_TITLE_WIDTH, _LABEL = 24, 40
"""The longest title of what 1688 did not take, and of a product on a button."""


def placing(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a request on its way to 1688, or not taken and waiting for the next try."""
    attempt, request = step.purchase.attempt, step.purchase.request
    waits = attempt is not None and (attempt.waits_for_a_person or attempt_lines.turned_away(w, attempt))
    sign, key = attempt_lines.waiting(attempt) if attempt and waits else (WAITS, "head-placing")
    lines = _opening(w, step, sign, key)
    if attempt and attempt.by_hand is not None:
        lines += [w.line("by-hand-who", name=by_whom(request, step.team, attempt)), w.line("by-hand-then")]
    elif attempt and attempt.rests_since_restore:
        lines += attempt_lines.rests_lines(w, attempt)
    elif attempt and attempt_lines.turned_away(w, attempt):
        lines += [w.line("not-taken"), *of_1688(w, attempt.reason), attempt_lines.next_try(w, attempt.due_at)]
    return product.card(request, lines, attempt_lines.ready_keyboard(w, request.id, attempt) if attempt else ())


def doubt(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card while 1688's answer is not clear: the bot looks, and nobody needs to act."""
    attempt = step.purchase.attempt
    since = attempt.doubted_at if attempt else None
    lines = _opening(w, step, CHECKING, "head-doubt")
    return product.card(
        step.purchase.request, [*lines, *attempt_lines.doubt_text(w, step.abilities.reference, since, step.blind)], ()
    )


def needs_person(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of an order still not found: a person can settle it; sending it again takes a second person."""
    attempt, two = step.purchase.attempt, step.two_deciders
    since = attempt.submitted_at if attempt else None
    lines = _opening(w, step, NEEDS_YOU, "head-needs-person")
    lines += attempt_lines.person_text(w, step.abilities.reference, since, step.settle_from, two, step.blind)
    lines += attempt_lines.who_settles(w, step.team.named(Role.BUYER) if step.team else None)
    if attempt is None:
        return product.card(step.purchase.request, lines, ())
    lines += attempt_lines.alike_lines(w, attempt.alike)
    return product.card(step.purchase.request, lines, attempt_lines.settle_keyboard(w, attempt.id, two, attempt.alike))


def conflict(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card if 1688 shows orders that differ from what was asked for: a person types the right number."""
    attempt, orders = step.purchase.attempt, (*step.purchase.orders, *step.purchase.others)
    lines = [
        *_opening(w, step, NEEDS_YOU, "head-conflict"),
        w.line(attempt_lines.conflict_key(attempt.reason if attempt else "")),
        *attempt_lines.who_settles(w, step.team.named(Role.BUYER) if step.team else None),
        *order_lines.numbers(w, (order.order_id for order in orders)),
    ]
    return product.card(step.purchase.request, lines, rows([attempt_lines.found_it(w, attempt.id)]) if attempt else ())


def ordered(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card if there are orders on 1688; each one's own state decides what is shown."""
    purchase, name = step.purchase, step.purchase.request.name
    if len(purchase.orders) == 1:
        order = purchase.orders[0]
        lines = [order_lines.state_line(w, name, order, purchase), *goods.bought(w, purchase)]
        lines += order_lines.lines(w, purchase, order, sums.foreign(w, step, order.total))
        lines += sums.as_of(w, step.told)
        lines += [*_payers(w, step, turn, order), *outside_line(w, purchase, step.team), *failed_lines(w, purchase)]
        seller = order_lines.seller(w, purchase.request.id) if order.state is not OrderState.TO_PAY else None
        mend = team_lines.mend(w, step, turn.place, turn.username)
        keyboard = (*order_lines.keyboard(w, purchase, order), *rows([seller], [mend]))
        return product.card(step.purchase.request, lines, keyboard)
    lines = _opening(w, step, "", "head-orders", n=len(counted(purchase)))
    lines += [*sums.as_of(w, step.told), *outside_line(w, purchase, step.team)]
    for order in purchase.orders[:_MOST_ORDERS]:
        lines += [gap(), order_lines.state_line(w, None, order, purchase), *order_lines.lines(w, purchase, order)]
    return product.card(step.purchase.request, [*lines, *failed_lines(w, purchase)], _to_each(w, purchase))


def _payers(w: Writer, step: CardState, turn: CardTurn, order: Order) -> list[Html]:
    """Who pays, for readers who may not."""
    if step.team is None or order.state is not OrderState.TO_PAY or not_wanted(step.purchase, order):
        return []
    if step.standstill is not None:
        return [team_lines.standstill(w, step.standstill)]
    payers = [each.person_id for each in step.team.acting(Role.BUYER)]
    reads = turn.place is not None and turn.place.chat_id in payers
    return [w.line("who-pays", names=team_lines.people(w, step.team, payers))] if payers and not reads else []


def _to_each(w: Writer, purchase: Purchase) -> Keyboard:
    """Buttons for several orders: a row each, to pay it or to look."""
    lines: list[list[Button | None]] = []
    for number, order in enumerate(purchase.orders[:_MOST_ORDERS], 1):
        payable = may_be_paid(purchase, order)
        able = order_lines.links(w, order) if payable else []
        pay: list[Button | None] = [replace(able[0], text=f"{number}. {able[0].text}")] if able else []
        if payable and not able:
            pay = [press(f"{number}. {w.label('pay-link')}", Code(ButtonAction.PAY, (order.order_id,)))]
        look = press(f"{number}. {w.label('look')}", Code(ButtonAction.LOOK, (order.order_id,)))
        lines.append([*pay, look, order_lines.not_there(w, order.order_id, order.live_errand, number)])
    number = purchase.request.id
    again = order_lines.reorder(w, number)
    return rows(*lines, [order_lines.details(w, str(number)), again, order_lines.seller(w, number)])


def refused(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a refusal by 1688, in its own words."""
    reason = step.purchase.attempt.reason if step.purchase.attempt else ""
    why = [*of_1688(w, reason), *failed_lines(w, step.purchase), w.line("nothing-ordered")]
    return _ended(w, step, "head-refused", why)


def abandoned(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a request people gave up; the looks go on for a while."""
    return _ended(w, step, "head-abandoned", [attempt_lines.given_up(w, step.abilities.reference)])


def dry_run(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of what would have been ordered, but for the dry run."""
    by = [attempt_lines.would_order(w, step.purchase.attempt.gateway)] if step.purchase.attempt else []
    again = order_lines.reorder(w, step.purchase.request.id)
    return product.card(step.purchase.request, [*_opening(w, step, DONE, "notice-dry-run"), *by], rows([again]))


def cancelled(w: Writer, step: CardState, _: CardTurn) -> View:
    request = step.purchase.request
    why = [w.line("taken-back-text")] if request.needs else []
    if request.closed_reason is ClosedReason.TEAM_CLOSED:
        why = [w.line("team-closed-text")]
    if request.closed_reason is ClosedReason.TO_LIST:
        why = [w.line("to-list-text")]
    owner = request.closed_words
    why.append(w.line("order-of-another", number=owner) if owner else w.line("nothing-ordered"))
    return _ended(w, step, "head-cancelled", why)


def expired(w: Writer, step: CardState, _: CardTurn) -> View:
    key = "expired-undecided-text" if step.purchase.request.needs else "expired-text"
    if step.purchase.request.closed_reason is ClosedReason.CONSENT_OVER:
        key = "lapsed-text"
    if step.purchase.request.closed_reason is ClosedReason.TO_LIST:
        key = "back-on-list-text"
    return _ended(w, step, "head-expired", [w.line(key)])


def _ended(w: Writer, step: CardState, key: str, why: list[Html]) -> View:
    """The card of a request of which nothing comes any more; another try is a new draft."""
    again = order_lines.reorder(w, step.purchase.request.id)
    return product.card(step.purchase.request, [*_opening(w, step, FAILED, key), *why], rows([again]))


def _opening(w: Writer, step: CardState, sign: str, key: str, **facts: object) -> list[Html]:
    """What it is and its state; how many of what; and the money.

    Of what 1688 took only in part, the money is that of its orders.
    """
    head = w.head(sign, step.purchase.request.name, key, **facts)
    return [head, *goods.bought(w, step.purchase), *sums.money(w, step, as_ordered(step.purchase).snapshot)]


def outside_line(w: Writer, purchase: Purchase, team: Team | None = None) -> list[Html]:
    """Says who ordered it by hand, or that nobody approved it here, if an order placed outside was attached."""
    outside = next((attempt for attempt in purchase.attempts if attempt.placed_outside), None)
    if outside is None:
        return []
    if outside.by_hand is None:
        return [w.line("outside-attached")]
    return [w.line("placed-by-hand", name=by_whom(purchase.request, team, outside))]


def failed_lines(w: Writer, purchase: Purchase) -> list[Html]:
    """What 1688 did not take of the order, by its variant, of several offers also which of them, with its reasons."""
    failed = purchase.attempt.failed if purchase.attempt else ()
    lines = [gap(), w.line("lines-failed")] if failed else []
    for each in failed[:_MOST_FAILED]:
        offer = purchase.request.offer_of(each.offer_id)
        sku = offer.sku(each.spec_id)
        variant = [text(w.variant(sku))] if sku and sku.attributes else []
        titled = purchase.request.several or not variant
        title = [brief(w.title(offer) or each.offer_id, _TITLE_WIDTH)] if titled else []
        pieces = pieces_missing(purchase, each)
        lines += goods.not_taken(w, [*title, *variant], pieces, each.reason or each.code)
    return lines


def alike_question(attempt: Attempt, name: str, language: str, now: datetime) -> View:
    """Asks, before an attempt at the request of that name is given up, whether it is none of the similar orders."""
    w = Writer(language, now)
    lines = [w.head(NEEDS_YOU, name, "head-alike-question"), *attempt_lines.alike_lines(w, attempt.alike)]
    none = w.button("none-of-these", Code(ButtonAction.GIVE_UP_SEEN, (attempt.id, attempt.alike_hash)), "danger")
    keyboard = rows(*attempt_lines.alike_buttons(w, attempt.id, attempt.alike), [none])
    return View(join([*lines, gap(), w.line("alike-question")]), keyboard)


def by_whom(request: Request, team: Team | None, attempt: Attempt) -> str:
    """The name of the person who orders it, or ordered it, by hand."""
    if attempt.by_hand == request.requester.id:
        return request.requester.name
    return team_lines.known_as(team, attempt.by_hand or 0)


def prepared(what: Prepared, language: str) -> View:
    """All that whoever orders by hand needs on the site, each with a button that opens or copies it."""
    w, request = Writer(language), what.purchase.request
    snapshot, where, note = request.snapshot, what.address, what.note
    lines = [w.head(NEEDS_YOU, request.name, "head-hand-prepared"), *product.seller(w, request.offer)]
    if snapshot is not None:
        lines += [Html(f"– {goods.line_of(w, request, line, in_full=True)}") for line in snapshot.lines]
        lines += [w.line("by-hand-agreed", total=bold(show(snapshot.total)), freight=show(snapshot.freight))]
    address = ", ".join(filter(None, (where.name, where.phone, where.full))) if where is not None else ""
    lines.append(gap())
    if where is not None or request.address_label:
        lines += [w.line("by-hand-address"), text(address if where is not None else request.address_label)]
    lines += [w.line("note-for-seller"), said(note)] if note else []
    lines += [Html(f"{w.line('by-hand-reference')} {code(what.reference)}"), gap(), w.line("by-hand-send")]
    offers: Sequence[Offer] = request.bought or (request.offer,)
    labels = [f"{n}. {w.title(offer)}"[:_LABEL] if len(offers) > 1 else "" for n, offer in enumerate(offers, 1)]
    links = [
        Button(label or w.label("open-product"), url=offer.link) for label, offer in zip(labels, offers, strict=True)
    ]
    copies = [w.copy("copy-address", address), w.copy("copy-note", note), w.copy("copy-reference", what.reference)]
    ordered = attempt_lines.hand_number(w, request.id)
    return View(join(lines), (*grid(links[:_MOST_LINKS], 2), *grid([*copies, ordered], 2)))


def hand_order_differs(order: HandOrder, request_id: int, name: str, language: str) -> View:
    """How the order differs from what was approved; a person says that it is right all the same, or types another."""
    w = Writer(language)
    lines = [w.head(NEEDS_YOU, name, "head-hand-differs")]
    if order.dearer:
        lines.append(w.line("hand-dearer", total=bold(show(order.total)), agreed=show(order.agreed)))
    if order.address:
        lines += [w.line("hand-goes-to"), text(order.address), w.line("hand-agreed-to"), text(order.agreed_address)]
    if order.dearer:
        lines.append(w.line("hand-asked-again"))
    accept = press(w.label("hand-accept"), Code(ButtonAction.HAND_ACCEPT, (request_id, order.order_id, order.total)))
    return View(join(lines), rows([accept], [w.button("back", Code(ButtonAction.UNASK))]))
