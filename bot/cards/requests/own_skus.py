"""Shows the list of own SKUs, and on the card of a purchase by which of them it was asked for."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import caps, product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, code, cut, join, text
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dashed, dotted, grid, press, rows, turning
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.requests.own_skus import ShownSku, SkuPage
from bot.desk.shared.views import CardState, Stage
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.choice import Choice
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku, CodeFault, OwnSku, Source
from bot.purchasing.requests.own_sku_pieces import Reckoned, another_variant, placed, reckoned
from bot.purchasing.requests.own_sku_reserve import dearer, held_up, to_replace
from bot.purchasing.requests.request import Request
from bot.purchasing.sheets.sku_sheet import SkuProblem, SkuProblemKind, TakenIn

_CODE, _ENTRY, _LINE, _NAMES, _SOME = 18, 32, 36, 26, 14
"""The longest code, entry of the list, line of a card, and list of codes behind one or a few words, in columns."""
_MOST_PROBLEMS, _WORDS = 3, 14
_FIRST = 6
"""So many codes at most are written on one line, which is cut where it ends."""
_LABEL = 12
"""The longest code on a button."""
_LEAST = 6
"""A name that has less room is left out."""
_WITH_CODES = frozenset({
    Stage.BLOCKED, Stage.VARIANT, Stage.QUANTITY, Stage.SEVERAL, Stage.LINES, Stage.ADDRESS, Stage.CONFIRM,
})  # fmt: skip


def page(found: SkuPage, language: str) -> View:
    """One page of the list; a press on a code shows it."""
    w = Writer(language)
    if not found.total:
        how = [w.line("skus-how"), *map(code, w.label("usage-sku").splitlines())] if found.keeps else []
        return View(join([w.line("skus-empty"), *how]))
    of = f" · {w.line('page-of', page=found.page, pages=found.pages)}" if found.pages > 1 else ""
    lines = [Html(w.head("", None, "head-skus", n=found.total) + of)]
    for sku in found.skus:
        ratio = [w.line("sku-ratio-short", n=sku.ratio)] if sku.ratio > 1 else []
        short = brief(sku.code, _CODE)
        lines.append(dotted([bold(short), brief(sku.name, caps.LISTED_TITLE_COLUMNS), *ratio]))
    codes = [press(cut(each.code, _LABEL), Code(ButtonAction.SKU, (each.id,))) for each in found.skus]
    turn = turning(found.page, found.pages, lambda to: Code(ButtonAction.SKUS, (to,)))
    file = w.button("as-sheet", Code(ButtonAction.SKU_EXPORT))
    return View(join([*lines, w.line("skus-buy-how")]), (*grid(codes, 2), *turn, *rows([file])))


def shown(found: ShownSku, language: str, head: str = "") -> View:
    """One own SKU with its sources, and what can be done with it; `head` is the text of what was just done."""
    w, sku = Writer(language), found.sku
    lines = [*([w.line(head)] if head else []), dotted([bold(text(sku.code)), brief(sku.name, _LINE)])]
    lines.append(w.line("sku-ratio", n=sku.ratio))
    lines += _source(w, "sku-source", sku.source)
    lines += _source(w, "sku-reserve", sku.reserve) if sku.reserve else []
    buy = w.button("sku-buy", Code(ButtonAction.SKU_BUY, (sku.id, 0, 0)), "primary")
    remove = w.button("sku-remove", Code(ButtonAction.SKU_REMOVE, (sku.id, 0))) if found.keeps else None
    site = w.link("open-1688", sku.source.link)
    return View(join(lines), rows([buy, site], [remove]))


def _source(w: Writer, key: str, source: Source) -> list[Html]:
    variant = text(source.variant, 80) if source.variant else w.line("sku-no-variant")
    unsure = [w.line("sku-not-checked")] if source.variant and not source.spec_id else []
    return [dotted([w.line(key, offer=code(source.offer_id)), variant, *unsure])]


def kept(found: ShownSku, language: str) -> View:
    """The same after it was added or changed."""
    view = shown(found, language, "sku-added" if found.added else "sku-changed")
    if not found.old_name:
        return view
    names = {"name": brief(found.old_name, _LINE), "sku": code(f"/sku name {found.sku.code} …")}
    return replace(view, text=join([view.text, Writer(language).line("sku-renamed", **names)]))


def remove_question(sku: OwnSku, language: str) -> View:
    """Asks for the second press that takes a code off the list."""
    w = Writer(language)
    yes, no = (Code(ButtonAction.SKU_REMOVE, (sku.id, word)) for word in (1, 2))
    keyboard = rows([w.button("sku-remove-yes", yes, "danger"), w.button("back", no)])
    return View(w.marked(NEEDS_YOU, "sku-remove-question", sku=sku.code), keyboard)


def bad_code(fault: CodeFault, typed: str, language: str) -> View:
    """Why this can be no code."""
    w = Writer(language)
    return View(w.marked(NEEDS_YOU, f"sku-code-{dashed(fault)}", words=text(typed, 40)))


def not_taken(key: str, codes: Sequence[str], language: str, *, opened: bool) -> View:
    """Why (`key`) these codes are not bought; `opened` tells that others beside them were."""
    w = Writer(language)
    line = w.line(key, names=brief(w.label("comma").join(codes), 2 * _LINE))
    return View(join([Html(f"{NEEDS_YOU} {line}"), w.line("skus-rest" if opened else "nothing-opened")]))


def reserves(skus: Sequence[tuple[OwnSku, int]], language: str) -> View:
    """Offers the reserves of codes whose offers 1688 does not show any more."""
    w = Writer(language)
    offers = [
        [w.button("sku-take-reserve-of", Code(ButtonAction.SKU_BUY, (sku.id, count, 1)), sku=cut(sku.code, _LABEL))]
        for sku, count in skus[:_MOST_PROBLEMS]
    ]
    return View(w.line("sku-reserve-offered"), rows(*offers))


def taken_in(found: TakenIn, problems: Sequence[SkuProblem], language: str) -> View:
    """What a file changed in the list, and by row what was wrong."""
    w = Writer(language)
    lines = [w.line("skus-taken-in", added=len(found.added), changed=len(found.changed), same=found.same)]
    if problems:
        ordered = sorted(problems, key=lambda each: each.row)
        lines.append(w.marked(NEEDS_YOU, "sheet-left-out", n=len(problems)))
        lines += [_problem(w, each) for each in ordered[:_MOST_PROBLEMS]]
        lines += w.more("lines-more", len(problems) - _MOST_PROBLEMS)
    if found.unnamed:
        names = brief(w.label("comma").join(found.unnamed), 2 * _LINE)
        lines.append(w.line("skus-unnamed", n=len(found.unnamed), names=names))
    return View(join([*lines, w.line("skus-none-removed")]))


def _problem(w: Writer, each: SkuProblem) -> Html:
    words = brief(each.words, _WORDS)
    if each.kind is SkuProblemKind.BAD_CODE:
        why = w.line(f"sku-code-{dashed(each.fault)}", words=words)
    else:
        why = w.line(f"sku-row-{dashed(each.kind)}", words=words)
    return w.line("sheet-row", row=each.row, why=why)


def lines(w: Writer, request: Request) -> list[Html]:
    """By which codes a purchase was asked for, in one line, and what became of their pieces."""
    return [*codes(w, request), *sums(w, request)]


def in_full(w: Writer, request: Request, most: int) -> list[Html]:
    """The same with a line for each code, `most` at most."""
    pairs = _asked_by(request)
    lines = [_code(w, offer, own) for offer, own in pairs[:most]]
    return [*lines, *w.more("lines-more", len(pairs) - most), *sums(w, request)]


def codes(w: Writer, request: Request) -> list[Html]:
    """By which codes a purchase was asked for, on one line: of several each with how many of ours."""
    pairs = _asked_by(request)
    if len(pairs) < 2:
        return [_code(w, offer, own) for offer, own in pairs]
    names = w.label("comma").join(_short(w, own) for _, own in pairs[:_FIRST])
    return [w.line("sku-codes", n=len(pairs), names=brief(names, _NAMES))]


def _asked_by(request: Request) -> list[tuple[Offer, AskedSku]]:
    return [(offer, own) for offer, choice in _by_code(request) for own in placed(choice)]


def _short(w: Writer, own: AskedSku) -> str:
    """How many of an own SKU, and of how many pieces each is: `TSH-RED-M 20 × 5`."""
    counted = f"{own.code} {own.count or ''}".strip() + (f" × {own.ratio}" if own.ratio > 1 else "")
    return w.label("sku-short-reserve", words=counted) if own.reserve else counted


def sums(w: Writer, request: Request) -> list[Html]:
    """Where other pieces or variants are bought than codes asked for: this is never left out."""
    lines = [each for offer, choice in _by_code(request) for each in _sum(w, offer, choice)]
    if len(lines) < 2 or len(_by_code(request)) < 2:
        return lines
    pairs = [(choice, reckoned(offer, choice)) for offer, choice in _by_code(request)]
    return _sums(w, [(choice, each) for choice, each in pairs if each.wanted != each.bought])


def _by_code(request: Request) -> list[tuple[Offer, Choice]]:
    """What of it was asked for by codes: each of several products that are shown together, or the one that is."""
    if request.chosen.line is not None:
        return [(request.offer, request.choice)] if request.choice.own else []
    out = {each.place for each in request.missing} if request.asked_for else set()
    return [(each.offer, each.choice) for each in request.asked if each.choice.own and each.place not in out]


def _code(w: Writer, offer: Offer, own: AskedSku) -> Html:
    """`TSH-RED-M · Red shirt · 20 × 5 = 100 pcs`; a name that is the offer's title says nothing more."""
    counted = Html(
        f"{own.count} × {own.ratio} = {w.of(offer, own.pieces)}" if own.ratio > 1 else w.of(offer, own.count)
    )
    reserve = [w.line("sku-from-reserve")] if own.reserve else []
    code_, rest = brief(own.code, _CODE), [*([counted] if own.count else []), *reserve]
    titles = (offer.shown_title, offer.title, w.title(offer))
    name = brief(own.name, caps.LISTED_TITLE_COLUMNS) if own.name not in titles else ""
    return dotted([bold(code_), name, *rest])


