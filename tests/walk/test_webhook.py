"""Webhook mode: Telegram brings updates to our door, 1688 its messages; both are heard, and nobody takes them away."""

import json
from typing import Any

import httpx
import pytest

from bot.wiring.demo import EmbeddedBot, SharedClock
from tests.walk.conftest import Street, pushed
from tests.web.conftest import free_port, sealed

SECRET = "Zx7-right_secret-0123456789-abcdefgh"


@pytest.fixture
def settings() -> dict[str, str]:
    """What opens the doors of a bot, and has Telegram bring its updates."""
    address = f"127.0.0.1:{free_port()}"
    return {"WEB_LISTEN": address, "WEB_URL": f"http://{address}", "TELEGRAM_WEBHOOK_SECRET": SECRET}


@pytest.fixture
def only_doors(settings: dict[str, str]) -> dict[str, str]:
    """The doors are open, updates are fetched; nobody asks 1688 by himself for hours."""
    return {"WEB_LISTEN": settings["WEB_LISTEN"], "WATCH_SECONDS": "9999"}


async def telegram(street: Street, method: str, **params: Any) -> Any:
    """What the pretend Telegram says to the bot's own token."""
    answer = await street.http.post(f"/bot{street.world.token}/{method}", json=params)
    return answer.json()["result"]


async def from_outside(street: Street, method: str, path: str, **more: Any) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, timeout=120) as client:
        return await client.request(method, f"http://{street.settings.web_listen}{path}", **more)


async def test_the_happy_story_by_webhook_and_push(open_street: Any, settings: dict[str, str]) -> None:
    async with open_street(**settings) as street:
        await pushed(street)
        info = await telegram(street, "getWebhookInfo")
        assert info["url"] == f"{settings['WEB_URL']}/telegram"
        assert info["allowed_updates"] == [
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
            "chat_member",
        ]
        order = await street.ordered()
        await street.at_1688(order, "pay")
        await street.hears("paid")
        await street.at_1688(order, "ship")
        await street.hears("shipped")
        await street.agree()
        assert (await from_outside(street, "GET", "/healthz")).json() == {"status": "well"}
        figures = (await from_outside(street, "GET", "/metrics")).text
        assert 'caigou_1688_calls_total{call="alibaba.trade.createCrossOrder",outcome="answered"} 1' in figures
        assert "caigou_open_orders 1" in figures.splitlines()
        for secret in (*street.settings.secrets(), order, "Anna"):
            assert secret not in figures


async def test_each_change_is_told_once_by_its_push_doubled_or_shuffled_without_waiting_for_the_next_look(
    open_street: Any, only_doors: dict[str, str]
) -> None:
    async with open_street(**only_doors) as street:
        order = await street.ordered()
        before = (await street.ledger())["calls"].get("alibaba.trade.getBuyerOrderList", 0)
        for mode, action, told in (
            ("double", "pay", "paid"),
            ("reorder", "ship", "shipped"),
            ("on", "receive", "finished"),
        ):
            await pushed(street, mode)
            await street.at_1688(order, action)
            await street.hears(told)
        assert (await street.ledger())["calls"].get("alibaba.trade.getBuyerOrderList", 0) == before
        assert street.rows("SELECT count(*) FROM outbox WHERE kind = 'paid'") == [(1,)]
        assert street.rows("SELECT count(*) FROM outbox WHERE kind = 'shipped'") == [(1,)]
        await street.agree()


async def test_what_a_lost_push_said_is_found_by_the_next_look_though_nobody_may_ask_for_lost_pushes(
    open_street: Any, settings: dict[str, str]
) -> None:
    async with open_street(WEB_LISTEN=settings["WEB_LISTEN"]) as street:
        await street.market(denied=["push.query.messageList"])
        await street.tenant.restart()
        await pushed(street, "lose")
        order = await street.ordered()
        await street.at_1688(order, "pay")
        await street.hears("paid")
        assert not await street.has("SELECT 1 FROM push")


