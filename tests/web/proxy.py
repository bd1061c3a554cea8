"""The proxy of `deploy/`, as it is written there, on this machine: only its address and its bots are others."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.patience import until
from tests.idle_callers import HOST

ROOT = Path(__file__).parents[2]
CADDYFILE = ROOT / "deploy" / "Caddyfile"


@asynccontextmanager
async def proxy(
    folder: Path, port: int, bot: int, other: Mapping[str, str] | None = None, scheme: str = "http"
) -> AsyncIterator[None]:
    """It listens while the context is open; `other` is what shall stand there instead of words of the file."""
    rules = CADDYFILE.read_text(encoding="utf-8")
    for old, new in ({"bot-1:8080": f"{HOST}:{bot}", "bot-2:8080": f"{HOST}:{bot}"} | dict(other or {})).items():
        assert rules.count(old) == 1, old
        rules = rules.replace(old, new)
    (folder / "Caddyfile").write_text(rules, encoding="utf-8")
    with (folder / "caddy.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            program(), "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile", cwd=folder,
            env=os.environ | {"DOMAIN": f"{scheme}://{HOST}:{port}", "HOME": str(folder)}
            | {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CONFIG", "CACHE")},
            stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            assert await until(lambda: listening(process, port), f"somebody listens on {port}")
            yield
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def program() -> str:
    """Where Debian's Caddy is; it is installed where that is allowed."""
    got = subprocess.run([ROOT / ".ci" / "machine", "caddy"], capture_output=True, text=True, check=False)
    assert got.returncode == 0, got.stderr
    return got.stdout.strip()


async def listening(process: asyncio.subprocess.Process, port: int) -> bool:
    """Whether somebody is let in. Raises AssertionError if the process has ended."""
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        assert process.returncode is None, f"it ended with {process.returncode}"
        return False
    writer.transport.abort()
    return True
