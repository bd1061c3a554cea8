"""Who is in a group: what Telegram's answers and errors mean, what is kept, and for how long it is asked again."""

from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

from bot.chat.transport.bot import connect
from bot.chat.transport.group_members import GroupDoor
from bot.desk.teams.presence import GroupStanding

GROUP, BOT, BORIS = -1001, 123456789, 12


def standing(status: str, **more: Any) -> dict[str, Any]:
    return {"user": {"id": BORIS, "is_bot": False, "first_name": "B"}, "status": status, **more}


def ruling(**more: Any) -> dict[str, Any]:
    rights = dict.fromkeys((
        "can_be_edited", "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users",
        "can_restrict_members", "can_promote_members", "can_manage_video_chats", "is_anonymous", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    ), False)  # fmt: skip
    return standing("administrator", **rights, **more)


RESTRICTED = dict.fromkeys((
    "can_send_messages", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_send_audios", "can_send_documents",
    "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_edit_tag",
    "can_react_to_messages",
), False) | {"until_date": 0}  # fmt: skip


class Asked:
    """The bot's own standing, and what Telegram answers of Boris, answer by answer."""

    def __init__(self, wire: Any, own: Any, *answers: Any) -> None:
        self.own, self.answers = own, list(answers)
        self.of: list[tuple[int, int]] = []
        wire.answers["getChatMember"] = self.answer

    def answer(self, data: dict[str, Any]) -> Any:
        self.of.append((data["chat_id"], data["user_id"]))
        if data["user_id"] == BOT:
            return self.own
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
async def door(wire: Any, token: str, hand_clock: Any) -> Any:
    line = connect(token, requests=(wire, wire))
    async with line.application:
        yield GroupDoor(line.bot, hand_clock)


@pytest.mark.parametrize(("answer", "expected"), [
    (standing("member"), GroupStanding.IN),
    (standing("creator", is_anonymous=False), GroupStanding.IN),
    (ruling(), GroupStanding.IN),
    (standing("restricted", is_member=True, **RESTRICTED), GroupStanding.IN),
    (standing("restricted", is_member=False, **RESTRICTED), GroupStanding.OUT),
    (standing("left"), GroupStanding.OUT),
    (standing("kicked", until_date=0), GroupStanding.OUT),
    ((400, "Bad Request: user not found", {}), GroupStanding.OUT),
    ((400, "Bad Request: member not found", {}), GroupStanding.OUT),
    ((400, "Bad Request: PARTICIPANT_ID_INVALID", {}), GroupStanding.OUT),
    ((400, "Bad Request: USER_ID_INVALID", {}), GroupStanding.OUT),
    ((400, "Bad Request: invalid user_id specified", {}), GroupStanding.OUT),
    ((400, "Bad Request: member list is inaccessible", {}), GroupStanding.MAY_NOT_ASK),
    ((400, "Bad Request: CHAT_ADMIN_REQUIRED", {}), GroupStanding.MAY_NOT_ASK),
    ((400, "Bad Request: chat not found", {}), GroupStanding.MAY_NOT_ASK),
    ((403, "Forbidden: bot was kicked from the supergroup chat", {}), GroupStanding.MAY_NOT_ASK),
    ((400, "Bad Request: something that nobody knows", {}), GroupStanding.NO_ANSWER),
    ((500, "Internal Server Error", {}), GroupStanding.NO_ANSWER),
    ({"status": "administrator", "nothing": "else"}, GroupStanding.NO_ANSWER),
])  # fmt: skip
async def test_each_answer_of_telegram_has_its_meaning(
    door: Any, wire: Any, answer: Any, expected: GroupStanding
) -> None:
    Asked(wire, ruling(), answer)
    assert await door.stands(GROUP, BORIS) is expected


@pytest.mark.parametrize("own", [
    standing("member"), standing("left"), standing("kicked", until_date=0),
    (403, "Forbidden: bot is not a member of the group chat", {}), (400, "Bad Request: chat not found", {}),
])  # fmt: skip
async def test_without_being_an_administrator_nobody_is_asked_for(door: Any, wire: Any, own: Any) -> None:
    asked = Asked(wire, own, standing("member"))
    assert await door.stands(GROUP, BORIS) is GroupStanding.MAY_NOT_ASK
    assert await door.may_ask(GROUP) is False
    assert {person for _, person in asked.of} == {BOT}


async def test_that_somebody_is_in_is_kept_for_a_minute(door: Any, wire: Any, hand_clock: Any) -> None:
    asked = Asked(wire, ruling(), standing("member"))
    for _ in range(3):
        assert await door.stands(GROUP, BORIS) is GroupStanding.IN
    assert asked.of == [(GROUP, BOT), (GROUP, BORIS)]
    hand_clock.time += timedelta(seconds=60)
    await door.stands(GROUP, BORIS)
    assert len(asked.of) == 4


async def test_what_changed_in_the_group_is_asked_anew_at_once(door: Any, wire: Any) -> None:
    asked = Asked(wire, ruling(), standing("member"), standing("left"))
    assert await door.stands(GROUP, BORIS) is GroupStanding.IN
    door.forget(-5)
    assert await door.stands(GROUP, BORIS) is GroupStanding.IN
    door.forget(GROUP)
    asked.own = ruling()
    assert await door.stands(GROUP, BORIS) is GroupStanding.OUT


async def test_a_bot_that_is_made_an_administrator_may_ask_at_once(door: Any, wire: Any) -> None:
    asked = Asked(wire, standing("member"), standing("member"))
    assert await door.stands(GROUP, BORIS) is GroupStanding.MAY_NOT_ASK
    asked.own = ruling()
    assert await door.stands(GROUP, BORIS) is GroupStanding.IN


@pytest.mark.parametrize("silent", [TimedOut(), NetworkError("cut off"), (500, "Internal Server Error", {})])
async def test_a_silent_telegram_is_asked_again_and_given_up_after_a_minute(
    door: Any, wire: Any, hand_clock: Any, silent: Any
) -> None:
    Asked(wire, ruling(), silent)
    began = hand_clock.time
    assert await door.stands(GROUP, BORIS) is GroupStanding.NO_ANSWER
    assert timedelta(seconds=50) < hand_clock.time - began <= timedelta(seconds=60)


async def test_an_answer_within_the_minute_counts(door: Any, wire: Any, hand_clock: Any) -> None:
    Asked(wire, ruling(), TimedOut(), (429, "Too Many Requests", {"retry_after": 7}), standing("member"))
    assert await door.stands(GROUP, BORIS) is GroupStanding.IN
    assert hand_clock.waits == [1.0, 7.0]


async def test_without_patience_it_is_asked_once(door: Any, wire: Any, hand_clock: Any) -> None:
    Asked(wire, ruling(), TimedOut())
    assert await door.stands(GROUP, BORIS, patience=0) is GroupStanding.NO_ANSWER
    assert hand_clock.waits == []


async def test_a_group_that_moved_is_followed(door: Any, wire: Any) -> None:
    asked = Asked(wire, ruling(), standing("member"))
    answer = asked.answer

    def moved(data: dict[str, Any]) -> Any:
        if data["chat_id"] == GROUP:
            return 400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1009}
        return answer(data)

    wire.answers["getChatMember"] = moved
    assert await door.may_ask(GROUP) is True
    assert await door.stands(GROUP, BORIS) is GroupStanding.IN
    assert asked.of[-1] == (-1009, BORIS)


async def test_whether_it_may_ask_is_not_known_while_telegram_is_silent(door: Any, wire: Any) -> None:
    Asked(wire, TimedOut(), standing("member"))
    assert await door.may_ask(GROUP) is None
