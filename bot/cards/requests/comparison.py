"""Shows offers side by side: what each costs with freight, when it ships, who sells it, and who would take it."""

import base64
from collections.abc import Sequence

from bot.cards.blocks import product, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import ROW, Html, beginning, bold, brief, columns, join, plain, text, whole
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, gap, grid, press, rows, show, why_of
from bot.desk.shared.values import ComparisonView, SellerRecord
from bot.purchasing.money import Fen
from bot.purchasing.requests.comparison import MOST, Side, cheapest, per_piece, quickest, steps

_ROOMY = 3
"""So many offers at most have an empty line between them."""
_VARIANT, _LEAST_TITLE = 24, 12
_BYTES = 6
"""The number of an offer has at most 13 digits; of six bytes each, five of them fit a button."""


def comparison(view: ComparisonView, language: str, *, private: bool) -> View:
    """Up to five offers in a few short lines each; below, what takes one, in a group what says which one."""
    w, of = Writer(language), view.comparison
    key = "head-compare-to" if view.city else "head-compare"
    lines = [w.head("", None, key, pieces=w.pieces(of.pieces), city=view.city)]
    for place, side in enumerate(view.sides, 1):
        lines += [gap()] if len(view.sides) <= _ROOMY or place == 1 else []
        lines += [_title(w, side, place), *_of_side(w, view, side, place)]
        if names := view.wishes.get(place):
            lines.append(w.line("compare-wishes", names=w.named(text(w.label("comma").join(names)))))
    lines += [gap(), w.marked(NEEDS_YOU, "compare-left-out", n=view.left_out)] if view.left_out else []
    priced = [place for place, side in enumerate(view.sides, 1) if side.snapshot is not None]
    takes = [w.button("compare-take", Code(ButtonAction.COMPARE_TAKE, (of.id, n, of.pieces)), n=n) for n in priced]
    wishes = [w.button("compare-wish", Code(ButtonAction.COMPARE_WISH, (of.id, n)), n=n) for n in priced]
    others = [press(f"{n:,}", Code(ButtonAction.COMPARE, (of.id, n))) for n in steps(view.sides, of.pieces)]
    typed = w.button("compare-type", Code(ButtonAction.COMPARE_TYPE, (of.id,)))
    return View(join(lines), (*rows(takes), *([] if private else grid(wishes, 3)), *rows(others, [typed])))


def first_hits(w: Writer, offer_ids: Sequence[str]) -> Button | None:
    """Sets the first of these offers of a search side by side, without another search; None for fewer than two."""
    first = offer_ids[:MOST]
    able = len(first) > 1 and all(each.isdecimal() and int(each) < 1 << 8 * _BYTES for each in first)
    return w.button("compare-first", Code(ButtonAction.COMPARE_HITS, (packed(first),)), n=len(first)) if able else None


def packed(offer_ids: Sequence[str]) -> str:
    """The numbers of five offers at most, short enough for a button."""
    return base64.urlsafe_b64encode(b"".join(int(each).to_bytes(_BYTES, "big") for each in offer_ids)).decode()


def unpacked(text: str) -> tuple[str, ...]:
    """The numbers that `packed` wrote."""
    every = base64.urlsafe_b64decode(text)
    return tuple(str(int.from_bytes(every[at : at + _BYTES], "big")) for at in range(0, len(every), _BYTES))


def _title(w: Writer, side: Side, place: int) -> Html:
    """Its place, the variant that is compared and how it was chosen, and the beginning of the title."""
    offer, sku = side.offer, side.sku
    if offer is None:
        return bold(Html(f"{place}. {text(side.candidate.offer_id)}"))
    variant = [brief(w.variant(sku), _VARIANT)] if sku is not None and sku.attributes else []
    if variant and len(offer.skus) > 1 and not side.candidate.named:
        variant = [w.line("compare-variants", variant=variant[0], n=len(offer.skus))]
    taken = sum(columns(plain(each)) + 3 for each in variant) + 3
    title = beginning(w.title(offer), max(ROW - taken, _LEAST_TITLE), _LEAST_TITLE)
    return bold(Html(f"{place}. {dotted([title, *variant])}"))


def _of_side(w: Writer, view: ComparisonView, side: Side, place: int) -> list[Html]:
    """Its sums, its terms and its seller; if it cannot be bought like this, why."""
    offer, snapshot, error = side.offer, side.snapshot, view.errors.get(place)
    if error is not None:
        key = "compare-unpriced" if offer is not None else "unshown"
        return [w.marked(NEEDS_YOU, key, offer=side.candidate.offer_id, why=why_of(w, error))]
    if offer is None or snapshot is None:
        return product.problem(w, offer, side.finding)[:2] if offer is not None else []

    def both(amount: Fen) -> str:
        team = view.team
        return f"{show(amount)}{sums.second_currency(w, amount, team.currency, team.rate) if team else ''}"

    pieces, hours = view.comparison.pieces, side.hours
    each = per_piece(snapshot.total, pieces)
    exact = each * pieces == snapshot.total
    least = [w.line("compare-cheapest")] if place in cheapest(view.sides) else []
    ships = "compare-quickest" if place in quickest(view.sides) else "compare-ships"
    unit = snapshot.unit_price
    repeat = text(offer.seller.repeat_percent.rstrip(" %"), 8)
    facts = [
        *([w.line(ships, n=hours)] if hours is not None else []),
        *([w.line("years", n=offer.seller.years)] if offer.seller.years else []),
        *([w.line("reorder-rate", percent=repeat)] if repeat else []),
        *_record(w, view.records.get(place)),
    ]
    return [
        dotted([Html(f"{bold(Html(both(snapshot.total)))}"), *least]),
        w.line("compare-piece", amount=whole(both(each) if exact else f"≈ {both(each)}")),
        dotted([
            *([w.line("compare-unit", price=show(unit))] if unit else []),
            w.line("compare-freight", amount=show(snapshot.freight)),
            w.line("least", pieces=w.of(offer, offer.least(side.sku))),
        ]),
        dotted(facts),
    ]  # fmt: skip


def _record(w: Writer, of: SellerRecord | None) -> list[Html]:
    """How often we bought of its seller, and what this offer cost last."""
    if of is None or not of.orders:
        return [w.line("compare-new")] if of is not None else []
    last = [w.line("compare-last", price=show(of.last_unit_price))] if of.last_unit_price is not None else []
    return [w.line("compare-many-orders" if of.many else "compare-orders", n=of.orders), *last]
