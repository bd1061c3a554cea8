"""`caigou sandbox`: settings on stdout, then ready, and nothing more; how it ends."""

import asyncio
import signal
import sys
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from bot.sandbox.serve import PortTaken, serve

ROOT = Path(__file__).parents[2]
NEEDED = {
    "TELEGRAM_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_ADMINS", "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET",
    "ALIBABA_ACCESS_TOKEN", "ALIBABA_REFRESH_TOKEN", "ALIBABA_GATEWAY_URL", "ALIBABA_ONE_CLICK_URL",
    "SHORT_LINK_URL", "CLOCK_URL", "JOURNAL_KEY", "WATCH_SECONDS",
}  # fmt: skip


async def start(port: int) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", str(port), cwd=ROOT, stdout=pipe, stderr=pipe
    )


async def test_it_prints_its_settings_then_ready_and_ends_with_0() -> None:
    process = await start(0)
    assert process.stdout is not None
    lines: list[str] = []
    while "ready" not in lines:
        lines.append((await process.stdout.readline()).decode().strip())
        assert lines[-1]
    settings = dict(line.split("=", 1) for line in lines[:-1])
    assert set(settings) == NEEDED
    assert settings["WATCH_SECONDS"] == "2"
    async with httpx.AsyncClient(base_url=settings["TELEGRAM_API_URL"], trust_env=False, timeout=120) as http:
        for path in ("/", "/sim/goods", "/nothing", "/app", "/healthz", f"/bot{settings['TELEGRAM_TOKEN']}/getMe"):
            assert (await http.get(path)).status_code in (200, 404)
        fault = {"side": "telegram", "call": "getMe", "kind": "reset", "when": "before", "times": 1}
        await http.post("/sim/faults", json=fault)
        with pytest.raises(httpx.HTTPError):
            await http.get(f"/bot{settings['TELEGRAM_TOKEN']}/getMe")
    process.send_signal(signal.SIGTERM)
    rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


async def empty(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that is never called."""


async def test_a_port_in_use_is_one_sentence_and_1() -> None:
    taken = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    async with taken:
        port = taken.sockets[0].getsockname()[1]
        process = await start(port)
        out, errors = await process.communicate()
        assert (process.returncode, out) == (1, b"")
        assert errors.decode().count("\n") == 1
        assert str(port) in errors.decode()
        with pytest.raises(PortTaken, match=str(port)):
            await serve(empty, port=port).__aenter__()
