"""Says what is to be said of one order on 1688: its state, number, bill, parcels and end; and its buttons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, text, web_address
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import (
    CHECKING,
    DONE,
    FAILED,
    NEEDS_YOU,
    ON_THE_WAY,
    TO_PAY,
    Writer,
    dashed,
    dotted,
    grid,
    of_1688,
    press,
    rows,
    said,
    show,
)
from bot.purchasing.arrivals import LineCount
from bot.purchasing.asking_back import RefundStage, goods_statuses
from bot.purchasing.claims import Claim
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.order import Order
from bot.purchasing.order_report import BUYER_CANCELS, OrderState, PayLink
from bot.purchasing.orders.payable import Unpayable, cancelling, why_unpayable
from bot.purchasing.orders.purchase_sums import not_wanted, refund_sums
from bot.purchasing.orders.trace_phrases import phrase_of
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.paid_back import is_taken, running, stage_at

SIGNS = {
    OrderState.TO_PAY: TO_PAY,
    OrderState.PAID: DONE,
    OrderState.PART_SHIPPED: ON_THE_WAY,
    OrderState.SHIPPED: ON_THE_WAY,
    OrderState.RECEIVED: DONE,
    OrderState.FINISHED: DONE,
    OrderState.CANCELLED: FAILED,
}
ORDER_PAGE = "https://trade.1688.com/order/order_detail.htm?order_id={}"
_CHASED = (OrderState.PAID, OrderState.PART_SHIPPED, OrderState.SHIPPED)
MOST_PARCELS, _PARCELS_ON_A_CARD = 10, 3
_PLACE_UNITS = 60
_CLOSED = {
    BUYER_CANCELS: "closed-by-buyer",
    "sellerGoodsLack": "closed-seller-lacks",
    "BUYER_NO_PAY": "closed-not-paid",
    "other": "closed-no-reason",
}
"""1688's own reasons; it may give others, which are shown as they come."""


Bill = Order | OrderFacts
"""What is to be paid for one order: as it is, or as a notice tells of it."""


def state_line(w: Writer, number: object, order: Order, purchase: Purchase | None = None) -> Html:
    """What an order of a purchase is, after its number; that nobody agrees to it any more if that is so."""
    if purchase is not None and not_wanted(purchase, order) and not cancelling(order):
        declined = purchase.request.state is RequestState.REJECTED
        key = "order-declined" if declined else "order-over"
        return w.head(FAILED, number, key, total=show(order.total))
    if cancelling(order):
        return w.head(CHECKING, number, "order-cancelling", total=show(order.total))
    if order.state is OrderState.TO_PAY and not order.known:
        return w.head(CHECKING, number, "order-checking")
    return w.head(SIGNS[order.state], number, f"order-{dashed(order.state.value)}")


def lines(w: Writer, purchase: Purchase, order: Order, foreign: str = "", whole: bool = False) -> list[Html]:
    """Money, number, parcels and refund of one order; with each parcel's newest step if `whole`."""
    if order.state is OrderState.TO_PAY:
        why = why_unpayable(purchase, order)
        unwanted = why in (Unpayable.ENDED, Unpayable.CANCELLING)
        bill = [number_line(w, order.order_id)] if unwanted else to_pay(w, order, foreign)
        return [*bill, *held_back(w, why.value if why else "")]
    parts = [sums.total(order.total, foreign)] if order.total else []
    parts.append(number_line(w, order.order_id))
    most = MOST_PARCELS if whole else _PARCELS_ON_A_CARD
    for parcel in order.parcels[:most]:
        parts.append(parcel_line(parcel.company, parcel.bill_no))
        parts += last_step(w, parcel.last_remark) if whole or len(order.parcels) == 1 else []
    parts += w.more("more-parcels", len(order.parcels) - most)
    parts += [arrived(w, order.count)] if order.counted_at is not None else []
    parts += [w.line(f"errand-{order.live_errand.kind}-unclear")] if order.live_errand is not None else []
    parts += unclear_messages(w, order)
    if order.state is OrderState.CANCELLED and order.close_reason:
        parts.append(closed_because(w, order.close_reason))
    return [*parts, *sums.refund_lines(w, refund_sums(order), order.total), *_stages(w, order)]


