"""Shows what a purchase cost line by line, and what people add to that: before it is added, and to be taken back."""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, code, join, text, whole
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, TO_PAY, Writer, dotted, gap, page_of, rows, show, turning
from bot.desk.shared.costed_orders import CostedOrder
from bot.desk.tracking.costs import CostView, ToldCost
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order import OrderLine
from bot.purchasing.orders.line_cost import YUAN, CostLine, OtherCost, bought_at, cost_of
from bot.purchasing.requests.own_sku_pieces import bought_by

ON_A_PAGE = 3
"""Lines and other costs, of two lines each, so that they fit one screen of a phone beside the sums."""
KEEP = 2
"""What the button carries that does not take a cost back."""
_TITLE, _VARIANT, _SKU, _WORDS = 26, 18, 18, 40
_MOST_SHARES = 8


def cost_card(view: CostView, language: str, now: datetime, page: int = 1) -> View:
    """One page (from 1) of the lines and then of the other costs, with the sums of all of them below."""
    w = Writer(language, now)
    request, lines = view.purchase.request, [(each, line) for each in view.orders for line in each.lines]
    back = {each.reverses: each for each in view.others if each.reverses is not None}
    others = [each for each in view.others if each.reverses is None]
    items: list[tuple[CostedOrder, CostLine] | OtherCost] = [*lines, *others]
    at, pages, shown = page_of(items, page, ON_A_PAGE)
    said, buttons = [w.head(TO_PAY, request.name, "head-cost")], list[list[Button | None]]()
    for each in shown:
        if isinstance(each, OtherCost):
            said += _other(w, view, each, back.get(each.id))
            paper = w.button("cost-paper", Code(ButtonAction.COST_PAPER, (each.id,)), sum=show(each.total))
            take = w.button("cost-back", Code(ButtonAction.COST_BACK, (each.id, 0)), sum=show(each.total))
            able = view.changes and each.id not in back
            buttons.append([paper if each.file_id else None, take if able else None])
        else:
            said += _line(w, *each)
    every = [line for _, line in lines]
    facts = {name: sum_fen(getattr(line, name) for line in every) for name in ("due", "paid", "refunded", "other")}
    parts = [w.line(f"cost-{name}", sum=show(facts[name])) for name in facts if facts[name] or name == "paid"]
    said += [gap(), dotted(parts), w.line("cost-in-all", sum=Html(f"{bold(show(cost_of(every)))}{_all(w, lines)}"))]
    said += _rates(w, lines)
    if not all(line.told for line in every):
        said.append(w.marked(NEEDS_YOU, "cost-untold"))
    told = [order.told for order, _ in lines if order.told is not None]
    said += sums.as_of(w, min(told, default=None))
    turn = turning(at, pages, lambda to: Code(ButtonAction.COST, (request.id, to, 1)))
    return View(join(said), (*rows(*buttons), *turn))


def _line(w: Writer, order: CostedOrder, line: CostLine) -> list[Html]:
    """What it is, with the code that it was asked for by; then its pieces, its cost, and that of each piece."""
    asked = order.asked_line(line)
    offer = (asked.offer if asked else order.purchase.request.offer_of(line.offer_id)).worded(w.language)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    own = bought_by(asked.choice, [OrderLine(line.offer_id, line.spec_id, line.pieces)]) if asked else ()
    name = [brief(w.title(offer), _TITLE), *([brief(w.variant(sku), _VARIANT)] if sku and sku.attributes else [])]
    name += [brief(each, _SKU) for each in dict.fromkeys(each.code for each in own)][:1]
    each_of, exact = _rounded(Decimal(line.cost) / line.pieces) if line.pieces else (Fen(0), True)
    one = [w.line("cost-each", sum=Html(f"{'' if exact else '≈ '}{_both(w, order.rate, each_of)}"))]
    return [
        dotted(name),
        dotted([w.of(offer, line.pieces), _both(w, order.rate, line.cost), *(one if line.pieces > 1 else [])]),
    ]


def _rounded(fen: Decimal) -> tuple[Fen, bool]:
    """Whole fen, and whether nothing was lost by that."""
    near = fen.quantize(Decimal(1), ROUND_HALF_EVEN)
    return Fen(int(near)), near == fen


def _both(w: Writer, rate: Rate | None, amount: Fen) -> Html:
    """A sum in yuan, and in the team's currency at the rate of the day on which it was paid."""
    return Html(f"{show(amount)}{sums.second_currency(w, amount, rate.currency, rate.yuan) if rate else ''}")


