"""What waits for a morning: nothing waits behind it, it is never lost, and comes once, as its reader wants it then."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Digested, Never, Sent
from bot.desk.shared.refusal import Refusal
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.operations import DigestNotice, UndeliveredNotice
from bot.purchasing.notices.purchases import NotShippedNotice, PaidNotice, PaySoonNotice, ShippedNotice
from bot.purchasing.person import Act, Person, Place
from tests.desk.conftest import ANNA, BORIS

GROUP = -1001
LATE = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""23:00 in Shanghai."""
NOTICES = {
    "paid": PaidNotice(), "late": NotShippedNotice(), "shipped": ShippedNotice(), "soon": PaySoonNotice(),
}  # fmt: skip
WAITS = "SELECT count(*) FROM outbox WHERE waits_until IS NOT NULL"


class Telegram:
    """Takes every message, and what a digest may tell with it; remembers what came."""

    def __init__(self, room: Any, ends: Any = None) -> None:
        self.room, self.ends = room, ends
        self.came: list[DueMessage] = []

    async def send(self, message: DueMessage) -> Any:
        self.came.append(message)
        if self.ends is not None:
            return self.ends
        if not isinstance(message.message, DigestNotice):
            return Sent(len(self.came))
        wanted, every = await self.room.desk.outbox.digest_contents(message.place, message.message)
        assert {each.id for each in wanted} <= set(every)
        self.digest = [str(each.kind) for each in wanted]
        return Sent(len(self.came), digested=Digested(every))

    @property
    def kinds(self) -> list[str]:
        return [f"{each.message.kind}{' silent' if each.silent else ''}" for each in self.came]


async def owe(room: Any, *names: str, chat: int = ANNA.id) -> None:
    async with room.ledger.change() as uow:
        for name in names:
            dedupe = f"{name}:{chat}:{uow.now.isoformat()}"
            await uow.outbox.owe(NOTICES[name], Place(chat), dedupe)


async def chooses(room: Any, what: str, value: str, by: Person = ANNA) -> None:
    await room.desk.notify.choose(Act(by), what, value)


async def at_night(room: Any) -> None:
    """Anna sleeps from ten to eight, and it is eleven."""
    await chooses(room, "quiet", "22:00-08:00")
    room.clock.time = LATE


async def count(room: Any, query: str = WAITS) -> int:
    from sqlalchemy import text

    async with room.ledger.read() as uow:
        return int((await uow.session.exec(text(query))).one()[0])


async def delivered(room: Any, ends: Any = None) -> Telegram:
    """Everything that is due now is sent."""
    telegram = Telegram(room, ends)
    await room.desk.outbox.owe_digests()
    await room.desk.outbox.deliver(telegram.send)
    return telegram


async def test_what_waits_holds_back_nothing_behind_it(room: Any) -> None:
    await at_night(room)
    await owe(room, "late", "shipped", "paid", "soon")
    assert (await delivered(room)).kinds == ["paid silent"]
    assert await count(room) == 3
    assert (await room.desk.health.report()).waiting_messages == 3
    assert await room.desk.outbox.quiet()


async def test_in_the_morning_it_comes_once_as_one_message(room: Any) -> None:
    await at_night(room)
    await owe(room, "late", "shipped")
    await delivered(room)
    room.clock.on(hours=8, minutes=59)
    assert (await delivered(room)).kinds == []
    room.clock.on(minutes=1)
    morning = await delivered(room)
    assert (morning.kinds, morning.digest) == (["digest"], ["not_shipped", "shipped"])
    assert await count(room) == 0
    assert await count(room, "SELECT count(*) FROM outbox WHERE state = 'sent' AND message_id = 1") == 3
    room.clock.on(days=1)
    assert (await delivered(room)).kinds == []


async def test_two_nights_are_two_digests(room: Any) -> None:
    await at_night(room)
    for _ in range(2):
        await owe(room, "late")
        await delivered(room)
        room.clock.on(hours=9)
        assert (await delivered(room)).kinds == ["digest"]
        room.clock.on(hours=15)


