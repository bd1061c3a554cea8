"""One life on the real engine: its people, its market, its process that can die, and the judgement of each step."""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from bot.desk.desk import Desk
from bot.desk.ledger import attempts as attempt_moves
from bot.desk.ledger import requests as request_moves
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.desk.shared.refusal import Refusal
from bot.market.errors import MarketError
from bot.purchasing.lifecycle import check_move
from bot.purchasing.person import Person
from storage.engine.database import Database
from tests.desk.requests.approvals import conftest as seats
from tests.fakes.clock import HandClock
from tests.programmes.torture.invariants import Words, judge, nothing_is_left, sent_rightly
from tests.programmes.torture.rows import Eyes, SqliteEyes, TryRow, seen
from tests.programmes.torture.scripted import Died, ScriptedMarket

SECOND = Person(seats.OWNER.id - 1, "Second", "en", True)
BUYERS = (seats.OWNER, SECOND)
EVERYBODY = (seats.ANNA, seats.BORIS, seats.CHEN, seats.DARIA, seats.EVA, seats.STRANGER, *BUYERS)
READS = ("find", "list", "look", "preview")
MOMENTS = (1, 6, 25, 61, 200, 601, 3700, 90_000)

people = st.sampled_from(EVERYBODY)
picks = st.integers(0, 30)
dying = st.sampled_from((-1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4, 5))
"""After how many beginnings and ends of transactions the process dies; -1 is never."""


class Mortal:
    """A process that dies before or after one of its next transactions."""

    def __init__(self, ledger: Any) -> None:
        self._change, self.left, self.dead = ledger.change, -1, False
        ledger.change = self.change

    @asynccontextmanager
    async def change(self, *cause: Any) -> AsyncIterator[Any]:
        self._step()
        async with self._change(*cause) as uow:
            yield uow
        self._step()

    def _step(self) -> None:
        if self.left > 0:
            self.left -= 1
        if self.dead or self.left == 0:
            self.dead = True
            raise Died


