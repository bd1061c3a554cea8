"""Somebody is forgotten: nothing of them is left in any table, and what others are owed, bought and decided stays.

On both databases. Zofia lives once on each, and each test forgets her in a copy of that.
"""

import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import col, select

from bot.desk.ledger.facts import TO_REWRITE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.messages.dialogs import SearchDialog
from bot.desk.operations.audit import Proof, pages
from bot.purchasing.approval.team import Role
from bot.purchasing.choice import Choice
from bot.purchasing.events.costs import CostAdded
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.search import Search
from bot.purchasing.orders.line_cost import CostBasis
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.person import Act, Cause, Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from storage.files.small_file import ErasedFile
from storage.tables import (
    AttemptRow,
    Base,
    DecisionRow,
    ErasureRow,
    EventRow,
    InboxRow,
    OutboxRow,
    PersonRow,
    RequestRow,
)
from tests import migrated_databases
from tests.desk.requests.approvals.conftest import ANNA, BORIS, GROUP, OFFER, START
from tests.fakes.market import FakeMarket
from tests.postgres import Postgres
from tests.races.conftest import both_at
from tests.races.pair import Pair, seated

ZOFIA = Person(777001, "Zofia Kanarek", "ru", reachable=True)
OTHER = Person(777002, "Zofia Nowak", "en", reachable=True)
TYPED = (
    "canary note", "canary reason", "canary question", "canary answer", "canary why", "canary draft",
    "canary seller", "canary words", "canary chatter", "canary cost", "canary paper",
    "canary hurry",
)  # fmt: skip
CANARIES = ("Kanarek", *TYPED)
BOT = 7


async def everything(pair: Pair) -> str:
    """All that stands in any table, as text."""
    found = []
    async with pair.one.ledger.read() as uow:
        for table in Base.metadata.sorted_tables:
            every: Any = sqlalchemy.select(table)
            found += [f"{table.name}: {row!r}" for row in (await uow.session.exec(every)).all()]
        index: Any = sqlalchemy.text("SELECT words FROM order_words")
        found += [f"order_words: {row!r}" for row in (await uow.session.exec(index)).all()]
    return "\n".join(found)


async def left(pair: Pair) -> list[str]:
    """The lines of the database in which something of Zofia still stands."""
    return [line for line in (await everything(pair)).splitlines() if any(each in line for each in CANARIES)]


async def rows(pair: Pair, table: Any) -> list[Any]:
    async with pair.one.ledger.read() as uow:
        return list((await uow.session.exec(select(table))).all())


async def entries(pair: Pair) -> Counter[str]:
    """How often the journal tells of an erasure, by kind."""
    return Counter(each.kind for each in await rows(pair, EventRow) if each.kind in ("forget_asked", "forgotten"))


async def received(uow: UnitOfWork, number: int, text: str, by: Person = ZOFIA, **more: Any) -> None:
    """An update of Telegram that somebody wrote in the group, and that was handled."""
    user = {"id": by.id, "is_bot": False, "first_name": by.name}
    update = {"update_id": number, "message": {"message_id": number, "from": user, "text": text} | more}
    await uow.inbox.record(BOT, [(number, str(GROUP.chat_id), json.dumps(update))])
    await uow.inbox.finish_all(BOT, [(number, 0)])


