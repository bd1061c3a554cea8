"""The README and its translations say the same: blocks, commands, figures, pages, pictures; what they name exists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot import settings
from bot.chat.conversation.registry import COMMANDS
from bot.cli import app
from bot.purchasing.approval.policy_language import amend, read
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.offers.search_words import read_search

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ("README.zh-CN.md", "README.ru.md")
ALL = ("README.md", *TRANSLATIONS)
LARGEST_TRANSLATION = 12 * 1024
UNITS = {"分钟": "min", "小时": "h", "мин": "min", "ч": "h"}
"""The units behind figures, in English."""
OF_BOTFATHER = "/newbot"
CODE = re.compile(r"`([^`\n]+)`")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    return re.split(r"\n{2,}", page(name).strip())


def shape(block: str) -> tuple[str, int]:
    """What a block is: a heading with its level, a table or list with its cells or points, code, a picture or words."""
    if mark := re.match(r"(#+) ", block):
        return "heading", len(mark[1])
    if block.startswith("|"):
        return "table", len(re.findall(r"(?<!\\)\|", block))
    if points := re.findall(r"^(?:-|\d\.) ", block, re.M):
        return "list", len(points)
    return ("code" if block.startswith("```") else "picture" if block.startswith(("![", "<img ")) else "words"), 1


def typed(name: str) -> list[str]:
    """What is typed in a terminal, line by line, without the explanations."""
    fenced = "\n".join(block for block in blocks(name) if shape(block)[0] == "code")
    return [re.split(r"\s+# ", line)[0] for line in fenced.splitlines()]


def words(name: str) -> str:
    return "\n\n".join(block for block in blocks(name) if shape(block)[0] != "code")


def commands(name: str) -> Counter[str]:
    """What stands as code among the words; what is looked for by a command is in the reader's language."""
    found = CODE.findall(words(name))
    return Counter(each.split()[0] if each.startswith("/search ") else each for each in found)


def figures(name: str) -> Counter[tuple[str, str]]:
    """Every number with its unit: without addresses, `160 000` and `160,000` as one, and `0,5` as 0.5."""
    text = re.sub(r"\]\([^)]*\)", "]", words(name))
    text = re.sub(r"(?<=\d)[ ,\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    found = re.findall(rf"(¥ ?)?(\d[\d.-]*\d|\d)(?: ?(min|h|{'|'.join(UNITS)})(?![a-zа-я]))?", text)
    return Counter((number, "¥" if yuan else UNITS.get(unit, unit)) for yuan, number, unit in found)


def places(name: str) -> list[str]:
    """Where its links and pictures lead, in order, but for the translations of the page itself."""
    found = re.findall(r"""\]\(([^)\s]+)\)|src="([^"]+)""", page(name))
    return [place or picture for place, picture in found if place not in ALL]


@pytest.mark.parametrize("name", ALL)
def test_each_readme_names_the_other_languages_at_its_top(name: str) -> None:
    assert re.findall(r"\]\((README[^)]*)\)", blocks(name)[1]) == [each for each in ALL if each != name]


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_a_translation_says_block_by_block_what_the_readme_says(name: str) -> None:
    assert [*map(shape, blocks(name))] == [*map(shape, blocks("README.md"))]
    assert typed(name) == typed("README.md")
    assert commands(name) == commands("README.md")
    assert figures(name) == figures("README.md")
    assert places(name) == places("README.md")


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_a_translation_is_short_enough_to_be_read(name: str) -> None:
    assert len(page(name).encode()) <= LARGEST_TRANSLATION


def test_every_command_and_setting_that_the_readme_names_is_there() -> None:
    named = commands("README.md")
    in_chat = {each.split()[0] for each in named if each.startswith("/")} - {OF_BOTFATHER}
    assert in_chat <= {f"/{name}" for name in COMMANDS}
    in_terminal = {each.name or getattr(each.callback, "__name__", "") for each in app.registered_commands}
    assert set(re.findall(r"\bcaigou ([a-z]+)", "\n".join([*named, *typed("README.md")]))) <= in_terminal
    assert {each for each in named if re.fullmatch(r"[A-Z_]+", each)} <= set(settings.NAMES)


def test_the_rule_and_the_search_of_the_stories_are_understood() -> None:
    team = Team(1, members=tuple(Member(at, who, frozenset(Role)) for at, who in enumerate(("Boris", "Chen"), 1)))
    (rule,) = (each for each in commands("README.md") if ":" in each)
    assert amend(read("else: any of admins", team), f"{rule}\nelse: any of admins", team).rules[0].steps
    searches = [re.findall(r"`/search ([^`]+)`", page(name)) for name in ALL]
    meant = {read_search(each).filter for found in searches for each in found}
    assert [len(found) for found in searches] == [1, 1, 1]
    assert [(each.highest, each.pieces) for each in meant] == [(1200, 50)]
