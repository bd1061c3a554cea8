"""After any life of a purchase, everything that tells of it agrees with the pretend world's books."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, come_together
from tests.counts import counted
from tests.walk.lives import Lives, drawn
from tests.walk.teams import Group
from tests.walk.test_miniapp import TABLE, AnnasPage, public

RULES = "/policy else: any of approvers\ntolerance 2% total 5%\nnote from 100000"
EACH = 3
"""So many lives are lived on one street, one after the other."""


@asynccontextmanager
async def lives_of(open_street: Any, team: bool) -> AsyncIterator[Lives]:
    """A street with a team whose prices may move a little, or with Anna alone; who reads has the Mini App open."""
    async with open_street(**public()) as street:
        group = None
        if team:
            cast = await come_together(street.http, street.said.append)
            group = Group(street, cast, Play(street.http, street.anna, 0, street.said.append))
            anna = cast.alone["Anna"]
            await anna.writes(RULES)
            await anna.presses(await anna.sees("New rules for"), "Make these the rules")
            waiting = await anna.sees("second word")
            await street.later(SECOND_WORD_SECONDS)
            await anna.presses(waiting, "Agree")
            await anna.sees("Rules changed")
        reader = group.cast.alone["Emil"] if group else street.anna
        await reader.writes("/orders")
        shown = await reader.sees("Orders")
        press = {"person": reader.person, "message_id": shown.message_id, "button": TABLE}
        address = str((await street.http.post("/sim/press", json=press)).json()["opened"])
        async with AnnasPage(address) as page:
            yield Lives(street, group, page)


@pytest.mark.parametrize("team", [False, True], ids=["alone", "team"])
@pytest.mark.parametrize("street", range(counted(40, 2)))
async def test_after_any_life_every_view_agrees_with_the_books(open_street: Any, team: bool, street: int) -> None:
    async with lives_of(open_street, team) as lives:
        for seed in range(street * EACH, street * EACH + EACH):
            try:
                await lives.live(drawn(seed))
            except AssertionError as error:
                raise AssertionError(f"the life of seed {seed}, {drawn(seed)}: {error}") from error
