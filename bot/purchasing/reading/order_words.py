"""Makes the words by which purchases are found, of what people, sellers and carriers write in any script.

Chinese, Japanese and Korean count as overlapping pairs of signs, 马克杯 as 马克 and 克杯, with the last sign alone.
Everything else is words and numbers, without capitals, full width and the dots of ё.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST = 12
"""So many words of a search count."""
_PAIRED = "々〆぀-ヿ㐀-䶿一-鿿가-힣豈-﫿\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_PAIRED}]+|[^\W_{_PAIRED}]{{1,40}}")
_IS_PAIRED = re.compile(f"[{_PAIRED}]")
_ENDING = re.compile(r"(?:(?<=[a-z]{3})(?<!s)s|(?<=[а-я]{4})[аеийоуыьэюя]{2}|(?<=[а-я]{3})[аеийоуыьэюя])$")
"""The plural of English, and how most Russian words end; what is left finds the word in its other forms."""


def words_in(text: str) -> Iterator[str]:
    """The words of a text as they are stored."""
    for run in _runs(text):
        if _IS_PAIRED.match(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run


def wanted(text: str) -> tuple[str, ...]:
    """What a purchase must have of which somebody typed this; with a star it is how a word begins.

    Words of three letters and more are found by how they begin, without an ending; numbers from five signs on, since
    fewer would begin any number. A lone sign of Chinese is found anywhere.
    """
    found = dict[str, None]()
    for run in _runs(text):
        if _IS_PAIRED.match(run):
            pairs = [run[at : at + 2] for at in range(len(run) - 1)]
            found |= dict.fromkeys(pairs or [f"{run}*"])
        elif run.isalpha():
            stem = _ENDING.sub("", run)
            found[f"{stem}*" if len(stem) >= 3 else run] = None
        else:
            found[f"{run}*" if len(run) >= 5 else run] = None
    return tuple(found)[:MOST]


def fits(want: str, words: Iterable[str]) -> bool:
    """Whether one of these words is what is wanted."""
    begins = want.rstrip("*")
    return any(each == begins or (begins != want and each.startswith(begins)) for each in words)


def person_word(person_id: int) -> str:
    """What stands for a person, whose name may change or be forgotten."""
    return f"_p{person_id}"


def _runs(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("ё", "е")
    return (each.group() for each in _RUNS.finditer(plain))
