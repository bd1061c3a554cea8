"""Handles sheets: a file that is dropped into a chat, cells pasted as text, and the template to fill in."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

from telegram import Document, Message
from telegram.error import TelegramError

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.requests import sheets as cards
from bot.chat.conversation import buying, own_skus
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.chat.transport import failures
from bot.child_limits import MOST_BYTES
from bot.desk.ledger.facts import DroppedFile
from bot.desk.requests.progress import ReadingProgress
from bot.desk.shared.isolated import others_first
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.asked_for import plain_units
from bot.purchasing.own_sku import OwnSku, by_code
from bot.purchasing.reading.classify_url import NoOffer
from bot.purchasing.reading.quantity import Quantity
from bot.purchasing.requests.asked_line import NamedOffer, named_by
from bot.purchasing.sheets.cells import CodeRef, Table
from bot.purchasing.sheets.read_sheet import ReadSheet, SheetLine, cells_of, looks_like_cells
from bot.purchasing.sheets.sku_sheet import list_columns
from bot.purchasing.text import OVERRIDE, one_line
from bot.sheets.contents import Contents, SheetFault
from bot.sheets.reader import read_lines
from bot.sheets.writing import template

_ENDINGS = (".xlsx", ".csv", ".xls", ".xlsm", ".tsv", ".txt")
"""Files that are taken for sheets; those of old forms or with macros are refused with their reason."""
_LINES_AT_ONCE = 50
_LONGEST = 200
"""The most characters of a note or a tag that are kept."""
_LOOK_SECONDS = 1.0
_EDITS_EVERY = 3
"""Looks between two edits of the message; a group is given four times less, since its messages are counted."""

log = logging.getLogger(__name__)


def is_sheet(message: Message) -> bool:
    """Whether a message brings a sheet, by its file's name."""
    return message.document is not None and (message.document.file_name or "").casefold().endswith(_ENDINGS)


async def came(talk: Conversation, *, ours: bool) -> bool:
    """Whether the message brought a sheet, by its name: one that is meant for the bot is read, others are offered."""
    document = talk.message.document if talk.message else None
    if talk.message is None or document is None or not is_sheet(talk.message):
        return False
    talk.meant = ours
    await (dropped if ours else _offer)(talk, document)
    return True


async def _offer(talk: Conversation, document: Document) -> None:
    """Offer to read a file in a team's group, if its sender may ask for something: it may be meant for others."""
    duties = await talk.desk.teams.duties.of(talk.by.id)
    if talk.message is None or talk.place.private or Role.REQUESTER not in duties.here(talk.place.chat_id):
        return
    message_id = talk.message.message_id
    file = DroppedFile(document.file_id, document.file_unique_id, document.file_size or 0, message_id)
    await talk.desk.readings.offered(talk.by, talk.place, file)
    await talk.say(cards.offer(message_id, document.file_name or "", talk.language))


@pressed(ButtonAction.READ_SHEET)
async def read_offered(talk: Conversation, message_id: int) -> None:
    """Read the file that the pressed message offers to read."""
    async with talk.desk.readings.taken(talk.by, talk.place, message_id) as file:
        await talk.drop()
        await dropped(talk, Document(file.id, file.unique, file_size=file.size))


async def dropped(talk: Conversation, document: Document) -> None:
    """Make one request of the rows of a file; what it cannot be read for, or which rows are none, is said."""
    if (document.file_size or 0) > MOST_BYTES:
        await talk.say(cards.fault(SheetFault.TOO_LARGE, talk.language))
        return

    async def fetch() -> Contents | SheetFault:
        file = await talk.services.bot.get_file(document.file_id)
        return await talk.services.sheets.read(bytes(await file.download_as_bytearray()), talk.by.id)

    contents = await talk.work(fetch())
    if isinstance(contents, SheetFault):
        await talk.say(cards.fault(contents, talk.language))
    elif (listed := list_columns(contents.rows)) is not None:
        await own_skus.dropped(talk, contents, *listed)
    else:
        known = await talk.desk.own_skus.known(talk.by, talk.place)
        await _ask(talk, await _read(contents.rows, known), contents, known)


async def pasted(talk: Conversation, text: str) -> bool:
    """Make one request of cells that were pasted as text; False if the text is no such cells."""
    if not looks_like_cells(text) or not talk.desk.opening.takes_several:
        return False
    known = await talk.desk.own_skus.known(talk.by, talk.place)
    read = await _read(cells_of(text), known)
    if read.columns.missing or len(read.lines) < 2:
        return False
    await _ask(talk, read, None, known)
    return True


