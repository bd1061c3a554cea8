"""Forgets a person: ends what they are here at once, then takes names, texts and private data out, step by step.

First it is written down, in the database and outside; whatever happens then, the next round or the next start goes on.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.desk.ledger.facts import PAUSE, TO_REWRITE
from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.personal_data import BEGUN, DONE, REFUSED, REST, WANTED, Erasure
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.isolated import each, others_first
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyAdmin, StillGoesOn
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.membership import drop_changes, leave_every_team
from bot.purchasing.approval.team import Role
from bot.purchasing.events import operations as events
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import ErasedListNotice
from bot.purchasing.people.forgotten import ERASED
from bot.purchasing.person import Act, Cause, Person

AT_ONCE = 200
"""So many rows are gone through in one transaction, so that nobody waits for it."""
AGAIN = timedelta(hours=1)
"""When words in requests that still go on are looked at again."""

log = logging.getLogger(__name__)
Page = Callable[[UnitOfWork, Any], Awaitable[Any]]
"""Works on the rows after the last one; returns the last one of its own, None if there was none."""


class Forgetting(Verbs):
    """The erasure of people, at their own wish, at the terminal's, and again after a restore."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        super().__init__(ledger)
        self.farewell: Callable[[int], Awaitable[object]] = _none
        """What is done once they have no rights any more, and it is still known what was set for them."""
        ledger.when_left(Work.PEOPLE, people.read_anew)

    async def called(self, who: str) -> tuple[Person, ...]:
        """Everybody who is meant by a number, a username after an @, or a whole name."""
        async with self._ledger.read() as uow:
            return await uow.erasures.called(who)

    async def require_free(self, person_id: int) -> None:
        """Raise Refusal while somebody cannot be forgotten."""
        async with self._ledger.read() as uow:
            await _require_free(uow, person_id)

    async def forget_me(self, act: Act) -> None:
        """Forget whoever asks for it themselves. Refusal while that cannot be."""
        await self._forget(act.by.id, "self", act.cause)

    async def forget(self, person_id: int) -> None:
        """Forget somebody, at the terminal. Refusal while that cannot be."""
        await self._forget(person_id, "terminal", None)

    async def _forget(self, person_id: int, by: str, cause: Cause | None) -> None:
        async with self._ledger.change(cause) as uow:
            await _require_free(uow, person_id)
            erasure = Erasure(person_id, uow.now, by, BEGUN)
            await _begin(uow, erasure)
        await self._carry_out(erasure)

    async def want(self, person_id: int) -> Erasure:
        """Leave it to the process that has the database, which looks for it. Refusal while it cannot be."""
        async with self._ledger.change() as uow:
            await _require_free(uow, person_id)
            erasure = Erasure(person_id, uow.now, "terminal", WANTED)
            await uow.erasures.add(erasure)
        return erasure

    async def state_of(self, erasure: Erasure) -> str:
        """How far it is."""
        async with self._ledger.read() as uow:
            stored = await uow.erasures.find(erasure.person_id, erasure.asked_at)
        return stored.state if stored else REFUSED

    async def round(self) -> None:
        """Go on with every erasure that is not over."""
        async with self._ledger.read() as uow:
            due = await uow.erasures.due()
        if due:
            await each(due, self._go_on)

    async def again(self) -> int:
        """Forget again, before anybody is served, whoever was forgotten after this database was copied; how many.

        Whoever came back after their erasure, and before the copy, stays. Whom only the database knows to be forgotten
        is written down outside again. Raises StorageFailed.
        """
        async with self._ledger.change() as uow:
            name = await uow.high_water.name_it()
        outside = await self._ledger.erased_outside(name)
        async with self._ledger.read() as uow:
            known = await uow.erasures.forgotten()
        # What is under way is not missed: its next step writes it down.
        lost = {who: at for who, at in known.items() if who not in outside or outside[who] < at}
        if lost:
            log.warning("the list outside lacked %d forgotten people, and is made again", len(lost))
            async with self._ledger.change() as uow:
                await uow.tell(ErasedListNotice(lost=len(lost)), Audience.ADMINS, f"erased_list:{uow.now.isoformat()}")
            await self._ledger.keep_erased(name, lost)
        missing = 0
        for person_id, asked_at in outside.items():
            async with self._ledger.read() as uow:
                stored = await uow.erasures.find(person_id, asked_at)
            if stored is None or stored.state in (WANTED, REFUSED):
                missing += 1
                async with self._ledger.change() as uow:
                    await _begin(uow, Erasure(person_id, asked_at, "restored", BEGUN))
        await self.round()
        await self.rewrite()
        return missing

    async def rewrite(self) -> None:
        """Write a SQLite file anew if somebody was forgotten since the last time: once, while nobody is served.

        Without room for that it is left for the next start.
        """
        async with self._ledger.read() as uow:
            wanted = await uow.facts.get(TO_REWRITE)
        if not wanted:
            return
        if fault := await self._ledger.rewrite():
            log.warning("the database keeps scraps of what was taken out until the next start: %s", fault)
            return
        async with self._ledger.change() as uow:
            await uow.facts.forget(TO_REWRITE)

    async def _go_on(self, erasure: Erasure) -> None:
        """Go on with an erasure; one that is wanted at the terminal begins, if it can and no other process began it."""
        if erasure.state == WANTED:
            async with self._ledger.change() as uow:
                try:
                    await _require_free(uow, erasure.person_id)
                except Refusal:
                    await uow.erasures.move(erasure, REFUSED, None)
                    return
                if not await uow.erasures.move(erasure, BEGUN, uow.now):
                    return
                erasure = replace(erasure, state=BEGUN)
                await _begin(uow, erasure)
        await self._carry_out(erasure)

    async def _carry_out(self, erasure: Erasure) -> None:
        """Every step that can be repeated; the name goes last, since it finds the rest."""
        async with self._ledger.change() as uow:
            name = await uow.high_water.name_it()
        await self._ledger.keep_erased(name, {erasure.person_id: erasure.asked_at})
        if erasure.state == BEGUN:
            await self.farewell(erasure.person_id)
            async with self._ledger.read() as uow:
                whom = await uow.personal_data.known(erasure.person_id)
            await self._in_pages(lambda uow, after: uow.personal_data.erase_in_messages(whom, after, AT_ONCE))
            await self._in_pages(lambda uow, after: uow.personal_data.empty_updates(whom, after, AT_ONCE), (0, 0))
            await self._end_drafts(erasure.person_id)
            async with self._ledger.change() as uow:
                await uow.personal_data.erase_in_proposals(whom)
                await uow.personal_data.drop_private(whom.person_id)
                paused = await uow.facts.get(PAUSE)
                if paused is not None and paused.by == whom.person_id and paused.reason != ERASED:
                    await uow.facts.put(PAUSE, replace(paused, reason=ERASED))
        await self._in_pages(lambda uow, after: _erase_in_requests(uow, erasure, after))
        async with self._ledger.change() as uow:
            await uow.order_words.drop_changed()
        await self._end(erasure)
        await self._ledger.database.empty_log()

    async def _in_pages(self, page: Page, after: Any = 0) -> None:
        """Go through pages, each in a transaction of its own, until one says that it was the last (None)."""
        while after is not None:
            async with self._ledger.change() as uow:
                after = await page(uow, after)
            await others_first()

    async def _end_drafts(self, person_id: int) -> None:
        """Cancel their drafts; lines of a team's list wait there again."""
        async with self._ledger.read() as uow:
            drafts = await uow.requests.open_drafts(person_id)
        for number in drafts:
            async with self._ledger.change() as uow:
                await uow.votes.lock(number)
                request = await uow.requests.get(number)
                if request.state is not RequestState.DRAFT:
                    continue  # it was asked for just now: its words go once it is over
                back = await uow.lists.give_back(number)
                reason = ClosedReason.TO_LIST if back else ClosedReason.BY_REQUESTER
                await uow.requests.end(request, RequestState.CANCELLED, reason)
                await uow.record(events.ForgottenDraftEnded(request=request))

    async def _end(self, erasure: Erasure) -> None:
        """The last step: of the person only the number stays, and cards that named them are drawn anew."""
        async with self._ledger.change() as uow:
            cards = await uow.personal_data.shown_on(erasure.person_id) if erasure.state == BEGUN else ()
            if erasure.state == BEGUN:
                if not self._ledger.shared:
                    await uow.facts.put(TO_REWRITE, uow.now)
                await uow.personal_data.forget_person(erasure.person_id)
                await uow.journal.forget(erasure.person_id)
            live = await uow.personal_data.live_requests(erasure.person_id, erasure.asked_at)
            if await uow.erasures.move(erasure, REST if live else DONE, uow.now + AGAIN if live else None) and not live:
                await uow.record(events.PersonForgotten(person_id=erasure.person_id, asked_at=erasure.asked_at))
            for number in cards:
                uow.redraw(number)
            uow.left.add(Work.PEOPLE)


