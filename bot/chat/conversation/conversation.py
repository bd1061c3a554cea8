"""Wraps one update as a conversation: who speaks, where, for which team, in which language, and every way to answer."""

import asyncio
import inspect
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from telegram import CallbackQuery, InputFile, Message, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.cards import answers, people
from bot.cards.blocks.buttons import ButtonAction, Code, Codes
from bot.cards.blocks.html import BREAK, Html
from bot.cards.blocks.view import View, first_line
from bot.cards.blocks.writer import Writer
from bot.cards.requests.holding import about_a_request
from bot.cards.teams import team as team_cards
from bot.chat.conversation.menus import PersonalMenus
from bot.chat.conversation.registry import PRESSED, pressed
from bot.chat.transport import failures
from bot.chat.transport.bot import Bot, Context
from bot.chat.transport.messenger import Messenger
from bot.chat.transport.owed_answers import can_be_owed, owed_answer
from bot.chat.transport.sending import Sender, called
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.cards import ToldRequest
from bot.desk.messages.dialogs import Dialog, OfRequest
from bot.desk.shared.refusal import NumberedWhy, Refusal, RefusalReason
from bot.desk.shared.refusals import NoAnswer, NoLonger, Repeat
from bot.market.errors import MarketError
from bot.pictures.reader import PictureReader
from bot.purchasing.notices.shown import CardNotice, OwedAnswerNotice
from bot.purchasing.people.teams import Changed, OurTeam
from bot.purchasing.person import Act, Cause, Person, Place
from bot.purchasing.reading.classify_url import NoOffer, OfferRef, ShortLink
from bot.purchasing.requests.request import Request
from bot.purchasing.text import first_word
from bot.sheets.reader import SheetReader

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.4
"""How long an action of the desk may take before its press is answered and `typing` is shown."""
ALONE_SECONDS = 5.0
"""The same for a press that its presser alone is answered: only an unanswered press can still show an alert."""
_TYPING_SECONDS = 4.0
_FLOOD_TRIES = 3
_ALBUMS = 100
"""How many albums are remembered whose first message was an answer."""
_MOVED_ON = frozenset({NoLonger, Repeat, RefusalReason.NOT_SENT, RefusalReason.STALE})
"""The request is not any more what its card showed."""
T = TypeVar("T")

ResolveShort = Callable[[ShortLink], Coroutine[Any, Any, OfferRef | NoOffer]]


class Elsewhere(Exception):
    """The action goes on in another chat, and its person was told so."""


class Services:
    """What every handler works with: the chat's own parts around one bot, and the desk behind them; built by wiring."""

    def __init__(
        self, bot: Bot, desk: Desk, codes: Codes, resolve_short: ResolveShort, clock: Clock, page: str = ""
    ) -> None:
        """`page` is the address of the Mini App; empty if there is none."""

        async def dry(place: Place) -> Html:
            return Writer(await desk.people.chat_language(place)).line("dry-run-mark")

        self.bot, self.desk, self.codes, self.clock, self.page = bot, desk, codes, clock, page
        self.resolve_short = resolve_short
        self.sender = Sender(bot, codes, dry if desk.orders_nothing else None)
        self.messenger, self.menus = Messenger(desk, self.sender, clock, page), PersonalMenus(bot, desk, clock)
        self.sheets, self.pictures = SheetReader(), PictureReader()
        self.answering_albums: deque[tuple[str, bool]] = deque(maxlen=_ALBUMS)
        """The last albums that were heard as an answer, and whether that had words: the other pictures are none."""
        self.unsent_invitations: dict[int, list[Changed]] = defaultdict(list)
        """By person, the invitations whose link was not sent to them yet; it is stored nowhere else."""


