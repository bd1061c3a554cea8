"""In a copy of the house: a button, a command, a notice and a reason, added in the files that CONTRIBUTING names.

The checks of completeness pass then; and whatever place is left out, one of them sees it.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.purchasing.text import LANGUAGES

TEXTS = "bot/cards/texts/"
CHECKS = (
    "tests/chat/test_application.py::test_every_command_and_every_button_does_something",
    "tests/matrix/test_matrix.py::test_every_button_is_in_the_table",
    "tests/matrix/test_matrix.py::test_every_command_is_in_the_table",
    "tests/cards/test_buttons.py::test_every_button_stands_on_a_card",
    "tests/cards/test_texts.py::test_every_language_has_every_text_with_the_same_facts",
    "tests/cards/test_texts.py::test_every_text_that_a_card_asks_for_by_its_key_is_there",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[command-wave]",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[notice-waved]",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[refusal-too-loud]",
    "tests/cards/test_texts.py::test_every_text_is_used",
    "tests/desk/ledger/test_stored_notices.py::test_every_kind_has_one_notice_and_one_form",
    "tests/house/test_completeness.py::test_every_notice_is_told_by_somebody",
    "tests/house/test_completeness.py::test_every_reason_to_refuse_is_given_by_somebody",
    "tests/house/test_docs.py::test_every_command_of_the_chat_has_its_row",
)
UNNEEDED = shutil.ignore_patterns(
    "browser", "walk", "torture_figures", "conform", "bench", "postgres", "versions", "page", "*.png", "*.log"
)


@dataclass(frozen=True)
class Place:
    """What is written into one file: `text` before the first `before`, else at the end.

    If it is left out, the check `seen_by` must fail; without what registers it nothing of the change can be loaded.
    """

    path: str
    text: str
    before: str = ""
    seen_by: str = ""
    apart: bool = False
    """Whether it is left out in a house of its own, since in the other its check could not tell it from another one."""

    def write(self, house: Path) -> None:
        files = [house / self.path]
        if self.path == TEXTS:
            files = [house / TEXTS / f"{language}.ftl" for language in LANGUAGES]
        for file in files:
            whole = file.read_text(encoding="utf-8")
            at = whole.index(self.before) if self.before else len(whole)
            file.write_text(f"{whole[:at]}{self.text}{whole[at:]}", encoding="utf-8")


CHANGES: dict[str, tuple[Place, ...]] = {
    "a button": (
        Place("bot/cards/blocks/buttons.py", 'WAVE = "wv", "request", "wave", HoldsWhile.WAITS\n    ', "BACK_AGAIN ="),
        Place(
            "bot/cards/requests/approval.py",
            """
def wave(w: Writer, number: int) -> Button | None:
    return w.button("wave-at", Code(ButtonAction.WAVE, (number,)))
""",
            seen_by="test_every_button_stands_on_a_card",
        ),
        Place(
            "bot/chat/conversation/approvals.py",
            """
@pressed(ButtonAction.WAVE)
async def wave(talk: Conversation, request_id: int) -> None:
    await talk.answer()
""",
            seen_by="test_every_command_and_every_button_does_something",
        ),
        Place(
            "tests/matrix/table.py",
            """
