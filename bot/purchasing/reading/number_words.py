"""Reads small numbers that are written as words: two, два, 两, 二十五."""

import re

_NAMES: tuple[tuple[int, str], ...] = (
    (1, "one один одна одно одну"),
    (2, "two два две"),
    (3, "three три"),
    (4, "four четыре"),
    (5, "five пять"),
    (6, "six шесть"),
    (7, "seven семь"),
    (8, "eight восемь"),
    (9, "nine девять"),
    (10, "ten десять"),
    (11, "eleven одиннадцать"),
    (12, "twelve двенадцать"),
    (15, "fifteen пятнадцать"),
    (20, "twenty двадцать"),
    (30, "thirty тридцать"),
    (40, "forty сорок"),
    (50, "fifty пятьдесят"),
    (100, "hundred сто"),
)
_BY_NAME = {name: value for value, names in _NAMES for name in names.split()}
_HAN_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_HAN = re.compile(
    "(?:(?P<hundreds>[一二两兩三四五六七八九])百)?"
    "(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二两兩三四五六七八九])?"
)

NUMBER_WORD = rf"(?:{'|'.join(sorted(_BY_NAME, key=len, reverse=True))}|[一二两兩三四五六七八九十百]+)"
"""A number in words, for a pattern that ignores case."""


def read_number_word(text: str) -> int | None:
    """The number that a word names; None if it is no number word that we know."""
    named = _BY_NAME.get(text.casefold())
    if named is not None:
        return named
    han = _HAN.fullmatch(text)
    if han is None or not text:
        return None
    tens = _HAN_DIGITS[han["tens"]] if han["tens"] else 1
    hundreds, ones = (_HAN_DIGITS.get(han[part] or "", 0) for part in ("hundreds", "ones"))
    return 100 * hundreds + (10 * tens if han["ten"] else 0) + ones
