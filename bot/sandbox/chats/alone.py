"""What people in a group say to the bot alone: ephemeral commands, and replies to ephemeral messages."""

import re
from typing import Any

from bot.sandbox.chats.model import Chat, Message
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.chats.state import Chats

_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@([a-z0-9_]{3,32}))?(?![\w/@<>])", re.IGNORECASE)
_NOT_ALONE = ("anonymous", "forwarded", "users_shared")


def only_for(
    chats: Chats, chat: Chat, body: dict[str, Any], replied: Message | None, commands: frozenset[str]
) -> int | None:
    """The bot's id if a message is for the bot alone, else None. Raises SimRefused.

    Without `ephemeral` in the body it decides as a client would: `commands` that the bot declared ephemeral are.
    """
    answers = replied is not None and replied.only_for is not None
    by_itself = answers or _command(chats, body.get("text") or "") in commands
    possible = chats.ephemeral and chat.kind != "private"
    wanted = body.get("ephemeral", by_itself and possible)
    if not isinstance(wanted, bool):
        raise SimRefused(400, "ephemeral must be true or false")
    if not wanted:
        if answers:
            raise SimRefused(409, "a reply to an ephemeral message is ephemeral too")
        return None
    if not chats.ephemeral:
        raise SimRefused(409, "this Telegram offers no ephemeral messages; switch them on first")
    if chat.kind == "private":
        raise SimRefused(409, "ephemeral messages are said in groups only")
    if not chat.holds(chats.bot_id):
        raise SimRefused(409, "the bot is not in this group")
    if not by_itself or (replied is not None and replied.sender != chats.bot_id):
        raise SimRefused(409, "only an ephemeral command, or a reply to an ephemeral message of the bot, is ephemeral")
    wrong = [name for name in _NOT_ALONE if body.get(name)]
    if wrong:
        raise SimRefused(409, f"an ephemeral message is not {wrong[0]}")
    return chats.bot_id


def _command(chats: Chats, text: str) -> str:
    """The command to this bot that a text begins with; "" if there is none."""
    found = _COMMAND.match(text)
    if found is None or (found[2] or chats.bot_username).lower() != chats.bot_username.lower():
        return ""
    return found[1].lower()
