"""Checks for every update, also presses, before any other handler, whether its person may go on."""

import asyncio
import logging

from telegram import Chat, Message, Update, User
from telegram.error import Forbidden
from telegram.ext import ApplicationHandlerStop

from bot.cards import answers
from bot.cards import people as people_cards
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.writer import NEEDS_YOU
from bot.chat.conversation import questions
from bot.chat.conversation.conversation import Conversation, Services
from bot.chat.conversation.groups import Groups
from bot.chat.conversation.incoming import (
    addressed,
    brings_an_invitation,
    forwarded,
    has_identity,
    is_somebody,
    named,
    person_of,
    wants_to_be_forgotten,
)
from bot.chat.transport import failures
from bot.chat.transport.bot import Context
from bot.chat.transport.inbox import Outcomes
from bot.chat.transport.person_throttle import CALM_SECONDS, Paces, ThrottleVerdict
from bot.desk.shared.refusals import Stranger
from bot.purchasing.person import Place
from bot.purchasing.text import known_language

log = logging.getLogger(__name__)


class Guard:
    """Lets through people who may buy; tells everybody else their number and nothing of requests."""

    def __init__(self, services: Services, groups: Groups, outcomes: Outcomes) -> None:
        self._services, self._desk = services, services.desk
        self._groups, self._outcomes, self._paces = groups, outcomes, Paces()
        self._floods: dict[int, asyncio.Task[None]] = {}
        """By person, who waits for the end of their flood."""
        self._unread_last: dict[int, Conversation] = {}
        """The last message of each of these that was not read."""

    async def look(self, update: Update, context: Context) -> None:
        """Stop an update that may not go on; attach the conversation to one that may."""
        if _nobody_says_it(update):
            self._outcomes.meant(update.update_id)
            return
        try:
            talk = await self._talk(update) if await self._in_time(update) else None
        except Forbidden as refused:
            raise ApplicationHandlerStop from refused
        if talk is None:
            raise ApplicationHandlerStop
        await questions.listen(talk)
        context.talk = talk

    async def _in_time(self, update: Update) -> bool:
        """Whether the person keeps to a pace that leaves room for others.

        Those who do not are told at most once a minute, and after their flood how many messages were not read.
        """
        message, user = update.message, update.effective_user
        if user is None:
            return True
        language = known_language(user.language_code or "en")
        if message is None:
            query, verdict = update.callback_query, self._paces.press(user.id, self._services.clock.steady())
            if update.edited_message is not None:
                return verdict is ThrottleVerdict.GO
            if query is None or query.message is None or verdict is ThrottleVerdict.GO:
                return True
            talk = self._unread(update, user, Place(query.message.chat.id))
            await talk.alert(answers.sentence(language, "too-much-pressed", NEEDS_YOU))
            return False
        meant = addressed(message, self._services.bot)
        verdict = self._paces.words(user.id, message.date.timestamp(), meant)
        if meant and verdict is not ThrottleVerdict.GO:
            self._outcomes.meant(update.update_id)
        if meant:
            await self._answer_pace(self._unread(update, user, _place(message)), verdict, message.date.timestamp())
        return verdict is ThrottleVerdict.GO

    async def _answer_pace(self, talk: Conversation, verdict: ThrottleVerdict, written: float) -> None:
        """Say what was too much at once, and what was not read before this message; `written` is its time."""
        if verdict is not ThrottleVerdict.GO:
            self._wait_for_calm(talk)
        if verdict is ThrottleVerdict.TELL:
            await talk.say(answers.sentence(talk.language, "too-much", NEEDS_YOU), quotes=True)
        elif verdict is ThrottleVerdict.GO:
            missed = self._paces.missed(talk.by.id, written)
            if missed:
                await _say_missed(talk, missed)

    def _wait_for_calm(self, talk: Conversation) -> None:
        """Have this person told what was not read once their flood is over, also if they write nothing more."""
        person_id = talk.by.id
        self._unread_last[person_id] = talk
        if person_id not in self._floods:
            self._floods[person_id] = asyncio.create_task(self._tell_missed(person_id), name="end of a flood")

    async def _tell_missed(self, person_id: int) -> None:
        clock = self._services.clock
        try:
            while self._paces.refused(person_id):
                await clock.sleep(CALM_SECONDS)
                missed = self._paces.missed(person_id, clock.now().timestamp())
                if missed:
                    await _say_missed(self._unread_last[person_id], missed)
        except Exception as error:  # nobody waits for this task
            log.warning("nobody was told of messages that were not read: %s", failures.said(error))
        finally:
            del self._floods[person_id], self._unread_last[person_id]

    async def _talk(self, update: Update) -> Conversation | None:
        message, query = update.message, update.callback_query
        if message is not None:
            return await self._writer(update, message)
        if update.edited_message is not None:
            return await self._editor(update, update.edited_message)
        if query is not None and query.message is not None and is_somebody(query.from_user):
            pressed = query.message
            place = _place(pressed) if isinstance(pressed, Message) else _chat(pressed.chat)
            return await self._presser(update, query.from_user, pressed.chat, place)
        return None

    async def _writer(self, update: Update, message: Message) -> Conversation | None:
        if message.chat.type == Chat.CHANNEL or _is_service(message):
            return None
        meant = named(message, self._services.bot)  # others may talk below a card
        if meant:
            self._outcomes.meant(update.update_id)
        user = message.from_user
        if user is None or not has_identity(message):
            if meant and message.chat.type != Chat.PRIVATE:
                # Nobody can be asked behind an anonymous admin or a channel: they are told where a person can write.
                language = await self._desk.people.chat_language(_place(message))
                view = people_cards.no_identity(language, self._services.bot.username)
                await self._services.sender.post(_place(message), view, reply_to=message.message_id)
            return None
        ours = await self._desk.people.known(user.id) or _is_for_anybody(message)
        if not ours and not meant:
            return None
        talk = await self._begin(update, user, message.chat, _place(message))
        if ours:
            await self._groups.greet(talk.place)
            return talk
        word = (message.text or "").split("@")[0].split(" ")[0]
        if word in ("/start", "/help") and not forwarded(message):
            await talk.say(people_cards.start(talk.reader, talk.by.id, False))
        else:
            await talk.say(people_cards.stranger(talk.reader, talk.by.id))
        return None

    async def _editor(self, update: Update, message: Message) -> Conversation | None:
        """Somebody known who changed what they wrote; everybody else's edits are not even answered."""
        user = message.from_user
        if user is None or not has_identity(message) or message.chat.type == Chat.CHANNEL:
            return None
        if not await self._desk.people.known(user.id):
            return None
        return await self._begin(update, user, message.chat, _place(message))

    async def _presser(self, update: Update, user: User, chat: Chat, place: Place) -> Conversation | None:
        query = update.callback_query
        code = self._services.codes.read(query.data or "", chat.id) if query is not None else None
        if code is None:  # we did not write it for this chat
            # A forged or too old press is answered without reading the database, however many arrive.
            talk = self._unread(update, user, place)
            await talk.alert(answers.sentence(talk.reader, "old-button"))
            return None
        talk = await self._begin(update, user, chat, place, code)
        if code.action is ButtonAction.FORGET or await self._desk.people.known(user.id):
            return talk
        await talk.alert(answers.refusal(Stranger(person_id=user.id), talk.reader))
        return None

    def _unread(self, update: Update, user: User, place: Place) -> Conversation:
        """A conversation for one answer, of which the database knows nothing."""
        by = person_of(user)
        language = known_language(by.language)
        return Conversation(self._services, update, by, place, language, language)

    async def _begin(
        self, update: Update, user: User, chat: Chat, place: Place, code: Code | None = None
    ) -> Conversation:
        by, people = person_of(user), self._desk.people
        await people.remember(by, place, chat.type, chat.title or "")
        await self._desk.presence.seen(by.id, place, update.update_id)
        language = by.language if place.private else await people.chat_language(place)
        return Conversation(self._services, update, by, place, language, by.language, code)


