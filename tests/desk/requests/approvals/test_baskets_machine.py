"""Baskets at random: changed, agreed to whole or in part, dearer, placed in any order, through restarts.

A small model keeps what was asked for and who said yes to what. No piece is lost or doubled, and nothing is sent that
two approvers have not agreed to, line by line.
"""

import asyncio
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.desk.shared.refusal import Refusal
from bot.market.port import Outcome, Refused, Unclear, Unsent
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.offers.offer import Offer, Seller
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from storage.engine.database import Database
from tests import migrated_databases
from tests.counts import counted
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, GROUP
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket

SELLERS = {
    "600000000701": Seller("s1", "Cups"), "600000000702": Seller("s2", "Lamps"),
    "600000000703": Seller("s1", "Cups"), "600000000704": Seller("s3", "Vases"),
}  # fmt: skip
"""Two of the four offers are of one seller."""
OFFERS = sorted(SELLERS)
APPROVERS = (BORIS, CHEN, DARIA)
OUTCOMES: dict[str, Outcome] = {
    "refused": Refused("500_004", "sold out", ""),
    "unclear": Unclear("the answer was lost"),
    "not sent": Unsent("the wire was down"),
}
NOTHING_EXISTS = (AttemptState.READY, AttemptState.WITHDRAWN, AttemptState.REFUSED)
OVER = (RequestState.CANCELLED, RequestState.REJECTED, RequestState.EXPIRED)
Pieces = Counter[str]
pieces, endings = st.integers(1, 9), st.lists(st.sampled_from(sorted(OUTCOMES)), max_size=2)


