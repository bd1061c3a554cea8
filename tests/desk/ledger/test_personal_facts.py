"""What is personal in a journal entry stands beside it, sealed by a digest, and can be erased there alone."""

import ast
import json
from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

import bot
from bot.desk.ledger.journal_chain import Entry, digest_of
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.personal_facts import PERSONAL, PLAIN, seal, sealed_in, value_at
from bot.desk.operations.audit import Proof
from bot.desk.operations.journal_lines import json_lines
from bot.desk.teams.membership import kinds
from bot.purchasing.notices.changes import CHANGES
from bot.purchasing.notices.purchases import PriceChangedNotice
from bot.purchasing.tracking import reconcile
from storage.engine.database import Database
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.storage.sql import sql

ROOT = Path(bot.__file__).parent
ANNA, BORIS = 11, 22
OWN = {"actor", "request_id", "attempt_id", "order_id"}
NEWS = frozenset(
    str(each) for each in (*reconcile._STATE_NEWS.values(), *reconcile._REFUND_NEWS.values(), PriceChangedNotice.kind)
)
CHANGED = frozenset(f"team_{kind}" for kind in (*kinds(), "policy"))
COMPUTED = {
    ("bot/desk/tracking/order_news.py", "str(kind)"): NEWS,
    ("bot/desk/requests/price_increase.py", "kind"): frozenset({"price_paid", "price_back"}),
    ("bot/desk/teams/team_changes.py", "f'team_{kind}'"): CHANGED,
    ("bot/desk/tracking/unknown_orders.py", "what"): frozenset({"outside_attached", "ghost_linked"}),
}
"""The kinds of the entries whose kind is computed, by the file and the words that compute it."""


