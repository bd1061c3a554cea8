"""Says what is bought: how many, in which variants, of what, from which sellers, and what 1688 did not take."""

from collections.abc import Sequence

from bot.cards.blocks.html import ROW, Html, beginning, bold, brief, clean, columns, cut, plain, text, whole, wide
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, of_1688, show
from bot.purchasing.lifecycle import UNDECIDED, RequestState
from bot.purchasing.money import sum_fen
from bot.purchasing.notices.base import GoodsWords, OrderFacts, RequestFacts
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.tags import only_tag, tags_of
from bot.purchasing.request import Line, PricedLine
from bot.purchasing.requests.purchase import Purchase, Request

MOST_LINES = 12
"""So many lines of a purchase stand on a card at most."""
VARIANT_WIDTH = 24
"""The longest variant on a card, in columns."""
_TWO_LINES, _LEAST_TITLE = 72, 40
"""A title fills what two lines of a phone have left beside variant and quantity, but has this much in any case."""
SELLER_GOODS, _LINE_WIDTH, _VARIANTS_WIDTH, _NAME = 18, 40, 76, 18
"""The longest product of a seller, part of a line of *Details*, list of variants, and variant in it, in columns."""
_MOST_CODES, _LEAST_OF_CODE = 3, 12
"""So many own SKUs of a line are named if they are long, each with so many columns at least."""
_ROOMY, _SHORTEST_TITLE = 6, 8
"""If there are so many lines at most, each may take two of a phone; of more, a title may be so short, in columns."""
_TAG = 12
"""The longest tag on a line, in columns."""
_FIRST = 3
"""What stands before a line: its seller's number, or a dash."""


def goods(w: Writer, request: Request, width: int = 0) -> Html:
    """How many, in which variant, of what, cut to `width` columns if there is one."""
    if request.several:
        count = [text(w.pieces(request.pieces))] if request.pieces else []
        bought, every = len(request.bought), len(request.offers)
        some = bought < every and request.state is RequestState.DRAFT and not request.asked_for
        parts = [w.line("products-of", n=bought, total=every) if some else w.line("products", n=bought), *count]
        # On a card a line for each seller follows, which names what is bought.
        titles = ", ".join(clean(w.title(each)) for each in request.bought)
        return with_title(parts, titles, width) if width else dotted(parts)
    count = [w.of(request.offer, request.choice.quantity)] if request.choice.quantity else []
    variant = w.variant(request.sku) if request.sku else ""
    return _one(w, count, variant, len(request.choice.pieces), w.title(request.offer), width)


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


def _one(w: Writer, count: Sequence[Html], variant: str, variants: int, title: str, width: int = 0) -> Html:
    which = [brief(variant, VARIANT_WIDTH)] if variant else several(w, variants)
    return with_title([*count, *which], title, width)


def several(w: Writer, variants: int) -> list[Html]:
    """How many variants, if there are several."""
    return [w.line("variants", n=variants)] if variants > 1 else []


def with_title(parts: Sequence[Html], title: str, width: int = 0) -> Html:
    """The parts and the beginning of the title: in `width` columns, else in two lines of a phone."""
    taken = sum(columns(plain(each)) + 3 for each in parts)
    if width and width - taken < min(_SHORTEST_TITLE, columns(clean(title))):
        return dotted(parts)
    start = brief(title, width - taken) if width else beginning(title, _TWO_LINES - taken, _LEAST_TITLE)
    return dotted([*parts, start])


def bought(w: Writer, purchase: Purchase) -> list[Html]:
    """How many of what, of several lines each with its price, as 1688 took it; and how many were left out before."""
    request, missing = as_ordered(purchase), len(purchase.request.missing)
    told = missing and purchase.request.state in UNDECIDED
    left_out = [w.marked(NEEDS_YOU, "lines-missing", n=missing)] if told else []
    return [goods(w, request), *lines(w, request), *left_out]


