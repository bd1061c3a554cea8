"""Asks Telegram who is in a group, if the bot is an administrator there, and caches the answer for a minute."""

import logging
from collections.abc import Callable

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.transport.bot import Bot
from bot.chat.transport.failures import may_not_look, nobody_there, said, seconds_to_wait
from bot.clock import Clock
from bot.desk.teams.presence import KEPT, PATIENCE, GroupStanding

AGAIN_SECONDS = 1.0
UNREADABLE = (TelegramError, TypeError, KeyError, ValueError)
"""No answer, or one in a form that the library does not know: both tell nothing."""
_MOST_KEPT = 4096
_RULING = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
_INSIDE = _RULING | {ChatMember.MEMBER}

log = logging.getLogger(__name__)


def is_inside(member: ChatMember) -> bool:
    """Whether somebody with this status is in the group; a restricted person may or may not be."""
    if isinstance(member, ChatMemberRestricted):
        return bool(member.is_member)
    return member.status in _INSIDE


class GroupDoor:
    """Asks `getChatMember` and caches for a minute who is in; the desk stores who is out once it has heard so."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot, self._clock = bot, clock
        self._kept: dict[tuple[int, int], float] = {}

    async def stands(self, chat_id: int, person_id: int, patience: float = PATIENCE) -> GroupStanding:
        """Whether a person is in the group; if Telegram gives no answer, asks again for up to `patience` seconds."""
        until = self._clock.steady() + patience
        while True:
            try:
                return await self._stands(chat_id, person_id)
            except RetryAfter as error:
                wait = max(AGAIN_SECONDS, seconds_to_wait(error))
            except UNREADABLE as error:
                log.info("who is in group %d was not said: %s", chat_id, said(error))
                wait = AGAIN_SECONDS
            if self._clock.steady() + wait > until:
                return GroupStanding.NO_ANSWER
            await self._clock.sleep(wait)

    async def may_ask(self, chat_id: int) -> bool | None:
        """Whether the bot is an administrator there; None if Telegram does not say."""
        try:
            return await self._may_ask(chat_id)
        except UNREADABLE as error:
            log.info("the bot's own standing in group %d was not said: %s", chat_id, said(error))
            return None

    def forget(self, chat_id: int) -> None:
        """Forget the cached answers about a group."""
        self._kept = {key: until for key, until in self._kept.items() if key[0] != chat_id}

    async def _stands(self, chat_id: int, person_id: int) -> GroupStanding:
        try:
            if not await self._may_ask(chat_id):
                return GroupStanding.MAY_NOT_ASK
            return GroupStanding.IN if await self._is(chat_id, person_id, is_inside) else GroupStanding.OUT
        except ChatMigrated as moved:
            return await self._stands(moved.new_chat_id, person_id)
        except BadRequest as error:
            if nobody_there(error):
                return GroupStanding.OUT
            if may_not_look(error):
                return GroupStanding.MAY_NOT_ASK
            raise
        except Forbidden:
            return GroupStanding.MAY_NOT_ASK

    async def _may_ask(self, chat_id: int) -> bool:
        """Whether the bot is an administrator: only then are Telegram's answers about other people reliable."""
        try:
            return await self._is(chat_id, self._bot.id, lambda member: member.status in _RULING)
        except ChatMigrated as moved:
            return await self._may_ask(moved.new_chat_id)
        except Forbidden:
            return False
        except BadRequest as error:
            if may_not_look(error):
                return False
            raise

    async def _is(self, chat_id: int, person_id: int, what: Callable[[ChatMember], bool]) -> bool:
        key, now = (chat_id, person_id), self._clock.steady()
        until = self._kept.get(key)
        if until is not None and now < until:
            return True
        holds = what(await self._bot.get_chat_member(chat_id, person_id))
        if holds:
            if len(self._kept) >= _MOST_KEPT:
                self._kept = {each: over for each, over in self._kept.items() if now < over}
            self._kept[key] = now + KEPT
        return holds
