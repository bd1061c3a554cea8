"""Shows an unpaid order that costs more than was agreed, why orders may not be paid now, and what can be done."""

from collections.abc import Sequence

from bot.cards.blocks import team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, picture, rows, show
from bot.cards.orders import paying
from bot.cards.requests import after_consent
from bot.cards.requests.consent import named_otherwise, since_agreed
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.values import CardState
from bot.purchasing.money import Fen
from bot.purchasing.orders.payable import agreed_to, differs
from bot.purchasing.requests.purchase import Order


def price(w: Writer, step: CardState, _: CardTurn) -> View:
    """Asks the requester to agree to the present cost, or to have the order closed."""
    request = step.purchase.request
    lines = [*raised(w, step), w.line("price-own-word")]
    image = picture(request.sku.image_url if request.sku else "", request.offer.image_url)
    total = request.snapshot.total if request.snapshot else Fen(0)
    agree = agree_button(w, request.id, request.snapshot.hash if request.snapshot else "", total)
    if len(step.purchase.orders) == 1:
        return View(join(lines), paying.held_back_keyboard(w, step.purchase.orders[0].order_id, yes=agree), image)
    return View(join(lines), rows([agree], *_of_orders(w, step.purchase.orders)), image)


def raised(w: Writer, step: CardState) -> list[Html]:
    """What was agreed to and what 1688 wants now, for which orders, and that nothing is paid."""
    purchase = step.purchase
    agreed, now = purchase.request.approved or agreed_to(purchase), purchase.request.snapshot
    head = "head-differs" if differs(purchase) else "head-price"
    lines = [w.head(NEEDS_YOU, purchase.request.name, head), *after_consent.goods(w, purchase)]
    if agreed is not None and now is not None:
        lines += named_otherwise(w, [each for each in now.otherwise if each not in agreed.otherwise])
    if agreed is not None and now is not None and agreed.total != now.total:
        shown = Html(f"{show(now.total)}{team_lines.foreign(w, step, now.total)}")
        lines.append(since_agreed(w, agreed.total, now.total, shown))
    lines.append(w.line("price-not-paid"))
    return [*lines, *(paying.number_line(w, order.order_id) for order in purchase.orders[:5])]


def agree_button(w: Writer, number: int, digest: str, total: Fen) -> Button | None:
    code = Code(ButtonAction.CONFIRM, (number, digest))
    return w.button("agree-to", code, "success", total=show(total)) if digest else None


def _of_orders(w: Writer, orders: Sequence[Order]) -> list[list[Button | None]]:
    return [list(line) for order in orders[:5] for line in paying.held_back_keyboard(w, order.order_id)]
