"""The process that reads one picture: the file comes by stdin, one line of JSON leaves by stdout.

Its argument is the name of the task. The line holds what was found, or the fault.
"""

import base64
import json
import struct
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.child_limits import MOST_BYTES, use_little
from bot.pictures.contents import MOST_OF_A_JPEG, MOST_TO_SEARCH_BY, PictureFault

MOST_PIXELS = 64_000_000
"""More than cameras of phones take as a rule; no bar code needs them."""
MEMORY, CPU_SECONDS = 640 * 1024 * 1024, 10
_MOST_CODES, _LONGEST_CODE = 50, 200
_EDGE = 2400
"""A side of what is searched, in pixels: the lines of a label are wide enough then."""
_JPEG_EDGES, _SEARCH_EDGES = (1600, 1200, 800, 400), (1000, 800, 640, 500, 400, 300)
"""The sides of a JPEG that is made here, in pixels: the first one that is small enough."""
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow raises while it reads a file that is damaged, or written by somebody who wants it to fail."""
_F = zxingcpp.BarcodeFormat
_CODES = zxingcpp.BarcodeFormats(
    [_F.Code128, _F.Code39, _F.Code93, _F.ITF, _F.Codabar, _F.QRCode, _F.DataMatrix, _F.PDF417]
)
"""Those of carriers; the codes of shops are on every box."""


def main() -> None:
    """Read stdin, write stdout."""
    use_little(MEMORY, CPU_SECONDS)
    answer = answer_to(_TASKS[sys.argv[1]], sys.stdin.buffer.read(MOST_BYTES + 1))
    sys.stdout.write(json.dumps(answer) + "\n")


def answer_to(task: Callable[[Image.Image], list[Any]], data: bytes) -> dict[str, Any]:
    """What the task finds in a file, or the fault; a picture of too many pixels is not unpacked."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if data.startswith(b"%PDF-"):
        return {"fault": PictureFault.PDF}
    if data[4:8] == b"ftyp":  # so begins what is packed as films are: HEIC, AVIF
        return {"fault": PictureFault.HEIC}
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            return {"found": task(picture)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"fault": PictureFault.TOO_MANY_PIXELS}
    except MemoryError:
        return {"fault": PictureFault.TOOK_TOO_MUCH_MEMORY}
    except (UnidentifiedImageError, *_DAMAGED):
        return {"fault": PictureFault.NOT_A_PICTURE}


def codes_in(picture: Image.Image) -> list[str]:
    """The texts of the bar codes; of a large picture a smaller copy is searched."""
    picture.draft("L", (_EDGE, _EDGE))  # a JPEG is unpacked in grey and as small as that allows
    grey = picture.convert("L")
    grey.thumbnail((_EDGE, _EDGE))
    return [each.text[:_LONGEST_CODE] for each in zxingcpp.read_barcodes(grey, formats=_CODES)[:_MOST_CODES]]


def jpeg_of(picture: Image.Image, edges: Sequence[int], most: int) -> list[str]:
    """The picture upright on white as a JPEG below `most` bytes, in Base64: its pixels alone, no word of its file."""
    picture.draft("RGB", (edges[0], edges[0]))
    picture.thumbnail((edges[0], edges[0]))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    for edge in edges:
        upright.thumbnail((edge, edge))
        clean, file = Image.new("RGB", upright.size, "white"), BytesIO()
        clean.paste(upright, mask=upright.getchannel("A"))
        clean.save(file, "JPEG", quality=85)
        if file.tell() < most:
            return [base64.b64encode(file.getvalue()).decode()]
    raise MemoryError


def searchable(picture: Image.Image) -> list[str]:
    """A JPEG to search by, in Base64, then the texts of the bar codes: the file is unpacked once for both."""
    picture.draft("RGB", (_EDGE, _EDGE))
    picture.load()
    codes = codes_in(picture)
    return [*jpeg_of(picture, _SEARCH_EDGES, MOST_TO_SEARCH_BY), *codes]


_TASKS: dict[str, Callable[[Image.Image], list[Any]]] = {
    "codes": codes_in,
    "jpeg": partial(jpeg_of, edges=_JPEG_EDGES, most=MOST_OF_A_JPEG),
    "searchable": searchable,
}

if __name__ == "__main__":
    main()
