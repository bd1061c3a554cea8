"""Files, pictures and albums: what Telegram takes, and in which words it refuses the rest."""

import base64
import json
import struct
import zlib
from typing import Any

import pytest

from bot.sandbox.chats.images import picture_size

DATA = "Bad Request: "


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 4, height: int = 3, *, pixels: bytes | None = None) -> bytes:
    """A PNG in one colour; `pixels` replaces its packed pixels."""
    rows = (b"\0" + bytes((width + 7) // 8)) * height
    packed = zlib.compress(rows, 1) if pixels is None else pixels
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg(*, pixels: bytes = b"\x12\x34\xff\xd9") -> bytes:
    size = b"\xff\xc0\x00\x0b\x08\x00\x03\x00\x04\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + pixels


class Desk:
    """The bot's calls with uploads, into one person's chat."""

    def __init__(self, town: Any) -> None:
        self.town = town

    async def upload(self, method: str, files: dict[str, bytes], **fields: Any) -> dict[str, Any]:
        """The answer to a call with files, whatever it is."""
        data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        answer = await self.town.http.post(
            f"/bot{self.town.world.token}/{method}",
            data={"chat_id": str(self.town.anna), **data},
            files={name: (f"{name}.bin", content) for name, content in files.items()},
        )
        return dict(answer.json())

    async def ids(self) -> tuple[str, str]:
        """The file ids of a photo and of a document."""
        photo = await self.upload("sendPhoto", {"photo": png()})
        document = await self.upload("sendDocument", {"document": b"a;b"})
        return photo["result"]["photo"][-1]["file_id"], document["result"]["document"]["file_id"]


@pytest.fixture
async def desk(town: Any) -> Desk:
    await town.say(town.anna, "/start")
    return Desk(town)


def album(*kinds: str, **more: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "media": f"attach://f{at}", **more} for at, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"0" * 64,
        png()[:33],
        png(pixels=b""),
        png(pixels=zlib.compress(bytes(6))[:-3]),
        png().replace(b"IDAT", b"IDAX"),
        png(0, 3),
        b"\xff\xd8\xff\xe0",
        jpeg(pixels=b""),
        jpeg(pixels=b"\xff\xd9"),
        b"GIF89a\x01\x00\x01\x00",
        b"BM" + bytes(50),
        b"RIFF\x04\x00\x00\x00WEBP",
        b"<html>",
    ],
)
async def test_what_is_a_header_and_nothing_behind_is_no_picture(desk: Desk, content: bytes) -> None:
    refused = await desk.upload("sendPhoto", {"photo": content})
    assert refused["description"] == f"{DATA}IMAGE_PROCESS_FAILED"
    assert (await desk.upload("sendDocument", {"document": content}))["ok"]


def test_whole_pictures_of_every_kind_are_measured() -> None:
    gif = b"GIF89a\x04\x00\x03\x00\x00\x00\x00\x2c" + bytes(8) + b"\x00\x02\x02\x4c\x01\x00\x3b"
    bmp = b"BM" + struct.pack("<IIIIii", 66, 0, 54, 40, 4, -3) + bytes(40)
    webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x03\x80\0\0" + bytes(9)
    assert [picture_size(content) for content in (png(), jpeg(), gif, bmp, webp)] == [(4, 3)] * 5


@pytest.mark.parametrize(("width", "height"), [(10_000, 1_000), (5_001, 5_000), (210, 10), (1, 21)])
async def test_a_picture_with_sides_that_telegram_does_not_take_is_refused(desk: Desk, width: int, height: int) -> None:
    refused = await desk.upload("sendPhoto", {"photo": png(width, height)})
    assert refused["description"] == f"{DATA}PHOTO_INVALID_DIMENSIONS"


@pytest.mark.parametrize(("width", "height"), [(5_000, 5_000), (200, 10), (1, 20)])
async def test_the_largest_and_the_longest_picture_passes(desk: Desk, width: int, height: int) -> None:
    assert (await desk.upload("sendPhoto", {"photo": png(width, height)}))["ok"]


async def test_a_picture_of_too_many_bytes_is_refused_however_it_comes(desk: Desk) -> None:
    heavy = png() + bytes(10 * 1024 * 1024)
    words = f"{DATA}file of size {len(heavy)} bytes is too big for a photo"
    assert (await desk.upload("sendPhoto", {"photo": heavy}))["description"] == words
    refused = await desk.upload("sendMediaGroup", {"f0": png(), "f1": heavy}, media=album("photo", "photo"))
    assert refused["description"] == words


