"""The sheet of a list of own SKUs, as it is written and read back, and what it changes: a row is a code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.purchasing.own_sku import LONGEST_NAME, LONGEST_VARIANT, OwnSku, Source, code_fault, normal, read_ratio
from bot.purchasing.reading.classify_url import OfferRef, ShortLink
from bot.purchasing.sheets.cells import HIDDEN, NO_VALUE, Cells, Table, cell, numbered, read_offer, unguarded
from bot.purchasing.text import known_language, one_line, visible


class SkuColumn(StrEnum):
    """What a column of the sheet says, in the order in which they are written."""

    CODE = "code"
    NAME = "name"
    LINK = "link"
    VARIANT = "variant"
    RATIO = "ratio"
    RESERVE_LINK = "reserve_link"
    RESERVE_VARIANT = "reserve_variant"


_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("Own SKU", "Name", "Link", "Variant", "Ratio", "Reserve link", "Reserve variant"),
    "zh": ("货号", "名称", "链接", "规格", "换算比例", "备用链接", "备用规格"),
    "ru": ("Артикул", "Название", "Ссылка", "Вариант", "Кратность", "Ссылка на резерв", "Вариант резерва"),
}
_KNOWN = {
    name.casefold(): column for names in _HEADINGS.values() for column, name in zip(SkuColumn, names, strict=True)
}
_NEEDED = frozenset({SkuColumn.CODE, SkuColumn.LINK, SkuColumn.RATIO})
"""No sheet of things to buy has all of them."""


class SkuProblemKind(StrEnum):
    """Why a row is not taken into the list; one that has to do with its code is told by `CodeFault`."""

    BAD_CODE = "bad_code"
    BAD_LINK = "bad_link"
    SHORT_LINK = "short_link"
    """Where it leads only 1688 knows, and a file asks it nothing."""
    BAD_RATIO = "bad_ratio"
    NO_SOURCE = "no_source"
    """A code that is new needs a link."""
    TWICE = "twice"
    HIDDEN = "hidden"
    NO_VALUE = "no_value"


@dataclass(frozen=True, slots=True)
class SkuProblem:
    """A row that is not taken, counted from 1, and the words at fault; `fault` names that of a code."""

    row: int
    kind: SkuProblemKind
    words: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SkuRow:
    """What a row says of a code; None and empty texts are cells without a word, which change nothing."""

    row: int
    code: str
    name: str = ""
    offer_id: str = ""
    variant: str = ""
    ratio: int | None = None
    reserve_offer_id: str = ""
    reserve_variant: str = ""


Columns = Mapping[SkuColumn, int]


def headings(language: str) -> tuple[str, ...]:
    """The headings in a language of Telegram's."""
    return _HEADINGS[known_language(language)]


def cells_of(sku: OwnSku) -> tuple[str, ...]:
    """The row of an own SKU; all are texts."""
    reserve = sku.reserve or Source("")
    link = reserve.link if sku.reserve else ""
    return sku.code, sku.name, sku.source.link, sku.source.variant, str(sku.ratio), link, reserve.variant


def list_columns(table: Table) -> tuple[int, Columns] | None:
    """The row of the headings and the columns, if this is the sheet of a list; None if it is any other."""
    row, cells = next(iter(numbered(table)), (0, ()))
    columns: dict[SkuColumn, int] = {}
    for index, text in enumerate(cells):
        column = _KNOWN.get(one_line(text).casefold())
        if column is not None:
            columns.setdefault(column, index)
    return (row, columns) if columns.keys() >= _NEEDED else None


def read_list(table: Table, heading_row: int, columns: Columns) -> Iterator[SkuRow | SkuProblem]:
    """What each row below the headings says, or what is wrong with it."""
    for number, cells in numbered(table[heading_row:]):
        yield _read_row(number + heading_row, cells, columns)