@pytest.mark.threat("T52")
async def test_a_digest_on_the_wire_when_the_process_ended_is_sent_again_with_all_that_it_told(room: Any) -> None:
    await at_night(room)
    await owe(room, "late", "shipped")
    await delivered(room)
    room.clock.on(hours=9)
    await room.desk.outbox.owe_digests()
    async with room.ledger.change() as uow:
        [taken] = await uow.outbox.take_due(10, 60.0)
    assert taken.kind == "digest"
    other = room.another_desk("second")
    await other.outbox.recover()
    telegram = Telegram(room)
    await other.outbox.owe_digests()
    await other.outbox.deliver(telegram.send)
    assert [(each.message.kind, each.resent) for each in telegram.came] == [("digest", True)]
    assert telegram.digest == ["not_shipped", "shipped"]


async def test_what_a_digest_that_cannot_arrive_would_have_told_is_set_aside_with_it(two: Any) -> None:
    await at_night(two)
    await owe(two, "late", "shipped")
    await delivered(two)
    two.clock.on(hours=9)
    await delivered(two, ends=Never("blocked"))
    assert await count(two, "SELECT count(*) FROM outbox WHERE state = 'dead' AND chat_id = 1") == 3
    assert ("undelivered", BORIS.id) in [(kind, chat) for kind, chat, _ in await two.owed()]


async def test_a_message_that_cannot_be_read_holds_up_no_digest(room: Any) -> None:
    await at_night(room)
    await owe(room, "late", "shipped")
    await delivered(room)
    async with room.ledger.change() as uow:
        from sqlalchemy import text

        await uow.session.exec(text("""UPDATE outbox SET payload = '{"v": 1, "at": "never"}' WHERE id = 1"""))
    room.clock.on(hours=9)
    assert (await delivered(room)).digest == ["shipped"]
    assert await count(room, "SELECT count(*) FROM outbox WHERE state = 'dead'") == 1


async def test_other_quiet_hours_move_what_waits_and_none_bring_it_at_once(room: Any) -> None:
    await at_night(room)
    await owe(room, "late")
    await delivered(room)
    await chooses(room, "quiet", "22:00-10:00")
    assert (await delivered(room)).kinds == []
    room.clock.on(hours=10)
    assert (await delivered(room)).kinds == []
    await chooses(room, "quiet", "off")
    assert (await delivered(room)).kinds == ["digest"]


async def test_another_time_zone_moves_the_morning(room: Any) -> None:
    await at_night(room)
    await owe(room, "late")
    await delivered(room)
    await chooses(room, "zone", "America/New_York")  # it is ten in the morning there
    assert (await delivered(room)).kinds == ["digest"]


async def test_a_topic_that_is_off_meanwhile_is_left_out_and_over(room: Any) -> None:
    await at_night(room)
    await owe(room, "late", "shipped")
    await delivered(room)
    await chooses(room, "parcels", "off")
    await owe(room, "shipped", "paid")
    room.clock.on(hours=9)
    morning = await delivered(room)
    assert morning.digest == ["not_shipped"]
    assert await count(room) == 0
    assert morning.kinds == ["paid", "digest"]


async def test_what_is_off_is_over_without_being_sent(room: Any) -> None:
    await chooses(room, "parcels", "off")
    await owe(room, "shipped", "paid")
    assert (await delivered(room)).kinds == ["paid"]
    assert (await delivered(room)).kinds == []
    assert await count(room, "SELECT count(*) FROM outbox WHERE state = 'sent' AND error = 'off'") == 1


async def test_a_clock_that_went_back_loses_nothing_that_waits(room: Any) -> None:
    await at_night(room)
    await owe(room, "late")
    await delivered(room)
    room.clock.on(hours=-2)
    async with room.ledger.change() as uow:
        await uow.restore.bring_forward()
    assert (await delivered(room)).kinds == ["digest"]  # it is nine in the evening again, and not quiet


