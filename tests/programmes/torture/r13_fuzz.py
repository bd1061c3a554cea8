"""R13: 100,000 seeded inputs for every parser, every model of an answer, and the dispatcher."""

import asyncio
import logging
import random
import time

from tests.programmes.torture import updates
from tests.programmes.torture.answers import overhear
from tests.programmes.torture.findings import SLOW, Found
from tests.programmes.torture.programme import Result, Scale, programme
from tests.programmes.torture.targets import WORDS, Target, answers, settings

INPUTS = 100_000


def fuzz(target: Target, seed: int, count: int) -> Found:
    """Feed the target; the inputs depend on seed, name and number alone."""
    found = Found()
    for number in range(count):
        given = target.make(random.Random(f"{seed} {target.name} {number}"))
        start = time.thread_time()
        try:
            target.feed(given)
        except target.refuses:
            pass
        except Exception as error:
            kind = f"{type(error).__name__}: {str(error)[:80]}"
            found.unhandled[type(error).__name__] += 1
            found.example.setdefault(type(error).__name__, f"input {number}: {kind}: {given!r:.120}")
        seconds = time.thread_time() - start
        found.inputs += 1
        found.slowest = max(found.slowest, seconds)
        found.slow += seconds > SLOW
    return found


@programme(
    13,
    "fuzz",
    gate="inputs >= 100,000 for each, unhandled exceptions 0, > 1 s 0",
    shortened=True,
    longest=7200,
)
def fuzzed(scale: Scale) -> Result:
    """Every target in turn, the dispatcher last."""
    logging.disable(logging.CRITICAL)
    count = scale.count(INPUTS)
    targets = (*WORDS, settings(scale.folder), *answers(asyncio.run(overhear())))
    found = {target.name: fuzz(target, scale.seed, count) for target in targets}
    found["updates"] = updates.dispatched(scale.folder, scale.seed, count)
    wrong = [f"{name}: {example}" for name, each in found.items() for example in each.example.values()]
    wrong += [f"{name}: {each.slow} inputs took more than 1 s" for name, each in found.items() if each.slow]
    slowest = max(found, key=lambda name: found[name].slowest)
    figures = {
        "parsers": len(found),
        "inputs for each": count,
        "inputs": sum(each.inputs for each in found.values()),
        "unhandled exceptions": sum(each.unhandled.total() for each in found.values()),
        "failed tries of updates that are no updates": found["updates"].given_up,
        "slowest input": f"{found[slowest].slowest * 1000:.0f} ms ({slowest})",
        "> 1 s": sum(each.slow for each in found.values()),
    }
    whole = all(each.inputs >= count for each in found.values())
    return Result(figures, whole and not wrong, tuple(wrong))
