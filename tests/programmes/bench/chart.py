"""Draws the virtual month of B16: a bar for each way to ask, in parts by what was asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

PICTURE = Path(__file__).with_name("month.svg")
BEFORE = 30 * 24 * (60 + 4)
"""What 0.1.0 asked in a month for the lists alone: each minute what changed, each quarter what was made."""
COLOURS = {
    "orders": "#2f6fde", "parcels": "#f0a030", "other": "#8a8f98", "ordering": "#2e9e62", "paying": "#b0489a",
    "products": "#17a2b8",
}  # fmt: skip
WIDTH, LEFT, BAR, GAP = 720, 170, 26, 18


def drawn(months: Mapping[str, Mapping[str, int]]) -> str:
    """The picture as SVG; each month by its name, with its calls by kind."""
    rows = {"0.1.0, the lists alone": {"orders": BEFORE}, **months}
    most = max(sum(each.values()) for each in rows.values())
    parts = [part for number, (name, kinds) in enumerate(rows.items()) for part in _bar(number, name, kinds, most)]
    height = len(rows) * (BAR + GAP) + 50
    parts += [_key(number, kind, height - 24) for number, kind in enumerate(COLOURS)]
    size = f'width="{WIDTH}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
    return "\n".join([head, f'<rect {size} fill="#ffffff"/>', *parts, "</svg>"]) + "\n"


def _bar(number: int, name: str, kinds: Mapping[str, int], most: int) -> list[str]:
    top, left = 14 + number * (BAR + GAP), LEFT
    parts = [f'<text x="{LEFT - 10}" y="{top + 18}" text-anchor="end" fill="#20242a">{name}</text>']
    for kind, colour in COLOURS.items():
        width = round((WIDTH - LEFT - 70) * kinds.get(kind, 0) / most)
        parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{BAR}" fill="{colour}"/>')
        left += width
    return [*parts, f'<text x="{left + 8}" y="{top + 18}" fill="#20242a">{sum(kinds.values()):,}</text>']


def _key(number: int, kind: str, top: int) -> str:
    left = 20 + number * 112
    return (
        f'<rect x="{left}" y="{top}" width="12" height="12" fill="{COLOURS[kind]}"/>'
        f'<text x="{left + 18}" y="{top + 11}" fill="#20242a">{kind}</text>'
    )


def draw(kept: Mapping[str, Any], to: Path = PICTURE) -> None:
    """Write the picture, if the month was measured."""
    if "B16" not in kept:
        return
    found = kept["B16"]["figures"]
    months = {
        name: {kind: calls for kind, calls in found[figure].items() if kind != "calls"}
        for name, figure in (("without push messages", "a month of 60 orders"), ("with push messages", "with pushes"))
    }
    to.write_text(drawn(months), encoding="utf-8")
