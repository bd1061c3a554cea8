"""Writes an answer of 1688 that the database did not take as a line in a file that people can read."""

import json
import logging
import os
from pathlib import Path

from bot.market.port import Outcome
from bot.purchasing.requests.purchase import Attempt

log = logging.getLogger(__name__)


def keep_answer(path: Path | None, attempt: Attempt, outcome: Outcome) -> None:
    """Append the answer to `path` (mode 0600, flushed to the disk) for people; the look-up finds the order anyway.

    If that fails too, the answer stays in memory alone.
    """
    line = json.dumps(
        {
            "attempt": attempt.id,
            "reference": attempt.out_order_id,
            "outcome": type(outcome).__name__,
            "raw": outcome.raw,
        },
        ensure_ascii=False,
    )
    log.critical("the answer to attempt %s could not be recorded", attempt.id)
    if path is None:
        return
    try:
        _append(path, line.encode() + b"\n")
    except OSError as error:
        log.critical("nor could it be kept in %s: %s", path, error.strerror)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
