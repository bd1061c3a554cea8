"""Shows a receiver the goods of a purchase, their parcels, and what of them was counted; there is no money on it."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks import goods, order_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, ON_THE_WAY, Writer, dotted, grid, press, rows
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.purchase import Purchase

_MOST_ORDERS, _MOST_PARCELS, _WIDTH = 10, 3, 26


def goods_card(purchases: Sequence[Purchase], name: str, language: str, now: datetime) -> View:
    """What a purchase of that name is of, what of it came, its parcels with their newest steps, and a press to count.

    Of several orders, or of those of its parts, a row and a button each.
    """
    w = Writer(language, now)
    orders = [(each.in_language(language), order) for each in purchases for order in each.orders]
    is_open = any(order.count.open for _, order in orders)
    lines = [w.head(ON_THE_WAY if is_open else DONE, name, "count-head")]
    if len(orders) == 1:
        ((purchase, order),) = orders
        lines.append(goods.goods(w, as_ordered(purchase)))
        lines += [order_lines.arrived(w, order.count)] if order.arrivals else []
        for parcel in order.parcels[:_MOST_PARCELS]:
            lines.append(order_lines.parcel_line(parcel.company, parcel.bill_no))
            lines += order_lines.last_step(w, parcel.last_remark)
        lines += w.more("more-parcels", len(order.parcels) - _MOST_PARCELS)
        return View(join(lines), rows([w.button("count-in", Code(ButtonAction.COUNT, (order.order_id, 0)))]))
    buttons = []
    for purchase, order in orders[:_MOST_ORDERS]:
        number, count = purchase.request.name, order.count
        came = w.line("count-of", arrived=count.arrived, ordered=count.ordered)
        lines.append(dotted([Html(f"#{number}"), came, goods.goods(w, as_ordered(purchase), _WIDTH)]))
        label = w.label("count-in-of", name=number)
        buttons.append(press(label, Code(ButtonAction.COUNT, (order.order_id, 0))))
    lines += w.more("more-orders", len(orders) - _MOST_ORDERS)
    return View(join(lines), grid(buttons, 2))
