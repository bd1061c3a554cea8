"""Records absences of approvers: from when to when, and who decides in their place."""

from datetime import date

from bot.desk.rules.team_choice import require
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import why_of
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.team_changes import record_in_team, team_in
from bot.purchasing.approval.delegation import Delegation, days_problem, may_be_away
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.teams import CameBack, WentAway
from bot.purchasing.people.teams import Absence
from bot.purchasing.person import Act


class Aways(Verbs):
    """The actions on absences; each person can only declare their own."""

    async def go(self, act: Act, team_id: int, from_day: date, until_day: date, delegate_id: int | None) -> None:
        """Record that this person is away on these days, both included, in the team's zone."""
        async with self._ledger.change(act.cause) as uow:
            team = await team_in(uow, team_id)
            require(uow, team, act.by, Action.AWAY)
            known = await uow.teams.absences(team_id)
            mine = [(each.first, each.last) for each in known if each.by == act.by.id and each.ended_at is None]
            problem = days_problem(from_day, until_day, team.today(uow.now), mine)
            if problem is None and delegate_id is not None:
                given = tuple(each.delegation for each in known if each.delegation is not None)
                new = Delegation(act.by.id, delegate_id, from_day, until_day, uow.now)
                problem = may_be_away(new, team, given, uow.now)
            if problem is not None:
                raise Refusal(why_of(f"away-{problem.value}"))
            await uow.teams.go_away(team_id, act.by.id, delegate_id, from_day, until_day)
            delegate = team.member(delegate_id) if delegate_id is not None else None
            event = WentAway(
                our_team=team, actor=act.by.id, by=act.by.name, by_id=act.by.id, first=from_day, last=until_day,
                delegate=delegate.name if delegate else None, delegate_id=delegate_id,
            )  # fmt: skip
            await record_in_team(uow, event)

    async def back(self, act: Act) -> tuple[Absence, ...]:
        """End this person's absences in every team; returns what ended."""
        async with self._ledger.change(act.cause) as uow:
            ended = await uow.teams.come_back(act.by.id)
            if not ended:
                raise Refusal(RefusalReason.NOT_AWAY)
            for team_id in sorted({each.team_id for each in ended}):
                team = await team_in(uow, team_id)
                await record_in_team(uow, CameBack(our_team=team, actor=act.by.id, by=act.by.name))
        return ended
