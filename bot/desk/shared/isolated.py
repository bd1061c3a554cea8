"""Runs several pieces of work so that one that fails does not stop the rest; and two or more at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
Other = TypeVar("Other")

log = logging.getLogger(__name__)


async def each(items: Iterable[T], work: Callable[[T], Awaitable[None]]) -> None:
    """Do `work` for every item; the first error is raised once all had their turn."""
    broken: list[Exception] = []
    for item in items:
        try:
            await work(item)
        except Exception as error:
            log.exception("this work is left for the next round")
            broken.append(error)
    if broken:
        raise broken[0]


async def others_first() -> None:
    """Let others have their turn in the middle of long work, such as a sheet of thousands of lines.

    The loop rests for a moment: a thread that stores something gets the interpreter from a busy loop every 5 ms only.
    """
    await asyncio.sleep(0.002)


async def side_by_side(one: Awaitable[T], other: Coroutine[Any, Any, Other]) -> tuple[T, Other]:
    """The results of both; if both fail, the error of the first is raised, and neither goes on afterwards."""
    beside = asyncio.create_task(other)
    try:
        return await one, await beside
    finally:
        beside.cancel()
        await asyncio.gather(beside, return_exceptions=True)


async def all_at_once(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of all, in their order; if one fails, its error is raised, and none goes on afterwards."""
    begun = [asyncio.create_task(work) for work in works]
    try:
        return [await each for each in begun]
    finally:
        for each in begun:
            each.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
