"""Compares our clock with those of 1688 and Telegram; a difference is told, and a large one stops buying."""

import logging
from datetime import timedelta

from bot.clock import OtherClocks
from bot.desk.shared.pause import Switch

log = logging.getLogger(__name__)

SAID_BEYOND = timedelta(seconds=30)
STOPPED_BEYOND = timedelta(minutes=5)
"""Calls carry the time they were signed at; what 1688 makes of a wrong one is published nowhere."""


class Clocks:
    """Compares the clocks."""

    def __init__(self, others: OtherClocks, switch: Switch) -> None:
        self._others, self._switch = others, switch
        self._said: dict[str, bool] = {}

    async def compare(self) -> None:
        """Say once which clock is more than 30 s from ours; beyond five minutes nothing is bought."""
        for whose, apart in self._others.apart().items():
            self._say(whose, apart)
            if abs(apart) > STOPPED_BEYOND:
                await self._switch.stop(f"the clock of {whose} is {_words(apart)} ours; set this machine's clock")

    def _say(self, whose: str, apart: timedelta) -> None:
        far = abs(apart) > SAID_BEYOND
        if far and not self._said.get(whose):
            log.warning("the clock of %s is %s ours; set this machine's clock", whose, _words(apart))
        self._said[whose] = far


def _words(apart: timedelta) -> str:
    seconds = abs(round(apart.total_seconds()))
    told = f"{seconds} s" if seconds < 120 else f"{round(seconds / 60)} min"
    return f"{told} {'ahead of' if apart > timedelta(0) else 'behind'}"