VIEWS = (*VIEWS, press(ButtonAction.WAVE, number, who=DECIDERS, states=WAITING))
""",
            seen_by="test_every_button_is_in_the_table",
        ),
        Place(TEXTS, "\nwave-at = Wave\n", seen_by="test_every_text_that_a_card_asks_for_by", apart=True),
    ),
    "a command": (
        Place("bot/chat/conversation/registry.py", """Command("wave", ALL),\n        """, """Command("help","""),
        Place(
            "bot/chat/conversation/general.py",
            """
@command("wave")
async def wave(talk: Conversation) -> None:
    await talk.say(await _health(talk))
""",
            seen_by="test_every_command_and_every_button_does_something",
            apart=True,
        ),
        Place(
            "docs/commands.md", "| `/wave` | everybody | waves |\n", "| `/cancel` |",
            seen_by="test_every_command_of_the_chat_has_its_row",
        ),
        Place(
            "tests/matrix/table.py", """
VIEWS = (*VIEWS, command("/wave"))
""", seen_by="test_every_command_is_in_the_table",
        ),
        Place(TEXTS, "\ncommand-wave = Wave\n", seen_by="has_its_text[command-wave]"),
    ),
    "a notice": (
        Place(
            "bot/purchasing/notices/approvals.py",
            """
class WavedNotice(AboutRequest, kind="waved", topic=NotifyTopic.DECISIONS):
    pass
""",
        ),
        Place(
            "bot/cards/notices/team_notices.py", "\nFORMS |= dict([form(a.WavedNotice, DONE, goods)])\n",
            seen_by="test_every_kind_has_one_notice_and_one_form",
        ),
        Place(
            "bot/purchasing/events/requests.py",
            """
class Waved(RequestEvent):
    def tells(self, now: datetime) -> Iterator[Tell]:
        yield Tell(approvals.WavedNotice(about=self.about), Audience.ASKED, "waved")
""",
            seen_by="test_every_notice_is_told_by_somebody",
        ),
        Place(TEXTS, "\nnotice-waved = Wave\n", seen_by="has_its_text[notice-waved]"),
    ),
    "a reason to refuse": (
        Place("bot/desk/shared/refusal.py", """TOO_LOUD = "too-loud"\n    """, "FORGET_OVER ="),
        Place(
            "bot/desk/requests/approvals.py",
            """
LOUD = Refusal(RefusalReason.TOO_LOUD)
""",
            seen_by="test_every_reason_to_refuse_is_given_by_somebody",
        ),
        Place(TEXTS, "\nrefusal-too-loud = Wave\n", seen_by="has_its_text[refusal-too-loud]"),
    ),
}  # fmt: skip
MOST = {"a button": 3, "a command": 4, "a notice": 3, "a reason to refuse": 3}
"""Files of Python that a change may touch, beside its texts and its tests."""


def named(root: Path, change: str) -> set[str]:
    """The files and folders that the table names for a change, and where texts are."""
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {change} \| (.*) \|$", page, re.M)
    assert row is not None, change
    return {TEXTS, *re.findall(r"`([\w./]+(?:/|\.py|\.md))`", row[1])}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches_only_files_that_contributing_names(root: Path, change: str) -> None:
    touched, allowed = {place.path for place in CHANGES[change]}, named(root, change)
    assert [path for path in allowed if not (root / path).exists()] == []
    assert [path for path in touched if not path.startswith(tuple(allowed))] == []
    assert sum(path.startswith("bot/") and path.endswith(".py") for path in touched) <= MOST[change]


def copied(root: Path, house: Path) -> None:
    for room in ("bot", "storage", "tests", "docs"):
        shutil.copytree(root / room, house / room, ignore=UNNEEDED)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(root / name, house)


def begun(house: Path) -> subprocess.Popen[str]:
    """The checks in a house, in a process of their own."""
    options = ("-q", "-rfE", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist")
    command = [sys.executable, "-m", "pytest", *options, *CHECKS]
    return subprocess.Popen(command, cwd=house, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.sockets
@pytest.mark.timeout(180)
def test_the_checks_pass_with_all_places_and_see_each_one_that_is_left_out(root: Path, tmp_path: Path) -> None:
    places = [place for change in CHANGES.values() for place in change]
    rounds = [[], *([place for place in places if place.seen_by and place.apart is apart] for apart in (False, True))]
    running = []
    for number, left_out in enumerate(rounds):
        house = tmp_path / str(number)
        copied(root, house)
        for place in places:
            if place not in left_out:
                place.write(house)
        running.append(begun(house))
    told = [checks.communicate()[0] for checks in running]
    for left_out, checks, said in zip(rounds, running, told, strict=True):
        failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
        assert [place.path for place in left_out if not any(place.seen_by in line for line in failed)] == [], said
        assert bool(failed) is bool(left_out), said
        assert bool(checks.returncode) is bool(left_out), said
