"""The bot itself opens no picture: a process of its own does, and whatever it meets, the bot goes on as before."""

import json

import pytest
from PIL import Image

from bot.child_limits import MOST_BYTES
from bot.pictures import reader
from bot.pictures.contents import PictureFault
from bot.pictures.reader import PictureReader
from tests.pictures.labels import bomb, label, square, written

pytestmark = pytest.mark.sockets

WAYBILL, OTHER = "YT8812345678901", "SF1234567890123"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
HOSTILE = {
    "a bomb": (bomb(), PictureFault.TOO_MANY_PIXELS),
    "one pixel too many": (bomb(8001, 8000), PictureFault.TOO_MANY_PIXELS),
    "a photo of an iPhone as a file": (HEIC, PictureFault.HEIC),
    "a PDF": (b"%PDF-1.7\n" + bytes(1000), PictureFault.PDF),
    "20 MB and one byte": (bytes(MOST_BYTES + 1), PictureFault.TOO_LARGE),
    "20 MB of nothing": (bytes(MOST_BYTES), PictureFault.NOT_A_PICTURE),
    "no byte": (b"", PictureFault.NOT_A_PICTURE),
    "a BMP": (written(Image.new("L", (40, 40)), "BMP"), PictureFault.NOT_A_PICTURE),
    "a GIF": (written(Image.new("L", (40, 40)), "GIF"), PictureFault.NOT_A_PICTURE),
    "a PostScript program": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", PictureFault.NOT_A_PICTURE),
    "half a JPEG": (label(WAYBILL)[:4000], PictureFault.NOT_A_PICTURE),
    "half a PNG": (label(WAYBILL, form="PNG")[:9000], PictureFault.NOT_A_PICTURE),
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_the_codes_of_a_label_are_read_though_it_is_turned_and_not_sharp(form: str) -> None:
    assert set(await PictureReader().codes(label(WAYBILL, OTHER, form=form))) == {WAYBILL, OTHER}


async def test_a_label_on_its_side_and_a_square_code_are_read() -> None:
    pictures = PictureReader()
    assert await pictures.codes(label(WAYBILL, turned=92)) == (WAYBILL,)
    assert await pictures.codes(square(WAYBILL)) == (WAYBILL,)


async def test_the_code_of_a_shop_is_none_of_a_carrier_and_a_wall_has_none() -> None:
    assert await PictureReader().codes(label()) == ()


@pytest.mark.threat("T20")
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_for_one_reason(name: str) -> None:
    data, fault = HOSTILE[name]
    assert await PictureReader().codes(data) is fault


@pytest.mark.threat("T20")
async def test_a_picture_is_read_after_hostile_ones() -> None:
    pictures = PictureReader()
    assert await pictures.codes(bomb()) is PictureFault.TOO_MANY_PIXELS
    assert await pictures.codes(label(WAYBILL)) == (WAYBILL,)


@pytest.mark.threat("T20")
async def test_a_reader_that_takes_too_long_is_ended() -> None:
    assert await PictureReader(seconds=0.01).codes(label(WAYBILL)) is PictureFault.TOOK_TOO_LONG


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", PictureFault.TOOK_TOO_LONG),
        ("import os; os.abort()", PictureFault.TOOK_TOO_MUCH_MEMORY),
        ("raise SystemExit(1)", PictureFault.READER_FAILED),
        ("print('{')", PictureFault.READER_FAILED),
        ("print('5')", PictureFault.READER_FAILED),
        ("print('null')", PictureFault.READER_FAILED),
        ("print('{}')", PictureFault.READER_FAILED),
        ("print('x' * 10_000_000)", PictureFault.READER_FAILED),
    ],
)
async def test_the_end_of_a_reader_without_an_answer_is_a_reason(
    monkeypatch: pytest.MonkeyPatch, program: str, fault: PictureFault
) -> None:
    monkeypatch.setattr(reader, "_CHILD", ("-c", program))
    assert await PictureReader().codes(b"") is fault


@pytest.mark.threat("T20")
async def test_the_reader_gets_little_and_no_secret_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:secret")
    program = (
        "import json, os, resource, sys\nfrom bot.pictures import child\n"
        "child.use_little(child.MEMORY, child.CPU_SECONDS)\n"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)\n"
        "limits = [resource.getrlimit(kind)[1] for kind in kinds]\n"
        "names = sorted(name for name in os.environ if name != 'LC_CTYPE')\n"
        "print(json.dumps({'found': [json.dumps([names, limits, sys.argv[1:]])]}))"
    )
    monkeypatch.setattr(reader, "_CHILD", ("-c", program))
    (answer,) = await PictureReader().codes(b"")
    assert json.loads(answer) == [["PYTHONPATH"], [640 * 1024 * 1024, 10, 0, 0], ["codes"]]
