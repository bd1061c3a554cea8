"""What nobody can abuse, for it does not exist: spreadsheets, files from the chat, settings that loosen a promise."""

import ast
import re
from pathlib import Path

from bot import settings

ROOT = Path(__file__).parents[2]
WRITES_ALONE = "bot/desk/operations/spreadsheets.py"
"""The one file that knows archives: an .xlsx is one, and it is only written."""
READERS_OF_FILES = {"openpyxl", "xlrd", "pandas", "zipfile", "tarfile", "defusedxml", "xml"}
LOOSENS_NOTHING = {
    "TELEGRAM_TOKEN": "who the bot is",
    "TELEGRAM_API_URL": "where Telegram is",
    "TELEGRAM_PROXY": "the way to Telegram",
    "TELEGRAM_WEBHOOK_SECRET": "a weak one is refused",
    "TELEGRAM_ADMINS": "empty means nobody",
    "TELEGRAM_RATE": "without it Telegram's own limit holds, and its refusals are waited out",
    "ALIBABA_APP_KEY": "which app calls",
    "ALIBABA_APP_SECRET": "what it signs with",
    "ALIBABA_ACCESS_TOKEN": "whose account it is",
    "ALIBABA_REFRESH_TOKEN": "how the login is kept",
    "ALIBABA_GATEWAY_URL": "where 1688 is",
    "ALIBABA_BUY_CALL": "each call is sent once and never repeated",
    "ALIBABA_ONE_CLICK_URL": "where one of them is",
    "ALIBABA_PAY": "people pay, the bot shows links",
    "ALIBABA_RATE": "how fast it asks",
    "ALIBABA_BURST": "how much of that may come at once",
    "ALIBABA_CALLS_DAY": "how many calls a day it may make before it slows down",
    "ALIBABA_YUAN_PER_CALL": "how much must be confirmed for each call before it slows down",
    "DATABASE_URL": "where the rows are; their guards are in the database",
    "WATCH_SECONDS": "how often it looks",
    "WEB_LISTEN": "its doors know their callers by secret and seal",
    "WEB_URL": "refused without a secret",
    "SHORT_LINK_URL": "this machine only",
    "CLOCK_URL": "this machine only, and only where every service is on it",
}
"""Every setting, and why no value of it makes the bot buy twice, buy unasked, or let in who may not."""


def imported_by(room: str) -> set[str]:
    found = set()
    for path in {*(ROOT / room).rglob("*.py")} - {ROOT / WRITES_ALONE}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found


def test_no_spreadsheet_and_no_archive_is_read() -> None:
    assert (imported_by("bot") | imported_by("storage")) & READERS_OF_FILES == set()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^(?:openpyxl|xlrd|xlsxwriter|pandas)\b", lock, re.M) == []
    writer = ast.parse((ROOT / WRITES_ALONE).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(writer) if isinstance(node, ast.Call)]
    opened = [each for each in calls if getattr(each.func, "id", getattr(each.func, "attr", "")) in ("ZipFile", "open")]
    assert opened
    assert [ast.unparse(each) for each in opened if getattr(each.args[1], "value", "") != "w"] == []


def test_no_file_is_fetched_from_a_chat() -> None:
    chat = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py") if "sandbox" not in path.parts
    )
    assert re.findall(r"\b(?:get_file|download_to_drive|download_as_bytearray)\b", chat) == []


def test_every_setting_is_known_to_loosen_no_promise() -> None:
    assert set(LOOSENS_NOTHING) == set(settings.NAMES)


def test_no_setting_switches_sending_again_on() -> None:
    words = " ".join(f"{name} {settings.explanation_of(name)}" for name in settings.NAMES).casefold()
    assert re.findall(r"resubmit|send again|auto.?approve|skip|insecure|disable|verify", words) == []
