"""What nobody needs goes in its time: texts of updates and messages, drafts that nobody asked for; numbers stay."""

from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.inbox import WaitingUpdate
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.outbox import DueMessage
from bot.desk.ledger.retention import RetentionRepository
from bot.desk.messages.dialogs import NoteDialog
from bot.desk.messages.outbox import Never, Sent
from bot.desk.operations import retention
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Subject
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.notices.shown import ButtonsNotice, ReplyNotice
from bot.purchasing.offers.search import Search
from bot.purchasing.person import Act, Cause, Place
from bot.purchasing.requests.opening import MOST_OPEN
from tests import migrated_databases
from tests.desk.conftest import ANNA, BORIS, HOME, Room
from tests.fakes.clock import HandClock

BOT = 7
IBAN = "DE44500105175407324931"


@pytest.fixture(params=["sqlite", "postgresql"])
async def room(request: pytest.FixtureRequest, open_room: Any, tmp_path: Path) -> AsyncIterator[Room]:
    """Anna is the only admin, on each of the two databases."""
    if request.param == "sqlite":
        yield await open_room(ANNA.id).started()
        return
    database = migrated_databases.entered(await migrated_databases.put_on(request.getfixturevalue("postgres")))
    try:
        ledger = Ledger(database, HandClock())
        ledger.owner = "one"
        yield await Room(ledger, frozenset({ANNA.id}), tmp_path / "answers.log").started()
    finally:
        await database.close()


async def rows(room: Any, statement: str) -> Sequence[Any]:
    async with room.ledger.read() as uow:
        found: Sequence[Any] = (await uow.session.exec(text(statement))).all()
    return found


async def later(room: Any, **time: float) -> None:
    room.clock.on(**time)
    await room.desk.retention.round()


async def done(room: Any, *numbers: int, overheard: Sequence[int] = ()) -> None:
    await room.desk.intake.record(BOT, [(number, "-5", f'{{"text": "{IBAN}"}}') for number in numbers])
    await room.desk.intake.done(BOT, [WaitingUpdate(number, "-5", "", 0) for number in numbers], overheard)


async def test_of_what_was_only_overheard_the_number_stays_and_it_never_comes_back(room: Any) -> None:
    await done(room, 1, 2, overheard=[1])
    kept = "SELECT update_id, state, lane, raw, error FROM inbox ORDER BY update_id"
    assert [tuple(row) for row in await rows(room, kept)] == [
        (1, "done", "", "", ""),
        (2, "done", "-5", f'{{"text": "{IBAN}"}}', ""),
    ]
    await done(room, 1)
    assert tuple((await rows(room, kept))[0]) == (1, "done", "", "", "")
    assert await room.desk.intake.waiting(BOT, 10) == ()


async def test_the_text_of_an_update_goes_a_day_after_it_was_done(room: Any) -> None:
    await done(room, 1)
    await later(room, hours=23)
    assert (await rows(room, "SELECT raw FROM inbox"))[0][0]
    await later(room, hours=2)
    assert [tuple(row) for row in await rows(room, "SELECT raw, lane, state FROM inbox")] == [("", "", "done")]


async def test_what_waits_keeps_its_text_however_old_it_is(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "-5", IBAN)])
    await later(room, days=90)
    assert [each.raw for each in await room.desk.intake.waiting(BOT, 10)] == [IBAN]


async def test_an_update_that_was_given_up_keeps_its_text_until_an_admin_has_read_about_it(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "-5", IBAN), (2, "-5", "{}")])
    await room.desk.intake.poison(BOT, WaitingUpdate(1, "-5", IBAN, 0), "broken")
    await later(room, days=90)
    assert (await rows(room, "SELECT raw FROM inbox WHERE update_id = 1"))[0][0] == IBAN
    await room.desk.dead_letters.read(Act(ANNA, Cause(BOT, 2)), 1, True)
    await later(room, hours=1)
    assert [tuple(row) for row in await rows(room, "SELECT raw, state FROM inbox WHERE update_id = 1")] == [
        ("", "dead")
    ]


async def take(room: Any, delivery: Any = None) -> list[DueMessage]:
    """Everything that is owed is sent, and Telegram answers so; what was sent."""
    came: list[DueMessage] = []

    async def send(message: DueMessage) -> Any:
        came.append(message)
        return delivery or Sent(100 + len(came))

    await room.desk.outbox.deliver(send)
    return came


