"""Finds which column of a sheet says what: by its heading in any of the languages, or by what stands in it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import islice
from typing import NamedTuple

from bot.purchasing.own_sku import normal
from bot.purchasing.reading.classify_url import OfferRef, ShortLink
from bot.purchasing.reading.quantity import Wrong, read_quantity
from bot.purchasing.sheets.cells import HIDDEN, NO_VALUE, Cells, Table, cell, names_something, numbered, read_offer
from bot.purchasing.text import one_line


class Column(StrEnum):
    """What a column of a sheet says."""

    LINK = "link"
    VARIANT = "variant"
    QUANTITY = "quantity"
    NOTE = "note"
    TAG = "tag"
    CODE = "code"
    """An own SKU, instead of a link."""


class Fit(IntEnum):
    """How well a heading names a column; more is better."""

    INSIDE = 1
    PART = 2
    WHOLE = 3


_NAMES: Mapping[Column, Mapping[str, tuple[str, ...]]] = {
    Column.LINK: {
        "en": ("Link or ID", "link", "links", "url", "product link", "product url", "product id", "item link",
               "item url", "item id", "offer", "offer id", "offer link", "1688", "1688 link", "1688 id", "id"),
        "zh": ("链接或编号", "链接", "鏈接", "连结", "商品链接", "产品链接", "宝贝链接", "采购链接", "链接地址", "网址",
               "網址", "商品网址", "商品编号", "商品id", "产品id"),
        "ru": ("Ссылка или ID", "ссылка", "ссылки", "ссылка на товар", "линк", "адрес товара", "id товара", "ид товара",
               "номер товара"),
    },
    Column.VARIANT: {
        "en": ("Variant", "variants", "variation", "option", "options", "spec", "specs", "specification", "colour",
               "color", "size", "style", "model"),
        "zh": ("规格", "規格", "款式", "颜色", "顏色", "颜色分类", "尺码", "尺碼", "尺寸", "型号", "型號",
               "属性", "变体"),
        "ru": ("Вариант", "варианты", "вариация", "цвет", "размер", "модель", "характеристика", "характеристики",
               "спецификация", "исполнение"),
    },
    Column.QUANTITY: {
        "en": ("Quantity", "qty", "q-ty", "pcs", "pieces", "units", "how many", "order quantity", "order qty"),
        "zh": ("数量", "數量", "件数", "件數", "个数", "個數", "采购数量", "訂購數量", "订购数量", "订货数量",
               "下单数量"),
        "ru": ("Количество", "кол-во", "кол во", "колво", "кол", "штук", "шт", "сколько", "сколько штук"),
    },
    Column.NOTE: {
        "en": ("Note", "notes", "comment", "comments", "remark", "remarks", "message"),
        "zh": ("备注", "備註", "备註", "留言", "买家留言", "说明", "說明"),
        "ru": ("Примечание", "примечания", "комментарий", "комментарии", "заметка", "пожелания"),
    },
    Column.TAG: {
        "en": ("Tag", "tags", "label", "shop", "store", "client", "customer", "project"),
        "zh": ("标签", "標籤", "店铺", "店鋪", "门店", "客户", "客戶", "项目", "項目"),
        "ru": ("Метка", "метки", "тег", "тэг", "магазин", "точка", "клиент", "заказчик", "проект"),
    },
    Column.CODE: {
        "en": ("Own SKU", "sku", "our sku", "sku code", "article", "article no", "article number", "code", "our code",
               "item code", "item no", "part number"),
        "zh": ("货号", "貨號", "自有货号", "商家编码", "商品货号", "产品货号", "款号", "sku编码"),
        "ru": ("Артикул", "наш артикул", "свой артикул", "артикул товара", "арт", "код", "наш код", "код товара"),
    },
}  # fmt: skip
"""The first name in each language is the one that a template has."""
_KNOWN = {name.casefold(): column for column, spoken in _NAMES.items() for names in spoken.values() for name in names}
_INSIDE = {
    Column.LINK: re.compile(r"\b(?:links?|urls?)\b|链接|鏈接|网址|網址|\bссылк"),
    Column.QUANTITY: re.compile(r"\b(?:quantity|qty)\b|数量|數量|\bкол(?:-во|ичество)\b"),
}
_BETWEEN = re.compile(r"[()（）\[\]【】,，、/|:：*＊·;；]+")
_OUR_NAME = "1688"
_LONGEST = 40


def heading_of(column: Column, language: str) -> str:
    """The heading of a column in one of the languages."""
    return _NAMES[column][language][0]


def named_by(cell: str) -> tuple[Column, Fit] | None:
    """The column that a cell names as a heading, and how well; None if it names none."""
    text = one_line(cell).casefold().rstrip(".:：")
    if not text or len(text) > _LONGEST:
        return None
    if text in _KNOWN:
        return _KNOWN[text], Fit.WHOLE
    for part in _BETWEEN.split(text):
        if (named := _KNOWN.get(part.strip(" .№#"))) is not None:
            return named, Fit.PART
    if any(sign.isdigit() for sign in text.replace(_OUR_NAME, "")):
        return None
    return next(((column, Fit.INSIDE) for column, words in _INSIDE.items() if words.search(text)), None)


_SAMPLE = 30
"""So many rows show what a column holds."""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that was found, counted from 0; `heading` is empty if its content told what it says."""

    column: Column
    index: int
    heading: str = ""

    @property
    def letter(self) -> str:
        """The column's letters in a spreadsheet."""
        letters, rest = "", self.index + 1
        while rest:
            rest, sign = divmod(rest - 1, 26)
            letters = chr(ord("A") + sign) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Columns:
    """Every column that was found, from left to right; `heading_row` is None if the sheet has no headings."""

    places: tuple[FoundColumn, ...]
    heading_row: int | None = None

    def of(self, column: Column) -> tuple[int, ...]:
        """Where a column is; variants and notes may stand in several."""
        return tuple(place.index for place in self.places if place.column is column)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns without which no row is a line."""
        named = (Column.CODE,) if self.of(Column.CODE) and not self.of(Column.LINK) else (Column.LINK,)
        return tuple(column for column in (*named, Column.QUANTITY) if not self.of(column))


class _Signs(NamedTuple):
    """How many cells of a column are links to offers, name offers at all, or look as if they did."""

    links: int
    offers: int
    alike: int


def find_columns(table: Table, codes: Container[str] = ()) -> Columns:
    """The columns of a sheet; a column that could be two things is none of them.

    `codes` are the own SKUs that are known, in their normal form: a column of them is known by its content.
    """
    heading = _heading_row(numbered(table))
    row, names = (None, ()) if heading is None else heading
    body = [cells for _, cells in islice(numbered(table[row or 0 :]), _SAMPLE)]
    return Columns(tuple(sorted(_places(names, body, codes), key=lambda place: place.index)), row)


def _heading_row(rows: Iterable[tuple[int, Cells]]) -> tuple[int, Cells] | None:
    """The first row that names columns, if nothing above it names an offer."""
    for number, cells in islice(rows, _SAMPLE):
        if _names_columns(cells):
            return number, cells
        if any(names_something(each.strip()) for each in cells):
            return None
    return None


def _names_columns(cells: Cells) -> bool:
    named = [found for found in map(named_by, cells) if found]
    alone = any(column in (Column.LINK, Column.QUANTITY) and fit is Fit.WHOLE for column, fit in named)
    return (alone or len({column for column, _ in named}) > 1) and not any(map(_is_offer, cells))


def _places(names: Cells, body: Sequence[Cells], codes: Container[str]) -> Iterator[FoundColumn]:
    """The columns that headings name, and what the content of the others tells.

    Of several equally good quantities none is taken: a wrong one costs money.
    """
    named = list(_named(names))
    taken = {place.index for place, _ in named}
    free = [index for index in range(max(map(len, body), default=0)) if index not in taken]
    code = _best(named, Column.CODE)[:1] or _of_codes(free, body, codes)
    free = [index for index in free if index not in {place.index for place in code}]
    link = _link(_best(named, Column.LINK), free, body, headed=bool(names))
    quantities = _best(named, Column.QUANTITY)
    unnamed = [index for index in free if index not in {place.index for place in link} and not cell(names, index)]
    counts = [index for index in unnamed if _is_counted(body, index)]
    if not quantities:
        quantities = [FoundColumn(Column.QUANTITY, index) for index in counts if not _is_numbering(body, index, link)]
    yield from (*link, *code)
    yield from quantities if len(quantities) == 1 else ()
    yield from (place for place, _ in named if place.column in (Column.VARIANT, Column.NOTE))
    yield from _best(named, Column.TAG)[:1]
    if not names:
        yield from (
            FoundColumn(Column.VARIANT, index) for index in unnamed if index not in counts and _filled(body, index)
        )


def _of_codes(free: Iterable[int], body: Sequence[Cells], codes: Container[str]) -> list[FoundColumn]:
    """The only column in which nearly all are own SKUs that are known."""
    found = []
    for index in free:
        filled = _filled(body, index)
        if filled and sum(normal(each) in codes for each in filled) * 5 >= len(filled) * 4:
            found.append(FoundColumn(Column.CODE, index))
    return found if len(found) == 1 else []


def _named(names: Cells) -> Iterator[tuple[FoundColumn, Fit]]:
    for index, heading in enumerate(names):
        if (found := named_by(heading)) is not None:
            yield FoundColumn(found[0], index, one_line(heading)), found[1]


def _best(named: Sequence[tuple[FoundColumn, Fit]], column: Column) -> list[FoundColumn]:
    """The places of a column whose headings fit best."""
    fits = [(place, fit) for place, fit in named if place.column is column]
    return [place for place, fit in fits if fit is max(fit for _, fit in fits)]


def _link(
    named: Sequence[FoundColumn], free: Iterable[int], body: Sequence[Cells], *, headed: bool
) -> list[FoundColumn]:
    """The column of links: of those that headings name, or else of the others, the one that names the most offers.

    Under another heading long numbers are no ids: they may be barcodes.
    """
    others = [FoundColumn(Column.LINK, index) for index in free if not headed or _signs(body, index).links]
    return _clearest(named, body) or _clearest(others, body) or list(named if len(named) == 1 else ())


def _clearest(places: Iterable[FoundColumn], body: Sequence[Cells]) -> list[FoundColumn]:
    """The column with the most offers; none if two have equally many and no link tells which it is."""
    signs = {place: _signs(body, place.index) for place in places}
    most = max(signs.values(), default=_Signs(0, 0, 0))
    best = [place for place in signs if signs[place] == most]
    return best[:1] if any(most) and (most.links or len(best) == 1) else []


def _signs(body: Sequence[Cells], index: int) -> _Signs:
    filled = _filled(body, index)
    offers = [text for text in filled if _is_offer(text)]
    return _Signs(sum("/" in text for text in offers), len(offers), sum(map(names_something, filled)))


def _is_offer(text: str) -> bool:
    return isinstance(read_offer(text.strip()), OfferRef | ShortLink)


def _filled(body: Sequence[Cells], index: int) -> list[str]:
    return [text for cells in body if (text := cell(cells, index)) not in ("", NO_VALUE, HIDDEN)]


def _is_counted(body: Sequence[Cells], index: int) -> bool:
    """Whether nearly all that stands in a column are numbers of pieces; the others are wrong ones."""
    filled = _filled(body, index)
    counted = sum(not isinstance(read_quantity(each), Wrong) for each in filled)
    return bool(filled) and counted * 5 >= len(filled) * 4


def _is_numbering(body: Sequence[Cells], index: int, link: Sequence[FoundColumn]) -> bool:
    """Whether a column only numbers the rows: it stands before the links and counts from 1."""
    filled = _filled(body, index)
    before = any(index < place.index for place in link)
    return before and filled == [str(number) for number in range(1, len(filled) + 1)]
