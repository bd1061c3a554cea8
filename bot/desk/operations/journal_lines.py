"""Writes the journal as CSV or JSON Lines, with the personal values that stand beside it where they are kept."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from bot.desk.ledger.journal_chain import Entry, Unreadable
from bot.desk.ledger.personal_facts import put_at, sealed_in
from bot.sheets.writing import csv_line

BESIDE = ("personal", "hash_before")
"""What stands beside an entry, and is no column of its own."""
COLUMNS = tuple(each.name for each in fields(Entry) if each.name not in BESIDE)
ERASED = "erased"
"""Stands for a personal value that is not kept any more."""


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
            values["facts"] = _facts(entry)
        yield json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"


def _values(entry: Entry | Unreadable) -> dict[str, object]:
    values: dict[str, object] = asdict(entry)
    if isinstance(entry, Entry):
        facts = _facts(entry)
        values["facts"] = facts if isinstance(facts, str) else json.dumps(facts, ensure_ascii=False, sort_keys=True)
        values["at"] = entry.at.isoformat()
    for name in BESIDE:
        values.pop(name, None)
    return values


def _facts(entry: Entry) -> Any:
    """The facts with each personal value in its place; as text if they cannot be read."""
    try:
        facts = json.loads(entry.facts)
        beside = {each.field: json.loads(each.value) for each in entry.personal}
    except ValueError:
        return entry.facts
    for path, _ in list(sealed_in(facts)):
        put_at(facts, path, beside.get(path, ERASED))
    return facts
