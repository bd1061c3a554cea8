"""Checks each journal entry against its hash and the entry before, and exports the journal as CSV or JSON Lines."""

import json
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum

from bot.desk.ledger.journal_chain import Entry, Unreadable
from bot.desk.ledger.ledger import Ledger
from bot.sheets.writing import csv_line

COLUMNS = tuple(each.name for each in fields(Entry))
PAGE = 500


async def pages(ledger: Ledger) -> AsyncGenerator[tuple[Entry | Unreadable, ...], None]:
    """Every page of the journal, oldest first."""
    after = 0
    while True:
        async with ledger.look() as uow:
            page = await uow.journal.page(after, PAGE)
        if not page:
            return
        yield page
        after = page[-1].id


class JournalFault(StrEnum):
    """The kinds of fault of the first entry that is wrong."""

    UNREADABLE = "it cannot be read"
    CHAIN = "it does not follow the entry before it"
    CONTENT = "it is not what was written"


@dataclass(frozen=True)
class Broken:
    """The first entry that is not as it was written."""

    id: int
    fault: JournalFault


@dataclass
class Proof:
    """The result of checking the chain: how many entries, the hash of the last, and the first fault."""

    entries: int = 0
    last: str = ""
    broken: Broken | None = field(default=None)

    def follow(self, entries: Iterable[Entry | Unreadable]) -> bool:
        """Follow the chain through the next entries; False if it broke."""
        for entry in entries:
            fault = _fault(entry, self.last)
            if fault is not None:
                self.broken = Broken(entry.id, fault)
                return False
            assert isinstance(entry, Entry)
            self.entries, self.last = self.entries + 1, entry.hash
        return True


def _fault(entry: Entry | Unreadable, last: str) -> JournalFault | None:
    if isinstance(entry, Unreadable):
        return JournalFault.UNREADABLE
    if entry.previous != last:
        return JournalFault.CHAIN
    try:
        sound = entry.expected_hash() == entry.hash
    except (ValueError, TypeError, AttributeError):
        return JournalFault.CONTENT
    return None if sound else JournalFault.CONTENT


def csv_lines(entries: Iterable[Entry | Unreadable], *, heading: bool = True) -> Iterator[str]:
    """One line for each entry, ids and moments as text; a text that a spreadsheet would run gets an apostrophe."""
    if heading:
        yield csv_line(COLUMNS)
    for entry in entries:
        values = _values(entry)
        yield csv_line([values.get(name) for name in COLUMNS])


def json_lines(entries: Iterable[Entry | Unreadable]) -> Iterator[str]:
    """One JSON object for each entry, its facts as an object if they can be read."""
    for entry in entries:
        values = _values(entry)
        if isinstance(entry, Entry):
            values["facts"] = _facts(entry.facts)
        yield json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"


def _values(entry: Entry | Unreadable) -> dict[str, object]:
    values: dict[str, object] = asdict(entry)
    if isinstance(entry, Entry):
        values["at"] = entry.at.isoformat()
    return values


def _facts(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
