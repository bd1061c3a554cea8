"""Handles absences: from when to when, and who decides meanwhile."""

from datetime import date

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.teams import team as team_cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.chat.conversation.teams import called, seen


@command("away")
async def away(talk: Conversation) -> None:
    """`/away` asks by buttons; `/away <from> <to> [@who]`: days are written as 2026-12-01."""
    if not talk.words:
        await talk.in_one_team(lambda team_id: ask(talk, team_id), ButtonAction.AWAY, 0)
        return
    days, _, name = talk.words.partition("@")
    dates = [_day(each) for each in days.split()]
    if not 1 <= len(dates) <= 2 or None in dates:
        await talk.say(team_cards.usage("away", talk.language))
        return
    first, last = (each for each in (dates[0], dates[-1]) if each is not None)
    team = await talk.the_team()
    delegate = called(team, name) if name.strip() else None
    await talk.work(talk.desk.away.go(talk.act, team.id, first, last, delegate))
    if talk.place.private:
        await talk.say(team_cards.away_noted(first, last, talk.language))


async def ask(talk: Conversation, team_id: int) -> None:
    """Ask in private until when somebody is away."""
    await talk.require_private(f"away_{team_id}")
    await talk.say(await _ask(talk, team_id))


@pressed(ButtonAction.AWAY)
async def until(talk: Conversation, team_id: int, last: int) -> None:
    """Ask in place who decides until this day; without one, ask first until when."""
    if not last:
        await talk.show(await _ask(talk, team_id))
        return
    day = await _day_of(talk, last)
    if day is None:
        return
    team = await seen(talk, team_id)
    await talk.show(team_cards.ask_stand_in(team, talk.by.id, day, talk.language))


@pressed(ButtonAction.AWAY_YES)
async def go(talk: Conversation, team_id: int, named: int, person_id: int) -> None:
    """Be away from today until the day that the button names."""
    last = await _day_of(talk, named)
    if last is None:
        return
    team = await seen(talk, team_id)
    first = team.today(talk.now())
    await talk.work(talk.desk.away.go(talk.act, team_id, first, last, person_id or None))
    await talk.show(team_cards.away_noted(first, last, talk.language))


async def _ask(talk: Conversation, team_id: int) -> View:
    roster = await talk.work(talk.desk.teams.show(talk.by, team_id))
    away = any(each.by == talk.by.id for each in roster.absences)
    return team_cards.ask_away(roster.team, roster.team.today(talk.now()), talk.language, away=away)


async def _day_of(talk: Conversation, last: int) -> date | None:
    """The day of this ordinal; None if the button is from before 0.2.0, which is said: those counted days."""
    if last > max(team_cards.SPANS):
        return date.fromordinal(last)
    await talk.alert(answers.sentence(talk.reader, "old-button"))
    return None


@command("back")
@pressed(ButtonAction.BACK_AGAIN)
async def back(talk: Conversation) -> None:
    """`/back`, or its button: the absence ends now."""
    await talk.work(talk.desk.away.back(talk.act))
    if talk.query is not None or talk.place.private:
        await talk.put(answers.sentence(talk.language, "back-noted"))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
