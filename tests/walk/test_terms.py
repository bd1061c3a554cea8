"""On which terms something is bought, and where to: what 1688 names beside what somebody agreed to."""

import itertools
import json
from typing import Any

import pytest

from bot.sandbox.openplatform import buying, orders, tradeinfo
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
MODES = ("creditBuy", "period", "futurePay", "assureTrade")


def sent(street: Street) -> list[dict[str, Any]]:
    """The body of every attempt, the oldest first."""
    return [json.loads(body) for (body,) in street.rows("SELECT body FROM attempt ORDER BY id")]


@pytest.mark.threat("T39")
async def test_in_whatever_order_1688_names_its_modes_the_one_payment_is_taken(street: Street) -> None:
    orders = list(itertools.permutations(MODES))
    for modes in orders:
        await street.market(modes=list(modes))
        await street.ordered(quantity=2)
    assert [body["tradeType"] for body in sent(street)] == ["assureTrade"] * len(orders)
    await street.agree()


@pytest.mark.threat("T39")
async def test_what_can_only_be_bought_on_credit_or_unknown_terms_is_not_bought(street: Street) -> None:
    await street.market(modes=["creditBuy", "futurePay"])
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    where_to = await street.anna.sees("#1 ")
    await street.anna.presses(where_to, where_to.labels[0])
    card = await street.anna.sees("can only be bought on the site")
    assert not any("Buy now" in label for label in card.labels)
    assert CREATE not in (await street.ledger())["calls"]


async def test_a_mode_that_is_gone_when_it_is_to_be_sent_sends_nothing(street: Street) -> None:
    await street.market(modes=["creditBuy", "assureTrade"])
    card = await street.draft(quantity=2)
    await street.market(modes=["creditBuy", "futurePay"])
    await street.forgets_the_price()
    await street.anna.presses(card, "Buy now")
    await street.hears("can only be bought on the site")
    assert CREATE not in (await street.ledger())["calls"]


async def test_goods_whose_spec_is_their_own_sku_are_bought_without_a_variant(street: Street) -> None:
    goods: list[dict[str, Any]] = (await street.http.get("/sim/goods")).json()
    lamp = next(good for good in goods if good["kind"] == "plain" and good["skus"])
    assert lamp["skus"][0]["spec_id"] == lamp["skus"][0]["sku_id"]
    await street.anna.writes(f"/buy {lamp['offer_id']} 3")
    where_to = await street.anna.sees("#1 ")
    await street.anna.presses(where_to, where_to.labels[0])
    await street.anna.presses(await street.anna.sees("check and confirm"), "Buy now")
    await street.anna.sees("1688 no.")
    await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE checked = 'agreed'"), "it is read back")
    assert json.loads(sent(street)[0]["cargoParamList"]) == [{"offerId": int(lamp["offer_id"]), "quantity": 3}]
    await street.agree()


async def test_where_a_preview_wants_the_words_of_an_address_they_are_sent_with_the_order(street: Street) -> None:
    await street.market(address_texts=True)
    order_id = await street.ordered(quantity=2)
    sent_to = json.loads(sent(street)[0]["addressParam"])
    assert {"addressId", "provinceText", "cityText", "areaText"} <= set(sent_to)
    assert not {"fullName", "mobile", "phone", "address"} & set(sent_to), "the number stands for who and where"
    assert street.rows("SELECT order_id FROM remote_order") == [(order_id,)]
    await street.agree()


@pytest.mark.stop(34)
@pytest.mark.parametrize("total", [-1, 0, 99_00])
async def test_sums_that_do_not_add_up_are_shown_and_nothing_is_bought_until_they_do(
    street: Street, monkeypatch: pytest.MonkeyPatch, total: int
) -> None:
    honest = buying._previewed
    monkeypatch.setattr(buying, "_previewed", lambda *asked: honest(*asked) | {"sumPayment": total})
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    where_to = await street.anna.sees("#1 ")
    await street.anna.presses(where_to, where_to.labels[0])
    card = await street.anna.sees("do not add up", f"{abs(total) / 100:.2f}")
    assert not any("Buy now" in label for label in card.labels)
    monkeypatch.setattr(buying, "_previewed", honest)
    await street.anna.presses(card, "Try again")
    card = await street.anna.sees("check and confirm")
    assert CREATE not in (await street.ledger())["calls"]
    await street.anna.presses(card, "Buy now")
    await street.anna.sees("1688 no.")
    await street.agree()


async def test_an_order_that_the_list_shows_in_an_unknown_form_is_named_in_status(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = await street.ordered()
    whole = tradeinfo.trade_info

    def odd(call: Any, order: Any, listed: bool) -> dict[str, Any]:
        told = whole(call, order, listed)
        return told | {"baseInfo": {**told["baseInfo"], "totalAmount": None}} if listed else told

    monkeypatch.setattr(orders, "trade_info", odd)
    await street.until(lambda: street.has("SELECT 1 FROM fact WHERE name = 'unread_orders'"), "the watch notices it")
    await street.anna.writes("/status")
    await street.hears("in a form that I do not understand", order_id, "#1 ")
    monkeypatch.setattr(orders, "trade_info", whole)
    await street.at_1688(order_id, "pay")
    read = "SELECT 1 FROM fact, remote_order WHERE name = 'unread_orders' AND value = '{}' AND state = 'paid'"
    await street.until(lambda: street.has(read), "the list tells it again")
    await street.anna.writes("/status")
    await street.hears("All is well")
    await street.agree()
