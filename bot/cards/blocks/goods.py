"""Says what is bought: how many, in which variants, of what, from which sellers, and what 1688 did not take."""

from collections.abc import Sequence

from bot.cards.blocks import caps
from bot.cards.blocks.html import Html, bold, brief, clean, columns, cut, text, whole
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, of_1688, show
from bot.purchasing.lifecycle import UNDECIDED, RequestState
from bot.purchasing.money import sum_fen
from bot.purchasing.notices.base import GoodsWords, OrderFacts, RequestFacts
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.tags import only_tag, tags_of
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine

_IN_FULL = 40
"""The longest part of a line of *Details*, in columns."""
_MOST_CODES, _LEAST_OF_CODE = 3, 12
"""So many own SKUs of a line are named if they are long, each with so many columns at least."""
SELLER_GOODS = 14
"""The longest product of a seller in a list, in columns."""


def goods(w: Writer, request: Request, *, listed: bool = False) -> Html:
    """How many, in which variant, of what; shorter if it is `listed` with others."""
    if request.several:
        count = [text(w.pieces(request.pieces))] if request.pieces else []
        bought, every = len(request.bought), len(request.offers)
        some = bought < every and request.state is RequestState.DRAFT and not request.asked_for
        parts = [w.line("products-of", n=bought, total=every) if some else w.line("products", n=bought), *count]
        # On a card a line for each seller follows, which names what is bought.
        titles = ", ".join(clean(w.title(each)) for each in request.bought)
        return dotted([*parts, brief(titles, caps.LISTED_TITLE_COLUMNS)]) if listed else dotted(parts)
    count = [w.of(request.offer, request.choice.quantity)] if request.choice.quantity else []
    variant = w.variant(request.sku) if request.sku else ""
    return _one(w, count, variant, len(request.choice.pieces), w.title(request.offer), listed=listed)


def told_goods(w: Writer, about: RequestFacts) -> list[Html]:
    """The same of what a notice is about, and which of several orders it is."""
    words = words_of(w, about)
    parts = [w.line("order-of", n=about.nth, of=about.of)] if isinstance(about, OrderFacts) and about.nth else []
    parts += [w.line("products", n=about.products)] if about.products else []
    parts += [w.pieces(about.quantity, words.unit)] if about.quantity else []
    line = _one(w, parts, words.variant, about.variants, words.title)
    return [line] if line else []


def words_of(w: Writer, about: RequestFacts) -> GoodsWords:
    """Title, variant and unit: in the words of 1688 for Chinese readers, else in the reader's as far as there are."""
    if w.language == "zh":
        return GoodsWords(
            language="zh",
            title=about.title_original or about.title,
            variant=about.variant_original or about.variant,
            unit=about.unit_original or about.unit,
        )
    own = next((each for each in about.words if each.language == w.language), None)
    return own or GoodsWords(language="", title=about.title, variant=about.variant, unit=about.unit)


def _one(w: Writer, count: Sequence[Html], variant: str, variants: int, title: str, *, listed: bool = False) -> Html:
    which = [brief(variant, caps.LISTED_VARIANT_COLUMNS if listed else caps.VARIANT_COLUMNS)] if variant else []
    which = which or several(w, variants)
    return dotted([*count, *which, brief(title, caps.LISTED_TITLE_COLUMNS if listed else caps.TITLE_COLUMNS)])


def several(w: Writer, variants: int) -> list[Html]:
    """How many variants, if there are several."""
    return [w.line("variants", n=variants)] if variants > 1 else []


def bought(w: Writer, purchase: Purchase) -> list[Html]:
    """How many of what, of several lines each with its price, as 1688 took it; and how many were left out before."""
    request, missing = as_ordered(purchase), len(purchase.request.missing)
    told = missing and purchase.request.state in UNDECIDED
    left_out = [w.marked(NEEDS_YOU, "lines-missing", n=missing)] if told else []
    return [goods(w, request), *lines(w, request), *left_out]


def lines(w: Writer, request: Request, most: int = caps.LINES, *, in_full: bool = False) -> list[Html]:
    """Each line with its pieces, price and sum, `most` at most, and the sum of the others; nothing if it is one.

    If there are several sellers, each has its number: on a line of its own with what its goods cost if it sells
    several, and always `in_full`, with the freight. Without prices several variants stand in one line.
    """
    snapshot = request.snapshot
    if snapshot is None:
        return variants(w, request.offer, request.choice.lines(request.offer.offer_id))
    shown = [line for group in _groups(w, request, in_full=in_full)[:most] for line in group]
    if not shown:
        return []
    left = snapshot.lines[most:]
    known = [each.cost for each in left if each.cost]
    if left and len(known) == len(left):
        return [*shown, w.line("lines-rest", n=len(left), sum=show(sum_fen(known)))]
    return [*shown, *w.more("lines-more", len(left))]


def lines_beyond(w: Writer, request: Request) -> list[Html]:
    """The lines that `lines` sums up: they stand in the fold of a card."""
    return [line for group in _groups(w, request)[caps.LINES :] for line in group]


