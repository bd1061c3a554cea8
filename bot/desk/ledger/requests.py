"""Requests in the database, with their asked lines and order lines, their journal, and the pages of their lists."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Integer, and_, case, desc, exists, func, or_, select, text, union_all

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.facts import NUMBERS_FROM, WithFacts
from bot.desk.ledger.mapper import Mapper, Stored, Transaction
from bot.desk.ledger.rows_and_values import asked_lines, dump_snapshot, load_snapshot, put_asked_lines
from bot.desk.ledger.stored_rules import dump_needs, load_needs
from bot.purchasing.approval.requirement import Needs, next_at
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import REQUEST_MOVES, ClosedReason, RequestState, check_move
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.offers.offer import Words
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.parts import Part
from bot.purchasing.requests.request import Request, name_of
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.found_orders import variants_of
from storage import tables
from storage.queries import leases, order_words
from storage.queries.read_rows import LIMIT, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, add_one, change_one, deleting, setting
from storage.tables.base import Moment
from storage.tables.requests import EVER_ASKED, GOING_ON

REPEAT_WINDOW = timedelta(hours=24)
CONSENT_LIFE = timedelta(hours=24)
"""How long a request waits for its requester alone."""
COUNTED = 501
"""At most this many rows of a list are counted, so that opening a page never counts a million of them."""
_AT_ONCE = 500
"""So many are added up at once."""
_ANY, _NO_TEAM = -1, 0
_MOST_ORDERS = ("finished",)
"""How most orders end. A team's latest requests include some; a search by this state would read other teams' too."""
_LISTS = 256
"""How many list queries stay built: one for each filter and set of teams."""


V = TypeVar("V")


class Conflict(Exception):
    """The row was changed since it was loaded; load it again."""


class NoSuchRow(LookupError):
    """There is nothing of this kind under this number; whoever asked was sure that there is."""

    def __init__(self, kind: str, number: int | str) -> None:
        super().__init__(f"there is no {kind} {number}")
        self.kind, self.number = kind, number


def present(found: V | None, kind: str, number: int | str) -> V:
    """What was found of this kind under this number; NoSuchRow if nothing was."""
    if found is None:
        raise NoSuchRow(kind, number)
    return found


def snapshot_of(request: Request) -> Snapshot:
    """What an approved request is bought by; the database guarantees it by a CHECK."""
    return present(request.snapshot, "snapshot of request", request.id)


_SNAPSHOT = Stored(read=load_snapshot, write=dump_snapshot)
_REQUESTS = Mapper(
    Request,
    tables.RequestRow,
    closed_reason=Stored(read=lambda word: ClosedReason(word) if word else None),
    snapshot=_SNAPSHOT,
    previous=_SNAPSHOT,
    approved=_SNAPSHOT,
    passed=Stored(
        read=lambda stored: tuple(load_snapshot(each) for each in stored or ()),
        write=lambda snapshots: [dump_snapshot(each) for each in snapshots] or None,
    ),
    needs=Stored(
        read=lambda stored: load_needs(stored) if stored else None,
        write=lambda needs: dump_needs(needs) if needs else None,
    ),
)
_PEOPLE = Mapper(Person, tables.PersonRow)

_request, _person, _attempt, _order = (
    columns(each) for each in (tables.RequestRow, tables.PersonRow, tables.AttemptRow, tables.RemoteOrderRow)
)
_asked, _line, _card = columns(tables.AskedLineRow), columns(tables.OrderLineRow), columns(tables.CardRow)
_since, _reader, _offset = given("since", Moment), given("reader", BigInteger), given("offset", Integer)
_of_request = given("request")
_asked_for = _request.state.in_(("pending", "approved"))
_called_off = _request.state.in_(("rejected", "cancelled", "expired"))
_its_order = and_(_order.request_id == _request.id, _order.checked != "differs")
_own_word = or_(_request.state == "draft", _request.needs.is_(None))


def _query(*where: Any, order: Sequence[Any] = (), limit: Any = None) -> Any:
    """A query for requests with their requesters.

    The outer join lets SQLite find the requests as if they stood alone: it would else begin with the people.
    """
    both = table_of(tables.RequestRow).outerjoin(table_of(tables.PersonRow), _person.id == _request.requester_id)
    query: Any = select(*_request, _person.name, _person.language, _person.reachable).select_from(both)
    return query.where(*where).order_by(*order).limit(limit)


_ONE = _query(_request.id == _of_request)
_THESE = _query(_request.id.in_(given_all("numbers")), order=(_request.id,))
_TEAM_OF = Scalars(select(_request.team_id).where(_request.id == _of_request))
_OPENED_BY: Any = select(_request.opened_by, _request.id).where(_request.opened_by.in_(given_all("keys")))
_REQUESTER = _PEOPLE.query(_person.id == given("person"))
_LATEST_DRAFT = Scalars(
    select(_request.id)
    .where(
        text(GOING_ON),
        # By open requests, not by person: a person may have a long past, and SQLite would read all of it.
        _request.requester_id + 0 == given("person"),
        _request.chat_id == given("chat"),
        _request.state.in_(("draft", "pending")),
        _own_word,
        ~exists().where(_order.request_id == _request.id),  # a request with an order cannot be chosen from any more
    )
    .order_by(_request.id.desc())
    .limit(1)
)
_DRAFTS_OF_A_MESSAGE: Any = (
    select(_request.opened_by, _request.id)
    .where(
        text(GOING_ON),
        _request.requester_id + 0 == given("person"),
        _request.state == "draft",
        _request.opened_by.like(given("key")),
        ~exists().where(_attempt.request_id == _request.id),
    )
    .order_by(_request.id)
)
_OTHERS_OF_OFFERS: Any = (
    select(_request.id, _line.offer_id, _line.spec_id)
    .join(table_of(tables.OrderLineRow), _line.request_id == _request.id)
    .where(
        # The time stands beside the offer: an offer may have a long past, and SQLite would read all of it.
        or_(
            and_(_request.offer_id.in_(given_all("offers")), _request.created_at >= _since),
            _request.id.in_(
                select(_asked.request_id).where(_asked.offer_id.in_(given_all("offers")), _asked.added_at >= _since)
            ),
        ),
        _line.offer_id.in_(given_all("offers")),
        _request.created_at >= _since,
        or_(
            _asked_for,
            _request.closed_reason == "given-up",
            exists().where(_order.request_id == _request.id, _order.state != "cancelled"),
            exists().where(_attempt.request_id == _request.id, _attempt.reason == OwnReason.DRY_RUN),
        ),
        _request.id != given("but"),
    )
    .order_by(case((_request.closed_reason == "given-up", 1), else_=0), _request.id.desc())
)
_PARTS = _query(_request.part_of == _of_request, order=(_request.part,))
_PART = Scalars(select(_request.id).where(_request.part_of == _of_request, _request.part == given("part", Integer)))
_PARTS_AMONG: Any = select(_request.id, _request.part_of, _request.part).where(
    _request.id.in_(given_all("numbers")), _request.part_of.is_not(None)
)
_EXPIRED = _query(
    _request.state.in_(("draft", "pending")),
    _own_word,
    _request.valid_until <= given("now", Moment),
    order=(_request.id,),
    limit=LIMIT,
)
_OPEN_DRAFTS = Scalars(
    select(_request.id)
    # By open requests, as above.
    .where(text(GOING_ON), _request.requester_id + 0 == given("person"), _request.state == "draft")
    .order_by(_request.id)
)
_UNENDED = Scalars(
    select(_request.id).where(text(GOING_ON), _request.team_id + 0 == given("team")).order_by(_request.id)
)
_JUDGED = _query(
    _request.team_id == given("team"),
    _request.policy_version.is_not(None),
    _request.part_of.is_(None),  # it was judged as a part of the whole
    order=(_request.id.desc(),),
    limit=LIMIT,
)
_WITHOUT_ORDER = _query(
    or_(
        _request.offer_id == given("offer_number"),
        _request.id.in_(select(_asked.request_id).where(_asked.offer_id == given("offer_number"))),
    ),
    _request.state.in_(("draft", "pending", "approved")),
    _request.id.not_in(
        select(_attempt.request_id).where(
            _attempt.state.in_(("placed", "submitting", "in_doubt", "conflict", "needs_person"))
        )
    ),
    order=(_request.id.desc(),),
    limit=LIMIT,
)
_to_approvers = (_request.state != "draft", or_(_request.needs.is_not(None), _request.approved.is_not(None)))
# What comes after the last page: through the index of a team and these times.
_CONFIRMED: Any = (
    select(_request.pending_at, _request.id, _request.snapshot)
    .where(
        *_to_approvers, _request.part_of.is_(None), or_(_reader == 0, _request.requester_id == _reader),
        _request.pending_at >= _since, or_(_request.pending_at > _since, _request.id > given("after")),
        _request.pending_at < given("until", Moment),
    )
    .order_by(_request.pending_at, _request.id)
    .limit(LIMIT)
)  # fmt: skip
_CONFIRMED_IN, _CONFIRMED_ALONE = (
    _CONFIRMED.where(each) for each in (_request.team_id == given("team"), _request.team_id.is_(None))
)
# An expression, so that requests are found by what else is asked, not by team: a team may have a long past.
_team_or_none = func.coalesce(_request.team_id, _NO_TEAM)
SHOWN: Any = or_(
    _team_or_none.in_(given_all("teams")),
    and_(_team_or_none.in_(given_all("own")), _request.requester_id == _reader),
)
"""What is shown of requests, if that is not all; its parameters are those of `shown_for`."""
_ASKED_NOW: Any = select(_request.snapshot).where(
    text(GOING_ON), _request.state == "pending", _request.needs.is_not(None)
)
_ASKED_NOW_BY: Any = _ASKED_NOW.where(SHOWN)
_TEAMS = Scalars(select(columns(tables.TeamRow).id))
HIGHEST = Scalars(select(func.max(_request.id)))
_DROP_ORDER_LINES = deleting(tables.OrderLineRow, _line.request_id == _of_request)
_asked_of_team = (_request.team_id == given("team"), _request.state != "draft")
_INTO_GROUP = setting(
    tables.RequestRow,
    *_asked_of_team,
    _request.chat_id == given("person"),
    chat_id=given("group", BigInteger),
    topic_id=None,
)
_FORGET_PRIVATE_CARDS = deleting(
    tables.CardRow, _card.chat_id == given("person"), _card.request_id.in_(select(_request.id).where(*_asked_of_team))
)


class RequestRepository(WithFacts):
    """Loads and records requests in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._known: dict[int, Request] = {}
        """The requests as this transaction last read or wrote them."""

    async def find(self, request_id: int) -> Request | None:
        return next(iter(await self._all(_ONE, request=request_id)), None)

    async def get(self, request_id: int) -> Request:
        """The request of this number, which there is; NoSuchRow otherwise."""
        return present(await self.find(request_id), "request", request_id)

    async def these(self, numbers: Sequence[int]) -> tuple[Request, ...]:
        """The requests of these numbers."""
        return await self._all(_THESE, numbers=numbers)

    async def outline(self, request_id: int) -> Request:
        """The request as this transaction last read or wrote it, else loaded without its asked lines.

        That is enough for its state and for who decides it.
        """
        if request_id in self._known:
            return self._known[request_id]
        row = present(await self._row(_ONE, request=request_id), "request", request_id)
        return self._value(row, _requester(row), ())

    async def team_of(self, request_id: int) -> int | None:
        """The number of the request's team; None if it has none, or if there is no such request."""
        team_id: int | None = await _TEAM_OF.first(self._session, request=request_id)
        return team_id

    async def _all(self, query: Any, **values: Any) -> tuple[Request, ...]:
        """The requests of a query; the asked lines of all of them are read at once."""
        rows = await self._rows(query, **values)
        asked = await asked_lines(self._session, [row.id for row in rows if row.asked])
        offers = {line.offer.offer_id for lines in asked.values() for line in lines} | {row.offer_id for row in rows}
        await self._offer_words.learn(self._session, offers)
        return tuple([self._value(row, _requester(row), asked.get(row.id, ())) for row in rows])

    def _value(self, row: Any, requester: Person, asked: tuple[AskedLine, ...]) -> Request:
        chosen = Chosen(asked or (rows_and_values.only_line(row),), row.address_id, row.note, row.line_at)
        place = Place(row.chat_id, row.topic_id)
        request = _REQUESTS.value(row, requester=requester, place=place, chosen=chosen)
        request = request.with_offers(self._offer_words.beside)
        self._known[request.id] = request
        return request

    async def put_words(self, offer_id: str, words: Words) -> None:
        """Keep 1688's translation of an offer, for every request of it."""
        await self._offer_words.put(self._session, offer_id, words, self._now)

    async def kept_words(self, offers: Collection[str]) -> frozenset[tuple[str, str, str]]:
        """Offer, language and title of each translation that is kept of these by now, by whichever process."""
        await self._offer_words.learn(self._session, offers, anew=True)
        return self._offer_words.of(offers)

    async def opened_by(self, keys: Collection[OpenedBy]) -> dict[OpenedBy, int]:
        """The numbers of the requests that these updates and lines opened before; without those that opened none."""
        texts = {text for key in keys for text in (key.text, key.update_key)}
        numbers = dict(await self._rows(_OPENED_BY, keys=texts))
        found = {key: numbers.get(key.text) or numbers.get(key.update_key) for key in keys}
        return {key: number for key, number in found.items() if number is not None}

    async def drafts_of_message(self, person_id: int, chat_id: int, message_id: int) -> dict[OpenedBy, int]:
        """The numbers of what this person's message opened and was never agreed to, by what opened it."""
        pattern = OpenedBy.of_message(chat_id, message_id)
        rows = await self._rows(_DRAFTS_OF_A_MESSAGE, person=person_id, key=pattern)
        return {OpenedBy.read(opened_by): number for opened_by, number in rows}

    async def open_drafts(self, person_id: int) -> tuple[int, ...]:
        """The numbers of a person's drafts in every chat, oldest first."""
        return await _OPEN_DRAFTS.all(self._session, person=person_id)

    async def latest_draft(self, person_id: int, chat_id: int) -> int | None:
        """The number of a person's newest request in a chat that still waits for their own confirmation."""
        number: int | None = await _LATEST_DRAFT.first(self._session, person=person_id, chat=chat_id)
        return number

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
        known = await _REQUESTER.first(self._session, person=by.id) if out_of is None else out_of.requester
        return await self._add(
            present(known, "person", by.id), place, chosen, state=RequestState.DRAFT, valid_until=valid_until,
            opened_by=key, team_id=team_id, created_at=self._now if out_of is None else out_of.created_at,
        )  # fmt: skip

    async def _add(self, requester: Person, place: Place, chosen: Chosen, **values: Any) -> Request:
        """A new request with its asked lines."""
        number = await self._number_to_give()
        fields = values | _chosen(chosen, requester.id) | ({} if number is None else {"id": number})
        row = await add_one(
            self._session, tables.RequestRow, requester_id=requester.id, chat_id=place.chat_id, topic_id=place.topic_id,
            updated_at=self._now, **_REQUESTS.columns(fields),
        )  # fmt: skip
        added = self._value(row, requester, chosen.asked)
        await put_asked_lines(self._session, added.id, (), _in_rows(chosen, requester.id), self._now)
        return added

    async def _number_to_give(self) -> int | None:
        """The number that a new request must get so that no lost number is used again; None if any is right."""
        kept = await self._facts.get(NUMBERS_FROM)
        if kept is None or self._session.get_bind().dialect.name != "sqlite":
            return None  # PostgreSQL's sequence was set beyond them
        highest = await HIGHEST.first(self._session) or 0
        return kept if highest < kept else None

    async def choose(
        self,
        request: Request,
        chosen: Chosen,
        *,
        snapshot: Snapshot | None,
        previous: Snapshot | None = None,
        address_label: str | None = None,
    ) -> Request:
        """Write down what is chosen now and what it costs; without a price it is a draft."""
        if request.state is RequestState.PENDING:
            if snapshot is None:
                request = await self.move(request, RequestState.DRAFT)
            else:
                await self._put_lines(request.id, snapshot)
        label = {} if address_label is None else {"address_label": address_label}
        return await self._put_chosen(
            request, chosen, snapshot=snapshot, snapshot_hash=snapshot.hash if snapshot else None, previous=previous,
            **label,
        )  # fmt: skip

    async def _put_chosen(self, request: Request, chosen: Chosen, **values: Any) -> Request:
        """The same request with what is chosen, in the columns and rows of its lines, and with these values."""
        by = request.requester.id
        before, now = _in_rows(request.chosen, by), _in_rows(chosen, by)
        await put_asked_lines(self._session, request.id, before, now, self._now)
        columns_ = _chosen(chosen, by)
        if chosen.shown.offer == request.offer:
            del columns_["offer"]
        return await self._set(replace(request, chosen=chosen), **columns_, **values)

    async def tag(self, request: Request, asked: tuple[AskedLine, ...]) -> Request:
        """Write down other tags of its lines; what was agreed to stays as it was."""
        return await self._put_chosen(request, replace(request.chosen, asked=asked))

    async def move(self, request: Request, to: RequestState) -> Request:
        """Move the request on; raises ForbiddenMove or Conflict. Returns it as it is now."""
        check_move(REQUEST_MOVES, request.state, to)
        if to is RequestState.PENDING and request.snapshot is not None:
            await self._put_lines(request.id, request.snapshot)
        elif to is RequestState.DRAFT:
            await self._drop_lines(request.id)
        return await self._set(request, state=to)

    async def _put_lines(self, request_id: int, snapshot: Snapshot) -> None:
        """What is asked for stands in order lines, which the database keeps apart: no variant twice."""
        await self._drop_lines(request_id)
        rows = [
            {
                "request_id": request_id, "place": place, "offer_id": line.offer_id, "spec_id": line.spec_id or "",
                "quantity": line.quantity,
            }
            for place, line in enumerate(snapshot.lines, 1)
        ]  # fmt: skip
        await add_new(self._session, tables.OrderLineRow, rows)

    async def _drop_lines(self, request_id: int) -> None:
        await self._run(_DROP_ORDER_LINES, request=request_id)

    async def end(self, request: Request, to: RequestState, reason: ClosedReason, words: str = "") -> Request:
        """End the request: why, and the words of the person who ended it. Raises ForbiddenMove or Conflict."""
        check_move(REQUEST_MOVES, request.state, to)
        return await self._set(request, state=to, closed_reason=reason, closed_words=words)

    async def make_pending(
        self, request: Request, needs: Needs | None, version: int, *, rate: str | None, currency: str
    ) -> Request:
        """Make it pending under these rules and return it; without `needs` only its requester has to confirm.

        Without a price (it cannot be bought any more) it stays a draft.
        """
        values = self._waits(needs, version) | {"rate": rate, "currency": currency, "approved": None, "passed": ()}
        if needs is None:
            values["valid_until"] = self._now + CONSENT_LIFE
        if request.state is not RequestState.PENDING and request.snapshot is not None:
            check_move(REQUEST_MOVES, request.state, RequestState.PENDING)
            values["state"] = RequestState.PENDING
            await self._put_lines(request.id, request.snapshot)
        return await self._set(request, **values)

    async def approve(self, request: Request) -> Request:
        """pending → approved, for exactly its present snapshot."""
        check_move(REQUEST_MOVES, request.state, RequestState.APPROVED)
        return await self._set(request, state=RequestState.APPROVED, approved=request.snapshot, passed=(), next_at=None)

    async def split(self, request: Request, parts: Sequence[Part]) -> tuple[Request, tuple[Request, ...]]:
        """approved → closed, and a request for each seller, approved by the same votes; returns it and these.

        Each was asked for when the whole was: what must be looked at first of the one must be of the others.
        """
        check_move(REQUEST_MOVES, request.state, RequestState.CLOSED)
        closed = await self._set(request, state=RequestState.CLOSED, parts=len(parts))
        return closed, tuple([await self._open_part(closed, number, part) for number, part in enumerate(parts, 1)])

    async def _open_part(self, whole: Request, number: int, part: Part) -> Request:
        opened = await self._add(
            whole.requester, whole.place, part.chosen,
            state=RequestState.APPROVED, address_label=whole.address_label, why=whole.why, snapshot=part.snapshot,
            approved=part.snapshot, snapshot_hash=part.snapshot.hash, valid_until=whole.valid_until,
            team_id=whole.team_id, needs=whole.needs.of_part(part.snapshot.total) if whole.needs else None,
            policy_version=whole.policy_version, rate=whole.rate, currency=whole.currency,
            pending_at=whole.pending_at, part_of=whole.id, part=number, created_at=whole.created_at,
        )  # fmt: skip
        await self._put_lines(opened.id, part.snapshot)
        return opened

    async def parts(self, request_id: int) -> tuple[Request, ...]:
        """The requests that a request was split into, in order."""
        return await self._all(_PARTS, request=request_id)

    async def named(self, name: str) -> int | None:
        """The id of a request by its number as people write it: 1042, or 1042/2 for a part; None if it is none."""
        whole, _, part = name.partition("/")
        if not all(each.isascii() and each.isdigit() for each in (whole, part or "1")):
            return None
        if not part:
            return int(whole)
        number: int | None = await _PART.first(self._session, request=int(whole), part=int(part))
        return number

    async def names(self, ids: Iterable[int]) -> dict[int, str]:
        """How people call these requests: 1042, or 1042/2 for a part."""
        every = sorted(set(ids))
        parts = await self._rows(_PARTS_AMONG, numbers=every)
        return {each: name_of(each) for each in every} | {part: name_of(part, *of) for part, *of in parts}

    async def ask_price(
        self, request: Request, agreed: Snapshot, wanted: Snapshot, needs: Needs | None, version: int | None
    ) -> Request:
        """Its order costs more than agreed: pending again with the new sum; what was agreed stays stored.

        It waits for its approvers; if only the requester must agree, it waits as long as the order does.
        """
        return await self._set(
            request, state=RequestState.PENDING, snapshot=wanted, snapshot_hash=wanted.hash, previous=agreed,
            **self._waits(needs, version),
        )  # fmt: skip

    def _waits(self, needs: Needs | None, version: int | None) -> dict[str, Any]:
        """What is set on a request that waits from now on, under these rules."""
        times = needs.times if needs else None
        return {
            "needs": needs, "policy_version": version, "pending_at": self._now, "reminded_at": None,
            "escalated_at": None, "next_at": next_at(times, frozenset(), self._now) if times else None,
            "valid_until": times.expire_at if times else None,
        }  # fmt: skip

    async def price_settled(self, request: Request, snapshot: Snapshot, needs: Needs | None) -> Request:
        """pending → approved at this sum without a new consent: it is what was agreed to before."""
        check_move(REQUEST_MOVES, request.state, RequestState.APPROVED)
        return await self._set(
            request, state=RequestState.APPROVED, snapshot=snapshot,
            snapshot_hash=snapshot.hash, previous=None, needs=needs, next_at=None,
        )  # fmt: skip

    async def accept_drift(self, request: Request, snapshot: Snapshot) -> Request:
        """Buy at a price that moved within the tolerance; the approved snapshot stays stored."""
        passed = (*request.passed, snapshot)
        return await self._set(request, snapshot=snapshot, snapshot_hash=snapshot.hash, passed=passed)

    async def update_progress(self, request: Request, **values: Any) -> Request:
        """Set what says how far it came: why, team_id, needs, next_at, reminded_at, escalated_at."""
        return await self._set(request, **values)

    async def judged(self, team_id: int, limit: int) -> tuple[Request, ...]:
        """A team's latest requests that a policy has judged, newest first."""
        return await self._all(_JUDGED, team=team_id, limit=limit)

    async def _set(self, request: Request, **values: Any) -> Request:
        """The same request with these values; its asked lines are those it was read with, as its version says."""
        expected = {"id": request.id, "state": request.state, "version": request.version}
        fields = {**values, "version": request.version + 1, "updated_at": self._now}
        row = await change_one(self._session, tables.RequestRow, _REQUESTS.columns(expected), _REQUESTS.columns(fields))
        if row is None:
            raise Conflict
        return self._value(row, request.requester, request.asked)

    async def repeats_of(self, request: Request) -> tuple[int, ...]:
        """The numbers of other requests for one of its variants within 24 hours that wait or were ordered, or may be.

        The variants of a long sheet are compared here: as parameters they would cost more than all that is read.
        """
        variants, since = variants_of(request), self._now - REPEAT_WINDOW
        offers = {offer_id for offer_id, _ in variants}
        rows = await self._rows(_OTHERS_OF_OFFERS, offers=offers, since=since, but=request.id)
        return tuple(dict.fromkeys(number for number, *variant in rows if tuple(variant) in variants))

    async def without_order(self, offer_id: str, limit: int) -> tuple[Request, ...]:
        """The newest requests for this offer, alone or among others, that go on and have no order."""
        return await self._all(_WITHOUT_ORDER, offer_number=offer_id, limit=limit)

    async def confirmed(self, shown: ListedFor, since: datetime, until: datetime) -> tuple[int, Fen]:
        """How many requests somebody confirmed since then and before `until`, and their sum; a split one once.

        They are read page by page, so that it takes no more memory for many.
        """
        teams = (None, *await _TEAMS.all(self._session)) if shown.teams is None else shown.teams
        count = total = 0
        for team, reader in [*((each, 0) for each in teams), *((each, shown.reader) for each in shown.own)]:
            query, by = (_CONFIRMED_ALONE, {}) if team is None else (_CONFIRMED_IN, {"team": team})
            at, after = since, -1
            while rows := await self._rows(
                query, reader=reader, since=at, after=after, until=until, limit=_AT_ONCE, **by
            ):
                count, at, after = count + len(rows), rows[-1].pending_at, rows[-1].id
                total += _total(row.snapshot for row in rows)
        return count, Fen(total)

    async def asked_now(self, shown: ListedFor) -> tuple[int, Fen]:
        """How many requests wait for approvers, and their sum."""
        query, by = (_ASKED_NOW, {}) if shown.teams is None else (_ASKED_NOW_BY, shown_for(shown))
        rows = await self._rows(query, **by)
        return len(rows), _total(row.snapshot for row in rows)

    async def unended(self, team_id: int) -> tuple[int, ...]:
        """The numbers of a team's requests that are drafts, pending or approved, oldest first."""
        return await _UNENDED.all(self._session, team=team_id)

    async def expired(self, limit: int) -> tuple[Request, ...]:
        """Requests that their requesters did not confirm in time; those that wait for approvers have own deadlines."""
        return await self._all(_EXPIRED, now=self._now, limit=limit)

    async def page(
        self,
        shown: ListedFor,
        states: tuple[str, ...] | None,
        still_open: bool,
        page: int,
        size: int,
        tags: tuple[str, ...] = (),
        words: str | None = None,
    ) -> tuple[tuple[int, ...], int, bool]:
        """Request numbers of one page (from 1), how many there are, and whether there are more than were counted.

        `states` are those of their orders, `still_open` are requests that are not over, with such an order or none;
        `tags` are those of which a line must have one; `words` finds them in the index, if words are asked for instead
        of tags. A page that is not full is the last one and needs no count.
        """
        if words == "" or (shown.teams == () and not shown.own):
            return (), 0, False
        offset = (page - 1) * size
        values = shown_for(shown) | {"most": offset + COUNTED, "tags": tags}
        if words is not None:
            values["words"] = words
            numbers, count = _worded(leases.shared(self._session), states, still_open, shown.teams is None)
        elif still_open:
            numbers, count = _listed_open(states, shown.teams is None, bool(tags))
        else:
            teams = (_ANY,) if shown.teams is None else shown.teams
            numbers, count = _listed(states, teams, shown.own, bool(tags))
        ids = await numbers.all(self._session, offset=offset, limit=size, **values)
        last = len(ids) < size and (ids or not offset)
        total, most = offset + len(ids) if last else await count.first(self._session, **values), offset + COUNTED - 1
        return tuple(ids), min(total, most), total > most

    async def hand_over(self, team_id: int, person_id: int, group_id: int) -> None:
        """Somebody left a team: their private requests to it, with cards and news, continue in the team's group.

        Drafts and their cards stay theirs; the team's other cards in their private chat are no longer updated.
        """
        self._known.clear()
        theirs = {"team": team_id, "person": person_id}
        await self._run(_INTO_GROUP, **theirs, group=group_id)
        await self._run(_FORGET_PRIVATE_CARDS, **theirs)


