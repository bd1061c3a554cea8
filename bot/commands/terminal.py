"""Asks a person at the terminal, without showing hidden input."""

import getpass
import sys
from collections.abc import Callable

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
