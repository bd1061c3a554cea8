"""Returns an approved request to pending if its price moved or an approver lost the right, and asks again."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import Deciding, judged, read_case
from bot.desk.rules.placement_check import Back
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.events.requests import AskedAnew, RequestChanged, SentBack
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.notices.approvals import HeldNotice
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import ChangedNotice
from bot.purchasing.request import Finding, Moved, Snapshot, differences
from bot.purchasing.requests.chosen import with_obstacles
from bot.purchasing.requests.purchase import Request


async def send_back(
    uow: UnitOfWork, deciding: Deciding, request: Request, answer: Snapshot | Finding, why: Back
) -> None:
    """approved → pending at the present price; the approvers are asked again if there are any."""
    now = await uow.requests.move(request, RequestState.PENDING)
    moved = isinstance(answer, Snapshot) and answer != request.snapshot
    if moved or isinstance(answer, Finding):
        now = await _keep(uow, now, answer)
    else:
        now = await uow.requests.update_progress(now, previous=None)
    fields: dict[str, object] = {**_changes(request.snapshot, answer), **_problem(answer)}
    await uow.record(SentBack(request=now, fields=fields, reason=why.reason, detail=why.detail))
    asked = await _ask_again(uow, deciding, request.id) if isinstance(answer, Snapshot) else False
    if not asked:
        await to_the_requester(uow, now)
    moved_since = _changes(request.approved or request.snapshot, answer)
    await uow.record(AskedAnew(request=request, notice=_notice(request, answer, why, moved_since, asked)))


async def _keep(uow: UnitOfWork, pending: Request, answer: Snapshot | Finding) -> Request:
    if isinstance(answer, Snapshot):
        before = pending.approved or pending.snapshot
        return await uow.requests.choose(pending, pending.chosen, snapshot=answer, previous=before)
    chosen = with_obstacles(pending.chosen, {each.place: answer for each in pending.asked})
    return await uow.requests.choose(pending, chosen, snapshot=None)


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
    await uow.record(RequestChanged(request=request))
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


def _problem(answer: Snapshot | Finding) -> dict[str, object]:
    """Why it cannot be had any more, for the journal; empty if it only changed."""
    if isinstance(answer, Snapshot):
        return {}
    return {"problem": answer.problem.value, "limit": answer.limit, "reason": answer.reason} | (
        {"sums": list(answer.sums)} if answer.sums else {}
    )