def shown_for(shown: ListedFor) -> dict[str, Any]:
    """The parameters that list what is shown, if that is not all."""
    return {"teams": [each or _NO_TEAM for each in shown.teams or ()], "own": shown.own, "reader": shown.reader}


def _total(snapshots: Iterable[Any]) -> Fen:
    return sum_fen(each.total for each in map(load_snapshot, snapshots) if each is not None)


def _requester(row: Any) -> Person:
    """The requester in a row of `_query`."""
    return Person(row.requester_id, row.name, row.language, row.reachable)


def _in_rows(chosen: Chosen, requester_id: int) -> tuple[AskedLine, ...]:
    """Those of its lines that are rows of their own: all but an only one that its requester asked for."""
    line = chosen.asked[0]
    plain = not chosen.several and line.by == requester_id and not line.note and not line.tag
    return () if plain else chosen.asked


def _chosen(chosen: Chosen, requester_id: int) -> dict[str, Any]:
    """The columns of what is chosen; an only line stands among them."""
    in_rows, offer = _in_rows(chosen, requester_id), chosen.shown.offer
    line = AskedLine(1, offer, Choice(), requester_id) if in_rows else chosen.asked[0]
    return rows_and_values.dump_only_line(line) | {
        "offer_id": offer.offer_id, "offer": rows_and_values.dump_offer(offer), "address_id": chosen.address_id,
        "note": chosen.note, "asked": len(in_rows), "line_at": chosen.line_at,
    }  # fmt: skip


