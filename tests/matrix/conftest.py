"""The town, built once for each worker and put back as it was before every cell."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.matrix.goods import Stocked, stocked_in
from tests.matrix.world_fixture import settled_town, unhurried


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried():
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stocked(tmp_path_factory: pytest.TempPathFactory, _unhurried: None) -> AsyncIterator[Stocked]:
    async with settled_town(tmp_path_factory.mktemp("town")) as town:
        yield await stocked_in(town)
