"""What is looked at often is found without a walk through the past, and shows nobody what is not his."""

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.desk.ledger.requests import COUNTED
from bot.desk.ledger.rows_and_values import dump_offer
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.ledger.votes import LONGEST_MONTH
from bot.purchasing.approval.budget import Outlay
from bot.purchasing.lifecycle import ENDS_OF_DRAFTS
from bot.purchasing.money import Fen
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.opening import OpenedBy
from storage.engine.database import Database
from storage.tables.requests import NEVER_ASKED
from tests.cards.samples import CHOICE, OFFER, REQUEST

NOW = datetime(2026, 5, 6, tzinfo=UTC)
LATER = 1_800_000_000_000_000
LONG_PAST = "request_(team_id|requester_id|state)_"
"""Indices in whose order all that a team asked for lies, or a person, or what is in a state."""
OFFER_JSON = dump_offer(OFFER)
PLACED = {"body": "{}", "body_sha256": "x", "submitted_at": LATER}


@pytest.fixture
def shop(plain: sqlite3.Connection, insert: Any) -> None:
    """Two teams and a person without one; the first team bought seven hundred times."""
    plain.execute("BEGIN")
    insert("person", id=1, name="Ann")
    for team in (1, 2):
        insert("team", id=team, chat_id=-team, active=1)
    for n in range(1, 701):
        _bought(insert, n, 1, "finished")
    _bought(insert, 701, 2, "finished")
    _bought(insert, 702, None, "to_pay")
    insert("request", id=703, requester_id=1, state="pending", team_id=2, snapshot_hash="h")
    plain.execute("COMMIT")


def _bought(insert: Any, number: int, team: int | None, state: str) -> None:
    over = "approved" if state == "to_pay" else "closed"
    insert("request", id=number, requester_id=1, state=over, team_id=team, snapshot_hash="h", opened_by=f"o{number}")
    insert("attempt", id=number, request_id=number, state="placed", out_order_id=f"C{number}", **PLACED)
    insert("remote_order", order_id=f"{number:019}", attempt_id=number, request_id=number, state=state, refund="none")


@pytest.mark.parametrize("states", [None, ("finished",), ("cancelled",), ("part_shipped", "shipped")])
async def test_who_is_in_no_team_is_shown_nothing(shop: None, database: Database, states: Any) -> None:
    async with database.reading() as session:
        requests = UnitOfWork(session, NOW, None).requests
        for still_open in (False, True):
            assert await requests.page(ListedFor(1, ()), states, still_open, 1, 5) == ((), 0, False)


@pytest.mark.parametrize(
    ("teams", "states", "numbers", "count"),
    [
        ((2,), None, (703, 701), 2),
        ((2,), ("finished",), (701,), 1),
        ((1,), ("finished",), (700, 699, 698), COUNTED - 1),
        ((1, 2), ("finished",), (701, 700, 699), COUNTED - 1),
        ((1, 2), None, (703, 701, 700), COUNTED - 1),
        ((None,), ("to_pay",), (702,), 1),
        ((1,), ("to_pay",), (), 0),
        (None, ("finished",), (701, 700, 699), COUNTED - 1),
        (None, None, (703, 702, 701), COUNTED - 1),
    ],
)
async def test_a_list_is_newest_first_and_counted_as_far_as_anybody_turns_its_pages(
    shop: None, database: Database, teams: Any, states: Any, numbers: tuple[int, ...], count: int
) -> None:
    async with database.reading() as session:
        found = await UnitOfWork(session, NOW, None).requests.page(ListedFor(1, teams), states, False, 1, 3)
    assert found == (numbers, count, count == COUNTED - 1)


async def test_behind_the_pages_that_were_counted_there_are_others(shop: None, database: Database) -> None:
    async with database.reading() as session:
        found = await UnitOfWork(session, NOW, None).requests.page(ListedFor(1, (1,)), None, False, 121, 5)
    assert found == ((100, 99, 98, 97, 96), 700, False)


