"""Draws sums as bars, each beside the one that it is compared with: a PNG of digits alone, in Pillow's own font.

A server need not have any font, and the one that Pillow brings has Latin letters only: names stand
below the picture. Pillow is loaded with the first picture.

Rejected were SVG (needs a font all the same), a font in the repository (10 to 20 MB for Chinese),
fonts of the system (a report would look by the server), matplotlib (60 MB, a second to load), a
page of the Mini App (many teams have none), and the process for pictures (a start of Python for
each press, to protect from nothing: no file of anybody's is opened).
"""

from collections.abc import Sequence
from io import BytesIO
from math import ceil

from bot.purchasing.money import Fen

WIDTH, HEIGHT = 780, 480
"""Twice what a phone shows of it, in pixels."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 92, 20, 44, 56
_FONT, _GAP, _APART, _WIDEST = 24, 0.28, 14, 56
"""The size of the digits, which part of its place a pair of bars leaves free, how far apart labels are, and how wide a
bar can be."""
_INK, _GRID, _NOW, _BEFORE = "#1f2328", "#e4e7eb", "#2563c9", "#bcd0f2"
_LINES, _ROOM = 4, 60
"""About how many lines stand behind the bars, and how wide a place is in which a sum stands above its bar."""


def bars(now: Sequence[Fen], before: Sequence[Fen], labels: Sequence[str]) -> bytes:
    """A PNG of these sums with their labels, and pale beside them what they are compared with, as far as that goes."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - loaded with the first picture

    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(_FONT)
    bottom, step = HEIGHT - _BOTTOM, _step(max([*now, *before, 0]))
    lines = max(1, -(-max([*now, *before, 0]) // step))
    for line in range(lines + 1):
        y = bottom - round((bottom - _TOP) * line / lines)
        draw.line((_LEFT, y, WIDTH - _RIGHT, y), _INK if line == 0 else _GRID, 2)
        draw.text((_LEFT - 12, y), short(Fen(step * line)), _INK, font, anchor="rm")
    place = (WIDTH - _LEFT - _RIGHT) / max(1, len(now))
    bar = max(1, min(_WIDEST, round(place * (1 - _GAP) / 2)))
    each = ceil((max((draw.textlength(label, font) for label in labels), default=0) + _APART) / place)
    for at, (sum_, label) in enumerate(zip(now, labels, strict=True)):
        middle = _LEFT + place * (at + 0.5)
        pairs = [(middle - bar, before[at], _BEFORE)] if at < len(before) else []
        for left, fen, colour in [*pairs, (middle, sum_, _NOW)]:
            if fen > 0:
                top = bottom - max(2, round((bottom - _TOP) * fen / (step * lines)))
                draw.rectangle((round(left), top, round(left) + bar - 1, bottom - 1), colour)
        if place >= _ROOM and sum_:
            y = bottom - round((bottom - _TOP) * max(0, sum_) / (step * lines)) - 8
            draw.text((middle + bar / 2, y), short(sum_), _INK, font, anchor="ms", stroke_width=3, stroke_fill="white")
        if at % each == 0:
            draw.text((middle, bottom + 14), label, _INK, font, anchor="mt")
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def short(fen: Fen) -> str:
    """A sum in yuan as it has room beside a bar: 868, 12.4k, 1.2M."""
    yuan = fen / 100
    for size, sign in ((1e6, "M"), (1e3, "k")):
        if abs(yuan) >= size * 0.9995:
            return f"{yuan / size:.1f}".removesuffix(".0") + sign
    return f"{yuan:.0f}"


def _step(most: int) -> int:
    """What the lines are apart (fen): a round sum, of which about so many lines reach the highest bar."""
    least, size = max(1, -(-most // (_LINES + 1))), 10_00
    while size * 10 < least:
        size *= 10
    return next(size * n // 10 for n in (10, 20, 25, 50, 100) if size * n // 10 >= least)
