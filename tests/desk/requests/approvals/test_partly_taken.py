"""1688 takes an order only in part: each is told once what was taken, what is missing and what is to be paid."""

from typing import Any

import pytest

from bot.market.errors import Unreachable
from bot.market.port import Placed
from bot.purchasing.create_call import FailedLine, PlacedOrder
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA
from tests.fakes.market import ORDER_ID
from tests.opening import opened

BAG, CUP = "600000000701", "600000000702"
PART = Placed((PlacedOrder(ORDER_ID, None),), (FailedLine(BAG, "", "500_004", "库存不足"),), "{}")
"""The cup alone is ordered."""


async def basket(team: Any, bags: int = 3, cups: int = 4, by: Person = ANNA, key: int = 1) -> int:
    """A draft of both, of one seller, with ¥ 5 freight; its number."""
    named = [NamedOffer(OfferRef(BAG, quantity=bags)), NamedOffer(OfferRef(CUP, quantity=cups))]
    number, _ = await team.desk.opening.open(Act(by, place=Place(by.id)), named, key=OpenedBy(key, 0))
    return int(number)


async def placed_in_part(team: Any, total: int = 45_00) -> int:
    """Agreed to at ¥ 75, of which 1688 takes the cups alone, for ¥ 45 if nothing else is said."""
    await team.rules("else: any of approvers")
    number = await basket(team)
    await team.confirm(number)
    await team.approve(number, BORIS)
    team.market.outcomes = [PART]
    await team.desk.submit_worker.submit_due()
    team.market.moves(ORDER_ID, lines=(OrderLine(CUP, None, 4),), total=Fen(total))
    return number


@pytest.mark.parametrize("who", [ANNA, EVA])
async def test_requester_and_payer_read_in_one_message_what_is_taken_missing_and_to_be_paid(
    team: Any, who: Person
) -> None:
    await placed_in_part(team)
    await team.desk.watch.look_due()
    (told,) = await team.told("placed", who.id)
    assert (told["quantity"], told["total"], told["products"]) == (4, 45_00, 0)
    (missing,) = told["missing"]
    assert (missing["offer_id"], missing["quantity"], missing["reason"]) == (BAG, 3, "库存不足")
    assert await team.told("part_failed", who.id) == []
    assert told["by"] == ["Boris"]


async def test_a_lower_sum_is_no_news_if_1688_left_something_out(team: Any) -> None:
    await placed_in_part(team)
    await team.desk.watch.look_due()
    assert await team.told("price_changed") == []


async def test_what_was_taken_is_told_as_dearer_if_it_costs_more_than_its_lines_and_all_of_the_freight(
    team: Any,
) -> None:
    await placed_in_part(team, 60_00)
    await team.desk.watch.look_due()
    assert [each["fields"]["total"] for each in await team.told("price_changed", EVA.id)] == [[45_00, 60_00]]


async def test_what_is_missing_is_told_by_itself_if_the_order_cannot_be_read_for_a_while(team: Any) -> None:
    await placed_in_part(team)
    team.market.down = {"look": Unreachable("look", "away")}
    await team.desk.watch.look_due()
    (told,) = await team.told("part_failed", ANNA.id)
    assert told["by"] == ["Boris"]
    assert told["orders"] == [ORDER_ID]


async def test_an_order_that_was_taken_only_in_part_is_shown_with_what_was_taken(team: Any) -> None:
    number = await placed_in_part(team)
    await team.desk.watch.look_due()
    shown = as_ordered(await team.purchase(number))
    assert ([each.offer_id for each in shown.bought], shown.pieces) == ([CUP], 4)
    assert shown.snapshot is not None
    assert shown.snapshot.total == 45_00


async def test_asking_again_for_what_is_missing_is_no_repeat_and_for_what_was_taken_is_one(team: Any) -> None:
    number = await placed_in_part(team)
    await team.desk.watch.look_due()
    rest = await team.desk.collecting.rest(Act(ANNA, place=Place(ANNA.id)), number, OpenedBy(2, 0))
    assert (await team.desk.drafting.step(rest)).repeat is None
    await team.confirm(rest)
    both = await basket(team, by=BORIS, key=3)
    again = (await team.desk.drafting.step(both)).repeat
    assert again is not None
    assert again.request.id == rest
    cups = await opened(team.desk, BORIS, Place(BORIS.id), CUP, 4)
    again = (await team.desk.drafting.step(cups)).repeat
    assert again is not None
    assert again.request.id == number
