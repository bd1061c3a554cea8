"""Handles absences: from when to when, and who decides meanwhile."""

from datetime import date

from bot.cards import team as team_cards
from bot.chat.conversation.choose_team import the_team
from bot.chat.conversation.conversation import Conversation
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals.teams import NobodyCalled


async def away(talk: Conversation) -> None:
    """`/away <from> <to> [@who]`; days are written as 2026-12-01."""
    days, _, name = talk.words.partition("@")
    dates = [_day(each) for each in days.split()]
    if not 1 <= len(dates) <= 2 or None in dates:
        await talk.say(team_cards.usage("away", talk.language))
        return
    first, last = (each for each in (dates[0], dates[-1]) if each is not None)
    team = await the_team(talk)
    delegate = team.person_called(name.strip()) if name.strip() else None
    if name.strip() and delegate is None:
        raise Refusal(NobodyCalled(name=name.strip()[:40]))
    await talk.work(talk.face.desk.away.go(talk.by, team.id, first, last, delegate, talk.cause))
    if talk.place.private:
        await talk.say(team_cards.away_noted(first, last, talk.language))


async def back(talk: Conversation) -> None:
    """`/back`: the absence ends now."""
    await talk.work(talk.face.desk.away.back(talk.by, talk.cause))
    if talk.place.private:
        await talk.say(team_cards.back_noted(talk.language))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
