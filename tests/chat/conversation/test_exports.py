"""`/export` over both wires: asked by buttons or words, sent in private, refused in one sentence."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from bot.desk.operations import exporting
from tests.chat.conftest import Stage
from tests.chat.conversation.test_handlers_orders import data_of, ordered


async def sent(stage: Stage, **where: int) -> tuple[str, str, bytes]:
    """The name of the newest file, the words below it, and what is in it."""
    message = await stage.last(**where)
    file = message["document"]
    return file["name"], message["text"], (await stage.client.get(file["url"])).content


async def test_what_is_chosen_by_buttons_is_sent_as_a_file(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.say("/export")
    asked = await stage.last()
    assert [b["text"] for row in asked["buttons"] for b in row if "✓" in b["text"]] == [
        "✓ This month", "✓ Lines", "✓ Excel (.xlsx)",
    ]  # fmt: skip
    await stage.press(data_of(asked, "jn:~month:~orders"), asked)
    again = await stage.last()
    assert again["message_id"] == asked["message_id"], "it is chosen in place"
    await stage.press(data_of(again, "jn:~all"), again)
    again = await stage.last()
    await stage.press(data_of(again, "jo:"), again)
    name, words, data = await sent(stage)
    assert (name, "1 row · Everything" in words) == ("orders-all.xlsx", True)
    heading, row = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    found: dict[Any, Any] = dict(zip(heading, row, strict=True))
    assert (found["1688 order"], found["State"], found["Paid, ¥"]) == (order_id, "to be paid", 0)
    assert found["To pay, ¥"] > 0


async def test_typed_words_send_the_file_at_once(stage: Stage) -> None:
    order_id = await ordered(stage)
    await stage.say("/export lines all csv")
    name, _, data = await sent(stage)
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (name, row["1688 order"], row["Line"]) == ("lines-all.csv", order_id, "1")
    await stage.say("/export\norders all csv")
    assert (await sent(stage))[0] == "orders-all.csv", "words below a command are all words of it"
    await stage.say("/export 2020")
    assert "Nothing was bought then" in (await stage.last())["text"]
    await stage.say('/export all tag "Shop A"')
    assert "Nothing was bought then" in (await stage.last())["text"]
    await stage.say("/export whatever")
    assert "Write it so" in (await stage.last())["text"]


async def test_in_a_group_the_file_comes_in_private(stage: Stage) -> None:
    await stage.say("/start")
    emil = await stage.person("Emil")
    group = await stage.group([stage.anna, emil], admins=[stage.anna])
    await stage.say("/team here", chat=group)
    await stage.say("/export", chat=group)
    assert "t.me/" in str((await stage.last(chat=group))["buttons"]), "a link leads to the private chat"
    await stage.say("/start export")
    assert "What was bought, as a file" in (await stage.last())["text"]
    before = len(await stage.messages(chat=group))
    await stage.say("/export all", chat=group)
    assert len(await stage.messages(chat=group)) == before + 1
    assert "Nothing was bought then" in (await stage.last(chat=group))["text"]


async def test_more_than_a_chat_takes_is_said_with_what_to_do(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 0)
    await ordered(stage)
    await stage.say("/export all")
    assert "Take fewer days, or write it at the server with caigou export" in (await stage.last())["text"]
