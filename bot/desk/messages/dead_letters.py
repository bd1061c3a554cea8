"""Lets admins read dead letters, drop them or have them tried again."""

from dataclasses import replace

from bot.desk.ledger.facts import READ_MESSAGE, READ_UPDATE
from bot.desk.ledger.inbox import Letter
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pause import acting_admins
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyAdmins
from bot.desk.shared.verbs import Verbs
from bot.purchasing.events.operations import LetterRead, LetterTriedAgain
from bot.purchasing.person import Act, Person


class DeadLetters(Verbs):
    """The actions on what could not be delivered or handled; admins only, since it is other people's."""

    async def page(self, by: Person, place: int) -> Letter | None:
        """The letter at a place (from 0; the last if there are fewer); None if there is no letter."""
        async with self._ledger.read() as uow:
            await _require_admin(uow, by)
            letters = await unread(uow)
        if not letters:
            return None
        at = min(max(place, 0), len(letters) - 1)
        return replace(letters[at], place=at, total=len(letters))

    async def again(self, act: Act, letter_id: int, received: bool) -> None:
        """Have it tried once more, as if it had just come."""
        async with self._ledger.change(act.cause) as uow:
            await _require_admin(uow, act.by)
            letter = await _find(uow, letter_id, received)
            again = uow.inbox.try_again(act.update.bot_id, letter) if received else uow.outbox.send_again(letter)
            if not await again:
                raise Refusal(RefusalReason.LETTER_GONE)
            await uow.record(LetterTriedAgain(actor=act.by.id, letter=letter_id, received=received))

    async def back(self, chat_id: int) -> None:
        """Try once more what a chat was owed, since the bot is in it again or not blocked any more."""
        async with self._ledger.change() as uow:
            for letter in await uow.outbox.dead_letters():
                if letter.chat_id == chat_id and await uow.outbox.send_again(letter):
                    await uow.record(LetterTriedAgain(letter=letter.id, received=False))

    async def read(self, act: Act, letter_id: int, received: bool) -> None:
        """Mark the letter as read: it is not shown any more."""
        async with self._ledger.change(act.cause) as uow:
            await _require_admin(uow, act.by)
            letter = await _find(uow, letter_id, received)
            mark = READ_UPDATE.of(act.update.bot_id, letter.id) if received else READ_MESSAGE.of(letter.id)
            await uow.facts.put(mark, act.by.id)
            await uow.record(LetterRead(actor=act.by.id, letter=letter_id, received=received))


async def _require_admin(uow: UnitOfWork, by: Person) -> None:
    if by.id not in await acting_admins(uow):
        raise Refusal(OnlyAdmins())


async def unread(uow: UnitOfWork) -> tuple[Letter, ...]:
    """The newest dead letters that nobody has read about: messages first, then updates."""
    return (*await uow.outbox.dead_letters(), *await uow.inbox.dead_letters())


async def _find(uow: UnitOfWork, letter_id: int, received: bool) -> Letter:
    for letter in await (uow.inbox.dead_letters() if received else uow.outbox.dead_letters()):
        if letter.id == letter_id:
            return letter
    raise Refusal(RefusalReason.LETTER_GONE)