_Listed = tuple[Scalars, Scalars]
"""The query for one page, and the query for the count."""


@lru_cache(_LISTS)
def _listed_open(states: tuple[str, ...] | None, every: bool, by_tag: bool) -> _Listed:
    going_on: Any = select(_request.id.label("number")).where(text(GOING_ON), _asked_for)
    if states is not None:
        there = exists().where(_its_order, _order.state.in_(states))
        going_on = going_on.where(or_(there, ~exists().where(_its_order)))
    # Nobody agrees to it any more, but there is an unpaid order.
    unpaid: Any = select(_order.request_id.label("number")).distinct()
    unpaid = unpaid.where(_order.state == "to_pay", _order.checked != "differs")
    unpaid = unpaid.join(table_of(tables.RequestRow), _request.id == _order.request_id).where(_called_off)
    parts = [going_on, unpaid]
    return _of(parts if every else [part.where(SHOWN) for part in parts], by_tag)


@lru_cache(_LISTS)
def _listed(
    order_states: tuple[str, ...] | None, teams: tuple[int | None, ...], own: tuple[int, ...], by_tag: bool
) -> _Listed:
    theirs = [_of_team(order_states, team).where(_request.requester_id == _reader) for team in own]
    return _of([*(_of_team(order_states, team) for team in teams), *theirs], by_tag)


