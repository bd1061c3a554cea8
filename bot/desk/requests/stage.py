"""Derives which step a request is at from what the ledger knows, without reading anything itself."""

from bot.desk.shared.values import Stage
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.request import ONLY_ON_THE_SITE, Finding, Problem, check_choice, check_offer
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.purchase import Purchase

_ENDS = {
    RequestState.CANCELLED: Stage.CANCELLED,
    RequestState.REJECTED: Stage.DECLINED,
    RequestState.EXPIRED: Stage.EXPIRED,
}
_ATTEMPTS = {
    AttemptState.READY: Stage.PLACING,
    AttemptState.SUBMITTING: Stage.PLACING,
    AttemptState.IN_DOUBT: Stage.DOUBT,
    AttemptState.NEEDS_PERSON: Stage.NEEDS_PERSON,
    AttemptState.CONFLICT: Stage.CONFLICT,
    AttemptState.REFUSED: Stage.REFUSED,
    AttemptState.ABANDONED: Stage.ABANDONED,
}
_QUANTITY_PROBLEMS = frozenset(
    {
        Problem.BELOW_MINIMUM,
        Problem.NOT_A_LOT,
        Problem.NOT_ENOUGH_STOCK,
        Problem.MIX_RULE,
        Problem.NO_PRICE,
        Problem.REFUSED,
        Problem.WORDS_UNKNOWN,
        Problem.QUANTITY_UNCLEAR,
    }
)


def stage_of(purchase: Purchase, one_variant_only: bool, needs_address: bool) -> tuple[Stage, Finding | None]:
    """The step a request's card shows now, and what stands in its way."""
    request, attempt = purchase.request, purchase.attempt
    if attempt is not None and attempt.state is AttemptState.CONFLICT:
        return Stage.CONFLICT, None
    if price_asked(purchase):
        return (Stage.APPROVAL if request.waits else Stage.PRICE), None
    if purchase.orders:
        return Stage.ORDERED, None
    if request.parts:
        return Stage.PARTS, None
    if request.state in _ENDS:
        return _ENDS[request.state], None
    if request.waits:
        return Stage.APPROVAL, None
    if request.state in (RequestState.APPROVED, RequestState.CLOSED) and attempt:
        return _ATTEMPTS.get(attempt.state, Stage.PLACING), None
    return draft_stage(request.chosen, one_variant_only, needs_address)


def draft_stage(chosen: Chosen, one_variant_only: bool, needs_address: bool) -> tuple[Stage, Finding | None]:
    """What is to be chosen next, or what stands in the way."""
    line, asks_where = chosen.line, needs_address and chosen.address_id is None
    if line is None:
        some = any(each.buyable for each in chosen.asked)
        return (Stage.ADDRESS if asks_where else Stage.CONFIRM) if some else Stage.LINES, None
    offer, choice = line.offer, line.choice
    blocked = check_offer(offer, one_variant_only)
    if blocked is not None:
        return Stage.BLOCKED, blocked
    finding = check_choice(offer, choice, together=chosen.several) or line.obstacle
    wanted = None if finding is None else _stage_for(finding, bool(offer.skus))
    # Other variants or quantities among several may mend it.
    if choice.collecting or (choice.several and wanted in (Stage.VARIANT, Stage.QUANTITY)):
        return Stage.SEVERAL, finding
    if wanted not in (None, Stage.CONFIRM):
        return wanted, finding
    if offer.skus and not choice.several and choice.spec_id is None:
        return Stage.VARIANT, finding
    if choice.quantity is None:
        return Stage.QUANTITY, finding
    if chosen.several:  # a line that was chosen whole, opened once more
        return (Stage.SEVERAL if choice.several else Stage.QUANTITY), finding
    return (Stage.ADDRESS if asks_where else Stage.CONFIRM), finding


def _stage_for(finding: Finding, has_variants: bool) -> Stage:
    if finding.problem is Problem.SUMS:
        return Stage.CONFIRM  # all is chosen; what is wanted is another answer
    if finding.problem in _QUANTITY_PROBLEMS:
        return Stage.QUANTITY
    if finding.problem is Problem.NO_ADDRESS or finding.problem in ONLY_ON_THE_SITE or not has_variants:
        return Stage.BLOCKED
    return Stage.VARIANT
