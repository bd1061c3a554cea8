"""What comes of a picture that was read, or the one reason why it is not read."""

from enum import StrEnum

MOST_OF_A_JPEG = 1_000_000
"""1688 takes pictures below this, in bytes."""
MOST_TO_SEARCH_BY = 120_000
"""1688 gives a picture to search by no number unless it has about 100 KB, as a public client notes."""


class PictureFault(StrEnum):
    """The one reason why a picture is not read."""

    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    HEIC = "heic"
    PDF = "pdf"
    NOT_A_PICTURE = "not_a_picture"
    """No JPEG, PNG or WebP, or a damaged one."""
    TOOK_TOO_LONG = "took_too_long"
    TOOK_TOO_MUCH_MEMORY = "took_too_much_memory"
    READER_FAILED = "reader_failed"
