"""B11: fuzzed pastes through the link parser."""

import random
import time
from pathlib import Path

from bot.purchasing.reading.links import find
from tests.programmes.bench.frame import REPEATS, Result, bench, percentile, spread

PASTES, SEED = 5_000, 1688
PIECES = (
    "https://detail.1688.com/offer/610947572360.html", "https://m.1688.com/offer/610947572360.html?spm=a2",
    "https://qr.1688.com/s/AbCdEf12", "610947572360 x 20", "【天猫】http://e.tb.cn/h.gx 复制", "offerId=610947572360",
    "２０件 红色 L码", "https://detail.1688.com/offer/", "%E9%87%87%E8%B4%AD", "\u202e\u200b", "👕 120 pcs", "\n",
)  # fmt: skip


@bench(11, "5,000 fuzzed pastes through the link parser", must="published")
async def links(_: Path) -> Result:
    """Real forms cut, joined and spoilt at random, the same ones in every repeat."""
    chance = random.Random(SEED)
    pastes = [_paste(chance) for _ in range(PASTES)]
    whole, slowest = [], []
    for _again in range(REPEATS):
        took = []
        for paste in pastes:
            start = time.perf_counter()
            find(paste)
            took.append(1e6 * (time.perf_counter() - start))
        whole.append(sum(took) / PASTES)
        slowest.append(percentile(took, 0.999))
    return Result({"µs a text": spread(whole), "p99.9, µs": spread(slowest)}, None)


def _paste(chance: random.Random) -> str:
    text = " ".join(chance.choices(PIECES, k=chance.randint(1, 8)))
    letters = list(text)
    for _ in range(chance.randint(0, 6)):
        letters[chance.randrange(len(letters))] = chr(
            chance.choice((chance.randrange(32, 127), chance.randrange(0x4E00, 0x9FFF)))
        )
    return "".join(letters)
