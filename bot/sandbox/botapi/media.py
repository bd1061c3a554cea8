"""The files of a call: uploads, known file ids and addresses, checked as strictly as Telegram does."""

import asyncio
from typing import Any

import httpx

from bot.sandbox.botapi.context import MAX_CAPTION, BotSide
from bot.sandbox.botapi.params import Fetched, Params, styled_in
from bot.sandbox.botapi.strict import flag_in, text_in
from bot.sandbox.chats.entities import u16
from bot.sandbox.chats.images import picture_size
from bot.sandbox.chats.keyboards import split_address
from bot.sandbox.chats.model import Media, StoredFile
from bot.sandbox.chats.refusals import BotApiRefused, bad_request

MOST_BYTES = {"photo": 10 * 1024 * 1024, "document": 50 * 1024 * 1024}
"""The largest sizes; its keys are also the kinds of media that a bot can send."""
_MOST_BY_ADDRESS = {"photo": 5 * 1024 * 1024, "document": 20 * 1024 * 1024}
_MOST_SIDES = 10_000
_MOST_RATIO = 20
_FETCH_SECONDS = 5.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DEAD_ENDS = (".invalid", ".example", ".test", ".local", ".localhost", ".internal")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
_DOCUMENTS = (".pdf", ".zip", ".gif")
_NO_CONTENT = "failed to get HTTP URL content"
_NO_MEDIA = "wrong type of the web page content"


def given_file(api: BotSide, p: Params, kind: str, source: str, direct: bool = False) -> StoredFile:
    """The file of a call: an upload (direct or attach://), a known file id, or an address. Raises BotApiRefused."""
    upload = p.uploads.get(kind) if direct else None
    if source.startswith("attach://"):
        upload = p.uploads.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"{kind} file is not found in the request")
    if upload is not None:
        return _kept_upload(api, kind, upload.name, upload.content, upload.mime)
    if not source:
        raise bad_request(f"there is no {kind} in the request")
    if is_address(source):
        return _remote(api, p, kind, source)
    return _known(api, kind, source)


def album_item(api: BotSide, p: Params, item: Any) -> dict[str, Any]:
    """Text, entities and media of an InputMediaPhoto or InputMediaDocument."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = text_in(item, "type")
    if kind not in MOST_BYTES:
        raise bad_request("can't parse InputMedia: type must be photo or document")
    text, entities = styled_in(item, "caption", "parse_mode", "caption_entities")
    if u16(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    file = given_file(api, p, kind, text_in(item, "media"))
    extra: dict[str, Any] = {}
    if flag_in(item, "show_caption_above_media"):
        extra["show_caption_above_media"] = True
    if flag_in(item, "has_spoiler"):
        extra["has_media_spoiler"] = True
    return {"text": text, "entities": entities, "media": Media(kind, file), "extra": extra}


def _known(api: BotSide, kind: str, source: str) -> StoredFile:
    """A file by its id, which can be sent only as its own kind."""
    known = api.chats.files.by_id.get(source)
    if known is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _kept_upload(api: BotSide, kind: str, name: str, content: bytes, mime: str) -> StoredFile:
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MOST_BYTES[kind]:
        if kind == "photo":
            raise bad_request(f"file of size {len(content)} bytes is too big for a photo")
        raise BotApiRefused(413, "Request Entity Too Large")
    if kind == "photo":
        _check_picture(content)
    return api.chats.files.keep(kind, name, content, mime)


def _check_picture(content: bytes) -> None:
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MOST_SIDES or max(size) > _MOST_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _remote(api: BotSide, p: Params, kind: str, source: str) -> StoredFile:
    """A file by its address: checked by its content if it is on this machine, else by its name."""
    parts = split_address(source)
    if parts is None or not parts.hostname:
        raise bad_request("wrong HTTP URL specified")
    fetched = p.fetched.get(source)
    if fetched is not None:
        _check_fetched(kind, fetched)
    elif "." not in parts.hostname or parts.hostname.endswith(_DEAD_ENDS):
        raise bad_request(_NO_CONTENT)
    elif not (_may_be_picture(parts.path) if kind == "photo" else parts.path.lower().endswith(_DOCUMENTS)):
        raise bad_request(_NO_MEDIA)
    return api.chats.files.remote(kind, source)


def _may_be_picture(path: str) -> bool:
    """Whether an address elsewhere can be a picture's; image servers write sizes after the name."""
    leaf = path.rpartition("/")[2].lower()
    return any(ending in leaf for ending in _PICTURES) and not leaf.endswith((".html", ".htm"))


def _check_fetched(kind: str, fetched: Fetched) -> None:
    if not fetched.found:
        raise bad_request(_NO_CONTENT)
    page = fetched.mime in ("text/html", "text/plain", "application/json")
    if page or len(fetched.content) > _MOST_BY_ADDRESS[kind]:
        raise bad_request(_NO_MEDIA)
    if kind == "photo":
        if picture_size(fetched.content) is None:
            raise bad_request(_NO_MEDIA)
        _check_picture(fetched.content)
    elif fetched.mime not in ("application/pdf", "application/zip", "image/gif"):
        raise bad_request(_NO_MEDIA)


async def fetch(p: Params) -> None:
    """Fetch the addresses on this machine that a call names as files; no other address is fetched."""
    items = _items(p)
    sources = [p.text(kind) for kind in MOST_BYTES]
    sources += [item["media"] for item in items if isinstance(item, dict) and isinstance(item.get("media"), str)]
    own = {source for source in sources if is_address(source) and _is_here(source)}
    if not own:
        return
    async with httpx.AsyncClient(timeout=_FETCH_SECONDS, trust_env=False) as client:
        found = await asyncio.gather(*(_fetched(client, source) for source in own))
    p.fetched.update(zip(own, found, strict=True))


def _items(p: Params) -> list[Any]:
    media = p.structure("media")
    return media if isinstance(media, list) else [media]


def _is_here(source: str) -> bool:
    parts = split_address(source)
    return parts is not None and parts.hostname in _LOOPBACK


async def _fetched(client: httpx.AsyncClient, source: str) -> Fetched:
    try:
        answer = await client.get(source)
    except (httpx.HTTPError, httpx.InvalidURL):
        return Fetched(found=False)
    mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(answer.is_success, mime, answer.content)
