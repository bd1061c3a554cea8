"""Files and functions stay small enough to be read in one go."""

import ast
import statistics
from typing import Any

from tests.house.conftest import Function

Modules = list[Any]
FILE_LINES, FUNCTION_LINES, MEDIAN_LINES = 400, 40, 10

LONGER_FILES: dict[str, str] = {  # the file, and why it is one piece
    "tests/purchasing/test_links.py": "every form of a link in one table",
}
LONGER_FUNCTIONS: dict[str, str] = {  # the file and the function, and why it is one piece
    "storage/migrations/versions/0001_purchases.py:_create_request": "a table, one line a column",
    "storage/migrations/versions/0001_purchases.py:_create_attempt": "a table, one line a column",
    "storage/migrations/versions/0001_purchases.py:_create_remote_order": "a table, one line a column",
}


def length(function: Function) -> int:
    """Lines from `def` to the end, decorators and docstring left out."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        first = function.body[0]
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def test_no_file_is_longer_than_can_be_read_at_once(product: Modules, tests: Modules) -> None:
    longer = {each.name: each.text.count("\n") for each in product + tests if each.text.count("\n") > FILE_LINES}
    assert longer.keys() == LONGER_FILES.keys(), longer


def test_no_function_is_longer_than_a_screen(product: Modules, tests: Modules) -> None:
    longer = {
        f"{each.name}:{function.name}": length(function)
        for each in product + tests
        for function in each.functions()
        if length(function) > FUNCTION_LINES
    }
    assert longer.keys() == LONGER_FUNCTIONS.keys(), longer


def test_most_functions_are_short(product: Modules) -> None:
    assert statistics.median(length(f) for each in product for f in each.functions()) <= MEDIAN_LINES
