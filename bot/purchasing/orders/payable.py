"""Whether an order may be paid now: what was agreed to, and why a pay link is withheld."""

from dataclasses import replace
from enum import StrEnum

from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen, spread
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.purchase_sums import charged, not_wanted
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot


class Unpayable(StrEnum):
    """Why no pay link is asked for, shown or given."""

    STATE = "state"
    """It is already paid, closed, or further."""
    CANCELLING = "cancelling"
    """It is being cancelled, or may be cancelled already: 1688 has not shown what became of that."""
    CHECKING = "checking"
    """It was not read back as what was sent."""
    CONFLICT = "conflict"
    PRICE = "price"
    """It costs more than was agreed to."""
    DIFFERS = "differs"
    """It shows another seller or product than was agreed to."""
    ENDED = "ended"
    """Nobody agrees to it any more: declined, expired, withdrawn."""


def why_unpayable(purchase: Purchase, order: Order) -> Unpayable | None:
    """Decides about all pay links: why the order may not be paid now; None if it may."""
    if order.state is not OrderState.TO_PAY:
        return Unpayable.STATE
    if cancelling(order):
        return Unpayable.CANCELLING
    attempt, request = purchase.attempt, purchase.request
    if attempt is not None and attempt.state is AttemptState.CONFLICT:
        return Unpayable.CONFLICT
    if not order.known:
        return Unpayable.CHECKING
    if not_wanted(purchase, order):
        return Unpayable.ENDED
    agreed = agreed_to(purchase)
    dearer = agreed is None or charged(purchase) > agreed.total
    if differs(purchase):
        return Unpayable.DIFFERS
    return Unpayable.PRICE if dearer or request.state is RequestState.PENDING else None


def may_be_paid(purchase: Purchase, order: Order) -> bool:
    return why_unpayable(purchase, order) is None


def word_of(purchase: Purchase, order: Order) -> str:
    """What the state of an order is called, in every place that tells it."""
    attempt = purchase.attempt
    if attempt is not None and attempt.state is AttemptState.CONFLICT:
        return "conflict"
    if cancelling(order):
        return "cancelling"
    if order.state is OrderState.TO_PAY and price_asked(purchase):
        return "differs" if differs(purchase) else "price"
    if order.state is OrderState.TO_PAY and not order.known:
        return "checking"
    if not_wanted(purchase, order):
        return "do_not_pay"
    return "closed" if order.state is OrderState.CANCELLED and order.paid_at is not None else order.state.value


def cancelling(order: Order) -> bool:
    """Whether somebody had an unpaid order cancelled, and 1688 neither shows that it is nor refused it."""
    sent = (ErrandState.ASKED, ErrandState.UNCLEAR, ErrandState.DONE)
    cancels = [errand for errand in order.errands if errand.kind is ErrandKind.CANCEL]
    return order.state is OrderState.TO_PAY and any(errand.state in sent for errand in cancels)


def unpaid(purchase: Purchase) -> bool:
    return any(order.state is OrderState.TO_PAY for order in purchase.orders)


def price_asked(purchase: Purchase) -> bool:
    """Whether there is an order whose higher price was not agreed to yet."""
    attempt = purchase.attempt
    placed = attempt is not None and attempt.state in (AttemptState.PLACED, AttemptState.CONFLICT)
    return placed and purchase.request.state is RequestState.PENDING


def differs(purchase: Purchase) -> bool:
    """Whether it is asked about because its order shows another seller or product than was agreed to."""
    now, agreed = purchase.request.snapshot, agreed_to(purchase)
    return price_asked(purchase) and now is not None and agreed is not None and now.otherwise != agreed.otherwise


def agreed_to(purchase: Purchase) -> Snapshot | None:
    """What was agreed to last; while a higher price is being asked about, what it was before."""
    return agreed_before(purchase.request) if price_asked(purchase) else purchase.request.snapshot


def agreed_before(request: Request) -> Snapshot | None:
    """The newest of what was approved and what was let pass since."""
    return request.passed[-1] if request.passed else request.approved


def at_price(agreed: Snapshot, total: Fen) -> Snapshot:
    """The same purchase at another total; the goods take the difference, and each tag its share of it."""
    names, sums = [tag for tag, _ in agreed.tags], [fen for _, fen in agreed.tags]
    tags = tuple(zip(names, spread(total, [*sums, agreed.total - sum(sums)]), strict=False))
    return replace(agreed, goods=Fen(agreed.goods + total - agreed.total), total=total, tags=tags)
