"""Makes the buttons below notices: each function takes the notice and returns a keyboard, or none."""

from collections.abc import Sequence

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import Writer, beside, rows
from bot.cards.orders import paying
from bot.cards.orders import similar_orders as alikes
from bot.cards.requests import after_consent, price
from bot.purchasing.money import Fen
from bot.purchasing.notices import operations as o
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices.base import AboutEnded, AboutOrder, AboutPurchase, AboutRequest, Notice


def none(_: Writer, __: Notice) -> Keyboard:
    return ()


def ended(w: Writer, m: AboutEnded) -> Keyboard:
    """Close the order that exists, or try again if there is none."""
    return paying.held_back_keyboard(w, m.order_id) if m.unpayable else again(w, m)


def withdrawn(w: Writer, m: AboutEnded) -> Keyboard:
    """Close the order that exists."""
    return ended(w, m) if m.unpayable else ()


def pay(w: Writer, m: AboutOrder) -> Keyboard:
    """The ways to pay; or what can be done with an order that may not be paid now."""
    about = m.about
    if about.unpayable:
        digest = m.hash if isinstance(m, p.PriceChangedNotice) else ""
        agree = price.agree_button(w, about.number, digest, about.total or Fen(0)) if about.number else None
        return paying.held_back_keyboard(w, about.order_id, about.unpayable, agree)
    if not about.order_id:
        return details(w, m)
    return paying.keyboard(w, paying.Bill(about.order_id, about.total, about.pay_by, about.pay))


def placed(w: Writer, m: p.PlacedNotice) -> Keyboard:
    """The ways to pay; and to ask again for what 1688 did not take."""
    return (*pay(w, m), *rest_of(w, m))


def rest_of(w: Writer, m: Notice) -> Keyboard:
    """Ask again for what 1688 did not take, which everybody who may ask can; none if it took all."""
    number = m.about.number if isinstance(m, p.PlacedNotice) and m.missing else None
    return rows([w.button("order-rest", Code(ButtonAction.REST, (number,)))]) if number is not None else ()


def details(w: Writer, m: AboutPurchase) -> Keyboard:
    number = m.about.number
    return rows([w.button("details", Code(ButtonAction.DETAILS, (number,))) if number else None])


def again(w: Writer, m: AboutPurchase) -> Keyboard:
    """Another try as a new draft, if the offer is named."""
    about = m.about
    this = Code(ButtonAction.OPEN, (about.offer_id, about.quantity or 0))
    this = Code(ButtonAction.REORDER, (about.number,)) if about.number else this
    return rows([w.button("reorder", this)]) if about.offer_id else ()


def left_out(w: Writer, m: p.PartFailedNotice) -> Keyboard:
    """Ask again for what 1688 did not take."""
    number = m.about.number
    if number is None:
        return ()
    again = w.button("order-rest", Code(ButtonAction.REST, (number,)))
    return rows([again], [w.button("details", Code(ButtonAction.DETAILS, (number,)))])


def consent(w: Writer, m: p.ChangedNotice) -> Keyboard:
    """Buy at what it costs now, if the notice carries what is consented to."""
    number = m.about.number
    if number is None:
        return ()
    buy = w.button("buy-now", Code(ButtonAction.CONFIRM, (number, m.hash)), "success") if m.hash else None
    return rows([buy], [w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (number,)), "danger")])


def retry(w: Writer, m: p.NotSentNotice) -> Keyboard:
    """Place it now or not at all, if the program no longer tries by itself; by hand if the app has no right to."""
    number = m.about.number
    if number is None or not m.again:
        return () if number is None else after_consent.again_keyboard(w, number)
    return rows([w.button("by-hand", Code(ButtonAction.BY_HAND, (number,)))]) if m.denied else ()


def rest(w: Writer, m: AboutRequest) -> Keyboard:
    """Say that the order does not exist: place it, or give it up."""
    number = m.about.number
    return () if number is None else after_consent.again_keyboard(w, number, "go-on")


def settle(w: Writer, m: p.NeedsPersonNotice) -> Keyboard:
    if m.attempt_id is None:
        return ()
    return after_consent.settle_keyboard(w, m.attempt_id, m.two_deciders, alikes.of_listed(m.alike))


def found(w: Writer, m: p.ConflictNotice) -> Keyboard:
    if m.attempt_id is None:
        return details(w, m)
    return rows([w.button("found-it", Code(ButtonAction.FOUND, (m.attempt_id,)), "primary")])


def unknown_order(w: Writer, m: o.UnknownOrderNotice) -> Keyboard:
    """See it on 1688, copy its number, or say that it is settled."""
    page = alikes.ORDER_PAGE.format(m.order_id) if m.order_id else ""
    return rows(
        [w.link("open-1688", page), w.copy("copy-number", m.order_id)],
        [w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,)))],
        [w.button("unknown-closed", Code(ButtonAction.UNKNOWN_CLOSED, (m.order_id,)))],
    )


def decide(w: Writer, _: Notice) -> Keyboard:
    """Go to what has to be decided."""
    return rows([w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,)), "primary")])


def look(w: Writer, m: AboutOrder) -> Keyboard:
    return rows([_look(w, m), w.copy("copy-number", m.about.order_id)])


def chase(w: Writer, m: AboutOrder) -> Keyboard:
    """Ask the seller where the goods are, or look again."""
    return _talk(w, m, "chase-seller")


def talk(w: Writer, m: AboutOrder) -> Keyboard:
    """Write to the seller, or look again."""
    return _talk(w, m, "tell-seller")


def _talk(w: Writer, m: AboutOrder, key: str) -> Keyboard:
    order_id = m.about.order_id
    tell = w.button(key, Code(ButtonAction.TELL_SELLER, (order_id,)))
    return rows([tell, w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,)))], [_look(w, m)])


def shipped(w: Writer, m: p.AboutParcels) -> Keyboard:
    """The trace of its parcels, and the number of each."""
    return _trace(w, m, [each.bill_no for each in m.parcels])


def trace(w: Writer, m: p.TraceNotice) -> Keyboard:
    """The whole trace, and the parcel's number."""
    return _trace(w, m, [m.bill_no])


def _trace(w: Writer, m: AboutOrder, bill_nos: Sequence[str]) -> Keyboard:
    track = Code(ButtonAction.TRACK, (m.about.order_id,))
    return rows(*beside(w.button("trace", track), w.copies(bill_nos)))


def _look(w: Writer, m: AboutOrder) -> Button | None:
    return w.button("look", Code(ButtonAction.LOOK, (m.about.order_id,)))
