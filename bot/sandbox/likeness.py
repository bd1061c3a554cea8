"""What the pretend 1688 sees in a picture: the things that stand out of its ground, and what they look like."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image

from bot.sandbox.pictures import picture

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

LEAST_SIDE, MOST_PIXELS = 64, 8_000_000
MOST_CELLS = 44
"""Of 256: what differs in more of them is another thing."""
_GRID, _EDGE = 64, 16
_STANDS_OUT = 24
"""By so much (of 255) a colour must differ from the ground."""
_APART, _LEAST = 3, 6
"""Cells of the grid between two things, and across the smallest thing."""


@dataclass(frozen=True)
class Likeness:
    """A perceptual hash: which of 256 cells of a thing are darker than their mean, and its mean colour."""

    dark: int
    colour: bytes

    def differs(self, other: "Likeness") -> tuple[int, int]:
        """In how many cells, and by how much in colour."""
        colours = zip(self.colour, other.colour, strict=True)
        return (self.dark ^ other.dark).bit_count(), sum(abs(one - two) for one, two in colours)


def opened(data: bytes) -> Image.Image | None:
    """The picture of a whole JPEG of a sensible size; None for anything else."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as shown:
            if min(shown.size) < LEAST_SIDE or shown.width * shown.height > MOST_PIXELS:
                return None
            return shown.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        return None


def things(shown: Image.Image) -> list[Box]:
    """Where things stand side by side on one ground, the largest first."""
    small = shown.resize((_GRID, _GRID), Image.Resampling.BOX).tobytes()
    rows = [[small[3 * (y * _GRID + x) :][:3] for x in range(_GRID)] for y in range(_GRID)]
    edge = [*rows[0], *rows[-1], *(row[0] for row in rows), *(row[-1] for row in rows)]
    ground = bytes(sorted(band)[len(edge) // 2] for band in zip(*edge, strict=True))
    out = [[max(abs(c - g) for c, g in zip(cell, ground, strict=True)) > _STANDS_OUT for cell in row] for row in rows]
    runs: list[list[int]] = []
    for x in range(_GRID):
        if not any(row[x] for row in out):
            continue
        if runs and x - runs[-1][-1] <= _APART:
            runs[-1].append(x)
        else:
            runs.append([x])
    across, down, found = shown.width / _GRID, shown.height / _GRID, list[Box]()
    for left, right in ((run[0], run[-1] + 1) for run in runs):
        high = [y for y in range(_GRID) if any(out[y][left:right])]
        top, bottom = high[0], high[-1] + 1
        if min(right - left, bottom - top) >= _LEAST:
            found.append((round(left * across), round(top * down), round(right * across), round(bottom * down)))
    return sorted(found, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))


def likeness(shown: Image.Image, box: Box) -> Likeness:
    """What the thing in the box looks like."""
    small = shown.crop(box).resize((_EDGE, _EDGE), Image.Resampling.BOX)
    grey = small.convert("L").tobytes()
    mean = sum(grey) / len(grey)
    dark = sum(1 << place for place, value in enumerate(grey) if value < mean)
    return Likeness(dark, small.resize((1, 1), Image.Resampling.BOX).tobytes())


@lru_cache(maxsize=256)
def drawn(shape: str, tint: int) -> Likeness:
    """What the picture of an offer looks like."""
    shown = Image.open(BytesIO(picture(shape, tint))).convert("RGB")
    return likeness(shown, things(shown)[0])