def writes() -> list[tuple[str, ast.Call]]:
    """Every place of the program that writes a journal entry, with its file."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "write":
                continue
            if ast.unparse(node.func.value).endswith("uow"):
                found.append((path.relative_to(ROOT.parent).as_posix(), node))
    return found


def kinds_of(file: str, call: ast.Call) -> frozenset[str]:
    """The kinds of entry that a place writes."""
    first = call.args[0]
    if isinstance(first, ast.Constant):
        return frozenset({str(first.value)})
    if isinstance(first, ast.IfExp):
        return frozenset({ast.literal_eval(first.body), ast.literal_eval(first.orelse)})
    return COMPUTED[file, ast.unparse(first)]


def facts_of(kind: str, call: ast.Call) -> set[str]:
    """The names of the facts that a place writes under that kind."""
    named = {each.arg for each in call.keywords if each.arg} - OWN
    for each in call.keywords:
        if each.arg is not None:
            continue
        computed = ast.unparse(each.value)
        if computed.startswith("journaled("):
            named |= {fact.name for fact in fields(CHANGES[kind.removeprefix("team_")])}
        else:
            assert computed == "facts", f"say which facts {computed} are"
            named |= AWAY
    return named


AWAY = {"by", "by_id", "first", "last", "delegate", "delegate_id"}
WRITTEN = [(f"{file}:{call.lineno}", kind, call) for file, call in writes() for kind in sorted(kinds_of(file, call))]


@pytest.mark.parametrize(("place", "kind", "call"), WRITTEN, ids=[f"{place} {kind}" for place, kind, _ in WRITTEN])
def test_it_is_decided_of_every_fact_that_is_journaled_whether_it_is_personal(
    place: str, kind: str, call: ast.Call
) -> None:
    decided = {*PLAIN.get(kind, "").split(), *(path.partition(".")[0] for path, _ in PERSONAL.get(kind, ()))}
    assert facts_of(kind, call) <= decided, f"{place} journals facts of {kind} that nobody decided about"


def test_nothing_is_decided_about_entries_that_are_not_written() -> None:
    assert len(WRITTEN) > 75
    assert PLAIN.keys() | PERSONAL.keys() <= {kind for _, kind, _ in WRITTEN}


ADDED = {"people": [{"id": ANNA, "name": "Anna", "language": "en"}, {"id": BORIS, "name": "Boris", "language": "ru"}]}


@pytest.mark.parametrize(("kind", "facts", "whose"), [
    ("voted", {"verdict": "decline", "reason": "too dear"}, {"reason": (ANNA, "too dear")}),
    ("question", {"snapshot": "h", "text": "why?"}, {"text": (ANNA, "why?")}),
    ("away", {"by": "Anna", "by_id": ANNA, "delegate": "Boris", "delegate_id": BORIS},
     {"by": (ANNA, "Anna"), "delegate": (BORIS, "Boris")}),
    ("away", {"by": "Anna", "by_id": ANNA, "delegate": None, "delegate_id": None}, {"by": (ANNA, "Anna")}),
    ("team_removed", {"person": "Boris", "person_id": BORIS, "before": ["buyer"]}, {"person": (BORIS, "Boris")}),
    ("team_added", {"people": ADDED["people"], "role": "buyer"},
     {"people.0.name": (ANNA, "Anna"), "people.1.name": (BORIS, "Boris")}),
    ("team_proposed", {"team": 1, "change": ADDED}, {
        "change.people.0.name": (ANNA, "Anna"), "change.people.1.name": (BORIS, "Boris"),
        "change.people.0.language": (ANNA, "en"), "change.people.1.language": (BORIS, "ru"),
    }),
    ("team_proposed", {"team": 1, "change": {"person_id": BORIS, "limit": 5}}, {}),
    ("notify", {"chosen": {"quiet": "22-7"}}, {"chosen": (ANNA, {"quiet": "22-7"})}),
    ("placed", {"orders": ["33"]}, {}),
    ("a_new_kind", {"what": "Anna's own", "nothing": None}, {"what": (ANNA, "Anna's own")}),
])  # fmt: skip
def test_what_is_personal_is_taken_out_with_its_owner_and_a_digest_is_left(
    kind: str, facts: dict[str, object], whose: dict[str, tuple[int, object]]
) -> None:
    left, taken = seal(kind, ANNA, facts)
    assert {each.field: (each.person_id, each.value) for each in taken} == whose
    assert {each.field: digest_of(each.salt, each.value) for each in taken} == dict(sealed_in(left))
    assert all(len(bytes.fromhex(each.salt)) == 32 for each in taken)
    assert len({each.salt for each in taken}) == len(taken)
    assert not [name for _, name in whose.values() if f'"{name}"' in json.dumps(left)]
    assert left.keys() == facts.keys()


def test_the_words_of_a_pause_that_nobody_asked_for_are_the_programs() -> None:
    assert seal("paused", None, {"reason": "three orders in doubt"}) == ({"reason": "three orders in doubt"}, ())
    _, (taken,) = seal("paused", BORIS, {"reason": "I am on holiday"})
    assert (taken.person_id, taken.value) == (BORIS, "I am on holiday")


def test_an_entry_is_not_changed_in_the_hands_of_who_wrote_it() -> None:
    people = [{"id": ANNA, "name": "Anna"}]
    seal("team_added", BORIS, {"people": people})
    assert people == [{"id": ANNA, "name": "Anna"}]
    assert value_at({"people": people}, "people.1.name") is None


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await migrated_databases.opened(tmp_path / "data" / "caigou.db")
    yield opened
    await opened.close()


@pytest.fixture
async def ledger(database: Database) -> Ledger:
    """Anna wrote three things and Boris one."""
    ledger = Ledger(database, HandClock(datetime(2026, 11, 24, 9, tzinfo=UTC)))
    async with ledger.change() as uow:
        await uow.write("question", actor=ANNA, snapshot="h", text="“Why” so 贵?")
        await uow.write("answer", actor=BORIS, snapshot="h", text="It is not.")
        await uow.write("placed", orders=["33"])
        await uow.write("away", actor=ANNA, team=1, by="Anna", by_id=ANNA, delegate="Boris", delegate_id=BORIS)
    return ledger


async def proof(ledger: Ledger) -> Proof:
    found = Proof()
    async with ledger.read() as uow:
        found.follow(await uow.journal.page(0, 100))
    found.end()
    return found


async def exported(ledger: Ledger) -> list[dict[str, object]]:
    async with ledger.read() as uow:
        return [json.loads(line)["facts"] for line in json_lines(await uow.journal.page(0, 100))]


async def test_entry_and_values_are_proved_together(ledger: Ledger) -> None:
    found = await proof(ledger)
    assert (found.broken, found.entries, found.kept, found.erased) == (None, 4, 4, 0)
    assert (await exported(ledger))[0] == {"snapshot": "h", "text": "“Why” so 贵?"}


async def test_whoever_is_forgotten_leaves_digests_and_the_others_stay(ledger: Ledger) -> None:
    before = (await proof(ledger)).last
    async with ledger.change() as uow:
        assert await uow.journal.forget(ANNA) == 2
        assert await uow.journal.forget(ANNA) == 0
    found = await proof(ledger)
    assert (found.broken, found.kept, found.erased, found.last) == (None, 2, 2, before)
    facts = await exported(ledger)
    assert facts[0]["text"] == "erased"
    assert facts[1]["text"] == "It is not."
    assert (facts[3]["by"], facts[3]["delegate"]) == ("erased", "Boris")


@pytest.mark.parametrize("forgery", [
    "UPDATE journal_personal SET value = '\"It is.\"' WHERE event_id = 2",
    "UPDATE journal_personal SET salt = '00' WHERE event_id = 2",
    "UPDATE journal_personal SET value = 'no JSON' WHERE event_id = 2",
    "UPDATE journal_personal SET field = 'snapshot' WHERE event_id = 2",
    "INSERT INTO journal_personal VALUES (2, 'more', 1, '1', '00')",
])  # fmt: skip
async def test_a_value_that_is_not_what_was_written_is_found(database: Database, ledger: Ledger, forgery: str) -> None:
    async with database.transaction() as session:
        await sql(session, "DROP TRIGGER journal_personal_never_changes")
        await sql(session, forgery)
    found = (await proof(ledger)).broken
    assert found is not None
    assert (found.id, found.fault.value) == (2, "a personal value beside it is not what was written")


async def test_a_value_is_never_changed(database: Database, ledger: Ledger) -> None:
    for words in (
        "UPDATE journal_personal SET value = '1'",
        "INSERT OR REPLACE INTO journal_personal SELECT * FROM journal_personal",
    ):
        with pytest.raises(DBAPIError, match="never changed"):
            async with database.transaction() as session:
                await sql(session, words)
    assert (await proof(ledger)).kept == 4


async def test_values_of_many_entries_are_one_statement(database: Database) -> None:
    ledger, said = Ledger(database, HandClock(datetime(2026, 11, 24, 9, tzinfo=UTC))), list[str]()
    event.listen(database._writer.sync_engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    async with ledger.change() as uow:
        for number in range(5):
            await uow.write("question", actor=ANNA, snapshot="h", text=str(number))
    assert len([each for each in said if each.startswith("INSERT INTO journal_personal")]) == 1


async def test_a_page_of_the_journal_has_each_value_at_its_entry(ledger: Ledger) -> None:
    async with ledger.read() as uow:
        entries = [each for each in await uow.journal.page(0, 3) if isinstance(each, Entry)]
    assert [[each.field for each in entry.personal] for entry in entries] == [["text"], ["text"], []]
