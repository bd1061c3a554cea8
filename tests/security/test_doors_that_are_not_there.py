"""What nobody can abuse, for it does not exist: archives in the bot, files from the chat, settings that loosen."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot import settings

ROOT = Path(__file__).parents[2]
OPENS = "bot/sheets/workbook.py"
"""The one file that opens an archive, in the reader's process: an .xlsx is one."""
WRITES_ALONE = "bot/sheets/writing.py"
"""The one file that writes an .xlsx, by a library that reads none."""
READERS_OF_FILES = {"openpyxl", "xlrd", "pandas", "tarfile", "defusedxml", "xml"}
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
    "DRY_RUN": "it only takes away; a database that was made with it never buys",
    "DATABASE_URL": "where the rows are; their guards are in the database",
    "JOURNAL_KEY": "a weak one is refused; without the journal's own nothing is bought",
    "BACKUPS": "how many copies stay; the newest always does, and none for more than 400 days",
    "WATCH_SECONDS": "how often it looks",
    "KEEP_UPDATES_DAYS": "how long texts of updates stay; their numbers always do, so none takes effect twice",
    "KEEP_MESSAGES_DAYS": "how long texts of messages stay; what is owed keeps its own",
    "KEEP_DRAFTS_DAYS": "how long drafts stay that nobody was asked for; nothing that was asked for goes",
    "WEB_LISTEN": "its doors know their callers by secret and seal",
    "WEB_URL": "without a secret nobody brings updates; the Mini App knows people by what Telegram signs",
    "SHORT_LINK_URL": "this machine only",
    "CLOCK_URL": "this machine only, and only where every service is on it",
}
"""Every setting, and why no value of it makes the bot buy twice, buy unasked, or let in who may not."""


@cache
def imports() -> dict[str, frozenset[str]]:
    """What each file of ours imports."""
    found = {}
    for path in (each for room in ("bot", "storage") for each in (ROOT / room).rglob("*.py")):
        names = list[str]()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        found[str(path.relative_to(ROOT))] = frozenset(names)
    return found


def importers_of(*modules: str) -> set[str]:
    """The files of ours that import one of these, or something of it."""
    return {
        path for path, names in imports().items()
        if any(name == module or name.startswith(f"{module}.") for name in names for module in modules)
    }  # fmt: skip


@pytest.mark.threat("T20")
def test_a_file_is_opened_by_the_reader_s_process_alone() -> None:
    assert importers_of(*READERS_OF_FILES) == set()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^(?:openpyxl|xlrd|pandas)\b", lock, re.M) == []
    assert importers_of("zipfile") == {OPENS}
    assert importers_of("xlsxwriter") == {WRITES_ALONE}
    assert importers_of("python_calamine") == {OPENS}
    assert importers_of("bot.sheets.workbook") == {"bot/sheets/child.py"}
    assert importers_of("bot.sheets.child") == set(), "it is a process, started by the reader"


@pytest.mark.threat("T20")
def test_only_a_sheet_or_a_picture_is_fetched_from_a_chat_and_never_onto_the_disk() -> None:
    fetches = re.compile(r"\b(?:get_file|download_to_drive|download_to_memory|download_as_bytearray)\b")
    found = {
        str(path.relative_to(ROOT)): fetches.findall(path.read_text(encoding="utf-8"))
        for path in (ROOT / "bot").rglob("*.py")
        if "sandbox" not in path.parts
    }
    calls = {name: each for name, each in found.items() if each}
    fetching = [f"bot/chat/conversation/{name}.py" for name in ("asking_back", "sheets", "waybills")]
    assert calls == {each: ["get_file", "download_as_bytearray"] for each in fetching}


@pytest.mark.threat("T31")
def test_every_setting_is_known_to_loosen_no_promise() -> None:
    assert set(LOOSENS_NOTHING) == set(settings.NAMES)


@pytest.mark.threat("T31")
def test_no_setting_switches_sending_again_on() -> None:
    words = " ".join(f"{name} {settings.explanation_of(name)}" for name in settings.NAMES).casefold()
    assert re.findall(r"resubmit|send again|auto.?approve|skip|insecure|disable|verify", words) == []
