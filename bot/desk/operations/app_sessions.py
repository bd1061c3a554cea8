"""Sessions of the Mini App: who may ask by which token, and until when; rights are judged at each call."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import APP_SESSIONS, AppSession
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import Stranger
from bot.desk.shared.verbs import Verbs
from bot.purchasing.person import Person

SESSION_LIFE = timedelta(hours=12)
MOST_SESSIONS = 5
"""The most sessions of one person; a new one ends the oldest."""
_TOKEN_BYTES = 32
_MOST_DIGITS = 16


@dataclass(eq=False)
class AppSessions(Verbs):
    """All processes know them: the next call may reach another one. Only a hash of a token is stored."""

    _people: People

    async def open(self, by: Person) -> str:
        """A new session: the person's number and a token, which nobody can read again. Refusal for a stranger."""
        if not await self._people.known(by.id):
            raise Refusal(Stranger(person_id=by.id))
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        async with self._ledger.change() as uow:
            sessions = APP_SESSIONS.of(by.id)
            await uow.leases.one_at_a_time(sessions.name)
            stored = await uow.facts.get(sessions)
            live = _live(stored, uow.now)
            new = AppSession(_hash(token), uow.now + SESSION_LIFE, by.name, by.language)
            await uow.facts.put(sessions, (*live, new)[-MOST_SESSIONS:])
        return f"{by.id}.{token}"

    async def person(self, session: str) -> Person | None:
        """Whose session it is; None if it is nobody's, or not any more."""
        number, _, token = session.partition(".")
        if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
            return None
        async with self._ledger.read() as uow:
            stored = await uow.facts.get(APP_SESSIONS.of(int(number)))
            live = _live(stored, uow.now)
        own = next((each for each in live if hmac.compare_digest(each.hash, _hash(token))), None)
        return None if own is None else Person(int(number), own.name, own.language)


def _live(sessions: tuple[AppSession, ...] | None, now: datetime) -> tuple[AppSession, ...]:
    """The sessions that have not ended."""
    return tuple(each for each in sessions or () if each.until > now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