async def _read(table: Table, known: Mapping[str, OwnSku]) -> ReadSheet:
    return await read_lines(table, {plain: sku.ratio for plain, sku in known.items()})


async def _ask(talk: Conversation, read: ReadSheet, contents: Contents | None, known: Mapping[str, OwnSku]) -> None:
    """Say what was read, then open one request for all lines; as long as that takes, say how far it is."""
    view = cards.read(read, contents, talk.language)
    message_id = await talk.say(view)
    if read.lines:
        progress = ReadingProgress()
        await ProgressMessage(talk, message_id, view, progress).watch(_opened(talk, read, known, progress))


class ProgressMessage:
    """One reading under way: what its message says, and whether its person stopped it."""

    def __init__(self, talk: Conversation, message_id: int, said: View, progress: ReadingProgress) -> None:
        self._talk, self._message_id, self._said, self._progress = talk, message_id, said, progress
        self._number, self._shown = talk.update.update_id, said
        self._every = _EDITS_EVERY if talk.place.private else 4 * _EDITS_EVERY

    async def watch(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; from the third second on the message says how far it is. What the work raises is raised."""
        task, looks, readings = asyncio.ensure_future(work), 0, self._talk.desk.readings
        try:
            while not (await asyncio.wait({task}, timeout=_LOOK_SECONDS))[0]:
                looks += 1
                if looks < _EDITS_EVERY:
                    continue
                if looks == _EDITS_EVERY:
                    await readings.begin(self._talk.by, self._number)
                if await readings.stopped(self._number):
                    task.cancel()
                    await asyncio.wait({task})
                    if task.cancelled():  # else it was done in the meantime
                        await self._show(answers.sentence(self._talk.language, "sheet-stopped"))
                        return
                if looks % self._every == 0 or looks == _EDITS_EVERY:
                    await self._show(cards.reading(self._said, self._progress, self._number, self._talk.language))
            task.result()
        finally:
            task.cancel()
            if looks >= _EDITS_EVERY:
                await readings.end(self._number)
        await self._show(self._said)

    async def _show(self, view: View) -> None:
        """Edit the message; it is no harm if that fails."""
        if view == self._shown:
            return
        try:
            await self._talk.services.sender.edit(self._talk.place.chat_id, self._message_id, view)
        except TelegramError as error:
            log.info("the progress of a sheet is not shown: %s", failures.said(error))
        else:
            self._shown = view


async def _opened(talk: Conversation, read: ReadSheet, known: Mapping[str, OwnSku], progress: ReadingProgress) -> None:
    named = []
    for number, line in enumerate(read.lines):
        if (named_offer := await _named_offer(talk, line, known)) is not None:
            named.append(named_offer)
        if number % _LINES_AT_ONCE == 0:
            await others_first()
    if named:
        await own_skus.open_named(talk, named, progress)


@pressed(ButtonAction.STOP_READING)
async def stop(talk: Conversation, number: int) -> None:
    """Stop the reading of a sheet; nothing of it is asked for."""
    await talk.work(talk.desk.readings.stop(talk.by, number))


async def _named_offer(talk: Conversation, line: SheetLine, known: Mapping[str, OwnSku]) -> NamedOffer | None:
    """What a row asks for; a quantity that is in doubt is asked for. None if its short link leads nowhere."""
    note, tag = (one_line(text)[:_LONGEST] for text in (line.note, line.tag))
    if isinstance(line.offer, CodeRef):
        own = by_code(known[line.offer.code], line.quantity.value if isinstance(line.quantity, Quantity) else 0)
        return named_by(own.with_words(line.variant), note, tag)
    item = await talk.work(buying.behind(talk, line.offer))
    if isinstance(item, NoOffer):
        await talk.say(cards.leads_nowhere(line.row, talk.language))
        return None
    if isinstance(line.quantity, Quantity):
        pieces, words = line.quantity.value, line.variant
        return NamedOffer(replace(item, quantity=pieces, words=words), note, tag, code=line.code)
    # The words are marked, so that no number in them is taken for certain; but pieces that were plainly counted in a
    # unit such as pairs are, if that is the offer's own.
    mark = "" if plain_units(line.written) is not None else OVERRIDE
    words = mark + "\n".join(filter(None, (line.variant, line.written)))
    return NamedOffer(replace(item, quantity=None, words=words), note, tag, code=line.code)


@command("template")
async def send_template(talk: Conversation) -> None:
    """`/template`: a sheet to fill in and send back."""
    below = answers.sentence(talk.language, "sheet-template")
    await talk.send_file("caigou.xlsx", template(talk.language), below)
