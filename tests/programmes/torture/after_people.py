"""The people after an order: they count, ask back, send back, confirm and take back; others do so on the site.

Each story is one order and its people. It takes one step at a time, and ends when nothing is owed any more.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from bot.sandbox.world.deals import (
    APP,
    FOR_CARRIAGE,
    FOR_COMPENSATION,
    FOR_PIECES,
    OPEN_REFUNDS,
    NotNow,
    PretendOrder,
    PretendRefund,
)
from bot.sandbox.world.refunding import SYSTEM, most, open_on
from bot.sandbox.world.world import PlannedLie
from tests.programmes.torture.after_judge import DEAD_END, LIVE, Judge, arrivals_of, errands_of, lines_of
from tests.programmes.torture.after_laws import Kinds, Line, Tallied, added, claim_of, lacking, tallied
from tests.programmes.torture.after_season import (
    CREATE_REFUND,
    FAIL_AFTER,
    KILL_AFTER,
    KILL_BEFORE,
    LATE,
    LOST_AFTER,
    LOST_BEFORE,
    RECEIPT,
    TRUNCATED,
    Answer,
    Season,
)
from tests.programmes.torture.desk_verbs import CARRIER

REASONS = {"missing": "少件", "damaged": "质量", "wrong": "不符", "good": "协商"}
"""A word of 1688's reason that fits each kind of pieces."""
WRITES = {
    "ask": CREATE_REFUND, "receipt": RECEIPT, "withdraw": "alibaba.trade.cancelRefund",
    "send_back": "alibaba.trade.refund.returnGoods", "note": "alibaba.trade.addFeedback",
    "urge": "logistics.delivery.urge",
}  # fmt: skip
"""What each verb writes to 1688 with."""
LOST = (LOST_BEFORE, LOST_AFTER, FAIL_AFTER, TRUNCATED, LATE)
LIES_TO_WHO_ASKS = ("limits", "other_number", "other_number_not_done")
LIES = (*LIES_TO_WHO_ASKS, "detail_sum", "list_sum", "other_parcel")
TEN_MINUTES, DAY = 660.0, 86_400.0
MOST_STEPS, MOST_TURNS = 14, 10
DIES_WITHIN = 7
"""After how many commits of a verb its process dies at most."""


