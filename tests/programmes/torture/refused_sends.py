"""Somebody writes while Telegram takes nothing from the bot: each of their messages is answered afterwards, once."""

import asyncio
import contextlib
from dataclasses import dataclass, field

from bot.sandbox.actor import post
from tests.programmes.torture.fault_injection import DROP_BEFORE, FAIL_BEFORE, SENDS, THROTTLE, Arrival
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.programme import Scale

SECONDS = (1, 2, 3, 6, 10, 15, 30, 60)
SHORT = (6, 3, 15)
"""How long Telegram refuses what is sent: in the whole programme, and in a tenth."""
WAYS = ((FAIL_BEFORE, False), (DROP_BEFORE, True), (THROTTLE, False), (DROP_BEFORE, False), (FAIL_BEFORE, True))
"""In which ways, and whether the bot dies in the middle, and starts again."""
NO_SUCH = 7000
"""Numbers from here on are no request's: the answer names the number."""
COMMANDS = ("/order {}", "/cancel {}", "/track {}")
CUT_OFF = "I was interrupted while I did this"
ANSWERED_SECONDS, STEP_SECONDS = 90.0, 2.0


@dataclass
class Writer:
    """Who writes, what must be in the answer to each message, and what was counted."""

    scene: Scene
    person: int
    asked: int = 0
    lost: list[str] = field(default_factory=list)
    without_answer: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    async def writes_for(self, seconds: int, way: str, number: int, *, dies: bool) -> None:
        """For so long nothing is taken that the bot sends; the bot may die in the middle, and start again."""
        before = len(self.scene.chat(self.person))
        self.scene.weather.choose = lambda arrival: way if _is_send(arrival) else None
        markers = [str(NO_SUCH + 10 * number + place) for place in range(len(COMMANDS))]
        for command, marker in zip(COMMANDS, markers, strict=True):
            await self._says(command.format(marker))
        days = number + 2
        await self._says(f"/alerts ship {days}")
        effect = f"not shipped after {days} "
        await asyncio.sleep(seconds / 2)
        if dies:
            await self.scene.die()
            await self.scene.start()
        await asyncio.sleep(seconds / 2)
        self.scene.weather.choose = lambda _: None
        await self._hears(before, [*markers, effect])
        for marker in markers:
            self._counted(before, (marker,), f"{way} for {seconds} s: {marker}", self.lost)
        self._counted(before, (effect, CUT_OFF), f"{way} for {seconds} s: {effect}", self.without_answer)

    async def _says(self, text: str) -> None:
        self.asked += 1
        await post(self.scene.http, "/sim/say", {"person": self.person, "text": text})

    async def _hears(self, before: int, markers: list[str]) -> None:
        """Until everything is answered, or for as long as anybody waits; the bot's time goes on meanwhile."""

        async def all_there() -> bool:
            self.scene.world.clock.advance(STEP_SECONDS)
            told = "\n".join(self._told(before))
            return all(marker in told or (CUT_OFF in told and marker == markers[-1]) for marker in markers)

        with contextlib.suppress(AssertionError):  # what is missing is counted
            await until(all_there, "everything is answered", ANSWERED_SECONDS, every=0.25)
        await asyncio.sleep(1.0)

    def _told(self, before: int) -> list[str]:
        rows = self.scene.chat(self.person)[before:]
        return [str(row["text"]) for row in rows if row["from"] == "bot" and not row["deleted"]]

    def _counted(self, before: int, ways: tuple[str, ...], what: str, missing: list[str]) -> None:
        answers = [text for text in self._told(before) if any(way in text for way in ways)]
        if not answers:
            missing.append(what)
        if len(answers) > 1:
            self.doubled.append(what)


def _is_send(arrival: Arrival) -> bool:
    return arrival.side == "telegram" and arrival.call in SENDS


async def refused_sends(scale: Scale) -> Writer:
    """Each length in one of the ways."""
    async with opened(scale) as scene:
        await scene.start()
        writer = Writer(scene, scene.world.admins[0])
        await post(scene.http, "/sim/say", {"person": writer.person, "text": "/start"})
        lengths = SHORT if scale.tenth else SECONDS
        for number, seconds in enumerate(lengths):
            way, dies = WAYS[number % len(WAYS)]
            await writer.writes_for(seconds, way, number, dies=dies)
        await scene.stop()
        return writer
