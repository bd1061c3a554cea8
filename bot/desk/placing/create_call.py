"""Makes the create call once, records how it ended, and deals with calls whose process ended."""

import asyncio
import json
import logging
import os
import time
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

from bot.desk.ledger.facts import PAUSE
from bot.desk.ledger.ledger import Ledger, why_not
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.begin_quarantine import sent_in_another_life, time_was_lost
from bot.desk.placing.find_by_reference import search_for
from bot.desk.rules.rights import settlers
from bot.desk.shared import create_results
from bot.desk.shared.pause import pause
from bot.desk.shared.people import People
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market, Outcome, Placed, Refused, Unclear, Unsent
from bot.purchasing.events import placing as events
from bot.purchasing.events.orders import UnknownOrderFound
from bot.purchasing.events.placing import Conflicted
from bot.purchasing.holds import BuyingHold
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import InDoubtNotice, NotSentNotice
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.reconcile import next_doubt_look

RECORD_AGAIN = 0.5
RESEND_AFTER = (timedelta(seconds=20), timedelta(seconds=60))
MANY_DOUBTS, DOUBT_WINDOW = 3, timedelta(minutes=15)

log = logging.getLogger(__name__)


class Unrecorded:
    """The answers this process could not record. While it holds any, nothing more is sent."""

    def __init__(self, ledger: Ledger, answers: Path | None) -> None:
        self._ledger, self._file = ledger, answers
        self._held: dict[int, tuple[Outcome, str]] = {}

    @property
    def attempts(self) -> Collection[int]:
        """The ids of the attempts whose answers are held."""
        return sorted(self._held)

    def keep(self, attempt: Attempt, outcome: Outcome, error: Exception) -> None:
        """Hold the answer, and write it to the file that people can read."""
        self._held[attempt.id] = outcome, why_not(error)
        keep_answer(self._file, attempt, outcome)

    def raw(self, attempt_id: int) -> str:
        """The answer's text; empty if none is held."""
        return self._held[attempt_id][0].raw if attempt_id in self._held else ""

    async def settle(self) -> None:
        """Tell the admins in one commit what became of each answer, once all were searched for; then hold none."""
        held = dict(self._held)
        async with self._ledger.read() as uow:
            if not all([await _searched_for(uow, number) for number in held]):
                return
        async with self._ledger.change() as uow:
            for number, (_, why) in held.items():
                attempt = await uow.attempts.find(number)
                purchase = await uow.find_purchase(attempt.request_id) if attempt else None
                if attempt is not None and purchase is not None:
                    request, orders = purchase.request, tuple(order.order_id for order in purchase.orders)
                    await uow.record(
                        events.AnswerUnrecorded(request=request, attempt=attempt, reason=why, orders=orders)
                    )
        for number in held:
            del self._held[number]


async def _searched_for(uow: UnitOfWork, number: int) -> bool:
    attempt = await uow.attempts.find(number)
    if attempt is None or attempt.state is AttemptState.SUBMITTING:
        return attempt is None
    return attempt.state is not AttemptState.IN_DOUBT or attempt.looks > 0


def keep_answer(path: Path | None, attempt: Attempt, outcome: Outcome) -> None:
    """Append the answer to `path` (mode 0600, flushed to the disk) for people; the search finds the order anyway.

    If that fails too, the answer stays in memory alone.
    """
    kept = {"attempt": attempt.id, "reference": attempt.out_order_id, "outcome": type(outcome).__name__}
    line = json.dumps(kept | {"raw": outcome.raw}, ensure_ascii=False)
    log.critical("the answer to attempt %s could not be recorded", attempt.id)
    if path is None:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        log.critical("nor could it be kept in %s: %s", path, error.strerror)


