"""The town, built once for each worker and put back as it was before every cell."""

from collections.abc import AsyncIterator
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


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve people press thousands of buttons here: the pace that holds floods back is tried elsewhere."""
    monkeypatch.setattr(pace, "WORDS_BURST", 10**9)
    monkeypatch.setattr(pace, "PRESSES_BURST", 10**9)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stocked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stocked]:
    async with settled_town(tmp_path_factory.mktemp("town")) as town:
        targets = await stock(town)
        yield Stocked(town, targets, await furnish(town, targets))
