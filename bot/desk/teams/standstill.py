"""Tells a team's admins what cannot go on in it, once, when it becomes so; and shows everywhere who pays now."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.desk.ledger.facts import FIRST_APPROVER, SETUP, STANDSTILL, StandstillFact
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import people, told_standstill
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.budget import day_of
from bot.purchasing.approval.standstill import StandsStill, Standstill, by_cause, standstills, still_stands
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.teams import StandstillNotice
from bot.purchasing.people.teams import OurTeam

AT_LATEST = timedelta(hours=1)
"""After this time every team is looked at again: days begin, and the settings may name other admins."""
_MOST_OFFERED = 2
"""So many people are offered as the buyer."""


@dataclass(frozen=True)
class _TeamNow:
    """What cannot go on in a team, who pays in it, and who is away."""

    standstills: tuple[Standstill, ...]
    payers: tuple[int, ...]
    away: frozenset[int]

    def news(self, before: StandstillFact) -> tuple[tuple[Standstill, ...], ...]:
        """What is to be told, a message for each cause."""
        return by_cause(each for each in self.standstills if each.mark not in before.told)

    def fact_after(self, before: StandstillFact) -> StandstillFact:
        """It as it is remembered once that is told."""
        marks = [each.mark for each in self.standstills]
        told = {mark: nth for mark, nth in before.told.items() if still_stands(mark, marks)}
        news = self.news(before)
        for nth, group in enumerate(news, before.many + 1):
            told |= {each.mark: nth for each in group}
        return StandstillFact(told, self.payers, before.many + len(news))


async def note_standstills(uow: UnitOfWork, team_id: int) -> None:
    """Tell the admins what cannot go on in this team since this transaction; nothing that they were told before.

    What ended is forgotten, so that it is told once more if it comes again; the check of the register ends its message.
    """
    team = await uow.teams.get(team_id)
    before = await uow.facts.get(STANDSTILL.of(team_id)) or StandstillFact()
    if team.closed:
        await uow.facts.put(STANDSTILL.of(team_id), StandstillFact(many=before.many))
        return
    now = await _team_now(uow, team)
    after = now.fact_after(before)
    if after == before:
        return
    await uow.facts.put(STANDSTILL.of(team_id), after)
    await _show_who_pays(uow, team_id, before, after)
    for nth, group in enumerate(now.news(before), before.many + 1):
        await _tell(uow, team, now, nth, group)


async def _team_now(uow: UnitOfWork, team: OurTeam) -> _TeamNow:
    policy = await uow.teams.policy(team.id, team.policy_version)
    absences = await uow.teams.absences(team.id)
    delegations = tuple(each.delegation for each in absences if each.delegation is not None)
    away = frozenset(each.by for each in absences if each.holds(team, uow.now))
    found = standstills(team, policy, delegations, away, uow.now)
    if await _is_asked_for_approvers(uow, team.id):
        found = tuple(each for each in found if each.what is not StandsStill.DECIDING)
    payers = tuple(sorted(each.person_id for each in team.acting(Role.BUYER)))
    return _TeamNow(found, payers, away)


async def _is_asked_for_approvers(uow: UnitOfWork, team_id: int) -> bool:
    """Whether the card of its setup still says that nobody can decide: it never had an approver, and passed nothing."""
    first, setup = await uow.facts.get(FIRST_APPROVER.of(team_id)), await uow.facts.get(SETUP.of(team_id))
    had = first is not None and first.had
    return not had and not (setup is not None and setup.passed)


async def _show_who_pays(uow: UnitOfWork, team_id: int, before: StandstillFact, now: StandstillFact) -> None:
    """Draw what is to be paid anew, if others pay it or nobody can: cards and news lose or get the way to pay."""
    if before.payers == now.payers and _paying(before) == _paying(now):
        return
    for number, of_team in await uow.orders.unpaid():
        if of_team == team_id:
            uow.redraw(number)


def _paying(fact: StandstillFact) -> list[str]:
    return [mark for mark in fact.told if mark.startswith(StandsStill.PAYING)]


async def _tell(uow: UnitOfWork, team: OurTeam, now: _TeamNow, nth: int, group: tuple[Standstill, ...]) -> None:
    """Tell the admins who can be reached, else the group, what cannot go on for one cause: the `nth` such message.

    Those of them who are away read how to come back.
    """
    chats = await uow.people.reachable(each.person_id for each in team.acting(Role.ADMIN))
    if not chats and team.chat_id is not None:
        chats = frozenset({team.chat_id})
    stops_paying = any(each.what is StandsStill.PAYING for each in group)
    notice = StandstillNotice(
        team_id=team.id,
        title=team.title,
        standstills=tuple(told_standstill(team, each) for each in group),
        could_buy=people(team, _could_buy(team, now.away)) if stops_paying else (),
    )
    key = f"standstill:{team.id}:{nth}:{uow.now.isoformat()}"
    await uow.tell(notice, chats - now.away, key)
    await uow.tell(replace(notice, is_away=True), chats & now.away, key)


def _could_buy(team: OurTeam, away: Collection[int]) -> list[int]:
    """Who is here and could become the buyer, admins first."""
    here = [each for each in team.active if not each.rests and each.person_id not in away]
    able = [each for each in here if not each.holds(Role.BUYER) and not team.only_receives(each.person_id)]
    able.sort(key=lambda member: (not member.holds(Role.ADMIN), member.person_id))
    return [each.person_id for each in able[:_MOST_OFFERED]]


@dataclass(eq=False)
class Standstills(Verbs):
    """Looks at every team when a day begins in it, at the start and once an hour: absences begin and end by the day."""

    _next: float | None = field(default=None, init=False, repr=False)

    async def run(self) -> None:
        """Look at every team, if it is time; it is called often."""
        steady = self._ledger.clock.steady()
        if self._next is not None and steady < self._next:
            return
        async with self._ledger.read() as uow:
            teams, now = await uow.teams.all_open(), uow.now
            changed = [each.id for each in teams if await _is_other(uow, each)]
        for team_id in changed:
            async with self._ledger.change() as uow:
                await uow.votes.lock_team(team_id)
                await uow.votes.look_again(team_id)
                await note_standstills(uow, team_id)
        until_days = [day_of(each, now)[1] - now for each in teams]
        self._next = steady + min([AT_LATEST, *until_days]).total_seconds()


async def _is_other(uow: UnitOfWork, team: OurTeam) -> bool:
    """Whether anything of this team is other than its admins were told."""
    before = await uow.facts.get(STANDSTILL.of(team.id)) or StandstillFact()
    return (await _team_now(uow, team)).fact_after(before) != before
