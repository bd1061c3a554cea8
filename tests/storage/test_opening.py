"""Opening a database: its folder, its lock, its settings, and what is refused."""

import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import engines
from storage.engine.database import Database
from storage.failures import DatabaseBusy, DatabaseDamaged, DatabaseTooNew, StorageFailed
from storage.files import sound_file
from tests.storage.sql import sql


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(path: Path) -> dict[str, int]:
    """The modes of all files beside a database, its own included, by name."""
    return {entry.name: mode(entry) for entry in path.parent.iterdir()}


def content(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def no_database(path: Path) -> Path:
    path.parent.mkdir()
    path.write_bytes(b"a list of things to buy\n" * 100)
    return path


@pytest.fixture
def damaged(closed: Path) -> Path:
    """A database whose pages begin with nonsense, but for the first two."""
    whole = bytearray(closed.read_bytes())
    page = int.from_bytes(whole[16:18])
    for start in range(page * 2, len(whole), page):
        whole[start : start + 64] = b"\xff" * 64
    closed.write_bytes(whole)
    return closed


@pytest.fixture
def public(closed: Path) -> Path:
    closed.chmod(0o644)
    return closed


@pytest.fixture
def linked(path: Path, tmp_path: Path) -> Path:
    (tmp_path / "link").symlink_to(path.parent)
    return tmp_path / "link" / path.name


@pytest.fixture
def generous_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("generous_umask")
async def test_the_folder_and_every_file_of_it_are_for_one_user_alone(database: Database, path: Path) -> None:
    async with database.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)")
    assert mode(path.parent) == 0o700
    assert files(path) == dict.fromkeys(("caigou.db", "caigou.db-wal", "caigou.db-shm", "caigou.db.lock"), 0o600)


async def test_a_database_that_others_could_read_is_closed_to_them(public: Path, url: str) -> None:
    await (await Database.open(url)).close()
    assert mode(public) == 0o600


async def test_a_second_opener_is_told_which_file_is_in_use(database: Database, url: str, path: Path) -> None:
    with pytest.raises(DatabaseBusy, match=str(path)):
        await Database.open(url)
    async with database.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)")


@pytest.mark.usefixtures("database")
async def test_another_way_to_the_same_file_meets_the_same_lock(linked: Path) -> None:
    with pytest.raises(DatabaseBusy):
        await Database.open(f"sqlite:///{linked}")


async def test_a_closed_database_can_be_opened_again(url: str) -> None:
    first = await Database.open(url)
    async with first.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)")
    await first.close()
    second = await Database.open(url)
    async with second.reading() as session:
        assert (await sql(session, "SELECT value FROM fact")).all() == [("1",)]
    await second.close()


async def test_closing_folds_the_log_into_the_one_file(url: str, path: Path) -> None:
    opened = await Database.open(url)
    async with opened.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)")
    await opened.close()
    assert set(files(path)) == {"caigou.db", "caigou.db.lock"}


async def test_a_relative_address_is_kept_when_the_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = await Database.open("sqlite:///data/caigou.db")
    monkeypatch.chdir("/")
    async with opened.reading() as session:
        assert (await sql(session, "SELECT count(*) FROM fact")).all() == [(0,)]
    assert opened.path == tmp_path / "data" / "caigou.db"
    assert opened.dialect == "sqlite"
    await opened.close()


@pytest.fixture(params=[True, False], ids=["writer", "reader"])
async def engine(request: pytest.FixtureRequest, closed: Path, url: str) -> AsyncIterator[AsyncEngine]:
    opened = engines.for_sqlite(engines.address(url), writes=request.param)
    yield opened
    await opened.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
async def test_every_connection_has_the_settings_that_promises_rest_upon(
    engine: AsyncEngine, pragma: str, value: object
) -> None:
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda held: held.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
    assert found == value


def test_a_setting_that_did_not_hold_is_refused() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as in_memory,
        pytest.raises(StorageFailed, match="journal_mode at memory instead of wal"),
    ):
        engines.set_pragmas(in_memory, writes=True)


async def test_a_newer_database_is_refused_and_left_as_it_is(closed: Path, url: str) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match=r"9999.*Update the program"):
        await Database.open(url)
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


async def test_a_refused_database_is_not_left_locked(closed: Path, url: str) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(DatabaseTooNew):
            await Database.open(url)


