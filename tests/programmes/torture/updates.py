"""Random updates through the whole way in: recorded, read, guarded, handled, with the pretend world behind."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from telegram.ext import Application

from bot.chat.conversation.registry import COMMANDS
from bot.sandbox.actor import post
from tests.programmes.torture import fuzzing, targets, virtual
from tests.programmes.torture.findings import SLOW, Found
from tests.programmes.torture.virtual_stage import Base, Stage, staged

BATCH = 250
ARGUMENTS = (
    "", "1", "2", "600000000001 2", "here", "@boris", "approver", "USD 7.26", "2026-12-01 2026-12-24 @boris",
    "join_abc", "role @boris buyer", "limit @boris 1000", "zone Europe/Berlin", "language zh", "马克杯",
    "because it is late", "close",
)  # fmt: skip
SAID = (
    *(f"/{command} {argument}".strip() for command in COMMANDS for argument in ARGUMENTS),
    *targets.LINKS, *targets.QUANTITIES, *targets.POLICIES, "hello", "10", "3301687771406784563",
)  # fmt: skip


def dispatched(folder: Path, seed: int, count: int) -> Found:
    """Feed so many updates; what went wrong with them."""
    found: Found = virtual.run(_all(folder, seed, count))
    return found


async def _all(folder: Path, seed: int, count: int) -> Found:
    found = Found()
    async with staged(Base(folder), second_admin="Boris", WATCH_SECONDS="3600") as stage:
        raw = await _story(stage)
        odd: set[int] = set()
        _watched(stage, found, odd)
        dice = random.Random(f"{seed} updates")
        first = 1 + max(each["update_id"] for each in raw)
        with _timed(found):
            for start in range(first, first + count, BATCH):
                batch = [_update(dice, raw, number, odd) for number in range(start, min(start + BATCH, first + count))]
                await stage.tenant.house.inbox.accept(batch)
                await stage.tenant.house.inbox.idle()
                found.inputs += len(batch)
        left = await stage.rows("SELECT count(*) FROM inbox WHERE state = 'new'")
        if left[0][0]:
            found.unhandled["never settled"] += int(left[0][0])
            found.example["never settled"] = f"{left[0][0]} updates were neither done nor given up"
    return found


async def _story(stage: Stage) -> list[dict[str, Any]]:
    """What people do at all, so that every kind of update is among the seeds."""
    await stage.ask()
    await asyncio.sleep(5)
    card = await stage.card()
    assert card is not None
    await stage.anna.presses(card, "Buy now")
    people = [stage.anna.person, stage.boris.person]
    chat = (await post(stage.http, "/sim/chats", {"title": "Buying", "members": people, "privacy": False}))["id"]
    for body in (
        {"text": "/team here"}, {"text": "/buy 1", "topic": None}, {"text": "hi", "forwarded": True}, {"text": "/help"},
        {"text": "anonymous", "anonymous": True}, {"photo": {"name": "a.png", "base64": "AAAA"}, "text": "/buy 5"},
        {"document": {"name": "a.csv", "base64": "AAAA"}},
    ):  # fmt: skip
        for where in ({"chat": chat}, {}):
            said = {name: value for name, value in body.items() if value is not None}
            await stage.http.post("/sim/say", json={"person": stage.anna.person, **where, **said})
    await stage.http.post(f"/sim/chats/{chat}/promote", json={"person": "bot"})
    await asyncio.sleep(30)
    return [json.loads(row[0]) for row in await stage.rows("SELECT raw FROM inbox WHERE raw <> '' ORDER BY update_id")]


def _watched(stage: Stage, found: Found, odd: set[int]) -> None:
    """Every handler's error is noted.

    An update whose form is not Telegram's may fail and be given up; that it stops nothing is what counts.
    """
    house = stage.tenant.house
    note = house.inbox._outcomes.failed

    def noting(update_id: int, error: BaseException) -> None:
        kind = type(error).__name__
        if update_id in odd:
            found.given_up += 1
            note(update_id, error)
            return
        found.unhandled[kind] += 1
        found.example.setdefault(kind, f"update {update_id}: {kind}: {str(error)[:120]}")
        note(update_id, error)

    pytest.MonkeyPatch().setattr(house.inbox._outcomes, "failed", noting)


@contextmanager
def _timed(found: Found) -> Iterator[None]:
    """How much of this thread each update takes; noted on the class, since an application has slots from 3.12 on."""
    process = Application.process_update

    async def timed(application: Any, update: object) -> None:
        start = time.thread_time()
        await process(application, update)
        seconds = time.thread_time() - start
        found.slowest, found.slow = max(found.slowest, seconds), found.slow + (seconds > SLOW)

    with patch.object(Application, "process_update", timed):
        yield


def _update(dice: random.Random, seeds: list[dict[str, Any]], number: int, odd: set[int]) -> dict[str, Any]:
    """A valid update, one that says something else, or one whose form is otherwise than Telegram's, which is odd."""
    update: dict[str, Any] = json.loads(json.dumps(dice.choice(seeds)))
    message = update.get("message")
    if isinstance(message, dict) and dice.random() < 0.6:
        message["text"] = fuzzing.text(dice, SAID)[:4096]
        word = next(iter(message["text"].split()), "")
        if word.startswith("/"):
            length = len(word.encode("utf-16-le", "surrogatepass")) // 2
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    if dice.random() < 0.4:
        odd.add(number)
        changed = fuzzing.document(dice, (update,))
        update = changed if isinstance(changed, dict) else {"message": changed}
    return update | {"update_id": number}
