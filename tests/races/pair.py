"""Two desks, the people of one team, and what is done at both in the same instant."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

from bot.desk.desk import Desk, Terms
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.policy import default_policy
from storage.engine.database import Database
from tests.counts import counted
from tests.desk.requests.approvals.conftest import (
    ANNA,
    BORIS,
    CHEN,
    DARIA,
    EVA,
    GROUP,
    OFFER,
    OWNER,
    SEATS,
    START,
    Team,
)
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket
from tests.known_members import OpenDoor

ROUNDS = counted(15, 3)


class Pair:
    """`one` and `other` do the same for the same people; `market` is the 1688 of both."""

    def __init__(self, one: Team, other: Team, market: FakeMarket, dice: random.Random) -> None:
        self.one, self.other, self.market, self._dice = one, other, market, dice

    async def together(self, *doings: Coroutine[Any, Any, Any]) -> list[str]:
        """All at once, none of them always first; how each ended: an empty text, or the key of its refusal."""
        ends = await asyncio.gather(*(self._soon(doing) for doing in doings), return_exceptions=True)
        for each in ends:
            if isinstance(each, BaseException) and not isinstance(each, Refusal):
                raise each
        return [each.key if isinstance(each, Refusal) else "" for each in ends]

    async def _soon(self, doing: Coroutine[Any, Any, Any]) -> Any:
        for _ in range(self._dice.randrange(12)):
            await asyncio.sleep(0)
        return await doing

    async def told(self, kind: str, number: int) -> int:
        """How many messages of a kind were owed about a request."""
        return sum(facts.get("number") == number for facts in await self.one.told(kind))


async def seated(
    first: Database, second: Database, dice: random.Random, market: FakeMarket | None = None, *, seat: bool = True
) -> Pair:
    """Anna asks; Boris, Chen and Daria approve; Eva buys; two admins own the bot. `seat=False` if they do already."""
    admins = frozenset({OWNER.id, OWNER.id - 1})
    market = market or FakeMarket(HandClock(START), OFFER)
    teams = []
    for owner, database in (("one", first), ("other", second)):
        clock = HandClock(START)
        ledger = Ledger(database, clock)
        ledger.owner = owner
        token_store = SealedTokenStore(ledger, "test", Seal("s"))
        desk = Desk(ledger, market, token_store, Terms(admins, (), "cross", owner), OpenDoor())
        desk.create_call.may_place.set()
        teams.append(Team(desk, ledger, market, clock, 1))
    pair = Pair(teams[0], teams[1], market, dice)
    if not seat:
        return pair
    async with teams[0].ledger.change() as uow:
        for person in (OWNER, ANNA, BORIS, CHEN, DARIA, EVA):
            await uow.people.put_person(person, reachable=True)
        await uow.people.put_chat(GROUP.chat_id, "supergroup", "Buying")
        number = await uow.teams.open(
            GROUP.chat_id, "Buying", language="en", time_zone="Asia/Shanghai", policy=default_policy(), by=OWNER.id
        )
        for person, roles in SEATS:
            await uow.teams.put_member(number, person.id, roles=frozenset(roles), limit=None)
    teams[0].id = teams[1].id = number
    return pair
