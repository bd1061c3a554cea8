"""Gives each link of a text the words that stand beside it, without what an app adds when it shares a product."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.purchasing.reading.classify_url import Item, NoOffer, ShortLink

_SHARED = re.compile(r"[,，]?\s*(?:复制|打开|点击链接|点此|查看)[^\s，,。]*|[￥¥][A-Za-z0-9]{6,}[￥¥]")
_CODE_BEHIND = re.compile(r"\s*[A-Z]{2,3}[0-9]{3,5}(?!\S)")
_CODE_BEFORE = re.compile(r"(?<!\S)0[0-9]{3}\s*\Z")
_NUMBERING = re.compile(r"\s*[(（]?[0-9]{1,2}[.)）、]\s*\Z")
_BLANK = re.compile(r"\0+")


def with_words(items: Sequence[Item], rest: str, mark: str = "") -> list[Item]:
    """The items of a text, in order, each with its words; `rest` is the text with the items blanked.

    Words begin with `mark`, if there are any.
    """
    if not items:
        return []
    pieces = _pieces(items, rest)
    words = [[""] for _ in items]
    text_first = bool(pieces[0].strip()) and not pieces[-1].strip()
    words[0] += pieces[0].split("\n")
    words[-1] += pieces[-1].split("\n")
    for place, piece in enumerate(pieces[1:-1]):
        behind, *between = piece.split("\n")
        before = between.pop() if between else ""
        words[place + (text_first and not between and not before)].append(behind)
        words[place + text_first] += between
        words[place + 1].append(before)
    joined = ("\n".join(filter(str.strip, lines)) for lines in words)
    return [_given(item, mark + said if said else "") for item, said in zip(items, joined, strict=True)]


def _pieces(items: Sequence[Item], rest: str) -> list[str]:
    """The texts before, between and behind the items."""
    ends = [0, *(item.end for item in items)]
    starts = [*(item.start for item in items), len(rest)]
    pieces = [rest[end:start] for end, start in zip(ends, starts, strict=True)]
    for place, item in enumerate(items):
        if isinstance(item, ShortLink):
            pieces[place] = _CODE_BEFORE.sub("", pieces[place])
            pieces[place + 1] = _CODE_BEHIND.sub("", pieces[place + 1], count=1)
        start = pieces[place].rfind("\n") + 1
        pieces[place] = pieces[place][:start] + _NUMBERING.sub("", pieces[place][start:])
    return [_BLANK.sub("\n", _SHARED.sub(" ", piece)) for piece in pieces]


def _given(item: Item, words: str) -> Item:
    return item if isinstance(item, NoOffer) else replace(item, words=words)
