"""Shows orders placed on the site or the phone, and what people can do with them."""

from collections.abc import Mapping, Sequence

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, code, text
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import Writer, dotted, gap, rows, show
from bot.cards.orders import paying
from bot.cards.orders.similar_orders import ORDER_PAGE
from bot.desk.shared.values import Uncertain
from bot.purchasing.notices.operations import OutsideOrder, Pieces, PlacedOutsideNotice, PurchaseByHand
from bot.purchasing.notices.purchases import FoundNotice

_MOST_LINES, _MOST_DOUBTS, _MOST_ATTACHED = 5, 3, 3


def told(w: Writer, m: PlacedOutsideNotice) -> list[Html]:
    """The one that was found, or each of several; that it stops nothing, and what can be done."""
    if m.count != 1 or not m.outside:
        lines = [w.line("outside-several", n=m.unasked)] if m.unasked else []
        for each in m.outside:
            lines.append(dotted([paying.number_line(w, each.order_id), *_money(w, each)]))
            lines += _by_hand(w, each.by_hand)
        return [*lines, gap(), w.line("outside-stops-nothing")]
    one = m.outside[0]
    goods = [_pieces(w, each) for each in one.goods[:_MOST_LINES]]
    lines = [dotted(_money(w, one)), *filter(None, goods)]
    lines += [text(one.seller, 60)] if one.seller else []
    return [*lines, paying.number_line(w, one.order_id), gap(), *explained(w, _doubts(one), one.by_hand)]


def head(m: PlacedOutsideNotice) -> str:
    """The text of the first line: nothing is called unapproved that may have been approved here."""
    return "notice-placed-outside" if m.unasked or not m.outside else "notice-placed-on-site"


def explained(w: Writer, doubts: Sequence[Uncertain], by_hand: Sequence[PurchaseByHand]) -> list[Html]:
    """What it is, what it may be, and what can be done; nobody asked for it only if nobody orders it by hand."""
    what = _by_hand(w, by_hand) or [w.line("outside-text")]
    may_be = [w.line("outside-may-be", number=f"#{each.name}") for each in doubts[:_MOST_DOUBTS]]
    return [*what, *may_be, w.line("outside-stops-nothing")]


def _by_hand(w: Writer, every: Sequence[PurchaseByHand]) -> list[Html]:
    """Which approved requests it may be that somebody orders by hand."""
    return [w.line("outside-by-hand", number=f"#{each.name}", name=each.by) for each in every[:_MOST_ATTACHED]]


def buttons(w: Writer, m: PlacedOutsideNotice) -> Keyboard:
    """The choices for a single order; for several, a button to go through them."""
    if m.count != 1 or not m.outside:
        return rows([w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,)), "primary")])
    one = m.outside[0]
    return choices(w, one.order_id, _doubts(one), asked_for(one.attach, one.names, one.by_hand), 0)


def asked_for(attach: Sequence[int], names: Mapping[int, str], by_hand: Sequence[PurchaseByHand]) -> dict[int, str]:
    """The requests that it may be attached to, those ordered by hand first: their numbers as people read them."""
    return {each.number: each.name for each in by_hand} | {
        each: names.get(each, str(each)) for each in attach if each not in {one.number for one in by_hand}
    }


def choices(w: Writer, order_id: str, doubts: Sequence[Uncertain], asked: Mapping[int, str], place: int) -> Keyboard:
    """Buttons: it belongs to a doubt, to one of `asked`, is followed by itself, or does not concern the bot."""
    doubtful = [
        w.button(
            "unknown-doubt",
            Code(ButtonAction.FOUND_THIS, (each.attempt_id, order_id, 1)),
            "primary",
            number=each.name,
        )
        for each in doubts[:_MOST_DOUBTS]
    ]
    attached = [
        w.button("unknown-attach", Code(ButtonAction.UNKNOWN_LINK, (order_id, number)), number=name)
        for number, name in list(asked.items())[:_MOST_ATTACHED]
    ]
    return rows(
        [w.link("open-1688", ORDER_PAGE.format(order_id)), w.copy("copy-number", order_id)],
        *([each] for each in (*doubtful, *attached)),
        [w.button("unknown-follow", Code(ButtonAction.UNKNOWN_FOLLOW, (order_id,)))],
        [w.button("unknown-ignore", Code(ButtonAction.UNKNOWN_SETTLE, (order_id, place)))],
    )


def attached(w: Writer, m: FoundNotice) -> list[Html]:
    """Says who ordered it by hand, or that nobody approved it here, if it was placed outside."""
    if m.ordered_by:
        return [w.line("placed-by-hand", name=m.ordered_by)]
    return [w.line("outside-attached")] if m.outside else []


def _money(w: Writer, one: OutsideOrder) -> list[Html]:
    return [bold(show(one.total)), *([w.line("made-at", when=w.when(one.at))] if one.at else [])]


def _pieces(w: Writer, each: Pieces) -> Html:
    offer = [code(each.offer_id)] if each.offer_id else []
    return dotted([*offer, *([text(w.pieces(each.quantity))] if each.quantity else [])])


def _doubts(one: OutsideOrder) -> list[Uncertain]:
    return [Uncertain(each.attempt_id, each.name or str(each.number)) for each in one.doubts]
