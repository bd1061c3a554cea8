"""The pictures of the goods: a drawn pictogram for each kind of thing, coloured by its palette."""

import colorsys
import struct
import zlib
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path

Colour = tuple[int, int, int]

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
_DRAWN = Path(__file__).parent / "drawn"
_PALETTE = slice(33, 33 + 12 + 3 * 16)
"""Where a drawn file has its sixteen colours: behind signature and head, as the chunk PLTE."""


@lru_cache(maxsize=256)
def picture(shape: str, tint: int, size: int = 400, colour: str = "") -> bytes:
    """A PNG of 400 or 80 pixels each way, in a colour of its own if `colour` names one of COLOURS."""
    drawn = bytearray((_DRAWN / f"{shape}-{size}.png").read_bytes())
    shades = _named(COLOURS[colour], tint) if colour in COLOURS else _palette(tint)
    drawn[_PALETTE] = _chunk(b"PLTE", bytes(chain.from_iterable([*shades, *_between(shades)])))
    return bytes(drawn)


def _palette(tint: int) -> list[Colour]:
    """The four shades of a tint: dark, the colour, light, the ground."""
    hue = tint * 0.381966 % 1.0
    shades = ((hue, 0.75, 0.45), (hue, 0.62, 0.78), (hue, 0.32, 0.96), ((hue + 0.5) % 1.0, 0.07, 0.97))
    return [_rgb(*shade) for shade in shades]


def _named(colour: Colour, tint: int) -> list[Colour]:
    return [_mixed((0, 0, 0), colour, 11 / 16), colour, _mixed(colour, (255, 255, 255), 9 / 16), _palette(tint)[3]]


def _between(shades: list[Colour]) -> list[Colour]:
    """Two steps from each shade to each later one: what smooth edges are made of."""
    return [_mixed(one, other, step / 3) for one, other in combinations(shades, 2) for step in (1, 2)]


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