async def test_the_text_of_a_message_goes_after_a_month_and_its_number_keeps_it_from_being_sent_again(
    room: Any,
) -> None:
    async def owe() -> None:
        async with room.ledger.change() as uow:
            await uow.outbox.owe(PoisonNotice(update_id=4, reason=IBAN), HOME, "once")

    await owe()
    assert len(await take(room)) == 1
    await later(room, days=29)
    assert IBAN in (await rows(room, "SELECT payload FROM outbox"))[0][0]
    await later(room, days=2)
    kept = "SELECT payload, dedupe, chat_id, message_id, kind, state FROM outbox"
    assert [tuple(row) for row in await rows(room, kept)] == [("{}", "once", 1, 101, "poison", "sent")]
    await owe()
    assert await take(room) == []


async def test_a_message_with_buttons_keeps_what_says_whether_they_hold_and_where_it_stands(room: Any) -> None:
    number = await room.drafted()
    await room.desk.cards.replied(
        HOME, 55, ReplyNotice(text=IBAN, codes=(f"cd:{number}",)), [(Subject.REQUEST, number)]
    )
    await take(room)
    await later(room, days=31)
    [live] = await room.desk.cards.with_live_buttons(number, HOME.chat_id)
    assert (live.message_id, live.emptied, live.message) == (55, True, ReplyNotice(codes=(f"cd:{number}",)))
    await room.desk.cards.replied(
        HOME, 55, ReplyNotice(text="anew", codes=(f"cd:{number}",)), [(Subject.REQUEST, number)]
    )
    [live] = await room.desk.cards.with_live_buttons(number, HOME.chat_id)
    assert (live.emptied, live.message.text) == (False, "anew")


async def test_a_message_that_nobody_could_be_brought_stays_until_an_admin_has_read_about_it(two: Any) -> None:
    async with two.ledger.change() as uow:
        await uow.outbox.owe(PoisonNotice(update_id=4, reason=IBAN), Place(ANNA.id), "once")
    await take(two, Never("blocked"))
    await later(two, days=31)
    dead = "SELECT payload FROM outbox WHERE dedupe = 'once'"
    assert IBAN in (await rows(two, dead))[0][0]
    [number] = [row[0] for row in await rows(two, "SELECT id FROM outbox WHERE dedupe = 'once'")]
    await two.desk.intake.record(BOT, [(2, "1", "{}")])
    await two.desk.dead_letters.read(Act(BORIS, Cause(BOT, 2)), number, False)
    await later(two, hours=1)
    assert (await rows(two, dead))[0][0] == "{}"


async def shown(room: Any, quantity: int | None = 2) -> int:
    """A draft whose card hangs in Anna's chat."""
    number: int = await room.drafted(quantity)
    await take(room)
    await room.desk.cards.put(CardMessage(number, HOME.chat_id, 77, False, "looks"))
    return number


async def numbers(room: Any) -> list[int]:
    return [row[0] for row in await rows(room, "SELECT id FROM request ORDER BY id")]


async def bare(room: Any, number: int) -> None:
    """Telegram took the buttons off, and the chat says so."""
    card = await room.desk.cards.get(number, HOME.chat_id)
    live = await room.desk.cards.with_live_buttons(number, HOME.chat_id)
    await room.desk.cards.bared([each.id for each in live], card)


async def test_a_draft_goes_a_week_after_its_end_once_nothing_shows_its_buttons(room: Any) -> None:
    number = await shown(room)
    await room.desk.dialogs.ask(HOME.chat_id, ANNA.id, NoteDialog(request_id=number))
    room.clock.on(hours=25)
    await room.desk.drafting.expire()
    await take(room)
    await later(room, days=6, hours=23)
    assert await numbers(room) == [number]
    await later(room, hours=2)
    assert await numbers(room) == [number], "its card still offers to ask for it again"
    told = await take(room)
    assert [(each.message, each.place, each.request_id) for each in told] == [(ButtonsNotice(every=True), HOME, number)]
    await later(room, hours=1)
    assert await numbers(room) == [number], "nobody has said that they are off"
    await bare(room, number)
    await take(room)
    await later(room, hours=1)
    assert await numbers(room) == []
    for table in ("card", "asked_line", "asked_offer", "dialog"):
        assert await rows(room, f"SELECT * FROM {table}") == [], table
    kept = [tuple(row) for row in await rows(room, "SELECT kind, request_id FROM event WHERE kind <> 'pause'")]
    assert ("opened", number) in kept
    assert ("expired", number) in kept
    assert ("drafts_dropped", None) in kept
    with pytest.raises(Refusal) as refused:
        await room.desk.drafting.confirm(Act(ANNA), number, "x")
    assert refused.value.key == "unknown-request"