async def lived(pair: Pair) -> dict[str, int]:
    """Zofia did everything that leaves something of her; the numbers of what she has to do with."""
    one, desk = pair.one, pair.one.desk
    await desk.people.remember(ZOFIA, Place(ZOFIA.id), "private", "")
    await one.member(ZOFIA, Role.REQUESTER, Role.APPROVER)
    bought = await bought_by_her(pair)
    refused = await one.ask(BORIS)
    await one.decline(refused, ZOFIA, "canary reason")
    waits = await one.ask(BORIS)
    await desk.approvals.ask(Act(ZOFIA, place=GROUP), waits, "canary question")
    taken_back = await one.ask(ZOFIA)
    await desk.approvals.ask(Act(BORIS, place=GROUP), taken_back, "for whom?")
    await desk.approvals.answer(Act(ZOFIA), taken_back, "canary answer")
    await desk.approvals.withdraw(Act(ZOFIA), taken_back)
    draft = await one.draft(ZOFIA)
    await desk.drafting.note(Act(ZOFIA), draft, "canary draft")
    await desk.app_sessions.open(ZOFIA)
    await desk.dialogs.ask(ZOFIA.id, ZOFIA.id, SearchDialog())
    await desk.finding.begin(ZOFIA, GROUP, Search("canary mug"))
    await desk.finding.let_upload(ZOFIA)
    await desk.away.go(Act(ZOFIA), one.id, date(2026, 11, 25), date(2026, 11, 26), BORIS.id)
    async with one.ledger.change() as uow:
        line = AskedLine(1, OFFER, Choice.of(3, wanted="canary words"), ZOFIA.id, None, "canary note", "Shop A")
        await uow.lists.add(one.id, [line])
        await uow.people.ask(GROUP.chat_id, ZOFIA.id, "search", None, {"words": "canary words"}, passed=False)
        parts = [(bought, Fen(38_000))]
        cost = await uow.costs.add(
            parts, team_id=one.id, person_id=ZOFIA.id, amount=Decimal(380), currency="CNY", rate=None,
            total=Fen(38_000), words="canary cost", basis=CostBasis.VALUE, reverses=None, file_id="canary paper",
        )  # fmt: skip
        await uow.record(CostAdded(actor=ZOFIA.id, request=await uow.requests.get(bought), of=cost, share=Fen(38_000)))
        await received(uow, 1, "canary chatter")
        await received(uow, 2, "yes", OTHER, reply_to_message={"message_id": 1, "from": {"id": ZOFIA.id}})
        await received(uow, 3, "ask Zofia Kanarek", OTHER)
        await received(uow, 4, "nothing of hers", OTHER)
    await desk.order_words.round()
    return {"bought": bought, "refused": refused, "waits": waits, "taken back": taken_back, "draft": draft}


async def bought_by_her(pair: Pair) -> int:
    """A request of hers with a reason and a note, ordered, received and over."""
    one, desk = pair.one, pair.one.desk
    number = await one.draft(ZOFIA)
    await desk.drafting.note(Act(ZOFIA), number, 'canary seller "fast"')
    await desk.drafting.why(Act(ZOFIA), number, "canary why")
    await one.confirm(number, ZOFIA)
    await one.approve(number, BORIS)
    await desk.submit_worker.submit_due()
    purchase = await one.purchase(number)
    assert purchase.attempt is not None
    assert "canary seller" in purchase.attempt.body
    (order,) = purchase.orders
    await desk.chasing.tell_seller(Act(ZOFIA), order.order_id, "canary hurry")
    async with one.ledger.change() as uow:
        await uow.requests.end(purchase.request, RequestState.CLOSED, ClosedReason.ORDERS_ENDED)
    return number


@dataclass(frozen=True)
class Lived:
    """What is left of that: a database that nobody has open, what 1688 knows, and the numbers."""

    database: bytes | str
    market: FakeMarket
    offers: int
    numbers: dict[str, int]


_lived: dict[str, Lived] = {}


@pytest.fixture(params=["sqlite", "postgresql"])
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Pair]:
    """Zofia did all that: once on each kind of database, which is copied for each test."""
    kind, dice = request.param, random.Random(request.node.name)
    postgres: Postgres | None = request.getfixturevalue("postgres") if kind == "postgresql" else None
    if kind not in _lived:
        url = await (migrated_databases.put_on(postgres) if postgres else migrated_databases.put(tmp_path / "lived.db"))
        async with both_at(url) as (first, second):
            made = await seated(first, second, dice)
            numbers = await lived(made)
        database = url if postgres else migrated_databases.kept(url)
        _lived[kind] = Lived(database, made.market, made.one.offers, numbers)
    before = _lived[kind]
    if postgres:
        url = postgres.copy_of(str(before.database))
    else:
        (tmp_path / "data").mkdir(mode=0o700)
        url = f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"
        migrated_databases.become(url, before.database)
    async with both_at(url) as (first, second):
        found = await seated(first, second, dice, deepcopy(before.market), seat=False)
        found.one.offers = before.offers
        yield found


@pytest.fixture
def numbers(pair: Pair) -> dict[str, int]:
    """The requests that Zofia has to do with."""
    return _lived["postgresql" if pair.one.ledger.shared else "sqlite"].numbers


@pytest.fixture
def outside(pair: Pair, tmp_path: Path) -> ErasedFile:
    """What is remembered outside the database."""
    pair.one.ledger.erased = pair.other.ledger.erased = ErasedFile(tmp_path / "erased.json")
    return pair.one.ledger.erased


