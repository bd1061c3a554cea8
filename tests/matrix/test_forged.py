"""Button codes that nobody wrote for this press, a hundred thousand in a whole run: none of them does anything."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from storage.engine.database import Database
from tests.counts import counted
from tests.matrix.forging import Forged, forger_of, genuine
from tests.matrix.goods import STATES
from tests.matrix.offline import Offline, chat_of, offline
from tests.matrix.world_fixture import EVERYBODY, Town

HUNDRED_THOUSAND, PARTS = 100_000, 10
OVER = ("submitting", "withdrawn", "rejected", "cancelled", "expired", "paid", "finished", "refused", "abandoned")
over_the_wire = pytest.mark.asyncio(loop_scope="session")


async def none_counts(bot: Offline, presses: list[Forged]) -> None:
    before = bot.file.fingerprint()
    answered = bot.wire.calls["answerCallbackQuery"]
    for each in presses:
        await bot.press(each.who, chat_of(each.chat), each.data)
    assert bot.file.fingerprint() == before, "run them one by one to see which"
    assert bot.wire.calls["answerCallbackQuery"] - answered == len(presses), "every press is answered"


def test_the_forger_has_seen_hundreds_of_codes(stocked: Any) -> None:
    assert len(genuine(stocked.town, stocked.targets, stocked.general, stocked.town.group)) > 500


@pytest.mark.threat("T2")
@over_the_wire
@pytest.mark.parametrize("seed", range(counted(PARTS, 1)))
async def test_no_forged_cut_changed_or_foreign_code_does_anything(stocked: Any, tmp_path: Path, seed: int) -> None:
    async with offline(stocked.town, tmp_path) as bot:
        presses = list(forger_of(stocked, bot.codes, seed).some(HUNDRED_THOUSAND // PARTS))
        assert min(Counter(each.kind for each in presses).values()) > 500
        await none_counts(bot, presses)
        assert set(bot.wire.calls) == {"getMe", "answerCallbackQuery"}, "and nothing is said about it but the answer"
        assert set(bot.wire.alerts) == {answers.sentence("en", "old-button").alert}


@over_the_wire
async def test_a_press_that_nobody_wrote_costs_the_database_nothing(
    stocked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever floods the bot with codes of his own finds no work to give it."""

    def asked(_: Database) -> None:
        raise AssertionError("the database was asked")

    async with offline(stocked.town, tmp_path) as bot:
        presses = list(forger_of(stocked, bot.codes, 77).some(120))
        with monkeypatch.context() as closed:
            closed.setattr(Database, "reading", asked)
            closed.setattr(Database, "transaction", asked)
            for each in presses:
                await bot.press(each.who, chat_of(each.chat), each.data)
        assert bot.wire.alerts == {answers.sentence("en", "old-button").alert: len(presses)}


ENTITLED = ("asker", "self", "approver", "every")
"""Who could confirm or decide, if the content were the present one."""


def older(content: str) -> tuple[str, ...]:
    """What stood on buttons once, and what nearly is this content."""
    other = "1" if content.endswith("0") else "0"
    return "0123456789", content[:10], content[:32], content[:-1] + other, "", content[:20].upper(), other * 64


@pytest.mark.threat("T4")
@over_the_wire
async def test_no_code_of_an_older_content_counts(stocked: Any, tmp_path: Path) -> None:
    """Rightly signed, for a card whose content moved: everybody presses it, the entitled too."""
    town: Town = stocked.town
    async with offline(town, tmp_path) as bot:
        presses = [
            Forged("expired", town.people[who], chat, bot.codes.make(Code(action, (target.number, old)).text, chat))
            for action in (ButtonAction.CONFIRM, ButtonAction.APPROVE, ButtonAction.DECLINE)
            for target in (stocked.targets[key] for key in (("asker", "pending"), ("self", "draft")))
            for number, old in enumerate(older(target.hash))
            for who in (EVERYBODY if number < 2 else ENTITLED)
            for chat in (town.group, town.people[who])
        ]
        await none_counts(bot, presses)


@over_the_wire
async def test_nothing_is_taken_back_or_let_go_by_a_code_of_an_older_content(stocked: Any, tmp_path: Path) -> None:
    town, target = stocked.town, stocked.targets["asker", "held"]
    async with offline(town, tmp_path) as bot:
        presses = [
            Forged("expired", town.people[who], chat, bot.codes.make(Code(action, (target.number, old)).text, chat))
            for action in (ButtonAction.TAKE_VOTE_BACK, ButtonAction.LET_GO)
            for old in older(target.hash)
            for who in ("approver", "every")
            for chat in (town.group, town.people[who])
        ]
        await none_counts(bot, presses)


@over_the_wire
async def test_no_code_is_good_for_what_is_over(stocked: Any, tmp_path: Path) -> None:
    """Rightly signed and once good, replayed when the request went on."""
    town: Town = stocked.town
    agree = (ButtonAction.CONFIRM, ButtonAction.APPROVE, ButtonAction.TAKE_VOTE_BACK, ButtonAction.LET_GO)
    acts = (*agree, ButtonAction.CANCEL_DRAFT, ButtonAction.RETRY, ButtonAction.WITHDRAW, ButtonAction.TAKE_BACK)
    async with offline(town, tmp_path) as bot:
        presses = []
        for state in OVER:
            target = stocked.targets["asker", state]
            for action in acts:
                args = (target.number, target.hash) if action in agree else (target.number,)
                code = bot.codes.make(Code(action, args).text, town.group)
                presses += [Forged("replayed", town.people[who], town.group, code) for who in ("asker", "every")]
        await none_counts(bot, presses * counted(2, 1))


@pytest.mark.threat("T2")
@over_the_wire
async def test_a_decision_that_was_pressed_a_hundred_times_is_made_once(stocked: Any, tmp_path: Path) -> None:
    town, target = stocked.town, stocked.targets["asker", "pending"]
    async with offline(town, tmp_path) as bot:
        code = bot.codes.make(Code(ButtonAction.APPROVE, (target.number, target.hash)).text, town.group)
        for _ in range(100):
            await bot.press(town.people["approver"], chat_of(town.group), code)
        votes = bot.file.rows("SELECT approver_id FROM decision WHERE request_id = ?", target.number)
        assert votes == [(town.people["approver"],)]
        assert bot.file.rows("SELECT count(*) FROM attempt WHERE request_id = ?", target.number) == [(1,)]


@over_the_wire
async def test_three_hundred_forged_codes_over_sockets_do_nothing(stocked: Any) -> None:
    town: Town = stocked.town
    town.file.restore()
    before = town.fingerprint()
    presses = [
        each for each in forger_of(stocked, town.house.services.codes, 300).some(900) if each.chat in town.chats.chats
    ]
    pressers = {number: name for name, number in town.people.items()}
    sent = 0
    for each in presses:
        if each.who in pressers and each.chat in (each.who, town.group, town.other_group) and sent < 300:
            town.press(pressers[each.who], town.spot(each.chat), each.data)
            sent += 1
    assert sent == 300
    await town.settle()
    assert town.failed() == []
    assert town.fingerprint() == before


def test_the_states_that_are_over_are_states() -> None:
    assert set(OVER) < set(STATES)