def unclear_messages(w: Writer, order: Order) -> list[Html]:
    """That 1688 has not said whether it took a note to the seller, or an urge."""
    unclear = [message for message in order.messages if message.state is ErrandState.UNCLEAR]
    return [w.line(f"errand-{message.kind}-unclear") for message in unclear]


def message_there(w: Writer, order_id: str, kind: ErrandKind, errand_id: int) -> list[Button | None]:
    """What somebody says of an unclear note or urge who looked at the order on the site."""
    there = Code(ButtonAction.MESSAGE_THERE, (order_id, errand_id, 1))
    not_there = Code(ButtonAction.MESSAGE_THERE, (order_id, errand_id, 0))
    return [
        w.button(f"message-{kind}-there", there),
        w.button(f"message-{kind}-not-there", not_there, "danger"),
    ]


def _stages(w: Writer, order: Order) -> list[Html]:
    """What became of each refund that runs, once its seller answered; of several with its sum."""
    answered = [(each, stage_at(each)) for each in running(order)]
    taken = [claim for claim in order.balance.open_claims if is_taken(claim, order)]
    checked = [dotted([w.marked(CHECKING, "refund-is-checked"), show(claim.total)]) for claim in taken]
    return checked + [
        dotted([
            w.marked(NEEDS_YOU if stage.ours else ON_THE_WAY, f"refund-is-{dashed(stage.value)}"),
            show(each.amount) if len(order.refunds) > 1 else "",
        ])
        for each, stage in answered
        if stage not in (RefundStage.SELLER, RefundStage.OTHER)
    ]  # fmt: skip


def arrived(w: Writer, count: LineCount, *, counting: bool = False) -> Html:
    """How many pieces came of those ordered, how many are damaged, missing, or came above that.

    On the cards of `counting` shorter, and only what is closed is named as missing.
    """
    head, missing = ("count-of", "closed") if counting else ("count-arrived", "missing")
    beside = [(name, getattr(count, name)) for name in ("damaged", "wrong", missing, "cancelled", "surplus")]
    return dotted([w.line(head, arrived=count.arrived, ordered=count.ordered), *pieces(w, beside)])


def pieces(w: Writer, counted: Iterable[tuple[str, int]]) -> list[Html]:
    """How many pieces there are of each kind, if there are any."""
    return [w.line(f"count-{kind}", n=n) for kind, n in counted if n]


def expected_today(w: Writer, parcels: int, pieces: int, late: int, *, sure: bool = True, more: bool = False) -> Html:
    """How many parcels come today, with how many pieces; `sure` if that is all of them, `more` if parcels are more."""
    parts = [w.line("arriving-parcels", n=parcels, more="+" if more else "")]
    parts += [w.line("arriving-pieces", n=pieces, more="" if sure else "+")] if pieces else []
    parts += [w.line("arriving-late", n=late, more="+" if more else "")] if late else []
    return w.labelled("arriving-today", Html(w.line("comma").join(parts)))


def number_line(w: Writer, order_id: str) -> Html:
    """The order's number on 1688, copied by a tap."""
    return w.line("order-number", number=code(order_id))


def to_pay(w: Writer, bill: Bill, foreign: str = "") -> list[Html]:
    """The amount, until when, the order's number, and which ways 1688 refused if none works."""
    until = w.line("pay-by", when=w.when(bill.pay_by)) if bill.pay_by else w.line("pay-by-unknown")
    amount = [sums.total(bill.total, foreign)] if bill.total else []
    refused = [] if links(w, bill) else refusals(w, bill.pay)
    return [dotted([*amount, until]), number_line(w, bill.order_id), *refused]


def refusals(w: Writer, pay: Sequence[PayLink]) -> list[Html]:
    """Each way to pay that 1688 refused, with its own words below."""
    lines: list[Html] = []
    for link in pay:
        if not web_address(link.url):
            lines.append(w.line("pay-refused", way=w.line(f"way-{link.way}")))
            lines += of_1688(w, link.reason)
    return lines


