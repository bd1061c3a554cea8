"""The list of refunds: what runs and waits, by whom it waits for, what was asked back and came back, for whom it is."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.orders import key_of
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.second_word import WORD_LIFE
from bot.purchasing.money import Fen
from bot.purchasing.person import Person, Place
from bot.purchasing.tracking.refund_list import RefundList, SellerRefunds
from storage import tables
from storage.queries.write_rows import add
from tests.desk.conftest import ANNA, BORIS
from tests.shop import FIRST, Shop

CHEN, DARIA, RITA, EMIL, MALLORY = (
    Person(number, name, "en", True)
    for number, name in ((3, "Chen"), (4, "Daria"), (5, "Rita"), (6, "Emil"), (9, "Mallory"))
)
LAST_MONTH = timedelta(days=40)


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys for the first team, Chen and Emil ask in it and Rita receives; Daria approves in the second."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, RITA, EMIL, MALLORY)
    await shop.team(1, p2="buyer", p3="requester", p5="receiver", p6="requester")
    await shop.team(2, p4="approver")
    for number, by, team in ((11, 3, 1), (12, 3, 1), (13, 6, 1), (14, 6, 1), (15, 4, 2), (16, 3, 1), (17, 1, None)):
        await shop.order(number, "shipped", by, team, days=5, refund="asked", next_look_at=shop.now, errand_at=shop.now)
    await shop.order(18, "finished", 3, 1, days=60, refund="done", errand_at=shop.now)
    await refund(shop, 11, "waitselleragree", 500)
    await refund(shop, 12, "waitbuyermodify", 600, ends_at=shop.now + timedelta(days=2))
    await refund(shop, 13, "waitbuyersend", 700, ends_at=shop.now + timedelta(days=1))
    await refund(shop, 15, "waitselleragree", 900)
    await refund(shop, 18, "refundsuccess", 1000, 800, "done", asked_at=shop.now - LAST_MONTH)
    await refund(shop, 18, "refundclose", 50, 0, "closed")
    await errand(shop, 14, "refund", "waits")
    await errand(shop, 16, "withdraw", "unclear", "T16")
    await refund(shop, 16, "waitselleragree", 1100)
    return shop


async def refund(
    shop: Shop, number: int, word: str, amount: int, paid: int = 0, state: str = "asked", **more: Any
) -> None:
    values = {"asked_at": shop.now, "word": word, "state": state, "amount_fen": amount, "paid_fen": paid} | more
    async with shop.database.transaction() as session:
        refund_id = f"T{number}" if paid or state == "asked" else f"T{number}{state}"
        await add(session, tables.RefundRow, refund_id=refund_id, **key_of(str(FIRST + number)), **values)
        states = {"done": "paid", "closed": "closed"}
        await add(
            session,
            tables.RefundClaimRow,
            refund_id=refund_id,
            kind="unknown",
            state=states.get(state, "open"),
            at=shop.now,
            goods_fen=paid or amount,
            carriage_fen=0,
            seen=True,
            **key_of(str(FIRST + number)),
        )


async def errand(shop: Shop, number: int, kind: str, state: str, refund_id: str = "") -> None:
    ask = {"goods_status": "refundBuyerReceived", "pieces": {}, "goods": 2000, "carriage": 100}
    async with shop.database.transaction() as session:
        key = key_of(str(FIRST + number))
        await add(
            session, tables.ErrandRow, kind=kind, state=state, person_id=6, at=shop.now, refund_id=refund_id,
            ask=ask if kind == "refund" else None, **key,
        )  # fmt: skip


async def seen(room: Any, by: Person, chat: int = 0) -> RefundList:
    found: RefundList = await room.desk.orders.refunds(by, Place(chat or by.id))
    return found


async def names(room: Any, by: Person, chat: int = 0) -> list[str]:
    return [each.name for each in (await seen(room, by, chat)).refunds]


async def test_what_is_for_us_stands_first_and_what_ends_first_before_the_rest(room: Any, shop: Shop) -> None:
    every = (await seen(room, BORIS)).refunds
    assert [(each.name, each.waits_for, each.total) for each in every] == [
        ("12", "refused", 600), ("13", "to_send", 700), ("14", "word", 2100), ("16", "unclear", 1100),
        ("11", "seller", 500),
    ]  # fmt: skip
    word = every[2]
    assert (word.since, word.until) == (shop.now, shop.now + WORD_LIFE)
    assert [each.refund_id for each in every] == ["T12", "T13", "", "T16", "T11"]


async def test_requesters_see_their_own_and_who_buys_or_approves_the_team_s(room: Any, shop: Shop) -> None:
    assert await names(room, CHEN) == ["12", "16", "11"]
    assert await names(room, EMIL) == ["13", "14"]
    assert await names(room, DARIA) == ["15"]
    assert {*await names(room, ANNA)} == {"11", "12", "13", "14", "15", "16", "17"}
    assert await names(room, ANNA, chat=-2) == ["15"]
    assert await names(room, CHEN, chat=-1) == ["12", "16", "11"]


@pytest.mark.parametrize(("by", "chat"), [(RITA, 5), (RITA, -1), (MALLORY, 9), (DARIA, -1)])
async def test_receivers_strangers_and_other_teams_see_nothing(room: Any, shop: Shop, by: Person, chat: int) -> None:
    with pytest.raises(Refusal):
        await seen(room, by, chat)


def sums(seller: str, *fen: int) -> SellerRefunds:
    return SellerRefunds(seller, *map(Fen, fen))


async def test_what_was_asked_back_and_came_back_is_summed_by_seller_of_what_one_sees(room: Any, shop: Shop) -> None:
    assert (await seen(room, BORIS)).sums == (sums("Seller 3", 3250, 800, 2250, 0), sums("Seller 6", 700, 0, 700, 0))
    assert (await seen(room, EMIL)).sums == (sums("Seller 6", 700, 0, 700, 0),)
    assert (await seen(room, DARIA)).sums == (sums("Seller 4", 900, 0, 900, 0),)
    assert len((await seen(room, ANNA)).sums) == 3


async def test_a_refund_of_which_1688_says_nothing_more_is_there(room: Any, shop: Shop) -> None:
    (bare,) = [each for each in (await seen(room, ANNA)).refunds if each.name == "17"]
    assert (bare.waits_for, bare.total, bare.refund_id) == ("seller", 0, "")
