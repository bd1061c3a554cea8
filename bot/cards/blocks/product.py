"""Says what is to be said of an offer: title, picture, prices, terms, seller, and what is wrong with a choice."""

from collections.abc import Iterable, Sequence

from bot.cards.blocks import caps
from bot.cards.blocks.html import Html, bold, brief, clean, join, text, whole
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import FAILED, LABEL_UNITS, NEEDS_YOU, Writer, dashed, dotted, of_1688, picture, said, show
from bot.cards.texts import catalogue as texts
from bot.purchasing.choice import Finding, Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Sku
from bot.purchasing.requests.request import Request

SUMS = ("goods", "freight", "discount", "total")
"""The amounts of a preview, in the order in which a finding has them."""

_MOST_TIERS, _TIERS_IN_LINES = 5, 3
_UNREAD_UNITS = 80
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


def named(w: Writer, offer: Offer, sku: Sku | None = None) -> list[Html]:
    """The title, after the variant if one is chosen."""
    variant = [bold(brief(w.variant(sku), caps.VARIANT_COLUMNS))] if sku and sku.attributes else []
    return [dotted([*variant, brief(w.title(offer), caps.TITLE_COLUMNS)])]


def card(request: Request, lines: Iterable[Html], keyboard: Keyboard = ()) -> View:
    """A message about a request, with the picture of what is bought: of its variant, else of the offer."""
    image = picture(request.sku.image_url if request.sku else "", request.offer.image_url)
    return View(join(lines), keyboard, image)


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


def seller(w: Writer, offer: Offer, width: int = caps.SELLER_COLUMNS) -> list[Html]:
    """Who sells, with what 1688 tells of them; of a long name its beginning."""
    name = offer.seller.company or offer.seller.login
    if not clean(name):
        return []
    facts: list[str] = []
    if offer.seller.years:
        facts.append(w.line("years", n=offer.seller.years))
    if repeat := text(offer.seller.repeat_percent.rstrip(" %"), 8):
        facts.append(w.line("reorder-rate", percent=repeat))
    short = brief(name, width)
    if not facts:
        return [w.line("seller", name=short)]
    return [w.line("seller-known", name=short, facts=Html(w.line("comma").join(facts)))]


def unread(w: Writer, words: str) -> list[Html]:
    """The typed words that were neither variant nor quantity, beside a choice that is complete."""
    return [w.line("not-understood", words=text(words, _UNREAD_UNITS))] if clean(words) else []


def problem_key(problem: str, limit: object) -> str:
    """The text of a problem; 1688's own refusals come without the number that would work."""
    key = f"problem-{dashed(problem)}"
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
