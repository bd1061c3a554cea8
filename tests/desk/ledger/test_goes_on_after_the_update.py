"""A database of 0.2.0 goes on: what was agreed to, sent, doubted and owed there is read as written.

The rows are as that release wrote them, at its revision; its hashes, bodies and keys must stay what they are.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.market.openplatform.wire.create import create_body
from bot.purchasing.create_call import Placing
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import AboutRequest, Notice
from bot.purchasing.notices.purchases import InDoubtNotice, NotSentNotice
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.purchase_sums import sums_of
from storage.engine.database import Database
from storage.tables import OutboxRow
from tests.desk.conftest import ANNA, OFFER, PREVIEW, Room
from tests.fakes.clock import HandClock
from tests.fakes.market import ORDER_ID, FakeMarket
from tests.programmes.torture import r10_migrations as r10

BEFORE = "0036"
NOW, SECOND = 1_795_492_800_000_000, 1_000_000
"""The time of the clock of tests, and a second, in microseconds."""
GOODS = (
    '{"category": "", "category_id": "", "image_url": "", "language": "en", "lot": null, "minimum": 2,'
    ' "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000001", "price_by":'
    ' "offer", "seller": {"company": "company", "login": "", "open_id": "seller", "repeat_percent":'
    ' "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "",'
    ' "status": "published", "stock": 1000, "tiers": [{"price": 1700, "start": 2}], "title": "马克杯",'
    ' "title_translated": "Mug", "unit": "个", "unit_translated": "pcs", "words": []}'
)
HASHES = {
    2: "59cd691df8d513a93cc14cb71ff4ed22e0ef722393d22fbb2ffff0025e0021a2",
    3: "92db663d1bec4c13f196f18a4411108383bd34a3a391fe146c0967b52e89b95f",
    4: "33d6a975b6e356a5648e1a3751d630f382e79804f92c5e15325ed3de10542ba2",
    5: "24e314b91bd3457b63c01550889a7af48bc20cd7c11eb20774a1fdc0711f8022",
}
"""Of a purchase of so many pieces; a vote names it."""
THROTTLED, CLAIMED, DOUBTED, NEW, ORDERED = range(1, 6)
"""The requests; each has one attempt of the same number."""
KNOWN = "3300000000000000001"
"""The order of the last one."""


def agreed(number: int, pieces: int) -> dict[str, Any]:
    """A request of one product that was agreed to."""
    snapshot = (
        '{"address_id": "77", "discount": 0, "flow": "general", "freight": 800, "goods": 3400, "lines": [{"offer_id":'
        f' "600000000001", "quantity": {pieces}, "spec_id": null, "unit_price": 1700}}], "note": "", "parts": [],'
        ' "reading": "after discount", "seller": "seller", "total": 4200, "trade_mode": "m"}'
    )
    return {
        "id": number, "requester_id": 1, "chat_id": 1, "state": "approved", "version": 3, "offer_id": OFFER.offer_id,
        "offer": GOODS, "quantity": pieces, "address_id": "77", "snapshot": snapshot, "snapshot_hash": HASHES[pieces],
        "approved": snapshot, "valid_until": NOW + 86_400 * SECOND, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip


def body(number: int, pieces: int) -> str:
    """What was sent, or was to be sent: the parameters of 1688's call."""
    return (
        '{"addressParam":"{\\"addressId\\":77}","cargoParamList":"[{\\"offerId\\":600000000001,\\"quantity\\":'
        f'{pieces}}}]","flow":"general","isvBizType":"cross","outOrderId":"CG{number}","tradeType":"m"}}'
    )


def attempt(number: int, state: str, pieces: int = 0, **more: Any) -> dict[str, Any]:
    """An attempt of that request; with its `pieces` it was sent once."""
    sent = {"epoch": 1, "body": body(number, pieces), "body_sha256": "aa", "owner": "old", "submitted_at": NOW}
    return {
        "id": number, "request_id": number, "state": state, "gateway": "cross", "out_order_id": f"CG{number}",
        "created_at": NOW, **(sent if pieces else {}), **more,
    }  # fmt: skip


