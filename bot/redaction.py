"""Removes secrets and phone numbers from log lines."""

import contextlib
import logging
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO
from urllib.parse import quote, quote_plus

HIDDEN = "***"
# These libraries log addresses with tokens, or whole bodies, below WARNING.
TALKATIVE = (
    "aiohttp", "alembic", "httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "sqlalchemy",
    "asyncio", "asyncpg",
)  # fmt: skip
SHORTEST_SECRET = 4
OUTSIDE = ("bot.market.errors", "storage.failures", "sqlalchemy.exc", "telegram.error")
"""Modules of the errors that say that something outside is unreachable; their traceback would add nothing."""
SILENT_SECONDS = 60.0
"""Seconds in which the same work does not log again that the same thing outside is unreachable."""
LONGEST_ERROR = 300
TOKENS_REMEMBERED = 32
"""How many tokens are remembered.

Access tokens live ten hours, and each is renewed with its refresh token: about a week.
"""

_BOT_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}", re.ASCII)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.ASCII)
_PASSWORD_IN_ADDRESS = re.compile(r"(://[^\s/:@]*:)[^\s/@]+@")
_NAMED = re.compile(
    r"((?:_aop_signature|access_?token|refresh_?token|client_secret|app_?secret|[?&]sign|[?&]code)"
    r"(?:=|%3D|[\"']\s*:\s*)[\"']?)[^\s&\"',;)}\]]+",
    re.IGNORECASE,
)
_SHAPES = (
    (_BOT_TOKEN, HIDDEN),
    (_NAMED, rf"\1{HIDDEN}"),
    (_PASSWORD_IN_ADDRESS, rf"\1{HIDDEN}@"),
    (_PHONE, HIDDEN),
)
# Everything that could end a line or move a terminal's cursor, so that foreign text cannot add a log line.
_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}


class Redactor:
    """Removes the secrets of this process from text; tokens of a login or a renewal are added when they come."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lasting: set[str] = set()
        self._renewed: dict[str, None] = {}
        self._longest_first: list[str] = []
        self.add(*secrets)

    def add(self, *secrets: str) -> None:
        """Hide these as well, from now on, also in their percent-encoded forms."""
        self._lasting.update(secrets)
        self._sort()

    def add_tokens(self, *tokens: str) -> None:
        """The same as `add`, for tokens that a renewal replaces: only the newest are remembered."""
        if self._renewed.keys() >= set(tokens):
            return
        for token in tokens:
            self._renewed.pop(token, None)
            self._renewed[token] = None
        for outlived in list(self._renewed)[:-TOKENS_REMEMBERED]:
            del self._renewed[outlived]
        self._sort()

    def _sort(self) -> None:
        known = [one for one in self._lasting | self._renewed.keys() if len(one) >= SHORTEST_SECRET]
        forms = {form for one in known for form in (one, quote(one, safe=""), quote_plus(one))}
        self._longest_first = sorted(forms, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """The text without anything that must not be shown."""
        for secret in self._longest_first:
            text = text.replace(secret, HIDDEN)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text


def _away(record: logging.LogRecord) -> BaseException | None:
    """The error of a record, if it says that something outside is unreachable; else None."""
    error = record.exc_info[1] if record.exc_info else None
    return error if error is not None and type(error).__module__ in OUTSIDE else None


class LineFormatter(logging.Formatter):
    """One line for each record: time in UTC, level, logger, message; a traceback follows, indented and marked."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        told, away = record.getMessage(), _away(record)
        if away is not None:
            told = f"{told}: {type(away).__name__}: {str(away)[:LONGEST_ERROR]}"
        lines = [f"{at} {record.levelname} {record.name}: {self._redactor.clean(told).translate(_CONTROLS)}"]
        if away is not None:
            return lines[0]  # a traceback at each try would push everything else out of the log
        if record.exc_info:
            lines += self._set_in(self.formatException(record.exc_info))
        elif record.exc_text:
            lines += self._set_in(record.exc_text)
        if record.stack_info:
            lines += self._set_in(record.stack_info)
        return "\n".join(lines)

    def _set_in(self, text: str) -> list[str]:
        return [f"  | {line.translate(_CONTROLS)}" for line in self._redactor.clean(text).split("\n")]


class CarefulHandler(logging.StreamHandler[TextIO]):
    """A handler for everything from INFO up; a record that cannot be written is named, not dumped."""

    def __init__(self, redactor: Redactor, stream: TextIO) -> None:
        super().__init__(stream)
        self.redactor = redactor
        self._told_at: dict[tuple[object, ...], float] = {}
        self.setLevel(logging.INFO)
        self.setFormatter(LineFormatter(redactor))

    def filter(self, record: logging.LogRecord) -> bool:
        """As in every handler; also logs an unreachable service only once a minute for each piece of work."""
        away = _away(record)
        if away is not None:
            about = (record.name, record.msg, repr(record.args), type(away))
            if record.created - self._told_at.get(about, -SILENT_SECONDS) < SILENT_SECONDS:
                return False
            self._told_at = {each: at for each, at in self._told_at.items() if record.created - at < SILENT_SECONDS}
            self._told_at[about] = record.created
        return bool(super().filter(record))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        kind = sys.exc_info()[0]
        named = kind.__name__ if kind else "error"
        # A log that takes no lines (full disk, reader gone) must not end the loop that wanted to write one.
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(f"a log line of {record.name} (line {record.lineno}) was lost: {named}\n")


def set_up_logging(secrets: Iterable[str], *, level: int = logging.INFO, stream: TextIO | None = None) -> Redactor:
    """Make stderr (or `stream`) the only place of log lines; returns the redactor, to which later secrets are added."""
    if level < logging.INFO:
        raise ValueError("log lines below INFO hold secrets of the libraries; write INFO or higher")
    redactor = Redactor(secrets)
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, CarefulHandler)]:
        root.removeHandler(handler)
    root.addHandler(CarefulHandler(redactor, stream or sys.stderr))
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    return redactor


def is_set_up() -> bool:
    """Whether log lines already go through a redactor."""
    return next(_redactors(), None) is not None


def cleaned(text: str) -> str:
    """The text as a log line would show it; for texts shown elsewhere that may quote an error."""
    return next(_redactors(), Redactor()).clean(text)


def hide(*secrets: str) -> None:
    """Hide these in log lines too, as long as this process runs."""
    for redactor in _redactors():
        redactor.add(*secrets)


def hide_tokens(*tokens: str) -> None:
    """Hide these tokens in log lines too: those of a login or a renewal while the program runs."""
    for redactor in _redactors():
        redactor.add_tokens(*tokens)


def _redactors() -> Iterator[Redactor]:
    return (one.redactor for one in logging.getLogger().handlers if isinstance(one, CarefulHandler))


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger("bot").critical("stopped by an error", exc_info=(kind, error, trace))
