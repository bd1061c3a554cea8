"""Judges each claim as it reaches 1688, and each order at its end, by three histories: books, database, messages."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.sandbox.world.deals import APP, OPEN_REFUNDS, PretendOrder, PretendRefund
from tests.programmes.torture.after_laws import (
    Claim,
    Kinds,
    Line,
    Money,
    Tallied,
    claim_of,
    over_money,
    over_pieces,
    over_share,
    tallied,
)
from tests.programmes.torture.after_season import CREATE_REFUND, RECEIPT, Season

I17, I18, I19 = "I17 broken", "I18 broken", "I19 broken"
TWICE, SENT_TWICE, UNCLAIMED = "asked back twice", "sent twice", "sent without a claim"
NOT_DONE, UNTOLD, BELIEVED = "done in the history and not at 1688", "untold", "lies believed"
DEAD_END = "dead ends"
GATES = (I17, I18, I19, TWICE, SENT_TWICE, UNCLAIMED, NOT_DONE, UNTOLD, BELIEVED, DEAD_END)
LIVE = ("asked", "unclear")
TELLS_OF_MONEY = frozenset({
    "refund_asked", "refund_done", "refund_closed", "refund_moved", "refund_ours", "refund_waits", "errand_unclear",
    "card", "cancelled", "closed", "received",
})  # fmt: skip
"""What can have told somebody that a refund moved."""


class Judge:
    """What is wrong, by the gate that it breaks. It looks at 1688's books and our rows, and asks no verb."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._book = season.world.world.book
        self.wrong: list[tuple[str, str]] = []
        self.claims: dict[str, Claim] = {}
        """Every refund at 1688 whose pieces are known, by its number."""
        self.claimed: Counter[str] = Counter()
        """How many claims of each kind were judged."""
        self._arrived: Counter[tuple[int, int]] = Counter()
        """How often each errand's createRefund arrived, in which life of the database."""
        self.lives_of_database = 0
        self._expected: dict[str, Claim] = {}
        season.wire.before, season.wire.after = self._before, self._after

    def found(self, gate: str, order: str, what: str) -> None:
        """Something is wrong."""
        self.wrong.append((gate, f"season {self._season.terms.number}, order {order}: {what}"))

    def site_asked(self, refund: PretendRefund, order: PretendOrder, pieces: Mapping[str, Kinds]) -> None:
        """Somebody asked on the site, for these pieces; whoever asked knows."""
        claim = Claim(str(order.order_id), pieces, refund.goods_fen, refund.carriage_fen, from_site=True)
        self.claims[refund.refund_id] = claim

    async def _before(self, call: str, form: Mapping[str, str]) -> None:
        order = self._book.orders.get(int(form.get("orderId") or 0)) if call in (CREATE_REFUND, RECEIPT) else None
        if order is None:
            return
        if call == RECEIPT:
            await self._judge_receipt(order)
        else:
            await self._judge_claim(order, form)

    async def _after(self, call: str, form: Mapping[str, str]) -> None:
        """A refund of ours that is new at 1688 is for what was claimed."""
        if call != CREATE_REFUND:
            return
        order = self._book.orders[int(form["orderId"])]
        for refund in order.refunds:
            if refund.refund_id not in self.claims and refund.asked_by == APP:
                self.claims[refund.refund_id] = self._expected.pop(form["orderId"], Claim(form["orderId"]))

    async def _judge_claim(self, order: PretendOrder, form: Mapping[str, str]) -> None:
        number = str(order.order_id)
        rows = await errands_of(self._season, number)
        sent = [row for row in rows if row["kind"] == "refund" and row["state"] in LIVE]
        if not sent:
            self.found(UNCLAIMED, number, f"createRefund came, and our database has {[row['state'] for row in rows]}")
            return
        errand = sent[-1]
        key = self.lives_of_database, errand["id"]
        self._arrived[key] += 1
        if self._arrived[key] > 1:
            self.found(SENT_TWICE, number, f"errand {errand['id']} came {self._arrived[key]} times")
        claim = claim_of(number, errand)
        self._expected[number] = claim
        self.claimed["by amount" if not claim.pieces else "rest" if claim.rest else "pieces"] += 1
        counts = tallied(await arrivals_of(self._season, number))
        wrong = self._over_pieces(order, counts, claim)
        if wrong:
            wrong = f"{wrong}, beside {self._beside(order)}"
            self.found(I17, number, wrong)
            if self._taken(order, form):
                self.found(TWICE, number, wrong)
        for money_wrong in self._over_money(order, claim):
            self.found(I18, number, money_wrong)

    def _over_pieces(self, order: PretendOrder, counts: Mapping[str, Tallied], claim: Claim) -> str:
        if claim.rest:
            return ""
        others = [each for each in self.standing(order) if not each.rest]
        for line in lines_of(order):
            new = claim.pieces.get(line.entry, Kinds())
            claimed = [each.pieces.get(line.entry, Kinds()) for each in others]
            if wrong := over_pieces(line.ordered, counts.get(line.entry, Tallied()), claimed, new):
                return wrong
        return ""

    def _beside(self, order: PretendOrder) -> str:
        """The refunds that there are, in words."""
        told = []
        for refund in order.refunds:
            whose = "ours" if refund.asked_by == APP else "the site"
            when = " after the receipt" if refund.after_sale else ""
            told.append(f"{refund.refund_id[-6:]} {refund.status} of {whose}{when}")
        lives = f" in life {self.lives_of_database + 1} of the database" if self.lives_of_database else ""
        return f"[{', '.join(told)}]{lives}"

    def standing(self, order: PretendOrder) -> Iterator[Claim]:
        """The claims of what did not close without money, as the books have it."""
        for refund in order.refunds:
            known = self.claims.get(refund.refund_id)
            if known is not None and refund.status != "refundclose" and self._can_be_known(refund):
                yield known

    def _can_be_known(self, refund: PretendRefund) -> bool:
        """Whether any answer of 1688's to this account shows it: one after the receipt only by its money."""
        if refund.asked_by == APP and self.lives_of_database == 0:
            return True
        blind = self._season.terms.sub_account and refund.after_sale
        return not blind or refund.status == "refundsuccess"

    def _over_money(self, order: PretendOrder, claim: Claim) -> Iterator[str]:
        open_ones = [each for each in order.refunds if each.status in OPEN_REFUNDS and self._can_be_known(each)]
        running = sum(each.asked_fen for each in open_ones)
        known = sum(each.paid_fen for each in order.refunds)
        money = Money(order.paid_fen, running, known, order.refunded_fen)
        if wrong := over_money(money, claim.goods + claim.carriage):
            yield wrong
        earlier = 0
        if claim.rest:
            same = [each for each in order.refunds if self._is_of(each, claim.pieces)]
            earlier = sum(each.paid_goods_fen if each.done_at else each.goods_fen for each in same)
        if wrong := over_share(lines_of(order), claim.pieces, earlier + claim.goods):
            yield wrong

    def _is_of(self, refund: PretendRefund, pieces: Mapping[str, Kinds]) -> bool:
        """Whether it claims exactly these pieces and did not end without money."""
        known = self.claims.get(refund.refund_id)
        return known is not None and known.pieces == pieces and refund.status != "refundclose"

    def _taken(self, order: PretendOrder, form: Mapping[str, str]) -> bool:
        """Whether 1688 takes such a refund now: none runs for these lines."""
        asked = {int(entry) for entry in json.loads(form.get("orderEntryIds") or "[]")}
        return not any(each.status in OPEN_REFUNDS and asked & set(each.pieces) for each in order.refunds)

    async def _judge_receipt(self, order: PretendOrder) -> None:
        number = str(order.order_id)
        self.claimed["receipt"] += 1
        running = [each.refund_id for each in order.refunds if each.status in OPEN_REFUNDS and self._can_be_known(each)]
        ours = [row for row in await errands_of(self._season, number) if row["kind"] == "refund"]
        live = [row["id"] for row in ours if row["state"] in LIVE]
        if running or live:
            self.found(I19, number, f"receipt is confirmed while {running} run and {live} are not clear")

    async def at_the_end(self, orders: Mapping[str, int]) -> None:
        """What our database says that was done is so at 1688, and what happened there somebody heard.

        The orders are given with the requests that they are of.
        """
        season = self._season
        for number, request in orders.items():
            order = self._book.orders[int(number)]
            rows = await errands_of(season, number)
            unread = await self._not_read_back(number)
            for row in rows:
                done = row["state"] == "done" and not (row["kind"] == "refund" and row["id"] in unread)
                if done and (why := _not_so(order, row)):
                    self.found(NOT_DONE, number, why)
            await self._judge_words(order)
            await self._judge_belief(order)
            await self._judge_telling(order, request)

    async def what_is_known(self, order: PretendOrder) -> str:
        """An order's refunds at 1688, and the claims and errands of our database, in words."""
        number = str(order.order_id)
        query = f"SELECT kind, state, refund_id, seen, errand_id FROM refund_claim WHERE order_id = '{number}'"
        claims = [" ".join(map(str, row.values())) for row in await self._season.ours.peek(query)]
        errands = [f"{row['id']} {row['kind']} {row['state']}" for row in await errands_of(self._season, number)]
        return f"at 1688 {self._beside(order)}; claims {claims}; errands {errands}"

    async def _not_read_back(self, order: str) -> set[int]:
        """The errands of refunds that 1688 gave a number and has not shown: taken and being checked, not done.

        A database that has no claims knows no such state.
        """
        rows = await self._season.ours.peek(f"SELECT errand_id, seen FROM refund_claim WHERE order_id = '{order}'")
        return {row["errand_id"] for row in rows if not row["seen"]}

    async def _judge_words(self, order: PretendOrder) -> None:
        """The notes and the urges of the history against those at 1688."""
        number = str(order.order_id)
        journal = await self._season.ours.rows(f"SELECT kind, facts FROM event WHERE order_id = '{number}' ORDER BY id")
        notes, urges = words_done(journal, await errands_of(self._season, number))
        if notes > len(order.feedback):
            self.found(NOT_DONE, number, f"{notes} notes in the history, {len(order.feedback)} at 1688")
        if urges > len(urged(order)):
            self.found(NOT_DONE, number, f"{urges} urges in the history, {len(urged(order))} at 1688")

    async def _judge_belief(self, order: PretendOrder) -> None:
        """What our database has of the order that cannot be."""
        number = str(order.order_id)
        rows = await self._season.ours.rows(f"SELECT refunded_fen FROM remote_order WHERE order_id = '{number}'")
        back = max((row["refunded_fen"] or 0 for row in rows), default=0)
        if back > order.paid_fen:
            self.found(BELIEVED, number, f"{back} fen came back of {order.paid_fen}")
        listed = await self._season.ours.rows(f"SELECT refund_id, paid_fen FROM refund WHERE order_id = '{number}'")
        mine = {each.refund_id for each in order.refunds}
        for row in listed:
            if row["refund_id"] not in mine or (row["paid_fen"] or 0) > order.paid_fen:
                self.found(BELIEVED, number, f"refund {row['refund_id']} of {row['paid_fen']} fen")
        parcels = await self._season.ours.rows(f"SELECT logistics_id FROM parcel WHERE order_id = '{number}'")
        theirs = {each.logistics_id for each in order.parcels}
        for row in parcels:
            if row["logistics_id"] not in theirs:
                self.found(BELIEVED, number, f"parcel {row['logistics_id']} is another order's")

    async def _judge_telling(self, order: PretendOrder, request: int) -> None:
        """Somebody heard of each refund that ended or was refused, after that."""
        number = str(order.order_id)
        for refund in order.refunds:
            moved = refund.status in ("refundsuccess", "refundclose", "waitbuyermodify")
            if not moved or refund.changed_at is None or not self._can_be_known(refund):
                continue
            since = (refund.changed_at - self._season.world.world.clock.apart).isoformat()
            heard = [
                message
                for message in self._season.told
                if message["kind"] in TELLS_OF_MONEY and message["at"] >= since and message["request"] == request
            ]
            if not heard:
                known = await self.what_is_known(order)
                heard_before = [message["kind"] for message in self._season.told if message["request"] == request]
                told = f"nobody heard that {refund.refund_id} is {refund.status}; told were {heard_before}; {known}"
                self.found(UNTOLD, number, told)


