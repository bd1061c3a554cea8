"""The pages of `docs` say what the program does: rules, commands, settings, calls; and every link leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bot import settings
from bot.chat.conversation.registry import ALL, COMMANDS, READS
from bot.cli import app
from bot.desk.messages.dialogs import KINDS
from bot.market.openplatform import calls
from bot.purchasing.approval.policy import DECIDING, SplittingKey, default_policy
from bot.purchasing.approval.policy_language import _FILTERS, _SETTINGS, amend, read, show
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.reading.answering import MessageForm
from tests.house.conftest import ROOT, files_of

NAMES = ("Anna", "Boris", "Chen", "Daria", "Eve")
TEAM = Team(1, members=tuple(Member(number, name, frozenset(Role)) for number, name in enumerate(NAMES, 1)))
EVERY_PAGE = [str(path.relative_to(ROOT)) for path in files_of(ROOT) if path.suffix == ".md"]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")
ROLES = (Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.RECEIVER, Role.ADMIN)
MENUS = {ALL: "everybody", READS: "all but receivers", frozenset[Role](): "not in a menu"}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one that is not below it."""
    level = heading.partition(" ")[0]
    below = f"\n{text}".partition(f"\n{heading}\n")[2]
    assert below, heading
    return re.split(rf"^#{{1,{len(level)}}} ", below, maxsplit=1, flags=re.M)[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of its tables that begins with something to type."""
    for line in re.findall(r"^\| (`.*) ?\|$", text, re.M):
        yield [cell.strip() for cell in line.split(" | ")]


def marks(text: str) -> set[str]:
    """The anchors that headings get: small letters, hyphens for blanks, signs left out."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}


def rule_lines() -> list[str]:
    """Every example of the screen of rules, in order."""
    cells = re.findall(r"^\| [^`|]+ \| (`.+`) \|$", section(page("docs/rules.md"), "## Every line"), re.M)
    return [line for cell in cells for line in re.findall(r"`([^`]+)`", cell)]


def whole_policies() -> list[str]:
    """What stands between fences on the page of rules."""
    return [
        each.removeprefix("/policy\n") for each in re.findall(r"^```\n(.*?)^```", page("docs/rules.md"), re.M | re.S)
    ]


@pytest.mark.parametrize("line", rule_lines())
def test_every_line_of_the_rules_screen_is_understood(line: str) -> None:
    before = read("else: any of admins\nexpire 48h", TEAM)
    after = amend(before, f"{line}\nelse: any of admins" if ":" in line and "else" not in line else line, TEAM)
    assert after != before
    assert read(show(after, TEAM), TEAM) == after


def test_the_rules_screen_is_a_policy_as_a_whole() -> None:
    lines = rule_lines()
    policy = read("\n".join(lines), TEAM)
    assert len(policy.rules) == sum(":" in line for line in lines)


def test_every_kind_of_line_is_on_the_rules_screen() -> None:
    lines = rule_lines()
    words = {word for line in lines for word in re.findall(r"[a-z]+", line)}
    assert {line.split()[0] for line in lines if ":" not in line} == set(_SETTINGS)
    assert set(_FILTERS) | set(SplittingKey) | {f"{each.value}s" for each in DECIDING} <= words
    assert {"auto", "any", "all", "then", "to", "else", "stop"} <= words


def test_every_setting_of_the_rules_that_the_page_calls_so_can_be_off() -> None:
    assert "Every setting but `expire` takes `off`" in page("docs/rules.md")
    rest = {"cap": "order off", "budget": "team off"}
    for name in set(_SETTINGS) - {"expire"}:
        amend(default_policy(), f"{name} {rest.get(name, 'off')}", TEAM)


def test_every_policy_of_the_page_is_one_and_a_new_team_s_is_what_a_new_team_has() -> None:
    policies = [read(lines, TEAM) for lines in whole_policies()]
    assert len(policies) > 3
    assert default_policy() in policies


def test_every_setting_of_the_rules_is_explained() -> None:
    explained = re.findall(r"^- `([a-z]+) ", page("docs/rules.md"), re.M)
    assert set(explained) == set(_SETTINGS)


def test_every_command_of_the_chat_has_its_row() -> None:
    told = {cells[0].strip("`/"): cells[1] for cells in rows(section(page("docs/commands.md"), "## In the chat"))}
    assert sorted(told) == sorted(COMMANDS)
    for name, command in COMMANDS.items():
        in_order = ", ".join(role.value for role in ROLES if role in command.serves)
        assert told[name] == MENUS.get(command.serves, in_order), name


def test_every_command_of_the_terminal_has_its_row_with_all_its_options() -> None:
    told = {cells[0].strip("`"): cells[2] for cells in rows(section(page("docs/commands.md"), "## In the terminal"))}
    group: Any = typer.main.get_command(app)
    assert sorted(told) == sorted(group.commands)
    for name, command in group.commands.items():
        options = {param.opts[-1] for param in command.params if param.opts[-1].startswith("--")} - {"--help"}
        assert options == set(re.findall(r"--[a-z-]+", told[name])), name


def test_every_setting_has_its_row_with_its_default_and_what_it_is() -> None:
    told = {cells[0].strip("`"): cells[1:] for cells in rows(page("docs/settings.md"))}
    assert sorted(told) == sorted(settings.NAMES)
    for name, (default, what) in told.items():
        assert default.strip("`") == (settings.default_of(name) or "none"), name
        assert what.startswith(settings.explanation_of(name)), name


def test_the_page_of_settings_names_those_that_are_needed_and_those_that_are_secret() -> None:
    told = dict(re.findall(r"^\*\*(.+?)\*\*: ((?:.+\n)+)", page("docs/settings.md"), re.M))
    named = {what: set(re.findall(r"`([A-Z_]+)`", text)) for what, text in told.items()}
    assert named["Needed to run"] == {*settings.NEEDED_TO_RUN, "TELEGRAM_ADMINS"}
    assert named["Secret"] == settings.SECRETS


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_no_page_names_a_setting_that_is_not_there(name: str) -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)\b", page(name)))
    ours = tuple(f"{each.partition('_')[0]}_" for each in settings.NAMES)
    assert {each for each in named if each.startswith(ours)} <= set(settings.NAMES)


