"""The control surface of the market: what can be driven, and how it says no."""

import pytest


async def test_the_goods_rows_have_what_the_contract_names(market) -> None:
    row = await market.goods("lot")
    assert {"offer_id", "kind", "min_order", "lot", "price", "link", "short_link"} <= set(row)
    assert (row["lot"], row["price"]) == (10, "3.18")
    assert row["link"] == f"https://detail.1688.com/offer/{row['offer_id']}.html"


async def test_prices_stock_and_status_can_be_set(market) -> None:
    box, shirt = await market.goods("range"), await market.goods("sku")
    moved = await market.sim(f"goods/{box['offer_id']}", {"price": "3.00", "stock": 5, "status": "expired"})
    raised = await market.sim(f"goods/{shirt['offer_id']}", {"price": "20.00", "stock": 9})
    assert [tier["price"] for tier in moved["tiers"]] == ["3.65", "3.35", "3.00"]
    assert (moved["stock"], moved["status"], moved["price"]) == (5, "expired", "3.00")
    assert (raised["price"], raised["skus"][1]["price"], raised["stock"]) == ("20.00", "20.50", 180)


@pytest.mark.parametrize(
    "body", [{"price": "cheap"}, {"price": "1.005"}, {"price": "-1"}, {"stock": -1}, {"stock": "5"}, {"status": "odd"},
             {"freight_fen": 1.5}],
)  # fmt: skip
async def test_a_wrong_change_changes_nothing(market, body) -> None:
    mug = await market.goods("plain")
    answer = await market.sim(f"goods/{mug['offer_id']}", {"price": "1.00", **body}, 400)
    assert answer["error"]
    assert (await market.goods("plain")) == mug


async def test_what_is_unknown_is_404(market) -> None:
    order = await market.bought()
    for path in ("goods/1", "goods/x", "orders/1/pay", f"orders/{order}/explode"):
        assert (await market.sim(path, {}, 404))["error"]
    assert (await market.sim("orders", {"offer_id": "1", "quantity": 1}, 404))["error"]


MOVES = ("pay", "ship", "trace", "receive", "cancel", "seller_cancel", "expire", "refund", "refund_answer", "reprice")
ALLOWED = {
    (): {"pay", "cancel", "seller_cancel", "expire", "reprice"},
    ("pay",): {"ship", "seller_cancel", "refund", "reprice"},
    ("pay", "ship"): {"trace", "receive", "refund", "reprice"},
    ("pay", "ship", "receive"): {"refund"},
    ("cancel",): set(),
    ("pay", "refund"): set(),
}


@pytest.mark.parametrize("before", list(ALLOWED))
@pytest.mark.parametrize("move", MOVES)
async def test_a_state_allows_its_own_moves_and_refuses_the_others(market, before, move) -> None:
    order = await market.bought()
    for step in before:
        row = await market.sim(f"orders/{order}/{step}", {})
    row = next(each for each in await market.sim("orders") if each["id"] == order)
    allowed = move in ALLOWED[before]
    answer = await market.sim(f"orders/{order}/{move}", {"total_fen": 500, "agree": True}, 200 if allowed else 409)
    assert (move in row["actions"]) is allowed
    assert ("error" in answer) is not allowed


@pytest.mark.parametrize(
    ("move", "body"),
    [("ship", {"parcels": 3}), ("ship", {"parcels": True}), ("trace", {"remark": 5}), ("refund", {"fen": 0}),
     ("refund", {"entry": "1"}), ("refund_answer", {}), ("refund_answer", {"agree": True, "refuse": True}),
     ("refund_answer", {"change": True}), ("refund_answer", {"refuse": True, "reason": ""}),
     ("refund", {"stage": "soon"}), ("refund", {"goods_back": "yes"}), ("refund", {"bill_no": 5}),
     ("refund", {"company": ""}), ("reprice", {}), ("reprice", {"total_fen": "5"}), ("pay", [])],
)  # fmt: skip
async def test_a_wrong_body_is_400(market, move, body) -> None:
    order = await market.bought()
    assert (await market.sim(f"orders/{order}/{move}", body, 400))["error"]


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b'{"text": "half \\ud800"}'])
async def test_a_body_that_is_no_json_is_400(market, content) -> None:
    response = await market.http.post("/sim/market", content=content)
    assert (response.status_code, response.json()["error"]) == (400, "the body must be JSON")


