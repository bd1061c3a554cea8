"""B10: two thousand owed messages to forty groups, under Telegram's limits, on the virtual clock."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import bot.wiring.house
from bot.chat.limits import GROUP_MOST, GROUP_SECONDS, Limits
from bot.purchasing.notice import NoticeKind
from bot.purchasing.purchase import Place
from bot.wiring.house import House
from tests.bench.frame import Result, bench
from tests.bench.indoors import indoors
from tests.bench.place import Town, town
from tests.torture import virtual

MESSAGES, GROUPS = 2_000, 40
RATE = "25"


@bench(
    10,
    "outbox of 2,000 messages to 40 groups under Telegram's limits",
    must="95 % of what the limits let out; nothing lost, nobody else delayed by one group's 429",
)
async def outbox(folder: Path) -> Result:
    """Twice: without, and with one group that Telegram silences at its first message."""
    calm = await asyncio.to_thread(virtual.run, _delivered(folder / "calm", silence=False))
    silenced = await asyncio.to_thread(virtual.run, _delivered(folder / "silenced", silence=True))
    allowed = GROUPS * GROUP_MOST / GROUP_SECONDS
    share = MESSAGES / max(calm["last"].values()) / allowed
    later = {chat: silenced["last"][chat] - at for chat, at in calm["last"].items()}
    *others, own = sorted(later.values())
    delayed = max(others)
    lost = max(MESSAGES - each["sent"] for each in (calm, silenced))
    figures: dict[str, Any] = {
        "messages/s": round(MESSAGES / max(calm["last"].values()), 2),
        "20 a minute for each group, messages/s": round(allowed, 2),
        "share of what the limits let out": round(share, 3),
        "lost or double": lost,
        "the silenced group later by, s": round(own, 1),
        "any other group later by, s": round(delayed, 1),
        "429 beside the one that was asked for": max(calm["refused"], silenced["refused"] - 1),
    }
    return Result(figures, share >= 0.95 and lost == 0 and delayed <= 1)


async def _delivered(folder: Path, *, silence: bool) -> dict[str, Any]:
    """When the last message of each group was sent, in seconds from the first one."""
    limits = partial(Limits, now=virtual.here().time)
    async with town() as place:
        place.world.chats.flood.on = True
        groups = _groups(place)
        with patch.object(bot.wiring.house, "Limits", limits):
            async with indoors(place, folder, TELEGRAM_RATE=RATE) as house:
                await _owe(house, groups)
                if silence:
                    _silence(place)
                return await _sent(place, house)


def _groups(place: Town) -> list[int]:
    made = [place.world.chats.add_group(f"Group {n}", supergroup=True) for n in range(GROUPS)]
    for group in made:
        group.members = {place.world.chats.bot_id: "member"}
    return [group.id for group in made]


async def _owe(house: House, groups: list[int]) -> None:
    async with house.ledger.change() as book:
        for n in range(MESSAGES):
            await book.tell(NoticeKind.RESUMED, Place(groups[n % GROUPS]), f"bench:{n}", None, by="Ann")


def _silence(place: Town) -> None:
    place.world.faults.plan({"side": "telegram", "call": "sendMessage", "kind": "throttle", "times": 1})


async def _sent(place: Town, house: House) -> dict[str, Any]:
    loop = virtual.here()
    at: list[float] = []
    heard = place.world.bus.publish

    def noted(kind: str, data: dict[str, Any]) -> None:
        heard(kind, data)
        if kind == "call" and data["call"] == "sendMessage":
            at.append(loop.time())

    place.world.bus.publish = noted  # type: ignore[method-assign]  # the bus is watched as it is everywhere here
    first = len(place.calls)
    await house.line.application.initialize()
    start = loop.time()
    while await _waiting(house):
        await house.desk.outbox.deliver(house.face.messenger.send)
        await asyncio.sleep(0.2)
    await house.line.application.shutdown()
    calls = [c for c in place.calls[first:] if c.side == "telegram" and c.name == "sendMessage"]
    last = {int(c.note.split()[0]): when - start for c, when in zip(calls, at, strict=True) if c.ok}
    return {"last": last, "sent": sum(c.ok for c in calls), "refused": sum(not c.ok for c in calls)}


async def _waiting(house: House) -> int:
    async with house.ledger.look() as book:
        return await book.post.waiting_messages()
