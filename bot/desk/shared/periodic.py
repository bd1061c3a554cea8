"""Runs slow periodic work; when it last ran is kept in the database, so a restart neither repeats nor forgets it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.lease import my_turn

Pace = Callable[[UnitOfWork], Awaitable[timedelta | None]]
"""How much time lies between two runs, by what the database says now; None: only if somebody asks for a run."""


def always(every: timedelta) -> Pace:
    """A pace that never changes."""

    async def pace(_: UnitOfWork) -> timedelta:
        return every

    return pace


@dataclass(frozen=True)
class _Kept:
    """What the fact says: when the last run began, and whether somebody asked for another one since (ISO, UTC)."""

    value: dict[str, str] | None

    def is_due(self, every: timedelta | None, now: datetime) -> bool:
        if self.value is None or self.value.get("wanted"):
            return True
        last = datetime.fromisoformat(self.value["last"])
        return every is not None and (now >= last + every or last > now)


class Periodic:
    """Runs `work` when its time has come; it is called often and acts seldom.

    `tick` is how often it is called: a run is up to half of that early, so that it is never a whole tick late. With
    `at_start` each process runs it once as soon as it is called.
    """

    def __init__(
        self, ledger: Ledger, name: str, pace: Pace, work: Callable[[], Awaitable[None]], *,
        tick: timedelta = timedelta(0), at_start: bool = False,
    ) -> None:  # fmt: skip
        self._ledger, self._fact, self._pace, self._work = ledger, _fact(name), pace, work
        self._early, self._at_start = tick / 2, at_start

    async def run(self) -> None:
        """Do the work if it is due; it is due again only once it ended well. One process at a time does it."""
        if not (await self._due())[0]:
            return
        async with my_turn(self._ledger, self._fact) as mine:
            due, kept, now = await self._due()
            if mine is None or not due:
                return
            await self._work()
            self._at_start = False
            await self._done(kept, now)

    async def _due(self) -> tuple[bool, _Kept, datetime]:
        """Whether it is due, what is kept, and the present time."""
        async with self._ledger.read() as uow:
            kept, now = _Kept(await uow.people.fact(self._fact)), uow.now
            due = self._at_start or kept.is_due(None, now)
            return due or kept.is_due(await self._pace(uow), now + self._early), kept, now

    async def _done(self, kept: _Kept, now: datetime) -> None:
        async with self._ledger.change() as uow:
            if await uow.people.fact(self._fact) == kept.value:
                await uow.people.put_fact(self._fact, {"last": now.isoformat()})


async def bring_forward(uow: UnitOfWork, name: str) -> None:
    """Make this work due now, however long ago it ran; a run that began before does not count."""
    kept = await uow.people.fact(_fact(name)) or {}
    await uow.people.put_fact(_fact(name), {**kept, "wanted": uow.now.isoformat()})
    uow.left.add(Work.SLOW)


async def last_run(uow: UnitOfWork, name: str) -> datetime | None:
    """When this work last began a run that ended well (UTC)."""
    kept = await uow.people.fact(_fact(name)) or {}
    return datetime.fromisoformat(kept["last"]) if kept.get("last") else None


def _fact(name: str) -> str:
    return f"run:{name}"
