"""One piece of work after the other, where a broken one must not hold up the rest."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

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
