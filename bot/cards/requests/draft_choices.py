"""Shows the cards that ask which variant, how many and where to."""

from dataclasses import dataclass

from bot.cards.blocks import product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, clean, cut, join
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import FAILED, LABEL_UNITS, NEEDS_YOU, Writer, dotted, picture, press, rows, show
from bot.cards.requests import variants
from bot.cards.texts import catalogue as texts
from bot.desk.shared.values import CardState, Stage
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.offers.offer import Address, Offer
from bot.purchasing.request import Problem, quantity_steps
from bot.purchasing.requests.purchase import Place

_MOST_STEPS = 4


@dataclass(frozen=True)
class CardTurn:
    """How one reader alone turned a card: picks on the axes, page, the rest of its buttons open; and in which chat."""

    picks: tuple[int, ...] = ()
    page: int = 0
    more: bool = False
    pieces: int = 0
    """What a press on a cell of the grid adds; 0 is the usual step."""
    place: Place | None = None
    """The chat the card is in; None is the request's own."""
    username: str = ""
    """The bot's username, for links that open it."""


def blocked(w: Writer, step: CardState, _: CardTurn) -> View:
    """Says that a product cannot be bought, and why."""
    request, offer = step.purchase.request, step.purchase.request.offer
    lines = [w.head(FAILED, request.shown_number, "head-blocked"), *product.problem(w, offer, step.finding)]
    keyboard = rows([w.link("open-1688", offer.link), cancel(w, request.id)])
    return View(join([*lines, *product.named(w, offer)]), keyboard, picture(offer.image_url))


def variant(w: Writer, step: CardState, turn: CardTurn) -> View:
    """Asks for the variant: one list, or one axis after the other."""
    request, offer = step.purchase.request, step.purchase.request.offer
    if not offer.skus:
        return quantity(w, step, turn)
    narrow = variants.narrowed(w, offer, turn.picks)
    lines = [w.head("", request.shown_number, "head-variant"), *product.problem(w, offer, step.finding)]
    lines += about(w, offer)
    picked = [*narrow.names, *([w.of(offer, request.choice.quantity)] if request.choice.quantity else [])]
    chosen = [w.line("chosen-so-far", values=" / ".join(picked))] if picked else []
    if len(offer.axes) > 1:
        chosen.append(w.line("choose-axis", axis=variants.axis_name(w, offer, len(narrow.picks))))
    lines += [dotted(chosen)] if chosen else []
    code = Code(ButtonAction.AXIS, (request.id, 0, *(narrow.before or ())))
    back = w.button("back", code) if narrow.before is not None else None
    keyboard = variants.keyboard(w, offer, request.id, narrow, turn.page)
    image = narrow.left[0].image_url if narrow.names and narrow.left else ""
    several = w.button("several", Code(ButtonAction.SEVERAL, (request.id,)))
    below = rows([back, several, cancel(w, request.id)])
    return View(join(lines), (*keyboard, *below), picture(image, offer.image_url))


def quantity(w: Writer, step: CardState, _: CardTurn) -> View:
    """Asks how many: common quantities as buttons, what would work if the last one did not, or any other."""
    request, offer = step.purchase.request, step.purchase.request.offer
    lines = [w.head("", request.shown_number, "head-quantity"), *product.problem(w, offer, step.finding)]
    lines += about(w, offer, step)
    back = w.button("back", Code(ButtonAction.CHANGE, (request.id, Stage.VARIANT.value)))
    other = w.button("other-quantity", Code(ButtonAction.OTHER_QUANTITY, (request.id,)))
    keyboard = rows(
        _quantities(w, step),
        [other, *([cancel(w, request.id)] if len(offer.skus) < 2 else [])],
        [back, cancel(w, request.id)] if len(offer.skus) > 1 else [],
    )
    image = request.sku.image_url if request.sku else ""
    return View(join(lines), keyboard, picture(image, offer.image_url))


def address(w: Writer, step: CardState, turn: CardTurn) -> View:
    """Asks for the address; in a group only cities are shown."""
    request = step.purchase.request
    ordered = sorted(step.addresses, key=lambda where: not where.default)
    lines = [w.head("" if ordered else NEEDS_YOU, request.shown_number, "head-address")]
    lines += product.problem(w, request.offer, step.finding)
    lines += [product.goods(w, request), *product.unread(w, request.choice.wanted)]
    lines.append(w.line("choose-address" if ordered else "no-addresses"))
    options = [
        press(
            address_text(w, where, request.place.private, n), Code(ButtonAction.ADDRESS, (request.id, where.address_id))
        )
        for n, where in enumerate(ordered, 1)
    ]
    keyboard = variants.paged(options, turn.page, 1, Code(ButtonAction.AXIS, (request.id,)))
    before = Stage.SEVERAL if request.choice.several else Stage.QUANTITY
    back = w.button("back", Code(ButtonAction.CHANGE, (request.id, before.value)))
    return View(
        join(lines),
        (*keyboard, *rows([back, to_list(w, step), cancel(w, request.id)])),
        picture(request.offer.image_url),
    )


def address_text(w: Writer, where: Address, private: bool, number: int = 1, *, marked: bool = True) -> str:
    """An address on one line: in private with its name and street, in a group its city alone; the default `marked`."""
    city = cut(clean(where.city), LABEL_UNITS) or w.label("address-number", n=number)
    if private:
        city = cut(", ".join(filter(None, (city, clean(where.name), clean(where.street)))), 2 * LABEL_UNITS)
    return texts.say(w.language, "default-address", city=city) if where.default and marked else city


def about(w: Writer, offer: Offer, step: CardState | None = None) -> list[Html]:
    """Title, the chosen variant if there is one, price, terms and seller of an offer."""
    sku = step.purchase.request.sku if step else None
    own = [bold(show(sku.price))] if sku and sku.price is not None else product.prices(w, offer)
    return [*product.named(w, offer, sku), *own, product.terms(w, offer, sku), *product.seller(w, offer)]


def to_list(w: Writer, step: CardState) -> Button | None:
    """The way to the list of the team; None if nobody decides together, or if it was asked for before."""
    request = step.purchase.request
    if step.team is None or request.state is not RequestState.DRAFT:
        return None
    return w.button("to-list", Code(ButtonAction.TO_LIST, (request.id,)))


def cancel(w: Writer, request_id: int, style: str = "") -> Button | None:
    """The button that cancels a draft; red only if it stands beside a green yes."""
    return w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (request_id,)), style)


def _quantities(w: Writer, step: CardState) -> list[Button | None]:
    """First what would work instead of the last answer, then the minimum and the beginnings of tiers."""
    request, finding = step.purchase.request, step.finding
    stock = request.offer.stock_of(request.sku)
    suggested = finding.suggestions if finding else ()
    bare = finding is not None and finding.problem in (Problem.NOT_A_LOT, Problem.QUANTITY_UNCLEAR)
    key = "bare-quantity" if bare else "take-quantity"
    others = [
        n for n in quantity_steps(request.offer, request.sku) if n not in suggested and (stock is None or n <= stock)
    ]
    made = [(n, key) for n in suggested] + [(n, "bare-quantity") for n in others]
    return [w.button(key, Code(ButtonAction.QUANTITY, (request.id, n)), n=n) for n, key in made[:_MOST_STEPS]]
