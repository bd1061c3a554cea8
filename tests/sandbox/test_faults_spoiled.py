"""Answers that are spoiled after their effect: each arrives as the wire would bring it."""

import gzip
import json
from typing import Any

import httpx
import pytest

from bot.sandbox import spoiling


async def send(town: Any) -> httpx.Response:
    """One message of the bot to Anna, over the real socket."""
    answer: httpx.Response = await town.http.post(
        f"/bot{town.world.token}/sendMessage", json={"chat_id": town.anna, "text": "7"}
    )
    return answer


async def spoiled(town: Any, kind: str, when: str = "after") -> None:
    await town.say(town.anna, "/start")
    await town.sim("faults", side="telegram", call="sendMessage", kind=kind, when=when)


async def said(town: Any) -> int:
    return sum(row["from"] == "bot" for row in await town.rows(town.anna))


@pytest.mark.parametrize("kind", ["truncated", "noise"])
async def test_an_answer_that_breaks_off_had_its_effect(town: Any, kind: str) -> None:
    await spoiled(town, kind)
    with pytest.raises(httpx.RemoteProtocolError):
        await send(town)
    assert await said(town) == 1
    assert (await send(town)).json()["ok"], "only the one call is spoiled"


async def test_numbers_become_texts_and_texts_become_numbers(town: Any) -> None:
    await spoiled(town, "swapped")
    told = (await send(town)).json()
    assert told["result"]["text"] == 7
    assert isinstance(told["result"]["message_id"], str)


async def test_numbers_become_none(town: Any) -> None:
    await spoiled(town, "nan")
    assert '"message_id": NaN' in (await send(town)).text


async def test_a_result_becomes_null(town: Any) -> None:
    await spoiled(town, "null")
    assert (await send(town)).json() == {"ok": True, "result": None}


async def test_a_packed_answer_is_small_on_the_wire(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoiling, "BOMB_BYTES", 1 << 20)
    spoiling._packed.cache_clear()
    await spoiled(town, "bomb")
    async with town.http.stream("POST", f"/bot{town.world.token}/sendMessage", json={"chat_id": 1}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    spoiling._packed.cache_clear()
    assert answer.headers["content-encoding"] == "gzip"
    assert len(raw) < 5000
    assert len(gzip.decompress(raw)) == 1 << 20


async def test_an_endless_answer_ends_at_its_size(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoiling, "FLOOD_BYTES", 1 << 20)
    await spoiled(town, "flood")
    assert len((await send(town)).content) > 1 << 20


async def test_an_answer_sends_elsewhere(town: Any) -> None:
    await spoiled(town, "redirect")
    answer = await send(town)
    assert (answer.status_code, answer.headers["location"]) == (302, spoiling.ELSEWHERE)


@pytest.mark.parametrize(("when", "count"), [("before", 0), ("after", 1)])
async def test_a_refused_token_may_have_had_its_effect(town: Any, when: str, count: int) -> None:
    await spoiled(town, "unauthorised", when)
    assert (await send(town)).status_code == 401
    assert await said(town) == count


def spoil(kind: str, told: dict[str, Any]) -> dict[str, Any]:
    from starlette.responses import Response

    answer = spoiling.SPOILERS[kind](Response(json.dumps(told)))
    return dict(json.loads(bytes(answer.body)))


CREATED = {"result": {"success": True, "orderId": "33", "postFee": 800}, "success": True}


def test_a_created_order_is_named_otherwise_than_it_was() -> None:
    assert spoil("no_id", CREATED) == {"result": {"success": True, "postFee": 800}, "success": True}
    several = spoil("several", CREATED)["result"]["orderList"]
    assert [row["orderId"] for row in several] == ["33", spoiling.OTHER_ID]
    assert spoil("part_failed", CREATED)["result"]["failedOfferList"][0]["errorCode"] == "500_003"
    denied = spoil("unsuccessful", CREATED)
    assert (denied["success"], denied["result"]["success"], denied["result"]["orderId"]) == (False, False, "33")
