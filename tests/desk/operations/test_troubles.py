"""Alarms of the bot: each begins and ends by its check; every message that told of it is edited to say so, once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, delete, update

from bot.cards.operations.checks import CHECKS as SHOWN
from bot.clock import OtherClocks
from bot.desk.ledger.facts import COPIES, OUTSIDE_UNTOLD, PAUSE, QUARANTINE, SEEN, TOLD, TOLD_BEFORE, CopyFact
from bot.desk.ledger.journal_chain import JournalKey
from bot.desk.ledger.outbox import DueMessage
from bot.desk.ledger.stored_notices import KINDS
from bot.desk.messages.outbox import Later, Never, Sent
from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.operations.troubles import CHECKS, Troubles
from bot.desk.orders.outside import tell_outside
from bot.desk.shared.quarantine import RESTORED
from bot.desk.teams.setup import SetupStep
from bot.desk.teams.standstill import note_standstills
from bot.market.errors import LoginNeeded, NotFound, Unreachable
from bot.market.openplatform.tokens import Tokens, TokenUse
from bot.purchasing.approval.team import Role
from bot.purchasing.calls import NO_LIMITS, CallKind, CallLimits
from bot.purchasing.events.operations import ThriftyChanged
from bot.purchasing.events.orders import ListSwept
from bot.purchasing.holds import KeyState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS
from bot.purchasing.notices import operations as notices
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import OutsideOrder, TroubleOverNotice
from bot.purchasing.person import Act, Cause, Place
from storage.tables import FactRow, OutboxRow
from tests.desk.conftest import ANNA, BORIS, Room
from tests.fakes.market import placed

KEY = JournalKey("0123456789abcdef" * 4)
ORDER, OTHER = "3301686771403783779", "3301686771403783780"


class Telegram:
    """Takes every message, and keeps what each one says now."""

    def __init__(self, room: Any) -> None:
        self.room, self.shown, self.edits = room, dict[int, str](), list[str]()
        self.silent = False

    async def send(self, message: DueMessage) -> Any:
        if self.silent:
            return Later(5, "no route")
        told = message.message
        if not isinstance(told, TroubleOverNotice):
            number = len(self.shown) + 1
            self.shown[number] = str(message.kind)
            return Sent(number)
        number = await self.room.desk.outbox.arrived_as(told.name, message.place.chat_id)
        self.edits.append(told.of)
        if number is not None:
            self.shown[number] = f"over: {told.of}"
        return Sent(number)

    async def hears(self) -> list[str]:
        """What stands in the chats after a look at every check."""
        await self.room.desk.troubles.round()
        await self.room.desk.outbox.deliver(self.send)
        return list(self.shown.values())


def login_of(room: Any, use: TokenUse) -> None:
    room.desk.troubles = Troubles(room.ledger, room.desk.tokens, NO_LIMITS, lambda: use)


async def fact(room: Any, which: Any, value: Any) -> None:
    async with room.ledger.change() as uow:
        if value is None:
            await uow.facts.end(which)
        else:
            await uow.facts.put(which, value)


async def paused(room: Any) -> None:
    await room.desk.switch.pause(Act(ANNA), "stock-taking")


async def resumed(room: Any) -> None:
    await room.desk.switch.resume(Act(ANNA))


async def refused(room: Any) -> None:
    login_of(room, TokenUse(room.clock.now(), "over"))


async def taken(room: Any) -> None:
    login_of(room, TokenUse(room.clock.now()))


async def ending(room: Any) -> None:
    await room.desk.tokens.save(Tokens("a", None, "r", room.clock.now() + timedelta(days=5), None))


async def renewed(room: Any) -> None:
    await room.desk.tokens.save(Tokens("b", None, "r2", room.clock.now() + timedelta(days=180), None))


async def copy_fails(room: Any) -> None:
    await fact(room, COPIES, CopyFact(room.clock.now(), None, "no space"))


async def copied(room: Any) -> None:
    await fact(room, COPIES, CopyFact(room.clock.now(), room.clock.now()))


async def order_found(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.unknown_orders.add(ORDER, None, "CG1")
        notice = notices.UnknownOrderNotice(order_id=ORDER, total=Fen(100), unknown=True)
        await uow.tell(notice, Audience.OWNERS, f"ghost:{ORDER}")


async def not_read_back(room: Any) -> None:
    room.market.down = {"look": NotFound("look", "there is no such order")}
    await room.sent(placed())
    for _ in range(4):
        room.clock.on(seconds=31)
        await room.desk.watch.look_due()


async def read_back(room: Any) -> None:
    room.market.down = {}
    room.clock.on(minutes=5)
    await room.desk.watch.look_due()


async def order_closed(room: Any) -> None:
    await room.desk.unknown_orders.close(Act(ANNA), ORDER)


async def placed_outside(room: Any) -> None:
    async with room.ledger.change() as uow:
        orders = [OutsideOrder(order_id=each, total=Fen(100)) for each in (ORDER, OTHER)]
        for each in orders:
            await uow.unknown_orders.add(each.order_id, None, "", outside=True)
        await uow.facts.put(OUTSIDE_UNTOLD, tuple(orders))
        await tell_outside(uow)


async def outside_closed(room: Any) -> None:
    for each in (ORDER, OTHER):
        async with room.ledger.change() as uow:
            await uow.unknown_orders.close(each, ANNA.id)


async def undelivered(room: Any) -> None:
    async def never(message: DueMessage) -> Any:
        return Never("blocked") if message.place.chat_id == 77 else Later(1, "not now", counts=False)

    async with room.ledger.change() as uow:
        await uow.outbox.owe(notices.ResumedNotice(), Place(77), "resumed:77")
    await room.desk.outbox.deliver(never)
    room.clock.on(seconds=5)


async def letters_read(room: Any) -> None:
    while (letter := await room.desk.dead_letters.page(ANNA, 0)) is not None:
        await room.desk.dead_letters.read(Act(ANNA, Cause(1, 10_000 + letter.id)), letter.id, letter.received)


async def set_aside(room: Any) -> None:
    await room.desk.intake.record(1, [(5, "1", '{"update_id": 5}')])
    async with room.ledger.change() as uow:
        cause = Cause(1, 5)
        await uow.inbox.set_aside(cause, "cannot be read", 0)
        notice = notices.PoisonNotice(update_id=cause.update_id, reason="cannot be read")
        await uow.tell(notice, Audience.OWNERS, f"poison:{cause.bot_id}:{cause.update_id}:{uow.now.isoformat()}")


async def quarantined(room: Any) -> None:
    async with room.ledger.change() as uow:
        await begin_quarantine(uow, RESTORED)
        since = room.clock.now()
        await uow.record(ListSwept(at=since, since="", ghosts=0, outside=0, resting=0, looked_for=True, blind=False))


async def teams_quarantined(room: Any) -> None:
    await room.desk.people.remember(ANNA, Place(ANNA.id), "private", "")
    await room.desk.teams.here(Act(ANNA), -1001, "Buyers")
    await quarantined(room)


async def out_of_quarantine(room: Any) -> None:
    await fact(room, QUARANTINE, None)
    await fact(room, PAUSE, None)


async def clock_doubted(room: Any) -> None:
    room.ledger.others = OtherClocks(room.clock)
    heard(room, minutes=10)
    await room.desk.clocks.compare()


async def clock_confirmed(room: Any) -> None:
    heard(room)
    await room.desk.clocks.compare()


def heard(room: Any, minutes: int = 0) -> None:
    said = room.clock.now() + timedelta(minutes=minutes)
    room.ledger.others.heard("1688", f"{said:%a, %d %b %Y %H:%M:%S} GMT")


async def key_lost(room: Any) -> None:
    for key in (KEY, None):
        await restarted(room, key)


async def key_found(room: Any) -> None:
    await restarted(room, KEY)


async def restarted(room: Any, key: JournalKey | None) -> None:
    room.ledger.key, room.ledger.key_state = key, KeyState.NONE
    await room.desk.journal_keeper.begin()


def limited(room: Any, calls: int) -> None:
    room.desk.troubles = Troubles(room.ledger, room.desk.tokens, CallLimits(day=calls), TokenUse)


async def calls_short(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.market_calls.count({CallKind.PRODUCTS: 80})
    limited(room, 100)


async def calls_suffice(room: Any) -> None:
    limited(room, 1000)


async def thrifty(room: Any) -> None:
    await become(room, {100})


async def not_thrifty(room: Any) -> None:
    await become(room, set())


async def become(room: Any, limits: set[int]) -> None:
    async with room.ledger.change() as uow:
        before = await uow.market_calls.thrifty()
        await uow.market_calls.count({CallKind.PRODUCTS: 90})
        report = await uow.market_calls.report(CallLimits(day=next(iter(limits), 0)))
        await uow.market_calls.put_thrifty(report.now_thrifty)
        await uow.record(ThriftyChanged(report=report, why=tuple(report.now_thrifty), before=before))


async def nobody_decides(room: Any) -> None:
    await room.desk.people.remember(ANNA, Place(ANNA.id), "private", "")
    team = await room.desk.teams.here(Act(ANNA), -1001, "Buyers")
    await seated(room, Role.REQUESTER)
    await room.desk.setup.leave(Act(ANNA), team.id, SetupStep.ROLES)


async def somebody_decides(room: Any) -> None:
    await seated(room, Role.APPROVER)


async def seated(room: Any, role: Role) -> None:
    async with room.ledger.change() as uow:
        await uow.people.put_person(BORIS, reachable=None)
        await uow.teams.put_member(1, BORIS.id, roles=frozenset({role}), limit=None)
        await note_standstills(uow, 1)


async def silent(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()
    room.market.down = {"orders_changed": Unreachable("list", "no route")}
    for _ in range(7):
        room.clock.on(minutes=10)
        with pytest.raises(Unreachable):
            await room.desk.order_list.round()


async def answers_again(room: Any) -> None:
    room.market.down = {}
    await room.desk.rounds.changes.run()


Step = Callable[[Any], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """How a trouble begins and how it ends."""

    begins: Step
    ends: Step


CASES: dict[str, Case] = {
    "paused": Case(paused, resumed),
    "quarantine": Case(quarantined, out_of_quarantine),
    "restored": Case(teams_quarantined, out_of_quarantine),
    "swept": Case(quarantined, out_of_quarantine),
    "clock_apart": Case(clock_doubted, clock_confirmed),
    "journal_key": Case(key_lost, key_found),
    "login_needed": Case(refused, taken),
    "login_ending": Case(ending, renewed),
    "market_silent": Case(silent, answers_again),
    "ghost": Case(order_found, order_closed),
    "unknown_order": Case(not_read_back, read_back),
    "standstill": Case(nobody_decides, somebody_decides),
    "placed_outside": Case(placed_outside, outside_closed),
    "copy_failed": Case(copy_fails, copied),
    "undelivered": Case(undelivered, letters_read),
    "poison": Case(set_aside, letters_read),
    "calls_short": Case(calls_short, calls_suffice),
    "thrifty": Case(thrifty, not_thrifty),
}
"""Of each alarm of the register."""

CANNOT_END = {
    "erased_list": "the file was made again already",
    "foreign_group": "the bot has left the group",
    "journal_broken": "what was written before an update stays as it was",
    "unrecorded": "the order's card says how it stands",
    "in_doubt": "the order's card says how it stands",
    "needs_person": "kept true with the card",
    "conflict": "kept true with the card",
    "rests": "kept true with the card",
    "stuck": "the request's card says how it stands",
    "unknown_word": "a word that was said stays said",
    "back_beyond_paid": "what was said stays said",
    "not_there": "the message that somebody is back tells its end",
}
"""Alarms without an end of their own, and why."""


def test_every_alarm_ends_by_a_check_or_cannot_end() -> None:
    alarms = {str(kind) for kind in KINDS if kind.alarm}
    ending = {str(kind) for kind in NOTICE_KINDS.values() if kind.ends}
    assert ending == {str(check.kind) for check in CHECKS} == set(CASES)
    assert len(CHECKS) == len(ending), "one check for each"
    assert alarms - ending == set(CANNOT_END)


async def anna_hears(room: Room, kind: str) -> Telegram:
    telegram = Telegram(room)
    await telegram.hears()
    await CASES[kind].begins(room)
    assert kind in await telegram.hears()
    return telegram


@pytest.mark.parametrize("kind", CASES)
async def test_an_alarm_stands_as_long_as_its_trouble_and_is_then_edited_once(room: Any, kind: str) -> None:
    telegram = await anna_hears(room, kind)
    for _ in range(2):
        assert kind in await telegram.hears(), "it stands as long as its trouble does"
    assert kind not in telegram.edits
    room.clock.on(minutes=1)
    await CASES[kind].ends(room)
    shown = await telegram.hears()
    assert kind not in shown
    assert f"over: {kind}" in shown
    edits = list(telegram.edits)
    await telegram.hears()
    assert telegram.edits == edits, "once"


AGAIN = sorted(
    set(CASES) - {"ghost", "unknown_order", "login_ending", "journal_key", "restored", "swept", "quarantine", "poison"}
)


@pytest.mark.parametrize("kind", AGAIN)
async def test_a_trouble_that_begins_again_is_told_again(room: Any, kind: str) -> None:
    telegram = await anna_hears(room, kind)
    room.clock.on(minutes=1)
    await CASES[kind].ends(room)
    await telegram.hears()
    room.clock.on(minutes=1)
    if kind == "placed_outside":
        await again_outside(room)
    elif kind == "undelivered":
        await room_forgets(room, "resumed:77")
        await undelivered(room)
    else:
        await CASES[kind].begins(room)
    shown = await telegram.hears()
    assert kind in shown
    assert f"over: {kind}" in shown, "the first one stays over"


async def again_outside(room: Any) -> None:
    """It was given to a request, which did not become its."""
    async with room.ledger.change() as uow:
        await uow.unknown_orders.give(ORDER, None)
        await uow.facts.put(OUTSIDE_UNTOLD, (OutsideOrder(order_id=ORDER, total=Fen(100)),))
        await tell_outside(uow)


async def room_forgets(room: Any, dedupe: str) -> None:
    async with room.ledger.change() as uow:
        await uow.session.exec(delete(OutboxRow).where(col(OutboxRow.dedupe) == dedupe))


@pytest.mark.parametrize("kind", CASES)
async def test_an_alarm_of_a_release_before_is_taken_in_and_ends(room: Any, kind: str) -> None:
    telegram = Telegram(room)
    await CASES[kind].begins(room)
    await room.desk.troubles.round()
    await room.desk.outbox.deliver(telegram.send)
    await as_before(room)
    assert kind in await telegram.hears(), "it stands, and is not told a second time"
    assert list(telegram.shown.values()).count(kind) == 1
    room.clock.on(minutes=1)
    await CASES[kind].ends(room)
    shown = await telegram.hears()
    assert f"over: {kind}" in shown
    assert kind not in shown


@pytest.mark.parametrize("kind", CASES)
async def test_an_alarm_of_a_release_before_that_is_over_by_now_says_so(room: Any, kind: str) -> None:
    telegram = Telegram(room)
    await CASES[kind].begins(room)
    await room.desk.troubles.round()
    await room.desk.outbox.deliver(telegram.send)
    await CASES[kind].ends(room)
    await as_before(room)
    assert f"over: {kind}" in await telegram.hears()


async def as_before(room: Any) -> None:
    """The database as a release before left it, which remembered nothing of what it told."""
    async with room.ledger.change() as uow:
        for family in (TOLD, SEEN):
            await uow.session.exec(delete(FactRow).where(col(FactRow.name).startswith(f"{family.name}:")))
        await uow.facts.forget(TOLD_BEFORE)


async def test_what_is_too_old_to_have_a_text_is_left_alone_unless_it_stands(room: Any) -> None:
    telegram = await anna_hears(room, "copy_failed")
    async with room.ledger.change() as uow:
        await uow.session.exec(update(OutboxRow).values(emptied_at=room.clock.now()))
    await as_before(room)
    await copied(room)
    assert "over: copy_failed" not in await telegram.hears()
    await as_before(room)
    await copy_fails(room)
    shown = await telegram.hears()
    assert shown.count("copy_failed") == 1, "it stands there already"
    await copied(room)
    assert "over: copy_failed" in await telegram.hears()


async def test_an_alarm_whose_trouble_ended_before_it_was_sent_is_never_sent(room: Any) -> None:
    telegram = Telegram(room)
    await copy_fails(room)
    await room.desk.troubles.round()
    await copied(room)
    assert await telegram.hears() == []


async def test_an_alarm_that_may_have_arrived_is_sent_again_and_then_edited(room: Any) -> None:
    telegram = Telegram(room)
    await copy_fails(room)
    telegram.silent = True
    await telegram.hears()
    await copied(room)
    await telegram.hears()
    telegram.silent = False
    room.clock.on(minutes=1)
    assert await telegram.hears() == ["over: copy_failed"]


async def test_the_end_of_an_alarm_waits_for_a_silent_telegram_however_long(room: Any) -> None:
    telegram = await anna_hears(room, "copy_failed")
    await copied(room)
    telegram.silent = True
    for _ in range(5):
        await telegram.hears()
        room.clock.on(hours=12)
    telegram.silent = False
    assert "over: copy_failed" in await telegram.hears()
    assert (await room.desk.health.report()).dead_messages == 0


async def test_every_admin_s_message_is_edited(two: Any) -> None:
    telegram = await anna_hears(two, "copy_failed")
    assert list(telegram.shown.values()) == ["copy_failed"] * 2
    await copied(two)
    assert await telegram.hears() == ["over: copy_failed"] * 2


async def test_an_alarm_ends_though_the_process_that_began_it_is_gone(room: Any) -> None:
    telegram = await anna_hears(room, "login_needed")
    room.desk = room.another_desk("second")
    assert "login_needed" in await telegram.hears(), "the new process has not asked 1688 yet"
    await taken(room)
    assert "over: login_needed" in await telegram.hears()


async def test_the_login_is_wanted_as_long_as_the_process_that_saw_it_says_so(rooms: tuple[Room, Room]) -> None:
    ill, well = rooms
    telegram = Telegram(ill)
    await refused(ill)
    await ill.desk.troubles.round()
    for _ in range(5):
        for each in rooms:
            each.clock.on(minutes=1)
        await taken(well)
        await well.desk.troubles.round()
        await ill.desk.troubles.round()
    assert await telegram.hears() == ["login_needed"], "told once, and not taken back by the other process"
    for each in rooms:
        each.clock.on(minutes=4)
    await taken(well)
    await well.desk.troubles.round()
    await ill.desk.outbox.deliver(telegram.send)
    assert list(telegram.shown.values()) == ["over: login_needed"], "the process that saw it is gone"


async def test_two_processes_that_look_at_once_tell_and_end_once(rooms: tuple[Room, Room]) -> None:
    telegram = Telegram(rooms[0])
    await copy_fails(rooms[0])
    await asyncio.gather(*(each.desk.troubles.round() for each in rooms))
    assert await telegram.hears() == ["copy_failed"]
    await copied(rooms[0])
    await asyncio.gather(*(each.desk.troubles.round() for each in rooms))
    assert await telegram.hears() == ["over: copy_failed"]
    assert telegram.edits == ["copy_failed"]


async def test_an_ended_login_of_another_time_is_told_by_the_last_warning(room: Any) -> None:
    telegram = await anna_hears(room, "login_ending")
    room.clock.on(days=5)
    assert (await telegram.hears()).count("login_ending") == 2, "a week and a day before"
    await renewed(room)
    assert await telegram.hears() == ["over: login_ending"] * 2


def test_what_stops_buying_or_wants_somebody_in_status_has_its_alarm() -> None:
    """A check of /status that people are told of by itself is in the register."""
    shown = {check.name for check in SHOWN if check.status is not None}
    told = {
        "quarantine": "quarantine", "buying": "paused", "journal": "journal_key", "copies": "copy_failed",
        "unknown": "ghost", "dead updates": "poison", "dead messages": "undelivered", "market": "login_needed",
    }  # fmt: skip
    untold = {"reference", "disk", "doubts", "unread", "jobs that fail", "jobs that are late"}
    assert shown == told.keys() | untold
    assert set(told.values()) <= {str(check.kind) for check in CHECKS}


async def silent_once(room: Any) -> list[str]:
    """What stands in the chats while 1688 is silent and after a restart; and how often its silence was told."""
    telegram = Telegram(room)
    await silent(room)
    await telegram.hears()
    room.desk = room.another_desk("second")
    room.clock.on(hours=30)
    with pytest.raises(Unreachable):
        await room.desk.order_list.round()
    return await telegram.hears()


async def test_the_silence_of_days_is_told_once_to_each_admin_also_after_a_restart(two: Any) -> None:
    assert (await silent_once(two)).count("market_silent") == 2, "Anna and Boris"


async def test_an_hour_without_a_read_that_nobody_asked_for_is_no_silence(room: Any) -> None:
    telegram = Telegram(room)
    await room.sent()
    await room.desk.rounds.changes.run()
    room.clock.on(hours=30)
    assert "market_silent" not in await telegram.hears()


async def test_nobody_misses_1688_while_nothing_is_open(room: Any) -> None:
    telegram = Telegram(room)
    room.market.down = {"orders_changed": Unreachable("list", "no route")}
    for _ in range(7):
        room.clock.on(minutes=10)
        with pytest.raises(Unreachable):
            await room.desk.order_list.round()
    assert "market_silent" not in await telegram.hears()


async def test_a_look_at_one_order_that_succeeds_is_an_answer_of_1688(room: Any) -> None:
    telegram = Telegram(room)
    await silent(room)
    assert "market_silent" in await telegram.hears()
    room.clock.on(minutes=1)
    number = (await room.purchase(1)).orders[0].order_id
    await room.desk.watch.look(number)
    assert "over: market_silent" in await telegram.hears()


async def test_a_login_that_ended_has_its_own_alarm(room: Any) -> None:
    telegram = Telegram(room)
    await room.sent()
    room.market.down = {"orders_changed": LoginNeeded("list", "over")}
    for _ in range(7):
        room.clock.on(minutes=10)
        with pytest.raises(LoginNeeded):
            await room.desk.order_list.round()
    assert "market_silent" not in await telegram.hears()
