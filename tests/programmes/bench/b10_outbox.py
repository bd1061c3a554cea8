"""B10: two thousand owed messages to forty groups, under Telegram's limits, on the virtual clock."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import bot.wiring.build
from bot.chat.transport.rate_limiter import GROUP_MOST, GROUP_SECONDS, Answer, Limits
from bot.purchasing.notices.operations import ResumedNotice
from bot.purchasing.person import Place
from bot.wiring.build import BuiltBot
from tests.programmes.bench.frame import Result, bench, percentile
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, town
from tests.programmes.torture import virtual

MESSAGES, GROUPS = 2_000, 40
RATE = "25"
TRAVELS = (0.01, 0.06)
"""Seconds that a call takes to Telegram, and its answer back."""


@bench(
    10,
    "outbox of 2,000 messages to 40 groups under Telegram's limits",
    must="95 % of what the limits let out; nothing lost, no message to anybody else later by 1 s for one group's 429",
)
async def outbox(folder: Path) -> Result:
    """Twice: without, and with one group that Telegram silences at its first message."""
    calm = await asyncio.to_thread(virtual.run, _delivered(folder / "calm", silence=False), virtual.StandingLoop)
    silenced = await asyncio.to_thread(virtual.run, _delivered(folder / "silenced", silence=True), virtual.StandingLoop)
    allowed = GROUPS * GROUP_MOST / GROUP_SECONDS
    rate = MESSAGES / max(times[-1] for times in calm["times"].values())
    own, *others = sorted(calm["times"], key=lambda chat: _later(calm, silenced, chat)[0], reverse=True)
    later = [seconds for chat in others for seconds in _later(calm, silenced, chat)]
    wrong = max(each["lost"] + each["doubled"] for each in (calm, silenced))
    figures: dict[str, Any] = {
        "messages/s": round(rate, 2),
        "20 a minute for each group, messages/s": round(allowed, 2),
        "share of what the limits let out": round(rate / allowed, 3),
        "lost or double": wrong,
        "the silenced group's last message later by, s": round(_later(calm, silenced, own)[-1], 1),
        "a message of any other group later by at most, s": round(max(later), 2),
        "p99 of these, s": round(percentile(later, 0.99), 2),
        "429 beside the one that was asked for": max(calm["refused"], silenced["refused"] - 1),
    }
    return Result(figures, rate / allowed >= 0.95 and wrong == 0 and max(later) <= 1)


def _later(calm: dict[str, Any], silenced: dict[str, Any], chat: int) -> list[float]:
    """By how much each message of a group came later than the same one of a calm day, in seconds."""
    return [after - before for before, after in zip(calm["times"][chat], silenced["times"][chat], strict=True)]


async def _delivered(folder: Path, *, silence: bool) -> dict[str, Any]:
    """When the last message of each group was sent, in seconds from the first one."""
    limits = partial(Distant, now=virtual.here().time)
    async with town() as place:
        place.world.chats.flood.on = True
        groups = _groups(place)
        with patch.object(bot.wiring.build, "Limits", limits):
            async with indoors(place, folder, TELEGRAM_RATE=RATE) as house:
                await _owe(house, groups)
                if silence:
                    _silence(place)
                return await _sent(place, house) | _came(place, groups)


class Distant(Limits):
    """Each call travels, there and back; the nth to a group takes the same time in every run."""

    def __init__(self, rate: float, among: Callable[[], int], now: Callable[[], float]) -> None:
        super().__init__(rate, among, now)
        self._calls: Counter[Any] = Counter()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        chat = data.get("chat_id")

        async def travels(*words: Any, **more: Any) -> Answer:
            self._calls[chat] += 1
            dice = random.Random(f"{chat}:{self._calls[chat]}")
            await asyncio.sleep(dice.uniform(*TRAVELS))
            answer = await callback(*words, **more)
            await asyncio.sleep(dice.uniform(*TRAVELS))
            return answer

        return await super().process_request(travels, args, kwargs, endpoint, data, rate_limit_args)


def _groups(place: Town) -> list[int]:
    made = [place.world.chats.add_group(f"Group {n}", supergroup=True) for n in range(GROUPS)]
    for group in made:
        group.members = {place.world.chats.bot_id: "member"}
    return [group.id for group in made]


async def _owe(house: BuiltBot, groups: list[int]) -> None:
    async with house.ledger.change() as uow:
        for n in range(MESSAGES):
            await uow.outbox.owe(ResumedNotice(by=f"Ann {n}."), Place(groups[n % GROUPS]), f"bench:{n}")


def _silence(place: Town) -> None:
    place.world.faults.plan({"side": "telegram", "call": "sendMessage", "kind": "throttle", "times": 1})


async def _sent(place: Town, house: BuiltBot) -> dict[str, Any]:
    loop = virtual.here()
    at: list[float] = []
    heard = place.world.bus.publish

    def noted(kind: str, data: dict[str, Any]) -> None:
        heard(kind, data)
        if kind == "call" and data["call"] == "sendMessage":
            at.append(loop.time())

    pytest.MonkeyPatch().setattr(place.world.bus, "publish", noted)
    first = len(place.calls)
    await house.telegram.application.initialize()
    start = loop.time()
    while await _waiting(house):
        await house.desk.outbox.deliver(house.services.messenger.send)
        await asyncio.sleep(0.2)
    await house.telegram.application.shutdown()
    calls = [c for c in place.calls[first:] if c.side == "telegram" and c.name == "sendMessage"]
    times: dict[int, list[float]] = {}
    for call, when in zip(calls, at, strict=True):
        if call.ok:
            times.setdefault(int(call.note.split()[0]), []).append(when - start)
    return {"times": times, "refused": sum(not call.ok for call in calls)}


def _came(place: Town, groups: list[int]) -> dict[str, int]:
    """How many messages no group has, and how many are there more than once or in another's place."""
    seen = [
        (group, int(found.group(1)))
        for group in groups
        for message in place.world.chats.chats[group].messages.values()
        if (found := re.search(r"Ann (\d+)\.", message.text))
    ]
    owed = {(groups[n % GROUPS], n) for n in range(MESSAGES)}
    return {"lost": len(owed - set(seen)), "doubled": len(seen) - len(owed & set(seen))}


async def _waiting(house: BuiltBot) -> int:
    async with house.ledger.read() as uow:
        return await uow.outbox.waiting_messages()
