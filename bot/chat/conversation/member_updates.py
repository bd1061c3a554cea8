"""Handles members who join or leave a group; Telegram tells it by a message, by an update of its own, or by both."""

from telegram import Update

from bot.chat.transport.bot import Context
from bot.chat.transport.group_members import is_inside
from bot.desk.desk import Desk


class Comings:
    """Tells the desk who is in the group; an event told twice counts once."""

    def __init__(self, desk: Desk) -> None:
        self._presence = desk.presence

    async def changed(self, update: Update, context: Context) -> None:
        """Handle a change of somebody's standing in a group; Telegram sends it only to administrators."""
        change = update.chat_member
        if change is None or change.new_chat_member.user.is_bot:
            return
        person = change.new_chat_member.user.id
        if is_inside(change.new_chat_member):
            await self._presence.came(change.chat.id, (person,), update.update_id)
        else:
            await self._presence.left(change.chat.id, person, update.update_id)

    async def told(self, update: Update, context: Context) -> None:
        """Handle the group's message that somebody came, left or was removed."""
        message = update.message
        if message is None:
            return
        gone = message.left_chat_member
        if gone is not None and not gone.is_bot:
            await self._presence.left(message.chat.id, gone.id, update.update_id)
        new = [user.id for user in message.new_chat_members if not user.is_bot]
        await self._presence.came(message.chat.id, new, update.update_id)