def _read_row(row: int, cells: Cells, columns: Columns) -> SkuRow | SkuProblem:
    if cell(cells, 0) == HIDDEN:
        return SkuProblem(row, SkuProblemKind.HIDDEN)
    said = {column: _plain(cells, columns.get(column)) for column in SkuColumn}
    if NO_VALUE in said.values():
        return SkuProblem(row, SkuProblemKind.NO_VALUE, said[SkuColumn.CODE].replace(NO_VALUE, ""))
    code = visible(said[SkuColumn.CODE]).strip()
    fault = code_fault(said[SkuColumn.CODE])
    if fault is not None:
        return SkuProblem(row, SkuProblemKind.BAD_CODE, one_line(code)[:LONGEST_NAME], fault.value)
    ratio = read_ratio(said[SkuColumn.RATIO]) if said[SkuColumn.RATIO] else None
    if ratio is None and said[SkuColumn.RATIO]:
        return SkuProblem(row, SkuProblemKind.BAD_RATIO, one_line(said[SkuColumn.RATIO])[:LONGEST_NAME])
    sources: list[str] = []
    for column in (SkuColumn.LINK, SkuColumn.RESERVE_LINK):
        offer = _offer(said[column])
        if isinstance(offer, SkuProblemKind):
            return SkuProblem(row, offer, one_line(said[column])[:LONGEST_NAME])
        sources.append(offer)
    name, variant, reserve = (
        one_line(said[column]) for column in (SkuColumn.NAME, SkuColumn.VARIANT, SkuColumn.RESERVE_VARIANT)
    )
    return SkuRow(
        row, code, name[:LONGEST_NAME], sources[0], variant[:LONGEST_VARIANT], ratio, sources[1],
        reserve[:LONGEST_VARIANT],
    )  # fmt: skip


def _plain(cells: Sequence[str], index: int | None) -> str:
    """A cell as it was meant: without the apostrophes that keep a spreadsheet from running it."""
    return unguarded(cell(cells, index)) if index is not None else ""


def _offer(text: str) -> str | SkuProblemKind:
    """The offer that a cell names, empty if there is nothing in it."""
    if not text:
        return ""
    item = read_offer(text)
    if isinstance(item, ShortLink):
        return SkuProblemKind.SHORT_LINK
    return item.offer_id if isinstance(item, OfferRef) else SkuProblemKind.BAD_LINK


@dataclass(frozen=True)
class TakenIn:
    """What a file adds to a list and changes in it, how many of its rows say what the list says, and what is wrong.

    `total` is how many codes the list has afterwards. `unnamed` are the codes that are bought as another offer now and
    lost the name of the old one.
    """

    added: tuple[OwnSku, ...]
    changed: tuple[OwnSku, ...]
    same: int
    problems: tuple[SkuProblem, ...]
    total: int
    unnamed: tuple[str, ...] = ()


def taken_in(known: Mapping[str, OwnSku], rows: Iterable[SkuRow]) -> TakenIn:
    """What these rows change in a list, which is `known` by the normal form of its codes.

    Of a code that stands twice in the file the first row counts.
    """
    codes: set[str] = set()
    added, changed, problems, same = list[OwnSku](), list[OwnSku](), list[SkuProblem](), 0
    for row in rows:
        plain = normal(row.code)
        old = known.get(plain)
        if plain in codes:
            problems.append(SkuProblem(row.row, SkuProblemKind.TWICE, row.code))
        elif old is None and not row.offer_id:
            problems.append(SkuProblem(row.row, SkuProblemKind.NO_SOURCE, row.code))
        elif old is None:
            source = Source(row.offer_id, variant=row.variant)
            reserve = _source(None, row.reserve_offer_id, row.reserve_variant)
            added.append(OwnSku(row.code, row.name, row.ratio or 1, source, reserve))
        elif (now := _changed(old, row)) != old:
            changed.append(now)
        else:
            same += 1
        codes.add(plain)
    unnamed = tuple(each.code for each in changed if not each.name and known[normal(each.code)].name)
    return TakenIn(tuple(added), tuple(changed), same, tuple(problems), len(known) + len(added), unnamed)


def _changed(old: OwnSku, row: SkuRow) -> OwnSku:
    """What a row makes of a code. With another offer it has no name, unless the row gives it a new one.

    The name in a row whose link alone was changed is that of the old offer.
    """
    another = row.offer_id not in ("", old.source.offer_id)
    name = row.name or old.name
    return replace(
        old,
        name="" if another and name == old.name else name,
        ratio=row.ratio or old.ratio,
        source=_source(old.source, row.offer_id, row.variant) or old.source,
        reserve=_source(old.reserve, row.reserve_offer_id, row.reserve_variant),
    )


def _source(old: Source | None, offer_id: str, variant: str) -> Source | None:
    """The source that a row names; what it leaves out stays. The same words of the same offer are the same variant."""
    if old is None or (offer_id and offer_id != old.offer_id):
        return Source(offer_id, variant=variant) if offer_id else None
    if variant in ("", old.variant):
        return old
    return Source(old.offer_id, variant=variant)
