"""Words the Mini App: its orders, a draft's variants as a grid, the count of an order, and the buttons that open it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.blocks import goods, product, purchase_lines
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.html import BREAK, Html, clean, join, plain
from bot.cards.blocks.order_lines import arrived
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import Writer, dashed, open_in_private, rows, show
from bot.cards.goods.counting import parcel_mark
from bot.cards.orders import lists
from bot.cards.requests import details, draft_choices
from bot.cards.requests.request import request_card
from bot.cards.texts import catalogue as texts
from bot.desk.shared.views import CHOOSING, CardState, CountView, Details, PurchasePage, Stage
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.offers.variant_grid import steps, whole_rows
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.orders.tags import tags_of
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import AskedLine, asked_pieces
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.parcel_lines import expected_in

GRID_LINK, LINES_LINK = "grid", "basket"
"""How the payloads begin of links that lead from a group to a draft's grid, or to all lines of a request."""
_WORDS = (
    "app-orders", "app-number", "app-product", "app-pieces", "app-sum", "app-state", "app-row", "app-less", "app-more",
    "app-done", "app-back", "app-choose", "app-failed", "app-again", "app-before", "app-after", "app-page",
    "app-price", "app-remove", "app-restore", "app-save", "app-ask-price", "app-undo", "app-unsaved", "app-find",
    "app-sellers", "app-tags", "app-problems", "app-address", "app-total", "app-none-fit", "app-take", "app-unpriced",
    "app-tag", "app-to-confirm", "app-kept", "app-lines", "app-where",
    "app-day", "app-person", "app-filters", "app-everybody", "app-from", "app-until", "app-sort", "app-newest",
    "app-find-orders", "app-not-counted", "app-newest-only", "app-pieces-wrong",
    "app-count-whole", "app-count-scan", "app-count-unknown", "app-count-good", "app-count-damaged", "app-count-wrong",
    "app-count-all", "app-count-it", "app-count-open", "app-count-unsent", "app-count-sent", "app-count-surplus",
    "app-count-counted", "app-count-left",
)  # fmt: skip
_BESIDE = f"{ButtonAction.CHOOSE_PART}:"
_CHOOSES_VARIANTS = frozenset({Stage.VARIANT, Stage.SEVERAL, Stage.QUANTITY})


@dataclass(frozen=True)
class Filter:
    """One filter of the list."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class OrderRow:
    """One purchase in the table; its details are asked for by its number, and it is shown by its name."""

    number: int
    name: str
    at: str
    """When it was asked for, in UTC; the page shows it in the reader's own time."""
    title: str
    sellers: tuple[str, ...]
    tags: tuple[str, ...]
    person: str
    pieces: str
    arrived: str
    count: int
    sum: str
    fen: int
    counts: bool
    """Whether its sum is money that was or may be spent: not if it was cancelled or came to nothing."""
    sign: str
    state: str


@dataclass(frozen=True)
class OrderTable:
    """A page of purchases, and the words instead if there are none."""

    filters: tuple[Filter, ...]
    rows: tuple[OrderRow, ...]
    page: int
    pages: int
    more: bool
    empty: str


@dataclass(frozen=True)
class GridCell:
    """One variant; price and stock are words, and it is `open` if pieces can be added."""

    spec_id: str
    name: str
    price: str
    stock: str
    pieces: int
    open: bool


@dataclass(frozen=True)
class GridRow:
    """The variants with one value of the first attribute."""

    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """A draft's variants, and what is wrong with the choice.

    It is `chosen` once nothing more of them is asked; then `lines` are what its card says.
    """

    number: int
    title: str
    problem: tuple[str, ...]
    lines: tuple[str, ...]
    rows: tuple[GridRow, ...]
    step: int
    total: str
    chosen: bool


@dataclass(frozen=True)
class CountRow:
    """A line: what of it `came` so far in words, how many are `open`, and by which `codes` a scanner may name it."""

    entry: str
    title: str
    variant: str
    came: str
    open: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CountParcel:
    """A parcel: its mark, the lines that 1688 names, and the pieces that can come in it, if that is `certain`."""

    id: str
    mark: int
    bill_no: str
    counted: bool
    certain: bool
    named: tuple[str, ...]
    pieces: Mapping[str, int]


@dataclass(frozen=True)
class CountPage:
    """An order for one `reader`; `seen` is the newest event that is shown."""

    order: str
    name: str
    reader: int
    seen: int
    rows: tuple[CountRow, ...]
    parcels: tuple[CountParcel, ...]


