"""Owed messages: in order for each chat, sent again until a day is over, and never lost without a word."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import select

from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import GroupMigrated, Later, Never, Sent
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.notices.purchases import InDoubtNotice, PaidNotice
from bot.purchasing.notices.shown import CardNotice
from bot.purchasing.person import Place
from storage.tables import OutboxRow
from tests.desk.conftest import ANNA, BORIS


class Telegram:
    """Answers each send as planned, else takes it; remembers what came."""

    def __init__(self, *plans: Any) -> None:
        self.plans = list(plans)
        self.came: list[tuple[int, str, bool]] = []

    async def send(self, message: DueMessage) -> Any:
        self.came.append((message.place.chat_id, str(getattr(message.message, "update_id", "")), message.resent))
        plan = self.plans.pop(0) if self.plans else Sent(len(self.came))
        if isinstance(plan, Exception):
            raise plan
        return plan

    @property
    def texts(self) -> list[str]:
        return [text for _, text, _ in self.came]


async def owe(room: Any, chats: Sequence[int], first: int = 1) -> None:
    """One message after the other to these chats, numbered."""
    async with room.ledger.change() as uow:
        for n, chat in enumerate(chats, first):
            await uow.outbox.owe(PoisonNotice(update_id=n), Place(chat), f"message:{n}")


async def states(room: Any) -> dict[str, int]:
    health = await room.desk.health.report()
    return {"waiting": health.waiting_messages, "dead": health.dead_messages}


async def test_messages_of_a_chat_go_in_their_order(room: Any) -> None:
    await owe(room, [1, 1, 2, 1, 2])
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert [text for chat, text, _ in telegram.came if chat == 1] == ["1", "2", "4"]
    assert [text for chat, text, _ in telegram.came if chat == 2] == ["3", "5"]
    assert await states(room) == {"waiting": 0, "dead": 0}


async def test_what_was_just_owed_is_taken_without_a_look_for_it(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looks, look = [], room.ledger.read

    def counted() -> Any:
        looks.append(1)
        return look()

    monkeypatch.setattr(room.ledger, "read", counted)
    await owe(room, [1])
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert (telegram.texts, looks) == (["1"], [])
    await room.desk.outbox.deliver(telegram.send)
    assert (telegram.texts, looks) == (["1"], [1])


async def test_a_message_is_owed_once(room: Any) -> None:
    for _ in range(3):
        await owe(room, [1])
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


async def test_a_message_that_waits_holds_back_those_behind_it_and_no_other_chat(room: Any) -> None:
    await owe(room, [1, 1, 2])
    telegram = Telegram(Later(30, "timed out"))
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came == [(1, "1", False), (2, "3", False)]
    room.clock.on(seconds=31)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came[2:] == [(1, "1", True), (1, "2", False)]


@pytest.mark.parametrize(("asked", "waits"), [(1, 5), (40, 40)])
async def test_a_failure_waits_at_least_as_long_as_telegram_asks(room: Any, asked: float, waits: int) -> None:
    await owe(room, [1])
    telegram = Telegram(Later(asked, "timed out"))
    await room.desk.outbox.deliver(telegram.send)
    room.clock.on(seconds=waits - 1)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]
    room.clock.on(seconds=1)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "1"]


async def test_waiting_for_the_flood_limit_is_no_failed_try(room: Any) -> None:
    await owe(room, [1])
    telegram = Telegram(*[Later(3, "flood", counts=False)] * 50)
    for _ in range(51):
        await room.desk.outbox.deliver(telegram.send)
        room.clock.on(seconds=3)
    assert [resent for _, _, resent in telegram.came] == [False] * 51
    assert await states(room) == {"waiting": 0, "dead": 0}


async def test_a_message_is_given_up_after_a_day_and_the_other_admins_hear_of_it(two: Any) -> None:
    await owe(two, [ANNA.id])
    telegram = Telegram(*[Later(1, "away")] * 1000)
    while (await states(two))["dead"] == 0:
        await two.desk.outbox.deliver(telegram.send)
        two.clock.on(minutes=10)
        assert len(telegram.came) < 200
    assert len(telegram.came) >= 24 * 6 - 10
    [facts] = [facts for kind, chat, facts in await two.owed() if (kind, chat) == ("undelivered", BORIS.id)]
    assert (facts["chat_id"], facts["message"], facts["reason"]) == (ANNA.id, "poison", "away")


async def test_a_message_that_can_never_arrive_is_told_to_the_others_and_frees_its_chat(two: Any) -> None:
    await owe(two, [ANNA.id, ANNA.id])
    telegram = Telegram(Never("blocked"))
    await two.desk.outbox.deliver(telegram.send)
    assert telegram.texts[:2] == ["1", "2"]
    assert (await states(two))["dead"] == 1
    assert (BORIS.id, "", False) in telegram.came


async def test_word_of_a_dead_message_that_dies_too_is_not_told_again(two: Any) -> None:
    await owe(two, [ANNA.id])
    telegram = Telegram(Never("blocked"), Never("blocked"))
    await two.desk.outbox.deliver(telegram.send)
    await two.desk.outbox.deliver(telegram.send)
    assert len(telegram.came) == 2
    assert await states(two) == {"waiting": 0, "dead": 2}


async def test_a_message_that_cannot_even_be_tried_holds_up_nobody_and_is_not_lost(room: Any) -> None:
    await owe(room, [1, 2])
    telegram = Telegram(KeyError("a card that cannot be drawn"))
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "2"]
    room.clock.on(seconds=6)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "2", "1"]
    assert await states(room) == {"waiting": 0, "dead": 0}


async def test_a_group_that_moved_gets_everything_at_its_new_place(room: Any) -> None:
    await owe(room, [-5, -5])
    telegram = Telegram(GroupMigrated(-1005))
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came == [(-5, "1", False), (-1005, "1", False), (-1005, "2", False)]
    assert await states(room) == {"waiting": 0, "dead": 0}


async def test_what_was_on_the_wire_at_the_end_goes_again_at_the_next_start_and_says_so(room: Any) -> None:
    await owe(room, [1, 1])

    async def dies(_: DueMessage) -> Any:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await room.desk.outbox.deliver(dies)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came == [], "it may be on the wire still"
    await room.desk.outbox.recover()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came == [(1, "1", True), (1, "2", False)]


async def dies(_: DueMessage) -> Any:
    """The process ends while it sends."""
    raise asyncio.CancelledError


async def test_a_claim_ends_by_itself(room: Any) -> None:
    await owe(room, [1])
    with pytest.raises(asyncio.CancelledError):
        await room.desk.outbox.deliver(dies)
    room.clock.on(seconds=91)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.came == [(1, "1", True)]


async def test_what_waits_in_hand_for_longer_than_its_claim_is_not_sent_twice(room: Any) -> None:
    await owe(room, [1])
    telegram, go_on = Telegram(), asyncio.Event()
    in_hand: asyncio.Queue[int] = asyncio.Queue()

    async def silent(message: DueMessage) -> Any:
        in_hand.put_nowait(message.id)
        await go_on.wait()
        return await telegram.send(message)

    sending = asyncio.create_task(room.desk.outbox.deliver(silent))
    await in_hand.get()
    room.clock.on(minutes=5)
    await owe(room, [1, 2], first=2)
    await in_hand.get()
    go_on.set()
    await sending
    assert sorted(telegram.came) == [(1, "1", False), (1, "2", False), (2, "3", False)]
    assert await states(room) == {"waiting": 0, "dead": 0}


async def hung_card(room: Any, chat: int) -> int:
    """A request whose card hangs in the chat and is to be edited."""
    number: int = await room.drafted(3)
    await room.desk.outbox.deliver(Telegram().send)
    await room.desk.cards.put(CardMessage(number, chat, 5, False, ""))
    return number


async def refreshed(room: Any, number: int, chat: int) -> None:
    async with room.ledger.change() as uow:
        await uow.outbox.owe_card(number, Place(chat))


async def test_the_edit_of_a_card_goes_before_the_notices_of_its_chat(room: Any) -> None:
    number = await hung_card(room, 1)
    await owe(room, [1, 1, 1])
    await refreshed(room, number, 1)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["", "1", "2", "3"]


async def test_what_was_on_the_wire_when_its_process_died_goes_before_the_edits_that_came_since(room: Any) -> None:
    number = await hung_card(room, 1)
    await owe(room, [1])
    with pytest.raises(asyncio.CancelledError):
        await room.desk.outbox.deliver(dies)
    await refreshed(room, number, 1)
    room.clock.on(seconds=91)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", ""]


async def test_a_card_that_hangs_nowhere_yet_keeps_its_place_among_the_messages(room: Any) -> None:
    number = await hung_card(room, 2)
    await owe(room, [1, 1])
    await refreshed(room, number, 1)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "2", ""]


@pytest.mark.parametrize("silenced", ["notice", "card"])
async def test_no_edit_and_no_notice_breaks_the_silence_that_telegram_asked_for(room: Any, silenced: str) -> None:
    number = await hung_card(room, 1)
    await owe(room, [1])
    if silenced == "card":
        await refreshed(room, number, 1)
    telegram = Telegram(Later(30, "flood", counts=False))
    await room.desk.outbox.deliver(telegram.send)
    await refreshed(room, number, 1)
    await owe(room, [1], first=2)
    await room.desk.outbox.deliver(telegram.send)
    assert len(telegram.came) == 1
    room.clock.on(seconds=31)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts[1:] == ["", "1", "2"]


async def test_a_hundred_groups_that_wait_for_their_turn_leave_a_hand_for_a_card(room: Any) -> None:
    number = await hung_card(room, 1)
    await owe(room, range(-120, 0))
    telegram, go_on = Telegram(), asyncio.Event()

    in_hand: asyncio.Queue[int] = asyncio.Queue()
    edited = asyncio.Event()

    async def groups_wait(message: DueMessage) -> Any:
        if message.message.kind == CardNotice.kind:
            edited.set()
        else:
            in_hand.put_nowait(message.id)
            await go_on.wait()
        return await telegram.send(message)

    sending = asyncio.create_task(room.desk.outbox.deliver(groups_wait))
    for _ in range(80):
        await in_hand.get()
    await refreshed(room, number, 1)
    await edited.wait()
    assert telegram.came == [(1, "", False)]
    go_on.set()
    await sending
    assert len(telegram.came) == 121


async def test_a_message_that_cannot_be_drawn_is_set_aside_soon_and_its_chat_hears_the_next(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.outbox.owe(PaidNotice(), Place(1), "broken")
        await uow.outbox.owe(InDoubtNotice(), Place(1), "fine")
    sent: list[NoticeKind] = []

    async def send(message: Any) -> Any:
        if message.message.kind == PaidNotice.kind:
            raise KeyError("a fact that an older version did not write")
        sent.append(message.message.kind)
        return Sent(1)

    for _ in range(15):
        await room.desk.outbox.deliver(send)
        room.clock.on(minutes=1)
    assert sent == [InDoubtNotice.kind]
    assert (await room.desk.health.report()).dead_messages == 1


async def test_what_a_chat_was_owed_while_the_bot_was_not_in_it_comes_once_it_is_back(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.outbox.owe(PaidNotice(), Place(1), "gone")
        await uow.outbox.owe(PaidNotice(), Place(2), "elsewhere")
    sent: list[int] = []

    async def kicked(_: Any) -> Any:
        return Never("Forbidden: bot was kicked")

    async def send(message: Any) -> Any:
        if message.message.kind == PaidNotice.kind:
            sent.append(message.place.chat_id)
        return Sent(1)

    await room.desk.outbox.deliver(kicked)
    room.clock.on(hours=30)
    await room.desk.dead_letters.back(1)
    await room.desk.outbox.deliver(send)
    assert sent == [1]


async def test_a_message_that_fails_again_after_it_was_sent_again_is_told_again(room: Any) -> None:
    await owe(room, [2])
    for times in (1, 2):
        await room.desk.outbox.deliver(Telegram(Never("blocked")).send)
        assert await states(room) == {"waiting": 0, "dead": 1}
        assert len([kind for kind in await everything(room) if kind == "undelivered"]) == times
        await room.desk.dead_letters.back(2)


async def everything(room: Any) -> list[str]:
    """The kinds of all messages, whatever became of them."""
    async with room.ledger.read() as uow:
        return [row.kind for row in (await uow.session.exec(select(OutboxRow))).all()]
