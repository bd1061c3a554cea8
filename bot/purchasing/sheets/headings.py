"""The columns of a sheet and the headings that name them, in every language that people are spoken to in."""

import re
from collections.abc import Mapping
from enum import IntEnum, StrEnum

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
