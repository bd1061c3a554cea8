"""Claims each ready attempt, sends its create call once and records the result; only here is money committed."""

import asyncio
import logging
import time
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.requests import Conflict, snapshot_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.journal_keeper import JournalKeeper
from bot.desk.operations.lost_time import LostTime
from bot.desk.placing.create_call import DOUBT_WINDOW, CreateCall
from bot.desk.placing.find_by_reference import OrderSearch, search_for
from bot.desk.placing.seller_note import note_to_seller
from bot.desk.placing.worker_pool import WorkerPool
from bot.desk.requests.deadlines import lapse
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.quoting import PLACED_WITHIN
from bot.desk.requests.reapproval import send_back
from bot.desk.rules.approval_case import open_case, take_turns
from bot.desk.rules.placement_check import Back, Clear, Clearance, Wait, clearance
from bot.desk.rules.rights import waiting
from bot.desk.shared import create_results
from bot.desk.shared.attach_order import orders_alike
from bot.desk.shared.pause import SUSPECTED, other_program, pause_reason
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError, NotAllowed, NotFound, Unreachable
from bot.market.port import Market
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.choice import ONLY_ON_THE_SITE, Finding, Problem
from bot.purchasing.create_call import Placing
from bot.purchasing.events import placing as events
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.notices.approvals import HeldNotice
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import NotSentNotice
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act
from bot.purchasing.requests.attempt import Attempt, consent_is_over
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot, differences
from bot.purchasing.tracking.reconcile import explains
from bot.purchasing.tracking.seller_notes import NOTE_LIMIT

OUTAGE_WAIT = timedelta(seconds=20)
MAX_PARALLEL, LOOKED_THROUGH = 4, 20
"""Orders placed side by side at most; also how many ready attempts are looked through for a free one.

Each doubt of the last 15 minutes takes one hand away, but never the last: when the third doubt stops buying, at most
one more attempt can still fall into doubt.
"""

log = logging.getLogger(__name__)


class NotClaimed(StrEnum):
    """Why an attempt that was due is not sent now, as the log says it."""

    MOVED_ON = "somebody else took it on"
    NOT_DUE = "it is due later"
    NOT_APPROVED = "its request is not approved any more"
    PAUSED = "buying is stopped"
    STOPPING = "this process stops"
    TIME_LOST = "the database lost time"
    CLOCK_DOUBTED = "the clock is doubted"
    KEY_WANTED = "the journal waits for its key"
    CONSENT_OVER = "the consent is over"
    RESTS = "an order that may be it is there"
    ONLY_ON_SITE = "1688 takes it on the site alone"
    SENT_BACK = "it must be agreed to anew"
    OVER_CAP = "a cap is reached"
    DRY_RUN = "a dry run sends nothing"


