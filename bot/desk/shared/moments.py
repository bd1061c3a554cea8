"""Moments as the journal and the kept facts write them."""

from datetime import datetime


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with its offset; None if there is no moment."""
    return moment.isoformat() if moment else None
