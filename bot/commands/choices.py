"""The option values of `caigou audit` and `caigou export`; a file of their own, so that others need not load them."""

from enum import StrEnum


class What(StrEnum):
    """What to do with the journal."""

    VERIFY = "verify"
    EXPORT = "export"
    ANCHOR = "anchor"


class JournalFormat(StrEnum):
    """The format of an exported journal."""

    JSONL = "jsonl"
    CSV = "csv"


class ExportRows(StrEnum):
    """What one row of an export is."""

    ORDERS = "orders"
    LINES = "lines"


class Sheet(StrEnum):
    """The file format of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
