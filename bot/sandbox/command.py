"""The body of `caigou sandbox`: serves the sandbox alone and prints its settings, until it is told to stop."""

import asyncio
import signal
import sys

from bot.sandbox.app import PretendWorld
from bot.sandbox.serve import PortTaken


def run(port: int = 8688, host: str = "127.0.0.1") -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return asyncio.run(_run(port, host))


async def _run(port: int, host: str) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    world = PretendWorld()
    try:
        async with world.serving(host, port) as base_url:
            for key, value in world.settings(base_url).items():
                sys.stdout.write(f"{key}={value}\n")
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            await stop.wait()
    except PortTaken as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"cannot listen on {host}:{port}: {error.strerror or error}\n")
        return 1
    return 0
