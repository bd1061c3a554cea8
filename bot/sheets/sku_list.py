"""Writes a list of own SKUs as a file that can be dropped back: .xlsx, or CSV if this bot can read no .xlsx."""

from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO

from bot.purchasing.own_sku import OwnSku
from bot.purchasing.sheets.sku_sheet import cells_of, headings
from bot.sheets.writing import Workbook, csv_line


def sku_list(skus: Sequence[OwnSku], language: str) -> tuple[str, bytes]:
    """The name of the file and what is in it, with the headings in a language of Telegram's."""
    table = [headings(language), *map(cells_of, skus)]
    if find_spec("python_calamine") is None:
        return "skus.csv", "".join(map(csv_line, table)).encode("utf-8-sig")
    file = BytesIO()
    with Workbook(file) as book:
        for row in table:
            book.row(row)
    return "skus.xlsx", file.getvalue()
