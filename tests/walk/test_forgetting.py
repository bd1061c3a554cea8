"""`/forget me` and `caigou forget` on real wires: what is asked, what is gone, and that nobody forgets another."""

import asyncio
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.desk.operations.forgetting import Forgetting
from bot.purchasing.people.forgotten import FORMER
from bot.sandbox.actor import Player, ShownMessage
from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_team_people import link_for, newcomer

PHONE = "DE89370400440532013000"
"""What somebody writes that concerns nobody."""


async def fedor_joins(group: Group, language: str = "en") -> Player:
    """A newcomer of that name, a requester of the team."""
    link = await link_for(group, "requester")
    fedor = await newcomer(group, "Fedor Canary", language)
    await fedor.writes(f"/start {link}")
    await fedor.sees("You are in “" if language == "en" else "команде")
    return fedor


async def question_to(fedor: Player) -> ShownMessage:
    await fedor.catches_up()
    await fedor.writes("/forget me")
    return await fedor.sees("Shall I forget you?", "at most 400 days", "can't be undone")


def name_of(street: Street, who: Player) -> str:
    return str(street.rows(f"SELECT name FROM person WHERE id = {who.person}")[0][0])


def stored(street: Street, word: str) -> list[str]:
    """The files of the database in which this stands."""
    files = [each for each in street.database.parent.glob(f"{street.database.name}*") if each.is_file()]
    return [each.name for each in files if word.encode() in each.read_bytes()]


async def test_a_member_asks_sees_what_goes_presses_and_is_gone(group: Group) -> None:
    street, fedor = group.street, await fedor_joins(group)
    await fedor.writes("/search mug")
    await fedor.writes(f"my number is {PHONE}")
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    assert name_of(street, fedor) == FORMER
    assert stored(street, "Fedor") == []
    assert stored(street, PHONE) == []
    await group.reads("A member was forgotten", "no more")
    await fedor.writes("/orders")
    await fedor.sees("I do not know you yet")


@pytest.mark.threat("T58")
async def test_a_second_press_and_an_old_question_find_it_answered(group: Group) -> None:
    fedor = await fedor_joins(group)
    old, new = await question_to(fedor), await question_to(fedor)
    assert "answered already" in (await fedor.presses(old, "Forget me"))["answer"]["text"]
    await fedor.presses(new, "Keep everything")
    await fedor.sees("Nothing was deleted")
    assert "answered already" in (await fedor.presses(old, "Forget me"))["answer"]["text"]
    assert name_of(group.street, fedor) == "Fedor Canary"
    last = await question_to(fedor)
    await asyncio.gather(fedor.presses(last, "Forget me"), fedor.presses(last, "Forget me"))
    await fedor.sees("You are forgotten")
    assert group.street.rows("SELECT state FROM erasure") == [("done",)]


async def test_in_a_group_it_leads_to_the_private_chat_and_other_words_say_what_to_write(group: Group) -> None:
    daria, here = group.cast.alone["Daria"], group.cast.here["Boris"]
    await here.writes("/forget me")
    await group.reads("not for everybody's eyes")
    await daria.writes("/forget")
    await daria.sees("/forget me")
    assert group.street.rows("SELECT * FROM erasure") == []


@pytest.mark.threat("T58")
async def test_nobody_forgets_another_by_the_button_of_another_s_question(group: Group) -> None:
    street, fedor = group.street, await fedor_joins(group)
    asked = await question_to(fedor)
    rows = (await street.http.get("/sim/messages", params={"person": fedor.person})).json()
    row = next(row for row in rows if row["message_id"] == asked.message_id)
    code = row["buttons"][0][0]["data"]
    for name, chat in product(("Anna", "Boris", "Chen", "Daria"), ({}, {"chat": group.cast.group})):
        other = group.cast.here[name].person
        seen = (await street.http.get("/sim/messages", params={"person": other, **chat})).json()
        mine = next(row for row in seen if row["from"] == "bot")
        body = {"person": other, "message_id": mine["message_id"], "button": code, **chat}
        pressed = (await street.http.post("/sim/press", json=body)).json()
        assert pressed["answer"]["show_alert"], name
    assert name_of(street, fedor) == "Fedor Canary"
    assert street.rows("SELECT * FROM erasure") == []
    assert street.rows(f"SELECT active FROM member WHERE person_id = {fedor.person}") == [(1,)]


