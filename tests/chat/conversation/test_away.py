"""A button of an absence means the day that it names, whenever it is pressed."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.cards.blocks import sums
from bot.cards.blocks.writer import Writer
from bot.purchasing.person import Person
from tests.chat.conversation.conftest import Team, data_of

A_DAY = 24 * 3600


async def today(team: Team) -> date:
    found = (await team.stage.house.desk.teams.of_person(team.stage.anna))[0]
    day: date = found.today(team.stage.house.services.clock.now())
    return day


async def absences(team: Team) -> list[tuple[date, date]]:
    teams, anna = team.stage.house.desk.teams, Person(team.stage.anna, "Anna", "en")
    roster = await teams.show(anna, (await teams.of_person(anna.id))[0].id)
    return [(each.first, each.last) for each in roster.absences]


async def named(team: Team, message: dict[str, Any], day: date) -> str:
    """What the button with this day in its label carries, in Russian, which Boris reads."""
    label = str(sums.day(Writer("ru"), day)).replace("\u00a0", " ")
    buttons = (button for row in message["buttons"] for button in row)
    return next(str(each["data"]) for each in buttons if each["text"].replace("\u00a0", " ") == label)


@pytest.mark.parametrize("late", ["until", "who"])
async def test_a_day_that_was_named_is_meant_also_after_midnight(team: Team, late: str) -> None:
    stage, asked_on = team.stage, await today(team)
    last = asked_on + timedelta(days=6)
    await stage.say("/away", team.boris)
    asked = await stage.last(team.boris)
    until = await named(team, asked, last)
    if late == "until":
        await stage.post("/sim/clock", {"advance": A_DAY})
    await stage.press(until, asked, team.boris)
    who = await stage.last(team.boris)
    if late == "who":
        await stage.post("/sim/clock", {"advance": A_DAY})
    await stage.press(Writer("ru").label("away-nobody"), who, team.boris)
    assert await absences(team) == [(asked_on + timedelta(days=1), last)]


async def test_a_day_that_is_over_is_refused(team: Team) -> None:
    stage = team.stage
    await stage.say("/away", team.boris)
    asked = await stage.last(team.boris)
    await stage.press(await named(team, asked, await today(team)), asked, team.boris)
    who = await stage.last(team.boris)
    await stage.post("/sim/clock", {"advance": A_DAY})
    answer = await stage.press(data_of(who, "ay"), who, team.boris)
    assert answer["show_alert"]
    assert await absences(team) == []
