"""Talks with a person at the terminal, and says what some options of the commands may be."""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO

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


@contextmanager
def new_file(path: Path | None, *, over: bool = False) -> Iterator[IO[bytes]]:
    """A file that only its owner can read, deleted again if it could not be finished; without a path it is printed.

    With `over` it takes the place of an older file once it is whole.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    new = path.with_name(f"{path.name}.{os.getpid()}.new") if over else path
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if over:
            new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


class What(StrEnum):
    """What to do with the journal."""

    VERIFY = "verify"
    EXPORT = "export"
    ANCHOR = "anchor"


class JournalFormat(StrEnum):
    """The format of an exported journal."""

    JSONL = "jsonl"
    CSV = "csv"
