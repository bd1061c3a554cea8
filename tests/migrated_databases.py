"""Empty databases as the program makes them: migrated once in a process, and copied wherever a test begins with one."""

import os
import secrets
import tempfile
from pathlib import Path

from storage.engine import engines, revisions
from storage.engine.database import Database
from storage.files.sqlite_file import SqliteFile
from tests.counts import counted
from tests.postgres import Postgres, replaced

_made: list[bytes] = []
_made_on: dict[str, str] = {}
_older: dict[tuple[str, str], bytes | str] = {}


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
    return entered(await put(path))


def entered(url: str) -> Database:
    """The database of today at an address, open: neither checked nor asked for its revision, as it was just made."""
    where = engines.address(url)
    if where.get_backend_name() == "postgresql":
        engine = engines.for_postgres(where)
        return Database(None, engine, engine.execution_options(postgresql_readonly=True))
    place = SqliteFile(Path(where.database or ""))
    place.take()
    return Database(place, engines.for_sqlite(where, writes=True), engines.for_sqlite(where, writes=False))


def of_each_kind(earlier: list[str]) -> list[tuple[str, str]]:
    """Every earlier revision on SQLite, and some of them, with the last, on PostgreSQL: in a whole run all."""
    return [("sqlite", each) for each in earlier] + [("postgresql", each) for each in earlier[:: -counted(1, 3)]]


async def put_older(url: str, revision: str) -> None:
    """The empty database at `url` becomes one of an earlier revision; each is made once, from the one before it."""
    server = url.rpartition("/")[0] if url.startswith("postgresql") else "sqlite"
    if nearest := max((each for place, each in _older if place == server and each <= revision), default=""):
        become(url, _older[server, nearest])
    if nearest != revision:
        await _upgraded(url, revision)
        _older[server, revision] = kept(url)


def kept(url: str) -> bytes | str:
    """What `become` makes the same database of: a file's content, or the address of a copy on its server."""
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite:///")).read_bytes()
    copy = f"{url}_{secrets.token_hex(4)}"
    replaced(copy, url)
    return copy


def become(url: str, source: bytes | str) -> None:
    """The database at `url`, which nobody has open, becomes what was kept."""
    if isinstance(source, str):
        replaced(url, source)
        return
    path = Path(url.removeprefix("sqlite:///"))
    path.touch(0o600)
    path.write_bytes(source)


async def _upgraded(url: str, revision: str) -> None:
    engine = engines.for_migration(engines.address(url))
    async with engine.connect() as connection:
        await connection.run_sync(revisions.upgrade, revision)
    await engine.dispose()
