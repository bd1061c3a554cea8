"""Handles an order that costs more than agreed: it passes within tolerance, else it must be approved before payment.

So does an order that shows another seller or title than was approved: a preview names neither. No
link to pay is given, old and new are shown, and the rules judge the seller that the order names. It
does not stop buying, or one edited title would stop everybody; and no difference is too small to
ask about, since nothing says what is small. A price that rose before the order is placed is judged by
`desk/rules/placement_check.py`.
"""

from dataclasses import replace

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.desk.ledger.stored_rules import dump_needs
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import Case, Deciding, open_case, permit, take_turns
from bot.desk.rules.placement_check import since_approval
from bot.desk.rules.team_choice import require
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoLonger, why_of
from bot.purchasing.approval.judge import Automatic, Impossible, Judgement, judge, standings
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.order_tells import raised_tells
from bot.purchasing.events.orders import HigherPricePaid, PriceAnswered, PriceAsked, ShownOtherwise
from bot.purchasing.events.placing import Drifted
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderReport, OrderState
from bot.purchasing.orders.payable import agreed_to, at_price, differs, price_asked, unpaid
from bot.purchasing.orders.purchase_sums import charged
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Act
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.read_back import as_shown


async def follow(
    uow: UnitOfWork, deciding: Deciding, purchase: Purchase, shown: OrderReport | None = None
) -> tuple[bool, Purchase]:
    """After a look at an order: ask about its price, its seller and its goods as `shown`, or withdraw the question.

    Returns whether people were told of the sum, and the purchase afterwards. The caller has the turn of this request.
    """
    attempt, agreed = purchase.attempt, agreed_to(purchase)
    if attempt is None or attempt.state not in (AttemptState.PLACED, AttemptState.CONFLICT) or agreed is None:
        return False, purchase
    before = purchase
    if shown is not None and any(order.known for order in purchase.orders if order.order_id == shown.order_id):
        purchase = await _as_shown(uow, purchase, shown)
    if purchase is not before and not unpaid(purchase):
        await _tell_raised(uow, purchase, agreed, charged(purchase))
    elif purchase is not before:
        return True, await _raised(uow, deciding, purchase, agreed, charged(purchase))
    if not all(order.known for order in purchase.orders):
        return False, purchase  # what the others cost is not known yet
    total = charged(purchase)
    if purchase.request.state is RequestState.PENDING:
        return await _answered_itself(uow, deciding, purchase, agreed, total)
    if purchase.request.state is not RequestState.APPROVED or not unpaid(purchase) or total <= agreed.total:
        return False, purchase
    return True, await _raised(uow, deciding, purchase, agreed, total)


async def _as_shown(uow: UnitOfWork, purchase: Purchase, shown: OrderReport) -> Purchase:
    """The purchase with the sellers and titles that its order shows, if they are others: by these it is judged now."""
    request, chosen, attempt = purchase.request, purchase.request.chosen, purchase.attempt
    now = {offer.offer_id: as_shown(offer, shown) for offer in request.offers}
    pairs = [(offer, now[offer.offer_id]) for offer in request.offers]
    sellers = [("seller", old.seller.company, new.seller.company) for old, new in pairs if old.seller != new.seller]
    titles = [("title", old.title, new.title) for old, new in pairs if old.title != new.title]
    wanted = request.state in (RequestState.APPROVED, RequestState.PENDING)
    followed = attempt is not None and attempt.placed_outside and attempt.by_hand is None
    if not (sellers or titles) or not wanted or followed or request.snapshot is None:
        return purchase
    otherwise = tuple(dict.fromkeys((*request.snapshot.otherwise, *sellers, *titles)))
    asked = tuple(replace(each, offer=now[each.offer.offer_id]) for each in chosen.asked)
    chosen = replace(chosen, asked=asked)
    request = await uow.requests.choose(request, chosen, snapshot=replace(request.snapshot, otherwise=otherwise))
    await uow.record(ShownOtherwise(request=request, order_id=shown.order_id, otherwise=otherwise))
    return replace(purchase, request=request)


async def _answered_itself(
    uow: UnitOfWork, deciding: Deciding, purchase: Purchase, agreed: Snapshot, total: Fen
) -> tuple[bool, Purchase]:
    """Look again while it is asked about: the order may be cheaper again, paid, over, or dearer still."""
    request = purchase.request
    if (total > agreed.total or differs(purchase)) and unpaid(purchase):
        if request.snapshot is None or max(total, agreed.total) != request.snapshot.total:
            return True, await _raised(uow, deciding, purchase, agreed, total)
        return False, purchase
    paid = total > agreed.total
    case = await open_case(uow, purchase)
    found = _judged(uow, case, agreed) if case is not None else None
    needs = found if isinstance(found, Needs) else None
    request = await uow.requests.price_settled(request, at_price(agreed, total) if paid else agreed, needs)
    await uow.orders.hasten([each.order_id for each in purchase.orders if each.state is OrderState.TO_PAY])
    answered = HigherPricePaid if paid else PriceAnswered
    await uow.record(answered(request=request, agreed=agreed.total, total=total))
    return False, replace(purchase, request=request)


