"""Shows what became of each part of a request that was approved and split by its sellers."""

from collections.abc import Sequence

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, join, plain
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, dotted, grid, picture, press, show
from bot.cards.requests import baskets, lists
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.values import CardState
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.payable import costs
from bot.purchasing.requests.purchase import Purchase

_GOES_ON = (RequestState.PENDING, RequestState.APPROVED)
_MOST, _GOODS_WIDTH, _STATE_WIDTH = 8, 14, 15
"""How many parts stand on the card; the longest product and state in columns: a part takes one line of a phone."""


def parts(w: Writer, step: CardState, _: CardTurn) -> View:
    """What became of each part of a request that was approved and split by its sellers."""
    request = step.purchase.request
    head = first_line(w, request.name, step.parts)
    total = [bold(show(cost(step.parts)))]
    shown = listed(w, step.parts)
    return View(join([head, *total, *shown]), buttons(w, step.parts), picture(request.offer.image_url))


def first_line(w: Writer, name: str, every: Sequence[Purchase]) -> Html:
    """The number of the whole, and from how many of its sellers something is ordered that still counts."""
    done = sum(any(costs(each, order) for order in each.orders) for each in every)
    goes_on = any(each.request.state in _GOES_ON and not each.orders for each in every)
    key = "head-parts" if done == len(every) else "head-parts-some" if done else "head-parts-waits"
    if not done and not goes_on:
        key = "head-parts-over" if any(each.orders for each in every) else "head-parts-none"
    return w.head("", name, key, n=len(every), done=done)


def cost(every: Sequence[Purchase]) -> Fen:
    """What the parts cost that were ordered and are still wanted, or still may be ordered."""
    ordered = [order.total for each in every for order in each.orders if costs(each, order)]
    waits = [
        each.request.snapshot.total
        for each in every
        if each.request.snapshot is not None and not each.orders and each.request.state in _GOES_ON
    ]
    return Fen(sum(ordered) + sum(waits))


def listed(w: Writer, every: Sequence[Purchase]) -> list[Html]:
    """A line for each part: its number, what is bought, and the state that it is in."""
    return [*(_part(w, each) for each in every[:_MOST]), *baskets.more(w, "sellers-more", len(every) - _MOST)]


def _part(w: Writer, purchase: Purchase) -> Html:
    request, (sign, key) = purchase.request, lists.summary(purchase)
    goods = brief(plain(baskets.named(w, as_ordered(purchase).bought)), _GOODS_WIDTH)
    said = [f"{sign} {request.part}. {goods}".strip(), brief(w.line(key), _STATE_WIDTH), *lists.back(w, purchase)]
    return dotted(said)


def buttons(w: Writer, shown: Sequence[Purchase]) -> Keyboard:
    """A button for the details of each part."""
    named: list[Button | None] = [
        press(f"#{each.request.name}", Code(ButtonAction.DETAILS, (str(each.request.id),))) for each in shown[:_MOST]
    ]
    return grid(named, 4)
