"""What purchases cost, as the cards of /cost show it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.cards.blocks.view import View
from bot.cards.money import costs as cards
from bot.desk.money.costed_orders import CostedOrder
from bot.desk.money.costs import CostView, ToldCost
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.orders.line_cost import CostBasis, OtherCost, cost_lines
from bot.purchasing.requests.purchase import Purchase
from tests.cards import samples as s
from tests.cards import team_samples as t

RATE = Rate("USD", Decimal("7.26"), s.NOW - timedelta(days=3))
FORWARDER = OtherCost(
    1, 3, t.EMIL, s.NOW, Decimal(380), "CNY", None, Fen(38_000), "forwarder, to the door", CostBasis.VALUE,
    ((1042, Fen(19_001)), (1050, Fen(18_999))), file_id="paper",
)  # fmt: skip
DUTY = OtherCost(
    2, 3, t.EMIL, s.NOW, Decimal("10.5"), "USD", Decimal("7.26"), Fen(7623), "duty", CostBasis.PIECES,
    ((1042, Fen(7623)),),
)  # fmt: skip
MISTAKE = replace(DUTY, id=3, words="stamp")
TAKEN_BACK = replace(
    MISTAKE, id=4, person_id=t.DARIA, amount=-MISTAKE.amount, total=Fen(-7623), parts=((1042, Fen(-7623)),), words="",
    reverses=3,
)  # fmt: skip
ALL = (FORWARDER, DUTY, MISTAKE, TAKEN_BACK)


def cost_view(
    purchase: Purchase = s.ORDERED, others: tuple[OtherCost, ...] = ALL, rate: Rate | None = RATE, refunded: int = 2000,
    *, changes: bool = True, told: bool = True,
) -> CostView:  # fmt: skip
    """A paid order of fifty pieces, of which something came back, and four events of other costs."""
    line = OrderLine(s.OFFER.offer_id, s.CHOICE.spec_id, 50, Fen(86_800), entry_id="1")
    lines = (line,) if told else (line, replace(line, share=None, entry_id="2"))
    order = replace(
        s.ORDER, state=OrderState.SHIPPED, paid_at=s.NOW, refunded=Fen(refunded), lines=lines, total=Fen(86_800)
    )
    bought = replace(purchase, orders=(order,))
    found, since = cost_lines(bought, bought.request.asked, others), s.NOW - timedelta(hours=3)
    costed = CostedOrder(bought, order, found, bought.request, others, t.TEAM, rate, since)
    return CostView(bought, (costed,), others, {t.EMIL: "Emil", t.DARIA: "Daria"}, changes)


def views(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """Every card of costs, of a purchase."""
    for page in (1, 2):
        yield f"cost, page {page}", cards.cost_card(cost_view(purchase), language, s.NOW, page)
    untold = cost_view(purchase, (), None, told=False, changes=False)
    yield "cost, of lines that are not told", cards.cost_card(untold, language, s.NOW)
    told = ToldCost(FORWARDER, {1042: "1042", 1050: "1050/2"})
    one = ToldCost(DUTY, {1042: "1042"})
    for name, each in (("several", told), ("one", one)):
        for stage in ("typed", "added", "back"):
            yield f"cost of {name}, {stage}", cards.typed_card(each, language, stage)
    yield "cost, how", cards.how(language)
