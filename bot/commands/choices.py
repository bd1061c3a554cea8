"""What may stand after `caigou audit` and `caigou export`; apart, so that the other commands load nothing for it."""

from enum import StrEnum


class What(StrEnum):
    """What is to be done with the journal."""

    VERIFY = "verify"
    EXPORT = "export"


class Form(StrEnum):
    """How the journal is written."""

    JSONL = "jsonl"
    CSV = "csv"


class ExportRows(StrEnum):
    """What a row of an export is."""

    ORDERS = "orders"
    LINES = "lines"


class Sheet(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
