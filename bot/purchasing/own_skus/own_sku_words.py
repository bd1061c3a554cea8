"""Reads a text that is nothing but lines of a code and a quantity, such as `TSH-RED-M 20`."""

from dataclasses import dataclass

from bot.purchasing.own_sku import code_fault
from bot.purchasing.reading.find_urls import links_in
from bot.purchasing.reading.quantity import Said, Wrong, read_quantity
from bot.purchasing.text import is_reordered, visible

_BEHIND_A_CODE = ":：,，;；"
_BETWEEN = " \t\u00a0:：=-–—,，"
_MOST_WORDS = 5
"""A code and a quantity are fewer words than a sentence: `TSH-RED-M - 1 000 pcs` has these."""
_SIGNS = "-−–"
"""What begins a quantity below zero, which is none; it must not be taken for a dash."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code, which may be in no list, and how many of ours; None if the line says no quantity."""

    code: str
    said: Said | None


def code_lines(text: str, *, alone: bool = False) -> tuple[CodeLine, ...]:
    """The lines of a text that is nothing else; empty for any other text.

    A quantity may be missing only if there is one line, and `alone` allows it.
    """
    if is_reordered(text):
        return ()
    lines = [line for line in visible(text).split("\n") if line.strip()]
    if not lines or links_in(text):
        return ()
    found = [_line(line) for line in lines]
    whole = [each for each in found if each is not None]
    if len(whole) < len(lines):
        return ()
    counted = all(each.said is not None for each in whole)
    return tuple(whole) if counted or (alone and len(whole) == 1) else ()


def _line(line: str) -> CodeLine | None:
    if len(line.split()) > _MOST_WORDS:
        return None
    first, *behind = line.split(maxsplit=1)
    code = first.rstrip(_BEHIND_A_CODE)
    if code_fault(code) is not None:
        return None
    rest = (behind[0] if behind else "").strip()
    if not rest:
        return CodeLine(code, None)
    if rest[0] in _BETWEEN and not (rest[0] in _SIGNS and rest[1:2].isdigit()):
        rest = rest.lstrip(_BETWEEN)
    reading = read_quantity(rest)
    return None if isinstance(reading, Wrong) else CodeLine(code, reading)