class Conversation:
    """A message or a press with its person and place; the guard makes one for each update that may go on."""

    def __init__(
        self,
        services: Services,
        update: Update,
        by: Person,
        place: Place,
        language: str,
        reader: str,
        code: Code | None = None,
    ) -> None:
        self.services, self.desk, self.update, self.by, self.place = services, services.desk, update, by, place
        self.language, self.reader = language, reader
        """The chat's language, and the person's."""
        self.code = code
        """The code of a pressed button, whose signature the guard has checked; None if nothing was pressed."""
        self.request_id: int | None = None
        """The request that a press is about; its card is renewed if the press came too late."""
        self.cause = Cause(services.bot.id, update.update_id)
        self.again: Code | None = None
        """The button that asks 1688 the same once more, if it gives no answer."""
        self.meant = False
        """Whether the bot answered, or did something: what a group only says among itself is not kept."""
        self._owed = 0
        """How many of its answers the outbox has."""
        self.said: list[int] = []
        """The messages that were posted in answer."""
        self.said_at: datetime | None = None
        """When the newest of these was sent, by Telegram's clock."""
        self.answering: Dialog | None = None
        """The question that this message answers; None if it answers none."""
        self.late: Dialog | None = None
        """The question whose answer this would have been in time."""
        self.is_rest_of_album = False
        """Whether it belongs to an album whose first message was an answer."""
        self.waits = False
        """Whether a question waits that this neither answers nor ends."""
        self._answered = False

    @property
    def act(self) -> Act:
        """This person's doing, as the verbs of the desk take it."""
        return Act(self.by, self.cause, self.place)

    def now(self) -> datetime:
        return self.services.clock.now()

    @property
    def message(self) -> Message | None:
        """What the person wrote, or changed; None for a press."""
        return self.update.message or self.update.edited_message

    @property
    def query(self) -> CallbackQuery | None:
        return self.update.callback_query

    @property
    def pressed(self) -> int:
        """The id of the message that carries the pressed button."""
        query = self.query
        return query.message.message_id if query and query.message else 0

    @property
    def replied_to(self) -> int | None:
        """The id of the message that this one replies to."""
        reply = self.message.reply_to_message if self.message else None
        return reply.message_id if reply is not None else None

    async def about(self) -> ToldRequest | None:
        """What the message that this one replies to is about; None if it is no reply, or about no request."""
        return await self.desk.cards.about(self.place.chat_id, self.replied_to) if self.replied_to else None

    @property
    def before_all(self) -> bool:
        """Whether everybody in a group would read an answer to this press."""
        return self.query is not None and not self.place.private

    @property
    def own_language(self) -> str:
        """The language of an answer that is for this person alone if others could read it."""
        return self.reader if self.before_all else self.language

    @property
    def words(self) -> str:
        """The text after the command, on the same line or below."""
        return first_word(text_of(self.message))[1]

    async def teams_here(self) -> tuple[OurTeam, ...]:
        """The teams that can be meant: the group's, in private all of the person's. Refusal if there is none."""
        if self.place.private:
            mine = await self.desk.teams.of_person(self.by.id)
            if not mine:
                raise Refusal(RefusalReason.NO_TEAM)
            return mine
        team = await self.desk.teams.of_chat(self.place.chat_id)
        if team is None:
            raise Refusal(RefusalReason.GROUP_NO_TEAM)
        return (team,)

    async def the_team(self) -> OurTeam:
        """The one team that is meant; Refusal if it could be several."""
        team, *others = await self.teams_here()
        if others:
            raise Refusal(RefusalReason.WHICH_TEAM)
        return team

    async def in_one_team(
        self, handler: Callable[[int], Awaitable[None]], button: ButtonAction, *more: str | int
    ) -> None:
        """Act in the team that is meant; if there are several, one is picked by a `button` that does the same."""
        teams = await self.teams_here()
        if len(teams) == 1:
            await handler(teams[0].id)
            return
        await self.say(team_cards.which_team(teams, button, more, self.language))

    async def require_own_chat(self, team_id: int | None) -> None:
        """Refusal in another group, since a team's requests are none of its business."""
        if team_id is None or self.place.private:
            return
        here = await self.desk.teams.of_chat(self.place.chat_id)
        if here is None or here.id != team_id:
            raise Refusal(RefusalReason.FOREIGN_CHAT)

    async def answer(self, text: str = "", alert: bool = False) -> bool:
        """Answer the press, once; if the answer fails, what the press did still stands. False if Telegram is silent."""
        if self.query is None or self._answered:
            return True
        self._answered = True
        try:
            await self.query.answer(text or None, show_alert=alert)
        except TelegramError as error:
            old = isinstance(error, BadRequest) and failures.press_too_old(error)
            log.log(logging.DEBUG if old else logging.WARNING, "a press was not answered: %s", error)
            return not failures.silent(error)
        return True

    async def alert(self, view: View) -> None:
        """Show something to the presser only; to a writer, or after the press was answered, as a message.

        In private it is a message as well if Telegram took no answer to the press.
        """
        can_alert = self.query is not None and not self._answered and not view.keyboard
        if can_alert and (await self.answer(view.alert, alert=True) or not self.place.private):
            return
        await self.say(view)

    async def _explain(self, view: View) -> None:
        """Explain something to the presser alone: in a group by a message only they see, else by the alert.

        A press that was answered already has no alert any more: then in private, if they can be written to.
        """
        if not view.keyboard and await self._whispered(view):
            return
        if not (self.before_all and self._answered and await self._in_private(view)):
            await self.alert(view)

    async def tell(self, view: View) -> None:
        """Tell the presser alone: in passing, or by a message if the press was answered already."""
        if self.query is None or self._answered:
            await self._explain(view)
        else:
            await self.answer(view.alert)

    async def alone(self, here: View, mine: View, payload: str) -> None:
        """Answer so that in a group nobody else reads it: there if Telegram can, in private, or by the alert.

        `mine` is for the private chat; `payload` is that of a link there, for a press that was answered already.
        """
        if not self.before_all:
            await self.say(here)
            return
        if await self._whispered(here) or await self._in_private(mine):
            return
        if self._answered:
            here = people.only_private(self.language, self.services.bot.username, payload)
        await self.alert(here if self._answered else replace(here, keyboard=()))

    async def of_request(self, request: Request, view: View, mine: View | None = None, *, in_place: int = 0) -> None:
        """Show what is of a request in place of the pressed message, or so that nobody else reads it (there `mine`).

        Refusal in the group of another team.
        """
        await self.require_own_chat(request.team_id)
        await (self.show(view) if in_place else self.alone(view, mine or view, f"r_{request.id}"))

    async def privately(self, view: View, payload: str) -> None:
        """Answer a command in a group by a message in private; `payload` is a link's for whom none can be sent."""
        if await self._in_private(view):
            await self.say(answers.sentence(self.language, "sent-in-private"))
        else:
            await self.lead_to_private(payload)

    async def _whispered(self, view: View) -> bool:
        """Whether a press in a group was answered by a message that its presser alone sees."""
        query = self.query
        if query is None or self.place.private:
            return False
        if not await self.services.sender.whisper(self.place, self.by.id, query.id, view):
            return False
        await self.answer()
        return True

    async def _in_private(self, view: View) -> bool:
        """Whether the presser of a button in a group was sent this in private; the answer to the press says so."""
        try:
            message_id = await self.services.sender.post(Place(self.by.id), view)
        except TelegramError as error:
            log.info("a press was not answered in private: %s", failures.said(error))
            if isinstance(error, Forbidden):
                await self.desk.people.reachable(self.by.id, False)
            return False
        await self.services.messenger.replied(Place(self.by.id), message_id, view)
        await self.answer(answers.sentence(self.reader, "sent-in-private").alert)
        return True

    async def say(self, view: View, *, ask: bool = False, dialog: Dialog | None = None, quotes: bool = False) -> int:
        """Post a view here, whose buttons are kept true from now on; in a group as a reply to the one who wrote.

        What `quotes` is a reply in private too, since it says something of that very message.
        It may ask a question (`dialog`). Returns the id of the message, 0 if Telegram takes nothing now: then it is
        owed, and comes as soon as it can.
        """
        self.meant = True
        replies = quotes or not self.place.private
        reply_to = self.message.message_id if self.message and replies else None
        if ask and reply_to is None and not self.place.private:
            view = called(view, self.by)
        asks = ask and not self.place.private  # then the reply field stands where the buttons would
        message = await self._posted(view, reply_to, asks, dialog)
        if message is None:
            return 0
        message_id: int = message.message_id
        self.said.append(message_id)
        self.said_at = message.date
        if view.keyboard and not asks:
            await self.services.messenger.replied(self.place, message_id, view)
        return message_id

    async def ask(self, dialog: Dialog, view: View, *, opens: bool = True) -> None:
        """Ask for a typed answer of this person in this chat; `opens` their reply field there."""
        dialogs, chat_id = self.desk.dialogs, self.place.chat_id
        asked = await dialogs.ask(chat_id, self.by.id, replace(dialog, sentence=first_line(view)))
        message_id = await self.say(view, ask=opens, dialog=asked)
        if message_id:
            await dialogs.asked(chat_id, asked, message_id, self.said_at, prompt=not self.place.private)

    async def _posted(self, view: View, reply_to: int | None, ask: bool, dialog: Dialog | None) -> Message | None:
        """The message as it was posted; None if Telegram takes nothing now, and it is owed."""
        try:
            return await self._patiently(
                lambda place: self.services.sender.send(place, view, reply_to=reply_to, ask=ask)
            )
        except TelegramError as error:
            if not failures.silent(error) or not can_be_owed(view):
                raise
            log.warning("an answer is owed: %s", failures.said(error))
        number = None if dialog is None else dialog.id
        await self._owe(owed_answer(view, reply_to=reply_to, dialog=number, opens=ask))
        return None

    async def _owe(self, answer: OwedAnswerNotice) -> None:
        """Have the outbox send it as soon as Telegram takes something again; once, also if this update runs again."""
        await self.desk.outbox.owe(answer, self.place, self._name_of_owed())

    def _name_of_owed(self) -> str:
        """What the next answer that is owed is known by, also if this update runs again."""
        self._owed += 1
        return f"answer:{self.services.bot.id}:{self.update.update_id}:{self._owed}"

    async def show_card(self, request_id: int) -> None:
        """Post the request's one card at the end of this chat; if Telegram takes nothing now, it is owed."""
        try:
            await self.services.messenger.show_card(request_id, self.place)
        except TelegramError as error:
            if not failures.silent(error):
                raise
            log.warning("a card is owed: %s", failures.said(error))
            owed = CardNotice(anew="asked")
            await self.desk.outbox.owe(owed, self.place, self._name_of_owed(), request_id)

    async def ask_in_place(self, dialog: Dialog, view: View) -> None:
        """Turn the pressed message into one that asks this."""
        dialogs, chat_id = self.desk.dialogs, self.place.chat_id
        asked = await dialogs.ask(chat_id, self.by.id, replace(dialog, sentence=first_line(view)))
        await self.show(view)
        await dialogs.asked(chat_id, asked, self.said[-1] if self.said else self.pressed, self.said_at)

    async def ask_typed(self, dialog: Dialog, key: str, **facts: object) -> None:
        """Ask by a sentence alone; one about a request names it."""
        if isinstance(dialog, OfRequest):
            facts["number"] = await self.desk.cards.name(dialog.request_id)
        await self.ask(dialog, people.asking(self.language, key, **facts))

    async def question(self) -> Dialog | None:
        """The question whose message is pressed or replied to, else the open one of this person in this chat."""
        waiting = await self.desk.dialogs.waiting(self.place.chat_id, self.by.id)
        message_id = self.pressed or self.replied_to
        this = next((dialog for dialog in waiting if dialog.asks(message_id)), None)
        return this or next((dialog for dialog in waiting if not dialog.passed), None)

    async def close_question(self, dialog: Dialog) -> None:
        """Close this question, if it is open; in a group, the message goes that asked it and nothing else."""
        closed = await self.desk.dialogs.take(self.place.chat_id, self.by.id, dialog)
        if closed is None or closed.prompt is None:
            return
        try:
            await self.services.sender.removed(self.place.chat_id, closed.prompt)
        except TelegramError as error:  # the answer counts already
            log.info("a question stays: %s", failures.said(error))

    async def close_question_about(self, kind: type[OfRequest], request_id: int) -> None:
        """Close the questions of this kind about this request, since a press answered them."""
        for question in await self.desk.dialogs.waiting(self.place.chat_id, self.by.id):
            if isinstance(question, kind) and question.request_id == request_id:
                await self.close_question(question)

    async def lead_to_private(self, payload: str) -> None:
        """Say that this is not for a group's eyes, with a link of this payload to the private chat."""
        await self.say(people.only_private(self.language, self.services.bot.username, payload))

    async def require_private(self, payload: str) -> None:
        """Go on in private alone: from a group a link of this payload leads there. Raises Elsewhere then."""
        if not self.place.private:
            await self.lead_to_private(payload)
            raise Elsewhere

    async def send_alone(self, payload: str, send: Callable[[Place], Awaitable[object]]) -> bool:
        """Send something to this person alone; False if that cannot be: then a link of this payload leads there."""
        try:
            await send(self.place if self.place.private else Place(self.by.id))
        except Forbidden:
            await self.desk.people.reachable(self.by.id, False)
            await self.lead_to_private(payload)
            return False
        return True

    async def send_file(self, name: str, data: bytes, view: View, place: Place | None = None) -> None:
        """Post a file that was made here, with the words of a view below it; here, unless another place is said."""
        to = place or self.place
        await self.services.bot.send_document(
            to.chat_id,
            InputFile(data, filename=name),
            caption=view.text,
            parse_mode=ParseMode.HTML,
            message_thread_id=to.topic_id,
        )

    async def put(self, view: View) -> None:
        """Answer a command by a new message, and a press by another view of the pressed one."""
        await (self.say(view) if self.query is None else self.show(view))

    async def show(self, view: View) -> None:
        """Turn the pressed message into another view; send a new message if that one is gone."""
        try:
            await self._patiently(lambda place: self.services.sender.edit(place.chat_id, self.pressed, view))
        except TelegramError as error:
            gone = isinstance(error, BadRequest) and failures.message_gone(error)
            if not gone and not failures.silent(error):
                raise
            await self.say(view)
        else:
            await self.services.messenger.replied(self.place, self.pressed, view, edited=True)

    async def put_picture(self, png: bytes, view: View) -> None:
        """Answer a command by a picture that was made here, a press by another one in its place, with a view below."""
        sender = self.services.sender
        try:
            if self.query is not None:
                await self._patiently(lambda place: sender.other_picture(place.chat_id, self.pressed, png, view))
                return
        except BadRequest as error:
            if not failures.message_gone(error):
                raise
        reply_to = self.message.message_id if self.message and not self.place.private else None
        self.said.append(await self._patiently(lambda place: sender.picture(place, png, view, reply_to=reply_to)))

    async def drop(self) -> None:
        """Take the pressed message away; its buttons, if Telegram keeps it."""
        if not await self.services.sender.removed(self.place.chat_id, self.pressed):
            await self.used_up()

    async def used_up(self) -> None:
        """Take the buttons off the pressed message, whose words stay."""
        try:
            await self.services.bot.edit_message_reply_markup(self.place.chat_id, self.pressed)
        except BadRequest as error:
            log.info("a button stays: %s", error)

    async def work(self, verb: Coroutine[Any, Any, T], patience: float = PATIENCE_SECONDS) -> T:
        """Run an action of the desk; if it takes long, answer the press and show `typing` until it is done."""
        task = asyncio.ensure_future(verb)
        try:
            done, _ = await asyncio.wait({task}, timeout=patience)
            while not done:
                await self.answer()
                with suppress(TelegramError):  # it only shows that something is done
                    await self.services.bot.send_chat_action(
                        self.place.chat_id, ChatAction.TYPING, message_thread_id=self.place.topic_id
                    )
                done, _ = await asyncio.wait({task}, timeout=_TYPING_SECONDS)
        finally:
            task.cancel()
        return task.result()

    async def refuse(self, refusal: Refusal) -> None:
        """Say why an action does nothing; the card of a press that came too late is renewed.

        Of a request that moved on, the state is told that lists and its card show.
        """
        why, now = refusal.why, self.now()
        if isinstance(why, NoAnswer) and why.owed:
            return  # Telegram was silent just now: the desk has it said as soon as that is over
        renewed = self.request_id if refusal.reason in _MOVED_ON and self.pressed else None
        if not isinstance(why, NumberedWhy) or not isinstance(why.number, int):
            view = answers.refusal(why, self.reader, now)
        else:
            named = replace(why, number=await self.desk.cards.name(why.number))
            if isinstance(named, NoLonger):
                purchase = (await self.desk.drafting.step(why.number)).purchase
                view = answers.moved_on(named, purchase, self.reader, now, renewed=renewed is not None)
            else:
                view = answers.refusal(named, self.reader, now)
        await self._explain(view)
        if renewed is not None:
            await self.services.messenger.repaint(renewed, self.place, self.pressed)

    async def market_error(self, error: MarketError) -> None:
        """Say that 1688 gave an error, and that nothing was bought."""
        log.warning("1688: %s", error)
        await self.alert(answers.market_error(error, self.reader, None if self.query else self.again))

    async def _patiently(self, send: Callable[[Place], Awaitable[T]]) -> T:
        """Send; wait out a flood error, and follow a group that moved."""
        for _ in range(_FLOOD_TRIES):
            try:
                return await send(self.place)
            except RetryAfter as error:
                await self.services.clock.sleep(failures.seconds_to_wait(error))
            except ChatMigrated as error:
                await self.desk.people.migrate(self.place.chat_id, error.new_chat_id)
                self.place = replace(self.place, chat_id=error.new_chat_id)
        return await send(self.place)


