"""The list of a team, and who decides on what came of it: what the database refuses, and keeps of 0.2.0."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from storage.engine.database import Database
from tests.programmes.torture import r10_migrations as r10
from tests.storage.test_taken_back import connected, done

Insert = Callable[..., int]
LINE: dict[str, Any] = {"team_id": 5, "offer_id": "6", "offer": "{}", "quantity": 3, "added_by": 1}
VOTE: dict[str, Any] = {"request_id": 10, "requester_id": 1, "approver_id": 2, "verdict": "approve"}
ASKED: dict[str, Any] = {"request_id": 10, "place": 1, "offer_id": "6", "quantity": 3}


@pytest.fixture
def seated(insert: Insert, bought: None) -> None:
    """The team whose request it is, and Cy, who is in it as well."""
    insert("team", id=5, chat_id=-5)
    insert("person", id=3, name="Cy")
    insert("asked_offer", request_id=10, offer_id="6", offer="{}")


@pytest.mark.usefixtures("seated")
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"quantity": 0}, "quantity_positive"),
        ({"quantity": None}, "chosen"),
        ({"team_id": 99}, "FOREIGN KEY"),
        ({"request_id": 99}, "FOREIGN KEY"),
        ({"added_by": 99}, "FOREIGN KEY"),
    ],
)
def test_a_line_of_a_list_is_of_some_pieces_of_somebody_in_a_team(insert: Insert, wrong: Any, named: str) -> None:
    insert("list_line", **LINE)
    with pytest.raises(sqlite3.IntegrityError, match=named):
        insert("list_line", **LINE | wrong)


@pytest.mark.usefixtures("seated")
@pytest.mark.parametrize("verdict", ["approve", "decline"])
def test_nobody_votes_on_what_they_added_a_line_to(insert: Insert, verdict: str) -> None:
    insert("asked_line", **ASKED, added_by=2)
    with pytest.raises(sqlite3.IntegrityError, match="added a line"):
        insert("decision", **VOTE | {"verdict": verdict})
    insert("decision", **VOTE | {"approver_id": 3, "verdict": verdict})


@pytest.mark.threat("T3")
@pytest.mark.usefixtures("seated")
def test_nobody_votes_on_a_part_of_what_they_added_a_line_to(insert: Insert) -> None:
    insert("asked_line", **ASKED, added_by=2)
    insert(
        "request",
        id=11,
        requester_id=1,
        state="approved",
        snapshot_hash="h",
        offer_id="6",
        offer="{}",
        part_of=10,
        part=1,
    )
    with pytest.raises(sqlite3.IntegrityError, match="added a line"):
        insert("decision", **VOTE | {"request_id": 11})
    insert("decision", **VOTE | {"request_id": 11, "approver_id": 3})


@pytest.mark.usefixtures("seated")
def test_a_line_of_another_request_forbids_nothing(insert: Insert) -> None:
    insert("request", id=12, requester_id=1, state="draft", offer_id="6", offer="{}")
    insert("asked_offer", request_id=12, offer_id="6", offer="{}")
    insert("asked_line", **ASKED | {"request_id": 12}, added_by=2)
    insert("decision", **VOTE)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_filled_database_of_0_2_0_keeps_its_ends_and_what_guards_its_votes(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else str(request.getfixturevalue("postgres_url"))
    await r10.made(url, "0036")
    async with connected(url) as hand:
        ended = await done(hand, "SELECT id, closed_reason FROM request ORDER BY id")
    await (await Database.open(url)).close()
    async with connected(url) as hand:
        assert await done(hand, "SELECT id, closed_reason FROM request ORDER BY id") == ended
        await done(hand, "UPDATE request SET closed_reason = 'to-list' WHERE id = 1")
        with pytest.raises(DBAPIError, match="closed_reason_known"):
            await done(hand, "UPDATE request SET closed_reason = 'lost' WHERE id = 1")
        ((request_id, requester, approver),) = await done(
            hand, "SELECT request_id, requester_id, approver_id FROM decision ORDER BY id LIMIT 1"
        )
        await done(hand, f"INSERT INTO asked_offer (request_id, offer_id, offer) VALUES ({request_id}, 'x6', '{{}}')")
        await done(
            hand,
            "INSERT INTO asked_line (request_id, place, offer_id, wanted, note, tag, added_by, added_at)"
            f" VALUES ({request_id}, 999, 'x6', '', '', '', {approver}, 1)",
        )
        with pytest.raises(DBAPIError, match="added a line"):
            await done(
                hand,
                "INSERT INTO decision"
                " (request_id, requester_id, approver_id, verdict, snapshot_hash, reason, created_at)"
                f" VALUES ({request_id}, {requester}, {approver}, 'approve', 'another', '', 1)",
            )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("restored", "rests"), [(True, [7_000_000, None]), (False, [None, None])])
async def test_what_came_back_with_an_old_copy_before_there_was_rest_is_at_rest_now(
    kind: str, restored: bool, rests: list[int | None], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = f"sqlite:///{tmp_path / 'caigou.db'}"
    url = file if kind == "sqlite" else str(request.getfixturevalue("postgres_url"))
    await r10.made(url, "0036")
    async with connected(url) as hand:
        ((team, person),) = await done(hand, "SELECT team_id, person_id FROM member ORDER BY team_id LIMIT 1")
        await done(hand, "DELETE FROM list_line")
        await done(hand, "DELETE FROM fact WHERE name = 'restored_at'")
        if restored:
            await done(
                hand,
                "INSERT INTO fact (name, value, updated_at) VALUES ('restored_at', '\"1970-01-01T00:00:07+00:00\"', 1)",
            )
        for number, added_at in ((8001, 7_000_000), (8002, 7_000_001)):
            await done(
                hand,
                "INSERT INTO list_line (id, team_id, offer_id, offer, quantity, wanted, note, tag, added_by,"
                f" added_at, changed_at) VALUES ({number}, {team}, '6', '{{}}', 3, '', '', '', {person},"
                f" {added_at}, {added_at + 9})",
            )
    await (await Database.open(url)).close()
    async with connected(url) as hand:
        rows = await done(hand, "SELECT rests_since FROM list_line ORDER BY id")
    assert [since for (since,) in rows] == rests