async def test_a_file_id_is_good_for_its_own_kind_alone(desk: Desk) -> None:
    town = desk.town
    photo, document = await desk.ids()
    here = {"chat_id": town.anna}
    refused = await town.refusal("sendPhoto", photo=document, **here)
    assert refused["description"] == f"{DATA}can't use file of type Document as Photo"
    refused = await town.refusal("sendDocument", document=photo, **here)
    assert refused["description"] == f"{DATA}can't use file of type Photo as Document"
    items = [{"type": "photo", "media": photo}, {"type": "photo", "media": document}]
    assert "Document as Photo" in (await town.refusal("sendMediaGroup", media=items, **here))["description"]
    sent = await town.bot("sendPhoto", photo=photo, **here)
    change = {"message_id": sent["message_id"], "media": {"type": "document", "media": photo}, **here}
    assert "Photo as Document" in (await town.refusal("editMessageMedia", **change))["description"]
    assert await town.bot("sendDocument", document=document, **here)


async def test_the_file_of_a_voice_message_is_no_document(desk: Desk) -> None:
    town = desk.town
    await town.updates()
    await town.say(town.anna, "", voice={"name": "a.ogg", "base64": base64.b64encode(b"OggS").decode()})
    (update,) = await town.updates()
    given = update["message"]["voice"]["file_id"]
    refused = await town.refusal("sendDocument", chat_id=town.anna, document=given)
    assert refused["description"] == f"{DATA}can't use file of type Voice as Document"


async def test_documents_are_among_themselves_in_an_album(desk: Desk) -> None:
    before = len(await desk.town.rows(desk.town.anna))
    files = {"f0": png(), "f1": b"a;b"}
    for kinds in (("photo", "document"), ("document", "photo")):
        given = dict(zip(("f0", "f1"), (png(), b"a;b") if kinds[0] == "photo" else (b"a;b", png()), strict=True))
        refused = await desk.upload("sendMediaGroup", given, media=album(*kinds))
        assert refused["description"] == f"{DATA}document can't be mixed with other media types"
    assert len(await desk.town.rows(desk.town.anna)) == before
    assert (await desk.upload("sendMediaGroup", files, media=album("document", "document")))["ok"]


async def test_in_an_album_captions_are_on_one_side_and_items_keep_their_kind(desk: Desk) -> None:
    files = {"f0": png(), "f1": png()}
    sides = [{**item, "show_caption_above_media": at == 0} for at, item in enumerate(album("photo", "photo"))]
    refused = await desk.upload("sendMediaGroup", files, media=sides)
    assert "show_caption_above_media must be the same" in refused["description"]
    sent = (await desk.upload("sendMediaGroup", files, media=album("photo", "photo")))["result"]
    change = {"message_id": str(sent[0]["message_id"]), "media": {"type": "document", "media": "attach://f"}}
    refused = await desk.upload("editMessageMedia", {"f": b"a;b"}, **change)
    assert refused["description"] == f"{DATA}MEDIA_GROUPED_INVALID"


@pytest.mark.parametrize(
    ("kind", "address", "words"),
    [
        ("photo", "https://gone.invalid/a.jpg", "failed to get HTTP URL content"),
        ("photo", "http://intranet/a.jpg", "failed to get HTTP URL content"),
        ("photo", "https://detail.1688.com/offer/6.html", "wrong type of the web page content"),
        ("photo", "https://www.1688.com/", "wrong type of the web page content"),
        ("document", "https://cbu01.alicdn.com/a.csv", "wrong type of the web page content"),
        ("photo", "{}/pictures/1.png", "failed to get HTTP URL content"),
        ("photo", "{}/index.html", "wrong type of the web page content"),
        ("photo", "http://127.0.0.1:1/a.jpg", "failed to get HTTP URL content"),
        ("document", "{}/sim/people", "wrong type of the web page content"),
        ("photo", "http://[::1", "wrong HTTP URL specified"),
    ],
)
async def test_a_dead_address_or_a_page_is_refused(desk: Desk, kind: str, address: str, words: str) -> None:
    town = desk.town
    method = {"photo": "sendPhoto", "document": "sendDocument"}[kind]
    refused = await town.refusal(method, chat_id=town.anna, **{kind: address.format(town.url)})
    assert refused["description"] == DATA + words


async def test_a_picture_at_an_address_is_taken_and_a_dead_one_in_an_album_is_named(desk: Desk) -> None:
    town = desk.town
    goods = (await town.look("goods"))[0]["offer_id"]
    own = f"{town.url}/pictures/{goods}.png"
    for address in (own, "https://cbu01.alicdn.com/img/a.jpg_400x400.jpg_.webp"):
        assert (await town.bot("sendPhoto", chat_id=town.anna, photo=address))["photo"]
    items = [{"type": "photo", "media": own}, {"type": "photo", "media": "https://gone.invalid/a.jpg"}]
    refused = await town.refusal("sendMediaGroup", chat_id=town.anna, media=items)
    words = 'failed to send message #2 with the error message "WEBPAGE_CURL_FAILED"'
    assert refused["description"] == DATA + words