def lines_of(order: PretendOrder) -> list[Line]:
    """The lines of an order in the books."""
    return [Line(str(line.sub_id), line.quantity, line.amount_fen) for line in order.lines]


def urged(order: PretendOrder) -> list[Any]:
    """The times at which the seller was urged, as far as the books keep them."""
    every = getattr(order, "urged", None)
    last = getattr(order, "urged_at", None)
    return [last] if every is None and last is not None else list(every or ())


def words_done(journal: Sequence[Mapping[str, Any]], errands: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """How many notes and urges the history has as done: by their errands if they are claimed, else by the journal."""
    kinds = {row["kind"] for row in errands}
    if kinds & {"note", "urge"}:
        done = Counter(row["kind"] for row in errands if row["state"] == "done")
        return done["note"], done["urge"]
    done = Counter()
    for row in journal:
        facts = read(row["facts"]) or {}
        if row["kind"] in ("told_seller", "urged_seller"):
            done[row["kind"]] += 1
        if row["kind"] == "seller_refused":
            done[facts.get("step", "")] -= 1
    return done["told_seller"], min(1, done["urged_seller"])


def _not_so(order: PretendOrder, row: Mapping[str, Any]) -> str:
    """Why what our database has as done is not so at 1688."""
    refund = next((each for each in order.refunds if each.refund_id == row["refund_id"]), None)
    received = {str(line.sub_id) for line in order.lines if line.received or line.gone}
    match row["kind"]:
        case "refund" if refund is None and row["refund_id"]:
            return f"refund {row['refund_id']} is none of this order's"
        case "return" if refund is None or refund.bill_no != row["waybill"]:
            return f"nothing goes back with {row['waybill']}"
        case "withdraw" if refund is None or refund.status not in ("refundclose", "refundsuccess"):
            return f"refund {row['refund_id']} is not taken back"
        case "receipt" if not {*(read(row["entries"]) or [])} <= received and order.status != "cancel":
            return "the receipt is not confirmed"
        case "cancel" if order.status != "cancel":
            return "it is not cancelled"
        case _:
            return ""


async def errands_of(season: Season, order: str) -> list[dict[str, Any]]:
    """The errands of an order, oldest first, with what they ask for."""
    rows = await season.ours.rows(f"SELECT * FROM errand WHERE order_id = '{order}' ORDER BY id")
    return [{**row, "ask": read(row["ask"])} for row in rows]


async def arrivals_of(season: Season, order: str) -> list[dict[str, Any]]:
    """What people said of what came of an order."""
    return await season.ours.rows(f"SELECT * FROM arrival WHERE order_id = '{order}' ORDER BY id")


def read(value: Any) -> Any:
    """JSON of either database."""
    return json.loads(value) if isinstance(value, str) else value
