"""Words what every card says of an offer: titles, prices, terms, seller, and what is wrong with a choice."""

from collections.abc import Sequence

from bot.cards.blocks.html import Html, beginning, bold, brief, clean, columns, plain, text, whole
from bot.cards.blocks.writer import FAILED, LABEL_UNITS, NEEDS_YOU, Writer, dotted, of_1688, said, show
from bot.cards.texts import catalogue as texts
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Sku
from bot.purchasing.request import Choice, Finding, Problem
from bot.purchasing.requests.purchase import Request

SUMS = ("goods", "freight", "discount", "total")
"""The amounts of a preview, in the order in which a finding has them."""

_MOST_TIERS, _TIERS_IN_LINES = 5, 3
_UNREAD_UNITS = 80
VARIANT_WIDTH, _SELLER_WIDTH = 24, 24
"""The longest variant and name of a seller on a card, in columns."""
_TWO_LINES, _LEAST_TITLE = 72, 40
"""A title fills what two lines of a phone have left beside variant and quantity, but has this much in any case."""
_OWN_WORDS = frozenset(
    {
        Problem.REFUSED,
        Problem.NOT_ORDERABLE,
        Problem.VARIANT_UNKNOWN,
        Problem.VARIANT_UNCLEAR,
        Problem.WORDS_UNKNOWN,
        Problem.NO_ADDRESS,
    }
)


def titles(w: Writer, offer: Offer) -> list[Html]:
    """The title in the reader's language, and the original if it differs."""
    first = text(w.title(offer))
    original = text(offer.title)
    return [first] if first == original or w.language == "zh" or not original else [first, original]


def variant_line(w: Writer, sku: Sku | None) -> list[Html]:
    return [bold(text(w.variant(sku)))] if sku and sku.attributes else []


def named(w: Writer, offer: Offer, sku: Sku | None = None) -> list[Html]:
    """The beginning of the title, after the variant if one is chosen; the whole title is behind *Details*."""
    variant = [bold(brief(w.variant(sku), VARIANT_WIDTH))] if sku and sku.attributes else []
    return [with_title(variant, w.title(offer))]


def goods(w: Writer, request: Request, width: int = 0) -> Html:
    """How many, in which variant, of what, cut to `width` columns if there is one."""
    if request.asked:
        count = [text(w.pieces(request.pieces))] if request.pieces else []
        bought, every = len(request.bought), len(request.offers)
        some = bought < every and request.state is RequestState.DRAFT and not request.asked_for
        parts = [w.line("products-of", n=bought, total=every) if some else w.line("products", n=bought), *count]
        # On a card a line for each seller follows, which names what is bought.
        return with_title(parts, _titles(w, request), width) if width else dotted(parts)
    count = [w.of(request.offer, request.choice.pieces)] if request.choice.pieces else []
    sku = request.sku
    variant = [brief(w.variant(sku), VARIANT_WIDTH)] if sku and sku.attributes else several(w, request.choice)
    return with_title([*count, *variant], w.title(request.offer), width)


def _titles(w: Writer, request: Request) -> str:
    return ", ".join(clean(w.title(each)) for each in request.bought)


def with_title(parts: Sequence[Html], title: str, width: int = 0) -> Html:
    """The parts and the beginning of the title: in `width` columns, else in two lines of a phone."""
    taken = sum(columns(plain(each)) + 3 for each in parts)
    shown = brief(title, max(width - taken, 1)) if width else beginning(title, _TWO_LINES - taken, _LEAST_TITLE)
    return dotted([*parts, shown])


def chosen(w: Writer, request: Request) -> list[Html]:
    """Which variant and how many, in full."""
    choice = request.choice
    if request.asked:
        return [w.line("products", n=len(request.bought))]
    count = [w.of(request.offer, choice.pieces)] if choice.pieces else []
    one = [text(w.variant(request.sku))] if request.sku and request.sku.attributes else []
    parts = [*(one or several(w, choice)), *count]
    return [dotted(parts)] if parts else []


def several(w: Writer, choice: Choice) -> list[Html]:
    """How many variants, if there are several."""
    return [w.line("variants", n=len(choice.several))] if choice.several else []


