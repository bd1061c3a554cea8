"""The fault matrix: one line a fault, with the end that each call must come to under it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.programmes.torture import breakage
from tests.programmes.torture.ends import (
    ABSENT,
    ANEW,
    CANCEL,
    CLOSED,
    CREATE,
    DONE,
    EITHER,
    FOUND,
    IN_PART,
    KEPT,
    LATE,
    LET_GO,
    LOOKED_UP,
    ONCE,
    ORDERED,
    PAID,
    PRESSED_MEANWHILE,
    REFUND,
    RESENT,
    SAID_NO,
    SHIPPED,
    TURNED_UP,
    UNREAD,
    WITHDRAW,
    End,
)
from tests.programmes.torture.programme import POSTGRESQL, SQLITE
from tests.programmes.torture.virtual_stage import Stage

Break = Callable[[Stage], Awaitable[None]]

CALLS = {
    "product detail": ("1688", "product.search.queryProductDetail"),
    "preview": ("1688", "alibaba.createOrder.preview"),
    "create": ("1688", CREATE),
    "order list": ("1688", "alibaba.trade.getBuyerOrderList"),
    "order detail": ("1688", "alibaba.trade.get.buyerView"),
    "pay link": ("1688", "alibaba.alipay.url.get"),
    "cancel": ("1688", CANCEL),
    "refund": ("1688", REFUND),
    "withdraw": ("1688", WITHDRAW),
    "getUpdates": ("telegram", "getUpdates"),
    "sendMessage": ("telegram", "sendMessage"),
    "editMessageText": ("telegram", "editMessageText"),
}
MOVES = {"pay": ("pay",), "ship": ("pay", "ship"), "close": ("seller_cancel",)}
"""What happens to an order on 1688 while its push messages go astray."""
AT_ONCE = "two at once"
"""Two people ask in the same moment."""
READS = {
    "product detail": SAID_NO,
    "preview": SAID_NO,
    "order list": FOUND,
    "order detail": ORDERED,
    "pay link": ORDERED,
}
LATER_READS = {"order detail": SAID_NO, "pay link": SAID_NO}
"""Reads after the order of somebody who tried it in vain before."""
CHAT = {"getUpdates": ORDERED, "sendMessage": ORDERED, "editMessageText": ORDERED}
EVERY = READS | CHAT
PUSHED = {"pay": PAID, "ship": SHIPPED, "close": CLOSED}
SENT = {"sendMessage": ORDERED}


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and for each call it makes sense for how that must end.

    `world` is a fault as the pretend world's control takes it, `divert` sends the request elsewhere, `switch` sets the
    market, `broken` breaks something on our own side while the call is on the wire. Questions and messages are hit
    three times, which is as often as a question is asked; what acts is hit once.
    """

    name: str
    ends: dict[str, End]
    world: dict[str, Any] | None = None
    divert: str = ""
    switch: dict[str, Any] | None = None
    broken: Break | None = None
    databases: tuple[str, ...] = (SQLITE, POSTGRESQL)
    clock: float = 0.0
    """How many seconds the bot's clock is ahead of the world's."""

    @property
    def turned_away(self) -> int:
        """How many calls the gateway says it turned away before the service; those are made again at once."""
        world = self.world or {}
        away = world.get("kind") in ("throttle", "unauthorised") or world.get("status") == 429
        return int(away or self.switch == {"expire_token": True})


def _world(name: str, ends: dict[str, End], kind: str, when: str = "before", **more: Any) -> Fault:
    return Fault(name, ends, {"kind": kind, "when": when, **more})


def _create(end: End) -> dict[str, End]:
    return {"create": end}


