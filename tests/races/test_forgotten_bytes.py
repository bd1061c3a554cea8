"""Somebody is forgotten in the database in which they lived: the very bytes of a SQLite file are searched."""

from pathlib import Path

from bot.purchasing.person import Act
from storage.files.small_file import ErasedFile
from tests.races.pair import Pair
from tests.races.test_forgetting import CANARIES, ZOFIA, lived


async def test_on_sqlite_no_byte_of_the_file_or_its_log_tells_of_them(pair: Pair, tmp_path: Path) -> None:
    pair.one.ledger.erased = ErasedFile(tmp_path / "erased.json")
    await lived(pair)
    await pair.one.desk.forgetting.forget_me(Act(ZOFIA))
    path = pair.one.ledger.database.path
    if path is None:
        assert pair.one.ledger.shared
        return
    files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    found = {(each.name, word) for each in files for word in CANARIES if word.encode() in each.read_bytes()}
    assert found == set()
