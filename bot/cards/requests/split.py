"""Shows what became of each part of a request that was split by its sellers."""

from collections.abc import Sequence

from bot.cards.blocks import goods, order_lines, purchase_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import Writer, dotted, grid, picture, press
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.views import CardState
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.purchase_sums import costs as still_costs
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.requests.purchase import Purchase

_MOST_PARTS, _GOODS_WIDTH, _STATE_WIDTH = 8, 14, 15
"""How many parts stand on the card, each on one line of a phone; the least room for a product, the most for a state."""
_WIDER = 6
"""Columns by which a line of Cyrillic or of capitals may be wider than it counts."""
_GOES_ON = (RequestState.PENDING, RequestState.APPROVED)


def parts(w: Writer, step: CardState, _: CardTurn) -> View:
    """What became of each part of a request that was approved and split by its sellers."""
    request, every = step.purchase.request, step.purchase.parts
    lines = [parts_head(w, request.name, every), sums.total(sums_of(step.purchase).total)]
    lines += [*sums.as_of(w, step.told), *arrived(w, step.purchase), *part_lines(w, every)]
    return View(join(lines), part_buttons(w, every), picture(request.offer.image_url))


def arrived(w: Writer, whole: Purchase) -> list[Html]:
    """How much arrived of all parts together, if anybody counted."""
    return [order_lines.arrived(w, whole.count)] if whole.count is not None else []


def parts_head(w: Writer, name: str, every: Sequence[Purchase]) -> Html:
    """The number of the whole, and from how many of its sellers something is ordered that still counts."""
    done = sum(any(still_costs(each, order) for order in each.orders) for each in every)
    goes_on = any(each.request.state in _GOES_ON and not each.orders for each in every)
    key = "head-parts" if done == len(every) else "head-parts-some" if done else "head-parts-waits"
    if not done and not goes_on:
        key = "head-parts-over" if any(each.orders for each in every) else "head-parts-none"
    return w.head("", name, key, n=len(every), done=done)


def part_lines(w: Writer, every: Sequence[Purchase]) -> list[Html]:
    """A line for each part: its number, what is bought, and the state that it is in."""
    lines = []
    for each in every[:_MOST_PARTS]:
        sign, key = purchase_lines.summary(each)
        number, state = f"{sign} {each.request.part}.".strip(), [brief(w.line(key), _STATE_WIDTH)]
        state += purchase_lines.back(w, each)
        name = goods.products(w, as_ordered(each).bought)
        lines.append(dotted([f"{number} {name}", *state]))
    return [*lines, *w.more("sellers-more", len(every) - _MOST_PARTS)]


def part_buttons(w: Writer, every: Sequence[Purchase]) -> Keyboard:
    """A button for the details of each part."""
    buttons = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),)))
        for each in every[:_MOST_PARTS]
    ]
    return grid(buttons, 4)
