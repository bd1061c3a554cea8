"""Writes the empty sheet that people fill in."""

from io import BytesIO

from bot.purchasing.sheets.headings import Column, heading_of
from bot.purchasing.text import known_language
from bot.sheets.writing import Workbook

_EXAMPLES = {
    "en": (("white, M", "50", "please pack well", "shop 1", ""), ("", "20", "", "", "")),
    "zh": (("白色 M", "50", "请包装好", "店铺 1", ""), ("", "20", "", "", "")),
    "ru": (("белый, M", "50", "упакуйте получше", "магазин 1", ""), ("", "20", "", "", "")),
}
_OFFERS = ("https://detail.1688.com/offer/100000000001.html", "100000000002")
"""Offers that 1688 does not have, so that an example that was left in is never bought."""


def template(language: str) -> bytes:
    """An .xlsx with the headings in a language of Telegram's and two rows that show how to fill them; all are texts."""
    spoken = known_language(language)
    file = BytesIO()
    with Workbook(file) as book:
        book.row(heading_of(column, spoken) for column in Column)
        for offer, rest in zip(_OFFERS, _EXAMPLES[spoken], strict=True):
            book.row((offer, *rest))
    return file.getvalue()
