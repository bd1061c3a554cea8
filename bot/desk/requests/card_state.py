"""Derives what a card shows: the step that a request is at, and what its team has to do with it."""

from dataclasses import replace
from datetime import datetime

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import Case, holding, told_standstill, too_few
from bot.desk.shared.views import BudgetLine, CardState, Stage
from bot.market.port import Abilities
from bot.purchasing.approval.budget import month_of
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, judge, standings
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.questions import decided
from bot.purchasing.approval.splitting import reckon
from bot.purchasing.approval.standstill import Standstill, paying
from bot.purchasing.approval.votes import Open, entitled, tally
from bot.purchasing.choice import ONLY_ON_THE_SITE, Finding, Problem, check_choice, check_offer
from bot.purchasing.lifecycle import UNDECIDED, AttemptState, RequestState
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.bought_before import BoughtBefore

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


def stage_of(purchase: Purchase, abilities: Abilities) -> tuple[Stage, Finding | None]:
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
    if attempt is not None and attempt.dry:
        return Stage.DRY_RUN, None
    if request.state in (RequestState.APPROVED, RequestState.CLOSED) and attempt:
        return _ATTEMPTS.get(attempt.state, Stage.PLACING), None
    return draft_stage(request.chosen, abilities)


def draft_stage(chosen: Chosen, abilities: Abilities) -> tuple[Stage, Finding | None]:
    """What is to be chosen next, or what stands in the way."""
    line, asks_where = chosen.line, abilities.address and chosen.address_id is None
    if line is None:
        some = any(each.buyable for each in chosen.asked)
        return (Stage.ADDRESS if asks_where else Stage.CONFIRM) if some else Stage.LINES, None
    offer, choice = line.offer, line.choice
    blocked = check_offer(offer, one_variant_only=not abilities.variants)
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


async def bought_before(uow: UnitOfWork, request: Request) -> tuple[int, BoughtBefore]:
    """How many orders there are with its seller, and when its goods were last bought; nothing once it is decided."""
    if request.state not in UNDECIDED:
        return 0, BoughtBefore()
    team_id, person_id, company = request.team_id, request.requester.id, request.offer.seller.company
    orders = 0 if request.several else await uow.bought_before.orders_with(company, team_id, person_id)
    offers = [each.offer_id for each in request.offers]
    codes = {own.code for line in request.asked for own in line.choice.own}
    return orders, await uow.bought_before.past_of(offers, codes, team_id, person_id, request.id)


def in_team(step: CardState, case: Case, policy: Policy, teams: tuple[OurTeam, ...], now: datetime) -> CardState:
    """The step with what its team knows of it; `policy` is the one it was judged by, or would be."""
    budgets, contributors = budgets_of(case, now), case.facts().people[1:]
    step = replace(step, team=case.team, teams=teams, policy=policy, budgets=budgets, contributors=contributors)
    if step.stage is Stage.CONFIRM:
        return _judged(step, case, now)
    stands = _stands_still(step, case, now)
    told = told_standstill(case.team, stands) if stands is not None else None
    return replace(_voted(step, case, now), standstill=told)


def _stands_still(step: CardState, case: Case, now: datetime) -> Standstill | None:
    """What cannot go on of this purchase with those who are here."""
    if step.stage is Stage.APPROVAL:
        return too_few(case, now)
    to_pay = any(each.state is OrderState.TO_PAY for each in step.purchase.orders)
    return paying(case.team, case.away) if to_pay and not case.team.closed else None


def _judged(step: CardState, case: Case, now: datetime) -> CardState:
    """What a consent to this complete draft would lead to."""
    facts = case.facts()
    found = judge(case.policy, case.team, facts, now, case.delegations)
    if isinstance(found, Automatic):
        return replace(step, automatic=True)
    step = replace(step, beside=reckon(case.policy, case.team, facts, now).beside)
    if isinstance(found, Impossible):
        asks_why = found.reason is Obstacle.NOTE_NEEDED and not case.request.unfinished
        stage = Stage.WHY if asks_why else step.stage
        return replace(step, stage=stage, forbidden=found.reason, forbidden_detail=found.detail)
    step = replace(step, needs=found)
    if not found.contributors:
        return step
    # Some cannot decide because they added a line; others can decide first.
    team, stand_ins, without = case.team, case.delegations, replace(found, contributors=frozenset(), instead=None)
    shut_out = tuple(each for each in step.contributors if entitled(without, team, stand_ins, each, now))
    first = tally(found, (), team, case.hash, stand_ins, now)
    return replace(step, shut_out=shut_out, deciders=first.who if isinstance(first, Open) else ())


def _voted(step: CardState, case: Case, now: datetime) -> CardState:
    """What was decided on the content that counts: the approved one, or what waits or is not agreed to."""
    request = case.request
    present = request.waits or (request.state in _ENDS and request.snapshot not in request.passed)
    decided_on = request.snapshot if present else request.approved or request.snapshot
    if request.needs is None or decided_on is None:
        return step
    result = tally(request.needs, case.purchase.votes, case.team, decided_on.hash, case.delegations, now)
    found, beside = holding(case, now), request.needs.beside
    return replace(step, needs=request.needs, beside=beside, tally=decided(result, found), holds=found)


def budgets_of(case: Case, now: datetime) -> tuple[BudgetLine, ...]:
    """The budgets that a request falls into, with what each has left after it."""
    if case.request.snapshot is None:
        return ()
    month = case.team.today(month_of(case.team, now)[0])
    return tuple(
        BudgetLine(each.account.person_id, month, each.used, each.allowance.amount, each.left, each.account.tag)
        for each in standings(case.policy, case.facts())
    )
