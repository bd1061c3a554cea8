"""The index of words in the file of SQLite: what is taken out of it leaves nothing once the file is written anew."""

from pathlib import Path

from storage.engine.database import Database
from storage.queries import order_words

WORD = "canaryofsomebody"


def holds(file: Path) -> bool:
    """Whether the word, without its beginning that a part of the index may write once for several, is in the file."""
    return WORD[3:].encode() in file.read_bytes()


async def test_a_word_that_was_taken_out_is_in_no_part_of_the_file_once_it_is_written_anew(
    database: Database, path: Path
) -> None:
    for number in range(1, 40):
        async with database.transaction() as session:
            await order_words.put(session, {number: f"mug number{number} {WORD}"})
    async with database.transaction() as session:
        await order_words.put(session, {number: f"mug number{number}" for number in range(1, 40)})
    await database.empty_log()
    assert holds(path), "parts of the index that were not merged yet still have it"
    await database.rewrite()
    assert not holds(path)
    async with database.reading() as session:
        there, number, fit = order_words.index(False)
        query = order_words.asked(False, [("mug*",), ("number7", "nobody")])
        found = await session.exec(there.select().with_only_columns(number).where(fit), params={"words": query})
    assert [row[0] for row in found.all()] == [7]