@pytest.mark.parametrize(("teams", "numbers"), [(None, (703, 702)), ((2,), (703,)), ((None,), (702,)), ((1,), ())])
async def test_what_goes_on_is_listed_for_its_own_people(
    shop: None, database: Database, teams: Any, numbers: tuple[int, ...]
) -> None:
    async with database.reading() as session:
        found = await UnitOfWork(session, NOW, None).requests.page(ListedFor(1, teams), None, True, 1, 5)
    assert found == (numbers, len(numbers), False)


async def test_what_is_looked_at_often_reads_no_table_from_end_to_end(shop: None, database: Database) -> None:
    """SQLite is asked how it would find each; a name of a table after SCAN is a walk through all of it."""
    async with database.reading() as session:
        uow = UnitOfWork(session, NOW, None)
        attempts, requests, orders, votes = uow.attempts, uow.requests, uow.orders, uow.votes
        before = uow.bought_before
        everybodys, of_two = ListedFor(1, None), ListedFor(1, (1, 2))
        connection = await session.connection()
        lines = (AskedLine(n, replace(OFFER, offer_id=str(n)), CHOICE, 1) for n in range(1, 31))
        of_many = replace(REQUEST, team_id=1, chosen=Chosen(tuple(lines)))
        asked: list[tuple[str, Any]] = []
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *words: asked.append(words[2:4]))
        for looking in (
            requests.page(of_two, None, True, 1, 1), requests.page(of_two, ("finished",), False, 1, 5),
            requests.page(everybodys, ("to_pay",), False, 1, 1), requests.latest_draft(1, 1),
            requests.repeats_of(REQUEST), requests.repeats_of(of_many),
            votes.declined_at(of_many, NOW, NOW, (1, 2)), requests.unended(1), requests.drafts_of_message(1, 1, 1),
            requests.opened_by([OpenedBy(1, 0)]), requests.parts(1), requests.judged(1, 5), requests.expired(5),
            attempts.of(1), votes.outlays(1, 0), votes.placed(1, 0), before.orders_with("a seller", 1, 1),
            before.past_of(["1", "2"], ["A"], 1, 1), before.past_of(["1"], ["A"], None, 1),
            before.newest_with("a seller", None, 1), votes.waiting((1,), 5), votes.waiting((1, 2), 5),
            attempts.ready(5), attempts.to_search(5),
            attempts.doubts_since(NOW), uow.outbox.cards_under_way(1),
            requests.find(999), uow.journal.of_request(999),
            orders.of(700), orders.newest_echo(), orders.what_is_open(),
        ):  # fmt: skip
            await looking
        driver: Any = (await connection.get_raw_connection()).driver_connection
        plans = [
            (statement, driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall())
            for statement, values in list(asked)
        ]
    long_past = [
        step[3]
        for statement, plan in plans
        for step in plan
        if re.search(LONG_PAST if "decision.verdict" in statement else "team_id_pending_at", step[3])
    ]
    walked = [(step[3], statement) for statement, plan in plans for step in plan if _walks(step[3])]
    assert len(plans) == 38
    assert walked == []
    assert long_past == [], "a team, a person and a state may have a long past"


