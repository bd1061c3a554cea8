"""Is the bot well: what waits, what failed, when each piece of work last ran."""

from datetime import datetime

from bot.desk.ledger.ledger import Ledger
from bot.desk.switch import pause_reason
from bot.desk.values import Health, Tick
from bot.purchasing.lifecycle import AttemptState


class Pulse:
    """When each tick last ended well in this process, and its last error."""

    def __init__(self) -> None:
        self._ticks: dict[str, Tick] = {}

    def well(self, name: str, at: datetime) -> None:
        self._ticks[name] = Tick(name, at)

    def ill(self, name: str, error: str) -> None:
        before = self._ticks.get(name)
        self._ticks[name] = Tick(name, before.last_run if before else None, error)

    def ticks(self) -> tuple[Tick, ...]:
        return tuple(sorted(self._ticks.values(), key=lambda tick: tick.name))


class Checkup:
    """Counts what a person should know."""

    def __init__(self, ledger: Ledger, pulse: Pulse) -> None:
        self._ledger, self._pulse = ledger, pulse

    async def report(self) -> Health:
        ticks = self._pulse.ticks()
        watch = next((tick for tick in ticks if tick.name == "watch"), None)
        async with self._ledger.look() as book:
            reason = await pause_reason(book)
            return Health(
                now=book.now,
                ticks=ticks,
                last_watch=watch.last_run if watch else None,
                open_orders=await book.orders.count_open(),
                doubts=await book.attempts.count(
                    AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON, AttemptState.CONFLICT
                ),
                ghosts=await book.orders.count_ghosts(),
                dead_updates=await book.post.dead_updates(),
                dead_messages=await book.post.dead_messages(),
                waiting_messages=await book.post.waiting_messages(),
                paused=reason is not None,
                pause_reason=reason or "",
                market_error=watch.error if watch else "",
            )
