"""R15: secrets and addresses are sent through every error path at every level, and none comes out anywhere."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.doctor import render
from bot.redaction import Redactor
from bot.sandbox.openplatform import gateway
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import approved
from bot.sandbox.world.sellers import ADDRESSES
from bot.wiring.doctor_checks import market_report
from bot.wiring.readers import reader
from tests.programmes.torture import canaries
from tests.programmes.torture.canaries import Search
from tests.programmes.torture.programme import Result, Scale, programme
from tests.walk.conftest import opened

Loudness = tuple[str, int, int, int]
WEB_SECRET = "canary-webhook-secret-0123456789-abcdefgh"
JOURNAL_KEY = "0a1b2c3d4e5f6978" * 4
DATABASE_PASSWORD = "canary-database-password"
PROXY_PASSWORD = "canary-proxy-password"
LOUDER = (
    ("as it runs", logging.INFO, logging.WARNING, logging.INFO),
    ("only warnings", logging.WARNING, logging.WARNING, logging.INFO),
    ("only what is critical", logging.CRITICAL, logging.WARNING, logging.INFO),
    ("libraries switched on", logging.INFO, logging.DEBUG, logging.INFO),
    ("everything switched on", logging.DEBUG, logging.DEBUG, logging.DEBUG),
)
"""(name, our level, the libraries', the least that the handler lets out); the last one the program itself refuses."""


@programme(15, "secret canaries", gate="0 leaks", longest=900)
async def canary_hunt(scale: Scale) -> Result:
    """A street of errors at every level, the exports of its journal, the doctor, and programs that crash."""
    search, faults = Search({}), 0
    setattr(gateway, "HANG_SECONDS", 0.3)  # noqa: B010 - another module's name, which its own readers look up there
    for number, how in enumerate(LOUDER):
        faults += await _street(scale.folder / str(number), how, search)
        await _team(scale.folder / f"{number} team", how, search)
    await _programs(scale.folder, search)
    figures = {"lines searched": sum(search.lines.values()), "leaks": len(search.leaks), "faults": faults}
    figures |= {f"lines of {where}": count for where, count in sorted(search.lines.items())}
    enough = search.lines.keys() >= {
        "private chats", "groups", "answers.log", "exports", "exports of orders", "doctor", "crashed programs",
        "the doctor's report",
    }  # fmt: skip
    failures = tuple(search.leaks) if enough else (*search.leaks, "a place was not searched")
    return Result(figures, not failures, failures)


async def _street(folder: Path, how: Loudness, search: Search) -> int:
    """One who buys alone, among faults: his errors, doubts, login, doctor and exports."""
    async with _heard(folder, how, search) as street:
        settings = street.settings
        faults = await canaries.act(street)
        await street.http.delete("/sim/faults")
        await canaries.buy_through_lost_answers(street)
        await canaries.echoes(settings, folder, search)
        canaries.crash(settings.telegram_token.get_secret_value(), settings.secrets())
        await street.later(181 * 86_400)
        await street.hears("1688 wants a new login")
        search.through("doctor", await _doctor(settings))
        search.through("the doctor's report", "\n".join((await asyncio.to_thread(market_report, settings))[0]))
        await _private_chats(street, search)
        await street.tenant.stop()
        await _exports(settings, search)
        await street.tenant.start()
    return faults


async def _team(folder: Path, how: Loudness, search: Search) -> None:
    """A team that asks and decides in its group."""
    async with _heard(folder, how, search) as street:
        play = Play(street.http, street.anna, 0, street.said.append)
        await approved(play)
        (chat,) = [each["id"] for each in (await street.http.get("/sim/chats")).json()]
        rows = (await street.http.get("/sim/messages", params={"person": street.anna.person, "chat": chat})).json()
        search.through("groups", "\n".join(str(row) for row in rows if row["from"] == "bot"))
        await _private_chats(street, search)


@asynccontextmanager
async def _heard(folder: Path, how: Loudness, search: Search) -> AsyncIterator[Any]:
    """A street whose every log line is kept and looked through at the end."""
    name, level, libraries, floor = how
    async with opened(folder, **{"TELEGRAM_WEBHOOK_SECRET": WEB_SECRET}) as street:
        search.canaries = canaries.canaries_of(street.settings)
        search.private = _addresses() if floor > logging.DEBUG else {}
        with canaries.listening(street.settings.secrets(), level, libraries, floor) as lines:
            await street.tenant.restart()
            yield street
        search.through(f"log lines, {name}", lines.getvalue())


def _addresses() -> dict[str, str]:
    """Who receives, by which phone, in which street; the city may be told."""
    parts: dict[str, str] = {}
    for number, each in enumerate(ADDRESSES):
        parts |= {f"name {number}": each.full_name, f"phone {number}": each.mobile, f"street {number}": each.address}
    return parts


async def _private_chats(street: Any, search: Search) -> None:
    for person in (await street.http.get("/sim/people")).json():
        rows = (await street.http.get("/sim/messages", params={"person": person["id"]})).json()
        search.through("private chats", "\n".join(str(row) for row in rows if row["from"] == "bot"), alone=True)


async def _exports(settings: Any, search: Search) -> None:
    from bot.cards.operations.exports import ExportColumns, names
    from bot.desk.operations import audit, exports
    from bot.desk.operations.exporting import exported_pages
    from bot.purchasing.approval.team import SHANGHAI, zone_of
    from bot.purchasing.exports import ExportRows

    columns = ExportColumns("en", zone_of(SHANGHAI))
    async with reader(settings) as ledger:
        async for page in audit.pages(ledger):
            search.through("exports", "\n".join([*exports.csv_lines(page), *exports.json_lines(page)]))
        for what, fields in exports.FIELDS.items():
            async for bought in exports.pages(ledger, None, None):
                rows = [
                    dict(zip(fields, row, strict=True)) for each in bought for row in exports.table_rows(what, each)
                ]
                search.through("exports of orders", "\n".join(map(str, rows)))
        for what in (ExportRows.ORDERS, ExportRows.LINES):
            async for costed in exported_pages(ledger, None, None):
                made = [dict(zip(names(what), row, strict=True)) for each in costed for row in columns.rows(what, each)]
                search.through("exports of orders", "\n".join(map(str, made)))


async def _doctor(settings: Any) -> str:
    from bot.wiring.doctor_checks import doctor

    redactor = Redactor(settings.secrets())
    return "\n".join(redactor.clean(render(check)) for check in await asyncio.to_thread(doctor, settings))


async def _programs(folder: Path, search: Search) -> None:
    """The real program with secrets that lead nowhere, wrong ones, and ones of a wrong form."""
    token = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
    given = {
        "TELEGRAM_TOKEN": token, "ALIBABA_APP_KEY": "1234567", "ALIBABA_APP_SECRET": "canary-app-secret",
        "ALIBABA_ACCESS_TOKEN": "canary-access-token", "ALIBABA_REFRESH_TOKEN": "canary-refresh-token",
        "TELEGRAM_API_URL": "http://127.0.0.1:9", "ALIBABA_GATEWAY_URL": "http://127.0.0.1:9",
        "TELEGRAM_WEBHOOK_SECRET": WEB_SECRET, "TELEGRAM_PROXY": f"http://me:{PROXY_PASSWORD}@127.0.0.1:9",
        "JOURNAL_KEY": JOURNAL_KEY,
    }  # fmt: skip
    nowhere = given | {"DATABASE_URL": f"postgresql://caigou:{DATABASE_PASSWORD}@127.0.0.1:9/caigou"}
    misspelt = given | {"TELEGRAM_TOKEN": f"{token} ", "DATABASE_URL": f"postgres//:{DATABASE_PASSWORD}@x"}
    search.canaries = {name: value for name, value in given.items() if "URL" not in name and "APP_KEY" not in name}
    search.canaries |= {"database password": DATABASE_PASSWORD, "proxy password": PROXY_PASSWORD}
    search.canaries |= {"half of the bot's token": token.partition(":")[2]}
    search.private = {}
    for environment in (given, nowhere, misspelt):
        for words in (("run",), ("doctor",), ("audit", "verify")):
            search.through("crashed programs", await canaries.program(environment, folder, *words))
