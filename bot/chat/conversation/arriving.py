"""Handles `/arrivals`: which parcels come, page by page, and all of them as a sheet in private."""

from io import BytesIO

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.goods import arriving as cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.sheets.writing import Workbook

LINK = "arrivals"
"""The payload of a link that opens this in private."""
_AT_ONCE = 500
"""So many parcels of the sheet are read at once."""


@command("arrivals")
@pressed(ButtonAction.ARRIVING)
async def arrivals(talk: Conversation, page: int = 0) -> None:
    """`/arrivals`; a button shows another page (from 1) in place, or the first one below."""
    found = await talk.work(talk.desk.arriving.page(talk.by, talk.place, page))
    talk.desk.wording.read_by(talk.language, (each.request for each in found.parcels))
    view = cards.arriving_page(found, talk.language, talk.now())
    await (talk.show(view) if page else talk.say(view))


@pressed(ButtonAction.ARRIVING_SHEET)
async def sheet(talk: Conversation) -> None:
    """Send all of it as a sheet to the presser alone."""
    file, number, full = BytesIO(), 0, True
    with Workbook(file) as book:
        book.row(cards.sheet_heading(talk.own_language))
        while full:
            found = await talk.work(talk.desk.arriving.part(talk.by, talk.place, number, _AT_ONCE))
            number, full = number + len(found), len(found) == _AT_ONCE
            for row in cards.sheet_rows(found, talk.own_language):
                book.row(row)
    below = answers.sentence(talk.own_language, "arriving-sheet-ready", n=number)
    await talk.send_alone(LINK, lambda own: talk.send_file("arrivals.xlsx", file.getvalue(), below, own))
