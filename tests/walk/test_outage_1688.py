"""1688 is away before the card, at the consent, before the order goes out: people hear it, nothing is bought twice."""

from typing import Any

import pytest

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
PREVIEW = "alibaba.createOrder.preview"
DETAIL = "product.search.queryProductDetail"
AWAY = [
    pytest.param({"kind": "status", "status": 503}, id="503"),
    pytest.param({"kind": "reset"}, id="cut off"),
    pytest.param({"kind": "malformed"}, id="malformed"),
]


async def test_a_product_that_cannot_be_read_now_is_said_so_and_works_later(street: Street) -> None:
    good = await street.good("plain")
    await street.fault(side="1688", call=DETAIL, kind="status", status=503, times=3)
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    told = await street.anna.sees("Nothing was bought")
    assert list(told.labels) == ["Ask 1688 again"]
    await street.http.delete("/sim/faults")
    await street.anna.presses(told, "Ask 1688 again")
    await street.hears("Where to?", "2 pcs")
    await street.ordered()
    await street.agree()


async def test_what_1688_does_not_answer_is_not_well_until_it_answers_again(street: Street) -> None:
    good = await street.good("plain")
    await street.anna.writes("/status")
    await street.anna.sees("All is well")
    await street.fault(side="1688", kind="status", status=503, times=1000)
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    await street.anna.sees("Nothing was bought")
    await street.anna.writes("/status")
    status = await street.anna.sees("1688 makes trouble")
    assert "Ask 1688 again" in status.labels
    await street.anna.presses(status, "Ask 1688 again")
    await street.hears("1688 makes trouble")
    assert len(await street.told("All is well")) == 1
    await street.http.delete("/sim/faults")
    await street.anna.presses(status, "Ask 1688 again")

    async def well() -> bool:
        return len(await street.told("All is well")) == 2

    await street.until(well, "the report says that all is well")


async def test_1688_saying_no_is_no_trouble_and_nothing_to_ask_again(street: Street) -> None:
    await street.anna.writes("/buy 699999999999 2")
    told = await street.anna.sees("1688 has no product")
    assert not told.labels
    await street.anna.writes("/status")
    await street.anna.sees("All is well")


@pytest.mark.parametrize("fault", AWAY)
async def test_a_consent_that_1688_does_not_answer_buys_nothing_and_may_be_given_again(
    street: Street, fault: dict[str, Any]
) -> None:
    card = await street.draft()
    await street.forgets_the_price(before_the_consent=True)
    await street.fault(side="1688", call=PREVIEW, times=3, **fault)
    await street.anna.presses(card, "Buy now")
    await street.hears("Nothing was bought")
    assert CREATE not in (await street.ledger())["calls"]
    assert street.rows("SELECT state FROM request") == [("draft",)]
    await street.http.delete("/sim/faults")
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.", "to pay")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()


async def test_an_outage_after_the_consent_is_told_once_and_the_order_is_placed_later(street: Street) -> None:
    card = await street.draft()
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="status", status=503, times=100)
    await street.anna.presses(card, "Buy now")
    await street.hears("not ordered yet", "nothing is lost")
    await street.later(25)
    await street.arrived(PREVIEW, 7)
    assert CREATE not in (await street.ledger())["calls"]
    assert len(await street.told("nothing is lost")) == 1
    await street.http.delete("/sim/faults")
    await street.later(25)
    await street.hears("1688 no.", "to pay")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()


async def test_a_call_that_was_turned_away_is_sent_again_twice_and_then_waits_for_a_person(street: Street) -> None:
    card = await street.draft()
    await street.market(denied=[CREATE])
    await street.anna.presses(card, "Buy now")
    for count, wait in ((1, 21), (2, 61)):
        await street.arrived(CREATE, count)
        await street.hears("nothing is lost", "Next try")
        await street.later(wait)
    await street.arrived(CREATE, 3)
    stopped = await street.hears("nothing is lost", "I do not try again by myself")
    await street.later(600)
    await street.market(denied=[])
    assert (await street.ledger())["calls"][CREATE] == 3
    await street.anna.presses(stopped, "Try again")
    await street.hears("1688 no.", "to pay")
    ledger = await street.ledger()
    assert ledger["calls"][CREATE] == 4
    assert len(ledger["orders"]) == 1
    assert street.rows("SELECT count(DISTINCT out_order_id) FROM attempt") == [(1,)]
    await street.agree()


async def test_an_outage_of_the_watch_loses_no_news(street: Street) -> None:
    order_id = await street.ordered()
    await street.fault(side="1688", call="alibaba.trade.getBuyerOrderList", kind="status", status=500, times=100)
    await street.fault(side="1688", call="alibaba.trade.get.buyerView", kind="status", status=500, times=100)
    await street.at_1688(order_id, "pay")
    await street.at_1688(order_id, "ship")
    await street.arrived("alibaba.trade.getBuyerOrderList", 3)
    await street.http.delete("/sim/faults")
    await street.later(31)
    await street.hears("· paid", order_id)
    await street.hears("· shipped", order_id)
    await street.agree()


async def test_what_is_sold_out_after_the_consent_is_not_ordered_and_holds_up_nothing_else(street: Street) -> None:
    good = await street.good("plain")
    card = await street.draft()
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="slow", seconds=0.5, when="before", times=1)
    await street.anna.presses(card, "Buy now")
    await street.arrived(PREVIEW, 2)
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 0})
    told = await street.hears("changed after you confirmed it", "Nothing was ordered")
    assert "Buy now" not in told.labels
    assert street.rows("SELECT state FROM request") == [("draft",)]
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 500})
    await street.ordered(quantity=3)
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()
