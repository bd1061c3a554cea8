"""One line for each check of each sample, and how many there were of either kind."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from tests.programmes.conform import money_back, pretend, pushes, refusals
from tests.programmes.conform.client import Check, compact, left, reading
from tests.programmes.conform.not_yet import NOT_YET, still_not_read
from tests.programmes.conform.pretend import Pretend
from tests.programmes.conform.reading import ENVELOPE_ONLY, LOOKS
from tests.programmes.conform.shape import differences, form_of, read

Holder = Callable[[str, Any], Awaitable[list[Check]]]
SCENES = pretend.SCENES | pushes.SCENES | money_back.SCENES
LISTS = refusals.LISTS | money_back.LISTS
NO_SCENE = pretend.NO_SCENE | pushes.NO_SCENE
KNOWN = LOOKS.keys() | SCENES.keys() | LISTS.keys() | ENVELOPE_ONLY.keys()


async def conform(samples: dict[str, str], say: Callable[[str], object]) -> int:
    """Hold every sample, name → text; 0 where all went well."""
    verdicts: Counter[str] = Counter()
    async for check in checks(samples):
        verdicts[check.verdict] += 1
        why = check.fault or check.left_out
        say(f"{check.verdict:4}  {check.sample}: {check.what}{why and f': {why}'}")
    absent = sorted(KNOWN - samples.keys())
    if absent:
        say(f"not in the folder: {', '.join(absent)}")
    say(f"{verdicts['ok']} passed, {verdicts['FAIL']} failed")
    return 0 if verdicts["ok"] and not verdicts["FAIL"] else 1


async def checks(samples: dict[str, str]) -> AsyncIterator[Check]:
    """Everything that is held against the samples."""
    for name, body in sorted(samples.items()):
        for hold in _holders(name):
            try:
                found = await hold(name, read(body))
            except Exception as error:
                found = [Check(name, "can be held", f"{type(error).__name__}: {error}")]
            for check in found:
                yield check


def _holders(name: str) -> list[Holder]:
    if name in LISTS:
        return [LISTS[name]]
    if name in NOT_YET:
        return [still_not_read]
    return [_reading, _form] if name in KNOWN else [_unknown]


async def _unknown(name: str, _: Any) -> list[Check]:
    return [Check(name, "unknown sample", "no check names it")]


async def _reading(name: str, sample: Any) -> list[Check]:
    """What our client reads in the sample is what stands there."""
    async with reading(name, sample, compact(sample)) as look:
        if name in ENVELOPE_ONLY:
            await look.agrees(ENVELOPE_ONLY[name])
        else:
            await LOOKS[name](look)
    return look.found


async def _form(name: str, sample: Any) -> list[Check]:
    """The pretend answer to the same call has every field of the sample, each of its kind."""
    if name not in SCENES:
        return [left(name, "is not asked of the pretend 1688", NO_SCENE.get(name) or ENVELOPE_ONLY[name])]
    async with Pretend() as market:
        answer = await SCENES[name](market)
    what = f"the pretend 1688 answers with its {len(form_of(sample))} fields, each of its kind"
    return [Check(name, what, "; ".join(differences(sample, answer)))]
