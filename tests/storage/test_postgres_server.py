"""The server that other tests rely on."""

import os
from pathlib import Path

import pytest

from tests.postgres import Postgres


def test_every_test_gets_an_empty_database_of_its_own(postgres: Postgres, postgres_url: str) -> None:
    name = postgres_url.rsplit("/", 1)[1]
    assert postgres.psql(name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [["0"]]
    assert postgres.new_url() != postgres_url


def test_a_killed_server_comes_back_with_what_was_committed(tmp_path: Path) -> None:
    server = Postgres.start(tmp_path)
    try:
        name = server.new_url().rsplit("/", 1)[1]
        server.psql(name, "CREATE TABLE kept (word text)")
        server.psql(name, "INSERT INTO kept VALUES ('here'), (NULL)")
        server.kill()
        with pytest.raises(RuntimeError):
            server.psql(name, "SELECT 1")
        server.restart()
        assert server.psql(name, "SELECT word FROM kept") == [["here"], [""]]
    finally:
        server.stop()


def test_nothing_is_left_of_a_server_that_was_stopped(tmp_path: Path) -> None:
    server = Postgres.start(tmp_path)
    pid = server.pid
    server.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not server._root.exists()
