"""What holds for every test: generated examples may take their time, and a failure shows how to repeat it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Postgres

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server, one for each process that runs tests."""
    server = Postgres.start(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The address of a fresh empty PostgreSQL database."""
    return postgres.new_url()