async def test_whoever_comes_back_begins_anew(group: Group) -> None:
    fedor = await fedor_joins(group)
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    await fedor.writes("/start")
    await fedor.sees("I do not know you yet")
    assert name_of(group.street, fedor) == "Fedor Canary"
    link = await link_for(group, "requester")
    await fedor.writes(f"/start {link}")
    await fedor.sees("You are in “")
    await group.street.later(3700)
    await group.street.tenant.restart()
    assert name_of(group.street, fedor) == "Fedor Canary"
    assert group.street.rows("SELECT state FROM erasure") == [("done",)]


@pytest.mark.threat("T60")
async def test_a_copy_from_before_forgets_again_before_anybody_is_answered(group: Group, tmp_path: Path) -> None:
    street, fedor = group.street, await fedor_joins(group)
    copy = tmp_path / "away" / "copy.db"
    await copy_to(street.settings, copy)
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    await street.tenant.stop()
    done = await put_back(street.settings, copy, SharedClock(street.world.clock))
    assert done.begun.forgotten == 1
    assert name_of(street, fedor) == FORMER
    assert street.rows(f"SELECT active FROM member WHERE person_id = {fedor.person}") == [(0,)]
    await street.tenant.start()
    assert street.rows("SELECT by, state FROM erasure") == [("restored", "done")]


@pytest.mark.threat("T60")
async def test_a_file_put_back_by_hand_forgets_again_at_the_start(group: Group, tmp_path: Path) -> None:
    street, fedor = group.street, await fedor_joins(group)
    copy = tmp_path / "away" / "copy.db"
    await copy_to(street.settings, copy)
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    await street.tenant.stop()
    for path in street.database.parent.glob(f"{street.database.name}*"):
        path.unlink()
    copy.rename(street.database)
    await street.tenant.start()
    assert name_of(street, fedor) == FORMER


async def test_a_list_that_was_deleted_is_made_again_at_the_start_and_told(group: Group, tmp_path: Path) -> None:
    street, fedor = group.street, await fedor_joins(group)
    copy, beside = tmp_path / "away" / "copy.db", street.database.with_name("erased.json")
    await copy_to(street.settings, copy)
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    await street.tenant.stop()
    listed = beside.read_text(encoding="utf-8")
    beside.unlink()
    await street.tenant.start()
    await street.hears("The list of forgotten people was lost", "erased.json did not know 1 of the people")
    assert beside.read_text(encoding="utf-8") == listed
    await street.tenant.restart()
    assert len(await street.told("The list of forgotten people was lost")) == 1
    await street.tenant.stop()
    done = await put_back(street.settings, copy, SharedClock(street.world.clock))
    assert (done.begun.forgotten, name_of(street, fedor)) == (1, FORMER)


@pytest.mark.threat("T60")
async def test_the_power_fails_in_the_middle_and_the_next_start_ends_it(group: Group, monkeypatch: Any) -> None:
    street, fedor = group.street, await fedor_joins(group)
    asked, reached, ends = await question_to(fedor), asyncio.Event(), Forgetting._end

    async def stuck_once(*given: Any) -> None:
        if reached.is_set():
            await ends(*given)
            return
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Forgetting, "_end", stuck_once)
    pressing = asyncio.create_task(fedor.presses(asked, "Forget me"))
    await reached.wait()
    assert name_of(street, fedor) == "Fedor Canary"
    assert street.rows(f"SELECT active FROM member WHERE person_id = {fedor.person}") == [(0,)]
    await street.crash()
    pressing.cancel()
    assert name_of(street, fedor) == FORMER
    assert street.rows("SELECT by, state FROM erasure") == [("self", "done")]


async def test_the_next_start_writes_the_file_anew_once(group: Group) -> None:
    street, fedor = group.street, await fedor_joins(group)
    await fedor.presses(await question_to(fedor), "Forget me")
    await fedor.sees("You are forgotten")
    assert street.rows("SELECT count(*) FROM fact WHERE name = 'to_rewrite'") == [(1,)]
    await street.tenant.restart()
    assert street.rows("SELECT count(*) FROM fact WHERE name = 'to_rewrite'") == [(0,)]
    assert street.rows("SELECT freelist_count FROM pragma_freelist_count") == [(0,)]
