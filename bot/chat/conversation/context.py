"""What every handler works with: the desk, the signed codes, the wire, the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.cards.buttons import Codes
from bot.chat.transport.bot import Bot
from bot.chat.transport.messenger import Messenger
from bot.chat.transport.sending import Sender
from bot.chat.verbs import Desk
from bot.clock import Clock
from bot.purchasing.links import OfferRef, Rejected, ShortLink

ResolveShort = Callable[[ShortLink], Awaitable[OfferRef | Rejected]]


@dataclass(frozen=True)
class Face:
    """The chat's own parts and the desk behind it; built once by wiring."""

    bot: Bot
    desk: Desk
    codes: Codes
    sender: Sender
    messenger: Messenger
    resolve_short: ResolveShort
    clock: Clock


def face(bot: Bot, desk: Desk, codes: Codes, resolve_short: ResolveShort, clock: Clock) -> Face:
    """Build the face around one bot and one desk."""
    sender = Sender(bot, codes)
    return Face(bot, desk, codes, sender, Messenger(desk, sender, clock), resolve_short, clock)
