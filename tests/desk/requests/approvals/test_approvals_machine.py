"""A whole team at work for a while, at random, beside a second, smaller reading of the rules."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Offer
from bot.purchasing.person import Act, Person, Place
from storage.engine.database import Database
from tests import migrated_databases
from tests.counts import counted
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket

NAMES = ("Anna", "Boris", "Chen", "Daria", "Eva")
PEOPLE = {number: Person(number, name, "en", True) for number, name in enumerate(NAMES, 11)}
ANNA, BORIS, CHEN, DARIA, EVA = PEOPLE
GROUP = Place(-1001)


@dataclass(frozen=True)
class Rules:
    """One policy: how many (0 is all) of whom (no name is every approver), and up to which total (fen) nobody.

    `least` is how few "all" may be: a request that two policies hold for needs what either of them wants.
    """

    text: str
    count: int
    named: tuple[int, ...] = ()
    automatic: int = -1
    least: int = 1


POLICIES = (
    Rules("else: any of approvers", 1),
    Rules("else: 2 of approvers", 2),
    Rules("else: all of approvers", 0),
    Rules("else: 2 of @boris @chen @daria", 2, (BORIS, CHEN, DARIA)),
    Rules("to 150: auto\nelse: any of @chen", 1, (CHEN,), 150_00),
)


@dataclass
class Asked:
    """A request as the model knows it."""

    number: int
    by: int
    quantity: int
    hash: str
    rules: Rules | None
    """What it waits for or was approved by; None where nobody had to agree."""
    state: str
    total: int
    """What was asked for, fen."""
    expires: datetime
    votes: list[tuple[int, str, datetime]] = field(default_factory=list)
    """Who said yes to which content, and when."""


class Model:
    """Who counts, by brute force: every way of seating those who said yes."""

    def __init__(self) -> None:
        self.approvers = {BORIS, CHEN, DARIA}
        self.away: dict[int, tuple[int, datetime]] = {}
        self.rules = POLICIES[0]
        self.price = 10_00

    def total(self, quantity: int) -> int:
        return self.price * quantity + 5_00

    def seats(self, rules: Rules, requester: int) -> list[int]:
        """Those in whose name a yes can count now."""
        return [each for each in rules.named or sorted(self.approvers) if each in self.approvers - {requester}]

    def wanted(self, rules: Rules, requester: int) -> int:
        return rules.count or max(rules.least, len(self.seats(rules, requester)))

    def stricter(self, asked: "Asked", rules: Rules) -> Rules | None:
        """What a request that waits needs once other rules hold; None where they ask other people than it does."""
        assert asked.rules is not None
        if asked.total <= rules.automatic:
            return asked.rules
        if asked.rules.named != rules.named:
            return None
        before = asked.rules
        if before.count and rules.count:
            return max((before, rules), key=lambda each: each.count)
        least = max(before.count or before.least, rules.count or rules.least)
        return replace(before, count=0, least=least)

    def fits(self, seat: int, person: int, requester: int, at: datetime) -> bool:
        """Whether a person's yes of that moment can take a seat now."""
        if person == requester or person not in self.approvers:
            return False
        chain, here = [seat], seat
        while here in self.away and self.away[here][1] <= at and self.away[here][0] not in chain:
            here = self.away[here][0]
            chain.append(here)
        return person in chain

    def seated(self, rules: Rules, requester: int, votes: list[tuple[int, datetime]]) -> int:
        """The most seats that these people can take together."""
        seats = self.seats(rules, requester)
        best = 0
        for order in permutations(votes, min(len(votes), len(seats))):
            for chosen in permutations(seats, len(order)):
                taken = sum(self.fits(s, p, requester, at) for s, (p, at) in zip(chosen, order, strict=True))
                best = max(best, taken)
        return min(best, self.wanted(rules, requester))

    def possible(self, rules: Rules, requester: int, now: datetime) -> bool:
        """Whether enough people could say yes at all."""
        return self.seated(rules, requester, [(each, now) for each in self.approvers]) == self.wanted(rules, requester)

    def entitled(self, asked: Asked, person: int, now: datetime) -> bool:
        assert asked.rules is not None
        return any(self.fits(seat, person, asked.by, now) for seat in self.seats(asked.rules, asked.by))

    def reached(self, asked: Asked, more: tuple[tuple[int, datetime], ...] = ()) -> int:
        assert asked.rules is not None
        votes = [(person, at) for person, content, at in asked.votes if content == asked.hash]
        return self.seated(asked.rules, asked.by, [*votes, *more])

    def enough(self, asked: Asked) -> bool:
        return asked.rules is None or self.reached(asked) == self.wanted(asked.rules, asked.by)


