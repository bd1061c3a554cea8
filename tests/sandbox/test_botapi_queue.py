"""The update queue: confirmation, expiry by the world's clock, wanted kinds, one poller."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.patience import within


async def test_an_offset_confirms_everything_below_it(town: Any) -> None:
    for text in ("one", "two", "three"):
        await town.say(town.anna, text)
    waiting = await town.bot("getUpdates")
    assert [u["message"]["text"] for u in waiting] == ["one", "two", "three"]
    ids = [u["update_id"] for u in waiting]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert await town.bot("getUpdates") == waiting
    assert [u["update_id"] for u in await town.bot("getUpdates", offset=ids[1])] == ids[1:]
    assert [u["update_id"] for u in await town.bot("getUpdates")] == ids[1:]
    assert await town.bot("getUpdates", offset=ids[2] + 1) == []


async def test_a_negative_offset_counts_from_the_end(town: Any) -> None:
    for text in ("one", "two", "three"):
        await town.say(town.anna, text)
    assert [u["message"]["text"] for u in await town.bot("getUpdates", offset=-1)] == ["three"]
    assert len(await town.bot("getUpdates")) == 1


async def test_at_most_a_hundred_come_at_once(town: Any) -> None:
    for number in range(105):
        await town.say(town.anna, str(number))
    assert len(await town.bot("getUpdates", limit=1000)) == 100
    assert len(await town.bot("getUpdates", limit=7)) == 7


async def test_messages_live_a_day_in_the_queue(town: Any) -> None:
    await town.say(town.anna, "old")
    await town.sim("clock", advance=24 * 3600 - 60)
    await town.say(town.anna, "new")
    assert len(await town.bot("getUpdates")) == 2
    await town.sim("clock", advance=120)
    assert [u["message"]["text"] for u in await town.bot("getUpdates")] == ["new"]


async def test_only_wanted_kinds_are_queued_and_the_wish_is_remembered(town: Any) -> None:
    await town.bot("getUpdates", allowed_updates=["edited_message"])
    first = await town.say(town.anna, "one")
    await town.sim("edit", person=town.anna, message_id=first, text="two")
    assert [list(u)[1] for u in await town.updates()] == ["edited_message"]
    await town.bot("getUpdates", allowed_updates=[])
    await town.say(town.anna, "three")
    assert [list(u)[1] for u in await town.updates()] == ["message"]


async def test_member_changes_come_only_when_asked_for_and_to_an_admin(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, bot_admin=True)
    await town.updates()
    await town.sim(f"chats/{group}/join", person=boris)
    assert [list(u)[1] for u in await town.updates()] == ["message"]
    await town.bot("getUpdates", allowed_updates=["message", "chat_member"])
    await town.sim(f"chats/{group}/leave", person=boris)
    assert [list(u)[1] for u in await town.updates()] == ["chat_member", "message"]


async def test_a_long_poll_ends_as_soon_as_something_waits(town: Any) -> None:
    polling = asyncio.create_task(town.bot("getUpdates", timeout=30))
    await until_polled(town)
    await town.say(town.anna, "hello")
    async with within(25, "the long poll ends"):
        (update,) = await polling
    assert update["message"]["text"] == "hello"


async def until_polled(town: Any) -> None:
    """Let the loop run until a poll waits inside the server, which shares this loop."""
    while town.world.botapi.poller._waiting is None:
        await town.look("clock")


async def test_a_second_poller_ends_the_first(town: Any) -> None:
    first = asyncio.create_task(town.refusal("getUpdates", timeout=30))
    await until_polled(town)
    assert await town.bot("getUpdates") == []
    refused = await first
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_a_poller_that_hung_up_takes_nothing_with_it(town: Any) -> None:
    polling = asyncio.create_task(town.bot("getUpdates", timeout=30))
    await until_polled(town)
    polling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await polling
    await town.say(town.anna, "hello")
    assert len(await town.bot("getUpdates", timeout=50)) == 1


async def test_a_torn_answer_leaves_the_updates_unconfirmed(town: Any) -> None:
    await town.say(town.anna, "hello")
    await town.sim("faults", side="telegram", call="getUpdates", kind="malformed", when="after", times=1)
    torn = await town.http.post(f"/bot{town.world.token}/getUpdates")
    assert torn.text == '{"result": {"succ'
    assert len(await town.bot("getUpdates")) == 1


async def test_any_update_can_be_queued_as_it_is(town: Any) -> None:
    strange = {"message_id": 1, "date": "yesterday", "chat": 5}
    number = (await town.sim("update", kind="message", payload=strange))["update_id"]
    assert await town.bot("getUpdates") == [{"update_id": number, "message": strange}]
    await town.sim("update", expect=400, kind="nonsense", payload={})
