"""Reads the values of settings from text, or refuses them with a sentence about what to write instead."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from bot.purchasing.approval.rights import NOBODYS_IDS
from bot.purchasing.order_report import PayWay

T = TypeVar("T")

FEWEST_LETTERS = 10
"""The least number of different letters in a random secret."""
MOST_DAYS = 3650
_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


MOST_COPIES = {"h": 999, "d": 366, "m": 12}
"""The most of each kind in BACKUPS: no copy may live for more than 400 days."""


@dataclass(frozen=True)
class CopiesKept:
    """How many of the hourly copies of the database stay: the newest, and one of each of the last days and months."""

    hours: int = 24
    days: int = 14
    months: int = 12

    def __str__(self) -> str:
        counts = {"h": self.hours, "d": self.days, "m": self.months}
        return " ".join(f"{count}{unit}" for unit, count in counts.items() if count)


def is_loopback(address: str) -> bool:
    """Whether the address (an origin) names only this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin(value: object) -> str:
    text = str(value).strip()
    wrong = ValueError("write an address without a path, such as https://example.com or http://127.0.0.1:8688.")
    parts = _parts(text)
    if parts is None:
        raise wrong
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare or re.search(r"\s", text):
        raise wrong
    return f"{parts.scheme}://{parts.netloc}"


def switch(value: object) -> bool:
    written = str(value).strip().casefold()
    if written not in _SWITCH:
        raise ValueError("write 1 or 0.")
    return _SWITCH[written]


def loopback(value: object) -> str:
    written = origin(value)
    if not is_loopback(written):
        raise ValueError("leave it empty, or write an address of this machine, such as http://127.0.0.1:8688.")
    return written


def proxy(value: object) -> str:
    text = str(value).strip()
    parts = _parts(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("write an http:// or https:// address of the proxy, such as http://127.0.0.1:3128.")
    return text


def _parts(text: str) -> SplitResult | None:
    """The parts of an address; None if it is none. Python's error is not used: it would show the password."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it checks it
    except ValueError:
        return None
    return parts


def written_as(pattern: str, kind: Callable[[str], T], otherwise: str) -> Callable[[object], T]:
    """Reads a value that fits a pattern; any other is refused with this sentence."""

    def read(value: object) -> T:
        text = str(value).strip()
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(otherwise)
        return kind(text)

    return read


bot_token = written_as(
    r"\d{3,}:[\w-]{30,}", str, "write the token as @BotFather gave it: digits, a colon, and some 35 letters."
)
word = written_as(r"[!-~]+", str, "write it as the 1688 console shows it, without spaces.")
rate = written_as(r"\d{1,4}(\.\d{1,3})?", float, "write how many a second as a number, such as 5.")
buy_call = written_as("cross|fast|one_click", str, "write cross, fast or one_click.")
count = written_as(r"\d{1,9}", int, "write a whole number, such as 5000; 0 is no limit.")
yuan = written_as(r"\d{1,6}(\.\d{1,2})?", Decimal, "write yuan with at most two decimals, such as 0.5; 0 is no limit.")
seconds = written_as(r"[1-9]\d{0,4}", int, "write a whole number of seconds from 1 to 99999, such as 60.")


def people(value: object) -> frozenset[int]:
    words = re.split(r"[,\s]+", str(value).strip())
    wrong = [word for word in words if not re.fullmatch(r"[1-9]\d{0,15}", word, re.ASCII)]
    if wrong:
        raise ValueError(f"write numeric Telegram ids, separated by commas; {', '.join(wrong)} is none.")
    people = frozenset(map(int, words))
    if people & NOBODYS_IDS:
        named = ", ".join(map(str, sorted(people & NOBODYS_IDS)))
        raise ValueError(f"remove {named}: Telegram shows it for anonymous admins and channels.")
    return people


def ways(value: object) -> tuple[PayWay, ...]:
    words = re.split(r"[,\s]+", str(value).strip())
    if set(words) - set(PayWay) or len(set(words)) < len(words):
        raise ValueError(f"write some of {', '.join(PayWay)}, each once, in the order to offer them.")
    return tuple(map(PayWay, words))


def listen(value: object) -> str:
    text = str(value).strip()
    host, _, port = text.rpartition(":")
    if not host or not re.fullmatch(r"[1-9]\d{0,4}", port, re.ASCII) or int(port) > 65535:
        raise ValueError("write an address and a port of this machine, such as 127.0.0.1:8080.")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not re.fullmatch(r"[\w.:%-]+", bare, re.ASCII) or (":" in bare and bare == host):
        raise ValueError("write an address and a port of this machine, such as 127.0.0.1:8080 or [::1]:8080.")
    return text


def public(value: object) -> str:
    written = origin(value)
    if not written.startswith("https://") and not is_loopback(written):
        raise ValueError("write an https:// address without a path, such as https://bot.example.com.")
    return written


def webhook_secret(value: object) -> str:
    text = str(value).strip()
    strong = len(set(text)) >= FEWEST_LETTERS and not re.search(r"(.)\1{7}", text)
    if not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", text, re.ASCII) or not strong:
        raise ValueError(
            "write 32 to 256 random letters, digits, _ or -; this makes some: openssl rand -hex 32; "
            "what is short or repeats itself can be guessed."
        )
    return text


def journal_key(value: object) -> str:
    text = str(value).strip().lower()
    if not re.fullmatch(r"(?:[0-9a-f]{2}){32,64}", text, re.ASCII) or len(set(text)) < FEWEST_LETTERS:
        raise ValueError(
            "write 64 random hexadecimal digits; caigou init makes some, or: openssl rand -hex 32; "
            "what is short or repeats itself can be guessed."
        )
    return text


def positive_rate(value: object) -> float:
    if not (number := rate(value)):
        raise ValueError("write a number above 0, such as 5.")
    return number


def copies(value: object) -> CopiesKept:
    found = [re.fullmatch(r"(\d{1,3})([hdm])", part, re.ASCII) for part in str(value).split()]
    counts = {each[2]: int(each[1]) for each in found if each}
    readable = len(counts) == len(found) and all(counts[unit] <= MOST_COPIES[unit] for unit in counts)
    if not readable or not any(counts.values()):
        raise ValueError(
            "write how many copies stay, such as 24h 14d 12m: the newest 24, one of each of 14 days and of 12 months; "
            "each part may be left out, one copy must stay, and at most 999h 366d 12m."
        )
    return CopiesKept(counts.get("h", 0), counts.get("d", 0), counts.get("m", 0))


def days(value: object, *, fewest: int = 1) -> int:
    text = str(value).strip()
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) or not fewest <= int(text) <= MOST_DAYS:
        raise ValueError(f"write a whole number of days from {fewest} to {MOST_DAYS}.")
    return int(text)


def message_days(value: object) -> int:
    """Buttons of a proposal are told about its end for a day after it was sent."""
    return days(value, fewest=2)


def database(value: object) -> str:
    text = str(value).strip()
    parts = _parts(text)
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///") and text != "sqlite:///:memory:":
        return text
    if parts and parts.scheme in ("postgresql", "postgres") and parts.hostname and len(parts.path) > 1:
        return text.replace("postgres://", "postgresql://", 1)
    raise ValueError("write sqlite:///path/of/the/file.db or postgresql://user:password@host/database.")
