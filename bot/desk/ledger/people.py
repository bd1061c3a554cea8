"""People and chats in the database, and tokens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.requests.purchase import Person
from storage import tables
from storage.queries import people, requests
from storage.queries.write_rows import change, put

DIALOG_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class StoredDialog:
    """A question that waits for a typed answer, as it is stored."""

    kind: str
    request_id: int | None
    facts: dict[str, Any]


class PeopleLedger:
    """Loads and records people, chats, dialogs and tokens in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def person(self, person_id: int) -> Person | None:
        row = await people.person(self._session, person_id)
        return None if row is None else rows_and_values.person(row)

    async def put_person(self, person: Person, reachable: bool | None) -> None:
        """Store a person as Telegram names them now; `reachable` None leaves that field as it is."""
        values = {"name": person.name.replace(FORMER, ""), "language": person.language, "seen_at": self._now}
        reach = {} if reachable is None else {"reachable": reachable}
        new = {"username": "", "reachable": False} | values | reach
        await put(self._session, tables.PersonRow, {"id": person.id}, new, again=tuple(values | reach))

    async def set_reachable(self, person_id: int, reachable: bool) -> None:
        await change(self._session, tables.PersonRow, {"id": person_id}, {"reachable": reachable})

    async def put_chat(self, chat_id: int, kind: str, title: str) -> None:
        row = await people.chat(self._session, chat_id)
        if row is None:
            values = {"kind": kind, "title": title}
            await put(self._session, tables.ChatRow, {"id": chat_id}, values)
        elif (row.kind, row.title) != (kind, title):
            await change(self._session, tables.ChatRow, {"id": chat_id}, {"kind": kind, "title": title})

    async def hears_all(self, chat_id: int, hears: bool) -> bool:
        """Store whether the bot sees every message in a group; returns True if the group must be told (again)."""
        row = await people.chat(self._session, chat_id)
        if row is None or (row.told_privacy_at is not None and row.hears_all == hears):
            return False
        values = {"hears_all": hears, "told_privacy_at": self._now}
        return await change(self._session, tables.ChatRow, {"id": chat_id}, values) == 1

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group continues under a new id: move its requests and dialogs there; cards are posted again."""
        await change(self._session, tables.ChatRow, {"id": old_chat_id}, {"migrated_to": new_chat_id})
        old = await people.chat(self._session, old_chat_id)
        await self.put_chat(new_chat_id, "supergroup", old.title if old else "")
        await change(self._session, tables.RequestRow, {"chat_id": old_chat_id}, {"chat_id": new_chat_id})
        await change(self._session, tables.DialogRow, {"chat_id": old_chat_id}, {"chat_id": new_chat_id})

    async def ask(self, chat_id: int, person_id: int, kind: str, request_id: int | None, facts: dict[str, Any]) -> None:
        """Ask a person in a chat a question; it replaces the one before."""
        values = {"kind": kind, "request_id": request_id, "facts": facts, "expires_at": self._now + DIALOG_LIFE}
        await put(self._session, tables.DialogRow, {"chat_id": chat_id, "person_id": person_id}, values)

    async def dialog(self, chat_id: int, person_id: int) -> StoredDialog | None:
        """The waiting question, unless it has expired."""
        row = await requests.dialog(self._session, chat_id, person_id)
        if row is None or row.expires_at <= self._now:
            return None
        return StoredDialog(row.kind, row.request_id, row.facts or {})

    async def forget_dialog(self, chat_id: int, person_id: int) -> None:
        await requests.forget_dialog(self._session, chat_id, person_id)

    async def tokens(self) -> tuple[str, Tokens] | None:
        """The source of the stored tokens, and the tokens."""
        row = await people.token(self._session)
        if row is None:
            return None
        return row.source, Tokens(
            row.access_token, row.access_expires_at, row.refresh_token, row.refresh_expires_at, row.first_seen_at
        )

    async def put_tokens(self, source: str, tokens: Tokens) -> None:
        values = {
            "source": source,
            "access_token": tokens.access_token,
            "access_expires_at": tokens.access_expires_at,
            "refresh_token": tokens.refresh_token,
            "refresh_expires_at": tokens.refresh_expires_at,
            "first_seen_at": tokens.first_seen_at or self._now,
        }
        await put(self._session, tables.TokenRow, {"id": 1}, values)
