"""Shows a request of several offers: what each seller gets, what cannot be bought, and which line is being chosen."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, clean, cut, join, plain, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, grid, picture, press, rows, show
from bot.cards.requests import draft_choices, variants
from bot.cards.requests.draft_choices import CardTurn, cancel
from bot.desk.shared.values import CHOOSING, CardState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.request import PricedLine, Problem, Snapshot
from bot.purchasing.requests.asked_line import AskedLine, seller_of
from bot.purchasing.requests.narrowed import sellers_in
from bot.purchasing.requests.purchase import Request

FEW_SELLERS, _MOST_PROBLEMS, _LABEL = 2, 2, 12
_SOME = range(2, 13)
"""So many sellers can be chosen from: each is a button."""
_GOODS_WIDTH, _PROBLEM_WIDTH, _LINE_WIDTH = 18, 18, 40
"""The longest product, part of a problem and line of *Details*, in columns: each line of a card is one of a phone."""


def sellers(w: Writer, request: Request, snapshot: Snapshot, most: int = FEW_SELLERS) -> list[Html]:
    """A line for each seller, the largest sum first: what is bought of them, and the sum with freight.

    They are `most` at most; an only one that is left over has the line that would name how many are.
    """
    parts = sorted(enumerate(snapshot.parts or (snapshot,), 1), key=lambda each: -each[1].total)
    most = most + 1 if len(parts) == most + 1 else most
    shown = [_seller(w, request, number, each) for number, each in parts[:most]]
    return [*shown, *more(w, "sellers-more", len(parts) - most)]


def _seller(w: Writer, request: Request, number: int, part: Snapshot) -> Html:
    return dotted([f"{number}. {_goods(w, request, part)}", bold(show(part.total))])


def _goods(w: Writer, request: Request, part: Snapshot) -> Html:
    """What is bought of one seller: by their own SKUs if people asked by these, else by its titles."""
    offers = [request.offer_of(each) for each in dict.fromkeys(line.offer_id for line in part.lines)]
    bought = {each.offer_id for each in offers}
    codes = [own for each in request.asked if each.offer.offer_id in bought for own in each.choice.own]
    if not codes:
        return named(w, offers)
    others = f" +{len(codes) - 1}" if len(codes) > 1 else ""
    return Html(f"{brief(short_of(codes[0]), _GOODS_WIDTH - len(others))}{others}")


def short_of(own: AskedSku) -> str:
    """How many of an own SKU, and of how many pieces each is: `TSH-RED-M 20 × 5`."""
    return f"{own.code} {own.count}" + (f" × {own.ratio}" if own.ratio > 1 else "")


def named(w: Writer, offers: Sequence[Offer]) -> Html:
    """What is bought of one seller: the first product, and how many others."""
    others = f" +{len(offers) - 1}" if len(offers) > 1 else ""
    return Html(f"{brief(w.title(offers[0]), _GOODS_WIDTH - len(others))}{others}")


def more(w: Writer, key: str, left: int) -> list[Html]:
    return [w.line(key, n=left)] if left > 0 else []


def left_out(w: Writer, request: Request) -> list[Html]:
    """What of it is not bought as it stands, and why: of several first the reasons with their places."""
    out = _out(request)
    if not out:
        return []
    told = [_problem(w, each) for each in out[:_MOST_PROBLEMS]]
    places: dict[str, list[int]] = {}
    for each in out:
        places.setdefault(_why(w, each), []).append(each.place)
    names = brief(f"{out[0].place}. {clean(w.title(out[0].offer))}", _LINE_WIDTH)
    if len(out) > 1:
        names = Html(
            "; ".join(f"{text(', '.join(map(str, each)), _LINE_WIDTH)} – {why}" for why, each in places.items())
        )
    head = w.marked(NEEDS_YOU, "lines-left-out", n=len(out), names=names)
    return [head, *told, *more(w, "lines-more", len(out) - _MOST_PROBLEMS)]


def _out(request: Request) -> list[AskedLine]:
    return [each for each in request.asked if not each.buyable]


def settle(w: Writer, request: Request) -> Button | None:
    """The way to the first line that is left out and can be settled; None if there is none."""
    waiting = [each for each in _out(request) if each.waits] or _out(request)
    if not waiting:
        return None
    return w.button("settle-left-out", Code(ButtonAction.LINE, (request.id, waiting[0].place)), n=len(_out(request)))


def address(w: Writer, step: CardState, turn: CardTurn) -> View:
    """Asks for the address, and says what of several offers would not be delivered there."""
    view, request = draft_choices.address(w, step, turn), step.purchase.request
    return replace(
        view, text=join([view.text, *left_out(w, request)]), keyboard=(*view.keyboard, *rows([settle(w, request)]))
    )


def unread(w: Writer, request: Request) -> list[Html]:
    """The words beside the products that are bought which were neither variant nor quantity."""
    words = [f"{each.place}. {each.choice.wanted}" for each in request.asked if each.buyable and each.choice.wanted]
    return product.unread(w, "; ".join(words))


def _problem(w: Writer, line: AskedLine) -> Html:
    """A line with what is wrong with it, or what is still to be chosen."""
    return Html(f"{line.place}. {brief(w.title(line.offer), _PROBLEM_WIDTH)} – {_why(w, line)}")


def _why(w: Writer, line: AskedLine) -> Html:
    told = product.problem(w, line.offer, line.finding)
    if line.finding is not None and line.finding.problem is Problem.REFUSED and line.finding.reason:
        return brief(line.finding.reason, _PROBLEM_WIDTH)
    return brief(plain(told[0]).partition(" ")[2], _PROBLEM_WIDTH) if told else w.line("line-waits")


def breakdown(w: Writer, snapshot: Snapshot) -> Html:
    """Goods, freight and discount of all sellers together."""
    parts = [w.line("goods-sum", amount=show(snapshot.goods)), w.line("freight", amount=show(snapshot.freight))]
    parts += [w.line("discount", amount=show(snapshot.discount))] if snapshot.discount else []
    return dotted(parts)


def lines(w: Writer, step: CardState, turn: CardTurn) -> View:
    """A draft of several offers of which none can be bought as it stands: what each of them still wants."""
    request = step.purchase.request
    head = w.head(NEEDS_YOU, request.shown_number, "head-lines", n=len(request.asked))
    keyboard = (*_choices(w, request, turn.page, ButtonAction.AXIS), *rows([cancel(w, request.id)]))
    return View(join([head, *left_out(w, request)]), keyboard, picture(request.offer.image_url))


def choices(w: Writer, request: Request, page: int) -> Keyboard:
    """A page of its lines as buttons, by which each can be chosen again; none if it holds one offer."""
    return _choices(w, request, page, ButtonAction.MENU) if request.asked else ()


def _choices(w: Writer, request: Request, page: int, turning: ButtonAction) -> Keyboard:
    """First what is left out, marked; Telegram takes a hundred buttons below a message: a sheet has more lines."""
    named = [
        press(
            cut(f"{'' if each.buyable else f'{NEEDS_YOU} '}{each.place}. {clean(w.title(each.offer))}", _LABEL),
            Code(ButtonAction.LINE, (request.id, each.place)),
        )
        for each in sorted(request.asked, key=lambda line: line.buyable)
    ]
    return variants.paged(named, page, 2, Code(turning, (request.id,)))


def choose_part(w: Writer, request: Request) -> Button | None:
    """The way to agree to some sellers alone; None if there is one."""
    sellers_ = sellers_in(request)
    every = 2 ** len(sellers_) - 1
    return (
        w.button("choose-part", Code(ButtonAction.CHOOSE_PART, (request.id, every))) if len(sellers_) in _SOME else None
    )


def part_choice(w: Writer, step: CardState, marked: int) -> Keyboard:
    """A button for each seller, which marks it or takes the mark away; below them the yes to those that are marked."""
    request = step.purchase.request
    every, snapshot = sellers_in(request), request.snapshot
    costs = dict.fromkeys(every, 0)
    for part in snapshot.parts if snapshot is not None else ():
        costs[seller_of(request.offer_of(part.lines[0].offer_id))] += part.total
    names: dict[str, list[Offer]] = {}
    for offer in request.bought:
        names.setdefault(seller_of(offer), []).append(offer)
    told = [plain(named(w, names[each])) for each in every]
    marks = [_mark(w, request, place, told[place], Fen(costs[each]), marked) for place, each in enumerate(every)]
    kept = [costs[each] for place, each in enumerate(every) if marked >> place & 1]
    yes = Code(ButtonAction.APPROVE_PART, (request.id, marked, *step.seen, snapshot.hash if snapshot else ""))
    some = 0 < len(kept) < len(every)
    agree = w.button("approve-part", yes, "success", total=show(Fen(sum(kept)))) if some else None
    back = w.button("back", Code(ButtonAction.BACK, (request.id,)))
    return (*grid(marks, 1), *rows([agree, back]))


def _mark(w: Writer, request: Request, place: int, name: str, cost: Fen, marked: int) -> Button | None:
    sign = "✓" if marked >> place & 1 else "–"
    label = f"{sign} {place + 1}. {cut(clean(name), _LABEL)} {show(cost)}"
    return press(label, Code(ButtonAction.CHOOSE_PART, (request.id, marked ^ (1 << place))))


def of_line(w: Writer, step: CardState, view: View) -> View:
    """The card of one line that is being chosen: which it is of how many, and the ways back to all of them."""
    request = step.purchase.request
    if request.line_at is None or step.stage not in CHOOSING:
        return view
    place = [each.place for each in request.asked].index(request.line_at) + 1
    which = w.line("line-of", n=place, total=len(request.asked))
    whole = Code(ButtonAction.CANCEL_DRAFT, (request.id,)).text
    kept = rows(*([_named(button, request.line_at) for button in row if button.data != whole] for row in view.keyboard))
    return replace(view, text=join([which, view.text]), keyboard=(*kept, *_ways_out(w, request, request.line_at)))


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


def _ways_out(w: Writer, request: Request, place: int) -> Keyboard:
    every = w.button("all-lines", Code(ButtonAction.LINE, (request.id, 0)))
    drop = w.button("drop-line", Code(ButtonAction.DROP_LINE, (request.id, place)))
    return rows([every, drop])


def priced(w: Writer, request: Request, line: PricedLine) -> Html:
    """One line in full: the title, the variant, the pieces and the price of one, if it is known."""
    offer = request.offer_of(line.offer_id)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    variant = [brief(w.variant(sku), _LINE_WIDTH)] if sku and sku.attributes else []
    said = [brief(w.title(offer), _LINE_WIDTH), *variant, text(w.of(offer, line.quantity))]
    said += [show(line.price)] if line.price is not None else []
    return dotted(said)
