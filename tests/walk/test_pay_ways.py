"""Ways to pay that 1688 does not answer for: their error is shown while it lasts, and goes without anybody's press."""

from tests.walk.conftest import Street

PAY_CALLS = ("alibaba.alipay.url.get", "alibaba.crossBorderPay.url.get", "alibaba.trade.grouppay.url.get")


async def test_an_error_of_a_way_to_pay_disappears_when_it_is_over(street: Street) -> None:
    for call in PAY_CALLS:
        await street.fault(side="1688", call=call, kind="status", status=500, times=1000)
    await street.anna.presses(await street.draft(), "Buy now")
    card = await street.hears("#1 · ordered", "Alipay does not work now")
    assert len(await street.told("does not work now")) == 1
    before = len(card.labels)
    await street.http.request("DELETE", "/sim/faults")
    await street.later(61)

    async def over() -> bool:
        return not await street.told("does not work now")

    await street.until(over, "the error is gone")
    now = next(each for each in await street.told("#1 · ") if each.message_id == card.message_id)
    assert len(now.labels) == before + 1
