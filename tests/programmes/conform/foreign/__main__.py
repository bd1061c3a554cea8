"""Runs bots of other libraries in the pretend Telegram, by scene: `python -m tests.programmes.conform.foreign`."""

import asyncio
import sys

from tests.programmes.conform.foreign.stage import Missing
from tests.programmes.conform.foreign.story import CLIENTS, play


def main() -> int:
    """0 where every scene went well."""
    faults = scenes = 0
    for client in CLIENTS:
        try:
            checks = asyncio.run(play(client)).values()
        except Missing as missing:
            sys.stderr.write(f"{missing}\n")
            return 1
        for check in checks:
            sys.stdout.write(f"{check.verdict:4}  {check.sample}: {check.what}{check.fault and f': {check.fault}'}\n")
        scenes, faults = scenes + len(checks), faults + sum(check.verdict == "FAIL" for check in checks)
    sys.stdout.write(f"foreign clients: {scenes - faults} passed, {faults} failed\n")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
