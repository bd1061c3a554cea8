"""Packs a file with zstd and unpacks it: in pieces, with a checksum, for this user alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from storage.failures import DatabaseDamaged, StorageFailed

SUFFIX = ".zst"
LEVEL = 3
"""More saves little of a database, and takes several times as long."""
PIECE = 1 << 18
_MAGIC = b"\x28\xb5\x2f\xfd"


def is_packed(path: Path) -> bool:
    """Whether a file begins as zstd's do, whatever its name says. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def pack(source: Path, target: Path) -> None:
    """Write a packed copy of a file and read it back: it holds what the file holds. Raises DatabaseDamaged, OSError."""
    zstd = _library()
    wanted = {zstd.CompressionParameter.compression_level: LEVEL, zstd.CompressionParameter.checksum_flag: 1}
    packer = zstd.ZstdCompressor(options=wanted)
    with source.open("rb") as plain, new_file(target) as packed:
        packer.set_pledged_input_size(os.fstat(plain.fileno()).st_size)
        while piece := plain.read(PIECE):
            packed.write(packer.compress(piece))
        packed.write(packer.flush())
        packed.flush()
        os.fsync(packed.fileno())
    with source.open("rb") as plain:
        if any(piece != plain.read(len(piece)) for piece in _pieces(target)) or plain.read(1):
            raise DatabaseDamaged("The packed copy does not hold what was packed, and was dropped.")


def unpack(source: Path, target: Path) -> None:
    """Write what a packed file holds into a new file. Raises DatabaseDamaged if it is not whole, OSError."""
    with new_file(target) as plain:
        for piece in _pieces(source):
            plain.write(piece)


def check(source: Path) -> int:
    """How many bytes a packed file holds, after reading all of it. Raises DatabaseDamaged if it is not whole."""
    return sum(map(len, _pieces(source)))


def size_inside(source: Path) -> int:
    """How many bytes a packed file says it holds; 0 if it does not say. Raises DatabaseDamaged, OSError."""
    zstd = _library()
    with source.open("rb") as packed, _whole(source):
        return int(zstd.get_frame_info(packed.read(PIECE)).decompressed_size or 0)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that was not there before, which only this user can read."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file


def _pieces(source: Path) -> Iterator[bytes]:
    """What a packed file holds; its checksum is compared at its end."""
    zstd = _library()
    with _whole(source), zstd.ZstdFile(source) as packed:
        while piece := packed.read(PIECE):
            yield piece


@contextmanager
def _whole(source: Path) -> Iterator[None]:
    try:
        yield
    except (_library().ZstdError, EOFError) as error:
        raise DatabaseDamaged(f"{source} is damaged: it was cut off or changed. Take another copy.") from error


def _library() -> Any:
    """The library, loaded where something is packed or unpacked: most commands never need it."""
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:  # Python may be built without it
        raise StorageFailed(
            "This Python was built without zstd. Take another one, or write a copy without .zst."
        ) from error
    return zstd
