"""Ends what is too old: requests that nobody confirmed, approvals of what was not sent in time, forgotten lists."""

import logging

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.events.lists import ListEnded
from bot.purchasing.events.requests import Lapsed, Unconfirmed
from bot.purchasing.lifecycle import UNDECIDED, AttemptState, ClosedReason, RequestState
from bot.purchasing.requests.purchase import Attempt, Place, Request, consent_is_over
from bot.purchasing.requests.team_list import LIST_LIFE

log = logging.getLogger(__name__)


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
