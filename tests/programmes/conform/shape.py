"""The form of a JSON value: which fields there are, at which place, and of which kind."""

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Form = dict[str, set[str]]
"""Place (`result.orderList[].orderId`) → the kinds of what stands there: object, list, text, number, truth, null."""


def read(text: str) -> Any:
    """JSON with exact numbers."""
    return json.loads(text, parse_float=Decimal)


def form_of(value: Any) -> Form:
    """The form of a value; the items of a list are put together."""
    form: Form = defaultdict(set)
    for place, kind in _walk("", value):
        form[place].add(kind)
    return form


def differences(sample: Any, answer: Any) -> list[str]:
    """What the answer lacks of the sample's form."""
    wanted, given = form_of(sample), form_of(answer)
    return [fault for place, kinds in sorted(wanted.items()) if (fault := _fault(place, kinds, given))]


def _fault(place: str, kinds: set[str], given: Form) -> str:
    if place not in given:
        return f"{place} is missing"
    # null says nothing of the kind that a field has when it holds something
    known, found = kinds - {"null"}, given[place] - {"null"}
    if known and (not found or not found <= known):
        return f"{place} is {' or '.join(sorted(given[place]))}, not {' or '.join(sorted(known))}"
    return ""


def _walk(place: str, value: Any) -> Iterator[tuple[str, str]]:
    yield place, _kind(value)
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _walk(f"{place}.{name}" if place else name, each)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(f"{place}[]", each)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "truth"
        case str():
            return "text"
        case dict():
            return "object"
        case list():
            return "list"
        case _:
            return "number"
