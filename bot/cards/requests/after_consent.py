"""Shows a request after the consent (being placed, in doubt, ordered, refused, given up) and what can be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import product, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    CHECKING,
    DONE,
    FAILED,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    WAITS,
    Writer,
    beside,
    gap,
    of_1688,
    picture,
    press,
    rows,
    said,
    show,
)
from bot.cards.orders import parcels, paying
from bot.cards.orders import similar_orders as alikes
from bot.cards.orders.refunds import refund_lines
from bot.cards.requests import baskets, by_hand, several
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.values import CardState
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.order import BUYER_CANCELS, FailedLine, OrderState
from bot.purchasing.orders.as_ordered import as_ordered, pieces_missing
from bot.purchasing.orders.payable import Unpayable, may_be_paid, not_wanted, why_unpayable
from bot.purchasing.orders.refunds import refund_sums
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Attempt, Order, Purchase, SimilarOrder

SIGNS = {
    OrderState.TO_PAY: TO_PAY,
    OrderState.PAID: DONE,
    OrderState.PART_SHIPPED: ON_THE_WAY,
    OrderState.SHIPPED: ON_THE_WAY,
    OrderState.RECEIVED: DONE,
    OrderState.FINISHED: DONE,
    OrderState.CANCELLED: FAILED,
}
_CLOSED = {
    BUYER_CANCELS: "closed-by-buyer",
    "sellerGoodsLack": "closed-seller-lacks",
    "BUYER_NO_PAY": "closed-not-paid",
    "other": "closed-no-reason",
}
"""1688's own reasons; it may give others, which are shown as they come."""
_MOST_PARCELS, _PARCELS_ON_A_CARD = 10, 3
_MOST_ORDERS = 12
_TITLE_WIDTH = 24
"""The longest title of what 1688 did not take, in columns."""


def waiting(attempt: Attempt) -> tuple[str, str]:
    """The sign and the text's key of a request that is agreed to and waits for a person, or for the next try."""
    if attempt.by_hand is not None:
        return NEEDS_YOU, "head-by-hand"
    if attempt.waits_for_a_person:
        return NEEDS_YOU, "notice-rests" if attempt.rests_since_restore else "notice-not-sent"
    return WAITS, "notice-not-sent"


