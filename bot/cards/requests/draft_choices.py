"""Shows the cards of a draft that ask which variants, how many and where to, and what of it cannot be bought."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards.blocks import goods, order_lines, product, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, clean, cut, join, plain, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    FAILED,
    LABEL_UNITS,
    NEEDS_YOU,
    Writer,
    dotted,
    grid,
    in_our_words,
    page_of,
    picture,
    press,
    rows,
    show,
    turning_round,
)
from bot.cards.requests import tags
from bot.cards.texts import catalogue as texts
from bot.desk.shared.views import CHOOSING, CardState, Stage
from bot.purchasing import money
from bot.purchasing.choice import Problem, quantity_steps
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.offers.offer import Address, Offer, Sku
from bot.purchasing.offers.variant_grid import cell_of, grid_rows, steps, usual_step
from bot.purchasing.person import Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.request import Request

_MOST_STEPS, _ON_A_PAGE = 4, 8
_TITLE_OF_ROW = 18
_MOST_PROBLEMS, _LABEL = 2, 12
_PROBLEM_WIDTH, _LINE_WIDTH = 18, 40
_FIRST_SENTENCE = re.compile(r"\.(?: |$)|。")
"""Where a sentence of ours ends."""
"""The longest part of a problem and name of what is left out, in columns: each line of a card is one of a phone."""


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


AS_IT_STANDS = CardTurn()
"""A card that nobody turned."""


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
    narrow = _narrowed(w, offer, turn.picks)
    lines = [w.head("", request.shown_number, "head-variant"), *product.problem(w, offer, step.finding)]
    lines += [*about(w, offer), *team_lines.last_times(w, step.team, request, step.past, 1)]
    picked = [*narrow.names, *([w.of(offer, request.choice.quantity)] if request.choice.quantity else [])]
    chosen = [w.line("chosen-so-far", values=" / ".join(picked))] if picked else []
    if len(offer.axes) > 1:
        chosen.append(w.line("choose-axis", axis=_axis_name(w, offer, len(narrow.picks))))
    lines += [dotted(chosen)] if chosen else []
    code = Code(ButtonAction.AXIS, (request.id, 0, *(narrow.before or ())))
    back = w.button("back", code) if narrow.before is not None else None
    keyboard = _variants(w, offer, request.id, narrow, turn.page)
    image = narrow.left[0].image_url if narrow.names and narrow.left else ""
    several = w.button("several", Code(ButtonAction.SEVERAL, (request.id,)))
    below = rows([several, compare(w, request.id)], [back, cancel(w, request.id)])
    return View(join(lines), (*keyboard, *below), picture(image, offer.image_url))


@dataclass(frozen=True)
class _Narrowed:
    """What is left after some picks; an axis of one value picks itself, a pick that no longer exists is ignored."""

    picks: tuple[int, ...]
    left: tuple[Sku, ...]
    names: tuple[str, ...]
    before: tuple[int, ...] | None
    """The picks before the last one that a person made; None if nobody picked."""


def _narrowed(w: Writer, offer: Offer, picks: tuple[int, ...]) -> _Narrowed:
    """The variants that these picks leave, one pick for each axis but the last."""
    left, names, before = list(offer.skus), list[str](), None
    taken: tuple[int, ...] = ()
    while len(taken) < len(offer.axes) - 1:
        values = _values(w, left, len(taken))
        pick = picks[len(taken)] if len(taken) < len(picks) else 0
        if len(values) > 1:
            if len(taken) >= len(picks) or not 0 <= pick < len(values):
                break
            before, names = taken, [*names, values[pick]]
        pick = min(pick, len(values) - 1)
        left = [sku for sku in left if _value_at(w, sku, len(taken)) == values[pick]]
        taken = (*taken, pick)
    return _Narrowed(taken, tuple(left), tuple(names), before)


def _values(w: Writer, skus: Sequence[Sku], axis: int) -> list[str]:
    """The values of an axis, in 1688's order."""
    return list(dict.fromkeys(_value_at(w, sku, axis) for sku in skus))


def _value_at(w: Writer, sku: Sku, axis: int) -> str:
    return w.value(sku.attributes[axis]) if axis < len(sku.attributes) else ""