async def test_a_file_that_is_no_database_is_refused(no_database: Path, url: str) -> None:
    with pytest.raises(DatabaseDamaged, match="restore the last copy"):
        await Database.open(url)
    assert content(no_database).startswith(b"a list of things to buy")


@pytest.mark.usefixtures("damaged")
async def test_a_damaged_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseDamaged):
        await Database.open(url)


async def test_damage_that_a_check_begun_early_found_refuses_the_database(damaged: Path, url: str) -> None:
    sound_file.begin(damaged)
    with pytest.raises(DatabaseDamaged):
        await Database.open(url)


async def test_a_check_begun_early_counts_once(closed: Path, url: str, request: pytest.FixtureRequest) -> None:
    sound_file.begin(closed)
    await (await Database.open(url)).close()
    request.getfixturevalue("damaged")
    with pytest.raises(DatabaseDamaged):
        await Database.open(url)


def test_a_check_that_broke_leaves_nobody_waiting(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> str:
        raise MemoryError("too large")

    monkeypatch.setattr(sound_file, "_checked", broken)
    sound_file.begin(closed)
    with pytest.raises(MemoryError):
        sound_file.check(closed)


def test_a_file_that_is_not_there_is_not_made_by_its_check(tmp_path: Path) -> None:
    sound_file.begin(tmp_path / "none.db")
    with pytest.raises(sqlite3.OperationalError):
        sound_file.check(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


async def test_looking_needs_no_lock_and_cannot_write(database: Database, url: str) -> None:
    onlooker = await Database.open(url, look_only=True)
    async with database.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)")
    async with onlooker.reading() as session:
        assert (await sql(session, "SELECT value FROM fact")).all() == [("1",)]
    with pytest.raises(StorageFailed, match="only to look"):
        async with onlooker.transaction():
            pass
    await onlooker.close()


async def test_looking_at_nothing_makes_nothing(tmp_path: Path, url: str) -> None:
    with pytest.raises(StorageFailed, match="cannot be opened"):
        await Database.open(url, look_only=True)
    assert files(tmp_path / "anything") == {}


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("sqlite:////var/lib/caigou.db", "sqlite+direct:////var/lib/caigou.db"),
        ("sqlite+direct:////var/lib/caigou.db", "sqlite+direct:////var/lib/caigou.db"),
        ("postgresql://ann@db/caigou", "postgresql+asyncpg://ann@db/caigou"),
        ("postgres://ann@db:5433/caigou", "postgresql+asyncpg://ann@db:5433/caigou"),
        ("postgresql://db/caigou?sslmode=require", "postgresql+asyncpg://db/caigou?ssl=require"),
    ],
)
def test_an_address_is_taken_as_users_write_it(written: str, understood: str) -> None:
    assert engines.address(written).render_as_string() == understood


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "no address"),
        ("data/caigou.db", "no address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://db/caigou", "sqlite and postgresql"),
    ],
)
async def test_an_address_that_cannot_be_used_is_explained(written: str, sentence: str) -> None:
    with pytest.raises(StorageFailed, match=sentence):
        await Database.open(written)


async def test_a_server_that_is_not_there_is_explained() -> None:
    with pytest.raises(StorageFailed, match="its server, is there"):
        await Database.open("postgresql://ann@127.0.0.1:1/caigou")


async def test_what_is_no_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    with pytest.raises(StorageFailed, match="is no file"):
        await Database.open(f"sqlite:///{pipe}")
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o644
    assert not pipe.with_name("pipe.lock").exists()


async def test_a_foreign_file_keeps_its_rights(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear friend, " * 100, encoding="utf-8")
    letter.chmod(0o644)
    with pytest.raises((StorageFailed, DatabaseDamaged)):
        await Database.open(f"sqlite:///{letter}")
    assert stat.S_IMODE(letter.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (":1/d?sslmode=bogus", "not understood"),
        (":1/d?foo=bar", "not understood"),
        (":99999/d", "not understood"),
        (":x/d", "no address"),
        (":1/d", "lets this user in"),
    ],
)
async def test_an_address_that_the_driver_does_not_take_is_said_without_its_password(rest: str, said: str) -> None:
    with pytest.raises(StorageFailed, match=said) as failed:
        await Database.open(f"postgresql://bot:canary@127.0.0.1{rest}")
    assert "canary" not in str(failed.value)
