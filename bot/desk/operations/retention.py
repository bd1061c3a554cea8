"""Forgets what nobody needs any more: texts of updates and messages, drafts that nobody asked for, old questions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.desk.shared.isolated import each, others_first
from bot.desk.shared.verbs import Verbs
from bot.purchasing.events.operations import DraftsDropped

EVERY = timedelta(hours=1)
"""How often it is looked whether something's time is over."""
AT_ONCE = 50
"""The most rows of one transaction, which others wait for."""
DRAFTS_AT_ONCE = 5
MOST_ROUNDS = 400
"""The most transactions of one kind in a run; what is left, as after an update of a large installation, goes later."""
INVITATIONS_KEPT = timedelta(days=30)
WAYBILLS_KEPT = timedelta(days=60)

Step = Callable[[datetime], Awaitable[int]]
"""Takes a few rows that are old at this time and returns how many; none if nothing is left."""


@dataclass(frozen=True)
class KeptFor:
    """How long texts stay that nobody needs any more (KEEP_UPDATES_DAYS, KEEP_MESSAGES_DAYS, KEEP_DRAFTS_DAYS)."""

    updates: timedelta = timedelta(days=1)
    messages: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=7)


AS_A_RULE = KeptFor()


@dataclass(eq=False)
class Retention(Verbs):
    """Works in small transactions with room between them, so that no tap waits for it."""

    _kept: KeptFor

    async def round(self) -> None:
        """Forget everything whose time is over; a kind that fails does not stop the others.

        Numbers stay: of an update, so that it never takes effect again; of a message, so that it is never sent again.
        By a clock that no service confirms, nothing is old.
        """
        async with self._ledger.read() as uow:
            now = uow.now
        if not self._ledger.sure_of_time:
            return
        steps: tuple[Step, ...] = (
            self._empty_updates, self._empty_messages, self._drop_drafts, self._take_buttons_off, self._drop_the_rest,
        )  # fmt: skip
        await each(steps, partial(self._until_nothing_is_left, now))

    async def _until_nothing_is_left(self, now: datetime, step: Step) -> None:
        for _ in range(MOST_ROUNDS):
            if not await step(now):
                return
            await others_first()

    async def _empty_updates(self, now: datetime) -> int:
        async with self._ledger.change() as uow:
            return await uow.retention.empty_updates(now - self._kept.updates, AT_ONCE)

    async def _empty_messages(self, now: datetime) -> int:
        async with self._ledger.change() as uow:
            return await uow.retention.empty_messages(now - self._kept.messages, AT_ONCE)

    async def _take_buttons_off(self, now: datetime) -> int:
        """Owe every chat that shows an old draft the end of its buttons; the draft itself goes in a later run."""
        async with self._ledger.read() as uow:  # the search may take long, and must keep nobody from writing
            drafts = await uow.retention.drafts_still_shown(now - self._kept.drafts, DRAFTS_AT_ONCE)
        if not drafts:
            return 0
        owed = 0
        async with self._ledger.change() as uow:
            for number in drafts:
                chats = {live.place.chat_id for live in await uow.outbox.with_live_buttons(number)}
                for chat_id in sorted(chats | set(await uow.cards.chats(number))):
                    owed += await uow.outbox.owe_no_buttons(number, chat_id)
        return owed

    async def _drop_drafts(self, now: datetime) -> int:
        """Delete drafts of which no message offers anything any more; what they held of a list waits there again."""
        async with self._ledger.read() as uow:
            drafts = await uow.retention.unseen_drafts(now - self._kept.drafts, DRAFTS_AT_ONCE)
        if not drafts:
            return 0
        async with self._ledger.change() as uow:
            drafts = await uow.retention.still_unseen(drafts, now - self._kept.drafts)
            if drafts:
                for number in drafts:
                    await uow.lists.give_back(number)
                await uow.retention.drop_drafts(drafts)
                await uow.record(DraftsDropped(numbers=drafts))
        return len(drafts)

    async def _drop_the_rest(self, now: datetime) -> int:
        async with self._ledger.change() as uow:
            await uow.retention.drop_lapsed(now, now - INVITATIONS_KEPT)
            await uow.retention.drop_of_finding(now - self._kept.drafts)
            await uow.retention.drop_of_arrivals(
                drafts=now - self._kept.drafts, photos=now - self._kept.messages, waybills=now - WAYBILLS_KEPT
            )
        return 0
