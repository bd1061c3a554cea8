"""Keeps the account of calls to 1688, warns the admins before a limit bites, and says when the bot is thrifty."""

from collections import Counter

from bot.desk.ledger.ledger import Ledger
from bot.purchasing.calls import CallKind, CallLimits
from bot.purchasing.events.operations import CallsShort, ThriftyChanged


class CallAccount:
    """Adds what was counted in this process to the database; `counted` is what the client counts its calls in."""

    def __init__(
        self, ledger: Ledger, admins: frozenset[int], limits: CallLimits, counted: "Counter[CallKind]"
    ) -> None:
        self._ledger, self._admins, self._limits, self._counted = ledger, admins, limits, counted

    async def keep(self) -> None:
        """Add the calls since the last time, and judge whether they are short."""
        calls = {kind: number for kind, number in self._counted.items() if number}
        async with self._ledger.read() as uow:
            thrifty = await uow.market_calls.thrifty()
        if not calls and not thrifty:
            return
        async with self._ledger.change() as uow:
            if calls:
                await uow.market_calls.count(calls)
            thrifty = await uow.market_calls.thrifty()
            report = await uow.market_calls.report(self._limits)
            if report.warned:
                await uow.record(CallsShort(report=report, admins=self._admins))
            if report.now_thrifty != thrifty:
                await uow.market_calls.put_thrifty(report.now_thrifty)
                why = tuple(sorted(report.now_thrifty))
                await uow.record(ThriftyChanged(report=report, admins=self._admins, why=why, before=thrifty))
        self._counted.subtract(calls)
