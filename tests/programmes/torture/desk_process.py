"""A bot without a chat: the production desk in a process of its own, which does what a person says and can be killed.

It is forked by the launcher. It connects to a socket of whoever started it, and there answers one JSON object a line:
`{"id", "now", "verb", "words", "dies"}` with `{"id", "answer"}`. Nobody here looks at 1688 but through the gateway.
"""

import asyncio
import json
import traceback
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.desk.ledger.requests import Conflict, NoSuchRow
from bot.desk.shared.refusal import Refusal
from bot.market.errors import MarketError
from bot.settings import of_world
from bot.wiring.build import BuiltBot, built
from tests.programmes.torture import desk_verbs

LONGEST_LINE = 1 << 22
SHORTEST_WAIT = 0.02


class ToldClock:
    """The time of the pretend world, as each command tells it; waiting takes next to no time."""

    def __init__(self) -> None:
        self._told = datetime.fromtimestamp(0).astimezone()
        self._since = 0.0

    def tell(self, now: str) -> None:
        """It is this late (ISO 8601) from now on."""
        self._told = datetime.fromisoformat(now)
        self._since = asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return self._told + (datetime.resolution * round((asyncio.get_running_loop().time() - self._since) * 1e6))

    def steady(self) -> float:
        return self.now().timestamp()

    def shifted(self, _: datetime) -> datetime:
        return self.now()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, SHORTEST_WAIT))


def serve(order: dict[str, Any], die_at_commit: Callable[..., None]) -> int:
    """Live until whoever started it hangs up; the exit code."""
    return asyncio.run(_serve(order, die_at_commit))


async def _serve(order: dict[str, Any], die_at_commit: Callable[..., None]) -> int:
    clock = ToldClock()
    clock.tell(order["now"])
    async with built(of_world(order["settings"]), clock) as house:
        await _begin(house)
        reader, writer = await asyncio.open_unix_connection(order["socket"], limit=LONGEST_LINE)
        at_work: set[asyncio.Task[None]] = set()
        while line := await reader.readline():
            said = json.loads(line)
            clock.tell(said["now"])
            if dies := said.get("dies"):
                die_at_commit(dies["commit"], after=dies["after"])
            task = asyncio.create_task(_answer(house, said, writer))
            at_work.add(task)
            task.add_done_callback(at_work.discard)
        writer.close()
    return 0


async def _begin(house: BuiltBot) -> None:
    """What every start does before the first update, in its order; there is no chat to begin."""
    desk = house.desk
    await desk.health.recall()
    await desk.journal_keeper.begin()
    await desk.lost_time.remember()
    await desk.forgetting.again()
    await desk.policy.bring_up()
    await desk.create_call.recover()
    await desk.outbox.recover()
    desk.create_call.may_place.set()


async def _answer(house: BuiltBot, said: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    verb: Callable[..., Awaitable[Any]] = desk_verbs.VERBS[said["verb"]]
    answer: dict[str, Any]
    try:
        answer = {"done": await verb(house, **said["words"])}
    except Refusal as no:
        answer = {"refused": no.key}
    except Conflict:
        answer = {"refused": "conflict"}
    except NoSuchRow as error:
        answer = {"refused": f"no such row: {error}"}
    except MarketError as error:
        answer = {"failed": f"{type(error).__name__}: {error.words}"}
    except Exception:  # whoever asked judges it
        answer = {"broke": traceback.format_exc()}
    with suppress(ConnectionError):
        writer.write(json.dumps({"id": said["id"], "answer": answer}, ensure_ascii=False).encode() + b"\n")
        await writer.drain()