def _of_team(order_states: tuple[str, ...] | None, team: int | None) -> Any:
    """Requests of a team, by the state of their orders if given, through the fastest index.

    A draft that ended is listed for its requester alone, as long as nobody was ever asked for it.
    """
    having: Any = select(_order.request_id.label("number")).distinct()
    having = having.where(_order.state.in_(order_states or ()), _order.checked != "differs")
    if order_states is not None and team == _ANY:
        return having
    if order_states is not None and order_states != _MOST_ORDERS:
        own = having.join(table_of(tables.RequestRow), _request.id == _order.request_id)
        return own.where(_request.team_id == team)
    # What was split is listed by its parts.
    mine: Any = select(_request.id.label("number")).where(_request.state != "draft", _request.parts == 0)
    if order_states is None:
        mine = mine.where(or_(text(EVER_ASKED), _request.requester_id == _reader))
    else:
        mine = mine.where(exists().where(_its_order, _order.state.in_(order_states)))
    return mine if team == _ANY else mine.where(_request.team_id == team)


def _of(parts: Sequence[Any], by_tag: bool) -> _Listed:
    """Takes from each part only what can be shown or counted: SQLite would sort everything that it joins."""
    most = given("most", Integer)
    if by_tag:
        tagged = select(_asked.request_id).where(_asked.tag.in_(given_all("tags")), _asked.tag != "")
        parts = [part.where(part.selected_columns[0].in_(tagged)) for part in parts]
    first = [select(part.order_by(desc("number")).limit(most).subquery().c.number) for part in parts]
    numbers = union_all(*first).subquery()
    page = select(numbers.c.number).order_by(numbers.c.number.desc()).offset(_offset).limit(LIMIT)
    total = select(func.count()).select_from(select(numbers.c.number).limit(most).subquery())
    return Scalars(page), Scalars(total)


@lru_cache
def _worded(shared: bool, states: tuple[str, ...] | None, still_open: bool, every: bool) -> _Listed:
    """Takes what the words find by number from the end: whatever else is asked is looked up until the page is full."""
    there, number, fit = order_words.index(shared)
    listed = [_request.state != "draft", _request.parts == 0, or_(text(EVER_ASKED), _request.requester_id == _reader)]
    if not every:
        listed.append(SHOWN)
    if still_open:
        unpaid = and_(_called_off, exists().where(_its_order, _order.state == "to_pay"))
        listed.append(or_(_asked_for, unpaid))
    elif states is not None:
        listed.append(exists().where(_its_order, _order.state.in_(states)))
    both = there.join(table_of(tables.RequestRow), _request.id == number)
    found: Any = select(number.label("number")).select_from(both).where(fit, *listed).order_by(number.desc())
    counted = select(func.count()).select_from(found.limit(given("most", Integer)).subquery())
    return Scalars(found.offset(_offset).limit(LIMIT)), Scalars(counted)
