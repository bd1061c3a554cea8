"""1688 is away before the card, at the consent, before the order goes out: people hear it, nothing is bought twice."""

from functools import partial
from typing import Any

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
PREVIEW = "alibaba.createOrder.preview"
AWAY: tuple[dict[str, Any], ...] = ({"kind": "status", "status": 503}, {"kind": "reset"}, {"kind": "malformed"})


async def test_a_no_of_1688_is_no_trouble_and_what_it_does_not_answer_is_not_well_until_it_is_asked_again(
    street: Street,
) -> None:
    good = await street.good("plain")
    await street.anna.writes("/buy 699999999999 2")
    told = await street.anna.sees("1688 has no product")
    assert not told.labels
    await street.anna.writes("/status")
    await street.anna.sees("All is well")
    await street.fault(side="1688", kind="status", status=503, times=1000)
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    unread = await street.anna.sees("Nothing was bought")
    assert list(unread.labels) == ["Ask 1688 again"]
    await street.anna.writes("/status")
    status = await street.anna.sees("1688 has a problem")
    assert "Ask 1688 again" in status.labels
    await street.anna.presses(status, "Ask 1688 again")
    await street.hears("1688 has a problem")
    assert len(await street.told("All is well")) == 1
    await street.http.delete("/sim/faults")
    await street.anna.presses(status, "Ask 1688 again")

    async def well() -> bool:
        return len(await street.told("All is well")) == 2

    await street.until(well, "the report says that all is well")
    await street.anna.presses(unread, "Ask 1688 again")
    await street.hears("Where to?", "2 pcs")
    await street.ordered()
    await street.agree()


async def test_a_consent_that_1688_does_not_answer_buys_nothing_and_may_be_given_again(street: Street) -> None:
    card = await street.draft()
    for count, fault in enumerate(AWAY, 1):
        await street.forgets_the_price(before_the_consent=True)
        await street.fault(side="1688", call=PREVIEW, times=3, **fault)
        await street.anna.presses(card, "Buy now")
        await street.until(partial(refused, street, count), f"nothing was bought where {fault}")
        assert CREATE not in (await street.ledger())["calls"]
        assert street.rows("SELECT state FROM request") == [("draft",)]
        await street.http.delete("/sim/faults")
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.", "to pay")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()


async def refused(street: Street, times: int) -> bool:
    return len(await street.told("Nothing was bought")) == times


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