def _groups(w: Writer, request: Request, *, in_full: bool = False) -> list[list[Html]]:
    """For each line of a priced purchase of several what is shown of it, its seller above their first one."""
    snapshot = request.snapshot
    if snapshot is None or (len(snapshot.lines) < 2 and not request.several):
        return []
    groups: list[list[Html]] = []
    parts = snapshot.parts or (snapshot,)
    for number, part in enumerate(parts, 1):
        mark = f"{number}. " if len(parts) > 1 else "– "
        above: list[Html] = []
        if len(parts) > 1 and (in_full or len(part.lines) > 1):
            seller = request.offer_of(part.lines[0].offer_id).seller
            name = clean(seller.company or seller.login) or w.label("app-seller-untold")
            cost = bold(show(part.total if in_full else part.goods))
            above = [dotted([f"{mark}{brief(name, caps.SELLER_COLUMNS)}", cost])]
            mark = "– "
        for line in part.lines:
            groups.append([*above, Html(f"{mark}{line_of(w, request, line, in_full=in_full)}")])
            above = []
    return groups


def line_of(w: Writer, request: Request, line: PricedLine, *, in_full: bool = False) -> Html:
    """A line: of what (by the own SKUs if people asked by these), in which variant, how many, at which price.

    `in_full` it has title and own SKUs whole.
    """
    offer = request.offer_of(line.offer_id)
    codes = request.codes_of(line)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    title = w.title(offer) if request.several or in_full else ""
    named = w.variant(sku) if sku is not None and sku.attributes else line.spec_id or ""
    price = _pieces_and_sum(w, offer, line)
    tags = [brief(each, caps.LINE_TAG_COLUMNS) for each in _tags(request, line)]
    if in_full:
        whose = [text(" + ".join(codes))] if codes else []
        return dotted([*whose, *(brief(each, _IN_FULL) for each in (title, named)), *tags, price])
    variant = brief(named, caps.LINE_VARIANT_COLUMNS)
    what = _codes(codes) if codes else brief(title, caps.LINE_TITLE_COLUMNS)
    return dotted([what, variant, *tags, price])


def _tags(request: Request, line: Line) -> tuple[str, ...]:
    """The tags for which a line is bought; none if all lines have one alike, which stands beside the head."""
    if only_tag(request.asked):
        return ()
    of_offer = [each for each in request.asked if each.tag and each.offer.offer_id == line.offer_id]
    return tags_of(each for each in of_offer if any(one.spec_id == line.spec_id for one in each.lines))


def _codes(codes: Sequence[str]) -> Html:
    """The own SKUs of a line; of long ones the middle is left out, since many differ at their end alone."""
    every = " + ".join(codes)
    if columns(every) <= caps.LINE_CODES_COLUMNS:
        return text(every)
    shown = codes[:_MOST_CODES]
    end = max(_LEAST_OF_CODE, caps.LINE_CODES_COLUMNS // len(shown) - 3) // 2
    short = [each if columns(each) <= 2 * end else f"{cut(each, end, columns)}{each[-end:]}" for each in shown]
    others = len(codes) - len(shown)
    return text(" + ".join(short) + (f" +{others}" if others else ""))


def _pieces_and_sum(w: Writer, offer: Offer, line: PricedLine) -> Html:
    """`50 × ¥ 17.20 = ¥ 860.00`, as far as it is known; the unit if it is another one than pieces."""
    count = w.of(offer, line.quantity)
    if line.price:
        count = Html(f"{line.quantity if count == w.pieces(line.quantity) else count} × {show(line.price)}")
    return whole(" = ".join([count, *([show(line.cost)] if line.cost else [])]))


def variants(w: Writer, offer: Offer, lines: Sequence[Line]) -> list[Html]:
    """The lines of a purchase by their variants, in one line; nothing if it is one."""
    if len(lines) < 2:
        return []
    parts = [variant_and_pieces(w, offer, line) for line in lines[: caps.VARIANTS]]
    return [dotted([*parts, *w.more("several-more", len(lines) - len(parts))])]


def variant_and_pieces(w: Writer, offer: Offer, line: Line) -> Html:
    return Html(f"{variant(w, offer, line.spec_id)}\u00a0×\u00a0{line.quantity}")


def line_words(w: Writer, request: Request, line: Line) -> tuple[str, str]:
    """Title and variant of an order line in plain words."""
    offer = request.offer_of(line.offer_id)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    return clean(w.title(offer)), clean(w.variant(sku)) if sku else ""


def variant(w: Writer, offer: Offer, spec_id: str | None) -> Html:
    """A variant by its values; by 1688's own id of it if it is not known."""
    sku = offer.sku(spec_id) if spec_id else None
    if sku and sku.attributes:
        return brief(w.variant(sku), caps.LISTED_VARIANT_COLUMNS)
    return text(spec_id or "–", caps.LISTED_VARIANT_COLUMNS)


def products(w: Writer, offers: Sequence[Offer], width: int = SELLER_GOODS) -> Html:
    """What is bought of one seller in so many columns: the first product, and how many others."""
    others = f" +{len(offers) - 1}" if len(offers) > 1 else ""
    return Html(f"{brief(w.title(offers[0]), width - len(others))}{others}")


def not_taken(w: Writer, names: Sequence[Html], pieces: int | None, reason: str) -> list[Html]:
    """What 1688 did not take: which, how many as far as that is known, and why in its own words."""
    count = f"\u00a0×\u00a0{pieces}" if pieces else ""
    return [Html(f"{dotted(names)}{count}"), *of_1688(w, reason)]


def where_to(label: str, *, in_full: bool) -> str:
    """The address that a request keeps; not `in_full` its city alone, of which a group may read."""
    return label if in_full else label.partition(" (")[0]
