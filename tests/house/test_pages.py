"""The pages for people have their form: the README is short, decisions are whole, and the files they name are there."""

import re
from pathlib import Path

import pytest

LARGEST_README = 9 * 1024
ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "deploy/README.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
)  # fmt: skip
NAMED = re.compile(r"`((?:bot|storage|tests|deploy|\.ci|\.semgrep)/[\w./-]*|[\w./-]+\.(?:py|md|lock|toml))`")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len(page("README.md").encode()) <= LARGEST_README


def test_each_decision_is_half_a_page_with_its_context_choice_and_what_was_rejected() -> None:
    names = [name for name in PAGES if name.startswith("docs/decisions/")]
    numbers = [int(Path(name).name[:4]) for name in names]
    assert numbers == sorted(set(numbers)), "a number names one decision, and is not given again"
    for number, name in zip(numbers, names, strict=True):
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