async def test_nothing_of_a_forgotten_person_is_left_in_any_table(pair: Pair, outside: ErasedFile) -> None:
    missing = [each for each in CANARIES if each not in await everything(pair)]
    assert missing == []
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA, Cause(BOT, 9)))
    assert await left(pair) == []
    assert [each.state for each in await rows(pair, ErasureRow)] == ["done"]


@pytest.mark.threat("T59")
async def test_sums_votes_orders_and_the_proof_of_what_was_sent_stay(
    pair: Pair, outside: ErasedFile, numbers: dict[str, int]
) -> None:
    before = {each.id: each for each in await rows(pair, RequestRow)}
    sent = {each.request_id: each for each in await rows(pair, AttemptRow)}
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    after = {each.id: each for each in await rows(pair, RequestRow)}
    assert {n: each.snapshot_hash for n, each in after.items()} == {n: each.snapshot_hash for n, each in before.items()}
    kept = await pair.one.purchase(numbers["bought"])
    assert kept.request.snapshot is not None
    assert kept.request.snapshot.hash == before[numbers["bought"]].snapshot_hash
    assert kept.request.snapshot.total == before[numbers["bought"]].snapshot["total"]
    assert [each.person_id for each in kept.votes if each.snapshot_hash == kept.request.snapshot.hash] == [BORIS.id]
    (tried,) = [each for each in await rows(pair, AttemptRow) if each.request_id == numbers["bought"]]
    was = sent[numbers["bought"]]
    assert (tried.body_sha256, tried.out_order_id) == (was.body_sha256, was.out_order_id)
    assert tried.body == was.body.replace('canary seller \\"fast\\"', "[erased]")
    assert tried.body != was.body
    assert (was.note, tried.note) == ('canary seller "fast"', "[erased]")
    words = [(each.approver_id, each.verdict) for each in await rows(pair, DecisionRow)]
    assert (ZOFIA.id, "decline") in words


