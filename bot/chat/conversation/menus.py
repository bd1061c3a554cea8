"""Sets the command menus that Telegram shows: to strangers, in groups, and to each person what their roles need.

A menu only shows; whoever types a command that is not in theirs is answered by the desk as ever.
"""

import logging
from collections.abc import Iterable

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.cards.texts import catalogue as texts
from bot.chat.conversation.registry import COMMANDS
from bot.chat.transport.bot import Bot
from bot.chat.transport.failures import said
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.teams.teams import Duties
from bot.purchasing.approval.team import Role
from bot.purchasing.text import LANGUAGES, known_language

log = logging.getLogger(__name__)

STRANGERS = ("start", "help", "forget")
"""The menu of somebody whom the bot does not know."""
PACE_SECONDS = 0.2
"""Between two people after a start."""


def menu_of(roles: Iterable[Role], *, private: bool) -> tuple[str, ...]:
    """The commands for somebody with these roles, in the order of the menu."""
    held = frozenset(roles)
    return tuple(each.name for each in COMMANDS.values() if each.serves & held and (private or each.in_groups))


GROUP_MENU = menu_of({Role.REQUESTER}, private=False)
"""What everybody sees in a group who has no menu of their own there."""


async def introduce(bot: Bot) -> None:
    """Put the common menus and descriptions where people see them; the bot works without them too."""
    menus: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), STRANGERS),
        (BotCommandScopeAllPrivateChats(), STRANGERS),
        (BotCommandScopeAllGroupChats(), GROUP_MENU),
    )
    try:
        for code, words in ((None, "en"), *((each, each) for each in LANGUAGES)):
            for scope, names in menus:
                await bot.set_my_commands(_commands(names, words), scope=scope, language_code=code)
            await bot.set_my_short_description(texts.say(words, "about-short"), language_code=code)
            await bot.set_my_description(texts.say(words, "about-long"), language_code=code)
    except TelegramError as error:
        log.warning("Telegram did not take the menus: %s", said(error))


def _commands(names: Iterable[str], language: str) -> list[BotCommand]:
    return [BotCommand(name, texts.say(language, f"command-{name}")) for name in names]


def menus_for(duties: Duties) -> dict[str, str]:
    """Somebody's own menus by chat: in private, and in each group where the common one does not fit."""
    groups = {str(chat): menu_of(roles, private=False) for chat, roles in duties.groups}
    menus = {chat: " ".join(names) for chat, names in groups.items() if names not in ((), GROUP_MENU)}
    if duties.reachable and duties.known:
        menus[str(duties.person_id)] = " ".join(menu_of(duties.roles, private=True))
    return menus


class PersonalMenus:
    """Keeps each person's own menus up to date; Telegram is called only for a menu that changed."""

    def __init__(self, bot: Bot, desk: Desk, clock: Clock) -> None:
        self._bot, self._desk, self._clock = bot, desk, clock

    async def bring_up(self) -> None:
        """Look after a start whether everybody has the right menus."""
        for person_id in await self._desk.teams.duties.everybody():
            if await self.renew(person_id):
                await self._clock.sleep(PACE_SECONDS)

    async def renew(self, *people: int) -> bool:
        """Set what changed for these people; returns whether Telegram was asked."""
        changed = [await self._renew(each) for each in people]
        return any(changed)

    async def _renew(self, person_id: int) -> bool:
        duties = await self._desk.teams.duties.of(person_id)
        language, wanted = known_language(duties.language), menus_for(duties)
        before, held = await self._desk.teams.duties.shown(person_id)
        if (language, wanted) == (before, held) or not (wanted or held):
            return False
        stale = {chat: names for chat, names in wanted.items() if before != language or held.get(chat) != names}
        refused = [chat for chat, names in stale.items() if not await self._set(person_id, chat, names, language)]
        for chat in held.keys() - wanted.keys():
            await self._set(person_id, chat, "", language)
        # What Telegram refused is tried again when something changes or the bot starts.
        set_now = {chat: names for chat, names in wanted.items() if chat not in refused}
        if (language, set_now) != (before, held):
            await self._desk.teams.duties.show(person_id, language, set_now)
        return True

    async def _set(self, person_id: int, chat: str, names: str, language: str) -> bool:
        """Set one menu, or take it away if it has no commands; whether Telegram took it."""
        own = chat == str(person_id)
        scope = BotCommandScopeChat(person_id) if own else BotCommandScopeChatMember(int(chat), person_id)
        try:
            if names:
                await self._bot.set_my_commands(_commands(names.split(), language), scope=scope)
            else:
                await self._bot.delete_my_commands(scope=scope)
        except TelegramError as error:
            log.info("Telegram did not take a menu of %d in %s: %s", person_id, chat, said(error))
            return False
        return True
