"""The 1688 side of the page, in a real browser: orders, goods, time, faults and calls."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.patience import expect

WIDE, PHONE = 1440, 390


def by(page: Page, name: str) -> Any:
    return page.get_by_test_id(name)


def button(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]')


async def test_an_order_is_paid_shipped_and_received_with_buttons(street: Any, page_at: Any) -> None:
    good = (await street.look("goods"))[0]
    order = (await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"]
    page = await page_at(street.url, WIDE)
    row = page.locator(f'[data-testid="order-row"][data-order-id="{order}"]')
    await expect(by(row, "order-status")).to_have_text("To be paid")
    await by(row, "order-reprice").click()
    await by(row, "reprice-amount").fill("99.50")
    await by(row, "reprice-do").click()
    await expect(row.locator(".order-sum b")).to_have_text("¥ 99.50")
    for act, status in (("pay", "waitsellersend"), ("ship-2", "waitbuyerreceive"), ("receive", "success")):
        await by(row, f"order-{act}").click()
        await expect(row).to_have_attribute("data-status", status)
    await by(row, "order-refund").click()
    await by(row, "refund-amount").fill("9.5")
    await by(row, "refund-do").click()
    await expect(row.locator(".fact.money")).to_have_text("Refunded: ¥ 9.50")
    (real,) = await street.look("orders")
    assert (real["total_fen"], real["refunded_fen"], len(real["parcels"])) == (9950, 950, 2)


async def test_a_frozen_order_has_no_step_to_take_any_more(street: Any, page_at: Any) -> None:
    good = (await street.look("goods"))[0]
    order = (await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"]
    page = await page_at(street.url, WIDE)
    row = page.locator(f'[data-testid="order-row"][data-order-id="{order}"]')
    for act in ("pay", "ship", "trace"):
        await by(row, f"order-{act}").click()
    await expect(by(row, "order-trace")).to_be_visible()
    await by(row, "order-freeze").click()
    await expect(by(row, "order-trace")).to_have_count(0)
    await expect(by(row, "order-freeze")).to_have_count(0)
    await expect(row).to_contain_text("The parcels take no step any more")
    (real,) = await street.look("orders")
    assert (real["frozen"], len(real["parcels"][0]["steps"])) == (True, 1)
    await by(row, "order-receive").click()
    await expect(row).to_have_attribute("data-status", "success")
    await expect(by(row, "order-freeze")).to_have_count(0)


async def test_goods_go_back_by_buttons_until_the_money_is_there(street: Any, page_at: Any) -> None:
    good = (await street.look("goods"))[0]
    order = (await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"]
    await street.sim(f"orders/{order}/pay")
    page = await page_at(street.url, WIDE)
    row = page.locator(f'[data-testid="order-row"][data-order-id="{order}"]')
    await by(row, "order-refund").click()
    await expect(by(row, "refund-back")).to_have_count(0)
    await by(row, "order-ship").click()
    await by(row, "order-refund").click()
    await by(row, "refund-ask").check()
    await by(row, "refund-back").check()
    await by(row, "refund-do").click()
    await expect(row.locator(".fact.money")).to_contain_text("Return asked")
    await expect(by(row, "order-return")).to_have_count(0)
    await by(row, "order-agree").click()
    await expect(row.locator(".fact.money")).to_contain_text("Return agreed")
    await expect(by(row, "order-agree")).to_have_count(0)
    await by(row, "order-return").click()
    await by(row, "return-bill").fill("SF42")
    await by(row, "return-do").click()
    await expect(row.locator(".fact.money")).to_contain_text("SF42")
    await expect(by(row, "order-return")).to_have_count(0)
    await by(row, "order-refund").click()
    await by(row, "refund-do").click()
    await expect(row.locator(".fact.money")).to_contain_text("Refunded")
    (real,) = await street.look("orders")
    assert (real["refund"]["goods_back"], real["refund"]["bill_no"], real["status"]) == (True, "SF42", "cancel")


async def test_a_seller_refuses_by_a_button_and_pays_all_the_same(street: Any, page_at: Any) -> None:
    good = (await street.look("goods"))[0]
    order = (await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"]
    await street.sim(f"orders/{order}/pay")
    await street.sim(f"orders/{order}/refund", stage="ask", fen=950)
    page = await page_at(street.url, WIDE)
    row = page.locator(f'[data-testid="order-row"][data-order-id="{order}"]')
    await by(row, "order-refuse").click()
    await expect(row.locator(".fact.money")).to_have_text("Refund refused: ¥ 9.50")
    await expect(by(row, "order-refuse")).to_have_count(0)
    await by(row, "order-refund").click()
    await by(row, "refund-do").click()
    await expect(row.locator(".fact.money")).to_have_text("Refunded: ¥ 9.50")


async def test_an_act_that_comes_too_late_is_refused_in_words(street: Any, page_at: Any) -> None:
    good = (await street.look("goods"))[0]
    order = (await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"]
    page = await page_at(street.url, WIDE)
    row = page.locator(f'[data-testid="order-row"][data-order-id="{order}"]')
    await expect(by(row, "order-freeze")).to_be_visible()
    said = {"error": "the order is cancel, this needs waitbuyerpay"}
    await page.route("**/freeze", lambda route: route.fulfill(status=409, json=said))
    await by(row, "order-freeze").click()
    await expect(by(page, "toast")).to_have_text(said["error"])


@pytest.mark.parametrize(
    ("many", "cashier"),
    [
        (1, "https://trade.1688.com/order/cashier.htm?orderId={}"),
        (2, "https://trade.1688.com/order/cashier.htm?orderId={}&channel=kjpay"),
        (2, "https://payment2.m.1688.com/page/cashier.html?orderId={}"),
    ],
)
async def test_a_cashiers_link_is_paid_by_one_press(street: Any, page_at: Any, many: int, cashier: str) -> None:
    good = (await street.look("goods"))[0]
    orders = [(await street.sim("orders", offer_id=good["offer_id"], quantity=10))["id"] for _ in range(many)]
    await street.started(street.anna)
    link = cashier.format(";".join(orders))
    await street.tells(
        street.anna, "pay", [{"text": "Pay", "url": link}, {"text": "Copy", "copy_text": {"text": orders[0]}}]
    )
    page = await page_at(street.url, WIDE)
    await button(page, "Copy").click()
    await expect(by(page, "toast")).to_have_text(f"Copied: {orders[0]}")
    await button(page, "Pay").click()
    await expect(by(page, "link-dialog")).to_contain_text(link)
    await by(page, "link-pay").click()
    await expect(page.locator('[data-testid="order-row"][data-status="waitsellersend"]')).to_have_count(many)


async def test_the_link_of_a_good_is_put_into_the_composer(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, PHONE)
    await by(page, "tab-market").click()
    await by(page, "market-goods").click()
    await by(page, "goods-search").fill("hoodie")
    good = page.locator('[data-testid="good"]:visible')
    await expect(good).to_have_count(1)
    number = await good.get_attribute("data-offer-id")
    await by(good, "good-paste").click()
    await expect(by(page, "composer")).to_be_visible()
    await expect(by(page, "composer")).to_have_value(f"https://detail.1688.com/offer/{number}.html")


async def test_a_goods_price_and_stock_are_changed(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    await by(page, "market-goods").click()
    good = by(page, "good").first
    await by(good, "good-change").click()
    await by(good, "good-price").fill("14.20")
    await by(good, "good-stock").fill("7")
    await by(good, "good-save").click()
    await expect(good.locator(".good-facts")).to_contain_text("¥ 14.20")
    row = (await street.look("goods"))[0]
    assert (row["price"], row["stock"]) == ("14.20", 7)


async def test_time_is_moved_forward(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    before = (await street.look("clock"))["now"]
    await by(page, "time-432000").click()
    await expect(by(page, "toast")).to_have_text("It is five days later now.")
    after = (await street.look("clock"))["now"]
    assert after[:10] > before[:10]
    assert (await by(page, "world-time").get_attribute("datetime"))[:10] == after[:10]


async def test_a_fault_is_planned_shown_and_cleared(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    await by(page, "market-faults").click()
    await by(page, "fault-side").select_option("telegram")
    await by(page, "fault-call").fill("sendMessage")
    await by(page, "fault-kind").select_option("status")
    await by(page, "fault-status").fill("502")
    await by(page, "fault-times").fill("2")
    await by(page, "fault-plan").click()
    await expect(by(page, "fault-row")).to_contain_text("sendMessage")
    (planned,) = await street.look("faults")
    wanted = {"side": "telegram", "call": "sendMessage", "kind": "status", "when": "before", "times": 2, "status": 502}
    assert {name: planned[name] for name in wanted} == wanted
    await by(page, "fault-clear").click()
    await expect(by(page, "fault-row")).to_have_count(0)
    assert await street.look("faults") == []


async def test_calls_run_by_as_they_happen(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    await by(page, "market-calls").click()
    await street.tells(street.anna, "hello")
    await expect(by(page, "call-row").first).to_have_attribute("data-call", "sendMessage")
    await expect(by(page, "call-row").first).to_contain_text("to Anna: hello")
