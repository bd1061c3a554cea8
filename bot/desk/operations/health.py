"""Reports the bot's health: what waits, what failed, when each piece of work last ran; and keeps the account of calls.

The admins are warned before a limit of 1688 bites, and told when the bot is thrifty.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.ledger.facts import COPIES, DRY_RUN, QUARANTINE, TICKS, WRITTEN_AT, Stamp, StampedTick
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pause import pause_reason
from bot.desk.shared.periodic import last_run
from bot.desk.shared.quarantine import missing
from bot.desk.shared.unreadable_orders import unread_of
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import DiskRoom, Doubtful, Health, Tick
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.calls import CallKind, CallLimits
from bot.purchasing.events.operations import ThriftyChanged
from bot.purchasing.lifecycle import DOUBTFUL

BEAT = "clocks"
"""The work of every second that nothing but the timetable itself makes run."""
SHOWN_DOUBTS = 10
LATE = timedelta(minutes=5)
"""A running bot stamps its ticks every half minute; this long without a stamp means that it does not run."""


class Pulse:
    """When each tick last ended well in this process, and its last error; how long ago is counted by `steady`."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._ticks: dict[str, Tick] = {}
        self._well_at: dict[str, float] = {}
        self._every: dict[str, float] = {}

    def expect(self, every: Mapping[str, float]) -> None:
        """From now on each of these should end well every so many seconds."""
        now = self._steady()
        self._every.update(every)
        self._ticks = {name: Tick(name, None) for name in every} | self._ticks
        self._well_at = dict.fromkeys(every, now) | self._well_at

    def well(self, name: str, at: datetime) -> None:
        self._ticks[name] = Tick(name, at)
        self._well_at[name] = self._steady()

    def ill(self, name: str, error: str) -> None:
        before = self._ticks.get(name)
        self._ticks[name] = Tick(name, before.last_run if before else None, error)
        self._well_at.setdefault(name, self._steady())

    def beats(self) -> bool:
        """Whether the timetable goes on."""
        return not any(tick.late for tick in self.ticks() if tick.name == BEAT)

    def ticks(self) -> tuple[Tick, ...]:
        now = self._steady()
        idle = {name: now - at for name, at in self._well_at.items()}
        late = {name: idle[name] > Tick.STUCK_AFTER + 2 * every for name, every in self._every.items()}
        ticks = sorted(self._ticks.values(), key=lambda tick: tick.name)
        return tuple(replace(each, idle=idle[each.name], late=late.get(each.name, False)) for each in ticks)


@dataclass(eq=False)
class Checkup(Verbs):
    """Counts what a person should know."""

    _market: Market
    _pulse: Pulse
    _limits: CallLimits
    disk: Callable[[], DiskRoom | None]
    _trouble: Callable[[], str]

    async def report(self) -> Health:
        """The health now, with the ticks of this process."""
        async with self._ledger.read() as uow:
            health = await health_of(uow, self._pulse.ticks(), self._limits, self.disk())
        return replace(health, market_error=health.market_error or self._trouble())

    async def ask_market(self) -> None:
        """Ask 1688 something, so that the report says how it is now, whether it answers or not."""
        with suppress(MarketError):
            await self._market.orders_changed(self._ledger.clock.now(), 1, 1)

    async def recall(self) -> None:
        """At the start, tell the ledger when a bot was last at work, in case the clock went back since."""
        async with self._ledger.read() as uow:
            stamped, now = (await last_stamp(uow))[0], uow.now
            written_at = await uow.facts.get(WRITTEN_AT)
        newest = max(filter(None, (stamped, written_at)), default=now)
        self._ledger.seen, self._ledger.written_at = (newest, self._ledger.clock.steady()), newest

    async def stamp(self) -> None:
        """Store when the ticks ran, so that it can be seen from outside whether a bot runs."""
        ticks = tuple(StampedTick(tick.name, tick.last_run, tick.error) for tick in self._pulse.ticks())
        async with self._ledger.change() as uow:
            await uow.facts.put(TICKS, Stamp(uow.now, ticks))


async def health_of(
    uow: UnitOfWork, ticks: tuple[Tick, ...], limits: CallLimits, disk: DiskRoom | None = None
) -> Health:
    """The health by the database, by these ticks and by the room on the disk."""
    watch = next((tick for tick in ticks if tick.name == "watch"), None)
    reason, quarantine = await pause_reason(uow), await uow.facts.get(QUARANTINE)
    doubts = await uow.attempts.in_states(*DOUBTFUL)
    names = await uow.requests.names(each.request_id for each in doubts[:SHOWN_DOUBTS])
    copies = await uow.facts.get(COPIES)
    return Health(
        now=uow.now,
        ticks=ticks,
        last_watch=await last_run(uow, "list"),
        open_orders=await uow.orders.count_open(),
        doubts=len(doubts),
        unknown=await uow.unknown_orders.count(outside=False),
        dead_updates=await uow.inbox.count_dead_letters(),
        dead_messages=await uow.outbox.count_dead_letters(),
        waiting_messages=await uow.outbox.waiting_messages(),
        paused=reason is not None,
        pause_reason=reason or "",
        market_error=watch.error if watch else "",
        in_doubt=tuple(Doubtful(names[each.request_id], each.state, each.doubted_at) for each in doubts[:SHOWN_DOUBTS]),
        quarantine=quarantine,
        missing=await missing(uow, quarantine) if quarantine else None,
        unread=await unread_of(uow),
        outside=await uow.unknown_orders.count(outside=True),
        blind=await uow.orders.newest_echo() is False,
        copies=copies,
        journal_key=(await uow.journal.standing()).state,
        calls=await uow.market_calls.report(limits),
        disk=disk,
        dry_run=await uow.facts.get(DRY_RUN) is True,
        clock=uow.doubt,
        old_rates=tuple(team for team in await uow.teams.all_open() if team.rate_is_old(uow.now)),
    )


async def last_stamp(uow: UnitOfWork) -> tuple[datetime | None, tuple[Tick, ...]]:
    """When a bot last stamped its ticks, and the ticks; for checks from outside."""
    stamp = await uow.facts.get(TICKS)
    return (stamp.at, tuple(Tick(*each) for each in stamp.ticks)) if stamp else (None, ())


@dataclass(eq=False)
class CallAccount(Verbs):
    """Adds what was counted in this process to the database; `counted` is what the client counts its calls in."""

    _limits: CallLimits
    _counted: "Counter[CallKind]"

    async def keep(self) -> None:
        """Add the calls since the last time, and judge whether the bot is to be thrifty."""
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
            if report.now_thrifty != thrifty:
                await uow.market_calls.put_thrifty(report.now_thrifty)
                why = tuple(sorted(report.now_thrifty))
                await uow.record(ThriftyChanged(report=report, why=why, before=thrifty))
        self._counted.subtract(calls)
