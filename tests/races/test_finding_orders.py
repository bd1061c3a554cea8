"""Purchases found by words, on both databases: what finds them, for whom, and that no change is missed."""

import asyncio
from typing import Any

import pytest
import sqlalchemy

from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Words
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Person, Place
from tests.desk.requests.approvals.conftest import ANNA, BORIS, GROUP, OWNER
from tests.races.pair import Pair

STRANGER = Person(99, "Stranger", "en")


async def found(
    pair: Pair, words: str, by: Person = ANNA, filter: str = "all", place: Place | None = None
) -> list[int]:
    page = await pair.one.desk.orders.page(by, filter, 1, place, words=words)
    return [each.request.id for each in page.purchases]


async def waiting(pair: Pair) -> int:
    async with pair.one.ledger.read() as uow:
        count: Any = sqlalchemy.text("SELECT count(*) FROM to_index")
        return int((await uow.session.exec(count)).scalar_one())


async def ordered(pair: Pair) -> tuple[int, str]:
    """A request of Anna's that was approved and ordered, and 1688's number."""
    number = await pair.one.ask()
    await pair.one.approve(number)
    await pair.one.desk.submit_worker.submit_due()
    (order,) = (await pair.one.purchase(number)).orders
    return number, order.order_id


async def test_a_purchase_is_found_by_all_that_is_known_of_it(pair: Pair) -> None:
    number, order_id = await ordered(pair)
    request = (await pair.one.purchase(number)).request
    offer = request.offer
    async with pair.one.ledger.change() as uow:
        order = await uow.orders.update(await uow.orders.get(order_id), state=OrderState.SHIPPED)
        await uow.orders.put_parcels(order, [Parcel("LP1", "YT7654321098765", "圆通", "sent", False)])
        await uow.requests.put_words(offer.offer_id, Words("ru", "Кружки с ёлкой", "шт", original=offer.title))
    typed = [offer.title, offer.title_translated, offer.seller.company, "кружка", "КРУЖК ЕЛКА", "yt7654321", order_id]
    typed += [str(number), f"#{number}", order_id[:6], "anna", f"anna кружка {number}"]
    assert [each for each in typed if await found(pair, each) != [number]] == []
    missed = ["кружка anna boris", "YT999999999", "anna 999", order_id[:4], "!", "чашка"]
    assert [each for each in missed if await found(pair, each)] == []


async def test_what_is_found_is_what_the_list_shows_and_its_filters_hold(pair: Pair) -> None:
    first, _ = await ordered(pair)
    second = await pair.one.ask(BORIS)
    both = [second, first]
    assert await found(pair, "anna") == [first]
    for by in (ANNA, BORIS, OWNER):
        assert await found(pair, "短袖", by) == both == await found(pair, "短袖", by, "open")
    assert await found(pair, "短袖", ANNA, "to_pay") == [first]
    assert await found(pair, "短袖", ANNA, "done") == []
    assert await found(pair, "短袖", ANNA, place=GROUP) == both
    assert await found(pair, "短袖", OWNER, place=Place(-1003)) == []
    other = await pair.one.desk.teams.here(Act(OWNER), -1002, "Other")
    await pair.one.desk.teams.add(Act(OWNER), other.id, [STRANGER], Role.REQUESTER)
    assert await found(pair, "短袖", STRANGER) == []


async def test_a_draft_is_not_found_and_one_that_was_deleted_is_forgotten(pair: Pair) -> None:
    draft = await pair.one.draft()
    assert (await found(pair, "短袖"), await waiting(pair)) == ([], 0)
    await pair.one.desk.drafting.cancel(Act(ANNA), draft)
    assert await found(pair, "短袖") == [draft]
    assert await found(pair, "短袖", BORIS) == []
    async with pair.one.ledger.change() as uow:
        for table in ("outbox", "card", "request"):
            emptying: Any = sqlalchemy.text(f"DELETE FROM {table}")
            await uow.session.exec(emptying)
    assert await found(pair, "短袖") == []


async def test_two_who_read_at_once_and_one_who_changes_leave_the_newest_words(pair: Pair) -> None:
    number = await pair.one.ask()
    for turn in range(3):
        async with pair.one.ledger.change() as uow:
            request = await uow.requests.get(number)
            await uow.requests.update_progress(request, why=f"reason{turn} always")
        await asyncio.gather(pair.one.desk.order_words.read(), pair.other.desk.order_words.read())
        assert await found(pair, f"reason{turn}") == [number] == await found(pair, "always")
    assert await found(pair, "reason1") == []


async def test_a_search_reads_the_latest_changes_alone_and_the_rounds_the_rest(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.orders.words.AT_ONCE", 1)
    numbers = [await pair.one.ask() for _ in range(3)]
    assert await found(pair, "短袖") == numbers[-1:]
    await pair.other.desk.order_words.round()
    assert (await found(pair, "短袖"), await waiting(pair)) == (numbers[::-1], 0)
