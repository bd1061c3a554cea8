"""A crowd at the doors: whoever says nothing, or says it slowly, keeps nobody out who has something to say."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.sandbox.patience import PATIENCE, within
from bot.web import server
from bot.web.telegram_updates import SECRET_HEADER
from tests.idle_callers import HOST, OPENINGS, crowd, dribble_until_it_ends
from tests.web.conftest import SECRET, message, sealed

MANY = 1000
CROWDS = [*((manner, MANY) for manner in OPENINGS), ("slow body", server.MOST_CONNECTIONS - 1)]
"""A thousand of each kind, and just so many slow bodies as nobody has to make room for."""
HEADERS = {SECRET_HEADER: SECRET}


def port_of(street: Any) -> int:
    return int(street.url.rpartition(":")[2])


async def brings(url: str, number: int) -> int:
    """Bring an update over a new connection; the status."""
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE, verify=False) as http:
        return (await http.post(f"{url}/telegram", json={"update_id": number}, headers=HEADERS)).status_code


@pytest.mark.threat("T51")
@pytest.mark.parametrize(("manner", "count"), CROWDS)
async def test_a_thousand_callers_who_say_nothing_whole_keep_no_proper_call_out(
    street: Any, manner: str, count: int
) -> None:
    async with crowd(port_of(street), count, manner):
        assert [await brings(street.url, number) for number in range(5)] == [200] * 5
        assert await street.push(sealed(message())) == 200


async def test_callers_beyond_the_number_leave_those_who_came_before_them_out(
    street: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 3)
    first, ours = await asyncio.open_connection(HOST, port_of(street))
    async with within(PATIENCE, "who came first is shown out"):
        others = [await asyncio.open_connection(HOST, port_of(street)) for _ in range(3)]
        assert await first.read() == b""
    for writer in (ours, *(each for _, each in others)):
        writer.close()


async def test_nobody_leaves_whose_request_is_being_answered(street: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 3)
    came, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(*_: Any) -> None:
        came.set()
        await go_on.wait()

    monkeypatch.setattr(street.room.desk.intake, "record", slowly)
    answer = asyncio.create_task(brings(street.url, 1))
    await came.wait()
    others = [await asyncio.open_connection(HOST, port_of(street)) for _ in range(9)]
    assert await brings_nothing(street.url) == 401
    go_on.set()
    assert await answer == 200
    for _, writer in others:
        writer.close()


async def brings_nothing(url: str) -> int:
    """Call without the secret; the status."""
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE, verify=False) as http:
        return (await http.post(f"{url}/telegram")).status_code


@pytest.mark.threat("T51")
@pytest.mark.parametrize("before", [b"", b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"], ids=["at once", "on a kept one"])
async def test_a_head_that_comes_byte_by_byte_is_given_up(
    street: Any, before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.05)
    async with within(PATIENCE, "the slow head is given up"):
        reader, writer = await asyncio.open_connection(HOST, port_of(street))
        writer.write(before)
        if before:
            await reader.readuntil(b"\r\n\r\n")
        writer.write(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
        await dribble_until_it_ends(reader, writer)


async def test_a_head_without_an_end_is_refused_at_its_size(street: Any) -> None:
    async with within(PATIENCE, "the large head is refused"):
        reader, writer = await asyncio.open_connection(HOST, port_of(street))
        writer.write(b"GET /healthz HTTP/1.1\r\nX-Large: " + b"x" * server.LARGEST_HEAD)
        assert b" 400 " in await reader.readline()
        writer.close()
