"""The town, built once for each worker and put back as it was before every cell."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.chat import pace
from tests.matrix.goods import Target, furnish, stock
from tests.matrix.town import Town, settled_town


@dataclass(frozen=True)
class Stocked:
    """A town with its requests; `general` is what rows that are about no request are given."""

    town: Town
    targets: dict[tuple[str, str], Target]
    general: Target


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    """Twelve people press thousands of buttons here: the pace that holds floods back is tried elsewhere.

    It holds before the town is built, since each person's pace is remembered from his first word on.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "WORDS_BURST", 10**9)
        patch.setattr(pace, "PRESSES_BURST", 10**9)
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stocked(tmp_path_factory: pytest.TempPathFactory, _unhurried: None) -> AsyncIterator[Stocked]:
    async with settled_town(tmp_path_factory.mktemp("town")) as town:
        targets = await stock(town)
        yield Stocked(town, targets, await furnish(town, targets))