def _all(w: Writer, lines: Iterable[tuple[CostedOrder, CostLine]]) -> str:
    """All of them in the team's currency, each at its own rate; empty if one has none, or another currency."""
    costs = [(order.rate, line.cost) for order, line in lines]
    currencies = {rate.currency if rate else "" for rate, _ in costs}
    if len(currencies) != 1 or "" in currencies:
        return ""
    value = sum((Decimal(cost) / 100 / rate.yuan for rate, cost in costs if rate), Decimal())
    return sums.in_currency(w, value, currencies.pop())


def _rates(w: Writer, lines: Iterable[tuple[CostedOrder, CostLine]]) -> list[Html]:
    """The rates that were used, each with the day from which on it is taken: that of the payment."""
    found: dict[tuple[str, str], Html] = {}
    for order, _ in lines:
        if order.rate is not None and w.now is not None:
            day = bought_at(order.order).astimezone(order.team.zone if order.team else None).date()
            facts = {"currency": order.rate.currency, "rate": str(order.rate.yuan), "day": sums.day(w, day, past=True)}
            found.setdefault((order.rate.currency, str(order.rate.yuan)), w.line("cost-rate", **facts))
    return list(found.values())


def _other(w: Writer, view: CostView, cost: OtherCost, back: OtherCost | None) -> list[Html]:
    """What somebody added: their words, and its share if it is for several purchases; that it was taken back."""
    ours = {view.purchase.request.id, *(each.request.id for each in view.purchase.parts)}
    share = sum_fen(each for number, each in cost.parts if number in ours)
    several = [w.line("cost-share", sum=show(share))] if share != cost.total else []
    who = [w.named(brief(view.names.get(cost.person_id, ""), _SKU)), w.when(cost.at)]
    gone = [w.line("cost-gone", name=view.names.get(back.person_id, ""))] if back is not None else []
    words = [brief(cost.words, _WORDS)] if cost.words else []
    return [dotted([_amount(w, cost), *words, *several]), dotted([*who, *gone])]


def _amount(w: Writer, cost: OtherCost) -> Html:
    """As it was typed, and in yuan at its rate."""
    if cost.currency == YUAN or cost.rate is None:
        return show(cost.total)
    typed = whole(f"{text(cost.currency)} {cost.amount:,.2f}")
    return w.line("cost-converted", typed=typed, sum=show(cost.total), rate=str(cost.rate))


def typed_card(told: ToldCost, language: str, *, added: bool) -> View:
    """What is understood of a typed cost, to be added by a press; or what was added, to be taken back."""
    w, cost = Writer(language), told.cost
    number = next(iter(told.names.values())) if len(told.names) == 1 else None
    lines = [w.head(DONE if added else TO_PAY, number, "head-cost-added" if added else "head-cost-typed")]
    lines.append(dotted([_amount(w, cost), *([brief(cost.words, _WORDS)] if cost.words else [])]))
    if number is None:
        lines.append(w.line(f"cost-by-{cost.basis.value}"))
        shares = [Html(f"#{text(told.names[each])} · {show(share)}") for each, share in cost.parts]
        lines += [*shares[:_MOST_SHARES], *w.more("lines-more", len(shares) - _MOST_SHARES)]
    lines += [w.line("cost-has-paper" if cost.file_id else "cost-paper-how")] if added or cost.file_id else []
    if added:
        opens = w.button("cost", Code(ButtonAction.COST, (cost.parts[0][0],)))
        back = w.button("cost-back", Code(ButtonAction.COST_BACK, (cost.id, 0)), sum=show(cost.total))
        return View(join(lines), rows([opens, back]))
    add = w.button("cost-add", Code(ButtonAction.COST_ADD, (told.mark,)), "success")
    return View(join(lines), rows([add, w.button("cost-leave", Code(ButtonAction.UNASK))]))


def back_question(told: ToldCost, language: str) -> View:
    """Asks for the second press that takes a cost back."""
    w, cost = Writer(language), told.cost
    numbers = w.line("comma").join(f"#{text(each)}" for each in told.names.values())
    lines = [w.head(NEEDS_YOU, None, "head-cost-back"), dotted([_amount(w, cost), brief(cost.words, _WORDS)])]
    yes = w.button("cost-back-yes", Code(ButtonAction.COST_BACK, (cost.id, 1)), "danger")
    return View(
        join([*lines, Html(numbers)]), rows([yes, w.button("cost-keep", Code(ButtonAction.COST_BACK, (cost.id, KEEP)))])
    )


def how(language: str) -> View:
    """What `/cost` can be asked, with examples."""
    w = Writer(language)
    return View(join([w.line("cost-how"), *(code(line) for line in w.label("usage-cost").splitlines())]))
