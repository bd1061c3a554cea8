"""Shows what a purchase cost line by line, and what people add to that: before it is added, and to be taken back."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import NO_BREAK_SPACE, Html, brief, code, join, text, whole
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import BEIJING, DONE, NEEDS_YOU, TO_PAY, Writer, dotted, page_of, rows, show, turning
from bot.desk.money.costed_orders import CostedOrder
from bot.desk.money.costs import CostView, ToldCost
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.line_cost import CostLine, OtherCost, converted, cost_of
from bot.purchasing.requests.own_sku_pieces import bought_by

ON_A_PAGE = 2
"""Lines and other costs, of two lines each."""
KEEP = 2
"""What the button carries that does not take a cost back."""
_NAME, _TITLE, _VARIANT, _SKU, _SHORT, _WORDS = 28, 15, 10, 10, 10, 40
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
            buttons += [[paper if each.file_id else None], [take if able else None]]
        else:
            said += _line(w, *each)
    every = [line for _, line in lines]
    facts = {name: sum_fen(getattr(line, name) for line in every) for name in ("due", "paid", "refunded", "other")}
    parts = [w.line(f"cost-{name}", sum=show(facts[name])) for name in facts if facts[name] or name == "paid"]
    said += [dotted(parts), *_in_all(w, lines)]
    if not all(line.told for line in every):
        said.append(w.marked(NEEDS_YOU, "cost-untold"))
    said += sums.as_of(w, min(filter(None, (order.told for order, _ in lines)), default=None))
    turn = turning(at, pages, lambda to: Code(ButtonAction.COST, (request.id, to, 1)))
    return View(join(said), (*rows(*buttons), *turn))


def _line(w: Writer, order: CostedOrder, line: CostLine) -> list[Html]:
    """What it is, with the code that it was asked for by; then its pieces, its cost, and that of each piece."""
    asked, found = order.asked_line(line), order.offer(line)
    offer = found.worded(w.language) if found else None
    sku = offer.sku(line.spec_id) if offer and line.spec_id else None
    own = bought_by(asked.choice, [OrderLine(line.offer_id, line.spec_id, line.pieces)]) if asked else ()
    titles = [each.title for each in order.order.lines if each.entry_id == line.entry_id and each.title]
    named = w.title(offer) if offer else next(iter(titles), "")
    beside = [brief(w.variant(sku), _VARIANT)] if sku and sku.attributes else []
    beside += [brief(each.code, _SKU) for each in own[:1]]
    name = [brief(named, _NAME) if named else w.line("cost-goods-unknown"), *beside]
    said = [w.of(offer, line.pieces) if offer else w.pieces(line.pieces), _both(w, order.rate, line.cost)]
    if line.pieces > 1:
        one = Fen(round(Decimal(line.cost) / line.pieces))
        near = "" if one * line.pieces == line.cost else f"≈{NO_BREAK_SPACE}"
        said.append(w.line("cost-each", sum=Html(f"{near}{_both(w, order.rate, one)}")))
    return [dotted(name), dotted(said)]


def _both(w: Writer, rate: Rate | None, amount: Fen) -> Html:
    """A sum in yuan, and in the team's currency at the rate of the day on which it was paid."""
    return Html(f"{show(amount)}{sums.second_currency(w, amount, rate.currency, rate.yuan) if rate else ''}")


def _in_all(w: Writer, lines: Sequence[tuple[CostedOrder, CostLine]]) -> list[Html]:
    """The sum, also in the team's currency if each line has a rate; then the rates, each with its day."""
    value, rates = Decimal(), dict[tuple[str, str], Html]()
    for order, line in lines:
        if (rate := order.rate) is not None:
            value += converted([line], rate)
            day = sums.day(w, order.order.bought_at.astimezone(order.team.zone if order.team else BEIJING).date())
            key = "cost-rate" if order.order.paid_at is not None else "cost-rate-unpaid"
            said = w.line(key, currency=rate.currency, rate=str(rate.yuan), day=day)
            rates.setdefault((rate.currency, str(rate.yuan)), said)
    currencies = {order.rate.currency if order.rate else "" for order, _ in lines}
    foreign = sums.in_currency(w, value, *currencies) if len(currencies) == 1 and "" not in currencies else ""
    total = sums.total(cost_of(line for _, line in lines), foreign)
    return [w.line("cost-in-all", sum=total), *rates.values()]


def _other(w: Writer, view: CostView, cost: OtherCost, back: OtherCost | None) -> list[Html]:
    """What somebody added: their words, and its share if it is for several purchases; that it was taken back."""
    share = cost.share_of(*(each.request.id for each in (view.purchase, *view.purchase.parts)))
    several = [w.line("cost-share", sum=show(share))] if share != cost.total else []
    who = [w.named(brief(view.names.get(cost.person_id, ""), _SKU)), w.when(cost.at)]
    gone = [w.line("cost-gone", name=view.names.get(back.person_id, ""))] if back is not None else []
    return [dotted([_amount(w, cost, _SHORT), *several]), dotted([*who, *gone])]


def _amount(w: Writer, cost: OtherCost, width: int, *, rate: bool = False) -> Html:
    """As it was typed, in yuan at its rate, and what it is for in so many columns."""
    said = show(cost.total)
    if cost.rate is not None:
        typed = whole(f"{text(cost.currency)} {cost.amount:,.2f}")
        said = w.line("cost-converted-at" if rate else "cost-converted", typed=typed, sum=said, rate=str(cost.rate))
    return dotted([said, brief(cost.words, width)])


def typed_card(told: ToldCost, language: str, stage: str) -> View:
    """A cost as it was understood (`typed`), to be added by a press; `added`; or about to be taken `back`."""
    w, cost = Writer(language), told.cost
    number = next(iter(told.names.values())) if len(told.names) == 1 else None
    signs = {"typed": TO_PAY, "added": DONE, "back": NEEDS_YOU}
    lines = [w.head(signs[stage], number, f"head-cost-{stage}"), _amount(w, cost, _WORDS, rate=True)]
    if number is None:
        lines.append(w.line(f"cost-by-{cost.basis.value}"))
        shares = [Html(f"#{text(told.names[each])} · {show(share)}") for each, share in cost.parts]
        lines += [*shares[:_MOST_SHARES], *w.more("lines-more", len(shares) - _MOST_SHARES)]
    if cost.file_id or stage == "added":
        lines.append(w.line("cost-has-paper" if cost.file_id else "cost-paper-how"))
    match stage:
        case "typed":
            yes = w.button("cost-add", Code(ButtonAction.COST_ADD, (told.mark,)), "success")
            no = w.button("cost-leave", Code(ButtonAction.UNASK))
        case "added":
            yes = w.button("cost", Code(ButtonAction.COST, (cost.parts[0][0],)))
            no = w.button("cost-back", Code(ButtonAction.COST_BACK, (cost.id, 0)), sum=show(cost.total))
        case _:
            yes = w.button("cost-back-yes", Code(ButtonAction.COST_BACK, (cost.id, 1)), "danger")
            no = w.button("cost-keep", Code(ButtonAction.COST_BACK, (cost.id, KEEP)))
    return View(join(lines), rows([yes], [no]))


def how(language: str) -> View:
    """What `/cost` can be asked, with examples."""
    w = Writer(language)
    return View(join([w.line("cost-how"), *(code(line) for line in w.label("usage-cost").splitlines())]))
