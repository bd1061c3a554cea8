"""The one-click call: signed by MD5, bought at once, paid by the account."""

import hashlib

import pytest


async def buy(market, good, quantity=2, price=None, sign=None, key=None, body=None, **changes):
    asked = {"product_id": good["offer_id"], "quantity": quantity, "price": price or good["price"]}
    stamp = "1795478400"
    right = hashlib.md5((market.credentials.app_secret + stamp).encode()).hexdigest()
    query = {"app_key": key or market.credentials.app_key, "timestamp": stamp, "sign": sign or right, **asked}
    path = "/openapi/param2/2/portals.open/api.buyProduct"
    return await market.http.post(path, params={**query, **changes}, json=asked if body is None else body)


async def test_it_buys_and_the_account_pays(market) -> None:
    answer = (await buy(market, await market.goods("plain"))).json()
    row = (await market.sim("ledger"))["orders"][0]
    assert answer == {"success": True, "order": {"order_id": row["id"], "status": "paid"}}
    assert (row["status"], row["paid_fen"], row["total_fen"]) == ("waitsellersend", 3400, 3400)
    assert (await market.sim("ledger"))["calls"]["api.buyProduct"] == 1


@pytest.mark.parametrize(
    ("switch", "status"), [("cancelled", "cancel"), ("unpaid", "waitbuyerpay"), ("paid", "waitsellersend")]
)
async def test_what_becomes_of_it_can_be_switched(market, switch, status) -> None:
    await market.sim("market", {"one_click": switch})
    answer = (await buy(market, await market.goods("plain"))).json()
    row = (await market.sim("orders"))[0]
    assert (answer["order"]["status"], row["status"]) == (switch, status)
    assert (row["refund"] is not None) is (switch == "cancelled")


async def test_a_wrong_signature_or_key_buys_nothing(market) -> None:
    good = await market.goods("plain")
    answers = [await buy(market, good, sign="0" * 32), await buy(market, good, key="1"),
               await buy(market, good, timestamp="now")]  # fmt: skip
    assert [each.status_code for each in answers] == [400, 400, 400]
    assert all(each.json()["success"] is False for each in answers)
    assert (await market.sim("ledger"))["orders"] == []


async def test_a_signature_in_capitals_is_the_same(market) -> None:
    right = hashlib.md5(f"{market.credentials.app_secret}1795478400".encode()).hexdigest().upper()
    assert (await buy(market, await market.goods("plain"), sign=right)).json()["success"] is True


@pytest.mark.parametrize("kind", ["sku", "sold_out", "delisted", "no_api"])
async def test_what_cannot_be_bought_is_refused_in_words(market, kind) -> None:
    good = await market.goods(kind)
    answer = (await buy(market, good, max(2, good["min_order"]))).json()
    assert answer["success"] is False
    assert answer["message"]


async def test_another_price_is_refused(market) -> None:
    answer = (await buy(market, await market.goods("plain"), price="11.00")).json()
    assert answer == {"success": False, "message": "价格已变动，当前价格12.50"}


@pytest.mark.parametrize("body", [[], {"product_id": "1"}, {"product_id": "x", "quantity": 1, "price": "1"}])
async def test_query_and_body_must_agree(market, body) -> None:
    answer = await buy(market, await market.goods("plain"), body=body)
    assert (answer.status_code, answer.json()["success"]) == (400, False)


async def test_numbers_that_are_none_are_refused(market) -> None:
    good = await market.goods("plain")
    odd = await buy(market, {**good, "offer_id": "x"})
    dear = await buy(market, good, price="much")
    assert [odd.status_code, dear.status_code] == [400, 400]


async def test_it_can_be_denied(market) -> None:
    await market.sim("market", {"denied": ["api.buyProduct"]})
    answer = await buy(market, await market.goods("plain"))
    assert (answer.status_code, answer.json()["success"]) == (400, False)
