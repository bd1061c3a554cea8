"""The one list of handlers, in order, with reasons, and the error handler."""

import logging
from importlib import import_module
from pkgutil import iter_modules

from telegram import Update
from telegram.ext import (
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.cards import answers
from bot.cards.blocks.writer import FAILED
from bot.chat import conversation
from bot.chat.conversation import general, own_skus, teams
from bot.chat.conversation.conversation import Conversation, Services, handled, press
from bot.chat.conversation.groups import Groups
from bot.chat.conversation.guard import Guard
from bot.chat.conversation.registry import COMMANDS, TYPED
from bot.chat.transport.bot import App, Context
from bot.chat.transport.inbox import Outcomes
from bot.chat.transport.owed_answers import owed_answer
from bot.purchasing.person import Place

log = logging.getLogger(__name__)

_COMMAND = filters.UpdateType.MESSAGE & ~filters.FORWARDED
"""Edited and forwarded messages are never commands."""
_COMES_OR_GOES = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER

for _module in iter_modules(conversation.__path__):
    # Each registers what its commands and buttons do when it is loaded.
    import_module(f"{conversation.__name__}.{_module.name}")


def add_handlers(application: App, services: Services, outcomes: Outcomes) -> None:
    """Put every handler in its place."""
    groups = Groups(services)

    async def note_meant(update: Update, context: Context) -> None:
        """Note an update that the bot answered, or did something because of."""
        if isinstance(context.talk, Conversation) and context.talk.meant:
            outcomes.meant(update.update_id)

    async def note_error(update: object, context: Context) -> None:
        """An error goes to the inbox, which tries the update again; here it goes no further."""
        if isinstance(update, Update) and context.error is not None:
            outcomes.failed(update.update_id, context.error)
            raise ApplicationHandlerStop

    # -1: the guard is a TypeHandler, because a MessageHandler would not see presses.
    application.add_handler(TypeHandler(Update, Guard(services, groups, outcomes).look), group=-1)
    # Being added, promoted or blocked, and moves of groups: nobody says these, so they come before words.
    application.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.moved))
    # Members who come and go: Telegram tells it as a message, and to an administrator as an update of its own.
    application.add_handler(ChatMemberHandler(groups.member_changed, ChatMemberHandler.CHAT_MEMBER))
    application.add_handler(MessageHandler(_COMES_OR_GOES, groups.came_or_left))
    application.add_handler(CallbackQueryHandler(handled(press)))
    # Commands before text: a command is text too.
    for name in COMMANDS:
        application.add_handler(CommandHandler(name, handled(TYPED[name]), _COMMAND))
    # People whom an admin picked from Telegram's own list: nobody writes these either.
    application.add_handler(MessageHandler(filters.StatusUpdate.USERS_SHARED, handled(teams.shared)))
    # What looks like a command and is none of ours.
    application.add_handler(MessageHandler(_COMMAND & filters.COMMAND, handled(general.unknown, meant=False)))
    # Words, also those below a picture and those that were forwarded.
    words = filters.UpdateType.MESSAGE & (filters.TEXT | filters.CAPTION)
    application.add_handler(MessageHandler(words, handled(general.text, meant=False)))
    # Words that were changed after they were sent: no command, and no wish of their own.
    changed = filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION)
    application.add_handler(MessageHandler(changed, handled(own_skus.edited, meant=False)))
    # Pictures, stickers and files without a word; what only happened in the chat, such as a pin, was said by nobody.
    spoken = filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(spoken, handled(general.other, meant=False)))
    # 1: after all others, what a group only said among itself is told apart from what was meant for the bot.
    application.add_handler(TypeHandler(Update, note_meant), group=1)
    application.add_error_handler(note_error)


class OwedEnds:
    """Owes whoever wrote an update that ends without its answer a sentence that says so, once."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def gave_up(self, update: Update | None, update_id: int, error: str) -> None:
        """It could not be handled; the desk tells the admins why."""
        chat = update.effective_chat if update else None
        if update is None or chat is None or update.my_chat_member is not None:
            return
        await self._owe("gave-up", update_id, Place(chat.id))

    async def cut_off(self, update: Update) -> None:
        """It took effect, and the bot broke off before it could say how that ended."""
        message = update.effective_message
        if message is None or update.effective_user is None:
            return
        place = Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)
        await self._owe("cut-off", update.update_id, place, message.message_id)

    async def _owe(self, key: str, update_id: int, place: Place, reply_to: int | None = None) -> None:
        desk = self._services.desk
        language = await desk.people.chat_language(place)
        answer = owed_answer(answers.sentence(language, key, FAILED), reply_to=reply_to)
        await desk.outbox.owe(answer, place, f"{key}:{self._services.bot.id}:{update_id}")
