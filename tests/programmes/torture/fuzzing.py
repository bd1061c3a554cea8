"""Seeded mutation of valid inputs: texts by their characters, documents by their nodes."""

import json
import random
from collections.abc import Callable
from typing import Any

TEXTS = (
    "", " ", "\0", "\n", "\r\n", "-1", "0", "00", "1e400", "NaN", "Infinity", "９９", "١٠", "1٫5", "0x10", "1_000",
    "+5", "1,000",
    "18446744073709551616", "9" * 400, "🧧", "👨‍👩‍👧", "\u202e", "\u200b", "\ufeff", "\ud800", "İ", "ß", "ﬃ", "𝟙𝟞𝟠𝟠",
    "./..//", "%00", "%zz",
    "%E4%BD", "&#x0;", "<b>", "{}", "[]", "null", "true", "'", '"', "\\", "://", "http://[", "https://a@b:99999/",
    "//", "@", ":", ";", "?", "&", "=", "#", "~", "~%", "两", "十万", "个", "件", "套",
    "detail.1688.com/offer/", "qr.1688.com/s/",
    "2026-02-30", "24:61", "99999-01-01", "A" * 5000, "(" * 300, "1" * 40 + ".", "5000+", "else:", "of", "any",
)  # fmt: skip
"""Pieces that have broken parsers before."""

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53 + 1, 2**64, 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"), "",
    " ", "0", "-1", "1.5", "NaN", "null", "true", "9" * 400, "20261124120000000+0800", "20269999999999999+9999",
    "2026-13-45", "\0", "\ud800", "🧧", "A" * 5000, [], [[]], [None], {}, {"": None}, {"orderId": {}}, [1, "2", None],
    "waitbuyerpay",
)  # fmt: skip


def text(dice: random.Random, seeds: tuple[str, ...]) -> str:
    """One of the seeds, changed in a few places."""
    found = dice.choice(seeds)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 5, 9))):
        found = _TEXT_WAYS[dice.randrange(len(_TEXT_WAYS))](dice, found)
    return found[:20_000]


def _insert(dice: random.Random, given: str) -> str:
    at = dice.randint(0, len(given))
    return given[:at] + dice.choice(TEXTS) + given[at:]


def _delete(dice: random.Random, given: str) -> str:
    at, length = dice.randint(0, len(given)), dice.choice((1, 1, 2, 5, 30))
    return given[:at] + given[at + length :]


def _double(dice: random.Random, given: str) -> str:
    at, length = dice.randint(0, len(given)), dice.choice((1, 3, 10, 60))
    return given[:at] + given[at : at + length] * dice.choice((2, 3, 20)) + given[at:]


def _swap(dice: random.Random, given: str) -> str:
    at, to = sorted((dice.randint(0, len(given)), dice.randint(0, len(given))))
    return given[:at] + given[at:to][::-1] + given[to:]


def _letter(dice: random.Random, given: str) -> str:
    at = dice.randint(0, max(0, len(given) - 1))
    code = dice.choice((dice.randint(0, 127), dice.randint(0, 0xFFFF), dice.randint(0x10000, 0x10FFFF)))
    return given[:at] + chr(code) + given[at + 1 :]


def _cut(dice: random.Random, given: str) -> str:
    return given[: dice.randint(0, len(given))]


def _upper(_: random.Random, given: str) -> str:
    return given.swapcase()


_TEXT_WAYS: tuple[Callable[[random.Random, str], str], ...] = (
    _insert, _insert, _delete, _double, _swap, _letter, _letter, _cut, _upper,
)  # fmt: skip


def document(dice: random.Random, seeds: tuple[Any, ...]) -> Any:
    """One of the seeds as a document of its own, changed in a few nodes."""
    found = json.loads(json.dumps(dice.choice(seeds)))
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3, 6))):
        found = _change(dice, found)
    return found


def _change(dice: random.Random, given: Any) -> Any:
    """One node of the tree is another now: the deeper the tree, the more seldom its root."""
    if isinstance(given, dict) and given and dice.random() < 0.9:
        key = dice.choice(list(given))
        what = dice.random()
        if what < 0.1:
            return {name: value for name, value in given.items() if name != key}
        if what < 0.15:
            return {**given, dice.choice(("orderId", "success", "result", "code", key.upper())): dice.choice(VALUES)}
        return {**given, key: _change(dice, given[key])}
    if isinstance(given, list) and given and dice.random() < 0.9:
        at = dice.randrange(len(given))
        return given * 2 if dice.random() < 0.1 else [*given[:at], _change(dice, given[at]), *given[at + 1 :]]
    if isinstance(given, str) and dice.random() < 0.5:
        return text(dice, (given,))
    return dice.choice(([given], {"result": given}, str(given), dice.choice(VALUES), dice.choice(VALUES)))


def body(dice: random.Random, seeds: tuple[Any, ...]) -> str:
    """A document as it comes over the wire: mostly JSON, sometimes broken."""
    written = json.dumps(document(dice, seeds), ensure_ascii=dice.random() < 0.5)
    return text(dice, (written,)) if dice.random() < 0.1 else written
