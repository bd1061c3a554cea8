"""Requests, attempts and messages at random on the real engine, each step held against the laws."""

import asyncio
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Later, Never, Sent
from bot.purchasing.arrivals import Tally
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.requests.approvals import conftest as seats
from tests.opening import opened
from tests.programmes.torture.invariants import LIVE_DOUBT, held
from tests.programmes.torture.life import BUYERS, MOMENTS, READS, Life, dying, people, picks
from tests.programmes.torture.rows import TryRow
from tests.programmes.torture.scripted import ENDINGS, REFUND_ENDINGS, Died, basket, several

COUNT_IN_A_TEAM = (seats.ANNA, seats.BORIS, seats.DARIA, seats.EVA)


class Purchases(Life):
    """Solo purchases and those of a team, with all that can happen to them."""

    @rule(by=st.sampled_from(BUYERS), quantity=st.sampled_from((10, 30)), sure=st.booleans())
    def buy_alone(self, by: Person, quantity: int, sure: bool) -> None:
        self.ask_for(by, quantity, sure)

    @rule(by=st.sampled_from((seats.ANNA, seats.BORIS)), sure=st.booleans())
    def ask_the_team(self, by: Person, sure: bool) -> None:
        self.ask_for(by, 10, sure)

    def ask_for(self, by: Person, quantity: int, sure: bool) -> None:
        before = len(self.now_seen.asks)
        self.open(by, quantity)
        if sure and len(self.now_seen.asks) > before:
            self.consent(max(self.now_seen.asks), by)

    def somebody(self, number: int = 0) -> Person:
        """Who may ask here."""
        return ((seats.ANNA, seats.BORIS) if self.together else BUYERS)[number % 2]

    def open(self, by: Person, quantity: int) -> None:
        self.offers += 1
        offer, place = str(self.offers), Place(by.id)
        if basket(offer):
            self.offers += 1
            named_offers = [NamedOffer(OfferRef(each, quantity=quantity)) for each in (offer, str(self.offers))]
            key = OpenedBy(self.offers, 0)
            self.step("open", self.desk.opening.open(Act(by, place=place), named_offers, key=key))
        elif several(offer):
            words = f"red {quantity - 5}, blue 3, white 2"
            self.step("open", opened(self.desk, by, place, offer, None, words))
        else:
            self.step("open", opened(self.desk, by, place, offer, quantity))

    def consent(self, number: int, by: Person, stale: bool = False) -> None:
        shown = "0" * 64 if stale else self.now_seen.asks[number].hash or "0" * 64
        self.step("confirm", self.desk.drafting.confirm(Act(by), number, shown))

    @rule(who=picks, ending=st.sampled_from(ENDINGS), dies=dying, moves=st.booleans())
    def go_through(self, who: int, ending: str, dies: int, moves: bool) -> None:
        """The way that chance seldom goes: asked, agreed to, and sent while everything is well."""
        self.the_market_moves(10_00, True)
        self.agree(who)
        if moves:
            self.the_market_moves(12_00, True)
        self.submit(ending, dies)

    @rule(ending=st.sampled_from(ENDINGS), waits=st.permutations((6, 61, 200, 601)))
    def doubt_it(self, ending: str, waits: list[int]) -> None:
        """What was sent is looked for again and again."""
        self.go_through(0, ending, -1, False)
        for seconds in waits:
            self.time_passes(seconds)
            self.look(-1)

    @rule(
        what=st.sampled_from(("again", "give up")), ending=st.sampled_from(("unclear, not done", "unclear, done late"))
    )
    def settled_by_two(self, what: str, ending: str) -> None:
        """It is not found for so long that two people decide."""
        self.doubt_it(ending, [6, 61, 200, 601])
        self.two_settle(len(self.now_seen.tries), what)
        self.submit_plainly()

    @rule(late=st.booleans(), order=picks)
    def another_than_was_sent(self, late: bool, order: int) -> None:
        """What is found is not what was sent: a person types its number in the end."""
        self.go_through(0, "unclear, done", -1, False)
        self.the_order_is_cut_down(order)
        self.the_market_is_ill({"find", "list", "look"} if late else set(), True)
        self.time_passes(61)
        self.look(-1)
        self.the_market_is_well()
        self.time_passes(200)
        self.look(-1)
        for row in [each for each in self.now_seen.tries.values() if each.state == "conflict"]:
            for there in self.market.under(row.reference):
                self.step(
                    "found",
                    self.desk.unclear_orders.found(
                        Act(seats.DARIA if self.together else BUYERS[0]), row.id, there.order_id
                    ),
                )

    @rule()
    def named_wrongly(self) -> None:
        """1688 answers with the number of another purchase, or of an order that reads back as something else."""
        self.go_through(0, "another's number", -1, False)
        self.go_through(0, "placed", -1, False)
        if self.market.orders:
            self.market.grow(list(self.market.orders)[-1])
        self.watch()

    @rule()
    def sold_out_after_the_price_moved(self) -> None:
        """Its consent is wanted again, and then there is nothing to consent to."""
        self.go_through(0, "placed", -1, True)
        self.the_market_moves(12_00, False)
        newest = self.now_seen.asks[max(self.now_seen.asks)]
        by = self.person(newest.requester)
        self.step("choose", self.desk.drafting.choose_quantity(Act(by), newest.id, 20))
        self.the_market_moves(10_00, True)

    def agree(self, who: int) -> None:
        """Asked and agreed to, while everything is well."""
        self.the_market_is_well()
        if self.now_seen.paused:
            self.resume()
        by = self.somebody(who)
        self.open(by, 10)
        number = max(self.now_seen.asks)
        self.consent(number, by)
        if self.now_seen.asks[number].state == "pending":
            self.step("approve", self.team.approve(number, seats.CHEN))

    @rule(who=picks, worker=st.booleans())
    def not_sent_in_time(self, who: int, worker: bool) -> None:
        """It was agreed to, and nothing was sent for longer than that counts."""
        self.agree(who)
        if worker:
            self.clock.time += timedelta(hours=25)
            self.submit_plainly()
        self.time_passes(90_000)

    @rule(how=st.booleans())
    def taken_back(self, how: bool) -> None:
        """1688 turned it away, and whoever asked does not want it any more."""
        self.go_through(0, "turned away", -1, False)
        newest = self.now_seen.asks[max(self.now_seen.asks)]
        verb = self.desk.approvals.withdraw if how else self.desk.submit_worker.withdraw
        self.step("withdraw", verb(Act(self.person(newest.requester)), newest.id))

    @rule(pick=picks, forged=people, honest=st.booleans(), stale=st.booleans())
    def confirm(self, pick: int, forged: Person, honest: bool, stale: bool) -> None:
        if ask := self.request(pick, *(("draft", "pending") if honest else ())):
            self.consent(ask.id, self.person(ask.requester) if honest else forged, stale)

    @rule(pick=picks, by=people)
    def approve(self, pick: int, by: Person) -> None:
        if ask := self.request(pick, "pending", team=True):
            before = self.now_seen.asks[ask.id].state
            if self.step("approve", self.team.approve(ask.id, by)) and before == "pending":
                assert by.id != ask.requester, "approved by whoever asked"
                assert by in (seats.BORIS, seats.CHEN, seats.DARIA), f"approved by {by}"

    @rule(pick=picks, by=people)
    def decline(self, pick: int, by: Person) -> None:
        if ask := self.request(pick, "pending", team=True):
            self.step("decline", self.team.decline(ask.id, by))

    @rule(pick=picks, by=people, honest=st.booleans())
    def cancel(self, pick: int, by: Person, honest: bool) -> None:
        if ask := self.request(pick, "draft", "pending"):
            by = self.person(ask.requester) if honest else by
            done = self.step("cancel", self.desk.drafting.cancel(Act(by), ask.id))
            assert not done or by.id == ask.requester

    @rule(pick=picks, quantity=st.sampled_from((10, 20)))
    def choose(self, pick: int, quantity: int) -> None:
        if ask := self.request(pick, "draft", "pending"):
            by = self.person(ask.requester)
            self.step("choose", self.desk.drafting.choose_quantity(Act(by), ask.id, quantity))

    @rule(pick=picks, by=people, honest=st.booleans(), how=st.booleans())
    def withdraw(self, pick: int, by: Person, honest: bool, how: bool) -> None:
        if ask := self.request(pick, "pending", "approved"):
            by = self.person(ask.requester) if honest else by
            verb = self.desk.approvals.withdraw if how else self.desk.submit_worker.withdraw
            self.step("withdraw", verb(Act(by), ask.id))

    @rule(pick=picks, by=people)
    def retry(self, pick: int, by: Person) -> None:
        if ask := self.request(pick, "approved"):
            self.step("retry", self.desk.submit_worker.retry(Act(by), ask.id))

    @rule(price=st.sampled_from((10_00, 10_00, 12_00)), orderable=st.sampled_from((True, True, True, False)))
    def the_market_moves(self, price: int, orderable: bool) -> None:
        self.market.changes(price=price, orderable=orderable)

    @rule(down=st.sets(st.sampled_from(READS), max_size=2), filter_works=st.booleans())
    def the_market_is_ill(self, down: set[str], filter_works: bool) -> None:
        self.market.silent, self.market.filter_works = frozenset(down), filter_works

    @rule()
    def the_market_is_well(self) -> None:
        self.market.silent, self.market.filter_works = frozenset(), True

    @rule(ending=st.sampled_from(ENDINGS), dies_after=dying)
    def submit(self, ending: str, dies_after: int) -> None:
        self.market.ending, self.mortal.left = ending, dies_after
        self.step("submit", self._submitted())
        self.mortal.left = -1

    async def _submitted(self) -> None:
        try:
            await self.desk.submit_worker.submit_due()
        except Died:
            self.mortal.dead = True

    @rule()
    def submit_plainly(self) -> None:
        self.market.ending = "placed"
        self.step("submit", self.desk.submit_worker.submit_due())

    @rule(ending=st.sampled_from(ENDINGS[:10]))
    def two_workers_submit(self, ending: str) -> None:
        self.market.ending = ending

        async def both() -> None:
            other = await seats._seated(self.database, self.clock, self.market, seat=False)
            workers = (self.desk.submit_worker.submit_due(), other.desk.submit_worker.submit_due())
            for ended in await asyncio.gather(*workers, return_exceptions=True):
                if isinstance(ended, BaseException):
                    raise ended

        self.step("submit", both())

    @rule(dies_after=dying)
    def look(self, dies_after: int) -> None:
        self.mortal.left = dies_after
        self.step("look", self.desk.unclear_orders.search_due())
        self.mortal.left = -1

    @rule(pick=picks, by=people, what=st.sampled_from(("again", "give up")), honest=st.booleans())
    def settle(self, pick: int, by: Person, what: str, honest: bool) -> None:
        row = self.attempt(pick, *(LIVE_DOUBT if honest else ()))
        if row is not None:
            self.say(row, by, what)

    @rule(pick=picks, what=st.sampled_from(("again", "give up")))
    def two_settle(self, pick: int, what: str) -> None:
        row = self.attempt(pick, "needs_person")
        if row is not None:
            team = self.now_seen.asks[row.request].team is not None
            for by in (seats.DARIA, seats.EVA) if team else BUYERS:
                self.say(row, by, what)

    def say(self, row: TryRow, by: Person, what: str) -> None:
        allowed = BUYERS if self.now_seen.asks[row.request].team is None else (seats.DARIA, seats.EVA)
        if by in allowed and row.state == "needs_person":
            self.words.say(row, what, by.id)
        verb = self.desk.unclear_orders.place_anew if what == "again" else self.desk.unclear_orders.give_up
        self.step(what, verb(Act(by), row.id))

    @rule(pick=picks, order=picks, by=people)
    def type_a_number(self, pick: int, order: int, by: Person) -> None:
        row = self.attempt(pick, *LIVE_DOUBT)
        numbers = [*self.market.orders, "3300000000000000001"]
        if row is not None:
            number = numbers[order % len(numbers)]
            self.step("found", self.desk.unclear_orders.found(Act(by), row.id, number))

    @rule(pick=picks)
    def the_order_is_cut_down(self, pick: int) -> None:
        """The seller makes another order of it than was sent, so that what is found does not match."""
        doubted = [row.reference for row in self.now_seen.tries.values() if row.state in LIVE_DOUBT]
        orders = [order for reference in doubted for order in self.market.under(reference)]
        if orders:
            self.market.grow(orders[pick % len(orders)].order_id)

    @rule(seconds=st.sampled_from(MOMENTS))
    def time_passes(self, seconds: int) -> None:
        self.clock.time += timedelta(seconds=seconds)
        self.market.pass_time()

        async def tick() -> None:
            await self.desk.drafting.expire()
            await self.desk.approvals.clock()

        self.step("time", tick())

    @rule(ends=st.sampled_from(("sent", "sent", "later", "never", "breaks", "dies")))
    def deliver(self, ends: str) -> None:
        left = 3

        async def send(_: DueMessage) -> Delivery:
            nonlocal left
            left -= 1
            if ends == "dies" and left <= 0:
                self.mortal.dead = True
            if ends == "breaks" and left <= 0:
                raise RuntimeError("the renderer fails")
            others: dict[str, Delivery] = {"later": Later(5, "503"), "never": Never("blocked")}
            return others.get(ends, Sent(7))

        self.step("deliver", self.desk.outbox.deliver(send))

    @rule(pick=picks, state=st.sampled_from((OrderState.PAID, OrderState.FINISHED, OrderState.CANCELLED)))
    def an_order_moves(self, pick: int, state: OrderState) -> None:
        orders = [o.order_id for o in self.market.orders.values() if o.state is OrderState.TO_PAY]
        if orders:
            self.market.move(orders[pick % len(orders)], state)

    @rule()
    def watch(self) -> None:
        self.step("watch", self._watched())

    async def _watched(self) -> None:
        await self.desk.order_list.round()
        await self.desk.watch.look_due()

    @rule(pick=picks, by=people, good=st.integers(0, 25), damaged=st.integers(0, 2), again=st.booleans(), dies=dying)
    def count(self, pick: int, by: Person, good: int, damaged: int, again: bool, dies: int) -> None:
        """Somebody counts an order that is paid; what is sent once more, after the process died or not, counts once."""
        self.an_order_moves(pick, OrderState.PAID)
        self.watch()
        unpaid = {number for number, order in self.market.orders.items() if order.state is OrderState.TO_PAY}
        numbers = sorted(self.now_seen.orders.keys() - unpaid)
        if not numbers:
            return
        key = f"k{self.steps}"
        told = [(kind, pieces) for kind, pieces in (("damaged", damaged), ("good", good)) if pieces]
        if by in (COUNT_IN_A_TEAM if self.together else BUYERS):
            self.words.counts[f"{by.id}:{key}"] = told
        for left in (dies, -1) if again else (dies,):
            self.mortal.left = left
            done = self.step("count", self._count(by, numbers[pick % len(numbers)], key, good, damaged))
            type(self).counted += done
            self.mortal.left = -1

    async def _count(self, by: Person, order_id: str, key: str, good: int, damaged: int) -> None:
        view = await self.desk.counting.show(by, order_id)
        lines = {view.order.lines[0].entry_id: Tally(good, damaged)}
        await self.desk.counting.count(Act(by), order_id, lines, key, seen=view.seen, surplus=True)

    @rule(pick=picks, by=people, ending=st.sampled_from(REFUND_ENDINGS), again=st.booleans(), dies=dying)
    def refund(self, pick: int, by: Person, ending: str, again: bool, dies: int) -> None:
        """Somebody asks the money of a paid order back; once more after the process died, or nobody answered."""
        self.an_order_moves(pick, OrderState.PAID)
        self.watch()
        numbers = sorted(each for each in self.now_seen.orders if self.market.orders[each].state is OrderState.PAID)
        if not numbers:
            return
        for left in (dies, -1) if again else (dies,):
            self.mortal.left, self.market.refund_ending, arrived = left, ending, len(self.market.refunds_asked)
            type(self).refunded += self.step("refund", self._refund(by, numbers[pick % len(numbers)]))
            self.mortal.left = -1
            held(len(self.market.refunds_asked) <= arrived + 1, "asked twice at once")
            held(not self.now_seen.paused or arrived == len(self.market.refunds_asked), "asked while buying is stopped")

    async def _refund(self, by: Person, order_id: str) -> None:
        view = await self.desk.refunds.begin(Act(by), order_id)
        assert view.draft is not None
        reason = view.reasons[0].id
        view = await self.desk.refunds.pick(Act(by), order_id, version=view.draft.version, reason_id=reason)
        await self.desk.refunds.ask(Act(by), order_id, view.mark)

    @rule(ending=st.sampled_from(REFUND_ENDINGS), dies=dying, paid=st.booleans())
    def money_back(self, ending: str, dies: int, paid: bool) -> None:
        """The way that chance seldom goes: bought, paid, asked back, looked for, and asked back once more."""
        self.go_through(0, "placed", -1, False)
        for _ in range(2):
            self.refund(-1, self.somebody(), ending, True, dies)
            self.time_passes(200)
            self.watch()
            self.not_there(-1, self.somebody())
            self.a_refund_ends(-1, paid)
            self.watch()

    @rule(pick=picks, paid=st.booleans())
    def a_refund_ends(self, pick: int, paid: bool) -> None:
        """Its seller pays, or it ends without money."""
        orders = sorted(self.market.refunds_of)
        if orders:
            self.market.end_refund(orders[pick % len(orders)], paid=paid)

    @rule(pick=picks, by=people)
    def not_there(self, pick: int, by: Person) -> None:
        """Somebody says that 1688 does not know of what is unclear; it must be so."""
        unclear = sorted(number for number, each in self.now_seen.errands.items() if each[2] == "unclear")
        if unclear:
            number = unclear[pick % len(unclear)]
            order = self.now_seen.errands[number][0]
            self.watch()
            self.step("not there", self.desk.refunds.not_there(Act(by), order, number))

    @rule()
    def sweep(self) -> None:
        self.step("sweep", self.desk.rounds.sweep.run())

    @rule(by=people)
    def stop_buying(self, by: Person) -> None:
        self.step("pause", self.desk.switch.pause(Act(by), "enough"))

    @rule()
    def buy_again(self) -> None:
        self.resume()

    def resume(self) -> None:
        for by in BUYERS:
            self.step("resume", self.desk.switch.resume(Act(by)))
        self.step("resume", self._second_word())

    async def _second_word(self) -> None:
        async with self.team.ledger.read() as uow:
            waiting = await uow.teams.proposals(None)
        for each in waiting:
            await self.desk.teams.second(Act(BUYERS[1]), each.id)

    @rule()
    def the_power_fails(self) -> None:
        self.start_anew()
        type(self).steps += 1