async def test_pushes_that_nobody_took_are_fetched_at_the_next_start(
    open_street: Any, only_doors: dict[str, str]
) -> None:
    async with open_street(**only_doors) as street:
        order = await street.ordered()
        await pushed(street)
        await street.tenant.stop()
        await street.at_1688(order, "pay")

        async def kept() -> bool:
            return bool((await street.http.get("/sim/market")).json()["pushes_failed"])

        await street.until(kept, "a push that is kept for later")
        await street.tenant.start()
        await street.hears("paid")

        async def confirmed() -> bool:
            return not await kept()

        await street.until(confirmed, "the kept push is confirmed")


async def test_a_forged_push_and_a_forged_update_do_nothing(open_street: Any, settings: dict[str, str]) -> None:
    async with open_street(**settings) as street:
        order = await street.ordered()
        text = json.dumps({"msgId": 1, "type": "ORDER_BUYER_VIEW_ORDER_PAY", "data": {"orderId": int(order)}})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        forged = await from_outside(street, "POST", "/1688", content=sealed(text, "guessed"), headers=form)
        update = {"update_id": 1, "message": {"text": "/pause", "chat": {"id": street.anna.person}}}
        unknown = await from_outside(street, "POST", "/telegram", json=update)
        assert (forged.status_code, unknown.status_code) == (401, 401)
        assert not await street.has("SELECT 1 FROM push")
        assert not await street.has("SELECT 1 FROM inbox WHERE update_id = 1")


async def test_what_was_brought_while_the_bot_was_down_is_heard_and_going_back_to_fetching_takes_our_webhook_away(
    open_street: Any, settings: dict[str, str]
) -> None:
    async with open_street(**settings) as street:
        await street.anna.writes("/start")
        await street.anna.sees("1688")
        await street.tenant.stop()
        await street.anna.writes("/template")
        await street.tenant.start()
        await street.hears("Fill in a row for each product")
        await street.tenant.stop()
        await street.anna.writes("/help")
        street.tenant._settings = street.settings.model_copy(update={"web_url": ""})
        await street.tenant.start()
        await street.hears("What you can do here")

        async def taken_away() -> bool:
            return not (await telegram(street, "getWebhookInfo"))["url"]

        await street.until(taken_away, "our webhook is taken away")
        assert not await street.has("SELECT 1 FROM event WHERE kind = 'paused'")


async def test_another_program_that_takes_our_updates_stops_buying_and_they_are_taken_back(
    open_street: Any, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.chat.transport import webhook

    monkeypatch.setattr(webhook, "CHECK_SECONDS", 0.1)
    async with open_street(**settings) as street:
        await street.anna.writes("/start")
        await street.anna.sees("1688")
        await telegram(street, "setWebhook", url="http://127.0.0.1:9/theirs")

        async def ours_again() -> bool:
            return bool((await telegram(street, "getWebhookInfo"))["url"] == f"{settings['WEB_URL']}/telegram")

        await street.until(ours_again, "our webhook is set again")
        await street.hears("another program runs with this bot's token")
        assert await street.has("SELECT 1 FROM event WHERE kind = 'paused'")
        await street.anna.writes("/resume")
        await street.hears("Not yet", "another program used this bot's token")
        await street.later(120)
        await street.anna.writes("/resume")
        await street.until(lambda: street.has("SELECT 1 FROM event WHERE kind = 'resumed'"), "buying goes on")


async def test_two_processes_on_postgresql_hear_at_either_door(
    open_street: Any, settings: dict[str, str], postgres_url: str
) -> None:
    async with open_street(DATABASE_URL=postgres_url, WATCH_SECONDS="9999", **settings) as street:
        other = f"127.0.0.1:{free_port()}"
        second = EmbeddedBot(street.settings.model_copy(update={"web_listen": other}), SharedClock(street.world.clock))
        await second.start()
        try:
            order = await street.ordered()
            await street.market(push_url=f"http://{other}/1688", push="double")
            await street.at_1688(order, "pay")
            await street.hears("paid")
            await pushed(street)
            await street.at_1688(order, "ship")
            await street.hears("shipped")
            assert (await telegram(street, "getWebhookInfo"))["url"] == f"{settings['WEB_URL']}/telegram"
            assert street.rows("SELECT count(*) FROM event WHERE kind = 'paused'") == [(0,)]
            assert street.rows("SELECT count(*) FROM outbox WHERE kind = 'paid'") == [(1,)]
        finally:
            await second.stop()
