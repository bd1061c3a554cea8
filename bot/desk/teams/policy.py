"""Shows a team's rules in words, tries new ones out on recent requests, and changes them version by version."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk.ledger.stored_rules import dump_policy, load_policy
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.request_facts import facts_of
from bot.desk.rules.team_choice import require
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import PolicyWrong
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.team_changes import Changes, Facts, Ready, record_in_team, team_as_seen
from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.judge import LOOKED_AT, Past, Retold, what_if
from bot.purchasing.approval.loosening import policy_loosens
from bot.purchasing.approval.policy import Policy, RuleFault, SplittingKey, Together, Unsound, unfit
from bot.purchasing.approval.policy_language import amend, show
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.splitting import Asked
from bot.purchasing.approval.team import Team
from bot.purchasing.events.teams import RulesBroughtUp
from bot.purchasing.notices.changes import PolicyChange, TogetherChange
from bot.purchasing.people.teams import Changed, OurTeam, Proposed
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.asked_line import people_of
from bot.purchasing.requests.request import Request

THE_UPDATE = 0
"""The author of rules that nobody of the team made."""


@dataclass(frozen=True)
class Rules:
    """The rules that hold: as values, by number, and in words."""

    team: OurTeam
    policy: Policy
    version: int
    text: str
    unfit: tuple[str, ...] = ()
    """Names of people whom the rules name and who may not approve now."""


@dataclass(frozen=True)
class WhatIf:
    """What typed rules would mean: what is wrong with them, or the rules and the last twenty requests under them."""

    team: OurTeam
    faults: tuple[RuleFault, ...] = ()
    policy: Policy | None = None
    loosens: bool = False
    retold: tuple[Retold, ...] = ()
    unfit: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[Retold, ...]:
        """The requests whose outcome would have been different."""
        return tuple(each for each in self.retold if each.differs)


def understood(policy: Policy, text: str, team: OurTeam) -> Policy:
    """The rules with what was typed; Unsound if the text gives none."""
    if not text.strip():
        raise Refusal(RefusalReason.POLICY_EMPTY)
    return amend(policy, text, team)


def _names(team: OurTeam, policy: Policy) -> tuple[str, ...]:
    return tuple(team.known_as(each) for each in unfit(policy, team))


async def changed_policy(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Make another version of the rules; `facts` has all of it as JSON."""
    before, after = await uow.teams.policy(team.id, team.policy_version), load_policy(str(facts["rules"]))
    if before == after:
        raise Refusal(RefusalReason.NOTHING_CHANGES)

    async def deed(uow: UnitOfWork) -> None:
        await uow.teams.change_policy(team, after, by.id)

    version = team.policy_version + 1
    told, recorded = (
        PolicyChange(version=version, before=show(before, known), after=show(after, known))
        for known in (team, nameless(team))
    )
    return Ready(Action.CHANGE_POLICY, policy_loosens(before, after), team.policy_version, deed, told, recorded)


def nameless(team: OurTeam) -> Team:
    """The team without its people, so that rules in words name them by number: the journal keeps no names there."""
    return Team(team.id)


@dataclass(eq=False)
class Policies(Verbs):
    """The actions on rules."""

    _changes: Changes

    async def show(self, team_id: int) -> Rules:
        """The rules that hold."""
        async with self._ledger.read() as uow:
            team, policy = await self._holding(uow, team_id)
        return Rules(team, policy, team.policy_version, show(policy, team), _names(team, policy))

    async def preview(self, by: Person, team_id: int, text: str) -> WhatIf:
        """What the typed rules would mean; nothing is changed."""
        async with self._ledger.read() as uow:
            team, policy = await self._holding(uow, team_id)
            require(uow, team, by, Action.LIST)
            try:
                new = understood(policy, text, team)
            except Unsound as wrong:
                return WhatIf(team, wrong.faults)
            past = await self._past(uow, team_id, (policy, new))
        return WhatIf(
            team=team,
            policy=new,
            loosens=policy_loosens(policy, new),
            retold=what_if(policy, new, team, past),
            unfit=_names(team, new),
        )

    async def change(self, act: Act, team_id: int, text: str, *, base: int | None = None) -> Changed | Proposed:
        """Make the typed rules hold from now on, or after their second word.

        `base` is the version that was shown; Refusal (ProposalSuperseded) if another one holds by now.
        """
        async with self._ledger.read() as uow:
            team, policy = await self._holding(uow, team_id)
        try:
            new = understood(policy, text, team)
        except Unsound as wrong:
            raise Refusal(PolicyWrong(faults=wrong.faults)) from wrong
        base = team.policy_version if base is None else base
        return await self._changes.make(act, team_id, "policy", {"rules": dump_policy(new)}, base=base)

    async def bring_up(self) -> None:
        """Tell existing teams once what this release adds to their rules: pieces count together."""
        async with self._ledger.read() as uow:
            old = [each.id for each in await uow.teams.all_open() if await uow.teams.has_old_rules(each)]
        for team_id in old:
            async with self._ledger.change() as uow:
                await uow.votes.lock_team(team_id)
                team = await uow.teams.find(team_id)
                if team is None or team.closed or not await uow.teams.has_old_rules(team):
                    continue
                before = await uow.teams.policy(team.id, team.policy_version)
                after = replace(before, together=Together())
                version = await uow.teams.change_policy(team, after, THE_UPDATE)
                change = TogetherChange(version=version, before=show(before, team), after=show(after, team))
                unnamed = nameless(team)
                event = RulesBroughtUp(
                    our_team=replace(team, policy_version=version), change=change,
                    before=show(before, unnamed), after=show(after, unnamed),
                )  # fmt: skip
                await record_in_team(uow, event)

    async def _holding(self, uow: UnitOfWork, team_id: int) -> tuple[OurTeam, Policy]:
        team = await team_as_seen(uow, team_id)
        return team, await uow.teams.policy(team_id, team.policy_version)

    async def _past(self, uow: UnitOfWork, team_id: int, policies: tuple[Policy, ...]) -> list[Past]:
        """The latest requests, each with all that the old or the new rules could add to it."""
        requests = await uow.requests.judged(team_id, LOOKED_AT)
        together = [each.together for each in policies if each.together is not None]
        if not requests or not together:
            return [_past_of(each) for each in requests]
        span = max(each.span for each in together)
        by = frozenset[SplittingKey]().union(*(each.by for each in together))
        others = await uow.votes.others(team_id, by, min(map(_at, requests)) - span)
        declined = [
            await uow.votes.declined_at(each, _at(each) - span, _at(each), people_of(each.asked, each.requester.id))
            for each in requests
        ]
        return [_past_of(each, others, no) for each, no in zip(requests, declined, strict=True)]


def _at(request: Request) -> datetime:
    return request.pending_at or request.created_at


def _past_of(request: Request, others: tuple[Asked, ...] = (), declined_at: datetime | None = None) -> Past:
    facts = facts_of(request, request.snapshot, Usage())
    lately: dict[str, Any] = {"asked_at": _at(request), "others": others, "declined_at": declined_at}
    return Past(request.id, request.name, replace(facts, **lately), _at(request))