class Baskets(RuleBasedStateMachine):
    """What one person asks for of several sellers, and what becomes of it."""

    open_team: Callable[..., Any]
    offer: Offer
    start_time: datetime
    team: Any

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = HandClock(self.start_time)
        self.market = FakeMarket(self.clock, self.offer, sellers=dict(SELLERS))
        self.wanted: dict[int, Pieces] = {}
        """What is asked for, by the request that it began with."""
        self.began: dict[int, int] = {}
        """Where each request began: what is left out of one, and each part of it, began with it."""
        self.yes: defaultdict[str, set[int]] = defaultdict(set)
        """Who agreed to a content, by its hash."""
        self.contents: dict[str, Snapshot] = {}
        self.sent, self.sent_for = 0, set[int]()
        self.run(migrated_databases.put(self.folder / "desk.db"))
        self.run(self.start())
        self.run(self.team.rules("else: 2 of approvers"))

    async def start(self, again: bool = False) -> None:
        self.database = await Database.open(f"sqlite:///{self.folder / 'desk.db'}")
        self.team = await type(self).open_team(self.database, self.clock, self.market, seat=not again)
        if again:
            await self.team.desk.create_call.recover()

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        shutil.rmtree(self.folder)

    def request(self, number: int) -> Request:
        found: Request = self.run(self.team.purchase(number)).request
        return found

    def acted(self, work: Any) -> bool:
        """Whether the verb acted; what it refuses, it refuses whole."""
        try:
            self.run(work)
        except Refusal:
            return False
        return True

    @property
    def newest(self) -> int:
        return int(self.run(self._newest()))

    async def _newest(self) -> int:
        async with self.team.ledger.read() as uow:
            number = 0
            while await uow.requests.find(number + 1) is not None:
                number += 1
        return number

    @initialize(wanted=st.dictionaries(st.sampled_from(OFFERS), pieces, min_size=2))
    def begin(self, wanted: dict[str, int]) -> None:
        self.ask_for(wanted)

    @rule(wanted=st.dictionaries(st.sampled_from(OFFERS), pieces, min_size=2))
    def ask_for(self, wanted: dict[str, int]) -> None:
        named = [NamedOffer(OfferRef(offer_id, quantity=count)) for offer_id, count in wanted.items()]
        key = OpenedBy(len(self.wanted) + 1, 0)
        number, _ = self.run(self.team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=key))
        self.wanted[number], self.began[number] = Counter(wanted), number

    @rule(pick=st.integers(0, 99), line=st.integers(0, 3), count=pieces)
    def change_a_line(self, pick: int, line: int, count: int) -> None:
        request = self.request(self.picked(pick))
        if not request.several:
            return
        asked = request.asked[line % len(request.asked)]
        if not self.acted(self.team.desk.drafting.choose_line(Act(ANNA), request.id, asked.place)):
            return
        if self.acted(self.team.desk.drafting.choose_quantity(Act(ANNA), request.id, count, asked.place)):
            wanted = self.wanted[self.began[request.id]]
            wanted[asked.offer.offer_id] += count - (asked.choice.quantity or 0)

    @rule(pick=st.integers(0, 99), line=st.integers(0, 3))
    def take_a_line_out(self, pick: int, line: int) -> None:
        request = self.request(self.picked(pick))
        if len(request.asked) < 2:
            return
        asked = request.asked[line % len(request.asked)]
        if self.acted(self.team.desk.drafting.drop_line(Act(ANNA), request.id, asked.place)):
            self.wanted[self.began[request.id]][asked.offer.offer_id] -= asked.choice.quantity or 0

    @rule(pick=st.integers(0, 99))
    def confirm(self, pick: int) -> None:
        number = self.picked(pick)
        for _ in range(2):  # the first press may only warn that the same was asked for before
            self.acted(self.team.confirm(number))

    @rule(pick=st.integers(0, 99), person=st.sampled_from(APPROVERS))
    def agree(self, pick: int, person: Any) -> None:
        request = self.request(self.picked(pick))
        if request.snapshot is not None and self.acted(self.team.approve(request.id, person)):
            self.said_yes(request.snapshot, person)
        self.follow_the_parts(request.id)

    @rule(pick=st.integers(0, 99), person=st.sampled_from(APPROVERS), bits=st.integers(1, 7))
    def agree_to_a_part(self, pick: int, person: Any, bits: int) -> None:
        request, before = self.request(self.picked(pick)), self.newest
        if request.snapshot is None:
            return
        places = frozenset(place for place in range(3) if bits >> place & 1)
        work = self.team.desk.approvals.approve(
            Act(person, place=GROUP), request.id, request.snapshot.hash, places=places
        )
        if self.acted(work):
            narrowed = self.request(request.id).snapshot
            assert narrowed is not None
            self.said_yes(narrowed, person)
            self.began[before + 1] = self.began[request.id]
        self.follow_the_parts(request.id)

    def said_yes(self, content: Snapshot, person: Any) -> None:
        """A yes to a whole is a yes to what each of its sellers gets."""
        for each in (content, *content.parts):
            self.yes[each.hash].add(person.id)
            self.contents[each.hash] = each

    def follow_the_parts(self, number: int) -> None:
        for part in self.run(self._parts(number)):
            self.began.setdefault(part, self.began[number])

    async def _parts(self, number: int) -> tuple[int, ...]:
        async with self.team.ledger.read() as uow:
            return tuple(each.id for each in await uow.requests.parts(number))

    @rule(offer_id=st.sampled_from(OFFERS), price=st.sampled_from((10_00, 13_00)))
    def move_a_price(self, offer_id: str, price: int) -> None:
        self.market.changes(own_prices={**self.market.own_prices, offer_id: price})

    @rule(ends=endings)
    def place(self, ends: list[str]) -> None:
        self.market.outcomes = [OUTCOMES[each] for each in ends]
        self.run(self.team.desk.submit_worker.submit_due())
        self.market.outcomes = []

    @rule(ends=endings, dearer=st.none() | st.sampled_from(OFFERS), again=st.booleans())
    def agree_to_all_and_place(self, ends: list[str], dearer: str | None, again: bool) -> None:
        """The way that chance seldom goes to its end."""
        for number in sorted(self.began):
            self.confirm(number)
            for person in APPROVERS:
                self.agree(number, person)
        if dearer is not None:
            self.move_a_price(dearer, 13_00)
        if again:
            self.restart()
        self.place(ends)

    @rule()
    def restart(self) -> None:
        self.run(self.database.close())
        self.run(self.start(again=True))

    def picked(self, pick: int) -> int:
        numbers = sorted(self.began)
        return pick if pick in self.began else numbers[pick % len(numbers)]

    @invariant()
    def no_piece_is_lost_or_doubled(self) -> None:
        standing: defaultdict[int, Pieces] = defaultdict(Counter)
        for number, began in self.began.items():
            request = self.request(number)
            assert request.state not in OVER, "nobody took anything back"
            if request.parts:
                continue  # what it asked for stands in its parts
            for each in request.asked:
                standing[began][each.offer.offer_id] += each.choice.quantity or 0
        assert {began: +count for began, count in standing.items()} == {
            began: +count for began, count in self.wanted.items()
        }

    @invariant()
    def nothing_is_sent_that_two_did_not_agree_to_and_nothing_twice(self) -> None:
        """What was sent since the last step: 1688 was told what the request says now."""
        sent, self.sent = self.market.sent[self.sent :], len(self.market.sent)
        for placing in (self.market.placings[body] for body in sent):
            request = self.request(self.run(self._sent(placing.out_order_id)))
            agreed = request.snapshot
            assert agreed is not None
            assert placing.lines == agreed.lines
            assert len(self.yes[agreed.hash]) >= 2, f"it was sent, and {self.yes[agreed.hash]} agreed"
            assert self.contents[agreed.hash].total == agreed.total
            assert len({SELLERS[line.offer_id].open_id for line in placing.lines}) == 1
            self.sent_for.add(request.id)

    async def _sent(self, reference: str) -> int:
        """The request of an attempt."""
        async with self.team.ledger.read() as uow:
            attempt = await uow.attempts.by_reference(reference)
        return int(attempt.request_id)

    @invariant()
    def at_most_one_order_of_a_request_may_exist(self) -> None:
        for number in self.sent_for:
            attempts = self.run(self.team.purchase(number)).attempts
            assert len([each for each in attempts if each.state not in NOTHING_EXISTS]) <= 1


@pytest.mark.timeout(300)
def test_baskets_at_random_lose_no_piece_and_buy_nothing_unagreed(seated: Any, clock: Any, market: Any) -> None:
    Baskets.open_team = staticmethod(seated)
    Baskets.start_time, Baskets.offer = clock.time, market.offer_now
    run_state_machine_as_test(
        Baskets,
        settings=settings(
            max_examples=counted(60, 4),
            stateful_step_count=30,
            phases=(Phase.generate,),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
