"""Delivers what is owed: a card or a message for each notice; errors become later, never or moved."""

import hashlib
import logging
from dataclasses import astuple

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat import cards, failures
from bot.chat.sending import Sender
from bot.chat.verbs import Desk
from bot.chat.view import View
from bot.clock import Clock
from bot.desk.outbox import Delivery, Later, Moved, Never, Outgoing, Sent
from bot.purchasing.notice import NoticeKind
from bot.purchasing.purchase import Place

log = logging.getLogger(__name__)

_RETRY_SECONDS = 5.0


def shown_hash(view: View) -> str:
    """What a message shows, short enough to remember."""
    return hashlib.sha256(repr(astuple(view)).encode()).hexdigest()[:32]


class Messenger:
    """The one who speaks without being asked; never raises for what Telegram does."""

    def __init__(self, desk: Desk, sender: Sender, clock: Clock) -> None:
        self._desk, self._sender, self._clock = desk, sender, clock

    async def send(self, message: Outgoing) -> Delivery:
        """Deliver one owed message, or say when it may be tried again."""
        try:
            if message.kind is NoticeKind.CARD and message.request_id is not None:
                return Sent(await self.show_card(message.request_id, message.place))
            return Sent(await self._notice(message))
        except ChatMigrated as error:
            return Moved(error.new_chat_id)
        except RetryAfter as error:
            return Later(failures.seconds_to_wait(error), failures.said(error), counts=False)
        except (BadRequest, Forbidden) as error:
            log.warning("message %d to %d is refused: %s", message.id, message.place.chat_id, error)
            return Never(failures.said(error))
        except TelegramError as error:
            return Later(_RETRY_SECONDS, failures.said(error), counts=True)

    async def show_card(self, request_id: int, place: Place) -> int:
        """Make the request's one card in this chat true: edit it, or post it where there is none."""
        language = await self._desk.people.chat_language(place)
        step = await self._desk.drafting.step(request_id, language)
        view = cards.request_card(step, language, self._clock.now())
        shown = shown_hash(view)
        row = await self._desk.cards.get(request_id, place.chat_id)
        if row is not None and row.shown == shown:
            return row.message_id
        message_id = row.message_id if row is not None else None
        if message_id is None or not await self._edited(place.chat_id, message_id, view):
            message_id = await self._sender.post(place, view)
        await self._desk.cards.put(request_id, place.chat_id, message_id, bool(view.picture), shown)
        return message_id

    async def repaint(
        self,
        request_id: int,
        place: Place,
        message_id: int,
        picks: tuple[int, ...] = (),
        page: int = 0,
        changing: bool = False,
    ) -> None:
        """Show a pressed card as it stands now: its variant list turned to a page, or what can be changed."""
        language = await self._desk.people.chat_language(place)
        step = await self._desk.drafting.step(request_id, language)
        view = cards.request_card(step, language, self._clock.now(), axis_picks=picks, page=page, changing=changing)
        if not await self._edited(place.chat_id, message_id, view):
            return
        row = await self._desk.cards.get(request_id, place.chat_id)
        # A card that a crash posted twice is adopted once somebody presses it.
        if row is None or row.message_id == message_id:
            await self._desk.cards.put(request_id, place.chat_id, message_id, bool(view.picture), shown_hash(view))

    async def _edited(self, chat_id: int, message_id: int, view: View) -> bool:
        """Edit a message; False where it is gone."""
        try:
            await self._sender.edit(chat_id, message_id, view)
        except BadRequest as error:
            if failures.message_gone(error):
                return False
            raise
        return True

    async def _notice(self, message: Outgoing) -> int:
        language = await self._desk.people.chat_language(message.place)
        view = cards.notice(message.kind, message.facts, language, self._clock.now(), message.resent)
        row = None
        if message.request_id is not None:
            row = await self._desk.cards.get(message.request_id, message.place.chat_id)
        return await self._sender.post(message.place, view, reply_to=row.message_id if row else None)
