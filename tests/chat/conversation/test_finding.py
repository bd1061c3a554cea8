"""A picture becomes offers: who is asked before it goes to 1688, what never goes there, and how a search is changed."""

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.purchasing.approval.team import Role
from tests.chat.conversation.conftest import Team, data_of, seat
from tests.pictures.labels import label, written
from tests.pictures.test_reader import HEIC

SEND = "Send it to 1688"
MUG, LAMP = "Nordic ceramic mug", "USB rechargeable"


def sent(data: bytes, name: str = "mug.jpg", kind: str = "photo") -> dict[str, Any]:
    return {kind: {"name": name, "base64": base64.b64encode(data).decode()}}


async def goods(stage: Any, *titles: str) -> bytes:
    """A photo of goods side by side on a table."""
    table = Image.new("RGB", (540 * len(titles), 560), (240, 240, 240))
    listed = await stage.get("/sim/goods")
    for place, title in enumerate(titles):
        good = next(each for each in listed if title in each["title_en"])
        drawn = Image.open(BytesIO((await stage.client.get(good["picture"])).content)).convert("RGB")
        table.paste(drawn.resize((500, 500)), (place * 540 + 20, 30))
    return written(table, "JPEG")


async def calls(stage: Any) -> dict[str, int]:
    """What 1688 was asked about pictures and offers."""
    counted = (await stage.get("/sim/ledger"))["calls"]
    return {name.rpartition(".")[2]: n for name, n in counted.items() if name.startswith("product.")}


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]


@pytest.fixture
async def asked(stage: Any) -> Any:
    """Anna may have her pictures searched by."""
    await stage.post("/sim/telegram", {"flood": False})
    await stage.say("/start")
    await stage.say(**sent(await goods(stage, MUG)))
    await stage.press(SEND, await stage.last())
    return stage


@pytest.mark.threat("T64")
async def test_the_first_picture_of_a_person_goes_to_1688_by_a_press_and_later_ones_at_once(stage: Any) -> None:
    await stage.say("/start")
    await stage.say("under 40", **sent(await goods(stage, MUG)))
    question = await stage.last()
    assert "To find offers by this picture I send it to 1688." in question["text"]
    assert await calls(stage) == {}
    await stage.press(SEND, question)
    found = await stage.last()
    assert found["message_id"] == question["message_id"]
    assert found["text"].startswith("Found by your picture\n🔎 up to ¥ 40.00\n\n1. ¥")
    assert MUG in found["text"].splitlines()[4]
    assert await calls(stage) == {"upload": 1, "imageQuery": 1}
    assert "asks somebody else" in str(await stage.press(data_of(question, "yc"), found)), "it was pressed before"

    await stage.say(**sent(await goods(stage, LAMP)))
    assert LAMP in (await stage.last())["text"]
    assert await calls(stage) == {"upload": 2, "imageQuery": 2}


async def test_another_part_of_the_picture_is_one_call_and_a_number_opens_a_draft(asked: Any) -> None:
    stage = asked
    before = await calls(stage)
    await stage.say(**sent(await goods(stage, MUG, LAMP)))
    first = await stage.last()
    await stage.press("Other part of photo", first)
    other = await stage.last()
    assert other["message_id"] == first["message_id"]
    shown = [[each for each in (MUG, LAMP) if each in page["text"].split("\n2. ")[0]] for page in (first, other)]
    assert sorted(shown) == [[MUG], [LAMP]]
    after = await calls(stage)
    assert (after["upload"] - before["upload"], after["imageQuery"] - before["imageQuery"]) == (1, 2)
    await stage.press("1", other)
    draft = (await stage.last())["text"]
    assert draft.startswith("How many?\n")
    assert shown[1][0] in draft


@pytest.mark.threat("T64")
async def test_a_picture_that_shows_a_waybill_or_comes_from_a_receiver_goes_nowhere(team: Team) -> None:
    stage, fedor = team.stage, await team.stage.person("Fedor")
    await stage.say("/start", fedor)
    await stage.say("/start", team.daria)
    await seat(stage, {"fedor": fedor}, {"fedor": Role.RECEIVER})
    await stage.say(person=fedor, **sent(await goods(stage, MUG)))
    assert "I see no waybill in this picture" in (await stage.last(fedor))["text"]
    # Chen counts nothing, so that the waybill is none for him; it stays here all the same.
    await stage.say(person=team.chen, **sent(label("SF1234567890123")))
    assert "不发给 1688" in (await stage.last(team.chen))["text"]
    await stage.say(person=team.daria, **sent(label("SF1234567890123")))
    assert "SF1234567890123" in (await stage.last(team.daria))["text"]
    assert await calls(stage) == {}


