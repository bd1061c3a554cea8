"""Handles waybills that are typed, pasted from a hand scanner, or photographed: they open the count of their parcel."""

from collections.abc import Sequence

from telegram import Document, Message, PhotoSize

from bot.cards import waybills as cards
from bot.chat.conversation import counting
from bot.chat.conversation.conversation import Conversation
from bot.child_process import MOST_BYTES
from bot.pictures.reader import PictureFault
from bot.purchasing.reading.waybills import MOST_WAYBILLS, Scanned, waybills_of


async def answered(talk: Conversation, scanned: Sequence[Scanned]) -> bool:
    """Open the count of the one parcel that is meant and not counted; say of others what each is.

    False if these are no waybills, or are none of somebody who counts what arrives.
    """
    if not scanned:
        return False
    found = await talk.work(talk.desk.waybills.find(talk.by, talk.place, scanned[:MOST_WAYBILLS], talk.cause))
    views = [view for each in found.values() for view in each]
    if len(found) == len(views) == 1 and views[0].counted is None:
        await counting.count(talk, views[0].order.order_id, views[0].place)
    elif found:
        await talk.say(cards.answer(found, len(scanned[MOST_WAYBILLS:]), talk.language, talk.now()))
    return bool(found)


async def codes_in(talk: Conversation, file: PhotoSize | Document) -> tuple[str, ...] | PictureFault:
    """The codes in a picture that Telegram keeps."""
    if (file.file_size or 0) > MOST_BYTES:
        return PictureFault.TOO_LARGE
    fetched = await talk.services.bot.get_file(file.file_id)
    return await talk.services.pictures.codes(bytes(await fetched.download_as_bytearray()))


async def photographed(talk: Conversation, message: Message) -> bool:
    """Whether somebody who counts sent a picture in reply to nothing; its waybills are answered as if typed."""
    document = message.document
    image = document is not None and (document.mime_type or "").startswith(("image/", "application/pdf"))
    file = message.photo[-1] if message.photo else document if image else None
    if file is None or talk.replied_to is not None or not await talk.desk.waybills.counts(talk.by, talk.place):
        return False

    codes = await talk.work(codes_in(talk, file))
    if isinstance(codes, PictureFault) or not await answered(talk, waybills_of(codes)):
        await talk.say(cards.unread(codes, talk.language))
    return True
