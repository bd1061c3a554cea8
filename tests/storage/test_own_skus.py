"""Own SKUs: what the database refuses of them."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

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
