"""The languages that people are spoken to in, and texts without invisible and direction-changing characters."""

import re

LANGUAGES = ("en", "zh", "ru")


def known_language(language: str) -> str:
    """The one of them for a language code of Telegram: its own, zh for every Chinese, else the first."""
    short = language.casefold().replace("_", "-").partition("-")[0]
    return short if short in LANGUAGES else LANGUAGES[0]


WORD = r"A-Za-zÀ-ÖØ-öø-ɏͰ-ԯ\d_"
"""Letters and digits of scripts that put spaces between words, for a character class."""

_INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f"  # control characters except tabs and line ends
    "\u00ad\u034f\u061c\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidi embeddings, overrides and isolates
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"  # tags, and the variation selectors above the first plane
    "]+"
)
_LINE_END = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile(r"\s+")
OVERRIDE = "\u202e"
"""Shows what follows from right to left, so that it reads otherwise than it is stored."""
_OVERRIDES = ("\u202d", OVERRIDE)


def visible(text: str) -> str:
    """The text without invisible and direction-changing characters, every line end as a newline."""
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The visible text on a single line, with single spaces."""
    return _SPACES.sub(" ", visible(text)).strip()


def first_word(text: str) -> tuple[str, str]:
    """The first word, and what follows it, on the same line or below; both empty if there is none."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""


def is_reordered(text: str) -> bool:
    """Whether the text holds an override, which makes it display in another order than it is stored."""
    return any(mark in text for mark in _OVERRIDES)
