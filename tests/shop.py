"""Teams with their people, and orders of theirs that stand at any point, put into a database without a way there."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.desk.ledger.orders import key_of
from bot.desk.ledger.rows_and_values import dump_offer, dump_snapshot
from bot.desk.ledger.stored_rules import dump_needs
from bot.purchasing.person import Person
from storage import tables
from storage.engine.database import Database
from storage.queries.write_rows import add
from tests.cards import team_samples as t
from tests.cards.samples import OFFER

FIRST = 3_301_686_771_403_783_000
"""An order's number is this and that of its request."""


class Shop:
    """Puts rows in place; `now` is when everything happened that nobody says another time for."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now

    async def people(self, *people: Person) -> None:
        async with self.database.transaction() as session:
            for each in people:
                values = {"name": each.name, "language": each.language, "reachable": each.reachable}
                await add(session, tables.PersonRow, id=each.id, seen_at=self.now, **values)

    async def team(self, number: int, zone: str = "Asia/Shanghai", **roles: str) -> None:
        """The team of the group `-number`; `p7="buyer,requester"` are the roles of person 7."""
        async with self.database.transaction() as session:
            await add(
                session, tables.TeamRow, id=number, chat_id=-number, title=f"Team {number}", time_zone=zone,
                policy_version=1, created_at=self.now,
            )  # fmt: skip
            for name, each in roles.items():
                member = {"person_id": int(name[1:]), "roles": each, "since": self.now}
                await add(session, tables.MemberRow, team_id=number, **member)

    async def order(
        self, number: int, state: str, by: int, team: int | None, *, days: int | None = None, **more: Any
    ) -> str:
        """An order of request `number`, read back and looked at just now; paid so many days ago if it was."""
        paid = None if days is None else self.now - timedelta(days=days)
        sent = {"body": "{}", "body_sha256": "x", "submitted_at": self.now}
        going_on = "approved" if state == "to_pay" else "closed"
        values = {
            "state": state, "refund": "none", "checked": "agreed", "total_fen": 100 * number, "seller": f"Seller {by}",
            "placed_at": paid or self.now, "paid_at": paid, "looked_at": self.now,
        }  # fmt: skip
        async with self.database.transaction() as session:
            await add(
                session, tables.RequestRow, id=number, requester_id=by, chat_id=by, state=going_on, team_id=team,
                offer_id=OFFER.offer_id, offer=dump_offer(OFFER), quantity=50, snapshot_hash="h", created_at=self.now,
                updated_at=self.now,
            )  # fmt: skip
            await add(
                session, tables.AttemptRow, id=number, request_id=number, state="placed", gateway="cross",
                out_order_id=f"C{number}", created_at=self.now, **sent,
            )  # fmt: skip
            key = {**key_of(str(FIRST + number)), "attempt_id": number, "request_id": number}
            await add(session, tables.RemoteOrderRow, **key, **(values | more))
        return str(FIRST + number)

    async def waiting(self, number: int, by: int, team: int) -> None:
        """A request that waits for two approvers."""
        asked = t.WAITING.request
        async with self.database.transaction() as session:
            await add(
                session, tables.RequestRow, id=number, requester_id=by, chat_id=by, state="pending", team_id=team,
                offer_id=OFFER.offer_id, offer=dump_offer(OFFER), quantity=50, snapshot=dump_snapshot(asked.snapshot),
                snapshot_hash="h", needs=dump_needs(replace(t.NEEDS, requester_id=by)), policy_version=1,
                pending_at=self.now, created_at=self.now, updated_at=self.now,
            )  # fmt: skip

    async def parcel(self, number: int, bill_no: str, **more: Any) -> None:
        async with self.database.transaction() as session:
            values = {"logistics_id": f"LP{bill_no}", "bill_no": bill_no, **more}
            await add(session, tables.ParcelRow, **key_of(str(FIRST + number)), **values)
