"""Keeps the index of the words of purchases as they are."""

from bot.desk.shared.isolated import others_first
from bot.desk.shared.verbs import Verbs
from bot.purchasing.orders.purchase_words import words_of

AT_ONCE, IN_A_ROUND = 100, 100
"""Changes that one transaction reads, and transactions of one round: nobody waits long, and a million end in a day."""


class OrderWords(Verbs):
    """What changed since it was read last is read before each search, the latest first, and in rounds."""

    async def round(self) -> None:
        """Read what waits, as much as one round may."""
        for _ in range(IN_A_ROUND):
            if not await self.read():
                return
            await others_first()

    async def read(self) -> int:
        """Read the words of the latest requests that wait, so many at most; how many."""
        async with self._ledger.read() as uow:
            if not await uow.order_words.wait():
                return 0
        async with self._ledger.change() as uow:
            numbers = await uow.order_words.take(AT_ONCE)
            words = dict.fromkeys(numbers, "")
            purchases = await uow.order_words.worded(await uow.purchases(numbers))
            of = sorted({each.request.part_of for each in purchases if each.request.part_of is not None})
            wholes = {each.id: each.asked for each in await uow.requests.these(of)} if of else {}
            words |= {each.request.id: words_of(each, wholes.get(each.request.part_of or 0, ())) for each in purchases}
            await uow.order_words.put(words)
        return len(numbers)