async def _say_missed(talk: Conversation, count: int) -> None:
    """Tell somebody how many of their messages were not read."""
    await talk.say(answers.sentence(talk.language, "missed", NEEDS_YOU, n=count), quotes=True)


def _place(message: Message) -> Place:
    return _chat(message.chat, message.message_thread_id if message.is_topic_message else None)


def _chat(chat: Chat, topic_id: int | None = None) -> Place:
    """Whether it is a group with a public name, which is open to everybody."""
    return Place(chat.id, topic_id, public=bool(chat.username) and chat.type != Chat.PRIVATE)


def _is_service(message: Message) -> bool:
    """Whether a message has nothing that somebody wrote, sent or picked: joined, left, pinned, renamed."""
    return message.effective_attachment is None and not message.text and message.users_shared is None


def _is_for_anybody(message: Message) -> bool:
    """Whether it is in private what somebody unknown may say too: they bring an invitation, or want to be forgotten."""
    private, text = message.chat.type == Chat.PRIVATE and not forwarded(message), message.text or ""
    return private and (brings_an_invitation(text) or wants_to_be_forgotten(text))


def _nobody_says_it(update: Update) -> bool:
    """Whether it tells who came or left, or that the group became a supergroup; only Telegram sends these."""
    message = update.message
    if message is None:
        return update.my_chat_member is not None or update.chat_member is not None
    moved = message.migrate_to_chat_id or message.migrate_from_chat_id
    return bool(moved or message.new_chat_members or message.left_chat_member)