@pytest.fixture
def awaited(shop: None, plain: sqlite3.Connection, insert: Any) -> None:
    """Beside what is over, orders that are paid for, of the first team, the second, and nobody's; and two that are not.

    The purchase 802 is of two offers, of which the order holds one.
    """
    insert("person", id=2, name="Ben")
    page, slow, none = (json.dumps({**OFFER_JSON, "ship_within": each}) for each in ("48 h", "72 h", ""))
    of = {801: (1, 1), 802: (1, 2), 803: (2, 2), 804: (None, 1), 805: (1, 1), 806: (1, 1), 807: (1, 2)}
    for number, (team, person) in of.items():
        asked = {"requester_id": person, "team_id": team, "chat_id": person, "snapshot_hash": "h"}
        insert("request", id=number, state="closed", offer=page, offer_id="7", asked=number == 802, **asked)
        insert("attempt", id=number, request_id=number, state="placed", out_order_id=f"C{number}", **PLACED)
    for offer_id, shown in (("7", page), ("8", slow)):
        whole = {**json.loads(shown), "offer_id": offer_id}
        insert("asked_offer", request_id=802, offer_id=offer_id, offer=json.dumps(whole))
        insert("asked_line", request_id=802, place=int(offer_id), offer_id=offer_id, added_by=2)
    insert("request", id=808, requester_id=1, state="closed", team_id=1, part_of=801, part=2, offer=none, offer_id="7")
    part_back, all_back = ({"total_fen": 500, "refunded_fen": fen} for fen in (100, 500))
    for number, state, paid, more in (
        (801, "paid", 5, {}), (802, "shipped", 4, part_back), (803, "part_shipped", 3, {}),
        (804, "paid", None, {"placed_at": 1}), (805, "paid", 2, {"checked": "differs"}),
        (806, "shipped", 2, all_back), (807, "received", 1, {}), (808, "paid", 9, {}),
    ):  # fmt: skip
        ids = {"order_id": str(number), "request_id": number, "attempt_id": min(number, 807)}
        insert("remote_order", state=state, refund="none", paid_at=paid, seller=f"s{number}", **ids, **more)
    insert("order_entry", order_id="802", entry_id="1", place=1, offer_id="8", quantity=3, state="open")
    insert("parcel", order_id="802", logistics_id="L1", bill_no="YT1", sent_at=4)
    insert("parcel", order_id="803", logistics_id="L2")


async def test_what_is_paid_for_and_not_in_is_found_with_the_head_of_its_purchase(
    awaited: None, database: Database
) -> None:
    async with database.reading() as session:
        uow = UnitOfWork(session, NOW, None)
        found = await uow.awaited(await uow.orders.awaiting_goods())
    assert [each.order.order_id for each in found] == ["804", "803", "802", "801", "808"], "the oldest payment first"
    assert [each.name for each in found] == ["804", "803", "802", "801", "801/2"]
    assert [each.request.team_id for each in found] == [None, 2, 1, 1, 1]
    assert [each.team_chat_id for each in found] == [None, -2, -1, -1, -1]
    assert [each.request.requester.name for each in found] == ["Ann", "Ben", "Ben", "Ann", "Ann"]
    assert [[parcel.bill_no for parcel in each.order.parcels] for each in found] == [[], [""], ["YT1"], [], []]
    hours = [each.promised and each.promised / timedelta(hours=1) for each in found]
    assert hours == [48, 48, 72, 48, None], "of what the order holds, not of what else was asked for"


@pytest.mark.parametrize(
    ("shown", "numbers"),
    [
        (ListedFor(1, None), ["804", "803", "802", "801", "808"]),
        (ListedFor(1, (1,)), ["802", "801", "808"]),
        (ListedFor(1, (2, None)), ["804", "803"]),
        (ListedFor(2, (2,), (1,)), ["803", "802"]),
        (ListedFor(9, (), (1, 2)), []),
        (ListedFor(1, ()), []),
    ],
)
async def test_of_what_is_paid_for_everybody_is_shown_what_they_may_see(
    awaited: None, database: Database, shown: ListedFor, numbers: list[str]
) -> None:
    async with database.reading() as session:
        found = await UnitOfWork(session, NOW, None).orders.awaiting_goods(shown)
    assert [each.order_id for each in found] == numbers


async def test_refunds_are_found_by_an_index_and_summed_over_no_other_orders(
    awaited: None, database: Database, insert: Any
) -> None:
    for number, state in ((801, "asked"), (802, "done")):
        insert("refund", refund_id=f"T{number}", order_id=str(number), state=state, amount_fen=50, paid_fen=0)
    for shown in (ListedFor(1, None), ListedFor(1, (1, 2), (3,))):
        async with database.reading() as session:
            orders, connection = UnitOfWork(session, NOW, None).orders, await session.connection()
            asked: list[tuple[str, Any]] = []
            event.listen(
                connection.sync_connection, "before_cursor_execute", lambda *words, to=asked: to.append(words[2:4])
            )
            await orders.refunding(shown)
            assert len(await orders.refund_sums(shown, NOW)) == 2
            driver: Any = (await connection.get_raw_connection()).driver_connection
            steps = [
                step[3]
                for statement, values in list(asked)
                for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            ]
        assert [step for step in steps if _walks(step)] == ["SCAN refund"]


