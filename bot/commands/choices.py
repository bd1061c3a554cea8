"""What may stand after `caigou audit`; apart, so that the other commands load nothing for it."""

from enum import StrEnum


class What(StrEnum):
    """What is to be done with the journal."""

    VERIFY = "verify"
    EXPORT = "export"


class Form(StrEnum):
    """How the journal is written."""

    JSONL = "jsonl"
    CSV = "csv"
