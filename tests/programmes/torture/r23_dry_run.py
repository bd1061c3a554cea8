"""R23: a dry run is killed as in R1, and everybody presses everything in it as in R14; nothing is written to 1688."""

import sqlite3
from contextlib import closing
from typing import Any

from pydantic import SecretStr

from bot.desk.ledger.facts import DRY_RUN
from bot.sandbox.openplatform.gateway import WRITES
from bot.wiring.build import built
from bot.wiring.demo import SharedClock
from tests.matrix.cells import changed_by
from tests.matrix.goods import stocked_in
from tests.matrix.world_fixture import Town, pays, settled_town, unhurried
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.r01_kills import TEAM_SHARE, one_story
from tests.programmes.torture.r14_forged import every_cell


@programme(
    23, "dry run", databases=(SQLITE, POSTGRESQL), longest=7200,
    gate="writes and pay links that reached 1688 0, orders 0; told and settled as in R1",
)  # fmt: skip
async def dry_run(scale: Scale) -> Result:
    """Purchases by admins and in a team while the bot is killed; then every action that the table lets."""
    figures: dict[str, Any] = {}
    failures: list[str] = []
    for in_team, whose in ((False, "alone"), (True, "in a team")):
        folder = scale.folder / whose
        folder.mkdir()
        part = Scale(scale.seed, scale.tenth, scale.database, folder)
        share = TEAM_SHARE if in_team else 1 - TEAM_SHARE
        found, wrong = await one_story(part, "second", share, in_team, dry_run="1")
        figures[whose] = {name: found[name] for name in ("purchases", "kills", "orders", "writes", "notices lost")}
        failures += [f"{whose}: {each}" for each in wrong]
        failures += [f"{whose}: {found[name]} {name}" for name in ("orders", "writes") if found[name]]
    if scale.database == SQLITE:
        figures["pressed"], reached = await _pressed(scale)
        figures["reached 1688"] = len(reached)
        failures += reached[:10]
    return Result(figures, not failures, tuple(failures))


async def _pressed(scale: Scale) -> tuple[int, list[str]]:
    """How many actions were tried that the table lets, and those after which 1688 had heard of a write or a payment.

    The orders were placed before the database was marked: no dry run has any, so this asks more than can happen.
    """
    with unhurried():
        async with settled_town(scale.folder) as real:
            stocked = await stocked_in(real)
            file = scale.folder / "dry.db"
            real.file.copy_to(file)
            with closing(sqlite3.connect(file)) as database, database:
                database.execute("UPDATE fact SET value = 'true' WHERE name = ?", (DRY_RUN.name,))
            dry = {"database_url": SecretStr(f"sqlite:///{file}"), "dry_run": True}
            settings = real.house.settings.model_copy(update=dry)
            async with built(settings, SharedClock(real.world.clock)) as house:
                await house.telegram.application.initialize()
                await house.desk.journal_keeper.begin()
                await house.inbox.start()
                town = Town(real.world, house)
                town.people, town.said = real.people, real.said
                town.group, town.other_group, town.topic = real.group, real.other_group, real.topic
                town.team, town.other_team = real.team, real.other_team
                town.file.keep()
                try:
                    tried = [cell for cell in every_cell(stocked) if cell.lets][:: 10 if scale.tenth else 1]
                    reached = []
                    for cell in tried:
                        before = _heard(town)
                        await changed_by(town, cell)
                        if _heard(town) != before:
                            reached.append(f"{cell.name} reached 1688")
                finally:
                    await house.inbox.stop()
                    await house.telegram.application.shutdown()
                    town.file.close()
    return len(tried), reached


def _heard(town: Town) -> int:
    """How many writes and questions for a way to pay 1688 has heard so far."""
    calls = town.world.world.calls
    return sum(count for name, count in calls.items() if name in WRITES or pays(name))
