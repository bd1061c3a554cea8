"""Acts when time is over: reminds approvers, and ends requests, consents, drafts and lists that are too old."""

import logging
from datetime import datetime, timedelta

from bot.desk.ledger.facts import AWAKE
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.reapproval import judge_anew
from bot.desk.rules.approval_case import Case, Deciding, counted, people, read_case
from bot.purchasing.approval.budget import day_of
from bot.purchasing.approval.requirement import Due, Needs, after_working, due, next_at
from bot.purchasing.approval.votes import Open
from bot.purchasing.events import requests as events
from bot.purchasing.events.lists import ListEnded
from bot.purchasing.events.requests import Lapsed, Unconfirmed
from bot.purchasing.lifecycle import UNDECIDED, AttemptState, ClosedReason, RequestState
from bot.purchasing.person import Place
from bot.purchasing.requests.attempt import Attempt, consent_is_over
from bot.purchasing.requests.request import Request
from bot.purchasing.requests.team_list import LIST_LIFE

AT_ONCE = 100
AWAKE_EVERY = timedelta(seconds=60)
ABSENT_AFTER = timedelta(hours=1)
"""Presses are lost after 150 s, so in a shorter absence too; but whoever sees no answer presses again."""

log = logging.getLogger(__name__)


async def act_on_overdue(ledger: Ledger, deciding: Deciding) -> None:
    """Post open cards again after an absence; then remind, escalate and end what waits and is due."""
    await _wake(ledger)
    async with ledger.read() as uow:
        numbers = await uow.votes.due(AT_ONCE)
    for number in numbers:
        try:
            async with ledger.change() as uow:
                await _act(uow, deciding, number)
        except Conflict:
            log.info("request %s moved on while its time came", number)


async def _wake(ledger: Ledger) -> None:
    """Have cards that need a press posted again below, if the bot took no presses for a while."""
    async with ledger.read() as uow:
        before, now = await uow.facts.get(AWAKE), uow.now
    if before is not None and now - before < AWAKE_EVERY:
        return
    async with ledger.change() as uow:
        await uow.leases.one_at_a_time(AWAKE.name)
        if await uow.facts.get(AWAKE) != before:
            return  # another process was quicker
        await uow.facts.put(AWAKE, now)
        if before is not None and now - before > ABSENT_AFTER:
            for number in await uow.votes.waiting(None, AT_ONCE):
                await uow.renew_card(number, "absence")


async def _act(uow: UnitOfWork, deciding: Deciding, request_id: int) -> None:
    """Do what is due, and count the votes again: people and their rights may have changed."""
    case = await read_case(uow, request_id)
    if case is None or case.request.needs is None or not case.request.waits or uow.doubt is not None:
        return
    case = await judge_anew(uow, case)
    if case.request.needs is None:
        return
    needs = case.request.needs
    owed = due(needs.times, _done(case), uow.now)
    if Due.EXPIRE in owed:
        await uow.requests.end(case.request, RequestState.EXPIRED, ClosedReason.UNDECIDED)
        await uow.record(events.NobodyDecided(request=case.request, orders=case.purchase.orders))
        return
    for each in owed if case.team.works(uow.now) else ():
        if each is Due.REMIND:
            result = counted(uow, case)
            who = result.who if isinstance(result, Open) else ()
            await uow.record(events.Reminded(request=case.request, who=who, people=people(case.team, who)))
        else:
            to = people(case.team, (each for each in needs.escalate_to if each not in needs.excluded))
            await uow.record(events.Escalated(request=case.request, to=needs.escalate_to, people=to))
        column = "reminded_at" if each is Due.REMIND else "escalated_at"
        case = case.with_request(await uow.requests.update_progress(case.request, **{column: uow.now}))
    noted = await uow.requests.update_progress(case.request, next_at=_next(case, needs, uow.now))
    await deciding.count(uow, case.with_request(noted))


def _done(case: Case) -> frozenset[Due]:
    marks = ((Due.REMIND, case.request.reminded_at), (Due.ESCALATE, case.request.escalated_at))
    return frozenset(each for each, at in marks if at is not None)


def _next(case: Case, needs: Needs, now: datetime) -> datetime | None:
    """When to look at it next: at its deadlines, in the morning for what waits until then, and when a day changes."""
    at = next_at(needs.times, _done(case), now)
    if at is not None and at <= now:
        at = after_working(case.team, now, timedelta(0))
    days = (day_of(case.team, now)[1],) if case.delegations else ()
    return min((each for each in (at, needs.times.expire_at, *days) if each is not None), default=None)


async def lapse_overdue(ledger: Ledger) -> None:
    """End every approved request whose consent is over and of which nothing was ever sent."""
    async with ledger.read() as uow:
        ready = await uow.attempts.in_states(AttemptState.READY)
        requests = [(await uow.requests.get(each.request_id), each) for each in ready]
        numbers = [request.id for request, each in requests if consent_is_over(request, each, uow.now)]
    for number in numbers:
        try:
            async with ledger.change() as uow:
                await uow.votes.lock(number)
                purchase = await uow.purchase(number)
                attempt = purchase.attempt
                if attempt is not None and uow.doubt is None and consent_is_over(purchase.request, attempt, uow.now):
                    await lapse(uow, purchase.request, attempt)
        except Conflict:
            log.info("request %s moved on while its consent ended", number)


async def lapse(uow: UnitOfWork, request: Request, attempt: Attempt) -> None:
    """approved → expired, in the caller's transaction; the requester and the team that agreed are told."""
    await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=ClosedReason.CONSENT_OVER)
    await uow.requests.end(request, RequestState.EXPIRED, ClosedReason.CONSENT_OVER)
    await uow.record(Lapsed(request=request, attempt=attempt))


async def end_unconfirmed(ledger: Ledger) -> None:
    """End every request that its requester did not confirm in time."""
    async with ledger.read() as uow:
        over = await uow.requests.expired(100)
    for request in over:
        async with ledger.change() as uow:
            await uow.votes.lock(request.id)
            fresh = await uow.requests.get(request.id)
            if uow.doubt is not None:
                return  # the clock jumped since it was asked what is over
            if fresh.state not in UNDECIDED or fresh.waits or fresh.valid_until is None or fresh.valid_until > uow.now:
                continue  # confirmed meanwhile: it waits for its approvers, whose time is the clock's
            back = await uow.lists.give_back(request.id)
            reason = ClosedReason.TO_LIST if back else ClosedReason.UNCONFIRMED
            await uow.record(Unconfirmed(request=await uow.requests.end(fresh, RequestState.EXPIRED, reason)))


async def end_old_lists(ledger: Ledger) -> None:
    """Empty every list on which nothing changed for long; its team is told what stood there."""
    async with ledger.read() as uow:
        teams = await uow.lists.old(uow.now - LIST_LIFE)
    for team_id in teams:
        async with ledger.change() as uow:
            await uow.votes.lock_team(team_id)
            if uow.doubt is not None or team_id not in await uow.lists.old(uow.now - LIST_LIFE):
                continue  # somebody added to it meanwhile
            team, lines = await uow.teams.get(team_id), await uow.lists.lines(team_id)
            await uow.lists.drop(lines)
            offers, group = tuple(each.offer.offer_id for each in lines), Place(team.chat_id) if team.chat_id else None
            await uow.record(ListEnded(team=team_id, title=team.title, group=group, offers=offers))
