"""Updates from Telegram: first recorded, then confirmed, then run in lanes until each is done once."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError

from bot.chat.transport.bot import App, Bot
from bot.chat.transport.failures import said, silent
from bot.chat.transport.lanes import Lanes
from bot.desk.ledger.inbox import WaitingUpdate
from bot.desk.messages.intake import Intake

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""All update types that are handled. An edited message changes a draft that it opened, and never acts otherwise.

Channel posts and reactions are not asked for.
"""
RETRY_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""How long an update waits after so many failed tries."""
AGAIN_SECONDS = 1.0
"""Between two tries to mark updates as done."""
_UNREADABLE = "an update that cannot be read"
_AHEAD = 200
"""The most recorded updates that are read beyond those already queued.

While so many are queued, those that come are parsed from their rows when it is their turn.
"""
ENOUGH = 64
"""The most updates that one of several processes holds; the rest is for the others."""
LOOK_SECONDS = 1.0
_NOTHING: Mapping[str, dict[str, Any]] = {}


class Ends(Protocol):
    """Tells people of their updates that end without an answer."""

    async def gave_up(self, update: Update | None, update_id: int, error: str) -> None:
        """It is set aside for this error; None if it cannot be read."""

    async def cut_off(self, update: Update) -> None:
        """It took effect, and its answer broke off."""


def lane_of(raw: dict[str, Any]) -> str:
    """The lane of a raw update: its chat; presses in a group, files and pictures have their own; `-`: unreadable.

    So no vote waits behind the messages of a group, and nobody waits for a sheet of thousands of rows or for 1688 to
    look at a picture. A picture in reply belongs to the card, and to the order of what is said about it.
    """
    for kind in ALLOWED_UPDATES:
        body = raw.get(kind)
        if not isinstance(body, dict):
            continue
        message = body.get("message") if kind == "callback_query" else body
        chat = message.get("chat") if isinstance(message, dict) else None
        for holder in (chat, body.get("from")):
            if isinstance(holder, dict) and isinstance(number := holder.get("id"), int):
                if kind == "callback_query":
                    return f"{number}:presses" if number < 0 else str(number)
                document = body.get("document")
                image = isinstance(document, dict) and str(document.get("mime_type", "")).startswith("image/")
                if (image or "photo" in body) and "reply_to_message" not in body:
                    return f"{number}:pictures"
                return f"{number}:files" if document is not None else str(number)
    return "-"


def is_talk(raw: dict[str, Any]) -> bool:
    """Whether a raw update is what somebody said in a group, or changed there: only that may be meant for others."""
    message = raw.get("message") or raw.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    return isinstance(chat, dict) and isinstance(chat.get("id"), int) and chat["id"] < 0


@dataclass(eq=False)
class OwnUpdate:
    """A recorded update that this process is to run; it is parsed once, however often it is tried."""

    row: WaitingUpdate
    _raw: dict[str, Any] | None = None
    """What its row holds, once that is parsed."""
    _update: Update | None = None

    def raw(self) -> dict[str, Any]:
        """What Telegram sent."""
        if self._raw is None:
            parsed: dict[str, Any] = json.loads(self.row.raw)
            self._raw = parsed
        return self._raw

    def update(self, bot: Bot) -> Update:
        """The same as the library knows it. A changed field of Telegram may make it fail in any way."""
        if self._update is None:
            self._update = Update.de_json(self.raw(), bot)
        return self._update


class Outcomes:
    """What became of updates, by their numbers; handlers note it, the inbox takes it."""

    def __init__(self) -> None:
        self._errors: dict[int, BaseException] = {}
        self._meant: set[int] = set()

    def failed(self, update_id: int, error: BaseException) -> None:
        self._errors[update_id] = error

    def meant(self, update_id: int) -> None:
        """The bot answered it, or did something because of it."""
        self._meant.add(update_id)

    def take(self, update_id: int) -> tuple[BaseException | None, bool]:
        """The error, and whether it was meant for the bot; asking forgets both."""
        known = update_id in self._meant
        self._meant.discard(update_id)
        return self._errors.pop(update_id, None), known


class Done:
    """Collects finished updates and marks all that finished meanwhile in one transaction; their lanes go on.

    If a verb changed something, the same transaction noted that its update took effect. After a crash before the mark
    an update that only read runs again; of one that took effect, its person is told that the answer broke off.
    """

    def __init__(self, mark: Callable[[Sequence[WaitingUpdate]], Awaitable[None]]) -> None:
        self._mark = mark
        self._rows: dict[int, WaitingUpdate] = {}
        self._some, self._none = asyncio.Event(), asyncio.Event()
        self._none.set()
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start marking."""
        self.task = asyncio.create_task(self._work(), name="inbox done")

    def put(self, row: WaitingUpdate) -> None:
        """Add a finished update."""
        self._rows[row.update_id] = row
        self._none.clear()
        self._some.set()

    def has(self, row: WaitingUpdate) -> bool:
        """Whether the update is finished and not marked yet."""
        return row.update_id in self._rows

    async def idle(self) -> None:
        """Wait until everything is marked."""
        await self._none.wait()

    async def stop(self) -> None:
        """Mark what is left, if possible; what is not marked runs again."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        await self._flushed()

    async def _work(self) -> None:
        while True:
            await self._some.wait()
            if not await self._flushed():
                await asyncio.sleep(AGAIN_SECONDS)

    async def _flushed(self) -> bool:
        """Mark what is collected; returns False if that failed: then it stays collected."""
        rows = list(self._rows.values())
        try:
            if rows:
                await self._mark(rows)
        except Exception as error:
            log.error("%d updates were not marked done: %s", len(self._rows), said(error))
            return False
        for row in rows:
            self._rows.pop(row.update_id, None)
        if not self._rows:
            self._some.clear()
            self._none.set()
        return True


class InboxDied(Exception):
    """A task that must live as long as the inbox has ended; its cause says why."""


class Inbox:
    """Takes an update from Telegram to its handler; poller and webhook pass updates to `accept`.

    If several processes share the recorded updates, this one takes a few lanes at a time, renews its claims, and runs
    nothing that another process has taken meanwhile.
    """

    def __init__(self, application: App, intake: Intake, outcomes: Outcomes, ends: Ends, workers: int = 8) -> None:
        self._app, self._intake, self._outcomes, self._ends = application, intake, outcomes, ends
        self._overheard: set[int] = set()
        """Updates that were run and not meant for the bot; those that are not marked done yet."""
        self._lanes: Lanes[OwnUpdate] = Lanes(self._run, workers)
        self._held: dict[int, OwnUpdate] = {}
        self._settled: set[int] = set()
        self._done = Done(self._mark_done)
        self._filling, self._looks = asyncio.Lock(), 0
        self._whole = False
        """Whether every recorded update that is not done is held here; then new ones can be queued without a query."""
        self._woken = asyncio.Event()
        self._renewed_at = time.monotonic()
        self._sharing: list[asyncio.Task[None]] = []
        self._again: asyncio.Task[None] | None = None

    @property
    def backlog(self) -> int:
        """Updates that are queued or running here."""
        return len(self._held)

    async def start(self) -> None:
        """Start the lanes, and run what an earlier run left undone."""
        self._lanes.start()
        self._done.start()
        if self._intake.lease is not None:
            self._sharing = [asyncio.create_task(self._look_around(), name="inbox")]
            self._sharing.append(asyncio.create_task(self._keep(self._intake.lease / 3), name="inbox claims"))
        await self._fill()

    async def accept(self, updates: Sequence[dict[str, Any]]) -> None:
        """Record raw updates in one transaction; after this they may be confirmed to Telegram."""
        rows: list[tuple[int, str, str]] = []
        parsed: dict[str, dict[str, Any]] = {}
        for raw in updates:
            if has_id(raw):
                written, is_whole = _written(raw)
                rows.append((raw["update_id"], lane_of(raw), written))
                if is_whole:
                    parsed[written] = raw
        if len(rows) < len(updates):
            log.error("%d updates without an id were dropped", len(updates) - len(rows))
        if rows and self._sharing:
            async with self._filling:
                # As many as have a free worker here; whoever has one elsewhere is woken for the rest.
                free = max(0, self._lanes.workers - len(self._held))
                self._queue(await self._intake.receive(self._app.bot.id, rows, free), parsed)
        elif rows:
            new = await self._intake.record(self._app.bot.id, rows)
            if new and self._whole:
                self._queue(new, parsed)
            else:
                await self._fill(parsed)

    def wake(self) -> None:
        """Look for updates: something was recorded, here or by another process."""
        self._woken.set()

    def look_again(self) -> None:
        """Look again for updates recorded earlier, although nothing new came."""
        if self._sharing:
            self.wake()
        elif self._again is None or self._again.done():
            self._again = asyncio.create_task(self._taken(), name="inbox, once more")

    async def idle(self) -> None:
        """Wait until everything taken is done or given up. Raises InboxDied if nobody is left who would do it."""

        async def rest() -> None:
            await self._lanes.idle()
            await self._done.idle()

        resting, failing = asyncio.create_task(rest()), asyncio.create_task(self.fails())
        try:
            await asyncio.wait({resting, failing}, return_when=asyncio.FIRST_COMPLETED)
            await (resting if resting.done() else failing)
        finally:
            resting.cancel()
            failing.cancel()

    async def fails(self) -> None:
        """Wait until one of the tasks in here ends although nobody stopped it. Raises InboxDied then."""
        working = [*self._lanes.tasks, *self._sharing, *([self._done.task] if self._done.task else [])]
        ended = (await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED))[0].pop()
        cause = None if ended.cancelled() else ended.exception()
        log.error("%s ended by itself", ended.get_name(), exc_info=cause)
        raise InboxDied(f"The bot does not answer any more ({ended.get_name()} ended). Start it again.") from cause

    async def stop(self, within: float = 10) -> None:
        """Finish what runs, within so many seconds; the rest is done at the next start, or by another process."""
        keeping = self._sharing[1:]
        looking = [*self._sharing[:1], *([self._again] if self._again else [])]
        for task in looking:
            task.cancel()
        await self._lanes.stop(within)
        await self._done.stop()
        for task in keeping:
            task.cancel()
        await asyncio.gather(*looking, *keeping, return_exceptions=True)
        if self._sharing:
            await self._intake.release(self._app.bot.id)

    async def _look_around(self) -> None:
        """Take recorded updates: at once when woken, and every second, since another process may have ended."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            await self._taken()

    async def _taken(self) -> None:
        try:
            await self._fill()
        except Exception as error:  # the database is unavailable: what is recorded stays recorded
            log.error("no updates could be taken: %s", said(error))

    async def _keep(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            try:
                await self._renew()
            except Exception as error:  # the claims may end; what another process takes is not run here
                log.error("the claims on updates were not renewed: %s", said(error))

    async def _renew(self) -> None:
        """Renew our claims; drop the updates that another process has taken."""
        before, held = time.monotonic(), dict(self._held)
        ours = await self._intake.renew(self._app.bot.id, held) if held else frozenset()
        self._renewed_at = before
        for update_id, own in held.items():
            if update_id not in ours and self._held.get(update_id) is own and not self._done.has(own.row):
                del self._held[update_id]

    async def _fill(self, parsed: Mapping[str, dict[str, Any]] = _NOTHING) -> None:
        """Queue what is recorded, not done and not held, until nothing is left or there is enough to do.

        `parsed` is as in `_queue`.
        """
        more, self._whole = True, False
        self._looks += 1
        try:
            while more and (not self._sharing or len(self._held) < ENOUGH):
                async with self._filling:
                    self._settled.clear()
                    most = ENOUGH if self._sharing else _AHEAD
                    rows = await self._intake.take(self._app.bot.id, most, self._held)
                    self._queue(rows, parsed)
                    more = len(rows) == most
        finally:
            self._looks -= 1
        self._whole = not more and not self._looks

    def _queue(self, rows: Sequence[WaitingUpdate], parsed: Mapping[str, dict[str, Any]]) -> None:
        """Queue these, with what was parsed of their texts, by text, if this process did so just now."""
        for row in rows:
            # A row that was settled while it was being read would otherwise run twice.
            if row.update_id not in self._held and row.update_id not in self._settled:
                raw = parsed.get(row.raw) if len(self._held) < _AHEAD else None
                own = OwnUpdate(row, raw)
                self._held[row.update_id] = own
                self._lanes.put(row.lane, own)

    async def _run(self, own: OwnUpdate) -> float | None:
        """Try one update once; returns the seconds until the next try, or None if none is needed."""
        row = own.row
        try:
            again = await self._try(own) if await self._is_ours(own) else None
        except (Exception, asyncio.CancelledError) as error:  # the inbox itself failed: the update stays recorded
            _heed(error)
            log.error("update %d could not be settled: %s", row.update_id, said(error))
            return RETRY_SECONDS[-1]
        if again is None and not self._done.has(row):
            self._settle(row)
        return again

    async def _is_ours(self, own: OwnUpdate) -> bool:
        """Whether the update is still ours; asks the database if our claim may have ended meanwhile."""
        lease = self._intake.lease
        if lease is not None and self._sharing and time.monotonic() - self._renewed_at > lease:
            await self._renew()
        return self._held.get(own.row.update_id) is own

    def _settle(self, row: WaitingUpdate) -> None:
        if self._looks:
            self._settled.add(row.update_id)
        own = self._held.get(row.update_id)
        if own is not None and own.row is row:
            del self._held[row.update_id]
        if self._sharing and len(self._held) == ENOUGH // 2:
            self.wake()

    async def _try(self, own: OwnUpdate) -> float | None:
        row = own.row
        try:
            update = own.update(self._app.bot)
        except Exception as error:  # a changed field of Telegram may fail in any way; only this update is at fault
            log.error("update %d cannot be read: %s", row.update_id, said(error))
            await self._intake.poison(self._app.bot.id, row, _UNREADABLE)
            await self._tell_of_the_end(None, row.update_id, _UNREADABLE)
            return None
        if row.acted_at is not None:
            await self._cut_off(update, row)
            return None
        try:
            await self._app.process_update(update)
        except (Exception, asyncio.CancelledError) as broken:  # a failure around the handlers is the update's too
            _heed(broken)
            self._outcomes.failed(row.update_id, broken)
        failure, was_meant = self._outcomes.take(row.update_id)
        if failure is None:
            if not was_meant and is_talk(own.raw()):
                self._overheard.add(row.update_id)
            self._done.put(row)
            return None
        log.error("update %d failed: %s", row.update_id, said(failure), exc_info=failure)
        passes = isinstance(failure, TelegramError) and silent(failure)
        tries = await self._intake.failed(self._app.bot.id, row, said(failure), passes=passes)
        if tries is None:
            await self._tell_of_the_end(update, row.update_id, said(failure))
            return None
        return RETRY_SECONDS[min(max(tries, 1), len(RETRY_SECONDS)) - 1]

    async def _cut_off(self, update: Update, row: WaitingUpdate) -> None:
        """Have its person told that it took effect before the bot died, and that its answer broke off.

        It is not run again: what it did may look otherwise by now. One that fails while the bot lives is, so that its
        handler can end what it began.
        """
        await self._ends.cut_off(update)
        self._done.put(row)

    async def _tell_of_the_end(self, update: Update | None, update_id: int, error: str) -> None:
        try:
            await self._ends.gave_up(update, update_id, error)
        except Exception as failed:  # it is set aside already, and the others of its lane wait
            log.error("nobody was told of the end of update %d: %s", update_id, said(failed))

    async def _mark_done(self, rows: Sequence[WaitingUpdate]) -> None:
        await self._intake.done(self._app.bot.id, rows, self._overheard)
        for row in rows:
            self._overheard.discard(row.update_id)
            self._settle(row)


def _heed(error: BaseException) -> None:
    """Raise it again if this very task is to end; else what it waited for was cancelled, a failure as any other."""
    task = asyncio.current_task()
    if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
        raise error


def has_id(raw: object) -> bool:
    """Whether a raw update can be recorded at all."""
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)


def _written(raw: dict[str, Any]) -> tuple[str, bool]:
    """A raw update as it is recorded, and whether that is all of it.

    A lone surrogate, which no database accepts, becomes a question mark.
    """
    whole = json.dumps(raw, ensure_ascii=False)
    written = whole.encode("utf-8", "replace").decode()
    return written, written == whole
