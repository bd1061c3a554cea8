"""Empty databases as the program makes them: migrated once in a process, and copied wherever a test begins with one."""

import os
import tempfile
from pathlib import Path

from storage.engine.database import Database
from tests.postgres import Postgres

_made: list[bytes] = []
_made_on: dict[str, str] = {}


async def put(path: Path) -> str:
    """An empty database of today at `path`, whose folders are made; its address."""
    if not _made:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "caigou.db"
            await (await Database.open(f"sqlite:///{first}")).close()
            _made.append(first.read_bytes())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_made[0])
    return f"sqlite:///{path}"


async def put_on(server: Postgres) -> str:
    """The address of a new database of today on a server, a copy of one that was migrated there."""
    place = server.url("")
    if place not in _made_on:
        first = server.new_url()
        await (await Database.open(first)).close()
        _made_on[place] = first
    return server.copy_of(_made_on[place])


async def opened(path: Path) -> Database:
    """Such a database, open."""
    return await Database.open(await put(path))
