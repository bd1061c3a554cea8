"""Two processes that find the same work: one of them does it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event
from sqlmodel import update

from bot.desk.ledger.facts import PAUSE
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.dialogs import SearchDialog
from bot.desk.messages.outbox import Sent
from bot.desk.shared.periodic import Periodic
from bot.market.port import Unsent
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.notices.shown import CardNotice
from bot.purchasing.person import Act, Cause, Person, Place
from storage.tables import AttemptRow
from tests.desk.requests.approvals.conftest import Team
from tests.races.pair import ROUNDS, Pair

Work = asyncio.Task[None]
ANNA, BORIS = Person(11, "Anna", "en"), Person(12, "Boris", "en")
OWNER = Person(10, "Owner", "en")


async def test_two_claims_of_one_order_send_it_once(pair: Pair) -> None:
    for sent in range(1, ROUNDS + 1):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        await pair.together(pair.one.desk.submit_worker.submit_due(), pair.other.desk.submit_worker.submit_due())
        assert len(pair.market.sent) == sent
        attempt = (await pair.one.purchase(number)).attempt
        assert attempt is not None
        assert (attempt.state, attempt.epoch) == ("placed", 1)


async def test_a_claim_against_a_withdrawal_either_buys_or_takes_back(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        before = len(pair.market.sent)
        ends = await pair.together(
            pair.one.desk.submit_worker.submit_due(), pair.other.desk.approvals.withdraw(Act(ANNA), number)
        )
        bought = len(pair.market.sent) - before
        state = await pair.one.state(number)
        assert (ends[1], state, bought) in {("", "cancelled", 0), ("no-longer", "approved", 1)}


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
async def test_two_whose_prices_came_later_than_a_claim_lasts_ask_once_about_one_that_moved(pair: Pair) -> None:
    for _ in range(ROUNDS):
        pair.market.changes(price=10_00)
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        pair.market.changes(price=20_00)
        async with _both_ask(pair) as (first, other, heard):
            heard[0].set()
            heard[1].set()
            await asyncio.gather(first, other)
        assert await pair.one.state(number) == "pending"
        assert pair.market.sent == []


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
async def test_what_another_sent_while_the_price_was_awaited_is_not_sent_on_the_old_look(pair: Pair) -> None:
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    pair.market.outcome = Unsent("turned away")
    async with _both_ask(pair) as (first, other, heard):
        heard[0].set()
        await first
        heard[1].set()
        await other
    assert len(pair.market.sent) == 1
    attempt = (await pair.one.purchase(number)).attempt
    assert attempt is not None
    assert (attempt.state, attempt.epoch) == ("ready", 1)


@asynccontextmanager
async def _both_ask(pair: Pair) -> AsyncIterator[tuple[Work, Work, list[asyncio.Event]]]:
    """Both await the price of one order, for so long that the first claim ended; each hears it by its event."""
    pair.one.clock.on(minutes=1)
    pair.other.clock.time = pair.one.clock.time
    asked, preview, heard = asyncio.Queue[None](), pair.market.preview, [asyncio.Event(), asyncio.Event()]
    turns = iter(heard)

    async def slow(*words: Any) -> Any:
        turn = next(turns)
        asked.put_nowait(None)
        await turn.wait()
        return await preview(*words)

    with patch.object(pair.market, "preview", slow):
        first = asyncio.create_task(pair.one.desk.submit_worker.submit_due())
        await asked.get()
        async with pair.one.ledger.change() as uow:
            await uow.session.exec(update(AttemptRow).values(lease_until=None))
        other = asyncio.create_task(pair.other.desk.submit_worker.submit_due())
        await asked.get()
        yield first, other, heard


async def test_an_update_that_two_processes_run_has_one_effect(pair: Pair) -> None:
    await pair.one.rules("else: 2 of approvers")
    for update_id in range(1, ROUNDS + 1):
        number = await pair.one.ask()
        await pair.one.desk.intake.record(7, [(update_id, "12", "{}")])
        shown, cause = await pair.one.shown(number), Cause(7, update_id)
        ends = await asyncio.gather(
            *(each.desk.approvals.approve(Act(BORIS, cause), number, shown) for each in (pair.one, pair.other)),
            return_exceptions=True,
        )
        assert sorted(type(each) is AlreadyDone for each in ends) == [False, True]
        assert len((await pair.one.purchase(number)).votes) == 1


async def test_each_message_is_sent_once_and_a_chat_s_in_their_order(pair: Pair) -> None:
    flying: set[int] = set()
    came: dict[int, list[Any]] = {chat: [] for chat in range(1, 6)}

    async def send(message: DueMessage) -> Any:
        chat = message.place.chat_id
        if chat not in came:
            return Sent(1)
        assert chat not in flying, "two messages of one chat were on the wire together"
        flying.add(chat)
        await asyncio.sleep(0)
        assert isinstance(message.message, PoisonNotice)
        came[chat].append(message.message.update_id)
        flying.discard(chat)
        return Sent(len(came[chat]))

    async with pair.one.ledger.change() as uow:
        for n in range(ROUNDS * 5):
            await uow.outbox.owe(PoisonNotice(update_id=n), Place(1 + n % 5), f"message:{n}")
    await pair.together(*(each.desk.outbox.deliver(send) for each in (pair.one, pair.other)))
    assert came == {chat: list(range(chat - 1, ROUNDS * 5, 5)) for chat in came}


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
async def test_a_card_that_waits_is_not_drawn_before_the_change_that_counts_on_it_is_there(pair: Pair) -> None:
    number = await pair.one.ask()
    drawn: list[str] = []

    async def send(message: DueMessage) -> Any:
        drawn.append(await pair.other.state(number))
        return Sent(1)

    async with pair.one.ledger.change() as uow:
        request = await uow.requests.get(number)
        assert request is not None
        await uow.requests.end(request, RequestState.CANCELLED, ClosedReason.TAKEN_BACK)
        uow.redraw(number)
        await uow.close()
        await pair.other.desk.outbox.deliver(send)
    await pair.other.desk.outbox.deliver(send)
    assert set(drawn) == {"cancelled"}


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
async def test_a_card_that_two_owe_at_once_is_drawn_after_the_later_of_them(pair: Pair) -> None:
    number = await pair.one.ask()
    drawn: list[str] = []

    async def send(message: DueMessage) -> Any:
        if message.message.kind == CardNotice.kind:
            drawn.append(await pair.one.state(number))
        return Sent(1)

    await pair.one.desk.outbox.deliver(send)
    drawn.clear()
    owed, ended = asyncio.Event(), asyncio.Event()

    def then_the_first_ends(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM outbox" in statement and "SKIP LOCKED" in statement:  # it has read which cards wait
            ended.set()

    first = asyncio.create_task(_refreshed(pair.other, number, owed, ended))
    async with pair.one.ledger.change() as later:
        await owed.wait()
        request = await later.requests.get(number)
        assert request is not None
        await later.requests.end(request, RequestState.CANCELLED, ClosedReason.TAKEN_BACK)
        connection = (await later.session.connection()).sync_connection
        event.listen(connection, "after_cursor_execute", then_the_first_ends)
        later.redraw(number)
        await later.close()
        assert ended.is_set()
        await first
        await asyncio.create_task(pair.other.desk.outbox.deliver(send))
    await pair.one.desk.outbox.deliver(send)
    assert drawn[-1] == "cancelled"


async def _refreshed(team: Team, number: int, owed: asyncio.Event, ended: asyncio.Event) -> None:
    """Owe the request's card a look, in a transaction that lasts until then."""
    async with team.ledger.change() as uow:
        uow.redraw(number)
        await uow.close()
        owed.set()
        await ended.wait()


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
async def test_slow_work_is_done_once_when_its_time_comes(pair: Pair) -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)
        await asyncio.sleep(0)

    for each in range(1, ROUNDS + 1):
        rows = [Periodic(side.ledger, "sweep", timedelta(minutes=15), work) for side in (pair.one, pair.other)]
        await pair.together(*(row.run() for row in rows))
        assert len(done) == each
        for side in (pair.one, pair.other):
            side.clock.time += timedelta(minutes=16)