class Story:
    """One order, its people, and what of it really arrived."""

    def __init__(self, season: Season, judge: Judge, number: str, request: int, todo: list[str]) -> None:
        self.season, self.judge, self.dice = season, judge, season.dice
        self.number, self.request = number, request
        self.todo = todo
        """What is done in this life whatever chance says, in this order."""
        self.order: PretendOrder = season.world.world.book.orders[int(number)]
        self.truth = {line.entry: self._fate(line) for line in lines_of(self.order)}
        """What really came of each line."""
        self.counted_wrongly = False
        self.told_of: set[tuple[int, str]] = set()
        """What each refund was for was said in this life of the database; one of the site, or one it has forgotten."""
        self.notes = self.steps = 0
        self.did: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.is_over = False

    def _fate(self, line: Line) -> Kinds:
        """What of a line arrives: usually a few pieces are missing, damaged or wrong."""
        counts = [0, 0, 0]
        for _ in range(self.dice.choice((0, 1, 1, 2, 3))):
            counts[self.dice.randrange(3)] += 1
        if any(f"lie {kind}" in self.todo for kind in LIES_TO_WHO_ASKS):
            counts[0] += 1  # or there is nothing to ask for
        bad = min(sum(counts), line.ordered)
        missing, damaged, wrong = counts if bad == sum(counts) else (bad, 0, 0)
        return Kinds(missing, damaged, line.ordered - bad, wrong)

    @property
    def buyers(self) -> tuple[int, int]:
        """Who may do everything, and somebody else who may."""
        if self.season.terms.in_team:
            return 13, 14
        first, second = self.season.admins[:2]
        return first, second

    @property
    def anybody(self) -> int:
        """Whoever does the next thing: it is not always a buyer."""
        if self.season.terms.in_team and self.dice.random() < 0.4:
            return 11
        return self.buyers[0]

    async def say(self, verb: str, *, may_die: bool = True, by: int | None = None, **words: Any) -> Answer:
        """One thing that somebody has the desk do with this order.

        After an old copy they say what it asks them; whoever died is there again afterwards.
        """
        who = self.buyers[0] if by is None else by
        answer = await self._said(verb, who, words, may_die=may_die)
        for _ in range(2):
            if answer.value == "counts-unsure":
                await self._said("right", self.buyers[0], {}, may_die=False)
            elif answer.value in ("paused", "quarantine", "buying-paused"):
                await go_on(self.season)
            else:
                break
            answer = await self._said(verb, who, words, may_die=False)
        if answer.done and answer.value == "waits":
            await self._second_word()
        self.did[verb] += answer.done
        if answer.kind == "refused":
            self.refusals[f"{verb}: {answer.value}"] += 1
        return answer

    async def _second_word(self) -> None:
        """A buyer who did not ask agrees to what waits for that."""
        for row in await errands_of(self.season, self.number):
            if row["state"] == "waits":
                other = self.buyers[0] if row["person_id"] == self.buyers[1] else self.buyers[1]
                await self._said("agree", other, {"errand": row["id"]}, may_die=False)
                self.did["second word"] += 1

    async def _said(self, verb: str, who: int, words: Mapping[str, Any], *, may_die: bool) -> Answer:
        dies = None
        hurt = may_die and self.season.wants_kills and self.dice.random() < 0.25
        if hurt and verb in WRITES and self.dice.random() < 0.5:
            self.season.wire.plan(WRITES[verb], self.dice.choice((KILL_BEFORE, KILL_AFTER)))
        elif hurt:
            dies = self.dice.randint(1, DIES_WITHIN), self.dice.random() < 0.5
        elif may_die and verb in WRITES and self.dice.random() < 0.15:
            self.season.wire.plan(WRITES[verb], self.dice.choice(LOST))
        answer = await self.season.say(verb, dies=dies, by=who, order=self.number, **words)
        self.season.wire.clear()
        return answer

    async def begin(self) -> None:
        """It was paid, and mostly it is shipped; 1688 is looked at."""
        await self.say("look")
        if "before" in self.todo:
            return
        await self.ship()

    async def ship(self) -> None:
        """The seller sends it, as the fates of the lines will show."""
        with suppress(NotNow):
            self.season.world.world.book.ship(self.order)
        await self.say("look")

    async def step(self) -> None:
        """The next thing of this life."""
        if self.todo:
            await self._acts[self.todo.pop(0)](self)
            return
        self.steps += 1
        if self.steps > MOST_STEPS or self.dice.random() < 0.1:
            await self.finish()
            return
        names, weights = zip(*self._chances.items(), strict=True)
        (chosen,) = self.dice.choices(names, weights)
        await self._acts[chosen](self)

    async def counts(self) -> dict[str, Tallied]:
        """What our database has as counted."""
        return tallied(await arrivals_of(self.season, self.number))

    async def owed(self) -> dict[str, Kinds]:
        """What each line still lacks and nobody has claimed, by the counts and the books; none before shipment.

        Only what 1688 still has money for.
        """
        counts = await self.counts()
        claims = [claim for claim in self.judge.standing(self.order) if not claim.rest]
        owed: dict[str, Kinds] = {}
        for line in lines_of(self.order):
            tally = counts.get(line.entry, Tallied())
            have = lacking(line.ordered, tally)._replace(good=0)
            claimed = added([claim.pieces.get(line.entry, Kinds()) for claim in claims])
            room = min(line.ordered - claimed.all, line.ordered - tally.good - claimed.bad)
            left = {}
            for name, pieces in have.named.items():
                left[name] = max(0, min(pieces - getattr(claimed, name), room))
                room -= left[name]
            if any(left.values()) and self._money_left(line.entry):
                owed[line.entry] = Kinds(**left)
        return owed

    def _money_left(self, entry: str) -> bool:
        """Whether 1688 has any of this line's money left to pay back."""
        line = next(each for each in self.order.lines if str(each.sub_id) == entry)
        if line.gone or self.order.status not in ("waitbuyerreceive", "success"):
            return False
        goods, _ = most(self.order, {line.sub_id: line.quantity})
        return goods > 0 and self.order.paid_fen > self.order.refunded_fen

    async def count(self) -> None:
        """Count what came: all of it, a part of it, or wrongly."""
        counts, said = await self.counts(), {}
        part = self.dice.random() < 0.25
        for entry, fate in self.truth.items():
            tally = counts.get(entry, Tallied())
            left = [
                max(0, really - told) for really, told in zip((fate.good, fate.damaged, fate.wrong), tally, strict=True)
            ]
            said[entry] = [self.dice.randint(0, pieces) for pieces in left] if part else left
        if not part and self.dice.random() < 0.08 and not self.counted_wrongly:
            self.counted_wrongly = True
            entry = next(iter(said))
            said[entry][1] += 1
        if any(map(any, said.values())):
            await self.say("count", by=self.anybody, lines=said, surplus=True)

    async def count_again(self) -> None:
        """Take a count back, and count once more."""
        if (await self.counts()) and self.dice.random() < 0.7:
            await self.say("take_back")
            self.counted_wrongly = False
        await self.count()

    async def late(self) -> None:
        """What was missing comes after all, and is counted."""
        for entry, fate in self.truth.items():
            if fate.missing:
                self.truth[entry] = fate._replace(missing=fate.missing - 1, good=fate.good + 1)
                await self.say("count", by=self.anybody, lines={entry: [1, 0, 0]}, surplus=True)
                return

    async def surplus(self) -> None:
        """More came than was ordered."""
        entry = self.dice.choice([*self.truth])
        if entry in await self.counts():
            await self.say("count", lines={entry: [1, 0, 0]}, surplus=True)

    async def close_rest(self) -> None:
        await self.say("close_rest")

    async def ask_first(self) -> None:
        """Ask as the form is filled in, whatever was asked before."""
        await self.say("ask", by=self.anybody)

    async def ask_part(self) -> None:
        """Ask for a part of what is owed, in one of the ways."""
        owed = await self.owed()
        if not owed:
            await self.ask_first()
            return
        entry = self.dice.choice([*owed])
        name, pieces = self.dice.choice([*owed[entry].named.items()])
        back = name in ("damaged", "wrong") and self.dice.random() < 0.3
        wanted = {entry: {name: self.dice.randint(1, pieces)}}
        await self.say("ask", by=self.anybody, pieces=wanted, here=True, back=back, reasons=[REASONS[name]])

    async def ask_too_much(self) -> None:
        """Ask for what they should not: pieces that were asked for, or more than lack."""
        entry = self.dice.choice([*self.truth])
        name = self.dice.choice(("missing", "damaged", "wrong"))
        pieces = getattr(self.truth[entry], name) + self.dice.choice((0, 1))
        if pieces:
            await self.say("ask", pieces={entry: {name: pieces}}, here=True, reasons=[REASONS[name]])

    async def ask_good(self) -> None:
        """Send good pieces back."""
        entry = self.dice.choice([*self.truth])
        if self.truth[entry].good:
            await self.say("ask", pieces={entry: {"good": 1}}, here=True, back=True, reasons=["协商"])

    async def ask_amount(self) -> None:
        """Ask for an agreed discount or a part of the carriage, without pieces."""
        await self.say("ask_amount", goods=self.dice.choice((100, 250)), carriage=self.dice.choice((0, 50)))

    async def ask_rest(self) -> None:
        """Ask for what is left of a refund that paid less."""
        paid = [
            each for each in self.order.refunds if each.status == "refundsuccess" and each.paid_fen < each.asked_fen
        ]
        if paid:
            await self.say("ask_rest", refund=paid[0].refund_id)

    async def at_once(self) -> None:
        """Two people, or two processes, claim the same at once."""
        owed = await self.owed()
        wanted = {entry: kinds.named for entry, kinds in owed.items()} or None
        self.did["at once"] += 1
        second = 1 if self.season.ours.sqlite is False else 0
        words: dict[str, Any] = {"order": self.number, "pieces": wanted, "here": True if wanted else None}
        await asyncio.gather(*(
            self.season.say("ask", life=life, by=who, **words)
            for life, who in ((0, self.buyers[0]), (second, self.buyers[1]))
        ))  # fmt: skip

    async def withdraw(self) -> None:
        running = self._running("waitselleragree", "waitbuyermodify", "waitbuyersend")
        if running:
            await self.say("withdraw", by=self.anybody, refund=self.dice.choice(running).refund_id)

    async def send_back(self) -> None:
        for refund in self._running("waitbuyersend"):
            await self.say("send_back", refund=refund.refund_id, waybill=f"7{self.dice.randrange(10**13):014d}")

    async def receipt(self) -> None:
        """Confirm receipt, also too early."""
        await self.say("receipt", accepts=self.dice.random() < 0.7)

    async def received(self) -> None:
        """Receipt is confirmed on the site, as 1688 does by itself one day; what is asked later is after the sale."""
        if self.order.status == "waitbuyerreceive" and not self._running():
            self.season.world.world.book.receive(self.order)
            await self.say("look")

    async def note(self) -> None:
        self.notes += 1
        await self.say("note", text=f"note {self.notes} about {self.number[-6:]}")

    async def urge(self) -> None:
        await self.say("urge")
        if self.dice.random() < 0.3:
            self.season.later(DAY + 60)

    async def look(self) -> None:
        await self.say("look", by=self.anybody)

    async def wait(self) -> None:
        """Time passes, and the timetable works."""
        self.season.later(self.dice.choice((30.0, 200.0, 3700.0)))
        await self.season.tick()

    async def not_there(self) -> None:
        """Say that 1688 does not know of what is unclear, as the card offers it."""
        for row in await errands_of(self.season, self.number):
            if row["state"] in LIVE:
                await self.say("not_there", errand=row["id"])

    async def seller(self) -> None:
        """The seller of a refund that runs answers: agrees, pays less, refuses, changes it, or has it closed."""
        running = self._running("waitselleragree", "waitsellerreceive", "waitbuyermodify")
        if not running:
            return
        refund, refunds = self.dice.choice(running), self.season.world.world.book.refunds
        choice = self.dice.choices(
            ("agree", "less", "refuse", "change", "close", "time out"), (50, 15, 12, 10, 6, 7)
        )[0]  # fmt: skip
        less = max(1, refund.asked_fen * self.dice.choice((2, 4, 6)) // 10)
        self.did[f"seller: {choice}"] += 1
        with suppress(NotNow):
            match choice:
                case "agree":
                    refunds.agree(self.order, refund)
                case "less":
                    refunds.agree(self.order, refund, less)
                case "refuse":
                    refunds.refuse(self.order, refund, "请提供照片")
                case "change":
                    refunds.change(self.order, refund, less)
                case "close":
                    refunds.close(self.order, refund, "CRM_REFUND_CLOSE", SYSTEM)
                case _:
                    self.season.later(6 * DAY)
        if self.dice.random() < 0.7:
            await self.say("look")

    async def site(self) -> None:
        """Somebody asks on the site: for pieces, for the carriage, or for compensation; it is paid now or later."""
        purpose = self.dice.choice((FOR_PIECES, FOR_PIECES, FOR_CARRIAGE, FOR_COMPENSATION))
        owed = await self.owed()
        entry = self.dice.choice([*(owed or self.truth)])
        line = next(each for each in self.order.lines if str(each.sub_id) == entry)
        after = self.order.status == "success" or line.received
        if self.order.status not in ("waitbuyerreceive", "success") or open_on(self.order, self.order.lines):
            return
        meant: dict[str, Kinds] = {}
        pieces = None
        if purpose == FOR_PIECES:
            if not owed:
                return
            name, count = self.dice.choice([*owed[entry].named.items()])
            pieces = self.dice.randint(1, count)
            meant = {entry: Kinds(**{name: pieces})}
        fen = self.dice.choice((90, 150)) if purpose == FOR_COMPENSATION else None
        refunds = self.season.world.world.book.refunds
        with suppress(NotNow):
            refund = refunds.ask_on_site(self.order, fen, False, line.sub_id, pieces=pieces, purpose=purpose)
            self.judge.site_asked(refund, self.order, meant)
            self.did[f"site: {purpose}"] += 1
            if (after and self.season.terms.sub_account) or self.dice.random() < 0.5:
                refunds.pay(self.order, refund)

    async def answer(self) -> None:
        """A buyer says what each refund is for that our database does not know as its own, as it is.

        That is one of the site, and one of ours that an old copy has forgotten. Of money that no call names a refund of
        which nothing was said yet is thought of first.
        """
        ours = await self._asked_here()
        life = self.judge.lives_of_database
        for refund in sorted(self.order.refunds, key=lambda refund: (life, refund.refund_id) in self.told_of):
            claim = self.judge.claims.get(refund.refund_id)
            if claim is None or refund.refund_id in ours or refund.status == "refundclose":
                continue
            pieces = {entry: kinds.named for entry, kinds in claim.pieces.items()}
            for_none = refund.purpose if refund.purpose == FOR_CARRIAGE else FOR_COMPENSATION
            what = FOR_PIECES if pieces else for_none
            said = await self.say("answer_stranger", may_die=False, refund=refund.refund_id, pieces=pieces, what=what)
            if said.value == "said":
                self.told_of.add((life, refund.refund_id))

    def _running(self, *words: str) -> list[PretendRefund]:
        return [each for each in self.order.refunds if each.status in (words or OPEN_REFUNDS)]

    async def _asked_here(self) -> set[str]:
        """The numbers of the refunds that our database knows to have asked for."""
        rows = await errands_of(self.season, self.number)
        return {row["refund_id"] for row in rows if row["kind"] == "refund" and row["refund_id"]}

    async def _claimed_here(self) -> set[str]:
        """The numbers of the refunds that our database knows to be there, whoever asked."""
        rows = await self.season.ours.peek(f"SELECT refund_id FROM refund_claim WHERE order_id = '{self.number}'")
        return {row["refund_id"] for row in rows if row["refund_id"]}

    async def lag(self) -> None:
        """A refund is asked for while 1688's reads lag; meanwhile receipt is confirmed, or it is asked for again."""
        switches = self.season.world.world.switches
        switches.refund_lag = 400.0
        self.did["lag"] += 1
        await self.ask_part()
        await self.season.tick()
        await self.dice.choice((self.receipt, self.ask_part, self.ask_first))()
        switches.refund_lag = 0.0
        self.season.later(self.dice.choice((0.0, TEN_MINUTES)))
        await self.say("look")

    async def lost(self) -> None:
        """The answer to a refund is lost; then the seller may change it, it is looked for, and asked again."""
        self.season.wire.plan(CREATE_REFUND, self.dice.choice(LOST))
        self.did["lost"] += 1
        owed = await self.owed()
        wanted = {entry: kinds.named for entry, kinds in owed.items()} or None
        await self.say("ask", may_die=False, pieces=wanted, here=True if wanted else None)
        if self.dice.random() < 0.5:
            for refund in self._running("waitselleragree"):
                self.season.world.world.book.refunds.change(self.order, refund, max(1, refund.asked_fen // 2))
        if self.dice.random() < 0.5:
            self._sellers_agree()
        for _ in range(3):
            self.season.later(130)
            await self.say("look")
        await self.not_there()
        await self.ask_first()

    async def lie(self, kind: str) -> None:
        """1688 lies in this way, and people do what they would have done."""
        switches = self.season.world.world.switches
        if kind == "list_sum" and not self.order.refunds:
            await self.ask_first()
        switches.lies = {kind: PlannedLie(3, self.number)}
        if kind in LIES_TO_WHO_ASKS:
            await self._counted()
            owed = await self.owed()
            wanted = {entry: kinds.named for entry, kinds in owed.items()} or None
            goods = 10 * self.order.goods_fen if kind == "limits" else None
            await self.say("ask", may_die=False, pieces=wanted, here=True if wanted else None, goods=goods)
            if kind == "limits":
                await self.say("ask", may_die=False, pieces=wanted, here=True if wanted else None)
        else:
            await self.say("look", may_die=False)
        switches.lies = {}
        self.did[f"lie: {kind}"] += 1
        await self.say("look", may_die=False)

    async def finish(self) -> None:
        """Follow it to its end: what is not clear is cleared up, what runs ends, and what is owed is asked for."""
        if self.order.status == "waitsellersend":
            await self._ask_before_shipment()
        last, refused = Answer("refused", "nothing was asked"), 0
        for turn in range(4 * MOST_TURNS):
            await self._clear_up()
            if refused >= MOST_TURNS and await self._site_is_taken_for_ours():
                self.did["site: taken for ours by its lines"] += 1
                break
            if refused >= MOST_TURNS:
                owed_still = f"{await self.owed()} is owed, and {last.kind}: {last.value!s:.120}"
                known = await self.judge.what_is_known(self.order)
                self.judge.found(DEAD_END, self.number, f"{owed_still}; {known}")
                break
            await self._counted()
            owed = await self.owed()
            if not owed:
                break
            wanted = {entry: kinds.named for entry, kinds in owed.items()}
            if turn > 2:  # one line, and one kind, at a time
                entry = [*wanted][turn % len(wanted)]
                name = [*wanted[entry]][turn % len(wanted[entry])]
                wanted = {entry: {name: wanted[entry][name]}}
            here = bool(await self.counts())  # or nothing arrived at all
            last = await self.say("ask", may_die=False, pieces=wanted, here=here, reasons=["少件"])
            refused = 0 if last.done else refused + 1
        await self._clear_up()
        self.is_over = True

    async def _site_is_taken_for_ours(self) -> bool:
        """Whether a refund of the site is taken for the one whose answer was lost, since it touches exactly its lines.

        That is so if its description carries no characters of a claim: better one is not asked for than asked twice.
        """
        ours = await self._asked_here()
        return any(each.asked_by != APP and each.refund_id in ours for each in self.order.refunds)

    async def _counted(self) -> None:
        """What came is counted, if nobody did so or an old copy has forgotten it."""
        if self.order.status in ("waitbuyerreceive", "success") and not await self.counts():
            await self.count()

    async def _ask_before_shipment(self) -> None:
        await self.say("ask", may_die=False)
        for refund in self._running("waitselleragree"):
            self.season.world.world.book.refunds.agree(self.order, refund)

    async def _clear_up(self) -> None:
        """Whatever is not clear is looked for, and refunds that run go on."""
        for _ in range(3):
            self.season.later(200)
            await self.say("look", may_die=False)
            await self._second_word()
            await self._say_what_is_on_the_site()
            self._sellers_agree()
            for refund in self._running("waitbuyersend"):
                waybill = f"7{self.dice.randrange(10**13):014d}"
                sent = await self.say("send_back", may_die=False, refund=refund.refund_id, waybill=waybill)
                if not sent.done:  # the main account says so on the site
                    self.season.world.world.book.refunds.send_back(self.order, refund, CARRIER, waybill)
            await self.answer()
            if not self._running() and not await self._live():
                break
        await self.say("look", may_die=False)
        await self.season.tick()

    async def _live(self) -> list[dict[str, Any]]:
        return [row for row in await errands_of(self.season, self.number) if row["state"] in LIVE]

    async def _say_what_is_on_the_site(self) -> None:
        """They look at 1688's site; of what is there one says so, and of what is not there both of them.

        Whoever is alone says it again after ten minutes.
        """
        known = await self._asked_here() | await self._claimed_here()
        standing = [each for each in self.order.refunds if each.status != "refundclose"]
        there = [each.refund_id for each in standing]
        nameless = [each for each in standing if each.asked_by == APP and each.refund_id not in known]
        pieces_there = [self.judge.claims[each.refund_id].pieces for each in nameless]
        for row in await self._live():
            is_there = row["kind"] == "refund" and claim_of(self.number, row).pieces in pieces_there
            await self.say("on_site" if is_there else "not_there", may_die=False, errand=row["id"])
        unnumbered = [{entry: kinds.named for entry, kinds in pieces.items()} for pieces in pieces_there]
        for who in (*self.buyers, self.buyers[0]):
            answer = await self.say("seen_on_site", may_die=False, by=who, there=there, unnumbered=unnumbered)
            if not answer.done or not answer.value:
                return
            self.season.later(TEN_MINUTES)

    def _sellers_agree(self) -> None:
        refunds = self.season.world.world.book.refunds
        for refund in self._running("waitselleragree", "waitsellerreceive", "waitbuyermodify"):
            with suppress(NotNow):
                if refund.status == "waitbuyermodify":
                    refunds.close(self.order, refund)
                else:
                    refunds.agree(self.order, refund)

    _acts: Mapping[str, Callable[["Story"], Awaitable[None]]]
    _chances: Mapping[str, int]


async def _nothing(_: Story) -> None:
    """It begins before shipment."""


def _lie(kind: str) -> Callable[[Story], Awaitable[None]]:
    return lambda story: story.lie(kind)


Story._chances = {
    "count": 14, "count_again": 3, "late": 4, "surplus": 1, "close_rest": 2, "ask_first": 12, "ask_part": 16,
    "ask_too_much": 6, "ask_good": 3, "ask_amount": 3, "ask_rest": 4, "withdraw": 3, "send_back": 5, "receipt": 6,
    "note": 4, "urge": 2, "look": 5, "wait": 4, "not_there": 2, "seller": 22, "site": 6, "answer": 5, "lost": 4,
    "lag": 2,
}  # fmt: skip
Story._acts = {
    **{name: getattr(Story, name) for name in (*Story._chances, "at_once", "ship", "received")},
    **{f"lie {kind}": _lie(kind) for kind in LIES}, "before": _nothing,
}  # fmt: skip


async def go_on(season: Season) -> None:
    """After a quarantine two admins have buying go on, once 1688's list was read."""
    for _ in range(4):
        await season.tick()
        season.later(120)
    first, second = season.admins[:2]
    await season.say("resume", by=first)
    await season.say("resume_second", by=second)
    await season.tick()
