"""An update of a filled 0.2.0 database: nothing moves, rules judge as before, doubts are settled, messages come."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.cards.notices.notices import FORMS, notice
from bot.desk.ledger import facts
from bot.desk.ledger.facts import QUARANTINE, Fact, FactFamily
from bot.desk.ledger.journal_chain import JournalKey
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.desk.operations import audit
from bot.desk.operations.audit import AnchorTrail, Proof
from bot.desk.operations.lost_time import LostTime
from bot.purchasing.claims import ClaimState
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.text import LANGUAGES
from storage.engine import revisions
from storage.engine.database import Database
from storage.files.small_file import HighWaterFile
from storage.tables import OutboxRow
from storage.tables.upkeep import FactRow
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, OWNER, Team, _seated
from tests.fakes.clock import HandClock
from tests.fakes.market import ORDER_ID, FakeMarket
from tests.storage.left_databases import BY_0_2_0, KEY, THROUGH_0_2_0, dumped, known_of, put_left, rows_of

LEFT = (BY_0_2_0, THROUGH_0_2_0)
SINCE_THEN = {BY_0_2_0: datetime(2026, 12, 1, 12, tzinfo=UTC), THROUGH_0_2_0: datetime(2026, 11, 30, 10, tzinfo=UTC)}
"""When each of them is opened again: soon after it was left."""
SECOND = OWNER.id - 1
WRITTEN_ANEW = {"remote_order": {"errand_at"}}
"""The columns that a revision since 0.2.0 writes: 0039 marks the orders of which somebody claimed something."""


@pytest.fixture(params=LEFT)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def left(name: str, tmp_path: Path) -> Path:
    return put_left(tmp_path / "data" / "caigou.db", name)


@pytest.fixture
async def database(left: Path) -> AsyncIterator[Database]:
    """The same, updated."""
    opened = await Database.open(f"sqlite:///{left}")
    yield opened
    await opened.close()


@pytest.fixture
def clock(name: str) -> HandClock:
    return HandClock(SINCE_THEN[name])


@pytest.fixture
async def team(name: str, database: Database, clock: HandClock) -> Team:
    """The team at a desk of today, with a 1688 that knows none of its orders."""
    team = await _seated(database, clock, FakeMarket(clock, None), seat=False)
    if name == THROUGH_0_2_0:
        team.id = 2
    return team


def number_of(name: str, what: str) -> int:
    return int(known_of(name)["requests"][what])


async def test_nothing_moves_but_what_a_revision_says(left: Path) -> None:
    before = rows_of(left)
    await (await Database.open(f"sqlite:///{left}")).close()
    after = rows_of(left)
    for table, rows in before.items():
        kept = [{column: row[column] for column in old} for old, row in zip(rows, after[table], strict=True)]
        for row in (*rows, *kept):
            for column in WRITTEN_ANEW.get(table, ()):
                row.pop(column)
        assert kept == rows, table
    with closing(sqlite3.connect(left)) as hand:
        assert hand.execute("SELECT version_num FROM alembic_version").fetchall() == [(revisions.newest(),)]


async def test_the_copy_that_an_update_leaves_is_the_database_of_before_and_updates_again(left: Path) -> None:
    before = dumped(left)
    await (await Database.open(f"sqlite:///{left}")).close()
    updated = dumped(left)
    assert updated != before
    (copy,) = (entry for entry in left.parent.iterdir() if ".before-" in entry.name)
    copy.replace(left)
    assert dumped(left) == before, "moved back by hand, it is what 0.2.0 had"
    await (await Database.open(f"sqlite:///{left}")).close()
    assert dumped(left) == updated


async def test_the_journal_is_proved_and_its_hashes_are_those_of_before(
    name: str, left: Path, database: Database, clock: HandClock
) -> None:
    ledger = Ledger(database, clock)
    ledger.key = JournalKey(KEY) if name == BY_0_2_0 else None
    proof = Proof(trail=AnchorTrail(ledger.key))
    async for page in audit.pages(ledger):
        proof.follow(page)
    proof.end()
    hashes = [row["hash"] for row in rows_of(left)["event"]]
    assert (proof.broken, proof.entries) == (None, len(hashes))
    if name == BY_0_2_0:
        assert proof.trail.checked == len(hashes)
    else:
        assert len(rows_of(left)["journal_before"]) > 20, "0.2.0 took the names out of what 0.1.0 had written"


async def test_every_stored_fact_is_read(database: Database, clock: HandClock) -> None:
    known = [value for value in vars(facts).values() if isinstance(value, Fact | FactFamily)]
    async with Ledger(database, clock).read() as uow:
        stored = (await uow.session.exec(select(col(FactRow.name)))).all()
        for fact in stored:
            family = next((each for each in known if fact == each.name or fact.startswith(f"{each.name}:")), None)
            if family is not None:
                await uow.facts.get(Fact(fact, family.form))
    assert len(stored) > 10


async def test_what_runs_regularly_runs(team: Team) -> None:
    team.clock.on(days=1)
    for work in vars(team.desk.rounds):
        await getattr(team.desk.rounds, work).run()
    assert {"orders_changed", "orders_created", "prepare"} <= set(team.market.calls)


@pytest.mark.parametrize("which", ["memory", "memory_since"])
@pytest.mark.parametrize("name", [THROUGH_0_2_0], indirect=True)
async def test_a_memory_from_before_is_of_this_very_history(
    name: str, database: Database, clock: HandClock, tmp_path: Path, which: str
) -> None:
    memory = HighWaterFile(tmp_path / "high-water.json")
    for history, mark in known_of(name)[which].items():
        memory.keep(history, mark, lambda kept: False)
    ledger = Ledger(database, clock)
    ledger.memory = memory

    async def no_list() -> None:
        """1688 has nothing to tell."""

    await LostTime(ledger, no_list).remember()
    async with ledger.read() as uow:
        assert await uow.facts.get(QUARANTINE) is None


async def test_a_vote_that_was_given_counts_and_the_rules_want_what_they_wanted(name: str, team: Team) -> None:
    one_of_two = number_of(name, "one_of_two")
    one_of_one = number_of(name, "pending" if name == BY_0_2_0 else "one_of_one")
    await team.refused("already-decided", team.approve(one_of_two, BORIS))
    await team.approve(one_of_one, DARIA)
    await team.approve(one_of_two, CHEN)
    assert await team.state(one_of_one) == await team.state(one_of_two) == RequestState.APPROVED
    assert await team.state(number_of(name, "declined")) == RequestState.REJECTED


@pytest.mark.parametrize("name", [THROUGH_0_2_0], indirect=True)
async def test_what_needed_all_admins_needs_all_of_them(name: str, team: Team) -> None:
    number = number_of(name, "admins")
    await team.refused("not-asked", team.approve(number, BORIS))
    await team.approve(number, OWNER)
    assert await team.state(number) == RequestState.PENDING


async def test_a_doubt_is_settled_by_the_order_that_is_there(name: str, team: Team) -> None:
    number = number_of(name, "in_doubt")
    attempt = (await team.purchase(number)).attempt
    assert attempt is not None
    assert attempt.state is AttemptState.IN_DOUBT
    offer_id = (await team.purchase(number)).request.offer.offer_id
    team.market.exists(str(int(ORDER_ID) + 99), attempt.out_order_id, lines=(OrderLine(offer_id, None, 10),))
    team.clock.on(minutes=2)
    await team.desk.unclear_orders.search_due()
    purchase = await team.purchase(number)
    assert purchase.attempt is not None
    assert purchase.attempt.state is AttemptState.PLACED
    assert [order.order_id for order in purchase.orders] == [str(int(ORDER_ID) + 99)]


async def test_what_was_being_sent_is_doubted_and_never_sent_again(name: str, team: Team) -> None:
    (number,) = await submitting(team)
    assert await team.desk.create_call.recover() == 1
    for _ in range(2):
        team.clock.on(minutes=2)
        await team.desk.submit_worker.submit_due()
    attempt = (await team.purchase(number)).attempt
    assert attempt is not None
    assert attempt.state is AttemptState.IN_DOUBT
    assert not [body for body in team.market.sent if attempt.out_order_id in body]


async def submitting(team: Team) -> list[int]:
    """The requests whose attempts were being sent when the process died."""
    async with team.ledger.read() as uow:
        return [attempt.request_id for attempt in await uow.attempts.in_states(AttemptState.SUBMITTING)]


async def test_every_message_that_was_owed_comes_once_and_can_be_worded_in_three_languages(
    database: Database, team: Team
) -> None:
    async with team.ledger.read() as uow:
        owed = (await uow.session.exec(select(OutboxRow).where(col(OutboxRow.state).in_(("due", "sending"))))).all()
    came: list[DueMessage] = []

    async def send(message: DueMessage) -> Delivery:
        came.append(message)
        return Sent(1000 + len(came))

    for _ in range(3):
        team.clock.on(hours=1)
        await team.desk.outbox.recover()
        await team.desk.outbox.deliver(send)
    ids = [message.id for message in came]
    assert len(ids) == len(set(ids))
    assert {row.id for row in owed} <= set(ids)
    worded = [message.message for message in came if type(message.message) in FORMS]
    for message in worded:
        for language in LANGUAGES:
            assert notice(message, language, team.clock.now()).text
    assert len(worded) > 5


@pytest.mark.parametrize("name", [BY_0_2_0], indirect=True)
async def test_refunds_are_claims_of_what_was_counted(name: str, team: Team) -> None:
    claims = {}
    for what in ("counted", "refund_draft", "refund_unclear", "refund_asked", "refund_done", "refund_closed"):
        (order,) = (await team.purchase(number_of(name, what))).orders
        assert [event.kind for event in order.arrivals][:2] == ["good", "damaged"]
        claims[what] = [(claim.state, claim.goods) for claim in order.claims]
    assert claims == {
        "counted": [],
        "refund_draft": [],
        "refund_unclear": [(ClaimState.OPEN, 3000)],
        "refund_asked": [(ClaimState.OPEN, 3000)],
        "refund_done": [(ClaimState.PAID, 3000)],
        "refund_closed": [(ClaimState.CLOSED, 3000)],
    }


@pytest.mark.parametrize("name", [BY_0_2_0], indirect=True)
async def test_every_order_is_where_it_was_and_goes_on(name: str, team: Team) -> None:
    orders = known_of(name)["orders"]
    for what in ("to_pay", "paid", "part_shipped", "shipped", "received", "finished"):
        (order,) = (await team.purchase(number_of(name, what))).orders
        assert (order.order_id, order.state) == (orders[what], OrderState(what))
    number = number_of(name, "to_pay")
    (order,) = (await team.purchase(number)).orders
    attempt = (await team.purchase(number)).attempt
    assert attempt is not None
    team.market.exists(
        order.order_id, attempt.out_order_id, state=OrderState.PAID, paid_at=team.clock.now(), total=order.total,
        lines=tuple(OrderLine(line.offer_id, None, line.quantity) for line in order.lines),
        created_at=team.clock.now() - timedelta(days=1),
    )  # fmt: skip
    await team.desk.watch.look(order.order_id)
    (order,) = (await team.purchase(number)).orders
    assert order.state is OrderState.PAID


def test_they_stand_at_the_last_revision_of_0_2_0(left: Path) -> None:
    with closing(sqlite3.connect(left)) as hand:
        assert hand.execute("SELECT version_num FROM alembic_version").fetchall() == [("0036",)]
        assert hand.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_state_stands_in_what_0_2_0_left(tmp_path: Path) -> None:
    rows = rows_of(put_left(tmp_path / "data" / "caigou.db", BY_0_2_0))

    def states(table: str, column: str = "state") -> set[str]:
        return {row[column] for row in rows[table]}

    assert states("request") == {state.value for state in RequestState}
    assert states("attempt") == {state.value for state in AttemptState}
    assert states("remote_order") == {state.value for state in OrderState}
    assert states("outbox") == {"due", "sending", "sent", "dead"}
    assert states("refund") == {"asked", "done", "closed"}
    assert states("decision", "verdict") == {"approve", "decline"}
    assert {row["requester_id"] for row in rows["request"]} == {ANNA.id}
    assert SECOND in {row["id"] for row in rows["person"]}
