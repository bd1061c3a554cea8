"""Keeps answers of 1688 that the database did not take, and tells the admins once their orders were looked for."""

from collections.abc import Collection
from pathlib import Path

from bot.desk.ledger.ledger import Ledger, why_not
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.placing.emergency_log import keep_answer
from bot.desk.shared.pause import admins_of_all
from bot.market.port import Outcome
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.operations import UnrecordedNotice
from bot.purchasing.requests.purchase import Attempt


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
        """Tell the admins in one commit what became of each answer, once all orders were looked for; then hold none."""
        held = dict(self._held)
        async with self._ledger.read() as uow:
            if not all([await _looked_for(uow, number) for number in held]):
                return
        async with self._ledger.change() as uow:
            for number, (_, why) in held.items():
                await _tell(uow, number, why)
        for number in held:
            del self._held[number]


async def _looked_for(uow: UnitOfWork, number: int) -> bool:
    attempt = await uow.attempts.find(number)
    if attempt is None or attempt.state is AttemptState.SUBMITTING:
        return attempt is None
    return attempt.state is not AttemptState.IN_DOUBT or attempt.looks > 0


async def _tell(uow: UnitOfWork, number: int, why: str) -> None:
    attempt = await uow.attempts.find(number)
    purchase = await uow.find_purchase(attempt.request_id) if attempt else None
    if attempt is None or purchase is None:
        return
    orders = [order.order_id for order in purchase.orders]
    request = purchase.request
    await uow.write("unrecorded", request_id=request.id, attempt_id=attempt.id, reason=why, orders=orders)
    told = UnrecordedNotice(about=request_facts(request), reason=why, orders=tuple(orders))
    await uow.tell_all(await admins_of_all(uow), told, f"unrecorded:{attempt.id}:{attempt.epoch}")
