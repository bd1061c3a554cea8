"""The town, built once for each worker and put back as it was before every cell."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from tests.matrix.goods import Stocked, stocked_in
from tests.matrix.world_fixture import settled_town, unhurried


@pytest.fixture(autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried():
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stocked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stocked]:
    async with AsyncExitStack() as stack:
        with unhurried():
            every = await stocked_in(await stack.enter_async_context(settled_town(tmp_path_factory.mktemp("town"))))
        yield every