def placing(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a request on its way to 1688, or not taken and waiting for the next try."""
    attempt = step.purchase.attempt
    waits = attempt is not None and (attempt.waits_for_a_person or turned_away(w, attempt))
    sign, key = waiting(attempt) if attempt and waits else (WAITS, "head-placing")
    lines = _opening(w, step, w.head(sign, step.purchase.request.name, key))
    if attempt and attempt.by_hand is not None:
        return _view(step, [*lines, *by_hand.lines(w, step, attempt)], by_hand.keyboard(w, step.purchase.request.id))
    if attempt and attempt.rests_since_restore:
        lines += rests_lines(w, attempt)
        return _view(step, lines, whose_keyboard(w, step.purchase.request.id, attempt))
    if attempt and turned_away(w, attempt):
        lines += [w.line("not-taken"), *of_1688(w, attempt.reason)]
        lines.append(w.line("next-try", when=w.when(attempt.due_at)) if attempt.due_at else w.line("press-again"))
        return _view(step, lines, again_keyboard(w, step.purchase.request.id))
    return _view(step, lines, ())


def rests_text(w: Writer, known: bool) -> list[Html]:
    """Why a person must look first; `known` says whether an earlier order would carry the reference we have."""
    return [w.line("rests-text"), w.line("rests-press" if known else "rests-look")]


def again_keyboard(w: Writer, request_id: int, key: str = "try-again") -> Keyboard:
    """The card of what 1688 did not take, or what waits since a restore: place it now, or not at all."""
    again = w.button(key, Code(ButtonAction.RETRY, (request_id,)), "primary")
    cancel = w.button("cancel", Code(ButtonAction.WITHDRAW, (request_id,)), "danger")
    if key == "go-on":
        return rows([again], [cancel])
    return rows([again, cancel], [w.button("by-hand", Code(ButtonAction.BY_HAND, (request_id,)))])


def rests_lines(w: Writer, attempt: Attempt) -> list[Html]:
    """What a person must look at first: the orders that may be it, or whatever 1688 shows since the copy."""
    if not attempt.alike:
        return rests_text(w, known=attempt.epoch > 0)
    return [w.line("rests-alike"), *alikes.lines(w, attempt.alike, "rests-alike-there")]


def whose_keyboard(w: Writer, request_id: int, attempt: Attempt) -> Keyboard:
    """It is one of the orders that may be it, beside which it is not placed; without such, that it was not ordered."""
    if not attempt.alike:
        return again_keyboard(w, request_id, "go-on")
    cancel = w.button("cancel", Code(ButtonAction.WITHDRAW, (request_id,)), "danger")
    return rows(*alikes.buttons(w, attempt.id, attempt.alike, give_to=request_id), [cancel])


def turned_away(w: Writer, attempt: Attempt) -> bool:
    """Whether 1688 did not take it and the next try is still to come."""
    waits = attempt.due_at is None or (w.now is not None and attempt.due_at > w.now)
    return attempt.state is AttemptState.READY and bool(attempt.reason) and waits


def doubt(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card while 1688's answer is not clear: the bot looks, and nobody needs to act."""
    attempt = step.purchase.attempt
    lines = _opening(w, step, w.head(CHECKING, step.purchase.request.name, "head-doubt"))
    since = attempt.doubted_at if attempt else None
    return _view(step, [*lines, *doubt_text(w, step.abilities.reference, since, step.blind)], ())


def doubt_text(w: Writer, looked_for: bool, since: datetime | None, blind: bool = False) -> list[Html]:
    """What a doubt means, since when there is one, and that nothing is sent again by itself.

    `blind`: 1688 does not show our reference, so that a look which finds nothing proves nothing.
    """
    lines = [w.line("doubt-looking" if looked_for else "doubt-no-reference"), *blind_line(w, looked_for and blind)]
    lines += [w.line("doubt-since", when=w.when(since))] if since and not blind else []
    then = [w.line("doubt-then")] if looked_for and not blind else []
    return [*lines, w.sentences(w.line("never-again"), *then)]


def blind_line(w: Writer, blind: bool) -> list[Html]:
    """Says that not finding the order proves nothing, and what to do."""
    return [w.line("doubt-blind")] if blind else []


def needs_person(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of an order still not found: a person can settle it; sending it again takes a second person."""
    attempt = step.purchase.attempt
    since = attempt.submitted_at if attempt else None
    lines = _opening(w, step, w.head(NEEDS_YOU, step.purchase.request.name, "head-needs-person"))
    lines += person_text(w, step.abilities.reference, since, step.settle_from, step.two_deciders, step.blind)
    lines += alikes.lines(w, attempt.alike) if attempt else []
    keyboard = settle_keyboard(w, attempt.id, step.two_deciders, attempt.alike) if attempt else ()
    return _view(step, lines, keyboard)


def person_text(
    w: Writer,
    looked_for: bool,
    since: datetime | None,
    settle_from: datetime | None,
    two: bool,
    blind: bool = False,
) -> list[Html]:
    """Since when the bot looks, what a person can do, and from when on; `blind` as in `doubt_text`."""
    lines = []
    if looked_for and since:
        lines.append(w.line("looked", since=w.when(since)))
    if looked_for and blind:
        lines += blind_line(w, blind)
    else:
        lines.append(w.line("please-look" if looked_for else "please-look-yourself"))
    if settle_from:
        lines.append(w.line("settle-two" if two else "settle-alone", when=w.when(settle_from)))
    return lines


def settle_keyboard(w: Writer, attempt_id: int, two_deciders: bool, alike: Sequence[SimilarOrder] = ()) -> Keyboard:
    """Buttons: it was found; or it does not exist: order again (takes two people and no similar order) or give up."""
    able = two_deciders and not alike
    again = w.button("place-anew", Code(ButtonAction.PLACE_ANEW, (attempt_id,))) if able else None
    return rows(
        *alikes.buttons(w, attempt_id, alike),
        [w.button("found-it", Code(ButtonAction.FOUND, (attempt_id,)), "primary")],
        [again],
        [w.button("give-up", Code(ButtonAction.GIVE_UP, (attempt_id,)))],
    )


def conflict(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card if 1688 shows orders that differ from what was asked for: a person types the right number."""
    attempt = step.purchase.attempt
    lines = [
        *_opening(w, step, w.head(NEEDS_YOU, step.purchase.request.name, "head-conflict")),
        w.line(conflict_key(attempt.reason if attempt else "")),
        *(paying.number_line(w, order.order_id) for order in (*step.purchase.orders, *step.purchase.others)),
    ]
    found = w.button("found-it", Code(ButtonAction.FOUND, (attempt.id,)), "primary") if attempt else None
    return _view(step, lines, rows([found]))


def conflict_key(reason: str) -> str:
    """The text that says what does not match."""
    if reason == OwnReason.ORDER_TAKEN:
        return "conflict-taken"
    return "conflict-different" if reason == OwnReason.OTHER_ORDER else "conflict-text"


def ordered(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card if there are orders on 1688; each one's own state decides what is shown."""
    purchase = step.purchase
    if len(purchase.orders) == 1:
        order = purchase.orders[0]
        lines = [state_line(w, purchase.request.name, order, purchase), *goods(w, purchase)]
        lines += order_lines(w, purchase, order, team_lines.foreign(w, step, order.total))
        lines += [*_payers(w, step, turn, order), *outside_line(w, purchase, step.team), *failed_lines(w, purchase)]
        return _view(step, lines, order_keyboard(w, purchase, order))
    lines = _opening(w, step, w.head("", purchase.request.name, "head-orders", n=len(purchase.orders)))
    lines += outside_line(w, purchase, step.team)
    for order in purchase.orders[:_MOST_ORDERS]:
        lines += [gap(), state_line(w, None, order, purchase), *order_lines(w, purchase, order)]
    return _view(step, [*lines, *failed_lines(w, purchase)], _several(w, purchase))


def _payers(w: Writer, step: CardState, turn: CardTurn, order: Order) -> list[Html]:
    """Who pays, for readers who may not."""
    if step.team is None or order.state is not OrderState.TO_PAY or not_wanted(step.purchase, order):
        return []
    payers = [each.person_id for each in step.team.members if Role.BUYER in each.roles]
    reads = turn.place is not None and turn.place.chat_id in payers
    return [w.line("who-pays", names=team_lines.people(w, step.team, payers))] if payers and not reads else []


def refused(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a refusal by 1688, in its own words."""
    attempt = step.purchase.attempt
    reason = attempt.reason if attempt else ""
    lines = _opening(w, step, w.head(FAILED, step.purchase.request.name, "head-refused"))
    lines += [*of_1688(w, reason), *failed_lines(w, step.purchase), w.line("nothing-ordered")]
    return _view(step, lines, rows([reorder(w, step.purchase)]))


def abandoned(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card of a request people gave up; the looks go on for a while."""
    lines = _opening(w, step, w.head(FAILED, step.purchase.request.name, "head-abandoned"))
    lines += [w.line("abandoned-text" if step.abilities.reference else "abandoned-no-reference")]
    return _view(step, lines, rows([reorder(w, step.purchase)]))


def cancelled(w: Writer, step: CardState, _: CardTurn) -> View:
    request = step.purchase.request
    why = [w.line("taken-back-text")] if request.needs else []
    if request.closed_reason is ClosedReason.TEAM_CLOSED:
        why = [w.line("team-closed-text")]
    if request.closed_reason is ClosedReason.TO_LIST:
        why = [w.line("to-list-text")]
    owner = request.closed_words
    why.append(w.line("order-of-another", number=owner) if owner else w.line("nothing-ordered"))
    lines = [*_opening(w, step, w.head(FAILED, request.name, "head-cancelled")), *why]
    return _view(step, lines, rows([reorder(w, step.purchase)]))


def expired(w: Writer, step: CardState, _: CardTurn) -> View:
    key = "expired-undecided-text" if step.purchase.request.needs else "expired-text"
    if step.purchase.request.closed_reason is ClosedReason.CONSENT_OVER:
        key = "lapsed-text"
    if step.purchase.request.closed_reason is ClosedReason.TO_LIST:
        key = "back-on-list-text"
    lines = [*_opening(w, step, w.head(FAILED, step.purchase.request.name, "head-expired")), w.line(key)]
    return _view(step, lines, rows([reorder(w, step.purchase)]))


def _opening(w: Writer, step: CardState, head: Html) -> list[Html]:
    """What it is and its state; how many of what; and the money."""
    return [head, *goods(w, step.purchase), *money(w, step)]


def money(w: Writer, step: CardState) -> list[Html]:
    """The total that was consented to, with its second currency; of what 1688 took only in part, that of its orders."""
    snapshot = as_ordered(step.purchase).snapshot
    return [Html(f"{bold(show(snapshot.total))}{team_lines.foreign(w, step, snapshot.total)}")] if snapshot else []


def goods(w: Writer, purchase: Purchase, most: int = baskets.FEW_SELLERS) -> list[Html]:
    """How many, in which variants, of what, of `most` sellers, as 1688 took it; the title is behind *Details*."""
    request = as_ordered(purchase)
    if request.asked and request.snapshot is not None:
        return [product.goods(w, request), *baskets.sellers(w, request, request.snapshot, most)]
    return [product.goods(w, request), *several.listed(w, request.offer, request.choice.lines(request.offer.offer_id))]


def state_line(w: Writer, number: object, order: Order, purchase: Purchase | None = None) -> Html:
    """What an order of a purchase is, after its number; that nobody agrees to it any more if that is so."""
    if purchase is not None and not_wanted(purchase, order):
        declined = purchase.request.state is RequestState.REJECTED
        return w.head(FAILED, number, "order-declined" if declined else "order-over", total=show(order.total))
    if order.state is OrderState.TO_PAY and not order.known:
        return w.head(CHECKING, number, "order-checking")
    return w.head(SIGNS[order.state], number, f"order-{order.state.value.replace('_', '-')}")


def outside_line(w: Writer, purchase: Purchase, team: Team | None = None) -> list[Html]:
    """Says who ordered it by hand, or that nobody approved it here, if an order placed outside was attached."""
    outside = next((attempt for attempt in purchase.attempts if attempt.placed_outside), None)
    if outside is None:
        return []
    if outside.by_hand is None:
        return [w.line("outside-attached")]
    return [w.line("placed-by-hand", name=by_hand.who(purchase.request, team, outside))]


def order_lines(w: Writer, purchase: Purchase, order: Order, foreign: str = "", whole: bool = False) -> list[Html]:
    """Money, number, parcels and refund of one order; with each parcel's newest step if `whole`."""
    if order.state is OrderState.TO_PAY:
        why = why_unpayable(purchase, order)
        bill = paying.bill_of(order)
        asked = [paying.number_line(w, bill.order_id)] if why is Unpayable.ENDED else paying.to_pay(w, bill, foreign)
        return [*asked, *paying.held_back(w, why.value if why else "")]
    lines = [Html(f"{bold(show(order.total))}{foreign}")] if order.total else []
    lines.append(paying.number_line(w, order.order_id))
    most = _MOST_PARCELS if whole else _PARCELS_ON_A_CARD
    for parcel in order.parcels[:most]:
        lines.append(parcels.parcel_line(parcel.company, parcel.bill_no))
        lines += parcels.last_step(w, parcel.last_remark) if whole or len(order.parcels) == 1 else []
    lines += [w.line("more-parcels", n=len(order.parcels) - most)] if len(order.parcels) > most else []
    if order.state is OrderState.CANCELLED and order.close_reason:
        lines.append(closed_because(w, order.close_reason))
    return [*lines, *refund_lines(w, refund_sums(order), order.total)]


def closed_because(w: Writer, reason: str) -> Html:
    """Why 1688 closed an order: in our words if it is one of its own reasons, else as it came."""
    key = _CLOSED.get(reason)
    return w.line(key) if key else said(reason)


def failed_lines(w: Writer, purchase: Purchase) -> list[Html]:
    """What 1688 did not take of the order, with its reasons."""
    failed: tuple[FailedLine, ...] = purchase.attempt.failed if purchase.attempt else ()
    lines = [gap(), w.line("lines-failed")] if failed else []
    for each in failed[:_MOST_PARCELS]:
        lines += [_failed(w, purchase, each), *of_1688(w, each.reason or each.code)]
    return lines


def _failed(w: Writer, purchase: Purchase, line: FailedLine) -> Html:
    """A line that 1688 did not take: its variant, of several offers also which of them, and its pieces."""
    request, offer = purchase.request, purchase.request.offer_of(line.offer_id)
    sku, left = offer.sku(line.spec_id), pieces_missing(purchase, line)
    variant = [text(w.variant(sku))] if sku and sku.attributes else []
    title = [brief(w.title(offer) or line.offer_id, _TITLE_WIDTH)] if request.asked or not variant else []
    return Html(" · ".join([*title, *variant]) + (f"\u00a0×\u00a0{left}" if left else ""))


def order_keyboard(w: Writer, purchase: Purchase, order: Order) -> Keyboard:
    """The actions that make sense in an order's state, the likely one first."""
    if order.state is OrderState.TO_PAY and (why := why_unpayable(purchase, order)):
        return paying.held_back_keyboard(w, order.order_id, why)
    if order.state is OrderState.TO_PAY:
        return paying.keyboard(w, paying.bill_of(order))
    talk: list[Button | None] = [
        w.button("tell-seller", Code(ButtonAction.TELL_SELLER, (order.order_id,))),
        w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order.order_id,))),
    ]
    first: list[list[Button | None]] = [[w.copy("copy-number", order.order_id)]]
    if order.parcels:
        trace = w.button("trace", Code(ButtonAction.TRACK, (order.order_id,)))
        first = beside(trace, w.copies([each.bill_no for each in order.parcels]))
    if order.state in (OrderState.FINISHED, OrderState.CANCELLED):
        return rows(*first, [reorder(w, purchase)])
    return rows(*first, talk, [w.button("look", Code(ButtonAction.LOOK, (order.order_id,)))])


def reorder(w: Writer, purchase: Purchase) -> Button | None:
    """A button for a new draft of the same variants and quantities."""
    request = purchase.request
    return w.button("reorder", Code(ButtonAction.REORDER, (request.id,)))


def _several(w: Writer, purchase: Purchase) -> Keyboard:
    """Buttons for several orders: a row each, to pay it or to look."""
    lines: list[list[Button | None]] = []
    for number, order in enumerate(purchase.orders[:_MOST_ORDERS], 1):
        payable = may_be_paid(purchase, order)
        able = paying.links(w, paying.bill_of(order)) if payable else []
        pay: list[Button | None] = [replace(able[0], text=f"{number}. {able[0].text}")] if able else []
        if payable and not able:
            pay = [press(f"{number}. {w.label('pay-link')}", Code(ButtonAction.PAY, (order.order_id,)))]
        look = press(f"{number}. {w.label('look')}", Code(ButtonAction.LOOK, (order.order_id,)))
        lines.append([*pay, look])
    return rows(*lines, [w.button("details", Code(ButtonAction.DETAILS, (str(purchase.request.id),)))])


def _view(step: CardState, lines: list[Html], keyboard: Keyboard) -> View:
    request = step.purchase.request
    return View(join(lines), keyboard, picture(request.sku.image_url if request.sku else "", request.offer.image_url))
