"""Attempts in the database: what was sent or will be, and what people say about unclear orders."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.requests import Conflict, NoSuchRow
from bot.purchasing.lifecycle import ATTEMPT_MOVES, AttemptState, check_move
from bot.purchasing.order import FailedLine
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Attempt, SimilarOrder
from bot.purchasing.tracking.found_orders import FoundOrder, as_alike
from storage import tables
from storage.queries import attempts, leases, requests
from storage.queries.write_rows import add, add_one, change, change_one

ENDED = frozenset({AttemptState.REFUSED, AttemptState.ABANDONED, AttemptState.WITHDRAWN})


class AttemptLedger:
    """Loads and records attempts in one transaction. `owner` names this process in its claims."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str], owner: str = "") -> None:
        self._session, self._now, self._left, self._owner = session, now, left, owner
        self.opened = 0
        """The number of the newest attempt opened in this transaction; 0 if none."""

    async def find(self, attempt_id: int) -> Attempt | None:
        row = await attempts.get(self._session, attempt_id)
        return None if row is None else rows_and_values.attempt(row)

    async def get(self, attempt_id: int) -> Attempt:
        """The attempt of this number, which there is; NoSuchRow otherwise."""
        attempt = await self.find(attempt_id)
        if attempt is None:
            raise NoSuchRow("attempt", attempt_id)
        return attempt

    async def of(self, request_id: int) -> tuple[Attempt, ...]:
        return tuple(rows_and_values.attempt(row) for row in await requests.attempts(self._session, request_id))

    async def by_reference(self, out_order_id: str) -> Attempt | None:
        row = await attempts.by_reference(self._session, out_order_id)
        return None if row is None else rows_and_values.attempt(row)

    async def open(self, request_id: int, gateway: str, out_order_id: str) -> Attempt:
        """A new attempt, ready to be claimed; there is one live one at most."""
        row = await add_one(
            self._session, tables.AttemptRow, request_id=request_id, state=AttemptState.READY.value, gateway=gateway,
            out_order_id=out_order_id, due_at=self._now, created_at=self._now,
        )  # fmt: skip
        self._left.add("attempts")
        opened = rows_and_values.attempt(row)
        self.opened = opened.id
        return opened

    async def claim(self, attempt: Attempt, body: str, owner: str, lease_until: datetime) -> Attempt:
        """ready → submitting, with the exact body and the next epoch. Raises Conflict if another process was faster."""
        return await self._move(
            attempt,
            AttemptState.SUBMITTING,
            epoch=attempt.epoch + 1,
            body=body,
            body_sha256=hashlib.sha256(body.encode()).hexdigest(),
            owner=owner,
            lease_until=leases.moment(self._session, self._now, (lease_until - self._now).total_seconds()),
            submitted_at=self._now,
            due_at=None,
        )

    async def settle(self, attempt: Attempt, to: AttemptState, reason: str = "", **values: Any) -> Attempt:
        """Move the attempt on. Raises Conflict if its state or epoch has changed."""
        if to in ENDED or to is AttemptState.PLACED:
            values |= {"ended_at": self._now, "next_look_at": None}
        if to is AttemptState.READY:
            self._left.add("attempts")
        return await self._move(attempt, to, reason=reason, **values)

    async def doubt(self, attempt: Attempt, reason: str, answer: str, look_at: datetime | None) -> Attempt:
        """submitting → in_doubt: it may or may not exist; from now on it is looked for."""
        self._left.add("attempts")
        return await self._move(
            attempt,
            AttemptState.IN_DOUBT,
            reason=reason,
            answer=answer,
            doubted_at=self._now,
            next_look_at=look_at,
        )

    async def keep_failed(self, attempt_id: int, failed: tuple[FailedLine, ...]) -> None:
        await change(
            self._session, tables.AttemptRow, {"id": attempt_id}, {"failed": rows_and_values.dump_failed(failed)}
        )

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
        values = {
            "alike": rows_and_values.dump_alike(alike),
            "looks": attempt.looks + 1,
            "empty_looks": attempt.empty_looks + empty,
            "unfiltered_looks": attempt.unfiltered_looks + (empty and unfiltered),
            "next_look_at": next_look_at,
        }
        return await self._set(attempt, values)

    async def search_now(self, attempt: Attempt) -> Attempt:
        """It is searched for at once, although no search was planned any more."""
        self._left.add("attempts")
        return await self._set(attempt, {"next_look_at": self._now})

    async def postpone(self, attempt: Attempt, due_at: datetime | None, reason: str) -> Attempt:
        """A ready attempt waits until then; None waits for a person."""
        return await self._set(attempt, {"due_at": due_at, "reason": reason, "lease_until": None})

    async def rest(self, attempt: Attempt, like: Iterable[FoundOrder]) -> Attempt:
        """A ready attempt waits for a person, who has to look first; at these orders, which may be it, if any."""
        kept = rows_and_values.dump_alike(as_alike(each.report for each in like if each.report is not None))
        return await self._set(
            attempt, {"due_at": None, "reason": OwnReason.RESTED, "alike": kept, "lease_until": None}
        )

    async def hand_over(self, attempt: Attempt, request_id: int) -> Attempt:
        """The attempt, with its orders, is that of this request, which has no other live one."""
        return await self._set(attempt, {"request_id": request_id})

    async def by_hand(self, attempt: Attempt, person_id: int) -> Attempt:
        """This person orders it on the site; it is never claimed any more."""
        return await self._set(
            attempt, {"by_hand": person_id, "hand_at": self._now, "due_at": None, "lease_until": None}
        )

    async def _move(self, attempt: Attempt, to: AttemptState, **values: Any) -> Attempt:
        check_move(ATTEMPT_MOVES, attempt.state, to)
        return await self._set(attempt, {"state": to.value, **values})

    async def _set(self, attempt: Attempt, values: dict[str, Any]) -> Attempt:
        expected = {
            "id": attempt.id, "state": attempt.state.value, "epoch": attempt.epoch, "version": attempt.version,
        }  # fmt: skip
        row = await change_one(self._session, tables.AttemptRow, expected, {**values, "version": attempt.version + 1})
        if row is None:
            raise Conflict
        return rows_and_values.attempt(row)

    async def part_on_its_way(self, whole: int) -> bool:
        """Whether a part of a request that was split is still to be placed, and by the program."""
        return await attempts.part_on_its_way(self._session, whole)

    async def ready(self, limit: int) -> tuple[Attempt, ...]:
        return tuple(rows_and_values.attempt(row) for row in await attempts.ready(self._session, self._now, limit))

    async def reserve(self, ids: Sequence[int], seconds: float) -> tuple[Attempt, ...]:
        """Those of these that are ready and not reserved by another process; now reserved for us to ask the price."""
        rows = await attempts.reserve(self._session, ids, self._owner, self._now, seconds)
        return tuple(rows_and_values.attempt(row) for row in rows)

    async def renew(self, ids: Sequence[int], seconds: float) -> None:
        """Extend the lease of those of these that are being submitted and still ours."""
        await attempts.renew(self._session, ids, self._owner, self._now, seconds)

    async def left_behind(self, *, everything: bool, lock: bool = True) -> tuple[Attempt, ...]:
        """Attempts left in submitting when their process ended: all in that state, or those whose lease is over."""
        rows = await attempts.left_behind(self._session, self._now, everything=everything, lock=lock)
        return tuple(rows_and_values.attempt(row) for row in rows)

    async def put_off_searches(self, found: Sequence[Attempt], until: datetime) -> tuple[Attempt, ...]:
        """Those of these that no other process has just taken to search for; they are due again at `until`."""
        key = tables.AttemptRow.id
        ours = await leases.put_off(
            self._session, col(key), [each.id for each in found], col(tables.AttemptRow.next_look_at), self._now, until
        )
        return tuple(each for each in found if each.id in ours)

    async def submitting(self) -> tuple[Attempt, ...]:
        return tuple(rows_and_values.attempt(row) for row in await attempts.submitting(self._session))

    async def to_search(self, limit: int) -> tuple[Attempt, ...]:
        return tuple(rows_and_values.attempt(row) for row in await attempts.to_look(self._session, self._now, limit))

    async def recent(self, since: datetime) -> tuple[Attempt, ...]:
        return tuple(rows_and_values.attempt(row) for row in await attempts.recent(self._session, since))

    async def first_at(self) -> datetime | None:
        """When the oldest attempt was created (UTC); None if there is none."""
        return await attempts.first_at(self._session)

    async def last_sent(self) -> datetime | None:
        """When an attempt was last sent (UTC); None if none ever was."""
        return await attempts.last_sent(self._session)

    async def left_traces(self, unclear: timedelta, abandoned: timedelta) -> bool:
        """Whether a call was unclear or refused so lately, one was abandoned so lately, or one is to be sent again."""
        return await attempts.left_traces(self._session, self._now - unclear, self._now - abandoned)

    async def doubts_since(self, since: datetime) -> int:
        return await attempts.doubts_since(self._session, since)

    async def count(self, *states: AttemptState) -> int:
        return await attempts.count(self._session, tuple(state.value for state in states))

    async def in_states(self, *states: AttemptState) -> tuple[Attempt, ...]:
        """Every attempt in one of these states, oldest first."""
        rows = await attempts.in_states(self._session, tuple(state.value for state in states))
        return tuple(rows_and_values.attempt(row) for row in rows)

    async def say(self, attempt: Attempt, verdict: str, person_id: int) -> tuple[int, ...]:
        """Record a person's verdict on an unclear order; returns everybody who said the same, in order."""
        said = await attempts.verdicts(self._session, attempt.id, attempt.epoch, verdict)
        if person_id not in {row.person_id for row in said}:
            await add(
                self._session, tables.VerdictRow, attempt_id=attempt.id, epoch=attempt.epoch, verdict=verdict,
                person_id=person_id, created_at=self._now,
            )  # fmt: skip
        return tuple(dict.fromkeys([*(row.person_id for row in said), person_id]))
