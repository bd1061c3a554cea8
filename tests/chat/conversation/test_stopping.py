"""A reading that is stopped ends before its person is told so: nothing of it is asked for afterwards."""

import asyncio
from types import SimpleNamespace
from typing import Any

from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View
from bot.chat.conversation.sheets import ProgressMessage
from bot.desk.requests.progress import ReadingProgress
from bot.purchasing.person import Person, Place


async def test_what_is_stopped_is_not_opened_while_telegram_takes_its_time(stage: Any) -> None:
    readings, anna = stage.house.desk.readings, Person(stage.anna, "Anna", "en")
    shown, opened, told = list[str](), list[int](), asyncio.Event()

    async def edit(chat_id: int, message_id: int, view: View) -> None:
        shown.append(view.text)
        if len(shown) == 1:
            await readings.stop(anna, 900)
        told.set()
        await asyncio.sleep(0.1)

    async def opening() -> None:
        await told.wait()
        told.clear()
        await told.wait()  # the last word of 1688 comes while Telegram is told of the end
        opened.append(1)

    talk: Any = SimpleNamespace(
        by=anna, place=Place(stage.anna), language="en", update=SimpleNamespace(update_id=900), desk=stage.house.desk,
        services=SimpleNamespace(sender=SimpleNamespace(edit=edit)),
    )  # fmt: skip
    await ProgressMessage(talk, 1, View(Html("Lines: 2")), ReadingProgress()).watch(opening())
    assert "nothing of this sheet is asked for" in shown[-1]
    assert opened == []
