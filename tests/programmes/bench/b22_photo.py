"""B22: from a photo to what 1688 finds by it, beside the same calls bare."""

import asyncio
import base64
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bot.pictures.reader import PictureReader
from bot.sandbox.chats import acts
from bot.sandbox.pictures import picture
from tests.programmes.bench import wires
from tests.programmes.bench.frame import Result, bench, percentile
from tests.programmes.bench.place import Town, ours, town

TIMES, REFILL = 20, 2.2
CAMERA = (3000, 4000)
"""Pixels of what a telephone sends."""


@bench(
    22,
    "photo of twelve million pixels → offers; default settings, 1688 answers after 80 ms, Telegram after 40",
    must="p50 at most 1.3 times the calls that it needs and the making of the small picture by Pillow, bare",
)
async def photo(folder: Path) -> Result:
    """Each photo is of another product; its sender said before that pictures may go to 1688."""
    async with town() as place:
        (person,) = place.people(1)
        offers = list(place.world.world.offers.values())[: TIMES + 1]
        photos = [_photo(offer.category.shape, offer.tint) for offer in offers]
        async with ours(place, folder, ALIBABA_RATE="5"):
            await _first(place, person, photos[0])
            wires.as_outside(place)
            runs = [await _found(place, person, each) for each in photos[1:]]
        sequence = wires.usual([calls for _, calls in runs])
        theirs = await wires.bare(place, sequence, TIMES)
        small = [_made_small(each) for each in photos[1:]]
        apart = await _read_apart(photos[1:])
        figures: dict[str, Any] = {
            "photos": TIMES, "calls to 1688": sequence.count("1688"), "to Telegram": sequence.count("telegram"),
            "made small by Pillow, p50, ms": round(percentile(small, 0.5), 1),
            "made small, and codes read, in a process of its own, p50, ms": round(percentile(apart, 0.5), 1),
        }  # fmt: skip
        figures |= wires.compared([each for each, _ in runs], [a + b for a, b in zip(theirs, small, strict=True)])
    return Result(figures, figures["calls to 1688"] == 2 and figures["p50, times"] <= 1.3)


def _photo(shape: str, tint: int) -> bytes:
    """The product before a wall, as large as a telephone sends it."""
    wall = Image.new("RGB", CAMERA, (240, 240, 240))
    drawn = Image.open(BytesIO(picture(shape, tint))).convert("RGB").resize((2600, 2600))
    wall.paste(drawn, (200, 700))
    file = BytesIO()
    wall.save(file, "JPEG", quality=85)
    return file.getvalue()


async def _first(place: Town, person: int, file: bytes) -> None:
    """Whoever sends the first one says that it may go to 1688."""
    _send(place, person, file)
    await place.until(lambda: _shown(place, person, 0), "the question")
    question = place.messages(person)[-1]
    place.press(person, question.id, question.inline[0][0]["callback_data"])
    await place.until(lambda: place.count("product.search.imageQuery"), "the first search")


async def _found(place: Town, person: int, file: bytes) -> tuple[float, tuple[str, ...]]:
    """Milliseconds to what was found, and the calls that were made until then."""
    await asyncio.sleep(REFILL)
    before, since, began = len(place.messages(person)), len(place.calls), time.perf_counter()
    _send(place, person, file)
    await place.until(lambda: _shown(place, person, before), "what was found")
    return 1000 * (time.perf_counter() - began), wires.sides(place, since)


def _send(place: Town, person: int, file: bytes) -> None:
    content = {"name": "photo.jpg", "base64": base64.b64encode(file).decode()}
    acts.say(place.world.chats, {"person": person, "text": "", "photo": content})


def _shown(place: Town, person: int, before: int) -> bool:
    return any(message.inline for message in place.messages(person)[before:])


def _made_small(file: bytes) -> float:
    """Milliseconds in which Pillow alone makes the picture small."""
    began = time.perf_counter()
    shown = Image.open(BytesIO(file))
    shown.draft("RGB", (1000, 1000))
    shown.thumbnail((1000, 1000))
    shown.save(BytesIO(), "JPEG", quality=85)
    return 1000 * (time.perf_counter() - began)


async def _read_apart(files: list[bytes]) -> list[float]:
    """The same by a process that reads the codes as well, as the bot has it done."""
    took = []
    for file in files:
        began = time.perf_counter()
        assert isinstance(await PictureReader().searchable(file), tuple)
        took.append(1000 * (time.perf_counter() - began))
    return took