def words(language: str) -> dict[str, str]:
    """The page's own words."""
    return {key: texts.say(language, key) for key in _WORDS}


def order_table(found: PurchasePage, by: Person, now: datetime) -> OrderTable:
    """One page of purchases with the filters of `/orders`."""
    w = Writer(by.language, now)
    filters = tuple(Filter(name, w.label(f"filter-{dashed(name)}"), name == found.filter) for name in lists.FILTERS)
    table_rows = tuple(_row(w, each.in_language(w.language)) for each in found.purchases)
    empty = w.label("list-empty-cancelled" if found.filter == "cancelled" else "list-empty")
    return OrderTable(filters, table_rows, found.page, found.pages, found.more, empty)


def order_lines(found: Details, by: Person, now: datetime) -> tuple[str, ...]:
    """What *Details* says of a purchase, line by line."""
    return _lines(details.order_details(found, by.language, now))


def grid(step: CardState, by: Person, now: datetime) -> Grid:
    """The variants of a draft with what was chosen so far, and what is wrong with it."""
    w, request = Writer(by.language, now), step.purchase.request
    offer, choice = request.offer, request.choice
    chooses = step.stage in _CHOOSES_VARIANTS
    problem = _read(*draft_choices.problem(w, step)) if chooses else ()
    about = _read(*product.prices(w, offer), product.terms(w, offer))
    lines = about if chooses else _lines(request_card(step, by.language, now, place=request.place))
    counted = {each.spec_id: each.quantity or 0 for each in choice.pieces if each.spec_id}
    cells = tuple(_grid_row(w, offer, row, counted) for row in whole_rows(offer)) if _able(step) else ()
    named = [w.line("variants", n=len(counted)), w.of(offer, sum(counted.values()))] if counted else []
    total = " · ".join(_read(*reversed(named)))
    return Grid(request.id, clean(w.title(offer)), problem, lines, cells, steps(offer)[1], total, not chooses)


def line_grid(number: int, line: AskedLine, by: Person) -> Grid:
    """The variants of one line of a request, with the pieces that it has of each."""
    w, offer = Writer(by.language), line.offer.worded(by.language)
    counted = {spec_id: pieces for spec_id, pieces in asked_pieces(line) if spec_id}
    cells = tuple(_grid_row(w, offer, row, counted) for row in whole_rows(offer))
    about = _read(*product.prices(w, offer), product.terms(w, offer))
    return Grid(number, clean(w.title(offer)), (), about, cells, steps(offer)[1], "", chosen=False)


def count_page(view: CountView, by: Person) -> CountPage:
    """All lines and all parcels of the order."""
    w, order, counts = Writer(by.language), view.order, view.order.counts
    request = view.purchase.in_language(w.language).request
    lines, parcels = [], []
    for line in order.lines:
        count, codes = counts[line.entry_id], (*request.codes_of(line), line.offer_id)
        came = clean(plain(arrived(w, count, counting=True)))
        lines.append(CountRow(line.entry_id, *goods.line_words(w, request, line), came, count.open, codes))
    for each in order.parcels:
        mark, expected = parcel_mark(each.logistics_id), expected_in(order, each)
        named = tuple(line.entry_id for line in each.lines)
        told = (each.bill_no, each.counted_at is not None, expected.certain, named, expected.pieces)
        parcels.append(CountParcel(each.logistics_id, mark, *told))
    return CountPage(order.order_id, request.name, by.id, view.seen, tuple(lines), tuple(parcels))


def as_text(view: View) -> str:
    """An answer of the chat as one text."""
    return "\n".join(_lines(view))


def with_page(view: View, step: CardState, place: Place, page: str, username: str, language: str) -> View:
    """A card with buttons that open it in the Mini App: the variants that are collected, all lines of several offers.

    A group can have no such button: there a draft's link leads to its requester's private chat, where it stands.
    """
    request = step.purchase.request
    if not page:
        return view
    lines = request.several and (place.private or step.stage in CHOOSING)
    for link in (*([GRID_LINK] if step.stage is Stage.SEVERAL else []), *([LINES_LINK] if lines else [])):
        if place.private:
            view = _with_page(view, f"app-open-{link}", _address(page, link, request.id), language)
        else:
            opens = open_in_private(Writer(language), f"app-open-{link}", username, f"{link}_{request.id}")
            view = replace(view, keyboard=(*view.keyboard, *rows([opens])))
    return view


