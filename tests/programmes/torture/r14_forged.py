"""R14: everybody tries everything everywhere, presses codes that nobody wrote for him, and forges launches."""

from collections import Counter
from collections.abc import Sequence

import httpx
from starlette.routing import Router

from bot.cards import answers
from bot.web.miniapp import MiniApp, Surroundings
from tests.matrix.cells import Cell, cells, wrong
from tests.matrix.forging import forger_of
from tests.matrix.goods import STATES, Stocked, stocked_in
from tests.matrix.offline import chat_of, offline
from tests.matrix.table import ABOUT_A_REQUEST, ANY, VIEWS
from tests.matrix.team_table import ABOUT_A_TEAM
from tests.matrix.world_fixture import Town, settled_town, unhurried
from tests.programmes.torture.programme import Result, Scale, programme
from tests.web import forged_launches
from tests.web.forged_launches import fields_of, sealed

CODES, AT_ONCE, LAUNCHES = 100_000, 5_000, 1_000


@programme(14, "forged and unauthorised actions", gate="tried >= 100,000, accepted 0", longest=7200)
async def forged(scale: Scale) -> Result:
    """The whole product of person, action, state and place over the wire; then the forger's launches and codes."""
    with unhurried():
        async with settled_town(scale.folder) as town:
            stocked = await stocked_in(town)
            tried = every_cell(stocked)[:: 10 if scale.tenth else 1]
            otherwise = await wrong(town, tried)
            accepted = [*await _launched(town, scale), *await _forged(stocked, scale)]
    refused = sum(not cell.lets for cell in tried)
    codes, launches = scale.count(CODES), scale.count(LAUNCHES)
    every = len(tried) + codes + launches
    figures = {
        "tried": every, "refused by the table": refused, "let by the table": len(tried) - refused,
        "otherwise than the table": len(otherwise), "forged codes": codes, "forged launches": launches,
        "accepted": len(accepted),
    }  # fmt: skip
    failures = (*otherwise[:10], *accepted[:10])
    return Result(figures, not failures and (scale.tenth or every >= 100_000), failures)


def every_cell(stocked: Stocked) -> Sequence[Cell]:
    """Whatever somebody can do anywhere with a request in any state."""
    no_request = {("asker", ANY): stocked.general}
    return [
        *cells(ABOUT_A_REQUEST, stocked.targets, STATES),
        *cells(VIEWS, stocked.targets, STATES),
        *cells(ABOUT_A_TEAM, no_request, (ANY,)),
    ]


async def _launched(town: Town, scale: Scale) -> list[str]:
    """The forged launches for which the Mini App opened a session; one that is not forged shows that it can."""
    desk, clock, token = town.house.desk, town.house.ledger.clock, town.world.token
    page = MiniApp(desk, clock, token, Surroundings(), lambda _: True, Counter())
    person, now = town.world.admins[0], int(clock.now().timestamp())
    app = httpx.ASGITransport(Router(routes=page.routes()))
    async with httpx.AsyncClient(transport=app, base_url="http://bot") as http:

        async def opens(launch: str) -> bool:
            return (await http.post("/app/session", content=launch.encode())).status_code == 200

        found = await forged_launches.accepted(opens, token, person, now, scale.count(LAUNCHES), scale.seed)
        blind = (
            [] if await opens(sealed(token, fields_of(person, now))) else ["a launch that Telegram signed was refused"]
        )
    return [f"opened a session: {launch}" for launch in found] + blind


async def _forged(stocked: Stocked, scale: Scale) -> list[str]:
    """The forged presses after which something was otherwise than before, or that were answered as a genuine one."""
    found: list[str] = []
    async with offline(stocked.town, scale.folder) as bot:
        before = bot.file.fingerprint()
        presses = list(forger_of(stocked, bot.codes, scale.seed).some(scale.count(CODES)))
        for start in range(0, len(presses), AT_ONCE):
            part = presses[start : start + AT_ONCE]
            for each in part:
                await bot.press(each.who, chat_of(each.chat), each.data)
            if bot.file.fingerprint() != before:
                found.append(f"one of the presses {start} to {start + len(part)} changed something")
                before = bot.file.fingerprint()
        found += [f"answered: {text}" for text in set(bot.wire.alerts) - {answers.sentence("en", "old-button").alert}]
        found += [f"called: {name}" for name in set(bot.wire.calls) - {"getMe", "answerCallbackQuery"}]
        if bot.wire.calls["answerCallbackQuery"] != len(presses):
            found.append("not every press was answered")
    return found