@pytest.mark.threat("T56")
async def test_its_number_is_given_to_no_other_request(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.cancel(Act(ANNA), number)
    await take(room)
    await later(room, days=8)
    assert await numbers(room) == []
    assert await room.drafted() == number + 1
    again = await room.drafted()
    await room.desk.drafting.cancel(Act(ANNA), again)
    await take(room)
    await later(room, days=8)
    assert await room.drafted() == again + 1


async def test_a_draft_to_which_a_message_is_owed_stays_until_it_is_sent(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.cancel(Act(ANNA), number)
    await later(room, days=8)
    assert await numbers(room) == [number]


async def test_what_was_once_asked_for_stays_for_ever(room: Any) -> None:
    number = await room.confirmed()
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    assert (await room.purchase(number)).request.state is RequestState.CANCELLED
    await take(room)
    await later(room, days=400)
    assert await numbers(room) == [number]


async def test_an_open_draft_stays(room: Any) -> None:
    number = await room.drafted()
    await take(room)
    await later(room, days=400)
    assert await numbers(room) == [number]


async def test_an_end_of_buttons_that_was_not_sent_is_owed_again_the_next_day(room: Any) -> None:
    number = await shown(room)
    await room.desk.drafting.cancel(Act(ANNA), number)
    await take(room)
    await later(room, days=8)
    await take(room, Never("out of luck"))
    await later(room, hours=1)
    assert [each.message for each in await take(room)] == []
    await later(room, hours=24)
    assert ButtonsNotice(every=True) in [each.message for each in await take(room)]


async def test_a_kind_that_fails_stops_no_other(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await done(room, 1)

    async def broken(*_: Any) -> int:
        raise LookupError("no such thing")

    monkeypatch.setattr(RetentionRepository, "empty_updates", broken)
    async with room.ledger.change() as uow:
        await uow.outbox.owe(PoisonNotice(update_id=4, reason=IBAN), HOME, "once")
    await take(room)
    room.clock.on(days=31)
    with pytest.raises(LookupError):
        await room.desk.retention.round()
    assert (await rows(room, "SELECT payload FROM outbox"))[0][0] == "{}"


async def test_much_goes_in_small_transactions(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await done(room, *range(1, retention.AT_ONCE * 3))
    taken, real = [], room.ledger.change

    def counted(*cause: Any) -> Any:
        taken.append(1)
        return real(*cause)

    monkeypatch.setattr(room.ledger, "change", counted)
    await later(room, days=2)
    assert len(taken) == 4 + 2, "three batches and the look that finds no more; one for each kind that needs no look"
    assert await rows(room, "SELECT 1 FROM inbox WHERE raw <> ''") == []


async def test_lapsed_questions_and_old_invitations_go(room: Any) -> None:
    await room.desk.dialogs.ask(HOME.chat_id, ANNA.id, NoteDialog(request_id=1))
    await later(room, minutes=59)
    assert len(await rows(room, "SELECT * FROM dialog")) == 1
    await later(room, minutes=2)
    assert await rows(room, "SELECT * FROM dialog") == []


async def test_somebody_has_thirty_open_drafts_and_is_told_which_to_end_first(room: Any) -> None:
    opened = [await room.drafted() for _ in range(MOST_OPEN)]
    before = len(room.market.calls)
    with pytest.raises(Refusal) as refused:
        await room.drafted()
    assert (refused.value.key, refused.value.facts["oldest"]) == ("too-many-drafts", tuple(opened[:5]))
    assert len(room.market.calls) == before, "1688 is not asked for what is not opened"
    assert await numbers(room) == opened
    await room.desk.drafting.cancel(Act(ANNA), opened[0])
    await room.drafted()


async def test_one_who_has_too_many_takes_no_place_of_another(two: Any) -> None:
    for _ in range(MOST_OPEN):
        await two.drafted(by=ANNA)
    await two.drafted(by=BORIS)


async def test_how_many_there_are_is_counted_again_where_the_draft_is_written_down(room: Any) -> None:
    first = (await room.purchase(await room.drafted())).request.chosen
    price = await room.desk.drafting.price(first)
    for n in range(1, MOST_OPEN + 1):
        with pytest.raises(Refusal) if n == MOST_OPEN else nullcontext():
            async with room.ledger.change() as uow:
                await room.desk.opening.put(uow, ANNA, HOME, None, first, price)
    assert len(await numbers(room)) == MOST_OPEN


async def test_a_search_goes_with_the_drafts_of_its_time_and_is_its_chat_s_alone(room: Any) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    number = await room.desk.finding.begin(ANNA, HOME, Search("mug"))
    await later(room, days=6)
    await room.desk.finding.page(ANNA, HOME, number, 1, "en")
    with pytest.raises(Refusal, match="search-over"):
        await room.desk.finding.page(ANNA, Place(-77), number, 1, "en")
    await later(room, days=2)
    assert await rows(room, "SELECT id FROM search") == []
    with pytest.raises(Refusal, match="search-over"):
        await room.desk.finding.change(ANNA, HOME, number, lambda search: search)
