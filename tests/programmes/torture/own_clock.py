"""The wall clock of one process, which libfaketime sets as a hand or NTP would; its monotonic clock stays true."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

MACHINE = Path(__file__).parents[3] / ".ci" / "machine"
_TRIAL = """
import threading, time
begun = time.monotonic()
threading.Event().wait(0.01)
print(time.time(), time.monotonic() - begun)
"""


class OwnClock:
    """A file that says how many seconds the clock is ahead of the true time, and the environment that obeys it."""

    def __init__(self, folder: Path) -> None:
        self._file, self.ahead = folder / "ahead", 0
        found = subprocess.run([MACHINE, "faketime"], capture_output=True, text=True, check=False)
        if found.returncode:
            raise RuntimeError(found.stderr.strip())
        self.environment = {
            "LD_PRELOAD": found.stdout.strip(),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DISABLE_SHM": "1",
            "NO_FAKE_STAT": "1",
        }
        self.set(0)

    def set(self, ahead: int) -> None:
        """From the next look at the clock on it is so many seconds ahead; behind if negative."""
        self.ahead = ahead
        ready = self._file.with_suffix(".new")
        ready.write_text(f"{ahead:+d}\n", encoding="ascii")
        ready.replace(self._file)

    def require(self) -> None:
        """RuntimeError unless a Python under it sees another day, and waits as long as it should.

        Nothing of the bot calls `time.sleep`, which older versions of libfaketime break.
        """
        self.set(86_400)
        done = subprocess.run(
            [sys.executable, "-c", _TRIAL], env=self.environment, capture_output=True, text=True, check=False
        )
        self.set(0)
        told = done.stdout.split()
        if done.returncode or not (float(told[0]) - datetime.now(UTC).timestamp() > 80_000 and float(told[1]) < 60):
            raise RuntimeError(f"libfaketime does not move the clock of {sys.executable}: {done.stderr.strip()[-300:]}")


def summer_time_in(seconds: float) -> str:
    """A zone (TZ) in which the clocks go forward by an hour in so many seconds."""
    begins = datetime.now(UTC) + timedelta(seconds=seconds)
    day = begins.timetuple().tm_yday - 1
    return f"WIN0SUM,{day}/{begins:%H:%M:%S},{(day + 180) % 365}/0"
