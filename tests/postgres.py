"""A real PostgreSQL server for tests: Debian's, on a free port of this machine, gone with whoever started it."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.util import LRUCache

from bot.sandbox.patience import held_up

MACHINE = Path(__file__).parents[1] / ".ci" / "machine"
USER = "caigou"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "log_min_messages": "fatal",
}
HASTY = {"fsync": "off", "full_page_writes": "off"}
"""Nothing that the machine's own fall would spare; whatever happens to the server's processes loses nothing."""
COUNTING = {"shared_preload_libraries": "pg_stat_statements"}
CROWDED = {"autovacuum": "off"}
"""It would visit each of the databases in turn."""
PATIENCE = 30.0


class OneForAll(PGDialect_asyncpg):
    """SQLAlchemy's own dialect, except that all are equal: a statement is compiled once for all databases of a run.

    The program has one database, and compiles each once.
    """

    supports_statement_cache = True
    compiled: LRUCache[Any, Any] = LRUCache(500)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.compiled)


registry.register("postgresql.asyncpg", __name__, OneForAll.__name__)


class Postgres:
    """One server. As root it runs as Debian's `postgres`, since it refuses root, and keeps its files beside `folder`.

    `durable` makes it flush each commit to the disk; without that it is much quicker. `counting` makes it count
    statements. `crowded` is for hundreds of databases that live for a second each.
    """

    _users: IO[bytes] | None = None

    def __init__(self, folder: Path, *, durable: bool = False, counting: bool = False, crowded: bool = False) -> None:
        self._bin = Path(_output([str(MACHINE), "postgresql"]).strip())
        self._password, self._port = secrets.token_hex(12), free_port()
        self._settings = (SETTINGS if durable else SETTINGS | HASTY) | (COUNTING if counting else {})
        self._settings |= CROWDED if crowded else {}
        self._server: subprocess.Popen[bytes] | None = None
        self._root = Path(tempfile.mkdtemp(prefix="caigou-postgres-")) if os.geteuid() == 0 else folder / "postgres"
        self._root.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self._root, "postgres", "postgres")
        self._data, self._log = self._root / "data", folder / "postgres.log"

    @classmethod
    def start(cls, folder: Path, *, durable: bool = False, counting: bool = False, crowded: bool = False) -> "Postgres":
        """A new cluster, running; RuntimeError with the server's log where it does not start."""
        server = cls(folder, durable=durable, counting=counting, crowded=crowded)
        server._make()
        server._run()
        return server

    @classmethod
    def behind(cls, primary: "Postgres", port: int, folder: Path) -> "Postgres":
        """A standby, running, that follows a server through this port of the machine."""
        standby = cls(folder)
        standby._password = primary._password
        source = f"host=127.0.0.1 port={port} user={USER} password={primary._password}"
        made = [str(standby._bin / "pg_basebackup"), "-D", str(standby._data), "-d", source, "-R", "-X", "stream"]
        _output([*_as_postgres(), *made, "-c", "fast", "--no-sync"])
        standby._run()
        return standby

    @classmethod
    def of_all(cls, folder: Path) -> "Postgres":
        """The one server of a whole run: the first process to ask makes it, all others enter it.

        Each holds a lock as long as it may need the server, and the maker waits for them before it stops.
        """
        users = (folder / "users").open("ab")
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / "entrance").open("ab") as entrance:
            fcntl.flock(entrance, fcntl.LOCK_EX)
            told = folder / "told.json"
            if told.exists():
                server = cls._told(json.loads(told.read_text(encoding="ascii")))
            else:
                server = cls.start(folder, crowded=True)
                told.touch(0o600)
                told.write_text(json.dumps([str(server._root), server._password, server._port]), encoding="ascii")
        server._users = users
        return server

    @classmethod
    def _told(cls, facts: list[Any]) -> "Postgres":
        """The server of another process: it can be asked, and belongs to its maker."""
        server = cls.__new__(cls)
        server._bin = Path(_output([str(MACHINE), "postgresql"]).strip())
        server._root, server._password, server._port = Path(facts[0]), str(facts[1]), int(facts[2])
        server._server = None
        return server

    def leave(self) -> None:
        """This process needs the server of all no more; its maker ends it once nobody does."""
        assert self._users is not None, "the server is not one of all"
        if self._server is None:
            self._users.close()
            return
        fcntl.flock(self._users, fcntl.LOCK_EX)
        self._users.close()
        self.stop()

    def promote(self) -> None:
        """A standby becomes a server that writes, with what it has."""
        self.psql("postgres", "SELECT pg_promote()")

    @property
    def port(self) -> int:
        return self._port

    @property
    def pid(self) -> int:
        """The process that all others of the server descend from."""
        assert self._server is not None, "the server does not run"
        return self._server.pid

    def url(self, database: str) -> str:
        """The address of a database of this server, as a user writes it."""
        return f"postgresql://{USER}:{self._password}@127.0.0.1:{self._port}/{database}"

    def new_url(self) -> str:
        """The address of a fresh empty database."""
        name = f"test_{secrets.token_hex(6)}"
        self.psql("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def copy_of(self, url: str) -> str:
        """The address of a new database with everything that another one has, which nobody is connected to."""
        name, source = f"test_{secrets.token_hex(6)}", url.rpartition("/")[2]
        self.psql("postgres", f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is connected to it."""
        self.psql("postgres", f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def psql(self, database: str, statement: str) -> list[list[str]]:
        """What a hand with a SQL shell gets: rows of texts, an empty one for NULL."""
        command = [str(self._bin / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", "\x1f", "-R", "\x1e"]
        answer = _output([*command, "-d", self.url(database), "-c", statement])
        return [row.split("\x1f") for row in answer.removesuffix("\n").split("\x1e")] if answer.strip() else []

    def stop(self) -> None:
        """End the server and remove its files."""
        self._end(signal.SIGINT)
        shutil.rmtree(self._root, ignore_errors=True)

    def restart(self) -> None:
        """The same server again: every connection is cut, what was committed is there. Also after `kill`."""
        self._end(signal.SIGINT)
        self._run()

    def kill(self) -> None:
        """The server falls over, without a word to anybody; `restart` brings it back."""
        self._end(signal.SIGKILL)

    def _make(self) -> None:
        word = self._root / "word"
        word.write_text(self._password, encoding="ascii")
        word.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(word, "postgres", "postgres")
        choices = ["--username", USER, "--pwfile", str(word), "--auth", "scram-sha-256", "--no-sync"]
        _output(
            [*_as_postgres(), str(self._bin / "initdb"), "-D", str(self._data), *choices, "-E", "UTF8", "--locale", "C"]
        )
        word.unlink()

    def _run(self) -> None:
        """Start it; the old one's last processes may hold its memory, and a port may be taken, so it is tried again."""
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        begun, queued = time.monotonic(), held_up()
        while time.monotonic() - begun - (held_up() - queued) < PATIENCE:
            command = [*_as_postgres(), str(self._bin / "postgres"), "-D", str(self._data), "-p", str(self._port)]
            with self._log.open("ab") as log:
                self._server = subprocess.Popen(
                    [*command, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                )
            while self._server.poll() is None:
                if self._answers():
                    return
                time.sleep(0.02)
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{self._log.read_text(errors='replace')[-2000:]}")

    def _answers(self) -> bool:
        try:
            self.psql("postgres", "SELECT 1")
        except RuntimeError:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            if self._server.poll() is None:
                self._server.send_signal(how)
            self._server.wait(10 * PATIENCE)
            self._server = None


def asked(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query as a hand with a SQL shell sees them, with their types; columns need names of their own."""
    inner = f"SELECT coalesce(json_agg(to_json(found)), '[]') FROM ({query}) AS found"
    folder = Path(_output([str(MACHINE), "postgresql"]).strip())
    answer = _output([str(folder / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", inner])
    return [tuple(row.values()) for row in json.loads(answer)]


def told(url: str, statements: str) -> None:
    """Have statements run, all or none."""
    folder = Path(_output([str(MACHINE), "postgresql"]).strip())
    _output([str(folder / "psql"), "-XAtq1", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statements])


def replaced(url: str, source: str) -> None:
    """The database becomes a copy of another one on its server, which nobody is connected to."""
    folder = Path(_output([str(MACHINE), "postgresql"]).strip())
    server, _, name = url.rpartition("/")
    drop = f"DROP DATABASE IF EXISTS {name}"
    create = f"CREATE DATABASE {name} TEMPLATE {source.rpartition('/')[2]} STRATEGY file_copy"
    psql = [str(folder / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", f"{server}/postgres"]
    _output([*psql, "-c", drop, "-c", create])


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres() -> list[str]:
    """Runs a command as one that the server accepts, and ends it with us."""
    change = ["--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *change, "--pdeathsig", "INT"]


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.strip()[-2000:]}")
    return done.stdout