class CreateCall(Verbs):
    """Sends what was claimed, once `may_place` is set: when the doubts of an earlier run were looked for."""

    def __init__(self, ledger: Ledger, market: Market, people: People, answers: Path | None) -> None:
        super().__init__(ledger)
        self._market = market
        self._people = people
        self.lease = ledger.sharing.order_lease
        self._sent: set[int] = set()
        self._unrecorded = Unrecorded(ledger, answers)
        self.may_place = asyncio.Event()
        ledger.own_holds.append(lambda: None if self.may_place.is_set() else BuyingHold.UNCHECKED)

    async def recover(self) -> int:
        """Put every call whose process ended into doubt; it is never sent again. Returns how many.

        If processes share the database, only calls without a valid lease; else all of them, so call it at start only.
        """
        async with self._ledger.change() as uow:
            interrupted = await uow.attempts.left_behind()
            for attempt in interrupted:
                ours = attempt.id in self._unrecorded.attempts
                reason = OwnReason.UNRECORDED if ours else OwnReason.PROGRAM_ENDED
                await self.doubt(uow, attempt, reason, self._unrecorded.raw(attempt.id), at_once=True)
        return len(interrupted)

    async def take_over(self) -> None:
        """Doubt calls we could not record and, if processes share the database, calls that another process left."""
        if self._ledger.shared:
            async with self._ledger.read() as uow:
                left_behind = await uow.attempts.left_behind(lock=False)
            if left_behind:
                await self.recover()
        elif self._unrecorded.attempts:  # they are searched for once the disk takes writes
            async with self._ledger.change() as uow:
                for number in self._unrecorded.attempts:
                    attempt = await uow.attempts.find(number)
                    if attempt is not None and attempt.state is AttemptState.SUBMITTING:
                        raw = self._unrecorded.raw(number)
                        await self.doubt(uow, attempt, OwnReason.UNRECORDED, raw, at_once=True)
        if self._unrecorded.attempts:
            await self._unrecorded.settle()
            if not self._unrecorded.attempts:
                self.may_place.set()

    async def renew(self) -> None:
        """Renew the leases on this process's own calls."""
        if self._sent:
            await self._ledger.claim(lambda uow: uow.attempts.renew(sorted(self._sent), self.lease.total_seconds()))

    async def place_and_record(self, attempt: Attempt, since: float) -> None:
        """Make the call that may not be repeated and record how it ended; shielded from cancellation."""
        self._sent.add(attempt.id)
        try:
            await self._record(attempt, await self._outcome(attempt, since))
        finally:
            self._sent.discard(attempt.id)

    async def _outcome(self, attempt: Attempt, since: float) -> Outcome:
        """Make the call; a refusal by 1688 counts only after a search found nothing."""
        if self._ledger.shared and time.monotonic() - since > self.lease.total_seconds():
            # We were silent since the claim, and others may search for the order already: do not send it meanwhile.
            return Unsent(OwnReason.STOOD_STILL)
        try:
            await self._ledger.remember()
        except Exception as error:  # without it the search before sending decides, so that buying goes on
            log.error("sent without being remembered outside the database: %s", why_not(error))
        try:
            outcome: Outcome = await self._market.place(attempt.body)
        except BaseException as error:
            await self._record(attempt, Unclear(OwnReason.CALL_BROKE.of(error=type(error).__name__)))
            raise
        if isinstance(outcome, Refused) or (isinstance(outcome, Unsent) and outcome.needs_look):
            return await self._confirm_absent(attempt, outcome)
        return outcome

    async def _confirm_absent(self, attempt: Attempt, outcome: Refused | Unsent) -> Outcome:
        """Accept a refusal only if a search finds neither the order nor one that may be it; no answer means doubt."""
        if not self._market.abilities.reference:
            return outcome
        search = await search_for(self._ledger, self._market, attempt)
        if not search.answered:
            return Unclear(OwnReason.REFUSED_UNANSWERED, outcome.raw)
        if search.alike:
            return Unclear(OwnReason.REFUSED_ALIKE, outcome.raw)
        return Unclear(OwnReason.REFUSED_EXISTS, outcome.raw) if search.orders else outcome

    async def _record(self, attempt: Attempt, outcome: Outcome) -> None:
        """Record the outcome despite errors: try again a little later, and finally write it to the side file."""
        for left in reversed(range(self._ledger.sharing.record_tries)):
            try:
                async with self._ledger.change() as uow:
                    await self._follow(uow, attempt, outcome)
                return
            except Conflict:
                log.warning("attempt %s was settled by somebody else while it was on the wire", attempt.id)
                if isinstance(outcome, Placed):
                    await self._late(attempt, outcome)
                return
            except Exception as error:
                if not left:
                    # Nothing more is sent until this order was looked for: after a restart, or once its lease is over.
                    self.may_place.clear()
                    self._unrecorded.keep(attempt, outcome, error)
                    raise
                log.exception("the answer to attempt %s is recorded once more", attempt.id)
            await self._ledger.clock.sleep(RECORD_AGAIN)

    async def _late(self, attempt: Attempt, answer: Placed) -> None:
        """Take the answer to this very claim as the order found, if the attempt counts as in doubt by now."""
        try:
            async with self._ledger.change() as uow:
                fresh = await uow.attempts.find(attempt.id)
                request = await uow.requests.find(attempt.request_id)
                doubted = fresh is not None and fresh.state in (AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON)
                if fresh is None or request is None or not doubted or fresh.epoch != attempt.epoch:
                    return
                kept = await uow.attempts.keep_failed(fresh, answer.failed)
                await self._named(uow, request, kept, answer)
        except Conflict:
            log.info("attempt %s was settled while its late answer was recorded", attempt.id)

    async def _follow(self, uow: UnitOfWork, attempt: Attempt, outcome: Outcome) -> None:
        """Apply the outcome in one transaction, if the attempt is still as it was sent."""
        request, fresh = await uow.requests.find(attempt.request_id), await uow.attempts.find(attempt.id)
        if request is None or fresh is None or fresh.out_order_id != attempt.out_order_id:
            await self._forgotten(uow, attempt, outcome)
        elif fresh.epoch < attempt.epoch:
            await self._unclaimed(uow, fresh, outcome)
        elif isinstance(outcome, Placed):
            await self._named(uow, request, attempt, outcome)
        elif isinstance(outcome, Refused):
            await create_results.refused(uow, request, attempt, outcome.code, outcome.reason, outcome.raw)
        elif isinstance(outcome, Unsent):
            await self._unsent(uow, request, attempt, outcome)
        else:
            await self.doubt(uow, attempt, outcome.reason, outcome.raw)

    async def _forgotten(self, uow: UnitOfWork, attempt: Attempt, outcome: Outcome) -> None:
        """Show people what 1688 made, if the database was set back to before the claim during the call."""
        order_ids = [order.order_id for order in outcome.orders] if isinstance(outcome, Placed) else []
        for order_id in order_ids:
            await uow.unknown_orders.add(order_id, None, attempt.out_order_id)
            await uow.record(UnknownOrderFound(order_id=order_id, reference=attempt.out_order_id))
        await time_was_lost(uow, next(iter(order_ids), ""))

    async def _unclaimed(self, uow: UnitOfWork, known: Attempt, outcome: Outcome) -> None:
        """Put the attempt into doubt, if the database was set back to before the claim; it must not be sent as new."""
        if known.state is not AttemptState.READY:
            await self._forgotten(uow, known, outcome)
            return
        orders = outcome.orders if isinstance(outcome, Placed) else ()
        doubtful = await sent_in_another_life(uow, known, next((made.order_id for made in orders), ""))
        request = await uow.requests.find(known.request_id)
        if request is not None and isinstance(outcome, Placed):
            await self._named(uow, request, doubtful, outcome)

    async def _named(self, uow: UnitOfWork, request: Request, attempt: Attempt, answer: Placed) -> None:
        """1688 named an order: have it read back; if another purchase holds it, it is a conflict at once."""
        order_ids = [made.order_id for made in answer.orders]
        if await uow.orders.held(order_ids, attempt):
            taken = await conflict(uow, self._people, request, attempt, order_ids, OwnReason.ORDER_TAKEN, answer.raw)
            await uow.attempts.keep_failed(taken, answer.failed)
            await create_results.keep(uow, request, attempt, answer.orders)
        elif attempt.state is AttemptState.SUBMITTING:
            await create_results.placed(uow, request, attempt, answer)
        else:
            await create_results.answered(uow, request, attempt, answer.orders)

    async def _unsent(self, uow: UnitOfWork, request: Request, attempt: Attempt, outcome: Unsent) -> None:
        """Tell people that provably nothing was ordered; claim again at most twice, then a person must press."""
        again = attempt.resends < len(RESEND_AFTER) and not outcome.lasting
        due_at = uow.now + RESEND_AFTER[attempt.resends] if again else None
        await uow.attempts.settle(
            attempt, AttemptState.READY, reason=outcome.reason, answer=outcome.raw, due_at=due_at,
            resends=attempt.resends + 1,
        )  # fmt: skip
        notice = NotSentNotice(
            about=request_facts(request), reason=outcome.reason, denied=outcome.denied, at=due_at, again=again
        )
        await uow.record(events.NotSent(request=request, attempt=attempt, notice=notice))

    async def doubt(self, uow: UnitOfWork, attempt: Attempt, reason: str, raw: str, *, at_once: bool = False) -> None:
        """Say at once that the order may or may not exist; from now on it is looked for, never sent again by itself."""
        request = await uow.requests.get(attempt.request_id)
        since = attempt.submitted_at or uow.now
        look_at = uow.now if at_once else next_doubt_look(since, uow.now) or uow.now
        await uow.attempts.doubt(attempt, reason, raw, look_at)
        notice = InDoubtNotice(
            about=request_facts(request), at=uow.now,
            looked_for=self._market.abilities.reference, blind=await uow.orders.newest_echo() is False,
        )  # fmt: skip
        await uow.record(events.FellInDoubt(request=request, attempt=attempt, reason=reason, notice=notice))
        # Several may fall into doubt at once, and the last must see the others.
        await uow.leases.one_at_a_time(PAUSE.name)
        if await uow.attempts.doubts_since(uow.now - DOUBT_WINDOW) >= MANY_DOUBTS:
            await pause(uow, OwnReason.MANY_DOUBTS)


async def conflict(
    uow: UnitOfWork, people: People, request: Request, attempt: Attempt, order_ids: Sequence[str],
    reason: OwnReason,
    answer: str | None = None,
) -> Attempt:  # fmt: skip
    """Mark the attempt as a conflict: it is never sent again, and a person says which order it is.

    `answer` is 1688's own answer, if that is what is wrong. Returns the attempt as it is afterwards.
    """
    values = {} if answer is None else {"answer": answer}
    since = {} if attempt.doubted_at else {"doubted_at": uow.now}
    settled = await uow.attempts.settle(attempt, AttemptState.CONFLICT, reason=reason, **values, **since)
    # Told even if buying is stopped already: the stop itself would then tell nobody.
    who, reached = await settlers(uow, people, request)
    conflicted = Conflicted(
        request=request, attempt=attempt, orders=tuple(order_ids), reason=reason, who=who,
        people=reached | people.admins,
    )  # fmt: skip
    await uow.record(conflicted)
    await pause(uow, OwnReason.CONFLICT.of(number=request.name, reason=reason))
    return settled
