"""What several sellers get together costs what each of them costs; the database says so too."""

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from storage.engine.database import Database
from storage.tables import Base
from tests import migrated_databases
from tests.programmes.torture import r10_migrations as r10
from tests.storage.test_taken_back import connected, done

ONE = {"goods": 900, "freight": 200, "discount": 100, "total": 1000}
OTHERS = sorted(
    {each.name for each in Base.metadata.tables["request"].columns} - {"id", "snapshot", "opened_by", "part", "part_of"}
)
BOTH = {name: 2 * fen for name, fen in ONE.items()}
_brought: dict[str, bytes | str] = {}


def _asked(**sums: int) -> str:
    """A request of two sellers with these sums in place of the right ones."""
    return json.dumps(BOTH | sums | {"parts": [ONE, ONE]})


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A filled database of 0.2.0, brought to what the program needs: once of each kind, and copied for each test."""
    kind = request.param
    found = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else str(request.getfixturevalue("postgres_url"))
    if kind not in _brought:
        await migrated_databases.put_older(found, "0036")
        await r10.made(found, "0036")
        await (await Database.open(found)).close()
        _brought[kind] = migrated_databases.kept(found)
    migrated_databases.become(found, _brought[kind])
    return found


@pytest.mark.threat("T38")
@pytest.mark.parametrize("name", sorted(ONE))
async def test_a_sum_that_is_not_that_of_its_parts_is_refused(url: str, name: str) -> None:
    async with connected(url) as hand:
        await done(hand, f"UPDATE request SET snapshot = '{_asked()}' WHERE id = 1")
        with pytest.raises(DBAPIError, match="what its parts cost"):
            await done(hand, f"UPDATE request SET snapshot = '{_asked(**{name: BOTH[name] + 1})}' WHERE id = 1")


async def test_a_new_request_with_a_wrong_sum_is_refused(url: str) -> None:
    async with connected(url) as hand:
        columns = ", ".join(OTHERS)
        with pytest.raises(DBAPIError, match="what its parts cost"):
            await done(
                hand,
                f"INSERT INTO request (id, snapshot, {columns})"
                f" SELECT 999, '{_asked(total=1)}', {columns} FROM request WHERE id = 1",
            )


@pytest.mark.parametrize("parts", [{}, {"parts": []}])
async def test_the_sums_of_one_seller_are_for_the_preview_to_judge(url: str, parts: dict[str, list[str]]) -> None:
    alone = json.dumps(ONE | {"total": 1001} | parts)
    async with connected(url) as hand:
        await done(hand, f"UPDATE request SET snapshot = '{alone}' WHERE id = 1")
        assert await done(hand, "SELECT snapshot FROM request WHERE id = 1") == [(alone,)]
