"""Sends the messages of the outbox: a card or a text for each notice; errors become later, never, or a new chat id."""

import hashlib
import logging
from dataclasses import astuple, dataclass, replace

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.cards import answers, miniapp
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View, first_line
from bot.cards.blocks.writer import ForChat
from bot.cards.money.pay_runs import pay_run
from bot.cards.notices.notices import digest, newest_only, notice
from bot.cards.requests import approval
from bot.cards.requests.draft_choices import AS_IT_STANDS, CardTurn
from bot.cards.requests.holding import (
    as_it_stands,
    as_of_now,
    holds,
    is_news,
    may_change,
    pays_no_more,
    reply,
    subjects,
)
from bot.cards.requests.request import for_its_reader, request_card
from bot.cards.teams import setup
from bot.chat.transport import failures
from bot.chat.transport.owed_answers import view_of
from bot.chat.transport.rate_limiter import TurnTooLate, after_people, only_if
from bot.chat.transport.sending import Sender, called
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.outbox import DueMessage, LiveMessage, OutboxMessage
from bot.desk.messages.dialogs import AnswerDialog, Dialog
from bot.desk.messages.outbox import Delivery, Digested, GroupMigrated, Later, Never, Overtaken, Sent
from bot.desk.shared.proposals import AGREED
from bot.desk.shared.views import CHOOSING, CardState, Stage
from bot.purchasing.approval.votes import Open
from bot.purchasing.lifecycle import OutboxState
from bot.purchasing.notices.approvals import QuestionNotice
from bot.purchasing.notices.base import AboutOrder, Notice
from bot.purchasing.notices.changes import PolicyChange
from bot.purchasing.notices.operations import DigestNotice, TroubleOverNotice
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.notices.shown import ButtonsNotice, CardNotice, OwedAnswerNotice, PayRunNotice, ReplyNotice
from bot.purchasing.notices.teams import ProposalOverNotice, TeamOpenedNotice
from bot.purchasing.orders.payable import Unpayable, why_unpayable
from bot.purchasing.person import Place

log = logging.getLogger(__name__)

_RETRY_SECONDS = 5.0
_WHOLE_HASH = 64


@dataclass(frozen=True)
class ShownCard:
    """What a card shows, in a short form to store: stage, the content that a press agrees to, a hash of everything."""

    stage: str
    content: str
    digest: str

    @property
    def text(self) -> str:
        return f"{self.stage}:{self.content}:{self.digest}"

    @classmethod
    def of(cls, step: CardState, view: View) -> "ShownCard":
        snapshot = step.purchase.request.snapshot
        content = snapshot.hash if snapshot else ""
        return cls(step.stage.value, content, hashlib.sha256(repr(astuple(view)).encode()).hexdigest()[:32])

    @classmethod
    def read(cls, text: str) -> "ShownCard":
        """Read the stored form; an older version stored only the digest, or a shortened content hash."""
        stage, _, content = text.rpartition(":")[0].partition(":")
        return cls(stage, content if len(content) == _WHOLE_HASH else "", text.rpartition(":")[2])


def _asks_people(before: ShownCard, now: ShownCard, decided_here: bool, anew: str) -> str:
    """Why a card is posted again: approvers must see a new message if there is something new to decide."""
    if not decided_here or now.stage != Stage.APPROVAL:
        return anew
    if before.stage in CHOOSING:
        return "asks"
    if before.content != now.content:
        return "changed"
    return "" if anew == "changed" else anew


def _reader(place: Place) -> int | None:
    """Who alone reads what is sent there."""
    return place.chat_id if place.private else None


def _is_barred(told: Notice, step: CardState, place: Place) -> bool:
    """Whether its only reader may not read by now what the team of its purchase asked for.

    Who only receives for that team reads what names no sum.
    """
    team, reader = step.team, place.chat_id
    if team is None or not place.private or team.reads(reader, step.purchase.request.requester.id):
        return False
    return not (team.only_receives(reader) and told.names_no_sum)