def held_back(w: Writer, why: str) -> list[Html]:
    """Why an unpaid order may not be paid now."""
    return [w.line(f"unpayable-{why}")] if why else []


def closed_because(w: Writer, reason: str) -> Html:
    """Why 1688 closed an order: in our words if it is one of its own reasons, else as it came."""
    key = _CLOSED.get(reason)
    return w.line(key) if key else said(reason)


def made_at(w: Writer, at: datetime | None) -> list[Html]:
    """When it was placed, as far as 1688 tells that."""
    return [w.line("made-at", when=w.when(at))] if at else []


def offer_and_pieces(w: Writer, offer_id: str, quantity: int | None) -> Html:
    """What a line of an order is of that nobody asked for here, as far as that is known."""
    return dotted([code(offer_id) if offer_id else "", text(w.pieces(quantity)) if quantity else ""])


def parcel_line(company: str, bill_no: str) -> Html:
    """Each parcel's carrier and its number, copied by a tap."""
    return dotted([text(company, 40), code(bill_no) if bill_no else ""])


def last_step(w: Writer, remark: str) -> list[Html]:
    """What the newest step says, on its own line; the carrier's own words stand apart from ours."""
    return [step_in_words(w, remark) or said(remark)] if remark else []


def step_in_words(w: Writer, remark: str) -> Html | None:
    """The step in the reader's language; None if it is not known what it says, or if its reader reads Chinese."""
    phrase = phrase_of(remark) if w.language != "zh" else None
    if phrase is None:
        return None
    place = f" · {text(phrase.place, _PLACE_UNITS)}" if phrase.place else ""
    to = f" → {text(phrase.to, _PLACE_UNITS)}" if phrase.to else ""
    return Html(f"{w.line(f'step-{dashed(phrase.kind.value)}')}{place}{to}")


def links(w: Writer, bill: Bill) -> list[Button]:
    """A button for each way that works; the first is simply Pay. They hold while the order costs what is told."""
    able = [link for link in bill.pay if web_address(link.url)]
    first = [w.link("pay", able[0].url, "primary")] if able else []
    others = [w.link(f"pay-{link.way}", link.url) for link in able[1:]]
    means = Code(ButtonAction.PAY, (bill.order_id, *([bill.total] if bill.total else []))).text
    return [replace(button, means=means) for button in (*first, *others) if button is not None]


def pay_keyboard(w: Writer, bill: Bill) -> Keyboard:
    """Pay, here or on another phone; copy the number; and what else can be done."""
    able, copy = links(w, bill), w.copy("copy-number", bill.order_id)
    more = w.button("more", Code(ButtonAction.MORE, (bill.order_id,)))
    if not able:
        return rows([w.button("pay-link", Code(ButtonAction.PAY, (bill.order_id,)), "primary"), copy], [more])
    return rows([able[0], w.button("pay-qr", Code(ButtonAction.QR, (bill.order_id,)))], [copy, more])


def held_back_keyboard(w: Writer, order_id: str, why: str = "", yes: Button | None = None) -> Keyboard:
    """What can be done with an order not to be paid now: look again, or close it if it is surely ours.

    `yes` is the consent that would let it be paid, beside which stands the no.
    """
    sure = why not in (Unpayable.CHECKING, Unpayable.CONFLICT, Unpayable.CANCELLING)
    cancel = w.button("cancel-order", Code(ButtonAction.CANCEL_ASK, (order_id,)), "danger") if sure else None
    again = [w.copy("copy-number", order_id), look(w, order_id)]
    return rows([yes, cancel], again) if yes else rows(again, [cancel])


def unpayable_keyboard(w: Writer, purchase: Purchase, order: Order, yes: Button | None = None) -> Keyboard:
    """The same for an order as it is, with what a person can say of its cancelling that is unclear."""
    why = why_unpayable(purchase, order)
    held_back = held_back_keyboard(w, order.order_id, why.value if why is not None else "", yes)
    return (*held_back, *rows([not_there(w, order.order_id, order.live_errand)]))


