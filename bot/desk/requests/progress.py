"""How far a long reading of offers and prices has come, and how its person stops it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.requests.purchase import Person, Place


@dataclass
class ReadingProgress:
    """How many offers and sellers were asked about, of how many; who shows it reads it now and then."""

    offers: int = 0
    of_offers: int = 0
    sellers: int = 0
    of_sellers: int = 0


class Readings:
    """Marks readings under way by their number (that of the update), so that another process can stop them too."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def offered(self, by: Person, place: Place, message_id: int, file: Mapping[str, str | int]) -> None:
        """Keep the file that this person dropped last into this chat, to be read if they wish."""
        async with self._ledger.change() as uow:
            await uow.people.put_fact(_sheet(by, place), {**file, "message": message_id})

    async def taken(self, by: Person, place: Place, message_id: int) -> Mapping[str, str | int]:
        """The file of this message, once. Refusal if it is somebody else's, not their last one, or was read."""
        async with self._ledger.change() as uow:
            kept = await uow.people.fact(_sheet(by, place))
            if kept is None or kept["message"] != message_id:
                raise Refusal(RefusalReason.OTHERS_QUESTION)
            await uow.people.forget_fact(_sheet(by, place))
        file: Mapping[str, str | int] = kept
        return file

    async def begin(self, by: Person, number: int) -> None:
        """From now on this reading can be stopped by this person."""
        async with self._ledger.change() as uow:
            await uow.people.put_fact(_fact(number), {"by": by.id})

    async def stop(self, by: Person, number: int) -> None:
        """Stop a reading under way. Refusal if it is over, or somebody else's."""
        async with self._ledger.change() as uow:
            kept = await uow.people.fact(_fact(number))
            if kept is None:
                raise Refusal(RefusalReason.READING_OVER)
            if kept["by"] != by.id:
                raise Refusal(RefusalReason.NOT_YOUR_READING)
            await uow.people.put_fact(_fact(number), {**kept, "stop": True})

    async def stopped(self, number: int) -> bool:
        """Whether its person stopped it."""
        async with self._ledger.read() as uow:
            kept = await uow.people.fact(_fact(number))
        return bool(kept and kept.get("stop"))

    async def end(self, number: int) -> None:
        """It is over, one way or the other."""
        async with self._ledger.change() as uow:
            await uow.people.forget_fact(_fact(number))


def _sheet(by: Person, place: Place) -> str:
    return f"sheet:{place.chat_id}:{by.id}"


def _fact(number: int) -> str:
    return f"reading:{number}"
