"""Tokens, rights and the frequency limit, in the middle of everything."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.market.errors import LoginNeeded, NotAllowed, Rejected, Throttled, Unreachable
from bot.market.openplatform.login import authorise_url, log_in, read_pasted
from bot.market.port import Placed, Unclear, Unsent
from bot.purchasing.snapshot import Line

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRODUCT = "product.search.queryProductDetail"
SIMPLE = "alibaba.product.simple.get"
ACCOUNT = "alibaba.account.basic"


async def test_a_read_renews_a_token_that_ended_and_is_repeated(side: Any) -> None:
    await side.sim("market", expire_token=True)
    assert (await side.gateway.account()).login == "caigou_demo"
    assert (await side.calls("getToken"), await side.calls(ACCOUNT)) == (1, 2)
    (saved,) = side.store.saved
    assert saved.refresh_token == side.world.credentials.refresh_token
    assert saved.access_token != side.world.credentials.access_token
    await side.gateway.addresses()
    assert await side.calls("getToken") == 1


async def test_reads_at_once_renew_once(side: Any) -> None:
    await side.sim("market", expire_token=True)
    order_id = await side.moved()
    await asyncio.gather(
        side.gateway.account(), side.gateway.addresses(), side.gateway.look(order_id), side.gateway.parcels(order_id)
    )
    assert await side.calls("getToken") == 1


async def test_a_create_call_never_renews_and_was_proved_unsent(naming: Any) -> None:
    await naming.sim("market", expire_token=True)
    outcome = await naming.place(await naming.goods("plain"))
    assert isinstance(outcome, Unsent)
    assert not outcome.needs_look
    assert (await naming.calls("getToken"), await naming.calls(naming.create_call)) == (0, 1)
    assert await naming.ledger() == []
    await naming.gateway.account()
    assert isinstance(await naming.place(await naming.goods("plain")), Placed)


async def test_a_token_that_ends_soon_is_renewed_before_a_create_call(naming: Any) -> None:
    await naming.sim("clock", advance=10 * 3600 - 300)
    await naming.gateway.prepare()
    assert await naming.calls("getToken") == 1
    await naming.sim("clock", advance=301)
    assert isinstance(await naming.place(await naming.goods("plain")), Placed)


async def test_a_fresh_token_is_left_alone(side: Any) -> None:
    await side.gateway.prepare()
    assert side.store.saved == []


async def test_a_refresh_token_in_its_last_days_is_exchanged(side: Any) -> None:
    await side.sim("clock", advance=160 * 86400)
    await side.gateway.prepare()
    assert await side.calls("postponeToken") == 1
    kept = side.store.tokens
    assert kept.refresh_token != side.world.credentials.refresh_token
    assert timedelta(days=179) < kept.refresh_expires_at - side.time.now() <= timedelta(days=180)
    assert (await side.gateway.account()).login == "caigou_demo"


async def test_where_both_tokens_ended_a_person_must_log_in(side: Any) -> None:
    await side.sim("clock", advance=181 * 86400)
    with pytest.raises(LoginNeeded):
        await side.gateway.account()
    with pytest.raises(LoginNeeded):
        await side.gateway.prepare()


async def test_an_access_token_alone_is_used_until_it_ends(side: Any) -> None:
    side.store.tokens = replace(side.store.tokens, refresh_token="", refresh_expires_at=None, access_expires_at=None)
    assert (await side.gateway.account()).login == "caigou_demo"
    await side.sim("market", expire_token=True)
    with pytest.raises(LoginNeeded):
        await side.gateway.account()
    assert await side.calls("getToken") == 0


async def test_an_app_in_single_user_mode_needs_no_token(naming: Any) -> None:
    await naming.sim("market", single_user=True)
    naming.store.tokens = None
    assert (await naming.gateway.account()).login == "caigou_demo"
    assert isinstance(await naming.place(await naming.goods("plain")), Placed)


async def test_without_a_token_everything_asks_for_a_log_in_and_a_create_call_is_not_sent_twice(naming: Any) -> None:
    naming.store.tokens = None
    with pytest.raises(LoginNeeded):
        await naming.gateway.account()
    # this text of the gateway is on no list of proofs
    assert isinstance(await naming.place(await naming.goods("plain")), Unclear)
    assert await naming.calls(naming.create_call) == 1
    assert await naming.ledger() == []


async def test_a_person_logs_in_by_the_address_that_the_browser_ended_at(cross: Any) -> None:
    cross.store.tokens = None
    url = authorise_url(cross.client.app_key, "http://localhost/back", "state-1", cross.url)
    ended = (await cross.http.get(url)).headers["location"]
    account = await log_in(cross.client, read_pasted(ended, "state-1"), "http://localhost/back")
    assert account.login == "caigou_demo"
    assert cross.store.tokens.access_expires_at - cross.time.now() > timedelta(hours=9)
    with pytest.raises(LoginNeeded):
        await log_in(cross.client, read_pasted(ended, "state-1"), "http://localhost/back")


async def test_the_older_product_call_stands_in_for_an_hour(side: Any) -> None:
    row = await side.goods("sku")
    await side.sim("market", denied=[PRODUCT])
    for _ in range(2):
        offer = await side.gateway.offer(row["offer_id"], "en")
        assert (offer.title, offer.title_translated) == (row["title"], "")
        assert [sku.spec_id for sku in offer.skus] == [sku["spec_id"] for sku in row["skus"]]
    assert (await side.calls(PRODUCT), await side.calls(SIMPLE)) == (1, 2)
    await side.sim("market", denied=[])
    await side.sim("clock", advance=3601)
    assert (await side.gateway.offer(row["offer_id"], "en")).title_translated == row["title_en"]


async def test_both_product_calls_read_the_same_goods(cross: Any) -> None:
    rows = await cross.look("goods")
    newer = [await cross.gateway.offer(row["offer_id"], "en") for row in rows]
    await cross.sim("market", denied=[PRODUCT])
    for before in newer:
        after = await cross.gateway.offer(before.offer_id, "en")
        assert (after.price_by, after.minimum, after.lot, after.stock, after.status) == (
            before.price_by,
            before.minimum,
            before.lot,
            before.stock,
            before.status,
        )
        assert after.image_url == before.image_url
        for sku in (None, *before.skus):
            same = after.sku(sku.spec_id) if sku else None
            assert after.unit_price(same, 200) == before.unit_price(sku, 200)
            assert (same.stock if same else None) == (sku.stock if sku else None)


async def test_where_no_product_call_is_granted_a_person_must_ask_for_it(side: Any) -> None:
    await side.sim("market", denied=[PRODUCT, SIMPLE])
    with pytest.raises(NotAllowed):
        await side.gateway.offer((await side.goods("plain"))["offer_id"], "en")


async def test_a_preview_that_is_not_granted_stops_all_but_one_click(side: Any) -> None:
    await side.sim("market", denied=["alibaba.createOrder.preview"])
    line = Line((await side.goods("plain"))["offer_id"], None, 2)
    if side.way == "one_click":
        assert (await side.gateway.preview([line], "")).goods == 2500
        return
    with pytest.raises(NotAllowed):
        await side.gateway.preview([line], "761204518")


async def test_the_one_click_preview_is_that_of_the_default_address(one_click: Any) -> None:
    line = Line((await one_click.goods("plain"))["offer_id"], None, 2)
    preview = await one_click.gateway.preview([line], "")
    outcome = await one_click.place(await one_click.goods("plain"), 2)
    assert isinstance(outcome, Placed)
    assert preview.total == (await one_click.ledger())[0]["total_fen"]


async def test_a_throttled_read_waits_and_is_tried_again(side: Any) -> None:
    await side.fault(ACCOUNT, "throttle")
    assert (await side.gateway.account()).login == "caigou_demo"
    assert side.time.waits == [10.0]


async def test_a_read_that_stays_throttled_fails_within_its_patience(side: Any) -> None:
    await side.fault(ACCOUNT, "throttle", times=9)
    with pytest.raises(Throttled):
        await side.gateway.account()
    assert side.time.waits == [10.0]
    assert await side.calls(ACCOUNT) == 2


async def test_a_wrong_secret_is_named_as_such_and_buys_nothing(enter: Any) -> None:
    side = await enter("cross")
    side.client._app_secret = "another"
    with pytest.raises(Rejected, match="app key or its secret"):
        await side.gateway.account()
    outcome = await side.place(await side.goods("plain"))
    assert isinstance(outcome, Unsent)
    assert await side.ledger() == []


async def test_a_token_endpoint_that_is_away_is_no_reason_to_log_in(side: Any) -> None:
    await side.sim("market", expire_token=True)
    await side.fault("getToken", "status", times=9)
    with pytest.raises(Unreachable):
        await side.gateway.account()
    assert side.store.saved == []


async def test_the_platforms_time_is_the_worlds(cross: Any) -> None:
    assert abs(await cross.client.server_time() - cross.time.now()) < timedelta(seconds=2)
