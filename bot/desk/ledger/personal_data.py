"""Takes what is stored of a person out of the database, step by step; each step can be repeated."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values, stored_notices
from bot.desk.ledger.facts import APP_SESSIONS, EDITED, OF_A_PERSON, FactLedger
from bot.purchasing.lifecycle import OutboxState
from bot.purchasing.people.forgotten import FORMER, Forgotten, erase_words
from bot.purchasing.request import Snapshot, without_note
from storage import tables
from storage.queries import erasing, people
from storage.queries.erasing import Update
from storage.queries.write_rows import change

NOTE_SENT = 500
"""So many characters of a note went to 1688."""


class PersonalDataLedger:
    """Finds and takes out what is stored of somebody, in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def live_requests(self, person_id: int, until: datetime) -> tuple[int, ...]:
        """Requests made until then that go on and are theirs, hold lines of theirs, or are ordered by them by hand.

        Drafts are not among them.
        """
        return tuple(await erasing.live_requests(self._session, person_id, until))

    async def drafts(self, person_id: int) -> tuple[int, ...]:
        return tuple(await erasing.drafts(self._session, person_id))

    async def shown_on(self, person_id: int) -> tuple[int, ...]:
        """Requests that go on and whose cards may name them."""
        return tuple(await erasing.shown_on(self._session, person_id))

    async def known(self, person_id: int) -> Forgotten:
        """Who they are, by every name that is known of them."""
        row = await people.person(self._session, person_id)
        sessions = await FactLedger(self._session, self._now).get(APP_SESSIONS.of(person_id))
        names = {each.name for each in sessions or ()}
        names |= {row.name, row.username} if row is not None else set()
        names |= set(await erasing.former_names(self._session, person_id))
        return Forgotten(person_id, frozenset(filter(None, names - {FORMER})))

    async def messages(self, whom: Forgotten, after: int, limit: int) -> tuple[int, ...]:
        """The next messages after this number that went to them or may name them."""
        return tuple(await erasing.messages(self._session, whom.person_id, whom.needles, after, limit))

    async def erase_in_messages(self, whom: Forgotten, ids: Sequence[int]) -> None:
        """Take them out of these messages.

        One to them is dropped; one that was sent keeps what its buttons need; any other loses their name and words.
        """
        for row in await erasing.messages_of(self._session, ids):
            values = self._dropped(row) if row.chat_id == whom.person_id else self._rewritten(whom, row)
            if values is not None:
                await erasing.set_on(self._session, tables.OutboxRow, row.id, **values)

    def _dropped(self, row: Any) -> dict[str, Any]:
        # Whoever is sending it just now holds an older claim, and records nothing any more.
        gone = self._emptied(row) | {"waits_until": None}
        unsent = {"state": OutboxState.SENT.value, "sent_at": self._now, "error": "forgotten", "epoch": row.epoch + 1}
        return gone if row.state == OutboxState.SENT.value else gone | unsent

    def _rewritten(self, whom: Forgotten, row: Any) -> dict[str, Any] | None:
        payload = whom.message(row.kind, row.payload)
        if payload == row.payload:
            return None
        return self._emptied(row) if row.state == OutboxState.SENT.value else {"payload": payload}

    def _emptied(self, row: Any) -> dict[str, Any]:
        return {"payload": stored_notices.emptied(row.payload), "emptied_at": self._now}

    async def updates(self, whom: Forgotten, after: tuple[int, int], limit: int) -> list[Update]:
        """The next updates after this (bot, number) whose text may name them."""
        return await erasing.updates(self._session, whom.needles, after, limit)

    async def empty_updates(self, found: Sequence[Update]) -> None:
        """Take the texts of these updates; their numbers stay."""
        await erasing.empty_updates(self._session, [(each.bot_id, each.update_id) for each in found])

    async def erase_in_requests(self, person_id: int, until: datetime, after: int, limit: int) -> int | None:
        """Take their words out of the next requests that they made until then and that are over, and of what was sent.

        Returns the number of the last one; None if there is none left.
        """
        rows = await erasing.ended_requests(self._session, person_id, until, after, limit)
        if not rows:
            return None
        words = {row.id: _words(row) for row in rows}
        for row in rows:
            if changed := _without_words(row):
                await erasing.set_on(self._session, tables.RequestRow, row.id, **changed)
        for tried in await erasing.ended_attempts(self._session, list(words)):
            cleared = {
                name: erase_words(getattr(tried, name) or "", words[tried.request_id]) for name in ("body", "answer")
            }
            was = {"body": tried.body or "", "answer": tried.answer}
            if cleared != was:
                kept = cleared if tried.body is not None else {"answer": cleared["answer"]}
                await erasing.set_on(self._session, tables.AttemptRow, tried.id, **kept)
        return int(rows[-1].id)

    async def take_words(self, person_id: int, until: datetime) -> None:
        """Take what they typed beside requests of others until then."""
        await erasing.take_words(self._session, person_id, until, self._now)

    async def erase_in_proposals(self, whom: Forgotten) -> None:
        """Take them out of the changes that were proposed."""
        for row in await erasing.proposals(self._session, whom.needles):
            if (without_person := whom.without_person(row.change)) != row.change:
                await erasing.set_on(self._session, tables.ProposalRow, row.id, change=without_person)

    async def drop_private(self, person_id: int) -> None:
        """Delete their open questions, facts and private chat; their unused invitations are void."""
        facts = [each.of_person(person_id) for each in OF_A_PERSON]
        await erasing.drop_private(self._session, person_id, self._now, facts, f"{EDITED.name}:")

    async def forget_person(self, person_id: int) -> None:
        """Of the person only the number stays."""
        nothing = {"name": FORMER, "username": "", "language": "", "reachable": False, "notify": None}
        await change(self._session, tables.PersonRow, {"id": person_id}, nothing | {"seen_at": self._now})


def _snapshots(row: Any) -> dict[str, list[Snapshot]]:
    single = {name: rows_and_values.load_snapshot(getattr(row, name)) for name in ("snapshot", "previous", "approved")}
    passed = [rows_and_values.load_snapshot(each) for each in row.passed or ()]
    found = {name: [each] for name, each in single.items() if each is not None}
    return found | ({"passed": [each for each in passed if each is not None]} if passed else {})


def _words(row: Any) -> set[str]:
    """What a requester typed that may have gone to 1688."""
    notes = {each.note for kept in _snapshots(row).values() for each in kept} | {row.note}
    return notes | {each[:NOTE_SENT] for each in notes}


def _without_words(row: Any) -> dict[str, Any]:
    """The columns of a request that change when its requester's words go."""
    texts = {name: "" for name in ("wanted", "note", "why") if getattr(row, name)}
    if row.closed_words and row.closed_reason != "declined":
        texts["closed_words"] = ""
    values: dict[str, Any] = {**texts, **({"obstacle": None} if row.obstacle is not None else {})}
    for name, kept in _snapshots(row).items():
        without = [without_note(each) for each in kept]
        if any(each.note or any(part.note for part in each.parts) for each in kept):
            dumped = [rows_and_values.dump_snapshot(each) for each in without]
            values[name] = dumped if name == "passed" else dumped[0]
    return values