TalkHandler = Callable[[Conversation], Awaitable[None]]


def text_of(message: Message | None) -> str:
    """What was written: the text, or the caption of a picture; copied words of ours without invisible characters."""
    return (message.text or message.caption or "").replace(BREAK, "") if message else ""


def handled(handler: TalkHandler, *, meant: bool = True) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Make a library handler from an action: it tells refusals and errors of 1688 and answers each press.

    An action that may find nothing for the bot in what a group says is not `meant`; it says itself if it does.
    """

    async def callback(update: Update, context: Context) -> None:
        talk = context.talk
        if not isinstance(talk, Conversation):
            raise TypeError("an update passed the guard without a conversation")
        talk.meant = talk.meant or meant
        try:
            try:
                await handler(talk)
            except Elsewhere:
                pass
            except AlreadyDone:
                log.info("update %d had its effect before", update.update_id)
                await talk.alert(answers.sentence(talk.reader, "cut-off"))
            except Refusal as refusal:
                talk.meant = True
                await talk.refuse(refusal)
            except MarketError as error:
                talk.meant = True
                await talk.market_error(error)
            await talk.answer()
        except Forbidden:
            if talk.place.private:
                await talk.desk.people.reachable(talk.by.id, False)

    return callback


async def press(talk: Conversation) -> None:
    """Do what a button asks for; the guard let only buttons through that we wrote for this chat.

    A button of an older version may have other arguments than its function takes now.
    """
    code = talk.code
    handler = PRESSED.get(code.action) if code else None
    if code is None or handler is None or not _takes(handler, talk, code.args):
        await talk.alert(answers.sentence(talk.reader, "old-button"))
        return
    if about_a_request(code.action):
        talk.request_id = int(code.args[0])
    args = code.args
    if code.action.agrees:
        # A word before the content is the mark of what the card warned of.
        *about, tag = args
        seen = (about.pop(),) if len(about) > 1 and isinstance(about[-1], str) else ()
        # Of a content that the request has no more, the function is given an empty hash.
        content = await talk.desk.cards.content(int(args[0]))
        args = (*about, content if talk.services.codes.is_content(tag, content) else "", *seen)
    await handler(talk, *args)


def _takes(handler: Callable[..., Awaitable[None]], talk: Conversation, args: tuple[str | int, ...]) -> bool:
    try:
        inspect.signature(handler).bind(talk, *args)
    except TypeError:
        return False
    return True


@pressed(ButtonAction.STILL)
async def still(talk: Conversation) -> None:
    """Do nothing: the button shows the number of a page."""
