"""Keeps answers of 1688 that the database did not take, and tells the admins once their orders were searched for."""

import json
import logging
import os
from collections.abc import Collection
from pathlib import Path

from bot.desk.ledger.ledger import Ledger, why_not
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.market.port import Outcome
from bot.purchasing.events import placing as events
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.requests.purchase import Attempt

log = logging.getLogger(__name__)


class Unrecorded:
    """The answers this process could not record. While it holds any, nothing more is sent."""

    def __init__(self, ledger: Ledger, answers: Path | None) -> None:
        self._ledger, self._file = ledger, answers
        self._held: dict[int, tuple[Outcome, str]] = {}

    @property
    def attempts(self) -> Collection[int]:
        """The ids of the attempts whose answers are held."""
        return sorted(self._held)

    def keep(self, attempt: Attempt, outcome: Outcome, error: Exception) -> None:
        """Hold the answer, and write it to the file that people can read."""
        self._held[attempt.id] = outcome, why_not(error)
        keep_answer(self._file, attempt, outcome)

    def raw(self, attempt_id: int) -> str:
        """The answer's text; empty if none is held."""
        return self._held[attempt_id][0].raw if attempt_id in self._held else ""

    async def settle(self) -> None:
        """Tell the admins in one commit what became of each answer, once all were searched for; then hold none."""
        held = dict(self._held)
        async with self._ledger.read() as uow:
            if not all([await _searched_for(uow, number) for number in held]):
                return
        async with self._ledger.change() as uow:
            for number, (_, why) in held.items():
                await _tell(uow, number, why)
        for number in held:
            del self._held[number]


async def _searched_for(uow: UnitOfWork, number: int) -> bool:
    attempt = await uow.attempts.find(number)
    if attempt is None or attempt.state is AttemptState.SUBMITTING:
        return attempt is None
    return attempt.state is not AttemptState.IN_DOUBT or attempt.looks > 0


async def _tell(uow: UnitOfWork, number: int, why: str) -> None:
    attempt = await uow.attempts.find(number)
    purchase = await uow.find_purchase(attempt.request_id) if attempt else None
    if attempt is None or purchase is None:
        return
    orders = tuple(order.order_id for order in purchase.orders)
    await uow.record(events.AnswerUnrecorded(request=purchase.request, attempt=attempt, reason=why, orders=orders))


def keep_answer(path: Path | None, attempt: Attempt, outcome: Outcome) -> None:
    """Append the answer to `path` (mode 0600, flushed to the disk) for people; the search finds the order anyway.

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
