"""A photo becomes public only as a small JPEG of its pixels: nothing tells where, when and by whom it was taken."""

import random
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from bot.child_limits import MOST_BYTES
from bot.pictures.contents import MOST_OF_A_JPEG, MOST_TO_SEARCH_BY, PictureFault
from bot.pictures.reader import PictureReader
from tests.pictures.labels import bomb, label, written
from tests.pictures.test_reader import HEIC

pytestmark = pytest.mark.sockets

SECRET = "31.2304 N 121.4737 E of Anna"
_ORIENTATION, _MAKER, _GPS = 0x0112, 0x010F, 0x8825


async def made(data: bytes) -> Image.Image:
    """The JPEG of a file, opened; it is small and says nothing but its pixels."""
    jpeg = await PictureReader().jpeg(data)
    assert isinstance(jpeg, bytes), jpeg
    assert len(jpeg) < MOST_OF_A_JPEG
    assert b"Exif" not in jpeg
    assert b"Anna" not in jpeg
    picture = Image.open(BytesIO(jpeg))
    picture.load()
    assert picture.format == "JPEG"
    assert max(picture.size) <= 1600
    assert {*picture.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    return picture


def with_secrets(form: str) -> bytes:
    """A photo taken on its side, with its place, its camera's owner, a comment and a profile of colours."""
    photo = Image.open(BytesIO(label("SF1234567890123")))
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKER] = 6, SECRET
    exif.get_ifd(_GPS)[29] = SECRET
    file = BytesIO()
    photo.save(file, form, exif=exif, comment=SECRET.encode(), xmp=SECRET.encode(), icc_profile=SECRET.encode())
    assert SECRET.encode() in file.getvalue()
    return file.getvalue()


@pytest.mark.threat("T20")
@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
async def test_what_a_photo_says_of_its_place_and_owner_is_gone_and_it_stands_upright(form: str) -> None:
    assert (await made(with_secrets(form))).size == (960, 1280)


async def test_a_png_that_is_seen_through_stands_on_white_without_its_words() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Anna")
    file = BytesIO()
    Image.new("RGBA", (900, 300), (255, 0, 0, 0)).save(file, "PNG", pnginfo=words)
    picture = await made(file.getvalue())
    assert picture.size == (900, 300)
    assert picture.getpixel((450, 150)) == (255, 255, 255)


async def test_a_photo_of_twenty_megabytes_becomes_a_small_one() -> None:
    noise = Image.frombytes("RGB", (3800, 3600), random.Random(1688).randbytes(3800 * 3600 * 3))
    file = BytesIO()
    noise.save(file, "JPEG", quality=95)
    assert 0.7 * MOST_BYTES < file.tell() <= MOST_BYTES
    assert min((await made(file.getvalue())).size) >= 700


@pytest.mark.threat("T20")
async def test_a_picture_to_search_by_has_about_100_kb_and_says_nothing_but_its_pixels() -> None:
    large = written(Image.effect_noise((3000, 2000), 60).convert("RGB"), "JPEG")
    read = await PictureReader().searchable(large)
    assert isinstance(read, tuple)
    made, codes = read
    assert codes == ()
    assert 0.4 * MOST_TO_SEARCH_BY < len(made) < MOST_TO_SEARCH_BY < len(large)
    read = await PictureReader().searchable(with_secrets("PNG"))
    assert isinstance(read, tuple)
    small, codes = read
    assert codes == ("SF1234567890123",), "the file is unpacked once, for what it shows and for its codes"
    assert len(small) < MOST_TO_SEARCH_BY
    assert SECRET.encode() not in small
    upright = Image.open(BytesIO(small))
    assert (upright.format, upright.width < upright.height) == ("JPEG", True)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "CMYK", "1"])
async def test_a_picture_of_other_colours_becomes_one(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert (await made(written(Image.new(mode, (60, 40)), form))).size == (60, 40)


@pytest.mark.threat("T20")
@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (bomb(), PictureFault.TOO_MANY_PIXELS),
        (HEIC, PictureFault.HEIC),
        (bytes(MOST_BYTES + 1), PictureFault.TOO_LARGE),
        (b"%PDF-1.7\n", PictureFault.PDF),
        (label("SF1234567890123")[:4000], PictureFault.NOT_A_PICTURE),
        (written(Image.new("L", (40, 40)), "GIF"), PictureFault.NOT_A_PICTURE),
    ],
)
async def test_a_file_that_cannot_be_made_one_is_refused_for_its_reason(data: bytes, fault: PictureFault) -> None:
    assert await PictureReader().jpeg(data) is fault
    assert await PictureReader().searchable(data) is fault
