"""Searches for orders that may or may not exist, and lets people decide what the program must not."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.ledger.requests import Conflict, present, snapshot_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.orders.by_hand import order_named
from bot.desk.orders.outside import is_explained
from bot.desk.placing.create_call import conflict
from bot.desk.placing.find_by_reference import Listing, OrderSearch, listing_for, search_for
from bot.desk.rules.rights import deciders, permit, settlers
from bot.desk.shared import create_results
from bot.desk.shared.isolated import each
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NotInDoubt, NotOurOrder, OrderTaken, TooEarly, why_of
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.orders import PeopleNeeded, VerdictGiven
from bot.purchasing.lifecycle import DOUBTFUL, AttemptState, ClosedReason, RequestState
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import Called, request_facts
from bot.purchasing.notices.purchases import AbandonedNotice, ListedOrder, NeedsPersonNotice
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.attempt import Attempt, SimilarOrder
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.found_orders import CLOCKS_DIFFER
from bot.purchasing.tracking.reconcile import (
    SETTLE_AFTER,
    SETTLE_LOOKS,
    TELL_A_PERSON_AFTER,
    explains,
    missing_looks,
    next_doubt_look,
    settled_from,
)

SEARCH_LASTS = timedelta(seconds=20)

log = logging.getLogger(__name__)


@dataclass(eq=False)
class UnclearOrders(Verbs):
    """Searches for attempts in doubt, and takes people's word if that is not enough."""

    _market: Market
    _people: People
    _details: dict[str, OrderReport] = field(default_factory=dict, init=False, repr=False)
    """The orders' details as they were read back while attempts were searched for."""

    async def search_due(self) -> None:
        """Search once for every attempt in doubt that is due; all of them share one read of the whole list."""
        async with self._ledger.read() as uow:
            due = await uow.attempts.to_search(50)
            listing = listing_for(self._market, due, uow.now, self._details)
        await each(due, lambda attempt: self._search(attempt, listing))
        if not due:
            self._details.clear()

    async def _search(self, attempt: Attempt, listing: Listing | None) -> None:
        """Only one of two processes may search for a due attempt; if it ends, another takes over."""
        if not await self._ledger.claim(lambda uow: uow.attempts.put_off_searches((attempt,), uow.now + SEARCH_LASTS)):
            return
        search = OrderSearch(answered=True)
        if self._market.abilities.reference:
            search = await search_for(self._ledger, self._market, attempt, listing)
        try:
            async with self._ledger.change() as uow:
                await self._apply(uow, attempt, search)
        except Conflict:
            log.info("attempt %s was settled while it was searched for", attempt.id)

    async def _apply(self, uow: UnitOfWork, seen: Attempt, search: OrderSearch) -> None:
        attempt = await uow.attempts.find(seen.id)
        if attempt is None or attempt.state not in (AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON):
            return
        request, submitted_at = await uow.requests.get(attempt.request_id), _submitted_at(attempt)
        if search.orders and await self._settled_by(uow, request, attempt, search.orders):
            return
        unsure = uow.doubt is not None
        if unsure:  # by a wrong clock another part of the list may have been read
            search = replace(search, answered=False, unfiltered=False)
        empty_looks = attempt.empty_looks + search.empty
        next_at = None
        if self._market.abilities.reference:
            # Nobody may settle it before the whole list was read once, so the searches must not end either.
            whole = attempt.unfiltered_looks or (search.empty and search.unfiltered)
            since = None if unsure else submitted_at
            next_at = next_doubt_look(since, uow.now, empty_looks if whole else 0, attempt.looks + 1)
        alike = await self._still_alike(uow, attempt, search)
        searched = await uow.attempts.searched(
            attempt, empty=search.empty, unfiltered=search.unfiltered, next_look_at=next_at, alike=alike
        )
        late = not submitted_at <= uow.now < submitted_at + TELL_A_PERSON_AFTER or not self._market.abilities.reference
        if attempt.state is AttemptState.IN_DOUBT and late:
            settled = await uow.attempts.settle(searched, AttemptState.NEEDS_PERSON, reason=searched.reason)
            needed = await self._people_needed(uow, request, settled)
            await uow.record(needed)
        elif alike != attempt.alike and attempt.state is AttemptState.NEEDS_PERSON:
            needed = await self._people_needed(uow, request, searched)
            await uow.tell_each(needed.tells(uow.now), request)
            uow.redraw(request.id)

    async def _settled_by(
        self, uow: UnitOfWork, request: Request, attempt: Attempt, reports: tuple[OrderReport, ...]
    ) -> bool:
        """Keep the orders found with our reference, or note a conflict; False while another attempt's claim is open.

        A sum other than agreed is no conflict: people are asked about it before the order may be paid.
        """
        order_ids = [report.order_id for report in reports]
        held = await uow.orders.held(order_ids, attempt)
        if ReadBackState.CHECKING in held.values():
            await uow.orders.hasten(held)  # reading it back shows that it is not the other's
            return False
        if held:
            await conflict(uow, self._people, request, attempt, order_ids, OwnReason.ORDER_TAKEN)
        elif explains(snapshot_of(request).lines, reports):
            await create_results.found(uow, request, attempt, reports)
        else:
            await conflict(uow, self._people, request, attempt, order_ids, OwnReason.FOUND_DIFFERS)
        return True

    async def _still_alike(self, uow: UnitOfWork, attempt: Attempt, search: OrderSearch) -> tuple[SimilarOrder, ...]:
        """Orders without a reference that may be the one; if the list was cut short, also those it showed before."""
        shown_orders = {each.order_id: each for each in (*(() if search.unfiltered else attempt.alike), *search.alike)}
        explained = await uow.unknown_orders.explained(list(shown_orders))
        return tuple(shown_orders[order_id] for order_id in sorted(shown_orders) if order_id not in explained)

    async def _people_needed(self, uow: UnitOfWork, request: Request, attempt: Attempt) -> PeopleNeeded:
        """What is known and which buttons there are: told once it is late, and again if other orders may be it now."""
        names, reached = await settlers(uow, self._people, request)
        notice = await self._needs_person(uow, request, attempt, names)
        return PeopleNeeded(request=request, attempt=attempt, looks=attempt.looks, notice=notice, people=reached)

    async def _needs_person(
        self, uow: UnitOfWork, request: Request, attempt: Attempt, who: tuple[Called, ...], by: str = "",
        verdict: str = "",
    ) -> NeedsPersonNotice:  # fmt: skip
        submitted_at = _submitted_at(attempt)
        alike = [ListedOrder(order_id=each.order_id, total=each.total, at=each.created_at) for each in attempt.alike]
        return NeedsPersonNotice(
            about=request_facts(request),
            attempt_id=attempt.id,
            at=submitted_at,
            settle_from=settled_from(attempt, uow.now, self._market.abilities.reference),
            two_deciders=len(who) >= 2,
            looked_for=self._market.abilities.reference,
            blind=await uow.orders.newest_echo() is False,
            alike=tuple(alike),
            verdict=verdict,
            by=by,
            who=who,
        )

    async def found(self, act: Act, attempt_id: int, order_id_text: str) -> None:
        """Take the order number a person typed: the order is read back and must be this purchase."""
        async with self._ledger.read() as uow:
            await self._in_doubt(uow, act.by, attempt_id)
        order_id, report = order_id_text.strip(), await order_named(self._market, order_id_text)
        async with self._ledger.change(act.cause) as uow:
            attempt, request = await self._in_doubt(uow, act.by, attempt_id)
            if await uow.orders.held([order_id], attempt):
                raise Refusal(OrderTaken(order_id=order_id))
            why = self._why_not(request, attempt, report)
            if why:
                raise Refusal(NotOurOrder(order_id=order_id, why=why))
            await create_results.found(uow, request, attempt, (report,), act.by.id)
            await uow.unknown_orders.close(order_id, act.by.id)
            await is_explained(uow, order_id)

    def _why_not(self, request: Request, attempt: Attempt, report: OrderReport) -> str:
        """Why an order cannot be this purchase; empty if it can. A conflict ends with any order of our reference."""
        snapshot = snapshot_of(request)
        ours = report.out_order_id == attempt.out_order_id
        if report.out_order_id and not ours:
            return "reference"
        if ours and attempt.state is AttemptState.CONFLICT:
            return ""
        since = attempt.sent_since or _submitted_at(attempt)
        if report.created_at is not None and report.created_at < since - CLOCKS_DIFFER:
            return "older"
        dearer = self._market.abilities.freight and report.total > snapshot.total
        return "content" if dearer or not explains(snapshot.lines, (report,)) else ""

    async def place_anew(self, act: Act, attempt_id: int) -> None:
        """Two people say that the order does not exist: the same reference and bytes may be sent once more."""
        await self._settle(act, attempt_id, "resend")

    async def give_up(self, act: Act, attempt_id: int, seen: str = "") -> None:
        """Give the order up: it does not exist and will not be made. Two people say so, or one if there is only one.

        `seen` names the orders shown to this person that may be the one: it is none of these.
        """
        await self._settle(act, attempt_id, "abandon", seen)

    async def to_be_seen(self, by: Person, attempt_id: int) -> Attempt | None:
        """The attempt, if orders that may be it must be shown before it is given up. Refusal if it is too early."""
        async with self._ledger.read() as uow:
            attempt, _ = await self._in_doubt(uow, by, attempt_id)
            self._require_proof(uow, attempt)
            return attempt if await self._still_alike(uow, attempt, OrderSearch()) else None

    async def _settle(self, act: Act, attempt_id: int, verdict: str, seen: str = "") -> None:
        async with self._ledger.change(act.cause) as uow:
            # Of two people who settle it at once the second sees what the first said.
            if (seen_attempt := await uow.attempts.find(attempt_id)) is not None:
                await uow.votes.lock(seen_attempt.request_id)
            attempt, request = await self._in_doubt(uow, act.by, attempt_id)
            people = await deciders(uow, self._people, request)
            if verdict == "resend" and len(people) < 2:
                raise Refusal(RefusalReason.ALONE_NOT_OFFERED)
            self._require_proof(uow, attempt)
            await self._require_none_alike(uow, request, attempt, verdict, seen)
            who = await uow.attempts.say(attempt, verdict, act.by.id)
            enough = len(people & set(who)) >= min(2, max(1, len(people)))
            names, reached = await settlers(uow, self._people, request)
            notice = None if enough else await self._needs_person(uow, request, attempt, names, act.by.name, verdict)
            given = VerdictGiven(
                actor=act.by.id,
                request=request,
                attempt=attempt,
                verdict=verdict,
                alone=len(people) < 2,
                notice=notice,
                people=reached,
            )
            await uow.record(given)
            if enough:
                await self._act(uow, request, attempt, verdict, act.by)
        if not enough:
            raise Refusal(RefusalReason.SECOND_PERSON, request.id)

    def _require_proof(self, uow: UnitOfWork, attempt: Attempt) -> None:
        """Absence counts only after ten minutes and three empty looks, one of them unfiltered."""
        now = uow.now
        if uow.doubt is not None:
            raise Refusal(RefusalReason.CLOCK_APART)
        if attempt.state is not AttemptState.NEEDS_PERSON:
            raise Refusal(TooEarly(at=None, looks=attempt.empty_looks, needed_looks=SETTLE_LOOKS))
        looked_for = self._market.abilities.reference
        looked = not looked_for or not missing_looks(attempt)
        if now < _submitted_at(attempt) + SETTLE_AFTER or not looked:
            at = settled_from(attempt, now, looked_for)
            raise Refusal(TooEarly(at=at, looks=attempt.empty_looks, needed_looks=SETTLE_LOOKS))

    async def _require_none_alike(
        self, uow: UnitOfWork, request: Request, attempt: Attempt, verdict: str, seen: str
    ) -> None:
        """If an order may be it, it is not proved absent; a person who gives it up must have seen all such orders."""
        alike = await self._still_alike(uow, attempt, OrderSearch())
        if not alike or (verdict == "abandon" and seen == attempt.alike_hash):
            return
        numbers = ", ".join(each.order_id for each in alike)
        key = "alike-unseen" if verdict == "abandon" else "alike-there"
        raise Refusal(why_of(key, number=request.id, order_id=numbers))

    async def _act(self, uow: UnitOfWork, request: Request, attempt: Attempt, verdict: str, by: Person) -> None:
        if verdict == "resend":
            await uow.attempts.settle(attempt, AttemptState.READY, reason=OwnReason.SENT_AGAIN, due_at=uow.now)
            uow.redraw(request.id)
        else:
            await uow.attempts.settle(attempt, AttemptState.ABANDONED, reason=OwnReason.GIVEN_UP)
            await uow.requests.end(request, RequestState.CLOSED, ClosedReason.GIVEN_UP)
            looked_for = self._market.abilities.reference
            notice = AbandonedNotice(about=request_facts(request), by=by.name, looked_for=looked_for)
            await uow.tell(notice, Audience.ASKED, f"abandoned:{attempt.id}", request)
            uow.redraw(request.id)

    async def _in_doubt(self, uow: UnitOfWork, by: Person, attempt_id: int) -> tuple[Attempt, Request]:
        """The attempt and its request, if this person may settle it now; Refusal otherwise."""
        attempt = await uow.attempts.find(attempt_id)
        purchase = await uow.find_purchase(attempt.request_id) if attempt else None
        if attempt is None or purchase is None:
            self._people.require_buyer(by)
            raise Refusal(RefusalReason.UNKNOWN_REQUEST, attempt_id)
        await permit(uow, self._people, by, Action.LIST, purchase)
        if attempt.state not in DOUBTFUL:
            raise Refusal(NotInDoubt(number=purchase.request.id, state=attempt.state.value))
        await permit(uow, self._people, by, Action.SETTLE, purchase)
        return attempt, purchase.request


def _submitted_at(attempt: Attempt) -> datetime:
    """When the attempt in doubt was sent."""
    return present(attempt.submitted_at, "sending of attempt", attempt.id)
