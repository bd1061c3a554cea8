"""Checks pictures as Telegram's converter does: a picture needs a size and pixels; a header alone is not enough."""

import struct
import zlib
from collections.abc import Iterator

_BLOCK = 1 << 20
_MOST_PIXEL_BYTES = 1 << 28
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF, BMP or WEBP that contains pixels; None for anything else."""
    for start, read in _READERS.items():
        if content.startswith(start):
            try:
                return read(content)
            except (struct.error, IndexError, zlib.error):
                return None
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    chunks = list(_png_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        return None
    width, height = struct.unpack(">II", chunks[0][1][:8])
    pixels = b"".join(data for kind, data in chunks if kind == b"IDAT")
    return (width, height) if width and height and _inflates(pixels, height) else None


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end, as long as they are complete and their checksums are right."""
    at = 8
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length
        if len(data) < length or content[at - 4 : at] != struct.pack(">I", zlib.crc32(kind + data)):
            return
        yield kind, data
        if kind == b"IEND":
            return


def _inflates(packed: bytes, least: int) -> bool:
    """Whether it unpacks to its end into at least so many bytes; stops at a size that no picture has."""
    reader, size = zlib.decompressobj(), 0
    while packed and not reader.eof and size <= _MOST_PIXEL_BYTES:
        size += len(reader.decompress(packed, _BLOCK))
        packed = reader.unconsumed_tail
    size += len(reader.flush()) if not reader.eof else 0
    return reader.eof and size >= least


def _jpeg(content: bytes) -> tuple[int, int] | None:
    size = None
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xDA:
            start = at + 2 + int.from_bytes(content[at + 2 : at + 4])
            return size if content.find(b"\xff\xd9", start) > start else None
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            size = (width, height) if width and height else None
        at += 1 if marker == 0xFF else 2 if marker in _BARE else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _gif(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack("<HH", content[6:10])
    whole = b"\x2c" in content[13:] and content.rstrip(b"\0").endswith(b"\x3b")
    return (width, height) if whole and width and height else None


def _bmp(content: bytes) -> tuple[int, int] | None:
    (pixels,) = struct.unpack("<I", content[10:14])
    width, height = struct.unpack("<ii", content[18:26])
    return (abs(width), abs(height)) if width and height and 26 <= pixels < len(content) else None


def _webp(content: bytes) -> tuple[int, int] | None:
    (size,) = struct.unpack("<I", content[4:8])
    kind, body = content[12:16], content[20:]
    if content[8:12] != b"WEBP" or len(content) < size + 8 or len(body) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", body[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


_READERS = {b"\x89PNG\r\n\x1a\n": _png, b"\xff\xd8": _jpeg, b"GIF8": _gif, b"BM": _bmp, b"RIFF": _webp}