async def _raised(uow: UnitOfWork, deciding: Deciding, purchase: Purchase, agreed: Snapshot, total: Fen) -> Purchase:
    """Let a higher price pass if it is within the team's tolerance; otherwise ask about it.

    Returns the purchase as it is afterwards.
    """
    request, wanted = purchase.request, at_price(agreed, Fen(max(total, agreed.total)))
    wanted = replace(wanted, otherwise=request.snapshot.otherwise if request.snapshot else ())
    case = await open_case(uow, purchase)
    if case is not None and not case.team.closed and _within_tolerance(uow, case, wanted):
        if request.state is RequestState.PENDING:
            request = await uow.requests.price_settled(request, agreed, request.needs)
        purchase = replace(purchase, request=await uow.requests.accept_drift(request, wanted))
        await uow.record(Drifted(request=request, fields={"total": [agreed.total, total]}))
        await uow.orders.hasten([each.order_id for each in purchase.orders])
        await _tell_raised(uow, purchase, agreed, total)
        return purchase
    found = _judged(uow, case, wanted) if case is not None else None
    purchase = await _ask(uow, purchase, agreed, wanted, found if isinstance(found, Needs) else None, case)
    await _tell_raised(uow, purchase, agreed, total)
    if case is not None and isinstance(found, Needs):
        # Votes that were given on exactly this sum count.
        purchase = (await deciding.count(uow, replace(case, purchase=purchase))).purchase
    return purchase


async def _tell_raised(uow: UnitOfWork, purchase: Purchase, agreed: Snapshot, total: Fen) -> None:
    await uow.tell_each(raised_tells(purchase, agreed, total), purchase.request)


async def _ask(
    uow: UnitOfWork, purchase: Purchase, agreed: Snapshot, wanted: Snapshot, needs: Needs | None, case: Case | None
) -> Purchase:
    version = case.team.policy_version if case is not None else None
    request = await uow.requests.ask_price(purchase.request, agreed, wanted, needs, version)
    for order in purchase.orders:
        purchase = purchase.with_order(await uow.orders.set_pay(order, ()))  # fetched before, paid at another sum
    if needs is not None:
        await uow.renew_card(request.id, "changed")
    question = PriceAsked(
        request=request, agreed=agreed.total, total=wanted.total, snapshot=wanted.hash, policy=version,
        needs=dump_needs(needs) if needs else None,
    )  # fmt: skip
    await uow.record(question)
    return replace(purchase, request=request)


def _within_tolerance(uow: UnitOfWork, case: Case, wanted: Snapshot) -> bool:
    if case.request.approved is None or any(each.stops for each in standings(case.policy, case.facts(wanted))):
        return False
    return since_approval(case, wanted, uow.now) is None


def _judged(uow: UnitOfWork, case: Case, snapshot: Snapshot) -> Judgement | None:
    """What this sum needs by the present rules and team; in a closed team nobody has a say.

    It counts as asked for anew, together with whatever the team asked for until now.
    """
    if case.team.closed:
        return None
    facts = case.facts(snapshot, again=True)
    facts = replace(facts, note=facts.note or OwnReason.PRICE_RAISED)
    return judge(case.policy, case.team, facts, uow.now, case.delegations)


async def agree_to_price(
    ledger: Ledger, people: People, deciding: Deciding, act: Act, request_id: int, shown_hash: str
) -> None:
    """Let the requester agree to the present price of an existing order, which may then be paid; nothing is sent.

    If the team's rules want more, it goes to the approvers. Refusal if no price is asked about.
    """
    async with ledger.change(act.cause) as uow:
        await take_turns(uow, request_id)
        purchase = await uow.purchase(request_id)
        request = purchase.request
        if not price_asked(purchase) or request.waits:
            raise Refusal(NoLonger(number=request_id, state=request.state.value))
        case = await open_case(uow, purchase)
        case = None if case is None or case.team.closed else case
        if request.requester.id != act.by.id and (case is not None or request.team_id is None):
            raise Refusal(RefusalReason.NOT_YOURS, request_id)
        if case is None:
            people.require_buyer(act.by)
        else:
            require(uow, case.team, act.by, Action.REQUEST)
        if request.snapshot is None or request.snapshot.hash != shown_hash:
            raise Refusal(RefusalReason.STALE, request_id)
        if case is None:
            await deciding.go(uow, purchase, act.by.id)
            return
        permit(uow, case, act.by, Action.REQUEST)
        found = _judged(uow, case, request.snapshot)
        if isinstance(found, Impossible):
            raise Refusal(why_of(found.reason.value, number=request_id, detail=found.detail))
        if isinstance(found, Automatic):
            await deciding.go(uow, purchase, act.by.id)
        elif isinstance(found, Needs):
            agreed = present(agreed_to(purchase), "agreement to request", request_id)
            purchase = await _ask(uow, purchase, agreed, request.snapshot, found, case)
            await deciding.count(uow, replace(case, purchase=purchase))
