"""Attempts in the database: what was sent or will be, and what people say about unclear orders."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from bot.desk.ledger.mapper import Mapper, Repository, Transaction, grouped
from bot.desk.ledger.requests import Conflict, present
from bot.purchasing.create_call import FailedLine
from bot.purchasing.lifecycle import ATTEMPT_MOVES, LIVE_ATTEMPTS, AttemptState, check_move
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt, SimilarOrder
from bot.purchasing.tracking.found_orders import FoundOrder, as_alike
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Scalars, columns, given, given_all
from storage.queries.write_rows import add, setting
from storage.tables import AttemptRow, RequestRow, VerdictRow
from storage.tables.base import Moment

_ATTEMPTS = Mapper(Attempt, AttemptRow)

_attempt, _verdict, _request = columns(AttemptRow), columns(VerdictRow), columns(RequestRow)
_now, _since = given("now", Moment), given("since", Moment)
_ready, _these = _attempt.state == "ready", _attempt.id.in_(given_all("ids"))
_ONE = _ATTEMPTS.query(_attempt.id == given("number"))
_OF_REQUEST = _ATTEMPTS.query(_attempt.request_id == given("request"), order=(_attempt.id,))
_OF_REQUESTS = _ATTEMPTS.query(_attempt.request_id.in_(given_all("requests")), order=(_attempt.id,))
_BY_REFERENCE = _ATTEMPTS.query(_attempt.out_order_id == given("reference"))
_READY = _ATTEMPTS.query(_ready, _attempt.due_at <= _now, order=(_attempt.id,), limit=LIMIT)
_PART_ON_ITS_WAY = Scalars(
    select(_attempt.id)
    .where(_attempt.request_id.in_(select(_request.id).where(_request.part_of == given("whole"))))
    .where(or_(_attempt.state == "submitting", and_(_ready, _attempt.due_at.is_not(None))))
    .limit(1)
)
_TO_SEARCH = _ATTEMPTS.query(
    _attempt.state.in_(("in_doubt", "needs_person")),
    _attempt.next_look_at <= _now,
    order=(_attempt.next_look_at,),
    limit=LIMIT,
)
_FIRST = Scalars(select(func.min(_attempt.created_at)))
_LAST_SENT = Scalars(select(func.max(_attempt.submitted_at)))
_LEFT_TRACES = Scalars(
    select(_attempt.id)
    .where(
        or_(
            _attempt.doubted_at >= _since,
            and_(_attempt.state == "refused", _attempt.submitted_at >= _since),
            and_(_attempt.state == "abandoned", _attempt.ended_at >= given("abandoned_since", Moment)),
            and_(_ready, _attempt.epoch > 0),
        )
    )
    .limit(1)
)
_DOUBTS_SINCE = Scalars(select(func.count()).where(_attempt.doubted_at >= _since))
_IN_STATES = _ATTEMPTS.query(_attempt.state.in_(given_all("states")), order=(_attempt.id,))
_WHO_SAID = Scalars(
    select(_verdict.person_id).where(
        _verdict.attempt_id == given("number"), _verdict.epoch == given("claim"), _verdict.verdict == given("word")
    )
)

# Claims. Only processes that share the database reserve: their time is the server's.
_lease, _mine = _attempt.lease_until, _attempt.owner == given("by")
_FREE = _ATTEMPTS.query(
    _these, _ready, or_(_lease.is_(None), _lease <= leases.now(True), _mine), order=(_attempt.id,), free=True
)
_RESERVED = setting(AttemptRow, _these, owner=given("by"), lease_until=leases.until(True))
_RENEWED = setting(AttemptRow, _these, _mine, _attempt.state == "submitting", lease_until=leases.until(True))
_LEFT_BEHIND, _LEFT_BEHIND_AND_FREE = (
    _ATTEMPTS.query(_attempt.state == "submitting", _lease <= leases.now(True), order=(_attempt.id,), free=free)
    for free in (False, True)
)


class AttemptRepository(Repository):
    """Loads and records attempts in one transaction. `owner` names this process in its claims."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self.opened = 0
        """The number of the newest attempt opened in this transaction; 0 if none."""

    async def find(self, attempt_id: int) -> Attempt | None:
        return await _ONE.first(self._session, number=attempt_id)

    async def get(self, attempt_id: int) -> Attempt:
        """The attempt of this number, which there is; NoSuchRow otherwise."""
        return present(await self.find(attempt_id), "attempt", attempt_id)

    async def of(self, request_id: int) -> tuple[Attempt, ...]:
        """The attempts of a request, oldest first."""
        return await _OF_REQUEST.all(self._session, request=request_id)

    async def of_each(self, request_ids: Sequence[int]) -> Mapping[int, tuple[Attempt, ...]]:
        """The attempts of each of these requests, oldest first."""
        attempts = await _OF_REQUESTS.all(self._session, requests=request_ids)
        return grouped((each.request_id, each) for each in attempts)

    async def by_reference(self, out_order_id: str) -> Attempt | None:
        return await _BY_REFERENCE.first(self._session, reference=out_order_id)

    async def open(self, request_id: int, gateway: str, out_order_id: str) -> Attempt:
        """A new attempt, ready to be claimed; there is one live one at most."""
        opened = await _ATTEMPTS.add(
            self._session, request_id=request_id, state=AttemptState.READY, gateway=gateway,
            out_order_id=out_order_id, due_at=self._now, created_at=self._now,
        )  # fmt: skip
        self._left.add("attempts")
        self.opened = opened.id
        return opened

    async def claim(self, attempt: Attempt, body: str, note: str, owner: str, lease_until: datetime) -> Attempt:
        """ready → submitting, with the exact body and the next epoch. Raises Conflict if another process was faster.

        `note` is what the seller reads in the body.
        """
        return await self._move(
            attempt,
            AttemptState.SUBMITTING,
            epoch=attempt.epoch + 1,
            body=body,
            body_sha256=hashlib.sha256(body.encode()).hexdigest(),
            note=note,
            owner=owner,
            lease_until=leases.moment(self._session, self._now, (lease_until - self._now).total_seconds()),
            submitted_at=self._now,
            due_at=None,
        )

    async def settle(self, attempt: Attempt, to: AttemptState, reason: str = "", **values: Any) -> Attempt:
        """Move the attempt on. Raises Conflict if its state or epoch has changed."""
        if to not in LIVE_ATTEMPTS or to is AttemptState.PLACED:
            values |= {"ended_at": self._now, "next_look_at": None}
        if to is AttemptState.READY:
            self._left.add("attempts")
        return await self._move(attempt, to, reason=reason, **values)

    async def end_dry(self, attempt: Attempt, body: str, note: str) -> Attempt:
        """ready → withdrawn, in a dry run: with the body with which it would have been sent now."""
        return await self.settle(
            attempt, AttemptState.WITHDRAWN, OwnReason.DRY_RUN, submitted_at=self._now,
            body=body, body_sha256=hashlib.sha256(body.encode()).hexdigest(), note=note,
        )  # fmt: skip

    async def doubt(self, attempt: Attempt, reason: str, answer: str, look_at: datetime | None) -> Attempt:
        """submitting → in_doubt: it may or may not exist; from now on it is looked for."""
        self._left.add("attempts")
        return await self._move(
            attempt, AttemptState.IN_DOUBT, reason=reason, answer=answer, doubted_at=self._now, next_look_at=look_at
        )

    async def keep_failed(self, attempt: Attempt, failed: tuple[FailedLine, ...]) -> Attempt:
        """Keep which lines 1688 did not take."""
        return await self._set(attempt, failed=failed)

    async def searched(
        self,
        attempt: Attempt,
        *,
        empty: bool,
        unfiltered: bool,
        next_look_at: datetime | None,
        alike: tuple[SimilarOrder, ...] = (),
    ) -> Attempt:
        """One more search for an attempt in doubt; an `empty` one is an answer, one without an answer is not."""
        return await self._set(
            attempt,
            alike=alike,
            looks=attempt.looks + 1,
            empty_looks=attempt.empty_looks + empty,
            unfiltered_looks=attempt.unfiltered_looks + (empty and unfiltered),
            next_look_at=next_look_at,
        )

    async def search_now(self, attempt: Attempt) -> Attempt:
        """It is searched for at once, although no search was planned any more."""
        self._left.add("attempts")
        return await self._set(attempt, next_look_at=self._now)

    async def postpone(self, attempt: Attempt, due_at: datetime | None, reason: str) -> Attempt:
        """A ready attempt waits until then; None waits for a person."""
        return await self._set(attempt, due_at=due_at, reason=reason, lease_until=None)

    async def rest(self, attempt: Attempt, like: Iterable[FoundOrder]) -> Attempt:
        """A ready attempt waits for a person, who has to look first; at these orders, which may be it, if any."""
        similar = as_alike(each.report for each in like if each.report is not None)
        return await self._set(attempt, due_at=None, reason=OwnReason.RESTED, alike=similar, lease_until=None)

    async def hand_over(self, attempt: Attempt, request_id: int) -> Attempt:
        """The attempt, with its orders, is that of this request, which has no other live one."""
        return await self._set(attempt, request_id=request_id)

    async def by_hand(self, attempt: Attempt, person_id: int) -> Attempt:
        """This person orders it on the site; it is never claimed any more."""
        return await self._set(attempt, by_hand=person_id, hand_at=self._now, due_at=None, lease_until=None)

    async def _move(self, attempt: Attempt, to: AttemptState, **values: Any) -> Attempt:
        check_move(ATTEMPT_MOVES, attempt.state, to)
        return await self._set(attempt, state=to, **values)

    async def _set(self, attempt: Attempt, **values: Any) -> Attempt:
        expected = {
            "id": attempt.id, "state": attempt.state, "epoch": attempt.epoch, "version": attempt.version,
        }  # fmt: skip
        changed = await _ATTEMPTS.change(self._session, expected, {**values, "version": attempt.version + 1})
        if changed is None:
            raise Conflict
        return changed

    async def part_on_its_way(self, whole: int) -> bool:
        """Whether a part of a request that was split is still to be placed, and by the program."""
        return await _PART_ON_ITS_WAY.first(self._session, whole=whole) is not None

    async def ready(self, limit: int) -> tuple[Attempt, ...]:
        """Attempts that may be claimed now, oldest first."""
        return await _READY.all(self._session, now=self._now, limit=limit)

    async def reserve(self, ids: Sequence[int], seconds: float) -> tuple[Attempt, ...]:
        """Those of these that are ready and not reserved by another process; now reserved for us to ask the price."""
        free = await _FREE.all(self._session, ids=list(ids), by=self._owner)
        taken = {"ids": [each.id for each in free], "by": self._owner} | leases.lasting(True, self._now, seconds)
        await self._run(_RESERVED, **taken)
        return free

    async def renew(self, ids: Sequence[int], seconds: float) -> None:
        """Extend the lease of those of these that are being submitted and still ours."""
        await self._run(_RENEWED, ids=ids, by=self._owner, **leases.lasting(True, self._now, seconds))

    async def left_behind(self, *, lock: bool = True) -> tuple[Attempt, ...]:
        """Attempts left in submitting when their process ended; if others share the database, those with no lease now.

        `lock` leaves out those locked by somebody else.
        """
        if not leases.shared(self._session):
            return await self.in_states(AttemptState.SUBMITTING)
        return await (_LEFT_BEHIND_AND_FREE if lock else _LEFT_BEHIND).all(self._session)

    async def put_off_searches(self, found: Sequence[Attempt], until: datetime) -> tuple[Attempt, ...]:
        """Those of these that no other process has just taken to search for; they are due again at `until`."""
        key, due = col(AttemptRow.id), col(AttemptRow.next_look_at)
        ours = await leases.put_off(self._session, key, [each.id for each in found], due, self._now, until)
        return tuple(each for each in found if each.id in ours)

    async def to_search(self, limit: int) -> tuple[Attempt, ...]:
        """Unclear attempts whose next search is due."""
        return await _TO_SEARCH.all(self._session, now=self._now, limit=limit)

    async def first_at(self) -> datetime | None:
        """When the oldest attempt was created (UTC); None if there is none."""
        at: datetime | None = await _FIRST.first(self._session)
        return at

    async def last_sent(self) -> datetime | None:
        """When an attempt was last sent (UTC); None if none ever was."""
        at: datetime | None = await _LAST_SENT.first(self._session)
        return at

    async def left_traces(self, unclear: timedelta, abandoned: timedelta) -> bool:
        """Whether an order may turn up that nobody knows.

        It may if a call was unclear, in conflict or refused so lately, an attempt was abandoned so lately, or one is to
        be sent again.
        """
        since, abandoned_since = self._now - unclear, self._now - abandoned
        return await _LEFT_TRACES.first(self._session, since=since, abandoned_since=abandoned_since) is not None

    async def doubts_since(self, since: datetime) -> int:
        """How many attempts became unclear since then."""
        return int(await _DOUBTS_SINCE.first(self._session, since=since))

    async def in_states(self, *states: AttemptState) -> tuple[Attempt, ...]:
        """Every attempt in one of these states, oldest first."""
        return await _IN_STATES.all(self._session, states=[each.value for each in states])

    async def say(self, attempt: Attempt, verdict: str, person_id: int) -> tuple[int, ...]:
        """Record a person's verdict on an unclear order; returns everybody who said the same, in order."""
        said = await _WHO_SAID.all(self._session, number=attempt.id, claim=attempt.epoch, word=verdict)
        if person_id not in said:
            await add(
                self._session, VerdictRow, attempt_id=attempt.id, epoch=attempt.epoch, verdict=verdict,
                person_id=person_id, created_at=self._now,
            )  # fmt: skip
        return tuple(dict.fromkeys([*said, person_id]))
