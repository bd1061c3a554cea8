"""Whatever the umask, what a run leaves on the disk is for its owner alone, and holds no secret in the clear."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk.placing.create_call import keep_answer
from bot.market.port import Unclear
from tests.cards.samples import ATTEMPT


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_ones(folder: Path) -> dict[str, str]:
    """Files and folders that somebody else could look into, with their modes."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    return {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077}


@pytest.mark.threat("T12")
@pytest.mark.usefixtures("open_to_all")
async def test_a_run_leaves_nothing_that_others_can_read(open_street: Any) -> None:
    async with open_street() as street:
        await street.ordered()
        await street.tenant.restart()
        held = street.database.parent
        assert {path.name for path in held.iterdir()} >= {"caigou.db", "caigou.db-wal"}
        assert open_ones(held) == {}


@pytest.mark.usefixtures("open_to_all")
def test_an_answer_that_could_not_be_recorded_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    keep_answer(tmp_path / "answers.log", ATTEMPT, Unclear("cut off", "{}"))
    assert stat.S_IMODE((tmp_path / "answers.log").stat().st_mode) == 0o600


@pytest.mark.threat("T12")
async def test_no_file_of_a_run_holds_a_secret_of_the_settings_or_a_token(open_street: Any) -> None:
    async with open_street() as street:
        await street.ordered()
        await street.market(expire_token=True)
        await street.ordered(quantity=3)
        await street.tenant.stop()
        files = [path for path in street.database.parent.rglob("*") if path.is_file()]
        held = b"".join(path.read_bytes() for path in files)
        secrets = [secret for secret in street.settings.secrets() if "sqlite" not in secret]
        world = street.world.credentials
        assert len(secrets) >= 3
        assert [name for name in (*secrets, world.access_token, world.refresh_token) if name.encode() in held] == []
        await street.tenant.start()
