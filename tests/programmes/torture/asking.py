"""Somebody of a team who asks for goods without the chat: requests by the hundred, made by the bot's own desk."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.clock import SystemClock
from bot.desk.rules.rights import deciders
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person, Place
from bot.settings import of_world
from bot.wiring.build import BuiltBot, built
from tests.bot_processes import Fleet
from tests.opening import opened


class Requester:
    """One person at a desk that only takes requests: nothing of its house lives."""

    def __init__(
        self, house: BuiltBot, person: Person, offer: dict[str, Any], on_time: Callable[[], Awaitable[None]]
    ) -> None:
        self._house, self._person, self._offer, self._on_time = house, person, offer, on_time

    @classmethod
    @asynccontextmanager
    async def at(cls, fleet: Fleet, person_id: int, http: httpx.AsyncClient) -> AsyncIterator["Requester"]:
        """Opened on the database of a fleet, on the world's time."""
        goods = (await http.get("/sim/goods")).json()
        offer = next(good for good in goods if good["kind"] == "plain")
        clock = SystemClock()

        async def on_time() -> None:
            clock.follow((await http.get("/sim/clock")).json()["now"])

        await on_time()
        async with built(of_world(fleet.settings), clock) as house:
            await house.desk.journal_keeper.begin()  # what this desk journals is anchored as the bots' entries are
            async with house.ledger.read() as uow:
                person = await uow.people.person(person_id)
            assert person is not None
            yield cls(house, person, offer, on_time)

    async def one_yes_is_enough(self, second_buyer: int) -> None:
        """Other rules for his team, and a second buyer, since one alone may send nothing again; without ceremony."""
        async with self._house.ledger.change() as uow:
            (team,) = await uow.teams.of_person(self._person.id)
            await uow.teams.change_policy(team, read("else: any of approvers", team), self._person.id)
            roles = team.roles_of(second_buyer) | {Role.BUYER}
            await uow.teams.put_member(team.id, second_buyer, roles=roles, limit=None)

    async def two_say_again(self, attempt_id: int) -> None:
        """An order that a dead bot may or may not have sent is nowhere: two who may say so have it sent again.

        By the world's time as it is now: the bots sent it later than this desk was opened, and time flew since.
        """
        await self._on_time()
        async with self._house.ledger.read() as uow:
            request = await uow.requests.get((await uow.attempts.get(attempt_id)).request_id)
            may = sorted(await deciders(uow, self._house.desk.people, request))[:2]
        assert len(may) == 2, "a team of the race has two buyers"
        for person_id in may:
            with contextlib.suppress(Refusal):  # the first of the two is told that a second one is needed
                await self._house.desk.unclear_orders.place_anew(
                    Act(Person(person_id, str(person_id), "en")), attempt_id
                )

    async def asks(self) -> int:
        """One request that waits for its approvers; its number."""
        drafting = self._house.desk.drafting
        quantity = max(int(self._offer["min_order"]), 2)
        number = await opened(
            self._house.desk, self._person, Place(self._person.id), str(self._offer["offer_id"]), quantity
        )
        for _ in range(8):
            step = await drafting.step(number)
            request = step.purchase.request
            if request.waits:
                return number
            if step.stage.value == "variant":
                await drafting.choose_variant(Act(self._person), number, step.purchase.request.offer.skus[0].spec_id)
            elif step.stage.value == "address":
                assert step.addresses
                await drafting.choose_address(Act(self._person), number, step.addresses[0].address_id)
            elif step.stage.value == "why":
                await drafting.why(Act(self._person), number, "for the fair")
            else:
                await self._consents(number, request.snapshot.hash if request.snapshot else "", *step.seen)
        raise AssertionError(f"request {number} never came before its approvers: {step.stage}")

    async def _consents(self, number: int, shown: str, seen: str = "") -> None:
        try:
            await self._house.desk.drafting.confirm(Act(self._person), number, shown, seen)
        except Refusal as refusal:  # the warning of a repeat that came since the card was drawn
            if refusal.key != "repeat":
                raise
