"""The pictures of the pages are those that `make pictures` takes, and none is heavy."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from tests.browser.pictures import FILM, PICTURES

SHOWN = re.compile(r"""!\[[^\]]*\]\(([^)\s]+)|<(?:img|source)\b[^>]*?\bsrc(?:set)?=["']([^"'\s]+)""")


def test_every_picture_of_a_page_is_one_that_is_taken_anew_with_the_cards(root: Path) -> None:
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("deploy/**/*.md")]
    shown = {
        (page.parent / (one or other)).resolve().relative_to(root.resolve()).as_posix()
        for page in pages
        for one, other in SHOWN.findall(page.read_text(encoding="utf-8"))
    }
    assert shown
    assert shown - set(PICTURES) == set()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_there_and_loads_at_once_and_is_sharp(name: str, root: Path) -> None:
    assert (root / name).stat().st_size <= PICTURES[name].most
    with Image.open(root / name) as picture:
        assert picture.width >= 2 * 390
        assert PICTURES[name].shows


def test_the_film_is_told_in_about_fifteen_seconds(root: Path) -> None:
    with Image.open(root / FILM) as film:
        stays = []
        for frame in ImageSequence.Iterator(film):
            frame.load()
            stays.append(frame.info["duration"])
    assert 12_000 <= sum(stays) <= 18_000
    assert min(stays) >= 300
