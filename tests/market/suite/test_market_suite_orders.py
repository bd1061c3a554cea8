"""What every way to buy tells of orders: their life, ways to pay, parcels, refunds, pages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.market.errors import NotFound, Rejected
from bot.purchasing.order_report import OrderState, PayDeadline, PayWay, RefundState

pytestmark = pytest.mark.asyncio(loop_scope="session")

UNKNOWN = "3301686771403783779"

LIVES = {
    (): ("waitbuyerpay", OrderState.TO_PAY, ""),
    ("pay",): ("waitsellersend", OrderState.PAID, ""),
    ("pay", "ship"): ("waitbuyerreceive", OrderState.SHIPPED, ""),
    ("pay", "ship", "trace"): ("waitbuyerreceive", OrderState.SHIPPED, ""),
    ("pay", "ship", "receive"): ("success", OrderState.FINISHED, ""),
    ("cancel",): ("cancel", OrderState.CANCELLED, "buyerCancel"),
    ("seller_cancel",): ("cancel", OrderState.CANCELLED, "sellerGoodsLack"),
    ("pay", "seller_cancel"): ("cancel", OrderState.CANCELLED, "sellerGoodsLack"),
    ("expire",): ("cancel", OrderState.CANCELLED, "BUYER_NO_PAY"),
}


@pytest.mark.parametrize("moves", LIVES, ids="-".join)
async def test_an_order_is_told_as_it_stands(side: Any, moves: tuple[str, ...]) -> None:
    word, state, reason = LIVES[moves]
    order_id = await side.moved(*moves, kind="sku")
    report = await side.gateway.look(order_id)
    (row,) = await side.look("orders")
    assert (report.order_id, report.word, report.state, report.close_reason) == (order_id, word, state, reason)
    assert (report.total, report.freight) == (row["total_fen"], row["freight_fen"])
    assert (report.lines[0].offer_id, report.lines[0].spec_id) == (
        row["lines"][0]["offer_id"],
        row["lines"][0]["spec_id"],
    )
    assert report.seller == row["seller"]["name"]
    times = row["times"]
    assert report.created_at == whole_seconds(times["created"])
    assert report.modified_at == whole_seconds(times["modified"])
    assert report.paid_at == whole_seconds(times["paid"])
    assert report.pay_by == whole_seconds(times["pay_before"])


def whole_seconds(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).astimezone(UTC).replace(microsecond=0) if written else None


async def test_list_and_detail_say_the_same_of_an_order(side: Any) -> None:
    since = side.time.now() - timedelta(minutes=1)
    for moves in LIVES:
        await side.moved(*moves)
    page = await side.gateway.orders_changed(since, 1, 50)
    assert len(page.orders) == len(LIVES)
    for listed in page.orders:
        told = await side.gateway.look(listed.order_id)
        assert listed == replace(told, by_parcel=())  # parcels are the detail's alone


async def test_the_sellers_new_price_is_the_orders_total(side: Any) -> None:
    order_id = await side.moved()
    await side.sim(f"orders/{order_id}/reprice", total_fen=2222)
    assert (await side.gateway.look(order_id)).total == 2222
    assert (await side.gateway.pay_deadline(order_id)).amount == 2222


async def test_an_unknown_order_is_not_found(side: Any) -> None:
    with pytest.raises(NotFound):
        await side.gateway.look(UNKNOWN)


async def test_changed_orders_are_told_page_by_page(side: Any) -> None:
    old = await side.moved()
    await side.sim("clock", advance=60)
    since = side.time.now()
    await side.sim("clock", advance=60)
    changed = [await side.moved() for _ in range(5)]
    await side.sim(f"orders/{old}/pay")
    pages = [await side.gateway.orders_changed(since, page, 4) for page in (1, 2, 3)]
    assert [page.total for page in pages] == [6, 6, 6]
    assert [len(page.orders) for page in pages] == [4, 2, 0]
    assert {order.order_id for page in pages for order in page.orders} == {old, *changed}
    await side.sim("clock", advance=60)
    assert (await side.gateway.orders_changed(side.time.now(), 1, 4)).orders == ()


async def test_orders_of_a_time_come_from_the_current_and_the_older_table(side: Any) -> None:
    long_ago = side.time.now()
    first = await side.moved("pay")
    await side.sim("clock", advance=100 * 86400)
    second = await side.moved("pay")
    now = side.time.now() + timedelta(seconds=1)
    page = await side.gateway.orders_created(long_ago, now, 1)
    assert ({order.order_id for order in page.orders}, page.total) == ({first, second}, 2)
    only_new = await side.gateway.orders_created(now - timedelta(days=1), now, 1)
    assert [order.order_id for order in only_new.orders] == [second]


@pytest.mark.parametrize("way", PayWay)
async def test_an_unpaid_order_has_a_link_in_every_way(side: Any, way: PayWay) -> None:
    order_id = await side.moved()
    link = (await side.gateway.pay_link((order_id,), way)).link
    assert (link.way, link.reason) == (way, "")
    assert link.url.startswith("https://")
    assert f"orderId={order_id}" in link.url
    assert ("m.1688.com" in link.url) is (way is PayWay.PHONE)


PAY_CALLS = {
    PayWay.ALIPAY: "alibaba.alipay.url.get",
    PayWay.CROSS: "alibaba.crossBorderPay.url.get",
    PayWay.PHONE: "alibaba.trade.grouppay.url.get",
    PayWay.GROUP: "alibaba.trade.grouppay.url.get",
}


@pytest.mark.parametrize("way", PayWay)
async def test_a_way_to_pay_that_is_not_granted_says_so(side: Any, way: PayWay) -> None:
    order_id = await side.moved()
    await side.sim("market", denied=[PAY_CALLS[way]])
    link = (await side.gateway.pay_link((order_id,), way)).link
    assert (link.url, link.reason) == ("", "AppKey is not allowed(acl)")


@pytest.mark.parametrize("way", PayWay)
async def test_a_paid_order_has_no_link_and_a_reason_in_1688s_words(side: Any, way: PayWay) -> None:
    link = (await side.gateway.pay_link((await side.moved("pay"),), way)).link
    assert link.url == ""
    assert "跨境宝" in link.reason if way is PayWay.CROSS else "PRODUCT_TRADE_STAT_ERROR" in link.reason


@pytest.mark.parametrize("form", ["results", "flat"])
@pytest.mark.parametrize("way", PayWay)
async def test_one_link_pays_several_orders(cross: Any, way: PayWay, form: str) -> None:
    orders = [await cross.moved() for _ in range(3)]
    await cross.sim("market", pay={"form": form})
    shared = await cross.gateway.pay_link(orders, way)
    assert (shared.link.way, shared.link.reason, shared.left_out) == (way, "", ())
    assert f"orderId={';'.join(orders)}" in shared.link.url
    assert ("m.1688.com" in shared.link.url) is (way is PayWay.PHONE)


@pytest.mark.parametrize("way", [PayWay.ALIPAY, PayWay.CROSS])
async def test_a_link_of_several_names_what_it_leaves_out(cross: Any, way: PayWay) -> None:
    first, second, third = [await cross.moved() for _ in range(3)]
    await cross.sim("market", pay={"leave_out": [second]})
    shared = await cross.gateway.pay_link((first, second, third), way)
    assert (shared.left_out, f"orderId={first};{third}" in shared.link.url) == ((second,), True)
    alone = await cross.gateway.pay_link((second,), way)
    assert (alone.left_out, alone.link.url, bool(alone.link.reason)) == ((second,), "", True)


@pytest.mark.parametrize("form", ["results", "flat"])
@pytest.mark.parametrize("way", PayWay)
async def test_a_refusal_of_several_names_them_in_brackets_or_not(cross: Any, way: PayWay, form: str) -> None:
    first, second, third = [await cross.moved() for _ in range(3)]
    await cross.sim("market", pay={"leave_out": [second, third], "bracketed": True, "form": form})
    shared = await cross.gateway.pay_link((third, first, second), way)
    assert (shared.left_out, shared.link.url) == ((third, second), "")
    assert "PRODUCT_TRADE_STAT_ERROR" in shared.link.reason
    assert (await cross.gateway.pay_link((first,), way)).link.url
    await cross.sim("market", pay={"no_link": True, "form": form})
    shared = await cross.gateway.pay_link((first, second), way)
    assert (shared.left_out, shared.link.url, bool(shared.link.reason)) == ((), "", True)


async def test_what_is_to_be_paid_is_listed_alone_with_the_account_that_placed_it(side: Any) -> None:
    good, orders = await side.goods("plain"), [await side.moved() for _ in range(51)]
    sub = (await side.sim("orders", offer_id=good["offer_id"], quantity=1, account="caigou_demo:li"))["id"]
    await side.moved("pay")
    first, second = [await side.gateway.orders_to_pay(number) for number in (1, 2)]
    listed = [*first.orders, *second.orders]
    assert ((len(first.orders), len(second.orders)), first.total) == ((50, 2), 52)
    assert {each.order_id: each.account for each in listed} == dict.fromkeys(orders, "caigou_demo") | {
        sub: "caigou_demo:li"
    }
    assert (await side.gateway.look(sub)).account == "caigou_demo:li"


async def test_an_order_can_be_paid_for_five_days(side: Any) -> None:
    order_id = await side.moved()
    report = await side.gateway.look(order_id)
    deadline = await side.gateway.pay_deadline(order_id)
    assert deadline == PayDeadline(report.created_at + timedelta(days=5), report.total)
    await side.sim("clock", advance=5 * 86400 + 1)
    assert (await side.gateway.look(order_id)).close_reason == "BUYER_NO_PAY"


async def test_an_order_is_cancelled_once_and_not_too_fast(side: Any) -> None:
    order_id = await side.moved()
    with pytest.raises(Rejected) as too_fast:
        await side.gateway.cancel(order_id, "buyerCancel")
    assert too_fast.value.code == "CLOSE_ORDER_TOO_FAST"
    await side.sim("clock", advance=11)
    await side.gateway.cancel(order_id, "changed our mind")
    assert (await side.gateway.look(order_id)).close_reason == "other"
    with pytest.raises(Rejected) as again:
        await side.gateway.cancel(order_id, "buyerCancel")
    assert again.value.code == "ORDER_STATUS_ERROR"
    with pytest.raises(NotFound):
        await side.gateway.cancel(UNKNOWN, "buyerCancel")


async def test_parcels_and_their_traces_are_followed_to_the_signature(side: Any) -> None:
    order_id = await side.moved("pay")
    assert await side.gateway.parcels(order_id) == ()
    assert await side.gateway.trace(order_id, "") == ()
    await side.sim(f"orders/{order_id}/ship", parcels=2)
    first, second = await side.gateway.parcels(order_id)
    (row,) = await side.look("orders")
    assert [(p.logistics_id, p.bill_no, p.company) for p in (first, second)] == [
        (p["logistics_id"], p["bill_no"], p["company"]) for p in row["parcels"]
    ]
    assert await side.gateway.trace(order_id, first.logistics_id) == ()
    await side.sim(f"orders/{order_id}/trace", remark="已揽收")
    await side.sim("clock", advance=3600)
    await side.sim(f"orders/{order_id}/trace", remark="快件已签收")
    steps = await side.gateway.trace(order_id, second.logistics_id)
    assert [step.remark for step in steps] == ["已揽收", "快件已签收"]
    assert timedelta(minutes=59) < steps[1].at - steps[0].at < timedelta(minutes=61)
    assert len(await side.gateway.trace(order_id, "")) == 4
    assert [(p.status, p.signed) for p in await side.gateway.parcels(order_id)] == [("SIGN", True)] * 2


@pytest.mark.parametrize("denied", [[], ["alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"]])
async def test_a_refund_is_told_from_asked_to_done(side: Any, denied: list[str]) -> None:
    await side.sim("market", denied=denied)
    order_id = await side.moved("pay", "ship")
    assert (await side.gateway.refunds(order_id)).refunds == ()
    await side.sim(f"orders/{order_id}/refund", fen=500, stage="ask")
    (asked,) = (await side.gateway.refunds(order_id)).refunds
    assert (asked.state, asked.amount, asked.paid) == (RefundState.ASKED, 500, 0)
    assert (await side.gateway.look(order_id)).refund is RefundState.ASKED
    await side.sim(f"orders/{order_id}/refund")
    (done,) = (await side.gateway.refunds(order_id)).refunds
    assert (done.refund_id, done.state, done.amount, done.paid) == (asked.refund_id, RefundState.DONE, 500, 500)
    report = await side.gateway.look(order_id)
    assert (report.refund, report.refunded, report.state) == (RefundState.DONE, 500, OrderState.SHIPPED)
    assert (await side.gateway.refunds(await side.moved("pay"))).refunds == ()


async def test_a_refund_after_receipt_is_found(side: Any) -> None:
    order_id = await side.moved("pay", "ship", "receive")
    await side.sim(f"orders/{order_id}/refund", fen=100)
    assert [(each.state, each.paid) for each in (await side.gateway.refunds(order_id)).refunds] == [
        (RefundState.DONE, 100)
    ]


async def test_the_seller_sees_what_is_told_and_a_note_too_long_is_refused(side: Any) -> None:
    order_id = await side.moved("pay")
    await side.gateway.tell_seller(order_id, "请尽快发货")
    (row,) = await side.look("orders")
    assert row["feedback"] == ["请尽快发货"]
    with pytest.raises(Rejected) as too_long:
        await side.gateway.tell_seller(order_id, "长" * 500)
    assert too_long.value.code == "400_1"
    with pytest.raises(NotFound):
        await side.gateway.tell_seller(UNKNOWN, "?")


async def test_a_seller_is_urged_before_shipment_once_a_day(side: Any) -> None:
    order_id = await side.moved("pay")
    await side.gateway.urge(order_id)
    for again in (order_id, await side.moved("pay", "ship"), UNKNOWN):
        with pytest.raises(Rejected):
            await side.gateway.urge(again)


async def test_a_receipt_ends_an_order_once_and_its_detail_names_the_lines(side: Any) -> None:
    order_id = await side.moved("pay", "ship")
    (line,) = (await side.gateway.look(order_id)).lines
    await side.gateway.confirm_receipt(order_id, (line.entry_id,))
    report = await side.gateway.look(order_id)
    assert (report.state, report.lines[0].step) == (OrderState.FINISHED, OrderState.FINISHED)
    for again in (order_id, await side.moved("pay"), UNKNOWN):
        with pytest.raises(Rejected):
            await side.gateway.confirm_receipt(again, (line.entry_id,))


async def test_a_parcel_tells_when_it_left_the_seller(side: Any) -> None:
    (parcel,) = await side.gateway.parcels(await side.moved("pay", "ship"))
    assert parcel.sent_at is not None


async def test_a_product_may_promise_when_it_is_sent(side: Any) -> None:
    offer_id = (await side.goods("sku"))["offer_id"]
    assert (await side.gateway.offer(offer_id, "en")).ship_within == "48 h"
    await side.sim(f"goods/{offer_id}", ship_hours=0)
    assert (await side.gateway.offer(offer_id, "en")).ship_within == ""


async def test_the_sellers_chat_is_reached_by_the_offers_open_id(side: Any) -> None:
    offer = await side.gateway.offer((await side.goods("sku"))["offer_id"], "en")
    assert (await side.gateway.chat_link(offer.seller.open_id)).endswith(f"touid={offer.seller.open_id}")
    with pytest.raises(Rejected):
        await side.gateway.chat_link("BBBnobody")


async def test_the_account_is_the_one_that_buys(side: Any) -> None:
    account = await side.gateway.account()
    assert (account.login, account.member_id) == ("caigou_demo", "b2b-2209000001")
    assert account.company
