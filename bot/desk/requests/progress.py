"""How far a long reading of offers and prices has come, and how its person stops it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.desk.ledger.facts import READING, SHEET, DroppedFile, DroppedFiles, LongReading
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.purchasing.person import Person, Place

_MOST_KEPT = 10
"""Files of one person in one chat."""


@dataclass
class ReadingProgress:
    """How many offers and sellers were asked about, of how many; who shows it reads it now and then."""

    offers: int = 0
    of_offers: int = 0
    sellers: int = 0
    of_sellers: int = 0


class Readings(Verbs):
    """Marks readings under way by their number (that of the update), so that another process can stop them too."""

    async def offered(self, by: Person, place: Place, file: DroppedFile) -> None:
        """Keep the file beside those that this person dropped last into this chat, to be read if they wish."""
        dropped = SHEET.of(place.chat_id, by.id)
        async with self._ledger.change() as uow:
            before = await uow.facts.get(dropped) or DroppedFiles()
            await uow.facts.put(dropped, DroppedFiles((*before.files, file)[-_MOST_KEPT:]))

    @asynccontextmanager
    async def taken(self, by: Person, place: Place, message_id: int) -> AsyncIterator[DroppedFile]:
        """The file of this message, to be read inside; what fails there may be tried again.

        Refusal if it is somebody else's, none of their last ones, or was read.
        """
        dropped = SHEET.of(place.chat_id, by.id)
        async with self._ledger.read() as uow:
            files = (await uow.facts.get(dropped) or DroppedFiles()).files
        file = next((each for each in files if each.message == message_id), None)
        if file is None:
            raise Refusal(RefusalReason.OTHERS_QUESTION)
        yield file
        async with self._ledger.change() as uow:
            now = (await uow.facts.get(dropped) or DroppedFiles()).files
            await uow.facts.put(dropped, DroppedFiles(tuple(each for each in now if each.message != message_id)))

    async def begin(self, by: Person, number: int) -> None:
        """From now on this reading can be stopped by this person."""
        async with self._ledger.change() as uow:
            await uow.facts.put(READING.of(number), LongReading(by.id))

    async def stop(self, by: Person, number: int) -> None:
        """Stop a reading under way. Refusal if it is over, or somebody else's."""
        async with self._ledger.change() as uow:
            reading = await uow.facts.get(READING.of(number))
            if reading is None:
                raise Refusal(RefusalReason.READING_OVER)
            if reading.by != by.id:
                raise Refusal(RefusalReason.NOT_YOUR_READING)
            await uow.facts.put(READING.of(number), replace(reading, stop=True))

    async def stopped(self, number: int) -> bool:
        """Whether its person stopped it."""
        async with self._ledger.read() as uow:
            reading = await uow.facts.get(READING.of(number))
        return reading is not None and reading.stop

    async def end(self, number: int) -> None:
        """It is over, one way or the other."""
        async with self._ledger.change() as uow:
            await uow.facts.forget(READING.of(number))