FAULTS: tuple[Fault, ...] = (
    Fault("connection refused", EVERY | ANEW | _create(RESENT), divert="refused"),
    Fault("unknown host", EVERY | ANEW | _create(RESENT), divert="dns"),
    Fault("TLS fails", EVERY | ANEW | _create(RESENT), divert="tls"),
    Fault("connect time-out", EVERY | ANEW | _create(RESENT), divert="wall"),
    Fault("nobody reads what is written", EVERY | LET_GO | _create(UNREAD), divert="stall"),
    _world("read time-out before", EVERY | LET_GO | _create(ABSENT), "timeout"),
    _world("read time-out after", LOOKED_UP | CHAT | _create(FOUND), "timeout", "after"),
    Fault("commit 45 s after the time-out", _create(FOUND), switch={"commit_delay": 75}),
    _world("reset before", EVERY | LET_GO | _create(ABSENT), "reset"),
    _world("reset after", LOOKED_UP | CHAT | _create(FOUND), "reset", "after"),
    _world("500 before", EVERY | LET_GO | _create(ABSENT), "status", status=500),
    _world("500 after", LOOKED_UP | CHAT | _create(FOUND), "status", "after", status=500),
    _world("502 before", EVERY | LET_GO | _create(ABSENT), "status", status=502),
    _world("502 after", LOOKED_UP | CHAT | _create(FOUND), "status", "after", status=502),
    _world("503 before", EVERY | LET_GO | _create(ABSENT), "status", status=503),
    _world("503 after", LOOKED_UP | CHAT | _create(FOUND), "status", "after", status=503),
    _world("504 before", EVERY | LET_GO | _create(ABSENT), "status", status=504),
    _world("504 after", LOOKED_UP | CHAT | _create(FOUND), "status", "after", status=504),
    _world("400 although done", LOOKED_UP | _create(FOUND), "status", "after", status=400),
    _world("429", READS | DONE | _create(ABSENT), "status", status=429),
    _world("too often before", EVERY | DONE | _create(RESENT), "throttle"),
    _world("too often although done", DONE | CHAT | _create(FOUND), "throttle", "after"),
    _world("token refused before", READS | DONE | _create(RESENT), "unauthorised"),
    _world("token refused although done", DONE | _create(TURNED_UP), "unauthorised", "after"),
    Fault("token expired, renewed", READS | DONE | _create(ORDERED) | {AT_ONCE: ORDERED},
          switch={"expire_token": True}),
    Fault("token expired, not renewed",
          READS | LATER_READS | DONE | {"cancel": PRESSED_MEANWHILE["cancel"]} | _create(SAID_NO),
          {"call": "getToken", "kind": "status", "status": 500}, switch={"expire_token": True}),
    _world("answer cut", EVERY | LOOKED_UP | _create(FOUND), "truncated", "after"),
    _world("no JSON", EVERY | LOOKED_UP | _create(FOUND), "malformed", "after"),
    _world("no HTTP", EVERY | LOOKED_UP | _create(FOUND), "noise", "after"),
    _world("numbers for texts, texts for numbers", READS | CHAT | DONE | _create(ORDERED), "swapped", "after"),
    _world("NaN for every number", READS | CHAT | LOOKED_UP | _create(FOUND), "nan", "after"),
    _world("null for every result", READS | CHAT | LOOKED_UP | _create(FOUND), "null", "after"),
    _world("success without a number", _create(FOUND), "no_id", "after"),
    _world("failure with a number", _create(ORDERED), "unsuccessful", "after"),
    _world("several numbers", _create(ORDERED), "several", "after"),
    _world("a list of what failed beside", _create(IN_PART), "part_failed", "after"),
    _world("one byte a second", EVERY | LOOKED_UP | _create(FOUND), "drip", "after"),
    _world("100 MiB", {"product detail": SAID_NO, "order list": FOUND, "getUpdates": ORDERED} | _create(FOUND),
           "flood", "after"),
    _world("packed 64 MiB", EVERY | LOOKED_UP | _create(FOUND), "bomb", "after"),
    _world("sent to another host", EVERY | LOOKED_UP | _create(FOUND), "redirect", "after"),
    Fault("our clock an hour ahead", _create(ORDERED) | {"order list": FOUND}, clock=3600),
    Fault("our clock an hour behind", _create(ORDERED) | {"order list": FOUND}, clock=-3600),
    Fault("our clock a day ahead", _create(ORDERED) | {"order list": FOUND}, clock=86400),
    Fault("our clock a day behind", _create(ORDERED) | {"order list": FOUND}, clock=-86400),
    Fault("pushes doubled", PUSHED, switch={"push": "double"}),
    Fault("pushes in the wrong order", PUSHED, switch={"push": "reorder"}),
    Fault("pushes lost", PUSHED, switch={"push": "lose"}),
    Fault("file locked for 10 s", _create(EITHER) | SENT, broken=breakage.lock, databases=(SQLITE,)),
    Fault("file locked for 40 s", _create(KEPT) | SENT | ONCE, broken=breakage.lock_long, databases=(SQLITE,)),
    Fault("tables locked for 40 s", _create(LATE) | SENT, broken=breakage.lock_long, databases=(POSTGRESQL,)),
    Fault("tables locked for 10 s", _create(LATE) | SENT, broken=breakage.lock, databases=(POSTGRESQL,)),
    Fault("disk full", _create(KEPT) | SENT | ONCE, broken=breakage.fill),
    Fault("file cannot be written", _create(KEPT) | SENT, broken=breakage.freeze, databases=(SQLITE,)),
    Fault("server takes no writes", _create(LATE) | SENT, broken=breakage.freeze, databases=(POSTGRESQL,)),
    Fault("killed", _create(FOUND) | SENT | ONCE, broken=breakage.kill),
    Fault("stopped and started", _create(ORDERED) | SENT | ONCE, broken=breakage.restart),
    Fault("cancelled", _create(ORDERED) | SENT | ONCE, broken=breakage.cancel),
    Fault("the loop blocked for 5 s", _create(ORDERED) | SENT, broken=breakage.block),
    Fault("PostgreSQL restarted", _create(LATE) | SENT, broken=breakage.bounce, databases=(POSTGRESQL,)),
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One fault on one call, and its end."""

    fault: Fault
    call: str
    end: End

    @property
    def name(self) -> str:
        return f"{self.fault.name} × {self.call}"


def cells(database: str) -> tuple[Cell, ...]:
    """Every cell that there is on this kind of database."""
    return tuple(
        Cell(fault, call, end) for fault in FAULTS if database in fault.databases for call, end in fault.ends.items()
    )