class Messenger:
    """Sends what nobody has just asked for; never raises for Telegram's errors."""

    def __init__(self, desk: Desk, sender: Sender, clock: Clock, page: str = "") -> None:
        self._desk, self._sender, self._clock, self._page = desk, sender, clock, page

    async def send(self, message: DueMessage) -> Delivery:
        """Send one message of the outbox; returns the result, or when it may be retried.

        If another process took it while it waited for its turn, nothing is sent here.
        """
        try:
            with only_if(lambda: self._desk.outbox.is_ours(message)):
                return await self._sent(message)
        except TurnTooLate:
            log.warning("message %d is another process's by now: it is not sent here", message.id)
            return Overtaken()

    async def _sent(self, message: DueMessage) -> Delivery:
        owed, request_id, place = message.message, message.request_id, message.place
        try:
            if isinstance(owed, CardNotice) and request_id is not None:
                return await self._show(request_id, place, owed.anew, message.silent)
            if isinstance(owed, ButtonsNotice) and request_id is not None:
                if owed.every:
                    return await self._all_off(request_id, place)
                language = await self._desk.people.chat_language(place)
                step = await self._desk.drafting.step(request_id, language)
                await self._keep_true(step, language, place, self._drawn(step, language, place))
                return Sent()
            if isinstance(owed, PayRunNotice):
                await self.show_run(owed.run)
                return Sent()
            if isinstance(owed, ProposalOverNotice):
                return Sent(await self._last_look(owed, place))
            if isinstance(owed, OwedAnswerNotice):
                return Sent(await self._answer(owed, place))
            with after_people():
                if isinstance(owed, TroubleOverNotice):
                    return Sent(await self._end_of_trouble(owed, place))
                if isinstance(owed, DigestNotice):
                    return await self._digest(message, owed)
                return Sent(await self._notice(message))
        except ChatMigrated as error:
            return GroupMigrated(error.new_chat_id)
        except RetryAfter as error:
            return Later(failures.seconds_to_wait(error), failures.said(error), counts=False)
        except (BadRequest, Forbidden) as error:
            if isinstance(error, Forbidden) and place.private:
                await self._desk.people.reachable(place.chat_id, False)
            log.warning("message %d to %d is refused: %s", message.id, place.chat_id, error)
            return Never(failures.said(error))
        except TelegramError as error:
            return Later(_RETRY_SECONDS, failures.said(error), counts=True)

    async def _answer(self, owed: OwedAnswerNotice, place: Place) -> int:
        """What somebody was to be answered before; a question that it asks can be answered from now on."""
        view = view_of(owed)
        sent = await self._sender.send(place, view, reply_to=owed.reply_to, ask=owed.opens)
        if owed.dialog is not None:
            asked = Dialog(id=owed.dialog)
            await self._desk.dialogs.asked(place.chat_id, asked, sent.message_id, sent.date, prompt=not place.private)
        if view.keyboard and not owed.opens:
            await self.replied(place, sent.message_id, view)
        return sent.message_id

    async def show_card(self, request_id: int, place: Place) -> None:
        """Post the request's one card at the end of this chat; the old message loses its buttons."""
        sent = await self._show(request_id, place, "asked")
        if sent.card is not None:
            await self._desk.cards.put(sent.card, again=place)

    async def show_run(self, run_id: int) -> None:
        """Edit the card of orders that are paid together, if it is still there, to how they are now."""
        seen = await self._desk.paying.card(run_id)
        if seen.run.message_id is not None:
            place = Place(seen.run.person_id)
            view = pay_run(seen, await self._desk.people.chat_language(place), self._clock.now())
            await self._edited(place.chat_id, seen.run.message_id, view)

    async def _show(self, request_id: int, place: Place, anew: str, silent: bool = False) -> Sent:
        """Update the request's one card in this chat: edit it, or post it if there is none.

        `anew` (why: `changed`, `absence`, `asked`) posts it again at the end of the chat.
        """
        language = await self._desk.people.chat_language(place)
        step = await self._desk.drafting.step(request_id, language)
        view = self._drawn(step, language, place)
        await self._keep_true(step, language, place, view)
        row = await self._desk.cards.get(request_id, place.chat_id)
        now = ShownCard.of(step, view)
        decided_here = place.chat_id != step.purchase.request.requester.id
        why = _asks_people(ShownCard.read(row.shown), now, decided_here, anew) if row is not None else ""
        if row is not None and why:
            # It is posted again below; one that changed, or that is too old to be deleted, says so.
            if why == "changed" or not await self._sender.removed(row.chat_id, row.message_id):
                left = "card-superseded" if why == "changed" else "card-below"
                moved = answers.sentence(language, left, number=step.purchase.request.name)
                await self._edited(row.chat_id, row.message_id, moved)
            row = None
        if row is not None and row.shown == now.text:
            return Sent(row.message_id)
        message_id = row.message_id if row is not None else None
        if message_id is None or not await self._edited(place.chat_id, message_id, view):
            if not place.private and step.stage is Stage.APPROVAL and isinstance(step.tally, Open):
                # A new card in a group mentions deciders who cannot be reached in private; edits do not.
                view = approval.called(view, await self._desk.people.unreachable(step.tally.who), language)
            message_id = await self._sender.post(place, view, silent=silent)
        return Sent(message_id, CardMessage(request_id, place.chat_id, message_id, bool(view.picture), now.text))

    async def replied(self, place: Place, message_id: int, view: View, *, edited: bool = False) -> None:
        """A handler's answer stands there now: it loses its buttons as soon as they do not hold any more.

        If it was `edited` in, whatever the message showed before is over; a new message showed nothing.
        """
        answer = reply(view)
        if answer is None and not edited:
            return
        request_id = await self._desk.cards.replied(place, message_id, answer, subjects(answer.codes if answer else ()))
        if answer is None or request_id is None:
            return
        language = await self._desk.people.chat_language(place)
        step = await self._desk.drafting.step(request_id, language)
        if not holds(answer, step, _reader(place)):  # it moved on while the answer was on its way
            await self._desk.cards.look_at_buttons(request_id, place.chat_id)

    async def _keep_true(self, step: CardState, language: str, place: Place, card: View) -> None:
        """Take the buttons that no longer hold off earlier messages in this chat; a line says what holds now."""
        live = await self._desk.cards.with_live_buttons(step.purchase.request.id, place.chat_id)
        over = [each.id for each in live if not await self._still_true(each, step, language, place, card)]
        if over:
            await self._desk.cards.bared(over)

    async def _still_true(self, live: LiveMessage, step: CardState, language: str, place: Place, card: View) -> bool:
        """Whether a message may keep its buttons, or was not sent yet; if neither, they are gone afterwards."""
        message: Notice | None = None
        try:
            message = live.message
        except (LookupError, ValueError) as error:
            log.warning("message %d cannot be read any more: %s", live.id, error)
        if message is None and not live.emptied:
            return False
        barred_to_pay = message is not None and pays_no_more(message, step, _reader(place))
        if isinstance(message, PlacedNotice) and message.told and live.message_id is not None and not barred_to_pay:
            return await self._fewer_buttons(live.id, live.message_id, message, step, place)
        unsent = live.message_id is None and live.state != OutboxState.DEAD
        if message is not None and (unsent or (holds(message, step, _reader(place)) and not barred_to_pay)):
            return True
        if live.message_id is not None:
            try:
                if message is None or live.emptied:  # its words are kept by Telegram alone
                    await self._sender.bare(place.chat_id, live.message_id)
                else:
                    view = await self._worded(message, language, place)
                    barred = _is_barred(message, step, place)
                    view = card if barred else as_of_now(view, card, language, self._clock.now())
                    await self._edited(place.chat_id, live.message_id, view)
            except BadRequest as error:  # it must not hold up the card
                log.warning("message %d keeps its buttons: %s", live.id, failures.said(error))
        return False

    async def _all_off(self, request_id: int, place: Place) -> Sent:
        """Take every button of a request off; what Telegram does not let us edit counts as done, since it never will.

        Whatever of it is still to be sent stays: the request is not deleted before that is over.
        """
        card = await self._desk.cards.get(request_id, place.chat_id)
        every = await self._desk.cards.with_live_buttons(request_id, place.chat_id)
        over = [each for each in every if each.state in (OutboxState.SENT, OutboxState.DEAD)]
        messages = {each.message_id for each in over if each.message_id is not None}
        for message_id in sorted(messages | ({card.message_id} if card is not None else set())):
            try:
                await self._sender.bare(place.chat_id, message_id)
            except (BadRequest, Forbidden) as error:
                log.info("message %d of chat %d keeps its buttons: %s", message_id, place.chat_id, failures.said(error))
        await self._desk.cards.bared([each.id for each in over], card)
        return Sent()

    async def _fewer_buttons(
        self, number: int, message_id: int, before: PlacedNotice, step: CardState, place: Place
    ) -> bool:
        """Take the buttons of settled orders off a message about several; returns whether more of it may change."""
        now = as_it_stands(before, step)
        if now != before:
            language = await self._desk.people.chat_language(place)
            view = self._for_reader(step, place, await self._worded(now, language, place))
            try:
                await self._edited(place.chat_id, message_id, view)
            except BadRequest as error:  # it must not hold up the card
                log.warning("message %d keeps its buttons: %s", number, failures.said(error))
            await self._desk.cards.retell(number, now)
        return may_change(now)

    async def _worded(self, message: Notice, language: str, place: Place, resent: bool = False) -> View:
        if isinstance(message, ReplyNotice):
            return View(Html(message.text), picture=message.picture)
        of_team = not place.private and await self._desk.teams.known_chat(place.chat_id)
        chat = ForChat(self._sender.username, place.private, of_team)
        return notice(message, language, self._clock.now(), chat, resent)

    def _for_reader(self, step: CardState, place: Place, view: View) -> View:
        """In private, the view with the buttons that its reader may use."""
        return for_its_reader(step, place.chat_id, view) if place.private and view.keyboard else view

    async def repaint(self, request_id: int, place: Place, message_id: int, turn: CardTurn = AS_IT_STANDS) -> None:
        """Show a pressed card in its present state: a page or the grid of its variants, or what can be changed.

        A pressed notice or answer only loses its buttons, if they do not hold any more.
        """
        language = await self._desk.people.chat_language(place)
        step = await self._desk.drafting.step(request_id, language)
        view = self._drawn(step, language, place, turn)
        row, is_notice = await self._desk.cards.what_was_pressed(request_id, place.chat_id, message_id)
        another = row if row is not None and row.message_id != message_id else None
        if is_notice:
            await self._keep_true(step, language, place, view)
            return
        now = ShownCard.of(step, view)
        # Twelve people who press too late must not cost twelve edits.
        if row is not None and (row.message_id, row.shown) == (message_id, now.text) and not place.private:
            return
        if not await self._edited(place.chat_id, message_id, view):
            return
        if another is not None:
            # A crash made two cards: the one that somebody presses is the card from now on. The other one goes first:
            # a press that is taken again after another crash finds it only as long as the ledger knows it.
            await self._edited(place.chat_id, another.message_id, replace(view, keyboard=()))
        card = CardMessage(request_id, place.chat_id, message_id, bool(view.picture), now.text)
        # What was turned is only for the person who pressed, until the card changes.
        await self._desk.cards.put(card, again=place if turn == AS_IT_STANDS else None)

    def _drawn(self, step: CardState, language: str, place: Place, turn: CardTurn = AS_IT_STANDS) -> View:
        username = self._sender.username
        view = request_card(step, language, self._clock.now(), turn, place=place, username=username)
        return miniapp.with_page(view, step, place, self._page, username, language)

    async def _edited(self, chat_id: int, message_id: int, view: View) -> bool:
        """Edit a message; returns False if it is gone."""
        try:
            await self._sender.edit(chat_id, message_id, view)
        except BadRequest as error:
            if failures.message_gone(error):
                return False
            raise
        return True

    async def _notice(self, message: DueMessage) -> int | None:
        """Send it; None if it is not for its only reader any more."""
        if isinstance(message.message, TeamOpenedNotice) and message.message.team_id is not None:
            found = await self._desk.setup.at(message.message.team_id)
            if found is not None and found.asks is not None and found.team.chat_id == message.place.chat_id:
                view = setup.card(found, found.team.language, self._clock.now(), self._sender.username)
                message_id = await self._sender.post(message.place, view, silent=message.silent)
                await self._desk.setup.keep_card(found.team.id, (message.place.chat_id, message_id))
                return message_id
        language = await self._desk.people.chat_language(message.place)
        current = await self._as_it_is(message)
        view = await self._worded(current, language, message.place, message.resent)
        kept_true = bool(view.keyboard) and (message.place.private or current.outlived)
        if message.request_id is not None and (message.place.private or kept_true):
            step = await self._desk.drafting.step(message.request_id, language)
            if _is_barred(current, step, message.place):
                return None
        if message.request_id is not None and kept_true:
            view = self._for_reader(step, message.place, view)
            if not holds(current, step, _reader(message.place)):  # it waited for Telegram while the purchase moved on
                view = as_of_now(view, self._drawn(step, language, message.place), language, self._clock.now())
        if isinstance(current, QuestionNotice) and message.request_id is not None:
            return await self._question(current, message, message.request_id, view)
        row = None
        if message.request_id is not None:
            row = await self._desk.cards.get(message.request_id, message.place.chat_id)
        reply_to = row.message_id if row else None
        return await self._sender.post(message.place, view, reply_to=reply_to, silent=message.silent)

    async def _digest(self, message: DueMessage, owed: DigestNotice) -> Sent:
        """What waited and still holds, as one message; a single thing comes as it would have come."""
        wanted, every = await self._desk.outbox.digest_contents(message.place, owed)
        language = await self._desk.people.chat_language(message.place)
        left: list[OutboxMessage] = []
        for each in wanted:
            step = await self._desk.drafting.step(each.request_id, language) if each.request_id is not None else None
            told = each.message
            if step is None or (is_news(told, step, self._clock.now()) and not _is_barred(told, step, message.place)):
                left.append(each)
        news = newest_only([each.message for each in left])
        if not news:
            return Sent(digested=Digested(every))
        if len(news) == 1:
            [only] = [each for each in left if each.message == news[0]][-1:]
            alone = replace(message, kind=only.kind, stored=only.stored, request_id=only.request_id)
            return Sent(await self._notice(alone), digested=Digested(every, only.id))
        view = digest(news, language, self._clock.now(), message.resent)
        return Sent(await self._sender.post(message.place, view, silent=message.silent), digested=Digested(every))

    async def _as_it_is(self, owed: DueMessage) -> Notice:
        """What is told now: a way to pay that waited for Telegram is not sent if it would pay another sum."""
        message = owed.message
        if isinstance(message, PlacedNotice) and message.told and owed.request_id is not None:
            return as_it_stands(message, await self._desk.drafting.step(owed.request_id))
        if not isinstance(message, AboutOrder) or not message.about.pay or owed.request_id is None:
            return message
        step = await self._desk.drafting.step(owed.request_id)
        order = next((each for each in step.purchase.orders if each.order_id == message.about.order_id), None)
        why = Unpayable.CONFLICT if order is None else why_unpayable(step.purchase, order)
        if why in (None, Unpayable.STATE):
            return message
        return replace(message, about=replace(message.about, pay=(), unpayable=why))

    async def _last_look(self, message: ProposalOverNotice, place: Place) -> int | None:
        """Edit the message that asked for a second word to say how it ended, without buttons."""
        question = await self._desk.teams.asked_in(message.proposal_id, place.chat_id)
        if question is not None:
            language = await self._desk.people.chat_language(place)
            view = notice(message, language, self._clock.now())
            there = await self._edited(place.chat_id, question, view)
            if not there and message.how == AGREED and isinstance(message.change, PolicyChange):
                return await self._sender.post(place, view)  # nothing else tells of new rules there
        return question

    async def _end_of_trouble(self, over: TroubleOverNotice, place: Place) -> int | None:
        """Edit the message that told of something wrong to say that it is well again; one that is gone stays gone."""
        message_id = await self._desk.outbox.arrived_as(over.name, place.chat_id)
        if message_id is None:
            return None
        language = await self._desk.people.chat_language(place)
        try:
            await self._edited(place.chat_id, message_id, notice(over, language, self._clock.now()))
        except (BadRequest, Forbidden) as error:  # nobody can read it there any more, or Telegram keeps it as it is
            log.info("message %d of chat %d stays: %s", message_id, place.chat_id, failures.said(error))
        return message_id

    async def _question(self, message: QuestionNotice, owed: DueMessage, request_id: int, view: View) -> int:
        """A question to the requester: what they type next answers it, unless they are answering something else."""
        place, person = owed.place, (await self._desk.drafting.step(request_id)).purchase.request.requester
        asked = AnswerDialog(request_id=request_id, question_id=message.question_id, sentence=first_line(view))
        dialog = await self._desk.dialogs.ask(place.chat_id, person.id, asked, yields=True)
        if place.private:
            sent = await self._sender.send(place, view, silent=owed.silent)
        else:
            sent = await self._sender.send(place, called(view, person), ask=True, silent=owed.silent)
        await self._desk.dialogs.asked(place.chat_id, dialog, sent.message_id, sent.date)
        return sent.message_id
