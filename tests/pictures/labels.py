"""Pictures as people take them of labels, and those that no reader should unpack."""

import struct
import zlib
from io import BytesIO

import zxingcpp
from PIL import Image, ImageFilter


def label(*waybills: str, form: str = "JPEG", turned: float = 4, size: tuple[int, int] = (1280, 960)) -> bytes:
    """A photo of a label with these numbers as Code 128: slightly turned, and not quite sharp."""
    photo = Image.new("RGB", size, "#b08d57")
    for place, waybill in enumerate(waybills):
        code = zxingcpp.create_barcode(waybill, zxingcpp.BarcodeFormat.Code128).to_image(scale=4)
        height, width = code.shape
        drawn = Image.frombytes("L", (width, height), bytes(memoryview(code)))
        paper = Image.new("RGB", (width + 80, height + 60), "white")
        paper.paste(drawn, (40, 30))
        photo.paste(paper, (200, 90 + place * 360))
    return written(photo.rotate(turned, fillcolor="#806030").filter(ImageFilter.GaussianBlur(1.1)), form)


def square(text: str) -> bytes:
    """A QR code of this text."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
    return written(Image.frombytes("L", (code.shape[1], code.shape[0]), bytes(memoryview(code))), "PNG")


def written(picture: Image.Image, form: str) -> bytes:
    """The picture as a file of this form."""
    file = BytesIO()
    picture.save(file, form)
    return file.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of 3.6 milliard white pixels in some kilobytes, most of which are not even there."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
