"""What leaves as a table means the same on the other side: long numbers whole, nothing run, nothing hidden."""

import csv
import io
import json
from typing import Any

import pytest

from bot.desk.operations.exports import csv_lines, json_lines
from tests.journaled import journaled

ORDER = "3317081160226242182"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")')


async def journal(ledger: Any, **facts: Any) -> Any:
    async with ledger.change() as uow:
        await uow.record(journaled("paused", actor=9_007_199_254_740_993, **facts))
    async with ledger.read() as uow:
        return await uow.journal.page(0, 10)


def table(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(page)))))


@pytest.mark.threat("T19")
async def test_a_nineteen_digit_number_leaves_as_text_and_comes_back_whole(ledger: Any) -> None:
    page = await journal(ledger, order=ORDER, total=9_007_199_254_740_993)
    (row,) = table(page)
    assert json.loads(row["facts"])["order"] == ORDER
    assert json.loads(row["facts"])["total"] == 9_007_199_254_740_993
    (line,) = json_lines(page)
    assert json.loads(line)["facts"] == {"order": ORDER, "total": 9_007_199_254_740_993}
    assert row["actor_id"] == "9007199254740993"


@pytest.mark.parametrize("text", FORMULAS)
async def test_no_cell_begins_like_a_formula(ledger: Any, text: str) -> None:
    page = await journal(ledger, reason=text)
    for row in table(page):
        assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    (line,) = json_lines(page)
    assert json.loads(line)["facts"]["reason"] == text
