"""Push messages at the desk: each brings one look forward, and a lost, doubled, late or foreign one changes nothing."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.orders.push_messages import CREATED, LOOKS_APART, REMEMBERED_FOR
from bot.desk.requests.drafting import REFERENCE_PREFIX
from bot.market.errors import NotAllowed, Unreachable
from bot.market.port import About, MissedPushes, Push, Unclear
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.order_report import OrderState
from tests.fakes.market import ORDER_ID

STRANGER = "3301686771403780001"


def push(number: int = 1, *orders: str, topic: str = "ORDER_BUYER_VIEW_ORDER_PAY", about: About = About.ORDER) -> Push:
    return Push(str(number), topic, about, orders or (ORDER_ID,))


class Replays:
    """The replay calls: pages of what was lost, taken away as it is confirmed."""

    def __init__(self, market: Any, *lost: Push) -> None:
        self.lost = list(lost)
        self.confirmed: list[str] = []
        self.error: Exception | None = None
        market.missed_pushes, market.confirm_pushes = self.missed, self.confirm

    async def missed(self) -> MissedPushes:
        if self.error:
            raise self.error
        return MissedPushes(tuple(self.lost[:2]))

    async def confirm(self, numbers: tuple[str, ...]) -> None:
        self.confirmed += numbers
        self.lost = [each for each in self.lost if each.message_id not in numbers]


@pytest.fixture
async def watched(room: Any) -> Any:
    """A room with one order that was looked at and waits for its money."""
    await room.sent()
    await room.desk.watch.look_due()
    room.market.calls.clear()
    return room


async def test_a_push_of_our_order_is_looked_at_at_once(watched: Any) -> None:
    await watched.desk.watch.look_due()
    assert watched.market.calls == []
    watched.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=watched.clock.now())
    assert await watched.desk.push_messages.take((push(),)) == 1
    await watched.desk.watch.look_due()
    assert watched.market.calls.count("look") == 1
    assert "paid" in await watched.kinds()


async def test_the_commit_of_a_push_wakes_whoever_looks(watched: Any) -> None:
    woken: list[str] = []
    for work in ("orders", "parcels", "slow"):
        watched.ledger.when_left(work, lambda work=work: woken.append(work))
    await watched.desk.push_messages.take((push(1),))
    assert woken == ["orders"]
    await watched.desk.push_messages.take((push(2, topic="LOGISTICS_BUYER_VIEW_TRACE", about=About.PARCEL),))
    assert sorted(woken[1:]) == ["orders", "parcels"]
    await watched.desk.push_messages.take((push(3, STRANGER),))
    assert woken[3:] == ["slow"]


async def test_a_message_that_comes_again_brings_nothing_forward(watched: Any) -> None:
    assert await watched.desk.push_messages.take((push(1), push(1))) == 1
    await watched.desk.watch.look_due()
    watched.market.calls.clear()
    for _ in range(3):
        assert await watched.desk.push_messages.take((push(1),)) == 0
    await watched.desk.watch.look_due()
    assert watched.market.calls == []


async def test_a_push_that_comes_while_its_order_is_looked_at_brings_another_look(watched: Any) -> None:
    async def slow(order_id: str) -> Any:
        report = await original(order_id)
        watched.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=watched.clock.now())
        watched.clock.on(seconds=1)
        await watched.desk.push_messages.take((push(2),))
        return report

    original, watched.market.look = watched.market.look, slow
    await watched.desk.push_messages.take((push(1),))
    await watched.desk.watch.look_due()
    watched.market.look = original
    assert "paid" not in await watched.kinds()
    await watched.desk.watch.look_due()
    assert "paid" in await watched.kinds()
    watched.market.calls.clear()
    watched.clock.on(seconds=1)
    await watched.desk.watch.look_due()
    assert watched.market.calls == []


async def test_a_push_that_lies_tells_nobody_anything(watched: Any) -> None:
    before = await watched.owed()
    await watched.desk.push_messages.take((push(1, topic="ORDER_BUYER_VIEW_ORDER_SUCCESS"),))
    await watched.desk.watch.look_due()
    assert await watched.owed() == before
    assert (await watched.purchase(1)).orders[0].state is OrderState.TO_PAY


async def test_pushes_in_the_wrong_order_end_in_the_present_state(watched: Any) -> None:
    watched.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=watched.clock.now())
    await watched.desk.push_messages.take((push(2, topic="ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS"),))
    await watched.desk.watch.look_due()
    await watched.desk.push_messages.take((push(1),))
    await watched.desk.watch.look_due()
    assert (await watched.purchase(1)).orders[0].state is OrderState.SHIPPED
    assert [kind for kind in await watched.kinds() if kind in ("paid", "shipped")].count("shipped") == 1


async def test_a_push_of_an_order_that_we_do_not_know_starts_the_sweep_which_finds_the_unknown_order(room: Any) -> None:
    await room.desk.rounds.sweep.run()
    room.market.calls.clear()
    await room.desk.rounds.sweep.run()
    assert room.market.calls == []
    room.market.exists(STRANGER, f"{REFERENCE_PREFIX}of-another-life")
    await room.desk.push_messages.take((push(1, STRANGER),))
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == 1
    assert await room.paused() == "this database went back in time"
    told = [facts["order_id"] for kind, _, facts in await room.owed() if kind == "quarantine"]
    assert told == [STRANGER]


async def test_a_sweep_that_runs_while_a_push_arrives_does_not_count_as_the_one_it_asked_for(room: Any) -> None:
    async def meanwhile(*_: Any) -> Any:
        await room.desk.push_messages.take((push(1, STRANGER),))
        return await original(*_)

    original, room.market.orders_created = room.market.orders_created, meanwhile
    await room.desk.rounds.sweep.run()
    room.market.orders_created = original
    room.market.calls.clear()
    await room.desk.rounds.sweep.run()
    assert "orders_created" in room.market.calls


async def test_an_order_that_was_made_after_its_answer_was_lost_is_found_by_its_push(room: Any) -> None:
    number = await room.sent(Unclear("no answer"))
    for _ in range(9):
        room.clock.on(minutes=40)
        await room.desk.unclear_orders.search_due()
    attempt = await room.attempt(number)
    assert attempt.state is AttemptState.NEEDS_PERSON
    room.market.exists(ORDER_ID, attempt.out_order_id)
    await room.desk.unclear_orders.search_due()
    assert (await room.attempt(number)).state is AttemptState.NEEDS_PERSON
    await room.desk.push_messages.take((push(1, topic=CREATED),))
    await room.desk.unclear_orders.search_due()
    assert (await room.attempt(number)).state is AttemptState.PLACED


async def test_a_push_of_a_foreign_order_decides_nothing_about_a_doubt(room: Any) -> None:
    number = await room.sent(Unclear("no answer"))
    await room.desk.push_messages.take((push(1, STRANGER, topic=CREATED),))
    await room.desk.unclear_orders.search_due()
    assert (await room.attempt(number)).state in (AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON)
    assert room.market.sent == [room.market.sent[0]]


async def test_lost_pushes_are_fetched_page_by_page_and_confirmed_after_they_were_heard(watched: Any) -> None:
    replays = Replays(watched.market, *(push(number) for number in range(1, 6)))
    await watched.desk.push_messages.fetch_missed()
    assert replays.confirmed == ["1", "2", "3", "4", "5"]
    await watched.desk.watch.look_due()
    assert watched.market.calls.count("look") == 1


async def test_a_page_that_1688_does_not_forget_is_asked_for_once_more_and_not_fifty_times(watched: Any) -> None:
    replays, confirmed = Replays(watched.market, push(1)), []

    async def ignored(numbers: tuple[str, ...]) -> None:
        confirmed.append(numbers)

    watched.market.confirm_pushes = ignored
    await watched.desk.push_messages.fetch_missed()
    assert (len(replays.lost), confirmed) == (1, [("1",)])


async def test_what_was_not_recorded_is_not_confirmed(watched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    replays = Replays(watched.market, push(1))

    async def full(*_: Any) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(watched.desk.push_messages, "take", full)
    with pytest.raises(OSError, match="full"):
        await watched.desk.push_messages.fetch_missed()
    assert replays.confirmed == []


async def test_without_the_right_to_ask_for_lost_pushes_everything_else_goes_on(watched: Any) -> None:
    replays = Replays(watched.market, push(1))
    replays.error = NotAllowed("push.query.messageList", "AppKey is not allowed(acl)")
    await watched.desk.push_messages.fetch_missed()
    replays.error = Unreachable("push.query.messageList", "no answer")
    with pytest.raises(Unreachable):
        await watched.desk.push_messages.fetch_missed()
    assert replays.confirmed == []


async def test_old_numbers_are_forgotten_when_1688_has_forgotten_them_too(watched: Any) -> None:
    Replays(watched.market)
    await watched.desk.push_messages.take((push(1),))
    watched.clock.time += REMEMBERED_FOR + timedelta(days=1)
    await watched.desk.push_messages.take((push(2),))
    await watched.desk.push_messages.fetch_missed()
    assert await watched.desk.push_messages.take((push(1),)) == 1
    assert await watched.desk.push_messages.take((push(2),)) == 0


async def test_a_hundred_pushes_of_orders_that_are_not_ours_cost_one_look_at_once_and_one_for_the_rest(
    room: Any,
) -> None:
    await room.desk.rounds.sweep.run()
    room.market.calls.clear()
    for number in range(100):
        await room.desk.push_messages.take((push(number, f"33016867714037{number:05}"),))
        await room.desk.rounds.sweep.run()
        room.clock.on(seconds=0.1)
    assert room.market.calls.count("orders_created") == 1
    room.clock.time += LOOKS_APART
    for _ in range(3):
        await room.desk.rounds.sweep.run()
    assert room.market.calls.count("orders_created") == 2


async def test_pushes_that_come_while_the_list_is_read_cost_one_look_more(room: Any) -> None:
    pushes = iter(range(1, 100))

    async def meanwhile(*span: Any) -> Any:
        for _ in range(20):
            number = next(pushes)
            await room.desk.push_messages.take((push(number, f"33016867714037{number:05}"),))
        return await original(*span)

    await room.desk.push_messages.take((push(0, STRANGER),))
    original, room.market.orders_created = room.market.orders_created, meanwhile
    await room.desk.rounds.sweep.run()
    room.market.orders_created = original
    room.market.calls.clear()
    await room.desk.rounds.sweep.run()
    assert "orders_created" not in room.market.calls
    room.clock.time += LOOKS_APART
    await room.desk.rounds.sweep.run()
    await room.desk.rounds.sweep.run()
    assert room.market.calls.count("orders_created") == 1


async def test_a_push_of_an_order_that_is_known_to_be_nobody_s_starts_no_look(room: Any) -> None:
    await room.desk.rounds.sweep.run()
    room.market.exists(STRANGER, "")
    await room.desk.push_messages.take((push(1, STRANGER),))
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).outside == 1
    room.clock.on(minutes=5)
    room.market.calls.clear()
    await room.desk.push_messages.take((push(2, STRANGER, topic=CREATED),))
    await room.desk.rounds.sweep.run()
    assert room.market.calls == []


async def test_a_push_of_an_unknown_order_is_looked_for_although_the_clock_went_back(room: Any) -> None:
    await room.desk.rounds.sweep.run()
    await room.desk.push_messages.take((push(1, STRANGER),))
    await room.desk.rounds.sweep.run()
    room.clock.on(hours=-3)
    room.market.calls.clear()
    await room.desk.push_messages.take((push(2, "3301686771403780002"),))
    await room.desk.rounds.sweep.run()
    assert room.market.calls.count("orders_created") == 1
