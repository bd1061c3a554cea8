"""What is recorded of an event: one entry, its notices once for each chat, however often it comes, and one card."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from bot.desk.ledger.journal_chain import Entry
from bot.desk.ledger.requests import NoSuchRow
from bot.desk.messages.outbox import Sent
from bot.desk.operations.audit import Proof
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.team import Role
from bot.purchasing.events.base import Event
from bot.purchasing.events.operations import ClockDoubted, LetterRead
from bot.purchasing.events.placing import Conflicted
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.person import Person, Place
from storage.tables import OutboxRow
from tests.desk.conftest import ANNA, BORIS, HOME, Room

CHEN, DARIA = Person(3, "Chen", "en", reachable=True), Person(4, "Daria", "en", reachable=False)
GROUP = Place(-1001)
MEMBERS = ((BORIS, Role.ADMIN), (CHEN, Role.BUYER), (DARIA, Role.BUYER))


@pytest.fixture
async def at_work(room: Any) -> Room:
    """Anna is the admin of the settings; in the team Boris is one, and of its buyers only Chen can be written to.

    There is one draft.
    """
    await room.drafted()
    await all_is_sent(room)
    async with room.ledger.change() as uow:
        team = await uow.teams.open(
            GROUP.chat_id, "Buying", language="en", time_zone="Asia/Shanghai", policy=default_policy(), by=ANNA.id
        )
        for person, role in MEMBERS:
            await uow.people.put_person(person, reachable=person.reachable)
            await uow.teams.put_member(team, person.id, roles=frozenset({role}), limit=None)
    found: Room = room
    return found


async def record(room: Room, *events: Event) -> None:
    """Each in a transaction of its own."""
    for each in events:
        async with room.ledger.change() as uow:
            await uow.record(each)


async def entries(room: Room, kind: str) -> list[Entry]:
    async with room.ledger.read() as uow:
        page = await uow.journal.page(0, 100)
    proof = Proof()
    assert proof.follow(page)
    return [each for each in page if isinstance(each, Entry) and each.kind == kind]


async def owed(room: Room) -> list[tuple[str, int, str, int | None]]:
    """What waits: kind, chat, key, request."""
    async with room.ledger.read() as uow:
        rows = await uow.session.exec(select(OutboxRow).where(OutboxRow.state == "due").order_by(col(OutboxRow.id)))
        return [(each.kind, each.chat_id, each.dedupe, each.request_id) for each in rows]


async def all_is_sent(room: Room) -> None:
    async def send(_: object) -> Sent:
        return Sent(1)

    await room.desk.outbox.deliver(send)
    assert await owed(room) == []


async def conflict(room: Room) -> Conflicted:
    number = await room.confirmed()
    purchase = await room.purchase(number)
    await all_is_sent(room)
    return Conflicted(
        actor=BORIS.id, request=purchase.request, attempt=await room.attempt(number), orders=("33",), reason="another",
        who=(), people=frozenset({ANNA.id, BORIS.id, CHEN.id}),
    )  # fmt: skip


async def test_one_event_is_one_entry_its_notices_and_one_card(room: Room) -> None:
    event = await conflict(room)
    await record(room, event)
    (entry,) = await entries(room, "conflict")
    about = (entry.actor_id, entry.request_id, entry.attempt_id, entry.order_id)
    assert about == (BORIS.id, event.request.id, event.attempt.id, None)
    assert json.loads(entry.facts) == {"orders": ["33"], "reason": "another"}
    key, number = f"conflict:{event.attempt.id}", event.request.id
    *notices, card, one, other = await owed(room)
    assert notices == [
        ("conflict", ANNA.id, key, number),
        ("conflict", BORIS.id, f"{key}:{BORIS.id}", number),
        ("conflict", CHEN.id, f"{key}:{CHEN.id}", number),
    ]
    assert card[:2] == ("card", ANNA.id)
    assert [each[:2] for each in (one, other)] == [("buttons", BORIS.id), ("buttons", CHEN.id)]


async def test_what_is_recorded_again_is_told_once_and_journaled_each_time(room: Room) -> None:
    event = await conflict(room)
    await record(room, event)
    once = await owed(room)
    await record(room, event, event)
    assert [each for each in await owed(room) if each in once or each[0] != "buttons"] == once
    assert len(await entries(room, "conflict")) == 3


async def test_a_notice_without_an_event_is_told_once_and_leaves_no_entry(room: Room) -> None:
    event = await conflict(room)
    async with room.ledger.read() as uow:
        before = await uow.journal.head()
    for _ in range(2):
        async with room.ledger.change() as uow:
            await uow.tell(PoisonNotice(), Audience.ASKED, "once", event.request)
    assert await owed(room) == [("poison", ANNA.id, "once", event.request.id)]
    async with room.ledger.read() as uow:
        assert await uow.journal.head() == before


async def test_a_card_is_drawn_anew_once_and_an_event_without_a_request_draws_none(room: Room) -> None:
    event = await conflict(room)
    for _ in range(2):
        async with room.ledger.change() as uow:
            uow.redraw(event.request.id)
    assert [each[:2] for each in await owed(room)] == [("card", ANNA.id)]
    await all_is_sent(room)
    await record(room, LetterRead(actor=ANNA.id, letter=7, received=True))
    assert await owed(room) == []
    (entry,) = await entries(room, "letter_read")
    assert (entry.request_id, json.loads(entry.facts)) == (None, {"letter": 7, "received": True})


async def test_everybody_hears_it_once(at_work: Room) -> None:
    event = ClockDoubted(whose="1688", seconds=200)
    await record(at_work, event, event)
    key = f"clock_apart:{at_work.clock.now().isoformat()}"
    chats = [ANNA.id, BORIS.id, GROUP.chat_id, CHEN.id]
    assert await owed(at_work) == [("clock_apart", chat, f"{key}:{chat}", None) for chat in chats]


@pytest.mark.parametrize(("to", "places"), [
    (Audience.ASKED, [(HOME, "key")]),
    (Audience.GROUP, [(GROUP, "key")]),
    (Audience.GROUP_BESIDE, [(GROUP, "key:-1001")]),
    (Audience.PAYERS, [(Place(CHEN.id), "key:3")]),
    (Audience.REQUESTER, []),
    (Audience.OWNERS, [(HOME, "key:1")]),
    (Audience.OWNERS_BESIDE, []),
    (Audience.ADMINS, [(HOME, "key:1"), (Place(BORIS.id), "key:2")]),
    (Audience.OTHERS, [(GROUP, "key:-1001"), (Place(CHEN.id), "key:3")]),
    (Place(BORIS.id, 7), [(Place(BORIS.id, 7), "key")]),
    (frozenset({3, 2}), [(Place(2), "key:2"), (Place(3), "key:3")]),
])  # fmt: skip
async def test_each_audience_has_its_chats_and_keys(
    at_work: Room, to: Audience | Place | frozenset[int], places: list[tuple[Place, str]]
) -> None:
    request = replace((await at_work.purchase(1)).request, team_id=1)
    async with at_work.ledger.read() as uow:
        assert await uow.audiences.places(Tell(PoisonNotice(), to, "key"), request) == places


async def test_what_was_asked_for_in_the_group_is_told_there_once(at_work: Room) -> None:
    request = replace((await at_work.purchase(1)).request, team_id=1, place=Place(-1001, 5))
    async with at_work.ledger.read() as uow:
        beside = await uow.audiences.places(Tell(PoisonNotice(), Audience.GROUP_BESIDE, "key"), request)
        group = await uow.audiences.places(Tell(PoisonNotice(), Audience.GROUP, "key"), request)
        lone = replace(request, team_id=None, requester=replace(ANNA, reachable=True))
        own = await uow.audiences.places(Tell(PoisonNotice(), Audience.REQUESTER, "key"), lone)
    assert (beside, group) == ([], [(Place(-1001, 5), "key")])
    assert own == [(Place(ANNA.id), f"key:{ANNA.id}")]


async def test_only_an_event_of_a_request_is_told_where_that_was_asked_for(room: Room) -> None:
    async with room.ledger.read() as uow:
        for to in {*Audience} - {Audience.OWNERS, Audience.ADMINS, Audience.OTHERS, Audience.EVERYBODY}:
            with pytest.raises(NoSuchRow):
                await uow.audiences.places(Tell(PoisonNotice(), to, "key"), None)
