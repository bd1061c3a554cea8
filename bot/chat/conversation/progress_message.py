"""Shows how far the reading of a long sheet has come, with a button that stops it."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram.error import TelegramError

from bot.cards.blocks.view import View
from bot.cards.requests import sheets as cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.transport import failures
from bot.desk.requests.progress import ReadingProgress

_LOOK_SECONDS = 1.0
_EDITS_EVERY = 3
"""Looks between two edits of the message; a group is given four times less, since its messages are counted."""

log = logging.getLogger(__name__)


class ProgressMessage:
    """One reading under way: what its message says, and whether its person stopped it."""

    def __init__(self, talk: Conversation, message_id: int, said: View, progress: ReadingProgress) -> None:
        self._talk, self._message_id, self._said, self._progress = talk, message_id, said, progress
        self._number, self._shown = talk.update.update_id, said
        self._every = _EDITS_EVERY if talk.place.private else 4 * _EDITS_EVERY

    async def watch(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; from the third second on the message says how far it is. What the work raises is raised."""
        task, looks = asyncio.ensure_future(work), 0
        try:
            while not (await asyncio.wait({task}, timeout=_LOOK_SECONDS))[0]:
                looks += 1
                if looks == _EDITS_EVERY:
                    await self._talk.services.desk.readings.begin(self._talk.by, self._number)
                if looks >= _EDITS_EVERY and await self._told(looks):
                    await self._show(cards.stopped(self._talk.language))
                    return
            task.result()
        finally:
            task.cancel()
            if looks >= _EDITS_EVERY:
                await self._talk.services.desk.readings.end(self._number)
        await self._show(self._said)

    async def _told(self, looks: int) -> bool:
        """Whether it was stopped; now and then the message is edited."""
        if await self._talk.services.desk.readings.stopped(self._number):
            return True
        if looks % self._every == 0 or looks == _EDITS_EVERY:
            await self._show(cards.reading(self._said, self._progress, self._number, self._talk.language))
        return False

    async def _show(self, view: View) -> None:
        """Edit the message; it is no harm if that fails."""
        if view == self._shown:
            return
        try:
            await self._talk.services.sender.edit(self._talk.place.chat_id, self._message_id, view)
        except TelegramError as error:
            log.info("the progress of a sheet is not shown: %s", failures.said(error))
        else:
            self._shown = view