async def _none(_: int) -> None:
    """Nothing is set anywhere else."""


async def _require_free(uow: UnitOfWork, person_id: int) -> None:
    """Raise Refusal while somebody is unknown, has requests that go on, or is an admin whom nobody could replace."""
    if await uow.people.person(person_id) is None:
        raise Refusal(RefusalReason.FORGET_UNKNOWN)
    if person_id in uow.teams.admins:
        raise Refusal(RefusalReason.FORGET_SETTINGS)
    live = await uow.personal_data.live_requests(person_id, uow.now)
    if live:
        names = [str((await uow.requests.outline(number)).name) for number in live]
        raise Refusal(StillGoesOn(requests=tuple(names)))
    for team in await uow.teams.of_person(person_id):
        admins = {each.person_id for each in team.holders(Role.ADMIN)}
        if admins == {person_id}:
            raise Refusal(OnlyAdmin(title=team.title))


async def _begin(uow: UnitOfWork, erasure: Erasure) -> None:
    """Write it down, and end at once all that they may do here."""
    await uow.erasures.add(erasure)
    await leave_every_team(uow, erasure.person_id)
    await drop_changes(uow, erasure.person_id)
    actor = erasure.person_id if erasure.by == "self" else None
    await uow.record(events.ErasureAsked(actor=actor, person_id=erasure.person_id, by=erasure.by))


async def _erase_in_requests(uow: UnitOfWork, erasure: Erasure, after: int) -> int | None:
    last = await uow.personal_data.erase_in_requests(erasure.person_id, erasure.asked_at, after, AT_ONCE)
    if last is None:
        await uow.personal_data.take_words(erasure.person_id, erasure.asked_at)
    return last