def _axis_name(w: Writer, offer: Offer, axis: int) -> str:
    """The name of an axis; empty if a variant has none."""
    attributes = offer.skus[0].attributes
    if axis >= len(attributes):
        return ""
    return attributes[axis].name if w.language == "zh" else attributes[axis].shown_name


def _variants(w: Writer, offer: Offer, request_id: int, narrow: _Narrowed, page: int) -> Keyboard:
    """The buttons of the next axis, or of the variants themselves; what is sold out is marked."""
    axis, last = len(narrow.picks), len(narrow.picks) >= len(offer.axes) - 1
    options: list[tuple[str, int, Code, Sku | None]] = []
    if last:
        for sku in narrow.left:
            name = w.value(sku.attributes[-1]) if sku.attributes else sku.sku_id
            name = w.variant(sku) if not narrow.names and sku.attributes else name
            options.append((name, sku.stock, Code(ButtonAction.SPEC, (request_id, sku.spec_id)), sku))
    else:
        for number, value in enumerate(_values(w, narrow.left, axis)):
            stock = sum(sku.stock for sku in narrow.left if _value_at(w, sku, axis) == value)
            options.append((value, stock, Code(ButtonAction.AXIS, (request_id, 0, *narrow.picks, number)), None))
    buttons: list[Button | None] = []
    for name, stock, code, variant in options:
        label = cut(clean(name), LABEL_UNITS)
        if stock <= 0:
            buttons.append(w.button("sold-out-value", Code(ButtonAction.SOLD_OUT, (request_id,)), value=label))
        elif variant is None:
            buttons.append(press(label, code))
        else:
            price = offer.unit_price(variant, offer.minimum)
            priced = money.show(price) if price is not None else "–"
            buttons.append(w.button("variant-button", code, value=label, price=priced, n=stock))
    return paged(buttons, page, 1 if last else 2, Code(ButtonAction.AXIS, (request_id,)), narrow.picks)


def quantity(w: Writer, step: CardState, _: CardTurn) -> View:
    """Asks how many: common quantities as buttons, what would work if the last one did not, or any other."""
    request, offer = step.purchase.request, step.purchase.request.offer
    lines = [w.head("", request.shown_number, "head-quantity"), *product.problem(w, offer, step.finding)]
    lines += [*about(w, offer, step), *team_lines.last_times(w, step.team, request, step.past, 1)]
    # First what would work instead of the last answer, then the minimum and the beginnings of tiers.
    finding, stock = step.finding, offer.stock_of(request.sku)
    suggested = finding.suggestions if finding else ()
    bare = finding is not None and finding.problem in (Problem.NOT_A_LOT, Problem.QUANTITY_UNCLEAR)
    others = [n for n in quantity_steps(offer, request.sku) if n not in suggested and (stock is None or n <= stock)]
    named = [(n, "bare-quantity" if bare else "take-quantity") for n in suggested]
    named += [(n, "bare-quantity") for n in others]
    quantities = [w.button(key, Code(ButtonAction.QUANTITY, (request.id, n)), n=n) for n, key in named[:_MOST_STEPS]]
    back = w.button("back", Code(ButtonAction.CHANGE, (request.id, Stage.VARIANT.value)))
    other = w.button("other-quantity", Code(ButtonAction.OTHER_QUANTITY, (request.id,)))
    keyboard = rows(
        quantities,
        [other],
        [order_lines.seller(w, request.id), compare(w, request.id)],
        [back if len(offer.skus) > 1 else None, cancel(w, request.id)],
    )
    return product.card(request, lines, keyboard)


def about(w: Writer, offer: Offer, step: CardState | None = None) -> list[Html]:
    """Title, the chosen variant if there is one, price, terms and seller of an offer."""
    sku = step.purchase.request.sku if step else None
    own = [bold(show(sku.price))] if sku and sku.price is not None else product.prices(w, offer)
    return [*product.named(w, offer, sku), *own, product.terms(w, offer, sku), *product.seller(w, offer)]


