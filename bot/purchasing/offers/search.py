"""What people look for at 1688: words or a picture, narrowed down by filters, and a page of what was found."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import SearchHit


class Sort(StrEnum):
    """In which order offers are wanted."""

    BEST = "best"
    """As 1688 finds them to fit."""
    PRICE = "price"
    """The cheapest first."""
    SOLD = "sold"
    """The most sold in thirty days first."""


@dataclass(frozen=True)
class SearchFilter:
    """What narrows a search down; prices in fen, `pieces` the most that an offer's minimum may be.

    1688 filters by price, `factory` and `soon` (ships within 48 hours) and sorts; `pieces` and `place` are judged on
    what it answers.
    """

    lowest: Fen | None = None
    highest: Fen | None = None
    pieces: int | None = None
    place: str = ""
    factory: bool = False
    soon: bool = False
    sort: Sort = Sort.BEST


@dataclass(frozen=True)
class Search:
    """What is looked for: by words, by a picture that 1688 holds (`picture` is its number there), or by both.

    `region` is the part of the picture that counts, as 1688 writes it ("x1,x2,y1,y2"); empty if 1688 chooses.
    """

    words: str = ""
    picture: str = ""
    region: str = ""
    filter: SearchFilter = field(default_factory=SearchFilter)


@dataclass(frozen=True)
class SearchPage:
    """One page of what 1688 found, of how many `pages`; `regions` are the parts of the picture."""

    hits: tuple[SearchHit, ...]
    pages: int
    regions: tuple[str, ...] = ()


def fits(hit: SearchHit, wanted: SearchFilter) -> bool:
    """Whether an offer has the minimum and place that are wanted, unless 1688 does not say; it filtered the rest."""
    few = wanted.pieces is None or hit.minimum is None or hit.minimum <= wanted.pieces
    return few and (not hit.place or wanted.place in hit.place)


_OFF: dict[str, dict[str, Any]] = {
    "price": {"lowest": None, "highest": None}, "pieces": {"pieces": None}, "place": {"place": ""},
}  # fmt: skip


def changed(search: Search, what: str, value: str | int) -> Search:
    """The same search with this of it changed, as a button says it; 0 takes it away. ValueError for what is none."""
    if what == "region":
        return replace(search, region=str(value))
    switch = what in ("factory", "soon")
    to = _OFF.get(what) or ({what: bool(value)} if switch else {"sort": Sort(str(value))})
    return replace(search, filter=replace(search.filter, **to))
