"""The picture of a report: this period's bars are dark, the compared ones pale, and its words are digits."""

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.bars import _BEFORE, _NOW, HEIGHT, WIDTH, bars, short
from bot.purchasing.money import Fen


def pixels(png: bytes, colour: str) -> list[tuple[int, int]]:
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert picture.size == (WIDTH, HEIGHT)
    wanted = ImageColor.getrgb(colour)
    return [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if picture.getpixel((x, y)) == wanted]


@pytest.mark.parametrize("count", [1, 12, 60, 120])
def test_every_bar_stands_beside_the_one_that_it_is_compared_with(count: int) -> None:
    sums = [Fen(1000 * (number + 1)) for number in range(count)]
    png = bars(sums, sums[:-1], [f"{number}" for number in range(count)])
    dark, pale = pixels(png, _NOW), pixels(png, _BEFORE)
    highest = max(dark, key=lambda each: -each[1])[1]
    assert (bool(dark), bool(pale)) == (True, count > 1)
    assert all(y >= highest for _, y in pale)


def test_nothing_at_all_and_less_than_nothing_are_drawn_too() -> None:
    assert pixels(bars([Fen(0), Fen(-500)], [], ["1", "2"]), _NOW) == []
    assert len(bars([], [], [])) < 20_000


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "0"),
        (86_800, "868"),
        (99_949, "999"),
        (99_960, "1k"),
        (1_240_000, "12.4k"),
        (120_000_000, "1.2M"),
        (-150_000, "-1.5k"),
    ],
)
def test_sums_are_written_short(fen: int, written: str) -> None:
    assert short(Fen(fen)) == written
