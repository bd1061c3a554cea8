"""Lets admins read dead letters, drop them or have them tried again."""

from dataclasses import replace

from bot.desk.ledger.dead_letters import Letter, Letters
from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.pause import acting_admins
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyAdmins
from bot.purchasing.requests.purchase import Cause, Person


class DeadLetters:
    """The actions on what could not be delivered or handled; admins only, since it is other people's."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def page(self, by: Person, place: int) -> Letter | None:
        """The letter at a place (from 0; the last if there are fewer); None if there is no letter."""
        async with self._ledger.read() as uow:
            if by.id not in await acting_admins(uow):
                raise Refusal(OnlyAdmins())
            letters = await Letters(uow.session).unread()
        if not letters:
            return None
        at = min(max(place, 0), len(letters) - 1)
        return replace(letters[at], place=at, total=len(letters))

    async def again(self, by: Person, letter_id: int, received: bool, cause: Cause) -> None:
        """Have it tried once more, as if it had just come."""
        async with self._ledger.change(cause) as uow:
            if by.id not in await acting_admins(uow):
                raise Refusal(OnlyAdmins())
            letters = Letters(uow.session)
            letter = await self._find(letters, letter_id, received)
            fresh = {} if received else {"next_at": uow.now, "created_at": uow.now}
            if not await letters.send_again(letter, cause.bot_id, **fresh):
                raise Refusal(RefusalReason.LETTER_GONE)
            await uow.write("letter_again", actor=by.id, letter=letter_id, received=received)
            uow.left.add("old_updates" if received else "messages")

    async def back(self, chat_id: int) -> None:
        """Try once more what a chat was owed, since the bot is in it again or not blocked any more."""
        async with self._ledger.change() as uow:
            letters = Letters(uow.session)
            lost = [letter for letter in await letters.unread() if letter.chat_id == chat_id and not letter.received]
            for letter in lost:
                if await letters.send_again(letter, 0, next_at=uow.now, created_at=uow.now):
                    await uow.write("letter_again", letter=letter.id, received=False)
            if lost:
                uow.left.add("messages")

    async def read(self, by: Person, letter_id: int, received: bool, cause: Cause) -> None:
        """Mark the letter as read: it is not shown any more."""
        async with self._ledger.change(cause) as uow:
            if by.id not in await acting_admins(uow):
                raise Refusal(OnlyAdmins())
            letters = Letters(uow.session)
            letter = await self._find(letters, letter_id, received)
            await uow.facts.put(letters.mark(letter, cause.bot_id), by.id)
            await uow.write("letter_read", actor=by.id, letter=letter_id, received=received)

    async def _find(self, letters: Letters, letter_id: int, received: bool) -> Letter:
        for letter in await letters.unread():
            if (letter.id, letter.received) == (letter_id, received):
                return letter
        raise Refusal(RefusalReason.LETTER_GONE)
