"""The account of calls at the desk: counted once, by China's days; the admins hear before a limit bites, and after."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.operations.health import CallAccount
from bot.desk.operations.troubles import Troubles
from bot.market.openplatform.tokens import Tokens, TokenUse
from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
from storage.failures import StorageFailed
from tests.fakes.market import ORDER_ID, placed

K = CallKind
DAY_OF_100 = CallLimits(day=100)


@pytest.fixture
def counted() -> "Counter[CallKind]":
    """What the client counted."""
    return Counter()


@pytest.fixture
def account(room: Any, counted: "Counter[CallKind]") -> CallAccount:
    """An account whose day has a hundred calls."""
    return CallAccount(room.ledger, DAY_OF_100, counted)


async def report(room: Any, limits: CallLimits = DAY_OF_100) -> CallReport:
    async with room.ledger.read() as uow:
        found: CallReport = await uow.market_calls.report(limits)
    return found


async def test_calls_are_counted_once_by_kind_and_day(room: Any, account: CallAccount, counted: Any) -> None:
    counted.update({K.ORDERS: 3, K.PAYING: 1})
    await account.keep()
    await account.keep()
    counted[K.ORDERS] += 2
    await account.keep()
    found = await report(room)
    assert found.today == found.month == {K.ORDERS: 5, K.PAYING: 1}
    room.clock.on(days=1)
    counted[K.ORDERS] += 1
    await account.keep()
    found = await report(room)
    assert (found.today, found.calls_month) == ({K.ORDERS: 1}, 7)


async def test_calls_that_could_not_be_written_are_counted_the_next_time(
    room: Any, account: CallAccount, counted: Any, monkeypatch: Any
) -> None:
    counted[K.ORDERS] = 4

    def broken() -> Any:
        raise StorageFailed("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(room.ledger, "change", broken)
        with pytest.raises(StorageFailed):
            await account.keep()
    await account.keep()
    assert (await report(room)).calls_today == 4


async def test_what_is_received_counts_as_confirmed_once(room: Any) -> None:
    await room.sent(placed())
    await room.desk.watch.look_due()
    for state, word in ((OrderState.RECEIVED, "confirm_goods"), (OrderState.FINISHED, "success")):
        assert (await report(room)).confirmed_orders == (0 if state is OrderState.RECEIVED else 1)
        room.clock.on(hours=1)
        room.market.moves(ORDER_ID, state=state, word=word, paid_at=room.clock.now())
        await room.desk.order_list.round()
        await room.desk.watch.look_due()
    assert (await report(room)).confirmed == 42_00
    room.clock.on(days=40)
    assert (await report(room)).confirmed == 0


def looking_at(room: Any, limits: CallLimits) -> Troubles:
    """The look at what is wrong with the bot, by these limits."""
    return Troubles(room.ledger, room.desk.tokens, limits, TokenUse)


async def test_admins_are_warned_then_told_of_the_thrifty_mode_and_of_its_end(
    room: Any, account: CallAccount, counted: Any
) -> None:
    async def keep(calls: int) -> list[str]:
        counted[K.ORDERS] = calls
        await account.keep()
        await looking_at(room, DAY_OF_100).round()
        return list(await room.kinds())

    assert await keep(75) == ["calls_short"]
    assert await keep(15) == ["calls_short", "thrifty"]
    assert await keep(5) == ["calls_short", "thrifty"]
    assert (await report(room)).thrifty == {Shortage.DAY}
    room.clock.on(days=1)
    assert await keep(0) == ["calls_short", "thrifty", "thrifty_over", "trouble_over", "trouble_over"]
    assert not (await report(room)).thrifty


async def test_the_thrifty_mode_reads_the_list_less_often_but_not_for_what_is_unpaid(room: Any) -> None:
    await room.sent(placed())
    await room.desk.watch.look_due()
    counted: Counter[CallKind] = Counter({K.ORDERS: 99})
    await CallAccount(room.ledger, DAY_OF_100, counted).keep()
    await room.desk.rounds.changes.run()

    async def reads(minutes: int) -> int:
        before = room.market.calls.count("orders_changed")
        for _ in range(0, minutes, 5):
            room.clock.on(minutes=5)
            await room.desk.rounds.changes.run()
            await room.desk.watch.look_due()
        return int(room.market.calls.count("orders_changed") - before)

    assert await reads(60) == 12
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await reads(5)
    assert await reads(8 * 60) == 2


async def test_too_little_confirmed_for_each_call_is_told_with_what_is_wanted(room: Any) -> None:
    limits = CallLimits(fen_each=Fen(50))
    counted: Counter[CallKind] = Counter({K.PRODUCTS: 1000})
    await CallAccount(room.ledger, limits, counted).keep()
    await looking_at(room, limits).round()
    facts = {kind: facts for kind, _, facts in await room.owed()}
    assert set(facts) == {"calls_short", "thrifty"}
    assert (facts["thrifty"]["why"], facts["thrifty"]["calls"], facts["thrifty"]["wanted"]) == ("yuan", 1000, 50)
    room.clock.on(days=40)
    await CallAccount(room.ledger, limits, Counter()).keep()
    assert not (await report(room, limits)).thrifty


async def test_an_authorisation_that_ends_is_told_two_weeks_a_week_and_a_day_before(room: Any) -> None:
    ends = room.clock.now() + timedelta(days=20)
    await room.desk.tokens.save(Tokens("a", None, "r", ends, None))
    told: list[int] = []
    for day in range(21):
        await room.desk.troubles.round()
        if (number := len(await room.owed())) > len(told):
            told += [day] * (number - len(told))
        room.clock.on(days=1)
    assert told == [6, 13, 19]


async def test_without_a_refresh_token_the_end_of_the_access_token_is_told(room: Any) -> None:
    ends = room.clock.now() + timedelta(days=6)
    await room.desk.tokens.save(Tokens("a", ends, "", None, None))
    await room.desk.troubles.round()
    await room.desk.troubles.round()
    [(kind, _, facts)] = await room.owed()
    assert (kind, datetime.fromisoformat(facts["at"])) == ("login_ending", ends)
