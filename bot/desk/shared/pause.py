"""Stops and resumes buying, for people and for the program; the switch keeps its position over a restart.

A copy of the bot beside the original is looked out for: two programs on copies of one database,
with one token, would both buy. Each conflict that Telegram tells is noted. `/resume` is refused
until two minutes passed without one, and for a day from then on 1688's list is read right before
each create. What is left: both may look in the same second, and a copy that cannot reach Telegram
is not noticed.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.desk.ledger.facts import OTHER_PROGRAM, PAUSE, QUARANTINE, OtherProgram, PauseFact
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import AGREED, ask, settle
from bot.desk.shared.quarantine import leave_quarantine, require_decided
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NotPaused, OnlyAdmins, Paused, ResumeProposed, allowed
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.rights import SECOND_PRESS_AFTER, Action, Actor, Allowed, Change, authorise
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.events.operations import BuyingPaused, BuyingResumed
from bot.purchasing.events.teams import SecondWordAsked
from bot.purchasing.holds import BuyingHold, KeyState
from bot.purchasing.notices.changes import ResumedChange
from bot.purchasing.notices.teams import TeamProposedNotice
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.people.teams import Proposal
from bot.purchasing.person import Act, Person

QUIET = timedelta(minutes=2)
"""Two programs that both run hear of each other within a minute, whether they poll or have a webhook."""
SUSPECTED = timedelta(days=1)
"""So long after `/resume` each order is looked for on 1688 right before it is sent, among those since a day before."""
RESUME = "resumed"
"""The name of a proposal to buy again."""
EVERYBODY = 0
"""The number that stands for no team: the admins of all teams together."""


async def pause_reason(uow: UnitOfWork) -> str | None:
    """Why buying is stopped; None if it is not."""
    paused = await uow.facts.get(PAUSE)
    return paused.reason if paused else None


async def require_buying(uow: UnitOfWork) -> None:
    """Refusal while buying is stopped, or waits for the key of the journal or for a clock that is right."""
    if (reason := await pause_reason(uow)) is not None:
        raise Refusal(Paused(reason=reason))
    if uow.key_state.waits:
        raise Refusal(RefusalReason.JOURNAL_KEY_WANTED)
    if uow.doubt is not None:
        raise Refusal(RefusalReason.CLOCK_APART)


async def holds_of(uow: UnitOfWork) -> tuple[BuyingHold, ...]:
    """Everything that holds buying back now, beside a pause: what all processes share, then what is this one's own."""
    shared = {
        BuyingHold.QUARANTINE: await uow.facts.get(QUARANTINE) is not None,
        BuyingHold.KEY_MISSING: uow.key_state is KeyState.MISSING,
        BuyingHold.KEY_OTHER: uow.key_state is KeyState.OTHER,
        BuyingHold.CLOCK: uow.doubt is not None,
        BuyingHold.OTHER_PROGRAM: await other_program(uow) is not None,
    }
    own = [hold for look in uow.own_holds if (hold := look()) is not None]
    return tuple(dict.fromkeys([*(hold for hold, holds in shared.items() if holds), *own]))


async def other_program(uow: UnitOfWork) -> datetime | None:
    """When Telegram last said (UTC) that another program runs with this bot's token; None if that is over."""
    other = await uow.facts.get(OTHER_PROGRAM)
    if other is None or (other.until is not None and other.until <= uow.now):
        return None
    return other.last


async def require_alone(uow: UnitOfWork) -> None:
    """Refusal while another program may still run with this bot's token."""
    last = await other_program(uow)
    if last is not None and abs(uow.now - last) < QUIET:
        raise Refusal(RefusalReason.OTHER_PROGRAM_RUNS)


async def pause(uow: UnitOfWork, reason: str, by: Person | None = None) -> None:
    """Stop buying and tell everybody affected, once; a pause that is on stays as it is."""
    await uow.leases.one_at_a_time(PAUSE.name)
    if await pause_reason(uow) is not None:
        return
    actor, name = (by.id, by.name) if by else (None, "")
    await uow.facts.put(PAUSE, PauseFact(reason, uow.now, actor))
    second: Literal["", "other", "alone"] = ""  # whose second word it will take to buy again
    if await uow.teams.all_open():
        second = "alone" if len(await uow.audiences.admins()) == 1 else "other"
    await uow.record(BuyingPaused(actor=actor, reason=reason, by=name, second=second))


async def acting_admins(uow: UnitOfWork) -> frozenset[int]:
    """The admins who may act now: not those who left the group of every team they are an admin of."""
    return frozenset(each.person_id for each in (await all_together(uow)).acting(Role.ADMIN))


async def all_together(uow: UnitOfWork) -> Team:
    """All admins as if they were one team."""
    teams, owners, admin = await uow.teams.all_open(), uow.teams.admins, frozenset({Role.ADMIN})
    acting = owners | {each.person_id for team in teams for each in team.acting(Role.ADMIN)}
    holders = owners | {each.person_id for team in teams for each in team.holders(Role.ADMIN)}
    return Team(EVERYBODY, members=tuple(Member(each, "", admin, rests=each not in acting) for each in sorted(holders)))


