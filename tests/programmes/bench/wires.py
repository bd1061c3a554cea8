"""Wires as they are outside: 1688 answers after 80 ms, Telegram after 40; and the same calls bare, in order."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import httpx

from tests.programmes.bench.frame import percentile
from tests.programmes.bench.place import Town

MARKET_AFTER, TELEGRAM_AFTER = 0.08, 0.04
TELEGRAM = (
    "answerCallbackQuery", "editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup",
    "sendMessage", "sendPhoto", "sendChatAction", "deleteMessage", "getChatMember", "getMe",
)  # fmt: skip
BARE_MARKET, BARE_TELEGRAM = "param2/1/system/currentTime", "getMe"


def as_outside(place: Town) -> None:
    """From now on both sides take their time."""
    everything = {"side": "1688", "call": "*", "kind": "slow", "seconds": MARKET_AFTER, "times": 10**9}
    place.world.faults.plan(everything)
    place.slow(TELEGRAM_AFTER, *TELEGRAM)


def sides(place: Town, since: int) -> tuple[str, ...]:
    """Which side each call went to since then (a number of calls), in order."""
    return tuple(each.side for each in place.calls[since:] if not each.name.startswith(("push ", "getUpdates")))


def usual(sequences: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The sequence that came most often."""
    return Counter(sequences).most_common(1)[0][0]


async def bare(place: Town, sequence: Sequence[str], times: int) -> list[float]:
    """Milliseconds of these calls, bare, one after the other."""
    made = []
    async with httpx.AsyncClient(base_url=place.url, trust_env=False) as http:
        for _ in range(times):
            began = time.perf_counter()
            for side in sequence:
                await _call(place, http, side)
            made.append(1000 * (time.perf_counter() - began))
    return made


async def _call(place: Town, http: httpx.AsyncClient, side: str) -> None:
    if side == "1688":
        await http.post(f"/openapi/{BARE_MARKET}/{place.world.credentials.app_key}", data={})
    else:
        await http.post(f"/bot{place.world.token}/{BARE_TELEGRAM}")


def compared(mine: Sequence[float], theirs: Sequence[float]) -> dict[str, Any]:
    """Ours and the bare calls (ms), and how many times the bare ones ours take."""
    found: dict[str, Any] = {}
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        ours, plain = percentile(mine, share), percentile(theirs, share)
        found |= {
            f"{name}, ms": round(ours, 1),
            f"{name} bare, ms": round(plain, 1),
            f"{name}, times": round(ours / plain, 2),
        }
    return found
