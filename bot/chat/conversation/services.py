"""Holds what every handler works with: the desk, the signed codes, the connection to Telegram, the clock."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.cards.blocks.buttons import Codes
from bot.chat.conversation.menus import PersonalMenus
from bot.chat.transport.bot import Bot
from bot.chat.transport.messenger import Messenger
from bot.chat.transport.sending import Sender
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.purchasing.reading.classify_url import NoOffer, OfferRef, ShortLink
from bot.sheets.reader import SheetReader

ResolveShort = Callable[[ShortLink], Coroutine[Any, Any, OfferRef | NoOffer]]


@dataclass(frozen=True)
class Services:
    """The chat's own parts and the desk behind it; built once by wiring."""

    bot: Bot
    desk: Desk
    codes: Codes
    sender: Sender
    messenger: Messenger
    menus: PersonalMenus
    resolve_short: ResolveShort
    clock: Clock
    sheets: SheetReader
    page: str = ""
    """The address of the Mini App; empty if there is none."""


def services(bot: Bot, desk: Desk, codes: Codes, resolve_short: ResolveShort, clock: Clock, page: str = "") -> Services:
    """Build the chat's parts around one bot and one desk."""
    sender = Sender(bot, codes)
    messenger, menus = Messenger(desk, sender, clock, page), PersonalMenus(bot, desk, clock)
    return Services(bot, desk, codes, sender, messenger, menus, resolve_short, clock, SheetReader(), page)
