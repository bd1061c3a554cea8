"""Doubt that ends well: 1688 did not answer clearly, the order exists all the same, and is found and not repeated."""

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


async def bought_once(street: Street) -> str:
    """1688 has one order, made by one call, and our database holds it; its number."""
    ledger = await street.ledger()
    assert len(ledger["orders"]) == 1
    assert ledger["calls"][CREATE] == 1
    await street.agree()
    return str(ledger["orders"][0]["id"])


async def test_an_order_whose_answer_was_lost_is_found_and_not_repeated(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.anna.presses(card, "Buy now")
    doubt = await street.hears("1688 did not answer clearly", "by our own reference")
    for said in ("Not clear since", "will not be ordered again by itself", "I ask you here"):
        assert said in doubt.text
    await street.later(2)
    await street.hears("the order exists on 1688")
    await street.hears("1688 no.", "to pay")
    order_id = await bought_once(street)
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", order_id)


async def test_an_order_that_appears_late_is_found(street: Street) -> None:
    card = await street.draft()
    await street.market(commit_delay=500)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    await street.later(61)
    await street.hears("still not found on 1688")
    await street.later(800)
    await street.hears("the order exists on 1688")
    await street.hears("1688 no.", "to pay")
    await bought_once(street)


async def test_an_order_is_found_where_the_filter_by_reference_does_nothing(street: Street) -> None:
    good = await street.good("plain")
    other = await street.http.post("/sim/orders", json={"offer_id": good["offer_id"], "quantity": 2})
    await street.later(660)  # as old as that, it cannot be what is asked for now
    card = await street.draft()
    await street.market(list_filter=False)
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    await street.later(2)
    await street.hears("the order exists on 1688")
    [(found,)] = street.rows("SELECT order_id FROM remote_order")
    ids = {row["id"] for row in (await street.ledger())["orders"]}
    assert ids == {found, other.json()["id"]}
    assert (await street.ledger())["calls"][CREATE] == 1


async def test_a_look_without_an_answer_is_not_absence(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.fault(side="1688", call="alibaba.trade.getBuyerOrderList", kind="status", status=502, times=40)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    await street.later(2)
    await street.arrived("alibaba.trade.getBuyerOrderList", 4)
    await street.http.delete("/sim/faults")
    await street.later(40)
    await street.hears("the order exists on 1688")
    await bought_once(street)