def prices(w: Writer, offer: Offer) -> list[Html]:
    """The price tiers, or from the cheapest to the dearest variant."""
    own = sorted({sku.price for sku in offer.skus if sku.price is not None})
    if offer.price_by is PriceBy.SKU and own:
        return [bold(show(own[0]) if own[0] == own[-1] else Html(f"{show(own[0])} – {show(own[-1])}"))]
    tiers = sorted(offer.tiers, key=lambda tier: tier.start)[:_MOST_TIERS]
    if len(tiers) == 1:
        return [bold(show(tiers[0].price))]
    lines = [
        w.line("tier", price=bold(show(each.price)), **{"from": w.of(offer, each.start, "-from")}) for each in tiers
    ]
    return lines if len(lines) <= _TIERS_IN_LINES else [dotted(whole(each) for each in lines)]


def terms(w: Writer, offer: Offer, sku: Sku | None = None) -> Html:
    """Minimum, lot, stock (of the variant if one is chosen) and how many variants, on one line."""
    parts = [_minimum(w, offer)]
    if offer.lot and offer.lot > 1:
        parts.append(w.line("lots-of", pieces=w.of(offer, offer.lot)))
    stock = offer.stock_of(sku) if sku or not offer.skus else sum(each.stock for each in offer.skus)
    if stock is not None:
        parts.append(w.line("in-stock", n=stock))
    if len(offer.skus) > 1 and not sku:
        parts.append(w.line("variants", n=len(offer.skus)))
    return dotted(parts)


def _minimum(w: Writer, offer: Offer) -> Html:
    """The minimum, and what goods of the seller must come to together if they may be mixed instead."""
    pieces, mix = w.of(offer, max(1, offer.minimum)), offer.mix
    if not mix.allowed:
        return w.line("minimum", pieces=pieces)
    if not mix.known:
        return w.line("minimum-mixed-untold", pieces=pieces)
    ways = [text(w.pieces(mix.number))] if mix.number > 0 else []
    ways += [show(mix.amount)] if mix.amount > 0 else []
    return w.line("minimum-mixed", pieces=pieces, together=Html(w.line("or").join(ways)))


def seller(w: Writer, offer: Offer, width: int = _SELLER_WIDTH) -> list[Html]:
    """Who sells, with what 1688 tells of them; of a long name its beginning."""
    name = offer.seller.company or offer.seller.login
    if not clean(name):
        return []
    facts: list[str] = []
    if offer.seller.years:
        facts.append(w.line("years", n=offer.seller.years))
    if repeat := text(offer.seller.repeat_percent.rstrip(" %"), 8):
        facts.append(w.line("reorder-rate", percent=repeat))
    shown = brief(name, width)
    if not facts:
        return [w.line("seller", name=shown)]
    return [w.line("seller-known", name=shown, facts=Html(w.line("comma").join(facts)))]


def unread(w: Writer, words: str) -> list[Html]:
    """The typed words that were neither variant nor quantity, beside a choice that is complete."""
    return [w.line("not-understood", words=text(words, _UNREAD_UNITS))] if clean(words) else []


def problem_key(problem: str, limit: object) -> str:
    """The text of a problem; 1688's own refusals come without the number that would work."""
    key = f"problem-{problem.replace('_', '-')}"
    return key if limit is not None or not texts.has(f"{key}-now") else f"{key}-now"


def sums_named(w: Writer, sums: Sequence[int]) -> list[Html]:
    """Goods, freight, discount and total that do not add up."""
    if len(sums) != len(SUMS):
        return []
    return [w.line("sums-named", **{name: show(Fen(amount)) for name, amount in zip(SUMS, sums, strict=True)})]


def problem(w: Writer, offer: Offer, finding: Finding | None) -> list[Html]:
    """What is wrong with the choice and what would work, with 1688's own words below."""
    if finding is None:
        return []
    limit = w.of(offer, finding.limit) if finding.limit is not None else ""
    options = w.line("or").join(text(w.of(offer, n)) for n in finding.suggestions)
    key = problem_key(finding.problem.value, finding.limit)
    sign = FAILED if finding.problem in (Problem.DELISTED, Problem.SOLD_OUT) else NEEDS_YOU
    typed = text(finding.reason, LABEL_UNITS)
    lines = [
        Html(f"{sign} {w.line(key, limit=limit, words=typed, options=Html(options))}"),
        *sums_named(w, finding.sums),
    ]
    if finding.problem is Problem.NOT_A_LOT and options:
        lines = [w.sentences(lines[0], w.line("rather", options=Html(options)))]
    if finding.reason and (finding.problem in _OWN_WORDS or key.endswith("-now")):
        # Of every other problem the line above says what 1688 means.
        lines += of_1688(w, finding.reason) if finding.problem is Problem.REFUSED else [said(finding.reason)]
    return lines
