"""Carries out a change of a team: prepared, authorised, written or proposed, journaled, and told in its group."""

from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass
from typing import Any

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.team_choice import require
from bot.desk.shared.pause import RESUME, all_together, permit_switch, second_resume, which_pause
from bot.desk.shared.proposals import AGREED, TURNED_DOWN, ask, settle
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.standstill import note_standstills
from bot.purchasing.approval.rights import SECOND_PRESS_AFTER, Action, Change, why_void
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.events import teams as events
from bot.purchasing.notices.changes import PolicyChange, TeamChange
from bot.purchasing.notices.teams import TeamProposedNotice
from bot.purchasing.people.teams import Changed, OurTeam, Proposal, Proposed
from bot.purchasing.person import Act, Person

Facts = dict[str, Any]
Deed = Callable[[UnitOfWork], Awaitable[str | None]]


@dataclass(frozen=True)
class Ready:
    """A change prepared in the transaction that makes it.

    `base` is the version of what it changes, `deed` writes it (and gives an invitation's code), `change` is told, and
    journaled unless the journal keeps it in other words (`recorded`).
    """

    action: Action
    loosens: bool
    base: int
    deed: Deed
    change: TeamChange
    recorded: TeamChange | None = None


MakeReady = Callable[[UnitOfWork, OurTeam, Person, Facts], Awaitable[Ready]]


async def team_in(uow: UnitOfWork, team_id: int) -> OurTeam:
    """The team as it is in this transaction; nobody else changes it until the transaction ends."""
    await uow.votes.lock_team(team_id)
    team = await uow.teams.find(team_id)
    if team is None or team.closed:
        raise Refusal(RefusalReason.UNKNOWN_TEAM)
    return team


async def team_as_seen(uow: UnitOfWork, team_id: int) -> OurTeam:
    """The team of this number, also a closed one; Refusal if there is none."""
    team = await uow.teams.find(team_id)
    if team is None:
        raise Refusal(RefusalReason.UNKNOWN_TEAM)
    return team


def require_admin(uow: UnitOfWork, by: Person, team: OurTeam, action: Action = Action.CHANGE_TEAM) -> None:
    """Raise Refusal unless this person may change what the team has set without a second word."""
    require(uow, team, by, action, change=Change(loosens=False))


async def record_in_team(uow: UnitOfWork, event: events.TeamEvent) -> None:
    """Record what may affect who must still decide on the team's waiting requests, or who pays.

    It is written already: what cannot go on since then is told too.
    """
    await uow.votes.look_again(event.team)
    await uow.record(event)
    await note_standstills(uow, event.team)


