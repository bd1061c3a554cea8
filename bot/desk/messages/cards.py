"""Remembers which message shows a request in a chat, and which other messages have buttons about one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.outbox import LiveMessage
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import Subject
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.shown import ReplyNotice
from bot.purchasing.person import Place


@dataclass(frozen=True)
class ToldRequest:
    """The request that a message tells of, and the approver's question that it asks, if it asks one."""

    request_id: int
    question_id: int | None = None


class Cards(Verbs):
    """The messages in chats that show a request's card."""

    async def get(self, request_id: int, chat_id: int) -> CardMessage | None:
        async with self._ledger.read() as uow:
            return await uow.cards.find(request_id, chat_id)

    async def put(self, card: CardMessage, *, again: Place | None = None) -> None:
        """Remember the message that shows the request, and the hash of what it shows.

        With `again` it is owed another update, because its request may have changed while the message was being sent.
        """
        async with self._ledger.change() as uow:
            await uow.cards.put(card)
            if again is not None:
                await uow.outbox.owe_card(card.request_id, again)

    async def with_live_buttons(self, request_id: int, chat_id: int) -> tuple[LiveMessage, ...]:
        """The messages about a request in this chat whose buttons were not taken off."""
        async with self._ledger.read() as uow:
            return await uow.outbox.with_live_buttons(request_id, chat_id)

    async def replied(
        self, place: Place, message_id: int, answer: ReplyNotice | None, about: Iterable[tuple[Subject, str | int]]
    ) -> int | None:
        """Remember which answer a message shows, so that its buttons are kept true; returns its request's number.

        None is an answer without such buttons: whatever the message showed before is over.
        """
        if answer is None:
            async with self._ledger.read() as uow:
                if not await uow.outbox.has_live_buttons(place.chat_id, message_id):
                    return None
        async with self._ledger.change() as uow:
            requests = [await _request_of(uow, subject, number) for subject, number in about]
            request_id = next((each for each in requests if each is not None), None)
            await uow.outbox.replied(place, message_id, request_id, answer)
        return request_id

    async def look_at_buttons(self, request_id: int, chat_id: int) -> None:
        """Have the buttons of earlier messages about a request in this chat looked at again."""
        async with self._ledger.change() as uow:
            await uow.outbox.owe_buttons(request_id, chat_id)

    async def what_was_pressed(self, request_id: int, chat_id: int, message_id: int) -> tuple[CardMessage | None, bool]:
        """The request's card in this chat, and whether the pressed message is another one of ours: a notice, an answer.

        A card and its message are recorded together. The message is read first: whoever presses in that very instant
        would else be taken for somebody who pressed a notice, and the press would turn nothing.
        """
        async with self._ledger.read() as uow:
            known = bool(await uow.outbox.about(chat_id, message_id))
            card = await uow.cards.find(request_id, chat_id)
        return card, known and (card is None or card.message_id != message_id)

    async def retell(self, message_id: int, notice: Notice) -> None:
        """Remember what a message that arrived says by now; `message_id` is its number in the outbox."""
        async with self._ledger.change() as uow:
            await uow.outbox.retell(message_id, notice)

    async def bared(self, ids: Sequence[int], card: CardMessage | None = None) -> None:
        """Remember that these messages carry no buttons any more, and that this card shows its request no more."""
        async with self._ledger.change() as uow:
            await uow.outbox.settle_buttons(ids)
            if card is not None:
                await uow.cards.forget(card)

    async def name(self, request_id: int) -> str:
        """The request's number as people read it; of one that there is not, the number itself."""
        async with self._ledger.read() as uow:
            request = await uow.requests.find(request_id)
        return request.name if request is not None else str(request_id)

    async def content(self, request_id: int) -> str:
        """The hash of what the request's card shows now; empty if it has no price."""
        async with self._ledger.read() as uow:
            request = await uow.requests.find(request_id)
        return request.snapshot.hash if request is not None and request.snapshot is not None else ""

    async def by_message(self, chat_id: int, message_id: int) -> int | None:
        """The request that this message shows."""
        async with self._ledger.read() as uow:
            card = await uow.cards.by_message(chat_id, message_id)
        return card.request_id if card else None

    async def about(self, chat_id: int, message_id: int) -> ToldRequest | None:
        """The request that this message shows or tells of; None if it is about none, or about several."""
        async with self._ledger.read() as uow:
            card = await uow.cards.by_message(chat_id, message_id)
            subjects = [(card.request_id, None)] if card else await uow.outbox.about(chat_id, message_id)
        requests = {request_id for request_id, _ in subjects if request_id is not None}
        return ToldRequest(requests.pop(), subjects[0][1]) if len(requests) == 1 else None


async def _request_of(uow: UnitOfWork, subject: Subject, number: str | int) -> int | None:
    """The request that an order or an attempt belongs to, or itself."""
    if subject is Subject.REQUEST:
        return int(number)
    if subject is Subject.ORDER:
        order = await uow.orders.find(str(number))
        return None if order is None else order.request_id
    attempt = await uow.attempts.find(int(number))
    return None if attempt is None else attempt.request_id
