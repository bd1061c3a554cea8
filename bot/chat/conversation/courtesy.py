"""Greetings and thanks, which name no product and are no mistake."""

import re

_HELLO = (
    "hello", "hi", "hey", "good morning", "good day", "good evening", "你好", "您好", "嗨", "早上好", "早", "привет",
    "здравствуйте", "добрый день", "доброе утро", "добрый вечер",
)  # fmt: skip
_THANKS = ("thanks", "thank you", "many thanks", "thx", "谢谢", "多谢", "谢谢您", "спасибо", "большое спасибо")
_WORD = re.compile(r"[^\W_]+")


def courtesy(words: str) -> str:
    """Return "hello" or "thanks" if the words are nothing else, whatever stands around them; "" if they are more."""
    bare = " ".join(_WORD.findall(words.casefold()))
    return "hello" if bare in _HELLO else "thanks" if bare in _THANKS else ""
