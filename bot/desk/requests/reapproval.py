"""Asks again what was decided: if a price moved, an approver lost the right, or a team made its rules stricter."""

from dataclasses import replace

from bot.desk.ledger.stored_rules import dump_needs
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import Case, Deciding, judged, read_case
from bot.desk.rules.placement_check import Back
from bot.purchasing.approval.judge import Impossible, Obstacle, judge, judged_anew
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.choice import Finding
from bot.purchasing.events.requests import Forbidden, NeedsMore, SentBack
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.notices.approvals import HeldNotice
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import ChangedNotice
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.chosen import with_obstacles
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Moved, Snapshot, differences


async def send_back(
    uow: UnitOfWork, deciding: Deciding, request: Request, answer: Snapshot | Finding, why: Back
) -> None:
    """approved → pending at the present price; the approvers are asked again if there are any."""
    now = await uow.requests.move(request, RequestState.PENDING)
    fields: dict[str, object] = {**_changes(request.snapshot, answer)}
    if isinstance(answer, Finding):
        fields = {"problem": answer.problem.value, "limit": answer.limit, "reason": answer.reason}
        fields |= {"sums": list(answer.sums)} if answer.sums else {}
        chosen = with_obstacles(now.chosen, {each.place: answer for each in now.asked})
        now = await uow.requests.choose(now, chosen, snapshot=None)
    elif answer != request.snapshot:
        now = await uow.requests.choose(now, now.chosen, snapshot=answer, previous=now.approved or now.snapshot)
    else:
        now = await uow.requests.update_progress(now, previous=None)
    await uow.record(SentBack(request=now, fields=fields, reason=why.reason, detail=why.detail))
    asked = await _ask_again(uow, deciding, request.id) if isinstance(answer, Snapshot) else False
    if not asked:
        await to_the_requester(uow, now)
    moved_since = _changes(request.approved or request.snapshot, answer)
    notice = _notice(request, answer, why, moved_since, asked)
    await uow.tell(notice, Audience.ASKED, f"changed:{request.id}:{request.version}", request)


async def _ask_again(uow: UnitOfWork, deciding: Deciding, request_id: int) -> bool:
    """Whether somebody other than the requester is asked now."""
    case = await read_case(uow, request_id)
    found = judged(uow, case) if case is not None else None
    if case is None or not isinstance(found, Needs):
        return False
    await deciding.put(uow, case, found, None)
    await uow.renew_card(request_id, "changed")
    return True


async def to_the_requester(uow: UnitOfWork, request: Request) -> Request:
    """Ask the requester for a new consent or another choice, since nobody else has a say now."""
    if request.team_id is not None:
        version = request.policy_version or 0
        request = await uow.requests.make_pending(request, None, version, rate=request.rate, currency=request.currency)
    uow.redraw(request.id)
    return request


def _notice(
    request: Request, answer: Snapshot | Finding, why: Back, fields: Moved, asked: bool
) -> ChangedNotice | HeldNotice:
    about = request_facts(request)
    if isinstance(answer, Finding):
        return ChangedNotice(
            about=about, problem=answer.problem.value, limit=answer.limit, reason=answer.reason,
            sums=tuple(answer.sums), asked=asked,
        )  # fmt: skip
    if fields:
        return ChangedNotice(about=about, fields=fields, hash="" if asked else answer.hash, asked=asked)
    return HeldNotice(about=about, reason=why.reason, detail=why.detail)


def _changes(old: Snapshot | None, answer: Snapshot | Finding) -> Moved:
    return {} if old is None or isinstance(answer, Finding) else differences(old, answer)


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
    facts = case.facts()
    if price_asked(case.purchase):  # an order whose price was raised needs no further reason
        facts = replace(facts, note=facts.note or OwnReason.PRICE_RAISED)
    asked_by = await uow.teams.policy(case.team.id, version)
    needs = judged_anew(request.needs, asked_by, case.policy, case.team, facts, uow.now, case.delegations)
    obstacle = judge(case.policy, case.team, facts, uow.now, case.delegations)
    if isinstance(obstacle, Impossible) and obstacle.reason in IN_THE_WAY and obstacle.detail not in ("hour", "day"):
        return case.with_request(await _back(uow, case, obstacle))
    return case if needs == request.needs else case.with_request(await _wait_on(uow, case, needs))


async def _wait_on(uow: UnitOfWork, case: Case, needs: Needs) -> Request:
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
        uow.redraw(back.id)
    else:
        back = await to_the_requester(uow, request)
    await uow.record(Forbidden(request=request, rules=version, reason=why.reason.value, detail=why.detail))
    return back