class SubmitWorker(Verbs):
    """Claims ready attempts and hands them to `CreateCall`, which sends them."""

    def __init__(
        self,
        ledger: Ledger,
        market: Market,
        drafting: Drafting,
        people: People,
        lost_time: LostTime,
        create_call: CreateCall,
        owner: str,
    ) -> None:
        super().__init__(ledger)
        self._market = market
        self._drafting = drafting
        self._people = people
        self._lost_time = lost_time
        self._owner = owner
        self._journal = JournalKeeper(ledger)
        self._call = create_call
        self._hands: WorkerPool[Attempt] = WorkerPool(lambda attempt: attempt.request_id, self._next, self._submit)
        self._placing: set[int] = set()
        ledger.when_left(Work.ATTEMPTS, self._hands.wake)

    def close(self) -> bool:
        """Claim nothing more; returns whether a claim is being written or a call is still out."""
        self._call.may_place.clear()
        return bool(self._placing)

    async def submit_due(self) -> None:
        """Claim and place every attempt that is due, a few side by side."""
        await self._hands.work()

    async def _next(self, in_hand: Collection[int], resting: Collection[int]) -> Sequence[Attempt]:
        """The ready attempts for the free hands; none as long as nothing may be sent.

        If a request was judged anew in its turn, its new attempt rests like the one before.
        """
        if len(in_hand) >= MAX_PARALLEL or not self._call.may_place.is_set():
            return ()
        async with self._ledger.read() as uow:
            if await pause_reason(uow) is not None or uow.key_state.waits or uow.doubt is not None:
                return ()
            free = max(1, MAX_PARALLEL - await uow.attempts.doubts_since(uow.now - DOUBT_WINDOW)) - len(in_hand)
            ready = await uow.attempts.ready(LOOKED_THROUGH) if free > 0 else ()
        ids = [each.id for each in ready if each.request_id not in {*in_hand, *resting}][: max(0, free)]
        if not ids or not self._ledger.shared:
            return [each for each in ready if each.id in ids]
        async with self._ledger.change() as uow:
            return await uow.attempts.reserve(ids, self._call.lease.total_seconds())

    async def _submit(self, attempt: Attempt) -> None:
        try:
            await self._market.prepare()
            async with self._ledger.read() as uow:
                other = await other_program(uow)
            answer = await self._quote(attempt)
            await self._lost_time.make_sure(other)
            turned_up = await self._turned_up(attempt, other)
            if turned_up.orders or turned_up.alike:
                await self._take(attempt, turned_up)
                return
        except MarketError as error:
            await self._wait(attempt, error)
            return
        if answer is None:
            return
        self._placing.add(attempt.id)
        try:
            await self._claim_and_place(attempt, answer)
        finally:
            self._placing.discard(attempt.id)

    async def _claim_and_place(self, attempt: Attempt, answer: Snapshot | Finding) -> None:
        since = time.monotonic()
        try:
            async with self._ledger.change() as uow:
                claimed = await self._claim(uow, attempt, answer)
        except Conflict:
            claimed = NotClaimed.MOVED_ON
        if isinstance(claimed, NotClaimed):
            log.info("attempt %s is not sent: %s", attempt.id, claimed)
            return
        work = asyncio.ensure_future(self._call.place_and_record(claimed, since))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            await work
            raise

    async def _turned_up(self, attempt: Attempt, other: datetime | None = None) -> OrderSearch:
        """Search for what was or may have been sent before. Raises Unreachable if 1688 gives no answer."""
        if (attempt.epoch == 0 and other is None) or not self._market.abilities.reference:
            return OrderSearch()
        search = await search_for(self._ledger, self._market, attempt, since=other - SUSPECTED if other else None)
        if not search.answered:
            raise Unreachable("look-up", OwnReason.EXISTS_UNANSWERED)
        return search

    async def adopt_found_order(self, attempt: Attempt) -> None:
        """Search for the order of an attempt that waits to be sent once more, and take it if found; nothing is sent.

        If the search gives no answer, the next one will. An order like it is what a person ordered by hand, if one did.
        """
        try:
            turned_up = await self._turned_up(attempt)
            if turned_up.orders or (turned_up.alike and attempt.by_hand is None):
                await self._take(attempt, turned_up)
        except MarketError as error:
            log.warning("searching for attempt %s before it is sent again: %s", attempt.id, error)
        except Conflict:
            log.info("attempt %s moved on while it was searched for", attempt.id)

    async def _take(self, attempt: Attempt, search: OrderSearch) -> None:
        """Keep the order that was found as ours, or put the attempt into doubt if that is not sure; nothing is sent."""
        async with self._ledger.change() as uow:
            request, fresh = await _as_it_is(uow, attempt)
            if not _same(attempt, fresh):
                return
            until = uow.now + self._call.lease
            claimed = await uow.attempts.claim(fresh, fresh.body, fresh.note, self._owner, until)
            ours = not await uow.orders.held([each.order_id for each in search.orders], claimed)
            if ours and explains(snapshot_of(request).lines, search.orders):
                await create_results.found(uow, request, claimed, search.orders)
            else:
                await self._call.doubt(uow, claimed, OwnReason.EXISTS if search.orders else OwnReason.ALIKE, "")

    async def _quote(self, attempt: Attempt) -> Snapshot | Finding | None:
        """What the purchase costs at this moment, or why it cannot be bought; None if another hand took it on."""
        async with self._ledger.read() as uow:
            request, fresh = await uow.requests.get(attempt.request_id), await uow.attempts.get(attempt.id)
        if not _same(attempt, fresh):
            log.info("attempt %s is not sent: %s", attempt.id, NotClaimed.MOVED_ON)
            return None
        offer = None
        if not self._market.abilities.freight:
            try:
                offer = await self._market.offer(request.offer.offer_id, request.requester.language)
            except NotFound:
                return Finding(Problem.DELISTED)
        return await self._drafting.quotes.of_agreed(request, snapshot_of(request), PLACED_WITHIN, offer)

    async def _wait(self, attempt: Attempt, error: MarketError) -> None:
        """Tell people once that 1688 does not answer, and try again later; the claim was not made, nothing was sent."""
        async with self._ledger.change() as uow:
            request, fresh = await _as_it_is(uow, attempt)
            if not _same(attempt, fresh):
                return
            due_at = uow.now + OUTAGE_WAIT
            await uow.attempts.postpone(fresh, due_at, error.words)
            denied = error.call if isinstance(error, NotAllowed) else ""
            notice = NotSentNotice(
                about=request_facts(request), reason=error.words, denied=denied, at=due_at, again=True
            )
            await uow.tell_each(events.not_sent_tells(notice, attempt), request)

    async def _claim(self, uow: UnitOfWork, attempt: Attempt, answer: Snapshot | Finding) -> Attempt | NotClaimed:
        """Check every guard again and write the claim and the body, in one transaction before a socket is opened."""
        await take_turns(uow, attempt.request_id)
        purchase = await uow.purchase(attempt.request_id)
        request = purchase.request
        fresh = next((each for each in purchase.attempts if each.id == attempt.id), None)
        if fresh is None or not _same(attempt, fresh):
            return NotClaimed.MOVED_ON
        attempt = fresh
        if attempt.due_at is None or attempt.due_at > uow.now:
            return NotClaimed.NOT_DUE
        if request.state is not RequestState.APPROVED:
            return NotClaimed.NOT_APPROVED
        held = await self._held(uow)
        if held is not None:
            return held
        if consent_is_over(request, attempt, uow.now):
            await lapse(uow, request, attempt)
            return NotClaimed.CONSENT_OVER
        if await self._rests(uow, request, attempt):
            return NotClaimed.RESTS
        if isinstance(answer, Finding) and answer.problem in ONLY_ON_THE_SITE and answer.reason:
            # It stays approved, for whoever orders it on the site.
            await uow.attempts.postpone(attempt, None, answer.reason)
            notice = NotSentNotice(about=request_facts(request), reason=answer.reason)
            await uow.record(events.NotSent(request=request, attempt=attempt, notice=notice))
            return NotClaimed.ONLY_ON_SITE
        cleared = await self._cleared(uow, purchase, attempt, answer)
        if isinstance(cleared, NotClaimed):
            return cleared
        request = cleared.request
        note = note_to_seller(request, attempt, cleared.team)[:NOTE_LIMIT]
        body = self._market.body(_placing(request, attempt, note))
        if not self._market.abilities.orders:
            dry = await uow.attempts.end_dry(attempt, body, note)
            request = await uow.requests.end(request, RequestState.CLOSED, ClosedReason.TAKEN_BACK)
            await uow.record(events.WouldBeOrdered(request=request, attempt=dry, admins=self._people.admins))
            return NotClaimed.DRY_RUN
        until = uow.now + self._call.lease
        claimed = await uow.attempts.claim(attempt, body, note, self._owner, until)
        await uow.record(events.Claimed(request=request, attempt=attempt, epoch=claimed.epoch))
        return claimed

    async def _held(self, uow: UnitOfWork) -> NotClaimed | None:
        """What holds all buying now, asked once more in the transaction that claims."""
        if await pause_reason(uow) is not None:
            return NotClaimed.PAUSED
        if not self._call.may_place.is_set():
            return NotClaimed.STOPPING
        if not await self._lost_time.nothing_lost(uow):
            return NotClaimed.TIME_LOST
        await self._ledger.ask_time(uow.session)
        if self._ledger.doubt() is not None:
            return NotClaimed.CLOCK_DOUBTED
        if not await self._journal.holds(uow):
            return NotClaimed.KEY_WANTED
        return None

    async def _rests(self, uow: UnitOfWork, request: Request, attempt: Attempt) -> bool:
        """Whether an order may be it already: then it rests until people said whose that order is.

        After a restore its reason alone does not tell: 1688 may have said something of it since.
        """
        began = self._ledger.mark.since if self._ledger.mark else ""
        sent = attempt.submitted_at
        was_sent_since = sent is not None and sent.isoformat() > began
        if was_sent_since and attempt.reason != OwnReason.RESTED:
            return False
        alike = await orders_alike(uow, request)
        if not alike:
            return False
        await uow.attempts.rest(attempt, alike)
        orders = tuple(each.order_id for each in alike)
        await uow.record(events.Rested(request=request, attempt=attempt, orders=orders))
        return True

    async def _cleared(
        self, uow: UnitOfWork, purchase: Purchase, attempt: Attempt, answer: Snapshot | Finding
    ) -> "_Cleared | NotClaimed":
        """The request if it may be placed at this price; else it waits for its cap, or must be approved again."""
        request = purchase.request
        case = await open_case(uow, purchase)
        if case is None:
            cleared: Clearance = Clear(request.snapshot) if request.snapshot == answer else Back("change")
        else:
            cleared = clearance(case, answer, uow.now)
        if isinstance(cleared, Back):
            reason = OwnReason.NOT_AS_AGREED.of(change=cleared.reason)
            await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=reason)
            await send_back(uow, self._drafting.deciding, request, answer, cleared)
            return NotClaimed.SENT_BACK
        if isinstance(cleared, Wait):
            await uow.attempts.postpone(attempt, cleared.until, OwnReason.CAP.of(cap=cleared.cap))
            notice = HeldNotice(
                about=request_facts(request), reason=Obstacle.OVER_CAP.value, detail=cleared.cap, at=cleared.until
            )
            await uow.tell(notice, Audience.ASKED, f"held:{attempt.id}:{cleared.cap}", request)
            return NotClaimed.OVER_CAP
        if cleared.snapshot != request.snapshot:
            moved = differences(request.snapshot, cleared.snapshot) if request.snapshot else {}
            fields: dict[str, list[object]] = {name: list(values) for name, values in moved.items()}
            await uow.record(events.Drifted(request=request, fields=fields))
            request = await uow.requests.accept_drift(request, cleared.snapshot)
        return _Cleared(request, case.team if case is not None else None)

    async def retry(self, act: Act, request_id: int) -> None:
        """Claim again now, because a person asks for it after the program gave up on an order proved not sent."""
        async with self._ledger.change(act.cause) as uow:
            await uow.votes.lock(request_id)
            purchase, attempt = await waiting(uow, self._people, act.by, request_id)
            if attempt.by_hand is not None:
                raise Refusal(RefusalReason.ORDERED_BY_HAND, request_id)
            await uow.attempts.postpone(attempt, uow.now, attempt.reason)
            await uow.record(events.Retried(actor=act.by.id, request=purchase.request, attempt=attempt))
            uow.left.add("attempts")

    async def withdraw(self, act: Act, request_id: int) -> None:
        """Take back an approved request whose order was not sent yet; in a team, its requester or a buyer may do it."""
        async with self._ledger.change(act.cause) as uow:
            await uow.votes.lock(request_id)
            purchase, attempt = await waiting(uow, self._people, act.by, request_id)
            await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=OwnReason.TAKEN_BACK)
            await uow.requests.end(purchase.request, RequestState.CANCELLED, ClosedReason.TAKEN_BACK)
            group = await uow.audiences.group(purchase.request) if purchase.request.needs is not None else None
            await uow.record(
                events.TakenBack(
                    actor=act.by.id, request=purchase.request, attempt=attempt, name=act.by.name, group=group
                )
            )


class _Cleared(NamedTuple):
    """A request that may be placed, at the price that it has now, with its team."""

    request: Request
    team: OurTeam | None


async def _as_it_is(uow: UnitOfWork, attempt: Attempt) -> tuple[Request, Attempt]:
    """The request and its attempt, which no other process changes until the transaction ends.

    Another process may hold the attempt by now, if fetching the price took us longer than a claim lasts.
    """
    await uow.votes.lock(attempt.request_id)
    return await uow.requests.get(attempt.request_id), await uow.attempts.get(attempt.id)


def _same(picked: Attempt, fresh: Attempt) -> bool:
    """Whether it is still ready and was not sent since it was picked; what was sent once is looked for first."""
    return fresh.state is AttemptState.READY and fresh.epoch == picked.epoch


def _placing(request: Request, attempt: Attempt, note: str) -> Placing:
    snapshot = snapshot_of(request)
    return Placing(
        lines=snapshot.lines,
        out_order_id=attempt.out_order_id,
        address_id=snapshot.address_id,
        flow=snapshot.flow,
        trade_mode=snapshot.trade_mode,
        message=note,
    )