@pytest.mark.parametrize(
    "body",
    [
        {"repeat": "third"}, {"list_filter": 1}, {"denied": "x"}, {"commit_delay": -1}, {"one_click": None},
        {"lost_refund": -1}, {"lost_refund": {"n": 1, "how": "often"}}, {"lost_refund": {"how": "after"}},
        {"lost_refund": {"n": 1, "how": "late", "seconds": -1}}, {"lost_refund": {"n": 1, "seconds": "long"}},
        {"refund_carriage": -1}, {"split": "yes"}, {"strangers": "x"}, {"fail": ["6"]}, {"fail": {"6": 1}},
        {"parcel_lines": 1}, {"list_echo": "no"}, {"pay_calls": "x"},
        {"pay": []}, {"pay": {"leaves_out": []}}, {"pay": {"leave_out": "5"}}, {"pay": {"leave_out": [5]}},
        {"pay": {"no_link": 1}}, {"pay": {"form": "round"}}, {"pay": {"bracketed": None}}, {"account": "a:"},
    ],
)  # fmt: skip
async def test_a_wrong_switch_sets_none(market, body) -> None:
    before = await market.sim("market")
    assert (await market.sim("market", {"repeat": "first", **body}, 400))["error"]
    assert await market.sim("market") == before


async def test_parcels_of_a_frozen_order_take_no_step_any_more(market) -> None:
    order = await market.bought()
    for move in ("pay", "ship", "trace"):
        before = await market.sim(f"orders/{order}/{move}", {})
    market.clock.advance(60)
    frozen = await market.sim(f"orders/{order}/freeze", {})
    assert (await market.sim(f"orders/{order}/trace", {}, 409))["error"] == "the parcels of this order are frozen"
    received = await market.sim(f"orders/{order}/receive", {})
    assert (frozen["parcels"], received["parcels"]) == (before["parcels"], before["parcels"])
    assert (frozen["times"]["modified"], frozen["actions"]) == (
        before["times"]["modified"],
        ["receive", "reprice", "refund"],
    )


async def test_an_order_that_is_frozen_early_is_shipped_and_then_stands_still(market) -> None:
    order = await market.bought()
    for move in ("freeze", "pay", "ship"):
        row = await market.sim(f"orders/{order}/{move}", {})
    assert (row["status"], row["frozen"], [each["steps"] for each in row["parcels"]]) == (
        "waitbuyerreceive",
        True,
        [[]],
    )
    assert (await market.sim(f"orders/{order}/trace", {}, 409))["error"]


@pytest.mark.parametrize("end", ["cancel", "receive"])
async def test_what_is_over_cannot_be_frozen(market, end) -> None:
    order = await market.bought()
    for move in () if end == "cancel" else ("pay", "ship"):
        await market.sim(f"orders/{order}/{move}", {})
    await market.sim(f"orders/{order}/{end}", {})
    assert (await market.sim(f"orders/{order}/freeze", {}, 409))["error"]


async def test_an_order_placed_on_the_site_has_no_reference(market) -> None:
    shirt = await market.goods("sku")
    answer = await market.sim("orders", {"offer_id": shirt["offer_id"], "quantity": 2})
    row = (await market.sim("orders"))[0]
    assert (row["id"], row["out_order_id"], row["channel"]) == (answer["id"], None, "site")
    assert row["lines"][0]["variant"] == "白色；S"
    refused = await market.sim("orders", {"offer_id": shirt["offer_id"], "quantity": 10**6}, 409)
    assert refused["error"]
    assert (await market.sim("orders", {"offer_id": shirt["offer_id"]}, 400))["error"]


async def test_the_ledger_holds_what_was_really_bought(market) -> None:
    order = await market.bought("sku", 3, outOrderId="L-1")
    await market.sim(f"orders/{order}/pay", {})
    row = (await market.sim("ledger"))["orders"][0]
    spec = (await market.goods("sku"))["skus"][0]["spec_id"]
    assert row["lines"] == [
        {"offer_id": (await market.goods("sku"))["offer_id"], "spec_id": spec, "quantity": 3, "price_fen": 1850}
    ]
    assert (row["out_order_id"], row["status"], row["paid_fen"]) == ("L-1", "waitsellersend", row["total_fen"])


async def test_each_change_of_an_order_is_told_to_the_page(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    told = [data["status"] for kind, data in market.bus.heard if kind == "order" and data["id"] == order]
    assert told == ["waitbuyerpay", "waitsellersend"]


@pytest.mark.parametrize(
    ("before", "offered"),
    [((), True), (("pay",), True), (("pay", "ship"), True), (("freeze",), False), (("pay", "ship", "freeze"), False),
     (("cancel",), False), (("pay", "ship", "receive"), False)],
)  # fmt: skip
async def test_freezing_is_offered_while_a_parcel_may_still_move(market, before, offered) -> None:
    order = await market.bought()
    for move in before:
        await market.sim(f"orders/{order}/{move}", {})
    (row,) = await market.sim("orders")
    assert ("freeze" in row["actions"]) is offered
