"""Shows the variant list of a card: one axis after the other, eight buttons a page, what is sold out marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import clean, cut
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import LABEL_UNITS, Writer, grid, press, rows
from bot.purchasing import money
from bot.purchasing.offers.offer import Offer, Sku

ON_A_PAGE = 8


@dataclass(frozen=True)
class Narrowed:
    """What is left after some picks; an axis of one value picks itself, a pick that no longer exists is ignored."""

    picks: tuple[int, ...]
    left: tuple[Sku, ...]
    names: tuple[str, ...]
    before: tuple[int, ...] | None
    """The picks before the last one that a person made; None if nobody picked."""


def narrowed(w: Writer, offer: Offer, picks: tuple[int, ...]) -> Narrowed:
    """The variants that these picks leave, one pick for each axis but the last."""
    left, names, before = list(offer.skus), list[str](), None
    taken: tuple[int, ...] = ()
    while len(taken) < len(offer.axes) - 1:
        values = distinct(w, left, len(taken))
        pick = picks[len(taken)] if len(taken) < len(picks) else 0
        if len(values) > 1:
            if len(taken) >= len(picks) or not 0 <= pick < len(values):
                break
            before, names = taken, [*names, values[pick]]
        pick = min(pick, len(values) - 1)
        left = [sku for sku in left if value_at(w, sku, len(taken)) == values[pick]]
        taken = (*taken, pick)
    return Narrowed(taken, tuple(left), tuple(names), before)


def distinct(w: Writer, skus: Sequence[Sku], axis: int) -> list[str]:
    """The values of an axis, in 1688's order."""
    return list(dict.fromkeys(value_at(w, sku, axis) for sku in skus))


def value_at(w: Writer, sku: Sku, axis: int) -> str:
    return w.value(sku.attributes[axis]) if axis < len(sku.attributes) else ""


def axis_name(w: Writer, offer: Offer, axis: int) -> str:
    """The name of an axis; empty if a variant has none."""
    attributes = offer.skus[0].attributes
    if axis >= len(attributes):
        return ""
    return attributes[axis].name if w.language == "zh" else attributes[axis].shown_name


def keyboard(w: Writer, offer: Offer, request_id: int, narrow: Narrowed, page: int) -> Keyboard:
    """The buttons of the next axis, or of the variants themselves."""
    if len(narrow.picks) >= len(offer.axes) - 1:
        alone = not narrow.names
        options = [_variant(w, offer, request_id, sku, alone) for sku in narrow.left]
        return paged(options, page, 1, Code(ButtonAction.AXIS, (request_id,)), narrow.picks)
    axis = len(narrow.picks)
    values = enumerate(distinct(w, narrow.left, axis))
    options = [_value(w, request_id, narrow, number, value) for number, value in values]
    return paged(options, page, 2, Code(ButtonAction.AXIS, (request_id,)), narrow.picks)


def paged(
    buttons: Sequence[Button | None], page: int, width: int, turning: Code, after: tuple[int, ...] = ()
) -> Keyboard:
    """Eight buttons a page and, if there are more, a row that turns it; `turning` gets the page and `after`."""
    pages = -(-len(buttons) // ON_A_PAGE) or 1
    page = min(max(page, 0), pages - 1)
    shown = grid(buttons[page * ON_A_PAGE : (page + 1) * ON_A_PAGE], width)
    if pages == 1:
        return shown

    def turn(label: str, to: int) -> Button | None:
        return press(label, Code(turning.action, (*turning.args, to % pages, *after)))

    still = press(f"{page + 1}/{pages}", Code(ButtonAction.STILL))
    return (*shown, *rows([turn("◀", page - 1), still, turn("▶", page + 1)]))


def _value(w: Writer, request_id: int, narrow: Narrowed, number: int, value: str) -> Button | None:
    axis = len(narrow.picks)
    stock = sum(sku.stock for sku in narrow.left if value_at(w, sku, axis) == value)
    label = cut(clean(value), LABEL_UNITS)
    if stock <= 0:
        return w.button("sold-out-value", Code(ButtonAction.SOLD_OUT, (request_id,)), value=label)
    return press(label, Code(ButtonAction.AXIS, (request_id, 0, *narrow.picks, number)))


def _variant(w: Writer, offer: Offer, request_id: int, sku: Sku, alone: bool) -> Button | None:
    last = w.value(sku.attributes[-1]) if sku.attributes else sku.sku_id
    label = cut(clean(w.variant(sku) if alone and sku.attributes else last), LABEL_UNITS)
    if sku.stock <= 0:
        return w.button("sold-out-value", Code(ButtonAction.SOLD_OUT, (request_id,)), value=label)
    price = offer.unit_price(sku, offer.minimum)
    shown = money.show(price) if price is not None else "–"
    code = Code(ButtonAction.SPEC, (request_id, sku.spec_id))
    return w.button("variant-button", code, value=label, price=shown, n=sku.stock)
