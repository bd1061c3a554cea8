"""Says what is bought: how many, in which variants, of what, from which sellers, and what 1688 did not take."""

from collections.abc import Sequence

from bot.cards.blocks.html import Html, beginning, bold, brief, clean, columns, plain, text
from bot.cards.blocks.writer import Writer, dotted, of_1688, show
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.notices.base import GoodsWords, OrderFacts, RequestFacts
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.request import Line, PricedLine, Snapshot
from bot.purchasing.requests.purchase import Purchase, Request

FEW_SELLERS = 2
VARIANT_WIDTH = 24
"""The longest variant on a card, in columns."""
_TWO_LINES, _LEAST_TITLE = 72, 40
"""A title fills what two lines of a phone have left beside variant and quantity, but has this much in any case."""
_SELLER_GOODS, _LINE_WIDTH, _VARIANTS_WIDTH, _NAME = 18, 40, 76, 18
"""The longest product of a seller, part of a line of *Details*, list of variants, and variant in it, in columns."""


def goods(w: Writer, request: Request, width: int = 0) -> Html:
    """How many, in which variant, of what, cut to `width` columns if there is one."""
    if request.asked:
        count = [text(w.pieces(request.pieces))] if request.pieces else []
        bought, every = len(request.bought), len(request.offers)
        some = bought < every and request.state is RequestState.DRAFT and not request.asked_for
        parts = [w.line("products-of", n=bought, total=every) if some else w.line("products", n=bought), *count]
        # On a card a line for each seller follows, which names what is bought.
        titles = ", ".join(clean(w.title(each)) for each in request.bought)
        return with_title(parts, titles, width) if width else dotted(parts)
    count = [w.of(request.offer, request.choice.pieces)] if request.choice.pieces else []
    variant = w.variant(request.sku) if request.sku else ""
    return _one(w, count, variant, len(request.choice.several), w.title(request.offer), width)


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
    return [w.line("variants", n=variants)] if variants else []


def with_title(parts: Sequence[Html], title: str, width: int = 0) -> Html:
    """The parts and the beginning of the title: in `width` columns, else in two lines of a phone."""
    taken = sum(columns(plain(each)) + 3 for each in parts)
    start = brief(title, max(width - taken, 1)) if width else beginning(title, _TWO_LINES - taken, _LEAST_TITLE)
    return dotted([*parts, start])


def bought(w: Writer, purchase: Purchase, most: int = FEW_SELLERS) -> list[Html]:
    """How many, in which variants, of what, of `most` sellers, as 1688 took it; the title is behind *Details*."""
    request = as_ordered(purchase)
    if request.asked and request.snapshot is not None:
        return [goods(w, request), *sellers(w, request, request.snapshot, most)]
    return [goods(w, request), *variants(w, request.offer, request.choice.lines(request.offer.offer_id))]


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


def variant(w: Writer, offer: Offer, spec_id: str | None) -> Html:
    """A variant by its values; by 1688's own id of it if it is not known."""
    sku = offer.sku(spec_id) if spec_id else None
    return brief(w.variant(sku), _NAME) if sku and sku.attributes else text(spec_id or "–", _NAME)


def sellers(w: Writer, request: Request, snapshot: Snapshot, most: int = FEW_SELLERS) -> list[Html]:
    """A line for each seller, the largest sum first: what is bought of them, and the sum with freight.

    They are `most` at most; an only one that is left over has the line that would name how many are.
    """
    parts = sorted(enumerate(snapshot.parts or (snapshot,), 1), key=lambda each: -each[1].total)
    most = most + 1 if len(parts) == most + 1 else most
    lines = [dotted([f"{n}. {_of_seller(w, request, each)}", bold(show(each.total))]) for n, each in parts[:most]]
    return [*lines, *w.more("sellers-more", len(parts) - most)]


def _of_seller(w: Writer, request: Request, part: Snapshot) -> Html:
    """What is bought of one seller: by their own SKUs if people asked by these, else by its titles."""
    offers = [request.offer_of(each) for each in dict.fromkeys(line.offer_id for line in part.lines)]
    ids = {each.offer_id for each in offers}
    codes = [own for each in request.asked if each.offer.offer_id in ids for own in each.choice.own]
    return first_and_others(short_of(codes[0]), len(codes)) if codes else products(w, offers)


def products(w: Writer, offers: Sequence[Offer]) -> Html:
    """What is bought of one seller: the first product, and how many others."""
    return first_and_others(w.title(offers[0]), len(offers))


def first_and_others(first: str, count: int, width: int = _SELLER_GOODS) -> Html:
    """The first of so many, and how many others there are."""
    others = f" +{count - 1}" if count > 1 else ""
    return Html(f"{brief(first, width - len(others))}{others}")


def short_of(own: AskedSku) -> str:
    """How many of an own SKU, and of how many pieces each is: `TSH-RED-M 20 × 5`."""
    return f"{own.code} {own.count}" + (f" × {own.ratio}" if own.ratio > 1 else "")


def priced(w: Writer, request: Request, line: PricedLine) -> Html:
    """One line in full: the title, the variant, the pieces and the price of one, if it is known."""
    offer = request.offer_of(line.offer_id)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    variant = [brief(w.variant(sku), _LINE_WIDTH)] if sku and sku.attributes else []
    parts = [brief(w.title(offer), _LINE_WIDTH), *variant, text(w.of(offer, line.quantity))]
    return dotted([*parts, *([show(line.price)] if line.price is not None else [])])


def not_taken(w: Writer, names: Sequence[Html], pieces: int | None, reason: str) -> list[Html]:
    """What 1688 did not take: which, how many as far as that is known, and why in its own words."""
    count = f"\u00a0×\u00a0{pieces}" if pieces else ""
    return [Html(f"{dotted(names)}{count}"), *of_1688(w, reason)]


def where_to(label: str, *, in_full: bool) -> str:
    """The address that a request keeps; not `in_full` its city alone, of which a group may read."""
    return label if in_full else label.partition(" (")[0]