def _sum(w: Writer, offer: Offer, choice: Choice) -> list[Html]:
    """What became of the pieces that codes asked for: raised to whole lots, changed, or of another variant."""
    if not choice.own or not choice.quantity:
        return []
    result = reckoned(offer, choice)
    lines = []
    if result.wanted != result.bought:
        facts = {"wanted": w.of(offer, result.wanted), "bought": w.of(offer, result.bought)}
        key = "sku-raised" if result.lots else "sku-instead"
        lines.append(w.line(key, lot=offer.lot or 1, **facts))
    others = [each.code for each in choice.own if another_variant(choice, each)]
    lines += [w.line("sku-other-variant", names=brief(w.label("comma").join(others), _SOME))] if others else []
    return lines


def _sums(w: Writer, found: Sequence[tuple[Choice, Reckoned]]) -> list[Html]:
    """The same of several products, in a line each for what was raised and what was changed."""
    lines = []
    for key, raised in (("sku-raised-some", True), ("sku-instead-some", False)):
        parts = [f"{c.own[0].code} {each.wanted} → {each.bought}" for c, each in found if each.lots is raised][:_FIRST]
        lines += [w.line(key, names=brief(w.label("comma").join(parts), _SOME))] if parts else []
    return lines


def reserve(w: Writer, step: CardState) -> Button | None:
    """The way to the other source, if this one cannot be had or costs more than was agreed to, or than rules allow."""
    request = step.purchase.request
    place, dear = held_up(request.chosen, step.finding), dearer(step.purchase)
    why, is_cap = step.forbidden, step.forbidden_detail == "order"
    over = why is Obstacle.OVER_BUDGET or (why is Obstacle.OVER_CAP and is_cap)
    if place is None and (dear or over) and to_replace(request.chosen, 0, dear):
        place = 0
    code = Code(ButtonAction.SKU_RESERVE, (request.id, place or 0))
    return w.button("sku-take-reserve", code, "primary") if place is not None else None


def on_card(w: Writer, step: CardState, turn: CardTurn, view: View) -> View:
    """The card of a draft that was asked for by codes: which they are, and the reserve if the source cannot be had."""
    request = step.purchase.request
    if step.stage not in _WITH_CODES or not _by_code(request):
        return view
    lines = [] if step.stage is Stage.CONFIRM else codes(w, request)
    take = None if turn.more else reserve(w, step)
    before = [Html(line) for line in view.text.split("\n")]
    if lines and step.stage in (Stage.QUANTITY, Stage.VARIANT):  # the next card names the seller
        before = [line for line in before if line not in product.seller(w, request.offer)]
    words = join([*before, *lines]) if lines else view.text
    return replace(view, text=words, keyboard=(*rows([take]), *view.keyboard))
