"""Handles groups and channels: being added, what works there, who comes and goes, moving to a supergroup."""

import logging

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError

from bot.cards import answers, people
from bot.chat.conversation import setup
from bot.chat.conversation.conversation import Services
from bot.chat.conversation.incoming import person_of
from bot.chat.transport.bot import Context
from bot.chat.transport.group_members import is_inside
from bot.purchasing.person import Act, Cause, Place

log = logging.getLogger(__name__)

_IN = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED})


class Groups:
    """Remembers which groups were told what works in them."""

    def __init__(self, services: Services) -> None:
        self._services, self._desk = services, services.desk
        self._told: set[int] = set()

    async def membership(self, update: Update, context: Context) -> None:
        """The bot was added, promoted, removed, blocked or unblocked."""
        change = update.my_chat_member
        if change is None:
            return
        status = change.new_chat_member.status
        if change.chat.type == "private":
            await self._desk.people.reachable(change.chat.id, status in _IN)
            if status in _IN:
                await self._desk.dead_letters.back(change.chat.id)
        elif change.chat.type == "channel":
            await self._leave_channel(change)
        else:
            self._desk.presence.door.forget(change.chat.id)
            await self._in_group(update, change, status)

    async def _in_group(self, update: Update, change: ChatMemberUpdated, status: str) -> None:
        if status not in _IN:
            self._told.discard(change.chat.id)
            return
        adder, place, title = person_of(change.from_user), Place(change.chat.id), change.chat.title or ""
        newly, teams = change.old_chat_member.status not in _IN, self._desk.teams
        if newly and not (await teams.known_chat(place.chat_id) or await teams.may_open(adder.id)):
            # A stranger brought the bot to a group that is no team: the admins are told once, the group is not.
            cause = Cause(self._services.bot.id, update.update_id)
            await self._desk.people.brought_into(Act(adder, cause), place.chat_id, title)
            await self._leave(place.chat_id)
            return
        await self._desk.people.remember(adder, place, change.chat.type, title)
        await self._tell(place, status)
        if newly:
            await self._desk.dead_letters.back(change.chat.id)

    async def greet(self, place: Place) -> None:
        """Tell a group once what works in it, even if the bot was in the group before its database existed."""
        if place.private or place.chat_id in self._told:
            return
        try:
            member = await self._services.bot.get_chat_member(place.chat_id, self._services.bot.id)
            await self._tell(place, member.status)
        except TelegramError as error:
            log.warning("group %d was not told what works in it: %s", place.chat_id, error)

    async def moved(self, update: Update, context: Context) -> None:
        """Move everything to the new id, because a group became a supergroup."""
        message = update.message
        if message is None:
            return
        old, new = message.migrate_from_chat_id, message.chat.id
        if message.migrate_to_chat_id:  # Telegram tells it by two messages, one in each
            old, new = message.chat.id, message.migrate_to_chat_id
        if old and new:
            self._told.discard(old)
            await self._desk.people.migrate(old, new)
            team = await self._desk.teams.of_chat(new) if message.migrate_from_chat_id else None
            if team is not None:
                await self._services.menus.renew(*(each.person_id for each in team.active))
                await setup.renew(self._services, team.id)

    async def member_changed(self, update: Update, context: Context) -> None:
        """Tell the desk who is in a group: an update that only administrators get. An event told twice counts once."""
        change = update.chat_member
        if change is None or change.new_chat_member.user.is_bot:
            return
        person, presence = change.new_chat_member.user.id, self._desk.presence
        if is_inside(change.new_chat_member):
            await presence.came(change.chat.id, (person,), update.update_id)
        else:
            await presence.left(change.chat.id, person, update.update_id)

    async def came_or_left(self, update: Update, context: Context) -> None:
        """The same by the group's message that somebody came, left or was removed."""
        message, presence = update.message, self._desk.presence
        if message is None:
            return
        gone = message.left_chat_member
        if gone is not None and not gone.is_bot:
            await presence.left(message.chat.id, gone.id, update.update_id)
        new = [user.id for user in message.new_chat_members if not user.is_bot]
        await presence.came(message.chat.id, new, update.update_id)

    async def _tell(self, place: Place, status: str) -> None:
        me = self._services.bot.bot
        hears = bool(me.can_read_all_group_messages) or status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)
        self._told.add(place.chat_id)
        if await self._desk.people.hears_all(place.chat_id, hears):
            language = await self._desk.people.chat_language(place)
            is_team = await self._desk.teams.known_chat(place.chat_id)
            hello = people.group_hello(language, hears, self._services.bot.username, is_team)
            await self._services.sender.post(place, hello)

    async def _leave_channel(self, change: ChatMemberUpdated) -> None:
        """Leave a channel after saying so once, since it has no people to talk to."""
        if change.new_chat_member.status not in _IN:
            return
        goodbye = answers.sentence(change.from_user.language_code or "en", "channel-goodbye")
        try:
            await self._services.sender.post(Place(change.chat.id), goodbye)
        except TelegramError as error:
            log.info("chat %d was left without a word: %s", change.chat.id, error)
        await self._leave(change.chat.id)

    async def _leave(self, chat_id: int) -> None:
        try:
            await self._services.bot.leave_chat(chat_id)
        except TelegramError as error:
            log.info("chat %d was gone before it was left: %s", chat_id, error)
