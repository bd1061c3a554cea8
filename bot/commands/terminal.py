"""Talks with a person at the terminal, and says what some options of the commands may be."""

import getpass
import sys
from collections.abc import Callable
from enum import StrEnum

Ask = Callable[[str, bool], str]
"""(prompt, hidden) → what was typed, stripped. Raises EOFError if nobody answers."""


def ask(prompt: str, hidden: bool = False) -> str:
    """One line from the person; without a terminal it is read from standard input."""
    if hidden and sys.stdin.isatty():
        return getpass.getpass(prompt).strip()
    show(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        show("")
    return line.strip()


def show(text: str, end: str = "\n") -> None:
    """Print a line for the person, at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print a sentence about what went wrong, to stderr."""
    sys.stderr.write(text + "\n")


class What(StrEnum):
    """What to do with the journal."""

    VERIFY = "verify"
    EXPORT = "export"
    ANCHOR = "anchor"


class JournalFormat(StrEnum):
    """The format of an exported journal."""

    JSONL = "jsonl"
    CSV = "csv"


class ExportRows(StrEnum):
    """What one row of an export is."""

    ORDERS = "orders"
    LINES = "lines"
    REFUNDS = "refunds"


class Sheet(StrEnum):
    """The file format of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
