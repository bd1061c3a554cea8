"""Shows a request of several offers: what cannot be bought, which line is being chosen, and each part's outcome."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import goods, product, purchase_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import ROW, Html, brief, clean, columns, cut, join, plain, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, grid, picture, press, rows, show
from bot.cards.requests import draft_choices
from bot.cards.requests.draft_choices import CardTurn, cancel, paged
from bot.desk.shared.values import CHOOSING, CardState
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.purchase_sums import costs as still_costs
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.request import Problem
from bot.purchasing.requests.asked_line import AskedLine, seller_of
from bot.purchasing.requests.parts import sellers_in
from bot.purchasing.requests.purchase import Purchase, Request

_MOST_PROBLEMS, _LABEL = 2, 12
_SOME = range(2, 13)
"""So many sellers can be chosen from: each is a button."""
_PROBLEM_WIDTH, _LINE_WIDTH = 18, 40
"""The longest part of a problem and name of what is left out, in columns: each line of a card is one of a phone."""
_MOST_PARTS, _GOODS_WIDTH, _STATE_WIDTH = 8, 14, 15
"""How many parts stand on the card, each on one line of a phone; the least room for a product, the most for a state."""
_WIDER = 6
"""Columns by which a line of Cyrillic or of capitals may be wider than it counts."""
_GOES_ON = (RequestState.PENDING, RequestState.APPROVED)


def left_out(w: Writer, request: Request) -> list[Html]:
    """What of it is not bought as it stands, and why: of several first the reasons with their places."""
    out, names_of = request.missing, _names(w, request)
    if not out:
        return []
    problems = [
        Html(f"{each.place}. {brief(names_of[each.place], _PROBLEM_WIDTH)} – {_why(w, each)}")
        for each in out[:_MOST_PROBLEMS]
    ]
    places: dict[str, list[int]] = {}
    for each in out:
        places.setdefault(_why(w, each), []).append(each.place)
    names = brief(f"{out[0].place}. {names_of[out[0].place]}", _LINE_WIDTH)
    if len(out) > 1:
        names = Html(
            "; ".join(f"{text(', '.join(map(str, each)), _LINE_WIDTH)} – {why}" for why, each in places.items())
        )
    head = w.marked(NEEDS_YOU, "lines-left-out", n=len(out), names=names)
    return [head, *problems, *w.more("lines-more", len(out) - _MOST_PROBLEMS)]


def settle(w: Writer, request: Request) -> Button | None:
    """The way to the first line that is left out and can be settled; None if there is none."""
    out = request.missing
    first = next((each for each in out if each.waits), next(iter(out), None))
    if first is None:
        return None
    return w.button("settle-left-out", Code(ButtonAction.LINE, (request.id, first.place)), n=len(out))


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


def _why(w: Writer, line: AskedLine) -> Html:
    lines = product.problem(w, line.offer, line.finding)
    if line.finding is not None and line.finding.problem is Problem.REFUSED and line.finding.reason:
        return brief(line.finding.reason, _PROBLEM_WIDTH)
    return brief(plain(lines[0]).partition(" ")[2], _PROBLEM_WIDTH) if lines else w.line("line-waits")


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
    names_of = _names(w, request)
    named = [
        press(
            cut(f"{'' if each.buyable else f'{NEEDS_YOU} '}{each.place}. {names_of[each.place]}", _LABEL),
            Code(ButtonAction.LINE, (request.id, each.place)),
        )
        for each in sorted(request.asked, key=lambda line: line.buyable)
    ]
    return paged(named, page, 2, Code(turning, (request.id,)))


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
    marks = []
    for place, each in enumerate(every):
        name = cut(clean(plain(goods.products(w, names[each]))), _LABEL)
        label = f"{'✓' if marked >> place & 1 else '–'} {place + 1}. {name} {show(Fen(costs[each]))}"
        marks.append(press(label, Code(ButtonAction.CHOOSE_PART, (request.id, marked ^ (1 << place)))))
    marked_costs = [costs[each] for place, each in enumerate(every) if marked >> place & 1]
    yes = Code(ButtonAction.APPROVE_PART, (request.id, marked, *step.seen, snapshot.hash if snapshot else ""))
    some = 0 < len(marked_costs) < len(every)
    agree = w.button("approve-part", yes, "success", total=show(Fen(sum(marked_costs)))) if some else None
    back = w.button("back", Code(ButtonAction.BACK, (request.id,)))
    return (*grid(marks, 1), *rows([agree, back]))


def of_line(w: Writer, step: CardState, view: View) -> View:
    """The card of one line that is being chosen: which it is of how many, and the ways back to all of them."""
    request = step.purchase.request
    if request.line_at is None or step.stage not in CHOOSING:
        return view
    place = [each.place for each in request.asked].index(request.line_at) + 1
    which = w.line("line-of", n=place, total=len(request.asked))
    if note := request.asked[place - 1].note:
        which = dotted([which, brief(note, _LINE_WIDTH - columns(which))])
    whole = Code(ButtonAction.CANCEL_DRAFT, (request.id,)).text
    keyboard = rows(
        *([_named(button, request.line_at) for button in row if button.data != whole] for row in view.keyboard)
    )
    return replace(view, text=join([which, view.text]), keyboard=(*keyboard, *_ways_out(w, request, request.line_at)))


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


def parts(w: Writer, step: CardState, _: CardTurn) -> View:
    """What became of each part of a request that was approved and split by its sellers."""
    request, money = step.purchase.request, sums.total(sums_of(step.purchase, step.parts).total)
    lines = [parts_head(w, request.name, step.parts), money, *part_lines(w, step.parts)]
    return View(join(lines), part_buttons(w, step.parts), picture(request.offer.image_url))


def parts_head(w: Writer, name: str, every: Sequence[Purchase]) -> Html:
    """The number of the whole, and from how many of its sellers something is ordered that still counts."""
    done = sum(any(still_costs(each, order) for order in each.orders) for each in every)
    goes_on = any(each.request.state in _GOES_ON and not each.orders for each in every)
    key = "head-parts" if done == len(every) else "head-parts-some" if done else "head-parts-waits"
    if not done and not goes_on:
        key = "head-parts-over" if any(each.orders for each in every) else "head-parts-none"
    return w.head("", name, key, n=len(every), done=done)


def part_lines(w: Writer, every: Sequence[Purchase]) -> list[Html]:
    """A line for each part: its number, what is bought, and the state that it is in."""
    lines = []
    for each in every[:_MOST_PARTS]:
        sign, key = purchase_lines.summary(each)
        number, state = f"{sign} {each.request.part}.".strip(), [brief(w.line(key), _STATE_WIDTH)]
        state += purchase_lines.back(w, each)
        room = ROW - _WIDER - columns(plain(dotted([f"{number} ", *state])))
        name = brief(plain(goods.products(w, as_ordered(each).bought)), max(_GOODS_WIDTH, room))
        lines.append(dotted([f"{number} {name}", *state]))
    return [*lines, *w.more("sellers-more", len(every) - _MOST_PARTS)]


def part_buttons(w: Writer, every: Sequence[Purchase]) -> Keyboard:
    """A button for the details of each part."""
    buttons = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),)))
        for each in every[:_MOST_PARTS]
    ]
    return grid(buttons, 4)