def with_lines(view: View, request: Request, private: bool, page: str, language: str) -> View:
    """*Details* of several offers, with a button that opens all of its lines; groups can have none."""
    shown = private and page and request.several
    return _with_page(view, "app-open-basket", _address(page, LINES_LINK, request.id), language) if shown else view


def with_count(view: View, count: CountView, private: bool, page: str, language: str) -> View:
    """A card of counting with a button that opens it in the Mini App; groups can have none."""
    parcel = f"-{parcel_mark(count.parcel.logistics_id)}" if count.parcel is not None else ""
    address = f"{page}?count={count.order.order_id}{parcel}"
    return _with_page(view, "app-open-count", address, language) if private and page else view


def opener(link: str, request: Request, page: str, language: str) -> View:
    """What such a link leads to: the page of a draft's grid, or of all lines of a request, behind a button."""
    w = Writer(language)
    here, what = "app-basket-here", [goods.goods(w, request)]
    if link == GRID_LINK:
        here, what = "app-grid-here", product.named(w, request.offer)
    view = View(join([w.line(here), *what]))
    return _with_page(view, f"app-open-{link}", _address(page, link, request.id), language)


def with_table(view: View, private: bool, page: str, language: str) -> View:
    """The list of purchases with a button that opens it in the Mini App; groups can have none."""
    return _with_page(view, "app-open-orders", page, language) if private and page else view


def _address(page: str, link: str, request_id: int) -> str:
    """Where the page shows a draft's grid, or all lines of a request."""
    return f"{page}?{'draft' if link == GRID_LINK else 'basket'}={request_id}"


def _with_page(view: View, key: str, address: str, language: str) -> View:
    """The view with one more button: beside one that chooses among sellers, else in a row of its own."""
    button, rest = Button(Writer(language).label(key), app=address), view.keyboard
    if rest and len(rest[-1]) == 1 and rest[-1][0].data.startswith(_BESIDE):
        return replace(view, keyboard=(*rest[:-1], (*rest[-1], button)))
    return replace(view, keyboard=(*rest, (button,)))


def _row(w: Writer, purchase: Purchase) -> OrderRow:
    request, (sign, key) = as_ordered(purchase), purchase_lines.summary(purchase)
    count = w.pieces(request.pieces) if request.several else w.of(request.offer, request.pieces)
    bought = request.bought
    return OrderRow(
        number=request.id,
        name=request.name,
        at=request.created_at.isoformat(),
        title=", ".join(clean(w.title(each)) for each in bought),
        sellers=tuple(dict.fromkeys(clean(each.seller.company or each.seller.login) for each in bought)),
        tags=tuple(map(clean, tags_of(request.asked))),
        person=clean(w.named(request.requester.name)),
        pieces=" ".join(_read(count)) if request.pieces else "",
        arrived=" ".join(_read(*purchase_lines.arrived(purchase))),
        count=request.pieces,
        sum=" · ".join(_read(*purchase_lines.sum_line(w, purchase), *purchase_lines.back(w, purchase))),
        fen=sums_of(purchase).total,
        counts=purchase_lines.counts(purchase),
        sign=sign,
        state=" ".join(_read(w.line(key))),
    )


def _able(step: CardState) -> bool:
    """Whether variants can be chosen: those of one offer, also while it is one among several."""
    request = step.purchase.request
    return request.chosen.line is not None and step.stage is not Stage.BLOCKED and len(request.offer.skus) > 1


def _grid_row(w: Writer, offer: Offer, row: Sequence[Sku], counted: dict[str, int]) -> GridRow:
    first = row[0].attributes
    name = clean(w.value(first[0])) if len(first) > 1 else ""
    return GridRow(name, tuple(_cell(w, offer, sku, counted.get(sku.spec_id, 0)) for sku in row))


def _cell(w: Writer, offer: Offer, sku: Sku, pieces: int) -> GridCell:
    names = sku.attributes[1:] or sku.attributes
    name = clean(" / ".join(w.value(each) for each in names)) or sku.sku_id
    left = w.line("in-stock", n=sku.stock) if sku.stock > 0 else w.line("app-sold-out")
    price, stock = _read(show(sku.price) if sku.price is not None else "", left)
    return GridCell(sku.spec_id, name, price, stock, pieces, sku.stock > 0)


def _lines(view: View) -> tuple[str, ...]:
    return _read(*view.text.split("\n"))


def _read(*markup: Html | str) -> tuple[str, ...]:
    """The lines as they are read, without marks that only Telegram needs."""
    return tuple(plain(each).replace(BREAK, "") for each in markup)
