"""Closes a team and ends its open requests, and makes its group a team again later."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import TEAM_CLOSED, settle
from bot.desk.teams.first_approver import begin_anew
from bot.desk.teams.team_changes import Facts, Ready
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role
from bot.purchasing.events.lists import ListEnded
from bot.purchasing.events.teams import LeftToOwners, RequestEndedWithTeam
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.notices.changes import ClosedChange
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.purchase import Person, Purchase


async def closed(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Close the team of a group; it always takes a second word, since without its rules more could be bought."""
    open_now = [each for each in await _unsent(uow, team) if each.request.state is not RequestState.DRAFT]
    change = ClosedChange(open=len(open_now))
    return Ready(Action.CHANGE_TEAM, True, 0, lambda uow: _close(uow, team, by), change)


async def _close(uow: UnitOfWork, team: OurTeam, by: Person) -> str:
    for number in await uow.requests.unended(team.id):
        await uow.votes.lock(number)  # before it is read: somebody may be deciding on it just now
        purchase = await uow.purchase(number)
        if purchase is not None and _is_unsent(purchase):
            await _end(uow, purchase, by)
        elif purchase is not None and purchase.request.waits:
            # Its order exists: nobody of the team is left to agree to its price, so the admins of the settings do.
            await uow.requests.update_progress(purchase.request, needs=None, next_at=None, valid_until=None)
            await uow.record(LeftToOwners(request=purchase.request))
    if lines := await uow.lists.lines(team.id):
        await uow.lists.drop(lines)
        offers = tuple(each.offer.offer_id for each in lines)
        event = ListEnded(actor=by.id, team=team.id, title=team.title, group=None, offers=offers)
        await uow.record(event)
    for each in await uow.teams.every_proposal():
        if each.team_id == team.id:
            await settle(uow, each, TEAM_CLOSED, by)
    await uow.teams.close(team.id)
    return ""


async def _unsent(uow: UnitOfWork, team: OurTeam) -> list[Purchase]:
    """The requests not sent to 1688; one whose order exists, or may exist, goes on."""
    numbers = await uow.requests.unended(team.id)
    found = [await uow.purchase(number) for number in numbers]
    return [each for each in found if each is not None and _is_unsent(each)]


def _is_unsent(purchase: Purchase) -> bool:
    if purchase.request.state is not RequestState.APPROVED:
        return not price_asked(purchase)
    attempt = purchase.attempt
    return not purchase.orders and attempt is not None and attempt.never_sent and attempt.by_hand is None


async def _end(uow: UnitOfWork, purchase: Purchase, by: Person) -> None:
    """End one request with its team; those who waited for an answer are told."""
    request, attempt = purchase.request, purchase.attempt
    if request.state is RequestState.APPROVED and attempt is not None:
        await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=ClosedReason.TEAM_CLOSED)
    await uow.lists.give_back(request.id)  # the list ends with its team, once
    await uow.requests.end(request, RequestState.CANCELLED, ClosedReason.TEAM_CLOSED)
    await uow.record(RequestEndedWithTeam(actor=by.id, request=request, by=by.name))


async def reopen(uow: UnitOfWork, team: OurTeam, title: str, language: str, by: Person) -> int:
    """Make the group a team again, with none of its former people and a new team's rules; returns its number."""
    for member in team.members:
        if await uow.teams.member_version(team.id, member.person_id):
            await uow.teams.put_member(
                team.id, member.person_id, roles=frozenset[Role](), limit=member.limit, active=False
            )
    await uow.teams.set(team.id, active=True, title=title or team.title, language=language)
    await uow.teams.change_policy(team, default_policy(), by.id)
    await begin_anew(uow, team.id)
    return team.id