def owed(number: int, about: int, kind: str, **facts: Any) -> dict[str, Any]:
    """A message that was not sent yet."""
    payload = {
        "currency": "", "name": "", "number": about, "offer_id": OFFER.offer_id, "products": 0, "quantity": about + 1,
        "rate": "", "title": "Mug", "title_original": "马克杯", "total": 4200, "unit": "pcs", "unit_original": "个",
        "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": None, "words": [],
    }  # fmt: skip
    return {
        "id": number, "dedupe": f"{kind}:{about}:1", "chat_id": 1, "request_id": about, "kind": kind, "state": "due",
        "payload": json.dumps(payload | facts), "next_at": NOW, "created_at": NOW,
    }  # fmt: skip


ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Anna", "language": "en", "reachable": True}],
    "request": [agreed(THROTTLED, 2), agreed(CLAIMED, 3), agreed(DOUBTED, 4), agreed(NEW, 5), agreed(ORDERED, 2)],
    "attempt": [
        attempt(THROTTLED, "ready", 2, due_at=NOW, reason="gateway busy", resends=1),
        attempt(CLAIMED, "submitting", 3, lease_until=NOW),
        attempt(DOUBTED, "in_doubt", 4, next_look_at=NOW, doubted_at=NOW, reason="RemoteProtocolError"),
        attempt(NEW, "ready", due_at=NOW),
        attempt(ORDERED, "placed", 2),
    ],
    "remote_order": [{
        "order_id": KNOWN, "attempt_id": ORDERED, "request_id": ORDERED, "state": "to_pay", "word": "waitbuyerpay",
        "refund": "none", "total_fen": 4000, "freight_fen": 600, "checked": "agreed",
    }],
    "order_entry": [{
        "order_id": KNOWN, "entry_id": KNOWN, "place": 1, "offer_id": OFFER.offer_id, "quantity": 2, "amount_fen": 3400,
        "share_fen": 4000, "state": "open", "title": "马克杯",
    }],
    "outbox": [
        owed(1, THROTTLED, "not_sent", again=True, at="2026-11-24T04:00:20Z", denied="", reason="gateway busy"),
        owed(2, DOUBTED, "in_doubt", at="2026-11-24T04:00:00Z", blind=False, looked_for=True),
    ],
}  # fmt: skip


class RealBodies(FakeMarket):
    """It is sent the very text that 1688 would be sent."""

    def body(self, placing: Placing) -> str:
        text = create_body(placing, "cross")
        self.placings[text] = placing
        return text


@pytest.fixture
async def updated(tmp_path: Path) -> AsyncIterator[Room]:
    """The desk of today on that database."""
    path = tmp_path / "data" / "caigou.db"
    path.parent.mkdir(mode=0o700)
    await r10.made(f"sqlite:///{path}", BEFORE, ROWS)
    database = await Database.open(f"sqlite:///{path}")
    room = Room(Ledger(database, HandClock()), frozenset({ANNA.id}), tmp_path / "answers.log")
    room.market = RealBodies(room.clock, OFFER, PREVIEW)
    room.desk = room.another_desk("new")
    yield await room.started()
    await database.close()


async def test_what_was_ready_is_sent_once_as_it_was_and_what_was_claimed_or_doubted_is_looked_for(
    updated: Room,
) -> None:
    desk, market = updated.desk, updated.market
    market.exists(str(int(ORDER_ID) + 9), f"CG{DOUBTED}", lines=(OrderLine(OFFER.offer_id, None, 4),))
    assert await desk.create_call.recover() == 1
    await desk.unclear_orders.search_due()
    for _ in range(2):
        await desk.submit_worker.submit_due()
    assert sorted(market.sent) == [body(THROTTLED, 2), body(NEW, 5)]
    attempts = {number: await updated.attempt(number) for number in range(THROTTLED, ORDERED + 1)}
    placed = AttemptState.PLACED
    assert [each.state for each in attempts.values()] == [placed, AttemptState.IN_DOUBT, placed, placed, placed]
    assert [each.out_order_id for each in attempts.values()] == [f"CG{number}" for number in attempts]
    assert [each.epoch for each in attempts.values()] == [2, 1, 1, 1, 1]


async def test_a_vote_given_before_counts_since_the_content_keeps_its_hash(updated: Room) -> None:
    for number, pieces in ((THROTTLED, 2), (CLAIMED, 3), (DOUBTED, 4), (NEW, 5)):
        request = (await updated.purchase(number)).request
        assert request.snapshot is not None
        assert request.snapshot.hash == HASHES[pieces]
        assert request.approved == request.snapshot


async def test_an_order_is_shown_with_what_1688_said_of_it(updated: Room) -> None:
    purchase = await updated.purchase(ORDERED)
    sums = sums_of(purchase)
    assert (sums.total, sums.due, sums.freight) == (Fen(4000), Fen(4000), Fen(600))
    ((line,),) = (order.lines for order in purchase.orders)
    assert (line.entry_id, line.offer_id, line.quantity, line.share) == (KNOWN, OFFER.offer_id, 2, 4000)


async def test_what_was_owed_comes_once_and_the_same_news_has_the_same_key(updated: Room) -> None:
    came: list[Notice] = []

    async def send(message: DueMessage) -> Delivery:
        came.append(message.message)
        return Sent(len(came))

    for _ in range(2):
        await updated.desk.outbox.recover()
        await updated.desk.outbox.deliver(send)
    assert [type(each) for each in came] == [NotSentNotice, InDoubtNotice]
    assert [each.about.number for each in came if isinstance(each, AboutRequest)] == [THROTTLED, DOUBTED]
    await updated.desk.create_call.recover()
    async with updated.ledger.read() as uow:
        keys = set((await uow.session.exec(select(OutboxRow.dedupe))).all())
    assert {f"not_sent:{THROTTLED}:1", f"in_doubt:{DOUBTED}:1", f"in_doubt:{CLAIMED}:1"} <= keys
