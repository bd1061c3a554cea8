"""Says what a purchase is in passing, as lists and warnings do: its state, what it costs, what came back of it."""

from bot.cards.blocks import goods
from bot.cards.blocks.attempt_lines import waiting
from bot.cards.blocks.html import Html, text, whole
from bot.cards.blocks.order_lines import SIGNS, made_at, number_line
from bot.cards.blocks.writer import CHECKING, DONE, FAILED, NEEDS_YOU, WAITS, Writer, dashed, dotted, show
from bot.purchasing.lifecycle import DOUBTFUL, AttemptState, RequestState
from bot.purchasing.money import sum_fen
from bot.purchasing.order_report import RefundState
from bot.purchasing.orders.as_ordered import as_ordered, together_as_ordered
from bot.purchasing.orders.payable import word_of
from bot.purchasing.orders.purchase_sums import asked_back, costs, sums_of
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.found_orders import Earlier, FoundOrder, asked_again


def summary(purchase: Purchase) -> tuple[str, str]:
    """The sign and the text's key of a purchase's state; of several orders the one furthest behind."""
    state, attempt = purchase.request.state, purchase.attempt
    if purchase.request.parts:
        return "", "state-parts"
    if attempt and attempt.state is AttemptState.CONFLICT:
        return NEEDS_YOU, "state-conflict"
    if purchase.orders:
        order = min(purchase.orders, key=lambda each: list(SIGNS).index(each.state))
        word = word_of(purchase, order)
        priced = WAITS if purchase.request.waits else NEEDS_YOU
        signs = {"checking": CHECKING, "do_not_pay": FAILED, "price": priced, "differs": priced}
        return signs.get(word, SIGNS[order.state]), f"state-{dashed(word)}"
    if attempt and attempt.dry:
        return DONE, "state-dry-run"
    if state in (RequestState.APPROVED, RequestState.CLOSED) and attempt:
        sign = FAILED
        if attempt.state in DOUBTFUL:
            sign = CHECKING if attempt.state is AttemptState.IN_DOUBT else NEEDS_YOU
        elif attempt.waits_for_a_person or (attempt.state is AttemptState.READY and attempt.reason):
            return waiting(attempt)
        elif attempt.live:
            sign = WAITS
        return sign, f"state-{dashed(attempt.state.value)}"
    if purchase.request.waits:
        return WAITS, "state-approval"
    ended = state in (RequestState.CANCELLED, RequestState.REJECTED, RequestState.EXPIRED)
    return FAILED if ended else WAITS, f"state-{state.value}"


def same_again(w: Writer, key: str, purchase: Earlier, request: Request) -> Html:
    """Warns that the same is wanted already, and which purchase or order that is; among several products also which."""
    same = asked_again(request, purchase) if request.several and not isinstance(purchase, FoundOrder) else ()
    products = [goods.products(w, same)] if same else []
    return w.marked(NEEDS_YOU, key, other=dotted([*products, in_passing(w, purchase)]))


def in_passing(w: Writer, purchase: Earlier) -> Html:
    """A purchase by its number, how much it is of, and the state that it is in; an order by 1688's number."""
    if isinstance(purchase, FoundOrder):
        placed_at = purchase.report.created_at if purchase.report is not None else None
        return dotted([number_line(w, purchase.order_id), *made_at(w, placed_at)])
    request, (_, state) = as_ordered(purchase), summary(purchase)
    count = [text(w.of(request.offer, request.choice.quantity))] if request.choice.quantity else []
    return dotted([f"#{request.name}", *count, w.line(state)])


def sum_line(w: Writer, purchase: Purchase) -> list[Html]:
    """What a purchase costs, or all parts of one that was split; what is still due of it, if a part is paid."""
    sums = sums_of(purchase)
    if 0 < sums.due < sums.total:
        return [w.line("sum-due", due=show(sums.due), total=show(sums.total))]
    return [show(sums.total)] if sums.total or (not purchase.orders and purchase.request.snapshot) else []


def back(w: Writer, purchase: Purchase) -> list[Html]:
    """What is asked back of it and what came back, if anything."""
    amount, orders = sums_of(purchase).refunded, [o for each in (purchase, *purchase.parts) for o in each.orders]
    asked = [asked_back(order) for order in orders if order.refund is RefundState.ASKED]
    waits = []
    if asked:
        known = 0 not in asked and sum_fen(asked)
        waits = [w.line("refund-asked-short", amount=show(known)) if known else w.line("refund-asked")]
    return [*waits, *([w.line("refund-short", amount=show(amount))] if amount else [])]


def arrived(purchase: Purchase) -> list[Html]:
    """How much of it arrived, as short as it can be said; nothing if nobody counted."""
    count = purchase.count
    return [whole(f"{count.arrived}/{count.ordered}")] if count is not None else []


def what_counts(purchase: Purchase) -> Snapshot | None:
    """What is bought and costs together, as it is ordered by now; of parts those that are wanted, if any is."""
    wanted = [each for each in purchase.parts if sums_of(each).wanted]
    return together_as_ordered(wanted or purchase.parts or (purchase,))


def counts(purchase: Purchase) -> bool:
    """Whether money was or may be spent on it: something was ordered that is still wanted, or still may be."""
    if purchase.orders:
        return any(costs(purchase, each) for each in purchase.orders)
    attempt, state = purchase.attempt, purchase.request.state
    return state is RequestState.PENDING or (attempt is not None and attempt.live)