def test_the_page_of_rights_names_every_call_that_the_bot_makes_and_no_other() -> None:
    every = map(str, vars(calls).values())
    made = {each.rpartition("/")[2] for each in every if re.match(r"(com|cn)\.[\w.]+/", each)}
    cells = [cells[0] for cells in rows(section(page("docs/rights.md"), "## The calls"))]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert named == made
    assert calls.ONE_CLICK in page("docs/rights.md")


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    for place, mark in LINK.findall(page(name)):
        target = (ROOT / name).parent / place if place else ROOT / name
        assert target.exists(), place
        assert not mark or mark in marks(target.read_text(encoding="utf-8")), mark
    pictures = re.findall(r'<img src="(?!https?://)([^"]+)"', page(name))
    assert [place for place in pictures if not ((ROOT / name).parent / place).exists()] == []


def test_every_page_of_docs_can_be_found_from_its_index_or_the_readme() -> None:
    found = {Path("docs", place) for place, _ in LINK.findall(page("docs/README.md"))}
    found |= {Path(place) for place, _ in LINK.findall(page("README.md")) if place}
    assert {path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md")} - {Path("docs/README.md")} <= found


_TAKEN = {
    MessageForm.NUMBER: "numbers",
    MessageForm.LINK: "links",
    MessageForm.CODE: "codes",
    MessageForm.WAYBILL: "waybills",
    MessageForm.PHOTO: "photos",
}
"""What has a meaning of its own, and is an answer only to what asks for it."""


def questions_table() -> list[str]:
    """The table of questions as the register of them has it."""
    lines = ["| the question | it also takes | your answer |", "|---|---|---|"]
    for dialog in KINDS.values():
        question = (dialog.__doc__ or "").partition("?")[0] + "?" if "?" in (dialog.__doc__ or "") else dialog.__doc__
        taken = ", ".join(word for form, word in _TAKEN.items() if form in dialog.wants)
        how = "only a press below it" if dialog.only_pressed else taken
        first = "; shown first unless it is a reply" if dialog.shown_first else ""
        lines.append(f"| {question} | {how} | {dialog.does}{first} |")
    return lines


def test_the_table_of_questions_is_that_of_the_register() -> None:
    written = section(page("docs/commands.md"), "## What the bot asks")
    assert [line for line in written.splitlines() if line.startswith("|")] == questions_table()
