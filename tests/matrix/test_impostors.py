"""Who is nobody, who only looks like somebody, and groups that are none of ours."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.sandbox.chats.membership import found_group
from tests.matrix.offline import chat_of, offline
from tests.matrix.world_fixture import Town

NOBODY = (1087968824, 136817688, 777000)
over_the_wire = pytest.mark.asyncio(loop_scope="session")


def approval(stocked: Any, chat: int) -> str:
    """The green button of what waits, as it is written in a chat."""
    target = stocked.targets["asker", "pending"]
    data: str = stocked.town.code(Code(ButtonAction.APPROVE, (target.number, target.hash)), chat)
    return data


@pytest.mark.threat("T5")
@over_the_wire
@pytest.mark.parametrize("sender", NOBODY)
async def test_telegrams_stand_ins_press_nothing_even_as_members(stocked: Any, tmp_path: Path, sender: int) -> None:
    town: Town = stocked.town
    async with offline(town, tmp_path) as bot:
        known = "INSERT INTO person (id, name, username, language, reachable, seen_at) VALUES (?, 'X', '', 'en', 0, 0)"
        bot.file.write(known, [(sender,)])
        seat = "INSERT INTO member (team_id, person_id, roles, active, version, since) VALUES (?, ?, ?, 1, 1, 0)"
        bot.file.write(seat, [(town.team, sender, "admin,approver,buyer,requester")])
        before = bot.file.fingerprint()
        for is_bot in (False, True):
            await bot.press(sender, chat_of(town.group), approval(stocked, town.group), is_bot=is_bot)
        assert bot.file.fingerprint() == before


@pytest.mark.threat("T5")
@over_the_wire
@pytest.mark.parametrize("sender", NOBODY)
async def test_telegrams_stand_ins_say_nothing_that_counts(stocked: Any, sender: int) -> None:
    """As sender of a message, with and without the chat that stands behind it."""
    town: Town = stocked.town
    number = stocked.targets["asker", "pending"].number
    town.file.restore()
    before = town.fingerprint()
    for text, behind in ((f"/approve {number}", True), (f"/approve {number}", False), ("/pause now", False)):
        message = {
            "message_id": 90_000, "date": town.chats.now(),
            "chat": {"id": town.group, "type": "supergroup", "title": "P"},
            "from": {"id": sender, "is_bot": sender != 777000, "first_name": "Group"}, "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}],
        }  # fmt: skip
        more = {"sender_chat": {"id": town.group, "type": "supergroup", "title": "P"}} if behind else {}
        town.chats.queue.add("message", f"chat {town.group}", message | more, town.chats.now() + 3600.0)
    await town.settle()
    assert town.failed() == []
    assert town.fingerprint() == before


@pytest.mark.threat("T7")
@over_the_wire
async def test_a_name_gives_no_right_and_takes_none(stocked: Any) -> None:
    """The stranger calls himself as the approver does, his username too; the approver takes the stranger's."""
    town: Town = stocked.town
    approver, stranger = (town.chats.people[town.people[name]] for name in ("approver", "stranger"))
    kept = [(replace(each), each) for each in (approver, stranger)]
    try:
        approver.username, stranger.username = "stranger", "approver"
        approver.name, stranger.name = stranger.name, approver.name
        town.file.restore()
        before = town.fingerprint()
        town.press("stranger", town.spot(town.group), approval(stocked, town.group))
        town.say("stranger", town.spot(town.group), f"/approve {stocked.targets['asker', 'pending'].number}")
        await town.settle()
        assert town.fingerprint() == before
        town.press("approver", town.spot(town.group), approval(stocked, town.group))
        await town.settle()
        assert town.file.rows("SELECT approver_id FROM decision ORDER BY id DESC LIMIT 1") == [(approver.id,)]
    finally:
        for before_, person in kept:
            person.name, person.username = before_.name, before_.username


@pytest.mark.threat("T6")
@over_the_wire
async def test_a_card_that_a_crash_posted_twice_is_decided_by_either(stocked: Any) -> None:
    """The message was never stored by us, its code is: the press counts, and once."""
    town: Town = stocked.town
    town.file.restore()
    twin = town.chats.post(town.chats.chats[town.group], town.chats.bot_id, text="The same card")
    spot = replace(town.spot(town.group), message=twin.id)
    for _ in range(2):
        town.press("approver", spot, approval(stocked, town.group))
    await town.settle()
    number = stocked.targets["asker", "pending"].number
    assert town.file.rows("SELECT count(*) FROM decision WHERE request_id = ?", number) == [(1,)]


@pytest.mark.threat("T8")
@over_the_wire
async def test_a_hundred_foreign_groups_are_left_and_nothing_is_said_of_us(stocked: Any) -> None:
    """Somebody without a right adds the bot a hundred times: it goes, and no command there has an effect."""
    town: Town = stocked.town
    town.file.restore()
    before = town.fingerprint()
    stranger = town.chats.people[town.people["stranger"]]
    number = stocked.targets["asker", "pending"].number
    groups = [
        found_group(town.chats, f"Foreign {n}", [], [stranger], stranger, bot_admin=False, privacy=True, topics=False)
        for n in range(100)
    ]
    for group in groups:
        for text in ("/team here", f"/approve {number}", f"/order {number}"):
            town.say("stranger", replace(town.spot(group.id), topic=None), text)
    await town.settle()
    assert town.failed() == []
    assert [group.title for group in groups if group.holds(town.chats.bot_id)] == []
    assert town.fingerprint() == before
    for group in groups:
        ours = [
            m.text for m in group.messages.values() if m.sender == town.chats.bot_id and m.text not in ("", "Here.")
        ]
        assert ours == [], "no word of goodbye, and no reply to anything"
