"""Handles `/export`: what was bought as a file, sent in private."""

from datetime import tzinfo

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.operations import exports as cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.purchasing.exports import Export, ExportRows, Sheet, Span, read_export

LINK = "export"
"""The payload of a link that opens this in private."""


@command("export")
async def export(talk: Conversation) -> None:
    """`/export` asks by buttons; `/export lines november csv tag "Shop A"`."""
    if not talk.words:
        await ask(talk)
        return
    zone = await talk.desk.exporting.zone(talk.by, talk.place)
    asked = read_export(talk.words, talk.now().astimezone(zone).date())
    if asked is None:
        await talk.say(answers.sentence(talk.language, "export-how"))
    else:
        await send_export(talk, asked, zone)


async def ask(talk: Conversation) -> None:
    """Ask in private what is wanted."""
    await talk.desk.exporting.zone(talk.by, talk.place)
    await talk.require_private(LINK)
    await talk.say(cards.question(Span.MONTH, ExportRows.LINES, Sheet.XLSX, talk.language))


@pressed(ButtonAction.EXPORT)
async def choose(talk: Conversation, span: str, what: str, form: str) -> None:
    """Show the question with these chosen, in place."""
    await talk.desk.exporting.zone(talk.by, talk.place)
    await talk.show(cards.question(Span(span), ExportRows(what), Sheet(form), talk.language))


@pressed(ButtonAction.EXPORT_SEND)
async def send(talk: Conversation, span: str, what: str, form: str) -> None:
    """Send the file of what is chosen."""
    zone = await talk.desk.exporting.zone(talk.by, talk.place)
    days = Span(span).days(talk.now().astimezone(zone).date())
    await send_export(talk, Export(ExportRows(what), Sheet(form), days), zone)


async def send_export(
    talk: Conversation, asked: Export, zone: tzinfo, *, reported: bool = False, link: str = LINK
) -> None:
    """Send the file to its reader alone, in their language; of a report, if it is what was `reported` to them.

    `link` leads whom nothing can be sent to the private chat, and to what they may have there.
    """
    columns = cards.ExportColumns(talk.reader, zone)
    made = talk.desk.exporting.file(talk.by, talk.place, columns, asked, reported=reported)
    data, rows = await talk.work(made)
    if not rows:
        await talk.say(answers.sentence(talk.language, "export-nothing"))
        return
    name, below = cards.file_name(asked), cards.ready(asked, rows, zone, talk.reader)
    sent = await talk.send_alone(link, lambda own: talk.send_file(name, data, below, own))
    if sent and not talk.place.private:
        await talk.say(answers.sentence(talk.language, "sent-in-private"))
