"""Shows offers side by side: what each costs with freight, when it ships, who sells it, and who would take it."""

from collections.abc import Callable

from bot.cards.blocks import caps, product, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, join, text, whole
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, failure, gap, grid, press, rows, show
from bot.desk.shared.views import ComparisonView, Side
from bot.purchasing.choice import quantity_steps
from bot.purchasing.money import Fen
from bot.purchasing.requests.comparison import least

_ROOMY = 3
"""So many offers at most have an empty line between them."""
_VARIANT, _LEAST_TITLE, _MOST_STEPS = 24, 12, 4


def comparison(view: ComparisonView, language: str, *, private: bool) -> View:
    """Up to five offers in a few short lines each; below, what takes one, in a group what says which one."""
    w, of, roomy = Writer(language), view.comparison, len(view.sides) <= _ROOMY
    totals = [each.snapshot.total if each.snapshot else None for each in view.sides]
    best = {"compare-cheapest": least(totals), "compare-quickest": least([each.hours for each in view.sides])}
    told = [w.line("to-address", address=view.city)] if view.city else []
    told += [w.line(key, places=", ".join(map(str, places))) for key, places in best.items() if places]
    lines = [w.head("", None, "head-compare", pieces=w.pieces(of.pieces)), *([dotted(told)] if told else [])]
    for place, side in enumerate(view.sides, 1):
        lines += [*([gap()] if roomy else []), _title(w, side, place), *_facts(w, view, side, roomy=roomy)]
        if side.wishes:
            lines.append(w.line("compare-wishes", names=w.named(text(w.label("comma").join(side.wishes)))))
    unnamed = [side.offer for side in view.sides if side.sku is not None and not side.candidate.named]
    lines += [gap()] if roomy else [w.line("compare-legend")]
    if any(offer is not None and len(offer.skus) > 1 for offer in unnamed):
        lines.append(w.line("compare-variants"))
    lines += [w.marked(NEEDS_YOU, "compare-left-out", n=view.left_out)] if view.left_out else []
    priced = [place for place, side in enumerate(view.sides, 1) if side.snapshot is not None]
    takes = [w.button("compare-take", Code(ButtonAction.COMPARE_TAKE, (of.id, n, of.pieces)), n=n) for n in priced]
    wishes = [w.button("compare-wish", Code(ButtonAction.COMPARE_WISH, (of.id, n)), n=n) for n in priced]
    shown = [(side.offer, side.sku) for side in view.sides if side.offer is not None]
    worth = {n for offer, sku in shown for n in quantity_steps(offer, sku)} - {of.pieces}
    near = sorted(sorted(worth, key=lambda n: abs(n - of.pieces))[:_MOST_STEPS])
    others = [press(f"{n:,}", Code(ButtonAction.COMPARE, (of.id, n))) for n in near]
    typed = w.button("compare-type", Code(ButtonAction.COMPARE_TYPE, (of.id,)))
    return View(join(lines), (*grid(takes, 3), *([] if private else grid(wishes, 3)), *rows([*others, typed])))


def _title(w: Writer, side: Side, place: int) -> Html:
    """Its place, the beginning of its title, and the variant that is compared."""
    offer, sku = side.offer, side.sku
    if offer is None:
        return bold(Html(f"{place}. {text(side.candidate.offer_id)}"))
    variant = [brief(w.variant(sku), _VARIANT)] if sku is not None and sku.attributes else []
    title = brief(w.title(offer), caps.COMPARED_TITLE_COLUMNS)
    return bold(Html(f"{place}. {dotted([title, *variant])}"))


def _facts(w: Writer, view: ComparisonView, side: Side, *, roomy: bool) -> list[Html]:
    """Its sums, its terms and its seller, shorter if there is no room; if it cannot be bought like this, why."""
    offer, snapshot, error = side.offer, side.snapshot, side.error
    if error is not None:
        why = failure(w, error)
        return [w.marked(NEEDS_YOU, "compare-unpriced", why=why) if offer is not None else Html(f"{NEEDS_YOU} {why}")]
    if offer is None or snapshot is None:
        return product.problem(w, offer, side.finding)[:2] if offer is not None else []

    def both(amount: Fen, form: Callable[[Html], Html] = Html) -> Html:
        team = view.team
        second = sums.second_currency(w, amount, team.currency, team.rate) if team is not None else ""
        return Html(f"{form(show(amount))} {second.strip()}".strip())

    pieces, unit = view.comparison.pieces, snapshot.unit_price
    each, short = Fen((2 * snapshot.total + pieces) // (2 * pieces)), "" if roomy else "-short"
    all_in = both(each) if each * pieces == snapshot.total else Html(f"≈ {both(each)}")
    price = [w.line("compare-unit", price=show(unit))] if unit else []
    repeat = text(offer.seller.repeat_percent.rstrip(" %"), 8)
    few = offer.least(side.sku)
    facts = [w.line("least", pieces=w.of(offer, few)) if roomy else w.line("compare-least-short", n=few)]
    facts += [w.line(f"compare-ships{short}", n=side.hours)] if side.hours is not None else []
    facts += [w.line("years", n=offer.seller.years)] if offer.seller.years else []
    facts += [w.line("reorder-rate", percent=repeat) if roomy else whole(f"{repeat} %")] if repeat else []
    facts += [w.line(f"compare-orders{short}", n=side.orders)] if side.orders else []
    facts += [w.line("compare-last", price=show(side.last))] if side.last is not None and roomy else []
    return [
        dotted([both(snapshot.total, bold), w.line("compare-freight", amount=show(snapshot.freight))]),
        dotted([*price, w.line("compare-all-in", amount=all_in)]),
        dotted(facts),
    ]
