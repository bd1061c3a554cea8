"""Judges waiting requests again after a team made its rules stricter: on the clock, and before a vote counts."""

from dataclasses import replace

from bot.desk.ledger.stored_rules import dump_needs
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.reapproval import to_the_requester
from bot.desk.rules.approval_case import Case
from bot.purchasing.approval.judge import Impossible, Obstacle, judge, judged_anew
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.events.requests import Forbidden, NeedsMore, RequestChanged
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Request

IN_THE_WAY = frozenset({Obstacle.NOTE_NEEDED, Obstacle.OVER_BUDGET, Obstacle.OVER_CAP})
"""Obstacles no vote can remove. Who may vote is counted with every look and needs no new judgement."""


async def judge_anew(uow: UnitOfWork, case: Case) -> Case:
    """The case as stricter rules leave it; looser rules do not change it. The caller has the turn of this request."""
    request = case.request
    version = request.policy_version
    if request.needs is None or not request.waits or case.team.closed:
        return case
    if version is None or version == case.team.policy_version:
        return case
    facts = _facts(case)
    asked_by = await uow.teams.policy(case.team.id, version)
    needs = judged_anew(request.needs, asked_by, case.policy, case.team, facts, uow.now, case.delegations)
    obstacle = judge(case.policy, case.team, facts, uow.now, case.delegations)
    if isinstance(obstacle, Impossible) and obstacle.reason in IN_THE_WAY and obstacle.detail not in ("hour", "day"):
        return case.with_request(await _back(uow, case, obstacle))
    return case if needs == request.needs else case.with_request(await _keep(uow, case, needs))


def _facts(case: Case) -> Candidate:
    """The facts the rules judge; an order whose price was raised needs no further reason."""
    facts = case.facts()
    return replace(facts, note=facts.note or OwnReason.PRICE_RAISED) if price_asked(case.purchase) else facts


async def _keep(uow: UnitOfWork, case: Case, needs: Needs) -> Request:
    """Let it wait by the stricter rules; the votes on this content stay and count as far as the rules allow."""
    request, version = case.request, case.team.policy_version
    until = needs.times.expire_at
    kept = await uow.requests.update_progress(
        request, needs=needs, policy_version=version, valid_until=until, next_at=uow.now
    )
    await uow.record(NeedsMore(request=request, rules=version, needs=dump_needs(needs)))
    await uow.renew_card(request.id, "changed")
    return kept


async def _back(uow: UnitOfWork, case: Case, why: Impossible) -> Request:
    """End the wait because these rules forbid it: no vote is wanted, and the requester hears why."""
    request, version = case.request, case.team.policy_version
    if price_asked(case.purchase):
        # Its order exists: the requester may agree to its price once the rules allow it and while the order is unpaid.
        back = await uow.requests.update_progress(request, needs=None, next_at=None, valid_until=None)
        await uow.record(RequestChanged(request=back))
    else:
        back = await to_the_requester(uow, request)
    await uow.record(Forbidden(request=request, rules=version, reason=why.reason.value, detail=why.detail))
    return back