def keyboard(w: Writer, purchase: Purchase, order: Order) -> Keyboard:
    """The actions that make sense in an order's state, the likely one first."""
    if order.state is OrderState.TO_PAY and why_unpayable(purchase, order) is not None:
        return unpayable_keyboard(w, purchase, order)
    if order.state is OrderState.TO_PAY:
        return pay_keyboard(w, order)
    first: list[list[Button | None]] = [[w.copy("copy-number", order.order_id)]]
    if order.parcels:
        first = trace_rows(w, order.order_id, [each.bill_no for each in order.parcels])
    count = count_in(w, order.order_id) if order.parcels else None
    unclear = (
        [look(w, order.order_id), not_there(w, order.order_id, order.live_errand)]
        if order.live_errand is not None
        else []
    )
    if order.state in (OrderState.FINISHED, OrderState.CANCELLED):
        return rows(
            [count if order.count.open else None, refund(w, order)],
            unclear,
            *first,
            [reorder(w, purchase.request.id)],
        )
    chase_it = chase_seller(w, order.order_id) if order.state in _CHASED else None
    receipt = w.button("receipt", Code(ButtonAction.RECEIPT, (order.order_id,))) if order.can_be_received else None
    again = reorder(w, purchase.request.id) if order.state is OrderState.RECEIVED else None
    return rows(
        unclear,
        [count, refund(w, order)],
        [receipt],
        *first,
        talk(w, order.order_id),
        [None if unclear else look(w, order.order_id), chase_it],
        [again],
    )


def refund_in_question(w: Writer, order: Order) -> Button | None:
    """Lead to a refund of the site, or to money that came back, of which nobody has said what it is for."""
    unanswered = order.balance.unanswered
    return which_refund(w, order.order_id, unanswered[-1]) if unanswered else None


def which_refund(w: Writer, order_id: str, claim: Claim) -> Button | None:
    """Ask, or say otherwise, what a refund of the site is for."""
    return w.button("refund-which", Code(ButtonAction.REFUND_WHICH, (order_id, claim.id)))


def ask_rest(w: Writer, order_id: str, claim_id: int, rest: Fen) -> Button | None:
    """Ask for what is left of a refund that paid less than its pieces cost."""
    return w.button("refund-rest", Code(ButtonAction.REFUND_REST, (order_id, claim_id)), "primary", sum=show(rest))


GOODS_BACK = 2
"""What the button carries that asks for the money of goods that go back, good ones too."""


def goods_back(w: Writer, order: Order) -> Button | None:
    """Ask for the money of goods that go back to the seller, if some of them are here."""
    able = any(order.balance.lines[entry_id].can_go_back.here for entry_id in order.balance.able)
    here = any(status.returnable for status in goods_statuses(order.state))
    if not able or not here or not order.known or order.holding is not None:
        return None
    return w.button("refund-goods-back", Code(ButtonAction.REFUND_ASK, (order.order_id, GOODS_BACK)))


def by_amount(w: Writer, order_id: str) -> Button | None:
    """Ask for an agreed sum without pieces."""
    return w.button("refund-by-amount", Code(ButtonAction.REFUND_AMOUNT, (order_id,)))


def talk(w: Writer, order_id: str) -> list[Button | None]:
    """Write to the seller; or go to their own chat."""
    return [
        w.button("tell-seller", Code(ButtonAction.TELL_SELLER, (order_id,))),
        w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,))),
    ]


def chase_seller(w: Writer, order_id: str) -> Button | None:
    """What was tried so that the seller sends it, and what can be."""
    return w.button("chase-seller", Code(ButtonAction.CHASE, (order_id,)))


def chase(w: Writer, order_id: str, can_urge: bool, tried: Collection[str] = ()) -> Keyboard:
    """The steps of a ladder: first those not `tried`, by these names, at last what is done on 1688."""
    steps = [
        ("urge", w.button("urge", Code(ButtonAction.URGE, (order_id,))) if can_urge else None),
        ("note", w.button("tell-seller", Code(ButtonAction.SELLER_NOTE, (order_id,)))),
        ("chat", w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,)))),
    ]
    steps.sort(key=lambda step: step[0] in tried)
    return grid([*(button for _, button in steps), ask_refund(w, order_id)], 2)


