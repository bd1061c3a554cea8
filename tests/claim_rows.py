"""Orders with counts, and refunds that claim of them, as plain SQL that both databases take."""

from typing import Any

from sqlalchemy import Boolean, Integer, TypeDecorator
from sqlalchemy.types import TypeEngine

from storage.tables import Base

PAID_FOR = 42_500
"""What was paid for each order: 30 cups for ¥ 375, 10 lids for ¥ 50."""
CUPS, LIDS = "11", "12"


def row(table: str, **values: Any) -> str:
    """The INSERT of a row; required columns that are not named get an empty value."""
    kinds = {column.name: _kind(column.type) for column in Base.metadata.tables[table].columns}
    every = _required(table) | values
    literals = ", ".join(_literal(kinds[name], value) for name, value in every.items())
    return f"INSERT INTO {table} ({', '.join(every)}) VALUES ({literals})"


def _required(table: str) -> dict[str, Any]:
    every = Base.metadata.tables[table].columns
    columns = [column for column in every if not column.nullable and column.server_default is None]
    return {
        column.name: 0 if isinstance(_kind(column.type), Integer | Boolean) else ""
        for column in columns
        if column.name != "id"
    }


def _kind(kind: TypeEngine[Any]) -> Any:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _literal(kind: Any, value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(kind, Boolean):
        return "TRUE" if value else "FALSE"
    if isinstance(kind, Integer):
        return str(int(value))
    text = str(value).replace("'", "''")
    return f"'{text}'"


def bought() -> list[str]:
    """Ann asked for something, and it was ordered."""
    sent = {"body": "{}", "body_sha256": "aa", "submitted_at": 1}
    return [
        row("person", id=1, name="Ann"),
        row("request", id=10, requester_id=1, state="approved", snapshot_hash="h", quantity=1),
        row("attempt", id=20, request_id=10, state="placed", out_order_id="C1", **sent),
    ]


def paid_order(order_id: str, **values: Any) -> list[str]:
    """An order of 30 cups and 10 lids that was paid; of the cups 25 came whole, 2 damaged and 1 was another thing."""
    order = {
        "attempt_id": 20,
        "request_id": 10,
        "state": "shipped",
        "refund": "none",
        "total_fen": PAID_FOR,
        "checked": "agreed",
        "paid_at": 1,
    }
    key = {"order_id": order_id}
    entry = {"state": "open", "spec_id": "", "offer_id": "600000000001"}
    return [
        row("remote_order", **key, **(order | values)),
        row("order_entry", **key, entry_id=CUPS, place=1, quantity=30, share_fen=37_500, **entry),
        row("order_entry", **key, entry_id=LIDS, place=2, quantity=10, share_fen=5_000, **entry),
        count(order_id, "good", 25),
        count(order_id, "damaged", 2),
        count(order_id, "wrong", 1),
    ]


def count(order_id: str, kind: str, pieces: int, entry_id: str = CUPS, act: str = "", **values: Any) -> str:
    """Somebody counted so many pieces as of this kind."""
    names = {"act": act or f"{kind}:{pieces}", "person_id": 1, "entry_id": entry_id}
    return row("arrival", order_id=order_id, kind=kind, pieces=pieces, **names, **values)


def errand(number: int, order_id: str, state: str = "done") -> str:
    """What was asked for here, from which a claim comes."""
    return row("errand", id=number, order_id=order_id, kind="refund", state=state, person_id=1)


def claim(number: int, order_id: str, goods: int, **values: Any) -> str:
    """A refund that was asked for here, with the errand of its own number, if nothing else is said."""
    known = {"kind": "pieces", "state": "open", "goods_fen": goods, "carriage_fen": 0, "errand_id": number}
    return row("refund_claim", id=number, order_id=order_id, **(known | values))


def pieces(number: int, order_id: str, kind: str, n: int, entry_id: str = CUPS) -> str:
    """The pieces that it claims."""
    return row("claimed_piece", claim_id=number, order_id=order_id, entry_id=entry_id, kind=kind, pieces=n)
