"""Asking a person at the terminal, without showing what must stay hidden."""

import getpass
import sys
from collections.abc import Callable

Ask = Callable[[str, bool], str]
"""(prompt, hidden) → what was typed, stripped. Raises EOFError where nobody answers."""


def ask(prompt: str, hidden: bool = False) -> str:
    """One line from the person; without a terminal it is read from standard input all the same."""
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
    """A line for the person, at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def complain(text: str) -> None:
    """A sentence about what went wrong, on stderr."""
    sys.stderr.write(text + "\n")
