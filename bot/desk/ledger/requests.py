"""Requests in the database, with their cards and their journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.asked_lines import AskedLineLedger
from bot.desk.ledger.stored_rules import dump_needs
from bot.purchasing.approval.deadlines import next_at
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.lifecycle import REQUEST_MOVES, ClosedReason, RequestState, check_move
from bot.purchasing.offers.offer import Offer
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.request import Finding, Snapshot
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.parts import Part
from bot.purchasing.requests.purchase import Person, Place, Request, name_of
from bot.purchasing.tracking.found_orders import variants_of
from storage import tables
from storage.queries import approvals, order_lines, people, requests, restore_cleanup
from storage.queries.write_rows import add_one, change_one, put

REPEAT_WINDOW = timedelta(hours=24)
CONSENT_LIFE = timedelta(hours=24)
"""How long a request waits for its requester alone."""


class Conflict(Exception):
    """The row was changed since it was loaded; load it again."""


class NoSuchRow(LookupError):
    """There is nothing of this kind under this number; whoever asked was sure that there is."""

    def __init__(self, kind: str, number: int | str) -> None:
        super().__init__(f"there is no {kind} {number}")
        self.kind, self.number = kind, number


def snapshot_of(request: Request) -> Snapshot:
    """What an approved request is bought by; the database guarantees it by a CHECK."""
    if request.snapshot is None:
        raise NoSuchRow("snapshot of request", request.id)
    return request.snapshot


@dataclass(frozen=True)
class CardMessage:
    """The message that shows a request in a chat; `shown` is the hash of what it shows."""

    request_id: int
    chat_id: int
    message_id: int
    has_photo: bool
    shown: str


class RequestLedger:
    """Loads and records requests in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now
        self._asked = AskedLineLedger(session, now)
        self._people: dict[int, Person] = {}
        """Whom this transaction has read: a request is read several times in one, its requester once."""

    async def find(self, request_id: int) -> Request | None:
        row = await requests.get(self._session, request_id)
        return None if row is None else await self._value(row)

    async def get(self, request_id: int) -> Request:
        """The request of this number, which there is; NoSuchRow otherwise."""
        request = await self.find(request_id)
        if request is None:
            raise NoSuchRow("request", request_id)
        return request

    async def outline(self, request_id: int) -> Request:
        """Loads the request without its asked lines: enough for its state and for who decides it."""
        row = await requests.get(self._session, request_id)
        if row is None:
            raise NoSuchRow("request", request_id)
        return await self._value(row, ())

    async def _value(self, row: tables.RequestRow, asked: tuple[AskedLine, ...] | None = None) -> Request:
        """The request of a row; its asked lines are read unless they are known, which those of a long sheet cost."""
        if row.requester_id not in self._people:
            known = await people.person(self._session, row.requester_id)
            if known is None:
                raise NoSuchRow("person", row.requester_id)
            self._people[row.requester_id] = rows_and_values.person(known)
        if asked is None:
            asked = await self._asked.of(row.id) if row.asked and row.id is not None else ()
        return rows_and_values.request(row, self._people[row.requester_id], asked)

    async def opened_by(self, key: str) -> Request | None:
        """The request that this update and line opened before; None if none."""
        row = await requests.opened_by(self._session, key)
        return None if row is None else await self._value(row)

    async def drafts_of_message(self, person_id: int, chat_id: int, message_id: int) -> dict[OpenedBy, Request]:
        """What this person's message opened and was never agreed to, by what opened it."""
        pattern = OpenedBy.of_message(chat_id, message_id)
        rows = await requests.drafts_of_message(self._session, person_id, pattern)
        return {OpenedBy.read(row.opened_by): await self._value(row) for row in rows if row.opened_by}

    async def open_drafts(self, person_id: int) -> tuple[int, ...]:
        """The numbers of a person's drafts in every chat, oldest first."""
        return tuple(await requests.open_drafts(self._session, person_id))

    async def latest_draft(self, person_id: int, chat_id: int) -> Request | None:
        row = await requests.latest_draft(self._session, person_id, chat_id)
        return None if row is None else await self._value(row)

    async def open(
        self,
        by: Person,
        place: Place,
        chosen: Chosen,
        valid_until: datetime,
        key: str | None,
        team_id: int | None = None,
        out_of: Request | None = None,
    ) -> Request:
        """A new draft; what was taken `out_of` another request was asked for when that was."""
        row = await self._add(
            chosen, requester_id=by.id, chat_id=place.chat_id, topic_id=place.topic_id, state=RequestState.DRAFT.value,
            valid_until=valid_until, opened_by=key, team_id=team_id,
            created_at=self._now if out_of is None else out_of.created_at,
        )  # fmt: skip
        return await self._value(row, chosen.asked)

    async def _add(self, chosen: Chosen, **values: Any) -> tables.RequestRow:
        """A new row with its asked lines."""
        given = await requests.number_to_give(self._session)
        number = {} if given is None else {"id": given}
        row = await add_one(
            self._session, tables.RequestRow, **number, **values, **rows_and_values.dump_chosen(chosen),
            updated_at=self._now,
        )  # fmt: skip
        if row.id is not None:
            await self._asked.put(row.id, (), chosen.asked)
        return row

    async def choose(
        self,
        request: Request,
        chosen: Chosen,
        *,
        snapshot: Snapshot | None,
        previous: Snapshot | None = None,
        obstacle: Finding | None = None,
        address_label: str | None = None,
    ) -> Request:
        """Write down what is chosen now, what it costs, and what stands in its way; without a price it is a draft."""
        if request.state is RequestState.PENDING:
            if snapshot is None:
                request = await self.move(request, RequestState.DRAFT)
            else:
                await self._put_lines(request.id, snapshot)
        await self._asked.put(request.id, request.asked, chosen.asked)
        values = rows_and_values.dump_chosen(chosen)
        if chosen.offer == request.offer:
            del values["offer"]
        return await self._set(
            replace(request, asked=chosen.asked),
            **values,
            snapshot=rows_and_values.dump_snapshot(snapshot),
            snapshot_hash=snapshot.hash if snapshot else None,
            previous=rows_and_values.dump_snapshot(previous),
            obstacle=rows_and_values.dump_finding(obstacle),
            **({} if address_label is None else {"address_label": address_label}),
        )

    async def add_translation(self, request: Request, offer: Offer) -> Request:
        """The same offer with words of one more language."""
        return await self._set(request, offer=rows_and_values.dump_offer(offer))

    async def move(self, request: Request, to: RequestState) -> Request:
        """Move the request on; raises ForbiddenMove or Conflict. Returns it as it is now."""
        check_move(REQUEST_MOVES, request.state, to)
        if to is RequestState.PENDING and request.snapshot is not None:
            await self._put_lines(request.id, request.snapshot)
        elif to is RequestState.DRAFT:
            await order_lines.forget(self._session, request.id)
        return await self._set(request, state=to.value)

    async def _put_lines(self, request_id: int, snapshot: Snapshot) -> None:
        """What is asked for stands in order lines, which the database keeps apart: no variant twice."""
        lines = [
            {"offer_id": line.offer_id, "spec_id": line.spec_id or "", "quantity": line.quantity}
            for line in snapshot.lines
        ]
        await order_lines.put(self._session, request_id, lines)

    async def end(self, request: Request, to: RequestState, reason: ClosedReason, words: str = "") -> Request:
        """End the request: why, and the words of the person who ended it. Raises ForbiddenMove or Conflict."""
        check_move(REQUEST_MOVES, request.state, to)
        return await self._set(request, state=to.value, closed_reason=reason.value, closed_words=words)

    async def make_pending(
        self, request: Request, needs: Needs | None, version: int, *, rate: str | None, currency: str
    ) -> Request:
        """Make it pending under these rules and return it; without `needs` only its requester has to confirm.

        Without a price (it cannot be bought any more) it stays a draft.
        """
        times = needs.times if needs else None
        values: dict[str, Any] = {
            "needs": dump_needs(needs) if needs else None, "policy_version": version, "rate": rate,
            "currency": currency, "pending_at": self._now, "reminded_at": None, "escalated_at": None,
            "approved": None, "passed": None, "next_at": next_at(times, frozenset(), self._now) if times else None,
        }  # fmt: skip
        values["valid_until"] = times.expire_at if times else self._now + CONSENT_LIFE
        if request.state is not RequestState.PENDING and request.snapshot is not None:
            check_move(REQUEST_MOVES, request.state, RequestState.PENDING)
            values["state"] = RequestState.PENDING.value
            await self._put_lines(request.id, request.snapshot)
        return await self._set(request, **values)

    async def approve(self, request: Request) -> Request:
        """pending → approved, for exactly its present snapshot."""
        check_move(REQUEST_MOVES, request.state, RequestState.APPROVED)
        kept = rows_and_values.dump_snapshot(request.snapshot)
        return await self._set(request, state=RequestState.APPROVED.value, approved=kept, passed=None, next_at=None)

    async def split(self, request: Request, parts: Sequence[Part]) -> tuple[Request, ...]:
        """approved → closed, and a request for each seller, approved by the same votes; returns these.

        Each was asked for when the whole was: what must be looked at first of the one must be of the others.
        """
        check_move(REQUEST_MOVES, request.state, RequestState.CLOSED)
        closed = await self._set(request, state=RequestState.CLOSED.value, parts=len(parts))
        return tuple([await self._open_part(closed, number, part) for number, part in enumerate(parts, 1)])

    async def _open_part(self, whole: Request, number: int, part: Part) -> Request:
        kept = rows_and_values.dump_snapshot(part.snapshot)
        needs = whole.needs.of_part(part.snapshot.total) if whole.needs else None
        row = await self._add(
            part.chosen, requester_id=whole.requester.id, chat_id=whole.place.chat_id, topic_id=whole.place.topic_id,
            state=RequestState.APPROVED.value, address_label=whole.address_label, why=whole.why, snapshot=kept,
            approved=kept, snapshot_hash=part.snapshot.hash, valid_until=whole.valid_until, team_id=whole.team_id,
            needs=dump_needs(needs) if needs else None, policy_version=whole.policy_version, rate=whole.rate,
            currency=whole.currency, pending_at=whole.pending_at, part_of=whole.id, part=number,
            created_at=whole.created_at,
        )  # fmt: skip
        opened = await self._value(row, part.chosen.asked)
        await self._put_lines(opened.id, part.snapshot)
        return opened

    async def parts(self, request_id: int) -> tuple[Request, ...]:
        """The requests that a request was split into, in order."""
        return tuple([await self._value(row) for row in await requests.parts(self._session, request_id)])

    async def named(self, name: str) -> int | None:
        """The id of a request by its number as people write it: 1042, or 1042/2 for a part; None if it is none."""
        whole, _, part = name.partition("/")
        if not all(each.isascii() and each.isdigit() for each in (whole, part or "1")):
            return None
        return await requests.part(self._session, int(whole), int(part)) if part else int(whole)

    async def names(self, ids: Iterable[int]) -> dict[int, str]:
        """How people call these requests: 1042, or 1042/2 for a part."""
        every = sorted(set(ids))
        parts = await requests.parts_among(self._session, every)
        return {each: name_of(each) for each in every} | {part: name_of(part, *of) for part, *of in parts}

    async def ask_price(
        self, request: Request, agreed: Snapshot, wanted: Snapshot, needs: Needs | None, version: int | None
    ) -> Request:
        """Its order costs more than agreed: pending again with the new sum; what was agreed stays stored.

        It waits for its approvers; if only the requester must agree, it waits as long as the order does.
        """
        times = needs.times if needs else None
        return await self._set(
            request, state=RequestState.PENDING.value, snapshot=rows_and_values.dump_snapshot(wanted),
            snapshot_hash=wanted.hash, previous=rows_and_values.dump_snapshot(agreed),
            needs=dump_needs(needs) if needs else None, policy_version=version,
            pending_at=self._now, reminded_at=None, escalated_at=None,
            next_at=next_at(times, frozenset(), self._now) if times else None,
            valid_until=times.expire_at if times else None,
        )  # fmt: skip

    async def price_settled(self, request: Request, snapshot: Snapshot, needs: Needs | None) -> Request:
        """pending → approved at this sum without a new consent: it is what was agreed to before."""
        check_move(REQUEST_MOVES, request.state, RequestState.APPROVED)
        return await self._set(
            request, state=RequestState.APPROVED.value, snapshot=rows_and_values.dump_snapshot(snapshot),
            snapshot_hash=snapshot.hash, previous=None, needs=dump_needs(needs) if needs else None, next_at=None,
        )  # fmt: skip

    async def accept_drift(self, request: Request, snapshot: Snapshot) -> Request:
        """Buy at a price that moved within the tolerance; the approved snapshot stays stored."""
        passed = (*request.passed, snapshot)
        return await self._set(
            request, snapshot=rows_and_values.dump_snapshot(snapshot), snapshot_hash=snapshot.hash,
            passed=rows_and_values.dump_snapshots(passed),
        )  # fmt: skip

    async def update_progress(self, request: Request, **values: Any) -> Request:
        """Set columns that say how far it came: why, team_id, next_at, reminded_at, escalated_at."""
        return await self._set(request, **values)

    async def judged(self, team_id: int, limit: int) -> tuple[Request, ...]:
        """A team's latest requests that a policy has judged, newest first."""
        rows = await approvals.judged(self._session, team_id, limit)
        return tuple([await self._value(row) for row in rows])

    async def _set(self, request: Request, **values: Any) -> Request:
        """The same request with these values; its asked lines are those it was read with, as its version says."""
        expected = {"id": request.id, "state": request.state.value, "version": request.version}
        new = {**values, "version": request.version + 1, "updated_at": self._now}
        row = await change_one(self._session, tables.RequestRow, expected, new)
        if row is None:
            raise Conflict
        return rows_and_values.request(row, request.requester, request.asked)

    async def repeats_of(self, request: Request) -> tuple[int, ...]:
        """The numbers of other requests for one of its variants within 24 hours."""
        since = self._now - REPEAT_WINDOW
        return tuple(await requests.same_choices(self._session, variants_of(request), since, request.id))

    async def without_order(self, offer_id: str, limit: int) -> tuple[Request, ...]:
        """The newest requests for this offer, alone or among others, that go on and have no order."""
        rows = await restore_cleanup.without_order(self._session, offer_id, limit)
        return tuple([await self._value(row) for row in rows])

    async def unended(self, team_id: int) -> tuple[int, ...]:
        """The numbers of a team's requests that are drafts, pending or approved, oldest first."""
        return tuple(await requests.unended(self._session, team_id))

    async def expired(self, limit: int) -> tuple[Request, ...]:
        rows = await requests.expired(self._session, self._now, limit)
        return tuple([await self._value(row) for row in rows])

    async def page(
        self, shown: ListedFor, states: tuple[str, ...] | None, still_open: bool, page: int, size: int
    ) -> tuple[tuple[int, ...], int, bool]:
        """Request numbers of one page (from 1), how many there are, and whether there are more than were counted."""
        offset = (page - 1) * size
        if still_open:
            ids, total = await requests.open_page(self._session, shown.teams, offset, size, shown.reader, shown.own)
        else:
            ids, total = await requests.page(self._session, shown.teams, states, offset, size, shown.reader, shown.own)
        most = offset + requests.COUNTED - 1
        return tuple(ids), min(total, most), total > most

    async def card(self, request_id: int, chat_id: int) -> CardMessage | None:
        row = await requests.card(self._session, request_id, chat_id)
        return None if row is None else _card(row)

    async def card_by_message(self, chat_id: int, message_id: int) -> CardMessage | None:
        row = await requests.card_by_message(self._session, chat_id, message_id)
        return None if row is None else _card(row)

    async def card_chats(self, request_id: int) -> tuple[int, ...]:
        return tuple(row.chat_id for row in await requests.cards(self._session, request_id))

    async def forget_card(self, request_id: int, chat_id: int, message_id: int) -> None:
        """This message does not show the request any longer."""
        await requests.forget_card(self._session, request_id, chat_id, message_id)

    async def waiting_on_cards(self, chat_id: int) -> tuple[int, ...]:
        """The requests that a card in this chat shows and that still wait for an answer."""
        return tuple(await requests.waiting_on_cards(self._session, chat_id))

    async def forget_cards(self, chat_id: int) -> tuple[int, ...]:
        """Forget a chat's cards, which can no longer be edited; returns the requests there that wait for an answer."""
        return tuple(await requests.forget_cards(self._session, chat_id))

    async def hand_over(self, team_id: int, person_id: int, group_id: int) -> None:
        """Somebody left a team: their private requests to it, with cards and news, continue in the team's group.

        Drafts stay theirs; the team's other cards in their private chat are no longer updated.
        """
        await requests.hand_over(self._session, team_id, person_id, group_id)

    async def put_card(self, card: CardMessage) -> None:
        """Store which message shows the request, and what it shows."""
        values = dict(card.__dict__)
        key = {name: values.pop(name) for name in ("request_id", "chat_id")}
        await put(self._session, tables.CardRow, key, values)


def _card(row: tables.CardRow) -> CardMessage:
    return CardMessage(row.request_id, row.chat_id, row.message_id, row.has_photo, row.shown)