class Life(RuleBasedStateMachine):
    """What the rules act on."""

    template: ClassVar[Path]
    the_market_is_well: Callable[[], None]
    the_market_moves: Callable[[int, bool], None]
    resume: Callable[[], None]
    submit_plainly: Callable[[], None]
    _watched: Callable[[], Coroutine[Any, Any, None]]
    steps: ClassVar[int] = 0
    moves: ClassVar[Counter[tuple[str, str, str]]] = Counter()
    bought: ClassVar[int] = 0
    counted: ClassVar[int] = 0
    """How often somebody counted what arrived, and was not refused."""
    refunded: ClassVar[int] = 0
    """How often somebody asked money back, and was not refused."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = HandClock(seats.START)
        self.market = ScriptedMarket(self.clock, seats.OFFER)
        self.words, self.offers, self.whole = Words(), 600000000001, False
        self.noting = [
            patch.object(attempt_moves, "check_move", _noted("attempt")),
            patch.object(request_moves, "check_move", _noted("request")),
        ]
        for each in self.noting:
            each.start()
        self.prepare()
        self.run(self.begin())
        self.eyes = self.open_eyes()
        self.now_seen, self.whole = seen(self.eyes), True

    @initialize(team=st.booleans())
    def begin_alone_or_together(self, team: bool) -> None:
        """Where there is a team all buy through it; where there is none the bot's admins buy, each by himself."""
        if not team:
            self.run(self._without_team())
        self.now_seen, self.together = seen(self.eyes), team

    async def _without_team(self) -> None:
        async with self.team.ledger.change() as uow:
            await uow.teams.close(self.team.id)

    def prepare(self) -> None:
        """A database of one's own."""
        self.folder = Path(tempfile.mkdtemp(dir=type(self).template.parent))
        shutil.copy(type(self).template, self.folder / "desk.db")
        self.url = f"sqlite:///{self.folder / 'desk.db'}"

    def open_eyes(self) -> Eyes:
        return SqliteEyes(self.folder / "desk.db")

    async def begin(self, again: bool = False) -> None:
        self.database = await Database.open(self.url)
        self.team = await seats._seated(self.database, self.clock, self.market, seat=False)
        self.team.offers = self.offers
        self.mortal = Mortal(self.team.ledger)
        if again:
            await self.desk.create_call.recover()
            await self.desk.outbox.recover()
        self.market.ending = "placed"

    @property
    def desk(self) -> Desk:
        return self.team.desk

    @property
    def now(self) -> datetime:
        return self.clock.time

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def step(self, kind: str, work: Coroutine[Any, Any, Any]) -> bool:
        """Do it and judge it; whether it was not refused. A process that dies in it is started anew."""
        type(self).steps += 1
        before, arrived = self.now_seen, len(self.market.arrivals)
        self.whole = False  # until it was judged: a step that breaks is told itself, and not what follows from it
        done = self.run(self._tried(work))
        after = seen(self.eyes)
        judge(kind, before, after, self.market, self.words, self.now)
        sent_rightly(before, self.market, self.market.arrivals[arrived:], self.now)
        self.now_seen, self.whole = after, True
        if self.mortal.dead:
            self.start_anew()
        return bool(done)

    async def _tried(self, work: Coroutine[Any, Any, Any]) -> bool:
        try:
            await work
        except (Refusal, MarketError):
            return False
        except Died:
            self.mortal.dead = True
        except BaseExceptionGroup as group:
            if group.split(Died)[1] is not None:
                raise
            self.mortal.dead = True
        return True

    def start_anew(self) -> None:
        """Drop everything and build it from the database."""
        self.run(self._abandon())
        self.run(self.begin(again=True))
        self.whole = False
        after = seen(self.eyes)
        judge("restart", self.now_seen, after, self.market, self.words, self.now)
        self.now_seen, self.whole = after, True

    async def _abandon(self) -> None:
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.database.close()

    def attempt(self, pick: int, *states: str) -> TryRow | None:
        found = [row for row in self.now_seen.tries.values() if not states or row.state in states]
        return found[pick % len(found)] if found else None

    def request(self, pick: int, *states: str, team: bool | None = None) -> Any:
        found = [
            row
            for row in self.now_seen.asks.values()
            if (not states or row.state in states) and team in (None, row.team is not None)
        ]
        return found[pick % len(found)] if found else None

    def person(self, number: int) -> Person:
        return next(each for each in EVERYBODY if each.id == number)

    def teardown(self) -> None:
        try:
            if self.whole:
                self.come_to_rest()
        finally:
            for each in self.noting:
                each.stop()
            self.finish()

    def come_to_rest(self) -> None:
        """Everything works again and time passes: nothing may be left that nobody knows."""
        self.the_market_is_well()
        self.the_market_moves(10_00, True)
        for seconds in (900, 3700, 3700):
            self.resume()
            self.clock.time += timedelta(seconds=seconds)
            self.market.pass_time()
            self.step("look", self.desk.unclear_orders.search_due())
            self.submit_plainly()
            self.step("sweep", self.desk.rounds.sweep.run())
            self.step("watch", self._watched())
        self.deliver_all()
        nothing_is_left(self.now_seen, self.market)
        type(self).bought += len(self.market.orders)

    def deliver_all(self) -> None:
        async def send(_: DueMessage) -> Delivery:
            return Sent(7)

        for _ in range(3):
            self.clock.time += timedelta(hours=2)
            self.step("deliver", self.desk.outbox.deliver(send))

    def finish(self) -> None:
        self.run(self._abandon())
        self.runner.close()
        if hasattr(self, "eyes"):
            self.eyes.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _noted(what: str) -> Any:
    """Note every pair of states that was gone through."""

    def note(moves: Any, before: Any, after: Any) -> None:
        check_move(moves, before, after)
        Life.moves[(what, before.value, after.value)] += 1

    return note