async def test_what_is_paid_for_is_found_by_few_statements_and_no_walk_through_what_is_over(
    awaited: None, database: Database
) -> None:
    asked_for: tuple[Callable[[Any], Any], ...] = (
        lambda orders: orders.awaiting_goods(), lambda orders: orders.of_the_morning(),
        lambda orders: orders.awaiting_goods(ListedFor(1, (1, 2), (3,))),
    )  # fmt: skip
    for ask in asked_for:
        async with database.reading() as session:
            uow, connection = UnitOfWork(session, NOW, None), await session.connection()
            asked: list[tuple[str, Any]] = []
            event.listen(
                connection.sync_connection, "before_cursor_execute", lambda *words, to=asked: to.append(words[2:4])
            )
            assert len(await uow.awaited(await ask(uow.orders))) > 3
            driver: Any = (await connection.get_raw_connection()).driver_connection
            steps = [
                step[3]
                for statement, values in list(asked)
                for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            ]
        assert len(asked) == 11, "of the orders six, of each team two, of translations one"
        assert [step for step in steps if _walks(step) and "(subquery" not in step] == []
        assert "SEARCH remote_order USING INDEX" in steps[0] or steps[0] == "MULTI-INDEX OR"
        assert not [step for step in steps if re.search(LONG_PAST, step) and "remote_order" not in step]


def _walks(step: str) -> bool:
    """An index over a few rows, or in whose order the first one is wanted, may be walked through."""
    what = step.removeprefix("SCAN ")
    small = what.startswith(("anon_", "(subquery", "CONSTANT")) or {"going_on", "newest_echo"} & {*what.split()}
    return step.startswith("SCAN ") and not small


@pytest.mark.parametrize(
    ("teams", "own", "reader", "numbers"),
    [((1,), (), 1, (3, 2, 1)), ((1,), (), 2, (3, 1)), ((), (1,), 1, (2, 1)), ((), (1,), 2, (3,)), ((), (1,), 9, ())],
)
async def test_a_draft_that_ended_is_listed_for_its_requester_and_to_whoever_left_his_own_alone(
    plain: sqlite3.Connection, insert: Any, database: Database, teams: Any, own: Any, reader: int, numbers: Any
) -> None:
    for person, name in ((1, "Ann"), (2, "Ben")):
        insert("person", id=person, name=name)
    insert("team", id=1, chat_id=-1, active=1)
    asked = {"state": "cancelled", "closed_reason": "by-requester", "team_id": 1, "snapshot_hash": "h"}
    insert("request", id=1, requester_id=1, pending_at=LATER, **asked)
    insert("request", id=2, requester_id=1, **asked)
    insert("request", id=3, requester_id=2, pending_at=LATER, **asked)
    async with database.reading() as session:
        found = await UnitOfWork(session, NOW, None).requests.page(ListedFor(reader, teams, own), None, False, 1, 5)
    assert found == (numbers, len(numbers), False)


def test_the_rule_of_drafts_and_its_query_name_the_same_ends() -> None:
    named = re.search(r"closed_reason IN \(([^)]*)\)", NEVER_ASKED)
    assert named is not None
    assert {each.strip(" '") for each in named[1].split(",")} == {each.value for each in ENDS_OF_DRAFTS}


async def test_money_that_a_team_holds_is_its_approved_and_its_paid(
    shop: None, plain: sqlite3.Connection, database: Database
) -> None:
    since = NOW + timedelta(days=1)
    moment = round(since.timestamp() * 1_000_000)
    plain.execute("UPDATE attempt SET created_at = ?", (moment - 1,))
    plain.execute("UPDATE attempt SET created_at = ? WHERE id IN (1, 701)", (moment,))
    plain.execute("UPDATE remote_order SET total_fen = request_id")
    plain.execute("UPDATE remote_order SET paid_at = ? WHERE attempt_id = 2", (moment,))
    async with database.reading() as session:
        outlays = await UnitOfWork(session, since + LONGEST_MONTH, None).votes.outlays(1, 0)
    assert outlays == (Outlay(1, Fen(1), since), Outlay(1, Fen(2), since, spent=True))