@pytest.mark.threat("T59")
async def test_the_journal_is_still_proved_after_an_erasure(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    proof = Proof()
    async for page in pages(pair.one.ledger):
        assert proof.follow(page)
    assert await entries(pair) == {"forget_asked": 1, "forgotten": 1}


async def test_they_are_in_no_team_any_more_and_the_group_hears_it_without_a_name(
    pair: Pair, outside: ErasedFile, numbers: dict[str, int]
) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    async with pair.one.ledger.read() as uow:
        team = await uow.teams.get(pair.one.id)
        away = await uow.teams.absences(pair.one.id)
    member = team.member(ZOFIA.id)
    assert member is not None
    assert (member.name, member.active, team.roles_of(ZOFIA.id)) == (FORMER, False, frozenset())
    assert [each.ended_at for each in away if each.by == ZOFIA.id] == [START]
    assert len(await pair.one.told("member_forgotten", GROUP.chat_id)) == 1
    assert await pair.one.state(numbers["draft"]) == "cancelled"
    assert await pair.one.state(numbers["waits"]) == "pending"
    assert GROUP.chat_id in await pair.one.cards(numbers["waits"])


async def test_what_waits_for_others_is_told_without_the_name_and_nothing_waits_for_them(
    pair: Pair, outside: ErasedFile, numbers: dict[str, int]
) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    owed = [each for each in await rows(pair, OutboxRow) if each.state == "due"]
    (declined,) = [each for each in owed if each.kind == "declined" and each.request_id == numbers["refused"]]
    assert (declined.payload["by"], declined.payload["reason"]) == (FORMER, "")
    assert {each.kind for each in owed if each.chat_id == ZOFIA.id} <= {"card", "buttons"}


async def test_updates_keep_their_numbers_and_those_of_others_their_text(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    kept = {each.update_id: (each.state, bool(each.raw)) for each in await rows(pair, InboxRow)}
    assert kept == {1: ("done", False), 2: ("done", False), 3: ("done", False), 4: ("done", True)}


async def test_a_namesake_keeps_their_name(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.desk.people.remember(OTHER, Place(OTHER.id), "private", "")
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    assert {each.id: each.name for each in await rows(pair, PersonRow)}[OTHER.id] == OTHER.name


@pytest.mark.threat("T59")
async def test_requests_that_go_on_are_named_and_nothing_is_forgotten_before_they_end(
    pair: Pair, outside: ErasedFile
) -> None:
    number = await pair.one.ask(ZOFIA)
    facts = await pair.one.refused("forget-live", pair.one.desk.forgetting.forget_me(Act(ZOFIA, Cause(BOT, 9))))
    assert facts["requests"] == (str(number),)
    assert {each.id: each.name for each in await rows(pair, PersonRow)}[ZOFIA.id] == ZOFIA.name
    await pair.one.desk.approvals.withdraw(Act(ZOFIA), number)
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA, Cause(BOT, 9)))
    assert await left(pair) == []


@pytest.mark.parametrize("state", [AttemptState.SUBMITTING, AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON])
async def test_an_order_that_may_exist_is_waited_for(pair: Pair, outside: ErasedFile, state: AttemptState) -> None:
    number = await pair.one.ask(ZOFIA)
    await pair.one.approve(number, BORIS)
    async with pair.one.ledger.change() as uow:
        values = {"state": state.value, "body": "{}", "body_sha256": "x", "submitted_at": START}
        statement = sqlalchemy.update(AttemptRow).where(col(AttemptRow.request_id) == number)
        for step in (AttemptState.SUBMITTING, AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON):
            await uow.session.exec(statement.values(**values | {"state": step.value}))
            if step is state:
                break
    await pair.one.refused("forget-live", pair.one.desk.forgetting.forget_me(Act(ZOFIA)))


async def test_whoever_orders_by_hand_for_another_is_not_forgotten_before_that_is_over(
    pair: Pair, outside: ErasedFile
) -> None:
    number = await pair.one.ask(ANNA)
    await pair.one.approve(number, BORIS)
    async with pair.one.ledger.change() as uow:
        by_hand = sqlalchemy.update(AttemptRow).where(col(AttemptRow.request_id) == number)
        await uow.session.exec(by_hand.values(by_hand=ZOFIA.id, hand_at=START, due_at=None))
    await pair.one.refused("forget-live", pair.one.desk.forgetting.forget_me(Act(ZOFIA)))


async def test_an_admin_of_the_settings_is_taken_out_there_first(pair: Pair, outside: ErasedFile) -> None:
    owner = next(iter(pair.one.ledger.admins))
    await pair.one.member(Person(owner, "Owner", "en"))
    await pair.one.refused("forget-settings", pair.one.desk.forgetting.forget(owner))


@pytest.mark.threat("T59")
async def test_a_team_s_only_admin_makes_another_one_first(pair: Pair, outside: ErasedFile) -> None:
    pair.one.ledger.admins = frozenset()
    await pair.one.member(ZOFIA, Role.ADMIN)
    facts = await pair.one.refused("forget-only-admin", pair.one.desk.forgetting.forget_me(Act(ZOFIA)))
    assert facts["title"] == "Buying"
    await pair.one.member(BORIS, Role.ADMIN)
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    assert await left(pair) == []


async def test_nobody_is_forgotten_of_whom_nothing_is_known(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.refused("forget-unknown", pair.one.desk.forgetting.forget(777009))


async def test_a_change_that_they_proposed_or_that_is_about_them_is_dropped(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.member(ZOFIA, Role.ADMIN)
    listed = [{"id": ZOFIA.id, "name": ZOFIA.name, "language": "ru"}]
    async with pair.one.ledger.change() as uow:
        own = await uow.teams.propose(pair.one.id, "limit", {"person_id": BORIS.id, "limit": None}, 1, ZOFIA.id)
        about = await uow.teams.propose(pair.one.id, "added", {"people": listed, "role": "approver"}, 0, BORIS.id)
        others = await uow.teams.propose(pair.one.id, "limit", {"person_id": ANNA.id, "limit": None}, 1, BORIS.id)
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    async with pair.one.ledger.read() as uow:
        waiting = [each.id for each in await uow.teams.every_proposal()]
    assert waiting == [others]
    assert {own, about}.isdisjoint(waiting)
    assert await left(pair) == []


async def test_whoever_comes_back_is_known_anew_and_what_was_forgotten_stays_so(
    pair: Pair, outside: ErasedFile
) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    await pair.one.desk.people.remember(ZOFIA, Place(ZOFIA.id), "private", "")
    assert {each.id: each.name for each in await rows(pair, PersonRow)}[ZOFIA.id] == ZOFIA.name
    pair.one.clock.time += timedelta(hours=2)
    await pair.one.desk.forgetting.round()
    assert await pair.one.desk.forgetting.again() == 0
    assert {each.id: each.name for each in await rows(pair, PersonRow)}[ZOFIA.id] == ZOFIA.name
    assert [line for line in await left(pair) if any(word in line for word in TYPED)] == []


@pytest.mark.threat("T60")
async def test_a_crash_in_the_middle_ends_in_forgotten(pair: Pair, outside: ErasedFile, monkeypatch: Any) -> None:

    async def crash(*_: Any) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(pair.one.desk.forgetting, "_end_drafts", crash)
    with pytest.raises(RuntimeError):
        await pair.one.desk.forgetting.forget_me(Act(ZOFIA, Cause(BOT, 9)))
    assert await left(pair) != []
    await pair.other.desk.forgetting.again()
    assert await left(pair) == []


async def test_nobody_is_forgotten_while_it_cannot_be_remembered_outside(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    pair.one.ledger.erased = ErasedFile(tmp_path / "file" / "erased.json")
    with pytest.raises(Exception, match="cannot be written"):
        await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    pair.one.ledger.erased = ErasedFile(tmp_path / "erased.json")
    await pair.one.desk.forgetting.round()
    assert await left(pair) == []


async def test_two_processes_that_go_on_with_it_at_once_forget_once(pair: Pair, outside: ErasedFile) -> None:
    wanted = await pair.one.desk.forgetting.want(ZOFIA.id)
    await pair.together(pair.one.desk.forgetting.round(), pair.other.desk.forgetting.round())
    assert await pair.one.desk.forgetting.state_of(wanted) == "done"
    assert await left(pair) == []
    assert await entries(pair) == {"forget_asked": 1, "forgotten": 1}


async def test_a_wish_of_the_terminal_that_cannot_be_any_more_is_refused(pair: Pair, outside: ErasedFile) -> None:
    wanted = await pair.one.desk.forgetting.want(ZOFIA.id)
    await pair.one.ask(ZOFIA)
    await pair.one.desk.forgetting.round()
    assert await pair.one.desk.forgetting.state_of(wanted) == "refused"
    assert await left(pair) != []


async def test_an_older_database_forgets_again_whom_it_does_not_know_to_be_forgotten(
    pair: Pair, outside: ErasedFile, numbers: dict[str, int]
) -> None:
    live = await pair.one.ask(ZOFIA)
    async with pair.one.ledger.change() as uow:
        name = await uow.high_water.name_it()
    pair.one.clock.time += timedelta(days=1)
    outside.keep(name, {ZOFIA.id: pair.one.clock.now()})
    assert await pair.one.desk.forgetting.again() == 1
    assert {each.id: each.name for each in await rows(pair, PersonRow)}[ZOFIA.id] == FORMER
    assert await pair.one.state(live) == "pending"
    assert await pair.one.state(numbers["draft"]) == "cancelled"
    assert [each.state for each in await rows(pair, ErasureRow)] == ["rest"]
    async with pair.one.ledger.change() as uow:
        request = (await uow.purchase(live)).request
        await uow.requests.end(request, RequestState.EXPIRED, ClosedReason.UNDECIDED)
    pair.one.clock.time += timedelta(hours=2)
    await pair.one.desk.forgetting.round()
    assert [each.state for each in await rows(pair, ErasureRow)] == ["done"]
    assert await left(pair) == []


async def test_a_list_outside_that_was_lost_is_made_again_of_whom_the_database_knows(
    pair: Pair, outside: ErasedFile, tmp_path: Path
) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    async with pair.one.ledger.change() as uow:
        name = await uow.high_water.name_it()
    listed = outside.read(name)
    (tmp_path / "erased.json").unlink()
    assert await pair.other.desk.forgetting.again() == 0
    assert outside.read(name) == listed
    told = await pair.other.told("erased_list")
    pair.other.clock.time += timedelta(hours=1)
    assert await pair.other.desk.forgetting.again() == 0
    assert {each["lost"] for each in told} == {1}
    assert await pair.other.told("erased_list") == told, "what is there again is no news"


async def test_after_somebody_was_forgotten_a_sqlite_file_is_written_anew_once(pair: Pair, outside: ErasedFile) -> None:
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    for wanted in (not pair.one.ledger.shared, False):
        async with pair.one.ledger.read() as uow:
            assert (await uow.facts.get(TO_REWRITE) is not None) is wanted
        await pair.one.desk.forgetting.rewrite()
