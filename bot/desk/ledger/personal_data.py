"""Who is to be forgotten, and who was; and what is stored of a person, taken out of the database step by step.

Each step can be repeated.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, and_, cast, exists, func, or_, select, text, tuple_, type_coerce

from bot.desk.ledger import rows_and_values, stored_notices
from bot.desk.ledger.facts import APP_SESSIONS, EDITED, OF_A_PERSON, WithFacts
from bot.desk.ledger.mapper import Mapper, Repository
from bot.purchasing.lifecycle import OutboxState
from bot.purchasing.people.forgotten import FORMER, Forgotten, erase_words
from bot.purchasing.person import Person
from bot.purchasing.snapshot import Snapshot, without_note
from bot.purchasing.text import one_line
from storage import tables
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all
from storage.queries.write_rows import add_if_new, change, deleting, setting
from storage.tables.base import Moment
from storage.tables.messages import NO_TEXT, NOT_EMPTIED
from storage.tables.requests import GOING_ON

WANTED, BEGUN, REST, DONE, REFUSED = "wanted", "begun", "rest", "done", "refused"
PAGE = 1000
_DIGITS, _LOWEST = 19, -(1 << 62)


@dataclass(frozen=True)
class Erasure:
    """One erasure; `asked_at` (UTC) is what it is known by, in the database and outside."""

    person_id: int
    asked_at: datetime
    by: str
    """`self`, `terminal` or `restored`."""
    state: str


_ERASURES = Mapper(Erasure, tables.ErasureRow)
_PEOPLE = Mapper(Person, tables.PersonRow)
_erasure, _person = columns(tables.ErasureRow), columns(tables.PersonRow)
_ONE = _ERASURES.query(_erasure.person_id == given("person"), _erasure.asked_at == given("at", Moment))
_DUE = _ERASURES.query(_erasure.next_at <= given("now", Moment), order=(_erasure.asked_at, _erasure.person_id))
_CARRIED_OUT = _ERASURES.query(_erasure.state.in_((REST, DONE)), order=(_erasure.asked_at,))
_PERSON = _PEOPLE.query(_person.id == given("person"))
_PEOPLE_AFTER = Rows(tables.PersonRow, _person.id > given("after"), order=(_person.id,), limit=PAGE)


class ErasureRepository(Repository):
    """Loads and records erasures in one transaction."""

    async def find(self, person_id: int, asked_at: datetime) -> Erasure | None:
        return await _ONE.first(self._session, person=person_id, at=asked_at)

    async def due(self) -> tuple[Erasure, ...]:
        """Those that are not over and whose turn it is, oldest first."""
        return await _DUE.all(self._session, now=self._now)

    async def forgotten(self) -> dict[int, datetime]:
        """Everybody of whom nothing is left but what goes on, with the moment of their last erasure."""
        return {each.person_id: each.asked_at for each in await _CARRIED_OUT.all(self._session)}

    async def add(self, erasure: Erasure) -> bool:
        """Record it, for now; False if it is there already."""
        return await add_if_new(self._session, tables.ErasureRow, **vars(erasure), next_at=self._now)

    async def move(self, erasure: Erasure, state: str, next_at: datetime | None) -> bool:
        """Move it on; False if somebody else did meanwhile."""
        values = {"state": state, "next_at": next_at, "ended_at": self._now if next_at is None else None}
        key = {"person_id": erasure.person_id, "asked_at": erasure.asked_at, "state": erasure.state}
        return await change(self._session, tables.ErasureRow, key, values) == 1

    async def called(self, who: str) -> tuple[Person, ...]:
        """Everybody who is meant by a number, a username after an @, or a whole name."""
        if who.isascii() and who.isdigit():
            return await _PERSON.all(self._session, person=int(who)) if len(who) < _DIGITS else ()
        found, after = list[Person](), _LOWEST
        while page := await _PEOPLE_AFTER.all(self._session, after=after):
            found += [_PEOPLE.value(row) for row in page if _is_called(row.name, row.username, who)]
            after = page[-1].id
        return tuple(found)


def _is_called(name: str, username: str, who: str) -> bool:
    if who.startswith("@"):
        return bool(username) and username.casefold() == who[1:].casefold()
    return name != FORMER and one_line(name).casefold() == one_line(who).casefold()


NOTE_SENT = 500
"""So many characters of a note went to 1688."""
WORDLESS = ("card", "buttons")
"""Messages that say nothing of their own: they take the buttons off what somebody has."""
OVER = ("refused", "abandoned", "withdrawn", "placed")
"""Attempts that have ended once their request has: one with an order, too."""

_request, _attempt, _line, _list = (
    columns(each) for each in (tables.RequestRow, tables.AttemptRow, tables.AskedLineRow, tables.ListLineRow)
)
_in, _out, _fact, _dialog = (
    columns(each) for each in (tables.InboxRow, tables.OutboxRow, tables.FactRow, tables.DialogRow)
)
_beside, _invitation = columns(tables.JournalPersonalRow), columns(tables.InvitationRow)
_decision, _question, _proposal = (
    columns(each) for each in (tables.DecisionRow, tables.QuestionRow, tables.ProposalRow)
)
_whom, _until, _now = given("person"), given("until", Moment), given("now", Moment)
_going_on, _theirs = text(GOING_ON), _request.requester_id == _whom
_over = ~_request.state.in_(("draft", "pending", "approved"))
_added = exists().where(_line.request_id == _request.id, _line.added_by == _whom)
_by_hand = exists().where(_attempt.request_id == _request.id, _attempt.by_hand == _whom)
_voted = exists().where(_decision.request_id == _request.id, _decision.approver_id == _whom)
_asked = exists().where(_question.request_id == _request.id, _question.asker_id == _whom)
_answer = columns(tables.SellerAnswerRow)
_pasted = exists().where(_answer.request_id == _request.id, _answer.person_id == _whom)
_LIVE = Scalars(
    select(_request.id)
    .where(_going_on, _request.state != "draft", _request.created_at <= _until, or_(_theirs, _added, _by_hand))
    .order_by(_request.id)
)
_SHOWN_ON = Scalars(
    select(_request.id).where(_going_on, or_(_added, _voted, _asked, _pasted, _theirs)).order_by(_request.id)
)
_NAMES: Any = select(_person.name, _person.username).where(_person.id == _whom)
_NAMES_IN_JOURNAL = Scalars(
    select(_beside.value)
    .where(_beside.person_id == _whom)
    .where(or_(_beside.field.in_(("person", "by", "delegate")), _beside.field.like("%.name")))
    .distinct()
)
_MESSAGES = Rows(tables.OutboxRow, _out.id.in_(given_all("ids")), order=(_out.id,))
_took_effect = or_(_in.state != "new", _in.acted_at.is_not(None))
_EMPTY_UPDATES = setting(
    tables.InboxRow,
    tuple_(_in.bot_id, _in.update_id).in_(given_all("keys")),
    _took_effect,
    **NO_TEXT,
    state="done",
)
_ENDED = Rows(
    tables.RequestRow, _theirs, _request.id > given("after"), _over, _request.created_at <= _until,
    order=(_request.id,), limit=LIMIT,
)  # fmt: skip
_ENDED_ATTEMPTS: Any = select(_attempt.id, _attempt.request_id, _attempt.body, _attempt.note, _attempt.answer).where(
    _attempt.request_id.in_(given_all("requests")), _attempt.state.in_(OVER)
)


_cost = columns(tables.OtherCostRow)
_errand = columns(tables.ErrandRow)
_live = select(_request.id).where(_going_on, _request.state != "draft")
_their_votes = (_decision.approver_id == _whom, _decision.created_at <= _until)
_declined = select(_decision.request_id).where(*_their_votes, _decision.verdict == "decline")
_their_ended = select(_request.id).where(_theirs, _over, _request.created_at <= _until)
_TAKE_WORDS = (
    setting(
        tables.AskedLineRow, _line.added_by == _whom, _line.added_at <= _until, _line.request_id.not_in(_live),
        wanted="", note="", obstacle=None,
    ),
    setting(tables.ListLineRow, _list.added_by == _whom, _list.added_at <= _until, wanted="", note=""),
    setting(tables.RequestRow, _request.id.in_(_declined), _request.closed_reason == "declined", closed_words=""),
    setting(tables.DecisionRow, *_their_votes, reason=""),
    # Nobody waits for an answer any more.
    setting(
        tables.QuestionRow, _question.asker_id == _whom, _question.asked_at <= _until,
        text="", let_go_at=func.coalesce(_question.let_go_at, _now),
    ),
    setting(tables.QuestionRow, _question.request_id.in_(_their_ended), answer=""),
    setting(tables.SellerAnswerRow, _answer.person_id == _whom, _answer.at <= _until, text=""),
    setting(tables.ErrandRow, _errand.person_id == _whom, _errand.at <= _until, words=""),
    setting(tables.OtherCostRow, _cost.person_id == _whom, _cost.at <= _until, words="", file_id=""),
)  # fmt: skip
_comparison, _wish = columns(tables.ComparisonRow), columns(tables.WishRow)
_of_drafts = select(f"{EDITED.name}:" + cast(_request.id, String)).where(_theirs)
_DROP_PRIVATE = (
    deleting(tables.DialogRow, or_(_dialog.person_id == _whom, _dialog.chat_id == _whom)),
    deleting(tables.FactRow, _fact.name.in_(_of_drafts)),
    deleting(tables.ChatRow, columns(tables.ChatRow).id == _whom),
    deleting(tables.WishRow, _wish.comparison_id.in_(select(_comparison.id).where(_comparison.person_id == _whom))),
    *(
        deleting(each, columns(each).person_id == _whom)
        for each in (
            tables.CountDraftRow, tables.ArrivalPhotoRow, tables.WaybillRow, tables.SearchRow, tables.WishRow,
            tables.ComparisonRow,
        )
    ),
    setting(
        tables.InvitationRow,
        _invitation.made_by == _whom, _invitation.used_by.is_(None), _invitation.expires_at > _now, expires_at=_now,
    ),
)  # fmt: skip


class PersonalDataRepository(WithFacts):
    """Finds and takes out what is stored of somebody, in one transaction."""

    async def live_requests(self, person_id: int, until: datetime) -> tuple[int, ...]:
        """Requests made until then that go on and are theirs, hold lines of theirs, or are ordered by them by hand.

        Drafts of their own are not among them: they end with them.
        """
        return await _LIVE.all(self._session, person=person_id, until=until)

    async def shown_on(self, person_id: int) -> tuple[int, ...]:
        """Requests that go on and whose cards may name them: they asked for it, voted, asked back, or added a line."""
        return await _SHOWN_ON.all(self._session, person=person_id)

    async def known(self, person_id: int) -> Forgotten:
        """Who they are, by every name that is known of them."""
        sessions = await self._facts.get(APP_SESSIONS.of(person_id))
        names = {each.name for each in sessions or ()}
        for row in await self._rows(_NAMES, person=person_id):
            names |= set(row)
        in_journal = await _NAMES_IN_JOURNAL.all(self._session, person=person_id)
        names |= {each for each in in_journal if isinstance(each, str)}
        return Forgotten(person_id, frozenset(filter(None, names - {FORMER})))

    async def erase_in_messages(self, whom: Forgotten, after: int, limit: int) -> int | None:
        """Take them out of the next messages after this number that went to them or may name them; the last one's.

        One to them is dropped; one that was sent keeps what its buttons need; any other loses their name and words.
        None if there is none left.
        """
        payload = type_coerce(_out.payload, Text)
        named = [payload.contains(each, autoescape=True) for each in whom.needles]
        theirs = and_(_out.chat_id == whom.person_id, _out.kind.not_in(WORDLESS))
        query = select(_out.id).where(_out.id > after, text(NOT_EMPTIED), or_(theirs, *named))
        ids = await Scalars(query.order_by(_out.id).limit(limit)).all(self._session)
        for row in await _MESSAGES.all(self._session, ids=ids):
            sent = row.state == OutboxState.SENT.value
            emptied: dict[str, Any] = {"payload": stored_notices.emptied(row.payload), "emptied_at": self._now}
            if row.chat_id == whom.person_id:
                values = emptied | {"waits_until": None}
                if not sent:  # whoever is sending it just now holds an older claim, and records nothing any more
                    ended = {"state": OutboxState.SENT.value, "sent_at": self._now, "error": "forgotten"}
                    values |= ended | {"epoch": row.epoch + 1}
            else:
                rewritten = whom.message(row.kind, row.payload)
                if rewritten == row.payload:
                    continue
                values = emptied if sent else {"payload": rewritten}
            await change(self._session, tables.OutboxRow, {"id": row.id}, values)
        return ids[-1] if ids else None

    async def empty_updates(self, whom: Forgotten, after: tuple[int, int], limit: int) -> tuple[int, int] | None:
        """Take the texts of the next updates after this (bot, number), done or set aside, that name them; the last one.

        Their numbers stay. One that was set aside needs nobody any more. None if there is none left.
        """
        named = [_in.raw.contains(each, autoescape=True) for each in whom.needles]
        later = tuple_(_in.bot_id, _in.update_id) > tuple_(*after)
        query: Any = select(_in.bot_id, _in.update_id, _in.raw).where(later, _took_effect, _in.raw != "")
        query = query.where(or_(*named)).order_by(_in.bot_id, _in.update_id).limit(limit)
        rows = await self._rows(query)
        if keys := [(row.bot_id, row.update_id) for row in rows if whom.is_in(row.raw)]:
            await self._run(_EMPTY_UPDATES, keys=keys)
        return (rows[-1].bot_id, rows[-1].update_id) if rows else None

    async def erase_in_requests(self, person_id: int, until: datetime, after: int, limit: int) -> int | None:
        """Take their words out of the next requests that they made until then and that are over, and of what was sent.

        Returns the number of the last one; None if there is none left.
        """
        rows = await _ENDED.all(self._session, person=person_id, until=until, after=after, limit=limit)
        if not rows:
            return None
        words = dict[int | None, set[str]]()
        for row in rows:
            snapshots = _snapshots(row)
            words[row.id] = _words(row, snapshots)
            if values := _without_words(row, snapshots):
                await change(self._session, tables.RequestRow, {"id": row.id}, values)
        attempts = await self._rows(_ENDED_ATTEMPTS, requests=list(words))
        for attempt in attempts:
            theirs = words[attempt.request_id]
            sent = {"answer": attempt.answer, "note": attempt.note, "body": attempt.body}
            values = {name: erase_words(said, theirs) for name, said in sent.items() if said is not None}
            if any(values[name] != sent[name] for name in values):
                await change(self._session, tables.AttemptRow, {"id": attempt.id}, values)
        return rows[-1].id

    async def take_words(self, person_id: int, until: datetime) -> None:
        """Take what they typed beside requests of others until then."""
        for statement in _TAKE_WORDS:
            await self._run(statement, person=person_id, until=until, now=self._now)

    async def erase_in_proposals(self, whom: Forgotten) -> None:
        """Take them out of the changes that were proposed."""
        named = type_coerce(_proposal.change, Text)
        proposals = Rows(tables.ProposalRow, or_(*(named.contains(each, autoescape=True) for each in whom.needles)))
        for row in await proposals.all(self._session):
            if (without_person := whom.without_person(row.change)) != row.change:
                await change(self._session, tables.ProposalRow, {"id": row.id}, {"change": without_person})

    async def drop_private(self, person_id: int) -> None:
        """Delete their questions, facts, private chat, photos, waybills, searches, comparisons and begun counts.

        Invitations that nobody used are void.
        """
        for statement in _DROP_PRIVATE:
            await self._run(statement, person=person_id, now=self._now)
        named = or_(*(_fact.name.like(each.of_person(person_id)) for each in OF_A_PERSON))
        facts: Any = deleting(tables.FactRow, named)
        await self._run(facts)

    async def forget_person(self, person_id: int) -> None:
        """Of the person only the number stays."""
        nothing = {"name": FORMER, "username": "", "language": "", "reachable": False, "notify": None}
        await change(self._session, tables.PersonRow, {"id": person_id}, nothing | {"seen_at": self._now})


def _snapshots(row: Any) -> dict[str, list[Snapshot]]:
    single = {name: rows_and_values.load_snapshot(getattr(row, name)) for name in ("snapshot", "previous", "approved")}
    passed = [rows_and_values.load_snapshot(each) for each in row.passed or ()]
    found = {name: [each] for name, each in single.items() if each is not None}
    return found | ({"passed": [each for each in passed if each is not None]} if passed else {})


def _words(row: Any, snapshots: dict[str, list[Snapshot]]) -> set[str]:
    """What a requester typed that may have gone to 1688."""
    notes = {each.note for kept in snapshots.values() for each in kept} | {row.note}
    return notes | {each[:NOTE_SENT] for each in notes}


def _without_words(row: Any, snapshots: dict[str, list[Snapshot]]) -> dict[str, Any]:
    """The columns of a request that change when its requester's words go."""
    texts = {name: "" for name in ("wanted", "note", "why") if getattr(row, name)}
    if row.closed_words and row.closed_reason != "declined":
        texts["closed_words"] = ""
    values: dict[str, Any] = {**texts, **({"obstacle": None} if row.obstacle is not None else {})}
    for name, kept in snapshots.items():
        without = [without_note(each) for each in kept]
        if any(each.note or any(part.note for part in each.parts) for each in kept):
            dumped = [rows_and_values.dump_snapshot(each) for each in without]
            values[name] = dumped if name == "passed" else dumped[0]
    return values
