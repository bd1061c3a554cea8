"""Uploaded files, and pictures known by address: their ids and paths."""

import base64
import hashlib
import itertools
import mimetypes

from bot.sandbox.chats.images import picture_size
from bot.sandbox.chats.model import StoredFile

_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}
_BEGINNINGS = {"photo": "AgACAgI", "document": "BQACAgI", "voice": "AwACAgI", "sticker": "CAACAgI"}
"""The beginning of a file id tells its kind."""
_UNKNOWN_SIZE = (800, 600)


class Files:
    """Everything that was sent, found by file id, by path or by its short key."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self.by_key: dict[str, StoredFile] = {}
        self._by_url: dict[tuple[str, str], StoredFile] = {}

    def keep(self, kind: str, name: str, content: bytes, mime: str | None = None) -> StoredFile:
        """Store an upload of any kind."""
        number = next(self._numbers)
        guessed = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        ending = name.rpartition(".")[2].lower() if "." in name else "bin"
        if kind == "photo":
            ending = "png" if content.startswith(b"\x89PNG") else "jpg"
        width, height = picture_size(content) or _UNKNOWN_SIZE
        return self._add(number, kind, name, guessed, f"file_{number}.{ending}", content, None, width, height)

    def remote(self, kind: str, url: str) -> StoredFile:
        """A picture or document by its address; it is not fetched."""
        known = self._by_url.get((kind, url))
        if known is None:
            number = next(self._numbers)
            name = url.rpartition("/")[2].partition("?")[0] or "file"
            mime = mimetypes.guess_type(name)[0] or "image/jpeg"
            known = self._add(number, kind, name, mime, f"file_{number}.jpg", None, url, *_UNKNOWN_SIZE)
            self._by_url[kind, url] = known
        return known

    def _add(
        self, number: int, kind: str, name: str, mime: str, leaf: str, content: bytes | None, url: str | None,
        width: int, height: int,
    ) -> StoredFile:  # fmt: skip
        digest = hashlib.sha256(f"{kind}/{number}/{name}".encode()).digest()
        key = base64.urlsafe_b64encode(digest[:12]).decode().rstrip("=")
        file_id = _BEGINNINGS[kind] + base64.urlsafe_b64encode(digest).decode().rstrip("=")
        path = f"{_FOLDERS[kind]}/{leaf}"
        stored = StoredFile(kind, file_id, f"AQAD{key}", name, mime, path, content, url, width, height)
        self.by_id[file_id] = self.by_path[path] = self.by_key[stored.unique_id] = stored
        return stored
