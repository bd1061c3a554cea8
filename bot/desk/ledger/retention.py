"""What is emptied or deleted because its time is over, in one transaction; each call takes a few rows at most."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import stored_notices
from bot.desk.ledger.facts import EDITED
from storage import tables
from storage.queries import retention


class RetentionLedger:
    """Empties texts and deletes drafts; returns how many rows it took, so that its caller knows whether more wait."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def empty_done_updates(self, before: datetime, limit: int) -> int:
        """Empty updates that were done before then."""
        return await self._empty(await retention.texts_of_done(self._session, before, limit))

    async def empty_read_updates(self, limit: int) -> int:
        """Empty updates that were given up, once a person has read about them."""
        return await self._empty(await retention.texts_of_dead(self._session, limit))

    async def _empty(self, keys: Sequence[tuple[int, int]]) -> int:
        await retention.empty_updates(self._session, keys)
        return len(keys)

    async def empty_sent(self, before: datetime, limit: int) -> int:
        """Take the texts out of messages that were sent before then."""
        return await self._empty_messages(await retention.texts_of_sent(self._session, before, limit))

    async def empty_undelivered(self, before: datetime, limit: int) -> int:
        """The same for messages that were given up, once a person has read about them."""
        return await self._empty_messages(await retention.texts_of_undelivered(self._session, before, limit))

    async def _empty_messages(self, rows: Sequence[tables.OutboxRow]) -> int:
        """A message with buttons that may stop holding keeps what says when they do."""
        over = [row.id for row in rows if row.id is not None and not row.buttons_live]
        await retention.empty_messages(self._session, over, {}, self._now)
        for row in rows:
            if row.id is not None and row.buttons_live:
                await retention.empty_messages(self._session, [row.id], stored_notices.emptied(row.payload), self._now)
        return len(rows)

    async def drafts_still_shown(self, before: datetime, limit: int) -> tuple[int, ...]:
        """Drafts nobody was asked for that ended before then, while messages still carry buttons of them."""
        return tuple(await retention.still_shown(self._session, before, limit))

    async def unseen_drafts(self, before: datetime, limit: int) -> tuple[int, ...]:
        """The same, if no message carries buttons of them any more."""
        return tuple(await retention.unseen(self._session, before, limit))

    async def still_unseen(self, numbers: tuple[int, ...], before: datetime) -> tuple[int, ...]:
        """Those of these that are such drafts still."""
        return tuple(await retention.unseen_of(self._session, numbers, before))

    async def drop_drafts(self, numbers: tuple[int, ...]) -> None:
        """Delete these drafts; their numbers are never given again."""
        facts = [EDITED.of(number).name for number in numbers]
        await retention.drop_drafts(self._session, numbers, facts, self._now)

    async def drop_dialogs(self, now: datetime) -> int:
        """Delete questions that have lapsed."""
        return await retention.drop_dialogs(self._session, now)

    async def drop_invitations(self, before: datetime) -> int:
        """Delete invitations that ended before then."""
        return await retention.drop_invitations(self._session, before)
