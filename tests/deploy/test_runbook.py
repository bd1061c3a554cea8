"""Every alarm that the bot can raise has its page, and a page says all that is needed at night."""

import re
from pathlib import Path

import pytest
from typer.models import CommandInfo

from bot.chat.conversation.registry import COMMANDS
from bot.cli import app
from bot.desk.ledger.stored_notices import KINDS

FOLDER = Path(__file__).parents[2] / "deploy" / "runbook"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
OF_THE_MACHINE = {"disk_full", "market_down", "not_running", "other_bot", "several_doubts"}
"""Alarms that are no message of their own: reasons of a pause, and what is seen from outside."""
PARTS = ("**Sign.**", "**What it means.**", "**Whom it matters to.**", "**Look at**", "**Do**", "**Over when**")


def test_every_alarm_has_its_page_and_every_page_its_alarm() -> None:
    alarms = {kind for kind in KINDS if kind.alarm}
    assert {path.stem for path in PAGES} == alarms | OF_THE_MACHINE


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_says_what_whom_where_how_and_until_when(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert [part for part in PARTS if text.count(part) != 1] == []
    assert text.index("**Sign.**") < text.index("**Do**") < text.index("**Over when**")
    assert len(text) < 3000, "one page"


def test_every_page_is_on_the_list_and_every_link_leads_somewhere() -> None:
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {f"{name}.md" for name in re.findall(r"^\| \[(\w+)\]", listed, re.M)} == {path.name for path in PAGES}
    for path in (*PAGES, FOLDER / "README.md"):
        for link in re.findall(r"\]\((\w+\.md)\)", path.read_text(encoding="utf-8")):
            assert (FOLDER / link).exists(), f"{path.name} → {link}"


def test_every_command_that_a_page_names_exists() -> None:
    terminal = {_name(each) for each in app.registered_commands}
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"`(?:deploy/caigou-once|caigou) ([a-z-]+)", text)) <= terminal, path.name
        assert set(re.findall(r"`/([a-z]+)[ `]", text)) <= {*COMMANDS, "healthz", "revoke", "setjoingroups"}, path.name


def _name(command: CommandInfo) -> str:
    return command.name or getattr(command.callback, "__name__", "").replace("_", "-")