async def test_silent_is_silent_by_day_too(room: Any) -> None:
    await chooses(room, "money", "silent")
    await owe(room, "paid", "late")
    assert (await delivered(room)).kinds == ["paid silent", "not_shipped"]


async def test_a_reminder_that_would_come_too_late_comes_at_night_without_sound(room: Any) -> None:
    await at_night(room)
    about = OrderFacts(order_id="1", pay_by=datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    async with room.ledger.change() as uow:
        await uow.outbox.owe(PaySoonNotice(about=about), Place(ANNA.id), "soon")
    assert (await delivered(room)).kinds == ["pay_soon silent"]


async def test_what_is_undelivered_is_told_however_quiet_it_is(room: Any) -> None:
    await at_night(room)
    await chooses(room, "team", "off")
    async with room.ledger.change() as uow:
        await uow.outbox.owe(UndeliveredNotice(), Place(ANNA.id), "undelivered")
    assert (await delivered(room)).kinds == ["undelivered silent"]


async def test_who_is_in_a_team_gets_its_defaults_until_they_choose(room: Any) -> None:
    desk = room.desk
    await desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    team = await desk.teams.here(Act(ANNA), GROUP, "Buyers")
    async with room.ledger.change() as uow:
        await uow.teams.put_member(team.id, BORIS.id, roles=frozenset(), limit=None)
    await desk.notify.choose_for_team(Act(ANNA), team.id, "quiet", "22:00-08:00")
    await desk.notify.choose_for_team(Act(ANNA), team.id, "parcels", "silent")
    for chat in (ANNA.id, BORIS.id, GROUP):
        await owe(room, "paid", chat=chat)
    await delivered(room)
    room.clock.time = LATE
    await chooses(room, "quiet", "off", by=BORIS)
    for chat in (ANNA.id, BORIS.id, GROUP):
        await owe(room, "paid", "late", chat=chat)
    await owe(room, "shipped", chat=BORIS.id)
    night = await delivered(room)
    came = {chat: [f"{e.message.kind}{' silent' * e.silent}" for e in night.came if e.place.chat_id == chat]
            for chat in (ANNA.id, BORIS.id, GROUP)}  # fmt: skip
    assert came == {
        ANNA.id: ["paid silent"], BORIS.id: ["paid", "not_shipped", "shipped silent"], GROUP: ["paid silent"],
    }  # fmt: skip
    await desk.notify.choose_for_team(Act(ANNA), team.id, "quiet", "default")
    assert sorted(each.place.chat_id for each in (await delivered(room)).came) == [GROUP, ANNA.id]


async def test_only_an_admin_of_the_team_chooses_its_defaults(room: Any) -> None:
    desk = room.desk
    await desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    team = await desk.teams.here(Act(ANNA), GROUP, "Buyers")
    async with room.ledger.change() as uow:
        await uow.teams.put_member(team.id, BORIS.id, roles=frozenset(), limit=None)
    for verb in (
        desk.notify.choose_for_team(Act(BORIS), team.id, "quiet", "off"),
        desk.notify.show_team(BORIS, team.id),
    ):
        with pytest.raises(Refusal, match="only-admins"):
            await verb
    assert [each.id for each in (await desk.notify.show(ANNA)).leads] == [team.id]
    assert (await desk.notify.show(BORIS)).leads == ()


async def test_two_processes_send_one_digest(rooms: Any) -> None:
    one, other = rooms
    await at_night(one)
    other.clock.time = one.clock.time
    await owe(one, "late", "shipped")
    assert (await delivered(one)).kinds == []
    for room in rooms:
        room.clock.on(hours=9)
        await room.desk.outbox.owe_digests()
    first, second = Telegram(one), Telegram(other)
    await one.desk.outbox.deliver(first.send)
    await other.desk.outbox.deliver(second.send)
    assert (first.kinds, second.kinds) == (["digest"], [])
    assert first.digest == ["not_shipped", "shipped"]