async def test_two_pauses_are_one(pair: Pair) -> None:
    for each in range(1, ROUNDS + 1):
        await pair.together(pair.one.desk.switch.stop("first"), pair.other.desk.switch.stop("second"))
        assert len(await pair.one.told("paused", chat=OWNER.id)) == each
        async with pair.one.ledger.change() as uow:
            await uow.facts.end(PAUSE)
        for side in (pair.one, pair.other):
            side.clock.time += timedelta(seconds=1)


async def test_people_and_facts_that_both_learn_at_once_are_known_once(pair: Pair) -> None:
    for number in range(100, 100 + ROUNDS):
        person = Person(number, "New", "en")
        await pair.together(
            *(side.desk.people.remember(person, Place(number), "private", "") for side in (pair.one, pair.other)),
            *(side.desk.dialogs.ask(number, number, SearchDialog()) for side in (pair.one, pair.other)),
        )
        async with pair.other.ledger.read() as uow:
            known = await uow.people.person(number)
        assert known is not None
        assert (known.id, known.name, known.language) == (number, "New", "en")


ORDERS = tuple(f"33016867714037{number:05}" for number in range(40))


async def all_in_an_hour(pair: Pair) -> None:
    """Each of the orders is looked at in an hour."""
    async with pair.one.ledger.change() as uow:
        for order_id in ORDERS:
            await uow.orders.schedule(order_id, uow.now + timedelta(hours=1), 0)


async def test_a_list_and_pushes_that_bring_the_same_orders_forward_never_wait_for_each_other(pair: Pair) -> None:
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    await pair.one.desk.submit_worker.submit_due()
    bought = await pair.one.purchase(number)
    assert bought.attempt is not None
    async with pair.one.ledger.change() as uow:
        for order_id in reversed(ORDERS):
            await uow.orders.add(bought.attempt, [replace(bought.orders[0], order_id=order_id)])

    async def listed(side: Team, ids: Sequence[str]) -> None:
        async with side.ledger.change() as uow:
            await uow.orders.hasten(ids)

    async def pushed(side: Team, ids: Sequence[str]) -> None:
        async with side.ledger.change() as uow:
            await uow.orders.hasten(ids)

    for _ in range(ROUNDS):
        await all_in_an_hour(pair)
        ends = await pair.together(
            listed(pair.one, ORDERS),
            pushed(pair.other, ORDERS[::-1]),
            pushed(pair.one, ORDERS),
        )
        assert ends == ["", "", ""]
        async with pair.one.ledger.read() as uow:
            assert set(await uow.orders.due(100)) >= set(ORDERS)
