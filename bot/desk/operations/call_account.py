"""Keeps the account of calls to 1688, warns the admins before a limit bites, and says when the bot is thrifty."""

from collections import Counter

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.notices.operations import CallsNotice, CallsShortNotice, ThriftyNotice, ThriftyOverNotice


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
            await self._judge(uow)
        self._counted.subtract(calls)

    async def _judge(self, uow: UnitOfWork) -> None:
        thrifty = await uow.market_calls.thrifty()
        report = await uow.market_calls.report(self._limits)
        for why in report.warned:
            await self._tell(uow, CallsShortNotice, why, report)
        if report.now_thrifty == thrifty:
            return
        await uow.market_calls.put_thrifty(report.now_thrifty)
        await uow.write("thrifty", why=sorted(report.now_thrifty))
        for why in report.now_thrifty - thrifty:
            await self._tell(uow, ThriftyNotice, why, report)
        for why in thrifty - report.now_thrifty:
            await self._tell(uow, ThriftyOverNotice, why, report)

    async def _tell(self, uow: UnitOfWork, kind: type[CallsNotice], why: Shortage, report: CallReport) -> None:
        """Tell the admins, once for each day or month that it concerns."""
        begins = day_in_china(report.now if why is Shortage.DAY else month_begins(report.now))
        notice = kind(
            why=why.value, calls=report.calls_today if why is Shortage.DAY else report.calls_month,
            limit=self._limits.day, fen_each=report.fen_each or 0, wanted=self._limits.fen_each,
        )  # fmt: skip
        await uow.tell_all(self._admins, notice, f"{kind.kind}:{why}:{begins.isoformat()}")
