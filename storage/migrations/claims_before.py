"""Derives the claims of refunds that were asked for, or seen, before claims were rows of their own."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

Row = Mapping[str, Any]
Key = tuple[str, str]

_KINDS = ("missing", "damaged", "good", "wrong")
"""The kinds of pieces in the order in which an ask stores them."""
_SETTLED_AS = {"cancelled": "missing", "returned_damaged": "damaged", "returned_good": "good"}
"""What an event says of pieces that a paid refund was for, as the kind that it claimed."""
_ERRANDS = text(
    "SELECT id, market, order_id, state, at, entries, ask, refund_id FROM errand"
    " WHERE kind = 'refund' AND state IN ('asked', 'unclear', 'done')"
    " ORDER BY id"
)
_REFUNDS = text(
    "SELECT refund_id, market, order_id, state, amount_fen, paid_fen, carriage_fen, entries, back, asked_at, bill_no"
    " FROM refund ORDER BY refund_id"
)
_EVENTS = text(
    "SELECT market, order_id, act, entry_id, kind, pieces, person_id, at FROM arrival AS told"
    " WHERE act LIKE 'refund:%' AND reverses IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM arrival AS taken_back WHERE taken_back.reverses = told.id) ORDER BY id"
)
_RETURNS = text("SELECT refund_id FROM errand WHERE kind = 'return' AND state = 'done'")
_WITHDRAWN = text("SELECT refund_id FROM errand WHERE kind = 'withdraw' AND state = 'done'")
_LINES_BACK = text("SELECT market, order_id, entry_id FROM order_entry WHERE refunded_fen > 0 ORDER BY place")
_BACK = text(
    "SELECT market, order_id, refund, refunded_fen, placed_at FROM remote_order"
    " WHERE refunded_fen > 0 OR refund <> 'none' ORDER BY order_id"
)
_ADD_CLAIM = text(
    "INSERT INTO refund_claim (id, market, order_id, kind, state, at, goods_fen, carriage_fen, entries, errand_id,"
    " refund_id, seen, back, sent_back, answered_by, answered_at)"
    " VALUES (:id, :market, :order_id, :kind, :state, :at, :goods_fen, :carriage_fen, :entries, :errand_id,"
    " :refund_id, :seen, :back, :sent_back, :answered_by, :answered_at)"
)
_ADD_PIECES = text(
    "INSERT INTO claimed_piece (claim_id, market, order_id, entry_id, kind, pieces)"
    " VALUES (:claim_id, :market, :order_id, :entry_id, :kind, :pieces)"
)

_MARK_ORDERS = text(
    "UPDATE remote_order SET errand_at = placed_at WHERE errand_at IS NULL"
    " AND EXISTS (SELECT 1 FROM refund_claim WHERE refund_claim.market = remote_order.market"
    " AND refund_claim.order_id = remote_order.order_id)"
)


def claims_before(connection: Connection) -> None:
    """Add a claim for each refund that was sent from here or seen, with its pieces as far as anybody said them."""
    refunds: dict[str, Row] = {row["refund_id"]: dict(row) for row in connection.execute(_REFUNDS).mappings()}
    errands = [dict(row) for row in connection.execute(_ERRANDS).mappings()]
    events = _events(connection)
    sent_back = {*connection.execute(_RETURNS).scalars()}
    withdrawn = {*connection.execute(_WITHDRAWN).scalars()}
    claims: list[dict[str, Any]] = []
    pieces: list[dict[str, Any]] = []
    ours = set()
    for errand in errands:
        number = errand["refund_id"]
        if number and number in ours:
            continue
        ours.add(number)
        claim = _of_errand(errand, refunds.get(number), number in sent_back)
        if number in withdrawn and claim["state"] == "open":
            claim["state"] = "closed"
        claims.append(claim)
        pieces += _asked_pieces(errand, len(claims))
    for number, refund in refunds.items():
        if number in ours:
            continue
        said = events.get((_key_of(refund), f"refund:{number}"), [])
        claims.append(_of_refund(refund, said, number in sent_back))
        pieces += _said_pieces(refund, said, len(claims))
    claims += _beyond(connection, claims)
    for place, claim in enumerate(claims, 1):
        connection.execute(_ADD_CLAIM, {"id": place, **claim})
    for piece in pieces:
        connection.execute(_ADD_PIECES, piece)
    connection.execute(_MARK_ORDERS)
    if connection.dialect.name == "postgresql" and claims:
        sequence = "pg_get_serial_sequence('refund_claim', 'id')"
        connection.execute(text(f"SELECT setval({sequence}, :last)"), {"last": len(claims)})


def _key_of(row: Row) -> Key:
    """The order that a row is of: its market and its number there."""
    return row["market"], row["order_id"]


def _events(connection: Connection) -> dict[tuple[Key, str], list[Row]]:
    """What was said of the pieces of each paid refund, by its order and the key of that act."""
    events: dict[tuple[Key, str], list[Row]] = defaultdict(list)
    for row in connection.execute(_EVENTS).mappings():
        events[_key_of(dict(row)), row["act"]].append(dict(row))
    return events


def _of_errand(errand: Row, refund: Row | None, sent_back: bool) -> dict[str, Any]:
    """The claim of what was asked for here: as its refund was last shown, or else as it was asked for."""
    ask = json.loads(errand["ask"] or "{}")
    carriage_set = ask.get("carriage_set")
    claim = {
        "market": errand["market"],
        "order_id": errand["order_id"],
        "kind": "pieces",
        "state": "open",
        "at": errand["at"],
        "goods_fen": ask.get("goods", 0),
        "carriage_fen": ask.get("carriage", 0) if carriage_set is None else carriage_set,
        "entries": errand["entries"],
        "errand_id": errand["id"],
        "refund_id": errand["refund_id"],
        "seen": refund is not None,
        "back": bool(ask.get("back", False)),
        "sent_back": sent_back,
        "answered_by": None,
        "answered_at": None,
    }
    return claim if refund is None else claim | _as_shown(refund, sent_back)


def _of_refund(refund: Row, said: list[Row], sent_back: bool) -> dict[str, Any]:
    """The claim of a refund that somebody opened on the site."""
    claim = {
        "market": refund["market"],
        "order_id": refund["order_id"],
        "kind": "pieces" if said else "unknown",
        "at": refund["asked_at"] or 0,
        "entries": refund["entries"],
        "errand_id": None,
        "refund_id": refund["refund_id"],
        "seen": True,
        "back": bool(refund["back"]),
        "answered_by": said[0]["person_id"] if said else None,
        "answered_at": said[0]["at"] if said else None,
    }
    return claim | _as_shown(refund, sent_back)


def _as_shown(refund: Row, sent_back: bool) -> dict[str, Any]:
    """State and sums of a refund as 1688 last showed it."""
    goods = max(0, refund["amount_fen"] - refund["carriage_fen"])
    carriage = refund["carriage_fen"]
    if refund["state"] == "done":
        goods = min(goods, refund["paid_fen"])
        carriage = refund["paid_fen"] - goods
    states = {"done": "paid", "closed": "closed"}
    return {
        "state": states.get(refund["state"], "open"),
        "goods_fen": goods,
        "carriage_fen": carriage,
        "sent_back": sent_back or bool(refund["back"] and refund["bill_no"]),
    }


def _asked_pieces(errand: Row, claim_id: int) -> list[dict[str, Any]]:
    ask = json.loads(errand["ask"] or "{}")
    return [
        _piece(claim_id, errand, entry_id, kind, pieces)
        for entry_id, asked in ask.get("pieces", {}).items()
        for kind, pieces in zip(_KINDS, asked, strict=False)
        if pieces
    ]


def _said_pieces(of: Row, said: list[Row], claim_id: int) -> list[dict[str, Any]]:
    added: dict[tuple[str, str], int] = defaultdict(int)
    for event in said:
        kind = _SETTLED_AS.get(event["kind"])
        if kind is not None:
            added[event["entry_id"], kind] += event["pieces"]
    return [_piece(claim_id, of, *key, pieces) for key, pieces in added.items()]


def _piece(claim_id: int, of: Row, entry_id: str, kind: str, pieces: int) -> dict[str, Any]:
    return {
        "claim_id": claim_id,
        "market": of["market"],
        "order_id": of["order_id"],
        "entry_id": entry_id,
        "kind": kind,
        "pieces": pieces,
    }


def _beyond(connection: Connection, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A claim for the money of each order that came back beyond all refunds that are known to be paid.

    What runs and no call names has one without a sum.
    """
    paid: dict[Key, int] = defaultdict(int)
    runs: set[Key] = set()
    for claim in claims:
        if claim["state"] == "paid":
            paid[_key_of(claim)] += claim["goods_fen"] + claim["carriage_fen"]
        if claim["state"] == "open":
            runs.add(_key_of(claim))
    lines: dict[Key, list[str]] = defaultdict(list)
    for line in connection.execute(_LINES_BACK).mappings():
        lines[_key_of(dict(line))].append(line["entry_id"])
    beyond = []
    for order in connection.execute(_BACK).mappings():
        key = _key_of(dict(order))
        rest = max(0, order["refunded_fen"] - paid[key])
        untold = order["refund"] == "asked" and key not in runs
        if not rest and not untold:
            continue
        beyond.append(
            {
                "market": order["market"],
                "order_id": order["order_id"],
                "kind": "unknown",
                "state": "paid" if rest else "open",
                "at": order["placed_at"],
                "goods_fen": rest,
                "carriage_fen": 0,
                "entries": json.dumps(lines[key]) if rest and lines[key] else None,
                "errand_id": None,
                "refund_id": "",
                "seen": False,
                "back": False,
                "sent_back": False,
                "answered_by": None,
                "answered_at": None,
            }
        )
    return beyond
