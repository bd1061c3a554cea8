"""What holds for every test: generated examples may take their time, and a failure shows how to repeat it."""

import gc
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.orm import Session

from storage.engine.database import LOOKS
from tests import limits, migrated_databases, quick
from tests.counts import WHOLE, counted
from tests.postgres import Postgres
from tests.together import Together

settings.register_profile("house", max_examples=counted(100, 25), deadline=None, derandomize=not WHOLE, print_blob=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """A test that takes too long ends, and nothing else does; a quick one opens nothing."""
    config.pluginmanager.register(limits, "limits")
    config.pluginmanager.register(quick, "quick")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While tests are collected nothing becomes garbage that is worth a search."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: it is not searched for garbage again and again, as in the bot itself.

    Nor is what a test leaves, except seldom: a process of a run ends after some minutes.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Whoever runs tests in several processes keeps those together that share what is dear."""
    return Together(config, log)


@event.listens_for(Session, "do_orm_execute")
def _a_look_locks_nothing(state: Any) -> None:
    """PostgreSQL refuses to lock a row in a transaction that only reads; SQLite would not notice."""
    if state.session.info.get(LOOKS) and state.is_select:
        assert state.statement._for_update_arg is None, "a look must not lock what it looks at"


_entered: list[Postgres] = []


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Postgres:
    """The PostgreSQL server of the run, which all processes that run tests share."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "postgres"
    folder.mkdir(exist_ok=True)
    _entered.append(Postgres.of_all(folder))
    return _entered[0]


def pytest_unconfigure() -> None:
    """After the last test, when no test's own time runs: whoever made the server waits until nobody needs it."""
    while _entered:
        _entered.pop().leave()


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The address of a fresh empty PostgreSQL database."""
    return postgres.new_url()


@pytest.fixture
async def migrated_url(postgres: Postgres) -> str:
    """The address of a fresh PostgreSQL database with the tables of today."""
    return await migrated_databases.put_on(postgres)
