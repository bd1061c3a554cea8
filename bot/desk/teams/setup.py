"""Leads a team through what it is asked first: who does what, its usual address, its second currency, its rules.

Where it stands follows from what is set, so that a restart or a move of the group loses nothing; only that a question
was passed over is stored, so that it is not asked again.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.desk.ledger.facts import SETUP, TEAM_ADDRESS, SetupFact, UsualAddress
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.membership import had_approver
from bot.desk.teams.standstill import note_standstills
from bot.desk.teams.team_changes import require_admin, team_as_seen, team_in
from bot.market.errors import MarketError
from bot.purchasing.approval.loosening import first_approver
from bot.purchasing.approval.policy import Policy, default_policy
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Address
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person


class SetupStep(IntEnum):
    """What a team is asked, in this order; a button carries the number."""

    ROLES = 1
    ADDRESS = 2
    CURRENCY = 3
    RULES = 4


@dataclass(frozen=True)
class Setup:
    """What a team has set, and what it is asked now (None: nothing any more)."""

    team: OurTeam
    asks: SetupStep | None
    policy: Policy
    address: UsualAddress | None = None
    addresses: tuple[Address, ...] = ()
    """Those that can be chosen, the default first, if that is asked; none if 1688 does not tell them."""
    invitations: int = 0
    first_approver: bool = False
    """Whether an approver comes in without a second word now."""
    card: tuple[int, int] | None = None
    """The message of the group that asks, after its chat."""


@dataclass(eq=False)
class Setups(Verbs):
    """Where each team's setup stands, and the answers that are no change of another kind.

    `addresses` asks 1688 for those of the account; None if the way to buy knows none.
    """

    _addresses: Callable[[], Awaitable[tuple[Address, ...]]] | None

    async def at(self, team_id: int, step: int = 0) -> Setup | None:
        """Where it stands, or the question of this number; None if there is no such team or it is closed."""
        async with self._ledger.read() as uow:
            team = await uow.teams.find(team_id)
            if team is None or team.closed:
                return None
            policy = await uow.teams.policy(team.id, team.policy_version)
            kept, address = await _kept(uow, team_id), await uow.facts.get(TEAM_ADDRESS.of(team_id))
            invitations, waits = await uow.teams.open_invitations(team_id), await uow.teams.proposals(team_id)
            first = first_approver(team, Role.APPROVER, had=await had_approver(uow, team_id))
        settled = {
            SetupStep.ROLES: bool(team.holders(Role.APPROVER) and team.holders(Role.BUYER)),
            SetupStep.ADDRESS: address is not None or self._addresses is None,
            SetupStep.CURRENCY: team.rate is not None,
            SetupStep.RULES: policy != default_policy() or any(each.kind == "policy" for each in waits),
        }
        open_now = (each for each in SetupStep if each not in kept.passed and not settled[each])
        asks = SetupStep(step) if step in set(SetupStep) else next(open_now, None)
        addresses: tuple[Address, ...] = ()
        if asks is SetupStep.ADDRESS and self._addresses is not None:
            with suppress(MarketError):  # then the card says that there are none now
                addresses = tuple(sorted(await self._addresses(), key=lambda each: not each.default))
        return Setup(team, asks, policy, address, addresses, len(invitations), first, kept.card)

    async def shown(self, by: Person, team_id: int, step: int = 0) -> Setup:
        """The same for an admin of the team; Refusal for anybody else."""
        async with self._ledger.read() as uow:
            require_admin(uow, by, await team_as_seen(uow, team_id))
        found = await self.at(team_id, step)
        if found is None:
            raise Refusal(RefusalReason.UNKNOWN_TEAM)
        return found

    async def keep_card(self, team_id: int, card: tuple[int, int] | None) -> None:
        """Note which message of the team's group asks (None: nothing is asked any more)."""
        async with self._ledger.change() as uow:
            await uow.votes.lock_team(team_id)
            await uow.facts.put(SETUP.of(team_id), replace(await _kept(uow, team_id), card=card))

    async def leave(self, act: Act, team_id: int, step: int) -> None:
        """Leave as it is what this question is about, and do not ask it again."""
        async with self._ledger.change(act.cause) as uow:
            require_admin(uow, act.by, await team_in(uow, team_id))
            kept = await _kept(uow, team_id)
            await uow.facts.put(SETUP.of(team_id), replace(kept, passed=tuple(sorted({*kept.passed, step}))))
            await note_standstills(uow, team_id)

    async def address(self, act: Act, team_id: int, address_id: str, seen: int) -> None:
        """Make this the usual address; in the place of another one only if its presser saw that there is one (`seen`).

        MarketError if 1688 does not tell its addresses.
        """
        known = {each.address_id: each.city for each in (await self._addresses() if self._addresses else ())}
        async with self._ledger.change(act.cause) as uow:
            require_admin(uow, act.by, await team_in(uow, team_id))
            before = await uow.facts.get(TEAM_ADDRESS.of(team_id))
            if address_id not in known or (before is not None and not seen and before.id != address_id):
                raise Refusal(RefusalReason.SETUP_MOVED)
            await uow.facts.put(TEAM_ADDRESS.of(team_id), UsualAddress(address_id, known[address_id]))


async def _kept(uow: UnitOfWork, team_id: int) -> SetupFact:
    return await uow.facts.get(SETUP.of(team_id)) or SetupFact()
