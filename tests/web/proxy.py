"""The proxy of `deploy/`, as it is written there, on this machine: only its address and its bots are others."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.idle_callers import HOST

ROOT = Path(__file__).parents[2]
CADDYFILE = ROOT / "deploy" / "Caddyfile"
TRIES = 400


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
            assert await listening(process, port), (folder / "caddy.log").read_text(encoding="utf-8")
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
    """Once somebody is let in; False where it ended or let nobody in."""
    for _ in range(TRIES):
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            if process.returncode is not None:
                return False
            await asyncio.sleep(0.05)
        else:
            writer.transport.abort()
            return True
    return False
