"""Own SKUs: what the database refuses, and what older requests and lines get."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from storage.engine.database import Database
from storage.tables import AskedLineRow, OwnSkuRow, RequestRow
from tests.programmes.torture import r10_migrations as r10

Insert = Callable[..., int]
SKU: dict[str, Any] = {"code": "TSH", "plain": "tsh", "offer_id": "6", "ratio": 1, "changed_by": 1}


@pytest.mark.usefixtures("bought")
def test_a_code_stands_once_in_a_team_and_once_among_those_without_one(insert: Insert) -> None:
    for team in (5, 6):
        insert("team", id=team, chat_id=-team, time_zone="Asia/Shanghai", policy_version=1)
    lists: tuple[int | None, ...] = (5, 6, None)
    for whose in lists:
        insert("own_sku", **SKU, team_id=whose)
        with pytest.raises(sqlite3.IntegrityError, match=r"own_sku\.plain"):
            insert("own_sku", **SKU | {"code": "tsh"}, team_id=whose)


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"ratio": 0}, "ratio_positive"),
        ({"plain": ""}, "plain_known"),
        ({"offer_id": ""}, "offer_known"),
        ({"team_id": 99}, "FOREIGN KEY"),
        ({"changed_by": 99}, "FOREIGN KEY"),
    ],
)
def test_a_code_has_a_source_and_a_ratio_and_somebody_who_wrote_it(insert: Insert, wrong: Any, named: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=named):
        insert("own_sku", **SKU | wrong)


ROWS: r10.Rows = {
    **r10.scene(),
    "asked_offer": [{"request_id": 1, "offer_id": "6", "offer": "{}"}],
    "asked_line": [{"request_id": 1, "place": 1, "offer_id": "6", "quantity": 3, "added_by": 1}],
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_was_asked_for_before_there_were_own_skus_was_asked_for_by_none(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0017", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        requests = (await session.exec(select(RequestRow))).all()
        lines = (await session.exec(select(AskedLineRow))).all()
        skus = (await session.exec(select(OwnSkuRow))).all()
    await database.close()
    assert [row.own for row in requests] == [None] * len(ROWS["request"])
    assert [(row.quantity, row.own) for row in lines] == [(3, None)]
    assert skus == []
