"""The pictures of the goods: a simple pictogram for each kind of thing, drawn as PNG in code."""

import colorsys
import math
import struct
import zlib
from functools import lru_cache
from itertools import accumulate

Point = tuple[float, float]
Colour = tuple[int, int, int]
SUBROWS = 3


def _round(x: float, y: float, wide: float, high: float) -> list[Point]:
    """An ellipse inside a box, as a polygon of twenty-four corners."""
    turns = [step / 12 * math.pi for step in range(24)]
    return [(x + wide / 2 * (1 + math.cos(turn)), y + high / 2 * (1 + math.sin(turn))) for turn in turns]


def _box(x: float, y: float, wide: float, high: float) -> list[Point]:
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


# Polygons on a field of 100 by 100; the number is the shade: 0 dark, 1 the colour, 2 light, 3 the background.
SHAPES: dict[str, list[tuple[int, list[Point]]]] = {
    "shirt": [
        (
            1,
            [
                (35, 22),
                (65, 22),
                (88, 36),
                (80, 52),
                (70, 47),
                (70, 82),
                (30, 82),
                (30, 47),
                (20, 52),
                (12, 36),
            ],
        ),
        (3, _round(40, 14, 20, 18)),
        (2, _box(30, 76, 40, 3)),
    ],
    "socks": [
        (1, [(38, 16), (58, 16), (58, 56), (80, 70), (78, 84), (60, 84), (38, 68)]),
        (2, _box(38, 16, 20, 9)),
        (0, [(80, 70), (78, 84), (68, 84), (71, 64)]),
    ],
    "box": [
        (1, [(18, 38), (50, 50), (50, 86), (18, 72)]),
        (0, [(82, 38), (50, 50), (50, 86), (82, 72)]),
        (2, [(18, 38), (50, 26), (82, 38), (50, 50)]),
    ],
    "lamp": [
        (1, [(38, 18), (62, 18), (78, 48), (22, 48)]),
        (2, _round(40, 42, 20, 16)),
        (0, _box(47, 54, 6, 26)),
        (0, _round(30, 76, 40, 12)),
    ],
    "mug": [
        (0, _round(56, 34, 30, 32)),
        (3, _round(62, 40, 18, 20)),
        (1, [(24, 26), (70, 26), (68, 80), (26, 80)]),
        (2, _round(24, 20, 46, 12)),
    ],
    "bag": [
        (0, _round(36, 12, 28, 26)),
        (3, _round(41, 18, 18, 18)),
        (1, [(26, 28), (74, 28), (80, 84), (20, 84)]),
        (2, _box(32, 54, 36, 22)),
        (0, _box(32, 60, 36, 2)),
    ],
    "plug": [
        (0, _box(36, 14, 6, 20)),
        (0, _box(58, 14, 6, 20)),
        (1, [(28, 32), (72, 32), (72, 62), (60, 74), (40, 74), (28, 62)]),
        (0, _box(46, 74, 8, 16)),
        (2, [(52, 38), (42, 56), (50, 56), (47, 68), (58, 50), (50, 50)]),
    ],
    "carton": [
        (1, _box(20, 36, 60, 46)),
        (0, [(20, 36), (30, 24), (70, 24), (80, 36)]),
        (2, _box(46, 24, 8, 30)),
        (2, _box(62, 68, 12, 8)),
    ],
    "wrench": [
        (1, _round(52, 14, 34, 34)),
        (3, [(64, 10), (76, 8), (78, 30), (66, 32)]),
        (1, [(54, 38), (64, 48), (32, 82), (20, 72)]),
        (0, _round(18, 66, 18, 18)),
        (3, _round(23, 71, 8, 8)),
    ],
    "bottle": [
        (0, _box(41, 12, 18, 12)),
        (1, [(38, 26), (62, 26), (66, 38), (66, 86), (34, 86), (34, 38)]),
        (2, _box(34, 50, 32, 14)),
    ],
}


COLOURS: dict[str, Colour] = {
    "白色": (236, 236, 230),
    "黑色": (52, 52, 58),
    "藏青色": (38, 58, 110),
    "红色": (206, 52, 56),
    "浅灰色": (178, 182, 186),
    "卡其色": (196, 172, 128),
    "军绿色": (92, 110, 66),
    "粉色": (238, 150, 178),
}


@lru_cache(maxsize=256)
def picture(shape: str, tint: int, size: int = 400, colour: str = "") -> bytes:
    """A square PNG of `size` pixels, in a colour from COLOURS if `colour` names one."""
    palette = _named(COLOURS[colour], tint) if colour in COLOURS else _palette(tint)
    rows = [bytearray(bytes(palette[3]) * size) for _ in range(size)]
    for shade, corners in SHAPES[shape]:
        _fill(rows, [(x * size / 100, y * size / 100) for x, y in corners], palette[shade], size)
    return _png(rows, size)


def _palette(tint: int) -> list[Colour]:
    hue = tint * 0.381966 % 1.0
    shades = ((hue, 0.75, 0.45), (hue, 0.62, 0.78), (hue, 0.32, 0.96), ((hue + 0.5) % 1.0, 0.07, 0.97))
    return [_rgb(*shade) for shade in shades]


def _named(colour: Colour, tint: int) -> list[Colour]:
    red, green, blue = colour
    dark = (red * 11 // 16, green * 11 // 16, blue * 11 // 16)
    light = (red + (255 - red) * 9 // 16, green + (255 - green) * 9 // 16, blue + (255 - blue) * 9 // 16)
    return [dark, colour, light, _palette(tint)[3]]


def _rgb(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _fill(rows: list[bytearray], corners: list[Point], colour: Colour, size: int) -> None:
    top = max(0, int(min(y for _, y in corners)))
    bottom = min(size, int(max(y for _, y in corners)) + 1)
    for row in range(top, bottom):
        edges = [0.0] * (size + 2)
        for sub in range(SUBROWS):
            _cover(edges, corners, row + (sub + 0.5) / SUBROWS, size)
        _paint(rows[row], list(accumulate(edges))[:size], colour)


def _cover(edges: list[float], corners: list[Point], y: float, size: int) -> None:
    """Record the polygon's edges on the line `y`, so that the running sum is the coverage."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    for place, x in enumerate(crossings):
        sign = (1 if place % 2 == 0 else -1) / SUBROWS
        x = min(max(x, 0.0), float(size))
        whole = int(x)
        edges[whole] += sign * (1 - (x - whole))
        edges[whole + 1] += sign * (x - whole)


def _paint(row: bytearray, coverage: list[float], colour: Colour) -> None:
    solid = bytes(colour)
    for x, part in enumerate(coverage):
        if part > 0.99:
            row[3 * x : 3 * x + 3] = solid
        elif part > 0.01:
            for channel in range(3):
                old = row[3 * x + channel]
                row[3 * x + channel] = round(old + (colour[channel] - old) * part)


def _png(rows: list[bytearray], size: int) -> bytes:
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
