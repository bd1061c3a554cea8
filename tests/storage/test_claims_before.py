"""A database of 0.2.0: each refund becomes the claim that it is, and of what was asked on the site nobody hears."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.rows_and_values import dump_offer
from bot.desk.shared.refusal import Refusal
from bot.purchasing.claims import ClaimKind, Pieces
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.person import Act
from storage.engine.database import Database
from tests.cards.samples import OFFER
from tests.desk.conftest import ANNA, Room
from tests.fakes.clock import HandClock
from tests.postgres import asked as queried
from tests.programmes.torture import r10_migrations as r10
from tests.storage.sql import sql

LAST_OF_0_2_0 = "0036"
FIRST = 3_301_686_771_403_783_000
NOW = datetime(2026, 12, 2, 4, tzinfo=UTC)
MICRO = 1_000_000
Rows = dict[str, list[dict[str, Any]]]


def moment(days: int) -> int:
    """A moment so many days ago, as it is stored."""
    return int((NOW - timedelta(days=days)).timestamp() * MICRO)


class Before:
    """A database of 0.2.0 that is being filled; each order has 30 cups for ¥ 375 and 10 lids for ¥ 50."""

    def __init__(self) -> None:
        self.rows: Rows = {
            "person": [{"id": ANNA.id, "name": ANNA.name, "language": "en", "reachable": True}],
            "request": [],
            "attempt": [],
            "remote_order": [],
            "order_entry": [],
            "errand": [],
            "refund": [],
            "arrival": [],
        }

    def order(self, number: int, *, refund: str = "none", refunded: int = 0, lids_back: int = 0) -> str:
        """A paid order that arrived three weeks ago."""
        request = {"id": number, "requester_id": ANNA.id, "chat_id": ANNA.id, "state": "closed"}
        goods = {"offer_id": OFFER.offer_id, "offer": json.dumps(dump_offer(OFFER)), "quantity": 40}
        self.rows["request"].append(request | goods | {"snapshot_hash": "h", "version": 1, "created_at": moment(40)})
        sent = {"gateway": "cross", "created_at": moment(40), **r10.SENT}
        attempt = {"id": number, "request_id": number, "state": "placed", "out_order_id": f"C{number}"}
        self.rows["attempt"].append(attempt | sent)
        order_id = str(FIRST + number)
        key = {"market": "1688", "order_id": order_id}
        sums = {"total_fen": 42_500, "refund": refund, "refunded_fen": refunded}
        times = {"placed_at": moment(40), "paid_at": moment(39), "looked_at": moment(1)}
        known = {"attempt_id": number, "request_id": number, "state": "shipped", "checked": "agreed", "pay": "[]"}
        self.rows["remote_order"].append(key | sums | times | known)
        for place, (entry_id, quantity, share) in enumerate((("11", 30, 37_500), ("12", 10, 5_000)), 1):
            line = {"entry_id": entry_id, "place": place, "offer_id": OFFER.offer_id, "quantity": quantity}
            back = lids_back if entry_id == "12" else 0
            money = {"amount_fen": share, "share_fen": share, "refunded_fen": back, "state": "open", "title": "杯"}
            self.rows["order_entry"].append(key | line | money)
        return order_id

    def refund(self, order_id: str, number: str, state: str, amount: int, paid: int = 0, **more: Any) -> None:
        """A refund as 1688 showed it last, of the cups alone if nothing else is said."""
        row = {"market": "1688", "order_id": order_id, "refund_id": number, "state": state, "amount_fen": amount}
        told = {"paid_fen": paid, "entries": '["11"]', "pieces": "[]", "asked_at": moment(20), "word": "x"}
        self.rows["refund"].append(row | told | more)

    def errand(self, order_id: str, kind: str, state: str, number: str = "", **ask: Any) -> int:
        """What was asked of 1688 from here; its id."""
        errand_id = len(self.rows["errand"]) + 1
        row = {"id": errand_id, "market": "1688", "order_id": order_id, "kind": kind, "state": state}
        told = {"person_id": ANNA.id, "at": moment(15), "refund_id": number, "entries": '["11"]', "agreed": "[]"}
        self.rows["errand"].append(row | told | {"ask": json.dumps(ask) if ask else None})
        return errand_id

    def event(self, order_id: str, act: str, kind: str, pieces: int, **more: Any) -> int:
        """Something that was said of pieces of the cups; its id."""
        number = len(self.rows["arrival"]) + 1
        row = {"id": number, "market": "1688", "order_id": order_id, "entry_id": "11", "kind": kind, "pieces": pieces}
        self.rows["arrival"].append(row | {"act": act, "place": number, "person_id": ANNA.id, "at": moment(10)} | more)
        return number


def claims_of(url: str) -> Iterator[dict[str, Any]]:
    """The claims that are there, with their pieces."""
    query = "SELECT * FROM refund_claim ORDER BY id"
    of_pieces = "SELECT claim_id, entry_id, kind, pieces FROM claimed_piece ORDER BY claim_id, entry_id, kind"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as hand:
            cursor = hand.execute(query)
            names = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            pieces = hand.execute(of_pieces).fetchall()
    else:
        names = [name for (name,) in queried(url, "SELECT column_name FROM information_schema.columns"
                 " WHERE table_name = 'refund_claim' ORDER BY ordinal_position")]  # fmt: skip
        rows = queried(url, query)
        pieces = queried(url, of_pieces)
    for row in rows:
        claim = dict(zip(names, row, strict=True))
        yield claim | {"pieces": {(entry, kind): n for of, entry, kind, n in pieces if of == claim["id"]}}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    (tmp_path / "data").mkdir(mode=0o700)
    return f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"


async def updated(url: str, before: Before) -> dict[str, list[dict[str, Any]]]:
    """The claims of each order once the update was made."""
    await r10.made(url, LAST_OF_0_2_0, before.rows)
    await (await Database.open(url)).close()
    found: dict[str, list[dict[str, Any]]] = {}
    for claim in claims_of(url):
        found.setdefault(claim["order_id"], []).append(claim)
    return found


SHORT: dict[str, Any] = {
    "pieces": {"11": [2, 0, 0, 0]},
    "goods": 2_500,
    "carriage": 300,
    "goods_status": "refundBuyerReceived",
}


async def test_what_was_asked_for_here_claims_what_it_asked_until_it_closes(url: str) -> None:
    before = Before()
    runs, less, closed, unclear, hidden, taken_back, refused = (before.order(number) for number in range(1, 8))
    before.errand(runs, "refund", "done", "TQ1", **SHORT)
    before.refund(runs, "TQ1", "asked", 2_600, carriage_fen=100)
    before.errand(less, "refund", "done", "TQ2", **SHORT)
    before.refund(less, "TQ2", "done", 2_800, 1_000, carriage_fen=300)
    before.errand(closed, "refund", "done", "TQ3", **SHORT)
    before.refund(closed, "TQ3", "closed", 2_500)
    before.errand(unclear, "refund", "unclear", **SHORT)
    before.errand(hidden, "refund", "done", "TQ5", **(SHORT | {"carriage_set": 200}))
    before.errand(taken_back, "refund", "done", "TQ6", **SHORT)
    before.errand(taken_back, "withdraw", "done", "TQ6")
    before.errand(refused, "refund", "refused", **SHORT)
    before.errand(refused, "refund", "dropped", **SHORT)
    before.errand(refused, "refund", "draft", **SHORT)
    found = await updated(url, before)
    told = {
        order_id: (claim["state"], claim["goods_fen"], claim["carriage_fen"], claim["refund_id"], claim["seen"])
        for order_id, (claim,) in found.items()
    }
    assert told == {
        runs: ("open", 2_500, 100, "TQ1", 1),
        less: ("paid", 1_000, 0, "TQ2", 1),
        closed: ("closed", 2_500, 0, "TQ3", 1),
        unclear: ("open", 2_500, 300, "", 0),
        hidden: ("open", 2_500, 200, "TQ5", 0),
        taken_back: ("closed", 2_500, 300, "TQ6", 0),
    }
    for (claim,) in found.values():
        assert claim["pieces"] == {("11", "missing"): 2}
        assert (claim["kind"], json.loads(claim["entries"]), claim["answered_by"]) == ("pieces", ["11"], None)
        assert claim["errand_id"] is not None


async def test_goods_that_went_back_have_gone_back_whatever_became_of_it(url: str) -> None:
    before = Before()
    by_errand, by_parcel, not_yet = (before.order(number) for number in range(1, 4))
    back = {"pieces": {"11": [0, 2, 3, 1]}, "goods": 2_500, "back": True, "goods_status": "refundBuyerReceived"}
    for number, order_id in enumerate((by_errand, by_parcel, not_yet), 1):
        before.errand(order_id, "refund", "done", f"TQ{number}", **back)
    before.errand(by_errand, "return", "done", "TQ1")
    before.refund(by_errand, "TQ1", "closed", 2_500, back=True)
    before.refund(by_parcel, "TQ2", "closed", 2_500, back=True, bill_no="SF1")
    before.refund(not_yet, "TQ3", "asked", 2_500, back=True)
    found = await updated(url, before)
    assert {order_id: bool(claim["sent_back"]) for order_id, (claim,) in found.items()} == {
        by_errand: True,
        by_parcel: True,
        not_yet: False,
    }
    assert found[by_errand][0]["pieces"] == {("11", "damaged"): 2, ("11", "good"): 3, ("11", "wrong"): 1}
    assert all(claim["back"] for (claim,) in found.values())


async def test_what_was_opened_on_the_site_claims_what_a_person_said_that_it_was_for(url: str) -> None:
    before = Before()
    runs, paid, closed = (before.order(number) for number in range(1, 4))
    before.refund(runs, "TQ1", "asked", 700, asked_at=None)
    before.refund(paid, "TQ2", "done", 2_500, 2_500, entries='["11", "12"]')
    before.event(paid, "refund:TQ2", "cancelled", 2)
    before.event(paid, "refund:TQ2", "returned_damaged", 1)
    wrong = before.event(paid, "refund:TQ2", "cancelled", 9)
    before.event(paid, "back:1", "cancelled", 9, reverses=wrong)
    before.refund(closed, "TQ3", "closed", 700)
    found = await updated(url, before)
    (claim,) = found[paid]
    assert (claim["kind"], claim["state"], claim["goods_fen"], claim["answered_by"]) == (
        "pieces",
        "paid",
        2_500,
        ANNA.id,
    )
    assert claim["answered_at"] == moment(10)
    assert claim["pieces"] == {("11", "missing"): 2, ("11", "damaged"): 1}
    for order_id, state in ((runs, "open"), (closed, "closed")):
        (claim,) = found[order_id]
        assert (claim["kind"], claim["state"], claim["goods_fen"], claim["pieces"]) == ("unknown", state, 700, {})
        assert (claim["errand_id"], claim["answered_by"]) == (None, None)


async def test_money_that_no_refund_explains_is_known_and_of_the_lines_that_1688_says(url: str) -> None:
    before = Before()
    beyond = before.order(1, refund="done", refunded=900, lids_back=600)
    before.refund(beyond, "TQ1", "done", 300, 300)
    runs = before.order(2, refund="asked")
    explained = before.order(3, refund="done", refunded=300)
    before.refund(explained, "TQ3", "done", 300, 300)
    also_runs = before.order(4, refund="asked")
    before.refund(also_runs, "TQ4", "asked", 300)
    before.order(5, refund="closed")
    found = await updated(url, before)
    named, unnamed = found[beyond]
    assert (named["refund_id"], named["goods_fen"]) == ("TQ1", 300)
    assert (unnamed["kind"], unnamed["state"], unnamed["goods_fen"]) == ("unknown", "paid", 600)
    assert (unnamed["refund_id"], json.loads(unnamed["entries"])) == ("", ["12"])
    (open_one,) = found[runs]
    assert (open_one["kind"], open_one["state"], open_one["goods_fen"], open_one["refund_id"]) == (
        "unknown",
        "open",
        0,
        "",
    )
    assert [len(found[order_id]) for order_id in (explained, also_runs)] == [1, 1]
    assert len(found) == 4


async def test_the_next_claim_has_the_next_number(url: str) -> None:
    before = Before()
    order_id = before.order(1)
    before.refund(order_id, "TQ1", "done", 700, 700)
    await updated(url, before)
    database = await Database.open(url)
    ledger = Ledger(database, HandClock(NOW))
    async with ledger.change() as uow:
        order = await uow.orders.get(order_id)
        (known,) = order.claims
        _, added = await uow.claims.add(order, replace(known, id=0, refund_id="TQ2"))
    assert added.id == known.id + 1
    assert order.errand_at is not None, "its claims are read with it"
    await database.close()


ORDERS = 300
SILENT = ("outbox WHERE kind <> 'card'", "alarm", "errand")
"""What would hold a message, a thing to be told of, or something that is asked of 1688; a card is only edited."""


async def test_of_300_orders_that_were_refunded_on_the_site_nobody_hears_and_they_can_be_asked_back(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    url = f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"
    before = Before()
    reports: dict[str, RefundReport] = {}
    states = ("asked", "done", "closed")
    for number in range(1, ORDERS + 1):
        state = states[number % 3]
        paid = 700 if state == "done" else 0
        order_id = before.order(number, refund=state, refunded=paid)
        before.refund(order_id, f"SITE{number}", state, 700, paid)
        for kind, pieces in (("good", 28), ("damaged", 2)):
            before.event(order_id, f"k{number}{kind}", kind, pieces)
        word = {"asked": "waitselleragree", "done": "refundsuccess", "closed": "refundclose"}[state]
        reports[order_id] = RefundReport(
            f"SITE{number}",
            word,
            RefundState(state),
            Fen(700),
            Fen(paid),
            entries=("11",),
            asked_at=NOW - timedelta(20),
        )
        before.rows["remote_order"][-1]["counted_at"] = moment(10)
    await r10.made(url, LAST_OF_0_2_0, before.rows)
    database = await Database.open(url)
    room = Room(Ledger(database, HandClock(NOW)), frozenset({ANNA.id}), tmp_path / "answers.log")
    _knows(room, reports)
    await room.started()
    room.market.calls.clear()
    for order_id in reports:
        await room.desk.watch.look(order_id)
    for name in vars(room.desk.rounds):
        await getattr(room.desk.rounds, name).run()
    async with room.ledger.read() as uow:
        rows = {table: (await sql(uow.session, f"SELECT count(*) FROM {table}")).scalar_one() for table in SILENT}
        unknown = await sql(uow.session, "SELECT count(*) FROM refund_claim WHERE kind = 'unknown'")
        assert unknown.scalar_one() == ORDERS
    assert rows == dict.fromkeys(SILENT, 0)
    assert not {"ask_refund", "withdraw_refund"} & {*room.market.calls}
    for number, state in ((298, "done"), (299, "closed"), (300, "asked")):
        assert reports[str(FIRST + number)].state == state
        await _asks_back(room, str(FIRST + number), explains=state != "closed")
    await database.close()


def _knows(room: Room, reports: dict[str, RefundReport]) -> None:
    """1688 shows these orders and their refunds as they stood."""
    lines = (
        OrderLine(OFFER.offer_id, None, 30, Fen(37_500), entry_id="11", share=Fen(37_500)),
        OrderLine(OFFER.offer_id, None, 10, Fen(5_000), entry_id="12", share=Fen(5_000)),
    )
    for order_id, refund in reports.items():
        room.market.exists(
            order_id,
            f"C{int(order_id) - FIRST}",
            state=OrderState.SHIPPED,
            word="waitbuyerreceive",
            lines=tuple(replace(line, share=None) for line in lines),
            total=Fen(42_500),
            freight=Fen(0),
            refund=refund.state,
            refunded=refund.paid,
            paid_at=NOW - timedelta(39),
            modified_at=NOW - timedelta(10),
            created_at=NOW - timedelta(40),
        )

    async def refunds(order_id: str) -> RefundsRead:
        here = zip(room.market.asked, room.market.refund_list, strict=True)
        ours = [refund for (of, _), refund in here if of == order_id]
        return RefundsRead((reports[order_id], *ours), answered=True, whole=True)

    vars(room.market)["refunds"] = refunds  # each order has its own


async def _asks_back(room: Room, order_id: str, *, explains: bool) -> None:
    """Somebody asks the damaged cups back: if money of the site runs or came, they say first what it was for."""
    desk = room.desk.refunds
    damaged = {"11": Pieces(damaged=2)}
    if explains:
        with pytest.raises(Refusal, match="refund-unexplained") as unexplained:
            await desk.begin(Act(ANNA), order_id, pieces=damaged)
        claim_id = int(str(unexplained.value.facts["claim_id"]))
        await desk.explain(Act(ANNA), order_id, claim_id, ClaimKind.COMPENSATION, {})
        room.clock.on(minutes=11)  # whoever is alone looks again
    view = await desk.begin(Act(ANNA), order_id, pieces=damaged)
    assert view.ask is not None
    assert view.ask.pieces == damaged
    assert view.errand is not None
    view = await desk.pick(Act(ANNA), order_id, version=view.errand.version, reason_id=view.reasons[0].id)
    before = len(room.market.asked)
    await desk.ask(Act(ANNA), order_id, view.mark)
    assert len(room.market.asked) == before + 1
    with pytest.raises(Refusal):
        await desk.begin(Act(ANNA), order_id, pieces=damaged)
