"""Why a file is not read as a sheet."""

from enum import StrEnum


class SheetFault(StrEnum):
    """The one reason why a file is not read."""

    TOO_LARGE = "too_large"
    BOMB = "bomb"
    NOT_A_SHEET = "not_a_sheet"
    OLD_FORMAT = "old_format"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_EMPTY_ROWS = "too_many_empty_rows"
    TOO_MUCH_TEXT = "too_much_text"
    TOOK_TOO_LONG = "took_too_long"
    TOOK_TOO_MUCH_MEMORY = "took_too_much_memory"
    READER_FAILED = "reader_failed"


class UnreadableSheet(Exception):
    """The file is not read, for this reason."""

    def __init__(self, fault: SheetFault) -> None:
        super().__init__(fault)
        self.fault = fault
