"""Forgets a person from the terminal: at once, or by the bot that runs on the SQLite file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.clock import Clock, SystemClock
from bot.desk.ledger.personal_data import DONE, REFUSED, REST
from bot.desk.operations.forgetting import Forgetting
from bot.desk.operations.journal_keeper import JournalKeeper
from bot.desk.shared.people import People
from bot.purchasing.person import Person
from bot.settings import Settings
from bot.wiring.database_care import ledger_of, refuse_moved
from bot.wiring.early import file_of
from storage.engine.database import Database
from storage.failures import DatabaseBusy, StorageFailed

TRIES, BETWEEN = 120, 0.5
"""How often, and how many seconds apart, the terminal asks whether the bot has done it."""


class Ending(Enum):
    """What became of it at the terminal."""

    DONE = auto()
    GOES_ON = auto()
    """The rights are gone and it goes on by itself; the bot does not run, or has much to do."""
    REFUSED = auto()
    """Something came between: asked again, it says what."""


@dataclass(frozen=True)
class Terminal:
    """The terminal's way to forget somebody. All of it raises StorageFailed."""

    settings: Settings
    clock: Clock = field(default_factory=SystemClock)

    async def called(self, who: str) -> tuple[Person, ...]:
        """Everybody who is meant by a number, a username after an @, or a whole name."""
        if (path := file_of(self.settings.database)) is not None and not path.exists():
            raise StorageFailed(
                f"There is no database at {path}; go to the bot's own folder, or name it by DATABASE_URL."
            )
        async with self._opened(look_only=True) as forgetting:
            return await forgetting.called(who)

    async def require_free(self, person_id: int) -> None:
        """Raise Refusal while they cannot be forgotten."""
        async with self._opened(look_only=True) as forgetting:
            await forgetting.require_free(person_id)

    async def forget(self, person_id: int) -> Ending:
        """Forget them, or have the bot do it that has the SQLite file. Refusal while that cannot be."""
        try:
            async with self._opened() as forgetting:
                await forgetting.forget(person_id)
                await forgetting.rewrite()
        except DatabaseBusy:
            return await self._handed_over(person_id)
        return Ending.DONE

    async def _handed_over(self, person_id: int) -> Ending:
        async with self._opened(beside=True) as forgetting:
            wanted = await forgetting.want(person_id)
            for _ in range(TRIES):
                state = await forgetting.state_of(wanted)
                if state in (DONE, REST, REFUSED):
                    return Ending.REFUSED if state == REFUSED else Ending.DONE
                await self.clock.sleep(BETWEEN)
        return Ending.GOES_ON

    @asynccontextmanager
    async def _opened(self, *, look_only: bool = False, beside: bool = False) -> AsyncIterator[Forgetting]:
        async with Database.opened(self.settings.database, look_only=look_only, beside=beside) as database:
            ledger = ledger_of(database, self.settings, self.clock)
            await refuse_moved(ledger)
            if not (look_only or beside):
                # What is journaled here is anchored as what the bot journals.
                async with ledger.read() as uow:
                    standing = await uow.journal.standing()
                if standing.state.waits:
                    raise StorageFailed(
                        "The journal was begun with another JOURNAL_KEY than is set here: type it where the bot runs."
                    )
                await JournalKeeper(ledger).begin()
            yield Forgetting(ledger, People(ledger, ledger.admins))
