"""Handles waybills that are typed, pasted from a hand scanner, or photographed: they open the count of their parcel."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from telegram import Document, PhotoSize

from bot.cards.goods import waybills as cards
from bot.chat.conversation import counting
from bot.chat.conversation.conversation import Conversation
from bot.child_limits import MOST_BYTES
from bot.desk.ledger.facts import DroppedFile
from bot.pictures.contents import PictureFault
from bot.purchasing.reading.waybills import MOST_WAYBILLS, Scanned

T = TypeVar("T")


async def answered(talk: Conversation, scanned: Sequence[Scanned]) -> bool:
    """Open the count of the one parcel that is meant and not counted; say of others what each is.

    False if these are no waybills, or are none of somebody who counts what arrives.
    """
    if not scanned:
        return False
    found = await talk.work(talk.desk.waybills.find(talk.act, scanned[:MOST_WAYBILLS]))
    views = [view for each in found.values() for view in each]
    if len(found) == len(views) == 1 and views[0].counted is None:
        await counting.count(talk, views[0].order.order_id, views[0].place)
    elif found:
        await talk.say(cards.answer(found, len(scanned[MOST_WAYBILLS:]), talk.language, talk.now()))
    return bool(found)


async def read_picture(
    talk: Conversation, file: PhotoSize | Document | DroppedFile, read: Callable[[bytes], Awaitable[T | PictureFault]]
) -> T | PictureFault:
    """What is read in a picture that Telegram keeps, or the one reason why it is not."""
    number, size = (file.id, file.size) if isinstance(file, DroppedFile) else (file.file_id, file.file_size or 0)
    if size > MOST_BYTES:
        return PictureFault.TOO_LARGE
    fetched = await talk.services.bot.get_file(number)
    return await read(bytes(await fetched.download_as_bytearray()))
