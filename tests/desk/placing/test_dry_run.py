"""A dry run: all goes on until the order is to be sent; what it would be is said, and counts as if it had been."""

import hashlib
import logging
from typing import Any

import pytest

from bot.desk.placing.submit import NotClaimed
from bot.desk.shared.refusal import Refusal
from bot.market.dry_run import reads_only
from bot.market.errors import Unreachable
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS

ENDED = (RequestState.CLOSED, AttemptState.WITHDRAWN)


@pytest.fixture
async def dry(open_room: Any) -> Any:
    """Anna and Boris are admins of a dry run."""
    room = await open_room(ANNA.id, BORIS.id).started()
    room.market = reads_only(room.market)
    room.desk = room.another_desk("dry")
    return room


async def test_what_would_be_ordered_is_said_and_the_admins_read_the_call(
    dry: Any, caplog: pytest.LogCaptureFixture
) -> None:
    number = await dry.confirmed()
    caplog.set_level(logging.INFO)
    await dry.desk.submit_worker.submit_due()
    assert f"is not sent: {NotClaimed.DRY_RUN}" in caplog.text
    attempt = await dry.attempt(number)
    assert attempt.dry
    assert await dry.states(number) == ENDED
    told = {chat: (kind, facts["gateway"], facts["body"]) for kind, chat, facts in await dry.owed()}
    assert told == {ANNA.id: ("dry_run", "cross", attempt.body), BORIS.id: ("dry_run", "cross", attempt.body)}
    async with dry.ledger.read() as uow:
        entry = (await uow.journal.of_request(number))[-1]
    digest = hashlib.sha256(attempt.body.encode()).hexdigest()
    assert (entry.kind, entry.facts) == ("dry_run", {"gateway": "cross", "body_sha256": digest})


async def test_nothing_more_becomes_of_it(dry: Any) -> None:
    number = await dry.confirmed()
    await dry.desk.submit_worker.submit_due()
    for act in (
        dry.desk.submit_worker.retry(Act(ANNA), number),
        dry.desk.submit_worker.withdraw(Act(ANNA), number),
        dry.desk.by_hand.take(Act(ANNA), number),
    ):
        with pytest.raises(Refusal):
            await act
    assert await dry.states(number) == ENDED


async def test_what_1688_does_not_answer_is_ordered_by_nobody_by_hand(dry: Any) -> None:
    number = await dry.confirmed()
    dry.market._market.changes(down={"preview": Unreachable("call", "away")})
    await dry.desk.submit_worker.submit_due()
    with pytest.raises(Refusal) as refused:
        await dry.desk.by_hand.take(Act(ANNA), number)
    assert refused.value.key == "dry-run"


async def test_it_counts_for_the_next_one(dry: Any) -> None:
    """As a repeat, and in what was asked for and sent of late."""
    number = await dry.confirmed()
    await dry.desk.submit_worker.submit_due()
    again = await dry.drafted()
    async with dry.ledger.read() as uow:
        repeats = await uow.requests.repeats_of((await uow.purchase(again)).request)
    assert repeats == (number,)


async def test_push_messages_that_got_lost_stay_for_whoever_buys(dry: Any) -> None:
    await dry.desk.push_messages.fetch_missed()
    assert dry.market._market.calls == []
