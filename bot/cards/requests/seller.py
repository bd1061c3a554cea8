"""Shows a seller: what 1688 says of it, and beside that how it served us, by our own orders alone."""

from datetime import datetime, timedelta
from decimal import Decimal

from bot.cards.blocks import order_lines, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, gap, rows, show, turning_round
from bot.desk.shared.views import SellerView

_NAME, _RATE = 40, 8


def seller_card(found: SellerView, language: str, now: datetime) -> View:
    """The card of one seller of a request; of several they turn one after the other."""
    w, request, seller, record = Writer(language, now), found.request, found.seller, found.record
    name = clean(seller.company or seller.login) or w.label("app-seller-untold")
    says = [w.line("search-factory")] if seller.factory else []
    says += [w.line("years", n=seller.years)] if seller.years else []
    rates = (
        ("reorder-rate", seller.repeat_percent), ("seller-refund-rate", seller.refund_percent),
        ("seller-on-time-rate", seller.on_time_percent), ("seller-score", seller.score),
    )  # fmt: skip
    says += [w.line(key, percent=text(rate.rstrip(" %"), _RATE)) for key, rate in rates if rate]
    lines = [w.head("", None, "seller", name=brief(name, _NAME))]
    lines += [
        w.labelled("seller-by-1688", Html(w.line("comma").join(says))) if says else w.line("seller-untold"),
        gap(),
    ]
    lines.append(team_lines.with_seller(w, record.orders))
    if record.to_ship is not None:
        days = (Decimal(record.to_ship // timedelta(hours=1)) / 24).quantize(Decimal("0.1"))
        lines.append(w.line("seller-ships", days=days))
    if record.promised:
        lines.append(w.line("seller-kept", n=record.on_time, of=record.promised))
    if record.counted:
        lines.append(w.line("seller-counted", n=record.counted, short=record.short, damaged=record.damaged))
    if record.refunds:
        facts = {"n": record.refunds, "back": record.paid_back, "sum": show(record.back), "refused": record.refused}
        lines.append(w.line("seller-refunds", **facts))
    lines += team_lines.last_times(w, found.team, request, found.past)
    turn = turning_round(found.place, found.of, lambda to: Code(ButtonAction.SELLER, (request.id, to, 1)))
    return View(join(lines), rows(turn, [order_lines.details(w, str(request.id))]))
