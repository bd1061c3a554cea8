"""Decides for every update what it is to the questions that wait for its person: the one place that does so."""

from datetime import UTC, datetime, timedelta

from telegram import Message, MessageEntity

from bot.cards import people
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.finding import picture_of
from bot.chat.conversation.incoming import forwarded, without_mention
from bot.chat.conversation.sheets import is_sheet
from bot.desk.messages.dialogs import Dialog
from bot.purchasing.reading.answering import AnswerVerdict, MessageForm, hears
from bot.purchasing.reading.classify_url import NoOffer, OfferRef
from bot.purchasing.reading.find_urls import links_in
from bot.purchasing.reading.links import find
from bot.purchasing.reading.quantity import Quantity, read_quantity
from bot.purchasing.reading.waybills import waybills_in
from bot.purchasing.sheets.read_sheet import looks_like_cells


async def listen(talk: Conversation) -> None:
    """Tell the conversation which question its message answers; words that follow something else answer none."""
    if talk.query is not None:
        await _pressed(talk)
    elif talk.message is not None and (talk.place.private or talk.replied_to is not None):
        await _written(talk, talk.message)


async def _pressed(talk: Conversation) -> None:
    """A press elsewhere passes over the open question of a private chat; in a group only replies are answers."""
    if not talk.place.private:
        return
    waiting = await talk.desk.dialogs.waiting(talk.place.chat_id, talk.by.id)
    is_of_a_question = any(dialog.asks(talk.pressed) for dialog in waiting)
    if not is_of_a_question and any(not dialog.passed for dialog in waiting):
        await _pass_over(talk)


async def _written(talk: Conversation, message: Message) -> None:
    if _is_rest_of_album(talk, message):
        talk.is_rest_of_album = True
        return
    waiting = [
        dialog for dialog in await talk.desk.dialogs.waiting(talk.place.chat_id, talk.by.id) if not dialog.only_pressed
    ]
    replied = next((dialog for dialog in waiting if dialog.asks(talk.replied_to)), None)
    dialog = replied or next((dialog for dialog in waiting if not dialog.passed and dialog.asked_in), None)
    if dialog is None:
        return
    heard = hears(
        dialog.wants,
        _form_of(talk, message, is_reply=replied is not None),
        private=talk.place.private,
        age=_age(message, dialog),
        replies_to_it=replied is not None,
        replies=talk.replied_to is not None,
    )
    match heard:
        case AnswerVerdict.ANSWER:
            talk.answering = dialog
            if message.media_group_id is not None:
                talk.services.answering_albums.append((message.media_group_id, bool(text_of(message))))
        case AnswerVerdict.LATE:
            talk.late = dialog
            await _pass_over(talk)
        case AnswerVerdict.PASSES:
            await _pass_over(talk)
        case AnswerVerdict.NOTHING:
            talk.waits = True


def _is_rest_of_album(talk: Conversation, message: Message) -> bool:
    """Whether another picture of its album was heard already; words may still come after pictures without any."""
    album, noted = message.media_group_id, talk.services.answering_albums
    if album is None:
        return False
    return (album, True) in noted or ((album, False) in noted and not text_of(message))


async def _pass_over(talk: Conversation) -> None:
    await talk.desk.dialogs.pass_over(talk.place.chat_id, talk.by.id)


def _age(message: Message, dialog: Dialog) -> timedelta:
    """How long after the question a message was sent, both by Telegram's clock; nothing if that is not known."""
    sent: datetime = message.date
    return timedelta() if dialog.asked_at is None else sent.astimezone(UTC) - dialog.asked_at


def _form_of(talk: Conversation, message: Message, *, is_reply: bool) -> MessageForm:
    """What a message is. The words below a picture that replies to the question are words."""
    if talk.update.edited_message is not None:
        return MessageForm.EDIT
    if forwarded(message):
        return MessageForm.FORWARD
    if any(entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 for entity in message.entities):
        return MessageForm.COMMAND
    if is_sheet(message):
        return MessageForm.SHEET
    words = without_mention(text_of(message), talk.services.bot)
    is_picture = picture_of(message) is not None
    if is_picture and not (is_reply and words):
        return MessageForm.PHOTO
    return _form_of_words(words) if words else MessageForm.WORDLESS


def _form_of_words(words: str) -> MessageForm:
    if looks_like_cells(words):
        return MessageForm.CELLS
    if links_in(words):
        return MessageForm.LINK
    if isinstance(read_quantity(words), Quantity):
        return MessageForm.NUMBER
    scanned = waybills_in(words)
    if scanned and all(each.plain for each in scanned):
        return MessageForm.WAYBILL
    named = [item for item in find(words).items if not isinstance(item, NoOffer)]
    if named and all(isinstance(item, OfferRef) and not item.words for item in named):
        return MessageForm.PRODUCT if len(named) == 1 else MessageForm.PRODUCTS
    if not scanned or all(each.number for each in scanned):
        return MessageForm.WORDS
    return MessageForm.CODE


async def offer(talk: Conversation, dialog: Dialog, words: str, *, late: bool) -> None:
    """Show words as the answer to a question, which a press makes them: they came too late, or are shown first."""
    chat_id = talk.place.chat_id
    minutes = None
    if late and talk.message is not None:
        minutes = int(_age(talk.message, dialog).total_seconds() // 60)
    view = people.offered_answer(talk.language, dialog.sentence, words, minutes)
    message_id = await talk.say(view, dialog=dialog)
    await talk.desk.dialogs.offer(chat_id, dialog, words, message_id)
