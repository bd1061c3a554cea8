"""An empty folder to work in, an environment without our settings, and logging put back as it was."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.redaction import TALKATIVE
from bot.settings import NAMES
from tests import migrated_databases

WriteEnv = Callable[..., Path]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; no setting of ours stands in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper() in NAMES]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def write_env(folder: Path) -> WriteEnv:
    """Write `.env` with its right mode, or with another."""

    def write(mode: int = 0o600, **values: str) -> Path:
        path = folder / ".env"
        path.write_text("".join(f"{name}={value}\n" for name, value in values.items()), encoding="utf-8")
        path.chmod(mode)
        return path

    return write


@pytest.fixture
def shop(folder: Path, write_env: WriteEnv) -> str:
    """An empty database that the settings name; its address."""
    url = asyncio.run(migrated_databases.put(folder / "data" / "caigou.db"))
    write_env(DATABASE_URL=url)
    return url


@pytest.fixture(autouse=True)
def logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a command sets up for its process is taken back after the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    logging.captureWarnings(False)
