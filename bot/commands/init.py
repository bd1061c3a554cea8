"""`caigou init`: asks for the settings and writes them to a file that only its owner can read."""

import os
import re
import secrets
from pathlib import Path

from dotenv import dotenv_values

from bot import settings
from bot.clock import SystemClock
from bot.commands.terminal import Ask, complain, new_file, show
from bot.market.openplatform.tokens import unrenewable

ASKED = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_ADMINS",
    "ALIBABA_APP_KEY",
    "ALIBABA_APP_SECRET",
    "ALIBABA_ACCESS_TOKEN",
    "ALIBABA_REFRESH_TOKEN",
    "ALIBABA_BUY_CALL",
    "ALIBABA_ONE_CLICK_URL",
    "ALIBABA_PAY",
    "DATABASE_URL",
)
KEY = "JOURNAL_KEY"
_KEEP = f"Keep a copy of {KEY} where you keep passwords, never beside copies of the database: buying waits without it."
_PLAIN = re.compile(r"[\w@%+=:,./-]*", re.ASCII)


def run(env_file: Path, ask: Ask) -> int:
    """Returns the exit code; nothing is written before the last answer."""
    known = _known(env_file)
    if known is None or (env_file.exists() and not _agrees(env_file, ask)):
        return 1
    show("Enter keeps what stands in brackets; other settings are explained in .env.example.\n")
    answers = dict(known)
    for name in ASKED:
        needless = (name == "ALIBABA_ONE_CLICK_URL" and answers.get("ALIBABA_BUY_CALL") != "one_click") or (
            name == "ALIBABA_REFRESH_TOKEN" and not answers.get("ALIBABA_ACCESS_TOKEN")
        )
        if needless:
            continue
        before, answers[name] = answers.get(name, ""), _answer(name, answers.get(name, ""), ask)
        if name == "ALIBABA_ACCESS_TOKEN" and answers[name] != before:
            answers.pop("ALIBABA_REFRESH_TOKEN", None)  # it came with another access token
        elif name == "ALIBABA_REFRESH_TOKEN" and not answers[name]:
            show(f"  ALIBABA_ACCESS_TOKEN: {unrenewable(SystemClock().now())}")
    made = not answers.get(KEY)
    answers[KEY] = answers.get(KEY) or secrets.token_hex(32)
    if not _replaced(env_file, [f"{name}={_quoted(value)}\n" for name, value in answers.items() if value]):
        return 1
    show(f"\nWritten to {env_file}, for you alone. Next: caigou login, caigou doctor, caigou run.")
    if made:
        show(_KEEP)
    return 0


def add_journal_key(env_file: Path) -> int:
    """Make the key of the journal and add it to the file as it is; returns the exit code."""
    known = _known(env_file)
    if known is None:
        return 1
    if known.get(KEY) or os.environ.get(KEY):
        complain(f"There is a {KEY} already; another one would stop buying (see deploy/runbook/journal_key.md).")
        return 1
    text = env_file.read_text(encoding="utf-8") if env_file.exists() else ""
    line_end = "" if text.endswith("\n") or not text else "\n"
    if not _replaced(env_file, [text, line_end, f"{KEY}={secrets.token_hex(32)}\n"]):
        return 1
    show(f"Added to {env_file}; it holds from the next start of the bot on. {_KEEP}")
    return 0


def _known(env_file: Path) -> dict[str, str] | None:
    """What the file holds now; None if it cannot be read as settings."""
    try:
        return {name: value for name, value in dotenv_values(env_file).items() if value}
    except (OSError, UnicodeDecodeError):
        show(f"{env_file} cannot be read; move it away first.")
        return None


def _agrees(env_file: Path, ask: Ask) -> bool:
    """Whether the person wants an existing file rewritten."""
    answer = ask(f"{env_file} is there already. Write it anew, with its values as defaults? [y/N] ", False)
    if answer.casefold() in ("y", "yes"):
        return True
    show("Nothing was written.")
    return False


def _answer(name: str, present: str, ask: Ask) -> str:
    """A valid value; asks again until it is valid."""
    secret = name in settings.SECRETS
    default = "keep the present one" if secret and present else present or settings.default_of(name)
    show(settings.explanation_of(name))
    while True:
        value = ask(f"{name}{f' [{default}]' if default else ''}: ", secret) or present
        fault = settings.fault_of(name, value)
        if not value and name in ("ALIBABA_ONE_CLICK_URL", *settings.NEEDED_TO_RUN):
            fault = "it cannot be left empty."
        if not fault:
            return value
        show(f"  {name}: {fault}")


def _replaced(env_file: Path, lines: list[str]) -> bool:
    """Write all or nothing, never readable by others, not even for a moment; returns False if it cannot be written."""
    try:
        with new_file(env_file, over=True) as file:
            file.writelines(line.encode() for line in lines)
    except OSError as error:
        complain(f"{env_file} cannot be written: {error.strerror}. Go to a folder of yours.")
        return False
    return True


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
