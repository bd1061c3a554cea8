"""What a team bought: its buyer exports it from the chat, its server by `caigou export`, and both are the same rows."""

import asyncio
import csv
import io
from pathlib import Path
from typing import Any

from bot.commands import export
from bot.purchasing.exports import Export, ExportDays, ExportRows, Sheet
from bot.sandbox.team_scenes import approved
from tests.walk.teams import Group


def rows(text: str, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))


async def file_of(group: Group, name: str) -> str:
    """The newest file in somebody's private chat."""
    http, person = group.street.http, group.cast.alone[name].person
    found: list[str] = []

    async def there() -> bool:
        said: list[dict[str, Any]] = (await http.get("/sim/messages", params={"person": person})).json()
        found[:] = [row["document"]["url"] for row in said if row.get("document")]
        return bool(found)

    await group.street.until(there, "a file")
    return str((await http.get(found[-1])).content.decode())


async def test_a_buyer_exports_what_two_agreed_to_and_the_server_the_same(group: Group, tmp_path: Path) -> None:
    await approved(group.play)
    emil = group.cast.alone["Emil"].person
    await group.street.hears("✅ #1 · paid", person=emil)
    await group.cast.here["Emil"].writes("/export all csv")
    chat = await file_of(group, "Emil")
    (row,) = rows(chat)
    (order,) = (await group.street.ledger())["orders"]
    assert (row["1688 order"], row["State"], row["Line"]) == (str(order["id"]), "paid", "1")
    assert (row["Asked by"], row["Approved by"], row["Reason"]) == ("Daria", "Boris, Chen", "For the December fair")
    assert (row["Paid, ¥"], row["Currency"]) == (row["Cost, ¥"], "USD")
    assert row["Tag"] == row["Came back, ¥"].strip("0.") == ""

    out = tmp_path / "lines.csv"
    asked = Export(ExportRows.LINES, Sheet.CSV, ExportDays())
    terms = export.ExportOptions(None, "", "en", out, over=False)
    assert await asyncio.to_thread(export.run, group.street.settings, asked, terms) == 0
    assert await asyncio.to_thread(out.read_text, "utf-8") == chat

    await group.cast.alone["Daria"].writes("/export all csv")
    await group.street.hears("выгружают только администраторы и закупщики", person=group.cast.alone["Daria"].person)
    await group.cast.alone["Anna"].writes("/export this month orders")
    await group.street.hears("1 row · ", "days of Asia/Shanghai")
