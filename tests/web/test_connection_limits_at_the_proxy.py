"""The same crowd at the proxy of `deploy/`: a proper call comes through it to the bot."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.patience import PATIENCE, within
from tests.idle_callers import HOST, OPENINGS, crowd, dribble_until_it_ends
from tests.web.proxy import proxy
from tests.web.test_connection_limits import CROWDS, brings, port_of


@pytest.mark.threat("T51")
@pytest.mark.parametrize(("manner", "count"), CROWDS)
async def test_a_thousand_callers_at_the_proxy_keep_no_proper_call_out(
    street: Any, tmp_path: Path, port: Callable[[], int], manner: str, count: int
) -> None:
    door = port()
    async with proxy(tmp_path, door, port_of(street)), crowd(door, count, manner):
        first = await brings(f"http://{HOST}:{door}", 0)
        if first == 502:  # lost by the proxy while the crowd still pushed in: Telegram brings it again
            first = await brings(f"http://{HOST}:{door}", 0)
        assert [first, *[await brings(f"http://{HOST}:{door}", number) for number in range(1, 5)]] == [200] * 5


@pytest.mark.threat("T51")
@pytest.mark.parametrize(
    ("limit", "shorter", "opening"),
    [
        ("read_header 5s", "read_header 100ms", OPENINGS["slow head"]),
        ("read_body 15s", "read_body 100ms", OPENINGS["slow body"]),
    ],
    ids=["head", "body"],
)
async def test_the_proxy_shows_out_who_does_not_come_to_an_end(
    street: Any, tmp_path: Path, port: Callable[[], int], limit: str, shorter: str, opening: bytes
) -> None:
    door = port()
    async with proxy(tmp_path, door, port_of(street), {limit: shorter}), within(PATIENCE, "he is shown out"):
        reader, writer = await asyncio.open_connection(HOST, door)
        writer.write(opening)
        await dribble_until_it_ends(reader, writer)


async def test_a_handshake_that_does_not_begin_is_given_up_by_the_proxy(
    street: Any, tmp_path: Path, port: Callable[[], int]
) -> None:
    door = port()
    # A certificate of its own, that no other program of this machine gets to know; nobody is led here from port 80.
    sealed = {"admin off": "admin off\n\tskip_install_trust\n\tauto_https disable_redirects"}
    hasty = {"read_header 5s": "read_header 100ms"}
    async with (
        proxy(tmp_path, door, port_of(street), sealed | hasty, "https"),
        within(PATIENCE, "he is shown out"),
    ):
        reader, writer = await asyncio.open_connection(HOST, door)
        assert await reader.read() == b""
        writer.close()


async def test_a_kept_connection_with_nothing_to_do_is_closed_by_the_proxy(
    street: Any, tmp_path: Path, port: Callable[[], int]
) -> None:
    door = port()
    async with (
        proxy(tmp_path, door, port_of(street), {"idle 30s": "idle 100ms"}),
        within(PATIENCE, "he is shown out"),
    ):
        reader, writer = await asyncio.open_connection(HOST, door)
        writer.write(f"GET /nothing HTTP/1.1\r\nHost: {HOST}:{door}\r\n\r\n".encode())
        assert b" 404 " in await reader.readline()
        await reader.read()
        writer.close()


async def test_the_proxy_leads_to_the_mini_app_and_not_to_what_is_the_machine_s_own(
    street: Any, tmp_path: Path, port: Callable[[], int]
) -> None:
    door = port()
    paths = {
        "/app": 200,
        "/app/main.js": 200,
        "/app/orders": 401,
        "/application": 404,
        "/healthz": 404,
        "/metrics": 404,
    }
    async with proxy(tmp_path, door, port_of(street)):
        told = {path: (await street.http.get(f"http://{HOST}:{door}{path}")).status_code for path in paths}
    assert told == paths
