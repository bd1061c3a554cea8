"""Handles `/report`: what was bought in a period, as a picture with its sums, turned in place; and its sheet."""

import asyncio

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.money import report as cards
from bot.cards.teams import team as team_cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.exports import send_export
from bot.chat.conversation.registry import command, pressed
from bot.pictures.bars import bars
from bot.purchasing.approval.team import Role
from bot.purchasing.exports import Export, ExportDays, ExportRows, Sheet
from bot.purchasing.person import Place
from bot.purchasing.tracking.report import ReportAsk
from bot.purchasing.tracking.report_words import read_ask

LINK = "report"
"""The payload of a link that opens this in private."""
_FOR_ALL = frozenset({Role.ADMIN, Role.BUYER})
"""Who may have sums shown to a group."""


@command("report")
async def report(talk: Conversation, words: str | None = None) -> None:
    """`/report`, `/report week by seller`, `/report 1 nov - 15 nov tag "Shop A"`: the days are those of the team."""
    zone = await talk.desk.reports.zone(talk.by, talk.place)
    ask = read_ask(talk.words if words is None else words, talk.now().astimezone(zone).date())
    if ask is None:
        await talk.say(team_cards.usage("report", talk.language))
        return
    await _show(talk, ask)


async def opened(talk: Conversation) -> None:
    """The link that leads from a group to the report of this month."""
    await report(talk, "")


@pressed(ButtonAction.REPORT)
async def turned(talk: Conversation, kind: int, first: int, days: int, group: int, tag: str = "") -> None:
    """Another period, group or tag, in place."""
    await _show(talk, cards.ask_of(kind, first, days, group, tag))


async def _show(talk: Conversation, ask: ReportAsk) -> None:
    """Show the report here; in a group only an admin's or a buyer's, that of anybody else in private."""
    duties = await talk.desk.teams.duties.of(talk.by.id)
    here = talk.place.private or duties.owner or bool(_FOR_ALL & duties.here(talk.place.chat_id))
    place, language = (talk.place, talk.language) if here else (Place(talk.by.id), talk.reader)
    found = await talk.work(talk.desk.reports.report(talk.by, place, ask, language))
    view = cards.report_card(found, language, talk.now())
    png = await asyncio.to_thread(bars, *cards.report_bars(found))
    talk.meant = True
    if here:
        await talk.put_picture(png, view)
    elif await talk.send_alone(LINK, lambda own: talk.services.sender.picture(own, png, view)):
        await talk.tell(answers.sentence(talk.reader, "sent-in-private"))


@pressed(ButtonAction.REPORT_SHEET)
async def sheet(talk: Conversation, kind: int, first: int, days: int, group: int, tag: str = "") -> None:
    """Send the lines of the report to the presser alone."""
    ask = cards.ask_of(kind, first, days, group, tag)
    period = ExportDays(ask.period.first, ask.period.last)
    asked = Export(ExportRows.LINES, Sheet.XLSX, period, ask.tag)
    await send_export(talk, asked, await talk.desk.reports.zone(talk.by, talk.place), reported=True, link=LINK)