class TeamAtWork(RuleBasedStateMachine):
    """Requests, votes, rules, roles, absences, prices, time and restarts."""

    open_team: Callable[..., Any]
    offer: Offer
    start_time: datetime
    team: Any

    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.clock, self.model = HandClock(self.start_time), Model()
        self.market = FakeMarket(self.clock, self.offer)
        self.asked: dict[int, Asked] = {}
        self.sent = 0
        self.run(migrated_databases.put(self.folder / "desk.db"))
        self.run(self.start())
        self.run(self.team.rules(self.model.rules.text))

    async def start(self, again: bool = False) -> None:
        self.database = await Database.open(f"sqlite:///{self.folder / 'desk.db'}")
        if again:
            offers = self.team.offers
            self.team = await type(self).open_team(self.database, self.clock, self.market, seat=False)
            self.team.offers = offers
            await self.team.desk.create_call.recover()
        else:
            self.team = await type(self).open_team(self.database, self.clock, self.market)
            await self.team.member(PEOPLE[EVA], Role.REQUESTER)

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        shutil.rmtree(self.folder)

    def tried(self, work: Any, expected: bool) -> bool:
        """The verb acts exactly where the model says so."""
        refused = ""
        try:
            self.run(work)
        except Refusal as refusal:
            refused = refusal.key
        assert expected is not bool(refused), refused or "accepted"
        return expected

    @property
    def now(self) -> datetime:
        return self.clock.time

    @initialize(target=requests, by=st.sampled_from((ANNA, BORIS)), quantity=st.sampled_from((10, 30)))
    def begin(self, by: int, quantity: int) -> Any:
        return self.ask(by, quantity)

    @rule(target=requests, by=st.sampled_from((ANNA, EVA, BORIS)), quantity=st.sampled_from((10, 30)))
    def ask_for_it(self, by: int, quantity: int) -> Any:
        return self.ask(by, quantity)

    def ask(self, by: int, quantity: int) -> Any:
        number = self.run(self.team.draft(by=PEOPLE[by], quantity=quantity))
        rules = self.model.rules
        automatic = self.model.total(quantity) <= rules.automatic
        fine = automatic or self.model.possible(rules, by, self.now)
        if not self.tried(self.team.confirm(number, PEOPLE[by]), fine):
            return multiple()
        hash = self.run(self.team.purchase(number)).request.snapshot.hash
        expires, state = self.now + timedelta(hours=24), "approved" if automatic else "pending"
        total = self.model.total(quantity)
        self.asked[number] = Asked(number, by, quantity, hash, None if automatic else rules, state, total, expires)
        return number

    def waits(self, asked: Asked) -> bool:
        return asked.state == "pending" and asked.rules is not None and self.now < asked.expires

    @rule(number=requests, person=st.sampled_from(sorted(PEOPLE)), stale=st.booleans())
    def press_approve(self, number: int, person: int, stale: bool) -> None:
        self.approve(number, person, stale)

    @rule(number=requests, order=st.permutations((BORIS, CHEN, DARIA)))
    def everybody_approves(self, number: int, order: list[int]) -> None:
        for person in order:
            self.approve(number, person)

    @rule(number=requests, person=st.sampled_from((BORIS, CHEN, DARIA)))
    def agree_lose_the_role_and_place(self, number: int, person: int) -> None:
        """The way that chance seldom goes."""
        for each in (BORIS, CHEN, DARIA):
            self.approve(number, each)
        self.change_a_role(person)
        self.place()

    @rule(number=requests, price=st.sampled_from((10_00, 12_00)))
    def agree_move_the_price_and_place(self, number: int, price: int) -> None:
        for each in (BORIS, CHEN, DARIA):
            self.approve(number, each)
        self.move_the_price(price)
        self.place()

    def approve(self, number: int, person: int, stale: bool = False) -> None:
        asked, vote = self.asked[number], (person, self.now)
        new = not any((who, content) == (person, asked.hash) for who, content, _ in asked.votes)
        fine = (
            not stale
            and self.waits(asked)
            and new
            and self.model.entitled(asked, person, self.now)
            and self.model.reached(asked, (vote,)) > self.model.reached(asked)
        )
        shown = "0" * 64 if stale else asked.hash
        if self.tried(self.team.desk.approvals.approve(Act(PEOPLE[person], place=GROUP), number, shown), fine):
            asked.votes.append((person, asked.hash, self.now))
            self.count(asked)

    @rule(number=consumes(requests), person=st.sampled_from(sorted(PEOPLE)))
    def decline(self, number: int, person: int) -> None:
        asked = self.asked[number]
        new = not any((who, content) == (person, asked.hash) for who, content, _ in asked.votes)
        fine = self.waits(asked) and new and self.model.entitled(asked, person, self.now)
        if self.tried(self.team.decline(number, PEOPLE[person]), fine):
            asked.state = "rejected"

    @rule(number=consumes(requests), person=st.sampled_from((ANNA, EVA, BORIS)))
    def withdraw(self, number: int, person: int) -> None:
        asked = self.asked[number]
        fine = person == asked.by and asked.state in ("pending", "approved")
        if self.tried(self.team.desk.approvals.withdraw(Act(PEOPLE[person]), number), fine):
            asked.state = "cancelled"

    @rule(person=st.sampled_from((BORIS, CHEN, DARIA)))
    def change_a_role(self, person: int) -> None:
        self.model.approvers ^= {person}
        roles = {Role.REQUESTER} | ({Role.APPROVER} if person in self.model.approvers else set())
        self.run(self.team.member(PEOPLE[person], *roles))
        self.run(self.look_again())

    @rule(pair=st.permutations((BORIS, CHEN, DARIA)))
    def go_away(self, pair: list[int]) -> None:
        by, to = pair[:2]
        circle = to in self.model.away and self.model.away[to][0] in (by, pair[2]) and (
            self.model.away[to][0] == by or self.model.away.get(pair[2], (0,))[0] == by
        )  # fmt: skip
        if by in self.model.away or circle:
            return
        self.model.away[by] = (to, self.now)
        self.run(self.give(by, to))
        self.run(self.look_again())

    async def give(self, by: int, to: int) -> None:
        today = self.now.date()
        async with self.team.ledger.change() as uow:
            await uow.teams.go_away(self.team.id, by, to, today, today + timedelta(days=300))

    async def look_again(self) -> None:
        async with self.team.ledger.change() as uow:
            await uow.votes.look_again(self.team.id)
        await self.team.desk.approvals.clock()
        for asked in self.asked.values():
            self.elapse(asked)

    def elapse(self, asked: Asked) -> None:
        """What the clock does."""
        if asked.state == "pending" and asked.rules is not None and self.now >= asked.expires:
            asked.state = "expired"
        self.count(asked)

    def count(self, asked: Asked) -> None:
        if asked.state == "pending" and asked.rules is not None and self.model.enough(asked):
            asked.state = "approved"

    @rule(rules=st.sampled_from(POLICIES))
    def change_the_rules(self, rules: Rules) -> None:
        """What waits needs the stricter of both; where these ask other people, which is two steps, they stay."""
        waiting = [each for each in self.asked.values() if each.state == "pending" and each.rules is not None]
        anew = [self.model.stricter(each, rules) for each in waiting]
        if None in anew:
            return
        self.model.rules = rules
        self.run(self.team.rules(rules.text))
        for asked, wanted in zip(waiting, anew, strict=True):
            asked.rules = wanted
        self.run(self.look_again())

    @rule(price=st.sampled_from((10_00, 12_00)))
    def move_the_price(self, price: int) -> None:
        self.model.price = price
        self.market.changes(price=price)

    @rule(hours=st.sampled_from((1, 9, 25)))
    def let_time_pass(self, hours: int) -> None:
        self.clock.time += timedelta(hours=hours)
        self.run(self.team.desk.approvals.clock())
        for asked in self.asked.values():
            self.elapse(asked)

    @rule()
    def place(self) -> None:
        self.run(self.team.desk.submit_worker.submit_due())
        for asked in self.asked.values():
            if asked.state == "approved" and self.too_old(asked):
                asked.state = "expired"
            elif asked.state == "approved":
                self.placed(asked)

    def too_old(self, asked: Asked) -> bool:
        """Whether it was agreed to a day ago, and asked for as long."""
        agreed = self.run(self.team.purchase(asked.number)).attempts[-1].created_at
        return bool(self.now >= max(agreed + timedelta(hours=24), asked.expires))

    def placed(self, asked: Asked) -> None:
        """Sent where it is still what was agreed to by those who still count; else it is judged anew."""
        after = self.run(self.team.purchase(asked.number)).request
        same = self.model.total(asked.quantity) == asked.total
        automatic = self.model.total(asked.quantity) <= self.model.rules.automatic
        if same and (self.model.enough(asked) if asked.rules else automatic):
            asked.state, self.sent = "sent", self.sent + 1
            return
        possible = self.model.possible(self.model.rules, asked.by, self.now)
        asked.rules = self.model.rules if possible and not automatic else None
        asked.state, asked.hash, asked.expires = "pending", after.snapshot.hash, self.now + timedelta(hours=24)
        asked.total = self.model.total(asked.quantity)
        self.count(asked)

    @rule()
    def restart(self) -> None:
        self.run(self.database.close())
        self.run(self.start(again=True))

    @invariant()
    def both_say_the_same(self) -> None:
        for number, asked in self.asked.items():
            state = self.run(self.team.state(number))
            assert state == {"sent": "approved"}.get(asked.state, asked.state), f"#{number}"
        assert len(self.market.sent) == self.sent


@pytest.mark.timeout(300)
def test_a_team_at_work_keeps_to_its_rules(seated: Any, clock: Any, market: Any) -> None:
    """What is accepted, what is approved and what is bought is what the small model says, step by step."""
    TeamAtWork.open_team = staticmethod(seated)
    TeamAtWork.start_time, TeamAtWork.offer = clock.time, market.offer_now
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        TeamAtWork,
        settings=settings(
            max_examples=counted(60, 8),
            stateful_step_count=40,
            phases=(Phase.generate,),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
