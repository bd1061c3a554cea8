"""What the pages for people say is what the program does: the README's rules and commands, decisions, the glossary."""

import re
from pathlib import Path

import pytest

from bot.chat.conversation.registry import COMMANDS
from bot.cli import app
from bot.purchasing.approval.policy import DECIDING, SplittingKey, default_policy
from bot.purchasing.approval.policy_language import _FILTERS, _SETTINGS, amend, read, show
from bot.purchasing.approval.team import Member, Role, Team

LARGEST_README = 9 * 1024
NAMES = ("Anna", "Boris", "Chen", "Daria", "Eve")
TEAM = Team(1, members=tuple(Member(number, name, frozenset(Role)) for number, name in enumerate(NAMES, 1)))
ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "deploy/README.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
)  # fmt: skip
NAMED = re.compile(r"`((?:bot|storage|tests|deploy|\.ci|\.semgrep)/[\w./-]*|[\w./-]+\.(?:py|md|lock|toml))`")
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one that is not below it."""
    level = heading.partition(" ")[0]
    below = f"\n{text}".partition(f"\n{heading}\n")[2]
    assert below, heading
    return re.split(rf"^#{{1,{len(level)}}} ", below, maxsplit=1, flags=re.M)[0]


def rule_lines() -> list[str]:
    """Every example of the README's screen of rules, in order."""
    rows = re.findall(r"^\| [^`|]+ \| (`.+`) \|$", section(page("README.md"), "## The rules of a team"), re.M)
    return [line for row in rows for line in re.findall(r"`([^`]+)`", row)]


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len(page("README.md").encode()) <= LARGEST_README


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


def test_every_setting_that_the_readme_calls_so_can_be_off() -> None:
    assert "Every setting but `expire` takes `off`" in page("README.md")
    rest = {"cap": "order off", "budget": "team off"}
    for name in set(_SETTINGS) - {"expire"}:
        amend(default_policy(), f"{name} {rest.get(name, 'off')}", TEAM)


def test_every_command_of_the_chat_is_in_the_readme_and_back() -> None:
    rows = re.findall(r"^\| ((?:`/[a-z]+` ?)+)\|", section(page("README.md"), "### In the chat"), re.M)
    named = [name for row in rows for name in re.findall(r"`/([a-z]+)`", row)]
    assert sorted(named) == sorted(COMMANDS)


def test_every_command_is_in_the_readme_and_back() -> None:
    names = {each.name or getattr(each.callback, "__name__", "") for each in app.registered_commands}
    named = re.findall(r"^\| `([a-z-]+)", section(page("README.md"), "### In the terminal"), re.M)
    assert sorted(named) == sorted(names)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(name: str, root: Path) -> None:
    for place, mark in LINK.findall(page(name)):
        target = (root / name).parent / place if place else root / name
        assert target.exists(), place
        assert not mark or mark in marks(target.read_text(encoding="utf-8")), mark


def marks(text: str) -> set[str]:
    """The anchors that headings get: small letters, hyphens for blanks, signs left out."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}


def test_each_decision_is_half_a_page_with_its_context_choice_and_what_was_rejected() -> None:
    names = [name for name in PAGES if name.startswith("docs/decisions/")]
    assert [int(Path(name).name[:4]) for name in names] == list(range(1, len(names) + 1))
    for number, name in enumerate(names, 1):
        text = page(name)
        assert text.startswith(f"# {number}. "), name
        if "dependencies" not in name:
            assert all(f"**{part}.**" in text for part in ("Context", "Choice", "Rejected")), name
            assert len(text.encode()) <= 2048, name


def test_a_release_of_the_changelog_has_thirty_lines_at_most() -> None:
    releases = re.split(r"^## \[.*\n", page("CHANGELOG.md"), flags=re.M)[1:]
    assert releases
    assert [text for text in releases if len(text.strip().splitlines()) > 30] == []


@pytest.fixture(scope="session")
def ends(root: Path, our_files: list[Path]) -> set[str]:
    """The path of each of our files and folders."""
    places = {place for path in our_files for place in (path, *path.parents) if place.is_relative_to(root)}
    return {f"/{place.relative_to(root)}" for place in places}


@pytest.mark.parametrize("name", [name for name in PAGES if name != "CHANGELOG.md"])
def test_every_file_that_a_page_names_is_there(name: str, ends: set[str]) -> None:
    named = NAMED.findall(page(name))
    assert [each for each in named if not any(end.endswith(f"/{each.rstrip('/')}") for end in ends)] == []