@pytest.mark.threat("T64")
async def test_in_a_group_a_picture_is_looked_for_if_the_bot_is_named_and_its_sender_alone_lets_it_go(
    team: Team,
) -> None:
    stage, photo = team.stage, await goods(team.stage, MUG)
    before = len(await stage.messages(chat=team.group))
    await stage.say("look at this", team.daria, team.group, **sent(photo))
    await stage.say(person=team.daria, chat=team.group, **sent(photo))
    assert len(await stage.messages(chat=team.group)) == before
    await stage.say("@caigou_bot", team.daria, team.group, **sent(photo))
    question = await stage.last(chat=team.group)
    await stage.press(SEND, question, team.chen, team.group)
    assert await calls(stage) == {}
    await stage.press(SEND, question, team.daria, team.group)
    found = await stage.last(chat=team.group)
    assert found["text"].startswith("Found by your picture")
    await stage.press("⇅ cheapest first", found, team.chen, team.group)
    assert "🔎 cheapest first" in (await stage.last(chat=team.group))["text"]
    assert await calls(stage) == {"upload": 1, "imageQuery": 2}
    # In reply to the card of a request it belongs to the card.
    card = await team.asks()
    before = len(await stage.messages(chat=team.group))
    await stage.say(person=team.daria, chat=team.group, reply_to=card["message_id"], **sent(photo))
    assert len(await stage.messages(chat=team.group)) == before
    assert (await calls(stage))["upload"] == 1


async def test_an_album_has_one_answer(asked: Any) -> None:
    before, photo = await calls(asked), await goods(asked, LAMP)
    said = len(await asked.messages())
    for _ in range(3):
        await asked.say(album="77", **sent(photo))
    assert len(await asked.messages()) == said + 1
    assert (await calls(asked))["upload"] == before["upload"] + 1
    for _ in range(2):
        await asked.say(album="78", **sent(HEIC, "a.heic", "document"))
    assert len(await asked.messages()) == said + 2
    await asked.say(album="79", **sent(photo))
    assert len(await asked.messages()) == said + 3


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (HEIC, "a.heic", "I cannot read HEIC"),
        (b"%PDF-1.7\n", "a.pdf", "I read no PDF here"),
        (bytes(20_000_001), "a.jpg", "too large; 20 MB is the most"),
        (written(Image.new("RGB", (500, 500), "white"), "PNG"), "a.png", "Nothing found that looks like it"),
    ],
)
async def test_what_cannot_be_searched_by_has_one_sentence(asked: Any, data: bytes, name: str, sentence: str) -> None:
    said = len(await asked.messages())
    await asked.say(**sent(data, name, "document"))
    assert len(await asked.messages()) == said + 1
    assert sentence in (await asked.last())["text"]


async def test_1688_that_gives_a_picture_no_number_is_told_and_no_search_is_made(asked: Any) -> None:
    await asked.post("/sim/market", {"no_picture_id": True})
    before = await calls(asked)
    await asked.say(**sent(await goods(asked, MUG)))
    assert "1688" in (await asked.last())["text"]
    assert (await calls(asked))["imageQuery"] == before["imageQuery"]


async def test_a_picture_that_1688_did_not_take_is_searched_by_with_another_press_and_each_that_waits(
    stage: Any,
) -> None:
    await stage.say("/start")
    for good in (MUG, LAMP):
        await stage.say(**sent(await goods(stage, good)))
    mug, lamp = (await stage.messages())[-2:]
    await stage.post("/sim/market", {"no_picture_id": True})
    assert "1688" in str(await stage.press(SEND, mug))
    await stage.post("/sim/market", {"no_picture_id": False})
    for question, good in ((lamp, LAMP), (mug, MUG)):
        await stage.press(SEND, question)
        found = next(each for each in await stage.messages() if each["message_id"] == question["message_id"])
        assert good in found["text"]


async def test_a_search_by_words_is_narrowed_down_by_words_and_buttons_and_ends_with_its_time(stage: Any) -> None:
    await stage.say("/start")
    await stage.say("/search mug under 100 from 1000")
    found = await stage.last()
    assert "🔎 up to ¥ 100.00 · from 1,000 pcs" in found["text"]
    await stage.press("✕ from 1,000 pcs", found)
    await stage.press("+ ships in 48 h", await stage.last())
    changed = await stage.last()
    assert "🔎 up to ¥ 100.00 · ships in 48 h\n" in changed["text"]
    assert changed["message_id"] == found["message_id"]
    assert "✕ ships in 48 h" in labels(changed)
    async with stage.house.ledger.change() as uow:
        await uow.retention.drop_of_finding(uow.now)
    assert "too old" in str(await stage.press("⇅ cheapest first", changed))


async def test_a_picture_answers_the_question_what_to_look_for(asked: Any) -> None:
    await asked.say("/search")
    await asked.say("under 90", **sent(await goods(asked, LAMP)))
    assert "Found by your picture\n🔎 up to ¥ 90.00" in (await asked.last())["text"]
    await asked.say("hello")
    assert "Hello!" in (await asked.last())["text"], "the question is closed"