@dataclass(eq=False)
class Changes(Verbs):
    """Makes every change of a team; `kinds` says how each is prepared."""

    _kinds: dict[str, MakeReady]

    async def make(
        self, act: Act, team_id: int, kind: str, facts: Facts, *, base: int | None = None
    ) -> Changed | Proposed:
        """Change it at once, or record that it waits for its second word because it loosens.

        `base` is the version that it was made from, if that was read before.
        """
        async with self._ledger.change(act.cause) as uow:
            team = await team_in(uow, team_id)
            ready = await self._kinds[kind](uow, team, act.by, facts)
            change = Change(ready.loosens, ready.base if base is None else base, ready.base)
            answer = require(uow, team, act.by, ready.action, change=change)
            if answer.proposed:
                return await self._propose(uow, act.by, team, kind, facts, ready)
            return await self._write(uow, act.by, team, kind, ready)

    async def second(self, act: Act, proposal_id: int) -> Changed | None:
        """The second word: another admin's, or the only admin's own ten minutes later; None if it resumed buying."""
        async with self._ledger.change(act.cause) as uow:
            proposal = await self._waiting(uow, proposal_id)
            if proposal.team_id is None:
                await second_resume(uow, act.by, proposal)
                return None
            team = await team_in(uow, proposal.team_id)
            ready = await self._kinds[proposal.kind](uow, team, act.by, proposal.change)
            change = Change(True, proposal.base, ready.base, proposal.made_by, proposal.made_at)
            answer = require(uow, team, act.by, ready.action, change=change)
            told_in = await settle(uow, proposal, AGREED, act.by)
            return await self._write(uow, act.by, team, proposal.kind, ready, proposal, told_in, alone=answer.alone)

    async def drop(self, act: Act, proposal_id: int) -> None:
        """Turn the proposal down: another admin says no, or its proposer changes their mind."""
        async with self._ledger.change(act.cause) as uow:
            proposal = await self._waiting(uow, proposal_id)
            if proposal.team_id is None:
                await permit_switch(uow, act.by, Action.PAUSE)
                team = None
            else:
                team = await team_in(uow, proposal.team_id)
                require_admin(uow, act.by, team, Action.CHANGE_ROLES)
            await settle(uow, proposal, TURNED_DOWN, act.by)
            if team is not None:
                await uow.votes.look_again(team.id)
            event = events.ProposalDropped(
                actor=act.by.id, team=proposal.team_id, proposal=proposal.id, what=proposal.kind, by=act.by.name,
                our_team=team,
            )  # fmt: skip
            await uow.record(event)

    async def clock(self) -> None:
        """End proposals that can no longer take effect: their day is over, or something else was changed."""
        async with self._ledger.read() as uow:
            void = [each for each in await uow.teams.every_proposal() if await self._why_void(uow, each)]
        for each in void:
            async with self._ledger.change() as uow:
                if each.team_id is not None:
                    await uow.votes.lock_team(each.team_id)
                waits = await uow.teams.proposal(each.id)
                why = await self._why_void(uow, waits) if waits is not None else None
                if waits is not None and why is not None and uow.doubt is None:
                    await settle(uow, waits, why)
                    await uow.record(
                        events.ProposalVoid(team=waits.team_id, proposal=waits.id, what=waits.kind, why=why)
                    )

    async def _why_void(self, uow: UnitOfWork, waits: Proposal) -> str | None:
        """Why no second word can make it take effect any more, as the key of a refusal; None if one still can."""
        team: Team | None
        try:
            if waits.team_id is None:
                team, current = await all_together(uow), await which_pause(uow)
            else:
                team, kind = await uow.teams.find(waits.team_id), self._kinds.get(waits.kind)
                if team is None or kind is None:
                    return "proposal-superseded"
                current = (await kind(uow, team, Person(waits.made_by, "", team.language), waits.change)).base
        except Refusal:  # it cannot be prepared any more
            return "proposal-superseded"
        return why_void(Change(True, waits.base, current, waits.made_by, waits.made_at), team, uow.now)

    async def _waiting(self, uow: UnitOfWork, proposal_id: int) -> Proposal:
        proposal = await uow.teams.proposal(proposal_id)
        if proposal is None or proposal.kind not in {*self._kinds, RESUME}:
            raise Refusal(RefusalReason.PROPOSAL_OVER)
        return proposal

    async def _propose(
        self, uow: UnitOfWork, by: Person, team: OurTeam, kind: str, change: Facts, ready: Ready
    ) -> Proposed:
        """Record the change, and ask in the group and the reachable admins except the proposer for the second word.

        Who proposes the same again has proposed it once; but people may be invited one by one.
        """
        assert team.chat_id is not None, "a stored team has its group"
        alone = len(team.holders(Role.ADMIN)) == 1
        for each in await uow.teams.proposals(team.id):
            same = (each.kind, each.change, each.base, each.made_by) == (kind, change, ready.base, by.id)
            if same and kind != "invited":
                return Proposed(each.id, kind, each.made_at + SECOND_PRESS_AFTER if alone else None)
        admins = await uow.people.reachable(each.person_id for each in team.acting(Role.ADMIN))
        chats = (admins - {by.id}) | {team.chat_id}
        number = await uow.teams.propose(team.id, kind, change, ready.base, by.id)
        from_when = uow.now + SECOND_PRESS_AFTER if alone else None
        notice = TeamProposedNotice(
            change=ready.change, proposal_id=number, by=team.known_as(by.id), by_id=by.id, second_from=from_when,
            team_id=team.id, title=team.title,
        )  # fmt: skip
        event = events.ChangeProposed(
            actor=by.id, team=team.id, proposal=number, what=kind, base=ready.base,
            policy_version=team.policy_version, change=change, notice=notice, chats=chats,
        )  # fmt: skip
        await ask(uow, event)
        return Proposed(number, kind, from_when)

    async def _write(
        self,
        uow: UnitOfWork,
        by: Person,
        team: OurTeam,
        kind: str,
        ready: Ready,
        proposal: Proposal | None = None,
        told_in: Container[int] = (),
        *,
        alone: bool = False,
    ) -> Changed:
        """Make the change and tell the group; of new rules the message that asked for a word there tells it itself."""
        code = await ready.deed(uow) or ""
        fresh = await uow.teams.get(team.id)
        event = events.TeamChanged(
            our_team=fresh, actor=by.id, change=ready.change, recorded=ready.recorded, by=by.name,
            alone=alone, proposal=proposal.id if proposal else None,
            proposed_by=proposal.made_by if proposal else None,
            told_by_proposal=isinstance(ready.change, PolicyChange) and fresh.chat_id in told_in,
        )  # fmt: skip
        await record_in_team(uow, event)
        return Changed(fresh, kind, alone, code, ready.change)
