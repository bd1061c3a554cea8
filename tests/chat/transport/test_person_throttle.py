"""One person who sends ten thousand messages is told once a minute, and delays nobody's decision."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.chat.transport import person_throttle
from bot.chat.transport.person_throttle import (
    CALM,
    CALM_SECONDS,
    PRESSES_BURST,
    TOLD_EVERY,
    WORDS_BURST,
    WORDS_RATE,
    Paces,
    ThrottleVerdict,
)

FLOOD = 10_000
MALLORY = 666


def test_a_burst_passes_and_what_is_beyond_it_is_told_once_a_minute() -> None:
    paces = Paces()
    verdicts = [paces.words(MALLORY, 0.0) for _ in range(WORDS_BURST + 100)]
    assert verdicts.count(ThrottleVerdict.GO) == WORDS_BURST
    assert verdicts.count(ThrottleVerdict.TELL) == 1
    assert verdicts.count(ThrottleVerdict.DROP) == 99


def test_who_stops_is_heard_again_and_nobody_else_ever_was_not() -> None:
    paces = Paces()
    for _ in range(FLOOD):
        paces.words(MALLORY, 0.0)
    assert paces.words(1, 0.0) is ThrottleVerdict.GO
    assert paces.words(MALLORY, 1 / WORDS_RATE) is ThrottleVerdict.GO
    assert paces.words(MALLORY, 1 / WORDS_RATE) is ThrottleVerdict.DROP
    assert paces.words(MALLORY, TOLD_EVERY + 1) is ThrottleVerdict.GO


def test_what_waited_while_the_bot_was_down_is_no_flood() -> None:
    paces = Paces()
    assert {paces.words(1, minute * 60.0) for minute in range(200)} == {ThrottleVerdict.GO}


def test_what_was_not_read_is_counted_once_and_told_when_it_has_calmed_down() -> None:
    paces = Paces()
    for _ in range(WORDS_BURST + 7):
        paces.words(MALLORY, 0.0)
    assert paces.missed(MALLORY, 0.0) == 0
    paces.words(MALLORY, 2 / WORDS_RATE)
    assert paces.missed(MALLORY, 2 / WORDS_RATE) == 0
    later = 2 * CALM / WORDS_RATE
    paces.words(MALLORY, later)
    assert paces.missed(MALLORY, later) == 7
    assert paces.missed(MALLORY, later) == 0


def test_what_was_not_read_is_told_also_if_nothing_more_is_written() -> None:
    paces = Paces()
    for _ in range(WORDS_BURST + 7):
        paces.words(MALLORY, 0.0)
    assert paces.refused(MALLORY) == 7
    assert paces.missed(MALLORY, CALM_SECONDS - 1) == 0
    assert paces.missed(MALLORY, CALM_SECONDS) == 7
    assert paces.refused(MALLORY) == 0


def test_talk_that_was_not_meant_for_the_bot_takes_nobody_s_word_of_warning() -> None:
    paces = Paces()
    for _ in range(WORDS_BURST + 50):
        paces.words(MALLORY, 0.0, meant=False)
    assert paces.words(MALLORY, 0.0) is ThrottleVerdict.TELL
    paces.words(MALLORY, 2 * CALM / WORDS_RATE)
    assert paces.missed(MALLORY, 2 * CALM / WORDS_RATE) == 1


@pytest.mark.threat("T25")
def test_words_take_nothing_from_presses() -> None:
    paces = Paces()
    for _ in range(FLOOD):
        paces.words(1, 0.0)
    assert [paces.press(1, 0.0) for _ in range(PRESSES_BURST)] == [ThrottleVerdict.GO] * PRESSES_BURST
    assert paces.press(1, 0.0) is ThrottleVerdict.TELL


def message(stage: Any, number: int, person: int, chat: int, text: str) -> dict[str, Any]:
    """A raw update as Telegram sends it."""
    user = {"id": person, "is_bot": False, "first_name": "Mallory", "language_code": "en"}
    kind = "private" if chat > 0 else "group"
    date = int(datetime(2026, 11, 24, 6, 0, tzinfo=UTC).timestamp())
    where = {"id": chat, "type": kind} | ({"first_name": "Mallory"} if chat > 0 else {"title": "Group"})
    body = {"message_id": number, "date": date, "chat": where, "from": user, "text": text}
    return {"update_id": 900_000_000 + number, "message": body}


@pytest.mark.threat("T25")
@pytest.mark.parametrize("text", ["hello", "/buy 600000000001 5", "https://detail.1688.com/offer/600000000001.html"])
async def test_ten_thousand_messages_of_one_person_lead_to_one_answer_for_each_that_passed(
    stage: Any, text: str
) -> None:
    person = (await stage.post("/sim/people", {"name": "Mallory", "language": "en"}))["id"]
    await stage.post("/sim/say", {"person": person, "text": "hi"})
    await stage.settle()
    application = stage.house.telegram.application
    for number in range(FLOOD):
        raw = message(stage, number + 1, person, person, text)
        await application.process_update(Update.de_json(raw, application.bot))
    said = [row["text"] for row in await stage.get("/sim/messages", person=person) if row["from"] == "bot"]
    told = [each for each in said if "Too much at once" in each]
    assert len(told) == 1
    assert len(said) <= WORDS_BURST + 3


@pytest.mark.parametrize(
    ("language", "unread", "counted"),
    [
        ("en", ("This message was not read", "send again what I did not answer"), "I did not read 4 messages"),
        ("zh", ("这条消息没有读", "把我没有回复的重新发一次"), "4 条消息"),
        ("ru", ("Это сообщение не прочитано", "отправьте снова то, на что я не ответил"), "не прочитал 4 ваших"),
    ],
)
async def test_whoever_sends_too_much_reads_which_messages_were_not_read_and_what_to_do(
    stage: Any, language: str, unread: tuple[str, ...], counted: str
) -> None:
    person = (await stage.post("/sim/people", {"name": "Mallory", "language": language}))["id"]
    for number in range(WORDS_BURST + 4):
        await stage.post("/sim/say", {"person": person, "text": f"message {number}"})
    await stage.settle()
    rows = await stage.get("/sim/messages", person=person)
    first = next(row for row in rows if row["text"] == f"message {WORDS_BURST}")
    told = next(row for row in rows if row["from"] == "bot" and unread[0] in row["text"])
    assert unread[1] in told["text"]
    assert told["reply_to"] == first["message_id"]
    await stage.post("/sim/clock", {"advance": 60})
    await stage.say("/start", person)
    assert [row for row in await stage.messages(person) if counted in row["text"]]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This one did nothing"), ("zh", "这一次没有生效"), ("ru", "Это ничего не сделало")]
)
async def test_every_press_beyond_the_pace_is_answered_and_says_that_it_did_nothing(
    stage: Any, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_throttle, "PRESSES_BURST", 1)
    monkeypatch.setattr(person_throttle, "PRESSES_RATE", 0.0)
    await stage.post(f"/sim/people/{stage.anna}", {"language": language})
    shown = {"message_id": await stage.say("/orders") + 1}
    answers = [await stage.press("forged", shown) for _ in range(4)]
    assert [words in answer["text"] for answer in answers] == [False, True, True, True]
    assert all(answer["show_alert"] for answer in answers)


@pytest.mark.parametrize("text", ["/start", "/start junk", "/list add junk", "hello"])
async def test_whoever_is_not_read_in_a_flood_hears_of_it_without_writing_again(stage: Any, text: str) -> None:
    person = await stage.person("Mallory")
    for number in range(WORDS_BURST + 3):
        await stage.post("/sim/say", {"person": person, "text": f"message {number}"})
    await stage.settle()
    refused = await stage.say(text, person)
    said = await stage.messages(person)
    assert not any("I did not read" in row["text"] for row in said)
    await stage.post("/sim/clock", {"advance": CALM_SECONDS})
    await asyncio.sleep(CALM_SECONDS)  # of the stage, on which time stands still
    await stage.settle()
    [told] = [row for row in await stage.messages(person) if "I did not read 4 messages" in row["text"]]
    assert told["reply_to"] == refused


async def test_the_word_that_it_was_too_much_comes_once_although_telegram_refused_it_first(stage: Any) -> None:
    person = await stage.person("Mallory")
    for number in range(WORDS_BURST):
        await stage.post("/sim/say", {"person": person, "text": f"message {number}"})
    await stage.settle()
    away = {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502, "times": 1}
    await stage.post("/sim/faults", away)
    await stage.say("/start", person)
    await stage.post("/sim/clock", {"advance": 5})
    await stage.settle()
    assert len([row for row in await stage.messages(person) if "Too much at once" in row["text"]]) == 1