async def permit_switch(uow: UnitOfWork, by: Person, action: Action, change: Change | None = None) -> Allowed:
    """Raise Refusal unless this person is an admin anywhere, and their word alone is enough."""
    everybody = await all_together(uow)
    if everybody.member(by.id) is None:
        raise Refusal(OnlyAdmins())
    return allowed(authorise(Actor(by.id, by.id), action, None, everybody, uow.now, change))


async def turn_on(uow: UnitOfWork, by: Person, proposal: Proposal | None = None, *, alone: bool = False) -> None:
    """Buy again, and tell what holds it all the same. Refusal while something is undecided or another program runs."""
    await require_alone(uow)
    if (last := await other_program(uow)) is not None:
        await uow.facts.put(OTHER_PROGRAM, OtherProgram(last, until=uow.now + SUSPECTED))
    await leave_quarantine(uow, by.id)
    reason = await pause_reason(uow)
    await uow.facts.end(PAUSE)
    uow.left.add("attempts")
    event = BuyingResumed(
        actor=by.id, reason=reason or "", by=by.name, holds=await holds_of(uow), alone=alone,
        proposal=proposal.id if proposal else None, proposed_by=proposal.made_by if proposal else None,
    )  # fmt: skip
    await uow.record(event)


async def second_resume(uow: UnitOfWork, by: Person, proposal: Proposal) -> None:
    """Give the second word on buying again, if the pause is still the one it was proposed for."""
    change = Change(True, proposal.base, await which_pause(uow), proposal.made_by, proposal.made_at)
    answer = await permit_switch(uow, by, Action.RESUME, change)
    await settle(uow, proposal, AGREED, by)
    await turn_on(uow, by, proposal, alone=answer.alone)


async def which_pause(uow: UnitOfWork) -> int:
    """The pause that holds, named by the second in which it began; Refusal if there is none."""
    paused = await uow.facts.get(PAUSE)
    if paused is None:
        raise Refusal(NotPaused(holds=await holds_of(uow)))
    return int(paused.at.timestamp())


async def _propose(uow: UnitOfWork, by: Person, number: int) -> datetime | None:
    """Record the proposal and ask the other admins; returns from when on the only admin may say it again."""
    admins, reason = await uow.audiences.admins(), await pause_reason(uow)
    alone = len(admins) == 1
    from_when = uow.now + SECOND_PRESS_AFTER if alone else None
    proposal = await uow.teams.propose(None, RESUME, {"reason": reason}, number, by.id)
    notice = TeamProposedNotice(
        change=ResumedChange(reason=reason or ""), proposal_id=proposal, by=by.name, by_id=by.id, second_from=from_when
    )
    event = SecondWordAsked(
        actor=by.id, team=None, proposal=proposal, what=RESUME, base=number, notice=notice,
        chats=admins if alone else admins - {by.id},
    )  # fmt: skip
    await ask(uow, event)
    return from_when


class Switch(Verbs):
    """The actions of the switch that stops buying."""

    async def pause(self, act: Act, reason: str) -> None:
        """Stop buying, with a reason; orders that exist are still watched."""
        async with self._ledger.change(act.cause) as uow:
            await permit_switch(uow, act.by, Action.PAUSE)
            if not reason.strip():
                raise Refusal(RefusalReason.REASON_NEEDED)
            if (stopped := await pause_reason(uow)) is not None:
                raise Refusal(Paused(reason=stopped))
            await pause(uow, reason.strip(), act.by)

    async def resume(self, act: Act) -> None:
        """Buy again; if there are teams, only record it: the Refusal then says whose second word is needed."""
        from_when = None
        async with self._ledger.change(act.cause) as uow:
            await permit_switch(uow, act.by, Action.PAUSE)
            number = await which_pause(uow)
            await require_alone(uow)
            await require_decided(uow)
            teams = bool(await uow.teams.all_open())
            answer = await permit_switch(uow, act.by, Action.RESUME, Change(teams, number, number))
            if answer.proposed:
                from_when = await _propose(uow, act.by, number)
            else:
                await turn_on(uow, act.by)
        if answer.proposed:
            raise Refusal(ResumeProposed(at=from_when))

    async def other_program(self) -> None:
        """Stop buying, each time that Telegram says that another program runs with this bot's token."""
        async with self._ledger.change() as uow:
            await uow.facts.put(OTHER_PROGRAM, OtherProgram(uow.now, until=None))
            await pause(uow, OwnReason.OTHER_PROGRAM)

    async def stop(self, reason: str) -> None:
        """Stop buying on the program's own decision."""
        async with self._ledger.change() as uow:
            await pause(uow, reason)