def collecting(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The grid: a row of variants, each press adds pieces; what was added so far stands above."""
    request, offer = step.purchase.request, step.purchase.request.offer
    lines = [w.head("", request.shown_number, "head-several"), *(problem(w, step) if request.choice.counted else [])]
    prices, collected, choice = product.prices(w, offer), list[Html](), request.choice
    if choice.counted:
        chosen = choice.lines(offer.offer_id)
        collected = [w.line("several-sum", pieces=w.of(offer, choice.quantity or 0), n=len(chosen))]
        collected += goods.variants(w, offer, chosen) or [goods.variant_and_pieces(w, offer, chosen[0])]
    lines += [*product.named(w, offer), *product.unread(w, request.choice.wanted), *prices, *collected]
    typed = 0 if choice.counted else choice.quantity or 0
    step_by = turn.pieces or (typed if typed % (offer.lot or 1) == 0 else 0) or usual_step(offer)
    lines.append(w.line("several-how", n=_signed(step_by)))
    return View(join(lines), _grid(w, step, turn, step_by), picture(offer.image_url))


def problem(w: Writer, step: CardState) -> list[Html]:
    """What is wrong, and with which of the variants."""
    offer, finding = step.purchase.request.offer, step.finding
    lines = product.problem(w, offer, finding)
    if finding is None or not finding.variant or not lines:
        return lines
    return [lines[0], Html(f"– {goods.variant(w, offer, finding.variant)}"), *lines[1:]]


def _grid(w: Writer, step: CardState, turn: CardTurn, step_by: int) -> Keyboard:
    request = step.purchase.request
    every = grid_rows(request.offer)
    page = min(max(turn.page, 0), len(every) - 1)
    row = every[page]
    cells = [_cell(w, step, sku, step_by, page) for sku in row]
    add = _add(request.id, request.offer, row[0], step_by, page, row=True)
    each_of_row = w.button("several-row", add, n=_signed(step_by), value=_title(w, row))
    whole_row = each_of_row if len(row) > 1 and step_by > 0 else None
    by = [
        press(
            f"• {_signed(each)}" if each == step_by else _signed(each),
            Code(ButtonAction.GRID, (request.id, page, each)),
        )
        for each in steps(request.offer)
    ]
    turns = turning_round(
        page, len(every), lambda to: Code(ButtonAction.GRID, (request.id, to, step_by)), _title(w, row)
    )
    done = w.button("several-done", Code(ButtonAction.COLLECTED, (request.id,)), "success")
    typed = w.button("type-them", Code(ButtonAction.OTHER_QUANTITY, (request.id,)))
    return (
        *grid(cells, 2),
        *rows([whole_row], turns, by),
        *rows([done if request.choice.counted else None, typed, cancel(w, request.id)]),
    )


def _cell(w: Writer, step: CardState, sku: Sku, step_by: int, page: int) -> Button | None:
    """A variant with its pieces so far, or else with its stock; one that is sold out says so."""
    request = step.purchase.request
    names = sku.attributes[1:] or sku.attributes
    label = cut(clean(" / ".join(w.value(each) for each in names)), LABEL_UNITS)
    counted = request.choice.counted.get(sku.spec_id, 0)
    if sku.stock <= 0 and not counted:
        return w.button("sold-out-value", Code(ButtonAction.SOLD_OUT, (request.id,)), value=label)
    label = f"{label} × {counted}" if counted else f"{label} ({sku.stock})"
    return press(label, _add(request.id, request.offer, sku, step_by, page))


def _title(w: Writer, row: Sequence[Sku]) -> str:
    """The value of the first attribute, which a row has in common; empty if there is only one attribute."""
    first = row[0].attributes
    return cut(clean(w.value(first[0])), _TITLE_OF_ROW) if len(first) > 1 else ""


def _add(request_id: int, offer: Offer, sku: Sku, step_by: int, page: int, *, row: bool = False) -> Code:
    cell = cell_of(offer, sku)
    return Code(ButtonAction.COLLECT, (request_id, cell.place, cell.mark, int(row), step_by, page))


def _signed(pieces: int) -> str:
    return f"{pieces:+d}".replace("-", "\u2212")


def address(w: Writer, step: CardState, turn: CardTurn) -> View:
    """Asks for the address (in a group only cities are shown), and says what would not be delivered there.

    Without any it says so, or that 1688 does not tell them, and asks 1688 again by a button.
    """
    request = step.purchase.request
    ordered = sorted(step.addresses or (), key=lambda where: not where.default)
    lines = [w.head("" if ordered else NEEDS_YOU, request.shown_number, "head-address")]
    lines += product.problem(w, request.offer, step.finding)
    lines += [goods.goods(w, request), *product.unread(w, request.choice.wanted)]
    asked = "choose-address" if ordered else "addresses-unknown" if step.addresses is None else "no-addresses"
    lines += [w.line(asked), *left_out(w, request)]
    again = w.button("try-again", Code(ButtonAction.CHANGE, (request.id, Stage.ADDRESS.value)), "primary")
    options = [
        press(
            address_text(w, where, request.place.private, n), Code(ButtonAction.ADDRESS, (request.id, where.address_id))
        )
        for n, where in enumerate(ordered, 1)
    ]
    keyboard = paged(options, turn.page, 1, Code(ButtonAction.AXIS, (request.id,)))
    before = Stage.SEVERAL if request.choice.several else Stage.QUANTITY
    back = w.button("back", Code(ButtonAction.CHANGE, (request.id, before.value)))
    return View(
        join(lines),
        (
            *keyboard,
            *rows([None if ordered else again], [back, to_list(w, step), cancel(w, request.id)], [settle(w, request)]),
        ),
        picture(request.offer.image_url),
    )


def address_text(w: Writer, where: Address, private: bool, number: int = 1, *, marked: bool = True) -> str:
    """An address on one line: in private with its name and street, in a group its city alone; the default `marked`."""
    city = cut(clean(where.city), LABEL_UNITS) or w.label("address-number", n=number)
    if private:
        city = cut(", ".join(filter(None, (city, clean(where.name), clean(where.street)))), 2 * LABEL_UNITS)
    return texts.say(w.language, "default-address", city=city) if where.default and marked else city


def compare(w: Writer, request_id: int) -> Button | None:
    """The way to its offers, or to others, side by side."""
    return w.button("compare", Code(ButtonAction.COMPARE_DRAFT, (request_id,)))


def to_list(w: Writer, step: CardState) -> Button | None:
    """The way to the list of the team; None if nobody decides together, or if it was asked for before."""
    request = step.purchase.request
    if step.team is None or request.state is not RequestState.DRAFT:
        return None
    return w.button("to-list", Code(ButtonAction.TO_LIST, (request.id,)))


def cancel(w: Writer, request_id: int, style: str = "") -> Button | None:
    """The button that cancels a draft; red only if it stands beside a green yes."""
    return w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (request_id,)), style)


def paged(
    buttons: Sequence[Button | None], page: int, width: int, turning: Code, after: tuple[int, ...] = ()
) -> Keyboard:
    """Eight buttons a page and, if there are more, a row that turns it; `turning` gets the page and `after`."""
    page, pages, here = page_of(buttons, page + 1, _ON_A_PAGE)
    turn = turning_round(page - 1, pages, lambda to: Code(turning.action, (*turning.args, to, *after)))
    return (*grid(here, width), *rows(turn))


def lines(w: Writer, step: CardState, turn: CardTurn) -> View:
    """A draft of several offers of which none can be bought as it stands: what each of them still wants."""
    request = step.purchase.request
    head = w.head(NEEDS_YOU, request.shown_number, "head-lines", n=len(request.asked))
    keyboard = (*lines_to_choose(w, request, turn.page, ButtonAction.AXIS), *rows([cancel(w, request.id)]))
    return View(join([head, *left_out(w, request)]), keyboard, picture(request.offer.image_url))


def left_out(w: Writer, request: Request) -> list[Html]:
    """What of it is not bought as it stands, and why: of several first the reasons with their places."""
    out, names_of = request.missing, _names(w, request)
    if not out:
        return []
    whys = {each.place: _why(w, each) for each in out}
    few = len(set(whys.values())) <= _MOST_PROBLEMS
    whys = {place: brief(why, _LINE_WIDTH if few else _PROBLEM_WIDTH) for place, why in whys.items()}
    problems = [
        Html(f"{each.place}. {brief(names_of[each.place], _PROBLEM_WIDTH)} – {whys[each.place]}")
        for each in out[:_MOST_PROBLEMS]
    ]
    places: dict[str, list[int]] = {}
    for each in out:
        places.setdefault(whys[each.place], []).append(each.place)
    names = brief(f"{out[0].place}. {names_of[out[0].place]}", _LINE_WIDTH)
    if len(out) > 1:
        names = Html(
            "; ".join(f"{text(', '.join(map(str, each)), _LINE_WIDTH)} – {why}" for why, each in places.items())
        )
    head = w.marked(NEEDS_YOU, "lines-left-out", n=len(out), names=names)
    return [head, *problems, *w.more("lines-more", len(out) - _MOST_PROBLEMS)]


def unread(w: Writer, request: Request) -> list[Html]:
    """The words beside the products that are bought which were neither variant nor quantity, of several with places."""
    if request.chosen.line is not None:
        return product.unread(w, request.choice.wanted)
    words = [f"{each.place}. {each.choice.wanted}" for each in request.asked if each.buyable and each.choice.wanted]
    return product.unread(w, "; ".join(words))


def settle(w: Writer, request: Request) -> Button | None:
    """The way to the first line that is left out and can be settled; None if there is none."""
    out = request.missing
    if not out:
        return None
    first = min(out, key=lambda line: not line.waits)
    return w.button("settle-left-out", Code(ButtonAction.LINE, (request.id, first.place)), n=len(out))


def _names(w: Writer, request: Request) -> dict[int, str]:
    """Each line, by its place: its own SKUs, its note if another line is of the same offer, or else its title."""
    lines_of = Counter(each.offer.offer_id for each in request.asked)
    return {
        each.place: clean(
            " + ".join(own.code for own in each.choice.own)
            or (each.note if lines_of[each.offer.offer_id] > 1 else "")
            or w.title(each.offer)
        )
        for each in request.asked
    }


def _why(w: Writer, line: AskedLine) -> str:
    """What is wrong with a line, in one sentence."""
    lines = product.problem(w, line.offer, line.finding)
    if line.finding is not None and line.finding.problem is Problem.REFUSED and line.finding.reason:
        return in_our_words(w, line.finding.reason)
    return _FIRST_SENTENCE.split(plain(lines[0]).partition(" ")[2])[0] if lines else plain(w.line("line-waits"))


def lines_to_choose(w: Writer, request: Request, page: int, turning: ButtonAction) -> Keyboard:
    """A page of its lines as buttons, by which each can be chosen again; none if it has one line.

    First what is left out, marked; Telegram takes a hundred buttons below a message: a sheet has more lines.
    """
    if not request.several:
        return ()
    names_of = _names(w, request)
    named = [
        press(
            cut(f"{'' if each.buyable else f'{NEEDS_YOU} '}{each.place}. {names_of[each.place]}", _LABEL),
            Code(ButtonAction.LINE, (request.id, each.place)),
        )
        for each in sorted(request.asked, key=lambda line: line.buyable)
    ]
    return paged(named, page, 2, Code(turning, (request.id,)))


def of_line(w: Writer, step: CardState, view: View) -> View:
    """The card of one line that is being chosen: which it is of how many, and the ways back to all of them."""
    request = step.purchase.request
    line = request.chosen.line
    if not request.several or line is None or step.stage not in CHOOSING:
        return view
    which = w.line("line-of", n=request.asked.index(line) + 1, total=len(request.asked))
    if line.note:
        which = dotted([which, brief(line.note, _LABEL)])
    if line.tag:
        which = dotted([which, brief(line.tag, _LABEL)])
    every = w.button("all-lines", Code(ButtonAction.LINE, (request.id, 0)))
    drop = w.button("drop-line", Code(ButtonAction.DROP_LINE, (request.id, line.place)))
    whole = Code(ButtonAction.CANCEL_DRAFT, (request.id,)).text
    keyboard = rows(*([_named(button, line.place) for button in row if button.data != whole] for row in view.keyboard))
    ways = rows([every, tags.button(w, request.id, line.place)], [drop])
    return replace(view, text=join([which, view.text]), keyboard=(*keyboard, *ways))


_OF_A_LINE = frozenset({
    ButtonAction.SPEC, ButtonAction.QUANTITY, ButtonAction.SEVERAL, ButtonAction.COLLECTED, ButtonAction.OTHER_QUANTITY,
    ButtonAction.CHANGE, ButtonAction.COLLECT,
})  # fmt: skip


def _named(button: Button, place: int) -> Button:
    """The button with the line that it chooses of: a second tap must not choose of the next one."""
    code = Code.parse(button.data) if button.data else None
    if code is None or code.action not in _OF_A_LINE:
        return button
    return replace(button, data=Code(code.action, (*code.args, place)).text)
