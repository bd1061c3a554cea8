"""Handles what people look for at 1688: words with filters, or a picture, in which codes are read here first."""

from telegram import Document, Message, PhotoSize

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.goods import waybills as waybill_cards
from bot.cards.requests import search as cards
from bot.chat.conversation import waybills
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.incoming import named
from bot.chat.conversation.registry import command, pressed
from bot.desk.ledger.facts import DroppedFile
from bot.desk.messages.dialogs import SearchDialog
from bot.pictures.contents import PictureFault
from bot.purchasing.offers.search import changed
from bot.purchasing.offers.search_words import read_search
from bot.purchasing.reading.waybills import waybills_of


@command("search")
async def search(talk: Conversation) -> None:
    """`/search <words>`."""
    if talk.words:
        await by_words(talk, 1, talk.words)
    else:
        await talk.ask_typed(SearchDialog(), "ask-search")


@pressed(ButtonAction.SEARCH)
async def by_words(talk: Conversation, page: int, words: str) -> None:
    """Begin a search by words, filters among them, and show a page of it; by a button in place."""
    await show_page(talk, await talk.desk.finding.begin(talk.by, talk.place, read_search(words)), page)


@pressed(ButtonAction.FIND)
async def show_page(talk: Conversation, number: int, page: int) -> None:
    """Show a page of what 1688 finds for a stored search."""
    talk.again = Code(ButtonAction.FIND, (number, page))
    found = await talk.work(talk.desk.finding.page(talk.by, talk.place, number, page, talk.language))
    await talk.put(cards.search_page(found, talk.language))


@pressed(ButtonAction.FIND_CHANGED)
async def change(talk: Conversation, number: int, what: str, value: str | int) -> None:
    """Change a filter, or the part of the picture that counts."""
    await talk.desk.finding.change(talk.by, talk.place, number, lambda search: changed(search, what, value))
    await show_page(talk, number, 1)


def picture_of(message: Message) -> PhotoSize | Document | None:
    """The picture of a message, also one that was sent as a file; a PDF is taken for one, since labels come as such."""
    document = message.document
    image = document is not None and (document.mime_type or "").startswith(("image/", "application/pdf"))
    return message.photo[-1] if message.photo else document if image else None


async def pictured(talk: Conversation, message: Message, words: str) -> bool:
    """Whether the message shows a picture: of a waybill it opens the count, else 1688 finds what looks like it.

    What shows a waybill goes nowhere, nor does what is sent by somebody who only receives. An album has one answer.
    """
    file = picture_of(message)
    if file is None:
        return False
    if await talk.about() is not None:  # people talk about a card by replying to it, with pictures too
        if not named(message, talk.services.bot):
            return False
        await talk.say(answers.sentence(talk.language, "nothing-waits", NEEDS_YOU))
        return True
    talk.meant = True
    album = message.media_group_id
    one = DroppedFile(file.file_id, album or file.file_unique_id, file.file_size or 0, message.message_id)
    counts = await talk.desk.waybills.counts(talk.by, talk.place)
    if album and not counts and not await talk.desk.finding.speaks_for(talk.by, talk.place, one):
        return True
    seen = await talk.work(waybills.read_picture(talk, file, talk.services.pictures.searchable))
    scanned = () if isinstance(seen, PictureFault) else waybills_of(seen[1])
    if await waybills.answered(talk, scanned):
        return True
    if album and counts and not await talk.desk.finding.speaks_for(talk.by, talk.place, one):
        return True
    if isinstance(seen, PictureFault):
        await talk.say(waybill_cards.unread(seen, talk.language))
    elif scanned:
        await talk.say(answers.sentence(talk.language, "search-picture-label"))
    elif await talk.desk.teams.only_receives(talk.by.id):
        await talk.say(waybill_cards.unread((), talk.language))
    else:
        number = await talk.desk.finding.begin(talk.by, talk.place, read_search(words, picture=True))
        if await talk.desk.finding.may_upload(talk.by):
            await talk.work(talk.desk.finding.give_picture(talk.by, talk.place, number, seen[0]))
            await show_page(talk, number, 1)
        else:
            await talk.desk.readings.offered(talk.by, talk.place, one)
            await talk.say(cards.picture_question(number, one.message, talk.language))
    if isinstance(talk.answering, SearchDialog):
        await talk.close_question(talk.answering)
    return True


@pressed(ButtonAction.FIND_PICTURE)
async def send_picture(talk: Conversation, number: int, message_id: int) -> None:
    """Let this person's pictures go to 1688 from now on, and search by the one that is asked about."""
    async with talk.desk.readings.taken(talk.by, talk.place, message_id) as file:
        await talk.desk.finding.let_upload(talk.by)
        seen = await talk.work(waybills.read_picture(talk, file, talk.services.pictures.searchable))
        if isinstance(seen, PictureFault):
            await talk.show(waybill_cards.unread(seen, talk.language))
            return
        await talk.work(talk.desk.finding.give_picture(talk.by, talk.place, number, seen[0]))
        await show_page(talk, number, 1)