def refund(w: Writer, order: Order) -> Button | None:
    """What is sent or waits, or the refund that runs; else ask for one, as long as 1688 may take one."""
    holding = order.holding
    if holding is not None:
        # Another one can be asked for only once it is known what became of this.
        ask = Code(ButtonAction.REFUND_ASK, (order.order_id,))
        return w.button("refund-show", ask) if holding.kind.of_refund else None
    *_, last = (None, *running(order))
    if last is not None:
        return w.button("refund-show", Code(ButtonAction.REFUND, (order.order_id, last.refund_id)))
    return ask_refund(w, order.order_id) if order.known and goods_statuses(order.state) else None


def asked_together(w: Writer, before: Fen, total: Fen, by_person: bool) -> list[Html]:
    """What was asked back before that counts with a refund, of the purchase or `by_person`, and both together."""
    if not before:
        return []
    key = "refund-with-person" if by_person else "refund-with-purchase"
    return [w.line(key, before=show(before), total=show(total))]


def ask_refund(w: Writer, order_id: str) -> Button | None:
    """Prepare what is asked back of an order."""
    return w.button("refund-ask", Code(ButtonAction.REFUND_ASK, (order_id,)))


def refund_on_1688(w: Writer, order_id: str) -> Button | None:
    """The order's page there, on which a refund is asked for."""
    return w.link("refund-on-1688", ORDER_PAGE.format(order_id))


def count_in(w: Writer, order_id: str, place: int = 0) -> Button | None:
    """Count what came of an order, or of its parcel at this place."""
    return w.button("count-in", Code(ButtonAction.COUNT, (order_id, place)))


def look(w: Writer, order_id: str) -> Button | None:
    return w.button("look", Code(ButtonAction.LOOK, (order_id,)))


def not_there(w: Writer, order_id: str, errand: Errand | None, number: int = 0) -> Button | None:
    """A person looked on 1688, which does not know of what is unclear; only after a look of ours that was answered.

    Of several orders it is that of this `number`.
    """
    if errand is None or errand.state is not ErrandState.UNCLEAR or errand.looked_at is None:
        return None
    label = w.label("errand-not-there")
    code = Code(ButtonAction.REFUND_NOT_THERE, (order_id, errand.id))
    return press(f"{number}. {label}" if number else label, code, "danger")


def trace_rows(w: Writer, order_id: str, bill_nos: Sequence[str], key: str = "trace") -> list[list[Button | None]]:
    """Where its parcels are; beside that the number of the first one, to be copied, and the others below."""
    copies = w.copies(bill_nos)
    below = (copies[at : at + 2] for at in range(1, len(copies), 2))
    return [[w.button(key, Code(ButtonAction.TRACK, (order_id,))), *copies[:1]], *below]


def on_1688(w: Writer, order_id: str) -> list[Button | None]:
    """See it on 1688, or copy its number."""
    page = ORDER_PAGE.format(order_id) if order_id else ""
    return [w.link("open-1688", page), w.copy("copy-number", order_id)]


def agree_button(w: Writer, number: int, digest: str, total: Fen) -> Button | None:
    """The consent to what an order costs now, if that can be consented to."""
    code = Code(ButtonAction.CONFIRM, (number, digest))
    return w.button("agree-to", code, "success", total=show(total)) if digest else None


def details(w: Writer, number: int | str) -> Button | None:
    return w.button("details", Code(ButtonAction.DETAILS, (number,)))


def seller(w: Writer, number: int) -> Button | None:
    """What 1688 and our own orders say of a request's seller."""
    return w.button("seller-card", Code(ButtonAction.SELLER, (number, 0)))


def reorder(w: Writer, number: int) -> Button | None:
    """A button for a new draft of the same variants and quantities."""
    return w.button("reorder", Code(ButtonAction.REORDER, (number,)))


def numbers(w: Writer, order_ids: Iterable[str]) -> list[Html]:
    """The number of each order that there is."""
    return [number_line(w, each) for each in order_ids if each]