def lines(w: Writer, request: Request, most: int = MOST_LINES, *, in_full: bool = False) -> list[Html]:
    """Each line with its pieces, price and sum, `most` at most, and the sum of the others; nothing if it is one.

    If there are several sellers, each has its number: on a line of its own with what its goods cost if it sells
    several, and always `in_full`, with the freight. Without prices several variants stand in one line.
    """
    snapshot = request.snapshot
    if snapshot is None:
        return variants(w, request.offer, request.choice.lines(request.offer.offer_id))
    if len(snapshot.lines) < 2 and not request.several:
        return []
    shown, room, parts = list[Html](), most, snapshot.parts or (snapshot,)
    for number, part in enumerate(parts, 1):
        first = f"{number}. " if len(parts) > 1 else "– "
        if room and len(parts) > 1 and (in_full or len(part.lines) > 1):
            seller = request.offer_of(part.lines[0].offer_id).seller
            name = clean(seller.company or seller.login) or w.label("app-seller-untold")
            shown.append(
                dotted([f"{first}{brief(name, VARIANT_WIDTH)}", bold(show(part.total if in_full else part.goods))])
            )
            first = "– "
        shown += [Html(f"{first}{line_of(w, request, each, in_full=in_full)}") for each in part.lines[:room]]
        room -= min(room, len(part.lines))
    left = snapshot.lines[most:]
    known = [each.cost for each in left if each.cost]
    if left and len(known) == len(left):
        return [*shown, w.line("lines-rest", n=len(left), sum=show(sum_fen(known)))]
    return [*shown, *w.more("lines-more", len(left))]


def line_of(w: Writer, request: Request, line: PricedLine, *, in_full: bool = False) -> Html:
    """A line: of what (by the own SKUs if people asked by these), in which variant, how many, at which price.

    The title is cut so that the line fits one of a phone, or two if there are few; `in_full` it is longer.
    """
    offer, codes = request.offer_of(line.offer_id), request.codes_of(line)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    title = w.title(offer) if request.several or in_full else ""
    named = w.variant(sku) if sku is not None and sku.attributes else line.spec_id or ""
    sums, tags = _pieces_and_sum(w, offer, line), [brief(each, _TAG) for each in _tags(request, line)]
    if in_full:
        whose = [text(" + ".join(codes))] if codes else []
        return dotted([*whose, *(brief(each, _LINE_WIDTH) for each in (title, named)), *tags, sums])
    which = [brief(named, VARIANT_WIDTH if title or codes else ROW - _FIRST)] if named else []
    which += tags
    left = ROW - _FIRST - sum(wide(each) + 3 for each in which)
    if codes:
        return dotted([_codes(codes, left), *which, sums])
    beside = left - wide(sums) - 3
    roomy = len(request.snapshot.lines if request.snapshot else ()) <= _ROOMY
    one_row = wide(title) <= beside or (beside >= _SHORTEST_TITLE and not roomy)
    return dotted([beginning(title, beside if one_row else left, _SHORTEST_TITLE), *which, sums])


def _tags(request: Request, line: Line) -> tuple[str, ...]:
    """The tags for which a line is bought; none if all lines have one alike, which stands beside the head."""
    if only_tag(request.asked):
        return ()
    of_offer = [each for each in request.asked if each.tag and each.offer.offer_id == line.offer_id]
    return tags_of(each for each in of_offer if any(one.spec_id == line.spec_id for one in each.lines))


def _codes(codes: Sequence[str], width: int) -> Html:
    """The own SKUs of a line; of long ones the middle is left out, since many differ at their end alone."""
    every = " + ".join(codes)
    if columns(every) > width:
        shown, others = codes[:_MOST_CODES], len(codes) - _MOST_CODES
        end = max(_LEAST_OF_CODE, width // len(shown) - 3) // 2
        every = " + ".join(
            each if columns(each) <= 2 * end else f"{cut(each, end, columns)}{each[-end:]}" for each in shown
        )
        every += f" +{others}" if others > 0 else ""
    return text(every)


def _pieces_and_sum(w: Writer, offer: Offer, line: PricedLine) -> Html:
    """`50 × ¥ 17.20 = ¥ 860.00`, as far as it is known; the unit if it is another one than pieces."""
    count = w.of(offer, line.quantity)
    if line.price:
        count = Html(f"{line.quantity if count == w.pieces(line.quantity) else count} × {show(line.price)}")
    return whole(" = ".join([count, *([show(line.cost)] if line.cost else [])]))


def variants(w: Writer, offer: Offer, lines: Sequence[Line], width: int = _VARIANTS_WIDTH) -> list[Html]:
    """The lines of a purchase by their variants, as many as two lines of a phone hold; nothing if it is one."""
    if len(lines) < 2:
        return []
    parts, left = list[Html](), width
    for line in lines:
        part = variant_and_pieces(w, offer, line)
        left -= columns(part) + 3
        if left < 0 and parts:
            break
        parts.append(part)
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
    return brief(w.variant(sku), _NAME) if sku and sku.attributes else text(spec_id or "–", _NAME)


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
