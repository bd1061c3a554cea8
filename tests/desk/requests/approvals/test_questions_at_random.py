"""Questions, answers, words and absences in any order, beside a second, slower reading of what holds an approval."""

import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person, Place

ANNA, BORIS, CHEN, DARIA = (
    Person(number, name, "en", True) for number, name in enumerate(("Anna", "Boris", "Chen", "Daria"), 11)
)
THREE = (BORIS, CHEN, DARIA)
GROUP = Place(-1001)
TICK = timedelta(minutes=30)
TICKS = 8
"""Four hours. Whatever happens, happens at a tick, as work begins and ends."""


@dataclass
class Question:
    """One question as the model knows it."""

    by: Person
    at: datetime
    answered: datetime | None = None
    let_go: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        ends = [each for each in (self.answered, self.let_go) if each is not None]
        return self.at <= at and not any(end <= at for end in ends)


@dataclass
class Model:
    """Two of those who may approve now must have said yes, and nobody who may holds it."""

    begun: datetime
    approvers: set[Person] = field(default_factory=lambda: set(THREE))
    away: set[Person] = field(default_factory=set)
    yes: set[Person] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    pending: bool = True

    @property
    def enough(self) -> bool:
        return len(self.yes & self.approvers) >= 2

    def holders(self, now: datetime) -> set[Person]:
        asked = {each.by for each in self.questions if each.is_open(now)}
        return {each for each in asked & self.approvers - self.away - self.yes if self.used(each, now) < TICKS}

    def used(self, person: Person, now: datetime) -> int:
        """So many half hours of work he had a question open, tick by tick."""
        mine = [each for each in self.questions if each.by == person]
        ticks = [self.begun + n * TICK for n in range((now - self.begun) // TICK)]
        return sum(works(at) and any(each.is_open(at) for each in mine) for at in ticks)

    def settle(self, now: datetime) -> None:
        self.pending = self.pending and not (self.enough and not self.holders(now))


def works(at: datetime) -> bool:
    """Shanghai's Monday to Saturday, 9 to 18."""
    local = at + timedelta(hours=8)
    return local.weekday() != 6 and 9 <= local.hour < 18


class Play:
    """One request, what happens to it, and what the model says of that."""

    def __init__(self, team: Any, dice: random.Random, number: int) -> None:
        self.team, self.dice, self.number = team, dice, number
        self.desk, self.model = team.desk, Model(team.clock.now())
        self.said: list[str] = []

    @property
    def now(self) -> datetime:
        moment: datetime = self.team.clock.now()
        return moment

    async def step(self) -> None:
        """One thing of all that may happen, to one of the three."""
        person = self.dice.choice(THREE)
        does: Callable[[Person], Coroutine[Any, Any, None]] = self.dice.choice(
            (self.ask, self.ask, self.answer, self.lets_go, self.says_yes, self.says_yes, self.takes_back, self.role,
             self.absence, self.time, self.time)
        )  # fmt: skip
        self.said.append(f"{does.__name__} {person.name}")
        await does(person)
        self.model.settle(self.now)
        await self.both_say_the_same()

    async def tried(self, verb: Coroutine[Any, Any, Any], fine: bool) -> bool:
        """The verb acts exactly where the model says so."""
        refused = ""
        try:
            await verb
        except Refusal as refusal:
            refused = refusal.key
        assert fine is not bool(refused), (refused or "accepted", self.said)
        return fine

    async def ask(self, by: Person) -> None:
        fine = self.model.pending and by in self.model.approvers
        if await self.tried(self.desk.approvals.ask(Act(by, place=GROUP), self.number, "Why?"), fine):
            self.model.questions.append(Question(by, self.now))

    async def answer(self, _: Person) -> None:
        waiting = [each for each in self.model.questions if each.is_open(self.now)]
        fine = self.model.pending and bool(waiting)
        if await self.tried(self.desk.approvals.answer(Act(ANNA), self.number, "So"), fine):
            waiting[0].answered = self.now

    async def lets_go(self, by: Person) -> None:
        mine = [each for each in self.model.questions if each.by == by and each.is_open(self.now)]
        verb = self.desk.approvals.let_go(Act(by, place=GROUP), self.number, await self.team.shown(self.number))
        if await self.tried(verb, self.model.pending and bool(mine)):
            for each in mine:
                each.let_go = self.now

    async def says_yes(self, by: Person) -> None:
        model = self.model
        counts = by in model.holders(self.now) if model.enough else by in model.approvers
        verb = self.desk.approvals.approve(Act(by, place=GROUP), self.number, await self.team.shown(self.number))
        if await self.tried(verb, model.pending and counts and by not in model.yes):
            model.yes.add(by)

    async def takes_back(self, by: Person) -> None:
        verb = self.desk.approvals.take_vote_back(Act(by, place=GROUP), self.number, await self.team.shown(self.number))
        if await self.tried(verb, self.model.pending and by in self.model.yes):
            self.model.yes.discard(by)

    async def role(self, of: Person) -> None:
        self.model.approvers ^= {of}
        await self.team.member(of, *({Role.APPROVER} if of in self.model.approvers else {Role.REQUESTER}))
        async with self.team.ledger.change() as uow:
            await uow.votes.look_again(self.team.id)
        await self.desk.approvals.clock()

    async def absence(self, of: Person) -> None:
        if of in self.model.away:
            await self.desk.away.back(Act(of))
        elif of in self.model.approvers:
            today = self.now.date()
            await self.desk.away.go(Act(of), self.team.id, today, today + timedelta(days=60), None)
        else:
            return
        self.model.away ^= {of}
        await self.desk.approvals.clock()

    async def time(self, _: Person) -> None:
        self.team.clock.time += self.dice.choice((1, 2, 5, 30)) * TICK
        await self.desk.approvals.clock()

    async def both_say_the_same(self) -> None:
        step = await self.desk.drafting.step(self.number)
        assert (step.purchase.request.state == "pending") == self.model.pending, self.said
        if self.model.pending:
            assert {each.person_id for each in step.holds} == {each.id for each in self.model.holders(self.now)}, (
                self.said
            )


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_happens_in_whatever_order_it_is_decided_when_the_slow_reading_says_so(
    team: Any, seed: int
) -> None:
    dice = random.Random(seed)
    await team.rules("else: 2 of approvers\nexpire 29d")
    for _ in range(5):
        play = Play(team, dice, await team.ask())
        for _ in range(25):
            await play.step()
            if not play.model.pending:
                break
        for person in THREE:
            await team.member(person, Role.APPROVER)
            if person in play.model.away:
                await team.desk.away.back(Act(person))
        await team.desk.approvals.clock()
