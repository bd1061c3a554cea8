"""Shows a request of several offers: what each seller gets, what cannot be bought, and which line is being chosen."""

from dataclasses import replace

from bot.cards import product, variants
from bot.cards.buttons import ButtonAction, Code
from bot.cards.draft_choices import CardTurn, cancel
from bot.cards.html import Html, bold, brief, clean, cut, join, plain, text
from bot.cards.view import Keyboard, View
from bot.cards.writer import NEEDS_YOU, Writer, picture, press, rows, show
from bot.desk.shared.values import CardState
from bot.purchasing.asked_line import AskedLine
from bot.purchasing.offer import Offer
from bot.purchasing.purchase import Request
from bot.purchasing.request import PricedLine, Snapshot

_MOST_SELLERS, _MOST_PROBLEMS, _LABEL = 2, 2, 12
_SELLER_WIDTH, _PROBLEM_WIDTH, _LINE_WIDTH = 10, 18, 40
"""The longest seller, part of a problem and line of *Details*, in columns: each line of a card is one of a phone."""


def sellers(w: Writer, request: Request, snapshot: Snapshot, most: int = _MOST_SELLERS) -> list[Html]:
    """A line for each seller, `most` at most: who, how many pieces, and the sum with freight."""
    parts = snapshot.parts or (snapshot,)
    shown = [_seller(w, request, number, each) for number, each in enumerate(parts[:most], 1)]
    return [*shown, *more(w, "sellers-more", len(parts) - most)]


def _seller(w: Writer, request: Request, number: int, part: Snapshot) -> Html:
    offers = [request.offer_of(each) for each in dict.fromkeys(line.offer_id for line in part.lines)]
    name = brief(seller_name(offers[0]), _SELLER_WIDTH)
    return Html(" · ".join([f"{number}. {name}", text(w.pieces(part.quantity)), bold(show(part.total))]))


def seller_name(offer: Offer) -> str:
    return offer.seller.company or offer.seller.login or offer.offer_id


def more(w: Writer, key: str, left: int) -> list[Html]:
    return [w.line(key, n=left)] if left > 0 else []


def left_out(w: Writer, request: Request) -> list[Html]:
    """What of it is not bought as it stands, and why."""
    out = [each for each in request.asked if not each.buyable]
    if not out:
        return []
    named = [_problem(w, each) for each in out[:_MOST_PROBLEMS]]
    head = Html(f"{NEEDS_YOU} {w.line('lines-left-out', n=len(out))}")
    return [head, *named, *more(w, "lines-more", len(out) - _MOST_PROBLEMS)]


def _problem(w: Writer, line: AskedLine) -> Html:
    """A line with what is wrong with it, or what is still to be chosen."""
    title = brief(w.title(line.offer), _PROBLEM_WIDTH)
    told = product.problem(w, line.offer, line.finding)
    why = brief(plain(told[0]).partition(" ")[2], _PROBLEM_WIDTH) if told else w.line("line-waits")
    return Html(f"{line.place}. {title} – {why}")


def breakdown(w: Writer, snapshot: Snapshot) -> Html:
    """Goods, freight and discount of all sellers together."""
    parts = [w.line("goods-sum", amount=show(snapshot.goods)), w.line("freight", amount=show(snapshot.freight))]
    parts += [w.line("discount", amount=show(snapshot.discount))] if snapshot.discount else []
    return Html(" · ".join(parts))


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
    """Telegram takes a hundred buttons below a message: a sheet has more lines."""
    named = [
        press(
            cut(f"{each.place}. {clean(w.title(each.offer))}", _LABEL),
            Code(ButtonAction.LINE, (request.id, each.place)),
        )
        for each in request.asked
    ]
    return variants.paged(named, page, 2, Code(turning, (request.id,)))


def of_line(w: Writer, step: CardState, view: View) -> View:
    """The card of one line that is being chosen: which it is of how many, and the ways back to all of them."""
    request = step.purchase.request
    if request.line_at is None:
        return view
    place = [each.place for each in request.asked].index(request.line_at) + 1
    which = w.line("line-of", n=place, total=len(request.asked))
    whole = Code(ButtonAction.CANCEL_DRAFT, (request.id,)).text
    kept = rows(*([button for button in row if button.data != whole] for row in view.keyboard))
    return replace(view, text=join([which, view.text]), keyboard=(*kept, *_ways_out(w, request, request.line_at)))


def _ways_out(w: Writer, request: Request, place: int) -> Keyboard:
    every = w.button("all-lines", Code(ButtonAction.LINE, (request.id, 0)))
    drop = w.button("drop-line", Code(ButtonAction.DROP_LINE, (request.id, place)))
    return rows([every, drop])


def priced(w: Writer, request: Request, line: PricedLine) -> Html:
    """One line in full: the title, the variant, the pieces and the price of one."""
    offer = request.offer_of(line.offer_id)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    variant = [brief(w.variant(sku), _LINE_WIDTH)] if sku and sku.attributes else []
    said = [brief(w.title(offer), _LINE_WIDTH), *variant, text(w.of(offer, line.quantity)), show(line.unit_price)]
    return Html(" · ".join(said))
